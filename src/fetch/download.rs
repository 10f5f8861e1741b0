//! Downloads one file into a folder, complete or not at all, and resumes where an earlier run or a cut left off.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::client::{Client, Rest};
use super::error::{Fault, FetchError, Page};
use super::part::{self, Part};
use super::transfer::{Arrival, Event, Fetched, Folder};
use crate::source::without_secrets;

/// A file to be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The part of the catalogue that it is.
    pub(super) part: String,
    /// The address to ask.
    pub(super) asked: String,
    /// The address by which the file is known; another one where a mirror is asked.
    pub(super) url: String,
    /// The name that the file gets.
    pub(super) name: String,
    /// Its size, if the catalogue gives it.
    pub(super) size: Option<u64>,
    /// Its MD5, if the catalogue gives it.
    pub(super) md5: Option<String>,
    /// Whether its name stands for one edition, so that the file does not change.
    pub(super) edition: bool,
    /// The page where a person finds it.
    pub(super) page: Option<Page>,
    /// What is to be known of it.
    pub(super) about: Vec<String>,
    /// Whether it is a table that the program reads.
    pub(super) is_read: bool,
}

/// What can be done about a file that has the name of the one which is to be fetched.
const TAKEN: &str = "\n  move it away, name another folder with --into, or add --replace";

/// Fetches a file, unless it is there already.
pub(super) fn download(client: &mut Client<'_>, wanted: &Wanted, into: &Folder) -> Result<Fetched, FetchError> {
    fs::create_dir_all(&into.path).map_err(FetchError::unwritable(&into.path))?;
    let target = into.path.join(safe(&wanted.name));
    let fetched = |bytes, md5, arrival| Fetched {
        part: wanted.part.clone(),
        path: target.clone(),
        url: without_secrets(&wanted.url),
        bytes,
        checked: wanted.md5.as_ref() == Some(&md5),
        md5,
        arrival,
        about: wanted.about.clone(),
        is_read: wanted.is_read,
    };
    if let Some((bytes, md5)) = present(&target, wanted) {
        (client.watch)(Event::Done { name: &wanted.name });
        return Ok(fetched(bytes, md5, Arrival::Present));
    }
    // One that is not listed may be there and be the same, which is known when it has come.
    let is_taken = !into.replace && fs::symlink_metadata(&target).is_ok();
    if is_taken && (is_told(wanted) || !target.is_file()) {
        return Err(FetchError::in_the_way(&target, TAKEN));
    }
    let mut part = Part::open(&target, &wanted.url)?;
    let arrival = if part.length > 0 { Arrival::Resumed } else { Arrival::Whole };
    match complete(client, wanted, &mut part) {
        Ok(md5) => {
            let bytes = part.length;
            if is_taken || (!into.replace && fs::symlink_metadata(&target).is_ok()) {
                part.leave(false);
                let is_same =
                    File::open(&target).and_then(|mut file| part::md5_of(&mut file)).is_ok_and(|it| it == md5);
                let present = fetched(bytes, md5, Arrival::Present);
                return if is_same { Ok(present) } else { Err(FetchError::in_the_way(&target, TAKEN)) };
            }
            part.finish()?;
            (client.watch)(Event::Done { name: &wanted.name });
            Ok(fetched(bytes, md5, arrival))
        }
        Err(error) => Err(if part.leave(error.is_passing()) { error.keeping() } else { error }),
    }
}

/// The size and MD5 of a file that is already there and is the one that the catalogue lists: by its MD5, else its size,
/// else its name if that gives the edition, as a file gets its name only when it is complete.
fn present(target: &Path, wanted: &Wanted) -> Option<(u64, String)> {
    let bytes = fs::metadata(target).ok().filter(fs::Metadata::is_file)?.len();
    if !is_told(wanted) || wanted.size.is_some_and(|size| size != bytes) {
        return None;
    }
    let md5 = part::md5_of(&mut File::open(target).ok()?).ok()?;
    wanted.md5.as_ref().is_none_or(|expected| *expected == md5).then_some((bytes, md5))
}

/// Whether the catalogue tells which file it is.
fn is_told(wanted: &Wanted) -> bool {
    wanted.md5.is_some() || wanted.size.is_some() || wanted.edition
}

