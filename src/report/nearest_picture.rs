//! How much every member agrees with one, as a map.

use super::agreement::{meaning, selected};
use super::chart::Unit;
use super::nearest::NearestQuestion;
use super::picture::{Panel, Picture, Role, Scale, Tiles};
use super::vote_picture::{map, spot_of};
use super::{Names, words};
use crate::analysis::agreement::Measure;
use crate::analysis::nearest::Nearest;
use crate::members::{MemberId, MemberSet};
use crate::record::Record;

/// The kinds of picture of neighbours.
pub(crate) const KINDS: [&str; 1] = ["map"];

/// The map of agreement with a member, group or list.
pub(crate) fn of_nearest(
    record: &Record, found: &Nearest, question: &NearestQuestion<'_>, conditions: &[String],
) -> Option<Picture> {
    let names = Names::new(record, question.official).over(found.ids.iter().copied());
    let (name, measure) = (names.list(question.of), question.measure);
    let unit = if measure.is_share() { Unit::Share } else { Unit::Index };
    let (first, last) = (found.rows.first()?, found.rows.last()?);
    let told = |member: MemberId, value: f64| format!("{} {}", names.name(member), unit.told(value));
    let years = record.days(found.ids.iter().copied());
    let years =
        years.map_or_else(String::new, |(first, last)| format!(" in {}", words::span(&first.year(), &last.year())));
    let [nearest, farthest] = [first, last].map(|row| told(row.member, row.value));
    let title = format!("{name}{years}: nearest {nearest}, farthest {farthest}");
    let what = match measure {
        Measure::Identical => "Share of identical votes".to_owned(),
        _ => words::capitalized(meaning(measure)),
    };
    let selected = selected(conditions).map_or_else(String::new, |selected| format!(". {selected}"));
    let votes = words::count(found.own_votes, "vote");
    let subtitle = format!("{what} with {name}, {}, {votes}{selected}", question.body.name());
    let own = found.last.map_or(MemberSet::EMPTY, |day| question.of.lines_on(record.members(), Some(day)));
    let few: MemberSet = found.too_few.iter().map(|(member, _)| *member).collect();
    let all: MemberSet = found.rows.iter().map(|row| row.member).collect();
    let share = |value: f64| if measure.is_share() { value } else { value.midpoint(1.0) };
    let spot = |member: MemberId| {
        let row = found.rows.iter().find(|row| row.member == member);
        let (role, said) = match row {
            Some(row) => (
                Role::Share(share(row.value) as f32),
                format!("{} of {}", unit.told(row.value), words::count(row.compared.votes, "vote")),
            ),
            None if own.contains(member) => (Role::Ink, "with whom all others are compared".to_owned()),
            None => (Role::NotKnown, "too few votes in common".to_owned()),
        };
        Some(spot_of(names, member, role, said))
    };
    let steps = (0..7_u8).map(|step| Role::Share((f32::from(step) + 0.5) / 7.0)).collect();
    let ends = if measure.is_share() { ["0%", "100%"] } else { ["\u{2212}1", "1"] }.map(ToOwned::to_owned);
    let tiles = Tiles { scale: Some(Scale { steps, ends }), ..map(record, all | few | own, spot) };
    let said: Vec<String> = found.rows.iter().map(|row| told(row.member, row.value)).collect();
    let dashed = format!("Dashed: fewer than {} in common.", words::count(found.least, "vote"));
    let dashed = if few.is_empty() { String::new() } else { dashed };
    let note = format!("One tile is one member, near where it lies. {dashed}");
    let description = format!("{title}. {subtitle}. {}.", said.join("; "));
    Some(Picture { title, subtitle, description, panels: vec![Panel::Tiles(tiles)], note })
}
