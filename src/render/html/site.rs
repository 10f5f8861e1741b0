//! A page of a site: it shares its style and scripts with all others, leads to them by words and names, and has its data beside
//! it.

use std::io;

use super::body::{foot, write_section};
use super::fit::TIERS;
use super::markup::{Markup, Place};
use super::page::{self, Page, SCRIPT, flowing};
use crate::render::colours::{Mode, STEPS, colour, ground, name};
use crate::report::Report;
use crate::report::atlas::{Indexed, Site};
use crate::report::picture::Role;

/// The file of the style.
pub(in crate::render) const STYLE: &str = "style.css";
/// The scripts, by their files: that of tables, and that of the search.
pub(in crate::render) const SCRIPTS: [(&str, &str); 2] =
    [("script.js", SCRIPT), ("search.js", include_str!("search.js"))];
/// The folder from which the links of pages in folders start, seen from any of them.
const BASE: &str = "../who/";
/// Columns whose labels the style has, where rows flow.
const LABELS: usize = 24;
/// The style of what only sites have.
const OF_SITES: &str = include_str!("site.css");

/// The style of all pages of a site.
pub(in crate::render) fn style() -> String {
    let mut style = page::colours_and_style() + OF_SITES;
    for (mode, before, behind) in
        [(Mode::Light, "", ""), (Mode::Dark, "@media screen and (prefers-color-scheme:dark){", "}")]
    {
        style += before;
        style += &of_map(mode);
        style += behind;
    }
    style + flowing([true; TIERS.len()], LABELS).as_str() + "\n"
}

/// The colours of maps: tiles are thick lines, with a thinner one upon them where they have an outline.
fn of_map(mode: Mode) -> String {
    let shares = (0..STEPS).map(|step| Role::Share((step as f32 + 0.5) / STEPS as f32));
    let roles = [Role::Yes, Role::No, Role::Abstain, Role::NonVoting, Role::NotKnown].into_iter().chain(shares);
    let rule = |role: Role| {
        let (name, colour) = (name(role), colour(role, mode));
        let fill = colour.fill.unwrap_or(ground(mode));
        let edge = colour.outline.map_or_else(String::new, |edge| format!(".e{name}{{stroke:#{edge:06x}}}"));
        format!("{edge}.f{name}{{stroke:#{fill:06x}}}.t{name}{{fill:#{:06x}}}", colour.over)
    };
    roles.map(rule).collect()
}

/// The page of a report that stands at a path of a site; `index` is what the search page finds.
///
/// # Errors
/// None of its own: reading a table may fail.
pub(in crate::render) fn page(
    report: &Report<'_>, site: &Site, here: &str, has_data: bool, index: &[Indexed],
) -> io::Result<String> {
    let place = Place { site, here };
    let title = report.sections.first().map_or("", |section| section.title.as_str());
    let mut page = Page::default();
    page.out.place = Some(place);
    for (place, section) in report.sections.iter().enumerate() {
        write_section(section, place == 0, title, &mut page)?;
        if place == 0 && !index.is_empty() {
            search(index, &mut page.out)?;
        }
    }
    if has_data {
        let name = here.rsplit('/').next().unwrap_or(here).replace(".html", ".csv");
        let path = here.replace(".html", ".csv");
        page.out.tag("<p>Data: ").link(&format!("{}{path}", place.root()), &name).tag("</p>\n");
    }
    foot(report, "", &mut page.out);
    let mut html = Markup::default();
    head(title, place, page.sorts, !index.is_empty(), &mut html);
    Ok(html.as_str().to_owned() + page.out.as_str() + "</main>\n</body>\n</html>\n")
}

/// What stands before a page: what it may load, which is what lies beside it, its title, and the way back.
fn head(title: &str, place: Place<'_>, sorts: bool, searches: bool, out: &mut Markup<'_>) {
    let root = place.root();
    out.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // `file:` is for pages that are opened from a disk, of which not every browser says that they are of one place.
    out.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' 'unsafe-inline' file:; ");
    out.tag(
        "script-src 'self' file:\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    out.text(title).tag("</title>\n");
    if !root.is_empty() {
        // Most links of such a page are those to members: they need no folder.
        out.tag("<base href=").tag(BASE).tag(">\n");
    }
    out.tag("<link rel=\"stylesheet\" href=\"").tag(root).tag(STYLE).tag("\">\n");
    for (at, (script, _)) in SCRIPTS.iter().enumerate() {
        if [sorts, searches][at] {
            out.tag("<script defer src=\"").tag(root).tag(script).tag("\"></script>\n");
        }
    }
    out.tag("</head>\n<body>\n<nav>");
    for (name, path) in [("All pages", "index.html"), ("Search", "search.html")] {
        if path != place.here {
            out.link(&format!("{root}{path}"), name);
        }
    }
    out.tag("</nav>\n<main>\n");
}

/// The search: hidden where no script runs, as the page's lists lead on without one.
fn search(index: &[Indexed], out: &mut Markup<'_>) -> io::Result<()> {
    out.tag("<form id=\"search\" role=\"search\" hidden><label>Words of a title, a symbol, a day or a member ");
    out.tag(
        "<input id=\"words\" type=\"search\" autofocus></label> <span id=\"status\" role=\"status\"></span></form>\n",
    );
    out.tag("<ul id=\"found\"></ul>\n<script type=\"application/json\" id=\"index\">");
    let json = serde_json::to_string(index)?;
    // Within a script nothing is escaped but what would end it.
    out.json(&json.replace('<', "\\u003c")).tag("</script>\n");
    Ok(())
}
