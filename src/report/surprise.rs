//! Reports how expected votes were that were held: the least expected ones, whose they were, and what would have turned the
//! result.

use super::roll_call::{account_for, heading, sources_of};
use super::tally::verdict;
use super::{Audience, Block, Kind, Layout, Names, Report, Section, Spec, columns, words};
use crate::analysis::forecast::{CAST, FEWEST_VOTES, OfMember, Surprise, Surprises};
use crate::analysis::series::Links;
use crate::analysis::tally::result;
use crate::analysis::turned::{Change, Turned, turned};
use crate::members::{MemberId, order::InOrder as _};
use crate::record::{Outcome, Record, RollCallId, Vote};

/// How many votes people see of one roll call, unless they ask for more; and of many, and how many members.
const OF_ONE: usize = 10;
const OF_MANY: usize = 20;
/// How many members are named that would most likely move first.
const MOVERS: usize = 8;

/// How the answer is reported.
#[derive(Clone, Copy)]
pub(crate) struct SurpriseQuestion<'q> {
    /// The links that lead to each member's vote the last time.
    pub links: &'q Links<'q>,
    /// Whether rows are members rather than votes.
    pub by_member: bool,
    /// Whether the first rows are enough, as for people that did not ask for more.
    pub brief: bool,
    /// Whether to print official names of members rather than the usual ones.
    pub official: bool,
}

/// A vote with what the member did the last time on its question.
type Row = (Surprise, Option<Vote>);

/// What a member did the last time on the question of a roll call.
fn last_time(record: &Record, links: &Links<'_>, id: RollCallId, member: MemberId) -> Option<Vote> {
    let before = std::iter::successors(links.predecessor(id), |id| links.predecessor(*id));
    let vote = |id: RollCallId| record.lines(id).vote(member).filter(|vote| CAST.contains(vote));
    before.into_iter().find_map(vote)
}

