//! The vote of a roll call as a picture: its dots, its majority, its map; by regional group; in half circles. Nothing is
//! drawn of a member whose vote is not known but that it is not.

use super::picture::{GroupRow, Heap, Hemicycle, Majority, Panel, Picture, Role, Spot, Tiles};
use super::roll_call::{heading, symbol_in_lists};
use super::verdict::verdict;
use super::{Names, words};
use crate::analysis::tally::{self, TallyResult};
use crate::members::{MemberId, MemberSet, REGIONS};
use crate::record::majority::Majority as Needed;
use crate::record::{Body, Matter, Outcome, Position, Record, RollCallId, Vote};

/// The kinds of picture of a vote, the usual one first.
pub(crate) const KINDS: [&str; 4] = ["vote", "map", "groups", "hemicycle"];

/// Members of a body that is drawn as a row of codes.
const FEW: usize = 20;

/// A picture of a roll call; none where nothing of its votes is known.
pub(crate) fn picture(record: &Record, id: RollCallId, kind: &str) -> Option<Picture> {
    let result = tally::result(record, id);
    if result.numbers.whole().is_empty() && record.roll(id).known().is_empty() {
        return None;
    }
    let spots = spots(record, id);
    let panels = match kind {
        "map" => vec![Panel::Tiles(tiles(record, id))],
        "groups" => vec![Panel::Groups(groups(record, id))],
        "hemicycle" => vec![Panel::Hemicycle(hemicycle(&result, &spots))],
        _ => vote(record, &result, &spots),
    };
    let is_known = !spots.is_empty() || kind == "vote";
    is_known.then(|| Picture {
        title: heading(record, id).title,
        subtitle: subtitle(record, &result),
        description: description(record, &result),
        panels,
        note: note(kind, &spots),
    })
}

/// The dots, the majority and the map; few members as a row of codes.
fn vote(record: &Record, result: &TallyResult, spots: &[Spot]) -> Vec<Panel> {
    let mut panels = Vec::new();
    let heaps = heaps(result, spots);
    let is_few = !spots.is_empty() && spots.len() <= FEW;
    panels.push(if is_few { Panel::Coded(heaps) } else { Panel::Dots(heaps) });
    panels.extend(majority(result).map(Panel::Bar));
    panels.extend((spots.len() > FEW).then(|| Panel::Tiles(tiles(record, result.id))));
    panels
}

/// The members of a roll call in the order of the tally and of their names, each in its colour.
fn spots(record: &Record, id: RollCallId) -> Vec<Spot> {
    let roll = record.roll(id);
    let of = |members: MemberSet| record.members().in_order(members, false).into_iter();
    let in_order = [roll.yes, roll.no, roll.abstain, roll.non_voting, roll.not_known].into_iter().flat_map(of);
    in_order.filter_map(|member| spot(record, id, member)).collect()
}

fn spot(record: &Record, id: RollCallId, member: MemberId) -> Option<Spot> {
    let (role, said) = match record.roll(id).position(member) {
        Position::Voted(vote) => (role(vote), vote.label()),
        Position::NotKnown => (Role::NotKnown, "not known"),
        Position::NotMember => return None,
    };
    let names = Names::new(record, false);
    Some(Spot { name: names.holder(id, member), ..spot_of(names, member, role, said.to_owned()) })
}

/// A member in a colour, with what is said of it.
pub(crate) fn spot_of(names: Names<'_>, member: MemberId, role: Role, said: String) -> Spot {
    let code = names.code(member);
    let short = names.member(member).iso2.unwrap_or(code);
    Spot { code, short, name: names.name(member), role, said }
}

/// The colour of a vote.
pub(crate) const fn role(vote: Vote) -> Role {
    match vote {
        Vote::Yes => Role::Yes,
        Vote::No => Role::No,
        Vote::Abstain => Role::Abstain,
        Vote::NonVoting => Role::NonVoting,
    }
}

fn heaps(result: &TallyResult, spots: &[Spot]) -> Vec<Heap> {
    let whole = result.numbers.whole();
    let of = |role: Role| spots.iter().filter(|spot| spot.role == role).cloned().collect::<Vec<_>>();
    let heap = |vote: Vote| {
        let count = whole.count(vote).map(usize::from)?;
        Some(Heap { role: role(vote), count, word: vote.label(), spots: of(role(vote)) })
    };
    let unknown = whole.not_known.filter(|count| *count > 0).map(|count| Heap {
        role: Role::NotKnown,
        count: count.into(),
        word: "not known",
        spots: of(Role::NotKnown),
    });
    Vote::ALL.into_iter().filter_map(heap).chain(unknown).collect()
}

/// The bar of the majority, where it is known which was needed: in the General Assembly, as in the Council a number is.
fn majority(result: &TallyResult) -> Option<Majority> {
    let (tally, share) = (result.tally?, result.in_favour?);
    result.margin?;
    let counts = [tally.yes.into(), tally.no.into()];
    let voting = tally.present_and_voting();
    let (word, needed) = match result.majority {
        Needed::TwoThirds => ("two thirds", 2.0 / 3.0),
        Needed::Simple => ("half", 0.5),
        Needed::Council { .. } => return None,
    };
    let were = match result.majority {
        Needed::TwoThirds => format!("two thirds ({}) were needed", result.needed),
        _ => format!("a majority ({}) was needed", result.needed),
    };
    let sentence = format!("{} of the {voting} present and voting; {were}", words::percent(share));
    Some(Majority { sentence, counts, needed: Some((needed, word)) })
}

