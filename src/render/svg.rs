//! SVG: the picture of a report as one drawing for light and dark screens and for paper. The same scene is the same bytes.

use std::fmt::Write as _;

use super::colours::{self, Mode, colour};
use super::harmless::{Manner, plain};
use super::scene::{Anchor, Cells, Mark, Scene, Shape, Step, Style, Text};
use super::{Format, picture, png_file};
use crate::report::picture::{Picture, Role};
use crate::report::{Audience, Report};

/// One drawing.
pub(super) const SVG: Format = Format {
    name: "svg",
    meaning: "A picture",
    extensions: &["svg"],
    reader: Audience::People,
    one_table: false,
    draws: true,
    manners: [Manner::AsItIs; 2],
    report: Some(|report, screen, out| {
        let Some(picture) = report.pictures().next() else { return Ok(()) };
        out.write_all(alone(picture, &source(report), screen.is_narrow).as_bytes())
    }),
    ..Format::OF_ONE_TABLE
};

/// The fonts, in the order in which a reader's machine is asked for them.
pub(super) const FONTS: &str = "Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";

/// Where the figures of a picture come from, as it says below.
pub(super) fn source(report: &Report<'_>) -> String {
    report.credit()
}

/// A picture as a file of its own.
fn alone(picture: &Picture, source: &str, is_narrow: bool) -> String {
    let scene = picture::scene(picture, source, is_narrow);
    let mut svg = String::new();
    open(&mut svg, &scene, picture, "unvote");
    let _ = write!(svg, "<style>{}</style>", sheet(&[&scene]));
    let _ = write!(svg, r#"<rect class="w" width="{}" height="{}"/>"#, number(scene.width), number(scene.height));
    marks(&mut svg, &scene);
    svg.push_str("</svg>\n");
    svg
}

/// A picture within a page, which has its [`sheet`]; `id` sets it apart from the others there.
pub(super) fn inline(scene: &Scene, picture: &Picture, id: &str) -> String {
    let mut svg = String::new();
    open(&mut svg, scene, picture, id);
    marks(&mut svg, scene);
    svg.push_str("</svg>");
    svg
}

fn open(svg: &mut String, scene: &Scene, picture: &Picture, id: &str) {
    let (width, height) = (number(scene.width), number(scene.height));
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-t {id}-d" font-family="{FONTS}"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
        escaped(&picture.title),
        escaped(&picture.description),
    );
}

/// Text as it stands in markup.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in plain(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A number with two decimals at the most, and no minus before a zero.
pub(super) fn number(number: f64) -> String {
    let hundredths = (number * 100.0).round() as i64;
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    match (size / 100, size % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, rest) if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        (whole, rest) => format!("{sign}{whole}.{rest:02}"),
    }
}

/// The styles of the colours in these scenes, for light and dark screens; paper is light.
pub(super) fn sheet(scenes: &[&Scene]) -> String {
    let mut used: Vec<(String, Role, Style)> = Vec::new();
    for mark in scenes.iter().flat_map(|scene| &scene.marks) {
        // What is pale or strong has the colour of what is filled.
        let class = class(mark.role, mark.style).trim_end_matches([' ', 'p', 'q']).to_owned();
        if !used.iter().any(|(known, ..)| *known == class) {
            used.push((class, mark.role, mark.style));
        }
    }
    let rules = |mode| -> String {
        let ground = format!(".w{{fill:#{:06x}}}", colours::ground(mode));
        let of = |(class, role, style): &(String, Role, Style)| format!(".{class}{{{}}}", rule(*role, *style, mode));
        ground + &used.iter().map(of).collect::<String>()
    };
    let (mut light, mut dark) = (rules(Mode::Light), rules(Mode::Dark));
    if scenes.iter().flat_map(|scene| &scene.marks).any(|mark| matches!(mark.shape, Shape::Cells(_))) {
        light.push_str(".dk{display:none}");
        dark.push_str(".lt{display:none}.dk{display:inline}");
    }
    format!(
        "{light}@media screen and (prefers-color-scheme:dark){{{dark}}}.p{{opacity:.22;stroke:none}}.q{{opacity:.8;stroke:none}}"
    )
}

