//! Pictures as pixels, in builds that have them, and what others say.

use super::{stderr, unvote};

#[cfg(feature = "png")]
mod drawn {
    use std::{fs, io::Read as _, path::Path};

    use flate2::read::ZlibDecoder;

    use super::{stderr, unvote};
    use crate::cli::stdout;

    /// A file as it was written, taken apart: ISO/IEC 15948.
    struct Decoded {
        width: usize,
        height: usize,
        palette: Vec<u8>,
        pixels: Vec<u8>,
        texts: Vec<String>,
    }

    impl Decoded {
        fn new(file: &[u8]) -> Self {
            assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
            let mut decoded = Self { width: 0, height: 0, palette: vec![], pixels: vec![], texts: vec![] };
            let (mut rest, mut packed, mut last) = (&file[8..], Vec::new(), [0; 4]);
            while !rest.is_empty() {
                let number = |at: usize| u32::from_be_bytes(rest[at..at + 4].try_into().unwrap());
                let length = number(0) as usize;
                let (kind, data) = (&rest[4..8], &rest[8..8 + length]);
                assert_eq!(number(8 + length), crc32fast::hash(&rest[4..8 + length]));
                match kind {
                    b"IHDR" => {
                        assert_eq!(data[8..], [8, 3, 0, 0, 0], "a byte a pixel, with a palette");
                        (decoded.width, decoded.height) = (number(8) as usize, number(12) as usize);
                    }
                    b"PLTE" => decoded.palette = data.to_vec(),
                    b"iTXt" => decoded.texts.push(String::from_utf8(data.to_vec()).unwrap()),
                    b"IDAT" => packed.extend_from_slice(data),
                    _ => {}
                }
                last.copy_from_slice(kind);
                rest = &rest[12 + length..];
            }
            assert_eq!(&last, b"IEND");
            ZlibDecoder::new(packed.as_slice()).read_to_end(&mut decoded.pixels).unwrap();
            assert_eq!(decoded.pixels.len(), decoded.height * (decoded.width + 1), "a filter and a row for each");
            decoded
        }

        /// The colour at a point of a picture that was made for so many units of width.
        fn at(&self, x: f64, y: f64, units: f64) -> String {
            let scale = self.width as f64 / units;
            let [x, y] = [x, y].map(|one| format!("{:.0}", (one * scale).floor()).parse::<usize>().unwrap());
            let place = 3 * usize::from(self.pixels[y * (self.width + 1) + 1 + x]);
            let [red, green, blue] = self.palette[place..place + 3].try_into().unwrap();
            format!("#{red:02x}{green:02x}{blue:02x}")
        }
    }

    fn written(arguments: &str, file: &Path) -> Vec<u8> {
        unvote(arguments).arg("-o").arg(file).assert().success();
        fs::read(file).unwrap()
    }

    fn png(arguments: &str) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        written(arguments, &folder.path().join("picture.png"))
    }

    /// Left, top and width of the tile of a member in the same picture as SVG.
    fn tile(svg: &str, title: &str) -> [f64; 3] {
        let title = format!("<title>{title}</title></rect>");
        let rect = svg.split("<rect ").find(|rect| rect.contains(&title)).unwrap();
        ["x", "y", "width"].map(|name| {
            let value = rect.split(&format!("{name}=\"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        })
    }

    #[test]
    fn each_member_has_the_colour_of_its_vote() {
        // A/RES/ES-11/7 (A/ES-11/PV.20): Uruguay in favour, the United States against, China abstaining, Morocco not voting.
        let votes = [
            ("Uruguay: in favour", "#2476b8"),
            ("United States: against", "#8e1b12"),
            ("China: abstaining", "#f2bc3b"),
            ("Morocco: non-voting", "#ffffff"),
        ];
        for (width, pixels, units) in [("wide", 1200, 720.0), ("narrow", 780, 390.0)] {
            let asked = format!("tally A/ES-11/L.10 --width {width}");
            let (svg, picture) = (stdout(&format!("{asked} --format svg")), Decoded::new(&png(&asked)));
            let height = svg.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap();
            assert_eq!(picture.width, pixels);
            assert!((picture.height as f64 - height * pixels as f64 / units).abs() <= 0.5);
            for (title, colour) in votes {
                // Above the code, within the outline.
                let [x, y, side] = tile(&svg, title);
                assert_eq!(picture.at(x + side / 2.0, y + side * 0.14, units), colour, "{title}, {width}");
            }
            assert_eq!(picture.at(1.0, 1.0, units), "#ffffff");
        }
    }

    #[test]
    fn it_says_in_words_what_it_shows() {
        let texts = Decoded::new(&png("tally A/ES-11/L.10")).texts.join("\n");
        for text in ["Title\0", "93 in favour, 18 against, 65 abstaining", "record 4076672"] {
            assert!(texts.contains(text), "{texts}");
        }
    }

    #[test]
    fn a_picture_is_the_same_each_time() {
        let narrow = || png("tally ES-11/7 --width narrow");
        assert!(narrow() == narrow());
    }

    #[test]
    fn letters_that_no_font_has_are_drawn_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("votes.csv");
        let titles = [
            "\u{4e2d}\u{6587} \u{1f5f3}\u{fe0f}",
            "\u{202e}turned\u{200d}",
            "\u{627}\u{644}\u{639}",
            "\u{fb01}\u{301}\u{301}",
        ];
        for title in titles.map(str::to_owned).into_iter().chain(["W".repeat(900), "%\u{7f}\u{1b}[31m".to_owned()]) {
            let votes = format!(
                "title,symbol,date,member,vote\n{title},A/RES/79/1,2024-10-01,USA,yes\n{title},A/RES/79/1,2024-10-01,FRA,no\n"
            );
            fs::write(&file, votes).unwrap();
            let picture = folder.path().join("picture.png");
            unvote("tally 79/1 -q --data").arg(&file).arg("-o").arg(&picture).assert().success();
            let picture = Decoded::new(&fs::read(&picture).unwrap());
            assert_eq!(picture.width, 1200, "{title}");
            assert!(picture.palette.chunks(3).any(|colour| colour == [0x1b, 0x1f, 0x24]), "{title} is to be seen");
        }
    }

    #[test]
    fn a_picture_is_sent_on_but_not_compressed_again() {
        let sent = unvote("tally ES-11/7 --format png").output().unwrap().stdout;
        assert!(sent == png("tally ES-11/7"));
        let told = stderr("tally ES-11/7 -o vote.png.gz", 2);
        assert!(told.starts_with("error: PNG is compressed already"), "{told}");
        let none = stderr("list --format png", 2);
        assert!(none.starts_with("error: png holds a picture, and this answer has none"), "{none}");
    }
}

#[cfg(not(feature = "png"))]
#[test]
fn a_build_without_png_says_how_to_come_by_it_and_what_there_is_instead() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vote.png");
    let output = unvote("tally ES-11/7 -o").arg(&file).output().unwrap();
    assert_eq!((output.status.code(), file.exists()), (Some(2), false));
    let told = stderr("tally ES-11/7 --format png", 2);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), told);
    for part in ["built without PNG", "cargo build --release --features png", "-o FILE.svg"] {
        assert!(told.contains(part), "{told}");
    }
}
