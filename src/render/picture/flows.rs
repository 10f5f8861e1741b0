//! What went from where to where: nodes on two sides and the flows between them. Flows leave and enter a node in the order
//! of their partners, so that they cross as little as they can.

use super::Canvas;
use crate::render::letters;
use crate::render::scene::{Anchor, Shape, Step, Style, Text};
use crate::report::picture::{Flow, Flows, Node, Role};

/// The greatest height of one that stands in a node.
const TALLEST: f64 = 12.0;
/// The least thickness of a flow, so that the smallest is seen.
const THINNEST: f64 = 0.75;

/// Draws the heads, the flows, the nodes and their labels.
pub(super) fn draw(canvas: &mut Canvas, flows: &Flows) {
    heads(canvas, &flows.heads);
    let unit = unit(canvas, flows);
    let widths = flows.nodes.each_ref().map(|nodes| label_width(canvas, nodes));
    let bar = canvas.pick(14.0, 10.0);
    let left = canvas.margin + widths[0] + 8.0;
    let right = canvas.scene.width - canvas.margin - widths[1] - 8.0;
    let tops = flows.nodes.each_ref().map(|nodes| tops(canvas, nodes, unit));
    ribbons(canvas, flows, [left + bar, right - bar], &tops, unit);
    for (side, x) in [left, right - bar].into_iter().enumerate() {
        let beside = if side == 0 { left - 8.0 } else { right + 8.0 };
        for (node, top) in shown(&flows.nodes[side], &tops[side]) {
            let height = (node.count as f64 * unit).max(THINNEST);
            canvas.scene.rect([x, top, bar, height, 0.0], node.role).titled(format!("{} {}", node.count, node.word));
            label(canvas, node, [beside, top], (side, widths[side]));
        }
    }
    let end = |side: usize| {
        let ends = shown(&flows.nodes[side], &tops[side]).map(|(node, top)| top + slot(canvas, node, unit));
        ends.fold(canvas.y, f64::max)
    };
    canvas.y = end(0).max(end(1));
}

/// The nodes that are drawn, each with its top.
fn shown<'n>(nodes: &'n [Node], tops: &'n [f64]) -> impl Iterator<Item = (&'n Node, f64)> {
    nodes.iter().zip(tops.iter().copied()).filter(|(node, _)| node.count > 0)
}

/// Writes what stands above each side: in full, else shorter, else in lines of half the room.
fn heads(canvas: &mut Canvas, heads: &[[String; 2]; 2]) {
    let (size, room) = (canvas.label(), canvas.room() - 16.0);
    let wide = |text: &str| letters::width(text, size, true);
    let fits = |form: &usize| wide(&heads[0][*form]) + wide(&heads[1][*form]) <= room;
    let form = (0..2).find(fits);
    let (top, mut bottom) = (canvas.y, canvas.y);
    for (side, head) in heads.iter().enumerate() {
        let lines = match form {
            Some(form) => vec![head[form].clone()],
            None => letters::lines(&head[1], size, true, room / 2.0, 3),
        };
        let (x, anchor) =
            if side == 0 { (canvas.margin, Anchor::Start) } else { (canvas.scene.width - canvas.margin, Anchor::End) };
        for (place, line) in lines.iter().enumerate() {
            let y = top + size * (1.0 + 1.25 * place as f64);
            canvas.write(line, [x, y], (size, true), anchor, Role::Ink);
            bottom = bottom.max(y);
        }
    }
    canvas.y = bottom + canvas.pick(12.0, 10.0);
}

/// The height of one that stands in a node.
fn unit(canvas: &Canvas, flows: &Flows) -> f64 {
    let all = flows.nodes.each_ref().map(|nodes| nodes.iter().map(|node| node.count).sum::<usize>());
    let most = all[0].max(all[1]).max(1) as f64;
    (canvas.pick(405.0, 338.0) / most).min(TALLEST)
}

