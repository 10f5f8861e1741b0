//! Tables and matrices of a page: whole without the script, with the marks that let it sort and search them, and in every
//! width without a column out of sight.

use std::io;

use super::fit::{self, Form, Manner, TIERS};
use super::markup::Markup;
use super::page::Page;
use crate::render::people::{self, Cell, Marks, Sheet};
use crate::report::{Table, picture::Role};

/// From how many rows on a table can be sorted.
const SORTED: usize = 6;
/// The size of type in a matrix, and what stands to both sides of a cell.
const TYPE: f32 = 12.0;
const PADDING: f32 = 5.0;
/// What stands to both sides of cells that are longer than this many sizes of type.
const ROOMY: f32 = 14.0;
const SHORT: f32 = 4.0;

/// Writes a table; `label` says what it is to those who do not see it.
///
/// # Errors
/// None of its own: reading a table may fail.
pub(super) fn table(table: &Table<'_>, label: &str, page: &mut Page<'_>) -> io::Result<()> {
    let sheet = sheet(table)?;
    let manners: Vec<Manner> = (0..sheet.columns.len()).map(|at| fit::manner(&sheet, at)).collect();
    let has_heads = sheet.columns.iter().any(|column| !column.label.is_empty());
    let is_sorted = has_heads && sheet.rows.len() >= SORTED;
    let forms = fit::forms(&sheet, &manners);
    page.sorts |= is_sorted;
    let out = &mut page.out;
    let mut classes = String::new();
    for (place, form) in forms.into_iter().enumerate().filter(|(_, form)| *form != Form::Grid) {
        page.flows[place] = true;
        classes.extend([["", "d", "t", "f"][form as usize], TIERS[place].name, " "]);
    }
    classes += if manners.contains(&Manner::Bar) { "bars " } else { "" };
    classes += if (0..manners.len()).any(|at| fit::breaks(&sheet, at)) { "x " } else { "" };
    classes += if is_sorted { "s" } else { "" };
    out.tag("<table").attribute("aria-label", label);
    if !classes.is_empty() {
        out.attribute("class", classes.trim_end());
    }
    if forms.contains(&Form::Flowing) {
        page.labels = page.labels.max(manners.len());
        out.attribute("style", &labels(&sheet, &manners));
    }
    out.tag(">\n");
    if has_heads {
        head(&sheet, (0..manners.len()).zip(manners.iter().copied()), out);
    }
    out.tag("<tbody>\n");
    for row in &sheet.rows {
        out.tag("<tr>");
        let of_votes = sheet.columns.iter().zip(row).find(|(column, _)| column.is_votes);
        let color = of_votes.and_then(|(_, cell)| color(&cell.text)).unwrap_or("yes");
        for (place, (one, manner)) in row.iter().zip(&manners).enumerate() {
            match one.bar {
                Some(length) => bar(length, color, out),
                None => cell(one, *manner, (place == 0, sheet.columns[place].is_votes), out),
            }
        }
        out.tag("\n");
    }
    out.tag("</tbody>\n</table>\n");
    Ok(())
}

/// What people see of a table.
fn sheet(table: &Table<'_>) -> io::Result<Sheet> {
    Sheet::of(table, people::unbroken, Marks::Unicode)
}

/// The labels that stand before the values where rows flow, as variables that the style reads.
fn labels(sheet: &Sheet, manners: &[Manner]) -> String {
    let mut labels = String::new();
    for (at, column) in sheet.columns.iter().enumerate().skip(1) {
        if column.label.is_empty() || manners[at] == Manner::Title {
            continue;
        }
        // Whatever is neither letter nor digit is written by its number, which no text can leave.
        let quoted = column.label.chars().map(|letter| match letter {
            '\n' => " ".to_owned(),
            ' ' | 'a'..='z' | 'A'..='Z' | '0'..='9' => letter.to_string(),
            letter => format!("\\{:x} ", u32::from(letter)),
        });
        labels.extend(["--l", &(at + 1).to_string(), ":\"", &quoted.collect::<String>(), "\";"]);
    }
    labels
}

/// The class of a cell of this manner.
const fn class(manner: Manner) -> &'static str {
    match manner {
        Manner::Number => " class=\"n\"",
        Manner::Code => " class=\"c\"",
        Manner::Title => " class=\"l\"",
        Manner::Letter => " class=\"u\"",
        Manner::Name => " class=\"name\"",
        Manner::Bar => " class=\"b\"",
        Manner::Words => "",
    }
}

/// The heads of these columns; one without a label is none.
fn head(sheet: &Sheet, columns: impl Iterator<Item = (usize, Manner)>, out: &mut Markup<'_>) {
    out.tag("<thead>\n<tr>");
    for (at, manner) in columns {
        let label = &sheet.columns[at].label;
        let (open, close) = if label.is_empty() { ("<td", "</td>") } else { ("<th scope=\"col\"", "</th>") };
        out.tag(open).tag(class(manner)).tag(">");
        for (place, line) in label.split('\n').enumerate() {
            out.tag(if place > 0 { " <br>" } else { "" }).text(line);
        }
        out.tag(close);
    }
    out.tag("\n</thead>\n");
}

