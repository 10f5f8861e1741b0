//! Decides which roll calls of two records are the same one, for the merge and for the difference of two editions. It
//! changes none.

use crate::members::order::InOrder as _;
use hashbrown::{HashMap, HashSet};

use super::{Body, Class, Date, Matter, Outcome, Record, Roll, RollCallId, Symbol, Vote};

/// What a roll call is known by under one of the rules.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    body: Body,
    name: String,
    matter: Option<Matter>,
    date: Option<Date>,
}

/// Roll calls by what they are known by.
type Index = HashMap<Key, Vec<RollCallId>>;

/// A rule: what a roll call is called, and whether its matter and its day belong to the key.
struct Rule {
    name: fn(&Record, RollCallId) -> Option<String>,
    matter: bool,
    dated: bool,
}

/// The rules, the surest first. Under each a roll call must be the only one of its key in its record: two sources that
/// have several votes on one text do not tell which is which. A resolution that was voted on as a whole once is the
/// same on any day.
const RULES: [Rule; 7] = [
    Rule { name: |r, id| r.roll_call(id).undl_id.map(|number| number.to_string()), matter: false, dated: false },
    Rule { name: |r, id| r.roll_call(id).rcid.map(|number| number.to_string()), matter: false, dated: false },
    Rule {
        name: |r, id| resolution(r, id).filter(|_| r.roll_call(id).matter == Matter::WholeText),
        matter: true,
        dated: false,
    },
    Rule { name: |r, id| r.roll_call(id).date.and_then(|_| resolution(r, id)), matter: true, dated: true },
    Rule { name: |r, id| r.roll_call(id).date.and_then(|_| draft(r, id)), matter: true, dated: true },
    // The Council votes on a draft once; some lists give no more than the year of a veto.
    Rule { name: council_draft, matter: true, dated: false },
    Rule { name: |r, id| early_veto(r, id).map(|(meeting, _)| meeting), matter: true, dated: true },
];

/// What agrees in everything is the same, however often it stands there.
const EVERYTHING: Rule = Rule { name: |record, id| Some(everything(record, id)), matter: true, dated: true };

/// What was vetoed without a draft, with who vetoed it.
const EARLY_VETOES: Rule = Rule {
    name: |record, id| early_veto(record, id).map(|(meeting, vetoed_by)| format!("{meeting} {vetoed_by}")),
    matter: true,
    dated: true,
};

impl Rule {
    /// Indexes the roll calls of a record that are not `done` and have a key.
    fn index(&self, record: &Record, done: impl Fn(RollCallId) -> bool) -> Index {
        let mut index = Index::with_capacity(record.len());
        for id in record.ids().filter(|id| !done(*id)) {
            let one = record.roll_call(id);
            let (matter, date) = (self.matter.then_some(one.matter), one.date.filter(|_| self.dated));
            if let Some(name) = (self.name)(record, id) {
                index.entry(Key { body: one.body, name, matter, date }).or_default().push(id);
            }
        }
        index
    }

    /// The index of the other record's roll calls that are not found, and of those of the base that are not taken and
    /// may have the same key: most roll calls of the base need none.
    fn indices(&self, base: &Record, other: &Record, found: &HashMap<RollCallId, RollCallId>) -> (Index, Index) {
        let taken: HashSet<RollCallId> = found.values().copied().collect();
        let theirs = self.index(other, |id| found.contains_key(&id));
        let days: HashSet<Option<Date>> = theirs.values().flatten().map(|id| other.roll_call(*id).date).collect();
        let other_day = |id| self.dated && !days.contains(&base.roll_call(id).date);
        let mine = self.index(base, |id| theirs.is_empty() || taken.contains(&id) || other_day(id));
        (theirs, mine)
    }
}

/// Which roll calls of two records are the same.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    /// Every roll call of the other record with the one of the base that is the same, if there is one; each of the base
    /// is taken at most once.
    pub pairs: Vec<(RollCallId, Option<RollCallId>)>,
    /// Roll calls of the other record that have the symbols of one of the base, but other votes.
    pub apart: Vec<(RollCallId, RollCallId)>,
}

/// From this number of votes that both rolls give, rolls that differ in more than half of them are two votes on one
/// text, such as one on an amendment that its source does not mark.
const VOTES_TO_TELL: usize = 10;

