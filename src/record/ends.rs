//! Where a record ends: the last day to which the files go that it was made of. It knows nothing of what is said of that.

use super::{Body, Date, Record, RollCall, RollCallId, Session};

/// How many roll calls a source has that goes on, and is no selection of a few.
const ON_END: usize = 100;

impl Record {
    /// The last day on which the sources that go on have a roll call of these bodies; those of a few roll calls, such as the
    /// embedded record, go nowhere.
    pub fn ends(&self, of: impl Fn(Body) -> bool) -> Option<Date> {
        let calls = || self.ids().map(|id| self.roll_call(id));
        let is_of = |one: &RollCall, place: usize| one.sources >> place & 1 == 1;
        let mut counts = vec![0_usize; self.origins().len()];
        for one in calls() {
            (0..counts.len()).filter(|place| is_of(one, *place)).for_each(|place| counts[place] += 1);
        }
        let goes_on = (0..counts.len()).filter(|place| counts[*place] >= ON_END);
        let bits = goes_on.fold(0_u64, |bits, place| bits | 1 << place);
        calls().filter(|one| one.sources & bits != 0 && of(one.body)).filter_map(|one| one.date).max()
    }

    /// Where the record ends, if these roll calls come so near to it that later ones may be missing: into its last year.
    pub fn ends_after(&self, ids: &[RollCallId]) -> Option<Date> {
        let last = ids.iter().filter_map(|id| self.roll_call(*id).date).max()?;
        let bodies = ids.iter().fold(0, |bits, id| bits | 1 << self.roll_call(*id).body as u8);
        self.ends(|body| bodies >> body as u8 & 1 == 1).filter(|end| last.year() >= end.year())
    }

    /// Where the record ends, if this session begins later: the 81st in September 2026.
    pub fn ends_before(&self, session: Session) -> Option<Date> {
        let Session::Regular(number) = session else { return None };
        self.ends(|_| true).filter(|end| i32::from(number) + 1945 > i32::from(end.year()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::members::Members;
    use crate::record::{Origin, RecordBuilder, Roll};

    /// A record of one source with a roll call a day from 2 December 2024, and of another one with one roll call later.
    fn record(days: i8) -> Record {
        let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
        let places =
            [builder.origin(Origin::default()), builder.origin(Origin { name: "b".to_owned(), ..Origin::default() })];
        let first = Date::constant(2024, 12, 1);
        let mut push = |date: Date, place: usize| {
            builder.push(RollCall { date: Some(date), sources: 1 << place, ..RollCall::default() }, Roll::default());
        };
        (1..=days).for_each(|day| push(first.saturating_add(jiff::Span::new().days(day)), places[0]));
        push(Date::constant(2026, 2, 24), places[1]);
        builder.finish()
    }

    #[test]
    fn a_record_ends_where_its_files_end_and_not_with_a_roll_call_from_elsewhere() {
        let whole = record(100);
        // A hundred days after 1 December 2024.
        let end = Date::constant(2025, 3, 11);
        assert_eq!(whole.ends(|_| true), Some(end));
        assert_eq!(whole.ends(|body| body == Body::SecurityCouncil), None);
        let ids: Vec<RollCallId> = whole.ids().collect();
        assert_eq!(whole.ends_after(&ids), Some(end));
        assert_eq!(whole.ends_after(&ids[..20]), None, "those of 2024");
        assert_eq!(whole.ends_after(&ids[100..]), Some(end), "what is later than the files");
        assert_eq!(record(99).ends(|_| true), None, "a few roll calls are no record that goes on");
    }
}
