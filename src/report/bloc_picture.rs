//! Who agrees with whom as pictures: the matrix as colours, the tree in which blocs were found, and the blocs where their
//! members lie.

use super::agreement::selected;
use super::chart::Unit;
use super::linked::{Heat, Joined, Leaf, Together, Tree};
use super::picture::{List, Panel, Picture, Role, Spot};
use super::vote_picture::{self, body};
use super::{Names, words};
use crate::analysis::agreement::Measure;
use crate::analysis::blocs::{Bloc, Blocs};
use crate::analysis::matrix::Matrix;
use crate::members::{MemberId, MemberSet};
use crate::record::{Body, Date};

/// The kinds of picture of blocs, the usual one first.
pub(crate) const KINDS: [&str; 2] = ["dendrogram", "map"];
/// Members that have a leaf each, at the most.
const LEAVES: usize = 60;
/// Members whose every two are told in a description, at the most.
const TOLD: usize = 10;
/// Leaves of a tree of more members.
const BRANCHES: usize = 24;
/// Blocs with a colour of their own; black, which stands out most, comes last.
const COLOURED: usize = 6;
/// The longest list of members that a title names.
const LONGEST: usize = 60;

/// What a picture is of, beside its figures.
pub(super) struct About<'a> {
    /// The body whose votes count.
    pub body: Body,
    /// The first and the last day.
    pub span: Option<(Date, Date)>,
    /// The roll calls that were put to a vote.
    pub votes: usize,
    /// The members asked for; empty for all.
    pub list: &'a str,
    /// The conditions that selected the roll calls, as they were typed.
    pub conditions: &'a [String],
}

impl About<'_> {
    /// ` in 2024`, ` from 1946 to 2025`.
    fn years(&self) -> String {
        words::in_span(self.span.map(|(first, last)| (first.year(), last.year())))
    }

    /// `95 recorded votes of the UN General Assembly`, and what selected them.
    fn votes(&self) -> String {
        let votes = words::count(self.votes, "recorded vote");
        // The title has the years.
        let others: Vec<String> = self.conditions.iter().filter(|one| !one.starts_with("--year")).cloned().collect();
        let selected = selected(&others).map_or_else(String::new, |selected| format!(". {selected}"));
        format!("{votes} of the {}{selected}", body(self.body))
    }

    /// `191 members`, and of which list.
    fn members(&self, count: usize) -> String {
        let of = match self.list.len() {
            0 => String::new(),
            1..=LONGEST => format!(" ({})", self.list),
            _ => " asked for".to_owned(),
        };
        words::count(count, "member") + &of
    }
}

/// The colour of a bloc, by its place.
fn role(bloc: usize) -> Role {
    if bloc < COLOURED { Role::Line(((bloc + 1) % COLOURED) as u8) } else { Role::Context }
}

/// What a bloc is called, on two lines: `129 members` and `around Somalia`; `Israel` and `alone`.
fn called(names: Names<'_>, bloc: &Bloc) -> [String; 2] {
    let center = names.name(bloc.center);
    match bloc.members.len() {
        1 => [center.to_owned(), "alone".to_owned()],
        count => [words::count(count, "member"), format!("around {center}")],
    }
}

/// What blocs were found: `9 blocs, the largest of 129 around Somalia`.
fn found(names: Names<'_>, blocs: &Blocs) -> String {
    let largest = blocs.blocs.first().map_or_else(String::new, |bloc| {
        format!(", the largest of {} around {}", bloc.members.len(), names.name(bloc.center))
    });
    words::count(blocs.blocs.len(), "bloc") + &largest
}

/// Each bloc with its members and its agreement within and with others, in sentences.
fn told(names: Names<'_>, blocs: &Blocs) -> String {
    let value = |value: f64| if blocs.measure.is_share() { words::percent(value) } else { format!("{value:.3}") };
    let one = |bloc: &Bloc| {
        let within = bloc.within.map_or_else(String::new, |within| format!(", {} within", value(within)));
        let beyond = bloc.beyond.map_or_else(String::new, |beyond| format!(", {} with others", value(beyond)));
        let members: Vec<&str> = names.named(bloc.set()).iter().map(|member| member.name).collect();
        format!("{}{within}{beyond}: {}.", called(names, bloc).join(" "), members.join(", "))
    };
    blocs.blocs.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// A measure as it stands behind the end of a scale.
fn behind(measure: Measure) -> &'static str {
    if measure == Measure::Identical { "identical" } else { measure.name() }
}

fn unit(measure: Measure) -> Unit {
    if measure.is_share() { Unit::Share } else { Unit::Index }
}

fn measured(measure: Measure) -> &'static str {
    if measure == Measure::Identical { "share of identical votes" } else { measure.name() }
}

