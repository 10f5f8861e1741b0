//! Reports who moved between two roll calls: the movement table, names, toward whom, and which groups moved most.

use super::roll_call::{account_for, called, numbers, short};
use super::shift_tables::{self, MOVES, cells, movement, movement_cells, references, shifts, stood, swing};
use super::titles::plain;
use super::{Block, Names, Report, Section, Tone, flow_picture, words};
use crate::analysis::shift::{Approach, Movement, Shift, Stand, approach, shift, stayed};
use crate::members::MemberSet;
use crate::record::{Matter, Record, RollCallId, Vote};

/// The most members that are named under one label, where they entered or left the body.
const MOST_NAMED: usize = 40;

/// How a shift is reported.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShiftQuestion {
    /// The members toward which others may have moved; none for those that stand for the sides.
    pub toward: Option<MemberSet>,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// Years with all their votes on the question, of which the last counts.
    pub again: Vec<(i16, Vec<RollCallId>)>,
    /// The members asked for; empty for all.
    pub asked: String,
    /// Whether it is drawn.
    pub drawn: bool,
}

/// The report of a shift.
pub(crate) fn report<'q>(record: &'q Record, shift: &'q Shift, question: &ShiftQuestion) -> Report<'q> {
    let mut report = Report::default();
    let ids = [shift.from, shift.to];
    let [names, usual] = [question.official, false].map(|official| Names::new(record, official).over(ids));
    let groups = shift.by_region(record);
    let approaches = approaches(record, shift, question, &mut report);
    let mut section = heading(record, shift);
    let blocks = &mut section.blocks;
    blocks.extend(question.drawn.then(|| Block::picture(flow_picture::picture(record, shift, &question.asked))));
    blocks.push(shifts().block(names, stood(record, shift, question.official)));
    let corner = format!("{} ↓  {} →", short(record, shift.from), short(record, shift.to));
    blocks.push(movement(names, shift, corner, Stand::word));
    blocks.extend(moves_by_name(names, shift));
    blocks.push(Block::Verdict(Tone::Neutral, net(shift)));
    blocks.extend(toward(record, shift.to, &approaches, question.toward.is_some()));
    blocks.push(Block::Text(chance(shift)));
    if !groups.is_empty() {
        let text = "Regional groups, the one that moved most first. A step lies between yes and abstaining and between \
                    abstaining and no; those toward yes count +, toward no -:";
        blocks.push(Block::Text(text.to_owned()));
        blocks.push(shift_tables::groups(ids).block(names, groups));
    }
    let cells = cells(shift, |before, after| shift.cell(before, after));
    blocks.push(movement_cells(ids).block(usual, cells));
    blocks.push(swing().block(usual, vec![shift]));
    blocks.push(references(ids).block(usual, approaches));
    report.sections.push(section);
    account_for(record, shift.from, &mut report);
    account_for(record, shift.to, &mut report);
    if (1..=MOST_NAMED).contains(&shift.not_known.len()) {
        let names = words::names(record, shift.not_known).join(", ");
        report.note(format!("In no cell, because one of the two votes is not known: {names}."));
    }
    for (year, ids) in question.again.iter().filter(|(_, ids)| ids.len() > 1) {
        let all: Vec<String> = ids.iter().map(|id| called(record, *id)).collect();
        let (times, all) = (all.len(), all.join(", "));
        report.note(format!("In {year} the question was put {times} times ({all}): the last counts."));
    }
    report
}

fn heading(record: &Record, shift: &Shift) -> Section<'static> {
    let place = |id: RollCallId| {
        let day = record.roll_call(id).date.map_or_else(|| "day not known".to_owned(), words::day);
        format!("{} ({day})", short(record, id))
    };
    let title = |id: RollCallId| plain(record.text(record.roll_call(id).title));
    let mut lines: Vec<String> = [shift.from, shift.to]
        .into_iter()
        .filter(|id| !title(*id).is_empty())
        .map(|id| format!("{}: {}", short(record, id), title(id)))
        .collect();
    if title(shift.from) == title(shift.to) {
        lines = vec![title(shift.to).into_owned()];
    }
    lines.retain(|line| !line.is_empty());
    Section { title: format!("From {} to {}", place(shift.from), place(shift.to)), lines, blocks: Vec::new() }
}

/// The word for a stand within a sentence.
fn told(stand: Stand) -> &'static str {
    if stand == Stand::Voted(Vote::Abstain) { "abstaining" } else { stand.word() }
}

/// The moves that anybody made, as `From yes to no`, with who made them.
pub(super) fn moves(shift: &Shift) -> Vec<(String, MemberSet)> {
    let way = |(before, after): (Vote, Vote)| {
        let [from, to] = [before, after].map(|vote| told(Stand::Voted(vote)));
        (format!("From {from} to {to}"), shift.cell(Stand::Voted(before), Stand::Voted(after)))
    };
    MOVES.into_iter().map(way).filter(|(_, members)| !members.is_empty()).collect()
}

