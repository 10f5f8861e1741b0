//! Files that people pass for tables of votes and that are not read: told by their first bytes, and refused with the one
//! line that makes a table of them.

use crate::source::error::SourceError;

/// How many of the first bytes an error shows.
const SHOWN: usize = 16;
/// What stands for the path of the file in a line.
const FILE: &str = "FILE";

/// A kind of file: how it begins, what it is, and what to do; a line to be typed is indented.
type Kind = (&'static [u8], &'static str, &'static str);

/// How a Parquet file becomes a table elsewhere.
pub(super) const DUCKDB: &str = "DuckDB makes a table of it, converted.csv:
    duckdb -c \"COPY (FROM read_parquet('FILE')) TO 'converted.csv'\"";
const R_DATA: &str = "R makes a table of each data frame in it, named after it:
    Rscript -e 'for (x in load(\"FILE\")) write.csv(get(x), paste0(x, \".csv\"), row.names = FALSE)'";
const R_OBJECT: &str = "R makes a table of it, converted.csv:
    Rscript -e 'write.csv(readRDS(\"FILE\"), \"converted.csv\", row.names = FALSE)'";
const SHEET: &str = "save the sheet as CSV UTF-8 and load that";
const STATA: &str = "pandas makes a table of it, converted.csv:
    python3 -c \"import pandas; pandas.read_stata('FILE', convert_categoricals=False).to_csv('converted.csv', index=False)\"";
const FEATHER: &str = "pandas makes a table of it, converted.csv:
    python3 -c \"import pandas; pandas.read_feather('FILE').to_csv('converted.csv', index=False)\"";
const PICKLE: &str = "if you trust who made it, pandas makes a table of it, converted.csv:
    python3 -c \"import pandas; pandas.read_pickle('FILE').to_csv('converted.csv', index=False)\"";
const SQLITE: &str = "a table of it becomes converted.csv:
    sqlite3 -header -csv \"FILE\" 'SELECT * FROM TABLE' > converted.csv";
const SPSS: &str = "R makes a table of it, converted.csv:
    Rscript -e 'write.csv(haven::read_sav(\"FILE\"), \"converted.csv\", row.names = FALSE)'";
const PDF: &str = "get the figures as a table; a list of names in it becomes text:
    pdftotext \"FILE\" converted.txt";
const WORD: &str = "copy its table into a spreadsheet, save that as CSV UTF-8 and load it";
const UNPACK: [&str; 6] = [
    "unpack it first, and load what is in it:\n    tar -xf \"FILE\"",
    "unpack it first, and load what is in it:\n    bunzip2 -k \"FILE\"",
    "unpack it first, and load what is in it:\n    unxz -k \"FILE\"",
    "unpack it first, and load what is in it:\n    7z x \"FILE\"",
    "unpack it first, and load what is in it:\n    unrar x \"FILE\"",
    "get the figures as a table: nothing is read of pictures",
];

/// Every kind by its first bytes.
const KNOWN: &[Kind] = &[
    (PARQUET_BEGINS, PARQUET, DUCKDB),
    (b"%PDF-", "a PDF document", PDF),
    (b"SQLite format 3", "an SQLite database", SQLITE),
    (b"RDX", R_FILE, R_DATA),
    (b"RDA", R_FILE, R_DATA),
    (b"RDB", R_FILE, R_DATA),
    (b"X\n\0\0", R_FILE, R_OBJECT),
    (b"<stata_dta>", "a Stata file", STATA),
    (b"$FL2", "an SPSS file", SPSS),
    (b"$FL3", "an SPSS file", SPSS),
    (b"ARROW1", "an Arrow (Feather) file", FEATHER),
    (b"FEA1", "a Feather file", FEATHER),
    (b"BZh", "packed with bzip2", UNPACK[1]),
    (b"\xFD7zXZ\0", "packed with xz", UNPACK[2]),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK[3]),
    (b"Rar!", "a RAR archive", UNPACK[4]),
    (b"\x89PNG", "a picture", UNPACK[5]),
    (b"\xFF\xD8\xFF", "a picture", UNPACK[5]),
];

/// What a Parquet file is called.
pub(super) const PARQUET: &str = "a Parquet file";
/// What Excel wrote before 2007.
const WORKBOOK: (&str, &str) = ("an Excel workbook from before 2007", SHEET);
const EXCEL: &str = "an Excel workbook";
const SHEETS: &str = "an OpenDocument workbook";
const R_FILE: &str = "an R data file";
/// How one begins.
pub(super) const PARQUET_BEGINS: &[u8] = b"PAR1";
/// The first bytes of what Microsoft's programs wrote before 2007.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The kind of a file that is not read, by its first bytes.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let known = KNOWN.iter().find(|(begins, ..)| bytes.starts_with(begins)).map(|(_, what, help)| (*what, *help));
    known.or_else(|| match bytes {
        _ if bytes.starts_with(COMPOUND) => Some(compound(bytes)),
        _ if bytes.get(257..262) == Some(b"ustar") => Some(("a tar archive", UNPACK[0])),
        // Before version 13 (2013): the version, the order of bytes, the type of the file and a zero.
        [0x69 | 0x6C | 0x6E..=0x73, 1 | 2, 1, 0, ..] => Some(("a Stata file", STATA)),
        [0x80, 2..=5, 0x63 | 0x7D | 0x8C | 0x95 | 0x5D, ..] => Some(("a Python pickle", PICKLE)),
        _ => None,
    })
}

