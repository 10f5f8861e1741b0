//! PNG: the picture of a report as pixels, in builds that have it, as its fonts alone are a sixth of the program.

#[cfg(feature = "png")]
mod encode;
#[cfg(feature = "png")]
mod fonts;
#[cfg(feature = "png")]
mod paint;

use super::Format;
use super::harmless::Manner;
#[cfg(feature = "png")]
use super::harmless::plain;
use crate::report::Audience;

/// One drawing in light colours: 1,200 pixels wide, or 780 where it is made for a narrow page.
pub(super) const PNG: Format = Format {
    name: "png",
    meaning: "A picture as pixels",
    extensions: &["png"],
    reader: Audience::People,
    one_table: false,
    draws: true,
    is_binary: true,
    manners: [Manner::AsItIs; 2],
    #[cfg(feature = "png")]
    report: Some(|report, screen, out| {
        let Some(picture) = report.pictures().next() else { return Ok(()) };
        let source = super::svg::source(report);
        let scene = super::picture::scene(picture, &source, screen.is_narrow);
        // Two pixels a unit where a phone shows it, and for a page as many as services that share pictures keep.
        let scale = if screen.is_narrow { 2.0 } else { 1200.0 / 720.0 };
        let painted = paint::painted(&scene, scale)?;
        let texts = [("Title", &picture.title), ("Description", &picture.description), ("Comment", &source)];
        let texts = texts.map(|(keyword, text)| (keyword, plain(text)));
        encode::write(&painted, scale, &texts, out)
    }),
    ..Format::OF_ONE_TABLE
};
