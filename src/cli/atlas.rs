//! A site of the record: a page for each roll call, member, year, topic and question, and a search.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context as _;
use clap::Args;

use super::selecting::selected;
use super::{Call, error::Error, options::SelectionOptions};
use crate::record::parallel::share_out;
use crate::render::{SiteFiles, show, tell};
use crate::report::atlas::{Atlas, FOLDERS, Page};
use crate::report::words;

/// A site of the record: a page for each vote, member, year, topic.
///
/// Written into the folder of -o, to be opened from the disk or put on any server: nothing is loaded from elsewhere, the links
/// are relative, and the search works without a server. Beside each page stand its data as CSV.
///
/// Conditions such as --year or --topic choose the roll calls. Written again, only what has changed is; pages of roll calls
/// that are no longer there stay.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Pages after which the line of progress is written anew.
const STEP: usize = 100;

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let folder = folder(call)?;
    let loaded = call.load()?;
    let ids = selected(&loaded, &arguments.selection)?;
    let atlas = Atlas::new(&loaded.record, ids);
    let pages = atlas.pages();
    let files = SiteFiles::new(folder);
    let cannot = || format!("cannot write into {}", folder.display());
    let shared = files.prepare(&FOLDERS).with_context(cannot)?;
    let (done, shows) = (AtomicUsize::new(0), !call.output.quiet && io::stderr().is_terminal());
    let write = |(): &mut (), page: &Page| {
        let count = done.fetch_add(1, Ordering::Relaxed);
        if shows && count.is_multiple_of(STEP) {
            show(&format!("writing page {count} of {}", pages.len()));
        }
        files.write(&atlas, *page)
    };
    let written = share_out(&pages, write);
    if shows {
        show("");
    }
    let mut changed = shared;
    for one in written {
        changed += one.with_context(cannot)?;
    }
    tell(&told(folder, atlas.counts(), changed));
    Ok(())
}

/// The folder that -o names.
fn folder(call: &Call) -> Result<&Path, Error> {
    let mut named = call.output.files();
    let (Some(folder), None) = (named.next(), named.next()) else {
        return Err(Error::usage("atlas writes a folder of pages: name one with -o FOLDER"));
    };
    let text = format!("-o {}: it is a file, and atlas writes a folder: name another", folder.display());
    Error::usage_if(folder.exists() && !folder.is_dir(), text)?;
    Ok(folder)
}

/// What was written, and how to open it.
fn told(folder: &Path, [votes, members, years, topics, questions]: [usize; 5], changed: usize) -> String {
    let parts = [
        words::roll_calls(votes),
        words::count(members, "member"),
        words::count(years, "year"),
        words::count(topics, "topic"),
        words::count(questions, "question"),
    ];
    let files = match changed {
        0 => "nothing had changed".to_owned(),
        changed => format!("{} written", words::count(changed, "file")),
    };
    format!("{}: {files}\n  open {}\n", words::and(&parts), folder.join("index.html").display())
}
