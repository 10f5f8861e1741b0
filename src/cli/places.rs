//! Where an answer goes: to each of its places, and what stands beside it: a codebook, and its columns as CSV on the Web.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::error::Error;
use crate::render::{Format, Target, codebook, metadata};
use crate::report::{Report, citation::Reference, citation::references};

/// A file or standard output, with the format in which it is written.
pub(super) type Place<'p> = (Option<&'p Path>, &'static Format);

/// The flag for a codebook.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct Codebook {
    /// Describe the answer in this file, for people: each column with type, unit, values and meaning, the sources, and how to
    /// read and cite it; Markdown.
    #[arg(long, value_name = "FILE", global = true)]
    pub codebook: Option<PathBuf>,
}

impl Codebook {
    /// Refuses a file that is no text, or one of the answer's own.
    ///
    /// # Errors
    /// When it is such a file.
    pub(super) fn refuse(&self, places: &[Place<'_>]) -> Result<(), Error> {
        let Some(file) = self.codebook.as_deref() else { return Ok(()) };
        let is_text = matches!(Format::of_file(file), Ok(Some(Format { name: "markdown" | "table", .. }) | None));
        let is_named = file.as_os_str() != "-" && places.iter().all(|(place, _)| *place != Some(file));
        let text = format!(
            "--codebook {}: it is a text beside the answer: name a file of its own, such as codebook.md",
            file.display()
        );
        Error::usage_if(!is_text || !is_named, text)
    }

    /// Writes it, where it was asked for.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, places: &[Place<'_>], report: &Report<'_>) -> Result<(), Error> {
        let Some(file) = self.codebook.as_deref() else { return Ok(()) };
        let name = |place: &Place<'_>| Some((place.0?.file_name()?.to_string_lossy().into_owned(), place.1));
        let files: Vec<_> = places.iter().filter_map(name).collect();
        let of_main_table = places.iter().all(|(_, format)| format.one_table);
        let references = references(report.origins.iter().map(|origin| (origin, None, None)));
        let citations: Vec<String> = references.iter().map(Reference::text).collect();
        let text = codebook(&files, of_main_table, &citations, report);
        let format = Format::named("markdown").unwrap_or(places[0].1);
        send(&target(Some(file), false), format, text.as_bytes())
    }
}

/// Writes what describes the columns of a file beside it, by the standard's rule: `votes.csv-metadata.json`.
///
/// # Errors
/// When it cannot be written.
pub(super) fn describe_beside(file: &Path, format: &Format, report: &Report<'_>) -> Result<(), Error> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let metadata = format!("{:#}\n", metadata(&name, format, report));
    let mut beside = file.as_os_str().to_owned();
    beside.push("-metadata.json");
    send(&Target::File(beside.into()), Format::named("json").unwrap_or(format), metadata.as_bytes())
}

/// Writes to each place, and names what was written where another could not be.
///
/// # Errors
/// The first that there is.
pub(super) fn each_place(
    places: &[Place<'_>], mut write: impl FnMut(Option<&Path>, &'static Format) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut written, mut failed) = (Vec::new(), None);
    for &(file, format) in places {
        match write(file, format) {
            Ok(()) => written.extend(file.map(|file| file.display().to_string())),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    let Some(error) = failed else { return Ok(()) };
    let told = (!written.is_empty()).then(|| format!("written all the same: {}", written.join(", ")));
    Err(error.hints(told))
}

/// What a file, or none for standard output, is written through.
pub(super) fn target(file: Option<&Path>, pager: bool) -> Target {
    file.map_or(Target::Stdout { pager }, |path| Target::File(path.into()))
}

/// Sends text there.
///
/// # Errors
/// When it cannot be written.
pub(super) fn send(target: &Target, format: &Format, text: &[u8]) -> Result<(), Error> {
    Ok(target.send(format, text).with_context(|| target.cannot_be_written())?)
}

/// Refuses to draw what has no picture, or several; where the command has pictures and this answer has none, it says why.
///
/// # Errors
/// When there is no picture, or are several.
pub(super) fn refuse_pictures(format: &Format, report: &Report<'_>) -> Result<(), Error> {
    let name = format.name;
    let command = report.question.split(' ').next().unwrap_or_default();
    match report.pictures().count() {
        1 => Ok(()),
        0 if super::DRAWN.contains(&command) => {
            let why = report.verdict().map_or_else(|| ": its votes are not known".to_owned(), |why| format!(": {why}"));
            Err(Error::nothing(format!("there is nothing to draw{why}")))
        }
        0 => Err(Error::usage(format!(
            "{name} holds a picture, and this answer has none: there are pictures of {}",
            super::DRAWN.join(", ")
        ))),
        many => Err(Error::usage(format!(
            "{name} holds one picture, and this answer has {many}: name one roll call by its own symbol, or narrow the \
             selection"
        ))),
    }
}
