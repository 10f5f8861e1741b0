//! Takes the library's files from where a browser puts them, as its terms of use ask: names or opens the pages, waits for the
//! files, knows them by what is in them, and adds them to the store.

use crate::members::order::InOrder as _;
use std::env;
use std::fs::{self, File};
use std::io::{self, IsTerminal as _, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::agreeing::{can_ask, says_yes};
use super::shelf::shelf;
use crate::cli::{Call, error::Error};
use crate::fetch::{self, Arrivals, Look};
use crate::render::{show, tell};
use crate::report::words::{self, and, quoted};
use crate::source::Options;
use crate::store::{Added, Editions, OpenStore, Stored, held};

/// How often the folder is looked at.
const EVERY: Duration = Duration::from_millis(250);

/// What is waited for, and how.
pub(super) struct Waiting<'c> {
    pub(super) call: &'c Call,
    /// The parts that are to come.
    pub(super) parts: Vec<String>,
    /// The browser's folder.
    pub(super) downloads: PathBuf,
    pub(super) wait: Duration,
    /// Whether to open the pages.
    pub(super) open: bool,
    /// Whether every question is answered with yes.
    pub(super) accept: bool,
    pub(super) editions: Editions,
}

/// What came of waiting.
#[derive(Default)]
pub(super) struct Came {
    /// What was added.
    pub(super) added: Vec<Added>,
    /// The parts that the store had already, in this edition.
    had: Vec<&'static str>,
    /// The parts that came, added or not.
    parts: Vec<&'static str>,
}

/// Waits for the files, and adds them as they come.
pub(super) fn wait(waiting: &Waiting<'_>) -> Result<Came, Error> {
    let Waiting { call, parts, downloads, .. } = waiting;
    let mut arrivals = Arrivals::at(downloads)?;
    let says = |text: &str| {
        if !call.output.quiet {
            tell(text);
        }
    };
    let pages = fetch::pages(parts);
    says(&format!(
        "The UN Digital Library's terms of use: \"{}\".\nSo your browser downloads: on each of these pages the newest .csv.\n  {}",
        fetch::LIBRARY_ASKS,
        pages.join("\n  ")
    ));
    let mut came = Came::default();
    for path in arrivals.before() {
        waiting.offer(&path, &mut came)?;
    }
    if !waiting.is_done(&came) && (waiting.open || can_ask() && says_yes("Open them in the browser? [Y/n]")?) {
        for page in &pages {
            open(page);
        }
    }
    let (began, whole) = (Instant::now(), waiting.wait.as_secs());
    if !waiting.is_done(&came) {
        let missing = and(&waiting.missing(&came));
        says(&format!("Waiting up to {whole} s for {missing} in {}; Ctrl-C ends it.", downloads.display()));
    }
    while !waiting.is_done(&came) && began.elapsed() < waiting.wait {
        let look = arrivals.look()?;
        let mut there: Vec<_> = look.whole.iter().filter_map(|path| waiting.recognised(path, true)).collect();
        // Of two editions that come at once the newer one is added, and the other is then an older one.
        there.in_order_of(|(_, held)| {
            std::cmp::Reverse(held.iter().filter_map(Stored::span).map(|[_, last]| last).max())
        });
        there.iter().try_for_each(|(path, held)| waiting.take(path, held, &mut came))?;
        waiting.show(&look, &came, waiting.wait.saturating_sub(began.elapsed()));
        std::thread::sleep(EVERY);
    }
    if io::stderr().is_terminal() && !call.output.quiet {
        show("");
    }
    Ok(came)
}

impl Came {
    /// Whether anything came that was looked for.
    pub(super) fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.had.is_empty()
    }
}

