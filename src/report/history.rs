//! A member's record: by year or session, in sum, when it was alone, and vote by vote.

use super::agreement::{of_a_selection, of_line, selected};
use super::roll_call::{account_for, sources_of};
use super::{Audience, Block, Documented, Kind, Layout, Names, Report, Section, Spec, columns, words};
use crate::analysis::history::{Ballot, By, Counts, POSITIONS, Period, by_period};
use crate::record::{Record, RollCallId, Vote};
use crate::{analysis::counted::Counted, members::MemberId};

/// The most lonely votes that people read at once.
const LATEST: usize = 10;
/// The most votes that are listed without being asked for, each with its notes.
pub(crate) const FEW: usize = 40;

/// What is asked about a member's record.
#[derive(Clone, Debug)]
pub(crate) struct HistoryQuestion {
    /// The member whose record it is.
    pub member: MemberId,
    /// The name of the body whose votes count: `General Assembly`.
    pub body: &'static str,
    /// By calendar year or session.
    pub by: By,
    /// What the reference is called, where there is one: a code, or a list as it was written.
    pub reference: Option<String>,
    /// The most other members that may share a vote that still counts as lonely.
    pub lonely: u16,
    /// Whether every vote is listed, even if there are many.
    pub votes: bool,
    /// The conditions that selected the roll calls, as typed.
    pub selected: Vec<String>,
    /// Whether the record itself is only a selection, as the embedded one is.
    pub embedded: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
}

/// The report of a member's ballots.
pub(crate) fn report<'q>(record: &'q Record, ballots: &[Ballot], question: &'q HistoryQuestion) -> Report<'q> {
    let &HistoryQuestion { member, by, lonely, official, .. } = question;
    let reference = question.reference.as_deref();
    let periods = by_period(record, ballots, by);
    let names = Names::new(record, official).over(ballots.iter().map(|ballot| ballot.id));
    let mut section =
        Section { title: format!("{} in the {}", names.name(member), question.body), ..Section::default() };
    section.lines.push(span(record, ballots, by));
    section.lines.extend(selected(&question.selected));
    section.lines.extend(in_sum(&Counts::of(ballots, lonely), reference));
    let rows = periods.iter().map(|(period, ballots)| (member, *period, Counts::of(ballots, lonely))).collect();
    section.blocks.push(by_time(by, reference, lonely).block(names, rows));
    let mut table = votes(reference).held(names, ballots.to_vec());
    let mut sections = Vec::new();
    if question.votes || ballots.len() <= FEW {
        let title = format!("Votes ({})", ballots.len());
        sections.push(Section { title, blocks: vec![Block::Table(table)], ..Section::default() });
    } else {
        table.audience = Audience::Machines;
        section.blocks.push(Block::Table(table));
    }
    let mut report = Report::of(section);
    report.sections.append(&mut sections);
    report.sections.push(when_lonely(names, ballots, lonely));
    let ids: Vec<RollCallId> = ballots.iter().map(|ballot| ballot.id).collect();
    of_line(&mut report, names, &ids, member);
    notes(record, ballots, &periods, question, &mut report);
    if ids.len() <= FEW {
        for id in &ids {
            account_for(record, *id, &mut report);
        }
        report.sources.clear();
        report.rests_on.clear();
    }
    sources_of(record, &ids, &mut report);
    report
}

/// The line below the title: `5,697 roll calls from 1946 to 2025, by calendar year of the vote`.
fn span(record: &Record, ballots: &[Ballot], by: By) -> String {
    let days = record.days(ballots.iter().map(|ballot| ballot.id));
    let span = words::in_span(days.map(|(first, last)| (first.year(), last.year())));
    let by = match by {
        By::Session => "session of the Assembly, which is not a year",
        By::Year => "calendar year of the vote",
    };
    format!("{}{span}, by {by}", words::roll_calls(ballots.len()))
}

