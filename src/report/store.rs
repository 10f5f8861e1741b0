//! Reports what was fetched, what the store keeps, and what was added to it or taken out of it.

use super::columns::{FIRST, LAST};
use super::verdict::verdict;
use super::{Block, Kind, Layout, Names, Report, Section, Spec, words};
use crate::analysis::{diff::Diff, tally::result};
use crate::record::{Date, Record, Vote};

/// A source of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shelved {
    /// The names of its files.
    pub name: String,
    /// Its format.
    pub format: String,
    /// Edition, where the files name one; else empty.
    pub edition: String,
    /// When it was added, in universal time: `2026-11-24T08:30:00Z`.
    pub added: String,
    /// Number of roll calls.
    pub roll_calls: i64,
    /// Number of known votes of members.
    pub votes: i64,
    /// The days of the first and the last roll call.
    pub span: Option<[Date; 2]>,
    /// The paths from which it was read.
    pub paths: Vec<String>,
}

/// A source that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct New {
    /// The source.
    pub source: Shelved,
    /// The sources it replaced, and what differs.
    pub replaced: Vec<(Shelved, Diff)>,
    /// What was understood of each of its votes, where they are few.
    pub told: Vec<String>,
}

/// The most roll calls that are told one by one.
const TOLD: usize = 5;

/// What was understood of each vote of a source, where they are few.
pub(crate) fn understood(record: &Record) -> Vec<String> {
    if record.len() > TOLD {
        return Vec::new();
    }
    let told = |id| {
        let day = record.roll_call(id).date.map_or_else(String::new, |day| format!(", {}", words::day(day)));
        let result = result(record, id);
        let votes =
            result.numbers.count(Vote::NonVoting).map_or_else(String::new, |others| format!(", {others} non-voting"));
        let numbers = result.tally.map_or_else(String::new, |tally| format!(": {tally}{votes}"));
        format!("{}{day}{numbers}. {}", record.called(id), verdict(record, &result).1)
    };
    record.ids().map(told).collect()
}

/// The report of what was added, and of what the merged record now holds.
pub(crate) fn added<'q>(added: &'q [New], merged: &Record) -> Report<'q> {
    let mut blocks = vec![new().block(Names::without_record(), added.iter().collect())];
    blocks.extend(added.iter().flat_map(|one| &one.told).map(|text| Block::Text(text.clone())));
    let mut next = Vec::new();
    for (source, (old, diff)) in added.iter().flat_map(|one| one.replaced.iter().map(|old| (&one.source, old))) {
        let text = format!("{} took the place of {}, added {}: {}.", source.name, old.name, old.added, changes(diff));
        blocks.push(Block::Text(text));
        if let ([old], [new]) = (old.paths.as_slice(), source.paths.as_slice())
            && old != new
            && [old, new].iter().all(|path| *path != "-")
        {
            next.push(format!("unvote data diff {old} {new}"));
        }
    }
    let all = merged.len();
    let text = format!("The store now answers with {all} roll calls, those of the embedded record among them.");
    blocks.push(Block::Text(text));
    next.push("unvote data list".to_owned());
    Report { next, ..Report::of(Section { blocks, ..Section::default() }) }
}

/// The report of what was added on the way to the whole record, of what the store then has, and of what to ask first.
pub(crate) fn brought<'q>(added: &'q [New], held: &[Shelved], roll_calls: usize, missing: &[&str]) -> Report<'q> {
    let mut blocks = Vec::new();
    if !added.is_empty() {
        blocks.push(new().block(Names::without_record(), added.iter().collect()));
    }
    let spans = || held.iter().filter_map(|one| one.span);
    let span = spans().map(|[first, _]| first).min().zip(spans().map(|[_, last]| last).max());
    let of_files = words::count(held.len(), "source");
    let from_to = span.map_or_else(String::new, |(first, last)| {
        format!(", {of_files} from {} to {} and the embedded record among them", words::day(first), words::day(last))
    });
    blocks.push(Block::Text(format!("The store now answers with {}{from_to}.", words::roll_calls(roll_calls))));
    let year = span.map(|(_, last)| format!("unvote country US --year {}", last.year()));
    let next = ["unvote list --limit 5".to_owned()].into_iter().chain(year).collect();
    let mut report = Report { next, ..Report::of(Section { blocks, ..Section::default() }) };
    if !missing.is_empty() {
        let missing = words::and(missing);
        Report::once(&mut report.notes, format!("{missing} did not come; the same command waits for the rest."));
    }
    report
}

