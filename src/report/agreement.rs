//! What reports of agreement have in common: a measure's value and the notes that a figure needs.

use crate::members::order::distinct;

use super::{Kind, Layout, Names, Report, Spec, words};
use crate::analysis::agreement::Measure;
use crate::analysis::bootstrap::Bootstrap;
use crate::analysis::compare::{By, Comparison, RowKey, Sides};
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Date, RollCallId};

/// Why the coincidence including consensus has no value, and what to load.
pub(crate) const LACKS_CONSENSUS: &str = "the record holds no resolution adopted without a vote there, or not in each calendar \
     year of the votes. The UN Digital Library's file of General Assembly resolutions (record 4060945) has them; it is read \
     beside the votes: --data VOTING.csv --data RESOLUTIONS.csv";

/// The column that names the measure.
pub(crate) const MEASURE: Spec = Spec::code(
    "measure",
    "identical, lijphart, votes-only, s, pi, kappa, coincidence",
    "The measure, as `--measure` says.",
);

/// The range of values of a measure of agreement.
pub(crate) const OF_MEASURE: &str = "0 to 1; s, pi and kappa below 0, too";

/// The column for the values of a measure: a share where the measure is one.
pub(crate) fn measured(spec: Spec, measure: Measure) -> Spec {
    Spec { kind: if measure.is_share() { Kind::Share } else { Kind::Decimal }, ..spec }
}

/// The interval of a value for people: `71-84`, without its unit.
fn interval_told(measure: Measure, (low, high): (f64, f64)) -> String {
    let bare = |value| if measure.is_share() { words::whole_percentage(value) } else { format!("{value:.2}") };
    format!("{}-{}", bare(low), bare(high))
}

/// Notes what the intervals of draws are.
pub(crate) fn of_draws(report: &mut Report<'_>, bootstrap: Option<Bootstrap>, what: &str) {
    if let Some(Bootstrap { replicates, seed }) = bootstrap {
        report.note(format!(
            "{what}: the middle 95% of what {replicates} draws of as many of these roll calls give, with replacement (seed \
             {seed}). It tells how far a figure hangs on which roll calls there happened to be; where all were \
             alike no draw differs, and the interval without --bootstrap says more."
        ));
    }
}

impl<'q, R: 'q> Layout<'q, R> {
    /// Adds the ends of the 95% interval of a value, which people see under this label, or, without one, only machines.
    pub(super) fn of_interval(
        self, label: Option<&'static str>, measure: Measure, interval: impl Fn(&R) -> Option<(f64, f64)> + Copy + 'q,
    ) -> Self {
        const LOW: Spec = Spec::decimal(
            "low",
            OF_MEASURE,
            "Lower end of the 95% interval: Wilson's (1927) of `identical` and `votes-only` of two members, with `--bootstrap` \
             that of draws of roll calls.",
        );
        const HIGH: Spec = Spec::decimal("high", OF_MEASURE, "Upper end of it.");
        self.machines(measured(LOW, measure), move |row, _| interval(row).map(|(low, _)| low).into())
            .machines(measured(HIGH, measure), move |row, _| interval(row).map(|(_, high)| high).into())
            .each(label, |layout, label| {
                layout.people("interval", Kind::Code, label, move |row, _| {
                    interval(row).map(|ends| interval_told(measure, ends)).into()
                })
            })
    }

    /// Adds the columns that identify the two sides for machines.
    pub(super) fn of_sides(self, sides: Sides<'q>) -> Self {
        const FIRST: Spec = Spec::code("first", "codes with commas between", "The first member, group or list.");
        const SECOND: Spec = Spec::code("second", "codes with commas between", "The second.");
        self.machines(FIRST, move |_, names| sides.first.codes(names.record.members()).into())
            .machines(SECOND, move |_, names| sides.second.codes(names.record.members()).into())
    }
}

/// The length of the bar for a value; for measures that can be negative it starts at -1.
pub(crate) fn bar(measure: Measure, value: Option<f64>) -> Option<f64> {
    value.map(|value| if measure.is_share() { value } else { f64::midpoint(value, 1.0) })
}