/// The sizes of a node's number and of its word.
fn sizes(canvas: &Canvas) -> [f64; 2] {
    [canvas.pick(16.0, 14.0), canvas.label()]
}

/// The height that a node takes: its own, at least that of its label.
fn slot(canvas: &Canvas, node: &Node, unit: f64) -> f64 {
    let [number, word] = sizes(canvas);
    (node.count as f64 * unit).max(number * 0.76 + word * 1.45)
}

/// The top of each node of a side, one below the other.
fn tops(canvas: &Canvas, nodes: &[Node], unit: f64) -> Vec<f64> {
    let mut y = canvas.y;
    let top = |node: &Node| {
        let top = y;
        y += if node.count == 0 { 0.0 } else { slot(canvas, node, unit) + canvas.pick(12.0, 9.0) };
        top
    };
    nodes.iter().map(top).collect()
}

/// The width of the widest label of a side, at most what leaves the flows half of the room.
fn label_width(canvas: &Canvas, nodes: &[Node]) -> f64 {
    let [number, word] = sizes(canvas);
    let width = |node: &Node| {
        let count = letters::width(&node.count.to_string(), number, true);
        count.max(letters::width(&node.word, word, false))
    };
    nodes.iter().filter(|node| node.count > 0).map(width).fold(0.0, f64::max).min(canvas.room() * 0.25)
}

/// Writes the number and the word of a node beside it, on two lines.
fn label(canvas: &mut Canvas, node: &Node, [x, top]: [f64; 2], (side, width): (usize, f64)) {
    let [number, word] = sizes(canvas);
    let anchor = if side == 0 { Anchor::End } else { Anchor::Start };
    let line = top + number * 0.76;
    let word_line = line + word * 1.22;
    let cut = letters::cut(&node.word, word, false, width);
    for (words, y, size, role) in
        [(node.count.to_string(), line, number, Role::Ink), (cut, word_line, word, Role::Muted)]
    {
        let text = Text { at: [x, y], anchor, size, is_bold: role == Role::Ink, words, ..Text::default() };
        canvas.scene.text(text.set_within(width), role);
    }
}

/// Draws the flows between two edges: those that stayed first, then those that moved, the largest first; at last the
/// counts of those that are tall enough.
fn ribbons(canvas: &mut Canvas, flows: &Flows, edges: [f64; 2], tops: &[Vec<f64>; 2], unit: f64) {
    let mut drawn: Vec<(&Flow, [f64; 2])> = Vec::new();
    for flow in &flows.ways {
        drawn.push((flow, [0, 1].map(|side| tops[side][flow.between[side]] + before(flows, flow, side) as f64 * unit)));
    }
    drawn.sort_by_key(|(flow, _)| (flow.moved, std::cmp::Reverse(flow.count)));
    let role_of = |flow: &Flow| match flows.nodes[1].get(flow.between[1]).map(|node| node.role) {
        // What is hollow as a node is grey as a flow.
        Some(Role::NonVoting | Role::NotKnown) | None => Role::Context,
        Some(role) => role,
    };
    for (flow, ends) in &drawn {
        let height = (flow.count as f64 * unit).max(THINNEST);
        let style = if flow.moved { Style::Strong } else { Style::Pale };
        canvas.scene.add(ribbon(edges, *ends, height), role_of(flow), style).titled(&*flow.said);
    }
    let bands: Vec<([f64; 2], f64)> = drawn.iter().map(|(flow, ends)| (*ends, flow.count as f64 * unit)).collect();
    for (place, (flow, _)) in drawn.iter().enumerate() {
        let Some(text) = count(canvas, flow, edges, &bands[place..]) else { continue };
        match (flow.moved, role_of(flow)) {
            (false, _) => canvas.scene.text(text, Role::Ink),
            (true, Role::No) => canvas.scene.text_on_mark(text, Role::No),
            // At four fifths of their strength the other colours bear dark text in both modes, as that of abstentions is.
            (true, _) => canvas.scene.text_on_mark(text, Role::Abstain),
        }
    }
}