/// The report of how to have the whole record, in commands.
pub(crate) fn steps() -> Report<'static> {
    let text = "The whole record in four steps. The first takes the UN Digital Library's files from where your browser puts \
                them, as its terms ask, and says which pages to open. The others fetch the UN's list of vetoes, Sciences Po's \
                votes in the Security Council, also on what was not adopted, and Erik Voeten's, which have the General \
                Assembly's failed proposals and amendments to September 2023 (393 MB).";
    let next = [
        "unvote data fetch undl --open",
        "unvote data fetch vetoes --add --accept-terms",
        "unvote data fetch council --add --accept-terms",
        "unvote data fetch voeten --add --accept-terms",
    ];
    let blocks = vec![Block::text(text)];
    Report { next: next.map(ToOwned::to_owned).to_vec(), ..Report::of(Section { blocks, ..Section::default() }) }
}

/// What an edition brought: `3 new roll calls, 1 vanished, 2 changed (5 votes)`.
fn changes(diff: &Diff) -> String {
    if diff.new.is_empty() && diff.vanished.is_empty() && diff.changed.is_empty() {
        return format!("nothing differs in its {} roll calls", diff.unchanged);
    }
    let votes: usize = diff.changed.iter().map(|one| one.votes.len()).sum();
    format!(
        "{}, {} vanished, {} changed (votes of members: {votes}), {} as before",
        words::count(diff.new.len(), "new roll call"),
        diff.vanished.len(),
        diff.changed.len(),
        diff.unchanged
    )
}

/// The sources of a store.
pub(crate) fn listed<'q>(stored: &'q [Shelved], size: usize, file: &str) -> Report<'q> {
    let size = words::size(size);
    let text =
        format!("{file}, {size} on disk. The upper source has precedence; the embedded record stands below them.");
    Report::of(Section { blocks: vec![table("sources", stored), Block::Text(text)], ..Section::default() })
}

/// The report of the sources that were removed.
pub(crate) fn removed(stored: &[Shelved]) -> Report<'_> {
    let text = if stored.is_empty() { "The store was removed." } else { "Removed from the store." };
    let blocks = vec![Block::Text(text.to_owned()), table("removed", stored)];
    Report::of(Section { blocks, ..Section::default() })
}

/// The report of a check that found no fault.
pub(crate) fn checked(stored: &[Shelved], size: usize) -> Report<'_> {
    let text = format!("All {size} bytes of the store are as they were written, and can be read.");
    Report::of(Section { blocks: vec![Block::Text(text), table("sources", stored)], ..Section::default() })
}

/// The report of where the store is.
pub(crate) fn place(path: &str, size: Option<u64>) -> Report<'static> {
    let table = file().held(Names::without_record(), vec![(path.to_owned(), size)]);
    let mut report = Report::of(Section { blocks: vec![Block::Table(table)], ..Section::default() });
    report.notes.extend(size.is_none().then(|| "There is no store yet: `unvote data add FILE` makes one.".to_owned()));
    report
}

pub(super) fn file<'q>() -> Layout<'q, (String, Option<u64>)> {
    const PATH: Spec = Spec::code("path", "", "The file, whether it is there or not.");
    const BYTES: Spec = Spec::number("bytes", "bytes", "Its size; empty where there is none.");
    Layout::new("store", "the store")
        .when("with data where")
        .column(PATH, "path", |(path, _): &(String, Option<u64>), _| path.as_str().into())
        .column(BYTES, "bytes", |(_, size), _| (*size).into())
}

fn table<'q>(name: &'static str, stored: &'q [Shelved]) -> Block<'q> {
    sources(name, "").block(Names::without_record(), stored.iter().collect())
}

pub(super) fn sources<'q>(name: &'static str, when: &'static str) -> Layout<'q, &'q Shelved> {
    of_source(Layout::new(name, "a source, in the order of precedence").when(when), |source| source)
}

pub(super) fn new<'q>() -> Layout<'q, &'q New> {
    const WHAT: Spec = Spec::code("what", "added, replaced", "Whether it is new, or in the place of another.");
    let layout = Layout::new("added", "a source that was added").when("with data add");
    let layout =
        layout.column(WHAT, "", |new: &&New, _| if new.replaced.is_empty() { "added" } else { "replaced" }.into());
    of_source(layout, |new| &new.source)
}

pub(super) const FORMAT: Spec = Spec::text("format", "What kind of source it is.");
pub(super) const EDITION: Spec = Spec::text("edition", "Edition or layout, where the source names it.");
pub(super) const VOTES: Spec = Spec::number("member_votes", "votes", "Members' votes in them, non-voting included.");

