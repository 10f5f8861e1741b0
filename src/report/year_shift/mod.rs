//! Reports who moved between two years: over the questions put in both, toward whom, and by the mean position in each.

mod tables;

use super::roll_call::{about, short, sources_of};
use super::shift_tables::{self, Stood, cells};
use super::{
    Block, Documented, Kind, Layout, Look, Names, Report, Section, agreement::selected, flow_picture,
    shift::change_in_words,
};
use super::{Tone, words};
use crate::analysis::shift::{Movement, Shift, Stand};
use crate::analysis::tally::Regions;
use crate::analysis::year_shift::{MemberShift, Questions, Single, Toward, YearShift};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet};
use crate::record::{Matter, Record, RollCallId, Vote};

/// The most questions that people see, those on which most moved.
const QUESTIONS: usize = 12;
/// The most roll calls of one year alone that a note names.
const NAMED: usize = 6;
/// The most members that a sentence names.
const NEAREST: usize = 3;
/// With fewer moves no split between two ways is below 0.05: 2 * (1/2)^5 = 1/16.
const TESTABLE: usize = 6;

/// Which years and votes a shift covers, and how it is reported.
#[derive(Clone, Debug)]
pub(crate) struct YearShiftQuestion {
    /// The two years, the earlier one first.
    pub years: [i16; 2],
    /// The topic as the user typed it: `Ukraine`; empty for everything.
    pub topic: String,
    /// The other conditions, as typed.
    pub conditions: Vec<String>,
    /// The name of the body whose votes count: `General Assembly`.
    pub body: &'static str,
    /// The members asked for: `United States, United Kingdom`; empty for everyone.
    pub members: String,
    /// Members asked for that voted both times on no question, so that no move toward them can be measured.
    pub missing: MemberSet,
    /// Votes of the years that are left out, because it is not known how the members voted.
    pub unknown: usize,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// Whether it is drawn.
    pub drawn: bool,
}

/// The report of a shift between two years, with how others moved toward these members.
pub(crate) fn report<'q>(
    record: &'q Record, shift: &'q YearShift, questions: &Questions, references: &'q [Toward],
    question: &YearShiftQuestion,
) -> Report<'q> {
    let [from, to] = question.years;
    let names = Names::new(record, question.official).over(questions.ids.concat());
    let topic = if question.topic.is_empty() { String::new() } else { format!(": {}", question.topic) };
    let mut heading = Section { title: format!("From {from} to {to}{topic}"), ..Section::default() };
    heading.lines.push(format!(
        "{}, by calendar year of the vote: {} in {from}, {} in {to}",
        question.body,
        words::count(questions.ids[0].len(), "vote"),
        words::count(questions.ids[1].len(), "vote"),
    ));
    heading.lines.extend(selected(&question.conditions));
    let asked = !question.members.is_empty();
    heading.lines.extend(asked.then(|| format!("Of these members: {}", question.members)));
    let regions = Regions::on(record.members(), Some(shift.day));
    let members = shift.members.iter().map(|one| (one, regions.of(one.member))).collect();
    heading.blocks.push(tables::members(question.years).block(names, members));
    if question.drawn && !shift.pairs.is_empty() {
        let about = [question.topic.as_str(), question.body];
        let mut picture = flow_picture::of_years(names, shift, question.years, &question.members, about);
        let conditions = selected(&question.conditions).map(|conditions| format!(". {conditions}"));
        picture.subtitle.extend(conditions);
        heading.blocks.push(Block::picture(picture));
    }
    heading.blocks.extend(over_questions(names, shift, references, question));
    heading.blocks.extend(over_all_votes(names, shift, questions, question.years, asked));
    let usual = Names { official: false, ..names };
    heading.blocks.extend(for_machines(usual, shift, questions, references, question.years));
    let mut report = Report::of(heading);
    notes(record, shift, questions, question.years, &mut report);
    let is_whole = |id: RollCallId| record.roll_call(id).matter == Matter::WholeText;
    if let Some(most) = by_movement(shift).first().filter(|most| is_whole(most.from) && is_whole(most.to)) {
        let [from, to] = [most.from, most.to].map(|id| short(record, id));
        report.next.push(format!("unvote shift {from} {to}"));
    }
    sources_of(record, &questions.ids.concat(), &mut report);
    if !question.missing.is_empty() {
        report.note(format!(
            "No move toward these members can be measured, as on no question they voted yes, no or abstained both times: {}.",
            words::names(record, question.missing).join(", ")
        ));
    }
    if question.unknown > 0 {
        let unknown = question.unknown;
        report.note(format!("Left out, because it is not known how the members voted: {unknown} of these votes."));
    }
    report
}