/// Matches the roll calls of two records.
pub(crate) fn pairs(base: &Record, other: &Record) -> Matched {
    let mut matched = Matched::default();
    let mut found: HashMap<RollCallId, RollCallId> = HashMap::with_capacity(other.len());
    for rule in RULES {
        let (theirs, mine) = rule.indices(base, other, &found);
        for (key, theirs) in theirs {
            let only = |ids: &[RollCallId]| if let [id] = ids { Some(*id) } else { None };
            let pair = only(&theirs).zip(mine.get(&key).and_then(|ids| only(ids)));
            match pair.filter(|(theirs, mine)| may_be_one(base, *mine, other, *theirs)) {
                Some((theirs, mine)) if differ_widely(base.roll(mine), other.roll(theirs)) => {
                    matched.apart.push((theirs, mine));
                }
                Some((theirs, mine)) => _ = found.insert(theirs, mine),
                None => {}
            }
        }
    }
    // The first with the first, and so on.
    let (theirs, mine) = EVERYTHING.indices(base, other, &found);
    for (key, theirs) in theirs {
        let mine = mine.get(&key).map_or(&[][..], Vec::as_slice);
        found.extend(theirs.into_iter().zip(mine.iter().copied()));
    }
    // As many vetoes of the same members at one meeting are the same ones, though nothing tells which is which.
    let (theirs, mine) = EARLY_VETOES.indices(base, other, &found);
    for (key, theirs) in theirs {
        if let Some(mine) = mine.get(&key).filter(|mine| mine.len() == theirs.len()) {
            found.extend(theirs.into_iter().zip(mine.iter().copied()));
        }
    }
    matched.apart.retain(|(theirs, _)| !found.contains_key(theirs));
    matched.apart.in_order(Ord::cmp);
    matched.apart.dedup_by_key(|(theirs, _)| *theirs);
    matched.pairs = other.ids().map(|id| (id, found.get(&id).copied())).collect();
    matched
}

/// Matches the roll calls of two editions: under one number of the library or of Voeten's data, rolls that differ widely
/// are still one, corrected.
pub(crate) fn editions(old: &Record, new: &Record) -> Matched {
    let mut matched = pairs(old, new);
    let numbers = |record: &Record, id| [record.roll_call(id).undl_id, record.roll_call(id).rcid.map(u64::from)];
    let alike =
        |new_id, old_id| numbers(new, new_id).iter().zip(numbers(old, old_id)).any(|(a, b)| a.is_some() && *a == b);
    let corrected: HashMap<_, _> = matched.apart.extract_if(.., |(new, old)| alike(*new, *old)).collect();
    for (new, old) in &mut matched.pairs {
        *old = old.or_else(|| corrected.get(new).copied());
    }
    matched
}

/// Whether two rolls differ in more than half of the votes that both give.
fn differ_widely(mine: &Roll, theirs: &Roll) -> bool {
    let both = (mine.known() & theirs.known()).len();
    let alike: usize = Vote::ALL.iter().map(|vote| (mine.cast(*vote) & theirs.cast(*vote)).len()).sum();
    both >= VOTES_TO_TELL && alike * 2 < both
}

/// Whether nothing else says that two roll calls are different ones.
fn may_be_one(base: &Record, mine: RollCallId, other: &Record, theirs: RollCallId) -> bool {
    let (mine, theirs) = (base.roll_call(mine), other.roll_call(theirs));
    let differ = |a: Option<u64>, b: Option<u64>| a.zip(b).is_some_and(|(a, b)| a != b);
    !differ(mine.undl_id, theirs.undl_id) && !differ(mine.rcid.map(u64::from), theirs.rcid.map(u64::from))
}

fn everything(record: &Record, id: RollCallId) -> String {
    let one = record.roll_call(id);
    let texts = [one.resolution, one.draft, one.meeting, one.committee_report, one.title, one.agenda, one.note];
    let texts = texts.map(|text| record.text(text)).join("\n");
    let numbers = (one.undl_id, one.rcid, one.session, one.stated, record.roll(id));
    format!("{numbers:?}\n{texts}")
}

/// The resolution in whichever form its symbol is: `A/RES/25/2621` is `A/RES/2621(XXV)`.
fn resolution(record: &Record, id: RollCallId) -> Option<String> {
    let symbol = record.text(record.roll_call(id).resolution);
    (!symbol.is_empty()).then(|| called(symbol))
}

/// What a symbol is called whatever its form.
pub(crate) fn called(symbol: &str) -> String {
    match symbol.parse::<Symbol>().as_ref().map(Symbol::class) {
        Ok(Class::Assembly { decision, session, number, part }) => format!("{decision} {session}/{number} {part}"),
        Ok(Class::Council { number, .. }) => number.to_string(),
        _ => symbol.to_owned(),
    }
}

fn council_draft(record: &Record, id: RollCallId) -> Option<String> {
    let of_council = record.roll_call(id).body == Body::SecurityCouncil;
    let draft = record.text(record.roll_call(id).draft).split('|').next().unwrap_or_default();
    (of_council && !draft.is_empty()).then(|| draft.to_owned())
}

/// The meeting of a veto that has no other symbol, and who cast it: the first proposals had none.
fn early_veto(record: &Record, id: RollCallId) -> Option<(String, String)> {
    let one = record.roll_call(id);
    let is_early = one.outcome == Some(Outcome::Vetoed) && one.draft.is_empty() && one.resolution.is_empty();
    let (meeting, members) = (record.text(one.meeting).rsplit('|').next()?, record.members());
    let vetoed_by: Vec<&str> = record.roll(id).no.iter().map(|member| members.get(member).code).collect();
    (is_early && !meeting.is_empty()).then(|| (meeting.to_owned(), vetoed_by.join(" ")))
}

