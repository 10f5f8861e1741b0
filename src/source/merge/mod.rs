//! Makes one record of several: the same roll call from two sources is one. Where they differ the earlier source
//! stands, and the ledger gives both values. Which roll calls are the same is decided in `record::same`. It reads no
//! files.

mod absences;
mod listing;
#[cfg(test)]
mod tests;

pub(crate) use absences::fill_in;

use std::borrow::Cow;

use listing::Listing;

use crate::members::{MemberId, MemberSet, Members};
use crate::record::{
    Conflict, Date, Disputed, Fact, Matter, Origin, Record, RecordBuilder, Roll, RollCall, RollCallId, Vote, same,
};
use crate::source::cells::fields::{Field, Value};
use crate::source::format::{Context, Kind, Ledger, SourceError, shortened};
use crate::source::ledger::Example;

/// Merges records; the earlier ones have precedence.
///
/// # Errors
/// When there are more than 64 sources.
pub(crate) fn merge(records: Vec<Record>, context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut records = records.into_iter();
    let first = records.next().unwrap_or_else(|| RecordBuilder::new(context.members.clone()).finish());
    records.try_fold(first, |base, other| join(base, &other, ledger, None))
}

/// Merges records as [`merge`] does, and lists every disagreement with what each of them tells.
///
/// # Errors
/// When there are more than 64 sources.
pub(crate) fn merge_and_list(
    records: &[Record], context: &Context<'_>, ledger: &mut Ledger,
) -> Result<(Record, Vec<Conflict>), SourceError> {
    let mut listing = Listing::default();
    let (first, others) = records.split_first().map_or((None, records), |(first, others)| (Some(first), others));
    let first = first.cloned().unwrap_or_else(|| RecordBuilder::new(context.members.clone()).finish());
    let merged = others.iter().try_fold(first, |base, other| join(base, other, ledger, Some(&mut listing)))?;
    let conflicts = listing.resolve(records, &merged);
    Ok((merged, conflicts))
}

fn join(
    base: Record, other: &Record, ledger: &mut Ledger, mut listing: Option<&mut Listing>,
) -> Result<Record, SourceError> {
    let sources = base.origins().len() + other.origins().len();
    if sources > 64 {
        return Err(SourceError::too_many_inputs(sources));
    }
    let matched = same::pairs(&base, other);
    if let Some(listing) = &mut listing {
        listing.begin();
    }
    let facts: Vec<_> =
        FACTS.iter().filter_map(|(name, fact, reason)| Some((Field::of(name)?, *fact, *reason))).collect();
    let mut join = Join {
        first_source: base.origins().len(),
        base: RecordBuilder::reopen(base),
        other,
        facts: &facts,
        found: Vec::new(),
        listing,
    };
    for origin in other.origins() {
        join.base.origin(origin.clone());
    }
    for (theirs, mine) in matched.apart {
        let name = join.name(&join.base.roll_call(mine).clone(), theirs);
        let tallies = (join.base.roll(mine).tally(), other.roll(theirs).tally());
        let reason = "roll calls of one symbol that differ in more than half of their votes, kept as two";
        if let Some(listing) = &mut join.listing {
            listing.note(mine, Disputed::Rolls, reason, Some(theirs));
        }
        join.count(Kind::Disagreement, reason, 1, Some(|| format!("{name}: {} / {}", tallies.0, tallies.1)));
    }
    for (theirs, mine) in matched.pairs {
        match mine {
            Some(mine) => join.roll_call(mine, theirs),
            None => join.add(theirs),
        }
    }
    let Join { base, found, .. } = join;
    for (kind, reason, count, examples) in found {
        ledger.enter_all(kind, reason, count, examples);
    }
    Ok(base.finish())
}

/// How many examples of a difference are written out.
const EXAMPLES: usize = 5;
/// How many members of one roll call an example names.
const NAMED: usize = 3;

/// What is said of members' votes that differ.
const VOTES_DIFFER: &str = "votes that differ; the earlier source stands";

/// A record that is being filled from another one.
struct Join<'o, 'l> {
    base: RecordBuilder,
    other: &'o Record,
    /// The number of the other's first source.
    first_source: usize,
    facts: &'o [(&'static Field, Fact, &'static str)],
    found: Vec<(Kind, &'static str, u64, Vec<Example>)>,
    /// Where every disagreement is noted, if that is asked for.
    listing: Option<&'l mut Listing>,
}

impl Join<'_, '_> {
    /// Adds a roll call that only the other record has.
    fn add(&mut self, theirs: RollCallId) {
        let mut one = self.other.roll_call(theirs).clone();
        for text in one.texts_mut() {
            *text = self.base.text(self.other.text(*text));
        }
        one.sources <<= self.first_source;
        let id = self.base.push(one, *self.other.roll(theirs));
        self.place(id, theirs);
        self.statements(id, theirs);
    }