/// The class of a colour and its use.
fn class(role: Role, style: Style) -> String {
    let name = colours::name(role);
    match style {
        Style::Fill => name,
        Style::Over => format!("o{name}"),
        Style::Stroke(_) | Style::Dashed(_) => format!("k{name}"),
        Style::Pale => format!("{name} p"),
        Style::Strong => format!("{name} q"),
    }
}

fn rule(role: Role, style: Style, mode: Mode) -> String {
    let colour = colour(role, mode);
    let fill = colour.fill.unwrap_or_else(|| colours::ground(mode));
    match style {
        Style::Over => format!("fill:#{:06x}", colour.over),
        Style::Stroke(_) | Style::Dashed(_) => {
            format!("fill:none;stroke-linejoin:round;stroke:#{:06x}", colour.fill.or(colour.outline).unwrap_or(fill))
        }
        _ => {
            let outline = colour.outline.map_or_else(String::new, |outline| format!(";stroke:#{outline:06x}"));
            let dashes = if colour.is_dashed { ";stroke-dasharray:2 2" } else { "" };
            format!("fill:#{fill:06x}{outline}{dashes}")
        }
    }
}

/// Writes the marks; those that follow each other with the same attributes share them.
fn marks(svg: &mut String, scene: &Scene) {
    let mut shared = String::new();
    for mark in &scene.marks {
        if let Shape::Cells(cells) = &mark.shape {
            images(svg, cells);
            continue;
        }
        let attributes = attributes(mark);
        if attributes != shared {
            svg.push_str(if shared.is_empty() { "<g " } else { "</g><g " });
            let _ = write!(svg, "{attributes}>");
            shared = attributes;
        }
        let (name, form) = form(&mark.shape);
        let text = if let Shape::Text(text) = &mark.shape { escaped(&text.words) } else { String::new() };
        let title = match mark.title.as_str() {
            "" => String::new(),
            title => format!("<title>{}</title>", escaped(title)),
        };
        let _ = match (text.as_str(), title.as_str()) {
            ("", "") => write!(svg, "<{name} {form}/>"),
            _ => write!(svg, "<{name} {form}>{title}{text}</{name}>"),
        };
    }
    if !shared.is_empty() {
        svg.push_str("</g>");
    }
}

/// Writes cells as two images of one pixel a cell, of which the mode shows one.
fn images(svg: &mut String, cells: &Cells) {
    let [x, y, width, height] = cells.rect.map(number);
    for (mode, class) in [(Mode::Light, "lt"), (Mode::Dark, "dk")] {
        let rgb = |colour: u32| [16, 8, 0].map(|shift| (colour >> shift & 255) as u8);
        // What is not drawn is the page.
        let shown = cells.palette.iter().map(|role| colour(*role, mode).fill.unwrap_or_else(|| colours::ground(mode)));
        let palette: Vec<[u8; 3]> = shown.chain([colours::ground(mode)]).map(rgb).collect();
        let none = u8::try_from(cells.palette.len()).unwrap_or(Cells::NONE);
        let places: Vec<u8> = cells.places.iter().map(|place| (*place).min(none)).collect();
        let mut file = Vec::new();
        if png_file::write(cells.columns, &places, &palette, &[], &mut file).is_ok() {
            let _ = write!(
                svg,
                r#"<image class="{class}" x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,{}"/>"#,
                png_file::base64(&file)
            );
        }
    }
}