fn draft(record: &Record, id: RollCallId) -> Option<String> {
    Some(record.text(record.roll_call(id).draft).to_owned()).filter(|draft| !draft.is_empty())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        members::{MemberId, Members},
        record::{RecordBuilder, RollCall},
    };

    /// A roll call by its resolution, draft, day and what else is told of it.
    type Told = (&'static str, &'static str, Option<i8>, fn(&mut RollCall));

    fn record(roll_calls: &[Told]) -> Record {
        let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
        for (resolution, draft, day, more) in roll_calls {
            let mut one = RollCall::new(Body::GeneralAssembly);
            one.resolution = builder.symbols(resolution).0;
            one.draft = builder.symbols(draft).0;
            one.date = day.and_then(|day| Date::new(2025, 2, day).ok());
            more(&mut one);
            builder.push(one, Roll::default());
        }
        builder.finish()
    }

    fn rows(base: &[Told], other: &[Told]) -> Vec<Option<usize>> {
        let (base, other) = (record(base), record(other));
        pairs(&base, &other).pairs.into_iter().map(|(_, mine)| mine.map(RollCallId::index)).collect()
    }

    const fn nothing(_: &mut RollCall) {}
    const fn amendment(one: &mut RollCall) {
        one.matter = Matter::Amendment;
    }
    const fn numbered(one: &mut RollCall) {
        one.undl_id = Some(4_076_672);
    }
    const fn numbered_otherwise(one: &mut RollCall) {
        one.undl_id = Some(4_076_673);
    }
    const fn third(one: &mut RollCall) {
        one.rcid = Some(3);
    }

    #[test]
    fn the_same_number_is_the_same_roll_call_whatever_else_is_known() {
        assert_eq!(
            rows(&[("", "", None, nothing), ("", "", None, numbered)], &[("ES-11/7", "", None, numbered)]),
            [Some(1)]
        );
        assert_eq!(rows(&[("A/RES/1/1", "", None, third)], &[("A/RES/1/2", "", Some(1), third)]), [Some(0)]);
    }

    #[test]
    fn a_resolution_voted_on_once_is_the_same_on_any_day_and_in_either_form() {
        let other = [("A/RES/25/2621", "", Some(3), nothing as fn(&mut RollCall))];
        assert_eq!(rows(&[("A/RES/2621(XXV)", "", Some(24), nothing)], &other), [Some(0)]);
        assert_eq!(rows(&[("A/RES/2621(XXV)", "", Some(24), amendment)], &other), [None]);
    }

    #[test]
    fn of_several_votes_on_one_resolution_the_day_tells() {
        let votes = [("A/RES/79/7", "", Some(1), nothing as fn(&mut RollCall)), ("A/RES/79/7", "", Some(2), nothing)];
        assert_eq!(rows(&votes, &[("A/RES/79/7", "", Some(2), nothing)]), [Some(1)]);
        assert_eq!(rows(&votes, &[("A/RES/79/7", "", Some(9), nothing)]), [None]);
    }

    #[test]
    fn a_draft_is_the_same_on_its_day_when_it_is_the_same_matter() {
        let votes = [("", "A/ES-11/L.11", Some(24), amendment as fn(&mut RollCall))];
        assert_eq!(rows(&votes, &[("", "A/ES-11/L.11", Some(24), amendment)]), [Some(0)]);
        assert_eq!(rows(&votes, &[("", "A/ES-11/L.11", Some(24), nothing)]), [None]);
        assert_eq!(rows(&votes, &[("", "A/ES-11/L.11", Some(25), amendment)]), [None]);
    }

    #[test]
    fn rolls_of_one_text_that_differ_in_more_than_half_of_their_votes_are_two_votes_on_it() {
        // A/RES/52/22 as a whole 126-0-1; under the same symbol the package has a vote of 1-29-81 on an amendment.
        let roll = |yes: std::ops::Range<u8>, no: std::ops::Range<u8>| Roll {
            yes: yes.map(MemberId::new).collect(),
            no: no.map(MemberId::new).collect(),
            ..Roll::default()
        };
        assert!(differ_widely(&roll(0..20, 0..0), &roll(0..9, 9..20)));
        assert!(!differ_widely(&roll(0..20, 0..0), &roll(0..10, 10..20)));
        // Few votes in common do not tell: the source may be wrong.
        assert!(!differ_widely(&roll(0..9, 0..0), &roll(0..0, 0..9)));
    }

    #[test]
    fn different_record_numbers_are_different_roll_calls() {
        let votes = [("A/RES/ES-11/7", "", Some(24), numbered as fn(&mut RollCall))];
        assert_eq!(rows(&votes, &[("A/RES/ES-11/7", "", Some(24), numbered_otherwise)]), [None]);
    }

    #[test]
    fn two_that_cannot_be_told_apart_are_matched_in_order_when_they_agree_in_everything() {
        let votes = [("A/RES/79/7", "", Some(1), amendment as fn(&mut RollCall)); 2];
        assert_eq!(rows(&votes, &votes), [Some(0), Some(1)]);
        assert_eq!(rows(&votes, &[("A/RES/79/7", "A/79/L.6", Some(1), amendment)]), [None]);
    }
}
