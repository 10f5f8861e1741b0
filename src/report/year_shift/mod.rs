//! Tells who moved between two years: over the questions put in both, toward whom, and by the mean position in each.

mod means;
mod tables;

use means::over_all_votes;
use tables::{machine_tables, of_question};

use super::{
    Audience, Report, Section, Tone,
    agreement::selected,
    listing::about,
    old::{Block, Column, Table, Value},
    roll_call::{named, short, sources_of},
    shift::change_in_words,
    turning::p_told,
    words,
};
use crate::{
    analysis::{
        shift::{GroupMove, Movement, Shift, Stand},
        year_shift::{MemberShift, Questions, Single, Toward, YearShift},
    },
    members::{MemberId, MemberSet},
    record::{Matter, Record, RollCallId, Vote},
};

/// The most members that people see where they did not ask for any; of so many they see those that did not move, too.
const MEMBERS: usize = 20;
/// The most questions that people see, those on which most moved.
const QUESTIONS: usize = 12;
/// The most roll calls of one year alone that a note names.
const NAMED: usize = 6;
/// The most members that a sentence names.
const NEAREST: usize = 3;
/// With fewer moves no split between two ways is below 0.05: 2 * (1/2)^5 = 1/16.
const TESTABLE: usize = 6;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The two years, the earlier one first.
    pub years: [i16; 2],
    /// What the votes are about, as the user said it: `Ukraine`; empty for everything.
    pub topic: String,
    /// The other conditions, as typed.
    pub conditions: Vec<String>,
    /// Whose votes: `General Assembly`.
    pub body: &'static str,
    /// The members asked for: `United States, United Kingdom`; empty for everyone.
    pub members: String,
    /// Members that were asked for and toward whom no move can be told.
    pub missing: MemberSet,
    /// Votes of the years that are left out, because it is not known how the members voted.
    pub unknown: usize,
    /// Official names instead of those that people say.
    pub official: bool,
}

/// The report of a shift between two years, with how others moved toward these members.
#[must_use]
pub fn report(
    record: &Record,
    shift: &YearShift,
    questions: &Questions,
    references: &[Toward],
    wanted: &Wanted,
) -> Report<'static> {
    let [from, to] = wanted.years;
    let topic = if wanted.topic.is_empty() { String::new() } else { format!(": {}", wanted.topic) };
    let mut heading = Section { title: format!("From {from} to {to}{topic}"), ..Section::default() };
    heading.lines.push(format!(
        "{}, by calendar year of the vote: {} in {from}, {} in {to}",
        wanted.body,
        words::count(questions.ids[0].len(), "vote"),
        words::count(questions.ids[1].len(), "vote"),
    ));
    heading.lines.extend(selected(&wanted.conditions));
    if !wanted.members.is_empty() {
        heading.lines.push(format!("Of these members: {}", wanted.members));
    }
    let mut machine = machine_tables(record, shift, questions, references, wanted).into_iter().map(Block::Table);
    heading.blocks.extend(machine.next());
    heading.blocks.extend(over_questions(record, shift, references, wanted));
    heading.blocks.extend(over_all_votes(record, shift, questions, wanted));
    heading.blocks.extend(machine);
    let mut report = Report { sections: vec![heading], ..Report::default() };
    notes(record, shift, questions, wanted, &mut report);
    let is_whole = |id: RollCallId| record.roll_call(id).matter == Matter::WholeText;
    if let Some(most) = by_movement(shift).first().filter(|most| is_whole(most.from) && is_whole(most.to)) {
        let [from, to] = [most.from, most.to].map(|id| short(record, id));
        report.next.push(format!("unvote shift {from} {to}"));
    }
    let all: Vec<RollCallId> = questions.ids.concat();
    sources_of(record, &all, &mut report);
    if !wanted.missing.is_empty() {
        report.notes.push(format!(
            "Toward these members no move can be told, for on no question they voted yes, no or abstained both times: {}.",
            words::names(record, wanted.missing).join(", ")
        ));
    }
    if wanted.unknown > 0 {
        let unknown = wanted.unknown;
        report
            .notes
            .push(format!("Left out, because it is not known how the members voted: {unknown} of these votes."));
    }
    report
}

