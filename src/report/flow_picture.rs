//! Who moved between two votes, or between two years, as a picture: where members stood in each, and the ways between.
//! Who had a seat in one of them only is in its figures and on no way, and is never drawn as one that did not vote.

use super::picture::{Flow, Flows, List, Node, Panel, Picture, Role};
use super::roll_call::short;
use super::shift_tables::MOVES;
use super::titles::plain;
use super::vote_picture::{body, role};
use super::{Names, words};
use crate::analysis::shift::{Movement, Shift, Stand};
use crate::analysis::year_shift::YearShift;
use crate::members::MemberSet;
use crate::record::{Record, RollCallId, Vote};

/// The votes from top to bottom.
const ORDER: [Vote; 4] = [Vote::Yes, Vote::Abstain, Vote::No, Vote::NonVoting];
/// The most members whose move is told by name whatever it was; moves to and from a vote against always are.
const FEW: usize = 10;
/// The most members that are named where they entered or left the body, and where a vote of theirs is not known.
const MOST_NAMED: usize = 40;
/// The longest list of members that a title names.
const LONGEST: usize = 60;

/// How the colours of the flows are read.
const READ: &str = "Pale: stayed. Strong: moved, in the colour of the later vote.";
/// What becomes of members of one of the two votes.
const ONE_ONLY: &str = " In the figures and no flow: who was a member at one of the two votes only.";

/// The picture of a shift between two roll calls; `asked` names the members that were asked for, and is empty for all.
pub(super) fn picture(record: &Record, shift: &Shift, asked: &str) -> Picture {
    let ids = [shift.from, shift.to];
    let days = ids.map(|id| record.roll_call(id).date);
    let places = match days.map(|day| day.map(crate::record::Date::year)) {
        [Some(from), Some(to)] if from != to => [from, to].map(|year| format!("in {year}")),
        _ => ids.map(|id| format!("on {}", short(record, id))),
    };
    let heads = [0, 1].map(|side| {
        let symbol = short(record, ids[side]);
        let long = days[side].map_or_else(|| symbol.clone(), |day| format!("{symbol}, {}", words::day(day)));
        [long, days[side].map_or_else(|| symbol.clone(), |day| format!("{symbol}, {}", day.year()))]
    });
    let names = Names::new(record, false).over(ids);
    let lists = lists(names, shift);
    let counted = ORDER.map(Stand::Voted).map(|stand| [shift.before(stand), shift.after(stand)]);
    let title = title(&whom(shift, asked), counted[0].map(|count| count.to_string()), &places);
    let subtitle = subtitle(record, shift);
    let told = |list: &List| format!(" {}: {}.", list.heading, list.names.join(", "));
    let with_names = lists.iter().filter(|list| !list.names.is_empty()).map(told).collect::<String>();
    let description = format!("{title}. {subtitle}. {}{with_names}", figures(shift, &places));
    let panels = vec![Panel::Flows(flows(shift, heads)), Panel::Lists(lists)];
    Picture { title, subtitle, description, panels, note: note(record, shift) }
}