/// The questions put in both years: which, how the votes moved, who moved, toward whom, and which groups.
fn over_questions<'q>(
    names: Names<'q>, shift: &'q YearShift, references: &[Toward], question: &YearShiftQuestion,
) -> Vec<Block<'q>> {
    let ([from, to], usual) = (question.years, Names { official: false, ..names });
    if shift.pairs.is_empty() {
        let text = format!("No question of {from} came to a vote again in {to}.");
        return vec![Block::Verdict(Tone::Neutral, text)];
    }
    let text = "All of these together, each member counted once for each question:";
    let (yes, no) = shift.change();
    let most: Vec<&Shift> = by_movement(shift).into_iter().take(QUESTIONS).collect();
    // With six columns the longest headings are broken in two, for narrow screens.
    let narrow = shift.after(Stand::NotMember) > 0;
    let label = |stand: Stand| match stand {
        Stand::NotMember => "not a\nmember",
        Stand::Voted(Vote::NonVoting) if narrow => "non-\nvoting",
        Stand::Voted(_) => stand.word(),
    };
    let mut blocks = vec![
        Block::Text(which_questions(shift)),
        questions_for_people().block(names, most),
        Block::Text(text.to_owned()),
        shift_tables::movement(names, shift, format!("{from} ↓  {to} →"), label),
        Block::Verdict(Tone::Neutral, change_in_words(yes, no)),
    ];
    blocks.extend(who_moved(names, shift, !question.members.is_empty()));
    blocks.extend(references.iter().map(|one| Block::Text(toward(usual, one))));
    blocks.push(Block::Text(chance(shift)));
    let groups = shift.by_region(names.record);
    if !groups.is_empty() {
        let text = "Regional groups, the one that moved most first; the mean is of steps for each member and question:";
        blocks.extend([Block::Text(text.to_owned()), tables::groups_for_people().block(names, groups)]);
    }
    blocks
}

/// What machines read beside the main table.
fn for_machines<'q>(
    names: Names<'q>, shift: &'q YearShift, questions: &Questions, references: &'q [Toward], years: [i16; 2],
) -> Vec<Block<'q>> {
    let nearer = references.iter().flat_map(|one| one.others.iter().map(|other| (one.member, other)));
    let moved = shift.pairs.iter().flat_map(|pair| {
        let members = pair.members().iter();
        let moved = members.filter(|one| pair.stands(*one).is_some_and(|(before, after)| before != after));
        moved.map(move |member| Stood { shift: pair, member, group: "" })
    });
    let single = years.into_iter().zip(&questions.single);
    let single = single.flat_map(|(year, all)| all.iter().map(move |(id, why)| (year, *id, *why)));
    let mut tables = Vec::new();
    if !shift.pairs.is_empty() {
        let who = |before, after| shift.pairs.iter().fold(MemberSet::EMPTY, |all, pair| all | pair.cell(before, after));
        tables.push(tables::swing(years).held(names, vec![shift]));
        tables.push(tables::movement(years).held(names, cells(shift, who)));
        tables.push(tables::groups(years).held(names, shift.by_region(names.record)));
    }
    tables.push(tables::references(years).held(names, nearer.collect()));
    tables.push(tables::questions(years).held(names, shift.pairs.iter().collect()));
    tables.push(tables::moves(years).held(names, moved.collect()));
    tables.push(tables::single().held(names, single.collect()));
    tables.into_iter().filter(|table| !table.is_empty()).map(Block::Table).collect()
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
    pairs.in_order_of(|pair| std::cmp::Reverse(pair.moves(pair.members()).moved));
    pairs
}

