//! Opens a path: a file, a folder, or standard input.

use crate::members::order::InOrder as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::bytes::{Bytes, Opened};
use super::unpack::{MOST, Unpacker, shown};
use crate::source::{error::SourceError, mapping::Mapping};

/// Opens a path: a file or stream, the files of a folder, or standard input for `-`.
///
/// Every file of a folder is taken, in the order of their names, except hidden ones; folders in it are not entered.
///
/// # Errors
/// When something cannot be read, is damaged, or unpacks to more than the bounds; when nothing in it is text.
pub(crate) fn open(path: &Path) -> Result<Opened, SourceError> {
    let mut opened = Opened::default();
    let mut unpacker = Unpacker::new(MOST);
    if path == Path::new("-") {
        let bytes = unpacker.stream("standard input", io::stdin().lock())?;
        unpacker.add("standard input", bytes, &mut opened)?;
    } else if path.is_dir() {
        for file in files(path).map_err(|cause| SourceError::unreadable(path, cause))? {
            let result = open_file(&file, &mut unpacker, &mut opened);
            opened.pass_over(result)?;
        }
    } else {
        open_file(path, &mut unpacker, &mut opened)?;
    }
    // If the only file is not an input, the reason for that is the answer.
    match opened.passed_over.pop() {
        Some(error) if opened.inputs.is_empty() && opened.passed_over.is_empty() => return Err(error),
        last => opened.passed_over.extend(last),
    }
    Ok(opened)
}

/// The regular files of a folder that are not hidden, by name.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    files.retain(|path| !hidden(path) && path.is_file());
    files.in_order(Ord::cmp);
    Ok(files)
}

fn open_file(path: &Path, unpacker: &mut Unpacker, opened: &mut Opened) -> Result<(), SourceError> {
    let unreadable = |cause| SourceError::unreadable(path, cause);
    let file = File::open(path).map_err(unreadable)?;
    let regular = file.metadata().map_err(unreadable)?.is_file();
    unpacker.path = path.display().to_string();
    let name = shown(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
    // Pipes, files that are empty according to the system, and more files than can be watched are not mapped.
    let bytes = match regular.then(|| Mapping::of(&file)) {
        Some(Ok(map)) if !map.is_empty() => Bytes::Mapped(map),
        _ => unpacker.stream(&name, file)?,
    };
    unpacker.add(&name, bytes, opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(opened: &Opened) -> Vec<&str> {
        opened.inputs.iter().map(|input| input.name.as_str()).collect()
    }

    #[test]
    fn a_plain_file_is_mapped_without_its_mark() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("votes.csv");
        fs::write(&path, "\u{feff}a,b\n").unwrap();
        let opened = open(&path).unwrap();
        assert!(matches!(&opened.inputs[0].bytes, Bytes::Mapped(map) if **map == *b"a,b\n"));
        assert_eq!(names(&opened), ["votes.csv"]);
    }

    #[test]
    fn a_folder_gives_its_files_by_name_and_says_which_are_none() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("b.csv", "b"), ("a.csv", "a"), (".hidden", "x"), ("empty", ""), ("c.pdf", "%PDF-1.7")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::create_dir(folder.path().join("inner")).unwrap();
        let opened = open(folder.path()).unwrap();
        assert_eq!(names(&opened), ["a.csv", "b.csv"]);
        let passed_over: Vec<String> = opened.passed_over.iter().map(ToString::to_string).collect();
        assert_eq!(passed_over.len(), 2);
        assert!(passed_over[0].contains("a PDF document") && passed_over[1] == "empty is empty", "{passed_over:?}");
    }

    #[test]
    fn empty_and_absent_files_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("votes.csv");
        assert!(matches!(open(&path), Err(SourceError::Unreadable { .. })));
        fs::write(&path, "").unwrap();
        assert!(matches!(open(&path), Err(SourceError::NotText(_))));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_is_read_as_a_stream() {
        use std::{io::Write, os::fd::AsRawFd};

        let (reader, mut writer) = io::pipe().unwrap();
        writer.write_all(b"a,b\n1,2\n").unwrap();
        drop(writer);
        let opened = open(Path::new(&format!("/proc/self/fd/{}", reader.as_raw_fd()))).unwrap();
        assert_eq!(*opened.inputs[0].bytes, *b"a,b\n1,2\n");
        // A file of which the system says that it is empty.
        assert!(!open(Path::new("/proc/version")).unwrap().inputs[0].bytes.is_empty());
    }
}
