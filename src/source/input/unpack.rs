//! Unpacks gzip, zip and zstd, known by their first bytes, with a bound on what comes out, into a [`Spool`].

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use zip::read::{Config, ZipReadOptions};
use zip::unstable::read::ZipIterable;

use super::bytes::{Bytes, Opened};
use super::spool::{IN_MEMORY, Spool};
use super::{encoding, foreign, json_rows};
use crate::source::error::SourceError;

/// The most that is unpacked of one path, or read of a stream: ten times the record of 2026, in bytes.
pub(super) const MOST: u64 = 4 << 30;
/// How many times its size a file may unpack to: vote records shrink to a 30th (gzip) or a 62nd (zstd, level 19); what
/// shrinks to a 500th is made to fill memory.
const MOST_TIMES: u64 = 500;
/// How many bytes are unpacked however small the file is.
const ALWAYS: u64 = 16 << 20;
/// How many files a path may hold, whether they can be read or not.
const MOST_FILES: usize = 10_000;
/// How deep archives may be nested.
const DEEPEST: usize = 2;

/// How bytes are packed, by the first of them.
fn packing(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x1F, 0x8B, 8, ..] => Some("gzip stream"),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some("zip"),
        // The second is a skippable frame, with which tools that pack in parallel begin.
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some("zstd stream"),
        _ => None,
    }
}

/// Unpacks all that one path holds.
#[derive(Debug)]
pub(super) struct Unpacker {
    /// Bytes that may still be unpacked.
    left: u64,
    /// Bytes of them that may stay in memory.
    memory: usize,
    /// The path of the file, as it is typed; empty where there is none.
    pub(super) path: String,
}

impl Unpacker {
    /// Unpacks so many bytes at most.
    pub(super) fn new(left: u64) -> Self {
        Self { left, memory: IN_MEMORY, path: String::new() }
    }

    /// Reads a stream to its end, or to the bound.
    ///
    /// # Errors
    /// When it cannot be read, goes on beyond the bound, or is not text.
    pub(super) fn stream(&mut self, name: &str, from: impl Read) -> Result<Bytes, SourceError> {
        self.read(name, from, |cause, _| SourceError::Unreadable { path: name.to_owned(), cause })
    }

    /// Adds the inputs that a file or stream holds.
    ///
    /// # Errors
    /// When it is damaged, unpacks to more than the bound, or is one file that is empty or not text.
    pub(super) fn add(&mut self, name: &str, bytes: Bytes, opened: &mut Opened) -> Result<(), SourceError> {
        let bound = self.left.min(ALWAYS.max(bytes.len() as u64 * MOST_TIMES));
        let mut one = Self { left: bound, memory: self.memory, path: self.path.clone() };
        one.peel(name, bytes, 0, opened)?;
        (self.left, self.memory) = (self.left - (bound - one.left), one.memory);
        Ok(())
    }

    fn peel(&mut self, name: &str, bytes: Bytes, depth: usize, opened: &mut Opened) -> Result<(), SourceError> {
        if opened.inputs.len() + opened.passed_over.len() >= MOST_FILES {
            let what = "the most that is looked at in one folder or archive";
            return Err(SourceError::Refused(format!("{name} comes after {MOST_FILES} other files, {what}")));
        }
        let Some(packing) = packing(&bytes) else {
            return self.input(name, bytes, opened);
        };
        if depth == DEEPEST {
            return Err(damaged(name, "it is packed more than twice"));
        }
        let stream = match packing {
            "zip" => {
                let members = self.members(name, &bytes, depth, opened);
                return bytes.still_whole(name).and(members);
            }
            "gzip stream" => self.unpack(name, flate2::bufread::MultiGzDecoder::new(&*bytes), packing),
            _ => self.unpack(name, Frames { rest: &bytes, frame: None }, packing),
        };
        bytes.still_whole(name)?;
        drop(bytes);
        self.peel(name, stream?, depth + 1, opened)
    }

