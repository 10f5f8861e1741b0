//! Where output goes: standard output, a pager, or a file that is never seen half written.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// Where output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
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
    /// When it cannot be written. A reader that has gone away is no error: the output ends quietly.
    pub fn send(&self, text: &[u8]) -> io::Result<()> {
        let sent = match self {
            Self::File(path) => replace(path, text),
            Self::Stdout { pager } if *pager && is_longer_than_the_screen(text) => page(text),
            Self::Stdout { .. } => print(text),
        };
        match sent {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// What is said where it cannot be written.
    pub fn cannot_be_written(&self) -> String {
        match self {
            Self::File(path) => format!("cannot write {}", path.display()),
            Self::Stdout { .. } => "cannot write to standard output".to_owned(),
        }
    }

    /// Lets `write` write there, piece by piece: what is too large to be held in memory first. No pager is used.
    ///
    /// # Errors
    /// When it cannot be written; then a file keeps what it held. A reader that has gone away is no error.
    pub fn stream(&self, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<()> {
        let sent = match self {
            Self::File(path) => replace_with(path, |file| {
                let mut out = io::BufWriter::new(file);
                write(&mut out)?;
                out.flush()
            }),
            Self::Stdout { .. } => {
                let mut out = io::BufWriter::new(io::stdout());
                write(&mut out).and_then(|()| out.flush())
            }
        };
        match sent {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}

fn print(text: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text)?;
    out.flush()
}

fn is_longer_than_the_screen(text: &[u8]) -> bool {
    let screen = terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
    let lines = memchr::memchr_iter(b'\n', text).count();
    io::stdout().is_terminal() && screen.is_some_and(|screen| lines >= screen)
}

/// Shows text in the user's pager, `less` when none is named; prints it when the pager cannot be started.
fn page(text: &[u8]) -> io::Result<()> {
    let named = ["UNVOTE_PAGER", "PAGER"].iter().find_map(|name| env::var(name).ok());
    let command = named.unwrap_or_else(|| "less -FRX".to_owned());
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else { return print(text) };
    let Ok(mut pager) = Command::new(program).args(words).stdin(Stdio::piped()).spawn() else { return print(text) };
    let written = pager.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text));
    pager.wait()?;
    written
}

/// Writes a file under another name and then gives it its own, so that nobody sees half of it.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    replace_with(path, |file| file.write_all(text))
}

fn replace_with(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "the path names no file"))?;
    let mut unfinished = name.to_owned();
    unfinished.push(format!(".{}.unfinished", std::process::id()));
    let unfinished = path.with_file_name(unfinished);
    let written = write_and_sync(&unfinished, write).and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

fn write_and_sync(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    write(&mut file)?;
    file.sync_all()
}
