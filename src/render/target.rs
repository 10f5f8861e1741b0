//! Where output goes: standard output, a pager, or a file that is never seen half written.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

/// Where output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output; through a pager when it is a terminal and the text is longer than it.
    Stdout {
        /// Whether a pager may be used.
        pager: bool,
    },
    /// A file.
    File(PathBuf),
}

impl Target {
    /// Sends text there.
    ///
    /// # Errors
    /// When it cannot be written. A reader that has gone away is not an error: the output ends quietly.
    pub(crate) fn send(&self, text: &[u8]) -> io::Result<()> {
        let is_paged = *self == Self::Stdout { pager: true } && is_longer_than_the_screen(text);
        match is_paged.then(pager).flatten() {
            Some(pager) => unless_gone(page(pager, text)),
            None => self.stream(|out| out.write_all(text)),
        }
    }

    /// The message for when it cannot be written.
    pub(crate) fn cannot_be_written(&self) -> String {
        match self {
            Self::File(path) => format!("cannot write {}", path.display()),
            Self::Stdout { .. } => "cannot write to standard output".to_owned(),
        }
    }

    /// Lets `write` write there, piece by piece: what is too large to be held in memory first. No pager is used.
    ///
    /// # Errors
    /// When it cannot be written; then a file keeps what it held. A reader that has gone away is not an error.
    pub(crate) fn stream(&self, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<()> {
        let sent = match self {
            Self::File(path) => replace(path, |file| through_a_buffer(file, write)),
            Self::Stdout { .. } => through_a_buffer(io::stdout(), write),
        };
        unless_gone(sent)
    }
}

/// The result of writing; a reader that has gone away is not an error.
fn unless_gone(sent: io::Result<()>) -> io::Result<()> {
    sent.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

fn through_a_buffer(
    out: impl Write + Send, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    write(&mut out)?;
    out.flush()
}

fn is_longer_than_the_screen(text: &[u8]) -> bool {
    let screen = terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
    let lines = memchr::memchr_iter(b'\n', text).count();
    io::stdout().is_terminal() && screen.is_some_and(|screen| lines >= screen)
}

/// The user's pager, `less` when none is named; none when it cannot be started.
fn pager() -> Option<Child> {
    let named = ["UNVOTE_PAGER", "PAGER"].iter().find_map(|name| env::var(name).ok());
    let command = named.unwrap_or_else(|| "less -FRX".to_owned());
    let mut words = command.split_whitespace();
    Command::new(words.next()?).args(words).stdin(Stdio::piped()).spawn().ok()
}

/// Shows text in a pager until it is left.
fn page(mut pager: Child, text: &[u8]) -> io::Result<()> {
    let written = pager.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text));
    pager.wait()?;
    written
}

/// Writes a file under another name and then gives it its own, so that nobody sees half of it.
fn replace(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "the path names no file"))?;
    let mut unfinished = name.to_owned();
    unfinished.push(format!(".{}.unfinished", std::process::id()));
    let unfinished = path.with_file_name(unfinished);
    let written = fs::File::create(&unfinished).and_then(|mut file| {
        write(&mut file)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&unfinished);
    }
    written
}
