//! Text as outlines, in `DejaVu` Sans Condensed. Letters stand beside one another as they are typed: there are no ligatures, and
//! scripts that join their letters or run from the right are not set as their readers expect.

use tiny_skia::{Path, PathBuilder};
use ttf_parser::{Face, FaceParsingError, GlyphId, OutlineBuilder};

use crate::render::harmless::plain;
use crate::render::letters;
use crate::render::scene::Text;

/// The two weights.
pub(super) struct Fonts([Face<'static>; 2]);

impl Fonts {
    /// The fonts that are compiled in.
    ///
    /// # Errors
    /// When they are damaged.
    pub(super) fn new() -> Result<Self, FaceParsingError> {
        let face = |font| Face::parse(font, 0);
        Ok(Self([face(dejavu::sans_condensed::regular())?, face(dejavu::sans_condensed::bold())?]))
    }

    /// The outlines of a text where it stands, set to its length where it has one. Where it has none it is never wider than
    /// the layout took it for, so that this font breaks no layout either. None where there is nothing to see.
    pub(super) fn path(&self, text: &Text) -> Option<Path> {
        let face = &self.0[usize::from(text.is_bold)];
        let words = plain(&text.words);
        let glyphs: Vec<(GlyphId, u16)> = words.chars().map(|letter| glyph(face, letter)).collect();
        let size = text.size / f64::from(face.units_per_em());
        let natural: f64 = glyphs.iter().map(|(_, advance)| f64::from(*advance) * size).sum();
        let taken_for = || letters::width(&words, text.size, text.is_bold).min(natural);
        let width = text.length.unwrap_or_else(taken_for);
        let [left, _, right, _] = Text { length: Some(width), ..text.clone() }.bounds();
        let across = if natural > 0.0 { size * (right - left) / natural } else { size };
        let mut pen = Pen { path: PathBuilder::new(), at: [left, text.at[1]], scale: [across, size] };
        for (glyph, advance) in glyphs {
            face.outline_glyph(glyph, &mut pen);
            pen.at[0] += f64::from(advance) * across;
        }
        pen.path.finish()
    }
}

/// The glyph of a letter with its advance: of a letter that the font lacks the mark that stands for any.
fn glyph(face: &Face<'_>, letter: char) -> (GlyphId, u16) {
    let glyph = face.glyph_index(letter).or_else(|| face.glyph_index(char::REPLACEMENT_CHARACTER)).unwrap_or_default();
    (glyph, face.glyph_hor_advance(glyph).unwrap_or_default())
}

/// Draws a glyph, whose units grow upwards, at a point of a scene, whose units grow downwards.
struct Pen {
    path: PathBuilder,
    at: [f64; 2],
    scale: [f64; 2],
}

impl Pen {
    fn put(&self, x: f32, y: f32) -> [f32; 2] {
        let [across, down] = self.scale;
        [(self.at[0] + f64::from(x) * across) as f32, (self.at[1] - f64::from(y) * down) as f32]
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let [x, y] = self.put(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let [x, y] = self.put(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ([x1, y1], [x, y]) = (self.put(x1, y1), self.put(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ([x1, y1], [x2, y2], [x, y]) = (self.put(x1, y1), self.put(x2, y2), self.put(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::scene::Anchor;

    fn bounds(text: &Text) -> [f32; 4] {
        let bounds = Fonts::new().unwrap().path(text).unwrap().bounds();
        [bounds.left(), bounds.top(), bounds.right(), bounds.bottom()]
    }

    fn text(words: &str) -> Text {
        Text { at: [100.0, 50.0], size: 20.0, words: words.to_owned(), ..Text::default() }
    }

    #[test]
    fn a_capital_stands_on_the_baseline_and_is_as_high_as_the_font_says() {
        // DejaVu Sans: capitals are 1,493 of 2,048 units high.
        let [_, top, _, bottom] = bounds(&text("H"));
        assert!((bottom - 50.0).abs() < 0.01, "{bottom}");
        assert!((top - (50.0 - 20.0 * 1493.0 / 2048.0)).abs() < 0.01, "{top}");
    }

    #[test]
    fn text_is_set_to_its_length_beside_its_point() {
        for (anchor, left) in [(Anchor::Start, 100.0), (Anchor::Middle, 85.0), (Anchor::End, 70.0)] {
            let [from, _, to, _] = bounds(&Text { anchor, length: Some(30.0), ..text("HHHHHH") });
            assert!(from >= left && from < left + 2.0 && to <= left + 30.0 && to > left + 28.0, "{from} {to}");
        }
    }

    #[test]
    fn text_is_never_wider_than_the_layout_took_it_for() {
        for words in ["WWWWWWWW", "%%%%%", "against the resolution", "m"] {
            for is_bold in [false, true] {
                let [from, _, to, _] = bounds(&Text { is_bold, ..text(words) });
                let most = letters::width(words, 20.0, is_bold) as f32;
                assert!(from >= 99.0 && to <= 100.0 + most + 0.5, "{words}: {to}, {most}");
            }
        }
    }

    #[test]
    fn a_letter_that_the_font_lacks_is_a_mark_and_no_fault() {
        let lacking = bounds(&text("\u{4e2d}"));
        let mark = bounds(&text("\u{fffd}"));
        let off = |side: usize| (lacking[side] - mark[side]).abs();
        assert!(off(1) < 0.01 && off(3) < 0.01, "as high: {lacking:?} {mark:?}");
        assert!(Fonts::new().unwrap().path(&text("   ")).is_none());
        assert!(Fonts::new().unwrap().path(&text("")).is_none());
    }
}
