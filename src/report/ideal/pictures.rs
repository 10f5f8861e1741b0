//! Ideal points as pictures: lines through sessions, the members of one session on one axis, or where they lie.

use super::{IdealQuestion, is_few};
use crate::analysis::ideal::{Fit, Position, session_of, year_of};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet};
use crate::record::{Record, RollCallId, Session};
use crate::report::chart::{Chart, Line, Placed, Places, Point, Unit};
use crate::report::line_picture::{ends_told, pictured};
use crate::report::picture::{Panel, Picture, Role, Scale, Tiles};
use crate::report::{Names, vote_picture, words};

/// The kinds of picture of ideal points.
pub(crate) const KINDS: [&str; 3] = ["lines", "members", "map"];
/// How many members are named at either end, where none were asked for.
const AT_ENDS: usize = 6;
/// The most that are named: of more those at both ends.
const NAMED: usize = 60;
/// What the unit is.
const UNIT: &str =
    "in standard deviations of all members of all sessions; the United States stands on the positive side";

/// The picture of positions; none where there are none.
pub(crate) fn picture(record: &Record, fit: &Fit, question: &IdealQuestion<'_>, kind: &str) -> Option<Picture> {
    let last = *question.sessions.last()?;
    let is_shown = |id: &RollCallId| session_of(record, *id).is_some_and(|one| question.sessions.contains(&one));
    let names = Names::new(record, question.official).over(fit.roll_calls().filter(is_shown));
    let shown = fit.shown(record, &question.sessions, question.list);
    match kind {
        "lines" => through(names, &shown, question),
        "map" => map(names, fit, last, question),
        _ => members(names, fit, last, question),
    }
}

fn interval(one: &Position) -> (f64, f64) {
    let half = super::INTERVAL * one.standard_error;
    (one.position - half, one.position + half)
}

/// `2.93 (95% interval 2.80 to 3.06)`.
fn told(one: &Position) -> String {
    let (low, high) = interval(one);
    let [position, low, high] = [one.position, low, high].map(|value| Unit::Position.told(value));
    format!("{position} (95% interval {low} to {high})")
}

/// A line through the sessions for each member that was asked for, else for the permanent members of the Council.
fn through(names: Names<'_>, shown: &[&Position], question: &IdealQuestion<'_>) -> Option<Picture> {
    let members = names.record.members();
    let permanent: MemberSet = members.permanent().iter().map(|member| members.whole_line(member)).collect();
    let of_all = question.list.is_none();
    let chosen = shown.iter().filter(|one| !of_all || permanent.contains(one.line));
    let chosen: Vec<&Position> = chosen.copied().collect();
    let lines = chosen.chunk_by(|a, b| a.line == b.line).enumerate().map(|(colour, positions)| {
        let line = positions[0].line;
        let point = |one: &&Position| Point {
            at: one.session as i16,
            value: one.position,
            interval: Some(interval(one)),
            is_firm: !is_few(one),
            said: format!("session {}: {}", one.session, told(one)),
        };
        let names = [names.name(line).to_owned(), names.member(line).name.to_owned()];
        Line { names, colour, points: positions.iter().map(point).collect() }
    });
    let mut lines: Vec<Line> = lines.collect();
    if let [only] = lines.as_mut_slice() {
        only.colour = 1;
    }
    let at = lines.iter().filter_map(Line::last).map(|point| point.at).max()?;
    let ends: Vec<(&str, &Point)> =
        lines.iter().filter_map(|line| Some((line.names[0].as_str(), line.last()?))).collect();
    let title = format!("Ideal points in session {at}: {}", ends_told(Unit::Position, at, &ends));
    let band = if lines.len() <= 3 { "; band: 95% interval" } else { "" };
    let whose = if of_all { " of the permanent members of the Security Council" } else { "" };
    let subtitle = format!("Positions{whose} by all recorded votes of the General Assembly, by session, {UNIT}{band}");
    let mut note = vec![
        "Compare within a session: how far a member moved depends on which questions are taken for the same."
            .to_owned(),
    ];
    note.extend(of_all.then(|| "--members draws others.".to_owned()));
    pictured(title, subtitle, Chart { unit: Unit::Position, lines, ..Chart::default() }, note, false)
}

