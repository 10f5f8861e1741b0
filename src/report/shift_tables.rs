//! The tables of a shift between two roll calls, and what those of a shift between two years share with them.

use super::{Block, Kind, Layout, Look, Names, Spec, TableDoc, columns};
use crate::analysis::shift::{Approach, GroupMove, Movement, Shift, Stand};
use crate::analysis::tally::Regions;
use crate::members::{MemberId, MemberSet};
use crate::record::{Record, RollCallId, Vote};

/// The moves that are named, the farthest first.
pub(super) const MOVES: [(Vote, Vote); 12] = [
    (Vote::Yes, Vote::No),
    (Vote::No, Vote::Yes),
    (Vote::Abstain, Vote::No),
    (Vote::No, Vote::Abstain),
    (Vote::Yes, Vote::Abstain),
    (Vote::Abstain, Vote::Yes),
    (Vote::Yes, Vote::NonVoting),
    (Vote::No, Vote::NonVoting),
    (Vote::Abstain, Vote::NonVoting),
    (Vote::NonVoting, Vote::Yes),
    (Vote::NonVoting, Vote::No),
    (Vote::NonVoting, Vote::Abstain),
];

pub(super) const LAST_GROUP: &str = "Its regional group on the last day; empty where it was in none.";
const FROM_VOTE: Spec = Spec::code("from_vote", columns::STANDS, "Where they stood at the earlier vote.");
const TO_VOTE: Spec = Spec::code("to_vote", columns::STANDS, "Where they stood at the later vote.");
const DISTANCE: Spec = Spec::number(
    "distance",
    "steps, -2 to 2",
    "Yes-no 2, yes-abstain and abstain-no 1, positive toward yes; empty where it did not vote yes, no or abstain in both.",
);
pub(super) const TOWARD_YES: Spec = Spec::number("toward_yes", columns::MEMBERS, "Those that moved toward yes.");
pub(super) const TOWARD_NO: Spec = Spec::number("toward_no", columns::MEMBERS, "Those that moved toward no.");
pub(super) const MCNEMAR: Spec = Spec::share(
    "p",
    "McNemar's exact test: two-sided probability of a split between yes to no and no to yes at least as uneven, were both \
     ways equally likely; empty where both are 0.",
);

/// Adds symbols and days of the earlier and the later roll call.
pub(super) fn pair<'q, R: 'q>(layout: Layout<'q, R>, ids: impl Fn(&R) -> [RollCallId; 2] + Copy + 'q) -> Layout<'q, R> {
    const FROM: Spec = Spec::code("from_symbol", "", "The earlier roll call.");
    const FROM_DATE: Spec = Spec::day("from_date", "Its day.");
    const TO: Spec = Spec::code("to_symbol", "", "The later roll call.");
    const TO_DATE: Spec = Spec::day("to_date", "Its day.");
    layout
        .machines(FROM, move |row, names| names.symbol(ids(row)[0]).into())
        .machines(FROM_DATE, move |row, names| names.roll_call(ids(row)[0]).date.into())
        .machines(TO, move |row, names| names.symbol(ids(row)[1]).into())
        .machines(TO_DATE, move |row, names| names.roll_call(ids(row)[1]).date.into())
}

/// A member in a shift, with its regional group.
pub(super) struct Stood<'q> {
    pub shift: &'q Shift,
    pub member: MemberId,
    pub group: &'static str,
}

/// All members in a shift with their regional groups, by name.
pub(super) fn stood<'q>(record: &Record, shift: &'q Shift, official: bool) -> Vec<Stood<'q>> {
    let regions = Regions::on(record.members(), record.roll_call(shift.to).date);
    let all = record.members().in_order(shift.members() | shift.not_known, official).into_iter();
    all.map(|member| Stood { shift, member, group: regions.of(member) }).collect()
}

pub(super) fn shifts<'q>() -> Layout<'q, Stood<'q>> {
    let row =
        "a member of the body at either vote, by name; where one of its votes is not known, both are said not to be";
    let layout = pair(Layout::for_machines("shifts", row), |row: &Stood<'_>| [row.shift.from, row.shift.to])
        .machines(columns::MEMBER, |row, names| names.code(row.member).into())
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.member).into())
        .machines(columns::GROUP.meaning(LAST_GROUP), |row, _| row.group.into());
    stands(layout, columns::STANDS_OR_NOT_KNOWN)
}

