//! Reports ideal points: where members stood in one session or through several, how far they moved, and how the figures go
//! with published ones.

mod pictures;
mod tables;

use super::agreement::of_lines;
use super::roll_call::sources_of;
use super::{Audience, Block, Documented, Kind, Layout, Look, Names, Report, Section, Value, words};
pub(crate) use pictures::{KINDS, picture};
pub(crate) use tables::{export, export_items};
pub(super) use tables::{items, positions};
use tables::{movement, of_session, quality};

use crate::analysis::ideal::{
    Against, FEW_VOTES, FEWEST, Fit, LeftOut, Position, SameQuestion, movements, session_of, year_of,
};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberList};
use crate::record::{Record, RollCallId, Session};

/// How many members people see at either end of a session.
const EXTREMES: usize = 10;
/// So many columns have room for intervals.
const WITH_INTERVALS: usize = 4;
/// With so many members sessions are the rows.
const ABREAST: usize = 8;
/// The most cells that people see.
const MOST_CELLS: usize = 3_600;
/// Farther from the mean than this the standard errors are too small.
const EXTREME: f64 = 2.0;
/// Standard errors to either side of a 95% interval.
const INTERVAL: f64 = 1.96;

/// What is shown, and how.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // one for each flag
pub(crate) struct IdealQuestion<'q> {
    /// Only these members.
    pub list: Option<&'q MemberList>,
    /// The sessions that are shown.
    pub sessions: Vec<u16>,
    /// Whether the fit is of a selection.
    pub of_selection: bool,
    /// How roll calls became questions.
    pub same: &'q SameQuestion,
    /// Whether the movement is asked for.
    pub movement: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// Whether both ends are enough, as for people that did not ask for more.
    pub brief: bool,
}

/// The report of positions of a fit.
pub(crate) fn report<'q>(record: &'q Record, fit: &'q Fit, question: &IdealQuestion<'_>) -> Report<'q> {
    let sessions = &question.sessions;
    let shown = fit.shown(record, sessions, question.list);
    let is_shown = |id: &RollCallId| session_of(record, *id).is_some_and(|one| sessions.contains(&one));
    let names = Names::new(record, question.official).over(fit.roll_calls().filter(is_shown));
    let mut lines = vec![fitted_to(record, fit, question)];
    lines.extend(question.list.map(|list| words::capitalized(&names.list(list))));
    let mut blocks = Vec::new();
    match (question.movement, sessions.as_slice()) {
        (true, _) => blocks.extend(moved(names, &shown, question.brief)),
        (_, [_]) => blocks.extend(ranking(names, &shown, question.brief)),
        _ => blocks.extend(through(names, &shown, sessions)),
    }
    let mut rows = shown.clone();
    if sessions.len() == 1 {
        rows.in_order(|a, b| b.position.total_cmp(&a.position));
    }
    blocks.push(positions("positions").block(names, rows));
    blocks.push(quality().block(names, vec![fit]));
    let (first, last) = (sessions.first().copied().unwrap_or(0), sessions.last().copied().unwrap_or(0));
    let title = if first == last {
        format!("Ideal points in the {} ({})", Session::Regular(first).name(), year_of(first))
    } else {
        format!(
            "Ideal points, sessions {} ({})",
            words::span(&first, &last),
            words::span(&year_of(first), &year_of(last))
        )
    };
    let mut report = Report::of(Section { title, lines, blocks });
    add_notes(names, &mut report, fit, &shown, question);
    let mut of_shown: Vec<MemberId> = shown.iter().map(|one| one.line).collect();
    of_shown.dedup();
    if question.list.is_some() {
        of_lines(&mut report, names, &fit.roll_calls().filter(is_shown).collect::<Vec<_>>(), &of_shown);
    }
    sources_of(record, &fit.roll_calls().collect::<Vec<_>>(), &mut report);
    report
}

