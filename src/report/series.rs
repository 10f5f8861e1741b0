//! Reports a series: the same question through the years, its votes, and each member's line.

use std::borrow::Cow;

use super::roll_call::{short, sources_of};
use super::titles::plain;
use super::{Block, Documented, Kind, Layout, Look, Names, Report, Section, Spec, Tone, columns, recurring, words};
use crate::analysis::{series::Line, shift::Stand};
use crate::members::{MemberId, fold};
use crate::record::{Date, Record, RollCallId, Vote};

/// How many lines people see unless they ask for members.
const LINES: usize = 20;
/// The most votes in a line that are still set with spaces between them.
const SPACED: usize = 20;

/// Where a series comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// By the linking rule.
    ByRule,
    /// Named or selected by the user.
    AsGiven,
}

/// How a series was found, and how it is reported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SeriesQuestion {
    /// Where the series comes from.
    pub found: Found,
    /// Whether the record is a selection, the embedded one.
    pub selected: bool,
    /// Whether the user asked for these members: then all their lines are shown.
    pub members: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
}

/// The report of a series, the earliest roll call first; there is at least one.
pub(crate) fn report<'q>(
    record: &'q Record, ids: &[RollCallId], lines: &'q [Line], question: SeriesQuestion,
) -> Report<'q> {
    let names = Names::new(record, question.official).over(ids.iter().copied());
    let title = ids.last().map_or("".into(), |id| plain(record.text(record.roll_call(*id).title)));
    let mut blocks = vec![votes().block(names, ids.to_vec())];
    blocks.push(Block::Verdict(Tone::Neutral, trend(record, ids)));
    if lines.iter().any(|line| line.stands.iter().any(Option::is_some)) {
        blocks.extend(lines_for_people(names, ids, lines, question.members));
        blocks.push(lines_for_machines().block(names, lines.iter().collect()));
        let stand = |line: &Line, place: usize| line.stands.get(place).copied().flatten();
        let positions = ids.iter().enumerate();
        let positions =
            positions.flat_map(|(at, id)| lines.iter().map(move |line| (*id, line.member, stand(line, at))));
        blocks.push(layout_of_positions().block(names, positions.collect()));
    } else {
        blocks.push(Block::text("How the members voted is not known."));
    }
    let lines = [span(record, ids)].into_iter().chain(other_titles(record, ids, &title)).collect();
    let title = if title.is_empty() { "A series".to_owned() } else { title.into_owned() };
    let mut report = Report::of(Section { title, lines, blocks });
    notes(ids, question, &mut report);
    if let [.., before, last] = ids {
        report.next.push(format!("unvote shift {} {}", short(record, *before), short(record, *last)));
    }
    sources_of(record, ids, &mut report);
    report
}

pub(super) fn span(record: &Record, ids: &[RollCallId]) -> String {
    let body = ids.first().map_or("", |id| record.roll_call(*id).body.name());
    let day = |id: Option<&RollCallId>| id.and_then(|id| record.roll_call(*id).date).map(words::day);
    match (ids.len(), day(ids.first()), day(ids.last())) {
        (count, Some(first), Some(last)) if count > 1 => format!("{count} votes, {body}, {first} to {last}"),
        (1, Some(day), _) => format!("1 vote, {body}, {day}"),
        (count, ..) => format!("{count} votes, {body}"),
    }
}

/// Earlier titles of the question.
fn other_titles(record: &Record, ids: &[RollCallId], last: &str) -> Option<String> {
    let mut titles: Vec<Cow<'_, str>> = Vec::new();
    for title in ids.iter().rev().map(|id| plain(record.text(record.roll_call(*id).title))) {
        let same = |other: &str| fold(other) == fold(&title);
        if !title.is_empty() && !same(last) && !titles.iter().any(|other| same(other)) {
            titles.push(title);
        }
    }
    match titles.as_slice() {
        [] => None,
        [one] => Some(format!("Also as: {one}")),
        [one, more @ ..] => Some(format!("Also as: {one}; and {}", words::count(more.len(), "other title"))),
    }
}