/// Tells a workbook from a document by the streams that its folder names, in UTF-16; the folder may stand far into the
/// file.
fn compound(bytes: &[u8]) -> (&'static str, &'static str) {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if has("WordDocument") {
        ("a Word document from before 2007", WORD)
    } else if has("Workbook") || has("Book") {
        WORKBOOK
    } else {
        ("an Excel or Word file from before 2007", SHEET)
    }
}

/// Whether bytes begin as a file does that this build may make tables of.
pub(super) fn is_read(bytes: &[u8]) -> bool {
    cfg!(feature = "parquet") && bytes.starts_with(PARQUET_BEGINS)
        || cfg!(feature = "xlsx") && bytes.starts_with(COMPOUND)
}

/// Whether it is a workbook from before 2007.
#[cfg(feature = "xlsx")]
pub(super) fn is_old_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND) && compound(bytes) == WORKBOOK
}

/// Whether a zip archive with these members is a workbook.
#[cfg(feature = "xlsx")]
pub(super) fn is_workbook(names: &[impl AsRef<str>], bytes: &[u8]) -> bool {
    document(names, bytes).is_some_and(|(what, _)| [EXCEL, SHEETS].contains(&what))
}

/// Whether bytes begin as a kind of file does that is not read.
pub(super) fn is_known(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

/// The error for what is not text, by its first bytes; `path` is what names it in a shell.
pub(super) fn refusal(name: &str, path: &str, bytes: &[u8]) -> SourceError {
    let Some((what, help)) = kind(bytes) else {
        let first = bytes[..bytes.len().min(SHOWN)].escape_ascii();
        let what = "is neither text nor a kind of file that is known";
        return SourceError::NotText(format!("{name} {what}: it begins with {first}"));
    };
    let help = match what {
        "an SQLite database" => help.replace("TABLE", &sqlite_table(bytes)),
        "packed with bzip2" | "packed with xz" if is_of_r(path) => {
            format!("{}\n  if it is none of R:{}", of_r(path), line(help))
        }
        "packed with bzip2" | "packed with xz" => {
            format!("{help}\n  if it is a file of R:{}", line(R_DATA))
        }
        _ => help.to_owned(),
    };
    refused(name, path, what, &help)
}

/// The error for a file of a kind that is known otherwise.
pub(super) fn refused(name: &str, path: &str, what: &str, help: &str) -> SourceError {
    let help = help.replace(FILE, &in_line(path));
    let feature = match what {
        _ if what == PARQUET && !cfg!(feature = "parquet") => "parquet",
        _ if what.contains("workbook") && !cfg!(feature = "xlsx") => "xlsx",
        _ => return SourceError::NotText(format!("{name} is {what}, which is not read\n  {help}")),
    };
    let build = format!("or build unvote so that it reads them: cargo build --release --features {feature}");
    SourceError::NotText(format!("{name} is {what}, which this build does not read\n  {help}\n  {build}"))
}

/// What a zip archive is, by the names of its members, where it is a document of some program.
pub(super) fn document(names: &[impl AsRef<str>], bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let has = |name: &str| names.iter().any(|one| one.as_ref().starts_with(name));
    match () {
        () if has("xl/") => Some((EXCEL, SHEET)),
        () if has("word/") => Some(("a Word document", WORD)),
        () if has("ppt/") => Some(("a PowerPoint file", WORD)),
        () if has("[Content_Types].xml") => Some(("a document of Microsoft Office", SHEET)),
        // The type stands first, and is not compressed.
        () if has("mimetype") && has("content.xml") => {
            let is_sheet = memchr::memmem::find(&bytes[..bytes.len().min(200)], b"opendocument.spreadsheet").is_some();
            Some(if is_sheet { (SHEETS, SHEET) } else { ("an OpenDocument text", WORD) })
        }
        () if has("Index/Document.iwa") || has("Index.zip") => {
            Some(("a document of Apple's Numbers, Pages or Keynote", "in Numbers: File, Export To, CSV, and load that"))
        }
        () => None,
    }
}

/// The line that is to be typed, alone.
fn line(help: &str) -> &str {
    help.find('\n').map_or("", |at| &help[at..])
}

fn is_of_r(path: &str) -> bool {
    let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["rda", "rdata", "rds"].contains(&end.as_str())
}

/// The help for what its name says to be a file of R.
fn of_r(path: &str) -> &'static str {
    if path.to_ascii_lowercase().ends_with("rds") { R_OBJECT } else { R_DATA }
}

/// What stands before the name of a table in the schema of a database.
const CREATE: &str = "CREATE TABLE ";

