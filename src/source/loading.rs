//! Recognises the formats of inputs, reads each format by itself and makes one record of them all.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::format::{
    Columns, Context, Fit, Format, Head, Input, Kind, Ledger, Options, Recognised, Shape, SourceError,
};
use super::ledger::Entry;
use super::{
    FORMATS, JOINED, LISTING_ALL, OWN, TABLES, hint, input, marc, merge, names, order, outside, roster, stated, tables,
};
use crate::members::Members;
use crate::members::suggest::{did_you_mean, nearest};
use crate::record::{Conflict, Record};

/// A loaded record with the account of its loading.
#[derive(Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The record.
    pub record: Record,
    /// The account of loading: what was skipped, corrected or in disagreement.
    pub ledger: Ledger,
    /// Where it comes from.
    pub answered: Answered,
}

impl Loaded {
    /// Whether the record is only a selection of roll calls, so that its figures are not those of all votes.
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

/// What was read in one format, before it is merged with anything else.
#[derive(Debug)]
pub(crate) struct Unit {
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
    let units = units(&borrowed(paths), &context, &mut ledger)?;
    join(units.into_iter().map(|unit| (unit.record, unit.ledger)).collect(), &context, ledger)
}

/// Loads everything that the paths name as [`load`] does, and lists every disagreement between them.
///
/// # Errors
/// See [`SourceError`].
pub fn conflicts<P: AsRef<Path>>(paths: &[P], options: &Options) -> Result<(Record, Vec<Conflict>), SourceError> {
    let context = Context { members: &Arc::new(Members::embedded()), options };
    let units = units(&borrowed(paths), &context, &mut Ledger::default())?;
    conflicts_of(&units.into_iter().map(|unit| unit.record).collect::<Vec<_>>(), options)
}

/// Paths of any type as borrowed ones, so that what reads them is compiled once.
pub(crate) fn borrowed<P: AsRef<Path>>(paths: &[P]) -> Vec<&Path> {
    paths.iter().map(AsRef::as_ref).collect()
}

/// Every disagreement between records, those with precedence first, with the record of them all.
pub(crate) fn conflicts_of(records: &[Record], options: &Options) -> Result<(Record, Vec<Conflict>), SourceError> {
    let context = Context { members: &Arc::new(Members::embedded()), options };
    merge::merge_and_list(records, &context, &mut Ledger::default())
}

/// Reads everything that the paths name, each format by itself; what concerns no single input goes to the ledger.
///
/// # Errors
/// See [`SourceError`].
pub(crate) fn units(paths: &[&Path], context: &Context<'_>, ledger: &mut Ledger) -> Result<Vec<Unit>, SourceError> {
    let mut units = Vec::new();
    let groups = recognise(paths, context, ledger)?;
    have_roles(&groups, context)?;
    for (format, inputs, paths) in groups {
        let (record, inputs, mut account) = read(format, inputs, context)?;
        let record = outside::settled(record, &mut account);
        let record =
            roster::settle(record, [LISTING_ALL, OWN].map(|formats| formats.contains(&format.name)), &mut account);
        for id in record.ids() {
            stated::hold_totals(&record, id, &mut account);
            stated::hold_outcome(&record, id, &mut account);
        }
        hold_strictly(&account, inputs.iter().map(|one| &one.input.name), context)?;
        units.push(Unit { format: format.name, paths, record, ledger: account });
    }
    Ok(units)
}

/// The names of the formats of what a path holds, by the beginning of each input.
///
/// # Errors
/// When nothing in it is of a known format.
pub(crate) fn formats(path: &Path) -> Result<Vec<&'static str>, SourceError> {
    let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
    let groups = recognise(&[path], &context, &mut Ledger::default())?;
    Ok(groups.iter().map(|(format, ..)| format.name).collect())
}

