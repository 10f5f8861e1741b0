//! Who votes: members, their codes and names, the groups that they belonged to and when. It knows no vote.

mod earlier;
mod group;
mod languages;
mod lines;
mod list;
mod lookup;
mod meant;
mod member;
mod member_set;
mod names;
mod numbers;
pub(crate) mod order;
mod others;
pub(crate) mod suggest;
mod table;
mod tiles;
mod unknown;

pub use group::{Group, Membership, REGIONS};
pub use jiff::civil::Date;
pub use list::MemberList;
pub use lookup::LookupError;
pub(crate) use meant::may_be_meant_otherwise;
pub use member::{Member, NameUse, OtherName, Period};
pub use member_set::{MemberId, MemberSet};
pub(crate) use names::fold;
pub(crate) use numbers::ends_with_scheme;
pub use table::Members;
