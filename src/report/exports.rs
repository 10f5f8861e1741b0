//! Tidy tables for other programs: one row for each fact, columns of one type. Rows are handed out one by one, as all
//! votes of the record are a million rows. It computes nothing of its own.

use std::rc::Rc;

use super::rollcall::{self, Cells};
use super::tally::tallies as layout_of_tallies;
use super::votes::{Ballot, ballots};
use super::{Documented, Layout, Names, Report, Spec, columns, ideal, roll_call::exported};
use crate::analysis::agreement::{AllPairs, Consensus, Joined, Measure, Positions, of_each_year};
use crate::analysis::history::{self, By, Counts, Key, References};
use crate::analysis::listing::{Order, list};
use crate::analysis::shift::{Stand, listed, shift};
use crate::analysis::{series::Links, tally::result};
use crate::members::order::{InOrder as _, distinct};
use crate::members::{MemberId, MemberSet};
use crate::record::{Body, Date, Record, Roll, RollCallId, Session, Vote, Voters};

/// One row a roll call: its numbers, majority and outcome, the newest first. The oldest have neither drafts nor vetoes, and
/// programs that guess types by the first rows would drop those of the others.
pub(crate) fn tallies<'q>(record: &'q Record, ids: &'q [RollCallId]) -> Option<Report<'q>> {
    let rows = list(record, ids, Order::Date).into_iter().map(|id| result(record, id));
    exported(Names::new(record, false), ids, layout_of_tallies(), rows)
}

/// One row a member's vote.
pub(crate) fn votes<'q>(record: &'q Record, ids: &'q [RollCallId], whose: &'q Voters) -> Option<Report<'q>> {
    // Where no vote is known there is none to export.
    let voted = ids.iter().filter(|id| !record.roll(**id).known().is_empty());
    let rows = voted.flat_map(move |&id| {
        let roll = whose.roll(record, id);
        ballots(record, id, roll, roll.members().iter())
    });
    exported(Names::new(record, false), ids, layout_of_votes(), rows)
}

fn layout_of_votes<'q>() -> Layout<'q, Ballot> {
    const POSITION: Spec =
        Spec::number("position", "-1, 0, 1", "The vote as a number: yes 1, abstain 0, no -1; empty for any other.");
    Layout::for_machines("votes", "a member in a roll call")
        .roll_call_number(|row: &Ballot| row.id)
        .symbol(|row| row.id)
        .machines(columns::DRAFT, |row, names| names.record.text(names.roll_call(row.id).draft).into())
        .undl_id(|row| row.id)
        .date(|row| row.id)
        .machines(columns::YEAR, |row, names| names.roll_call(row.id).date.map(Date::year).into())
        .machines(columns::BODY, |row, names| names.roll_call(row.id).body.code().into())
        .machines(columns::SESSION, |row, names| {
            let roll_call = names.roll_call(row.id);
            let session = roll_call.session.filter(|_| roll_call.body == Body::GeneralAssembly);
            session.map(Session::series).into()
        })
        .machines(columns::MATTER, |row, names| names.roll_call(row.id).matter.word().into())
        .machines(columns::MODALITY, |row, names| names.roll_call(row.id).modality.word().into())
        .member_codes(|row| row.member, |row, names| names.roll_call(row.id).date)
        .machines(columns::NAME, |row, names| names.name(row.member).into())
        .machines(columns::GROUP, |row, _| row.group.into())
        .machines(columns::VOTE, |row, _| row.vote.map_or("not known", Vote::word).into())
        .machines(POSITION, |row, _| row.vote.and_then(|vote| Stand::Voted(vote).scale()).into())
}

/// One row a line and calendar year, of those of a list, or of all.
pub(crate) fn history<'q>(record: &'q Record, ids: &'q [RollCallId], whose: &'q Voters) -> Option<Report<'q>> {
    let members = record.members();
    let all = || members.lines().map(|line| (line, None)).collect();
    let lines: Vec<_> = whose.list.as_ref().map_or_else(all, |list| list.in_lines(members));
    let rows = lines.into_iter().flat_map(move |(member, days)| {
        let alone = References::default();
        let ballots = history::ballots(record, &record.within(ids, days), member, &alone);
        let year = |key| if let Key::Year(year) = key { Some(year) } else { None };
        let rows = history::rows(record, &ballots, By::Year, &[], &alone, 0).into_iter();
        let mut years: Vec<(Option<i16>, Counts)> = rows.map(|row| (year(row.key), row.counts)).collect();
        years.in_order_of(|(year, _)| *year);
        years.into_iter().map(move |(year, counts)| (member, year, counts))
    });
    exported(Names::new(record, false).over(ids.iter().copied()), ids, layout_of_history(), rows)
}

