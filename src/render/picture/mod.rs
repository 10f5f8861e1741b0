//! Lays a picture out as a scene: its title, its panels from top to bottom, its source. One file a panel.

mod apart;
mod axis;
mod bar;
mod dots;
mod flows;
mod groups;
mod heat;
mod hemicycle;
mod levels;
mod lines;
mod lists;
mod multiples;
mod places;
mod stacks;
mod tiles;
mod traces;
mod tree;

use super::letters;
use super::scene::{Anchor, Scene, Text};
use crate::report::picture::{Panel, Picture, Role};

/// Where a picture is being laid out.
pub(super) struct Canvas {
    /// What has been drawn.
    pub scene: Scene,
    /// Whether it is laid out for a wide page.
    pub is_wide: bool,
    /// What is left free at each side.
    pub margin: f64,
    /// The upper edge of what is free.
    pub y: f64,
}

/// The width of a wide picture, and of a narrow one.
const WIDTHS: [f64; 2] = [720.0, 390.0];

/// The scene of a picture with its source below.
pub(super) fn scene(picture: &Picture, source: &str, is_narrow: bool) -> Scene {
    at(picture, source, WIDTHS[usize::from(is_narrow)], !is_narrow)
}

/// The scene of a picture at any width.
pub(super) fn at(picture: &Picture, source: &str, width: f64, is_wide: bool) -> Scene {
    let margin = if is_wide { 24.0 } else { 16.0 };
    let mut canvas = Canvas { scene: Scene::new(width), is_wide, margin, y: margin };
    canvas.head(picture);
    for panel in &picture.panels {
        canvas.panel(panel);
    }
    canvas.foot(&[picture.note.as_str(), source].map(ended).concat());
    canvas.scene
}

/// A number that is not below 0 without its decimals.
// Below 0 is 0.
#[allow(clippy::cast_sign_loss)]
pub(super) fn whole(number: f64) -> usize {
    number.max(0.0) as usize
}

/// A sentence with its full stop and a space behind; nothing stays nothing.
fn ended(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text if text.ends_with('.') => format!("{text} "),
        text => format!("{text}. "),
    }
}

impl Canvas {
    /// The width between the margins.
    pub(super) fn room(&self) -> f64 {
        self.scene.width - 2.0 * self.margin
    }

    /// One of two sizes: for a wide page, and for a narrow one.
    pub(super) const fn pick(&self, wide: f64, narrow: f64) -> f64 {
        if self.is_wide { wide } else { narrow }
    }

    /// The size of labels.
    pub(super) const fn label(&self) -> f64 {
        self.pick(14.0, 12.0)
    }

    /// Text of a size and weight at a point.
    pub(super) fn write(&mut self, text: &str, at: [f64; 2], (size, is_bold): (f64, bool), anchor: Anchor, role: Role) {
        self.scene.text(Text { at, anchor, size, is_bold, words: text.to_owned(), ..Text::default() }, role);
    }

    /// A paragraph from the left margin, so many lines at the most.
    pub(super) fn paragraph(&mut self, text: &str, (size, is_bold): (f64, bool), role: Role, most: usize) {
        let lines = letters::lines(text, size, is_bold, self.room(), most);
        self.lines(&lines, (size, is_bold), role);
    }

    fn lines(&mut self, lines: &[String], (size, is_bold): (f64, bool), role: Role) {
        for line in lines {
            self.y += size * 1.25;
            self.write(line, [self.margin, self.y - size * 0.25], (size, is_bold), Anchor::Start, role);
        }
    }

    fn head(&mut self, picture: &Picture) {
        let size = self.pick(22.0, 18.0);
        let title = letters::balanced(&picture.title, size, true, self.room(), 3);
        self.lines(&title, (size, true), Role::Ink);
        self.y += 4.0;
        self.paragraph(&picture.subtitle, (self.pick(14.0, 12.5), false), Role::Muted, 3);
        self.y += self.pick(20.0, 14.0);
    }

    fn foot(&mut self, text: &str) {
        self.y += self.pick(8.0, 6.0);
        self.paragraph(&format!("{text}unvote"), (11.0, false), Role::Muted, 6);
        self.scene.height = (self.y + self.margin).ceil();
    }

    fn panel(&mut self, panel: &Panel) {
        match panel {
            Panel::Dots(heaps) => dots::draw(self, heaps),
            Panel::Coded(heaps) => dots::coded(self, heaps),
            Panel::Bar(majority) => bar::draw(self, majority),
            Panel::Tiles(tiles) => tiles::draw(self, tiles),
            Panel::Groups(groups) => groups::draw(self, groups),
            Panel::Hemicycle(hemicycle) => hemicycle::draw(self, hemicycle),
            Panel::Lists(lists) => lists::draw(self, lists),
            Panel::Chart(chart) => lines::draw(self, chart),
            Panel::Places(places) => places::draw(self, places),
            Panel::Flows(flows) => flows::draw(self, flows),
            Panel::Stacks(stacks) => stacks::draw(self, stacks),
            Panel::Heat(heat) => heat::draw(self, heat),
            Panel::Tree(tree) => tree::draw(self, tree),
        }
        self.y += self.pick(18.0, 14.0);
    }
}

#[cfg(test)]
mod tests;