/// A matrix as colours, in the order in which it stands; blocs are outlined where they were found. `summary` is its sentence
/// with the mean and the extremes.
pub(super) fn heat(
    names: Names<'_>, matrix: &Matrix, blocs: Option<&Blocs>, about: &About<'_>, summary: &str,
) -> Picture {
    let called = |member: &MemberId| [names.name(*member), names.code(*member)];
    let cell = |row: usize, column: usize| {
        matrix.row(row)[column].value.filter(|_| matrix.rows[row] != matrix.columns[column])
    };
    let all = (0..matrix.rows.len()).flat_map(|row| (0..matrix.columns.len()).map(move |column| (row, column)));
    let cells: Vec<Option<f64>> = all.map(|(row, column)| cell(row, column)).collect();
    let heat = Heat {
        rows: matrix.rows.iter().map(called).collect(),
        columns: matrix.columns.iter().map(called).collect(),
        ends: ends(matrix.measure, &cells),
        unit: unit(matrix.measure),
        measure: behind(matrix.measure),
        blocs: blocs.map_or_else(Vec::new, |blocs| together(names, matrix, blocs)),
        cells,
    };
    let others = if matrix.is_square { String::new() } else { format!(" with {}", matrix.columns.len()) };
    let members = about.members(matrix.rows.len());
    let what = blocs.map_or_else(String::new, |blocs| format!(": {}", found(names, blocs)));
    let title = format!("How {members} agreed{others}{}{what}", about.years());
    let order = if blocs.is_some() { ", ordered by average linkage" } else { "" };
    let measure = words::capitalized(measured(matrix.measure));
    let subtitle = format!("{measure} of every two members{order}; {}", about.votes());
    let pairs = if heat.cells.len() <= TOLD * TOLD { pairs(names, matrix) } else { String::new() };
    let blocs = blocs.map_or_else(String::new, |blocs| told(names, blocs));
    let description = format!("{title}. {subtitle}. {summary} {blocs}{pairs}");
    let note = if matrix.is_square { "Columns stand in the order of the rows." } else { "" };
    Picture { title, subtitle, description, panels: vec![Panel::Heat(heat)], note: note.to_owned() }
}

/// The ends of the scale: tenths that hold all values; of measures below 0 as far from it on both sides.
fn ends(measure: Measure, cells: &[Option<f64>]) -> [f64; 2] {
    let values = || cells.iter().flatten().copied();
    let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    if least > most {
        return [0.0, 1.0];
    }
    let [low, high] = [(least * 10.0 + 1e-9).floor() / 10.0, (most * 10.0 - 1e-9).ceil() / 10.0];
    match (low < 0.0, measure.is_share()) {
        (true, false) => [-high.max(-low), high.max(-low)],
        _ if high - low > 0.05 => [low, high],
        _ if low >= 0.1 => [low - 0.1, high.max(low)],
        _ => [low, low + 0.1],
    }
}

/// Where the blocs stand among the rows of a matrix that is in the order of their tree.
fn together(names: Names<'_>, matrix: &Matrix, blocs: &Blocs) -> Vec<Together> {
    let place = |member: &MemberId| matrix.rows.iter().position(|row| row == member);
    let of = |bloc: &Bloc| {
        let places: Vec<usize> = bloc.members.iter().filter_map(place).collect();
        let span = [*places.iter().min()?, *places.iter().max()?];
        Some(Together { span, words: called(names, bloc) })
    };
    let mut all: Vec<Together> = blocs.blocs.iter().filter_map(of).collect();
    all.sort_by_key(|bloc| bloc.span);
    all
}

/// Every two members with their value.
fn pairs(names: Names<'_>, matrix: &Matrix) -> String {
    let value = |value: f64| if matrix.measure.is_share() { words::percent(value) } else { format!("{value:.3}") };
    let one = |pair: crate::analysis::matrix::Pair| {
        Some(format!("{} and {} {}", names.name(pair.row), names.name(pair.column), value(pair.cell.value?)))
    };
    format!(" {}.", matrix.pairs().filter_map(one).collect::<Vec<_>>().join("; "))
}

/// The picture of blocs of this kind.
pub(super) fn picture(names: Names<'_>, blocs: &Blocs, about: &About<'_>, kind: &str) -> Picture {
    let members = about.members(blocs.members.len());
    let title = format!("How {members} voted together{}: {}", about.years(), found(names, blocs));
    let (panels, what, note) = if kind == "map" {
        let note = "One tile is one member, near where it lies.";
        (map(names, blocs), "Blocs by average linkage", note)
    } else {
        let note = "The farther to the left two are joined, the less they agree.";
        (vec![Panel::Tree(tree(names, blocs))], "Agreement at which members are joined, by average linkage", note)
    };
    let subtitle = format!("{what} ({}); {}", measured(blocs.measure), about.votes());
    let description = format!("{title}. {subtitle}. {}", told(names, blocs));
    Picture { title, subtitle, description, panels, note: note.to_owned() }
}

