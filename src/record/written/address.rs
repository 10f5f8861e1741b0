//! Symbols in addresses of the web and in names of files.

use percent_encoding::percent_decode_str;

use crate::members::fold;
use crate::record::symbol::ORGANS;

/// Endings of files in which documents are kept.
const DOCUMENTS: [&str; 8] = [".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".odt", ".epub"];
/// Hosts whose addresses are known without `https://` before them.
const HOSTS: [&str; 4] = ["un.org", "undocs.org", "wikipedia.org", "unscr.com"];
/// The fields of an address that name a symbol.
const FIELDS: [&str; 5] = ["symbol", "finalsymbol", "docsymbol", "s", "p"];
/// The number of a page of the Digital Library, and the symbol that stands in an address of the web; both may be lacking.
pub(super) fn address(text: &str) -> Option<(Option<u64>, String)> {
    let lower = text.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme)).unwrap_or_default();
    let (host, path) = text[scheme.len()..].split_once('/')?;
    let host = host.to_ascii_lowercase();
    let is_at = |known: &str| host == known || host.strip_suffix(known).is_some_and(|before| before.ends_with('.'));
    if scheme.is_empty() && !HOSTS.iter().any(|known| is_at(known)) {
        return None;
    }
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, fields) = path.split_once(['?', '#']).unwrap_or((path, ""));
    let field = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        FIELDS.contains(&name.to_ascii_lowercase().as_str()).then(|| decoded(value))
    };
    let path = decoded(path);
    let pieces: Vec<&str> = path.split('/').filter(|piece| !piece.is_empty()).collect();
    let number = pieces.windows(2).find(|pair| pair[0].eq_ignore_ascii_case("record"));
    let number = number.and_then(|pair| pair[1].parse().ok());
    let of_organ = |piece: &&str| ORGANS.contains(&piece.to_ascii_uppercase().as_str());
    let symbol = || {
        let piece = pieces.iter().enumerate().find(|(at, piece)| of_organ(piece) && at + 1 < pieces.len());
        piece.map(|(at, _)| pieces[at..].join("/"))
    };
    let last = *pieces.last()?;
    let file = || of_file(last).map(|_| last.to_owned());
    let named = || {
        let at = pieces.iter().rposition(|piece| fold(piece).contains("resolution"))?;
        Some(pieces[at..].join("/").replace('_', " "))
    };
    let of_council = || is_at("unscr.com").then(|| format!("UNSCR {last}"));
    let spelled = || path.split_once("symbol=").map(|(_, symbol)| symbol.to_owned());
    let found = fields
        .split('&')
        .find_map(field)
        .or_else(spelled)
        .or_else(symbol)
        .or_else(file)
        .or_else(of_council)
        .or_else(named);
    Some((number, found.unwrap_or_default()))
}

/// The symbol in the name of a file, such as `S_RES_2774_(2025)-FR.pdf`.
pub(super) fn of_file(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let end = DOCUMENTS.into_iter().find(|end| lower.ends_with(end));
    let stem = &text[..text.len() - end.map_or(0, str::len)];
    let name = if stem.contains('_') { stem.rsplit('/').next().unwrap_or(stem) } else { stem };
    // A second copy has its number behind it: `A_RES_80_4-EN (1).pdf`.
    let copy = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).filter(|(_, number)| number.len() < 3);
    let name = copy.map_or(name, |(name, _)| name);
    let language = name.rsplit_once(['-', '_']).filter(|(_, end)| {
        ["EN", "FR", "ES", "RU", "AR", "ZH", "DE", "OTHER"].contains(&end.to_ascii_uppercase().as_str())
    });
    let name = language.map_or(name, |(name, _)| name);
    let is_of_organ = |name: &str| {
        name.split_once('_').is_some_and(|(organ, _)| ORGANS.contains(&organ.to_ascii_uppercase().as_str()))
    };
    (end.is_some() || is_of_organ(name)).then(|| name.replace('_', "/"))
}