/// What the fit is of.
fn fitted_to(record: &Record, fit: &Fit, question: &IdealQuestion<'_>) -> String {
    let ((roll_calls, questions), votes) = (fit.size(), fit.quality.votes);
    let days = record.days(fit.roll_calls());
    let years = days.map_or_else(String::new, |(a, b)| format!(" of {}", words::span(&a.year(), &b.year())));
    let of = if question.of_selection { "the selection alone: " } else { "" };
    let linked = if roll_calls > questions { format!(" on {questions} questions") } else { String::new() };
    format!("General Assembly; fitted to {of}{}{years}, {votes} votes{linked}", words::roll_calls(roll_calls))
}

fn add_notes(names: Names<'_>, report: &mut Report<'_>, fit: &Fit, shown: &[&Position], question: &IdealQuestion<'_>) {
    report.note(
        "The unit is the standard deviation of all members of all sessions, 0 their mean; the United States stands on the \
         positive side; ± is the 95% interval. A session counts in the year in which it opened.",
    );
    if question.movement {
        report.note(
            "How far a member moved depends on which questions are taken for the same: --links none takes none for the same, and \
             shows by how much. The error is that of two positions estimated apart.",
        );
    } else if question.sessions.len() > 1 {
        report.note("Compare within a session: how far a member moved from one to the next depends on which questions are taken \
             for the same.");
    }
    let is_marked = |with: &str| shown.iter().any(|one| mark(one) == with);
    if is_marked("*") {
        report.note(format!("* Fewer than {FEW_VOTES} votes: the position is mostly that of the sessions around it."));
    }
    if is_marked("†") {
        report.note("† Farther than 2 from the mean, where the interval is 20 to 40% too narrow.");
    }
    let without = fit.without_position(names.record, &question.sessions, question.list);
    if !without.is_empty() {
        let these: Vec<&str> = names.named(without).iter().map(|one| one.name).collect();
        report.note(format!("No vote, and so no position: {}.", these.join(", ")));
    }
    report.notes.extend(left_out(fit.left_out));
    let quality = fit.quality;
    report.note(format!(
        "{} of the votes are those that the fit gives the best chance, where the majority of each roll call tells {} (APRE {:.2}); \
         log likelihood {:.0}.",
        words::percent(quality.classified),
        words::percent(quality.by_majority),
        quality.apre,
        quality.log_likelihood
    ));
    if !question.of_selection {
        report.next.push(format!("unvote export ideal -o positions.csv{}", links_typed(question.same)));
    }
}

fn links_typed(same: &SameQuestion) -> &'static str {
    if matches!(same, SameQuestion::None) { " --links none" } else { "" }
}

/// Why roll calls are not in the fit.
pub(crate) fn left_out(left_out: LeftOut) -> Option<String> {
    let LeftOut { unanimous, parts, nineteenth, undated, no_roll } = left_out;
    let kinds = [
        (unanimous, "in which everybody that voted took the same side"),
        (parts, "on paragraphs and amendments since 1990"),
        (nineteenth, "of the 19th session, which avoided votes"),
        (undated, "without a known session or day"),
        (no_roll, "of which no member's vote is known"),
    ];
    let some = kinds.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = some.map(|(count, what)| format!("{} {what}", words::roll_calls(count))).collect();
    (!told.is_empty()).then(|| format!("Left out: {}.", told.join("; ")))
}

fn is_few(one: &Position) -> bool {
    one.votes < FEW_VOTES
}

fn is_extreme(one: &Position) -> bool {
    one.position.abs() > EXTREME
}

/// The marks that notes explain.
fn mark(one: &Position) -> &'static str {
    match (is_few(one), is_extreme(one)) {
        (true, _) => "*",
        (_, true) => "†",
        _ => "",
    }
}

/// As it is printed: what lies just below 0 is 0, not `-0.00`.
fn hundredths(position: f64) -> f64 {
    (position * 100.0).round() / 100.0 + 0.0
}

/// A position for people: `2.93†`, `-0.48*`.
fn bare(one: &Position) -> String {
    format!("{:.2}{}", hundredths(one.position), mark(one))
}

