//! Where a member stood apart: its votes that were another position than most others of a group took, the latest first.

use super::history_rows::{Called, HistoryQuestion};
use super::{Audience, Block, Kind, Layout, Look, Names, Section, Spec, columns, words};
use crate::analysis::history::{Apart, Ballot, Counts, Others, Plurality};
use crate::record::{Numbers, Vote};

/// The most votes that people read at once; --limit shows as many as it says.
const LATEST: usize = 40;

/// The section of votes in which the member stood apart, latest first: some for people, all for machines.
pub(super) fn section<'q>(
    names: Names<'q>, ballots: &[Ballot], counts: &Counts, question: &HistoryQuestion, from: &Called,
) -> Section<'q> {
    let found: Vec<Ballot> = ballots.iter().rev().filter(|ballot| ballot.is_apart() == Some(true)).cloned().collect();
    let (all, of) = (found.len(), counts.apart().of);
    let what = format!("Apart from {}", whom(question, from));
    if found.is_empty() {
        let text = match of {
            0 => format!("{what}: there was none in any of these roll calls, as far as is known."),
            of => format!("{what}: never in {}.", words::count(of, "vote")),
        };
        return Section { blocks: vec![Block::Text(text), table(None).block(names, Vec::new())], ..Section::default() };
    }
    let shown = if all > LATEST && question.brief {
        format!("; here are {LATEST}, --limit {all} shows all")
    } else {
        String::new()
    };
    let title = format!("{what}, the latest first ({all} of {of}{shown})");
    let latest = found.iter().take(if question.brief { LATEST } else { all }).cloned().collect();
    let [mut latest, mut all] =
        [latest, found].map(|rows| table(is_member(question).then_some(&from.code)).held(names, rows));
    (latest.name, latest.audience, all.audience) = ("latest_apart", Audience::People, Audience::Machines);
    Section { title, blocks: vec![Block::Table(latest), Block::Table(all)], ..Section::default() }
}

/// Whether it is one member from whom the other may have stood apart.
fn is_member(question: &HistoryQuestion) -> bool {
    matches!(&question.references.apart, Some(Apart::Listed(list)) if list.only_member().is_some())
}

/// From whom a member stood apart: a member, or the plurality of others.
fn whom(question: &HistoryQuestion, from: &Called) -> String {
    if is_member(question) { from.name.clone() } else { format!("the plurality of {}", from.code) }
}

/// What a reader must know of these figures.
pub(super) fn note(counts: &Counts, question: &HistoryQuestion, from: &Called) -> String {
    if is_member(question) {
        return format!("Apart: another vote than {}, of yes, no and abstaining.", from.name);
    }
    let left_out = match counts.positions() - counts.apart().of {
        0 => String::new(),
        left_out => format!(" {} had none, or not all of their votes are known.", words::count(left_out, "vote")),
    };
    format!(
        "Apart: another vote than the plurality, which is the one of yes, no and abstaining that more of the other members \
         of {} cast than any other; a tie is none, and non-voting counts on neither side.{left_out}",
        from.code
    )
}

/// The votes in which a member stood apart from a member of this code, or from the plurality of others.
pub(super) fn table<'q>(member: Option<&str>) -> Layout<'q, Ballot> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "Its recorded vote.");
    const REGION: Spec = Spec::code(
        "region",
        "AFR, APG, EEG, GRULAC, WEOG",
        "With --apart group, its regional group on the day of the vote; else empty.",
    );
    const PLURALITY: Spec =
        Spec::code("plurality", "yes, no, abstain", "What more of the others of the group cast than any other vote.");
    const OTHERS: [(Vote, Spec); 4] = [
        (Vote::Yes, Spec::number("others_yes", columns::MEMBERS, "Others of the group in favour.")),
        (Vote::No, Spec::number("others_no", columns::MEMBERS, "Others of the group against.")),
        (Vote::Abstain, Spec::number("others_abstain", columns::MEMBERS, "Others of the group abstaining.")),
        (
            Vote::NonVoting,
            Spec::number("others_non_voting", columns::MEMBERS, "Others of the group that took no part."),
        ),
    ];
    let (label, is_one) = (member.unwrap_or("the others").to_owned(), member.is_some());
    Layout::new("apart", "a vote apart from the plurality of the group, the latest first, with --apart")
        .of_roll_call(|ballot: &Ballot| ballot.id)
        .machines(columns::MEMBER.meaning("The member that held the seat."), |ballot, names| {
            names.code(ballot.seat).into()
        })
        .day_and_symbol(|ballot| ballot.id)
        .column(VOTE, "vote", |ballot, _| ballot.vote.map(Vote::word).into())
        .look(Look::Vote)
        .machines(REGION, |ballot, _| ballot.apart.map(|others| others.region).into())
        .machines(PLURALITY, |ballot, _| ballot.apart.map(|others| others.plurality.word()).into())
        .people("others", Kind::Code, label, move |ballot, _| {
            let told = |others: Others| match others.plurality {
                Plurality::Of(vote) if is_one => vote.word().to_owned(),
                _ => Numbers::from(others.tally).to_string(),
            };
            ballot.apart.map(told).into()
        })
        .look(Look::Vote)
        .each(OTHERS, |layout, (vote, spec)| {
            layout.machines(spec, move |ballot, _| ballot.apart.map(|others| others.tally.count(vote)).into())
        })
        .about(|ballot| ballot.id)
}
