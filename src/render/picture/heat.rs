//! A matrix whose cells are colours: blocs outlined and named at the right, names at the left where they have room, figures
//! in cells that are large enough, and the scale below. Of more than 60 members the cells are one image.

use super::apart::apart;
use super::{Canvas, whole};
use crate::render::letters;
use crate::render::scene::{Anchor, Cells, Shape, Style, Text};
use crate::report::linked::{Heat, Together, figure};
use crate::report::picture::Role;

/// The size of names and codes.
const SMALL: f64 = 11.0;
/// Members that have names, at the most.
const NAMED: usize = 40;
/// Members that are listed below where they have no room beside the cells, at the most.
const LISTED: usize = 60;
/// Cells that are drawn one by one, at the most.
const SINGLE: usize = 3600;
/// The least side of a cell that has a name beside it, and of one that has its figure in it.
const BESIDE: f64 = 12.0;
const FIGURES: f64 = 24.0;
/// The greatest side of a cell.
const LARGEST: f64 = 40.0;

/// Where the cells stand.
struct Grid {
    left: f64,
    top: f64,
    side: f64,
    is_named: bool,
}

/// Draws the matrix and its scale.
pub(super) fn draw(canvas: &mut Canvas, heat: &Heat) {
    if heat.rows.is_empty() || heat.columns.is_empty() {
        return;
    }
    let right = if canvas.is_wide && !heat.blocs.is_empty() { 92.0 } else { 0.0 };
    let mut grid = grid(canvas, heat, right);
    if grid.is_named {
        heads(canvas, heat, &mut grid);
    }
    if heat.cells.len() > SINGLE {
        image(canvas, heat, &grid);
    } else {
        cells(canvas, heat, &grid);
    }
    for bloc in &heat.blocs {
        let [from, to] = bloc.span.map(|row| row as f64);
        let side = (to - from + 1.0) * grid.side;
        let rect = [grid.left + from * grid.side, grid.top + from * grid.side, side, side, 0.0];
        canvas.scene.add(Shape::Rect(rect), Role::Ink, Style::Stroke(1.5));
    }
    canvas.y = grid.top + heat.rows.len() as f64 * grid.side;
    let rest = if right > 0.0 { named(canvas, heat, &grid, right) } else { heat.blocs.iter().collect() };
    canvas.y += 10.0;
    scale(canvas, heat);
    if !grid.is_named && heat.rows.len() <= LISTED {
        canvas.y += 8.0;
        let names: Vec<&str> = heat.rows.iter().map(|row| row[0]).collect();
        let text = format!("Rows from the top: {}", names.join(", "));
        canvas.paragraph(&text, (canvas.label(), false), Role::Muted, 40);
    }
    if !rest.is_empty() {
        canvas.y += 8.0;
        let told: Vec<String> = rest.iter().map(|bloc| bloc.words.join(" ")).collect();
        let text = format!("{}: {}", if right > 0.0 { "Also" } else { "Blocs from the top" }, told.join(", "));
        canvas.paragraph(&text, (canvas.label(), false), Role::Ink, 12);
    }
}

/// How large the cells are, and whether names have room beside them.
fn grid(canvas: &Canvas, heat: &Heat, right: f64) -> Grid {
    let columns = heat.columns.len() as f64;
    let names = heat.rows.iter().map(|row| letters::width(row[0], SMALL, false)).fold(0.0, f64::max);
    let names = names.min(canvas.room() * 0.24) + 6.0;
    let beside = ((canvas.room() - names - right) / columns).floor().min(LARGEST);
    if heat.rows.len().max(heat.columns.len()) <= NAMED && beside >= BESIDE {
        return Grid { left: canvas.margin + names, top: canvas.y, side: beside, is_named: true };
    }
    // Whole pixels: a phone has two or three for each unit.
    let unit = canvas.pick(1.0, 0.5);
    let side = ((canvas.room() - right) / columns / unit).floor() * unit;
    Grid { left: canvas.margin, top: canvas.y, side: side.clamp(0.5, LARGEST), is_named: false }
}

