//! Tells which files were fetched, from where, and under which terms.

use super::{
    Audience, Report,
    listing::one_section,
    old::{Block, Column, Table, Value},
    words,
};

/// A file that was fetched, or was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downloaded {
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
#[must_use]
pub fn report(catalogue: &str, files: &[Downloaded], terms: &[&str], mirror: Option<&str>) -> Report<'static> {
    let mut report = one_section(words::capitalized(catalogue), vec![Block::Table(table(files))]);
    for terms in terms {
        Report::once(&mut report.notes, format!("Terms: {terms}"));
    }
    if let Some(mirror) = mirror {
        Report::once(&mut report.notes, format!("The mirror {mirror} was asked instead of the site itself."));
    }
    if files.iter().any(|file| !file.checked) {
        let note = "Where no checksum is listed, a file was checked against the size that the server tells.";
        Report::once(&mut report.notes, note);
    }
    report.sources = files.iter().map(|file| file.url.clone()).collect();
    let paths: Vec<String> = files.iter().map(|file| quoted(&file.file)).collect();
    report.next.push(format!("unvote data add {}", paths.join(" ")));
    report
}

fn table(files: &[Downloaded]) -> Table {
    let columns = vec![
        Column::new("part", "part"),
        Column::new("file", "file"),
        Column::for_machines("bytes"),
        Column::for_people("size", "size"),
        Column::new("arrival", "how"),
        Column::for_machines("md5"),
        Column::for_machines("checked"),
        Column::for_people("checksum", "checksum"),
        Column::for_machines("url"),
    ];
    let row = |file: &Downloaded| {
        vec![
            Value::Code(file.part.clone()),
            Value::text(&file.file),
            Value::Number(file.bytes as i64),
            Value::Code(size(file.bytes)),
            Value::Code(file.arrival.to_owned()),
            Value::Code(file.md5.clone()),
            Value::Flag(file.checked),
            Value::Code(if file.checked { "agrees" } else { "none listed" }.to_owned()),
            Value::text(&file.url),
        ]
    };
    Table { name: "files", columns, rows: files.iter().map(row).collect(), audience: Audience::All }
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
