//! Paints a scene in light colours, upon white.

use std::io;

use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform};

use super::fonts::Fonts;
use crate::render::colours::{Mode, colour, ground};
use crate::render::scene::{Cells, Mark, Scene, Shape, Step, Style, Text};

/// How far from the corner the points lie that bend a quarter of a circle, in parts of its radius: 4/3 (√2 - 1).
const BEND: f64 = 0.552_284_749_830_793_4;

/// A scene in pixels, so many to a unit.
///
/// # Errors
/// When it is too large, or has no width or height.
// Both are at least 0 where they are counted.
#[allow(clippy::cast_sign_loss)]
pub(super) fn painted(scene: &Scene, scale: f64) -> io::Result<Pixmap> {
    let [width, height] = [scene.width, scene.height].map(|side| (side * scale).round() as u32);
    let too_large = || io::Error::other(format!("a picture of {width} by {height} pixels cannot be painted"));
    let mut pixmap = Pixmap::new(width, height).ok_or_else(too_large)?;
    pixmap.fill(rgb(ground(Mode::Light), 1.0));
    let fonts = Fonts::new().map_err(io::Error::other)?;
    let transform = Transform::from_scale(scale as f32, scale as f32);
    for mark in &scene.marks {
        if let Shape::Cells(all) = &mark.shape {
            cells(&mut pixmap, all, scale);
        } else {
            draw(&mut pixmap, mark, &fonts, transform);
        }
    }
    Ok(pixmap)
}

/// Fills cells without a seam: each to where the next begins, in whole pixels.
// Places are within the picture, and so at least 0.
#[allow(clippy::cast_sign_loss)]
fn cells(pixmap: &mut Pixmap, cells: &Cells, scale: f64) {
    let [left, top, width, height] = cells.rect.map(|side| side * scale);
    let (columns, rows) = (cells.columns.max(1), (cells.places.len() / cells.columns.max(1)).max(1));
    let edge = |start: f64, side: f64, at: usize, of: usize| (start + side * at as f64 / of as f64).round() as f32;
    let colours: Vec<u32> =
        cells.palette.iter().map(|role| colour(*role, Mode::Light).fill.unwrap_or(ground(Mode::Light))).collect();
    for (at, place) in cells.places.iter().enumerate() {
        let Some(colour) = colours.get(usize::from(*place)) else { continue };
        let (row, column) = (at / columns, at % columns);
        let [x, right] = [column, column + 1].map(|at| edge(left, width, at, columns));
        let [y, bottom] = [row, row + 1].map(|at| edge(top, height, at, rows));
        if let Some(rect) = Rect::from_ltrb(x, y, right, bottom) {
            pixmap.fill_rect(rect, &paint(*colour, 1.0), Transform::identity(), None);
        }
    }
}

/// Draws a mark as SVG does.
fn draw(pixmap: &mut Pixmap, mark: &Mark, fonts: &Fonts, transform: Transform) {
    let Some(path) = path(&mark.shape, fonts) else { return };
    let colour = colour(mark.role, Mode::Light);
    let fill = colour.fill.unwrap_or(ground(Mode::Light));
    let mut filled = |colour, opacity| {
        pixmap.fill_path(&path, &paint(colour, opacity), FillRule::Winding, transform, None);
    };
    let (line, width, dashes) = match mark.style {
        Style::Over => return filled(colour.over, 1.0),
        Style::Pale => return filled(fill, 0.22),
        Style::Strong => return filled(fill, 0.8),
        Style::Stroke(width) => (colour.fill.or(colour.outline), width, None),
        Style::Dashed(width) => (colour.fill.or(colour.outline), width, Some(vec![4.0, 3.0])),
        Style::Fill => {
            filled(fill, 1.0);
            (colour.outline, 1.0, colour.is_dashed.then(|| vec![2.0, 2.0]))
        }
    };
    let Some(line) = line else { return };
    let dash = dashes.and_then(|dashes| StrokeDash::new(dashes, 0.0));
    let stroke = Stroke { width: width as f32, dash, ..Stroke::default() };
    pixmap.stroke_path(&path, &paint(line, 1.0), &stroke, transform, None);
}

fn paint(colour: u32, opacity: f64) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(rgb(colour, opacity));
    paint
}

// An opacity is 0 to 1.
#[allow(clippy::cast_sign_loss)]
fn rgb(colour: u32, opacity: f64) -> Color {
    let [_, red, green, blue] = colour.to_be_bytes();
    Color::from_rgba8(red, green, blue, (opacity * 255.0).round() as u8)
}

/// The path of a form; none where there is nothing to draw.
fn path(shape: &Shape, fonts: &Fonts) -> Option<Path> {
    let mut path = PathBuilder::new();
    match shape {
        Shape::Rect([x, y, width, height, 0.0]) => {
            path.push_rect(Rect::from_xywh(*x as f32, *y as f32, *width as f32, *height as f32)?);
        }
        Shape::Rect(rect) => rounded(&mut path, *rect),
        Shape::Circle([x, y, radius]) => path.push_circle(*x as f32, *y as f32, *radius as f32),
        Shape::Line([x1, y1, x2, y2]) => {
            steps(&mut path, &[Step::Move([*x1, *y1]), Step::Line([*x2, *y2])]);
        }
        Shape::Path(of) => steps(&mut path, of),
        Shape::Text(text) if text.is_turned => {
            let [x, y] = text.at.map(|one| one as f32);
            // It is laid out as it is read, and then turned.
            let laid_out = fonts.path(&Text { is_turned: false, ..text.clone() })?;
            return laid_out.transform(Transform::from_rotate_at(-90.0, x, y));
        }
        Shape::Text(text) => return fonts.path(text),
        Shape::Cells(_) => return None,
    }
    path.finish()
}

/// A rectangle with round corners, of at most half its sides.
fn rounded(path: &mut PathBuilder, [x, y, width, height, radius]: [f64; 5]) {
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let (right, bottom, rest) = (x + width, y + height, radius * (1.0 - BEND));
    let corners = [
        Step::Move([x + radius, y]),
        Step::Line([right - radius, y]),
        Step::Curve([right - rest, y, right, y + rest, right, y + radius]),
        Step::Line([right, bottom - radius]),
        Step::Curve([right, bottom - rest, right - rest, bottom, right - radius, bottom]),
        Step::Line([x + radius, bottom]),
        Step::Curve([x + rest, bottom, x, bottom - rest, x, bottom - radius]),
        Step::Line([x, y + radius]),
        Step::Curve([x, y + rest, x + rest, y, x + radius, y]),
        Step::Close,
    ];
    steps(path, &corners);
}

fn steps(path: &mut PathBuilder, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Move(to) => {
                let [x, y] = to.map(|one| one as f32);
                path.move_to(x, y);
            }
            Step::Line(to) => {
                let [x, y] = to.map(|one| one as f32);
                path.line_to(x, y);
            }
            Step::Curve(points) => {
                let [x1, y1, x2, y2, x, y] = points.map(|one| one as f32);
                path.cubic_to(x1, y1, x2, y2, x, y);
            }
            Step::Close => path.close(),
        }
    }
}
