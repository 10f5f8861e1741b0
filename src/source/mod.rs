//! Turns bytes into a [`Record`]: one file a format, one detection, one merge. It alone knows the quirks of formats.

mod absences;
#[cfg(test)]
pub(crate) mod arbitrary;
mod ballots;
mod check;
pub mod codes;
mod dates;
pub(crate) mod embedded;
mod encoding;
mod error;
mod head;
pub mod input;
mod json_walk;
mod ledger;
pub(crate) mod mapping;
pub(crate) mod merge;
pub mod numbers;
mod own;
mod own_csv;
mod own_json;
mod own_json_roll_call;
mod own_write;
mod rows;
mod state_names;
mod tables;
pub(crate) mod undl;
mod unpack;
mod vetoes;
pub(crate) mod voeten;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use embedded::embedded;
pub use error::SourceError;
pub use head::{Columns, Fit, Head, Shape};
pub use input::Input;
pub use ledger::{Entry, Example, Kind, Ledger};
pub use own_write::{write_csv, write_json, write_ndjson};
pub use rows::{Row, Rows};
pub use vetoes::NAME as LIST_OF_VETOES;

use crate::{
    members::Members,
    record::{Conflict, Record},
};

/// How inputs are to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Fail when anything is not understood, instead of counting it.
    pub strict: bool,
    /// What the vote codes of a table mean, as the user says (`voeten`, or `yes=1,abstain=0,no=-1`).
    pub codes: Option<String>,
    /// Which columns hold what, as the user says: (role, column), role one of `resolution`, `member`, `vote`, `date`, ...
    pub map: Vec<(String, String)>,
}

/// A loaded record with the account of its loading.
#[derive(Debug)]
pub struct Loaded {
    /// The record.
    pub record: Record,
    /// What was skipped, corrected or in disagreement.
    pub ledger: Ledger,
    /// Where it comes from.
    pub answered: Answered,
}

impl Loaded {
    /// Whether it is a selection of roll calls, so that its figures are not those of all votes.
    #[must_use]
    pub const fn is_selection(&self) -> bool {
        matches!(self.answered, Answered::Embedded)
    }
}

/// What answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answered {
    /// The record that is compiled in.
    Embedded,
    /// The local store.
    Store,
    /// Files that were named.
    Files,
}

/// What every reader is given.
#[derive(Debug)]
pub struct Context<'c> {
    /// The table of members.
    pub members: &'c Arc<Members>,
    /// How to read.
    pub options: &'c Options,
}

/// One input with what its beginning tells.
#[derive(Debug)]
pub struct Recognised {
    /// The input.
    pub input: Input,
    /// Its beginning.
    pub head: Head,
}