/// The map of a roll call.
pub(crate) fn tiles(record: &Record, id: RollCallId) -> Tiles {
    let roll = record.roll(id);
    let all = roll.known() | roll.not_known;
    map(record, all, |member| spot(record, id, member))
}

/// The map of these members, each as it is told.
pub(crate) fn map(record: &Record, members: MemberSet, spot: impl Fn(MemberId) -> Option<Spot>) -> Tiles {
    let placed = record.members().tiles(members.iter());
    let has_tile = |member: &MemberId| placed.iter().any(|(placed, _)| placed == member);
    let also = members.iter().filter(|member| !has_tile(member)).filter_map(&spot).collect();
    let placed = placed.iter().filter_map(|(member, at)| Some((*at, spot(*member)?))).collect();
    Tiles { placed, also, scale: None }
}

/// The members by regional group.
fn groups(record: &Record, id: RollCallId) -> Vec<GroupRow> {
    let roll = record.roll(id);
    let Some(day) = record.roll_call(id).date else { return Vec::new() };
    let parts = tally::parts(record.members(), roll.known() | roll.not_known, &REGIONS, day);
    let row = |part: &tally::Part| {
        let of = roll.within(part.members);
        let spots = [of.yes, of.no, of.abstain, of.non_voting, part.members & roll.not_known].into_iter();
        let spots = spots.flat_map(|members| record.members().in_order(members, false));
        let spots: Vec<Spot> = spots.filter_map(|member| spot(record, id, member)).collect();
        let tally = of.tally();
        let figures = format!("{}\u{2013}{}\u{2013}{}", tally.yes, tally.no, tally.abstain);
        GroupRow { names: [group_name(part), if part.code.is_empty() { "Others" } else { part.code }], spots, figures }
    };
    parts.iter().filter(|part| !part.members.is_empty()).map(row).collect()
}

/// The name of a group where there is little room: `Latin American and Caribbean`.
fn group_name(part: &tally::Part) -> &'static str {
    let name = part.name.strip_suffix(" Group").unwrap_or(part.name);
    if part.code.is_empty() { "Other members" } else { name }
}

/// Those in favour to the left and those against to the right, as parliaments sit.
fn hemicycle(result: &TallyResult, spots: &[Spot]) -> Hemicycle {
    let order = [Role::Yes, Role::Abstain, Role::NonVoting, Role::NotKnown, Role::No];
    let of = |role: Role| spots.iter().filter(move |spot| spot.role == role).cloned();
    Hemicycle { spots: order.into_iter().flat_map(of).collect(), centre: centre(result) }
}

fn centre(result: &TallyResult) -> [String; 2] {
    let number = |vote| result.numbers.whole().count(vote).map_or_else(|| "?".to_owned(), |count| count.to_string());
    let figures = [Vote::Yes, Vote::No, Vote::Abstain].map(number).join("\u{2013}");
    [figures, "in favour, against, abstaining".to_owned()]
}

/// The name of a body where nothing else says that it is one of the United Nations.
pub(super) const fn body(body: Body) -> &'static str {
    match body {
        Body::GeneralAssembly => "UN General Assembly",
        Body::SecurityCouncil => "UN Security Council",
    }
}

/// Body, day, symbols and how it ended.
fn subtitle(record: &Record, result: &TallyResult) -> String {
    let roll_call = record.roll_call(result.id);
    let body = body(roll_call.body);
    let day = roll_call.date.map_or_else(String::new, |day| format!(", {}", words::day(day)));
    let symbol = symbol_in_lists(record, result.id);
    let draft = record.text(roll_call.draft);
    let draft = if draft.is_empty() || *draft == *symbol { String::new() } else { format!(" (draft {draft})") };
    let voted_on = if roll_call.matter == Matter::WholeText {
        String::new()
    } else {
        format!(", vote on: {}", roll_call.matter.word())
    };
    let ended = result.outcome.map_or("not known how it ended", Outcome::word);
    format!("{body}{day}. {}{draft}{voted_on}, {ended}", words::capitalized(&symbol))
}

/// The sentence with all figures.
fn description(record: &Record, result: &TallyResult) -> String {
    let numbers = result.numbers.whole();
    let told = |vote: Vote| Some(format!("{} {}", numbers.count(vote)?, vote.label()));
    let figures: Vec<String> = Vote::ALL.into_iter().filter_map(told).collect();
    let (_, verdict) = verdict(record, result);
    let names = words::names(record, record.roll(result.id).no);
    let against = if names.is_empty() { String::new() } else { format!(" Against: {}.", names.join(", ")) };
    format!(
        "{}. {}: {}. {verdict}{against}",
        heading(record, result.id).title,
        subtitle(record, result),
        words::and(&figures)
    )
}

/// What is said below: how the map is to be read.
fn note(kind: &str, spots: &[Spot]) -> String {
    let has_map = kind == "map" || (kind == "vote" && spots.len() > FEW);
    if has_map { "One tile is one member, near where it lies.".to_owned() } else { String::new() }
}
