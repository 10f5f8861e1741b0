//! Fetches sources over the network: from the two catalogues that it knows, or from one address. Nothing is asked and
//! nothing of the network is set up unless one of its functions is called; it says what happens by events and prints
//! nothing.

mod client;
mod dataverse;
mod download;
mod error;
mod headers;
mod library;
mod part;
mod transfer;

pub use error::{Fault, FetchError};
pub use part::write_own;
pub use transfer::{Arrival, Event, Fetched, Folder, Limits, Watch};

use crate::source::{undl, voeten};
use client::Client;
use download::{Wanted, download, under_one_name};

/// A catalogue that data is fetched from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Catalogue {
    /// Erik Voeten's roll calls, in the Harvard Dataverse.
    Voeten,
    /// The UN Digital Library.
    Library,
}

impl Catalogue {
    /// The name on the command line, the name in words and the address of each catalogue, in the order of the enum.
    const ALL: [(&'static str, &'static str, &'static str); 2] = [
        ("voeten", "Erik Voeten's roll-call data in the Harvard Dataverse", dataverse::HOME),
        ("undl", "the UN Digital Library's voting data", library::HOME),
    ];

    /// The catalogue's name on the command line.
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The catalogue's name in words.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The address of the page with the terms of use.
    pub fn page(self) -> String {
        match self {
            Self::Voeten => dataverse::page().url,
            Self::Library => library::ITEMS[0].page().url,
        }
    }

    /// The terms of use of the data, with the attribution asked for.
    pub fn terms(self) -> Vec<&'static str> {
        match self {
            Self::Voeten => vec![voeten::FORMAT.terms],
            Self::Library => vec![undl::ASSEMBLY.terms, undl::COUNCIL.terms],
        }
    }

    /// The parts of the catalogue that these names mean; without names, all that belong to the record.
    ///
    /// # Errors
    /// When there is no such part.
    pub fn parts(self, named: &[String]) -> Result<Vec<String>, FetchError> {
        match self {
            // Any file of the data set can be named.
            Self::Voeten if named.is_empty() => Ok(vec![dataverse::VOTES.to_owned()]),
            Self::Voeten => {
                let is_first = |at: &usize| !named[..*at].contains(&named[*at]);
                Ok((0..named.len()).filter(is_first).map(|at| named[at].clone()).collect())
            }
            Self::Library => {
                let parts = library::ITEMS.map(|item| item.part.to_owned());
                if let Some(part) = named.iter().find(|part| !parts.contains(part)) {
                    let (key, parts) = (self.key(), parts.join(", "));
                    return Err(FetchError::new(Fault::Usage, format!("{key} has no part '{part}'; it has {parts}")));
                }
                Ok(parts.into_iter().filter(|part| named.is_empty() || named.contains(part)).collect())
            }
        }
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
    let home = request.mirror.as_deref().unwrap_or(Catalogue::ALL[request.catalogue as usize].2).trim_end_matches('/');
    let mut client = Client::new(request.limits, watch);
    let wanted: Vec<Wanted> = match request.catalogue {
        Catalogue::Voeten => {
            let list = client.text(&dataverse::list(home), &dataverse::page())?;
            parts.iter().map(|part| dataverse::pick(&list, part, home)).collect::<Result<_, _>>()?
        }
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
    let name = library::last_of(url.split_once("://").map_or("", |(_, rest)| rest));
    let (part, asked, page) = (name.to_owned(), url.to_owned(), library::page_of(url));
    let wanted = Wanted { name: part.clone(), part, url: asked.clone(), asked, page, ..Wanted::default() };
    download(&mut Client::new(limits, watch), &wanted, folder)
}