/// Who moved, under a label for each way.
fn moves_by_name<'q>(names: Names<'q>, shift: &Shift) -> Vec<Block<'q>> {
    let word = |vote: Vote| told(Stand::Voted(vote));
    let moved = |(way, members): (String, MemberSet)| {
        Block::Members(format!("{way} ({})", members.len()), names.named(members))
    };
    let mut blocks: Vec<Block<'q>> = moves(shift).into_iter().map(moved).collect();
    for vote in Vote::ALL {
        let stand = Stand::Voted(vote);
        for (what, members) in [
            ("New members", shift.cell(Stand::NotMember, stand)),
            ("No longer members", shift.cell(stand, Stand::NotMember)),
        ] {
            if (1..=MOST_NAMED).contains(&members.len()) {
                let label = format!("{what}, {} ({})", word(vote), members.len());
                blocks.push(Block::Members(label, names.named(members)));
            }
        }
    }
    blocks.extend(blocks.is_empty().then(|| match of_whom(shift) {
        Some(of) => Block::Text(format!("{of} nobody moved.")),
        None => Block::text("Nobody moved."),
    }));
    blocks
}

/// The sentence on how the numbers changed.
fn net(shift: &Shift) -> String {
    let (yes, no) = shift.change();
    let came = |vote: Vote| {
        let to = Stand::Voted(vote);
        Vote::ALL.into_iter().any(|from| from != vote && !shift.cell(Stand::Voted(from), to).is_empty())
    };
    let (whose, nobody) =
        of_whom(shift).map_or((String::new(), "Nobody".to_owned()), |of| (format!("{of}: "), format!("{of} nobody")));
    let nobody = match (came(Vote::Yes), came(Vote::No)) {
        (false, false) => format!(" {nobody} moved to yes or to no."),
        (false, true) => format!(" {nobody} moved to yes."),
        (true, false) => format!(" {nobody} moved to no."),
        (true, true) => String::new(),
    };
    format!("{whose}{}{nobody}", change_in_words(yes, no))
}

/// Of whom is spoken, where not all votes are known.
fn of_whom(shift: &Shift) -> Option<String> {
    let known = words::count(shift.members().len(), "member");
    (!shift.not_known.is_empty()).then(|| format!("Of the {known} whose votes are known in both"))
}

/// `Net: yes -48, no +11, a swing of -59.`
pub(crate) fn change_in_words(yes: i64, no: i64) -> String {
    let signed = |n: i64| if n == 0 { "0".to_owned() } else { format!("{n:+}") };
    format!("Net: yes {}, no {}, a swing of {}.", signed(yes), signed(no), signed(yes - no))
}

/// The members toward which others may have moved: those asked for, or one that stayed at no and one that stayed at yes.
fn approaches(record: &Record, shift: &Shift, question: &ShiftQuestion, report: &mut Report<'_>) -> Vec<Approach> {
    let Some(asked) = question.toward else { return toward_sides(record, shift) };
    let missing: MemberSet = asked.iter().filter(|member| approach(shift, *member).is_none()).collect();
    if !missing.is_empty() {
        report.note(format!(
            "No move toward these members can be measured, as they did not vote yes, no or abstain in both: {}.",
            words::names(record, missing).join(", ")
        ));
    }
    asked.iter().filter_map(|member| approach(shift, member)).collect()
}

/// Toward one that stayed at no and one that stayed at yes.
fn toward_sides(record: &Record, shift: &Shift) -> Vec<Approach> {
    let stayed = [Vote::No, Vote::Yes].into_iter().filter_map(|vote| stayed(record, shift, vote));
    stayed.filter_map(|member| approach(shift, member)).collect()
}

/// Toward whom members moved, in a sentence; empty where nobody stands for a side.
pub(super) fn approaches_in_words(record: &Record, shift: &Shift) -> String {
    match toward(record, shift.to, &toward_sides(record, shift), false) {
        Some(Block::Text(text)) => text,
        _ => String::new(),
    }
}

/// `Toward Russia (stayed no): 7 by two steps, 36 by one.`
fn toward(record: &Record, to: RollCallId, approaches: &[Approach], away_too: bool) -> Option<Block<'static>> {
    let steps = |[one, two]: [MemberSet; 2]| match (two.len(), one.len()) {
        (0, 0) => "nobody".to_owned(),
        (two, 0) => format!("{two} by two steps"),
        (0, one) => format!("{one} by one step"),
        (two, one) => format!("{two} by two steps, {one} by one"),
    };
    let (table, day) = (record.members(), record.roll_call(to).date);
    let sentence = |approach: &Approach| {
        let holder = day.and_then(|day| table.code_on(approach.member, day)).unwrap_or(approach.member);
        let name = words::the(table.get(holder).name);
        let stood = if approach.before == approach.after {
            format!("stayed {}", told(approach.after))
        } else {
            format!("itself from {} to {}", told(approach.before), told(approach.after))
        };
        let away = if away_too { format!("; away from it: {}", steps(approach.farther)) } else { String::new() };
        format!("Toward {name} ({stood}): {}{away}.", steps(approach.nearer))
    };
    let text = approaches.iter().map(sentence).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(Block::Text(text))
}