/// The questions put in both years: which, how the votes moved, who moved, toward whom, and which groups.
fn over_questions(
    record: &Record,
    shift: &YearShift,
    references: &[Toward],
    wanted: &Wanted,
) -> Vec<super::Block<'static>> {
    let [from, to] = wanted.years;
    if shift.pairs.is_empty() {
        let text = format!("No question of {from} came to a vote again in {to}.");
        return vec![Block::Verdict(Tone::Neutral, text)];
    }
    let mut blocks = vec![Block::Text(which_questions(shift)), Block::Table(questions_table(record, shift))];
    let text = "All of these together, each member counted once for each question:";
    blocks.extend([Block::Text(text.to_owned()), Block::Table(movement(shift, wanted))]);
    let (yes, no) = shift.change();
    blocks.push(Block::Verdict(Tone::Neutral, change_in_words(yes, no)));
    blocks.extend(who_moved(record, shift, wanted));
    blocks.extend(references.iter().map(|one| Block::Text(toward(record, one))));
    blocks.push(Block::Text(chance(shift)));
    let groups = shift.by_region(record);
    if !groups.is_empty() {
        let text = "Regional groups, the one that moved most first; the mean is of steps for each member and question:";
        let columns = vec![
            Column::new("name", ""),
            Column::new("voted_in_both", "voted\nin both"),
            Column::new("toward_yes", "to yes"),
            Column::new("toward_no", "to no"),
            Column::new("mean_distance", "mean\nsteps"),
        ];
        let row = |group: &GroupMove| {
            vec![
                Value::Text(group.part.name.to_owned()),
                Value::Number(group.moves.voted_in_both.into()),
                Value::Number(group.moves.toward_yes.into()),
                Value::Number(group.moves.toward_no.into()),
                Value::Decimal(group.moves.mean()),
            ]
        };
        blocks.extend([
            Block::Text(text.to_owned()),
            Block::Table(for_people("groups_for_people", columns, groups.iter().map(row).collect())),
        ]);
    }
    blocks
}

fn which_questions(shift: &YearShift) -> String {
    let count = shift.pairs.len();
    let shown = if count > QUESTIONS { format!("; the {QUESTIONS} on which most moved") } else { String::new() };
    let were = if count == 1 { "was" } else { "were" };
    format!("{} {were} put to a vote in both years{shown}:", words::count(count, "question"))
}

/// The questions on which most moved first: by all steps, then the later vote.
fn by_movement(shift: &YearShift) -> Vec<&Shift> {
    let mut pairs: Vec<&Shift> = shift.pairs.iter().collect();
    pairs.sort_by_cached_key(|pair| std::cmp::Reverse(pair.moves(pair.members()).moved));
    pairs
}

fn questions_table(record: &Record, shift: &YearShift) -> Table {
    let columns = vec![
        Column::new("from_symbol", "earlier"),
        Column::new("to_symbol", "later"),
        Column::new("toward_yes", "to yes"),
        Column::new("toward_no", "to no"),
        Column::new("net_swing", "swing"),
        Column::new("about", "question"),
    ];
    let row = |pair: &&Shift| {
        let (toward_yes, toward_no) = of_question(pair);
        vec![
            Value::Code(short(record, pair.from)),
            Value::Code(short(record, pair.to)),
            Value::Number(toward_yes),
            Value::Number(toward_no),
            Value::Signed(pair.net_swing()),
            Value::Brief(about(record, pair.to)),
        ]
    };
    let rows = by_movement(shift).iter().take(QUESTIONS).map(row).collect();
    for_people("questions_for_people", columns, rows)
}

