//! Fetches sources over the network: from the catalogues that it knows, or from one address. Nothing is asked and
//! nothing of the network is set up unless one of its functions is called; it says what happens by events and prints
//! nothing.

mod address;
mod arrivals;
mod client;
mod dataverse;
mod download;
mod error;
mod hdx;
mod headers;
mod library;
mod part;
mod transfer;

pub use arrivals::{Arrivals, Look};
pub use error::{Fault, FetchError};
pub use part::write_own;
pub use transfer::{Arrival, Event, Fetched, Folder, Limits, Watch};

use crate::source::{sciences_po, undl, vetoes, voeten};
use client::Client;
use dataverse::DataSet;
use download::{Wanted, download, under_one_name};

/// A catalogue that data is fetched from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Catalogue {
    /// Erik Voeten's roll calls, in the Harvard Dataverse.
    Voeten,
    /// The UN Digital Library.
    Library,
    /// The list of vetoes of the UN's Department of Political and Peacebuilding Affairs.
    Vetoes,
    /// Votes in the Security Council, collected at Sciences Po.
    Council,
}

impl Catalogue {
    /// All of them, in the order of the enum.
    pub const ALL: [Self; 4] = [Self::Voeten, Self::Library, Self::Vetoes, Self::Council];

    /// The name on the command line, the name in words and the address.
    const fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Voeten => ("voeten", "Erik Voeten's roll-call data in the Harvard Dataverse", dataverse::VOETEN.home),
            Self::Library => ("undl", "the UN Digital Library's voting data", library::HOME),
            Self::Vetoes => ("vetoes", "the list of vetoes on the Humanitarian Data Exchange", hdx::HOME),
            Self::Council => ("council", "Sciences Po's votes in the Security Council", dataverse::SCIENCES_PO.home),
        }
    }

    /// The catalogue's name on the command line.
    pub fn key(self) -> &'static str {
        self.told().0
    }

    /// The catalogue's name in words.
    pub fn name(self) -> &'static str {
        self.told().1
    }

    /// The address of the page with the terms of use.
    pub fn page(self) -> String {
        match self {
            Self::Voeten => dataverse::VOETEN.page().url,
            Self::Library => library::ITEMS[0].page().url,
            Self::Vetoes => hdx::page().url,
            Self::Council => dataverse::SCIENCES_PO.page().url,
        }
    }

    /// The terms of use of the data, with the attribution asked for.
    pub fn terms(self) -> Vec<&'static str> {
        match self {
            Self::Voeten => vec![voeten::FORMAT.terms],
            Self::Library => vec![undl::ASSEMBLY.terms, undl::COUNCIL.terms],
            Self::Vetoes => vec![vetoes::DPPA.terms],
            Self::Council => vec![sciences_po::FORMAT.terms],
        }
    }

    /// The parts of the catalogue that these names mean; without names, all that belong to the record.
    ///
    /// # Errors
    /// When there is no such part.
    pub fn parts(self, named: &[String]) -> Result<Vec<String>, FetchError> {
        let parts = match self {
            Self::Voeten | Self::Council if named.is_empty() => vec![dataverse::VOTES.to_owned()],
            // Any file of a data set can be named.
            Self::Voeten | Self::Council => {
                let is_first = |at: &usize| !named[..*at].contains(&named[*at]);
                return Ok((0..named.len()).filter(is_first).map(|at| named[at].clone()).collect());
            }
            Self::Vetoes => vec![hdx::VETOES.to_owned()],
            Self::Library => library::ITEMS.map(|item| item.part.to_owned()).to_vec(),
        };
        if let Some(part) = named.iter().find(|part| !parts.contains(part)) {
            let (key, parts) = (self.key(), parts.join(", "));
            let other = Self::ALL.into_iter().find(|other| other.key() == part);
            let hint = other.map_or("", |_| ": fetch one source after the other");
            return Err(FetchError::new(Fault::Usage, format!("{key} has no part '{part}'; it has {parts}{hint}")));
        }
        Ok(parts.into_iter().filter(|part| named.is_empty() || named.contains(part)).collect())
    }
}

/// What is to be fetched, and into which folder.
#[derive(Clone, Debug)]
pub struct Request {
    /// The catalogue to fetch from.
    pub catalogue: Catalogue,
    /// Which parts of the catalogue; all if empty.
    pub parts: Vec<String>,
    /// The folder for the files.
    pub folder: Folder,
    /// The address of a mirror that is asked instead, `http://127.0.0.1:8080`.
    pub mirror: Option<String>,
    /// How long to wait and how much to take.
    pub limits: Limits,
}

