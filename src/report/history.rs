//! Tells a member's record: by year or session, in sum, when it was alone, and vote by vote.

use super::{
    Audience, Report, Section,
    agreement::{of_a_selection, selected},
    listing::{about, symbol_or_none},
    old::{Block, Column, Table, Value},
    roll_call::{account_for, key_columns, keys, named, sources_of},
    words,
};
use crate::{
    analysis::{
        counted::Counted,
        history::{Ballot, By, Counts, Period, by_period},
    },
    members::MemberId,
    record::{Record, RollCallId, Tally},
};

/// The most lonely votes that people read at once.
const LATEST: usize = 10;
/// Up to so many votes are listed unasked, with what must be known of each.
pub const FEW: usize = 40;

/// What is wanted of a member's record.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The member that was asked for.
    pub member: MemberId,
    /// Whose votes are looked at: `General Assembly`.
    pub body: &'static str,
    /// By calendar year or session.
    pub by: By,
    /// What the reference is called, where there is one: a code, or a list as it was written.
    pub reference: Option<String>,
    /// A vote is lonely with at most so many others.
    pub lonely: u16,
    /// Whether every vote is listed, even if there are many.
    pub votes: bool,
    /// The conditions that the roll calls met, as they were typed.
    pub selected: Vec<String>,
    /// Whether the roll calls are a selection from the start, as those of the embedded record are.
    pub embedded: bool,
    /// Official names.
    pub official: bool,
}

/// The report of a member's ballots.
#[must_use]
pub fn report(record: &Record, ballots: &[Ballot], wanted: &Wanted) -> Report<'static> {
    let periods = by_period(record, ballots, wanted.by);
    let member = record.members().get(wanted.member);
    let name = member.display_name(wanted.official);
    let mut section = Section { title: format!("{name} in the {}", wanted.body), ..Section::default() };
    section.lines.push(span(record, ballots, wanted));
    section.lines.extend(selected(&wanted.selected));
    section.lines.extend(in_sum(&Counts::of(ballots, wanted.lonely), wanted));
    section.blocks.push(Block::Table(by_time(record, &periods, wanted)));
    let mut report = Report { sections: vec![section], ..Report::default() };
    if wanted.votes || ballots.len() <= FEW {
        let title = format!("Votes ({})", ballots.len());
        report.sections.push(Section {
            title,
            blocks: vec![Block::Table(votes(record, ballots, wanted))],
            ..Section::default()
        });
    }
    report.sections.push(lonely(record, ballots, wanted));
    notes(record, ballots, &periods, wanted, &mut report);
    let ids: Vec<RollCallId> = ballots.iter().map(|ballot| ballot.id).collect();
    if ids.len() <= FEW {
        for id in &ids {
            account_for(record, *id, &mut report);
        }
        report.sources.clear();
    }
    sources_of(record, &ids, &mut report);
    report
}

/// `5,697 roll calls from 1946 to 2025, by calendar year of the vote`.
fn span(record: &Record, ballots: &[Ballot], wanted: &Wanted) -> String {
    let days = record.days(ballots.iter().map(|ballot| ballot.id));
    let span = words::in_span(days.map(|(first, last)| (first.year(), last.year())));
    let by = if wanted.by == By::Session {
        "session of the Assembly, which is not a year"
    } else {
        "calendar year of the vote"
    };
    format!("{}{span}, by {by}", words::count(ballots.len(), "roll call"))
}

/// The record in sum, as sentences.
fn in_sum(counts: &Counts, wanted: &Wanted) -> impl Iterator<Item = String> + use<> {
    let share = |what: String, counted: Counted| {
        let (share, (low, high)) = counted.share().zip(counted.interval())?;
        Some(format!(
            "{what}: {} of {}, {:.1}% (95% interval {:.1}% to {:.1}%)",
            counted.hits,
            words::count(counted.of, "vote"),
            share * 100.0,
            low * 100.0,
            high * 100.0
        ))
    };
    let took_part = counts.participation();
    let took_part = took_part
        .share()
        .map(|share| format!("Voted in {} of {} roll calls, {:.1}%", took_part.hits, took_part.of, share * 100.0));
    let with_majority = share("With the majority of the others".to_owned(), counts.majority);
    let reference = wanted.reference.as_ref().map(|name| {
        share(format!("With {name}"), counts.reference).unwrap_or_else(|| format!("With {name}: no vote in common"))
    });
    [took_part, with_majority, reference].into_iter().flatten()
}