/// The whole record summed up in sentences.
fn in_sum(counts: &Counts, reference: Option<&str>) -> impl Iterator<Item = String> + use<> {
    let share = |what: &str, counted: Counted| {
        let (share, (low, high)) = counted.share().zip(counted.interval())?;
        let ([share, low, high], votes) = ([share, low, high].map(words::percent), words::count(counted.of, "vote"));
        Some(format!("{what}: {} of {votes}, {share} (95% interval {low} to {high})", counted.hits))
    };
    let took_part = counts.participation();
    let in_part =
        |share| format!("Voted in {} of {} roll calls, {}", took_part.hits, took_part.of, words::percent(share));
    let took_part = took_part.share().map(in_part);
    let with_majority = share("With the majority of the others", counts.majority);
    let reference = reference.map(|name| {
        let with = format!("With {name}");
        share(&with, counts.reference).unwrap_or_else(|| format!("{with}: no vote in common"))
    });
    [took_part, with_majority, reference].into_iter().flatten()
}

/// A member's record in a year or session.
type OfPeriod = (MemberId, Period, Counts);

fn by_time(by: By, reference: Option<&str>, lonely: u16) -> Layout<'_, OfPeriod> {
    const VOTES: &str = "roll calls";
    const MEMBER: Spec = Spec::code("member", columns::CODES, "The member that was asked for.");
    const YEAR: Spec = Spec::number("year", "calendar year", "Year of the votes; a session is not a year.");
    const SESSION: Spec =
        Spec::code("session", "such as 79, S-8, ES-11", "Session; its votes may lie in several years.");
    const KNOWN: Spec = Spec::number("roll_calls", VOTES, "Those in which it was a member and its vote is known.");
    const CAST: [(Spec, &str); 4] = [
        (Spec::number("yes", VOTES, "Its votes in favour."), "yes"),
        (Spec::number("no", VOTES, "Its votes against."), "no"),
        (Spec::number("abstain", VOTES, "Its abstentions."), "abstain"),
        (Spec::number("non_voting", VOTES, "Those in which it took no part."), "non-voting"),
    ];
    const NOT_KNOWN: Spec =
        Spec::number("not_known", VOTES, "Those in which its vote is not known; they are in no other column.");
    const PARTICIPATION: Spec = Spec::share("participation", "Yes, no and abstentions, of roll_calls.");
    const MAJORITY: [Spec; 5] = [
        Spec::number("majority_votes", VOTES, "Its positions (yes, no, abstain) where the others had a plurality."),
        Spec::share("with_majority", "Those of them that were the position which most of the others took."),
        Spec::share("with_majority_low", "Lower end of its 95% interval (Wilson 1927)."),
        Spec::share("with_majority_high", "Upper end of its 95% interval."),
        Spec::number("majority_ties", VOTES, "Left out because two positions had as many of the others."),
    ];
    const REFERENCE: Spec =
        Spec::text("reference", "What --with names, by code or as typed; empty without it, as the next five are.");
    const WITH_REFERENCE: [Spec; 5] = [
        Spec::number("reference_votes", VOTES, "Its positions where the reference without it had a plurality."),
        Spec::share("with_reference", "Those of them that were the position which most of the reference took."),
        Spec::share("with_reference_low", "Lower end of its 95% interval (Wilson 1927)."),
        Spec::share("with_reference_high", "Upper end of its 95% interval."),
        Spec::number("reference_ties", VOTES, "Left out because two positions had as many of the reference."),
    ];
    const LONELY: Spec =
        Spec::number("lonely", VOTES, "Votes that no more others shared than --lonely says, while others differed.");
    let (time, row, when) = match by {
        By::Year => (YEAR, "a calendar year of the vote", ""),
        By::Session => (SESSION, "a session, in the order of their first votes", "with --by session"),
    };
    let label = time.key.clone();
    let with = reference.map(|name| if name.len() <= 3 { format!("with {name}") } else { name.to_owned() });
    let alone = if lonely == 0 { "alone" } else { "lonely" };
    Layout::<OfPeriod>::new("history", row)
        .when(when)
        .machines(MEMBER, |row, names| names.code(row.0).into())
        .column(time, label, |row, _| match row.1 {
            Period::Year(year) => year.into(),
            Period::Session(session) => session.to_string().into(),
        })
        .machines(KNOWN, |row, _| row.2.known().into())
        .each((0..).zip(CAST), |layout, (at, (spec, label)): (usize, _)| {
            layout.column(spec, label, move |row, _| row.2.votes[at].into())
        })
        .machines(NOT_KNOWN, |row, _| row.2.not_known.into())
        .column(PARTICIPATION, "voted", |row, _| row.2.participation().share().into())
        .with_others(MAJORITY, Some("majority".to_owned()), |of| Some((of.majority, of.majority_ties)))
        .machines(REFERENCE, move |_, _| reference.into())
        .with_others(WITH_REFERENCE, with, move |of| reference.map(|_| (of.reference, of.reference_ties)))
        .column(LONELY, alone, |row, _| row.2.lonely.into())
}

