//! Where values stand in our own JSON, and under which keys.

use super::filling::VOTE_KEYS;
use crate::record::Vote;
use crate::source::cells::fields::{FIELDS, STATED};

/// Where in a file a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Document,
    Schema,
    Sources,
    Source,
    /// A text of a source, by its number.
    OfSource(usize),
    RollCalls,
    RollCall,
    /// A field, by its number.
    Field(usize),
    Votes,
    Vote(Option<Vote>),
    Stated,
    Numbers,
    Number,
    Statements,
    Statement,
    /// A text of a statement, by its number.
    OfStatement(usize),
}

const OF_SOURCE: [&str; 5] = ["name", "format", "edition", "terms", "dates_unreliable_before"];
const OF_STATEMENT: [&str; 3] = ["member", "intended", "source"];

impl Place {
    /// Where the value of a key stands; none where the key is not known.
    pub(super) fn entry(self, key: &str) -> Option<Self> {
        let number = |keys: &[&str]| keys.iter().position(|known| *known == key);
        match (self, key) {
            (Self::Document, "schema") => Some(Self::Schema),
            (Self::Document, "sources") => Some(Self::Sources),
            (Self::Document, "roll_calls") => Some(Self::RollCalls),
            (Self::Source, _) => number(&OF_SOURCE).map(Self::OfSource),
            (Self::RollCall, "votes") => Some(Self::Votes),
            (Self::RollCall, "stated") => Some(Self::Stated),
            (Self::RollCall, "intended") => Some(Self::Statements),
            (Self::RollCall, "sources") => Some(Self::Numbers),
            (Self::RollCall, _) if key.starts_with(STATED) => None,
            (Self::RollCall, _) => FIELDS.iter().position(|field| field.name == key).map(Self::Field),
            (Self::Stated, _) => {
                FIELDS.iter().position(|field| field.name.strip_prefix(STATED) == Some(key)).map(Self::Field)
            }
            (Self::Votes, _) => VOTE_KEYS.iter().find(|(known, _)| *known == key).map(|(_, vote)| Self::Vote(*vote)),
            (Self::Statement, _) => number(&OF_STATEMENT).map(Self::OfStatement),
            _ => None,
        }
    }

    /// Where the items of a list stand.
    pub(super) fn item(self) -> Option<Self> {
        match self {
            Self::Sources => Some(Self::Source),
            Self::RollCalls => Some(Self::RollCall),
            Self::Numbers => Some(Self::Number),
            Self::Statements => Some(Self::Statement),
            _ => None,
        }
    }

    pub(super) fn is_object(self) -> bool {
        matches!(self, Self::Document | Self::Source | Self::RollCall | Self::Votes | Self::Stated | Self::Statement)
    }
}