    fn place(&mut self, mine: RollCallId, theirs: RollCallId) {
        if let Some(listing) = &mut self.listing {
            listing.place(mine, theirs);
        }
    }

    fn statements(&mut self, mine: RollCallId, theirs: RollCallId) {
        for statement in self.other.intended(theirs) {
            self.base.intend(mine, statement.clone());
        }
    }

    /// Joins a roll call of the other record to its like.
    fn roll_call(&mut self, mine: RollCallId, theirs: RollCallId) {
        self.count(Kind::Note, "roll calls that stand in several sources, read as one", 1, None::<fn() -> String>);
        let mut one = self.base.entry(mine).0.clone();
        let name = self.name(&one, theirs);
        self.place(mine, theirs);
        self.date(&mut one, (mine, theirs), &name);
        self.facts(&mut one, (mine, theirs), &name);
        one.sources |= self.other.roll_call(theirs).sources << self.first_source;
        *self.base.entry(mine).0 = one;
        self.votes(mine, theirs, &name);
        self.statements(mine, theirs);
    }

    /// What a roll call is called in the account.
    fn name(&self, one: &RollCall, theirs: RollCallId) -> String {
        let first = [one.resolution, one.draft, one.meeting].into_iter().find(|text| !text.is_empty());
        let name = first.map_or_else(|| self.other.symbol(theirs), |text| self.base.string(text));
        match (name, one.rcid) {
            ("", Some(rcid)) => format!("rcid {rcid}"),
            (name, _) => name.to_owned(),
        }
    }

    /// The day: the earlier source's, but one that is unreliable gives way to one that is not, whatever the order.
    fn date(&mut self, one: &mut RollCall, (id, theirs): (RollCallId, RollCallId), name: &str) {
        let other = self.other.roll_call(theirs);
        let (Some(mine), Some(date)) = (one.date, other.date) else {
            one.date = one.date.or(other.date);
            return;
        };
        if mine == date {
            return;
        }
        let doubtful = unreliable(&self.base.origins()[..self.first_source], one.sources, mine);
        let gives_way = doubtful && !unreliable(self.other.origins(), other.sources, date);
        let reason = if doubtful || unreliable(self.other.origins(), other.sources, date) {
            "days that differ; the one of the source whose days can be trusted stands"
        } else {
            "days that differ; the earlier source stands"
        };
        self.differ(id, Fact::Date, reason, || format!("{name}: {mine} / {date}"));
        if gives_way {
            one.date = Some(date);
        }
    }

    fn facts(&mut self, one: &mut RollCall, (id, theirs): (RollCallId, RollCallId), name: &str) {
        let (other, mut theirs) = (self.other, self.other.roll_call(theirs).clone());
        for &(field, fact, reason) in self.facts {
            // The whole text is what is meant where a source does not say.
            let told = |text: &Cow<'_, str>| fact != Fact::Matter || *text != Matter::WholeText.word();
            let theirs = field.value(|text| other.text(text), &mut theirs).map(Value::into_text).filter(told);
            let Some(theirs) = theirs else { continue };
            match field.value(|text| self.base.string(text), one).map(Value::into_text).filter(told) {
                None => drop(field.set(&theirs, one, &mut self.base)),
                Some(mine) if mine == theirs || mine.split("; ").any(|part| part == theirs) => {}
                Some(mine) => {
                    let mine = shortened(&mine);
                    self.differ(id, fact, reason, || format!("{name}: {mine} / {}", shortened(&theirs)));
                }
            }
        }
        one.important |= theirs.important;
        one.issues.0 |= theirs.issues.0;
    }

    fn votes(&mut self, mine: RollCallId, theirs: RollCallId, name: &str) {
        self.list_votes(mine, theirs);
        let members = self.base.members().clone();
        let theirs = self.other.roll(theirs);
        let roll = self.base.entry(mine).1;
        let known = roll.known();
        let agreeing: usize = Vote::ALL.iter().map(|vote| (roll.cast(*vote) & theirs.cast(*vote)).len()).sum();
        let differing = (known & theirs.known()).len() - agreeing;
        let shown = (differing > 0).then(|| contradictions(&members, roll, theirs, differing));
        let new = theirs.known() - known;
        let filled = roll.members().len();
        join_rolls(roll, theirs);
        self.count(Kind::Note, "votes that several sources give alike", agreeing as u64, None::<fn() -> String>);
        if let Some(shown) = shown {
            self.count(Kind::Disagreement, VOTES_DIFFER, differing as u64, Some(|| format!("{name}: {shown}")));
        }
        if filled > 0 && !new.is_empty() {
            self.count(Kind::Note, "votes filled in from another source", new.len() as u64, Some(|| name.to_owned()));
        }
    }

