//! What a page says between its head and its end: the sections of a report, its pictures, its notes and sources.

use std::io;

use super::markup::Markup;
use super::page::Page;
use super::table;
use crate::render::{people, picture::scene};
use crate::report::picture::{Panel, Picture};
use crate::report::{Block, Report, Section, Tone};

/// Writes a section; the title of the first is that of the page.
pub(super) fn write_section(section: &Section<'_>, is_first: bool, title: &str, page: &mut Page<'_>) -> io::Result<()> {
    page.out.tag("<section>\n");
    if !section.title.is_empty() {
        let (open, close) = if is_first { ("<h1>", "</h1>\n") } else { ("<h2>", "</h2>\n") };
        page.out.tag(open).text(&section.title).tag(close);
    }
    if !section.lines.is_empty() {
        page.out.tag("<p class=\"lines\">");
        for (place, line) in section.lines.iter().enumerate() {
            page.out.tag(if place > 0 { "<br>\n" } else { "" }).linked(line);
        }
        page.out.tag("</p>\n");
    }
    let is_below = !is_first && !section.title.is_empty();
    let title = if section.title.is_empty() { title } else { &section.title };
    let is_shown = |block: &&Block<'_>| people::is_shown(block) || matches!(block, Block::Picture(_));
    for block in section.blocks.iter().filter(is_shown) {
        write_block(block, title, is_below, page)?;
    }
    page.out.tag("</section>\n");
    Ok(())
}

fn write_block(block: &Block<'_>, title: &str, is_below: bool, page: &mut Page<'_>) -> io::Result<()> {
    match block {
        Block::Table(table) => table::table(table, &format!("{title}: {} in each row", table.row), page)?,
        Block::Matrix(table) => table::matrix(table, &format!("{title}: {} in each row", table.row), &mut page.out)?,
        Block::Text(text) => {
            page.out.tag("<p>").linked(text).tag("</p>\n");
        }
        Block::Told(text, command) => {
            page.out.tag("<p>").linked(text).tag("</p>\n<p class=\"how\"><code>").text(command).tag("</code></p>\n");
        }
        Block::Picture(picture) if page.out.place.is_some() => draw_in_site(picture, page),
        Block::Picture(picture) => draw(picture, title, page),
        Block::Verdict(tone, text) => {
            page.out.tag(match tone {
                Tone::Good => "<p class=\"good\"><b>",
                Tone::Bad => "<p class=\"bad\"><b>",
                Tone::Neutral => "<p><b>",
            });
            let (word, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
            page.out.text(word).tag("</b>").linked(rest).tag("</p>\n");
        }
        Block::Members(label, members) => {
            let (open, close) = if is_below { ("<h3>", "</h3>\n<p>") } else { ("<h2>", "</h2>\n<p>") };
            page.out.tag(open).text(label).tag(close);
            if members.is_empty() {
                page.out.text("nobody")
            } else {
                page.out.names(members)
            };
            page.out.tag("</p>\n");
        }
    }
    Ok(())
}

/// Draws a picture: in a site the map alone, in few bytes.
fn draw_in_site(picture: &Picture, page: &mut Page<'_>) {
    let maps =
        picture.panels.iter().filter_map(|panel| if let Panel::Tiles(tiles) = panel { Some(tiles) } else { None });
    for tiles in maps {
        page.out.map(tiles, "Map of the votes");
    }
}

/// Draws a picture for wide pages and for narrow ones; the style shows one of them. The foot has the sources.
fn draw(picture: &Picture, title: &str, page: &mut Page<'_>) {
    // Where the page is called as the picture is, both are above it already.
    let is_told = picture.title == title;
    let [title, subtitle] = if is_told { [""; 2] } else { [picture.title.as_str(), &picture.subtitle] };
    let drawn = Picture { title: title.to_owned(), subtitle: subtitle.to_owned(), ..picture.clone() };
    page.out.tag("<figure>\n");
    for is_narrow in [false, true] {
        let scene = scene(&drawn, "", is_narrow);
        let id = format!("p{}", page.scenes.len());
        page.out.tag(if is_narrow { "<div class=\"narrow\">" } else { "<div class=\"wide\">" });
        page.out.drawing(&scene, picture, &id).tag("</div>\n");
        page.scenes.push(scene);
    }
    page.out.tag("</figure>\n");
}

/// What a reader must know of the figures, where to go from here, and where all of it comes from.
pub(super) fn foot(report: &Report<'_>, question: &str, page: &mut Markup<'_>) {
    page.tag("<footer>\n");
    let list = |title: &'static str, lines: &mut dyn Iterator<Item = &str>, page: &mut Markup<'_>| {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        page.tag("<h2>").tag(title).tag("</h2>\n<ul>\n");
        for line in lines {
            page.tag("<li>").linked(line).tag("\n");
        }
        page.tag("</ul>\n");
    };
    list("Notes", &mut report.notes.iter().map(String::as_str), page);
    if !report.next.is_empty() {
        page.tag("<h2>Next</h2>\n<ul>\n");
        for next in &report.next {
            page.tag("<li><code>").text(next).tag("</code>\n");
        }
        page.tag("</ul>\n");
    }
    list("Sources", &mut report.sources.iter().map(String::as_str).chain(report.terms()), page);
    if !question.is_empty() {
        page.tag("<p>Made by <code>").text(question).tag("</code></p>\n");
    }
    page.tag("</footer>\n");
}