/// The picture of a shift between two years over the questions put in both: votes, each member once for each question.
/// `asked` names the members that were asked for, and is empty for all.
pub(super) fn of_years(
    names: Names<'_>, shift: &YearShift, years: [i16; 2], asked: &str, [topic, body]: [&str; 2],
) -> Picture {
    let places = years.map(|year| format!("in {year}"));
    let all = |count: &dyn Fn(Stand) -> usize| ORDER.into_iter().map(|vote| count(Stand::Voted(vote))).sum::<usize>();
    let share = |count: &dyn Fn(Stand) -> usize| {
        words::percent(count(Stand::Voted(Vote::Yes)) as f64 / all(count).max(1) as f64)
    };
    let shares = [share(&|stand| shift.before(stand)), share(&|stand| shift.after(stand))];
    let members = shift.members.iter().filter(|one| shift.pairs.iter().any(|pair| pair.members().contains(one.member)));
    let members = words::count(members.count(), "member");
    let on = if topic.is_empty() { String::new() } else { format!(" on {topic}") };
    let title = title(&(on + &of_asked(asked, &members)), shares, &places);
    let questions = words::count(shift.pairs.len(), "question");
    let subtitle = format!("Votes of {members} of the UN {body} on the {questions} put to a vote in both years");
    let description = format!("{title}. {subtitle}. {}", figures(shift, &places));
    let heads = years.map(|year| [year.to_string(), year.to_string()]);
    let panels = vec![Panel::Flows(flows(shift, heads)), Panel::Lists(moved_most(names, shift))];
    let mut note = READ.to_owned();
    if shift.not_known() > 0 {
        note.extend([" Left out, as one of two is not known: ", &words::count(shift.not_known(), "vote"), "."]);
    }
    if shift.before(Stand::NotMember) + shift.after(Stand::NotMember) > 0 {
        note += ONE_ONLY;
    }
    Picture { title, subtitle, description, panels, note }
}

/// The members that moved most toward no and toward yes on balance, over all questions together.
fn moved_most(names: Names<'_>, shift: &YearShift) -> Vec<List> {
    let list = |(sign, role, heading): (i32, Role, &str)| {
        let of = shift.members.iter().filter(|one| one.moves.steps.signum() == sign).take(FEW);
        let names: Vec<&'static str> = of.map(|one| names.name(one.member)).collect();
        (!names.is_empty()).then(|| List { role, heading: heading.to_owned(), names })
    };
    let both =
        [(-1, Role::No, "Moved most toward no, on balance"), (1, Role::Yes, "Moved most toward yes, on balance")];
    both.into_iter().filter_map(list).collect()
}

/// The members that were asked for in brackets, by name or, where the list is long, their number; nothing for all.
fn of_asked(asked: &str, members: &str) -> String {
    match asked.len() {
        0 => String::new(),
        1..=LONGEST => format!(" ({asked})"),
        _ => format!(" ({members} asked for)"),
    }
}

/// `In favour: 141 in 2023, 93 in 2025`.
fn title(whom: &str, [before, after]: [String; 2], [from, to]: &[String; 2]) -> String {
    if before == after {
        return format!("In favour{whom}: {before} {from} and {to}");
    }
    format!("In favour{whom}: {before} {from}, {after} {to}")
}

/// Of whom the title speaks where it is not all members.
fn whom(shift: &Shift, asked: &str) -> String {
    let count = words::count(shift.members().len(), "member");
    if shift.not_known.is_empty() {
        return of_asked(asked, &count);
    }
    format!(", of the {count} whose votes are known in both")
}

/// Whose votes they are, of which body, on what.
fn subtitle(record: &Record, shift: &Shift) -> String {
    let stood = |seated: MemberSet| (seated & shift.members()).len();
    let [before, after] = [&shift.old, &shift.new].map(|roll| stood(roll.members()));
    let then = if before == after { String::new() } else { format!("{before} and then ") };
    let members = words::count(after, "member");
    let [one, other] = [shift.from, shift.to].map(|id| short(record, id));
    let title = |id: RollCallId| plain(record.text(record.roll_call(id).title));
    let about = match [title(shift.from), title(shift.to)] {
        [from, to] if from == to => format!("{one} and {other}: {to}"),
        [_, to] => format!("{one}, and on {other}: {to}"),
    };
    let about = about.trim_end_matches([' ', ':']);
    format!("Votes of {then}{members} of the {} on {about}", body(record.roll_call(shift.to).body))
}