    /// What is not packed, as the text that a reader reads.
    fn input(&self, name: &str, bytes: Bytes, opened: &mut Opened) -> Result<(), SourceError> {
        let path = self.typed(name);
        #[cfg(feature = "parquet")]
        if bytes.starts_with(foreign::PARQUET_BEGINS) {
            opened.inputs.push(foreign::guarded(name, || super::parquet::table(name, &path, bytes))?);
            return Ok(());
        }
        #[cfg(feature = "xlsx")]
        if foreign::is_old_workbook(&bytes) {
            let added = foreign::guarded(name, || super::sheets::add(name, &bytes, &[] as &[&str], opened));
            return bytes.still_whole(name).and(added);
        }
        let input = encoding::read(name, &path, bytes)?;
        opened.inputs.push(if json_rows::is_json(&input.bytes) { json_rows::table(input)? } else { input });
        Ok(())
    }

    /// What names a file in a shell, once it is out of its archive.
    fn typed(&self, name: &str) -> String {
        let file = self.path.rsplit(['/', '\\']).next().unwrap_or_default();
        match name.strip_prefix(file).and_then(|name| name.strip_prefix('/')) {
            Some(member) => member.rsplit('/').next().unwrap_or_default().to_owned(),
            None => self.path.clone(),
        }
    }

    fn members(&mut self, name: &str, bytes: &[u8], depth: usize, opened: &mut Opened) -> Result<(), SourceError> {
        let broken = |error: zip::result::ZipError| damaged(name, &format!("{error}; perhaps it is cut short"));
        #[cfg_attr(not(feature = "xlsx"), expect(unused_mut))]
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        #[cfg(feature = "xlsx")]
        let size = (0..archive.len())
            .fold(0, |sum: u64, at| sum.saturating_add(archive.by_index_raw(at).map_or(0, |member| member.size())));
        let names: Vec<_> = archive.file_names().filter_map(Result::ok).collect();
        #[cfg(feature = "xlsx")]
        if foreign::is_workbook(&names, bytes) {
            if size > self.left {
                return Err(too_much(name, self.left));
            }
            return foreign::guarded(name, || super::sheets::add(name, bytes, &names, opened));
        }
        if let Some((what, help)) = foreign::document(&names, bytes) {
            return Err(foreign::refused(name, &self.typed(name), what, help));
        }
        let before = opened.inputs.len() + opened.passed_over.len();
        // Walked member by member, as two may have one name.
        let mut all = ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(broken)?;
        let mut all = all.files_with_cloned_reader(ZipReadOptions::default()).map_err(broken)?;
        let mut times: HashMap<String, usize> = HashMap::new();
        while let Some(member) = all.next() {
            let member = member.map_err(broken)?;
            let path = String::from_utf8_lossy(member.name_raw()).into_owned();
            let Some(short) = member_name(&path).filter(|_| member.is_file()) else { continue };
            let again = match times.entry(short.clone()).and_modify(|times| *times += 1).or_insert(1) {
                1 => String::new(),
                times => format!(" ({times})"),
            };
            let name = format!("{name}/{short}{again}");
            let stream = self.unpack(&name, member, "member of the archive");
            let peeled = stream.and_then(|stream| self.peel(&name, stream, depth + 1, opened));
            opened.pass_over(peeled)?;
        }
        if opened.inputs.len() + opened.passed_over.len() == before {
            return Err(SourceError::empty(name));
        }
        Ok(())
    }

    fn unpack(&mut self, name: &str, from: impl Read, what: &str) -> Result<Bytes, SourceError> {
        let broken = |error: io::Error, after: u64| {
            let how = if ends_early(&error) { "ends too early".to_owned() } else { format!("is broken ({error})") };
            damaged(name, &format!("the {what} {how}, after {after} bytes unpacked"))
        };
        let bytes = self.read(name, from, broken)?;
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// Reads to the end, but not beyond the bound; what is neither text nor an archive is refused by its first bytes.
    fn read(
        &mut self, name: &str, mut from: impl Read, broken: impl Fn(io::Error, u64) -> SourceError,
    ) -> Result<Bytes, SourceError> {
        let (mut first, bound) = (Vec::new(), self.left);
        let begun = from.by_ref().take(bound.min(encoding::LOOKED_AT as u64)).read_to_end(&mut first);
        begun.map_err(|error| broken(error, first.len() as u64))?;
        if packing(&first).is_none() && !foreign::is_read(&first) {
            encoding::look(name, &self.typed(name), &first)?;
        }
        let mut spool = Spool::new(self.memory);
        spool.add(name, &first)?;
        let mut piece = vec![0; encoding::LOOKED_AT];
        loop {
            match from.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => spool.add(name, &piece[..count])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(broken(error, spool.length)),
            }
            if spool.length > bound {
                return Err(too_much(name, bound));
            }
        }
        let bytes = spool.bytes(name)?;
        if let Bytes::Owned(bytes) = &bytes {
            self.memory -= bytes.len();
        }
        Ok(bytes)
    }
}

