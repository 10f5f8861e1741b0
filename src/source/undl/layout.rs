//! Which column holds what in an edition of the Digital Library's files.

use crate::source::cells::{dates::Order, fields::Field};
use crate::source::head::Columns;

// The current name first, then those of other editions and bodies.
pub(super) const UNDL_ID: &[&str] = &["undl_id"];
pub(super) const CODE: &[&str] = &["ms_code", "ms_codes"];
pub(super) const NAME: &[&str] = &["ms_name", "ms_names"];
pub(super) const VOTE: &[&str] = &["ms_vote", "ms_votes"];
pub(super) const PERMANENT: &[&str] = &["permanent_member"];
pub(super) const DATE: &[&str] = &["date", "dates"];
pub(super) const SESSION: &[&str] = &["session", "sessions"];
pub(super) const RESOLUTION: &[&str] = &["resolution", "resolutions"];
pub(super) const TITLE: &[&str] = &["title", "titles", "description"];
pub(super) const NOTE: &[&str] = &["vote_note", "vote_notes"];
pub(super) const MODALITY: &[&str] = &["modality"];

/// The columns that hold a field of the roll call, in the order in which they are entered.
const FIELDS: [(&str, &[&str]); 17] = [
    ("resolution", RESOLUTION),
    ("draft", &["draft", "drafts"]),
    ("meeting", &["meeting", "meetings"]),
    ("committee_report", &["committee_report", "committee_reports"]),
    ("undl_id", UNDL_ID),
    ("date", DATE),
    ("session", SESSION),
    ("title", TITLE),
    ("agenda", &["agenda_title", "agenda_titles", "agenda"]),
    ("subjects", &["subjects", "subject"]),
    ("note", NOTE),
    ("link", &["undl_link"]),
    ("stated_yes", &["total_yes", "yes"]),
    ("stated_no", &["total_no", "no"]),
    ("stated_abstain", &["total_abstentions", "abstentions", "total_abstention"]),
    ("stated_non_voting", &["total_non_voting", "non-voting", "non_voting"]),
    ("stated_members", &["total_ms", "total-voting", "total_voting"]),
];

/// The columns of one file.
#[derive(Clone)]
pub(super) struct Layout {
    /// Byte between fields.
    pub delimiter: u8,
    /// Number of columns.
    pub width: usize,
    /// The member's code, name and vote.
    pub member: [Option<usize>; 3],
    /// First column of the block `code,name,vote[,permanent]` and the one behind it, where they stand together.
    pub block: Option<(usize, usize)>,
    /// Whether the column of permanent members closes the block.
    pub has_permanent: bool,
    /// The columns that are read and belong to the roll call, not to the member.
    pub shared: Vec<usize>,
    /// The fields of the roll call with their columns.
    pub fields: Vec<(&'static Field, usize)>,
    /// The order of day and month.
    pub order: Option<Order>,
    /// All columns, by their names.
    pub columns: Columns,
}

impl Layout {
    /// The layout of a header.
    pub(super) fn new(columns: &Columns, delimiter: u8, order: Option<Order>) -> Self {
        let member = [columns.find(CODE), columns.find(NAME), columns.find(VOTE)];
        let permanent = columns.find(PERMANENT);
        let (block, has_permanent) = match member {
            [Some(code), Some(name), Some(vote)] if name == code + 1 && vote == name + 1 => {
                let closes = permanent == Some(vote + 1);
                (Some((code, vote + 1 + usize::from(closes))), closes)
            }
            _ => (None, false),
        };
        let width = columns.names.len();
        let field = |(name, names): (&str, &[&str])| Field::of(name).zip(columns.find(names));
        let fields: Vec<_> = FIELDS.into_iter().filter_map(field).collect();
        let shared = fields.iter().map(|(_, column)| *column).chain(columns.find(MODALITY)).collect();
        Self { delimiter, width, member, block, has_permanent, shared, fields, order, columns: columns.clone() }
    }

    /// Whether a column is read.
    pub(super) fn reads(&self, column: usize) -> bool {
        let is_permanent = self.columns.find(PERMANENT) == Some(column);
        is_permanent || self.member.contains(&Some(column)) || self.shared.contains(&column)
    }
}
