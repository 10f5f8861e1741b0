//! Fetches data over the network: asks whether the terms are accepted, then brings files from a catalogue into a folder.

use std::path::{Path, PathBuf};
use std::{env, time::Duration};

use anyhow::Context as _;
use clap::Args;

use super::agreeing::{accepted, agree, can_ask, says_yes, terms};
use super::browser::{self, Came, Waiting};
use super::progress::watched;
use super::shelf::shelf;
use super::shelved;
use crate::cli::{Call, error::Error};
use crate::fetch::{self, Catalogue, Fetched, Folder, Limits, Request};
use crate::render::tell;
use crate::report::store::{Downloaded, New, Shelved, brought, downloaded as report, steps};
use crate::source::{Options, without_secrets};
use crate::store::{Added, Editions, OpenStore};

/// How long to wait for a browser's downloads where nothing else is said.
const PATIENCE: Duration = Duration::from_secs(1800);

/// Fetch data over the network; no other command uses it, unless it is given an address. docs/fetching.md lists all requests.
///
/// Without a name it leads through the whole record, step by step. `undl` is the UN Digital Library, whose terms let browsers
/// download, and programs only with its approval: it names the pages, or opens them with --open, waits for the files in
/// the browser's folder and adds them to the store. Its parts are `ga` (votes in the General Assembly), `resolutions` (of the
/// Assembly, also without a vote), `sc` (votes in the Security Council) and `names` (of member states). `voeten` is Erik
/// Voeten's roll calls in the Harvard Dataverse, to September 2023, failed proposals and amendments too; `vetoes` the
/// list of vetoes that the UN keeps; `council` Sciences Po's votes in the Security Council, also on what was not adopted.
/// Of `voeten` and `council` a file of the data set can be named instead. Terms of use are shown before the first
/// download. Proxies are taken from the environment (`ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`).
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote data fetch\n  unvote data fetch undl --open\n  unvote data fetch vetoes --add\n  unvote data fetch voeten --into downloads --accept-terms"
)]
#[allow(clippy::struct_excessive_bools)] // one for each flag
pub(super) struct Arguments {
    /// What to fetch from: `undl`, `voeten`, `vetoes`, `council`, or the address of a file, https://...
    #[arg(value_name = "FROM", value_parser = from)]
    from: Option<String>,
    /// Which parts of it; all by default.
    #[arg(value_name = "WHAT")]
    parts: Vec<String>,
    /// Put the files into this folder, not into the store's.
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Add what came to the store, as `data add` does.
    ///
    /// What a browser downloads is added anyway.
    #[arg(long)]
    add: bool,
    /// Replace files in --into, or newer editions in the store.
    #[arg(long)]
    replace: bool,
    /// Accept the terms of use, and answer all with yes.
    #[arg(long, visible_alias = "yes", visible_short_alias = 'y')]
    accept_terms: bool,
    /// Open the library's pages in the browser.
    #[arg(long)]
    open: bool,
    /// The folder into which the browser downloads.
    ///
    /// By default that of the desktop (`XDG_DOWNLOAD_DIR`), or `Downloads` at home.
    #[arg(long, value_name = "DIR")]
    downloads: Option<PathBuf>,
    /// Wait this long for the browser; half an hour by default.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    wait: Option<Duration>,
    /// State that the library has approved your downloads.
    ///
    /// The terms of use of the UN Digital Library permit automated downloads with its approval only; with this flag you state
    /// that you have it.
    #[arg(long, conflicts_with_all = ["open", "downloads", "wait"])]
    approved_by_library: bool,
    /// Ask this mirror instead of the site itself.
    ///
    /// It has the same paths. Without it the one that `UNVOTE_MIRROR` names is asked.
    #[arg(long, value_name = "URL", visible_alias = "base-url")]
    mirror: Option<String>,
    /// Give up when nothing arrives for this long.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
    /// Refuse files of more than this many megabytes.
    #[arg(long, value_name = "MB", default_value_t = 2000, hide_short_help = true)]
    max_size: u32,
    /// Retry this many times when the server is busy or the transfer is cut off.
    #[arg(long, value_name = "TIMES", default_value_t = 3, hide_short_help = true)]
    retries: u32,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    if let Some(mirror) = arguments.asked_mirror().filter(|mirror| !fetch::is_url(mirror)) {
        return Err(Error::usage(format!("'{mirror}' is not the address of a mirror: expected http:// or https://")));
    }
    let Some(from) = &arguments.from else { return all(call, arguments) };
    match catalogue(from) {
        Some(Catalogue::Library) if !arguments.approved_by_library => library(call, arguments),
        Some(catalogue) => {
            arguments.refuse_waiting()?;
            let fetched = of_catalogue(call, arguments, catalogue)?;
            let mirror = arguments.asked_mirror().as_deref().map(without_secrets);
            arguments.finish(call, &fetched, (catalogue.name(), &catalogue.terms(), mirror.as_deref()))
        }
        None => from_url(call, arguments, from),
    }
}

