//! Where output goes: standard output, a pager, or what a path names. What cannot steer a terminal is seen to here.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use flate2::{Compression, write::GzEncoder};

use super::harmless::{Filter, Manner};
use super::{Format, file};

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
    pub(crate) fn send(&self, format: &Format, text: &[u8]) -> io::Result<()> {
        let is_paged = *self == Self::Stdout { pager: true } && is_longer_than_the_screen(text);
        match is_paged.then(pager).flatten() {
            Some(pager) => unless_gone(page(pager, format, text)),
            None => self.stream(format, |out| out.write_all(text)),
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
    pub(crate) fn stream(
        &self, format: &Format, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    ) -> io::Result<()> {
        let sent = match self {
            Self::File(path) => file::write(path, |out, is_terminal| {
                let manner = format.manner(is_terminal);
                if !Format::is_compressed(path) {
                    return through_a_buffer(out, manner, write);
                }
                let mut packed = GzEncoder::new(out, Compression::default());
                through_a_buffer(&mut packed, manner, write)?;
                packed.finish().map(drop)
            }),
            Self::Stdout { .. } => through_a_buffer(io::stdout(), format.manner(io::stdout().is_terminal()), write),
        };
        unless_gone(sent)
    }
}

/// The result of writing; a reader that has gone away is not an error.
pub(crate) fn unless_gone(sent: io::Result<()>) -> io::Result<()> {
    sent.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

fn through_a_buffer(
    out: impl Write + Send, manner: Manner, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(Filter::new(out, manner));
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
fn page(mut pager: Child, format: &Format, text: &[u8]) -> io::Result<()> {
    let write = |stdin| through_a_buffer(stdin, format.manner(true), |out| out.write_all(text));
    let written = pager.stdin.take().map_or(Ok(()), write);
    pager.wait()?;
    written
}
