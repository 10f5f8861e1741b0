//! A page: one HTML file with all that a report says, which loads nothing from anywhere and is whole without its script. The
//! script sorts and searches tables; the page lets no other run. It knows nothing of votes.

mod body;
mod fit;
mod map;
mod markup;
mod page;
mod site;
mod table;

use std::io;

pub(super) use self::site::{SCRIPTS, STYLE, page as site_page, style as site_style};

use self::body::{foot, write_section};
use self::page::{Page, SCRIPT, head};
use super::Format;
use super::harmless::Manner;
use crate::report::{Audience, Report};

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

#[cfg(test)]
mod tests;