/// Writes the codes above, turned where they are wider than a cell, and the names at the left.
fn heads(canvas: &mut Canvas, heat: &Heat, grid: &mut Grid) {
    let codes = heat.columns.iter().map(|column| letters::width(column[1], SMALL, false)).fold(0.0, f64::max);
    let is_turned = codes > grid.side - 2.0;
    grid.top += if is_turned { codes + 6.0 } else { SMALL + 6.0 };
    for (at, column) in heat.columns.iter().enumerate() {
        let middle = grid.left + (at as f64 + 0.5) * grid.side;
        let (x, anchor) = if is_turned { (middle + SMALL * 0.26, Anchor::Start) } else { (middle, Anchor::Middle) };
        let (at, words) = ([x, grid.top - 5.0], column[1].to_owned());
        canvas.scene.text(Text { at, anchor, size: SMALL, words, is_turned, ..Text::default() }, Role::Muted);
    }
    let room = grid.left - canvas.margin - 6.0;
    for (at, row) in heat.rows.iter().enumerate() {
        let name = if letters::width(row[0], SMALL, false) <= room { row[0] } else { row[1] };
        let name = letters::cut(name, SMALL, false, room);
        let y = grid.top + (at as f64 + 0.5) * grid.side + SMALL * 0.3;
        canvas.write(&name, [grid.left - 6.0, y], (SMALL, false), Anchor::End, Role::Ink);
    }
}

/// Draws the cells one by one, with their figures where these have room.
fn cells(canvas: &mut Canvas, heat: &Heat, grid: &Grid) {
    let columns = heat.columns.len();
    let gap = if grid.side >= 6.0 { 0.5 } else { 0.0 };
    for (at, value) in heat.cells.iter().enumerate() {
        let Some(value) = value else { continue };
        let (row, column) = (at / columns, at % columns);
        let [x, y] = [grid.left + column as f64 * grid.side, grid.top + row as f64 * grid.side];
        let role = heat.role(*value);
        let figure = figure(heat.unit, *value);
        let mark = canvas.scene.rect([x, y, grid.side - gap, grid.side - gap, 0.0], role);
        if heat.rows.len() <= NAMED && grid.side < FIGURES {
            mark.titled(format!("{} and {}: {figure}", heat.rows[row][0], heat.columns[column][0]));
        }
        if grid.side >= FIGURES {
            let middle = (grid.side - gap) / 2.0;
            let at = [x + middle, y + middle + SMALL * 0.3];
            let words = figure.trim_end_matches('%').to_owned();
            let text = Text { at, anchor: Anchor::Middle, size: SMALL, words, ..Text::default() };
            canvas.scene.text_on_mark(text.set_within(grid.side - 3.0), role);
        }
    }
}

/// Draws the cells as one image.
fn image(canvas: &mut Canvas, heat: &Heat, grid: &Grid) {
    let mut palette: Vec<Role> = Vec::new();
    let mut places = Vec::with_capacity(heat.cells.len());
    for value in &heat.cells {
        let role = value.map(|value| heat.role(value));
        let name = |role: Role| crate::render::colours::name(role);
        let known = role.map(|role| palette.iter().position(|one| name(*one) == name(role)));
        let place = match (role, known) {
            (Some(role), Some(None)) => {
                palette.push(role);
                palette.len() - 1
            }
            (_, Some(Some(place))) => place,
            _ => usize::from(Cells::NONE),
        };
        places.push(u8::try_from(place).unwrap_or(Cells::NONE));
    }
    let [columns, rows] = [heat.columns.len(), heat.rows.len()];
    let rect = [grid.left, grid.top, columns as f64 * grid.side, rows as f64 * grid.side];
    canvas.scene.add(Shape::Cells(Cells { rect, columns, palette, places }), Role::Ink, Style::Fill);
}

