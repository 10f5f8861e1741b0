//! What the beginning of an input says: its shape, delimiter and columns, by which formats are recognised.

use super::{error::SourceError, rows::Rows};

/// The shape of an input, from its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One JSON value, or one a line.
    Json,
    /// XML.
    Xml,
    /// Delimited text with a header row.
    Delimited(u8),
}

/// The beginning of an input.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// Its shape.
    pub shape: Shape,
    /// Column names, folded: lower case, trimmed; empty unless delimited.
    pub columns: Columns,
    /// Its first bytes.
    pub begins: String,
}

/// The columns of a header, found by name in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    /// All names, folded; those of constants last, each its value behind a `=`, which no other column is called.
    pub names: Vec<String>,
    /// The values that the user gives for the whole table.
    pub constants: Vec<String>,
}

/// How well a format fits a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It has all that the format needs.
    Yes,
    /// These are missing.
    Lacks(Vec<&'static str>),
    /// It is of another shape altogether.
    No,
}

impl Fit {
    /// A full fit if nothing is missing, else one that lacks something.
    pub(crate) fn lacking(lacks: Vec<&'static str>) -> Self {
        if lacks.is_empty() { Self::Yes } else { Self::Lacks(lacks) }
    }
}

impl Columns {
    /// The columns of a header row. A suffix by which a join tells the columns of two tables apart (`session.x`, `vote_y`)
    /// is left out where nothing else has the name.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let fold = |name: &str| name.trim_start_matches('\u{feff}').trim().to_lowercase();
        let mut names: Vec<String> = names.into_iter().map(fold).collect();
        let suffixed: Vec<usize> =
            (0..names.len()).filter(|at| unsuffixed(&names[*at]).is_some()).take(SUFFIXED).collect();
        for at in suffixed {
            let short = unsuffixed(&names[at]).filter(|short| !names.iter().any(|name| name == short));
            names[at] = short.map_or_else(|| names[at].clone(), ToOwned::to_owned);
        }
        Self { names, constants: Vec::new() }
    }

    /// The first column with one of these names (in lower case), earlier synonyms first.
    pub(crate) fn find(&self, synonyms: &[&str]) -> Option<usize> {
        synonyms.iter().find_map(|synonym| self.names.iter().position(|name| name == synonym))
    }

    /// The column that the user names, else that of the value that the user gives.
    pub(crate) fn told(&self, typed: &str) -> Option<usize> {
        let name = typed.to_lowercase();
        self.find(&[name.as_str(), &format!("={name}")])
    }

    /// Adds a column that holds one value in every row.
    pub(crate) fn add(&mut self, typed: &str, value: String) {
        self.names.push(format!("={}", typed.to_lowercase()));
        self.constants.push(value);
    }

    /// Whether a column is one of a file, not a value that the user gives.
    pub(crate) fn is_of_file(&self, column: usize) -> bool {
        column < self.names.len() - self.constants.len()
    }

    /// Whether all of these columns are there, each given as a list of synonyms.
    pub(crate) fn fit(&self, needed: &[&[&'static str]]) -> Fit {
        let lacks = needed.iter().filter(|one| self.find(one).is_none());
        Fit::lacking(lacks.filter_map(|one| one.first().copied()).collect())
    }
}

/// The most names of columns whose suffixes are looked at.
const SUFFIXED: usize = 64;

/// The name of a column without the suffix of a join.
fn unsuffixed(name: &str) -> Option<&str> {
    [".x", ".y", "_x", "_y"].iter().find_map(|suffix| name.strip_suffix(suffix)).filter(|short| !short.is_empty())
}

/// How much of an input is looked at.
const LOOKED_AT: usize = 1 << 16;

impl Head {
    /// Looks at the beginning of an input that has been decompressed and decoded.
    ///
    /// # Errors
    /// When it is empty, or its header passes the bounds of [`Rows`].
    pub(crate) fn of(name: &str, data: &[u8]) -> Result<Self, SourceError> {
        let data = data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data);
        let Some(start) = data.iter().position(|b| !b.is_ascii_whitespace()) else {
            return Err(SourceError::empty(name));
        };
        let begins = String::from_utf8_lossy(&data[start..data.len().min(start + LOOKED_AT)]).into_owned();
        let shape = match data[start] {
            b'{' | b'[' => Shape::Json,
            b'<' => Shape::Xml,
            _ => Shape::Delimited(delimiter(&begins)),
        };
        let mut columns = Columns::default();
        if let Shape::Delimited(delimiter) = shape {
            let mut rows = Rows::new(name, data, delimiter);
            columns = rows.read()?.map(|row| Columns::new(row.fields())).unwrap_or_default();
        }
        Ok(Self { shape, columns, begins })
    }

    /// Whether it is a table with all of these columns, each given as a list of synonyms.
    pub(crate) fn fit(&self, needed: &[&[&'static str]]) -> Fit {
        if self.is_table() { self.columns.fit(needed) } else { Fit::No }
    }

    /// Whether it is delimited text.
    pub(crate) fn is_table(&self) -> bool {
        matches!(self.shape, Shape::Delimited(_))
    }

    /// Whether it is an answer of this program that holds no votes: a report, or a list of roll calls or of tallies.
    pub(crate) fn is_answer(&self) -> bool {
        let has = |key: &str| {
            self.begins.contains(&format!("\"{key}\":")) || self.columns.names.iter().any(|name| name == key)
        };
        self.begins.contains("unvote-report-1") || has("symbol") && (has("matter") || has("predecessor"))
    }

    /// The byte between two cells.
    pub(crate) fn delimiter(&self) -> u8 {
        if let Shape::Delimited(delimiter) = self.shape { delimiter } else { b',' }
    }
}

/// The most frequent delimiter in the first line, outside quotes; a comma if there is none.
fn delimiter(begins: &str) -> u8 {
    let line = begins.lines().next().unwrap_or_default();
    let unquoted = || line.split('"').step_by(2).flat_map(str::bytes);
    let count = |delimiter: &u8| unquoted().filter(|byte| byte == delimiter).count();
    // If several are as frequent, the first of these decides.
    b",\t;|".iter().rev().copied().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_the_header_holds_most_of() {
        let shape = |data: &str| Head::of("test", data.as_bytes()).map(|head| head.shape).ok();
        assert_eq!(shape("a,b,c\n1\t2\t3"), Some(Shape::Delimited(b',')));
        assert_eq!(shape("rcid\tsession\tvote\n"), Some(Shape::Delimited(b'\t')));
        assert_eq!(shape("\"a,b,c\";d\n"), Some(Shape::Delimited(b';')));
        assert_eq!(shape("\u{feff} {\"schema\":1}"), Some(Shape::Json));
        assert!(Head::of("test", b" \n ").is_err());
    }

    #[test]
    fn columns_are_found_by_any_synonym_in_any_case() {
        let columns = Columns::new(["\u{feff}Ms_Code ", "VOTE"]);
        assert_eq!(columns.find(&["code", "ms_code"]), Some(0));
        assert_eq!(columns.fit(&[&["vote"], &["symbol", "resolution"]]), Fit::Lacks(vec!["symbol"]));
        let joined = Columns::new(["session.x", "session.y", "vote_y", "date", "date_x"]);
        assert_eq!(joined.names, ["session", "session.y", "vote", "date", "date_x"]);
    }
}