/// The report of one roll call: what would have turned it, and how expected each vote was, or why that is not known.
pub(crate) fn of_roll_call<'q>(
    record: &'q Record, id: RollCallId, found: Result<&Surprises, String>, question: &SurpriseQuestion<'_>,
) -> Report<'q> {
    let names = Names::new(record, question.official).over([id]);
    let mut section = heading(record, id);
    let (tone, text) = verdict(record, &result(record, id));
    section.blocks.push(Block::Verdict(tone, text));
    let mut report = Report::default();
    let (mut rows, mut why_not) = (Vec::new(), None);
    match found {
        Ok(found) => rows = with_last_times(record, &found.votes, question),
        Err(why) => why_not = Some(why),
    }
    let turned = turned(record, id);
    if let Some(turned) = &turned {
        section.blocks.extend(would_have_turned(names, turned));
    }
    if let Some(fewest) = turned.as_ref().and_then(Turned::fewest) {
        section.blocks.extend(first_to_move(names, &rows, *fewest));
    }
    if rows.is_empty() {
        section
            .blocks
            .extend(why_not.map(|why| Block::Text(format!("How expected the votes were is not known: {why}."))));
    } else {
        let expected = rows.iter().filter(|(one, _)| one.vote == one.most_probable()).count();
        section.blocks.push(Block::Text(format!(
            "The least expected votes, by what was known the day before; {expected} of {} were the most probable ones:",
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

/// The votes with what each member did the last time.
fn with_last_times(record: &Record, votes: &[Surprise], question: &SurpriseQuestion<'_>) -> Vec<Row> {
    votes.iter().map(|one| (*one, last_time(record, question.links, one.id, one.member))).collect()
}

/// What would have turned the result, in a sentence.
fn would_have_turned(names: Names<'_>, turned: &Turned) -> Vec<Block<'static>> {
    let Turned { tally, outcome, changes, vetoes } = turned;
    let mut blocks = Vec::new();
    let way = |change: &Change| {
        let (count, to) = (change.fewest?, ["voting in favour", "voting against", "abstaining"][change.to as usize]);
        Some(format!("{count} of the {} {} {to}", tally.count(change.from), change.from.label()))
    };
    let ways: Vec<String> = changes.iter().filter_map(way).collect();
    let other = if *outcome == Outcome::Adopted { "rejected" } else { "adopted" };
    if !ways.is_empty() {
        blocks.push(Block::Text(format!("It would have been {other} with {}.", ways.join(", or "))));
    }
    let by_name = |vetoes| words::and(&names.named(vetoes).iter().map(|one| one.name).collect::<Vec<_>>());
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
fn first_to_move(names: Names<'_>, rows: &[Row], change: Change) -> Option<Block<'static>> {
    let to = CAST.iter().position(|vote| *vote == change.to)?;
    let mut movers: Vec<&Surprise> = rows.iter().map(|(one, _)| one).filter(|one| one.vote == change.from).collect();
    movers.in_order(|a, b| b.probabilities[to].total_cmp(&a.probabilities[to]));
    let percent =
        |one: &&Surprise| format!("{} {}%", names.name(one.member), words::whole_percentage(one.probabilities[to]));
    let first: Vec<String> = movers.iter().take(MOVERS).map(percent).collect();
    let vote = ["in favour", "against", "to abstain"][change.to as usize];
    (!first.is_empty()).then(|| {
        let of = change.from.label();
        Block::Text(format!("Of those {of}, most probably {vote}, by what was known before: {}.", first.join(", ")))
    })
}

/// The least expected votes of one roll call, for people.
fn of_one(rows: Vec<Row>, names: Names<'_>) -> Block<'_> {
    Layout::for_people("surprises_for_people", "a vote")
        .people("who", Kind::Text, "", |row: &Row, names| names.name(row.0.member).into())
        .people("voted", Kind::Code, "voted", |row, _| row.0.vote.word().into())
        .people("p", Kind::Share, "probability", |row, _| row.0.probability.into())
        .people("instead", Kind::Code, "most probable", |row, _| row.0.most_probable().word().into())
        .people("last", Kind::Code, "last time", |row, _| row.1.map(Vote::word).into())
        .block(names, rows)
}

/// The report of the votes of many roll calls, the least expected first, or by member.
pub(crate) fn report<'q>(record: &'q Record, found: &Surprises, question: &SurpriseQuestion<'_>) -> Report<'q> {
    let names = Names::new(record, question.official).over(found.ids.iter().copied());
    let mut years: Vec<i16> = found.ids.iter().filter_map(|id| record.year(*id)).collect();
    years.dedup();
    let likely = found.votes.iter().filter(|one| one.vote == one.most_probable()).count();
    let lines = vec![
        "General Assembly, whole texts that were adopted by a recorded vote; by what was known the day before"
            .to_owned(),
        format!(
            "{} of {} in {} were the most probable ones ({})",
            likely,
            words::count(found.votes.len(), "vote"),
            words::roll_calls(found.ids.len()),
            words::percent(likely as f64 / found.votes.len().max(1) as f64),
        ),
    ];
    let shown = |count: usize| if question.brief { count.min(OF_MANY) } else { count };
    let rows = with_last_times(record, &found.votes[..shown(found.votes.len())], question);
    let by_vote = || votes(Audience::People).block(names, rows.clone());
    let by_member = || members(Audience::People).block(names, found.members[..shown(found.members.len())].to_vec());
    let all = votes(Audience::Machines).block(names, with_last_times(record, &found.votes, question));
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
        "Surprise is the mean of -ln p, p the probability of what was voted the day before (docs/predict.md): 0 were \
         certainty, 0.2 is usual. The last time: on the same question, as `series` links it.",
    );
    if !found.few_votes.is_empty() {
        let who: Vec<&str> = names.named(found.few_votes).iter().map(|one| one.name).collect();
        report.note(format!("Not ranked, with fewer than {FEWEST_VOTES} of these votes: {}.", words::and(&who)));
    }
    if found.not_counted > 0 {
        let others = words::roll_calls(found.not_counted);
        report.note(format!("{others} left out: no whole texts of the General Assembly that were adopted on a known day, with all votes recorded."));
    }
    if found.too_early > 0 {
        let early = words::roll_calls(found.too_early);
        report.note(format!("{early} left out, as too little is known of the years before."));
    }
    sources_of(record, &found.ids, &mut report);
    report
}

/// Votes and how probable they were.
pub(super) fn votes<'q>(audience: Audience) -> Layout<'q, Row> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "What it voted.");
    let day = |row: &Row, names: &Names<'_>| names.roll_call(row.0.id).date;
    Layout::new("surprises", "a vote (yes, abstain or no of a member), the least expected first")
        .audience(audience)
        .day_and_symbol(|row: &Row| row.0.id)
        .of_roll_call(|row| row.0.id)
        .people("who", Kind::Code, "member", |row, names| names.name(row.0.member).into())
        .member_codes(|row| row.0.member, day)
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.0.member).into())
        .column(VOTE, "voted", |row, _| row.0.vote.word().into())
        .column(columns::P_VOTE, "probability", |row, _| row.0.probability.into())
        .each(columns::PROBABILITIES.into_iter().enumerate(), |layout, (at, (spec, _))| {
            layout.machines(spec, move |row, _| row.0.probabilities[at].into())
        })
        .machines(columns::MOST_PROBABLE, |row, _| row.0.most_probable().word().into())
        .column(columns::LAST_TIME, "last time", |row, _| row.1.map(Vote::word).into())
        .about(|row| row.0.id)
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
        .column(P_LEAST, "probability", |row, _| row.least.probability.into())
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
