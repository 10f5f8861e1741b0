//! Makes one record of several: the same roll call from two sources is one. Where they differ the earlier source
//! stands, and the ledger gives both values. Which roll calls are the same is decided in `record::same`.

mod listing;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use listing::Listing;

use crate::members::{MemberSet, Members};
use crate::record::{
    Conflict, Date, Disputed, Fact, Matter, Origin, Record, RecordBuilder, Roll, RollCall, RollCallId, Stated, Vote,
    same,
};
use crate::source::cells::fields::{Field, Value};
use crate::source::format::{Context, Kind, Ledger, SourceError, shortened};
use crate::source::ledger::Example;
use crate::source::{outside, roster, stated};

/// Merges records; the earlier ones have precedence.
///
/// # Errors
/// When there are more than 64 sources.
pub(crate) fn merge(records: Vec<Record>, context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut records = records.into_iter();
    let first = records.next().unwrap_or_else(|| RecordBuilder::new(context.members.clone()).finish());
    records.try_fold(first, |base, other| join(base, &other, ledger, &mut Listing::default()))
}

/// Merges records as [`merge`] does, and lists every disagreement with what each of them says.
///
/// # Errors
/// When there are more than 64 sources.
pub(crate) fn merge_and_list(
    records: &[Record], context: &Context<'_>, ledger: &mut Ledger,
) -> Result<(Record, Vec<Conflict>), SourceError> {
    let mut listing = Listing::default();
    let (first, others) = records.split_first().map_or((None, records), |(first, others)| (Some(first), others));
    let first = first.cloned().unwrap_or_else(|| RecordBuilder::new(context.members.clone()).finish());
    let merged = others.iter().try_fold(first, |base, other| {
        listing.begin();
        join(base, other, ledger, &mut listing)
    })?;
    let conflicts = listing.resolve(records, &merged);
    Ok((merged, conflicts))
}

fn join(base: Record, other: &Record, ledger: &mut Ledger, listing: &mut Listing) -> Result<Record, SourceError> {
    let first_source = base.origins().len();
    let sources = first_source + other.origins().len();
    if sources > 64 {
        return Err(SourceError::too_many_inputs(sources));
    }
    let matched = same::pairs(&base, other);
    let fact = |(name, fact, reason): (&str, _, _)| Some((Field::of(name)?, fact, reason));
    let facts: Vec<_> = FACTS.into_iter().filter_map(fact).collect();
    let base = RecordBuilder::reopen(base);
    let mut join = Join {
        base,
        other,
        first_source,
        facts: &facts,
        found: Vec::new(),
        dated: Vec::new(),
        counted: Vec::new(),
        listing,
    };
    for origin in other.origins() {
        join.base.origin(origin.clone());
    }
    for (theirs, mine) in matched.apart {
        let name = join.name(&join.base.roll_call(mine).clone(), theirs);
        let tallies = (join.base.roll(mine).tally(), other.roll(theirs).tally());
        let reason = "roll calls of one symbol that differ in more than half of their votes, kept as two";
        join.listing.note(mine, Disputed::Rolls, reason, Some(theirs));
        join.count(Kind::Disagreement, reason, 1, Some(|| format!("{name}: {} / {}", tallies.0, tallies.1)));
    }
    for (theirs, mine) in matched.pairs {
        match mine {
            Some(mine) => join.roll_call(mine, theirs),
            None => join.add(theirs),
        }
    }
    let Join { mut base, found, dated, counted, .. } = join;
    for (kind, reason, count, examples) in found {
        ledger.enter_all(kind, reason, count, examples);
    }
    let members = base.members().clone();
    for id in dated {
        let name = outside::called(&base, id);
        outside::settle(&mut base, &members, (id, &name), ledger);
        roster::settle_joined(&mut base, id, ledger);
    }
    for id in counted {
        stated::hold_totals(&base, id, ledger);
    }
    Ok(base.finish())
}

/// How many examples of a difference are written out.
const EXAMPLES: usize = 5;
/// How many members of one roll call an example names.
const NAMED: usize = 3;

/// The reason that the ledger gives for votes that differ.
const VOTES_DIFFER: &str = "votes that differ; the earlier source stands";

/// A record that is being filled from another one.
struct Join<'o, 'l> {
    base: RecordBuilder,
    other: &'o Record,
    /// The number of the other's first source.
    first_source: usize,
    facts: &'o [(&'static Field, Fact, &'static str)],
    found: Vec<(Kind, &'static str, u64, Vec<Example>)>,
    /// The roll calls whose votes stood under no or another day before they were joined.
    dated: Vec<RollCallId>,
    /// Those whose votes and numbers no source has together.
    counted: Vec<RollCallId>,
    /// Where every disagreement is noted, if that is asked for.
    listing: &'l mut Listing,
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
        self.listing.place(id, theirs);
        self.statements(id, theirs);
    }

    fn statements(&mut self, mine: RollCallId, theirs: RollCallId) {
        for statement in self.other.intended(theirs) {
            self.base.intend(mine, statement.clone());
        }
    }

