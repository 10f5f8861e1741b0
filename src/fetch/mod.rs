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

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

pub use error::{FetchError, Kept, Page};

use crate::source::{undl, voeten};
use client::Client;
use download::{Wanted, download};

/// Where data comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Catalogue {
    /// Erik Voeten's roll calls, in the Harvard Dataverse.
    Voeten,
    /// The UN Digital Library.
    Library,
}

impl Catalogue {
    /// What the command calls it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Voeten => "voeten",
            Self::Library => "undl",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Voeten => "Erik Voeten's roll-call data in the Harvard Dataverse",
            Self::Library => "the UN Digital Library's voting data",
        }
    }

    /// The page where its terms of use stand.
    #[must_use]
    pub fn page(self) -> String {
        match self {
            Self::Voeten => dataverse::page().url,
            Self::Library => library::ITEMS[0].page().url,
        }
    }

    /// Its terms of use, with the attribution asked for.
    #[must_use]
    pub fn terms(self) -> Vec<&'static str> {
        match self {
            Self::Voeten => vec![voeten::FORMAT.terms],
            Self::Library => vec![undl::ASSEMBLY.terms, undl::COUNCIL.terms],
        }
    }

    fn home(self) -> &'static str {
        match self {
            Self::Voeten => dataverse::HOME,
            Self::Library => library::HOME,
        }
    }

    /// The parts that are meant; without any, all that belong to the record.
    ///
    /// # Errors
    /// When there is no such part.
    pub fn parts(self, named: &[String]) -> Result<Vec<String>, FetchError> {
        match self {
            // Any file of the data set can be named.
            Self::Voeten if named.is_empty() => Ok(vec![dataverse::VOTES.to_owned()]),
            Self::Voeten => Ok(named.to_vec()),
            Self::Library => {
                let parts = library::ITEMS.iter().map(|item| item.part);
                let unknown = named.iter().find(|part| !parts.clone().any(|known| known == part.as_str()));
                if let Some(part) = unknown {
                    let parts = parts.collect::<Vec<_>>().join(", ");
                    return Err(FetchError::Part { catalogue: self.key(), part: part.clone(), parts });
                }
                Ok(parts.filter(|part| named.is_empty() || named.iter().any(|n| n == part)).map(Into::into).collect())
            }
        }
    }
}

/// What is to be fetched, and whereto.
#[derive(Clone, Debug)]
pub struct Request {
    /// From where.
    pub catalogue: Catalogue,
    /// Which parts of it; all when empty.
    pub parts: Vec<String>,
    /// The folder for the files.
    pub folder: PathBuf,
    /// The address of a mirror that is asked instead, `http://127.0.0.1:8080`.
    pub mirror: Option<String>,
    /// How long to wait and how much to take.
    pub limits: Limits,
}

/// How long to wait and how much to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Give up after so long without an answer or a byte.
    pub silence: Duration,
    /// Wait at most so long when a server asks to come back.
    pub patience: Duration,
    /// Bytes that a file may have.
    pub size: u64,
    /// How often to try again when a server is busy or a transfer is cut.
    pub retries: u32,
}

impl Default for Limits {
    fn default() -> Self {
        let (silence, patience) = (Duration::from_secs(60), Duration::from_secs(120));
        Self { silence, patience, size: 2_000_000_000, retries: 3 }
    }
}

impl Limits {
    /// How long to wait for a connection, which comes soon or not at all.
    fn connection(&self) -> Duration {
        self.silence.min(Duration::from_secs(20))
    }
}

/// How a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// All of it.
    Whole,
    /// The rest of it: an earlier run had brought the beginning.
    Resumed,
    /// It was there already.
    Present,
}

/// A file that is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Which part of its catalogue it is; the file's name where it comes from none.
    pub part: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its address at the source, also where a mirror was asked.
    pub url: String,
    /// Its size.
    pub bytes: u64,
    /// Its MD5.
    pub md5: String,
    /// Whether the catalogue lists this MD5.
    pub checked: bool,
    /// How it came.
    pub arrival: Arrival,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'e> {
    /// A file begins to come.
    Begins {
        /// Its name.
        name: &'e str,
        /// Its size, where it is known.
        size: Option<u64>,
        /// Bytes that are there already.
        from: u64,
    },
    /// More of it came.
    Came {
        /// Bytes that are there.
        bytes: u64,
    },
    /// A transfer is over.
    Ends,
    /// A file is there.
    Done {
        /// Its name.
        name: &'e str,
    },
    /// A transfer was cut and goes on.
    GoesOn {
        /// Which file.
        name: &'e str,
        /// Bytes that are there.
        from: u64,
    },
    /// The server is busy and asks to come back.
    Waits {
        /// What was asked.
        url: &'e str,
        /// The status.
        status: u16,
        /// How long one waits.
        wait: Duration,
    },
}

/// Who is told what happens.
pub type Watch<'w> = dyn FnMut(Event<'_>) + 'w;

/// Fetches the newest edition of parts of a catalogue. Files that are there and are what the catalogue lists stay.
///
/// # Errors
/// See [`FetchError`]. Files that were complete before stay; of the one that failed nothing stays but a beginning from
/// which the same request can go on.
pub fn fetch(request: &Request, watch: &mut Watch<'_>) -> Result<Vec<Fetched>, FetchError> {
    let parts = request.catalogue.parts(&request.parts)?;
    let home = request.mirror.as_deref().unwrap_or(request.catalogue.home()).trim_end_matches('/');
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
    wanted.iter().map(|wanted| download(&mut client, wanted, &request.folder)).collect()
}

/// Whether a text is an address that [`url`] fetches.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|first| first.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// Fetches one file from an address.
///
/// # Errors
/// As [`fetch`].
pub fn url(url: &str, folder: &Path, limits: Limits, watch: &mut Watch<'_>) -> Result<Fetched, FetchError> {
    if !is_url(url) {
        let cause = "it does not begin so".to_owned();
        return Err(FetchError::Address { url: url.to_owned(), cause });
    }
    let name = library::last_of(url.split_once("://").map_or("", |(_, rest)| rest));
    let wanted = Wanted {
        part: name.to_owned(),
        asked: url.to_owned(),
        url: url.to_owned(),
        name: name.to_owned(),
        size: None,
        md5: None,
        edition: false,
        page: library::page_of(url),
    };
    download(&mut Client::new(limits, watch), &wanted, folder)
}
