//! Pixels as a PNG file (ISO/IEC 15948:2004) with a palette of at most 256 colours. Two runs give the same bytes: no day stands in it.

use std::borrow::Cow;
use std::io::{self, Write};

use hashbrown::HashMap;
use tiny_skia::Pixmap;

use crate::render::png_file::{self, Chunk};

/// The colours of a palette.
const MOST: usize = 256;
/// Units of a page in a metre, of which an inch has 96.
const UNITS: f64 = 96.0 / 0.0254;

/// Writes opaque pixels, so many to a unit, and texts under their keywords.
///
/// # Errors
/// When `out` cannot be written.
// A number of pixels is above 0.
#[allow(clippy::cast_sign_loss)]
pub(super) fn write(
    pixmap: &Pixmap, scale: f64, texts: &[(&str, Cow<'_, str>)], out: &mut dyn Write,
) -> io::Result<()> {
    let (colours, rows) = indexed(pixmap);
    let density = ((UNITS * scale).round() as u32).to_be_bytes();
    let mut more: Vec<Chunk> = vec![(*b"pHYs", [&density[..], &density, &[1]].concat())];
    for (keyword, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        // Not compressed, in no language that is named.
        more.push((*b"iTXt", [keyword.as_bytes(), b"\0\0\0\0\0", text.as_bytes()].concat()));
    }
    png_file::write(pixmap.width() as usize, &rows, &colours, &more, out)
}

/// Red, green and blue.
type Rgb = [u8; 3];

/// The palette, the most frequent colours first, and the place in it of each pixel. What has no place there, the rarest shades
/// between two colours, becomes the nearest colour that has.
fn indexed(pixmap: &Pixmap) -> (Vec<Rgb>, Vec<u8>) {
    let pixels = || pixmap.data().chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    let mut counts: HashMap<Rgb, u32> = HashMap::new();
    // Most pixels are as the one before: they are counted together.
    let (mut last, mut run) = ([0; 3], 0);
    for pixel in pixels() {
        if pixel != last {
            *counts.entry(last).or_default() += run;
            (last, run) = (pixel, 0);
        }
        run += 1;
    }
    *counts.entry(last).or_default() += run;
    let mut counted: Vec<(Rgb, u32)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    counted.sort_unstable_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let colours: Vec<Rgb> = counted.iter().take(MOST).map(|(colour, _)| *colour).collect();
    let rare = counted.iter().skip(MOST).map(|(colour, _)| (*colour, nearest(&colours, *colour)));
    let known = colours.iter().zip(0u8..=255).map(|(colour, place)| (*colour, place));
    let places: HashMap<Rgb, u8> = known.chain(rare).collect();
    let (mut last, mut place) = ([0; 3], None);
    let place_of = |pixel: Rgb| {
        if pixel != last || place.is_none() {
            (last, place) = (pixel, places.get(&pixel).copied());
        }
        place.unwrap_or_default()
    };
    let rows = pixels().map(place_of).collect();
    (colours, rows)
}

/// The place of the colour with the least sum of squared differences.
fn nearest(colours: &[Rgb], colour: Rgb) -> u8 {
    let distance = |other: &Rgb| -> u32 {
        let parts = other.iter().zip(&colour);
        parts.map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
    };
    let places = colours.iter().zip(0u8..=255);
    places.min_by_key(|(other, _)| distance(other)).map_or(0, |(_, place)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_without_a_place_becomes_the_nearest() {
        // 17 x 17 = 289 shades: the last, each rarest by its value, become others.
        let mut pixmap = Pixmap::new(17, 17).unwrap();
        for (at, pixel) in pixmap.data_mut().chunks_exact_mut(4).enumerate() {
            pixel.copy_from_slice(&[(at / 17) as u8, (at % 17) as u8, 0, 255]);
        }
        let (colours, rows) = indexed(&pixmap);
        assert_eq!((colours.len(), rows.len()), (256, 289));
        assert_eq!(colours[usize::from(rows[20])], [1, 3, 0]);
        // 256 = 15 x 17 + 1 is the first without a place: red 15, green 1, nearest to red 15, green 0 or red 14, green 1.
        assert_eq!(colours[usize::from(rows[256])], [14, 1, 0]);
    }
}