/// Leads through the whole record: at a terminal step by step, elsewhere by the commands.
fn all(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    if !can_ask() {
        return call.output.write(steps());
    }
    Error::usage_if(
        arguments.into.is_some(),
        "--into is for a source that is named: `unvote data fetch voeten --into DIR`",
    )?;
    tell("The whole record in four steps; each can be left out, and what is there stays.\n\n1. The UN Digital Library");
    let mut came = if says_yes("Take its files with your browser? [Y/n]")? {
        let waiting = arguments.waiting(call, fetch::VOTES.map(ToOwned::to_owned).to_vec())?;
        browser::wait(&waiting)?
    } else {
        Came::default()
    };
    for (number, catalogue, question) in [
        (2, Catalogue::Vetoes, "Fetch it, 71 kB? [Y/n]"),
        (3, Catalogue::Council, "Fetch them? [Y/n]"),
        (4, Catalogue::Voeten, "Fetch them, 393 MB? Failed proposals and amendments are only there. [y/N]"),
    ] {
        tell(&format!("\n{number}. {}", catalogue.name()));
        if !says_yes(question)? {
            continue;
        }
        // What one site refuses keeps nobody from the others.
        let added = of_catalogue(call, arguments, catalogue).and_then(|fetched| add(call, arguments, &fetched));
        match added {
            Ok(added) => came.added.extend(added),
            Err(why) => tell(&format!("note: {why}")),
        }
    }
    report_of(call, &came.added, &[])
}

/// Takes the library's files from a browser's folder.
fn library(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let parts = match arguments.parts.as_slice() {
        [] => fetch::VOTES.map(ToOwned::to_owned).to_vec(),
        named => Catalogue::Library.parts(named)?,
    };
    let is_asked = arguments.open || arguments.downloads.is_some() || arguments.wait.is_some();
    let text = "--into and --mirror are for downloads by this program: with a browser, --downloads names its folder";
    Error::usage_if(is_asked && (arguments.into.is_some() || arguments.mirror.is_some()), text)?;
    if !is_asked && !can_ask() {
        return Err(by_browser(&arguments.parts));
    }
    let waiting = arguments.waiting(call, parts)?;
    let came = browser::wait(&waiting)?;
    let missing = waiting.missing(&came);
    if came.is_nothing() {
        let (folder, wait) = (waiting.downloads.display(), waiting.wait.as_secs_f64());
        let text = format!("nothing of {} came into {folder} in {wait} s", missing.join(", "));
        let hints =
            ["--downloads names another folder, --wait SECONDS waits longer", "a file elsewhere: unvote data add FILE"];
        return Err(Error::nothing(text).hints(hints.map(ToOwned::to_owned)));
    }
    report_of(call, &came.added, &missing)
}

/// The report of what was added, and of what the store then has.
fn report_of(call: &Call, added: &[Added], missing: &[&str]) -> Result<(), Error> {
    let Some(store) = OpenStore::open(&call.input.store_folder()?)? else {
        let text = "nothing was added, and there is no store yet\n  the files of the UN Digital Library: unvote data fetch undl --open";
        return Err(Error::nothing(text));
    };
    let news: Vec<New> =
        added.iter().map(|one| New { source: shelved(&one.source), replaced: Vec::new(), told: Vec::new() }).collect();
    let held: Vec<Shelved> = store.sources().iter().map(shelved).collect();
    call.output.write(brought(&news, &held, store.load()?.record.len(), missing))
}