impl Waiting<'_> {
    /// The parts that have not come.
    pub(super) fn missing(&self, came: &Came) -> Vec<&str> {
        self.parts.iter().map(String::as_str).filter(|part| !came.parts.contains(part)).collect()
    }

    fn is_done(&self, came: &Came) -> bool {
        self.missing(came).is_empty()
    }

    fn says(&self, text: &str) {
        if !self.call.output.quiet {
            if io::stderr().is_terminal() {
                show("");
            }
            tell(text);
        }
    }

    fn show(&self, look: &Look, came: &Came, left: Duration) {
        if self.call.output.quiet || !io::stderr().is_terminal() {
            return;
        }
        let (missing, left) = (and(&self.missing(came)), left.as_secs());
        let coming =
            look.coming.as_ref().map(|(name, bytes)| format!("{name}: {} so far; ", words::size(*bytes as usize)));
        show(&format!("{}waiting for {missing}, {left} s left", coming.unwrap_or_default()));
    }

    /// What a file of the library holds; `None` for any other, which is told where it has come just now.
    fn recognised<'p>(&self, path: &'p Path, is_new: bool) -> Option<(&'p Path, Vec<Stored>)> {
        let formats = crate::source::formats(path).unwrap_or_default();
        let are_ours = formats.iter().any(|format| fetch::part_of(format).is_some());
        if !are_ours && is_new {
            let file = quoted(&path.display().to_string());
            let (what, next) = match formats.first() {
                Some(format) => (format!("is of another kind ({format})"), format!(": unvote data add {file}")),
                None => ("is no table of the library".to_owned(), String::new()),
            };
            self.says(&format!("note: {} {what}{next}", path.display()));
        }
        if !are_ours {
            return None;
        }
        match held(&[path], &Options::default()) {
            Ok(held) => Some((path, held)),
            Err(why) => {
                self.says(&format!("note: {} is passed over: {why}", path.display()));
                None
            }
        }
    }

    /// Offers a file that was there before, if it is newer than what the store has.
    fn offer(&self, path: &Path, came: &mut Came) -> Result<(), Error> {
        let Some((path, held)) = self.recognised(path, false) else { return Ok(()) };
        let before = self.stored()?;
        let is_wanted = |one: &Stored| {
            fetch::part_of(&one.format).is_some_and(|part| self.parts.iter().any(|wanted| wanted == part))
        };
        let wanted = held.iter().filter(|one| is_wanted(one)).map(|one| against(one, &before));
        let wanted: Vec<Against> = wanted.collect();
        if !wanted.contains(&Against::New) {
            if wanted.contains(&Against::Same) {
                self.says(&format!("{} was there before: the edition that the store has", path.display()));
            }
            return Ok(());
        }
        let (name, what) = (path.display(), held.iter().map(described).collect::<Vec<_>>());
        self.says(&format!("{name} was there before: {}", and(&what)));
        if self.accept || can_ask() && says_yes("Add it to the store? [Y/n]")? {
            return self.take(path, &held, came);
        }
        let file = quoted(&path.display().to_string());
        self.says(&format!("  to add it: unvote data add {file}"));
        Ok(())
    }

    fn stored(&self) -> Result<Vec<Stored>, Error> {
        let store = OpenStore::open(&self.call.input.store_folder()?)?;
        Ok(store.map(|store| store.sources().to_vec()).unwrap_or_default())
    }

    /// Adds a file to the store, unless the store has what it holds, or something newer.
    fn take(&self, path: &Path, held: &[Stored], came: &mut Came) -> Result<(), Error> {
        let (before, name) = (self.stored()?, path.display());
        let parts: Vec<&'static str> = held.iter().filter_map(|one| fetch::part_of(&one.format)).collect();
        let all: Vec<Against> = held.iter().map(|one| against(one, &before)).collect();
        if all.iter().all(|one| *one == Against::Same) {
            self.says(&format!("note: {name} is the edition that the store has"));
            came.had.extend(&parts);
            came.parts.extend(parts);
            return Ok(());
        }
        if let Some(Against::Older(last)) = all.iter().find(|one| matches!(one, Against::Older(_)))
            && self.editions != Editions::Replace
        {
            let what = held.iter().map(described).collect::<Vec<_>>();
            let (what, last) = (and(&what), words::day(*last));
            self.says(&format!(
                "note: {name} is an older edition, {what}, where the store goes to {last}; --replace takes it"
            ));
            return Ok(());
        }
        if !ends_a_line(path) {
            let file = quoted(&path.display().to_string());
            self.says(&format!(
                "note: {name} ends within a line, as if it were cut; if it is whole: unvote data add {file}"
            ));
            return Ok(());
        }
        let folder = self.call.input.store_folder()?;
        match shelf(self.call, &folder).add(&[path], &Options::default(), self.editions) {
            Ok((added, loaded)) => {
                self.call.warn(&loaded);
                for one in &added {
                    self.says(&format!("added {}: {}", one.source.name, described(&one.source)));
                }
                came.added.extend(added);
                came.parts.extend(parts);
            }
            Err(why) if why.is_of_writing() => return Err(why.into()),
            Err(why) => self.says(&format!("note: {name} was not added: {why}")),
        }
        Ok(())
    }
}

