//! A file that is being downloaded: it gets its name only when it is complete. Until then it is called `NAME.part`, and
//! `NAME.part.json` beside it tells from where the bytes come, and of which version they are. What has one of these names
//! and is from somebody else stays as it is.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::error::FetchError;
use crate::source::without_secrets;

/// A file that is being downloaded, locked against other processes.
#[derive(Debug)]
pub(super) struct Part {
    file: File,
    path: PathBuf,
    about: PathBuf,
    target: PathBuf,
    url: String,
    /// How many bytes are there.
    pub(super) length: u64,
    validator: Option<String>,
    /// The size of the whole of the version that the bytes belong to, if it is known.
    pub(super) total: Option<u64>,
}

impl Part {
    /// Opens what an earlier run left of a file, or begins it.
    pub(super) fn open(target: &Path, url: &str) -> Result<Self, FetchError> {
        let beside = |ending: &str| {
            let mut name = target.file_name().unwrap_or_default().to_owned();
            name.push(ending);
            target.with_file_name(name)
        };
        let (path, about) = (beside(".part"), beside(".part.json"));
        let file = locked(&path)?;
        let found = file.metadata().map_err(FetchError::unwritable(&path))?;
        let (length, is_noted) = (found.len(), is_own(&about, is_note).map_err(FetchError::unwritable(&about))?);
        if !found.is_file() || (length > 0 && !is_noted) {
            return Err(FetchError::in_the_way(&path, "\n  move it away, or name another folder with --into"));
        }
        let (target, url) = (target.to_owned(), without_secrets(url));
        let mut part = Self { file, path, about, target, url, length, validator: None, total: None };
        if let Some((validator, total)) = part.noted() {
            (part.validator, part.total) = (Some(validator), total);
        }
        if part.validator.is_none() && part.length > 0 {
            part.restart()?;
        }
        Ok(part)
    }

    /// What identifies the version that the bytes belong to, if there are any.
    pub(super) fn validator(&self) -> Option<&str> {
        self.validator.as_deref().filter(|_| self.length > 0)
    }

    /// Throws away what is there.
    pub(super) fn restart(&mut self) -> Result<(), FetchError> {
        self.length = 0;
        self.file.set_len(0).map_err(FetchError::unwritable(&self.path))
    }

    /// Goes to the end, and notes of which version the bytes are that will come.
    pub(super) fn expect(&mut self, validator: Option<String>, total: Option<u64>) -> Result<(), FetchError> {
        (self.validator, self.total) = (validator, total);
        let note = json!({"url": self.url, "validator": self.validator, "total": self.total}).to_string();
        write_own(&self.about, &note, is_note).map_err(FetchError::unwritable(&self.about))?;
        self.file.seek(SeekFrom::Start(self.length)).map_err(FetchError::unwritable(&self.path))?;
        Ok(())
    }

    /// Adds bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), FetchError> {
        self.file.write_all(bytes).map_err(FetchError::unwritable(&self.path))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// The MD5 of what is there.
    pub(super) fn md5(&mut self) -> Result<String, FetchError> {
        self.file.rewind().and_then(|()| md5_of(&mut self.file)).map_err(FetchError::unwritable(&self.path))
    }

    /// Gives the file its name, when all of it is on the disk.
    pub(super) fn finish(self) -> Result<(), FetchError> {
        let Self { file, path, about, target, .. } = self;
        file.sync_all().map_err(FetchError::unwritable(&path))?;
        fs::rename(&path, &target).map_err(FetchError::unwritable(&target))?;
        // What is left over does no harm.
        let _ = remove(&about);
        sync_folder(&target);
        Ok(())
    }

    /// Leaves what is there for another run if it can go on from there, else removes it; says whether it stays.
    pub(super) fn leave(self, keep: bool) -> bool {
        let stays = keep && self.validator().is_some() && self.file.sync_all().is_ok();
        if !stays {
            // The error that led here is the one to tell.
            let _ = remove(&self.about);
            let _ = remove(&self.path);
        }
        stays
    }

    /// The version that an earlier run noted, with its size, if it fetched from the same address.
    fn noted(&self) -> Option<(String, Option<u64>)> {
        let about: Json = serde_json::from_slice(&fs::read(&self.about).ok()?).ok()?;
        let same = about["url"].as_str() == Some(&self.url);
        let validator = about["validator"].as_str().filter(|_| same)?;
        Some((validator.to_owned(), about["total"].as_u64()))
    }
}

/// Whether a text is a note of this program on a file that is being downloaded.
fn is_note(text: &str) -> bool {
    let about: Json = serde_json::from_str(text).unwrap_or_default();
    let keys = ["url", "validator", "total"];
    about.as_object().is_some_and(|about| about.len() == keys.len() && keys.iter().all(|key| about.contains_key(*key)))
}

/// Whether a file is there that this program wrote, by its text.
///
/// # Errors
/// When a file of that name is there that is not, a link or a folder among them.
fn is_own(path: &Path, is_ours: impl Fn(&str) -> bool) -> io::Result<bool> {
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(false) };
    let is_own = found.is_file() && fs::read_to_string(path).is_ok_and(|text| is_ours(&text));
    let in_the_way = || io::Error::new(io::ErrorKind::AlreadyExists, "another file has that name; move it away");
    if is_own { Ok(true) } else { Err(in_the_way()) }
}

/// Writes a small file, in the place of an older one that this program wrote, never over another's or through a link.
///
/// # Errors
/// When the system refuses, or a file of that name is there that is not ours.
pub fn write_own(path: &Path, text: &str, is_ours: impl Fn(&str) -> bool) -> io::Result<()> {
    is_own(path, is_ours)?;
    let mut unfinished = tempfile::Builder::new();
    #[cfg(unix)]
    unfinished.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = unfinished.prefix(".unvote-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// The MD5 of a file that is there.
pub(super) fn md5_of(file: &mut File) -> io::Result<String> {
    let mut sum = md5::Context::new();
    io::copy(file, &mut sum)?;
    Ok(format!("{:x}", sum.finalize()))
}

/// Opens a file for one process alone.
fn locked(path: &Path) -> Result<File, FetchError> {
    loop {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
        let file = options.open(path).map_err(FetchError::unwritable(path))?;
        match file.try_lock() {
            // Between opening and locking another process may have finished the file and given it its name.
            Ok(()) if is_at(&file, path) => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let shown = path.display();
                return Err(FetchError::other(format!("another process is fetching {shown}; wait for it to end")));
            }
            Err(TryLockError::Error(cause)) => return Err(FetchError::unwritable(path)(cause)),
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

/// Writes the new name of a file to disk, where folders can be synced.
fn sync_folder(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
