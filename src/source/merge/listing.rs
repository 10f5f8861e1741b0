//! Lists every disagreement of a merge with what each source says. The merge only notes where they are; the words are
//! looked up in its records afterwards, so that it costs nothing when nobody asks.

use hashbrown::HashMap;

use crate::record::{Conflict, Disputed, Fact, Matter, Record, RollCallId};

/// Where the sources of a merge disagree, and which of their roll calls went where.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Of each record but the first: which of its roll calls is which one of the merged record.
    places: Vec<HashMap<RollCallId, RollCallId>>,
    noted: Vec<Noted>,
}

/// A disagreement that was noted during the merge.
#[derive(Debug)]
struct Noted {
    roll_call: RollCallId,
    what: Disputed,
    rule: &'static str,
    /// The roll call of the record that was just being joined, where it is kept as another one.
    apart: Option<RollCallId>,
    /// How many records had been joined before.
    record: usize,
}

impl Listing {
    /// Begins another record that is joined; nothing is listed of one that is not begun.
    pub(super) fn begin(&mut self) {
        self.places.push(HashMap::new());
    }

    /// Notes which roll call of the merged record one of the joined record has become.
    pub(super) fn place(&mut self, merged: RollCallId, theirs: RollCallId) {
        if let Some(places) = self.places.last_mut() {
            places.insert(merged, theirs);
        }
    }

    /// Notes that the record that is being joined says something else.
    pub(super) fn note(
        &mut self, roll_call: RollCallId, what: Disputed, rule: &'static str, apart: Option<RollCallId>,
    ) {
        if !self.places.is_empty() {
            self.noted.push(Noted { roll_call, what, rule, apart, record: self.places.len() });
        }
    }

    /// The disagreements with what each of the records says: one for each disputed fact of a roll call.
    pub(super) fn resolve(self, records: &[Record], merged: &Record) -> Vec<Conflict> {
        let before = |number: usize| records[..number].iter().map(|record| record.origins().len()).sum::<usize>();
        let firsts: Vec<usize> = (0..records.len()).map(before).collect();
        let mut last_rule: HashMap<(RollCallId, Disputed), usize> = HashMap::new();
        let mut conflicts: Vec<Conflict> = Vec::new();
        for noted in &self.noted {
            // Of a third source that differs as well, the rule that was applied last decides.
            if let Some(at) = last_rule.get(&(noted.roll_call, noted.what)).filter(|_| noted.apart.is_none()) {
                conflicts[*at].rule = noted.rule;
                continue;
            }
            last_rule.insert((noted.roll_call, noted.what), conflicts.len());
            let mut values = Vec::new();
            for (number, record) in records.iter().enumerate() {
                let apart = noted.apart.filter(|_| number == noted.record);
                let theirs = apart.or_else(|| self.of(number, noted.roll_call, record));
                let told = theirs.and_then(|id| Some((id, noted.what.of(record, id)?)));
                if let Some((id, value)) = told.filter(|(id, _)| tells(record, *id, noted.what)) {
                    let bits = record.roll_call(id).sources;
                    let origins = (0..record.origins().len()).filter(|place| bits >> place & 1 == 1);
                    values.extend(origins.map(|place| (firsts[number] + place, value.clone())));
                }
            }
            let stands = noted.what.of(merged, noted.roll_call).filter(|_| noted.apart.is_none());
            conflicts.push(Conflict { roll_call: noted.roll_call, what: noted.what, values, stands, rule: noted.rule });
        }
        conflicts
    }

    /// The roll call of one of the joined records that a roll call of the merged record was made of.
    fn of(&self, number: usize, merged: RollCallId, record: &Record) -> Option<RollCallId> {
        match number.checked_sub(1) {
            // The first record's roll calls keep their places.
            None => (merged.index() < record.len()).then_some(merged),
            Some(place) => self.places.get(place)?.get(&merged).copied(),
        }
    }
}

/// Whether a source says what was voted on: a whole text is what is meant where it does not.
fn tells(record: &Record, id: RollCallId, what: Disputed) -> bool {
    what != Disputed::Fact(Fact::Matter) || record.roll_call(id).matter != Matter::WholeText
}