/// Makes one record of several, the earlier ones with precedence.
pub(crate) fn join(
    units: Vec<(Record, Ledger)>, context: &Context<'_>, mut ledger: Ledger,
) -> Result<Loaded, SourceError> {
    let (mut records, mut before) = (Vec::new(), 0);
    for (record, account) in units {
        // Origins are numbered through all records; the account of joined files is that of none of them.
        ledger.append(account.behind(before), (record.origins().len() == 1).then_some(before));
        before += record.origins().len();
        records.push(record);
    }
    let record = roster::fill_in(merge::merge(records, context, &mut ledger)?, &mut ledger);
    hold_strictly(&ledger, record.origins().iter().map(|origin| &origin.name), context)?;
    if record.is_empty() {
        let (names, skipped) = (names(record.origins().iter().map(|origin| &origin.name)), first_skipped(&ledger));
        let why = if skipped.is_empty() { skipped } else { format!("; skipped: {skipped}") };
        return Err(SourceError::Refused(format!("{names} holds no roll calls{why}")));
    }
    Ok(Loaded { record, ledger, answered: Answered::Files })
}

/// Refuses what was not used in full, where that is asked for.
fn hold_strictly<'n>(
    ledger: &Ledger, inputs: impl Iterator<Item = &'n String>, context: &Context<'_>,
) -> Result<(), SourceError> {
    let count: u64 = ledger.unused().map(|entry| entry.count).sum();
    if !context.options.strict || count == 0 {
        return Ok(());
    }
    let (names, what) = (names(inputs), first_skipped(ledger));
    let left_out = if count == 1 {
        "1 row, cell or column was".to_owned()
    } else {
        format!("{count} rows, cells or columns were")
    };
    Err(SourceError::Refused(format!("{names}: {left_out} not used, and --strict is set: {what}")))
}

/// Inputs of one format that are read together, with their paths.
type Group = (&'static Format, Vec<Recognised>, Vec<PathBuf>);

/// Reads inputs of one format; once more, decoded, when bytes far into one of them turn out not to be UTF-8.
fn read(
    format: &Format, mut inputs: Vec<Recognised>, context: &Context<'_>,
) -> Result<(Record, Vec<Recognised>, Ledger), SourceError> {
    let mut account = Ledger::default();
    let mut result = order::find(format, &mut inputs, context, &mut account)
        .and_then(|()| (format.read)(&inputs, context, &mut account));
    let is_utf8 = |one: &Recognised| one.input.bytes.is_utf8();
    if result.is_err() && !inputs.iter().all(is_utf8) {
        let decoded = |one: Recognised| Ok(Recognised { input: input::decode(one.input)?, ..one });
        let decoded = inputs.into_iter().map(|one| if is_utf8(&one) { Ok(one) } else { decoded(one) });
        inputs = decoded.collect::<Result<_, SourceError>>()?;
        account = Ledger::default();
        result = order::find(format, &mut inputs, context, &mut account)
            .and_then(|()| (format.read)(&inputs, context, &mut account));
    }
    inputs.iter().try_for_each(|one| one.input.bytes.still_whole(&one.input.name))?;
    let mut whole = Ledger::default();
    let accounts = inputs.iter().map(|one| one.input.ledger.clone()).chain([account]);
    accounts.for_each(|account| whole.append(account, None));
    // Where several inputs are read together, their lines are those of one kind of file.
    if let Some(header) = inputs.first().and_then(|one| one.input.header) {
        whole.name_rows(header);
        result = result.map_err(|error| error.name_rows(header));
    }
    Ok((result?, inputs, whole))
}

/// All inputs with their formats, in the order of the paths; files that belong together in one group.
fn recognise(paths: &[&Path], context: &Context<'_>, ledger: &mut Ledger) -> Result<Vec<Group>, SourceError> {
    let mut groups: Vec<Group> = Vec::new();
    let mut count = 0;
    for path in paths {
        let opened = input::open(path)?;
        let alone = opened.inputs.len() == 1 && opened.passed_over.is_empty();
        let mut passed_over = opened.passed_over;
        let before = count;
        for input in opened.inputs {
            match recognise_one(input, path, context) {
                Ok((format, recognised)) => {
                    group(&mut groups, format, recognised, path);
                    count += 1;
                }
                Err(error) if alone => return Err(error),
                // A folder may hold a README or a licence; they are named, not read.
                Err(error) => passed_over.push(error),
            }
        }
        if count == before {
            let why = passed_over.iter().take(3).map(|error| format!("\n  {error}")).collect::<Vec<_>>().concat();
            return Err(SourceError::Refused(format!("{} holds no file in a known format{why}", path.display())));
        }
        for error in passed_over {
            ledger.enter(Kind::Note, "files passed over", None, error.to_string());
        }
        if count > 64 {
            return Err(SourceError::too_many_inputs(count));
        }
    }
    Ok(groups)
}

/// Fails where a column that is said to hold something is in none of the inputs.
fn have_roles(groups: &[Group], context: &Context<'_>) -> Result<(), SourceError> {
    // A text has no columns: what is said of it is what they would hold.
    if groups.iter().any(|(format, ..)| format.name == names::FORMAT.name) {
        return Ok(());
    }
    let inputs = || groups.iter().flat_map(|(_, inputs, _)| inputs).map(|one| &one.head.columns);
    let is_there = |column: &str| inputs().any(|columns| columns.told(column).is_some());
    let Some(told) = context.options.map.iter().find(|(_, column)| !is_there(column)) else { return Ok(()) };
    let (role, column) = told;
    let is_value = tables::value_of(role, column, context).is_some();
    let whose = groups.iter().find(|(_, inputs, _)| inputs.iter().any(|one| one.head.is_table()));
    if let Some((format, inputs, _)) = whose.filter(|_| is_value) {
        let name = inputs.first().map_or("", |one| one.input.name.as_str());
        let why = format!("{name} tells it of each of its roll calls ({}): leave it out", format.name);
        return Err(SourceError::Refused(format!("--roles {role}={column}: {why}")));
    }
    Err(no_column(told, inputs()))
}

/// The error for what is neither a column nor a value of this role.
fn no_column<'c>((role, column): &(String, String), inputs: impl Iterator<Item = &'c Columns> + Clone) -> SourceError {
    let near = nearest(column, inputs.clone().flat_map(|columns| &columns.names).map(String::as_str));
    let (near, expected) = (did_you_mean(&near), tables::expected(role));
    let found = inputs.into_iter().find(|columns| !columns.names.is_empty()).map(listed);
    let found = found.map_or_else(String::new, |found| format!("\n  columns found: {found}"));
    let why = format!("no column is called '{column}', nor is it {expected}{near}{found}");
    SourceError::Refused(format!("--roles {role}={column}: {why}"))
}

