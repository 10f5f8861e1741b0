//! Where figures come from: the files and editions behind a record. It reads none of them.

use serde::{Deserialize, Serialize};

use super::Date;

/// A source of roll calls, as reports name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Origin {
    /// File name, or what stands for it: `the embedded record`, `standard input`.
    pub name: String,
    /// The format as FORMATS name it: `UN Digital Library, General Assembly voting data`.
    pub format: String,
    /// Edition or layout, if the file says so.
    pub edition: String,
    /// Terms of use and the attribution asked for.
    pub terms: String,
    /// The day before which its dates are often wrong by days; another source's date is to be preferred.
    #[serde(with = "super::day")]
    pub dates_unreliable_before: Option<Date>,
    /// Whether it lists only members that voted, so that a member of the day that it does not list was absent.
    pub omits_absent: bool,
}

impl Origin {
    /// The edition of a source that has no column for what was voted on.
    pub(crate) const WITHOUT_MATTER: &str = "without flags for amendments and paragraphs";

    /// Whether it says of a vote whether it was on a text, an amendment or a paragraph.
    pub(super) fn tells_matter(&self) -> bool {
        self.edition != Self::WITHOUT_MATTER
    }
}
