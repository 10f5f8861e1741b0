//! Whether a source is an edition of one that the store has, and what would be lost if it took its place.

use super::{StoreError, manifest::Stored};
use crate::record::{Record, same};
use crate::source::LISTS_OF_NAMES;

/// What becomes of a source that is an edition of one that the store has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Editions {
    /// It takes the place of the other one, unless that is newer or too much of it would vanish.
    #[default]
    Newer,
    /// It takes the place of the other one, whatever vanishes.
    Replace,
    /// It stands beside the other one.
    Beside,
}

/// What two sources have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    roll_calls: u64,
    votes: u64,
}

/// What two sources have in common, if one is an edition of the other: they are of one kind of file, their spans overlap,
/// and most roll calls of the smaller one are in the larger one, with most of their votes.
pub(super) fn shared(new: (&Stored, &Record), old: (&Stored, &Record)) -> Option<Shared> {
    let ((new, theirs), (old, mine)) = (new, old);
    let overlap = match (new.span(), old.span()) {
        (Some([from, to]), Some([first, last])) => from <= last && first <= to,
        (None, None) => true,
        _ => false,
    };
    // Lists of names may be given another day.
    if new.format != old.format || !overlap && new.format != LISTS_OF_NAMES {
        return None;
    }
    let mut shared = Shared { roll_calls: 0, votes: 0 };
    for (theirs_id, mine_id) in same::editions(mine, theirs).pairs {
        let Some(mine_id) = mine_id else { continue };
        shared.roll_calls += 1;
        shared.votes += (mine.roll(mine_id).known() & theirs.roll(theirs_id).known()).len() as u64;
    }
    let most = |shared: u64, one: u64, other: u64| shared * 2 > one.min(other);
    // Tables of names hold no roll calls.
    let is_edition = (new.roll_calls == 0 && old.roll_calls == 0)
        || most(shared.roll_calls, new.roll_calls.into(), old.roll_calls.into())
            && (old.votes == 0 || most(shared.votes, new.votes, old.votes));
    is_edition.then_some(shared)
}

/// Fails if a source would be replaced by one that ends sooner, or lacks more than one in a hundred of its roll calls or
/// of its votes.
pub(super) fn may_go(new: &Stored, old: &Stored, shared: Shared) -> Result<(), StoreError> {
    // A text with the day corrected is the same text.
    let is_text = new.format == LISTS_OF_NAMES;
    let lacks = |kept: u64, all: u64, what: &str| {
        let gone = all - kept;
        (gone * 100 > all).then(|| format!("lacks {gone} of its {all} {what}, which would vanish"))
    };
    let sooner = new.span().zip(old.span()).filter(|([_, theirs], [_, mine])| theirs < mine && !is_text);
    let sooner = sooner.map(|([_, theirs], [_, mine])| format!("ends on {theirs}, before {mine}"));
    let why = lacks(shared.roll_calls, old.roll_calls.into(), "roll calls")
        .or_else(|| lacks(shared.votes, old.votes, "votes of members"))
        .or(sooner);
    let Some(why) = why else { return Ok(()) };
    let (name, old) = (&new.name, &old.name);
    Err(StoreError::Refused(format!(
        "{name} is an edition of {old}, which is in the store, and {why}\n  \
         --replace lets it take that place all the same; --beside keeps both"
    )))
}