/// The same with its interval: `2.93 ± 0.13†`.
fn with_interval(one: &Position) -> String {
    format!("{:.2} ± {:.2}{}", hundredths(one.position), INTERVAL * one.standard_error, mark(one))
}

/// Who moved farthest, for people, and how far everybody did.
fn moved<'q>(names: Names<'q>, shown: &[&'q Position], brief: bool) -> Vec<Block<'q>> {
    let all = movements(shown);
    let (count, most) = (all.len(), 2 * EXTREMES);
    if !brief || count <= most {
        return vec![movement().block(names, all)];
    }
    let first = movement().audience(Audience::People).block(names, all[..most].to_vec());
    let rest = format!("The {most} of {count} that moved farthest; --limit {count} shows all.");
    vec![first, Block::Text(rest), movement().audience(Audience::Machines).block(names, all)]
}

/// A row of the ranking of a session, with the lowest and the highest position of it.
type Ranked<'q> = (&'q Position, [f64; 2]);

/// The members of one session by their positions; of many their ends.
fn ranking<'q>(names: Names<'q>, shown: &[&'q Position], brief: bool) -> Vec<Block<'q>> {
    let ends =
        shown.iter().fold([f64::MAX, f64::MIN], |[low, high], one| [low.min(one.position), high.max(one.position)]);
    let mut rows: Vec<Ranked<'q>> = shown.iter().map(|one| (*one, ends)).collect();
    rows.in_order(|a, b| b.0.position.total_cmp(&a.0.position));
    let layout = |name| {
        Layout::for_people(name, "a member")
            .people("place", Kind::Number, "", |row: &Ranked<'q>, _| row.0.place.0.into())
            .people("name", Kind::Text, "", |row, names| names.name(row.0.line).into())
            .people("position", Kind::Decimal, "position", |row, _| with_interval(row.0).into())
            .people("bar", Kind::Share, "", |row, _| {
                let [low, high] = row.1;
                (high > low).then(|| (row.0.position - low) / (high - low)).into()
            })
            .look(Look::Bar)
            .people("votes", Kind::Number, "votes", |row, _| row.0.votes.into())
    };
    if !brief || rows.len() <= 2 * EXTREMES + 1 {
        return vec![layout("ranking").block(names, rows)];
    }
    let middle = rows.len() - 2 * EXTREMES;
    let last = rows.split_off(rows.len() - EXTREMES);
    rows.truncate(EXTREMES);
    let between =
        format!("{middle} members between them; --limit {} shows all, --members some.", middle + 2 * EXTREMES);
    vec![layout("highest").block(names, rows), Block::Text(between), layout("lowest").block(names, last)]
}

/// A member with its positions in some sessions, or a session with those of some members.
type Through<'q> = (Option<MemberId>, Option<u16>, Vec<Option<&'q Position>>);

/// Members through sessions: members in rows where the sessions are few, sessions in rows where the members are.
fn through<'q>(names: Names<'q>, shown: &[&'q Position], sessions: &[u16]) -> Vec<Block<'q>> {
    let mut lines: Vec<MemberId> = shown.iter().map(|one| one.line).collect();
    lines.dedup();
    let at =
        |line: MemberId, session: u16| shown.iter().copied().find(|one| (one.line, one.session) == (line, session));
    if lines.len() * sessions.len() > MOST_CELLS {
        let text = format!(
            "{} members in {} sessions are too many to show: -o positions.csv writes all of them, --members and --session choose.",
            lines.len(),
            sessions.len()
        );
        return vec![Block::Text(text)];
    }
    let sessions_in_rows = sessions.len() > WITH_INTERVALS && lines.len() <= ABREAST;
    let columns: Vec<String> = if sessions_in_rows {
        lines.iter().map(|line| names.code(*line).to_owned()).collect()
    } else {
        sessions.iter().map(ToString::to_string).collect()
    };
    let rows: Vec<Through<'q>> = if sessions_in_rows {
        let row = |session: &u16| (None, Some(*session), lines.iter().map(|line| at(*line, *session)).collect());
        sessions.iter().map(row).collect()
    } else {
        let row = |line: &MemberId| (Some(*line), None, sessions.iter().map(|session| at(*line, *session)).collect());
        lines.iter().map(row).collect()
    };
    let wide = columns.len() <= WITH_INTERVALS;
    let layout = Layout::for_people("through", "a member or session")
        .people("first", Kind::Code, "", |row: &Through<'q>, names| match *row {
            (Some(line), ..) => names.name(line).into(),
            (_, Some(session), _) => year_of(session).to_string().into(),
            _ => Value::Missing,
        })
        .people("second", Kind::Code, if sessions_in_rows { "session" } else { "" }, |row, names| match *row {
            (Some(line), ..) => names.code(line).into(),
            (_, session, _) => session.map(|session| session.to_string()).into(),
        })
        .each(columns.into_iter().enumerate(), |layout, (at, label)| {
            layout.people("position", Kind::Decimal, label, move |row, _| {
                row.2[at].map(if wide { with_interval } else { bare }).into()
            })
        });
    let mut blocks = vec![Block::Matrix(layout.held(names, rows))];
    if !wide {
        blocks.push(Block::text("Intervals stand beside up to four members or sessions, and in --format csv."));
    }
    blocks
}