/// Names the blocs at the right, the largest where not all have room, and returns the others.
fn named<'h>(canvas: &mut Canvas, heat: &'h Heat, grid: &Grid, right: f64) -> Vec<&'h Together> {
    let size = 12.0;
    let left = grid.left + heat.columns.len() as f64 * grid.side + 9.0;
    let room = (canvas.margin + canvas.room() - left).max(right - 9.0);
    let lines = |bloc: &Together| -> Vec<(String, bool)> {
        let bold = letters::lines(&bloc.words[0], size, true, room, 2).into_iter().map(|line| (line, true));
        bold.chain(letters::lines(&bloc.words[1], size, false, room, 3).into_iter().map(|line| (line, false))).collect()
    };
    let high = |bloc: &Together| lines(bloc).len() as f64 * size * 1.25 + 4.0;
    let edges = [grid.top - 2.0, canvas.y + 2.0];
    let mut by_size: Vec<usize> = (0..heat.blocs.len()).collect();
    by_size.sort_by_key(|at| std::cmp::Reverse(heat.blocs[*at].span[1] - heat.blocs[*at].span[0]));
    let mut free = edges[1] - edges[0];
    by_size.retain(|at| {
        let fits = high(&heat.blocs[*at]) <= free;
        free -= if fits { high(&heat.blocs[*at]) } else { 0.0 };
        fits
    });
    let (mut shown, mut rest) = (Vec::new(), Vec::new());
    heat.blocs
        .iter()
        .enumerate()
        .for_each(|(at, bloc)| if by_size.contains(&at) { shown.push(bloc) } else { rest.push(bloc) });
    let middle = |bloc: &&Together| grid.top + (bloc.span[0] + bloc.span[1] + 1) as f64 / 2.0 * grid.side;
    let wanted: Vec<f64> = shown.iter().map(middle).collect();
    let sizes: Vec<f64> = shown.iter().map(|bloc| high(bloc)).collect();
    for ((bloc, place), wanted) in shown.iter().zip(apart(&wanted, &sizes, edges)).zip(&wanted) {
        if (place - wanted).abs() > 6.0 {
            canvas.scene.line([left - 9.0, *wanted, left - 3.0, place], Role::Muted, 1.0);
        }
        let mut y = place - high(bloc) / 2.0 + 2.0;
        for (line, is_bold) in lines(bloc) {
            y += size * 1.25;
            let role = if is_bold { Role::Ink } else { Role::Muted };
            canvas.write(&line, [left, y - size * 0.35], (size, is_bold), Anchor::Start, role);
        }
    }
    rest
}

/// Draws what the colours mean: the scale with its ends.
fn scale(canvas: &mut Canvas, heat: &Heat) {
    let (size, [least, most]) = (canvas.pick(12.0, 11.0), heat.ends);
    let width = canvas.room().min(210.0);
    let step = width / 7.0;
    for at in 0..7 {
        let value = least + (most - least) * (f64::from(at) + 0.5) / 7.0;
        let rect = [canvas.margin + f64::from(at) * step, canvas.y, step, 10.0, 0.0];
        canvas.scene.rect(rect, heat.role(value));
    }
    let y = canvas.y + 14.0 + size;
    let first = figure(heat.unit, least);
    canvas.write(&first, [canvas.margin, y], (size, false), Anchor::Start, Role::Muted);
    let upper = format!("{} {}", figure(heat.unit, most), heat.measure);
    let wide = letters::width(&figure(heat.unit, most), size, false);
    canvas.write(&upper, [canvas.margin + width - wide, y], (size, false), Anchor::Start, Role::Muted);
    canvas.y = y + 4.0;
    // Kept in whole lines, so that what follows stands as it does below a paragraph.
    canvas.y = whole(canvas.y + 0.5) as f64;
}