impl<'q> Layout<'q, OfPeriod> {
    /// Adds five columns on voting with others: votes compared, the share with them, its interval, and ties left out.
    fn with_others(
        self, [votes, share, low, high, ties]: [Spec; 5], label: Option<String>,
        of: impl Fn(&Counts) -> Option<(Counted, u32)> + Copy + 'q,
    ) -> Self {
        self.machines(votes, move |row, _| of(&row.2).map(|(votes, _)| votes.of).into())
            .shown(label, share, move |row, _| of(&row.2).and_then(|(votes, _)| votes.share()).into())
            .machines(low, move |row, _| of(&row.2).and_then(|(votes, _)| Some(votes.interval()?.0)).into())
            .machines(high, move |row, _| of(&row.2).and_then(|(votes, _)| Some(votes.interval()?.1)).into())
            .machines(ties, move |row, _| of(&row.2).map(|(_, ties)| ties).into())
    }
}

const SEAT: &str = "The member that held the seat.";
const OTHERS: Spec = Spec::number("others", columns::MEMBERS, "How many others took its position; others did not.");

/// The table of every vote, by day.
fn votes(reference: Option<&str>) -> Layout<'_, Ballot> {
    const OF: &str = "yes, no, abstain, tie";
    const MAJORITY: Spec =
        Spec::code("majority", OF, "What most of the others did, of these three; empty where it is not known.");
    const REFERENCE: Spec = Spec::code("reference", OF, "What most of the reference did; empty without one.");
    let vote = |ballot: &Ballot| ballot.vote.map_or("not known", Vote::word);
    Layout::new("votes", "a roll call in which it was a member, by day")
        .when("with --votes, or where there are at most 40")
        .of_roll_call(|ballot: &Ballot| ballot.id)
        .machines(columns::MEMBER.meaning(SEAT), |ballot, names| names.code(ballot.seat).into())
        .day_and_symbol(|ballot| ballot.id)
        .column(columns::VOTE.meaning("Its recorded vote."), "vote", move |ballot, _| vote(ballot).into())
        .machines(OTHERS, |ballot, _| ballot.company.into())
        .machines(MAJORITY, |ballot, _| ballot.majority.word().into())
        .machines(REFERENCE, |ballot, _| ballot.reference.word().into())
        .cast(POSITIONS, |ballot, names| names.record.numbers(ballot.id).whole())
        .each(reference, |layout, name| {
            layout.people("reference_for_people", Kind::Code, name, |ballot, _| ballot.reference.word().into())
        })
        .result(|ballot| ballot.id)
        .about(|ballot| ballot.id)
}

/// The table of votes in which the member was alone or nearly so.
fn lonely_votes<'q>(most: u16) -> Layout<'q, Ballot> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "Its recorded vote.");
    const WITH: Spec = Spec::members("with", "Those of them that are known.");
    Layout::new("lonely", "a lonely vote, the latest first")
        .of_roll_call(|ballot: &Ballot| ballot.id)
        .machines(columns::MEMBER.meaning(SEAT), |ballot, names| names.code(ballot.seat).into())
        .day_and_symbol(|ballot| ballot.id)
        .column(VOTE, "vote", |ballot, _| ballot.vote.map(Vote::word).into())
        .machines(OTHERS, |ballot, _| ballot.company.into())
        .shown((most > 0).then_some("with"), WITH, |ballot, names| {
            let mut with = ballot.position().map(|vote| names.record.roll(ballot.id).cast(vote)).unwrap_or_default();
            with.remove(ballot.seat);
            names.named(with).into()
        })
        .result(|ballot| ballot.id)
        .about(|ballot| ballot.id)
}

