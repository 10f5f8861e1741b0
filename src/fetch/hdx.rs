//! The list of vetoes that the UN's Department of Political and Peacebuilding Affairs keeps, on the Humanitarian Data
//! Exchange: which file its data set lists today, by CKAN's `package_show`.

use serde_json::Value as Json;

use super::address::{at, last_of, unencrypted};
use super::download::Wanted;
use super::error::{FetchError, Page};

/// The address of the Humanitarian Data Exchange.
pub(super) const HOME: &str = "https://data.humdata.org";
/// What the command calls the list.
pub(super) const VETOES: &str = "vetoes";
/// The data set.
const DATA_SET: &str = "f67cf146-1cda-44e3-b468-2b086d85cb5a";
/// The file in it, whatever it is called.
const RESOURCE: &str = "12377ab6-e4de-46cb-98b5-7c89ba18115b";

/// The address of the description of the data set, which lists its files.
pub(super) fn list(home: &str) -> String {
    format!("{home}/api/3/action/package_show?id={DATA_SET}")
}

/// Where a person finds the file.
pub(super) fn page() -> Page {
    Page { url: format!("{HOME}/dataset/{DATA_SET}"), file: "the CSV of vetoes (dppa-scvetoes.csv)".to_owned() }
}

/// Finds the list of vetoes in the description: by its number, or else the newest CSV that is called after vetoes.
pub(super) fn pick(text: &[u8], home: &str) -> Result<Wanted, FetchError> {
    let url = list(home);
    let wrong = |cause: &str| FetchError::listing(&url, cause, &page());
    let answer: Json = serde_json::from_slice(text).map_err(|cause| wrong(&format!("it is not JSON ({cause})")))?;
    if let Some(message) = answer["error"]["message"].as_str() {
        return Err(wrong(&format!("it says: {message}")));
    }
    let Some(files) = answer["result"]["resources"].as_array() else { return Err(wrong("it has no `resources`")) };
    let meant = files.iter().find(|file| file["id"] == RESOURCE && address(file).is_some());
    let newest = || files.iter().filter(|file| is_of_vetoes(file)).max_by_key(|file| file["last_modified"].as_str());
    let Some((file, listed)) = meant.or_else(newest).and_then(|file| Some((file, address(file)?))) else {
        let names: Vec<&str> = files.iter().filter_map(|file| file["name"].as_str()).collect();
        return Err(FetchError::not_listed(&url, "CSV of vetoes", &names, &page()));
    };
    let asked = at(listed, HOME, home);
    if let Some(why) = unencrypted(home, &asked) {
        return Err(wrong(&why));
    }
    let named = [last_of(listed), file["name"].as_str().unwrap_or_default()];
    let name = named.into_iter().find(|name| is_csv(name)).unwrap_or("dppa-scvetoes.csv");
    let own = at(listed, HOME, HOME);
    // Of what lies on another site it may state the size and the checksum of yesterday.
    let is_here = own.starts_with(HOME);
    let md5 = file["hash"].as_str().map(str::to_lowercase).filter(|sum| super::is_md5(sum) && is_here);
    let mut about = vec!["It lists who vetoed what; how the other members voted is not in it.".to_owned()];
    about.extend(
        answer["result"]["license_title"].as_str().map(|title| format!("Licence, as its page states: {title}.")),
    );
    Ok(Wanted {
        part: VETOES.to_owned(),
        asked,
        name: name.to_owned(),
        size: file["size"].as_u64().filter(|size| *size > 0 && is_here),
        md5,
        page: Some(page()),
        about,
        is_read: true,
        url: own,
        ..Wanted::default()
    })
}

fn address(file: &Json) -> Option<&str> {
    ["url", "download_url"].into_iter().find_map(|key| file[key].as_str().filter(|url| !url.is_empty()))
}

fn is_of_vetoes(file: &Json) -> bool {
    let names = [file["name"].as_str(), address(file).map(last_of)];
    let is_meant = names.into_iter().flatten().any(|name| name.to_lowercase().contains("veto"));
    let kind = file["format"].as_str().unwrap_or_default();
    is_meant && address(file).is_some_and(|url| kind.eq_ignore_ascii_case("csv") || is_csv(last_of(url)))
}

fn is_csv(name: &str) -> bool {
    name.to_lowercase().ends_with(".csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shape of `package_show`, after CKAN's guide to its API.
    fn described(id: &str, name: &str, url: &str) -> String {
        serde_json::json!({"help": "", "success": true, "result": {"id": DATA_SET, "license_title": "CC BY-IGO",
            "resources": [
                {"id": "1", "name": "readme.pdf", "format": "PDF", "url": format!("{HOME}/readme.pdf")},
                {"id": id, "name": name, "format": "CSV", "url": url, "size": 71_000, "hash": "",
                 "last_modified": "2026-11-20T00:00:00"}]}})
        .to_string()
    }

    #[test]
    fn the_list_is_found_by_its_number_whatever_it_is_called() {
        let url = format!("{HOME}/dataset/{DATA_SET}/resource/{RESOURCE}/download/sc_2027.csv");
        let wanted = pick(described(RESOURCE, "sc", &url).as_bytes(), "http://m").unwrap();
        assert_eq!(wanted.asked, url.replace(HOME, "http://m"));
        assert_eq!((wanted.url, wanted.name.as_str(), wanted.size), (url, "sc_2027.csv", Some(71_000)));
        assert_eq!(wanted.about[1], "Licence, as its page states: CC BY-IGO.");
    }

    #[test]
    fn a_list_with_another_number_is_found_by_its_name() {
        let url = "https://psdata.un.org/x/dppa-scvetoes.csv";
        let wanted = pick(described("2", "DPPA-SCVETOES", url).as_bytes(), HOME).unwrap();
        // What lies elsewhere is not held against what is stated here.
        assert_eq!((wanted.asked.as_str(), wanted.size, wanted.md5), (url, None, None));
        let error = pick(described("2", "sc", "https://psdata.un.org/x/sc.csv").as_bytes(), HOME).unwrap_err();
        assert!(error.to_string().contains("lists no CSV of vetoes; it lists readme.pdf, sc\n"), "{error}");
    }

    #[test]
    fn errors_are_told_and_nothing_unencrypted_is_asked_for() {
        let said = br#"{"success": false, "error": {"message": "Not found", "__type": "Not Found Error"}}"#;
        assert!(pick(said, HOME).unwrap_err().to_string().contains("it says: Not found"));
        let plain = described(RESOURCE, "a.csv", "http://elsewhere.example/a.csv");
        assert!(pick(plain.as_bytes(), HOME).unwrap_err().to_string().contains("which is not encrypted"));
    }
}