/// The last day of a year.
fn end_of(year: i16) -> Option<Date> {
    Date::new(year, 12, 31).ok()
}

type YearOfMember = (MemberId, Option<i16>, Counts);

fn layout_of_history<'q>() -> Layout<'q, YearOfMember> {
    const CAST: [Spec; 4] = [
        Spec::number("cast_yes", "votes, 0 or more", "Votes of the member in favour in the year."),
        Spec::number("cast_no", "votes, 0 or more", "Votes of the member against in the year."),
        Spec::number("cast_abstain", "votes, 0 or more", "Abstentions of the member in the year."),
        Spec::number("absent", "roll calls, 0 or more", "Roll calls of the year in which the member took no part."),
    ];
    const NOT_KNOWN: Spec =
        Spec::number("not_known", "roll calls, 0 or more", "Roll calls of the year in which its vote is not known.");
    const PARTICIPATION: Spec = Spec::share(
        "participation",
        "Share of the roll calls in which it voted or abstained, of those in which its vote is known.",
    );
    const COMPARED: Spec =
        Spec::number("compared", "votes, 0 or more", "Its votes in which the others had a plurality.");
    const MAJORITY: Spec =
        Spec::share("with_majority", "Share of these with the plurality of the others; empty when there is none.");
    const LOW: Spec = Spec::share("with_majority_low", "Lower end of the 95% interval of that share (Wilson 1927).");
    const HIGH: Spec = Spec::share("with_majority_high", "Upper end of the 95% interval of that share (Wilson 1927).");
    const ALONE: Spec = Spec::number("alone", "votes, 0 or more", "Its votes that nobody else shared.");
    Layout::for_machines("history", "a member in a calendar year")
        .member_codes(|row: &YearOfMember| row.0, |row, _| row.1.and_then(end_of))
        .machines(columns::NAME, |row, names| names.name(row.0).into())
        .machines(columns::YEAR, |row, _| row.1.into())
        .each((0..).zip(CAST), |layout, (at, spec): (usize, _)| {
            layout.machines(spec, move |row, _| row.2.votes[at].into())
        })
        .machines(NOT_KNOWN, |row, _| row.2.not_known.into())
        .machines(PARTICIPATION, |row, _| row.2.participation().share().into())
        .machines(COMPARED, |row, _| row.2.majority.counted.of.into())
        .machines(MAJORITY, |row, _| row.2.majority.counted.share().into())
        .machines(LOW, |row, _| row.2.majority.counted.interval().map(|(low, _)| low).into())
        .machines(HIGH, |row, _| row.2.majority.counted.interval().map(|(_, high)| high).into())
        .machines(ALONE, |row, _| row.2.lonely.into())
}

/// Years whose rows are made at once, each on a core of its own. A year of today has up to 18,528 rows, some 4 MB, which
/// stay in memory until they are written.
const YEARS_AT_ONCE: usize = 2;

/// A pair of members in a calendar year.
#[derive(Clone)]
struct Pair {
    year: i16,
    members: [MemberId; 2],
    positions: Positions,
    measures: [Option<f64>; Measure::OF_POSITIONS.len()],
    /// How the second joined in what the first did, and the first in what the second did.
    joined: [Joined; 2],
}

impl Pair {
    /// The pair from the other side.
    fn swapped(&self) -> Self {
        let ([a, b], [of_a, of_b]) = (self.members, self.joined);
        Self { members: [b, a], joined: [of_b, of_a], positions: self.positions.swapped(), ..*self }
    }
}

