//! The domain: what a roll call, a vote and a symbol are. It does no I/O and prints nothing.

mod column;
mod conflict;
mod day;
mod fact;
mod find;
pub mod majority;
mod numbers;
mod origin;
#[allow(clippy::module_inception)] // the record is what the room is named for
mod record;
mod roll;
mod roll_call;
mod roman;
pub(crate) mod same;
mod seating;
pub(crate) mod selection;
mod session;
mod symbol;
mod symbol_index;
mod texts;
mod vote;
mod voters;
mod words;

pub(crate) use column::{Column, PIECE};
pub use conflict::{Conflict, Disputed};
pub use fact::Fact;
pub use find::Found;
pub(crate) use find::as_digits;
pub use jiff::civil::Date;
pub use numbers::Numbers;
pub use origin::Origin;
pub use record::Record;
pub(crate) use record::{Predecessors, RecordBuilder};
pub(crate) use roll::Entered;
pub use roll::Roll;
pub use roll_call::{IntendedVote, Issues, Matter, Modality, Outcome, RollCall, RollCallId, Stated};
pub(crate) use seating::Seating;
pub use selection::{Selection, Topic, VoteTest};
pub use session::{Body, Session, SessionError};
pub use symbol::{Class, Symbol, SymbolError};
pub(crate) use symbol_index::SymbolIndex;
pub use texts::Text;
pub(crate) use texts::Texts;
pub use vote::{Position, Tally, Vote};
pub use voters::Voters;
pub use words::{Word, Words};