/// The sum of the movement tables: those who were not members of the body only where there are any.
fn movement(shift: &YearShift, wanted: &Wanted) -> Table {
    let shown = |count: &dyn Fn(Stand) -> usize| -> Vec<Stand> {
        Stand::ALL.into_iter().filter(|stand| *stand != Stand::NotMember || count(*stand) > 0).collect()
    };
    let (before, after) = (shown(&|stand| shift.before(stand)), shown(&|stand| shift.after(stand)));
    let [from, to] = wanted.years;
    let mut columns = vec![Column::new("before", &format!("{from} ↓  {to} →"))];
    // Of six columns the longest heads are cut in two, for narrow screens.
    let narrow = after.contains(&Stand::NotMember);
    let label = |stand: &Stand| match stand {
        Stand::NotMember => "not a\nmember",
        Stand::Voted(Vote::NonVoting) if narrow => "non-\nvoting",
        stand @ Stand::Voted(_) => stand.word(),
    };
    columns.extend(after.iter().map(|stand| Column::new(stand.word(), label(stand))));
    columns.push(Column::new("total", "total"));
    let number = |n: usize| if n == 0 { Value::Missing } else { Value::Number(n as i64) };
    let line = |word: &str, cells: Vec<usize>, total: usize| {
        let mut row = vec![Value::Code(word.to_owned())];
        row.extend(cells.into_iter().chain([total]).map(number));
        row
    };
    let row = |stand: &Stand| {
        let cells = after.iter().map(|after| shift.count(*stand, *after)).collect();
        line(stand.word(), cells, shift.before(*stand))
    };
    let mut rows: Vec<Vec<Value>> = before.iter().map(row).collect();
    let all = Stand::ALL.into_iter().map(|stand| shift.before(stand)).sum();
    rows.push(line("total", after.iter().map(|stand| shift.after(*stand)).collect(), all));
    for_people("movement_for_people", columns, rows)
}

/// Members by their moves, and those that entered or left the body.
fn who_moved(record: &Record, shift: &YearShift, wanted: &Wanted) -> Vec<super::Block<'static>> {
    let asked = !wanted.members.is_empty();
    let voted: Vec<&MemberShift> = shift.members.iter().filter(|one| one.moves.voted_in_both > 0).collect();
    let moved = voted.iter().filter(|one| one.moves.moved > 0).count();
    // Those who are asked for are all shown, but where the many who stood still would hide the others.
    let shown = match voted.len() {
        few if asked && few <= MEMBERS => few,
        _ if asked => moved,
        _ => moved.min(MEMBERS),
    };
    let mut blocks = Vec::new();
    if shown > 0 {
        let text = "Who moved most on these questions. A step lies between yes and abstaining and between abstaining and \
                    no; those toward yes count +, toward no -:";
        let mut columns = vec![
            Column::new("name", ""),
            Column::new("questions", "voted\nin both"),
            Column::new("toward_yes", "to yes"),
            Column::new("toward_no", "to no"),
            Column::new("steps", "steps"),
        ];
        let testable = shift.pairs.len() >= TESTABLE;
        columns.extend(testable.then(|| Column::new("p", "p")));
        let row = |one: &&MemberShift| {
            let mut row = vec![
                Value::Text(name(record, one.member, wanted.official)),
                Value::Number(one.moves.voted_in_both.into()),
                Value::Number(one.moves.toward_yes.into()),
                Value::Number(one.moves.toward_no.into()),
                Value::Signed(one.moves.steps.into()),
            ];
            row.extend(testable.then(|| one.moves.chance().map_or(Value::Missing, p_told)));
            row
        };
        let rows = voted.iter().take(shown).map(row).collect();
        blocks.extend([Block::Text(text.to_owned()), Block::Table(for_people("moves_for_people", columns, rows))]);
    }
    let still = voted.len() - moved;
    if moved > shown {
        blocks
            .push(Block::Text(format!("{} more moved, {still} did not; --members LIST shows others.", moved - shown)));
    } else if shown == moved {
        blocks.push(Block::Text(if moved == 0 {
            "Nobody moved.".to_owned()
        } else {
            format!("{still} did not move.")
        }));
    }
    let (new, former) = shift.new_and_former();
    for (label, members) in [("New members", new), ("No longer members", former)] {
        if !members.is_empty() {
            let label = format!("{label} ({})", members.len());
            blocks.push(Block::Members(label, named(record, members, wanted.official)));
        }
    }
    blocks
}