/// The count in a flow beside the node that it leaves, where the flow is tall enough for it along its whole width and none
/// that is drawn later, as those behind its own band are, crosses it there.
fn count(canvas: &Canvas, flow: &Flow, edges: [f64; 2], bands: &[([f64; 2], f64)]) -> Option<Text> {
    let (size, words) = (canvas.label(), flow.count.to_string());
    let left = edges[0] + canvas.pick(10.0, 6.0);
    let right = left + letters::width(&words, size, true);
    let (own, later) = bands.split_first()?;
    let within = |band: &([f64; 2], f64)| {
        let ends = [left, right].map(|x| height_at(edges, band.0, x));
        [ends[0].min(ends[1]), ends[0].max(ends[1]) + band.1]
    };
    let ends = [left, right].map(|x| height_at(edges, own.0, x));
    let (top, bottom) = (ends[0].max(ends[1]), ends[0].min(ends[1]) + own.1);
    let middle = f64::midpoint(top, bottom);
    let hides = |band: &([f64; 2], f64)| {
        let [above, below] = within(band);
        above < middle + size / 2.0 && middle - size / 2.0 < below
    };
    let fits = right < f64::midpoint(edges[0], edges[1]) && bottom - top >= size * 0.94 && !later.iter().any(hides);
    // Digits are as tall as capitals, and stand a little above the middle so that their feet have room as well.
    let at = [left, middle + size * 0.31];
    fits.then(|| Text { at, size, is_bold: true, words, is_on_mark: true, ..Text::default() })
}

/// The upper edge of a band at a place between both edges.
fn height_at([left, right]: [f64; 2], [from, to]: [f64; 2], x: f64) -> f64 {
    let part = ((x - left) / (right - left)).clamp(0.0, 1.0);
    // How far along the curve that is: its points that bend it lie in the middle, so that x = 1.5 t (1 - t) + t^3.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..30 {
        let t = f64::midpoint(low, high);
        if 1.5 * t * (1.0 - t) + t * t * t < part { low = t } else { high = t }
    }
    from + (to - from) * low * low * (3.0 - 2.0 * low)
}

/// How many leave or enter the node of a flow above it.
fn before(flows: &Flows, flow: &Flow, side: usize) -> usize {
    let is_above =
        |other: &&Flow| other.between[side] == flow.between[side] && other.between[1 - side] < flow.between[1 - side];
    flows.ways.iter().filter(is_above).map(|other| other.count).sum()
}