fn questions_for_people<'q>() -> Layout<'q, &'q Shift> {
    Layout::for_people("questions_for_people", "a question")
        .people("from_symbol", Kind::Code, "earlier", |pair: &&Shift, names| short(names.record, pair.from).into())
        .people("to_symbol", Kind::Code, "later", |pair, names| short(names.record, pair.to).into())
        .people("toward_yes", Kind::Number, "to yes", |pair, _| pair.moves(pair.members()).toward_yes.into())
        .people("toward_no", Kind::Number, "to no", |pair, _| pair.moves(pair.members()).toward_no.into())
        .people("net_swing", Kind::Number, "swing", |pair, _| pair.net_swing().into())
        .look(Look::Signed)
        .people("about", Kind::Text, "question", |pair, names| about(names.record, pair.to).into())
        .look(Look::Brief)
}

/// Members by their moves, and those that entered or left the body; `asked` says whether members were asked for.
fn who_moved<'q>(names: Names<'q>, shift: &'q YearShift, asked: bool) -> Vec<Block<'q>> {
    let voted: Vec<&MemberShift> = shift.members.iter().filter(|one| one.moves.voted_in_both > 0).collect();
    let moved = voted.iter().filter(|one| one.moves.moved > 0).count();
    // All members asked for are shown, unless the many that did not move would hide the others.
    let shown = match voted.len() {
        few if asked && few <= MEMBERS => few,
        _ if asked => moved,
        _ => moved.min(MEMBERS),
    };
    let mut blocks = Vec::new();
    if shown > 0 {
        let text = "Who moved most on these questions. A step lies between yes and abstaining and between abstaining and \
                    no; those toward yes count +, toward no -:";
        let mut layout = Layout::for_people("moves_for_people", "a member")
            .people("name", Kind::Text, "", |one: &&MemberShift, names| names.name(one.member).into())
            .people("questions", Kind::Number, "voted\nin both", |one, _| one.moves.voted_in_both.into())
            .people("toward_yes", Kind::Number, "to yes", |one, _| one.moves.toward_yes.into())
            .people("toward_no", Kind::Number, "to no", |one, _| one.moves.toward_no.into())
            .people("steps", Kind::Number, "steps", |one, _| one.moves.steps.into())
            .look(Look::Signed);
        if shift.pairs.len() >= TESTABLE {
            layout = layout.people("p", Kind::Code, "p", |one, _| one.moves.chance().map(words::p).into());
        }
        let rows = voted.iter().copied().take(shown).collect();
        blocks.extend([Block::Text(text.to_owned()), layout.block(names, rows)]);
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
            blocks.push(Block::Members(label, names.named(members)));
        }
    }
    blocks
}

/// `Toward Russia (stayed): 40 members stand nearer, by 61 steps in all, most United States (4); ...`
fn toward(names: Names<'_>, one: &Toward) -> String {
    let itself = match one.steps {
        0 => "no steps on balance".to_owned(),
        -1 | 1 => format!("itself {:+} step", one.steps),
        steps => format!("itself {steps:+} steps"),
    };
    let side = |sign: i32, word: &str| {
        let mut those: Vec<(MemberId, i32)> =
            one.others.iter().map(|other| (other.member, other.steps * sign)).filter(|other| other.1 > 0).collect();
        those.in_order_of(|other| std::cmp::Reverse(other.1));
        let all: i32 = those.iter().map(|other| other.1).sum();
        let most: Vec<String> =
            those.iter().take(NEAREST).map(|(member, steps)| format!("{} {steps}", names.name(*member))).collect();
        match those.len() {
            0 => format!("nobody {word}"),
            count => format!(
                "{count} {word} by {} in all (most: {})",
                words::count(all.unsigned_abs() as usize, "step"),
                most.join(", ")
            ),
        }
    };
    format!("Toward {} ({itself}): {}; {}.", names.name(one.member), side(1, "nearer"), side(-1, "farther"))
}

fn chance(shift: &YearShift) -> String {
    let (yes, no) = shift.balance();
    let Some(p) = shift.chance() else { return "No member moved on balance.".to_owned() };
    let p = words::p_in_words(p);
    format!(
        "Each member counted once, by the sum of its steps: {yes} moved toward yes and {no} toward no: {p} for a split at \
         least as uneven, were both ways equally likely (sign test)."
    )
}

