//! What `-o` names: a file, which is never seen half written, or where its links lead; and what is no regular file,
//! such as a pipe or a device, which is written to and never replaced.

#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal, Read as _, Seek as _, SeekFrom, Write};
use std::path::{self, Path, PathBuf};

use tempfile::NamedTempFile;

use super::signals::Held;

/// The most links that are followed, as many as systems follow.
const LINKS: usize = 40;
/// How the name of a file begins that is not complete: short, as names are of 255 bytes at the most.
const PREFIX: &str = ".unvote-";

/// Lets `write` write to what a path names, and tells it whether that is a terminal.
///
/// # Errors
/// When it cannot be written; then a file keeps what it held.
pub(super) fn write(
    path: &Path, write: impl FnOnce(&mut (dyn Write + Send), bool) -> io::Result<()>,
) -> io::Result<()> {
    let is_folder = path.as_os_str().as_encoded_bytes().last().is_some_and(|last| path::is_separator((*last).into()));
    let there = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        there => Some(there?),
    };
    if is_folder || there.as_ref().is_some_and(Metadata::is_dir) {
        return Err(io::Error::new(ErrorKind::IsADirectory, "it names a folder: add the name of a file"));
    }
    let open = there.as_ref().and_then(same_as_output);
    let is_regular = open.is_none() && there.as_ref().is_none_or(Metadata::is_file);
    if let Some(file) = followed(path)?.filter(|_| is_regular) {
        return replace(&file, |out| write(out, false));
    }
    let mut out = open.map_or_else(|| OpenOptions::new().write(true).truncate(true).open(path), Ok)?;
    let is_terminal = out.is_terminal();
    write(&mut out, is_terminal)
}

/// Whether a path names a regular file, or one that is not there yet: something may stand beside it.
pub(crate) fn is_of_a_file(path: &Path) -> bool {
    let is_other = fs::metadata(path).is_ok_and(|there| !there.is_file());
    !is_other && followed(path).is_ok_and(|file| file.is_some())
}

/// Standard output or error, if that is what is there: opening a file anew would write over what stands in it.
#[cfg(unix)]
fn same_as_output(there: &Metadata) -> Option<File> {
    use std::os::{fd::AsFd as _, unix::fs::MetadataExt as _};

    let [out, err] = [io::stdout().as_fd().try_clone_to_owned(), io::stderr().as_fd().try_clone_to_owned()];
    let is_it = |file: &File| file.metadata().is_ok_and(|file| (file.dev(), file.ino()) == (there.dev(), there.ino()));
    [out, err].into_iter().flatten().map(File::from).find(is_it)
}

#[cfg(not(unix))]
fn same_as_output(_: &Metadata) -> Option<File> {
    None
}

/// The file to which the links of a path lead, whether it is there or not; none when they lead to what a process has
/// open, as `/dev/fd/3` does.
fn followed(path: &Path) -> io::Result<Option<PathBuf>> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let folder = folder(&path);
        let missing = |_| io::Error::new(ErrorKind::NotFound, format!("there is no folder {}", folder.display()));
        if folder.canonicalize().map_err(missing)?.starts_with("/proc") {
            return Ok(None);
        }
        let Ok(target) = fs::read_link(&path) else { return Ok(Some(path)) };
        path = folder.join(target);
    }
    Err(io::Error::other("its links lead in a circle"))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a file under another name and then gives it its own, so that nobody sees half of it. One that is there keeps its
/// mode and owner; where a new one could not take its place so, it is written over when all is there.
fn replace(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<()> {
    // A file that may not be written is not replaced either.
    let old = match OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        old => Some(old?),
    };
    let held = Held::back()?;
    match (unfinished(folder(path), old.as_ref()), old) {
        (Ok(mut new), old) => {
            write(&mut Watched(new.as_file_mut(), &held))?;
            new.as_file().sync_all()?;
            held.check()?;
            match (new.persist(path), old) {
                (Err(refused), Some(old)) => write_over(old, refused.file.into_file()),
                (placed, _) => placed.map(drop).map_err(|refused| refused.error),
            }
        }
        (Err(_), Some(old)) => {
            let mut new = tempfile::tempfile()?;
            write(&mut Watched(&mut new, &held))?;
            write_over(old, new)
        }
        (Err(error), None) => Err(error),
    }
}

/// A file that can take the place of the old one, if there is one: it is nobody else's, has its mode and its owner.
#[cfg(unix)]
fn unfinished(folder: &Path, old: Option<&File>) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    let Some(old) = old else { return builder.permissions(Permissions::from_mode(0o666)).tempfile_in(folder) };
    let new = builder.tempfile_in(folder)?;
    let (old, file) = (old.metadata()?, new.as_file());
    if old.nlink() > 1 {
        return Err(io::Error::other("it has another name, which would keep what it holds"));
    }
    fchown(file, Some(old.uid()), Some(old.gid()))?;
    file.set_permissions(old.permissions())?;
    Ok(new)
}

#[cfg(not(unix))]
fn unfinished(folder: &Path, _: Option<&File>) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)
}

/// Writes a file over with what another one holds, after it has taken the room that it needs for that: where a disk is
/// full, it keeps what it held.
fn write_over(mut old: File, mut new: File) -> io::Result<()> {
    let (length, before) = (new.metadata()?.len(), old.metadata()?.len());
    old.seek(SeekFrom::End(0))?;
    if let Err(full) = io::copy(&mut io::repeat(0).take(length.saturating_sub(before)), &mut old) {
        old.set_len(before)?;
        return Err(full);
    }
    new.rewind()?;
    old.rewind()?;
    io::copy(&mut new, &mut old)?;
    old.set_len(length)?;
    old.sync_all()
}

/// A file that ends with an error after a signal.
struct Watched<'f>(&'f mut File, &'f Held);

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.check()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