/// Downloads all of a file, resuming after each cut as long as more of it comes, and returns its MD5.
fn complete(client: &mut Client<'_>, wanted: &Wanted, part: &mut Part) -> Result<String, FetchError> {
    let (mut times, mut before) = (0, part.length);
    while let Err(error) = rest(client, wanted, part) {
        let goes_on = error.fault == Fault::Cut && part.validator().is_some() && part.length > before;
        if times == client.limits.retries || !goes_on {
            return Err(error);
        }
        (times, before) = (times + 1, part.length);
        (client.watch)(Event::GoesOn { name: &wanted.name, from: before });
    }
    let url = &wanted.url;
    if part.length == 0 {
        return Err(FetchError::other(format!("{url} is empty")));
    }
    if let Some(wrong) = other_size(wanted, part.length) {
        return Err(wrong);
    }
    let found = part.md5()?;
    if let Some(expected) = wanted.md5.as_ref().filter(|expected| **expected != found) {
        let differs = format!("came with the MD5 {found}, where its catalogue says {expected}");
        return Err(FetchError::other(format!("{url} {differs}; nothing of it was kept, try again")));
    }
    Ok(found)
}

/// Asks for what is missing and writes it.
fn rest(client: &mut Client<'_>, wanted: &Wanted, part: &mut Part) -> Result<(), FetchError> {
    let url = wanted.asked.as_str();
    let from = part.validator().map(|validator| Rest { start: part.length, validator, total: part.total });
    let mut answer = client.ask(url, from, wanted.page.as_ref())?;
    if answer.start != part.length {
        part.restart()?;
    }
    let (total, limit) = (answer.total.or(wanted.size), client.limits.size);
    let too_large = |has: &str| {
        FetchError::other(format!("{url} is larger than {limit} bytes{has}; allow more with --max-size MB"))
    };
    if let Some(size) = answer.total.filter(|size| *size > limit) {
        return Err(too_large(&format!(" (it has {size})")));
    }
    if let Some(wrong) = answer.total.and_then(|size| other_size(wanted, size)) {
        return Err(wrong);
    }
    part.expect(answer.validator.take(), answer.total)?;
    (client.watch)(Event::Begins { name: &wanted.name, size: total, from: part.length });
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = match answer.body.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(cause) => return Err(client.broken(url, cause, part.length, total)),
        };
        if part.length + count as u64 > limit {
            return Err(too_large(""));
        }
        part.write(&buffer[..count])?;
        (client.watch)(Event::Came { bytes: part.length });
    }
    (client.watch)(Event::Ends);
    if total.is_some_and(|expected| part.length < expected) {
        return Err(FetchError::cut(url, part.length, total, "the connection was closed"));
    }
    Ok(())
}

/// The error for a file that has not the size that the catalogue lists.
fn other_size(wanted: &Wanted, found: u64) -> Option<FetchError> {
    let listed = wanted.size.filter(|listed| *listed != found)?;
    let (url, what) = (&wanted.url, "nothing of it was kept, try again");
    Some(FetchError::other(format!("{url} came with {found} bytes, where its catalogue says {listed}; {what}")))
}

/// The error for two files that would get one name, whatever its case.
pub(super) fn under_one_name(wanted: &[Wanted]) -> Option<FetchError> {
    let name = |wanted: &Wanted| safe(&wanted.name).to_lowercase();
    let (at, other) = wanted.iter().enumerate().find_map(|(at, other)| {
        let earlier = wanted[..at].iter().position(|earlier| name(earlier) == name(other))?;
        Some((earlier, other))
    })?;
    let (one, name) = (&wanted[at].part, &other.name);
    let other = &other.part;
    Some(FetchError::other(format!(
        "{one} and {other} are both listed under the name {name}: nothing was fetched; fetch each into a folder of its own with \
         --into DIR"
    )))
}

/// A file name that stays in its folder and is valid on every system.
fn safe(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '(' | ')' | ' ') { c } else { '_' };
    let name: String = name.chars().map(kept).take(120).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "download".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_lead_out_of_its_folder() {
        assert_eq!(safe("2026_02_06_ga_voting.csv"), "2026_02_06_ga_voting.csv");
        assert_eq!(safe("../../.bashrc"), "_.._.bashrc");
        assert_eq!(safe("C:\\votes\u{0}.csv"), "C__votes_.csv");
        assert_eq!(safe(".."), "download");
        assert_eq!(safe(""), "download");
    }
}