/// Fetches the newest edition of parts of a catalogue. Files that are there and are what the catalogue lists stay.
///
/// # Errors
/// See [`FetchError`]. Files that were complete before stay; of the one that failed nothing stays but a beginning from
/// which the same request can go on.
pub fn fetch(request: &Request, watch: &mut Watch<'_>) -> Result<Vec<Fetched>, FetchError> {
    let parts = request.catalogue.parts(&request.parts)?;
    let home = request.mirror.as_deref().unwrap_or(request.catalogue.told().2).trim_end_matches('/');
    let mut client = Client::new(request.limits, watch);
    let wanted: Vec<Wanted> = match request.catalogue {
        Catalogue::Voeten => of_data_set(&mut client, &dataverse::VOETEN, &parts, home)?,
        Catalogue::Council => of_data_set(&mut client, &dataverse::SCIENCES_PO, &parts, home)?,
        Catalogue::Vetoes => vec![hdx::pick(&client.text(&hdx::list(home), &hdx::page())?, home)?],
        Catalogue::Library => {
            let items = library::ITEMS.iter().filter(|item| parts.iter().any(|part| part == item.part));
            let newest = |item: &library::Item| item.newest(&client.text(&item.list(home), &item.page())?, home);
            items.map(newest).collect::<Result<_, _>>()?
        }
    };
    if let Some(wrong) = under_one_name(&wanted) {
        return Err(wrong);
    }
    wanted.iter().map(|wanted| download(&mut client, wanted, &request.folder)).collect()
}

/// The files of a data set that these parts mean: of its newest version, or of an earlier one that still has the roll calls.
fn of_data_set(
    client: &mut Client<'_>, set: &DataSet, parts: &[String], home: &str,
) -> Result<Vec<Wanted>, FetchError> {
    let newest = client.text(&set.list(home, dataverse::NEWEST), &set.page())?;
    let (mut wanted, mut before) = (Vec::new(), None);
    for part in parts {
        let found = set.pick(&newest, part, home, dataverse::NEWEST);
        let (Err(why), Some(earlier)) = (&found, &set.earlier) else {
            wanted.extend(found?);
            continue;
        };
        if part == dataverse::VOTES {
            (client.watch)(Event::Found { what: &dataverse::without_votes(&newest) });
        }
        let list = match before.take() {
            Some(list) => list,
            None => client.text(&set.list(home, earlier.version), &set.page())?,
        };
        match set.pick(&list, part, home, earlier.version) {
            Ok(found) => wanted.extend(found),
            // Of a file that is in neither, the newest version tells what there is.
            Err(_) if part != dataverse::VOTES => return Err(FetchError::other(why.to_string())),
            Err(why) => return Err(why),
        }
        before = Some(list);
    }
    Ok(wanted)
}

/// Whether a text is an MD5, in small letters.
fn is_md5(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What the UN Digital Library's terms of use ask of programs, in their words.
pub const LIBRARY_ASKS: &str = "Web scraping and/or automated downloads of content from the United Nations Digital Library is \
    not permitted without approval by the Library";

/// The parts of the UN Digital Library that make the record.
pub const VOTES: [&str; 3] = ["ga", "resolutions", "sc"];

/// The pages of the UN Digital Library's records with these parts; without any, of those with votes and resolutions.
pub fn pages(parts: &[String]) -> Vec<String> {
    let is_meant = |item: &&library::Item| match parts {
        [] => item.part != "names",
        _ => parts.iter().any(|part| part == item.part),
    };
    library::ITEMS.iter().filter(is_meant).map(|item| item.page().url).collect()
}

/// The part of the UN Digital Library that a table of this format is.
pub fn part_of(format: &str) -> Option<&'static str> {
    library::ITEMS.iter().find(|item| item.format.name == format).map(|item| item.part)
}

/// Whether an address is one of the UN Digital Library.
pub fn is_of_the_library(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    host.eq_ignore_ascii_case(&library::HOME["https://".len()..])
}

/// Whether a text is an address that [`url`] fetches.
pub fn is_url(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|first| first.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// Fetches one file from an address.
///
/// # Errors
/// As [`fetch`].
pub fn url(url: &str, folder: &Folder, limits: Limits, watch: &mut Watch<'_>) -> Result<Fetched, FetchError> {
    if !is_url(url) {
        return Err(FetchError::address(url, "it has no known scheme"));
    }
    let name = address::last_of(url.split_once("://").map_or("", |(_, rest)| rest));
    let (part, asked, page) = (name.to_owned(), url.to_owned(), library::page_of(url));
    let wanted =
        Wanted { name: part.clone(), part, url: asked.clone(), asked, page, is_read: true, ..Wanted::default() };
    download(&mut Client::new(limits, watch), &wanted, folder)
}