/// The report of a comparison with published positions; `called` is their file.
pub(crate) fn compared<'q>(
    record: &'q Record, fit: &'q Fit, found: &'q Against, question: &IdealQuestion<'_>,
    (called, passed_over): (&str, usize),
) -> Report<'q> {
    let names = Names::new(record, question.official);
    let session = |(session, members, r): (u16, usize, f64)| {
        format!("{r:.4} in the {} ({}, {members} members)", Session::Regular(session).name(), year_of(session))
    };
    let median = found.median().map_or_else(String::new, |r| format!("{r:.4}"));
    let least = found.least().map_or_else(String::new, session);
    let all = found.all.1.map_or_else(String::new, |r| format!(" Over all {} member-sessions {r:.4}.", found.all.0));
    let text = format!(
        "Pearson's correlation by session: median {median} of {}, least {least}.{all}",
        words::count(found.sessions.len(), "session")
    );
    let mut lowest: Vec<(u16, usize, f64)> = found.sessions.clone();
    lowest.in_order(|a, b| a.2.total_cmp(&b.2));
    if question.brief {
        lowest.truncate(EXTREMES);
    }
    let people = of_session().audience(Audience::People).block(names, lowest);
    let blocks =
        vec![Block::Text(text), people, of_session().audience(Audience::Machines).block(names, found.sessions.clone())];
    let mut report = Report::of(Section {
        title: format!("Ideal points against {called}"),
        lines: vec![fitted_to(record, fit, question)],
        blocks,
    });
    report.note(format!(
        "Sessions with fewer than {FEWEST} members in both are left out; the lowest correlations stand first."
    ));
    if found.only_theirs + passed_over > 0 {
        report.note(format!(
            "Left out of the file: {} without a position here, and {} without a member or position.",
            words::count(found.only_theirs, "row"),
            words::count(passed_over, "row")
        ));
    }
    sources_of(record, &fit.roll_calls().collect::<Vec<_>>(), &mut report);
    report
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "ideal",
    answers: "Where members stood in each session, on one dimension.",
    examples: &[
        "ideal --fit selection --from 2022",
        "ideal --fit selection --from 2022 --movement",
        "ideal --fit selection --from 2022 --against ideal.csv",
    ],
    tables: || vec![positions("positions").doc(), quality().doc(), movement().doc(), of_session().doc()],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_just_below_zero_is_zero() {
        let told = [-0.004, -0.0, 0.004, -0.005, 2.934].map(|position| format!("{:.2}", hundredths(position)));
        assert_eq!(told, ["0.00", "0.00", "0.00", "-0.01", "2.93"]);
    }
}
