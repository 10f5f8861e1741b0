//! A scene: marks in a plane, each with the role of its colour. Layouts make scenes, and formats write them; a scene knows
//! no vote and no format.

use super::letters;
use crate::report::picture::Role;

/// Marks, the first below the others. One unit is a pixel of a page at the width the picture is made for.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its marks.
    pub marks: Vec<Mark>,
}

/// Something drawn.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its form.
    pub shape: Shape,
    /// What its colour stands for.
    pub role: Role,
    /// How the colour is used.
    pub style: Style,
    /// What is said of it where it is pointed at; empty for nothing.
    pub title: String,
}

/// How a colour is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Style {
    /// Filled, with the outline that the role has.
    Fill,
    /// Filled in the colour of text upon the role.
    Over,
    /// Drawn as a line of this width.
    Stroke(f64),
    /// Drawn as a dashed line of this width.
    Dashed(f64),
    /// Filled so faintly that others stand before it.
    Pale,
    /// Filled, with what is below shining through.
    Strong,
}

/// The form of a mark.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// A rectangle: left, top, width, height, radius of its corners.
    Rect([f64; 5]),
    /// A circle: middle and radius.
    Circle([f64; 3]),
    /// A straight line from a point to a point.
    Line([f64; 4]),
    /// A path.
    Path(Vec<Step>),
    /// Text.
    Text(Text),
    /// Many cells as one image.
    Cells(Cells),
}

/// Cells of one size, too many to be drawn one by one.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    /// Where they stand: left, top, width, height.
    pub rect: [f64; 4],
    /// How many stand in a row.
    pub columns: usize,
    /// The colours.
    pub palette: Vec<Role>,
    /// The place of each cell's colour in the palette, row by row; [`Self::NONE`] where nothing is drawn.
    pub places: Vec<u8>,
}

impl Cells {
    /// The place of a cell in which nothing is drawn.
    pub(super) const NONE: u8 = u8::MAX;
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// To a point without drawing.
    Move([f64; 2]),
    /// Straight to a point.
    Line([f64; 2]),
    /// In a cubic curve: two points that bend it, and its end.
    Curve([f64; 6]),
    /// Back to where it began.
    Close,
}

/// Where text stands beside its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It begins there.
    #[default]
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// The point on its baseline.
    pub at: [f64; 2],
    /// Where it stands beside the point.
    pub anchor: Anchor,
    /// Its size.
    pub size: f64,
    /// Whether it is bold.
    pub is_bold: bool,
    /// What it says.
    pub words: String,
    /// The width to which any font is set, so that none breaks the layout.
    pub length: Option<f64>,
    /// Whether it stands upon a mark: the test of boxes asks that.
    #[cfg_attr(not(test), allow(dead_code))]
    pub is_on_mark: bool,
    /// Whether it is turned to the left, so that it is read from below.
    pub is_turned: bool,
}

impl Text {
    /// The box of the text: left, top, right, bottom.
    #[cfg(any(test, feature = "png"))]
    pub(super) fn bounds(&self) -> [f64; 4] {
        let width = self.length.unwrap_or_else(|| letters::width(&self.words, self.size, self.is_bold));
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let [x, y] = self.at;
        // From the tops of capitals to the feet of descenders.
        let (above, below) = (0.73 * self.size, 0.21 * self.size);
        if self.is_turned {
            return [x - above, y + before - width, x + below, y + before];
        }
        [x - before, y - above, x - before + width, y + below]
    }

    /// The same, set to its own width, or to the room where that is less.
    pub(super) fn set_within(mut self, room: f64) -> Self {
        self.length = Some(letters::width(&self.words, self.size, self.is_bold).min(room));
        self
    }
}

impl Scene {
    /// A scene of a width, without marks.
    pub(super) fn new(width: f64) -> Self {
        Self { width, ..Self::default() }
    }

    /// Adds a mark.
    pub(super) fn add(&mut self, shape: Shape, role: Role, style: Style) -> &mut Mark {
        let at = self.marks.len();
        self.marks.push(Mark { shape, role, style, title: String::new() });
        &mut self.marks[at]
    }

    /// Adds a filled rectangle: left, top, width, height, radius.
    pub(super) fn rect(&mut self, rect: [f64; 5], role: Role) -> &mut Mark {
        self.add(Shape::Rect(rect), role, Style::Fill)
    }

    /// Adds a filled circle: middle and radius.
    pub(super) fn circle(&mut self, circle: [f64; 3], role: Role) -> &mut Mark {
        self.add(Shape::Circle(circle), role, Style::Fill)
    }

    /// Adds a straight line of a width.
    pub(super) fn line(&mut self, line: [f64; 4], role: Role, width: f64) -> &mut Mark {
        self.add(Shape::Line(line), role, Style::Stroke(width))
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: Text, role: Role) {
        self.add(Shape::Text(text), role, Style::Fill);
    }

    /// Adds text upon the mark before it, in the colour of text upon its role.
    pub(super) fn text_on_mark(&mut self, text: Text, role: Role) {
        self.add(Shape::Text(Text { is_on_mark: true, ..text }), role, Style::Over);
    }
}

impl Mark {
    /// Says what it is where it is pointed at.
    pub(super) fn titled(&mut self, title: impl Into<String>) {
        self.title = title.into();
    }
}