/// Reads the frames of a zstd file one after another, without skippable ones.
struct Frames<'a> {
    rest: &'a [u8],
    frame: Option<StreamingDecoder<&'a [u8], FrameDecoder>>,
}

impl Read for Frames<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let count = frame.read(out)?;
                if count > 0 {
                    return Ok(count);
                }
                self.rest = frame.get_ref();
                self.frame = None;
            }
            if self.rest.is_empty() {
                return Ok(0);
            }
            match StreamingDecoder::new(self.rest) {
                Ok(frame) => self.frame = Some(frame),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let behind = self.rest.get(8..).and_then(|rest| rest.get(length as usize..));
                    self.rest = behind.ok_or(io::ErrorKind::UnexpectedEof)?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

/// Whether a stream stopped in the middle, anywhere among the causes of an error.
fn ends_early(error: &(dyn std::error::Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|io| io.kind() == io::ErrorKind::UnexpectedEof)
        || io.and_then(io::Error::get_ref).is_some_and(|inner| ends_early(inner))
        || error.source().is_some_and(ends_early)
}

/// What a member is called: the names of its path without what leads out of the archive; `None` for what packers leave.
fn member_name(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let left_by_packers = parts.first() == Some(&"__MACOSX") || parts.last().is_none_or(|last| last.starts_with('.'));
    (!left_by_packers).then(|| shown(&parts.join("/")))
}

/// A name of a file as it can be shown: without characters that a terminal would obey.
pub(super) fn shown(name: &str) -> String {
    name.replace(char::is_control, "\u{fffd}")
}

/// The error for what holds more than its bound.
fn too_much(name: &str, bound: u64) -> SourceError {
    let what = "the most that is unpacked from such a file or read from a stream";
    SourceError::Refused(format!("{name} holds more than {} MiB, {what}", bound >> 20))
}

fn damaged(name: &str, cause: &str) -> SourceError {
    SourceError::Damaged { name: name.to_owned(), cause: cause.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        compress_to_vec(text, CompressionLevel::Fastest)
    }

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn opened(name: &str, bytes: Vec<u8>) -> Result<Vec<(String, String)>, String> {
        let mut opened = Opened::default();
        Unpacker::new(MOST).add(name, Bytes::Owned(bytes), &mut opened).map_err(|error| error.to_string())?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(opened.inputs.into_iter().map(|input| (input.name, text(&input.bytes))).collect())
    }

    fn one(name: &str, text: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), text.to_owned())]
    }

    /// An archive of two members of one name, which no writer makes: the name of the second is changed afterwards.
    fn of_one_name() -> Vec<u8> {
        let mut bytes = zip(&[("a.csv", b"first"), ("b.csv", b"second")]);
        let places: Vec<usize> = memchr::memmem::find_iter(&bytes, "b.csv").collect();
        for place in places {
            bytes[place] = b'a';
        }
        bytes
    }

    #[test]
    fn two_members_of_one_name_are_both_read() {
        let texts = [("votes/a.csv", "first"), ("votes/a.csv (2)", "second")];
        let expected = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(opened("votes", of_one_name()), Ok(expected.to_vec()));
    }

    #[test]
    fn streams_of_several_parts_are_one_text() {
        assert_eq!(opened("v.gz", [gzip(b"a,b\n"), gzip(b"1,2\n")].concat()), Ok(one("v.gz", "a,b\n1,2\n")));
        let passed_over = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9];
        let frames = [passed_over.as_slice(), &zstd(b"a,b\n"), &passed_over, &zstd(b"1,2\n")].concat();
        assert_eq!(opened("v.zst", frames), Ok(one("v.zst", "a,b\n1,2\n")));
    }

    #[test]
    fn members_of_a_zip_are_inputs_of_their_own_but_not_what_packers_leave() {
        let archive = zip(&[
            ("data/votes.csv", b"a"),
            ("__MACOSX/data/._votes.csv", b"x"),
            ("data/.DS_Store", b"x"),
            ("../../etc/x\u{1b}.csv", b"b"),
            ("more.csv.gz", &gzip(b"c")),
        ]);
        let names = ["v.zip/data/votes.csv", "v.zip/etc/x\u{fffd}.csv", "v.zip/more.csv.gz"].map(str::to_owned);
        let texts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(opened("v.zip", archive), Ok(names.into_iter().zip(texts).collect()));
    }

    #[test]
    fn a_third_packing_is_refused() {
        assert_eq!(opened("v.gz", gzip(&gzip(b"a"))), Ok(one("v.gz", "a")));
        let error = opened("v.gz", gzip(&gzip(&gzip(b"a"))));
        assert_eq!(error, Err("v.gz is damaged: it is packed more than twice".to_owned()));
    }

    #[test]
    fn what_is_cut_short_says_what_and_where() {
        let numbers: Vec<String> = (0..200_000).map(|i| (i * 7919 % 104_729).to_string()).collect();
        let text = numbers.join("\n");
        let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
        let error = opened("v.gz", half(gzip(text.as_bytes()))).unwrap_err();
        assert!(error.starts_with("v.gz is damaged: the gzip stream ends too early, after "), "{error}");
        let error = opened("v.zst", half(zstd(text.as_bytes()))).unwrap_err();
        assert!(error.starts_with("v.zst is damaged: the zstd stream ends too early, after "), "{error}");
        let error = opened("v.zip", half(zip(&[("v.csv", text.as_bytes())]))).unwrap_err();
        assert!(error.starts_with("v.zip is damaged: invalid Zip archive") && error.ends_with("cut short"), "{error}");
    }

    #[test]
    fn a_changed_byte_is_noticed_by_the_checksum() {
        let mut bytes = gzip(b"rcid,session,vote\n1,1,1\n");
        let checksum = bytes.len() - 8;
        bytes[checksum] ^= 1;
        let error = opened("v.gz", bytes).unwrap_err();
        assert!(error.starts_with("v.gz is damaged: the gzip stream is broken ("), "{error}");
    }

    #[test]
    fn what_unpacks_to_far_more_than_its_size_is_given_up_early() {
        let bomb = "x".repeat(64 << 20);
        let error = opened("v.zst", zstd(bomb.as_bytes())).unwrap_err();
        assert!(error.starts_with("v.zst holds more than 16 MiB, the most that is unpacked from such"), "{error}");
        let error = opened("v.zip", zip(&[("v.csv", bomb.as_bytes())])).unwrap_err();
        assert!(error.starts_with("v.zip/v.csv holds more than "), "{error}");
    }

    #[test]
    fn the_bound_holds_for_all_members_and_files_together() {
        let mut unpacker = Unpacker::new(10);
        let mut opened = Opened::default();
        unpacker.add("a.gz", Bytes::Owned(gzip(b"123456")), &mut opened).unwrap();
        assert!(unpacker.add("b.gz", Bytes::Owned(gzip(b"12345")), &mut opened).is_err());
        assert!(unpacker.stream("pipe", io::repeat(b'x')).is_err());
    }

    #[test]
    fn zeros_without_end_are_refused_by_their_first_bytes() {
        let error = Unpacker::new(MOST).stream("zero", io::repeat(0)).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("neither text") && error.contains("\\x00\\x00"), "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn no_change_of_a_few_bytes_crashes(
            packing in 0_usize..3,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            keep in any::<prop::sample::Index>(),
        ) {
            let text = "rcid,session,vote\n1,1,1\n2,1,3\n".repeat(20);
            let mut bytes = match packing {
                0 => gzip(text.as_bytes()),
                1 => zstd(text.as_bytes()),
                _ => zip(&[("a.csv", text.as_bytes()), ("b.csv", b"")]),
            };
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Err(error) = opened("votes", bytes.clone()) {
                prop_assert!(error.starts_with("votes"), "{error}");
            }
            bytes.truncate(keep.index(bytes.len()));
            if let Err(error) = opened("votes", bytes) {
                prop_assert!(error.starts_with("votes"), "{error}");
            }
        }
    }
}