    /// Joins a roll call of the other record to its like.
    fn roll_call(&mut self, mine: RollCallId, theirs: RollCallId) {
        self.count(Kind::Note, "roll calls found in several sources, read as one", 1, None::<fn() -> String>);
        let mut one = self.base.entry(mine).0.clone();
        let name = self.name(&one, theirs);
        self.listing.place(mine, theirs);
        let sides = [(&one, self.base.roll(mine)), (self.other.roll_call(theirs), self.other.roll(theirs))];
        let voted = |(one, roll): (&RollCall, &Roll)| {
            let votes = !roll.known().is_empty();
            (votes.then(|| one.days()), votes && one.stated != Stated::default())
        };
        let before = sides.map(voted);
        self.date(&mut one, (mine, theirs), &name);
        self.facts(&mut one, (mine, theirs), &name);
        one.sources |= self.other.roll_call(theirs).sources << self.first_source;
        let is_dated = before.iter().any(|(days, _)| days.is_some_and(|days| days != one.days()));
        *self.base.entry(mine).0 = one;
        self.votes(mine, theirs, &name);
        self.statements(mine, theirs);
        if is_dated {
            self.dated.push(mine);
        }
        if before.iter().all(|(_, counted)| !counted) {
            self.counted.push(mine);
        }
    }

    /// The name of a roll call in the ledger.
    fn name(&self, one: &RollCall, theirs: RollCallId) -> String {
        let first = [one.resolution, one.draft, one.meeting].into_iter().find(|text| !text.is_empty());
        let name = first.map_or_else(|| self.other.symbol(theirs), |text| self.base.string(text));
        match (name, one.rcid) {
            ("", Some(rcid)) => format!("rcid {rcid}"),
            (name, _) => name.to_owned(),
        }
    }

    /// Settles the day: the earlier source's stands, but an unreliable one gives way to a reliable one in any order.
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
            // A source that does not say what was voted on means the whole text.
            let told = |text: &Cow<'_, str>| fact != Fact::Matter || *text != Matter::WholeText.word();
            let theirs = field.value(|text| other.text(text), &mut theirs).map(Value::into_text).filter(told);
            let Some(theirs) = theirs else { continue };
            match field.value(|text| self.base.string(text), one).map(Value::into_text).filter(told) {
                None => drop(field.set(&theirs, None, one, &mut self.base)),
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
        let theirs = self.other.roll(theirs);
        let members = self.base.members().clone();
        let roll = self.base.entry(mine).1;
        let before = *roll;
        let known = roll.known();
        let alike = |vote: &Vote| roll.cast(*vote) & theirs.cast(*vote);
        let agreeing = Vote::ALL.iter().map(alike).fold(MemberSet::EMPTY, |all, alike| all | alike);
        let differing = (known & theirs.known()) - agreeing;
        let new = theirs.known() - known;
        join_rolls(roll, theirs);
        let (alike, differ) = (agreeing.len() as u64, differing.len() as u64);
        self.count(Kind::Note, "votes on which several sources agree", alike, None::<fn() -> String>);
        differing.iter().for_each(|member| self.listing.note(mine, Disputed::Vote(member), VOTES_DIFFER, None));
        let shown = || format!("{name}: {}", contradictions(&members, &before, theirs, differing));
        self.count(Kind::Disagreement, VOTES_DIFFER, differ, Some(shown));
        if !before.members().is_empty() && !new.is_empty() {
            self.count(Kind::Note, "votes filled in from another source", new.len() as u64, Some(|| name.to_owned()));
        }
    }

    fn differ(&mut self, id: RollCallId, fact: Fact, reason: &'static str, example: impl FnOnce() -> String) {
        self.listing.note(id, Disputed::Fact(fact), reason, None);
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
    let mut sources = (0..origins.len()).filter(|i| bits >> i & 1 == 1).map(|i| &origins[i]).peekable();
    let is_doubtful =
        |origin: &Origin| origin.dates_unreliable_before.is_some_and(|reliable_from| date < reliable_from);
    sources.peek().is_some() && sources.all(is_doubtful)
}

/// Fills a roll with the votes that only the other has.
fn join_rolls(roll: &mut Roll, other: &Roll) {
    let (known, members) = (roll.known(), roll.members());
    for vote in Vote::ALL {
        *roll.planes()[vote as usize] |= other.cast(vote) - known;
    }
    roll.not_known = (roll.not_known | (other.not_known - members)) - other.known();
}

/// Who voted how according to each of two sources: `FRA yes / abstain`.
fn contradictions(members: &Members, roll: &Roll, other: &Roll, differing: MemberSet) -> String {
    let both = |member| Some(format!("{} {} / {}", members.get(member).code, roll.vote(member)?, other.vote(member)?));
    let named: Vec<String> = differing.iter().filter_map(both).take(NAMED).collect();
    let more = differing.len() - named.len();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", named.join(", "))
}
