//! A page as far as it is written, and what stands before it: what it may load, which is nothing, its title and its style.

use super::fit::TIERS;
use super::markup::Markup;
use crate::render::colours::{Mode, colour, ground};
use crate::render::scene::Scene;
use crate::render::svg::sheet;
use crate::report::picture::Role;

/// The style of every page, and that of a table whose rows flow.
pub(super) const STYLE: &str = include_str!("style.css");
pub(super) const FLOWING: &str = include_str!("flow.css");
/// The script of every page, and by what a browser knows it: its SHA-256, in base 64.
pub(super) const SCRIPT: &str = include_str!("script.js");
pub(super) const HASH: &str = "AgI+DQZrgZt1tTfi5dIekriO7Yn05qR1munTc8nNu0A=";
/// A page, as far as it is written, and what of the style and the script it needs.
#[derive(Default)]
pub(super) struct Page<'s> {
    /// What it says.
    pub out: Markup<'s>,
    /// The widths in which rows of a table flow, or its bars are left out.
    pub flows: [bool; TIERS.len()],
    /// The most columns that have labels where rows flow.
    pub labels: usize,
    /// Whether there is a table to be sorted.
    pub sorts: bool,
    /// Its drawings.
    pub scenes: Vec<Scene>,
}

/// The colours of the style, by what they are there.
fn colours(mode: Mode) -> String {
    let fill = |role| colour(role, mode).fill.unwrap_or(ground(mode));
    let edge = |role| colour(role, mode).outline.unwrap_or(ground(mode));
    let over = |role| colour(role, mode).over;
    let all = [
        ("page", ground(mode)),
        ("ink", fill(Role::Ink)),
        ("muted", fill(Role::Muted)),
        ("line", fill(Role::Axis)),
        ("grid", fill(Role::Grid)),
        ("link", fill(Role::Yes)),
        ("good", fill(Role::Yes)),
        ("bad", fill(Role::Turning)),
        ("yes", fill(Role::Yes)),
        ("over-yes", over(Role::Yes)),
        ("no", fill(Role::No)),
        // Upon it small letters can be read in both modes.
        ("deep", colour(Role::No, Mode::Light).fill.unwrap_or_default()),
        ("over-no", over(Role::No)),
        ("abstain", fill(Role::Abstain)),
        ("abstain-edge", edge(Role::Abstain)),
        ("over-abstain", over(Role::Abstain)),
        ("edge", edge(Role::NonVoting)),
        ("over-none", over(Role::NonVoting)),
    ];
    all.iter().map(|(name, colour)| format!("--{name}:#{colour:06x};")).collect::<Vec<_>>().concat()
}

/// What stands before the page: what it may load, which is nothing, its title and style.
pub(super) fn head(title: &str, page: &Page<'_>) -> Markup<'static> {
    let mut out = Markup::default();
    out.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ");
    out.tag("script-src 'sha256-").tag(HASH).tag("'; img-src data:\">\n");
    out.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.tag("<meta name=\"generator\" content=\"unvote ").tag(env!("CARGO_PKG_VERSION")).tag("\">\n<title>");
    out.text(title).tag("</title>\n<style>\n").style(&colours_and_style());
    if !page.scenes.is_empty() {
        out.style(&sheet(&page.scenes.iter().collect::<Vec<_>>()));
    }
    out.style(&flowing(page.flows, page.labels));
    out.tag("\n</style>\n</head>\n<body>\n<main>\n");
    out
}

/// The style of every page, with its colours for light and dark screens.
pub(super) fn colours_and_style() -> String {
    let (light, dark) = (colours(Mode::Light), colours(Mode::Dark));
    format!(
        ":root{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{STYLE}"
    )
}

/// The style of tables whose rows flow in these widths, with labels for so many columns.
pub(super) fn flowing(flows: [bool; TIERS.len()], labels: usize) -> String {
    let mut style: String = String::new();
    for at in 2..=labels {
        let at = at.to_string();
        style.extend(["td:nth-child(", &at, ")::before{content:var(--l", &at, ")}"]);
    }
    for (tier, _) in TIERS.iter().zip(flows).filter(|(_, flows)| *flows) {
        style.extend(["\n@media ", tier.media, "{", &FLOWING.replace('&', tier.name), "}"]);
    }
    style
}
