//! The roll calls that forecasts learn from, in the order of time, with their votes by line and their words by number. It
//! weighs nothing.

use crate::members::order::InOrder as _;
use hashbrown::HashMap;

use crate::analysis::series::tokens;
use crate::members::{MemberId, MemberSet};
use crate::record::{Body, Date, Matter, Outcome, Record, RollCallId, Vote};

/// The votes that are forecast, in the order of all arrays of three: yes, abstain, no. Who takes part is no part of it.
pub const CAST: [Vote; 3] = [Vote::Yes, Vote::Abstain, Vote::No];

/// What is known of a roll call before it is held: the words of its title, its agenda item and its subject headings, each
/// a set of numbers in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(pub(super) [Vec<u32>; FIELDS]);

impl Wording {
    /// Whether it has no words at all.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }
}

/// Title, agenda item, subjects.
pub(super) const FIELDS: usize = 3;

/// The votes of one roll call: sets of members by [`CAST`], and each member with the place of its vote there.
#[derive(Clone, Debug)]
pub(super) struct Ballot {
    pub planes: [MemberSet; 3],
    pub votes: Vec<(MemberId, u8)>,
}

impl Ballot {
    /// The ballot of these sets.
    pub(super) fn new(planes: [MemberSet; 3]) -> Self {
        let all = planes[0] | planes[1] | planes[2];
        let place = |member: MemberId| planes.iter().position(|plane| plane.contains(member)).unwrap_or_default() as u8;
        Self { planes, votes: all.iter().map(|member| (member, place(member))).collect() }
    }
}

/// The whole texts that the General Assembly adopted by a recorded vote on a known day, with the votes of all members, the
/// earliest first; of one day in the order of the record.
#[derive(Clone, Debug)]
pub struct Corpus<'r> {
    /// The record.
    pub record: &'r Record,
    /// The roll calls.
    pub ids: Vec<RollCallId>,
    pub(super) days: Vec<i32>,
    pub(super) years: Vec<i16>,
    pub(super) ballots: Vec<Ballot>,
    pub(super) wordings: Vec<Wording>,
    /// For each field the roll calls with each word, in order.
    pub(super) with_word: [Vec<Vec<u32>>; FIELDS],
    numbers: [HashMap<String, u32>; FIELDS],
}

/// A day as a number: days since 1 January 1900.
pub(super) fn number_of(day: Date) -> i32 {
    (day - Date::constant(1900, 1, 1)).get_days()
}

impl<'r> Corpus<'r> {
    /// The roll calls of a record that forecasts learn from.
    pub fn new(record: &'r Record) -> Self {
        let mut ids: Vec<(Date, RollCallId)> = record.ids().filter_map(|id| Some((day_of(record, id)?, id))).collect();
        ids.in_order(Ord::cmp);
        let mut corpus = Self {
            record,
            ids: ids.iter().map(|(_, id)| *id).collect(),
            days: ids.iter().map(|(day, _)| number_of(*day)).collect(),
            years: ids.iter().map(|(day, _)| day.year()).collect(),
            ballots: Vec::with_capacity(ids.len()),
            wordings: Vec::with_capacity(ids.len()),
            with_word: Default::default(),
            numbers: Default::default(),
        };
        for (at, (_, id)) in ids.iter().enumerate() {
            let one = record.roll_call(*id);
            let [title, agenda, subjects] = [one.title, one.agenda, one.subjects].map(|text| record.text(text));
            let wording = corpus.wording(title, agenda, subjects);
            for (with_word, words) in corpus.with_word.iter_mut().zip(&wording.0) {
                for word in words {
                    with_word.resize_with(with_word.len().max(*word as usize + 1), Vec::new);
                    with_word[*word as usize].push(at as u32);
                }
            }
            let roll = record.lines(*id);
            corpus.ballots.push(Ballot::new(CAST.map(|vote| roll.cast(vote))));
            corpus.wordings.push(wording);
        }
        corpus
    }

    /// The words of a title, an agenda item and subject headings (joined by `|`), whether or not they occur elsewhere.
    pub fn wording(&mut self, title: &str, agenda: &str, subjects: &str) -> Wording {
        let headings = subjects.split('|').map(str::to_owned).collect();
        let mut fields = [tokens(title), tokens(agenda), headings].into_iter().zip(&mut self.numbers);
        Wording(std::array::from_fn(|_| {
            let (words, numbers) = fields.next().unwrap_or_else(|| unreachable!("there are three fields"));
            let mut set = Vec::with_capacity(words.len());
            for word in words.into_iter().filter(|word| !word.is_empty()) {
                let next = numbers.len() as u32;
                set.push(*numbers.entry(word).or_insert(next));
            }
            set.sort_unstable();
            set.dedup();
            set
        }))
    }

    /// How many roll calls there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The place of a roll call; none of one that forecasts neither learn from nor tell.
    pub fn place(&self, id: RollCallId) -> Option<usize> {
        self.ids.iter().position(|one| *one == id)
    }

    /// The first place of a year or a later one.
    pub(super) fn start(&self, year: i16) -> usize {
        self.years.partition_point(|one| *one < year)
    }

    /// The first place of a day or a later one.
    pub(super) fn first_on(&self, day: i32) -> usize {
        self.days.partition_point(|one| *one < day)
    }

    /// The first and the last year; none without a roll call.
    pub fn span(&self) -> Option<(i16, i16)> {
        Some((*self.years.first()?, *self.years.last()?))
    }
}

/// The day of a roll call that counts.
fn day_of(record: &Record, id: RollCallId) -> Option<Date> {
    let (one, roll) = (record.roll_call(id), record.roll(id));
    let is_cast = CAST.iter().any(|vote| !roll.cast(*vote).is_empty());
    let counts = one.body == Body::GeneralAssembly && one.matter == Matter::WholeText && one.is_vote() && is_cast;
    // Of a few votes that are known, no tally can be judged.
    one.date.filter(|_| counts && record.is_complete(id) && record.outcome(id) == Some(Outcome::Adopted))
}
