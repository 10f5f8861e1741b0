//! The UN Digital Library's records with voting data: which files they list, and which of them is the newest edition.

use serde_json::Value as Json;

use super::address::{at, last_of, unencrypted};
use super::download::Wanted;
use super::error::{FetchError, Page};
use crate::source::{Format, state_names, undl};

/// The address of the library.
pub(super) const HOME: &str = "https://digitallibrary.un.org";

/// A record of the library that is fetched.
#[derive(Debug)]
pub(super) struct Item {
    /// The name of the part on the command line.
    pub(super) part: &'static str,
    /// The number of the record.
    record: u32,
    /// What the names of its data files have in common.
    mark: &'static str,
    /// The format of its tables.
    pub(super) format: &'static Format,
}

/// The records, in the order in which they are fetched.
pub(super) const ITEMS: [Item; 4] = [
    Item { part: "ga", record: 4_060_887, mark: "voting", format: &undl::ASSEMBLY },
    Item { part: "resolutions", record: 4_060_945, mark: "outcomes", format: &undl::OUTCOMES },
    Item { part: "sc", record: 4_055_387, mark: "voting", format: &undl::COUNCIL },
    Item { part: "names", record: 4_082_085, mark: "member_states", format: &state_names::FORMAT },
];

impl Item {
    /// The address of the record's list of files.
    pub(super) fn list(&self, home: &str) -> String {
        format!("{home}/api/v1/file?recid={}", self.record)
    }

    /// The page where a person finds the file.
    pub(super) fn page(&self) -> Page {
        Page { url: format!("{HOME}/record/{}", self.record), file: format!("the newest {}", self.pattern()) }
    }

    fn pattern(&self) -> String {
        match self.part {
            "ga" | "sc" => format!("*_{}_voting*.csv", self.part),
            _ => format!("*{}*.csv", self.mark),
        }
    }

    /// The newest edition in a list of files.
    pub(super) fn newest(&self, list: &[u8], home: &str) -> Result<Wanted, FetchError> {
        let url = self.list(home);
        let wrong = |cause: &str| FetchError::listing(&url, cause, &self.page());
        let list: Json = serde_json::from_slice(list).map_err(|cause| wrong(&format!("it is not JSON ({cause})")))?;
        let Some(files) = list.as_array() else { return Err(wrong("it is not a JSON list")) };
        let listed: Vec<Listed<'_>> = files.iter().filter_map(Listed::of).collect();
        let tables = || listed.iter().filter(|file| file.is_table());
        let marked = tables().filter(|file| file.name.to_lowercase().contains(self.mark));
        // Should the library name its files otherwise one day, a table in this record is still what is looked for.
        let newest = marked.max_by_key(|file| file.age()).or_else(|| tables().max_by_key(|file| file.age()));
        let Some(newest) = newest else {
            let names: Vec<&str> = listed.iter().map(|file| file.name.as_str()).collect();
            return Err(FetchError::not_listed(&url, &self.pattern(), &names, &self.page()));
        };
        let asked = at(newest.url, HOME, home);
        if let Some(why) = unencrypted(home, &asked) {
            return Err(wrong(&why));
        }
        Ok(Wanted {
            part: self.part.to_owned(),
            asked,
            url: at(newest.url, HOME, HOME),
            name: newest.name.clone(),
            size: newest.size,
            md5: newest.md5.clone(),
            edition: day(&newest.name).is_some(),
            page: Some(self.page()),
            is_read: true,
            ..Wanted::default()
        })
    }
}

/// The page of the record that a file of the library belongs to.
pub(super) fn page_of(url: &str) -> Option<Page> {
    let path = url.strip_prefix(HOME)?.strip_prefix("/record/")?;
    let (record, file) = path.split_once('/')?;
    let file = file.rsplit('/').next()?.split('?').next()?;
    record.parse::<u32>().ok()?;
    Some(Page { url: format!("{HOME}/record/{record}"), file: file.to_owned() })
}

/// A file as the library lists it.
#[derive(Debug)]
struct Listed<'l> {
    name: String,
    url: &'l str,
    size: Option<u64>,
    md5: Option<String>,
    changed: &'l str,
}

impl<'l> Listed<'l> {
    fn of(file: &'l Json) -> Option<Self> {
        let text = |key: &str| file[key].as_str().filter(|text| !text.is_empty());
        let url = text("url")?;
        let whole = text("full_name").map(ToOwned::to_owned);
        let joined = text("name").map(|name| match text("format") {
            Some(format) if !name.ends_with(format) => format!("{name}{format}"),
            _ => name.to_owned(),
        });
        let name = whole.or(joined).or_else(|| Some(last_of(url).to_owned()))?;
        let md5 = text("checksum").map(str::to_lowercase);
        let md5 = md5.filter(|sum| super::is_md5(sum));
        let size = file["size"].as_u64().filter(|size| *size > 0);
        Some(Self { name, url, size, md5, changed: text("modification_date").unwrap_or_default() })
    }

