//! Data sets in a Dataverse: which files a version of them lists, and which of these have the roll calls.
//!
//! Dataverse keeps two forms of a table: the one that was uploaded (`format=original`), whose MD5 and size it lists, and one
//! that it made of it, tab-separated, of which it lists no MD5.

use serde_json::Value as Json;

use super::download::Wanted;
use super::error::{FetchError, Page};

/// What the command calls the files with the roll calls.
pub(super) const VOTES: &str = "votes";
/// Endings of the files that can be read.
const TABLES: [&str; 7] = [".csv", ".tab", ".tsv", ".csv.gz", ".zip", ".json", ".ndjson"];
/// What names of files have that hold scores which were computed from votes.
const SCORES: [&str; 4] = ["idealpoint", "agreement", "affinity", "dyad"];
/// What names of tables have that explain the others.
const EXPLAIN: [&str; 5] = ["codebook", "readme", "dictionary", "metadata", "variables"];
/// The version that is the newest one published.
pub(super) const NEWEST: &str = ":latest-published";

/// A data set.
#[derive(Debug)]
pub(super) struct DataSet {
    /// The address of its Dataverse.
    pub(super) home: &'static str,
    id: &'static str,
    /// How the names of the tables with the roll calls begin, in lower case and without punctuation; empty where all tables
    /// have them that do not explain others.
    mark: &'static str,
    /// Which file to look for on its page.
    file: &'static str,
    /// What is to be known of the roll calls.
    about: &'static str,
    /// An earlier version that has them, should the newest have none.
    pub(super) earlier: Option<Earlier>,
}

/// An earlier version of a data set, which lists the roll calls.
#[derive(Debug)]
pub(super) struct Earlier {
    /// Its number.
    pub(super) version: &'static str,
    /// The number of the file with the roll calls.
    file: u64,
    /// What is to be known of it.
    about: &'static str,
}

/// Erik Voeten's data set, whose newest versions hold ideal points and no votes.
pub(super) const VOETEN: DataSet = DataSet {
    home: "https://dataverse.harvard.edu",
    id: "doi:10.7910/DVN/LEJUQZ",
    mark: "unvotes",
    file: "the file UNVotes (in its original format, or tab-delimited; version 32 has it)",
    about: "Roll calls of the General Assembly, failed proposals and amendments too.",
    earlier: Some(Earlier {
        version: "32.0",
        file: 9_656_257,
        about: "Version 32 of the data set: 1946 to September 2023, failed proposals and amendments too.",
    }),
};

/// Votes in the Security Council, collected at Sciences Po.
pub(super) const SCIENCES_PO: DataSet = DataSet {
    home: "https://data.sciencespo.fr",
    id: "doi:10.21410/7E4/Z0KECE",
    mark: "",
    file: "the table of votes (in its original format, or tab-delimited)",
    about: "Every member's vote in the Security Council since 1946, also on drafts that failed or were vetoed.",
    earlier: None,
};

impl DataSet {
    /// The address of the list of files of a version.
    pub(super) fn list(&self, home: &str, version: &str) -> String {
        format!("{home}/api/datasets/:persistentId/versions/{version}/files?persistentId={}", self.id)
    }

    /// Where a person finds the files.
    pub(super) fn page(&self) -> Page {
        Page { url: format!("{}/dataset.xhtml?persistentId={}", self.home, self.id), file: self.file.to_owned() }
    }