/// The sentence on McNemar's test.
fn chance(shift: &Shift) -> String {
    let (away, back) = shift.reversals();
    let Some(p) = shift.chance() else {
        return of_whom(shift).map_or("Nobody".to_owned(), |of| of + " nobody") + " changed between yes and no.";
    };
    let p = words::p_in_words(p);
    format!(
        "{away} went from yes to no and {back} from no to yes: {p} for a split at least as uneven, were both ways equally likely (McNemar's exact test)."
    )
}

/// The moves that are reported in each direction, and what is said where nobody moved that way.
const WAYS: [([(Vote, Vote); 3], &str); 2] = [
    ([(Vote::Yes, Vote::No), (Vote::Yes, Vote::Abstain), (Vote::Abstain, Vote::No)], "nobody toward no"),
    ([(Vote::No, Vote::Yes), (Vote::Abstain, Vote::Yes), (Vote::No, Vote::Abstain)], "nobody toward yes"),
];

/// `Compared with ES-11/6 (23 February 2023, 141-7-32): 7 went from yes to no, 33 from yes to abstaining; nobody toward
/// yes.`
pub(crate) fn compared(record: &Record, before: RollCallId, id: RollCallId) -> String {
    let day = record.roll_call(before).date.map(words::day);
    let tally = numbers(record, before);
    let when: Vec<String> = day.into_iter().chain(tally).collect();
    let shift = shift(record, before, id, None);
    let moves = match of_whom(&shift) {
        Some(_) if shift.members().is_empty() => "who moved is not known".to_owned(),
        Some(of) => format!("{}, {}", of.replacen('O', "o", 1), moves_in_words(&shift)),
        None => moves_in_words(&shift),
    };
    let when = if when.is_empty() { String::new() } else { format!(" ({})", when.join(", ")) };
    format!("Compared with {}{when}: {moves}.", short(record, before))
}

/// The command that shows more, where both votes are on whole texts and so can be named by their symbols.
pub(crate) fn next(record: &Record, before: RollCallId, id: RollCallId) -> Option<String> {
    let is_whole = |id: RollCallId| record.roll_call(id).matter == Matter::WholeText && !record.symbol(id).is_empty();
    (is_whole(before) && is_whole(id)).then(|| format!("unvote shift {} {}", short(record, before), short(record, id)))
}

fn moves_in_words(shift: &Shift) -> String {
    let word = |vote: Vote| if vote == Vote::Abstain { "abstaining" } else { vote.word() };
    let mut told = Vec::new();
    let mut first = true;
    for (moves, nobody) in WAYS {
        let mut way = Vec::new();
        for (from, to) in moves {
            let count = shift.cell(Stand::Voted(from), Stand::Voted(to)).len();
            if count > 0 {
                let went = if std::mem::take(&mut first) { " went" } else { "" };
                way.push(format!("{count}{went} from {} to {}", word(from), word(to)));
            }
        }
        told.push(if way.is_empty() { nobody.to_owned() } else { way.join(", ") });
    }
    if first { "nobody moved between yes, abstaining and no".to_owned() } else { told.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall},
    };

    /// The sentence for two rolls of three members.
    fn told(before: [Vote; 3], after: [Vote; 3]) -> String {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let ids = [("2023-02-23", before), ("2025-02-24", after)].map(|(day, votes)| {
            let mut roll = Roll::default();
            for (code, vote) in ["USA", "FRA", "KEN"].into_iter().zip(votes) {
                roll.enter(builder.members().by_code(code).expect("a member"), vote);
            }
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = day.parse().ok();
            roll_call.resolution = builder.text(if day < "2025" { "A/RES/ES-11/6" } else { "A/RES/ES-11/7" });
            builder.push(roll_call, roll)
        });
        let record = builder.finish();
        assert_eq!(next(&record, ids[0], ids[1]).as_deref(), Some("unvote shift ES-11/6 ES-11/7"));
        compared(&record, ids[0], ids[1])
    }

    #[test]
    fn moves_are_told_by_their_way_and_nobody_is_said() {
        use Vote::{Abstain, No, NonVoting, Yes};
        let start = "Compared with ES-11/6 (23 February 2023, ";
        let yes = [Yes, Yes, Yes];
        assert_eq!(
            told(yes, [No, Abstain, Yes]),
            format!("{start}3-0-0): 1 went from yes to no, 1 from yes to abstaining; nobody toward yes.")
        );
        assert_eq!(
            told([No, Abstain, Yes], [Abstain, No, Yes]),
            format!("{start}1-1-1): 1 went from abstaining to no; 1 from no to abstaining.")
        );
        assert_eq!(told([No, Yes, Yes], yes), format!("{start}2-1-0): nobody toward no; 1 went from no to yes."));
        // Who did not vote has no place between yes and no.
        let still = format!("{start}3-0-0): nobody moved between yes, abstaining and no.");
        assert_eq!(told(yes, [Yes, Yes, NonVoting]), still);
    }
}