/// What marks share that follow each other.
fn attributes(mark: &Mark) -> String {
    let mut attributes = format!("class=\"{}\"", class(mark.role, mark.style));
    let _ = match mark.style {
        Style::Stroke(width) => write!(attributes, " stroke-width=\"{}\"", number(width)),
        Style::Dashed(width) => write!(attributes, " stroke-width=\"{}\" stroke-dasharray=\"4 3\"", number(width)),
        _ => Ok(()),
    };
    if let Shape::Text(Text { anchor, size, is_bold, .. }) = &mark.shape {
        let _ = write!(attributes, " font-size=\"{}\"", number(*size));
        attributes.push_str(if *is_bold { " font-weight=\"600\"" } else { "" });
        attributes.push_str(match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
    }
    attributes
}

/// The element of a form, and its attributes.
fn form(shape: &Shape) -> (&'static str, String) {
    let named = |names: &[&str], numbers: &[f64]| {
        let one = |(name, value): (&&str, &f64)| format!("{name}=\"{}\"", number(*value));
        names.iter().zip(numbers).map(one).collect::<Vec<_>>().join(" ")
    };
    match shape {
        Shape::Rect([x, y, width, height, 0.0]) => {
            ("rect", named(&["x", "y", "width", "height"], &[*x, *y, *width, *height]))
        }
        Shape::Rect(rect) => ("rect", named(&["x", "y", "width", "height", "rx"], rect)),
        Shape::Circle(circle) => ("circle", named(&["cx", "cy", "r"], circle)),
        Shape::Line(line) => ("line", named(&["x1", "y1", "x2", "y2"], line)),
        Shape::Path(steps) => ("path", format!("d=\"{}\"", path(steps))),
        Shape::Text(text) => {
            let mut form = named(&["x", "y"], &text.at);
            if let Some(length) = text.length {
                let _ = write!(form, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", number(length));
            }
            if text.is_turned {
                let _ = write!(form, " transform=\"rotate(-90 {} {})\"", number(text.at[0]), number(text.at[1]));
            }
            ("text", form)
        }
        Shape::Cells(_) => ("g", String::new()),
    }
}

fn path(steps: &[Step]) -> String {
    let numbers = |numbers: &[f64]| numbers.iter().map(|one| number(*one)).collect::<Vec<_>>().join(" ");
    let step = |step: &Step| match step {
        Step::Move(to) => format!("M{}", numbers(to)),
        Step::Line(to) => format!("L{}", numbers(to)),
        Step::Curve(points) => format!("C{}", numbers(points)),
        Step::Close => "Z".to_owned(),
    };
    steps.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_decimals_and_zero_no_sign() {
        let numbers = [0.0, -0.001, 1.0, 2.5, -2.25, 1.999, 0.05].map(number);
        assert_eq!(numbers, ["0", "0", "1", "2.5", "-2.25", "2", "0.05"]);
    }

    #[test]
    fn marks_that_follow_each_other_share_what_they_have_in_common() {
        let mut scene = Scene::new(10.0);
        scene.rect([0.0, 0.0, 1.0, 1.0, 0.0], Role::Yes).titled("<b>");
        scene.rect([1.0, 0.0, 1.0, 1.0, 2.0], Role::Yes);
        scene.line([0.0, 0.0, 1.0, 1.0], Role::Axis, 1.5);
        let mut svg = String::new();
        marks(&mut svg, &scene);
        let rects = r#"<rect x="0" y="0" width="1" height="1"><title>&lt;b&gt;</title></rect><rect x="1" y="0" width="1" height="1" rx="2"/>"#;
        let line = r#"<line x1="0" y1="0" x2="1" y2="1"/>"#;
        assert_eq!(svg, format!(r#"<g class="y">{rects}</g><g class="kx" stroke-width="1.5">{line}</g>"#));
    }

    #[test]
    fn a_sheet_has_each_colour_once_and_for_both_modes() {
        let mut scene = Scene::new(10.0);
        scene.circle([0.0, 0.0, 1.0], Role::Abstain);
        scene.circle([2.0, 0.0, 1.0], Role::Abstain);
        let sheet = sheet(&[&scene]);
        assert_eq!(sheet.matches(".a{").count(), 2);
        assert!(sheet.contains(".a{fill:#f2bc3b;stroke:#9a6a00}"), "{sheet}");
        assert!(sheet.contains("@media screen and (prefers-color-scheme:dark){.w{fill:#14181d}.a{fill:#f6d98f;"));
    }
}
