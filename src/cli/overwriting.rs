//! Refuses to write an answer over a file that it is made of.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Call, error::Error};
use crate::store::file_in;

impl Call {
    /// Fails if the answer would be written over one of these files, a file of one of these folders, what is piped in, or
    /// the store, under whatever name or link.
    pub(super) fn refuse_to_overwrite<P: AsRef<Path>>(&self, inputs: &[P]) -> Result<(), Error> {
        let outputs: Vec<_> = self.output.files().filter_map(identity).collect();
        if outputs.is_empty() {
            return Ok(());
        }
        let store = self.input.store_folder().ok().map(|folder| file_in(&folder));
        let inputs = inputs.iter().map(AsRef::as_ref).flat_map(files).chain(store);
        let Some(input) = inputs.into_iter().find(|input| identity(input).is_some_and(|one| outputs.contains(&one)))
        else {
            return Ok(());
        };
        let text = format!("-o would write the answer over {}, which is read for it", input.display());
        Err(Error::usage(text).hints(["name another file with -o".to_owned()]))
    }
}

/// A file, or the files of a folder; of standard input the file that it comes from, where the system tells.
fn files(path: &Path) -> Vec<PathBuf> {
    let path = if path.as_os_str() == "-" { Path::new("/dev/stdin") } else { path };
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    entries.flatten().map(|entry| entry.path()).collect()
}

/// What tells a regular file from all others, behind all links.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;

    let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((found.dev(), found.ino()))
}

/// What tells a regular file from all others, behind all links.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().filter(|path| path.is_file())
}