    /// Notes the votes that differ, where that is asked for.
    fn list_votes(&mut self, mine: RollCallId, theirs: RollCallId) {
        let Some(listing) = &mut self.listing else { return };
        let (roll, theirs) = (self.base.roll(mine), self.other.roll(theirs));
        let alike = Vote::ALL.iter().fold(MemberSet::EMPTY, |all, vote| all | (roll.cast(*vote) & theirs.cast(*vote)));
        for member in ((roll.known() & theirs.known()) - alike).iter() {
            listing.note(mine, Disputed::Vote(member), VOTES_DIFFER, None);
        }
    }

    fn differ(&mut self, id: RollCallId, fact: Fact, reason: &'static str, example: impl FnOnce() -> String) {
        if let Some(listing) = &mut self.listing {
            listing.note(id, Disputed::Fact(fact), reason, None);
        }
        self.count(Kind::Disagreement, reason, 1, Some(example));
    }

    fn count(&mut self, kind: Kind, reason: &'static str, count: u64, example: Option<impl FnOnce() -> String>) {
        if count == 0 {
            return;
        }
        let at = self.found.iter().position(|(_, known, ..)| *known == reason).unwrap_or_else(|| {
            self.found.push((kind, reason, 0, Vec::new()));
            self.found.len() - 1
        });
        let (_, _, total, examples) = &mut self.found[at];
        *total += count;
        if let Some(example) = example.filter(|_| examples.len() < EXAMPLES) {
            examples.push(Example { line: None, value: example() });
        }
    }
}

/// The fields in which two sources may differ, with what is said then.
const FACTS: [(&str, Fact, &str); 22] = [
    ("resolution", Fact::Resolution, "symbols of resolutions that differ; the earlier source stands"),
    ("draft", Fact::Draft, "symbols of drafts that differ; the earlier source stands"),
    ("meeting", Fact::Meeting, "symbols of meetings that differ; the earlier source stands"),
    ("committee_report", Fact::CommitteeReport, "symbols of committee reports that differ; the earlier source stands"),
    ("title", Fact::Title, "titles that differ; the earlier source stands"),
    ("agenda", Fact::Agenda, "agenda items that differ; the earlier source stands"),
    ("subjects", Fact::Subjects, "subjects that differ; the earlier source stands"),
    ("note", Fact::Note, "notes that differ; the earlier source stands"),
    ("link", Fact::Link, "links that differ; the earlier source stands"),
    ("stated_yes", Fact::StatedYes, NUMBERS_DIFFER),
    ("stated_no", Fact::StatedNo, NUMBERS_DIFFER),
    ("stated_abstain", Fact::StatedAbstain, NUMBERS_DIFFER),
    ("stated_non_voting", Fact::StatedNonVoting, NUMBERS_DIFFER),
    ("stated_members", Fact::StatedMembers, NUMBERS_DIFFER),
    ("session", Fact::Session, "sessions that differ; the earlier source stands"),
    ("undl_id", Fact::UndlId, "record numbers that differ; the earlier source stands"),
    ("rcid", Fact::Rcid, "record numbers that differ; the earlier source stands"),
    ("outcome", Fact::Outcome, "outcomes that differ; the earlier source stands"),
    ("two_thirds", Fact::TwoThirds, "majorities that differ; the earlier source stands"),
    ("procedural", Fact::Procedural, "majorities that differ; the earlier source stands"),
    ("matter", Fact::Matter, "what was voted on differs; the earlier source stands"),
    ("modality", Fact::Modality, "how it was voted on differs; the earlier source stands"),
];
const NUMBERS_DIFFER: &str = "stated numbers that differ; the earlier source stands";

/// Whether none of the sources of a roll call can be trusted about a day.
fn unreliable(origins: &[Origin], bits: u64, date: Date) -> bool {
    let mut sources =
        origins.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, origin)| origin).peekable();
    sources.peek().is_some()
        && sources.all(|origin| origin.dates_unreliable_before.is_some_and(|reliable_from| date < reliable_from))
}

/// Fills a roll with the votes that only the other has.
fn join_rolls(roll: &mut Roll, other: &Roll) {
    let known = roll.known();
    let members = roll.members();
    roll.yes |= other.yes - known;
    roll.no |= other.no - known;
    roll.abstain |= other.abstain - known;
    roll.non_voting |= other.non_voting - known;
    roll.not_known = (roll.not_known | (other.not_known - members)) - other.known();
}

/// Who voted how according to each of two sources: `FRA yes / abstain`.
fn contradictions(members: &Members, roll: &Roll, other: &Roll, count: usize) -> String {
    let vote = |roll: &Roll, member: MemberId| Vote::ALL.into_iter().find(|vote| roll.cast(*vote).contains(member));
    let both = (roll.known() & other.known()).iter();
    let differing = both.filter_map(|member| {
        let (mine, theirs) = (vote(roll, member)?, vote(other, member)?);
        (mine != theirs).then(|| format!("{} {mine} / {theirs}", members.get(member).code))
    });
    let named: Vec<String> = differing.take(NAMED).collect();
    let more = count.saturating_sub(named.len());
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", named.join(", "))
}