    /// Finds files in the list of a version: those of the roll calls, or the one with this name.
    pub(super) fn pick(&self, text: &[u8], part: &str, home: &str, version: &str) -> Result<Vec<Wanted>, FetchError> {
        let url = self.list(home, version);
        let wrong = |cause: &str| FetchError::listing(&url, cause, &self.page());
        let answer: Json = serde_json::from_slice(text).map_err(|cause| wrong(&format!("it is not JSON ({cause})")))?;
        if let Some(message) = answer["message"].as_str().filter(|_| answer["status"] == "ERROR") {
            return Err(wrong(&format!("it says: {message}")));
        }
        let Some(files) = answer["data"].as_array() else { return Err(wrong("it has no list `data`")) };
        let listed: Vec<Listed<'_>> = files.iter().filter_map(Listed::of).collect();
        let earlier = self.earlier.as_ref().filter(|earlier| earlier.version == version);
        let open = || listed.iter().filter(|file| !file.restricted);
        let mut meant: Vec<&Listed<'_>> = match earlier.filter(|_| part == VOTES) {
            Some(earlier) => open().filter(|file| file.id == earlier.file).collect(),
            None if part == VOTES => open().filter(|file| file.has_votes(self.mark)).collect(),
            None => open().filter(|file| file.is_called(part)).collect(),
        };
        if !self.mark.is_empty() || part != VOTES {
            meant.sort_by_key(|file| (file.created, file.name()));
            meant.drain(..meant.len().saturating_sub(1));
        }
        if meant.is_empty() {
            let names: Vec<&str> = listed.iter().map(Listed::name).collect();
            let wanted = if part == VOTES { self.file.to_owned() } else { format!("file {part}") };
            let wanted = wanted.strip_prefix("the ").map_or(wanted.clone(), ToOwned::to_owned);
            return Err(FetchError::not_listed(&url, &wanted, &names, &self.page()));
        }
        let about = earlier.map_or(self.about, |earlier| earlier.about);
        Ok(meant.into_iter().map(|file| self.wanted(file, part, home, about)).collect())
    }

    fn wanted(&self, file: &Listed<'_>, part: &str, home: &str, about: &str) -> Wanted {
        let form = if file.as_uploaded() && file.original.is_some() { "?format=original" } else { "" };
        let path = format!("/api/access/datafile/{}{form}", file.id);
        let about = match () {
            () if part == VOTES => about.to_owned(),
            () if file.is_of_scores() => {
                format!("{} holds scores that were computed from votes, and no votes.", file.name())
            }
            () if !is_table(file.name()) => format!("{} is not read by this program.", file.name()),
            () => String::new(),
        };
        Wanted {
            part: part.to_owned(),
            asked: format!("{home}{path}"),
            url: format!("{}{path}", self.home),
            name: file.name().to_owned(),
            md5: file.md5.clone().filter(|_| file.as_uploaded()),
            size: file.size.filter(|_| file.as_uploaded()),
            page: Some(self.page()),
            about: Some(about).filter(|about| !about.is_empty()).into_iter().collect(),
            is_read: is_table(file.name()) && !file.is_of_scores(),
            ..Wanted::default()
        }
    }
}

/// What a newest version lists that has no roll calls, in one sentence.
pub(super) fn without_votes(text: &[u8]) -> String {
    let answer: Json = serde_json::from_slice(text).unwrap_or_default();
    let Some(files) = answer["data"].as_array() else {
        return "the list of the newest version of the data set is not understood".to_owned();
    };
    let has_scores = files.iter().filter_map(Listed::of).any(|file| file.is_of_scores());
    let what =
        if has_scores { "lists ideal points, which are no votes, and no roll calls" } else { "lists no roll calls" };
    format!("the newest version of the data set {what}")
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
    /// Its size as it was uploaded.
    size: Option<u64>,
    created: &'l str,
    restricted: bool,
}

