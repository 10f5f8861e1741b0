//! The tables of a shift between two years that machines read.

use crate::analysis::shift::{GroupMove, Shift};
use crate::analysis::year_shift::{MemberShift, Nearer, Single, YearShift};
use crate::report::shift_tables::{
    Cell, LAST_GROUP, MCNEMAR, Stood, TOWARD_NO, TOWARD_YES, change, code_of_group, moves_of_group, of_cell, pair,
    stands,
};
use crate::report::{Kind, Layout, Look, Spec, TableDoc, columns};
use crate::{members::MemberId, record::RollCallId};

/// What the tables over all questions count.
const MOVES: &str = "members times questions, 0 or more";
const VOTES: &str = "votes, 0 or more";
const QUESTIONS: Spec = Spec::number(
    "questions",
    "questions, 0 or more",
    "Those put in both years on which it voted yes, no or abstained both times.",
);

/// A table for machines with the years as its first columns.
fn between<'q, R: 'q>(name: &'static str, row: &'static str, [from, to]: [i16; 2]) -> Layout<'q, R> {
    const FROM: Spec = Spec::number("from_year", "1946 or later", "The earlier calendar year.");
    const TO: Spec = Spec::number("to_year", "1946 or later", "The later calendar year.");
    let layout = Layout::for_machines(name, row).when("with two years");
    layout.machines(FROM, move |_, _| from.into()).machines(TO, move |_, _| to.into())
}

/// A member, with its regional group.
type OfMember<'q> = (&'q MemberShift, &'static str);

pub(super) fn members<'q>(years: [i16; 2]) -> Layout<'q, OfMember<'q>> {
    const UNIT: &str = "questions, 0 or more";
    const YES: Spec = Spec::number("toward_yes", UNIT, "Of these, on which it moved toward yes.");
    const NO: Spec = Spec::number("toward_no", UNIT, "Of these, on which it moved toward no.");
    const STEPS: Spec = Spec::number(
        "steps",
        "steps, may be negative",
        "Its distances, added: yes-no 2, yes-abstain and abstain-no 1, positive toward yes; empty where `questions` is 0.",
    );
    const P: Spec = Spec::share(
        "p",
        "Sign test of `toward_yes` against `toward_no`, for independent questions, not adjusted for many members; empty \
         where both are 0.",
    );
    const FROM_VOTES: Spec = Spec::number(
        "from_votes",
        VOTES,
        "Its votes of the earlier year (yes, no, abstaining), also those on questions of that year alone.",
    );
    const FROM_MEAN: Spec =
        Spec::decimal("from_mean", "-1 to 1", "Their mean, yes 1, abstaining 0, no -1; empty without votes.");
    const TO_MEAN: Spec = Spec::decimal("to_mean", "-1 to 1", "Their mean; empty without votes.");
    const CHANGE: Spec =
        Spec::decimal("change", "-2 to 2", "The value of `to_mean` less `from_mean`; empty where either is.");
    between("year_shifts", "a member of the body at any vote of the two years, the one that moved most first", years)
        .machines(columns::MEMBER, |row: &OfMember<'_>, names| names.code(row.0.member).into())
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.0.member).into())
        .machines(columns::GROUP.meaning(LAST_GROUP), |row, _| row.1.into())
        .machines(QUESTIONS, |row, _| row.0.moves.voted_in_both.into())
        .machines(YES, |row, _| row.0.moves.toward_yes.into())
        .machines(NO, |row, _| row.0.moves.toward_no.into())
        .machines(STEPS, |row, _| (row.0.moves.voted_in_both > 0).then_some(row.0.moves.steps).into())
        .look(Look::Signed)
        .machines(P, |row, _| row.0.moves.chance().into())
        .machines(FROM_VOTES, |row, _| row.0.before.votes.into())
        .machines(FROM_MEAN, |row, _| row.0.before.value().into())
        .machines(Spec::number("to_votes", VOTES, "Its votes of the later year."), |row, _| row.0.after.votes.into())
        .machines(TO_MEAN, |row, _| row.0.after.value().into())
        .machines(CHANGE, |row, _| row.0.change().into())
}

pub(super) fn swing<'q>(years: [i16; 2]) -> Layout<'q, &'q YearShift> {
    const YES: Spec = Spec::number("members_toward_yes", columns::MEMBERS, "Those whose `steps` are positive.");
    const NO: Spec = Spec::number("members_toward_no", columns::MEMBERS, "Those whose `steps` are negative.");
    const P: Spec = Spec::share(
        "p",
        "Sign test of these two: two-sided probability of a split at least as uneven, were both ways equally likely; empty \
         where both are 0.",
    );
    const NEW: Spec = Spec::members(
        "new_members",
        "Members of the body at the later vote of a question, and at the earlier vote of none.",
    );
    const FORMER: Spec = Spec::members("former_members", "The reverse.");
    const NOT_KNOWN: Spec = Spec::number("not_known", MOVES, "In no cell, because one of the two votes is not known.");
    let layout =
        between("year_swing", "the change over all questions put in both years, added, if there are any", years)
            .machines(QUESTIONS.meaning("Put in both years."), |shift: &&YearShift, _| shift.pairs.len().into());
    change(layout, MOVES)
        .machines(YES, |shift, _| shift.balance().0.into())
        .machines(NO, |shift, _| shift.balance().1.into())
        .machines(P, |shift, _| shift.chance().into())
        .machines(NEW, |shift, names| names.named(shift.new_and_former().0).into())
        .machines(FORMER, |shift, names| names.named(shift.new_and_former().1).into())
        .machines(NOT_KNOWN, |shift, _| shift.not_known().into())
}

