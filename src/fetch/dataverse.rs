//! Erik Voeten's data set in the Harvard Dataverse: which files its newest version lists, and which has the roll calls.
//!
//! Dataverse keeps two forms of a table: the one that was uploaded (`format=original`), whose MD5 it lists, and one
//! that it made of it, tab-separated, of which it lists no MD5.

use serde_json::Value as Json;

use super::download::Wanted;
use super::error::{FetchError, Page};

/// The address of the Harvard Dataverse.
pub(super) const HOME: &str = "https://dataverse.harvard.edu";
/// What the command calls the file with the roll calls.
pub(super) const VOTES: &str = "votes";
/// The data set.
const DATA_SET: &str = "doi:10.7910/DVN/LEJUQZ";
/// How the name of the file with the roll calls begins, in lower case and without punctuation.
const MARK: &str = "unvotes";
/// Endings of the files that can be read.
const TABLES: [&str; 5] = [".csv", ".tab", ".tsv", ".csv.gz", ".zip"];

/// The address of the list of files of the newest version.
pub(super) fn list(home: &str) -> String {
    format!("{home}/api/datasets/:persistentId/versions/:latest-published/files?persistentId={DATA_SET}")
}

/// Where a person finds the files.
pub(super) fn page() -> Page {
    let url = format!("{HOME}/dataset.xhtml?persistentId={DATA_SET}");
    Page { url, file: "the file UNVotes (in its original format, or tab-delimited)".to_owned() }
}

/// Finds the file in a list: that of the roll calls, or the one with this name.
pub(super) fn pick(list_text: &[u8], part: &str, home: &str) -> Result<Wanted, FetchError> {
    let url = list(home);
    let wrong = |cause: &str| FetchError::listing(&url, cause, &page());
    let answer: Json =
        serde_json::from_slice(list_text).map_err(|cause| wrong(&format!("it is not JSON ({cause})")))?;
    if let Some(message) = answer["message"].as_str().filter(|_| answer["status"] == "ERROR") {
        return Err(wrong(&format!("it says: {message}")));
    }
    let Some(files) = answer["data"].as_array() else { return Err(wrong("it has no list `data`")) };
    let listed: Vec<Listed<'_>> = files.iter().filter_map(Listed::of).collect();
    let meant = listed.iter().filter(|file| !file.restricted && file.is(part));
    let Some(file) = meant.max_by_key(|file| (file.created, file.name())) else {
        let names: Vec<&str> = listed.iter().map(Listed::name).collect();
        let wanted = if part == VOTES { "table of roll calls (UNVotes)".to_owned() } else { format!("file {part}") };
        return Err(FetchError::not_listed(&url, &wanted, &names, &page()));
    };
    let form = if file.as_uploaded() && file.original.is_some() { "?format=original" } else { "" };
    let path = format!("/api/access/datafile/{}{form}", file.id);
    Ok(Wanted {
        part: part.to_owned(),
        asked: format!("{home}{path}"),
        url: format!("{HOME}{path}"),
        name: file.name().to_owned(),
        md5: file.md5.clone().filter(|_| file.as_uploaded()),
        page: Some(page()),
        // The sizes that it lists are not always those of the files.
        ..Wanted::default()
    })
}

/// A file as Dataverse lists it.
#[derive(Debug)]
struct Listed<'l> {
    id: u64,
    name: &'l str,
    /// The name under which it was uploaded, where another form was made of it.
    original: Option<&'l str>,
    /// The MD5 of the file as it was uploaded.
    md5: Option<String>,
    created: &'l str,
    restricted: bool,
}

impl<'l> Listed<'l> {
    fn of(entry: &'l Json) -> Option<Self> {
        let file = &entry["dataFile"];
        let text = |key: &str| file[key].as_str().filter(|text| !text.is_empty());
        let sum = &file["checksum"];
        let checksum = sum["value"].as_str().filter(|_| sum["type"] == "MD5");
        Some(Self {
            id: file["id"].as_u64()?,
            name: text("filename").or(entry["label"].as_str())?,
            original: text("originalFileFormat").and(text("originalFileName")),
            md5: text("md5").or(checksum).map(str::to_lowercase),
            created: text("creationDate").unwrap_or_default(),
            restricted: entry["restricted"].as_bool().unwrap_or(false),
        })
    }