/// Adds where a member stood before and after, and how far it moved.
pub(super) fn stands<'q>(layout: Layout<'q, Stood<'q>>, unit: &'static str) -> Layout<'q, Stood<'q>> {
    let from = Spec::code("from_vote", unit, "Where it stood at the earlier vote.");
    let to = Spec::code("to_vote", unit, "Where it stood at the later vote.");
    layout
        .machines(from, |row, _| row.shift.stands(row.member).map_or("not known", |stands| stands.0.word()).into())
        .machines(to, |row, _| row.shift.stands(row.member).map_or("not known", |stands| stands.1.word()).into())
        .machines(DISTANCE, |row, _| row.shift.distance(row.member).into())
        .look(Look::Signed)
}

/// A cell of a movement table.
pub(super) struct Cell {
    stands: [Stand; 2],
    count: usize,
    members: MemberSet,
}

/// The cells of a movement table, but for the one of members of neither time.
pub(super) fn cells(shift: &impl Movement, members: impl Fn(Stand, Stand) -> MemberSet) -> Vec<Cell> {
    let all = Stand::ALL.into_iter().flat_map(|before| Stand::ALL.map(|after| [before, after]));
    let cell = |[before, after]: [Stand; 2]| Cell {
        stands: [before, after],
        count: shift.count(before, after),
        members: members(before, after),
    };
    all.filter(|stands| *stands != [Stand::NotMember; 2]).map(cell).collect()
}

/// Adds what a cell of a movement table says; `unit` is what is counted.
pub(super) fn of_cell<'q>(layout: Layout<'q, Cell>, unit: &'static str) -> Layout<'q, Cell> {
    layout
        .machines(FROM_VOTE, |cell, _| cell.stands[0].word().into())
        .machines(TO_VOTE, |cell, _| cell.stands[1].word().into())
        .machines(Spec::number("count", unit, "How many."), |cell, _| cell.count.into())
        .machines(Spec::members("members", "Who, at least once."), |cell, names| names.named(cell.members).into())
}

pub(super) fn movement_cells<'q>(ids: [RollCallId; 2]) -> Layout<'q, Cell> {
    of_cell(pair(Layout::for_machines("movement", "a cell of the table of 5 x 5"), move |_| ids), columns::MEMBERS)
}

/// Adds how the numbers changed; `unit` is what is counted.
pub(super) fn change<'q, M: Movement>(layout: Layout<'q, &'q M>, unit: &'static str) -> Layout<'q, &'q M> {
    const YES: Spec = Spec::number("change_yes", "votes, may be negative", "New less old votes in favour.");
    const NO: Spec = Spec::number("change_no", "votes, may be negative", "New less old votes against.");
    const SWING: Spec =
        Spec::number("net_swing", "votes, may be negative", "New yes less new no, less what old yes less old no was.");
    layout
        .machines(YES, |row, _| row.change().0.into())
        .look(Look::Signed)
        .machines(NO, |row, _| row.change().1.into())
        .look(Look::Signed)
        .machines(SWING, |row, _| row.net_swing().into())
        .look(Look::Signed)
        .machines(Spec::number("yes_to_no", unit, "Moves from yes to no."), |row, _| row.reversals().0.into())
        .machines(Spec::number("no_to_yes", unit, "Moves from no to yes."), |row, _| row.reversals().1.into())
}

/// The table of how the totals changed.
pub(super) fn swing<'q>() -> Layout<'q, &'q Shift> {
    const NOT_KNOWN: Spec =
        Spec::members("not_known", "Members in no cell, because one of their two votes is not known.");
    let layout = Layout::for_machines("swing", "the change of the whole, the only one");
    change(pair(layout, |shift: &&Shift| [shift.from, shift.to]), columns::MEMBERS)
        .machines(MCNEMAR, |shift, _| shift.chance().into())
        .machines(NOT_KNOWN, |shift, names| names.named(shift.not_known).into())
}

/// Adds the code of a group.
pub(super) fn code_of_group(layout: Layout<'_, GroupMove>) -> Layout<'_, GroupMove> {
    let spec = Spec::code("group", "", "The group; `other` for members in none.");
    layout.machines(spec, |group, _| if group.part.code.is_empty() { "other" } else { group.part.code }.into())
}

/// Adds how a group moved; `unit` is what is counted.
pub(super) fn moves_of_group<'q>(
    layout: Layout<'q, GroupMove>, unit: &'static str, [both, yes, no, mean]: [&'static str; 4],
) -> Layout<'q, GroupMove> {
    const MEAN: Spec = Spec::decimal(
        "mean_distance",
        "steps, -2 to 2",
        "Mean of the distances (yes-no 2, yes-abstain and abstain-no 1, positive toward yes) over these.",
    );
    let voted = Spec::number("voted_in_both", unit, "Its members that voted yes, no or abstained both times.");
    layout
        .column(voted, both, |group, _| group.moves.voted_in_both.into())
        .column(Spec { unit, ..TOWARD_YES }, yes, |group, _| group.moves.toward_yes.into())
        .column(Spec { unit, ..TOWARD_NO }, no, |group, _| group.moves.toward_no.into())
        .column(MEAN, mean, |group, _| group.moves.mean().into())
}

