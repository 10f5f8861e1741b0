//! Reports how expected votes were that were held: the least expected ones, whose they were, and what would have turned the
//! result.

use super::roll_call::{account_for, heading, sources_of};
use super::surprise_rows::{Row, chance, votes, with_last_times};
use super::verdict::verdict;
use super::{Audience, Block, Kind, Layout, Look, Names, Report, Section, Spec, columns, words};
use crate::analysis::forecast::{CAST, FEWEST_VOTES, Learnt, OfMember, Surprise, Surprises};
use crate::analysis::series::Links;
use crate::analysis::tally::result;
use crate::analysis::turned::{Change, Turned, turned};
use crate::members::order::InOrder as _;
use crate::record::{Outcome, Record, RollCallId, Vote};

/// How many votes people see of one roll call, unless they ask for more; and of many, and how many members.
const OF_ONE: usize = 10;
const OF_MANY: usize = 20;
/// How many members are named that would most likely move first.
const MOVERS: usize = 8;

/// What the probabilities of votes rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Basis {
    /// All other votes, later ones as well.
    Others,
    /// What was known before.
    Before(Learnt),
}

impl Basis {
    const fn words(self) -> &'static str {
        match self {
            Self::Others => "all other votes",
            Self::Before(Learnt::Day) => "what was known the day before",
            Self::Before(Learnt::January) => "what was known on 1 January",
        }
    }

    /// What is left out, and why.
    pub(crate) const fn leaves_out(self) -> &'static str {
        match self {
            Self::Others => {
                "all members voted alike, or it is of the 19th session, on a part of a text since 1990, or of the Council"
            }
            Self::Before(_) => {
                "no whole texts of the General Assembly that were adopted on a known day, with all votes recorded"
            }
        }
    }
}

/// How the answer is reported.
#[derive(Clone, Copy)]
pub(crate) struct SurpriseQuestion<'q> {
    /// What the probabilities rest on.
    pub basis: Basis,
    /// The links that lead to each member's vote the last time.
    pub links: &'q Links<'q>,
    /// Whether rows are members rather than votes.
    pub by_member: bool,
    /// Whether the first rows are enough, as for people that did not ask for more.
    pub brief: bool,
    /// Whether to print official names of members rather than the usual ones.
    pub official: bool,
}

/// The report of one roll call: what would have turned it, and how expected each vote was, the least expected first; without
/// any, why that is not known.
pub(crate) fn of_roll_call<'q>(
    record: &'q Record, id: RollCallId, found: &[Surprise], question: &SurpriseQuestion<'_>,
) -> Report<'q> {
    let names = Names::new(record, question.official).over([id]);
    let mut section = heading(record, id);
    let (tone, text) = verdict(record, &result(record, id));
    section.blocks.push(Block::Verdict(tone, text));
    let mut report = Report::default();
    let rows = with_last_times(record, question.links, found);
    let turned = turned(record, id);
    if let Some(turned) = &turned {
        section.blocks.extend(would_have_turned(names, turned));
    }
    if let Some(fewest) = turned.as_ref().and_then(Turned::fewest) {
        section.blocks.extend(first_to_move(names, &rows, *fewest, question.basis));
    }
    if rows.is_empty() {
        let why = question.basis.leaves_out();
        section.blocks.push(Block::Text(format!("How expected the votes were is not known: {why}.")));
    } else {
        let expected = rows.iter().filter(|(one, _)| one.vote == one.most_probable()).count();
        section.blocks.push(Block::Text(format!(
            "The least expected votes, by {}; {expected} of {} were the most probable ones:",
            question.basis.words(),
            words::count(rows.len(), "vote")
        )));
        let shown = if question.brief { OF_ONE.min(rows.len()) } else { rows.len() };
        section.blocks.push(of_one(rows[..shown].to_vec(), names));
    }
    section.blocks.push(votes(Audience::Machines).block(names, rows));
    section
        .blocks
        .push(changes().block(names, turned.into_iter().flat_map(|one| one.changes).map(|one| (id, one)).collect()));
    report.sections.push(section);
    account_for(record, id, &mut report);
    report
}