pub(super) fn movement<'q>(years: [i16; 2]) -> Layout<'q, Cell> {
    let row = "a cell of the table of 5 x 5, added over the questions put in both years, if there are any";
    of_cell(between("year_movement", row, years), MOVES)
}

pub(super) fn groups<'q>(years: [i16; 2]) -> Layout<'q, GroupMove> {
    let row = "a regional group of the last day of which a member voted both times, the one that moved most first";
    let labels = ["voted_in_both", "toward_yes", "toward_no", "mean_distance"];
    moves_of_group(code_of_group(between("year_moves_by_group", row, years)), MOVES, labels)
}

pub(super) fn groups_for_people<'q>() -> Layout<'q, GroupMove> {
    let layout = Layout::for_people("groups_for_people", "a group");
    let layout = layout.people("name", Kind::Text, "", |group: &GroupMove, _| group.part.name.into());
    moves_of_group(layout, MOVES, ["voted\nin both", "to yes", "to no", "mean\nsteps"])
}

/// How one member stands nearer to another.
type OfReference<'q> = (MemberId, &'q Nearer);

pub(super) fn references<'q>(years: [i16; 2]) -> Layout<'q, OfReference<'q>> {
    const REFERENCE: Spec = Spec::code("reference", columns::CODES, "The member toward which.");
    const MEMBER: Spec = Spec::code("member", columns::CODES, "The member that moved, or not.");
    const BOTH: &str = "On which both voted yes, no or abstained both times.";
    const STEPS: Spec = Spec::number(
        "steps_nearer",
        "steps, may be negative",
        "By how much it stands nearer, added over these; negative is farther.",
    );
    let row = "a member and another toward which it may have moved: of `--toward`, else for no and for yes the one that \
               stands for that side on most of the questions, at least half, and never moved";
    between("year_references", row, years)
        .machines(REFERENCE, |row: &OfReference<'_>, names| names.code(row.0).into())
        .machines(MEMBER, |row, names| names.code(row.1.member).into())
        .machines(QUESTIONS.meaning(BOTH), |row, _| row.1.questions.into())
        .machines(STEPS, |row, _| row.1.steps.into())
        .look(Look::Signed)
}

pub(super) fn questions<'q>(years: [i16; 2]) -> Layout<'q, &'q Shift> {
    const TITLE: Spec = Spec::text("title", "Title of the later vote.");
    let layout = between("questions", "a question put in both years, by the day of the later vote", years);
    let layout = pair(layout, |pair: &&Shift| [pair.from, pair.to])
        .machines(TITLE, |pair, names| names.record.text(names.roll_call(pair.to).title).into())
        .machines(TOWARD_YES, |pair, _| pair.moves(pair.members()).toward_yes.into())
        .machines(TOWARD_NO, |pair, _| pair.moves(pair.members()).toward_no.into());
    change(layout, columns::MEMBERS).machines(MCNEMAR, |pair, _| pair.chance().into())
}

pub(super) fn moves<'q>(years: [i16; 2]) -> Layout<'q, Stood<'q>> {
    let layout = between("moves", "a member and question put in both years where it stood otherwise before", years);
    let layout = pair(layout, |row: &Stood<'_>| [row.shift.from, row.shift.to]);
    stands(layout.machines(columns::MEMBER, |row, names| names.code(row.member).into()), columns::STANDS)
}

/// A roll call that has no partner in the other year, with its year and the reason.
type Alone = (i16, RollCallId, Single);

pub(super) fn single<'q>() -> Layout<'q, Alone> {
    const REASON: Spec = Spec::code(
        "reason",
        "one year, outside, again",
        "Its question was put in this year only; in the other year too, by a vote that does not meet the conditions; once \
         more in this year, which counts.",
    );
    Layout::for_machines("single_votes", "a roll call of either year that is not in `questions`")
        .when("with two years")
        .of_roll_call(|row: &Alone| row.1)
        .machines(columns::YEAR, |row, _| row.0.into())
        .machines(REASON, |row, _| row.2.word().into())
}

/// The documentation of these tables.
pub(super) fn described() -> Vec<TableDoc> {
    let years = [0; 2];
    vec![
        members(years).doc(),
        swing(years).doc(),
        movement(years).doc(),
        groups(years).doc(),
        references(years).doc(),
        questions(years).doc(),
        moves(years).doc(),
        single().doc(),
    ]
}