/// One row a year or session.
fn by_time(record: &Record, periods: &[(Period, Vec<Ballot>)], wanted: &Wanted) -> Table {
    let key = if wanted.by == By::Session { "session" } else { "year" };
    let with =
        wanted.reference.as_ref().map(|name| if name.len() <= 3 { format!("with {name}") } else { name.clone() });
    let mut columns = vec![Column::for_machines("member"), Column::new(key, key)];
    columns.push(Column::for_machines("roll_calls"));
    columns.extend(
        [("yes", "yes"), ("no", "no"), ("abstain", "abst."), ("non_voting", "absent")]
            .map(|(key, label)| Column::new(key, label)),
    );
    columns.extend([Column::for_machines("not_known"), Column::new("participation", "voted")]);
    columns.push(Column::for_machines("majority_votes"));
    columns.push(Column::new("with_majority", "majority"));
    columns.extend(
        ["with_majority_low", "with_majority_high", "majority_ties", "reference", "reference_votes"]
            .map(Column::for_machines),
    );
    columns
        .push(with.map_or_else(|| Column::for_machines("with_reference"), |with| Column::new("with_reference", &with)));
    columns.extend(["with_reference_low", "with_reference_high", "reference_ties"].map(Column::for_machines));
    columns.push(Column::new("lonely", if wanted.lonely == 0 { "alone" } else { "lonely" }));
    let row = |(period, ballots): &(Period, Vec<Ballot>)| {
        let counts = Counts::of(ballots, wanted.lonely);
        let mut row = vec![Value::code(record.members().get(wanted.member).code)];
        row.push(match period {
            Period::Year(year) => Value::Number((*year).into()),
            Period::Session(session) => Value::Code(session.to_string()),
        });
        row.push(Value::Number(counts.known().into()));
        row.extend(counts.votes.map(|count| Value::Number(count.into())));
        row.extend([Value::Number(counts.not_known.into()), Value::share(counts.participation().share())]);
        row.extend(with_interval(counts.majority, counts.majority_ties));
        row.push(wanted.reference.as_ref().map_or(Value::Missing, |name| Value::Text(name.clone())));
        row.extend(if wanted.reference.is_some() {
            with_interval(counts.reference, counts.reference_ties)
        } else {
            [const { Value::Missing }; 5]
        });
        row.push(Value::Number(counts.lonely.into()));
        row
    };
    Table { name: "history", columns, rows: periods.iter().map(row).collect(), audience: Audience::All }
}

/// Votes, share, its interval, ties left out.
fn with_interval(counted: Counted, ties: u32) -> [Value; 5] {
    let interval = counted.interval();
    [
        Value::Number(counted.of.into()),
        Value::share(counted.share()),
        Value::share(interval.map(|(low, _)| low)),
        Value::share(interval.map(|(_, high)| high)),
        Value::Number(ties.into()),
    ]
}

/// Every vote, the first first.
fn votes(record: &Record, ballots: &[Ballot], wanted: &Wanted) -> Table {
    let mut columns = key_columns();
    columns.push(Column::for_machines("member"));
    columns.extend([Column::for_people("day", "date"), Column::for_people("called", "symbol")]);
    columns.push(Column::new("vote", "vote"));
    columns.extend(["others", "majority", "reference"].map(Column::for_machines));
    columns.extend(["yes", "no", "abstain"].map(Column::for_machines));
    if let Some(name) = &wanted.reference {
        columns.push(Column::for_people("reference_for_people", name));
    }
    columns.extend([Column::for_people("tally", "result"), Column::for_people("about", "title")]);
    let row = |ballot: &Ballot| {
        let tally = record.tally(ballot.id);
        let mut row = keys(record, ballot.id);
        row.push(Value::code(record.members().get(ballot.seat).code));
        row.extend([Value::day(record.roll_call(ballot.id).date), symbol_or_none(record, ballot.id)]);
        row.push(Value::Code(ballot.vote.map_or("not known", |vote| vote.word()).to_owned()));
        row.extend([
            Value::number(ballot.company),
            Value::code(ballot.majority.word()),
            Value::code(ballot.reference.word()),
        ]);
        let numbers = tally.map_or([None; 3], |tally| [tally.yes, tally.no, tally.abstain].map(Some));
        row.extend(numbers.map(Value::number));
        if wanted.reference.is_some() {
            row.push(Value::code(ballot.reference.word()));
        }
        row.extend([result(tally), Value::brief(&about(record, ballot.id))]);
        row
    };
    Table { name: "votes", columns, rows: ballots.iter().map(row).collect(), audience: Audience::All }
}

