//! The folder of a store: its lock, and its file written, replaced and removed. What others have put there it leaves alone.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::error::StoreError;
use super::file::{MAGIC, is_ours};
use super::manifest::FILE;

/// How a file begins that is not yet the store; the rest of its name is random.
const UNFINISHED: &str = ".record.unvote-";
/// How long a writer waits for another one before it says so, and before it gives up.
const PATIENCE: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(60)];

/// The lock of a folder, which is made if it is missing; readers need none. It ends with the value, or the process. What
/// killed writers left behind is removed.
pub(super) fn locked(folder: &Path, waits: impl FnOnce(&Path)) -> Result<File, StoreError> {
    let path = folder.join("lock");
    fs::create_dir_all(folder).map_err(StoreError::io("written", folder))?;
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW);
    let lock = options.open(&path).map_err(StoreError::io("opened, and no link to it is followed", &path))?;
    wait_for(&lock, PATIENCE, || waits(folder)).map_err(StoreError::io("locked", &path))?;
    remove_unfinished(&of_store(folder));
    Ok(lock)
}

/// Waits for a lock; calls `tell` when the first time has passed, and fails after the second.
fn wait_for(lock: &File, [told_after, given_up_after]: [Duration; 2], tell: impl FnOnce()) -> io::Result<()> {
    let (begun, mut tell) = (Instant::now(), Some(tell));
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(cause)) => return Err(cause),
            Err(TryLockError::WouldBlock) => {}
        }
        let waited = begun.elapsed();
        if waited >= given_up_after {
            let seconds = given_up_after.as_secs();
            let why = format!(
                "another process has been changing the store for {seconds} s; try again when it is through, or end it"
            );
            return Err(io::Error::new(ErrorKind::TimedOut, why));
        }
        if let Some(tell) = tell.take_if(|_| waited >= told_after) {
            tell();
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// The file of the store in a folder; where that is a link, the file that it leads to, so that the link stays.
fn of_store(folder: &Path) -> PathBuf {
    let mut file = folder.join(FILE);
    // A ring of links is left after as many steps as systems follow.
    for _ in 0..40 {
        let Ok(link) = fs::read_link(&file) else { break };
        file.pop();
        file.push(link);
    }
    file
}

/// Removes what killed writers left beside the store: files with such a name that begin as a store does, or are still
/// empty, and that no writer holds. One that cannot be removed takes up space and does no harm.
fn remove_unfinished(store: &Path) {
    let entries = store.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes())) {
        let file = entry.file_type().ok().filter(fs::FileType::is_file).and_then(|_| File::open(entry.path()).ok());
        if file.is_some_and(|file| file.try_lock().is_ok() && begins_as_a_store(&file)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file begins as a store does, as far as it goes.
fn begins_as_a_store(file: &File) -> bool {
    let mut first = Vec::new();
    file.take(MAGIC.len() as u64).read_to_end(&mut first).is_ok() && is_ours(&first)
}

/// Puts a store under its name: written under another one, on disk, then renamed. Its mode follows the umask.
pub(super) fn replace(folder: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = of_store(folder);
    let failed = StoreError::io("written", &target);
    let beside = target.parent().unwrap_or(folder);
    let mut unfinished = tempfile::Builder::new();
    unfinished.prefix(UNFINISHED);
    #[cfg(unix)]
    unfinished.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = unfinished.tempfile_in(beside).map_err(&failed)?;
    // Where files cannot be locked, the lock of the folder has failed before.
    let _ = file.as_file().try_lock();
    file.write_all(bytes).map_err(&failed)?;
    file.as_file().sync_all().map_err(&failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    sync(beside)
}

/// Removes the store, and nothing that is none.
pub(super) fn remove(folder: &Path) -> Result<(), StoreError> {
    let file = of_store(folder);
    let is_store = fs::metadata(&file).is_ok_and(|found| found.is_file());
    if !is_store || !begins_as_a_store(&File::open(&file).map_err(StoreError::io("read", &file))?) {
        return Err(StoreError::not_a_store(&file.display().to_string()));
    }
    fs::remove_file(&file).map_err(StoreError::io("removed", &file))?;
    sync(file.parent().unwrap_or(folder))
}

/// Brings the names of a folder to disk, where the system can.
fn sync(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::io("written", folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn whoever_waits_for_a_lock_is_told_and_does_not_wait_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let open =
            || File::options().create(true).truncate(false).write(true).open(folder.path().join("lock")).unwrap();
        let (held, waiting, told) = (open(), open(), Cell::new(0));
        held.lock().unwrap();
        let wait = || wait_for(&waiting, [30, 90].map(Duration::from_millis), || told.set(told.get() + 1));
        let error = wait().unwrap_err();
        assert_eq!((error.kind(), told.get()), (ErrorKind::TimedOut, 1));
        drop(held);
        wait().unwrap();
        assert_eq!(told.get(), 1, "nobody is told who need not wait");
    }
}