    /// Whether the form that was uploaded is the one to fetch: it is a table that can be read.
    fn as_uploaded(&self) -> bool {
        self.original.is_none_or(is_table)
    }

    /// The name of the form that is fetched.
    fn name(&self) -> &'l str {
        self.original.filter(|_| self.as_uploaded()).unwrap_or(self.name)
    }

    fn is(&self, part: &str) -> bool {
        if part != VOTES {
            let names = [Some(self.name), self.original];
            return names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(part));
        }
        let letters = self.name().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        letters.collect::<String>().starts_with(MARK) && is_table(self.name())
    }
}

fn is_table(name: &str) -> bool {
    TABLES.iter().any(|ending| name.to_lowercase().ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shape of the list after the guide to Dataverse's API, with names as in the data set.
    const LIST: &str = r#"{"status": "OK", "data": [
        {"label": "IdealpointestimatesAll_Jul2025.tab", "restricted": false, "dataFile": {"id": 11,
          "filename": "IdealpointestimatesAll_Jul2025.tab", "originalFileFormat": "text/csv",
          "originalFileName": "IdealpointestimatesAll_Jul2025.csv", "md5": "11111111111111111111111111111111"}},
        {"label": "UNVotes.tab", "restricted": false, "dataFile": {"id": 12, "filename": "UNVotes.tab",
          "contentType": "text/tab-separated-values", "originalFileFormat": "text/csv",
          "originalFileName": "UNVotes.csv", "creationDate": "2025-07-01", "md5": "D41D8CD98F00B204E9800998ECF8427E",
          "checksum": {"type": "MD5", "value": "D41D8CD98F00B204E9800998ECF8427E"}}},
        {"label": "UNVotes-1.RData", "restricted": false, "dataFile": {"id": 13, "filename": "UNVotes-1.RData",
          "creationDate": "2025-08-01", "md5": "33333333333333333333333333333333"}}]}"#;

    #[test]
    fn the_file_with_the_roll_calls_is_fetched_as_it_was_uploaded_and_checked() {
        let wanted = pick(LIST.as_bytes(), VOTES, "http://m").unwrap();
        assert_eq!(wanted.asked, "http://m/api/access/datafile/12?format=original");
        assert_eq!(wanted.url, "https://dataverse.harvard.edu/api/access/datafile/12?format=original");
        assert_eq!(wanted.name, "UNVotes.csv");
        assert_eq!(wanted.md5.as_deref(), Some("d41d8cd98f00b204e9800998ecf8427e"));
    }

    #[test]
    fn of_a_file_that_was_uploaded_in_a_format_that_is_not_read_the_table_is_fetched_unchecked() {
        let list = LIST.replace("\"UNVotes.csv\"", "\"UNVotes.dta\"").replace("UNVotes-1", "UNVotes");
        let wanted = pick(list.as_bytes(), VOTES, HOME).unwrap();
        assert_eq!(wanted.asked, "https://dataverse.harvard.edu/api/access/datafile/12");
        assert_eq!((wanted.name.as_str(), wanted.md5), ("UNVotes.tab", None));
    }

    #[test]
    fn any_file_can_be_named_and_one_that_is_not_there_is_answered_with_those_that_are() {
        assert_eq!(
            pick(LIST.as_bytes(), "unvotes-1.rdata", HOME).unwrap().asked,
            format!("{HOME}/api/access/datafile/13")
        );
        let error = pick(LIST.as_bytes(), "x.csv", HOME).unwrap_err().to_string();
        let names = "lists no file x.csv; it lists IdealpointestimatesAll_Jul2025.csv, UNVotes.csv, UNVotes-1.RData";
        assert!(error.contains(names), "{error}");
    }

    #[test]
    fn restricted_files_and_errors_are_told() {
        let list = LIST.replace("\"restricted\": false", "\"restricted\": true");
        assert!(pick(list.as_bytes(), VOTES, HOME).unwrap_err().to_string().contains(" lists no "));
        let error = pick(br#"{"status": "ERROR", "message": "Dataset not found"}"#, VOTES, HOME).unwrap_err();
        assert!(error.to_string().contains("it says: Dataset not found"), "{error}");
    }
}