/// `Toward Russia (stayed): 40 members stand nearer, by 61 steps in all, most United States (4); ...`
fn toward(record: &Record, one: &Toward) -> String {
    let itself = match one.steps {
        0 => "no steps on balance".to_owned(),
        -1 | 1 => format!("itself {:+} step", one.steps),
        steps => format!("itself {steps:+} steps"),
    };
    let side = |sign: i32, word: &str| {
        let mut those: Vec<(MemberId, i32)> =
            one.others.iter().map(|other| (other.member, other.steps * sign)).filter(|other| other.1 > 0).collect();
        those.sort_by_key(|other| std::cmp::Reverse(other.1));
        let all: i32 = those.iter().map(|other| other.1).sum();
        let most: Vec<String> = those
            .iter()
            .take(NEAREST)
            .map(|(member, steps)| format!("{} {steps}", name(record, *member, false)))
            .collect();
        match those.len() {
            0 => format!("nobody {word}"),
            count => format!(
                "{count} {word} by {} in all (most: {})",
                words::count(all.unsigned_abs() as usize, "step"),
                most.join(", ")
            ),
        }
    };
    format!("Toward {} ({itself}): {}; {}.", name(record, one.member, false), side(1, "nearer"), side(-1, "farther"))
}

fn chance(shift: &YearShift) -> String {
    let (yes, no) = shift.balance();
    let Some(p) = shift.chance() else { return "No member moved on balance.".to_owned() };
    let p = if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") };
    format!(
        "Each member counted once, by the sum of its steps: {yes} moved toward yes and {no} toward no: {p} for a split at \
         least as uneven, were both ways equally likely (sign test)."
    )
}

fn notes(record: &Record, shift: &YearShift, questions: &Questions, wanted: &Wanted, report: &mut Report<'_>) {
    let count = shift.pairs.len();
    let put = match count {
        0 => "No question was put".to_owned(),
        _ => format!("{} {} put", words::count(count, "question"), if count == 1 { "was" } else { "were" }),
    };
    report.notes.push(format!(
        "{put} to a vote in both years, as the rule of docs/series.md finds them; votes of the years between do not count."
    ));
    if count >= TESTABLE && shift.members.iter().any(|one| one.moves.moved > 0) {
        report.notes.push(
            "p of a member: the sign test on its moves. Its questions are not independent of one another, and many members \
             are tested: a small p is a hint, no proof."
                .to_owned(),
        );
    }
    for (place, year) in wanted.years.into_iter().enumerate() {
        let other = wanted.years[1 - place];
        for (why, what) in [
            (Single::OneYear, format!("Only in {year}")),
            (
                Single::Outside,
                format!("Only in {year}, as the vote of {other} on the question does not meet the conditions"),
            ),
            (Single::Again, format!("In {year} on a question that was put once more later that year, which counts")),
        ] {
            let ids: Vec<RollCallId> =
                questions.single[place].iter().filter(|one| one.1 == why).map(|one| one.0).collect();
            report.notes.extend((!ids.is_empty()).then(|| format!("{what}: {}.", listed(record, &ids))));
        }
    }
    if shift.not_known() > 0 {
        let text = format!(
            "{} of members in no cell, because one of the two is not known.",
            words::count(shift.not_known(), "vote")
        );
        report.notes.push(text);
    }
}

/// `3 votes (ES-11/7, ES-11/8, 80/4)`, or the first of them.
fn listed(record: &Record, ids: &[RollCallId]) -> String {
    let mut names: Vec<String> = ids.iter().map(|id| short(record, *id)).collect();
    names.dedup();
    let more = if names.len() > NAMED { ", ..." } else { "" };
    names.truncate(NAMED);
    format!("{} ({}{more})", words::count(ids.len(), "vote"), names.join(", "))
}

fn for_people(name: &'static str, columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Table {
    Table { name, columns, rows, audience: Audience::People }
}

fn name(record: &Record, member: MemberId, official: bool) -> String {
    record.members().get(member).display_name(official).to_owned()
}