/// The first table of a database, as its first page tells: `votes`.
fn sqlite_table(bytes: &[u8]) -> String {
    let behind = |at: usize| {
        let name = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 100)]).into_owned();
        let name = name.trim_start_matches(['"', '[', '`', ' ']);
        let name: String = name.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        Some(name).filter(|name| !name.is_empty() && !name.starts_with("sqlite_"))
    };
    // The schema fills its page from the end: the last one is the table that was made first.
    memchr::memmem::rfind_iter(bytes, CREATE)
        .find_map(|at| behind(at + CREATE.len()))
        .unwrap_or_else(|| "NAME".to_owned())
}

/// A path as it stands within the quotes of a line.
fn in_line(path: &str) -> String {
    let breaks = |letter: char| letter.is_control() || "'\"`$!".contains(letter);
    if path.is_empty() || path.contains(breaks) { FILE.to_owned() } else { path.replace('\\', "/") }
}

/// Reads a file by a library of others, which may panic where a file is damaged: then it is told as damaged. Where the
/// program does not unwind, it ends there, and says so.
#[cfg(any(feature = "parquet", feature = "xlsx"))]
pub(super) fn guarded<T>(name: &str, read: impl FnOnce() -> Result<T, SourceError>) -> Result<T, SourceError> {
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    read.unwrap_or_else(|_| {
        let cause = "the library that reads such files gave up on it".to_owned();
        Err(SourceError::Damaged { name: name.to_owned(), cause })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, bytes: &[u8]) -> String {
        refusal(path.rsplit('/').next().unwrap(), path, bytes).to_string()
    }

    #[test]
    fn each_kind_is_named_with_the_line_that_makes_a_table_of_it() {
        let sqlite = b"SQLite format 3\0\0..CREATE TABLE second (a)..CREATE TABLE \"un_votes\" (b)..";
        let tar = [&[b'v'; 257][..], b"ustar"].concat();
        let cases: [(&[u8], &str, &str); 13] = [
            (b"PAR1\x15\x04", "v.parquet is a Parquet file", "read_parquet('d/v.parquet')"),
            (b"RDX3\nX\n\0\0", "v.rda is an R data file", "for (x in load(\"d/v.rda\"))"),
            (b"X\n\0\0\0\x03", "v.rds is an R data file", "readRDS(\"d/v.rds\")"),
            (sqlite, "v.db is an SQLite database", "'SELECT * FROM un_votes'"),
            (b"<stata_dta><header>", "v.dta is a Stata file", "pandas.read_stata('d/v.dta'"),
            (b"\x73\x01\x01\0", "v.dta is a Stata file", "pandas.read_stata('d/v.dta'"),
            (b"$FL2@(#)", "v.sav is an SPSS file", "haven::read_sav(\"d/v.sav\")"),
            (b"ARROW1\0\0", "v.feather is an Arrow (Feather) file", "pandas.read_feather('d/v.feather')"),
            (b"\x80\x04\x95\x01", "v.pkl is a Python pickle", "if you trust who made it"),
            (b"%PDF-1.7", "v.pdf is a PDF document", "pdftotext \"d/v.pdf\""),
            (&tar, "v.tar is a tar archive", "tar -xf \"d/v.tar\""),
            (b"7z\xBC\xAF\x27\x1C", "v.7z is a 7-Zip archive", "7z x \"d/v.7z\""),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0k\0b\0o\0o\0k\0", "v.xls is an Excel workbook", "CSV UTF-8"),
        ];
        for (bytes, what, line) in cases {
            let name = what.split(' ').next().unwrap();
            let told = told(&format!("d/{name}"), bytes);
            assert!(told.starts_with(what) && told.contains(line), "{told}");
        }
    }

    #[test]
    fn what_is_packed_in_a_way_that_hides_its_kind_gets_both_lines() {
        let of_r = told("un_votes.rda", b"BZh91AY");
        assert!(of_r.find("load(\"un_votes.rda\")").unwrap() < of_r.find("bunzip2 -k \"un_votes.rda\"").unwrap());
        let other = told("votes.xz", b"\xFD7zXZ\0");
        assert!(other.find("unxz -k \"votes.xz\"").unwrap() < other.find("load(\"votes.xz\")").unwrap(), "{other}");
    }

    #[test]
    fn a_path_that_would_break_its_line_is_left_out_of_it() {
        for path in ["it's.rda", "a\"b.rda", "$(x).rda", ""] {
            assert!(refusal("v", path, b"RDX3").to_string().contains("load(\"FILE\")"), "{path}");
        }
        assert!(told("C:\\data\\v.rda", b"RDX3").contains("load(\"C:/data/v.rda\")"));
    }

    #[test]
    fn documents_that_are_archives_are_told_from_archives_of_files() {
        let what = |names: &[&str]| document(names, b"").map(|(what, _)| what);
        assert_eq!(what(&["[Content_Types].xml", "word/document.xml"]), Some("a Word document"));
        assert_eq!(what(&["mimetype", "content.xml"]), Some("an OpenDocument text"));
        assert_eq!(what(&["Index/Document.iwa"]), Some("a document of Apple's Numbers, Pages or Keynote"));
        assert_eq!(what(&["votes.csv", "words.txt"]), None);
    }
}