/// One row a pair of members and calendar year, for pairs with a common vote; with a list, those of which one is in it
/// at the end of the year, or ended in it. Where they are directed, each pair has a second row, from the other side.
pub(crate) fn agreement<'q>(
    record: &'q Record, ids: &'q [RollCallId], whose: &'q Voters, are_directed: bool,
) -> Option<Report<'q>> {
    let year = |id: &RollCallId| record.roll_call(*id).date.map(Date::year);
    let years: Vec<i16> = distinct(ids.iter().filter_map(year));
    let at_once: Vec<Vec<i16>> = years.chunks(YEARS_AT_ONCE).map(<[_]>::to_vec).collect();
    let rows = at_once.into_iter().flat_map(move |years| {
        let ids: Vec<RollCallId> =
            ids.iter().copied().filter(|id| year(id).is_some_and(|year| years.contains(&year))).collect();
        let of_year = |pairs: &mut AllPairs<i16>| {
            let ids: Vec<RollCallId> = ids.iter().copied().filter(|id| year(id) == Some(pairs.key)).collect();
            pairs_of_year(record, pairs, &Consensus::of(record, &ids, [None; 2]), whose)
        };
        let pairs = of_each_year(record, &ids, of_year).into_iter().flatten();
        pairs.flat_map(move |pair| {
            let swapped = are_directed.then(|| pair.swapped());
            std::iter::once(pair).chain(swapped)
        })
    });
    exported(Names::new(record, false), ids, layout_of_agreement(), rows)
}

fn pairs_of_year(record: &Record, pairs: &AllPairs<i16>, consensus: &Consensus, whose: &Voters) -> Vec<Pair> {
    let members = record.members();
    let [first, last] = [(1, 1), (12, 31)].map(|(month, day)| Date::new(pairs.key, month, day).ok());
    let lines = whose.list.as_ref().map(|list| listed(list, members, first, last));
    let listed = lines.map(|lines| -> MemberSet { lines.iter().map(|line| members.whole_line(line)).collect() });
    let wanted = |a, b| listed.is_none_or(|listed| listed.contains(a) || listed.contains(b));
    let chosen = pairs.iter().filter(|(a, b, positions)| positions.votes() > 0 && wanted(*a, *b));
    let in_order = |(a, b, positions): (MemberId, MemberId, Positions)| {
        if members.get(a).code < members.get(b).code { (a, b, positions) } else { (b, a, positions.swapped()) }
    };
    let pair = |(a, b, positions)| Pair {
        year: pairs.key,
        members: [a, b],
        measures: Measure::OF_POSITIONS.map(|measure| measure.value(&positions, Joined::default())),
        joined: [consensus.joined(a, b), consensus.joined(b, a)],
        positions,
    };
    chosen.map(in_order).map(pair).collect()
}