/// A band of one height that bends from the one edge to the other.
fn ribbon([left, right]: [f64; 2], [from, to]: [f64; 2], height: f64) -> Shape {
    let middle = f64::midpoint(left, right);
    Shape::Path(vec![
        Step::Move([left, from]),
        Step::Curve([middle, from, middle, to, right, to]),
        Step::Line([right, to + height]),
        Step::Curve([middle, to + height, middle, from + height, left, from + height]),
        Step::Close,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::picture::at;
    use crate::report::picture::{Panel, Picture};
    use proptest::prelude::*;

    /// A picture of these flows, at 720.
    fn scene(counts: &[[usize; 3]; 3], more: [usize; 3]) -> crate::render::scene::Scene {
        let roles = [Role::Yes, Role::Abstain, Role::No];
        let node = |place: usize, count: usize| Node { role: roles[place], count, word: "some".to_owned() };
        let sum = |of: &dyn Fn(usize) -> usize| (0..3).map(of).sum::<usize>();
        let from = (0..3).map(|at| node(at, sum(&|to| counts[at][to]) + more[at])).collect();
        let to = (0..3).map(|at| node(at, sum(&|from| counts[from][at]))).collect();
        let all = (0..9).map(|at| [at / 3, at % 3]);
        let flow = |[from, to]: [usize; 2]| Flow {
            between: [from, to],
            count: counts[from][to],
            moved: from != to,
            said: format!("{from} {to}"),
        };
        let ways = all.map(flow).filter(|flow| flow.count > 0).collect();
        let heads = [["a".to_owned(), "a".to_owned()], ["b".to_owned(), "b".to_owned()]];
        let panels = vec![Panel::Flows(Flows { heads, nodes: [from, to], ways })];
        at(&Picture { panels, ..Picture::default() }, "", 720.0, true)
    }

    /// The bands with what is said of them: upper edge on the left, on the right, and height.
    fn bands(scene: &crate::render::scene::Scene) -> Vec<(String, [f64; 3])> {
        let band = |mark: &crate::render::scene::Mark| match &mark.shape {
            Shape::Path(steps) => match steps[..3] {
                [Step::Move([_, from]), Step::Curve([.., to]), Step::Line([_, end])] => {
                    Some((mark.title.clone(), [from, to, end - to]))
                }
                _ => None,
            },
            _ => None,
        };
        scene.marks.iter().filter_map(band).collect()
    }

    #[test]
    fn a_band_is_halfway_in_the_middle_and_has_hardly_left_its_edge_beside_it() {
        let at = |x: f64| height_at([0.0, 100.0], [0.0, 40.0], x);
        // t = 1/4 is at x = 1.5 * 3/16 + 1/64 = 29.6875%, where y = 1/16 * 2.5 = 15.625%.
        for (x, y) in [(0.0, 0.0), (29.6875, 6.25), (50.0, 20.0), (100.0, 40.0)] {
            assert!((at(x) - y).abs() < 1e-6, "{x}: {}", at(x));
        }
    }

    #[test]
    fn a_band_is_as_high_as_its_members_and_leaves_its_node_in_the_order_of_partners() {
        // Ten members, 12 each: of 6 in favour 4 stayed and 2 went to against; of 4 against all abstained.
        let scene = scene(&[[4, 0, 2], [0, 0, 0], [0, 4, 0]], [0; 3]);
        let bands = bands(&scene);
        // Those that stayed are drawn first, then the largest move.
        assert_eq!(bands.iter().map(|band| band.0.as_str()).collect::<Vec<_>>(), ["0 0", "2 1", "0 2"]);
        let top = bands[0].1[0];
        let is = |band: usize, expected: [f64; 3]| {
            let close = bands[band].1.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-9);
            assert!(close, "{:?} {expected:?}", bands[band]);
        };
        is(0, [top, top, 48.0]);
        // Below 6 members of 12 and a gap of 12 stand those against; on the right 4 of them are below 48 and a gap.
        is(1, [top + 84.0, top + 60.0, 48.0]);
        is(2, [top + 48.0, top + 120.0, 24.0]);
    }

    proptest! {
        #[test]
        fn bands_lie_beside_one_another_within_their_nodes(
            counts in prop::array::uniform3(prop::array::uniform3(0_usize..90)), more in prop::array::uniform3(0_usize..9),
        ) {
            let scene = scene(&counts, more);
            let nodes: Vec<[f64; 3]> = scene.marks.iter().filter_map(|mark| match mark.shape {
                Shape::Rect([x, y, _, height, _]) => Some([x, y, y + height]),
                _ => None,
            }).collect();
            let left = nodes.first().map_or(0.0, |node| node[0]);
            for side in 0..2 {
                let mut ends: Vec<[f64; 2]> =
                    bands(&scene).iter().map(|(_, band)| [band[side], band[side] + band[2]]).collect();
                ends.sort_by(|a, b| a[0].total_cmp(&b[0]));
                // The thinnest bands are drawn somewhat thicker than they are.
                prop_assert!(ends.windows(2).all(|two| two[0][1] <= two[1][0] + THINNEST));
                for end in &ends {
                    let is_within = |node: &&[f64; 3]| {
                        (node[0] <= left) == (side == 0) && node[1] <= end[0] + 1e-6 && end[1] <= node[2] + THINNEST
                    };
                    prop_assert_eq!(nodes.iter().filter(is_within).count(), 1);
                }
            }
        }
    }
}