/// The votes; the bar is the share of members in favour.
fn votes<'q>() -> Layout<'q, RollCallId> {
    let numbers = |id: &RollCallId, names: &Names<'_>| names.record.numbers(*id).whole();
    let labels = ["yes", "no", "abstain", "non-voting"];
    Layout::new("series", "a roll call, the earliest first")
        .of_roll_call(|id: &RollCallId| *id)
        .column(columns::YEAR, "year", |id, names| names.roll_call(*id).date.map(Date::year).into())
        .people("called", Kind::Code, "symbol", |id, names| short(names.record, *id).into())
        .each(Vote::ALL.into_iter().zip(labels), |layout, (vote, label)| {
            layout.column(columns::of_vote(vote), label, move |id, names| numbers(id, names).count(vote).into())
        })
        .machines(columns::IN_ROLL_CALL, move |id, names| numbers(id, names).members.into())
        .machines(columns::IN_FAVOUR, move |id, names| {
            numbers(id, names).cast().and_then(|tally| columns::share(tally.yes, tally.present_and_voting())).into()
        })
        .people("bar", Kind::Share, "in favour, of members", move |id, names| {
            let numbers = numbers(id, names);
            numbers.yes.zip(numbers.members).and_then(|(yes, members)| columns::share(yes, members)).into()
        })
        .look(Look::Bar)
}

/// The trend of yes and no in a sentence: the first, the last, the most and the least.
fn trend(record: &Record, ids: &[RollCallId]) -> String {
    let year =
        |id: RollCallId| record.roll_call(id).date.map_or_else(|| short(record, id), |day| day.year().to_string());
    let told = |(count, id): &(u16, RollCallId)| format!("{count} ({})", year(*id));
    let figure = |vote: Vote| -> Option<String> {
        let counts: Vec<(u16, RollCallId)> =
            ids.iter().filter_map(|id| Some((record.numbers(*id).whole().count(vote)?, *id))).collect();
        let (first, last) = (counts.first()?, counts.last()?);
        if counts.len() == 1 {
            return Some(format!("{} {}", vote.label(), first.0));
        }
        // Of several years with the same number, the latest counts.
        let most = counts.iter().max_by_key(|(count, _)| *count)?;
        let fewest = counts.iter().rev().min_by_key(|(count, _)| *count)?;
        let [first, last, most, fewest] = [first, last, most, fewest].map(told);
        Some(format!("{} from {first} to {last}, most {most}, least {fewest}", vote.label()))
    };
    let figures: Vec<String> = [Vote::Yes, Vote::No].into_iter().filter_map(figure).collect();
    format!("Trend: {}.", figures.join("; "))
}

/// One letter a vote: Y, N, A; `.` for non-voting, `?` for not known, a blank for no member.
fn letters(line: &Line, spaced: bool) -> String {
    let letter = |stand: &Option<Stand>| match stand {
        Some(Stand::Voted(Vote::NonVoting)) => '.',
        Some(Stand::Voted(vote)) => vote.letter(),
        Some(Stand::NotMember) => ' ',
        None => '?',
    };
    let letters = line.stands.iter().map(letter);
    if spaced { letters.flat_map(|letter| [letter, ' ']).collect() } else { letters.collect() }
}

fn lines_for_people<'q>(names: Names<'q>, ids: &[RollCallId], lines: &'q [Line], all: bool) -> Vec<Block<'q>> {
    let table = |lines| line_table(names, ids, lines);
    if all || ids.len() == 1 {
        let text = "Each member's votes, those that moved most first:";
        return vec![Block::Text(text.to_owned()), table(lines.iter().collect())];
    }
    let mut blocks = Vec::new();
    let against = |line: &&Line| line.stands.last() == Some(&Some(Stand::Voted(Vote::No)));
    let last_against: Vec<&Line> = lines.iter().filter(against).collect();
    let place = ids.last().map_or_else(String::new, |id| short(names.record, *id));
    if (1..=LINES).contains(&last_against.len()) {
        let text = format!("The {} against {place}, through the series:", last_against.len());
        blocks.extend([Block::Text(text), table(last_against)]);
    }
    let moved = lines.iter().filter(|line| line.moved > 0).count();
    let shown: Vec<&Line> = lines.iter().filter(|line| line.moved > 0).take(LINES).collect();
    let rest = rest(lines, moved - shown.len());
    if !shown.is_empty() {
        let text = "Who moved most (yes-no counts 2 steps, to or from abstaining 1):";
        blocks.extend([Block::Text(text.to_owned()), table(shown)]);
    }
    blocks.push(Block::Text(rest));
    blocks
}