/// A value within a sentence: `68.1%`, `0.577`.
pub(crate) fn told(measure: Measure, value: f64) -> String {
    if measure.is_share() { words::percent(value) } else { format!("{value:.3}") }
}

/// What a measure is, in a sentence.
pub(crate) const fn meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::Identical => {
            "identical: the share of common votes in which both voted yes, both abstained or both voted no"
        }
        Measure::Lijphart => {
            "Lijphart: identical votes, and half of those in which one abstained, as a share of common votes"
        }
        Measure::VotesOnly => "votes only: identical votes as a share of those in which both voted yes or no",
        Measure::S => "S: 1 less the mean distance of the votes (yes 1, abstain 0, no -1); from -1 to 1",
        Measure::Pi => "Scott's pi: agreement beyond what chance gives with a common habit of voting; at most 1",
        Measure::Coincidence => {
            "coincidence including consensus: identical votes and resolutions adopted without a vote, these times the \
             second's participation, as a share of them and opposite votes"
        }
        Measure::Kappa => "Cohen's kappa: agreement beyond what chance gives with the habits of each; at most 1",
    }
}

/// The conditions that selected the roll calls, as typed; none where all were taken.
pub(crate) fn selected(conditions: &[String]) -> Option<String> {
    (!conditions.is_empty()).then(|| format!("Only roll calls selected by {}", conditions.join(" ")))
}

/// Adds a line below the title that says which roll calls were selected.
pub(crate) fn of_conditions(report: &mut Report<'_>, conditions: &[String]) {
    if let Some(first) = report.sections.first_mut() {
        first.lines.extend(selected(conditions));
    }
}

/// How to get the whole record, where nothing was found in a selection.
pub(crate) const WHOLE_RECORD: &str = "`unvote data fetch undl` brings the whole record, and --data FILE reads it";

/// Notes that the figures rest on a selection of roll calls, and how to get the whole record.
pub(crate) fn of_a_selection(report: &mut Report<'_>, roll_calls: usize) {
    Report::once(
        &mut report.notes,
        format!(
            "These figures rest on the embedded record, a selection of {roll_calls} roll calls: they are not the members' \
             whole record, which `unvote data fetch undl` brings and --data FILE reads."
        ),
    );
    let note = format!(" Of a selection of {roll_calls} roll calls, not the whole record.");
    report.pictures_mut().for_each(|picture| picture.note += &note);
}

/// Notes whose votes stand in a line, of those of these lines that have votes under several codes or another's.
pub(crate) fn of_lines(report: &mut Report<'_>, names: Names<'_>, ids: &[RollCallId], lines: &[MemberId]) {
    let (record, members) = (names.record, names.record.members());
    for &line in lines {
        for code in record.other_codes(ids, line).iter() {
            let (code, line) = (names.member(code), names.member(line));
            let note = if members.by_code(line.code).is_none() {
                format!(
                    "The votes of {} stand under {} in the record: another holder of the seat.",
                    line.name, code.code
                )
            } else {
                format!("Under {} stand the votes of {}, too: it is one seat.", line.name, code.name)
            };
            Report::once(&mut report.notes, note);
        }
    }
}

/// Notes on one member that is followed through these roll calls: what joined it in this time, and that another holder
/// or seat has votes under its code.
pub(crate) fn of_line(report: &mut Report<'_>, names: Names<'_>, ids: &[RollCallId], line: MemberId) {
    of_lines(report, names, ids, &[line]);
    let (members, member) = (names.record.members(), names.member(line));
    let Some((first, last)) = names.record.days(ids.iter().copied()) else { return };
    for (_, joined) in members.iter().filter(|(id, one)| members.whole_line(*id) == *id && one.successor.is_some()) {
        let end = joined.periods.last().and_then(|period| period.until);
        if let Some(end) = end.filter(|end| joined.successor == Some(member.code) && first < *end && *end <= last) {
            report.note(format!("{} was a member of its own to {end}: {}.", joined.name, joined.note));
        }
    }
    let (from, until) = (Date::constant(1958, 2, 22), Date::constant(1961, 10, 13));
    if matches!(member.code, "EGY" | "SYR") && first < until && from <= last {
        report.note(
            "From 22 February 1958 to 13 October 1961 Egypt and Syria were one member, the United Arab Republic: its \
             votes stand under Egypt (EGY).",
        );
    }
}

