//! Tells where two members, or groups, stood against each other: a part of the report of `compare`.

use super::{Audience, Block, Kind, Layout, Look, Names, Section, Spec};
use crate::analysis::compare::{Opposed, Sides};

/// Opposite votes that people see.
const SHOWN: usize = 5;

/// Opposite votes: a few for people, all for machines.
pub(super) fn section<'q>(
    names: Names<'q>, sides: Sides<'q>, reader: Audience, opposed: &'q [Opposed],
) -> Option<Section<'q>> {
    let count = if reader == Audience::People { SHOWN } else { opposed.len() };
    let codes = [sides.first, sides.second].map(|side| short(&side.codes(names.record.members())));
    let table = opposite_votes(sides, codes).held(names, opposed.iter().take(count).collect());
    let most = if sides.are_members() { "" } else { ": more than half of the pairs" };
    let shown = if opposed.len() > SHOWN { format!(", {SHOWN} of {}", opposed.len()) } else { String::new() };
    (!opposed.is_empty()).then(|| Section {
        title: format!("Opposite votes, the most contested first{shown}{most}"),
        lines: Vec::new(),
        blocks: vec![Block::Table(table)],
    })
}

pub(super) fn opposite_votes(sides: Sides<'_>, [first, second]: [String; 2]) -> Layout<'_, &Opposed> {
    const FIRST: Spec = Spec::code("first_vote", "yes, no", "Where the first stood; of a group, most of it.");
    const SECOND: Spec = Spec::code("second_vote", "yes, no", "Where the second stood.");
    const SHARE: Spec = Spec::share("opposite_share", "Pairs of members that stood so; 1 for two members.");
    const LOSING: Spec =
        Spec::new("losing_share", Kind::Share, "0 to 0.5", "Share of those present and voting that lost.");
    let vote = |yes: bool| if yes { "yes" } else { "no" };
    Layout::new("opposite_votes", "a roll call in which one side voted yes and the other no, the most contested first")
        .of_sides(sides)
        .of_roll_call(|row: &&Opposed| row.id)
        .day_and_symbol(|row| row.id)
        .column(FIRST, first, move |row, _| vote(row.first_yes).into())
        .column(SECOND, second, move |row, _| vote(!row.first_yes).into())
        .shown((!sides.are_members()).then_some("opposite"), SHARE, |row, _| row.share.into())
        .column(LOSING, "losing side", |row, _| row.contested.into())
        .people("about", Kind::Text, "title", |row, names| names.record.text(names.roll_call(row.id).title).into())
        .look(Look::Brief)
}

/// A code short enough to head a column.
fn short(codes: &str) -> String {
    let few: String = codes.chars().take(12).collect();
    if few.len() < codes.len() { format!("{few}…") } else { few }
}