fn layout_of_agreement<'q>() -> Layout<'q, Pair> {
    const MEMBER_A: Spec = Spec::code("member_a", "ISO 3166-1 alpha-3", "The first member of a pair.");
    const MEMBER_B: Spec = Spec::code("member_b", "ISO 3166-1 alpha-3", "The second member of a pair.");
    // The names that data on pairs of states have.
    const CCODES: [Spec; 2] = [
        Spec::number("ccode1", "2 to 990", "The first member's `ccode` at the end of the year."),
        Spec::number("ccode2", "2 to 990", "The second member's."),
    ];
    const ISO: [Spec; 2] = [
        Spec::number("iso_numeric_a", "4 to 894", "The first member's `iso_numeric`."),
        Spec::number("iso_numeric_b", "4 to 894", "The second member's."),
    ];
    const COMMON: Spec =
        Spec::number("common_votes", "roll calls", "Roll calls in which both voted yes, abstained or voted no.");
    const SAME: Spec = Spec::number("same", "roll calls", "Of the common votes, those with the same position.");
    const ONE_STEP: Spec =
        Spec::number("one_step", "roll calls", "Of the common votes, those in which one of the two abstained.");
    const OPPOSITE: Spec = Spec::number("opposite", "roll calls", "Of the common votes, yes against no.");
    const CONSENSUS: Spec = Spec::number(
        "consensus",
        "resolutions, 1 or more",
        "Resolutions of the year adopted without a vote while both were members; empty where the record holds none.",
    );
    const PARTICIPATION_A: Spec = Spec::share(
        "participation_a",
        "Share of the recorded votes of the year in which the first member voted yes, no or abstained.",
    );
    const PARTICIPATION_B: Spec = Spec::share("participation_b", "The same of the second member.");
    const COINCIDENCE_A: Spec = Spec::share(
        "coincidence_a",
        "Voting coincidence including consensus of the first member with the second, by the second's participation (US \
         State Department); empty where `consensus` is.",
    );
    const COINCIDENCE_B: Spec =
        Spec::share("coincidence_b", "The same of the second member with the first, by the first's participation.");
    Layout::for_machines("agreement", "a pair of members in a calendar year; with `--directed` two, one from each side")
        .machines(columns::YEAR, |row: &Pair, _| row.year.into())
        .machines(MEMBER_A, |row, names| names.code(row.members[0]).into())
        .machines(MEMBER_B, |row, names| names.code(row.members[1]).into())
        .each((0..).zip(CCODES), |layout, (at, spec): (usize, _)| {
            layout.machines(spec, move |row, names| names.ccode(row.members[at], end_of(row.year)).into())
        })
        .each((0..).zip(ISO), |layout, (at, spec): (usize, _)| {
            layout.machines(spec, move |row, names| names.iso_numeric(row.members[at]).into())
        })
        .machines(COMMON, |row, _| row.positions.votes().into())
        .machines(SAME, |row, _| row.positions.identical().into())
        .machines(ONE_STEP, |row, _| row.positions.one_step().into())
        .machines(OPPOSITE, |row, _| row.positions.opposite().into())
        .each((0..).zip(MEASURES), |layout, (at, spec): (usize, _)| {
            layout.machines(spec, move |row, _| row.measures[at].into())
        })
        .machines(CONSENSUS, |row, _| Some(row.joined[0].resolutions).filter(|count| *count > 0).into())
        // The coincidence takes the participation of the other member.
        .machines(PARTICIPATION_A, |row, _| row.joined[1].participation().into())
        .machines(PARTICIPATION_B, |row, _| row.joined[0].participation().into())
        .machines(COINCIDENCE_A, |row, _| row.joined[0].coincidence(&row.positions).into())
        .machines(COINCIDENCE_B, |row, _| row.joined[1].coincidence(&row.positions).into())
}

/// The columns of the measures of agreement, in the order of [`Measure::OF_POSITIONS`].
const MEASURES: [Spec; Measure::OF_POSITIONS.len()] = [
    Spec::share("identical", "Share of the common votes with the same position."),
    Spec::share("lijphart", "Index of agreement (Lijphart 1963): one step counts half."),
    Spec::share(
        "votes_only",
        "Voting coincidence: the same of those in which neither abstained; empty when there is none.",
    ),
    Spec::decimal("s", "-1 to 1", "S (Signorino and Ritter 1999)."),
    Spec::decimal("pi", "up to 1", "Scott's pi (Häge 2011, equation 10); empty when its denominator is 0."),
    Spec::decimal("kappa", "up to 1", "Cohen's kappa (Häge 2011, equation 11); empty when its denominator is 0."),
];

/// A roll call of a series, with the first of it and the one before.
struct Put {
    first: RollCallId,
    id: RollCallId,
    before: Option<RollCallId>,
}

const PREDECESSOR: Spec =
    Spec::code("predecessor", "", "Symbol of the roll call of an earlier session on the same question.");
const PREDECESSOR_DATE: Spec = Spec::day("predecessor_date", "Day of that roll call.");

/// One row a roll call of a series of at least two: which series it is of, its predecessor, its numbers. The rows of a
/// series stand together, the earliest first; a series is called by its first roll call.
pub(crate) fn series<'q>(record: &'q Record, ids: &'q [RollCallId]) -> Option<Report<'q>> {
    let links = Links::of(record);
    let first = |id| std::iter::successors(Some(id), |id| links.predecessor(*id)).last().unwrap_or(id);
    let mut rows: Vec<Put> = ids
        .iter()
        .filter(|id| links.predecessor(**id).is_some() || links.successor(**id).is_some())
        .map(|id| Put { first: first(*id), id: *id, before: links.predecessor(*id) })
        .collect();
    let when = |id: RollCallId| (record.in_time(id), id);
    rows.in_order_of(|row| (when(row.first), when(row.id)));
    exported(Names::new(record, false), ids, layout_of_series(), rows.into_iter())
}

