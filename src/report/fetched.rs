//! Tells which files were fetched, from where, and under which terms.

use super::{Kind, Layout, Names, Report, Section, Spec, words};

/// A file that was fetched, or was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Downloaded {
    /// Which part of its catalogue it is.
    pub part: String,
    /// Where it is.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// Its MD5.
    pub md5: String,
    /// Whether the catalogue lists this MD5.
    pub checked: bool,
    /// How it came: fetched, resumed, present.
    pub arrival: &'static str,
    /// Its address at the source.
    pub url: String,
}

/// What was fetched from a catalogue.
pub(crate) fn report<'q>(
    catalogue: &str, fetched: &'q [Downloaded], terms: &[&str], mirror: Option<&str>,
) -> Report<'q> {
    let blocks = vec![files().block(Names::without_record(), fetched.iter().collect())];
    let mut report = Report::of(Section { title: words::capitalized(catalogue), blocks, ..Section::default() });
    for terms in terms {
        Report::once(&mut report.notes, format!("Terms: {terms}"));
    }
    if let Some(mirror) = mirror {
        Report::once(&mut report.notes, format!("The mirror {mirror} was asked instead of the site itself."));
    }
    if fetched.iter().any(|file| !file.checked) {
        let note = "Where no checksum is listed, a file was checked against the size that the server tells.";
        Report::once(&mut report.notes, note);
    }
    report.sources = fetched.iter().map(|file| file.url.clone()).collect();
    let paths: Vec<String> = fetched.iter().map(|file| quoted(&file.file)).collect();
    report.next.push(format!("unvote data add {}", paths.join(" ")));
    report
}

pub(super) fn files<'q>() -> Layout<'q, &'q Downloaded> {
    const PART: Spec =
        Spec::code("part", "ga, resolutions, sc, names, votes, or a file's name", "Which part of the catalogue it is.");
    const FILE: Spec = Spec::text("file", "Where the file is.");
    const BYTES: Spec = Spec::number("bytes", "bytes", "Its size.");
    const ARRIVAL: Spec =
        Spec::code("arrival", "fetched, resumed, present", "All of it came; the rest of it came; it was there.");
    const MD5: Spec = Spec::code("md5", "32 hexadecimal digits", "Its MD5.");
    const CHECKED: Spec = Spec::flag("checked", "Whether the catalogue lists this MD5; it lists none where not.");
    const URL: Spec = Spec::text("url", "Its address at the source, also where a mirror was asked.");
    Layout::new("files", "a file that was fetched, or was there already")
        .when("with data fetch")
        .column(PART, "part", |file: &&Downloaded, _| file.part.as_str().into())
        .column(FILE, "file", |file, _| file.file.as_str().into())
        .machines(BYTES, |file, _| file.bytes.into())
        .people("size", Kind::Code, "size", |file, _| size(file.bytes).into())
        .column(ARRIVAL, "how", |file, _| file.arrival.into())
        .machines(MD5, |file, _| file.md5.as_str().into())
        .machines(CHECKED, |file, _| file.checked.into())
        .people("checksum", Kind::Code, "checksum", |file, _| {
            if file.checked { "agrees" } else { "none listed" }.into()
        })
        .machines(URL, |file, _| file.url.as_str().into())
}

/// A size as people say it.
fn size(bytes: u64) -> String {
    if bytes < 1_000_000 { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '\\' | ':');
    if path.chars().all(plain) { path.to_owned() } else { format!("'{path}'") }
}