/// The nodes and the flows of a movement table.
fn flows(movement: &dyn Movement, heads: [[String; 2]; 2]) -> Flows {
    let node = |vote: Vote, count: usize| Node { role: role(vote), count, word: vote.label().to_owned() };
    let nodes = [
        ORDER.map(|vote| node(vote, movement.before(Stand::Voted(vote)))).to_vec(),
        ORDER.map(|vote| node(vote, movement.after(Stand::Voted(vote)))).to_vec(),
    ];
    let flow = |from: usize, to: usize| {
        let [before, after] = [ORDER[from], ORDER[to]];
        let count = movement.count(Stand::Voted(before), Stand::Voted(after));
        Flow { between: [from, to], count, moved: from != to, said: format!("{}: {count}", way(before, after)) }
    };
    let all = (0..4).flat_map(|from| (0..4).map(move |to| (from, to)));
    let ways = all.map(|(from, to)| flow(from, to)).filter(|flow| flow.count > 0).collect();
    Flows { heads, nodes, ways }
}

/// `In favour to against`, `Against both times`.
fn way(before: Vote, after: Vote) -> String {
    let before_word = words::capitalized(before.label());
    if before == after { format!("{before_word} both times") } else { format!("{before_word} to {}", after.label()) }
}

/// Every figure in sentences: `Of 141 in favour in 2023, in 2025 93 were in favour, 33 abstaining.`
fn figures(movement: &dyn Movement, [from, to]: &[String; 2]) -> String {
    let mut sentences = Vec::new();
    for before in Stand::ALL {
        let word = |stand: Stand| match stand {
            Stand::Voted(vote) => vote.label(),
            Stand::NotMember => "not members",
        };
        let went = |after: Stand| {
            let count = movement.count(before, after);
            (count > 0).then(|| format!("{count} {}", word(after)))
        };
        let went: Vec<String> = Stand::ALL.into_iter().filter_map(went).collect();
        if !went.is_empty() {
            let count = movement.before(before);
            sentences.push(format!("Of {count} {} {from}, {to}: {}.", word(before), went.join(", ")));
        }
    }
    sentences.join(" ")
}

/// Who came to or from a vote against, and who made any other move of few; who entered and who left the body.
fn lists(names: Names<'_>, shift: &Shift) -> Vec<List> {
    let list = |role: Role, heading: String, members: MemberSet, most: usize| {
        let told = if members.len() > most { Vec::new() } else { names.named(members) };
        let names = told.into_iter().map(|member| member.name).collect();
        List { role, heading: format!("{heading} ({})", members.len()), names }
    };
    let moved = |(before, after): (Vote, Vote)| {
        let members = shift.cell(Stand::Voted(before), Stand::Voted(after));
        let is_told = before == Vote::No || after == Vote::No || members.len() <= FEW;
        (is_told && !members.is_empty()).then(|| list(role(after), way(before, after), members, usize::MAX))
    };
    let entered = |vote: Vote| {
        let both = [
            ("New members", shift.cell(Stand::NotMember, Stand::Voted(vote))),
            ("No longer members", shift.cell(Stand::Voted(vote), Stand::NotMember)),
        ];
        let told = move |(what, members): (&str, MemberSet)| {
            let heading = format!("{what}, {}", vote.label());
            (!members.is_empty()).then(|| list(role(vote), heading, members, MOST_NAMED))
        };
        both.into_iter().filter_map(told)
    };
    MOVES.into_iter().filter_map(moved).chain(ORDER.into_iter().flat_map(entered)).collect()
}

/// How it is to be read, and who is left out.
fn note(record: &Record, shift: &Shift) -> String {
    let is_move = |(before, after): (Vote, Vote)| shift.count(Stand::Voted(before), Stand::Voted(after)) > 0;
    let mut note = if MOVES.into_iter().any(is_move) { READ.to_owned() } else { "Nobody moved.".to_owned() };
    if !shift.new_and_former().is_empty() {
        note += ONE_ONLY;
    }
    let unknown = shift.not_known.len();
    if unknown > 0 {
        let names = words::names(record, shift.not_known).join(", ");
        let who = if unknown > MOST_NAMED { words::count(unknown, "member") } else { names };
        note.extend([" Left out, as one of the two votes is not known: ", &who, "."]);
    }
    note
}