/// Reads inputs of one format into a record of its own. The reader adds an [`crate::record::Origin`] for each input
/// and sets the bits of [`crate::record::RollCall::sources`]; what it cannot read goes to the ledger.
pub type Read = fn(&[Recognised], &Context<'_>, &mut Ledger) -> Result<Record, SourceError>;

/// A format: how it is recognised, and its reader.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name, for people.
    pub name: &'static str,
    /// Terms of use of the data that come in it, with the attribution asked for; empty when there are none.
    pub terms: &'static str,
    /// Whether several files of the format belong together (joined by their keys) and are read in one call.
    pub joined: bool,
    /// Whether it fits.
    pub fits: fn(&Head, &Context<'_>) -> Fit,
    /// Its reader.
    pub read: Read,
}

/// Every format, the more exacting ones first.
pub(crate) const FORMATS: &[&Format] = &[
    &own_json::FORMAT,
    &own_csv::FORMAT,
    &undl::COUNCIL,
    &undl::ASSEMBLY,
    &undl::OUTCOMES,
    &voeten::FORMAT,
    &voeten::PACKAGE,
    &vetoes::FORMAT,
    &state_names::FORMAT,
    &tables::WIDE,
    &tables::TRANSPOSED,
    &tables::LONG,
];

/// What was read in one format, before it is merged with anything else.
#[derive(Debug)]
pub struct Unit {
    /// The name of the format.
    pub format: &'static str,
    /// The paths that it was read from.
    pub paths: Vec<PathBuf>,
    /// The record.
    pub record: Record,
    /// The account of reading it.
    pub ledger: Ledger,
}

/// Loads everything that the paths name into one record; the earlier path has precedence where two differ.
///
/// # Errors
/// See [`SourceError`].
pub fn load<P: AsRef<Path>>(paths: &[P], options: &Options) -> Result<Loaded, SourceError> {
    let context = Context { members: &Arc::new(Members::embedded()), options };
    let mut ledger = Ledger::default();
    let units = units(paths, &context, &mut ledger)?;
    join(units.into_iter().map(|unit| (unit.record, unit.ledger)), &context, ledger)
}

/// Loads everything that the paths name as [`load`] does, and lists every disagreement between them.
///
/// # Errors
/// See [`SourceError`].
pub fn conflicts<P: AsRef<Path>>(paths: &[P], options: &Options) -> Result<(Record, Vec<Conflict>), SourceError> {
    let context = Context { members: &Arc::new(Members::embedded()), options };
    let mut ledger = Ledger::default();
    let records: Vec<Record> = units(paths, &context, &mut ledger)?.into_iter().map(|unit| unit.record).collect();
    merge::merge_and_list(&records, &context, &mut ledger)
}

/// Reads everything that the paths name, each format for itself; what lies between inputs goes to the ledger.
///
/// # Errors
/// See [`SourceError`].
pub(crate) fn units<P: AsRef<Path>>(
    paths: &[P],
    context: &Context<'_>,
    ledger: &mut Ledger,
) -> Result<Vec<Unit>, SourceError> {
    let mut units = Vec::new();
    for Group { format, inputs, paths } in recognise(paths, context, ledger)? {
        let (record, inputs, mut account) = read(format, inputs, context)?;
        check::totals(&record, &mut account);
        check::outcomes(&record, &mut account);
        if context.options.strict && account.skipped() > 0 {
            return Err(strict(&inputs, &account));
        }
        units.push(Unit { format: format.name, paths, record, ledger: account });
    }
    Ok(units)
}

/// Makes one record of several, the earlier ones with precedence.
pub(crate) fn join(
    units: impl IntoIterator<Item = (Record, Ledger)>,
    context: &Context<'_>,
    mut ledger: Ledger,
) -> Result<Loaded, SourceError> {
    let mut records: Vec<Record> = Vec::new();
    for (record, account) in units {
        // Origins are numbered through all records; the account of joined files is that of none of them.
        let before: usize = records.iter().map(|record| record.origins().len()).sum();
        ledger.append(account, (record.origins().len() == 1).then_some(before));
        records.push(record);
    }
    let record = absences::fill_in(merge::merge(records, context, &mut ledger)?, &mut ledger);
    if record.is_empty() {
        return Err(no_roll_calls(&record, &ledger));
    }
    Ok(Loaded { record, ledger, answered: Answered::Files })
}

/// Inputs of one format that are read together.
struct Group {
    format: &'static Format,
    inputs: Vec<Recognised>,
    paths: Vec<PathBuf>,
}

/// Reads inputs of one format; once more, decoded, when bytes far into one of them turn out not to be UTF-8.
fn read(
    format: &Format,
    mut inputs: Vec<Recognised>,
    context: &Context<'_>,
) -> Result<(Record, Vec<Recognised>, Ledger), SourceError> {
    let mut account = Ledger::default();
    let mut result = (format.read)(&inputs, context, &mut account);
    let is_utf8 = |one: &Recognised| std::str::from_utf8(&one.input.bytes).is_ok();
    if result.is_err() && !inputs.iter().all(is_utf8) {
        inputs = inputs.into_iter().map(|one| if is_utf8(&one) { one } else { decode(one) }).collect();
        account = Ledger::default();
        result = (format.read)(&inputs, context, &mut account);
    }
    let mut whole = Ledger::default();
    for one in &inputs {
        whole.append(one.input.ledger.clone(), None);
    }
    whole.append(account, None);
    Ok((result?, inputs, whole))
}

fn decode(one: Recognised) -> Recognised {
    Recognised { input: one.input.decode(), head: one.head }
}

/// All inputs with their formats, in the order of the paths; files that belong together in one group.
fn recognise<P: AsRef<Path>>(
    paths: &[P],
    context: &Context<'_>,
    ledger: &mut Ledger,
) -> Result<Vec<Group>, SourceError> {
    let mut groups: Vec<Group> = Vec::new();
    for path in paths {
        let path = path.as_ref();
        let opened = input::open(path)?;
        let alone = opened.inputs.len() == 1 && opened.passed_over.is_empty();
        let mut passed_over = opened.passed_over;
        let before = groups.iter().map(|group| group.inputs.len()).sum::<usize>();
        for input in opened.inputs {
            match recognise_one(input, context) {
                Ok((format, recognised)) => {
                    let path = path.to_path_buf();
                    match groups.iter_mut().find(|group| format.joined && group.format.name == format.name) {
                        Some(group) => {
                            group.inputs.push(recognised);
                            if group.paths.last() != Some(&path) {
                                group.paths.push(path);
                            }
                        }
                        None => groups.push(Group { format, inputs: vec![recognised], paths: vec![path] }),
                    }
                }
                Err(error) if alone => return Err(error),
                // A folder may hold a README or a licence; they are named, not read.
                Err(error) => passed_over.push(error),
            }
        }
        let after = groups.iter().map(|group| group.inputs.len()).sum::<usize>();
        if after == before {
            let why: Vec<String> = passed_over.iter().take(3).map(|error| format!("\n  {error}")).collect();
            return Err(SourceError::NothingInFolder { name: path.display().to_string(), why: why.concat() });
        }
        for error in passed_over {
            ledger.enter(Kind::Note, "files passed over", None, error.to_string());
        }
        if after > 64 {
            return Err(SourceError::TooManyInputs(after));
        }
    }
    Ok(groups)
}

fn recognise_one(input: Input, context: &Context<'_>) -> Result<(&'static Format, Recognised), SourceError> {
    let head = Head::of(&input.name, &input.bytes)?;
    let fits: Vec<_> = FORMATS.iter().map(|format| (*format, (format.fits)(&head, context))).collect();
    if let Some((format, _)) = fits.iter().find(|(_, fit)| *fit == Fit::Yes) {
        return Ok((format, Recognised { input, head }));
    }
    Err(not_recognised(input.name, &head, &fits))
}

/// What a file that fits no format has, and what the nearest one needs.
fn not_recognised(name: String, head: &Head, fits: &[(&Format, Fit)]) -> SourceError {
    let lacking = fits.iter().filter_map(|(format, fit)| match fit {
        Fit::Lacks(lacks) => Some((format.name, lacks)),
        Fit::Yes | Fit::No => None,
    });
    // Of several that lack as little, the last is the least exacting.
    let Some((nearest, lacks)) = lacking.rev().min_by_key(|(_, lacks)| lacks.len()) else {
        return SourceError::UnknownShape { name, what: "XML" };
    };
    let (nearest, lacks) = (nearest.to_owned(), lacks.join(", "));
    if head.shape == Shape::Json {
        return SourceError::UnknownJson { name, nearest, lacks };
    }
    let shown: Vec<&str> = head.columns.names().iter().take(12).map(String::as_str).collect();
    let more = head.columns.names().len().saturating_sub(shown.len());
    let columns = if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") };
    SourceError::UnknownHeader { name, columns, nearest, lacks }
}

fn strict(inputs: &[Recognised], account: &Ledger) -> SourceError {
    let names: Vec<&str> = inputs.iter().map(|one| one.input.name.as_str()).collect();
    SourceError::Strict { name: names.join(", "), count: account.skipped(), what: first_skipped(account) }
}

fn no_roll_calls(record: &Record, ledger: &Ledger) -> SourceError {
    let names: Vec<&str> = record.origins().iter().map(|origin| origin.name.as_str()).collect();
    let skipped = first_skipped(ledger);
    let why = if skipped.is_empty() { skipped } else { format!("; skipped: {skipped}") };
    SourceError::NoRollCalls { name: names.join(", "), why }
}

/// The first reasons for which rows were skipped, with their counts and lines.
fn first_skipped(account: &Ledger) -> String {
    let skipped = account.entries().iter().filter(|entry| entry.kind == Kind::Skipped);
    let reason = |entry: &Entry| {
        let line = entry.examples.first().and_then(|example| example.line);
        let place = line.map_or_else(String::new, |line| format!(", first on line {line}"));
        format!("{} ({}{place})", entry.reason, entry.count)
    };
    skipped.take(3).map(reason).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RecordBuilder;

    /// Reads every row and makes nothing of it but an entry of the last one.
    fn read_rows(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
        for one in inputs {
            let mut rows = Rows::new(&one.input.name, &one.input.bytes, b',');
            let mut last = String::new();
            while let Some(row) = rows.read()? {
                ledger.note("rows");
                row.get(0).clone_into(&mut last);
            }
            ledger.enter(Kind::Note, "last", None, last);
        }
        Ok(RecordBuilder::new(context.members.clone()).finish())
    }

    #[test]
    fn one_byte_of_latin_1_far_into_a_file_has_the_whole_decoded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("votes.csv");
        let rows = [b"row\n".repeat(25_000), b"C\xF4te d'Ivoire\n".to_vec()].concat();
        std::fs::write(&path, rows).unwrap();

        let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
        let input = input::open(&path).unwrap().inputs.remove(0);
        let head = Head::of(&input.name, &input.bytes).unwrap();
        let format = Format { name: "", terms: "", joined: false, fits: |_, _| Fit::Yes, read: read_rows };
        let (_, _, ledger) = read(&format, vec![Recognised { input, head }], &context).unwrap();
        let entries: Vec<_> = ledger.entries().iter().map(|entry| (entry.reason.as_str(), &entry.examples)).collect();
        assert_eq!(entries[0].0, "read as windows-1252, for it is not UTF-8");
        assert_eq!(entries[0].1[0].value, "votes.csv");
        assert_eq!(entries[1].0, "rows");
        assert_eq!(entries[2].1[0].value, "Côte d'Ivoire");
        assert_eq!(entries.len(), 3);
    }
}