/// What would have turned the result, in a sentence.
pub(super) fn would_have_turned(names: Names<'_>, turned: &Turned) -> Vec<Block<'static>> {
    let Turned { tally, outcome, changes, vetoes } = turned;
    let mut blocks = Vec::new();
    let way = |change: &Change| {
        // That all of several would have had to tells nothing.
        let fewest = change.fewest.filter(|fewest| *fewest < tally.count(change.from) || *fewest == 1)?;
        let (count, to) = (fewest, ["voting in favour", "voting against", "abstaining"][change.to as usize]);
        Some(format!("{count} of the {} {} {to}", tally.count(change.from), change.from.label()))
    };
    let ways: Vec<String> = changes.iter().filter_map(way).collect();
    let other = if *outcome == Outcome::Adopted { "rejected" } else { "adopted" };
    if !ways.is_empty() {
        blocks.push(Block::Text(format!("It would have been {other} with {}.", ways.join(", or "))));
    }
    let by_name = |vetoes| words::and(&names.named(vetoes).iter().map(|one| words::the(one.name)).collect::<Vec<_>>());
    match (outcome, vetoes.len()) {
        (_, 0) => {}
        (Outcome::Vetoed, 1) => blocks
            .push(Block::Text(format!("Without the vote against of {} it would have been adopted.", by_name(*vetoes)))),
        (Outcome::Vetoed, _) => blocks.push(Block::Text(format!(
            "Without the votes against of {} it would have been adopted.",
            by_name(*vetoes)
        ))),
        _ => blocks.push(Block::Text(format!(
            "A vote against of {} alone would have been a veto.",
            by_name(*vetoes).replacen(" and ", " or ", 1)
        ))),
    }
    blocks
}

/// Who would most likely have moved first, of those that a change is of.
fn first_to_move(names: Names<'_>, rows: &[Row], change: Change, basis: Basis) -> Option<Block<'static>> {
    let to = CAST.iter().position(|vote| *vote == change.to)?;
    let mut movers: Vec<&Surprise> = rows.iter().map(|(one, _)| one).filter(|one| one.vote == change.from).collect();
    movers.in_order(|a, b| b.probabilities[to].total_cmp(&a.probabilities[to]));
    let percent =
        |one: &&Surprise| format!("{} {}%", names.name(one.member), words::whole_percentage(one.probabilities[to]));
    let first: Vec<String> = movers.iter().take(MOVERS).map(percent).collect();
    let vote = ["in favour", "against", "to abstain"][change.to as usize];
    (!first.is_empty()).then(|| {
        let of = change.from.label();
        Block::Text(format!("Of those {of}, most probably {vote}, by {}: {}.", basis.words(), first.join(", ")))
    })
}

/// The least expected votes of one roll call, for people.
fn of_one(rows: Vec<Row>, names: Names<'_>) -> Block<'_> {
    Layout::for_people("surprises_for_people", "a vote")
        .people("who", Kind::Text, "", |row: &Row, names| names.name(row.0.member).into())
        .people("voted", Kind::Code, "voted", |row, _| row.0.vote.word().into())
        .look(Look::Vote)
        .people("p", Kind::Code, "probability", |row, _| chance(row.0.probability).into())
        .people("instead", Kind::Code, "most probable", |row, _| row.0.most_probable().word().into())
        .look(Look::Vote)
        .people("last", Kind::Code, "last time", |row, _| row.1.map(Vote::word).into())
        .look(Look::Vote)
        .block(names, rows)
}

/// The report of the votes of many roll calls, the least expected first, or by member.
pub(crate) fn report<'q>(record: &'q Record, found: &Surprises, question: &SurpriseQuestion<'_>) -> Report<'q> {
    let names = Names::new(record, question.official).over(found.ids.iter().copied());
    let mut years: Vec<i16> = found.ids.iter().filter_map(|id| record.year(*id)).collect();
    years.dedup();
    let likely = found.votes.iter().filter(|one| one.vote == one.most_probable()).count();
    let lines = vec![
        format!("General Assembly; how probable each vote was by {}", question.basis.words()),
        format!(
            "{} of {} in {} were the most probable ones ({})",
            likely,
            words::count(found.votes.len(), "vote"),
            words::roll_calls(found.ids.len()),
            words::percent(likely as f64 / found.votes.len().max(1) as f64),
        ),
    ];
    let shown = |count: usize| if question.brief { count.min(OF_MANY) } else { count };
    let rows = with_last_times(record, question.links, &found.votes[..shown(found.votes.len())]);
    let by_vote = || votes(Audience::People).block(names, rows.clone());
    let by_member = || members(Audience::People).block(names, found.members[..shown(found.members.len())].to_vec());
    let all = votes(Audience::Machines).block(names, with_last_times(record, question.links, &found.votes));
    let of_members = members(Audience::Machines).block(names, found.members.clone());
    let (people, main, other) =
        if question.by_member { (by_member(), of_members, all) } else { (by_vote(), all, of_members) };
    let title = format!("The least expected votes of {}", words::years(&years));
    let mut blocks = vec![people];
    let all_rows = if question.by_member { found.members.len() } else { found.votes.len() };
    if shown(all_rows) < all_rows {
        let text = format!("The first {OF_MANY} of {all_rows}; --limit N shows more, --format csv gives all.");
        blocks.push(Block::Text(text));
    }
    blocks.extend([main, other]);
    let mut report = Report::of(Section { title, lines, blocks });
    report.note(
        "Surprise is the mean of -ln p, p the probability of what was voted (docs/predict.md): 0 were certainty, 0.2 is usual. \
         The last time: on the same question, as `series` links it.",
    );
    if !found.few_votes.is_empty() {
        let who: Vec<&str> = names.named(found.few_votes).iter().map(|one| one.name).collect();
        report.note(format!("Not ranked, with fewer than {FEWEST_VOTES} of these votes: {}.", words::and(&who)));
    }
    if found.not_counted > 0 {
        let (others, why) = (words::roll_calls(found.not_counted), question.basis.leaves_out());
        report.note(format!("{others} left out: {why}."));
    }
    if found.too_early > 0 {
        let early = words::roll_calls(found.too_early);
        report.note(format!("{early} left out, as too little is known of the years before."));
    }
    sources_of(record, &found.ids, &mut report);
    report
}

/// Members and how expected their votes were.
pub(super) fn members<'q>(audience: Audience) -> Layout<'q, OfMember> {
    const VOTES: Spec = Spec::number("votes", "1 or more", "Its votes: yes, abstain or no.");
    const UNEXPECTED: Spec = Spec::number("unexpected", "0 or more", "Those that were not the most probable one.");
    const SURPRISING: Spec = Spec::number("surprising", "0 or more", "Those with a probability below 10%.");
    const SURPRISE: Spec =
        Spec::decimal("surprise", "0 or more", "The mean of -ln p, p the probability of what it voted.");
    const LEAST: Spec = Spec::code("least_expected", "", "Symbol of its least expected vote.");
    const P_LEAST: Spec = Spec::share("p_least", "The probability of what it voted there.");
    Layout::new("surprises_by_member", "a member, those that surprised most in the mean first")
        .audience(audience)
        .people("who", Kind::Code, "", |row: &OfMember, names| names.name(row.member).into())
        .member_codes(|row| row.member, |row, names| names.roll_call(row.least.id).date)
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.member).into())
        .column(VOTES, "votes", |row, _| row.votes.into())
        .column(UNEXPECTED, "unexpected", |row, _| row.unexpected.into())
        .column(SURPRISING, "below 10%", |row, _| row.surprising.into())
        .column(SURPRISE, "surprise", |row, _| row.log_loss.into())
        .column(LEAST, "least expected", |row, names| names.symbol(row.least.id).into())
        .machines(P_LEAST, |row, _| row.least.probability.into())
        .people("p", Kind::Code, "probability", |row, _| chance(row.least.probability).into())
}

/// What would have turned the result, for machines.
pub(super) fn changes<'q>() -> Layout<'q, (RollCallId, Change)> {
    const FROM: Spec = Spec::code("from", "yes, no, abstain", "What members voted.");
    const TO: Spec = Spec::code("to", "yes, no, abstain", "What they vote instead.");
    const FEWEST: Spec =
        Spec::number("fewest", "1 or more", "How many of them turn the result; empty where not even all would.");
    Layout::for_machines("changes", "a change of votes toward the other result, where that is known")
        .of_roll_call(|row: &(RollCallId, Change)| row.0)
        .machines(FROM, |row, _| row.1.from.word().into())
        .machines(TO, |row, _| row.1.to.word().into())
        .machines(FEWEST, |row, _| row.1.fewest.into())
}