/// Whether it is known how many voted as the member did.
fn is_known(record: &Record, ballot: &Ballot) -> bool {
    ballot.vote.is_some() && (ballot.position().is_none() || record.numbers(ballot.id).cast().is_some())
}

/// The section of votes in which the member was alone or nearly so, latest first: some for people, all for machines.
fn when_lonely<'q>(names: Names<'q>, ballots: &[Ballot], most: u16) -> Section<'q> {
    let found: Vec<Ballot> = ballots.iter().rev().filter(|ballot| ballot.is_lonely(most)).copied().collect();
    let company = match most {
        0 => "Alone".to_owned(),
        1 => "Alone or with 1 other".to_owned(),
        most => format!("Alone or with at most {most} others"),
    };
    if found.is_empty() {
        let not_known = ballots.iter().filter(|ballot| !is_known(names.record, ballot)).count();
        let text = match not_known {
            0 => format!("{company}: never in these roll calls."),
            _ if not_known == ballots.len() => format!("{company}: not known in any of these roll calls."),
            _ => format!(
                "{company}: never where it is known, which it is not in {}.",
                words::count(not_known, "roll call")
            ),
        };
        return Section { blocks: vec![Block::Text(text)], ..Section::default() };
    }
    let shown = if found.len() > LATEST {
        format!(", the latest {LATEST} first; --format json gives all")
    } else {
        String::new()
    };
    let title = format!("{company} ({}{shown})", found.len());
    let latest = found.iter().take(LATEST).copied().collect();
    let [mut latest, mut all] = [latest, found].map(|rows| lonely_votes(most).held(names, rows));
    (latest.name, latest.audience, all.audience) = ("latest_lonely", Audience::People, Audience::Machines);
    Section { title, blocks: vec![Block::Table(latest), Block::Table(all)], ..Section::default() }
}

fn notes(
    record: &Record, ballots: &[Ballot], periods: &[(Period, Vec<Ballot>)], question: &HistoryQuestion,
    report: &mut Report<'_>,
) {
    let members = record.members();
    let member = members.get(question.member).name;
    let left_out = ballots.len() - periods.iter().map(|(_, ballots)| ballots.len()).sum::<usize>();
    if left_out > 0 {
        let lacking = if question.by == By::Session { "session" } else { "day" };
        let votes = words::count(left_out, "vote");
        report.note(format!("No {lacking} is known of {votes}: counted in the sum only."));
    }
    let counts = Counts::of(ballots, question.lonely);
    let ties = |who: &str, count: u32| {
        let votes = words::count(count, "vote");
        format!("The share with {who} leaves out {votes} in which they were tied.")
    };
    if counts.not_known > 0 {
        let rolls = words::count(counts.not_known, "roll call");
        report.note(format!("How {member} voted is not known in {rolls}."));
    }
    report.notes.extend((counts.majority_ties > 0).then(|| ties("the others", counts.majority_ties)));
    if let Some(name) = question.reference.as_ref().filter(|_| counts.reference_ties > 0) {
        report.note(ties(&format!("the members of {name}"), counts.reference_ties));
    }
    if question.embedded {
        of_a_selection(report, record.len());
    }
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "country",
    answers: "A member's record, in the Assembly unless --body sc is given; a seat that passed on is one record.",
    examples: &[
        "country US --session ES-11 --with RUS",
        "country US --session ES-11 --with RUS --by session",
        "country US --topic embargo --lonely 1",
    ],
    tables: || {
        vec![
            by_time(By::Year, None, 0).doc(),
            by_time(By::Session, None, 0).doc(),
            votes(None).doc(),
            lonely_votes(0).doc(),
        ]
    },
};
