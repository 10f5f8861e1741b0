//! A page: one HTML file with all that a report says, which loads nothing from anywhere and is whole without its script. The
//! script sorts and searches tables; the page lets no other run. It knows nothing of votes.

mod fit;
mod markup;
mod page;
mod table;

use std::io;

use self::markup::Markup;
use self::page::{Page, SCRIPT, head};
use super::Format;
use super::harmless::Manner;
use super::people;
use super::picture::scene;
use crate::report::picture::Picture;
use crate::report::{Audience, Block, Report, Section, Tone};

/// What people see, as a page of its own.
pub(super) const HTML: Format = Format {
    name: "html",
    meaning: "A page for a browser, with a picture where there is one",
    extensions: &["html", "htm"],
    reader: Audience::People,
    manners: [Manner::AsItIs; 2],
    one_table: false,
    has_pictures: true,
    report: Some(|report, _, out| write(report, out)),
    ..Format::OF_ONE_TABLE
};

/// Writes a report.
fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let question = format!("unvote {}", report.question).trim_end().to_owned();
    let title = report.sections.iter().map(|section| &section.title).find(|title| !title.is_empty());
    let title = title.unwrap_or(&question);
    let mut page = Page::default();
    if report.sections.first().is_none_or(|section| section.title.is_empty()) {
        page.out.tag("<h1>").text(title).tag("</h1>\n");
    }
    for (place, section) in report.sections.iter().enumerate() {
        write_section(section, place == 0, title, &mut page)?;
    }
    foot(report, &question, &mut page.out);
    out.write_all(head(title, &page).as_str().as_bytes())?;
    out.write_all(page.out.as_str().as_bytes())?;
    let script = if page.sorts { ["<script>", SCRIPT, "</script>\n"] } else { [""; 3] };
    write!(out, "</main>\n{}</body>\n</html>\n", script.concat())
}

/// Writes a section; the title of the first is that of the page.
fn write_section(section: &Section<'_>, is_first: bool, title: &str, page: &mut Page) -> io::Result<()> {
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

fn write_block(block: &Block<'_>, title: &str, is_below: bool, page: &mut Page) -> io::Result<()> {
    match block {
        Block::Table(table) => table::table(table, &format!("{title}: {} in each row", table.row), page)?,
        Block::Matrix(table) => table::matrix(table, &format!("{title}: {} in each row", table.row), &mut page.out)?,
        Block::Text(text) => {
            page.out.tag("<p>").linked(text).tag("</p>\n");
        }
        Block::Told(text, command) => {
            page.out.tag("<p>").linked(text).tag("</p>\n<p class=\"how\"><code>").text(command).tag("</code></p>\n");
        }
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
            let names = if members.is_empty() { "nobody".to_owned() } else { people::unbroken(members) };
            page.out.tag(open).text(label).tag(close).text(&names).tag("</p>\n");
        }
    }
    Ok(())
}

/// Draws a picture for wide pages and for narrow ones; the style shows one of them. The foot has the sources.
fn draw(picture: &Picture, title: &str, page: &mut Page) {
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
fn foot(report: &Report<'_>, question: &str, page: &mut Markup) {
    page.tag("<footer>\n");
    let list = |title: &'static str, lines: &mut dyn Iterator<Item = &str>, page: &mut Markup| {
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
    page.tag("<p>Made by <code>").text(question).tag("</code></p>\n</footer>\n");
}

#[cfg(test)]
mod tests;
