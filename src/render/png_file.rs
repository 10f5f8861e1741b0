//! Places in a palette as a PNG file (ISO/IEC 15948:2004). Two runs give the same bytes: no day stands in it.

use std::io::{self, Write};

use flate2::{Compression, write::ZlibEncoder};

/// The first bytes of every such file.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A part of such a file: its kind and what it holds.
pub(super) type Chunk = ([u8; 4], Vec<u8>);

/// Writes pixels, row by row as places in a palette of at most 256 colours, with more chunks between head and palette.
///
/// # Errors
/// When `out` cannot be written.
pub(super) fn write(
    width: usize, places: &[u8], palette: &[[u8; 3]], more: &[Chunk], out: &mut dyn Write,
) -> io::Result<()> {
    let height = places.len() / width.max(1);
    let sides = [width, height].map(|side| (side as u32).to_be_bytes());
    out.write_all(SIGNATURE)?;
    // Eight bits a pixel, a palette, deflate, filters, not interlaced.
    chunk(out, *b"IHDR", &[&sides[0][..], &sides[1], &[8, 3, 0, 0, 0]].concat())?;
    more.iter().try_for_each(|(kind, data)| chunk(out, *kind, data))?;
    chunk(out, *b"PLTE", &palette.concat())?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in places.chunks_exact(width.max(1)) {
        // As it is: neighbours in a palette are no closer than others.
        packed.write_all(&[0])?;
        packed.write_all(row)?;
    }
    chunk(out, *b"IDAT", &packed.finish()?)?;
    chunk(out, *b"IEND", &[])
}

fn chunk(out: &mut dyn Write, kind: [u8; 4], data: &[u8]) -> io::Result<()> {
    let body = [&kind, data].concat();
    out.write_all(&(data.len() as u32).to_be_bytes())?;
    out.write_all(&body)?;
    out.write_all(&crc32fast::hash(&body).to_be_bytes())
}

/// Bytes in the letters of addresses and of mail (RFC 4648, section 4).
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() { '=' } else { letter.into() });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        // RFC 4648, section 10.
        let told = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(told, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn a_file_holds_its_sides_its_palette_and_its_rows() {
        let mut file = Vec::new();
        write(2, &[0, 1, 1, 0], &[[1, 2, 3], [4, 5, 6]], &[], &mut file).unwrap();
        assert!(file.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x02\x08\x03\0\0\0"));
        // The end of every PNG file (ISO/IEC 15948, 11.2.5).
        assert!(file.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
        let at = |name: &[u8]| file.windows(4).position(|four| four == name).unwrap() + 4;
        assert_eq!(file[at(b"PLTE")..][..6], [1, 2, 3, 4, 5, 6]);
        let mut rows = Vec::new();
        flate2::read::ZlibDecoder::new(&file[at(b"IDAT")..]).read_to_end(&mut rows).unwrap();
        assert_eq!(rows, [0, 0, 1, 0, 1, 0]);
    }
}
