//! Fetches data over the network: asks whether the terms are accepted, then brings files from a catalogue into a folder.

use std::io::{self, BufRead as _, IsTerminal};
use std::path::{Path, PathBuf};
use std::{env, fs, time::Duration};

use anyhow::Context as _;
use clap::Args;

use super::progress::watched;
use crate::cli::{Call, error::Error};
use crate::fetch::{self, Catalogue, Fetched, Folder, Limits, Request};
use crate::render::{ask, tell};
use crate::report::store::{Downloaded, downloaded as report};
use crate::source::without_secrets;

/// Fetch data over the network; no other command uses it, unless it is given an address. docs/fetching.md lists all requests.
///
/// `undl` is the UN Digital Library, with the parts `ga` (votes in the General Assembly), `resolutions` (of the
/// Assembly, also without a vote), `sc` (votes in the Security Council) and `names` (of member states). `voeten` is Erik
/// Voeten's roll calls in the Harvard Dataverse, to September 2023, failed proposals and amendments too; `vetoes` the
/// list of vetoes that the UN keeps; `council` Sciences Po's votes in the Security Council, also on what was not adopted.
/// Of `voeten` and `council` a file of the data set can be named instead. Terms of use are shown before the first
/// download. Proxies are taken from the environment (`ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`).
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote data fetch voeten --into downloads --accept-terms\n  unvote data fetch vetoes\n  unvote data fetch undl ga sc --approved-by-library --mirror https://mirror.example.org/undl"
)]
pub(super) struct Arguments {
    /// What to fetch from: `undl`, `voeten`, `vetoes`, `council`, or the address of a file, https://...
    #[arg(value_name = "FROM", value_parser = from)]
    from: String,
    /// Which parts of it; all by default.
    #[arg(value_name = "WHAT")]
    parts: Vec<String>,
    /// Put the files into this folder instead of the one for downloads in the store.
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Replace files of the same names that are in that folder.
    #[arg(long, requires = "into")]
    replace: bool,
    /// Accept the terms of use without being asked.
    #[arg(long, visible_alias = "yes", visible_short_alias = 'y')]
    accept_terms: bool,
    /// State that the UN Digital Library has approved your automated downloads, which its terms of use ask for.
    #[arg(long)]
    approved_by_library: bool,
    /// Ask this mirror, which has the same paths, instead of the one that `UNVOTE_MIRROR` names, or else of the site itself.
    #[arg(long, value_name = "URL", visible_alias = "base-url")]
    mirror: Option<String>,
    /// Give up when nothing arrives for this long.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
    /// Refuse files of more than this many megabytes.
    #[arg(long, value_name = "MB", default_value_t = 2000)]
    max_size: u32,
    /// Retry this many times when the server is busy or the transfer is cut off.
    #[arg(long, value_name = "TIMES", default_value_t = 3)]
    retries: u32,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    if let Some(mirror) = arguments.asked_mirror().filter(|mirror| !fetch::is_url(mirror)) {
        return Err(Error::usage(format!("'{mirror}' is not the address of a mirror: expected http:// or https://")));
    }
    match catalogue(&arguments.from) {
        Some(catalogue) => from_catalogue(call, arguments, catalogue),
        None => from_url(call, arguments),
    }
}

fn from_catalogue(call: &Call, arguments: &Arguments, catalogue: Catalogue) -> Result<(), Error> {
    let parts = catalogue.parts(&arguments.parts)?;
    if catalogue == Catalogue::Library && !arguments.approved_by_library {
        return Err(by_browser(&parts));
    }
    let downloads = || Ok(Folder { path: call.input.downloads()?, replace: true });
    let folder = arguments.folder().map_or_else(downloads, Ok::<_, Error>)?;
    let request = Request { catalogue, parts, folder, mirror: arguments.asked_mirror(), limits: arguments.limits() };
    agree(&request, arguments.accept_terms)?;
    let fetched = watched(call, |watch| fetch::fetch(&request, watch))?;
    let noted = accepted(&request.folder.path, catalogue);
    let is_ours = |text: &str| text.starts_with("Terms of use of ");
    fetch::write_own(&noted, &terms(catalogue), is_ours)
        .with_context(|| format!("cannot write {}", noted.display()))?;
    call.refuse_to_overwrite(&fetched.iter().map(|file| &file.path).collect::<Vec<_>>())?;
    let files: Vec<Downloaded> = fetched.iter().map(downloaded).collect();
    call.output.write(report(
        catalogue.name(),
        &files,
        &catalogue.terms(),
        request.mirror.as_deref().map(without_secrets).as_deref(),
    ))
}

fn from_url(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    if let Some(part) = arguments.parts.first() {
        return Err(Error::usage(format!("'{part}' is not needed: a file at an address has no parts")));
    }
    if fetch::is_of_the_library(&arguments.from) && !arguments.approved_by_library {
        return Err(by_browser(&[]));
    }
    let of_url = || Ok(Folder::of_url(&call.input.downloads()?, &arguments.from));
    let folder = arguments.folder().map_or_else(of_url, Ok::<_, Error>)?;
    let fetched = watched(call, |watch| fetch::url(&arguments.from, &folder, arguments.limits(), watch))?;
    call.refuse_to_overwrite(&[&fetched.path])?;
    call.output.write(report("a file from an address", &[downloaded(&fetched)], &[], None))
}

