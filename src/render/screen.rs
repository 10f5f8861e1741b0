//! What a page or a terminal that is written to can show.

use super::people::Marks;

/// How much room there is, and whether colour is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Screen {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to use colour.
    pub color: bool,
    /// Which marks there are.
    pub marks: Marks,
    /// Whether pictures are laid out for a narrow page, such as that of a phone.
    pub is_narrow: bool,
}