fn result(tally: Option<Tally>) -> Value {
    tally.map_or(Value::Missing, |tally| Value::Code(tally.to_string()))
}

/// The votes in which it was alone or nearly so, the latest first: some for people, all for machines.
fn lonely(record: &Record, ballots: &[Ballot], wanted: &Wanted) -> Section<'static> {
    let found: Vec<&Ballot> = ballots.iter().rev().filter(|ballot| ballot.is_lonely(wanted.lonely)).collect();
    let company = match wanted.lonely {
        0 => "Alone".to_owned(),
        1 => "Alone or with 1 other".to_owned(),
        most => format!("Alone or with at most {most} others"),
    };
    if found.is_empty() {
        let text = format!("{company}: never in these roll calls.");
        return Section { blocks: vec![Block::Text(text)], ..Section::default() };
    }
    let mut columns = key_columns();
    columns.push(Column::for_machines("member"));
    columns.extend([Column::for_people("day", "date"), Column::for_people("called", "symbol")]);
    columns.extend([Column::new("vote", "vote"), Column::for_machines("others")]);
    columns.push(if wanted.lonely == 0 { Column::for_machines("with") } else { Column::new("with", "with") });
    columns.extend([Column::for_people("tally", "result"), Column::for_people("about", "title")]);
    let row = |ballot: &&Ballot| {
        let mut companions = ballot.position().map(|vote| record.roll(ballot.id).cast(vote)).unwrap_or_default();
        companions.remove(ballot.seat);
        let mut row = keys(record, ballot.id);
        row.push(Value::code(record.members().get(ballot.seat).code));
        row.extend([Value::day(record.roll_call(ballot.id).date), symbol_or_none(record, ballot.id)]);
        row.push(Value::code(ballot.vote.map_or("", |vote| vote.word())));
        row.extend([Value::number(ballot.company), Value::Members(named(record, companions, wanted.official))]);
        row.extend([result(record.tally(ballot.id)), Value::brief(&about(record, ballot.id))]);
        row
    };
    let rows: Vec<Vec<Value>> = found.iter().map(row).collect();
    let latest = rows.iter().take(LATEST).cloned().collect();
    let for_people =
        Table { name: "latest_lonely", columns: columns.clone(), rows: latest, audience: Audience::People };
    let all = Table { name: "lonely", columns, rows, audience: Audience::Machines };
    let shown = if found.len() > LATEST {
        format!(", the latest {LATEST} first; --format json gives all")
    } else {
        String::new()
    };
    let title = format!("{company} ({}{shown})", found.len());
    Section { title, blocks: vec![Block::Table(for_people), Block::Table(all)], ..Section::default() }
}

fn notes(
    record: &Record,
    ballots: &[Ballot],
    periods: &[(Period, Vec<Ballot>)],
    wanted: &Wanted,
    report: &mut Report<'_>,
) {
    let members = record.members();
    let mut former: Vec<MemberId> =
        ballots.iter().map(|ballot| ballot.seat).filter(|seat| *seat != wanted.member).collect();
    former.dedup();
    former.sort_unstable();
    former.dedup();
    for seat in former {
        let (seat, member) = (members.get(seat).name, members.get(wanted.member).name);
        report
            .notes
            .push(format!("The votes of {seat}, which held the same seat, are counted with those of {member}."));
    }
    let left_out = ballots.len() - periods.iter().map(|(_, ballots)| ballots.len()).sum::<usize>();
    if left_out > 0 {
        let lacking = if wanted.by == By::Session { "session" } else { "day" };
        let votes = words::count(left_out, "vote");
        report.notes.push(format!("No {lacking} is known of {votes}: counted in the sum only."));
    }
    let counts = Counts::of(ballots, wanted.lonely);
    let ties = |who: &str, count: u32| {
        let votes = words::count(count as usize, "vote");
        format!("The share with {who} leaves out {votes} in which they were tied.")
    };
    if counts.not_known > 0 {
        let rolls = words::count(counts.not_known as usize, "roll call");
        report.notes.push(format!("How {} voted is not known in {rolls}.", members.get(wanted.member).name));
    }
    if counts.majority_ties > 0 {
        report.notes.push(ties("the others", counts.majority_ties));
    }
    if let Some(name) = wanted.reference.as_ref().filter(|_| counts.reference_ties > 0) {
        report.notes.push(ties(&format!("the members of {name}"), counts.reference_ties));
    }
    if wanted.embedded {
        of_a_selection(report, record.len());
    }
}
