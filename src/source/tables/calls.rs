//! Which rows and columns of a table are one roll call, in whatever form each of them writes its symbol. It enters no
//! votes.

use std::collections::HashMap;

use crate::record::{RollCall, RollCallId, Text, same};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::fields::{FIELDS, Field, Value};
use crate::source::format::{Ledger, shortened};

/// The reason for leaving out what fits several roll calls.
pub(super) const FIT_SEVERAL: &str = "rows that fit more than one roll call of their symbol";

/// The roll calls of one input, by what they are called.
#[derive(Default)]
pub(super) struct Calls {
    named: HashMap<String, Vec<RollCallId>>,
    /// By the numbers that a file of ours gives them; in others' files several may have one, in each session the first.
    numbered: HashMap<u64, Vec<RollCallId>>,
    /// Whether a title of its own makes a roll call of its own: where each has a row or a column, not where each vote has.
    titled: bool,
}

impl Calls {
    /// Those of a table in which each roll call has a row or a column of its own.
    pub(super) fn titled() -> Self {
        Self { titled: true, ..Self::default() }
    }

    /// The roll call that this one is, as far as both tell, filled in with what it tells more; begun where there is none.
    /// What differs from it beyond that goes to the ledger. `None` where it may be several.
    pub(super) fn of(
        &mut self, one: RollCall, line: u64, ballots: &mut Ballots, ledger: &mut Ledger,
    ) -> Option<RollCallId> {
        let names = names(&one, ballots);
        let known = names.iter().filter_map(|name| self.named.get(name)).flatten().copied();
        let mut fitting: Vec<RollCallId> = known.filter(|id| self.may_be(*id, &one, ballots)).collect();
        fitting.sort_unstable();
        fitting.dedup();
        let id = match fitting[..] {
            [] => ballots.begin(one),
            [id] => {
                join(id, one, line, ballots, ledger);
                id
            }
            _ => return None,
        };
        for name in names {
            let ids = self.named.entry(name).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Some(id)
    }

    /// The roll call with this number in its file, as far as nothing tells it from others with it; without a number as
    /// [`Self::of`].
    pub(super) fn numbered(
        &mut self, number: &str, one: RollCall, line: u64, ballots: &mut Ballots, ledger: &mut Ledger,
    ) -> Option<RollCallId> {
        let Ok(number) = number.parse() else { return self.of(one, line, ballots, ledger) };
        let is_it = |id: &RollCallId| {
            let session = ballots.builder.roll_call(*id).session;
            session.zip(one.session).is_none_or(|(a, b)| a == b) && self.may_be(*id, &one, ballots)
        };
        if let Some(id) = self.numbered.get(&number).and_then(|ids| ids.iter().copied().find(is_it)) {
            join(id, one, line, ballots, ledger);
            return Some(id);
        }
        let id = ballots.begin(one);
        self.numbered.entry(number).or_default().push(id);
        Some(id)
    }

    /// Whether nothing that identifies a roll call tells two apart.
    fn may_be(&self, id: RollCallId, one: &RollCall, ballots: &Ballots) -> bool {
        let known = ballots.builder.roll_call(id);
        let agree = |a: Text, b: Text| a.is_empty() || b.is_empty() || called(a, ballots) == called(b, ballots);
        let texts = [(known.resolution, one.resolution), (known.draft, one.draft), (known.meeting, one.meeting)];
        let titles = !self.titled || known.title.is_empty() || one.title.is_empty() || known.title == one.title;
        (known.body, known.matter) == (one.body, one.matter)
            && titles
            && known.date.zip(one.date).is_none_or(|(a, b)| a == b)
            && known.rcid.zip(one.rcid).is_none_or(|(a, b)| a == b)
            && known.undl_id.zip(one.undl_id).is_none_or(|(a, b)| a == b)
            && texts.into_iter().all(|(a, b)| agree(a, b))
    }
}

/// A symbol without what makes no difference.
fn called(symbol: Text, ballots: &Ballots) -> String {
    same::called(ballots.builder.string(symbol))
}

/// What a roll call can be found by.
fn names(one: &RollCall, ballots: &Ballots) -> Vec<String> {
    let numbers = [("rcid", one.rcid.map(u64::from)), ("record", one.undl_id)];
    let numbers = numbers.into_iter().filter_map(|(kind, number)| Some(format!("{kind} {}", number?)));
    let symbols = [one.resolution, one.draft].into_iter().filter(|symbol| !symbol.is_empty());
    symbols.map(|symbol| called(symbol, ballots)).chain(numbers).collect()
}

/// Fills in a roll call; what it says already stands.
fn join(id: RollCallId, mut one: RollCall, line: u64, ballots: &mut Ballots, ledger: &mut Ledger) {
    let mut known = ballots.builder.roll_call(id).clone();
    let value = |field: &Field, one: &mut RollCall, ballots: &Ballots| {
        field.value(|text| ballots.builder.string(text), one).map(|value| Value::into_text(value).into_owned())
    };
    for field in &FIELDS {
        let Some(new) = value(field, &mut one, ballots) else { continue };
        match value(field, &mut known, ballots) {
            None => drop(field.set(&new, None, &mut known, &mut ballots.builder)),
            Some(old) if old == new || same::called(&old) == same::called(&new) => {}
            Some(old) => {
                let reason = "rows of one roll call that differ in its columns; the first row stands";
                let value = format!("{}: '{}', then '{}'", field.name, shortened(&old), shortened(&new));
                ledger.skip(reason, line, value);
            }
        }
    }
    *ballots.builder.entry(id).0 = known;
}