/// The notes on the lines of a list through these roll calls.
pub(crate) fn of_list(report: &mut Report<'_>, names: Names<'_>, ids: &[RollCallId], list: &MemberList) {
    if let Some(member) = list.only_member() {
        return of_line(report, names, ids, member);
    }
    let (record, members) = (names.record, names.record.members());
    let days = distinct(ids.iter().map(|id| record.roll_call(*id).date));
    let lines = days.into_iter().fold(MemberSet::EMPTY, |all, day| all | list.lines_on(members, day));
    of_lines(report, names, ids, &lines.iter().collect::<Vec<_>>());
}

/// What two sides are called together.
pub(crate) fn both_named(first: &str, second: &str) -> String {
    if first == second { format!("{first}: its members with each other") } else { format!("{first} and {second}") }
}

/// The notes on the lines of both sides through these roll calls, and on who is on both.
pub(crate) fn of_sides(report: &mut Report<'_>, names: Names<'_>, ids: &[RollCallId], sides: Sides<'_>) {
    for list in [sides.first, sides.second] {
        of_list(report, names, ids, list);
    }
    if sides.first == sides.second {
        report.note("A group with itself: the mean over the pairs of its members, each pair once.");
        return;
    }
    let members = names.record.members();
    let both = sides.on_both(members, names.span.map(|(_, last)| last));
    if both.is_empty() {
        return;
    }
    let these: Vec<&str> = names.named(both).iter().map(|one| one.name).collect();
    let (are, twice) = match these.len() {
        1 => ("is", ""),
        _ => ("are", ", and a pair of two of them counts from either side"),
    };
    report.note(format!("{} {are} on both sides: nobody is compared with itself{twice}.", words::and(&these)));
    let [first, second] = [sides.first, sides.second].map(|list| list.codes(members));
    let are_groups = sides.first.names_a_group() && sides.second.names_a_group();
    if are_groups && !first.contains(',') && !second.contains(',') {
        report.next.push(format!("unvote compare {first},-{second} {second},-{first}"));
    }
}

/// Notes where coincidence including consensus has no value and what to load, and from whose side it is measured.
pub(crate) fn of_consensus(report: &mut Report<'_>, by: Option<By>, found: &Comparison) {
    let when = match by {
        Some(By::Session) => "of the session",
        Some(By::Topic) => "on the topic",
        Some(By::Year) => "of the calendar year",
        None => "of the whole",
    };
    report.note(format!(
        "Resolutions adopted without a vote are those {when}, under the same conditions as the votes. The participation \
         is the second's, so the figure is another with the sides exchanged."
    ));
    let lacking = found.rows.iter().filter(|row| row.compared.value.is_none());
    let lacking = keys_in_words(lacking.map(|row| &row.key));
    if lacking.is_empty() && found.whole.value.is_some() {
        return;
    }
    let of = if lacking.is_empty() { String::new() } else { format!(" for {lacking}") };
    report.note(format!("No value{of}: {LACKS_CONSENSUS}."));
}

/// Years, sessions or topics in words.
pub(crate) fn keys_in_words<'k>(keys: impl IntoIterator<Item = &'k RowKey>) -> String {
    let (mut years, mut others) = (Vec::new(), Vec::new());
    for key in keys {
        match key {
            RowKey::Year(year) => years.push(*year),
            RowKey::Session(session) => others.push(session.to_string()),
            RowKey::Topic(name) => others.push(name.clone()),
        }
    }
    if years.is_empty() { others.join(", ") } else { words::years(&years) }
}