/// The table of how regional groups moved.
pub(super) fn groups<'q>(ids: [RollCallId; 2]) -> Layout<'q, GroupMove> {
    let row = "a regional group of the later day of which a member voted in both, the one that moved most first";
    let layout = code_of_group(pair(Layout::new("moves_by_group", row), move |_| ids));
    let layout = layout.people("name", Kind::Text, "", |group, _| group.part.name.into());
    moves_of_group(layout, columns::MEMBERS, ["voted in both", "to yes", "to no", "mean steps"])
}

/// The table of who moved toward or away from a member.
pub(super) fn references<'q>(ids: [RollCallId; 2]) -> Layout<'q, Approach> {
    const VOTES: &str = "yes, no, abstain";
    const TO: Spec = Spec::code("to_vote", VOTES, "How it voted after.");
    const NEARER_TWO: Spec = Spec::members("nearer_by_two", "Members nearer to it by two steps.");
    const NEARER_ONE: Spec = Spec::members("nearer_by_one", "Members nearer to it by one step.");
    const FARTHER_ONE: Spec = Spec::members("farther_by_one", "Members farther from it by one step.");
    const FARTHER_TWO: Spec = Spec::members("farther_by_two", "Members farther from it by two steps.");
    let row = "a member toward which others may have moved: of `--toward`, else one that stayed at no and one at yes, that \
               a title names or that alone of the permanent members stayed";
    pair(Layout::for_machines("references", row), move |_| ids)
        .machines(columns::MEMBER, |row: &Approach, names| names.code(row.member).into())
        .machines(Spec::code("from_vote", VOTES, "How it voted before."), |row, _| row.before.word().into())
        .machines(TO, |row, _| row.after.word().into())
        .machines(NEARER_TWO, |row, names| names.named(row.nearer[1]).into())
        .machines(NEARER_ONE, |row, names| names.named(row.nearer[0]).into())
        .machines(FARTHER_ONE, |row, names| names.named(row.farther[0]).into())
        .machines(FARTHER_TWO, |row, names| names.named(row.farther[1]).into())
}

/// The movement table, for people: those who were not members of the body only where there are any; the rest is the
/// total.
pub(super) fn movement<'q>(
    names: Names<'q>, shift: &'q impl Movement, corner: String, label: impl Fn(Stand) -> &'static str,
) -> Block<'q> {
    let shown = |count: &dyn Fn(Stand) -> usize| -> Vec<Option<Stand>> {
        let stands = Stand::ALL.into_iter().filter(|stand| *stand != Stand::NotMember || count(*stand) > 0);
        stands.map(Some).chain([None]).collect()
    };
    let count = |before: Option<Stand>, after: Option<Stand>| match (before, after) {
        (Some(before), Some(after)) => shift.count(before, after),
        (Some(before), None) => shift.before(before),
        (None, Some(after)) => shift.after(after),
        (None, None) => Stand::ALL.into_iter().map(|stand| shift.before(stand)).sum(),
    };
    let word = |stand: Option<Stand>| stand.map_or("total", Stand::word);
    let layout = Layout::for_people("movement_for_people", "a stand before").people(
        "before",
        Kind::Code,
        corner,
        move |before: &Option<Stand>, _| word(*before).into(),
    );
    let layout = layout.look(Look::Vote);
    let some = move |before, after| Some(count(before, after)).filter(|count| *count > 0);
    let layout = layout.each(shown(&|stand| shift.after(stand)), |layout, after| {
        let label = after.map_or("total", &label);
        layout.people(word(after), Kind::Number, label, move |before, _| some(*before, after).into())
    });
    layout.block(names, shown(&|stand| shift.before(stand)))
}

/// The documentation of these tables.
pub(super) fn described() -> Vec<TableDoc> {
    let ids = [RollCallId::new(0); 2];
    vec![shifts().doc(), movement_cells(ids).doc(), swing().doc(), groups(ids).doc(), references(ids).doc()]
}