/// The path of a file at hand; what an address names is fetched first.
pub(super) fn at_hand(call: &Call, path: &Path) -> Result<PathBuf, Error> {
    let Some(url) = path.to_str().filter(|text| fetch::is_url(text)) else { return Ok(path.to_path_buf()) };
    if fetch::is_of_the_library(url) {
        return Err(by_browser(&[]));
    }
    let folder = Folder::of_url(&call.input.downloads()?, url);
    Ok(watched(call, |watch| fetch::url(url, &folder, Limits::default(), watch))?.path)
}

/// The error for what the library lets nobody download by a program without its approval, with both ways.
fn by_browser(parts: &[String]) -> Error {
    let pages = fetch::pages(parts).into_iter().map(|page| format!("    {page}"));
    let with_approval = ["data", "fetch", "undl"].into_iter().chain(parts.iter().map(String::as_str));
    let with_approval = with_approval.collect::<Vec<_>>().join(" ");
    let text = format!("the UN Digital Library's files are not downloaded by a program: \"{}\"", fetch::LIBRARY_ASKS);
    let hints =
        ["in a browser: open the record, download its newest .csv, and add it: unvote data add FILE".to_owned()];
    let approved = format!("with that approval: unvote {with_approval} --approved-by-library");
    Error::usage(text).hints(hints.into_iter().chain(pages).chain([approved]))
}

impl Arguments {
    /// The mirror that is to be asked; a variable that is empty counts as unset.
    fn asked_mirror(&self) -> Option<String> {
        let named = || env::var("UNVOTE_MIRROR").ok().filter(|mirror| !mirror.is_empty());
        self.mirror.clone().or_else(named)
    }

    /// The folder that `--into` names.
    fn folder(&self) -> Option<Folder> {
        self.into.clone().map(|path| Folder { path, replace: self.replace })
    }

    fn limits(&self) -> Limits {
        let size = u64::from(self.max_size) * 1_000_000;
        Limits { silence: self.timeout, size, retries: self.retries, ..Limits::default() }
    }
}

/// The file that records that the terms were accepted, next to the fetched files.
fn accepted(folder: &Path, catalogue: Catalogue) -> PathBuf {
    folder.join(format!("terms-{}.txt", catalogue.key()))
}

/// The terms of use in words.
fn terms(catalogue: Catalogue) -> String {
    let lines = catalogue.terms().join("\n  ");
    format!("Terms of use of {}, see {}\n  {lines}\n", catalogue.name(), catalogue.page())
}

/// Asks whether the terms are accepted, unless they were before.
fn agree(request: &Request, accept: bool) -> Result<(), Error> {
    let terms = terms(request.catalogue);
    let before = fs::read_to_string(accepted(&request.folder.path, request.catalogue));
    if accept || before.is_ok_and(|before| before == terms) {
        return Ok(());
    }
    tell(terms.trim_end());
    let text = "nothing was fetched: add --accept-terms to accept these terms, since no one can be asked here";
    Error::usage_if(!(io::stdin().is_terminal() && io::stderr().is_terminal()), text)?;
    let parts = request.parts.join(", ");
    ask(&format!("Accept them and fetch {parts} into {}? [y/N]", request.folder.path.display()));
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let is_accepted = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
    Error::usage_if(!is_accepted, "nothing was fetched: the terms were not accepted")
}

/// A fetched file as the report describes it.
fn downloaded(fetched: &Fetched) -> Downloaded {
    Downloaded {
        part: fetched.part.clone(),
        file: fetched.path.display().to_string(),
        bytes: fetched.bytes,
        md5: fetched.md5.clone(),
        checked: fetched.checked,
        arrival: ["fetched", "resumed", "present"][fetched.arrival as usize],
        url: fetched.url.clone(),
        about: fetched.about.clone(),
        is_read: fetched.is_read,
    }
}

/// Finds a catalogue by its key, or by another name of it.
fn catalogue(text: &str) -> Option<Catalogue> {
    const OTHERS: [(&str, Catalogue); 9] = [
        ("library", Catalogue::Library),
        ("un", Catalogue::Library),
        ("harvard", Catalogue::Voeten),
        ("dataverse", Catalogue::Voeten),
        ("unvotes", Catalogue::Voeten),
        ("dppa", Catalogue::Vetoes),
        ("hdx", Catalogue::Vetoes),
        ("sciencespo", Catalogue::Council),
        ("sciences-po", Catalogue::Council),
    ];
    let text = text.to_lowercase();
    let other = || OTHERS.into_iter().find(|(name, _)| *name == text).map(|(_, catalogue)| catalogue);
    Catalogue::ALL.into_iter().find(|catalogue| catalogue.key() == text).or_else(other)
}

/// Checks that the text names a catalogue or is an address.
fn from(text: &str) -> Result<String, String> {
    let is_known = catalogue(text).is_some() || fetch::is_url(text);
    let why = || "expected undl, voeten, vetoes, council or an address, https://...".to_owned();
    is_known.then(|| text.to_owned()).ok_or_else(why)
}

/// Reads a number of seconds.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.01..=86_400.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| format!("'{text}' is not a number of seconds above 0"))
}