fn of_source<'q, R: 'q>(layout: Layout<'q, R>, source: impl Fn(&R) -> &Shelved + Copy + 'q) -> Layout<'q, R> {
    const SOURCE: Spec = Spec::text("source", "The names of its files, by which `data remove` takes it out.");

    const ROLL_CALLS: Spec = Spec::number("roll_calls", "roll calls", "Roll calls in it.");

    const ADDED: Spec = Spec::new("added", Kind::Text, "universal time, 2026-11-24T08:30:00Z", "When it was added.");
    const PATHS: Spec = Spec::new("paths", Kind::Text, "joined by `; `", "From where it was read.");
    layout
        .column(SOURCE, "source", move |row, _| source(row).name.as_str().into())
        .machines(FORMAT, move |row, _| source(row).format.as_str().into())
        .machines(EDITION, move |row, _| source(row).edition.as_str().into())
        .column(ROLL_CALLS, "roll calls", move |row, _| source(row).roll_calls.into())
        .column(VOTES, "votes", move |row, _| source(row).votes.into())
        .column(FIRST, "first", move |row, _| source(row).span.map(|[first, _]| first).into())
        .column(LAST, "last", move |row, _| source(row).span.map(|[_, last]| last).into())
        .machines(ADDED, move |row, _| source(row).added.as_str().into())
        .machines(PATHS, move |row, _| source(row).paths.join("; ").into())
        .people("about", Kind::Text, "format", move |row, _| match source(row) {
            Shelved { format, edition, .. } if edition.is_empty() => format.as_str().into(),
            Shelved { format, edition, .. } => format!("{format} ({edition})").into(),
        })
}

/// A file that was fetched, or was there already.
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
    /// What is to be known of it, in sentences.
    pub about: Vec<String>,
    /// Whether it is a table that the program reads.
    pub is_read: bool,
}

/// The report of what was fetched from a catalogue.
pub(crate) fn downloaded<'q>(
    catalogue: &str, files: &'q [Downloaded], terms: &[&str], mirror: Option<&str>,
) -> Report<'q> {
    let blocks = vec![downloads().block(Names::without_record(), files.iter().collect())];
    let mut report = Report::of(Section { title: words::capitalized(catalogue), blocks, ..Section::default() });
    files.iter().flat_map(|file| &file.about).for_each(|about| Report::once(&mut report.notes, about.clone()));
    for terms in terms {
        Report::once(&mut report.notes, format!("Terms: {terms}"));
    }
    if let Some(mirror) = mirror {
        Report::once(&mut report.notes, format!("The mirror {mirror} was asked instead of the site itself."));
    }
    if files.iter().any(|file| !file.checked) {
        let note = "Where no checksum is listed, a file was checked against the size that the server states.";
        Report::once(&mut report.notes, note);
    }
    report.sources = files.iter().map(|file| file.url.clone()).collect();
    let paths: Vec<String> = files.iter().filter(|file| file.is_read).map(|file| words::quoted(&file.file)).collect();
    report.next.extend((!paths.is_empty()).then(|| format!("unvote data add {}", paths.join(" "))));
    report
}

pub(super) fn downloads<'q>() -> Layout<'q, &'q Downloaded> {
    const PART: Spec =
        Spec::code("part", "ga, resolutions, sc, names, votes, or a file's name", "Which part of the catalogue it is.");
    const FILE: Spec = Spec::text("file", "Where the file is.");
    const ARRIVAL: Spec = Spec::code(
        "arrival",
        "fetched, resumed, present",
        "The whole file was fetched; the rest of it was fetched; it was there.",
    );
    const MD5: Spec = Spec::code("md5", "32 hexadecimal digits", "Its MD5.");
    const CHECKED: Spec = Spec::flag("checked", "Whether the catalogue lists this MD5; it lists none where not.");
    const URL: Spec = Spec::text("url", "Its address at the source, also where a mirror was asked.");
    let checksum = |file: &Downloaded| if file.checked { "agrees" } else { "none listed" };
    Layout::new("files", "a file that was fetched, or was there already")
        .when("with data fetch")
        .column(PART, "part", |file: &&Downloaded, _| file.part.as_str().into())
        .column(FILE, "file", |file, _| file.file.as_str().into())
        .machines(Spec::number("bytes", "bytes", "Its size."), |file, _| file.bytes.into())
        .people("size", Kind::Code, "size", |file, _| size(file.bytes).into())
        .column(ARRIVAL, "how", |file, _| file.arrival.into())
        .machines(MD5, |file, _| file.md5.as_str().into())
        .machines(CHECKED, |file, _| file.checked.into())
        .people("checksum", Kind::Code, "checksum", move |file, _| checksum(file).into())
        .machines(URL, |file, _| file.url.as_str().into())
}

/// A size for people: `43 kB`, `12.0 MB`.
fn size(bytes: u64) -> String {
    if bytes < 1_000_000 { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}