/// Adds an input to the group that it belongs to, or to a new one.
fn group(groups: &mut Vec<Group>, format: &'static Format, input: Recognised, path: &Path) {
    match groups.iter_mut().find(|(other, ..)| JOINED.contains(&format.name) && other.name == format.name) {
        Some((_, inputs, paths)) => {
            inputs.push(input);
            if paths.last().is_none_or(|last| last != path) {
                paths.push(path.to_path_buf());
            }
        }
        None => groups.push((format, vec![input], vec![path.to_path_buf()])),
    }
}

fn recognise_one(
    input: Input, path: &Path, context: &Context<'_>,
) -> Result<(&'static Format, Recognised), SourceError> {
    let head = Head::of(&input.name, &input.bytes);
    input.bytes.still_whole(&input.name)?;
    let mut head = head?;
    let fitting = |head: &Head| FORMATS.iter().find(|format| (format.fits)(head, context) == Fit::Yes).copied();
    let mut format = fitting(&head);
    // A format of somebody's own says all of its roll calls itself.
    if format.is_none_or(|format| TABLES.contains(&format.name)) && head.is_table() {
        tables::add_values(&mut head.columns, context);
        if !head.columns.constants.is_empty() {
            format = fitting(&head);
        }
    }
    if let Some(format) = format {
        return Ok((format, Recognised { input, head, order: None }));
    }
    let wrong = context.options.map.iter().find(|(_, column)| head.is_table() && head.columns.told(column).is_none());
    Err(wrong.map_or_else(
        || {
            let fits: Vec<_> = FORMATS.iter().map(|format| (*format, (format.fits)(&head, context))).collect();
            SourceError::Refused(not_recognised(&input.name, path, &head, &fits, context))
        },
        |told| no_column(told, [&head.columns].into_iter()),
    ))
}

