//! Asks at a terminal: whether terms of use are accepted, and other questions with yes or no.

use std::fs;
use std::io::{self, BufRead as _, IsTerminal};
use std::path::{Path, PathBuf};

use crate::cli::error::Error;
use crate::fetch::{Catalogue, Request};
use crate::render::{ask, tell};

/// Whether somebody is there who can be asked.
pub(super) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a question that ends in [Y/n] or [y/N], and returns the answer: where nothing is typed, the one in capitals.
pub(super) fn says_yes(question: &str) -> Result<bool, Error> {
    ask(question);
    let mut answer = String::new();
    let has_ended = io::stdin().lock().read_line(&mut answer)? == 0;
    Ok(match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => true,
        "" => !has_ended && question.ends_with("[Y/n]"),
        _ => false,
    })
}

/// The file that records that the terms were accepted, next to the fetched files.
pub(super) fn accepted(folder: &Path, catalogue: Catalogue) -> PathBuf {
    folder.join(format!("terms-{}.txt", catalogue.key()))
}

/// The terms of use in words.
pub(super) fn terms(catalogue: Catalogue) -> String {
    let lines = catalogue.terms().join("\n  ");
    format!("Terms of use of {}, see {}\n  {lines}\n", catalogue.name(), catalogue.page())
}

/// Asks whether the terms are accepted, unless they were before.
pub(super) fn agree(request: &Request, accept: bool) -> Result<(), Error> {
    let terms = terms(request.catalogue);
    let before = fs::read_to_string(accepted(&request.folder.path, request.catalogue));
    if accept || before.is_ok_and(|before| before == terms) {
        return Ok(());
    }
    tell(terms.trim_end());
    let text = "nothing was fetched: add --accept-terms to accept these terms, since no one can be asked here";
    Error::usage_if(!can_ask(), text)?;
    let parts = request.parts.join(", ");
    let question = format!("Accept them and fetch {parts} into {}? [y/N]", request.folder.path.display());
    Error::usage_if(!says_yes(&question)?, "nothing was fetched: the terms were not accepted")
}