/// How a table stands to what a store has of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Against {
    New,
    Same,
    /// Older than what goes to this day.
    Older(crate::record::Date),
}

fn against(one: &Stored, stored: &[Stored]) -> Against {
    let of_its_kind = || stored.iter().filter(|other| other.format == one.format);
    let counts = |one: &Stored| (one.span(), one.roll_calls, one.votes);
    if of_its_kind().any(|other| counts(other) == counts(one)) {
        return Against::Same;
    }
    let last = |one: &Stored| one.span().map(|[_, last]| last);
    match of_its_kind().filter_map(last).max() {
        Some(newest) if last(one).is_some_and(|last| last < newest) => Against::Older(newest),
        _ => Against::New,
    }
}

/// What a source holds, in words.
fn described(one: &Stored) -> String {
    let to = one.span().map_or_else(String::new, |[_, last]| format!(" to {}", words::day(last)));
    let part = fetch::part_of(&one.format).unwrap_or(&one.format);
    match one.roll_calls {
        0 => part.to_owned(),
        count => format!("{part}{to}, {}", words::roll_calls(count as usize)),
    }
}

/// Whether a table ends as a whole one does; what an archive holds is checked when it is unpacked.
fn ends_a_line(path: &Path) -> bool {
    let is_table =
        path.extension().is_none_or(|ending| !["zip", "gz"].iter().any(|packed| ending.eq_ignore_ascii_case(packed)));
    let last = || -> io::Result<u8> {
        let (mut file, mut last) = (File::open(path)?, [0]);
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        Ok(last[0])
    };
    !is_table || last().is_ok_and(|last| last == b'\n')
}

/// Opens a page in the browser.
fn open(page: &str) {
    let program: &[&str] = match () {
        () if cfg!(target_os = "macos") => &["open"],
        () if cfg!(windows) => &["cmd", "/C", "start", ""],
        () => &["xdg-open"],
    };
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(cause) = command.spawn() {
        tell(&format!("note: {} cannot be started ({cause}); open {page} yourself", program[0]));
    }
}

/// The folder into which the browser downloads: that of the desktop, else `Downloads` at home.
pub(super) fn downloads() -> Result<PathBuf, Error> {
    let home = etcetera::home_dir().map_err(|cause| {
        Error::usage(format!("where does the browser put its downloads? Name the folder by --downloads: {cause}"))
    })?;
    let named = |name: &str| env::var_os(name).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let config = named("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let dirs = fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
    let told = dirs.lines().find_map(|line| line.trim().strip_prefix("XDG_DOWNLOAD_DIR="));
    let told = told.map(|told| told.trim_matches('"')).map(|told| match told.strip_prefix("$HOME/") {
        Some(below) => home.join(below),
        None => PathBuf::from(told),
    });
    Ok(named("XDG_DOWNLOAD_DIR").or(told).unwrap_or_else(|| home.join("Downloads")))
}