/// The most members that people see unless they ask for some; up to this number those that did not move are shown, too.
const MEMBERS: usize = 20;

/// The mean positions over all votes of each year, where these are more than the questions put in both; `asked` says
/// whether members were asked for.
fn over_all_votes<'q>(
    names: Names<'q>, shift: &'q YearShift, questions: &Questions, [from, to]: [i16; 2], asked: bool,
) -> Vec<Block<'q>> {
    if questions.single.iter().all(Vec::is_empty) {
        // Every vote has its partner, so the moves already say it all.
        return Vec::new();
    }
    // Members with few votes reach extreme means by chance, so half of each year's votes are required.
    let least = questions.ids.each_ref().map(|ids| ids.len().div_ceil(2) as u32);
    let often = |one: &&MemberShift| one.before.votes >= least[0] && one.after.votes >= least[1];
    let mut all: Vec<(&MemberShift, f64)> =
        shift.members.iter().filter(|one| asked || often(one)).filter_map(|one| Some((one, one.change()?))).collect();
    // The sort is stable: equal changes stay in the order of the moves.
    all.in_order_of(|(_, change)| std::cmp::Reverse((change.abs() * 1e9) as i64));
    let changed = all.iter().filter(|(_, change)| *change != 0.0).count();
    if !asked {
        all.truncate(changed.min(MEMBERS));
    }
    if all.is_empty() {
        let text = if asked {
            "None of these members voted in both years: their mean positions cannot be compared."
        } else {
            "No member that voted in at least half of each year's votes changed its mean position."
        };
        return vec![Block::Text(text.to_owned())];
    }
    let layout = Layout::for_people("means_for_people", "a member")
        .people("name", Kind::Text, "", |row: &(&MemberShift, f64), names| names.name(row.0.member).into())
        .people("from_votes", Kind::Number, format!("votes\n{from}"), |row, _| row.0.before.votes.into())
        .people("from_mean", Kind::Decimal, format!("mean\n{from}"), |row, _| row.0.before.value().into())
        .people("to_votes", Kind::Number, format!("votes\n{to}"), |row, _| row.0.after.votes.into())
        .people("to_mean", Kind::Decimal, format!("mean\n{to}"), |row, _| row.0.after.value().into())
        .people("change", Kind::Decimal, "change", |row, _| row.1.into());
    let among = if asked {
        String::new()
    } else {
        let shown = if changed > all.len() { format!("{} of {changed} ", all.len()) } else { String::new() };
        format!(" Those {shown}whose mean changed most, of members that voted in at least half of each year's votes.")
    };
    let text = format!(
        "Mean position over all votes of each year, also those on questions of one year alone (yes 1, abstaining 0, no \
         -1).{among} The agendas differ, so a change may be one of the questions, not of minds:"
    );
    vec![Block::Text(text), layout.block(names, all)]
}

fn notes(record: &Record, shift: &YearShift, questions: &Questions, years: [i16; 2], report: &mut Report<'_>) {
    let count = shift.pairs.len();
    let put = match count {
        0 => "No question was put".to_owned(),
        _ => format!("{} {} put", words::count(count, "question"), if count == 1 { "was" } else { "were" }),
    };
    report.note(format!(
        "{put} to a vote in both years, as the rule of docs/series.md finds them; votes of the years between do not count."
    ));
    if count >= TESTABLE && shift.members.iter().any(|one| one.moves.moved > 0) {
        report.note("p of a member: the sign test on its moves. Its questions are not independent of one another, and many members \
             are tested: a small p is a hint, not a proof.");
    }
    for (place, year) in years.into_iter().enumerate() {
        let other = years[1 - place];
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
        report.note(text);
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

/// The documentation of the command, for two roll calls and for two years.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "shift",
    answers: "Who moved between two roll calls, or between two years.",
    examples: &["shift ES-11/6 ES-11/7", "shift 2023 2025 --topic Ukraine", "shift 2022 2024 --topic Ukraine"],
    tables: || [shift_tables::described(), tables::described()].concat(),
};