/// A sentence on the lines that are not shown: how many others moved, and how many never did.
fn rest(lines: &[Line], more: usize) -> String {
    let always = |vote: Vote| {
        let scale = Stand::Voted(vote).scale();
        let votes = |line: &&Line| line.stands.iter().find_map(|stand| stand.and_then(Stand::scale)) == scale;
        lines.iter().filter(|line| line.moved == 0).filter(votes).count()
    };
    let [yes, no, abstained] = [Vote::Yes, Vote::No, Vote::Abstain].map(always);
    let more = if more > 0 { format!("{more} more moved; ") } else { String::new() };
    let is_known = lines.iter().all(|line| line.stands.iter().all(Option::is_some));
    let more = if is_known { more } else { format!("as far as is known, {more}") };
    words::capitalized(&format!(
        "{more}whenever they voted, {yes} always voted yes, {no} no, and {abstained} abstained. --members LIST shows the \
         lines of others."
    ))
}

fn line_table<'q>(names: Names<'q>, ids: &[RollCallId], lines: Vec<&'q Line>) -> Block<'q> {
    let year = |id: Option<&RollCallId>| id.and_then(|id| names.roll_call(*id).date).map(Date::year);
    let label = match (year(ids.first()), year(ids.last())) {
        (Some(first), Some(last)) => words::span(&first, &last),
        _ => "votes".to_owned(),
    };
    let spaced = ids.len() <= SPACED;
    Layout::for_people("lines_for_people", "a member")
        .people("letters", Kind::Code, label, move |line: &&Line, _| letters(line, spaced).into())
        .people("moved", Kind::Number, "steps", |line, _| line.moved.into())
        .people("name", Kind::Code, "", |line, names| names.name(line.member).into())
        .block(names, lines)
}

fn lines_for_machines<'q>() -> Layout<'q, &'q Line> {
    const MEMBER: Spec = Spec::code(
        "member",
        columns::CODES,
        "The line: a member, with the votes that were cast before it for its seat.",
    );

    const LINE: Spec = Spec::code(
        "line",
        "a letter a roll call",
        "Y yes, N no, A abstaining, . non-voting, ? not known, a space for no member then.",
    );
    const MOVED: Spec = Spec::number(
        "moved",
        "steps, 0 or more",
        "Steps from each of its votes to the next, added: yes-no 2, yes-abstain and abstain-no 1.",
    );
    const CHANGES: Spec =
        Spec::number("changes", "0 or more", "How many times its vote was another than the last time.");
    const NET: Spec = Spec::number(
        "net",
        "steps, -2 to 2",
        "From its first vote to its last, positive toward yes; empty where it never voted yes, no or abstained.",
    );
    Layout::for_machines(
        "lines",
        "a member of the body in any of the roll calls, or of --members, those that moved most first",
    )
    .machines(MEMBER, |line: &&Line, names| names.code(line.member).into())
    .machines(columns::DISPLAY_NAME, |line, names| names.name(line.member).into())
    .machines(LINE, |line, _| letters(line, false).into())
    .machines(MOVED, |line, _| line.moved.into())
    .machines(CHANGES, |line, _| line.changes.into())
    .machines(NET, |line, _| line.net.into())
    .look(Look::Signed)
}

fn layout_of_positions<'q>() -> Layout<'q, (RollCallId, MemberId, Option<Stand>)> {
    const VOTE: Spec = Spec::code("vote", columns::STANDS_OR_NOT_KNOWN, "Where it stood.");
    Layout::for_machines("votes", "a roll call and member of `lines`, in the order of both")
        .symbol(|row: &(RollCallId, MemberId, Option<Stand>)| row.0)
        .date(|row| row.0)
        .machines(columns::YEAR, |row, names| names.roll_call(row.0).date.map(Date::year).into())
        .machines(columns::MEMBER.meaning("The member, as in `lines`."), |row, names| names.code(row.1).into())
        .machines(VOTE, |row, _| row.2.map_or("not known", Stand::word).into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "series",
    answers: "The same question through the years.",
    examples: &["series A/RES/80/4", "series --close"],
    tables: || vec![votes().doc(), lines_for_machines().doc(), layout_of_positions().doc(), recurring::close().doc()],
};

fn notes(ids: &[RollCallId], question: SeriesQuestion, report: &mut Report<'_>) {
    report.note("The year is the calendar year of the vote. Y yes, N no, A abstaining, . non-voting, ? not known, blank no member \
         then; a seat that passed on is one line.");
    if question.found == Found::ByRule && ids.len() == 1 {
        report.note("No other vote on this question was found in this record.");
    }
    if question.selected {
        report.note("The embedded record is a selection of roll calls: others on this question may be missing. --data FILE reads \
             the whole record.");
    }
}