/// What a file that fits no format has, and what the nearest one needs.
fn not_recognised(name: &str, path: &Path, head: &Head, fits: &[(&Format, Fit)], context: &Context<'_>) -> String {
    let lacking = fits.iter().filter_map(|(format, fit)| match fit {
        Fit::Lacks(lacks) => Some((format.name, lacks)),
        Fit::Yes | Fit::No => None,
    });
    // If several lack as little, the last is the least exacting.
    let Some((nearest, lacks)) = lacking.rev().min_by_key(|(_, lacks)| lacks.len()) else {
        return marc::refusal(name, head);
    };
    if head.is_answer() {
        return format!(
            "{name} looks like an answer of unvote that cannot be read again.\n  what can be: unvote export votes -o votes.csv"
        );
    }
    if let Some(refusal) = names::refusal(name, head) {
        return refusal;
    }
    let names = &head.columns.names;
    if let Some(score) = names.iter().find(|name| is_score(name)) {
        return format!(
            "{name} holds scores ('{score}'), no votes: how members voted cannot be told from them.\n  the votes that they were made of: unvote data fetch voeten\n  scores of votes: unvote compare, unvote matrix, unvote export agreement"
        );
    }
    let nearest = format!("nearest format: {nearest}, which also needs {}", lacks.join(", "));
    if head.shape == Shape::Json {
        return format!("{name} is JSON, but not in a known format.\n  {nearest}");
    }
    let (columns, line) = (listed(&head.columns), hint::line(path, head, context));
    format!("{name} has no known header.\n  columns found: {columns}\n  {nearest}\n  {line}")
}

/// The first columns of a header.
fn listed(columns: &Columns) -> String {
    let names = &columns.names[..columns.names.len() - columns.constants.len()];
    let listed = names.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > 12 { format!("{listed} and {} more", names.len() - 12) } else { listed }
}

/// Whether a column (in lower case) holds what was computed of votes: agreement of two states, ideal points, affinity.
fn is_score(name: &str) -> bool {
    const BEGIN: [&str; 11] = [
        "idealpoint", "ideal_point", "agree", "s_un_", "s2un", "s3un", "kappavv", "kappa", "pivv", "srsvv",
        "absidealdiff",
    ];
    BEGIN.iter().any(|begin| name.starts_with(begin)) || ["dyad", "dyadid", "theta", "affinity"].contains(&name)
}

fn names<'n>(all: impl Iterator<Item = &'n String>) -> String {
    all.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The first reasons for which rows were skipped, with their counts and lines.
fn first_skipped(account: &Ledger) -> String {
    let reason = |entry: &Entry| {
        let first = entry.examples.first();
        let row = first.and_then(|first| first.value.split(',').next()).filter(|value| value.starts_with("row "));
        let line = first.and_then(|first| first.line).map(|line| format!("on line {line}"));
        let place =
            line.or(row.map(|row| format!("in {row}"))).map_or_else(String::new, |place| format!(", first {place}"));
        format!("{} ({}{place})", entry.reason, entry.count)
    };
    account.unused().take(3).map(reason).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{record::RecordBuilder, source::rows::Rows};

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
        let format = Format { name: "", terms: "", fits: |_, _| Fit::Yes, read: read_rows };
        let (_, _, ledger) = read(&format, vec![Recognised { input, head, order: None }], &context).unwrap();
        let entries: Vec<_> = ledger.entries().iter().map(|entry| (entry.reason.as_str(), &entry.examples)).collect();
        assert_eq!(entries[0].0, "read as windows-1252, because it is not UTF-8");
        assert_eq!(entries[0].1[0].value, "votes.csv");
        assert_eq!(entries[1].0, "rows");
        assert_eq!(entries[2].1[0].value, "Côte d'Ivoire");
        assert_eq!(entries.len(), 3);
    }
}
