//! What can be wrong with an input, in one enum; the words stand here and nowhere else.

use std::path::PathBuf;

/// Why an input could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file cannot be opened or read.
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// There is nothing in it.
    #[error("{name} is empty")]
    Empty {
        /// Which input.
        name: String,
    },
    /// It is no text at all.
    #[error("{name} is no text and no archive that is known (gzip, zip, zstd): it begins with {begins}")]
    Binary {
        /// Which input.
        name: String,
        /// Its first bytes, readable.
        begins: String,
    },
    /// It is damaged: a compressed file that ends too early, a broken archive, broken JSON.
    #[error("{name} is damaged: {cause}")]
    Damaged {
        /// Which input.
        name: String,
        /// What is wrong and where.
        cause: String,
    },
    /// Its header fits no format.
    #[error(
        "{name} has no header that is known.\n  columns found: {columns}\n  nearest format: {nearest}, which also needs {lacks}\n  columns of other names can be told: --columns resolution=NAME,member=NAME,vote=NAME"
    )]
    UnknownHeader {
        /// Which input.
        name: String,
        /// The columns, the first ones when there are many.
        columns: String,
        /// The format that lacks least.
        nearest: String,
        /// What it lacks.
        lacks: String,
    },
    /// It is JSON of another kind.
    #[error("{name} is JSON in no format that is known.\n  nearest format: {nearest}, which also needs {lacks}")]
    UnknownJson {
        /// Which input.
        name: String,
        /// The format that lacks least.
        nearest: String,
        /// What it lacks.
        lacks: String,
    },
    /// It is text in a shape that no format has.
    #[error(
        "{name} is {what}, which is not read; expected a table with a header, or JSON of the schema in data/schema"
    )]
    UnknownShape {
        /// Which input.
        name: String,
        /// What it is.
        what: &'static str,
    },
    /// Codes of votes that can mean two things.
    #[error(
        "{name}: the vote codes {codes} can be read in more than one way; say which with --codes, for example --codes voeten or --codes yes=1,abstain=0,no=-1"
    )]
    AmbiguousCodes {
        /// Which input.
        name: String,
        /// The codes found.
        codes: String,
    },
    /// Something is larger than any honest file has it.
    #[error("{name}, line {line}: {what} is larger than the limit of {limit}")]
    TooLarge {
        /// Which input.
        name: String,
        /// Line of the file, from 1.
        line: u64,
        /// What: a field, a row, the header.
        what: &'static str,
        /// The limit, with its unit.
        limit: String,
    },
    /// It is longer, or unpacks to more, than is read.
    #[error("{name} holds more than {limit} MiB, which is more than is unpacked of such a file or read of a stream")]
    TooMuch {
        /// Which input.
        name: String,
        /// The limit, in MiB.
        limit: u64,
    },
    /// The bytes are not UTF-8.
    #[error("{name}, line {line}: not UTF-8")]
    NotUtf8 {
        /// Which input.
        name: String,
        /// Line of the file, from 1.
        line: u64,
    },
    /// A value that nothing can be made of and that cannot be skipped.
    #[error("{name}, line {line}: {column} is '{value}'; expected {expected}")]
    Value {
        /// Which input.
        name: String,
        /// Line of the file, from 1.
        line: u64,
        /// Column or field.
        column: String,
        /// What stands there.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// More inputs than a record can tell apart.
    #[error("at most 64 inputs can be loaded at once, not {0}")]
    TooManyInputs(usize),
    /// Nothing was found in a folder or an archive.
    #[error("{name} holds no file in a known format{why}")]
    NothingInFolder {
        /// Which folder.
        name: String,
        /// Why its files were passed over, the first ones, each on a line of its own.
        why: String,
    },
    /// Everything was read, and there is no roll call in it.
    #[error("{name} holds no roll call{why}")]
    NoRollCalls {
        /// Which inputs.
        name: String,
        /// What was skipped, if anything was.
        why: String,
    },
    /// `--strict`, and something was not understood.
    #[error("{name}: {count} row(s) or cell(s) were not understood, and --strict is set: {what}")]
    Strict {
        /// Which input.
        name: String,
        /// How many.
        count: u64,
        /// The first reasons, with their lines.
        what: String,
    },
}

impl SourceError {
    /// The same error further down, for readers that began in the midst of a file.
    #[must_use]
    pub fn below(mut self, lines: u64) -> Self {
        if let Self::TooLarge { line, .. } | Self::NotUtf8 { line, .. } = &mut self {
            *line += lines;
        }
        self
    }
}
