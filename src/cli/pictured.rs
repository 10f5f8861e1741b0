//! Whether a picture is wanted, and which one: typed by its kind, or by the format that is to be written.

use super::output::OutputOptions;

impl OutputOptions {
    /// Whether pictures are to be written, alone or in a page.
    pub(super) fn draws(&self) -> bool {
        self.must_draw() || self.places("table").iter().any(|(_, format)| format.has_pictures)
    }

    /// Whether nothing but a picture is to be written somewhere, so that there has to be one.
    pub(super) fn must_draw(&self) -> bool {
        self.places("table").iter().any(|(_, format)| format.draws)
    }

    /// The kind of picture that is wanted: the one that was typed, or the usual one where one is to be written.
    pub(super) fn picture<'k>(&self, typed: Option<&'k str>, usual: &'k str) -> Option<&'k str> {
        typed.or_else(|| self.draws().then_some(usual))
    }

    /// Whether a picture was asked for by its kind, or nothing but one is to be written somewhere.
    pub(super) fn asks_for_picture(&self, typed: Option<&str>) -> bool {
        typed.is_some() || self.must_draw()
    }
}