    fn is_table(&self) -> bool {
        [".csv", ".csv.gz", ".csv.zip"].iter().any(|ending| self.name.to_lowercase().ends_with(ending))
    }

    /// The age of a file, greater for a newer one: the day in its name, the day of its last change, and the name, in
    /// which a correction (`..._corr1`) follows what it corrects.
    fn age(&self) -> (Option<(u16, u8, u8)>, &'l str, String) {
        let stem = self.name.to_lowercase();
        (day(&self.name), self.changed, stem.split('.').next().unwrap_or_default().to_owned())
    }
}

/// The day in a name: `2026_02_06_ga_voting`, `2025_9_19_ga_voting`, `member_states_auths_2025-12-02`.
fn day(name: &str) -> Option<(u16, u8, u8)> {
    let numbers: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).collect();
    numbers.windows(3).find_map(|three| {
        let [year, month, day] = [three[0], three[1], three[2]];
        let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let is_day = (1990..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then_some((year, month, day))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn newest(item: &Item, names: &[&str]) -> String {
        let file = |name: &&str| {
            let (stem, format) = name.rsplit_once('.').unwrap();
            serde_json::json!({"name": stem, "format": format!(".{format}"),
                "url": format!("{HOME}/record/{}/files/{name}", item.record)})
        };
        let list = Json::from(names.iter().map(file).collect::<Vec<_>>());
        item.newest(list.to_string().as_bytes(), HOME).unwrap().name
    }

    #[test]
    fn the_newest_edition_is_told_by_the_day_in_its_name() {
        // Names that the library has used.
        let assembly = [
            "2024_09_12_ga_resolutions_voting.csv",
            "2026_02_06_ga_voting.csv",
            "2025_9_19_ga_voting.csv",
            "2025_12_02_ga_voting.csv",
            "2026_02_06_ga_voting_md.md",
        ];
        assert_eq!(newest(&ITEMS[0], &assembly), "2026_02_06_ga_voting.csv");
        assert_eq!(newest(&ITEMS[0], &assembly[..3][..1]), "2024_09_12_ga_resolutions_voting.csv");
        assert_eq!(
            newest(&ITEMS[0], &["2025_9_19_ga_voting.csv", "2025_12_2_ga_voting.csv"]),
            "2025_12_2_ga_voting.csv"
        );
        let names = ["member_states_auths_2025-10-08.csv", "member_states_auths_2025-12-02_rev-1.csv"];
        assert_eq!(newest(&ITEMS[3], &names), names[1]);
    }

    #[test]
    fn a_correction_follows_what_it_corrects() {
        let both = ["2025_03_31_ga_voting_corr1.csv", "2025_03_31_ga_voting.csv"];
        assert_eq!(newest(&ITEMS[0], &both), both[0]);
    }

    #[test]
    fn a_list_that_came_by_https_leads_to_nothing_unencrypted() {
        let newest = |url: &str, home: &str| {
            let list = serde_json::json!([{"full_name": "2026_02_06_ga_voting.csv", "url": url}]).to_string();
            ITEMS[0].newest(list.as_bytes(), home).map(|wanted| wanted.asked).map_err(|error| error.to_string())
        };
        let error = newest("http://elsewhere.example/a.csv", HOME).unwrap_err();
        assert!(error.contains("it leads to http://elsewhere.example/a.csv, which is not encrypted"), "{error}");
        assert!(newest("HTTP://elsewhere.example/a.csv", "https://m").is_err());
        assert!(newest("ftp://elsewhere.example/a.csv", HOME).is_err());
        // The library's own address is asked for by https.
        assert_eq!(newest("http://digitallibrary.un.org/a.csv", HOME).unwrap(), format!("{HOME}/a.csv"));
        // Who names a mirror without encryption has chosen it.
        assert_eq!(newest("http://digitallibrary.un.org/a.csv", "http://m").unwrap(), "http://m/a.csv");
    }

    #[test]
    fn a_list_without_a_table_names_what_it_has() {
        let list = br#"[{"name": "readme", "format": ".md", "url": "https://digitallibrary.un.org/x/readme.md"}]"#;
        let error = ITEMS[0].newest(list, HOME).unwrap_err().to_string();
        assert!(error.contains("lists no *_ga_voting*.csv; it lists readme.md\n"), "{error}");
        assert!(error.contains("open https://digitallibrary.un.org/record/4060887 in a browser"), "{error}");
        let error = ITEMS[0].newest(b"{\"message\": \"no\"}", HOME).unwrap_err().to_string();
        assert!(error.contains("it is not a JSON list"), "{error}");
    }

    #[test]
    fn the_page_of_a_file_is_that_of_its_record() {
        let page =
            page_of("https://digitallibrary.un.org/record/4060887/files/2026_02_06_ga_voting.csv?ln=en").unwrap();
        assert_eq!(page.url, "https://digitallibrary.un.org/record/4060887");
        assert_eq!(page.file, "2026_02_06_ga_voting.csv");
        assert_eq!(page_of("https://example.org/record/1/files/a.csv"), None);
    }
}