fn layout_of_series<'q>() -> Layout<'q, Put> {
    const SERIES: Spec = Spec::code("series", "", "Symbol of the first roll call of the series.");
    Layout::for_machines("series", "a roll call on a question that was put more than once")
        .machines(SERIES, |row: &Put, names| names.symbol(row.first).into())
        .symbol(|row| row.id)
        .date(|row| row.id)
        .machines(columns::YEAR, |row, names| names.roll_call(row.id).date.map(Date::year).into())
        .machines(columns::BODY, |row, names| names.roll_call(row.id).body.code().into())
        .machines(columns::SESSION, |row, names| names.roll_call(row.id).session.map(Session::series).into())
        .machines(columns::TITLE, |row, names| names.record.text(names.roll_call(row.id).title).into())
        .machines(PREDECESSOR, |row, names| row.before.map(|id| names.symbol(id)).into())
        .machines(PREDECESSOR_DATE, |row, names| row.before.and_then(|id| names.roll_call(id).date).into())
        .cast(Vote::ALL, |row, names| names.record.numbers(row.id))
        .machines(columns::NOT_KNOWN, |row, names| names.record.numbers(row.id).not_known.into())
}

/// Where a member stood in two roll calls on one question.
struct Move {
    to: RollCallId,
    from: RollCallId,
    member: MemberId,
    stands: (Stand, Stand),
    steps: Option<i8>,
}

/// One row a member and roll call on a question that had been voted on before: where it stood then and now. A seat that
/// passed on is one; members of which one of the two is not known have no row.
pub(crate) fn shifts<'q>(record: &'q Record, ids: &'q [RollCallId], whose: &'q Voters) -> Option<Report<'q>> {
    let links = Links::of(record);
    let rows = ids.iter().flat_map(move |id| {
        let shift = links.predecessor(*id).map(|before| shift(record, before, *id, whose.list.as_ref()));
        shift.into_iter().flat_map(|shift| {
            let (to, from) = (shift.to, shift.from);
            let row =
                |member| Some(Move { to, from, member, stands: shift.stands(member)?, steps: shift.distance(member) });
            shift.members().iter().filter_map(row).collect::<Vec<_>>()
        })
    });
    exported(Names::new(record, false), ids, layout_of_shifts(), rows)
}

fn layout_of_shifts<'q>() -> Layout<'q, Move> {
    const FROM: Spec = Spec::code("from_vote", columns::STANDS, "Where the member stood in the predecessor.");
    const TO: Spec = Spec::code("to_vote", columns::STANDS, "Where it stood in the roll call.");
    const STEPS: Spec = Spec::number(
        "steps",
        "-2 to 2",
        "Its move on the scale of yes 1, abstain 0, no -1; empty where it took no position in one of the two.",
    );
    Layout::for_machines("shifts", "a member in a roll call on a question that had been voted on before")
        .symbol(|row: &Move| row.to)
        .date(|row| row.to)
        .machines(PREDECESSOR, |row, names| names.symbol(row.from).into())
        .machines(PREDECESSOR_DATE, |row, names| names.roll_call(row.from).date.into())
        .member_codes(|row| row.member, |row, names| names.roll_call(row.to).date)
        .machines(FROM, |row, _| row.stands.0.word().into())
        .machines(TO, |row, _| row.stands.1.word().into())
        .machines(STEPS, |row, _| row.steps.into())
}

/// What the documentation says of the exports.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "export",
    answers: "Tidy tables for other programs.",
    examples: &[
        "export tallies",
        "export votes",
        "export history",
        "export agreement",
        "export agreement --directed",
        "export series",
        "export shifts",
        "export rollcall",
        "export rollcall --table roll_calls",
        "export ideal --fit selection --from 2022",
        "export items --fit selection --from 2022",
    ],
    tables: || {
        let no_roll: Rc<[Roll]> = Rc::new([]);
        vec![
            layout_of_tallies().doc(),
            layout_of_votes().doc(),
            layout_of_history().doc(),
            layout_of_agreement().doc(),
            layout_of_series().doc(),
            layout_of_shifts().doc(),
            rollcall::matrix(None, &["SYMBOL".to_owned()], Cells::Numbers, &no_roll).doc(),
            rollcall::roll_calls().doc(),
            ideal::positions("ideal").doc(),
            ideal::items().doc(),
        ]
    },
};