/// The members of a session on one axis: those that were asked for, else those at both ends and the permanent members, among
/// all.
fn members(names: Names<'_>, fit: &Fit, session: u16, question: &IdealQuestion<'_>) -> Option<Picture> {
    let mut all = fit.shown(names.record, &[session], None);
    all.in_order(|a, b| b.position.total_cmp(&a.position));
    let asked: Vec<MemberId> = fit.shown(names.record, &[session], question.list).iter().map(|one| one.line).collect();
    let members = names.record.members();
    let permanent: MemberSet = members.permanent().iter().map(|member| members.whole_line(member)).collect();
    let is_named = |(at, one): &(usize, &&Position)| {
        let at_ends = *at < AT_ENDS || at + AT_ENDS >= all.len();
        if question.list.is_some() { asked.contains(&one.line) } else { at_ends || permanent.contains(one.line) }
    };
    let mut rows: Vec<Placed> = all.iter().enumerate().filter(is_named).map(|(_, one)| placed(names, one)).collect();
    let left_out = rows.len().saturating_sub(NAMED);
    if left_out > 0 {
        rows.drain(NAMED / 2..NAMED / 2 + left_out);
    }
    let all: Vec<Placed> = all.iter().map(|one| placed(names, one)).collect();
    let title = title(session, &rows, question)?;
    let subtitle = format!(
        "Positions by all recorded votes of the General Assembly, {UNIT}; line: 95% interval; above, all {} members",
        all.len()
    );
    let said: Vec<&str> = rows.iter().map(|one| one.said.as_str()).collect();
    let description = format!("{title}. {subtitle}. {}.", said.join("; "));
    let note =
        if left_out > 0 { format!("{left_out} members between them are in the strip alone.") } else { String::new() };
    let panels = vec![Panel::Places(Places { named: rows, all })];
    Some(Picture { title, subtitle, description, panels, note })
}

fn placed(names: Names<'_>, one: &Position) -> Placed {
    let names = [names.name(one.line), names.code(one.line)].map(ToOwned::to_owned);
    let said = format!("{}: {}", names[0], told(one));
    Placed { names, value: one.position, interval: interval(one), said }
}

/// Who stands at the ends of those that are named, from the highest position.
fn title(session: u16, named: &[Placed], question: &IdealQuestion<'_>) -> Option<String> {
    let when = format!("the {} ({})", Session::Regular(session).name(), year_of(session));
    let value = |one: &Placed| format!("{} {}", one.names[0], Unit::Position.told(one.value));
    let (first, last) = (named.first()?, named.last()?);
    Some(match named.len() {
        1..=4 => format!("Ideal points in {when}: {}", words::and(&named.iter().map(value).collect::<Vec<_>>())),
        _ if question.list.is_some() => format!("Ideal points in {when}: from {} to {}", value(first), value(last)),
        _ => format!("Ideal points in {when}: {} and {} at the ends", value(first), value(last)),
    })
}

/// The members of a session where they lie, in the colours of their positions.
fn map(names: Names<'_>, fit: &Fit, session: u16, question: &IdealQuestion<'_>) -> Option<Picture> {
    let shown = fit.shown(names.record, &[session], question.list);
    let without = fit.without_position(names.record, &[session], question.list);
    let farthest = shown.iter().map(|one| one.position.abs()).fold(0.0, f64::max);
    let mut placed: Vec<Placed> = shown.iter().map(|one| placed(names, one)).collect();
    placed.in_order(|a, b| b.value.total_cmp(&a.value));
    let title = title(session, &placed, question)?;
    let members: MemberSet = shown.iter().map(|one| one.line).collect();
    let spot = |member: MemberId| {
        let position = shown.iter().find(|one| one.line == member);
        let (role, said) = match position {
            Some(one) => (Role::Change((one.position / farthest.max(f64::MIN_POSITIVE)) as f32), told(one)),
            None => (Role::NotKnown, "no vote, and so no position".to_owned()),
        };
        Some(vote_picture::spot_of(names, member, role, said))
    };
    let steps = (0..7_u8).map(|step| Role::Change((2.0 * f32::from(step) + 1.0) / 7.0 - 1.0)).collect();
    let ends = [-farthest, farthest].map(|end| Unit::Position.told(end));
    let tiles =
        Tiles { scale: Some(Scale { steps, ends }), ..vote_picture::map(names.record, members | without, spot) };
    let subtitle = format!("Positions by all recorded votes of the General Assembly, {UNIT}");
    let said: Vec<&str> = placed.iter().map(|one| one.said.as_str()).collect();
    let description = format!("{title}. {subtitle}. {}.", said.join("; "));
    let note = "One tile is one member, near where it lies.".to_owned();
    Some(Picture { title, subtitle, description, panels: vec![Panel::Tiles(tiles)], note })
}