/// The class of a vote's colour.
fn color(word: &str) -> Option<&'static str> {
    Some(match Role::of_vote(word)? {
        Role::Yes => "yes",
        Role::No => "no",
        Role::Abstain => "abstain",
        Role::NotKnown => "unknown",
        _ => "none",
    })
}

/// A bar of this length, 0 to 1.
fn bar(length: f64, color: &'static str, out: &mut Markup<'_>) {
    let width = format!("width:{:.1}%", length.clamp(0.0, 1.0) * 100.0);
    out.tag("<td class=\"b\"><i").attribute("class", color).attribute("style", &width).tag("></i></td>");
}

/// A cell; the first of a row heads it, unless it is empty; a vote has its colour beside its word, or behind its letter.
fn cell(cell: &Cell, manner: Manner, (is_first, is_vote): (bool, bool), out: &mut Markup<'_>) {
    let heads = is_first && !cell.is_missing && !cell.text.is_empty();
    out.tag(if heads { "<th scope=\"row\"" } else { "<td" });
    if cell.is_missing {
        let class = if manner == Manner::Number { " class=\"n m\"" } else { " class=\"m\"" };
        out.tag(class).tag("><span role=\"img\" aria-label=\"no value\">\u{b7}</span>");
    } else {
        out.tag(class(manner)).tag(">");
        match color(&cell.text).filter(|_| is_vote) {
            Some(color) if cell.text.len() == 1 => {
                out.tag("<b class=\"v ").tag(color).tag("\">").text(&cell.text).tag("</b>");
            }
            Some(color) => {
                out.tag("<i class=\"v ").tag(color).tag("\"></i>").text(&cell.text);
            }
            None => {
                out.linked_cell(&cell.text);
            }
        }
    }
    out.tag(if heads { "</th>" } else { "</td>" });
}

/// Writes a matrix, whose first column has names and whose second codes, in blocks of columns as narrow as the narrowest
/// page; they stand side by side as far as there is room.
///
/// # Errors
/// None of its own: reading a table may fail.
pub(super) fn matrix(table: &Table<'_>, label: &str, out: &mut Markup<'_>) -> io::Result<()> {
    let sheet = sheet(table)?;
    let columns: Vec<usize> = (0..sheet.columns.len()).collect();
    let [names, codes, body @ ..] = columns.as_slice() else { return Ok(()) };
    let sizes = |at: &usize| fit::column(&sheet, *at, Manner::Code).into_iter().fold(0.0, f32::max);
    let longest = body.iter().map(sizes).fold(0.0, f32::max);
    let padding = if longest > SHORT { ROOMY } else { PADDING };
    let width = |at: &usize| sizes(at).mul_add(TYPE, padding);
    let widest = longest.mul_add(TYPE, padding);
    // Positive, and at most some hundreds.
    #[allow(clippy::cast_sign_loss)]
    let most = (((fit::NARROWEST - width(codes)) / widest) as usize).max(1);
    let blocks = body.len().div_ceil(most).max(1);
    let is_whole = columns.iter().map(width).sum::<f32>() <= fit::WIDE;
    out.tag("<div class=\"matrix").tag(if longest > SHORT { " roomy" } else { "" });
    out.tag(if is_whole { " whole\">\n" } else { "\">\n" });
    for (place, block) in body.chunks(body.len().div_ceil(blocks).max(1)).enumerate() {
        let part = format!("{label}, part {} of {blocks}", place + 1);
        let heads = &columns[usize::from(place > 0)..2];
        part_of(&sheet, &[heads, block].concat(), if blocks > 1 { &part } else { label }, out);
    }
    out.tag("</div>\n<p class=\"key\">");
    for (place, row) in sheet.rows.iter().enumerate() {
        out.tag(if place > 0 { ", " } else { "" }).text(&row[*codes].text).tag(" ").text(&row[*names].text);
    }
    out.tag("</p>\n");
    Ok(())
}

/// A block of a matrix.
fn part_of(sheet: &Sheet, columns: &[usize], label: &str, out: &mut Markup<'_>) {
    out.tag("<table").attribute("aria-label", label).tag(">\n");
    let manner = |at: usize| if at == 0 { Manner::Name } else { Manner::Words };
    head(sheet, columns.iter().map(|at| (*at, manner(*at))), out);
    out.tag("<tbody>\n");
    for row in &sheet.rows {
        out.tag("<tr>");
        for at in columns {
            match at {
                0 => out.tag("<td class=\"name\">").text(&row[0].text).tag("</td>"),
                1 => out.tag("<th scope=\"row\">").text(&row[1].text).tag("</th>"),
                at => out.tag("<td>").text(&row[*at].text).tag("</td>"),
            };
        }
        out.tag("\n");
    }
    out.tag("</tbody>\n</table>\n");
}