/// Adds what was fetched to the store.
fn add(call: &Call, arguments: &Arguments, fetched: &[Fetched]) -> Result<Vec<Added>, Error> {
    let folder = call.input.store_folder()?;
    let paths: Vec<&PathBuf> = fetched.iter().filter(|file| file.is_read).map(|file| &file.path).collect();
    let (added, merged) = shelf(call, &folder).add(&paths, &Options::default(), arguments.editions())?;
    call.warn(&merged);
    Ok(added)
}

/// Fetches from a catalogue, after its terms were accepted, and keeps these beside the files.
fn of_catalogue(call: &Call, arguments: &Arguments, catalogue: Catalogue) -> Result<Vec<Fetched>, Error> {
    let parts = catalogue.parts(&arguments.parts)?;
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
    Ok(fetched)
}

fn from_url(call: &Call, arguments: &Arguments, from: &str) -> Result<(), Error> {
    if let Some(part) = arguments.parts.first() {
        return Err(Error::usage(format!("'{part}' is not needed: a file at an address has no parts")));
    }
    arguments.refuse_waiting()?;
    if fetch::is_of_the_library(from) && !arguments.approved_by_library {
        return Err(by_browser(&[]));
    }
    let of_url = || Ok(Folder::of_url(&call.input.downloads()?, from));
    let folder = arguments.folder().map_or_else(of_url, Ok::<_, Error>)?;
    let fetched = watched(call, |watch| fetch::url(from, &folder, arguments.limits(), watch))?;
    call.refuse_to_overwrite(&[&fetched.path])?;
    arguments.finish(call, &[fetched], ("a file from an address", &[], None))
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
    let ways = [
        format!("or have it wait for your browser's downloads: unvote {with_approval} --wait 600"),
        format!("with that approval: unvote {with_approval} --approved-by-library"),
    ];
    Error::usage(text).hints(hints.into_iter().chain(pages).chain(ways))
}

impl Arguments {
    /// The mirror that is to be asked; a variable that is empty counts as unset.
    fn asked_mirror(&self) -> Option<String> {
        let named = || env::var("UNVOTE_MIRROR").ok().filter(|mirror| !mirror.is_empty());
        self.mirror.clone().or_else(named)
    }

    /// How the files of a browser are waited for.
    fn waiting<'c>(&self, call: &'c Call, parts: Vec<String>) -> Result<Waiting<'c>, Error> {
        let downloads = self.downloads.clone().map_or_else(browser::downloads, Ok)?;
        let (wait, open, accept) = (self.wait.unwrap_or(PATIENCE), self.open, self.accept_terms);
        Ok(Waiting { call, parts, downloads, wait, open, accept, editions: self.editions() })
    }

    fn editions(&self) -> Editions {
        if self.replace { Editions::Replace } else { Editions::Newer }
    }

    /// Refuses what is said of a browser where none downloads, and --replace where there is nothing to replace.
    fn refuse_waiting(&self) -> Result<(), Error> {
        let waits = [("open", self.open), ("downloads", self.downloads.is_some()), ("wait", self.wait.is_some())];
        if let Some((flag, _)) = waits.into_iter().find(|(_, is_typed)| *is_typed) {
            return Err(Error::usage(format!(
                "--{flag} is for what a browser downloads: `unvote data fetch undl --{flag}`"
            )));
        }
        let text = "--replace says what of --into or of the store may be replaced: add --into DIR, or --add";
        Error::usage_if(self.replace && self.into.is_none() && !self.add, text)
    }

    /// Adds what was fetched to the store, if that is asked for, and reports it.
    fn finish(
        &self, call: &Call, fetched: &[Fetched], (name, terms, mirror): (&str, &[&str], Option<&str>),
    ) -> Result<(), Error> {
        if self.add {
            let added = add(call, self, fetched)?;
            return report_of(call, &added, &[]);
        }
        let files: Vec<Downloaded> = fetched.iter().map(downloaded).collect();
        call.output.write(report(name, &files, terms, mirror))
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