/// The members where they lie, in the colours of their blocs, and what the colours are.
fn map(names: Names<'_>, blocs: &Blocs) -> Vec<Panel> {
    let bloc_of = |member: MemberId| blocs.blocs.iter().position(|bloc| bloc.members.contains(&member));
    let spot = |member: MemberId| {
        let bloc = bloc_of(member);
        let code = names.code(member);
        let said = bloc.map(|bloc| called(names, &blocs.blocs[bloc]).join(" "));
        Some(Spot {
            code,
            short: names.member(member).iso2.unwrap_or(code),
            name: names.name(member),
            role: bloc.map_or(Role::NotKnown, role),
            said: said.unwrap_or_else(|| "too few common votes".to_owned()),
        })
    };
    let left_out: MemberSet = blocs.left_out.iter().map(|(member, _)| *member).collect();
    let all: MemberSet = blocs.members.iter().copied().collect();
    let tiles = vote_picture::map(names.record, all | left_out, spot);
    let list = |role: Role, heading: String, names: Vec<&'static str>| List { role, heading, names };
    let own = blocs.blocs.iter().enumerate().take(COLOURED);
    let mut lists: Vec<List> = own
        .map(|(at, bloc)| list(role(at), format!("{}: {}", at + 1, called(names, bloc).join(" ")), Vec::new()))
        .collect();
    let others: MemberSet = blocs.blocs.iter().skip(COLOURED).flat_map(|bloc| bloc.members.iter().copied()).collect();
    let by_name = |members: MemberSet| names.named(members).iter().map(|member| member.name).collect::<Vec<_>>();
    if !others.is_empty() {
        let count = words::count(blocs.blocs.len() - COLOURED, "smaller bloc");
        lists.push(list(Role::Context, count, by_name(others)));
    }
    if !left_out.is_empty() {
        lists.push(list(Role::NotKnown, "Left out: too few common votes".to_owned(), by_name(left_out)));
    }
    vec![Panel::Tiles(tiles), Panel::Lists(lists)]
}

/// The tree of the members or, where there are many, of its last branches.
fn tree(names: Names<'_>, blocs: &Blocs) -> Tree {
    let drawn = blocs.dendrogram();
    let count = if drawn.order.len() <= LEAVES { drawn.order.len() } else { BRANCHES.max(blocs.blocs.len()) };
    let (of, groups) = blocs.cut(count);
    // The leaf or the join that shows each branch, and its bloc, where it is in one.
    let mut branches: Vec<(usize, Option<usize>)> = Vec::new();
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut leaf_of: Vec<Option<usize>> = vec![None; groups.len()];
    for place in &drawn.order {
        let (group, bloc) = (of[*place], blocs.of[*place]);
        let leaf = leaf_of[group].unwrap_or_else(|| {
            let (center, count) = (groups[group].center, groups[group].members.len());
            let [name, code] = [names.name(center), names.code(center)];
            let called = if count == 1 {
                [name.to_owned(), code.to_owned()]
            } else {
                [called(names, &groups[group]).join(" "), format!("{count} around {code}")]
            };
            leaves.push(Leaf { names: called, role: role(bloc), within: 1.0 });
            leaves.len() - 1
        });
        leaf_of[group] = Some(leaf);
        branches.push((leaf, Some(bloc)));
    }
    let mut joins: Vec<Joined> = Vec::new();
    for join in &drawn.joins {
        let [one, other] = join.of.map(|branch| branches[branch]);
        let bloc = one.1.filter(|_| one.1 == other.1);
        if one.0 == other.0 {
            leaves[one.0].within = join.agreement;
            branches.push((one.0, bloc));
            continue;
        }
        joins.push(Joined { of: [one.0, other.0], at: join.agreement, role: bloc.map_or(Role::Muted, role) });
        branches.push((leaves.len() + joins.len() - 1, bloc));
    }
    let least = joins.iter().map(|join| join.at).chain(leaves.iter().map(|leaf| leaf.within)).fold(1.0, f64::min);
    let least = ((least * 10.0 + 1e-9).floor() / 10.0).min(0.9);
    Tree { leaves, joins, least, unit: unit(blocs.measure) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_tenths_that_hold_all_values() {
        let of = |measure, values: &[f64]| {
            let cells: Vec<Option<f64>> = values.iter().map(|value| Some(*value)).chain([None]).collect();
            ends(measure, &cells).map(|end| (end * 10.0).round() as i32)
        };
        assert_eq!(of(Measure::Identical, &[0.31, 0.875]), [3, 9]);
        assert_eq!(of(Measure::Identical, &[0.3, 0.9]), [3, 9]);
        assert_eq!(of(Measure::Identical, &[1.0]), [9, 10]);
        assert_eq!(of(Measure::Identical, &[0.0]), [0, 1]);
        // Below 0 less and more are told apart, and 0 lies in the middle.
        assert_eq!(of(Measure::Kappa, &[-0.12, 0.54]), [-6, 6]);
        assert_eq!(of(Measure::Identical, &[]), [0, 10]);
    }
}
