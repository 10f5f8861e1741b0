//! Every picture over hostile input, at four widths: no text upon text, none upon a mark that is not its own, and nothing
//! beyond the edges.

mod samples;

use super::at;
use crate::render::scene::{Mark, Scene, Shape, Step, Style, Text};
use crate::report::picture::{Picture, Role};

/// How far boxes may reach into one another, as text has room above and below its letters.
const SLACK: f64 = 0.75;

/// A box: left, top, right, bottom.
type Bounds = [f64; 4];

#[test]
fn no_text_of_a_picture_stands_upon_another_or_upon_a_foreign_mark_and_nothing_is_clipped() {
    let mut faults = Vec::new();
    for (name, picture) in samples::all() {
        for (width, is_wide) in [(320.0, false), (390.0, false), (720.0, true), (1200.0, true)] {
            let scene = at(&picture, "Source: 2 roll calls in the embedded record", width, is_wide);
            let told = |fault: String| format!("{name} at {width}: {fault}");
            faults.extend(faults_of(&scene).into_iter().take(3).map(told));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn text_upon_text_upon_a_line_and_beyond_the_edge_is_found() {
    let text = |at: [f64; 2]| Text { at, size: 10.0, words: "HHHH".to_owned(), ..Text::default() };
    let found = |draw: &dyn Fn(&mut Scene)| {
        let mut scene = Scene::new(100.0);
        scene.height = 100.0;
        scene.text(text([10.0, 50.0]), Role::Ink);
        draw(&mut scene);
        faults_of(&scene).len()
    };
    assert_eq!(found(&|_| ()), 0);
    // HHHH is 28.88 wide and stands from 42.7 to 52.1.
    assert_eq!(found(&|scene| scene.text(text([30.0, 55.0]), Role::Ink)), 1);
    assert_eq!(found(&|scene| scene.text(text([45.0, 50.0]), Role::Ink)), 0);
    assert_eq!(found(&|scene| scene.text(text([80.0, 80.0]), Role::Ink)), 1);
    assert_eq!(
        found(&|scene| {
            scene.line([0.0, 47.0, 90.0, 47.0], Role::Axis, 1.0);
        }),
        1
    );
    assert_eq!(
        found(&|scene| {
            scene.line([0.0, 47.0, 90.0, 47.0], Role::Grid, 1.0);
        }),
        0
    );
    assert_eq!(
        found(&|scene| {
            scene.rect([0.0, 0.0, 99.0, 99.0, 0.0], Role::Yes);
        }),
        1
    );
    assert_eq!(
        found(&|scene| {
            scene.circle([80.0, 15.0, 9.0], Role::Yes);
        }),
        0
    );
    assert_eq!(
        found(&|scene| {
            scene.circle([95.0, 15.0, 9.0], Role::Yes);
        }),
        1
    );
    // A curve is followed, not boxed: this one passes far from the text.
    let curve = |end: f64| Shape::Path(vec![Step::Move([5.0, 5.0]), Step::Curve([5.0, end, 5.0, end, 95.0, end])]);
    assert_eq!(
        found(&|scene| {
            scene.add(curve(90.0), Role::Ink, Style::Stroke(1.0));
        }),
        0
    );
    assert_eq!(
        found(&|scene| {
            scene.add(curve(48.0), Role::Ink, Style::Stroke(1.0));
        }),
        1
    );
    // Upon its own mark it may stand, and not beside it.
    let on_mark = |left: f64| {
        let mut scene = Scene::new(100.0);
        scene.height = 100.0;
        scene.rect([left, 30.0, 60.0, 40.0, 0.0], Role::No);
        scene.text_on_mark(text([10.0, 50.0]), Role::No);
        faults_of(&scene).len()
    };
    assert_eq!([on_mark(5.0), on_mark(20.0), on_mark(39.0)], [0, 1, 1]);
}

/// A mark with where it is drawn.
struct Drawn<'s> {
    mark: &'s Mark,
    outline: Vec<[f64; 2]>,
    /// Half of the width of its line.
    reach: f64,
    bounds: Bounds,
}

impl<'s> Drawn<'s> {
    fn of(mark: &'s Mark) -> Self {
        let outline = outline(mark);
        let reach = if let Style::Stroke(width) | Style::Dashed(width) = mark.style { width / 2.0 } else { 0.0 };
        let bounds = grown(bounds(&outline), reach);
        Self { mark, outline, reach, bounds }
    }

    /// Whether it is drawn anywhere in a box.
    fn touches(&self, own: Bounds) -> bool {
        let is_text = matches!(self.mark.shape, Shape::Text(_));
        if is_text || !overlap(self.bounds, own) {
            return false;
        }
        let own = grown(own, self.reach);
        let crosses = self.outline.iter().any(|point| is_in(*point, own));
        crosses || (self.reach <= 0.0 && surrounds(&self.outline, middle(own)))
    }

    /// Whether it is filled and holds a whole box.
    fn holds(&self, own: Bounds) -> bool {
        // A round mark may end within the corners of the box, which letters do not fill.
        let slack = if matches!(self.mark.shape, Shape::Circle(_)) { 0.12 } else { 0.0 };
        let ([x, y], [left, top, right, bottom]) = (middle(own), own);
        let corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
        let mut corners = corners.map(|[a, b]| [a + (x - a) * slack, b + (y - b) * slack]).into_iter();
        self.reach <= 0.0 && corners.all(|corner| surrounds(&self.outline, corner))
    }
}

/// What is wrong with a scene.
fn faults_of(scene: &Scene) -> Vec<String> {
    let all: Vec<Drawn<'_>> = scene.marks.iter().map(Drawn::of).collect();
    let mut faults = Vec::new();
    for drawn in &all {
        let [left, top, right, bottom] = grown(drawn.bounds, -SLACK);
        let within = left >= 0.0 && top >= 0.0 && right <= scene.width && bottom <= scene.height;
        // What is not a number is not within either.
        if !within {
            faults.push(format!("clipped: {}", told(drawn.mark)));
        }
    }
    let is_text = |(_, drawn): &(usize, &Drawn<'_>)| matches!(drawn.mark.shape, Shape::Text(_));
    let texts: Vec<(usize, &Drawn<'_>)> = all.iter().enumerate().filter(is_text).collect();
    for (place, (at, drawn)) in texts.iter().enumerate() {
        let own = grown(drawn.bounds, -SLACK);
        let later = texts[place + 1..].iter().filter(|(_, other)| overlap(own, grown(other.bounds, -SLACK)));
        faults.extend(later.map(|(_, other)| format!("text upon text: {} and {}", told(drawn.mark), told(other.mark))));
        faults.extend(foreign(&all, *at, own).map(|other| format!("{} upon {}", told(drawn.mark), told(other))));
    }
    faults
}

/// The first mark that a text must not touch and touches.
fn foreign<'s>(all: &[Drawn<'s>], at: usize, own: Bounds) -> Option<&'s Mark> {
    let is_on_mark = matches!(&all[at].mark.shape, Shape::Text(text) if text.is_on_mark);
    let touched = |drawn: &&Drawn<'s>| drawn.touches(own);
    if !is_on_mark {
        return all.iter().filter(touched).map(|drawn| drawn.mark).find(|mark| !is_ground(mark));
    }
    // What is drawn later would hide it, and of what is below only the uppermost is seen: it has to hold the whole text.
    let after = all[at..].iter().find(touched);
    let below = all[..at].iter().rfind(touched);
    let beside = below.map_or(Some(&all[at]), |drawn| (!drawn.holds(own)).then_some(drawn));
    after.or(beside).map(|drawn| drawn.mark)
}

/// Whether a mark is ground, upon which text may stand: lines behind the data, pale areas and intervals.
fn is_ground(mark: &Mark) -> bool {
    matches!(mark.role, Role::Grid | Role::Interval) || mark.style == Style::Pale
}

/// The corners of a mark, close enough to one another that a letter between two of them is seen.
fn outline(mark: &Mark) -> Vec<[f64; 2]> {
    match &mark.shape {
        Shape::Rect([x, y, width, height, _]) => {
            let [right, bottom] = [x + width, y + height];
            along(&[[*x, *y], [right, *y], [right, bottom], [*x, bottom], [*x, *y]])
        }
        Shape::Circle([x, y, radius]) => (0..=64)
            .map(|step| f64::from(step) / 64.0 * std::f64::consts::TAU)
            .map(|angle| [x + radius * angle.cos(), y + radius * angle.sin()])
            .collect(),
        Shape::Line([x1, y1, x2, y2]) => along(&[[*x1, *y1], [*x2, *y2]]),
        Shape::Path(steps) => along(&corners(steps)),
        Shape::Text(text) => {
            let [left, top, right, bottom] = text.bounds();
            vec![[left, top], [right, bottom]]
        }
        Shape::Cells(cells) => {
            let [x, y, width, height] = cells.rect;
            along(&[[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]])
        }
    }
}

/// The corners of a path, its curves in 64 pieces each.
fn corners(steps: &[Step]) -> Vec<[f64; 2]> {
    let mut corners: Vec<[f64; 2]> = Vec::new();
    for step in steps {
        match *step {
            Step::Move(to) | Step::Line(to) => corners.push(to),
            Step::Curve([x1, y1, x2, y2, x3, y3]) => {
                let [x0, y0] = corners.last().copied().unwrap_or_default();
                let between = |t: f64, ends: [f64; 4]| {
                    let u = 1.0 - t;
                    u * u * u * ends[0] + 3.0 * u * u * t * ends[1] + 3.0 * u * t * t * ends[2] + t * t * t * ends[3]
                };
                let steps = (1..=64).map(|step| f64::from(step) / 64.0);
                corners.extend(steps.map(|t| [between(t, [x0, x1, x2, x3]), between(t, [y0, y1, y2, y3])]));
            }
            Step::Close => corners.extend(corners.first().copied()),
        }
    }
    corners
}

/// Points along lines, a unit from one another at most.
fn along(corners: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = corners.first().copied().into_iter().collect();
    for two in corners.windows(2) {
        let [[x1, y1], [x2, y2]] = [two[0], two[1]];
        let steps = (x2 - x1).hypot(y2 - y1).ceil().clamp(1.0, 5000.0);
        points.extend((1..=super::whole(steps)).map(|step| {
            let part = step as f64 / steps;
            [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part]
        }));
    }
    points
}

fn bounds(points: &[[f64; 2]]) -> Bounds {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.iter().fold(start, |[left, top, right, bottom], [x, y]| {
        if x.is_nan() || y.is_nan() {
            return [f64::NAN; 4];
        }
        [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
    })
}

fn grown([left, top, right, bottom]: Bounds, by: f64) -> Bounds {
    [left - by, top - by, right + by, bottom + by]
}

fn overlap(one: Bounds, other: Bounds) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

fn is_in([x, y]: [f64; 2], [left, top, right, bottom]: Bounds) -> bool {
    left < x && x < right && top < y && y < bottom
}

const fn middle([left, top, right, bottom]: Bounds) -> [f64; 2] {
    [f64::midpoint(left, right), f64::midpoint(top, bottom)]
}

/// Whether a point is within a closed line: a ray from it crosses the line an odd number of times.
fn surrounds(outline: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let crosses = |one: [f64; 2], other: [f64; 2]| {
        (one[1] > y) != (other[1] > y) && x < one[0] + (y - one[1]) / (other[1] - one[1]) * (other[0] - one[0])
    };
    let next = outline.iter().skip(1).chain(outline.first());
    outline.iter().zip(next).filter(|(one, other)| crosses(**one, **other)).count() % 2 == 1
}

fn told(mark: &Mark) -> String {
    match &mark.shape {
        Shape::Text(text) => format!("'{}' {:.1?}", text.words, text.bounds()),
        shape => format!("{:?} {shape:.1?}", mark.role).chars().take(140).collect(),
    }
}

/// A picture with these parts.
fn of(panels: Vec<crate::report::picture::Panel>) -> Picture {
    Picture {
        title: "In favour: 141 in 2023, 93 in 2025".to_owned(),
        subtitle: "Votes of 193 members".to_owned(),
        panels,
        ..Picture::default()
    }
}