impl<'l> Listed<'l> {
    fn of(entry: &'l Json) -> Option<Self> {
        let file = &entry["dataFile"];
        let text = |key: &str| file[key].as_str().filter(|text| !text.is_empty());
        let sum = &file["checksum"];
        let checksum = sum["value"].as_str().filter(|_| sum["type"] == "MD5");
        let original = text("originalFileFormat").and(text("originalFileName"));
        let size = &file[if original.is_some() { "originalFileSize" } else { "filesize" }];
        Some(Self {
            id: file["id"].as_u64()?,
            name: text("filename").or(entry["label"].as_str())?,
            original,
            md5: text("md5").or(checksum).map(str::to_lowercase),
            size: size.as_u64().filter(|size| *size > 0),
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

    fn is_called(&self, part: &str) -> bool {
        [Some(self.name), self.original].into_iter().flatten().any(|name| name.eq_ignore_ascii_case(part))
    }

    fn has_votes(&self, mark: &str) -> bool {
        let name = letters(self.name());
        let explains = mark.is_empty() && EXPLAIN.iter().any(|word| name.contains(word));
        name.starts_with(mark) && is_table(self.name()) && !explains && !self.is_of_scores()
    }

    fn is_of_scores(&self) -> bool {
        let name = letters(self.name());
        SCORES.iter().any(|word| name.contains(word))
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
        {"label": "UNVotes.tab", "restricted": false, "dataFile": {"id": 12, "filename": "UNVotes.tab", "filesize": 7,
          "contentType": "text/tab-separated-values", "originalFileFormat": "text/csv", "originalFileSize": 8,
          "originalFileName": "UNVotes.csv", "creationDate": "2025-07-01", "md5": "D41D8CD98F00B204E9800998ECF8427E",
          "checksum": {"type": "MD5", "value": "D41D8CD98F00B204E9800998ECF8427E"}}},
        {"label": "UNVotes-1.RData", "restricted": false, "dataFile": {"id": 13, "filename": "UNVotes-1.RData",
          "creationDate": "2025-08-01", "md5": "33333333333333333333333333333333"}}]}"#;

    fn pick(list: &str, part: &str, home: &str) -> Result<Wanted, FetchError> {
        VOETEN.pick(list.as_bytes(), part, home, NEWEST).map(|mut all| all.remove(0))
    }

    #[test]
    fn the_file_with_the_roll_calls_is_fetched_as_it_was_uploaded_and_checked() {
        let wanted = pick(LIST, VOTES, "http://m").unwrap();
        assert_eq!(wanted.asked, "http://m/api/access/datafile/12?format=original");
        assert_eq!(wanted.url, "https://dataverse.harvard.edu/api/access/datafile/12?format=original");
        assert_eq!((wanted.name.as_str(), wanted.size), ("UNVotes.csv", Some(8)));
        assert_eq!(wanted.md5.as_deref(), Some("d41d8cd98f00b204e9800998ecf8427e"));
    }

    #[test]
    fn of_a_file_that_was_uploaded_in_a_format_that_is_not_read_the_table_is_fetched_unchecked() {
        let list = LIST.replace("\"UNVotes.csv\"", "\"UNVotes.dta\"").replace("UNVotes-1", "UNVotes");
        let wanted = pick(&list, VOTES, VOETEN.home).unwrap();
        assert_eq!(wanted.asked, "https://dataverse.harvard.edu/api/access/datafile/12");
        assert_eq!((wanted.name.as_str(), wanted.md5, wanted.size), ("UNVotes.tab", None, None));
    }

    #[test]
    fn any_file_can_be_named_and_one_that_is_not_there_is_answered_with_those_that_are() {
        let wanted = pick(LIST, "unvotes-1.rdata", VOETEN.home).unwrap();
        assert_eq!(wanted.asked, format!("{}/api/access/datafile/13", VOETEN.home));
        assert_eq!(wanted.about, ["UNVotes-1.RData is not read by this program."]);
        let error = pick(LIST, "x.csv", VOETEN.home).unwrap_err().to_string();
        let names = "lists no file x.csv; it lists IdealpointestimatesAll_Jul2025.csv, UNVotes.csv, UNVotes-1.RData";
        assert!(error.contains(names), "{error}");
        let scores = pick(LIST, "IdealpointestimatesAll_Jul2025.csv", VOETEN.home).unwrap();
        assert!(
            !scores.is_read && scores.about[0].ends_with("computed from votes, and no votes."),
            "{:?}",
            scores.about
        );
    }

    #[test]
    fn restricted_files_and_errors_are_told() {
        let list = LIST.replace("\"restricted\": false", "\"restricted\": true");
        assert!(pick(&list, VOTES, VOETEN.home).unwrap_err().to_string().contains(" lists no "));
        let error = pick(r#"{"status": "ERROR", "message": "Dataset not found"}"#, VOTES, VOETEN.home).unwrap_err();
        assert!(error.to_string().contains("it says: Dataset not found"), "{error}");
    }

    #[test]
    fn of_an_earlier_version_the_file_is_taken_by_its_number() {
        let list = LIST.replace("\"id\": 13", "\"id\": 9656257").replace("UNVotes-1.RData", "UNVotes.csv");
        let wanted = VOETEN.pick(list.as_bytes(), VOTES, "http://m", "32.0").unwrap();
        assert_eq!(wanted[0].asked, "http://m/api/access/datafile/9656257");
        assert!(wanted[0].about[0].contains("1946 to September 2023, failed proposals and amendments too"));
    }

    #[test]
    fn every_table_of_the_council_is_taken_but_those_that_explain_others() {
        let list = LIST.replace("UNVotes", "UNSC_votes").replace("IdealpointestimatesAll_Jul2025", "codebook");
        let wanted = SCIENCES_PO.pick(list.as_bytes(), VOTES, "http://m", NEWEST).unwrap();
        assert_eq!(wanted.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["UNSC_votes.csv"]);
        assert_eq!(wanted[0].url, "https://data.sciencespo.fr/api/access/datafile/12?format=original");
    }
}
