//! Symbols as they are typed or piped in, and what is said where they lead to none or several roll calls.

use std::io::{self, Read as _};
use std::path::Path;

use super::{error::Error, looks::width};
use crate::analysis::near_words::near_words;
use crate::members::Members;
use crate::record::{Class, Date, Record, RollCallId, Session, Symbol, Written, as_digits};
use crate::render::tell;
use crate::report::words::{count, day, quoted, roll_calls};
use crate::report::{agreement::WHOLE_RECORD, choices};
use crate::source::Loaded;

/// The most documents that are listed where something typed may mean several.
const MOST_LISTED: usize = 20;
/// How many roll calls are offered for words.
const OFFERED: usize = 5;
/// The fewest letters of a word by which roll calls are sought.
const LEAST_LETTERS: usize = 3;
/// The most that is read of symbols from standard input, in bytes.
const MOST_READ: u64 = 1 << 24;
/// Columns that name a roll call, the surest first; also what a list of symbols may have above it.
const COLUMNS: [&str; 6] = ["undl_id", "symbol", "resolution", "unres", "draft", "meeting"];
/// Endings of files that hold votes, or could.
const OF_DATA: [&str; 14] =
    ["csv", "tsv", "json", "ndjson", "xlsx", "xls", "ods", "rds", "rdata", "rda", "tab", "parquet", "zip", "gz"];

/// The symbols that were typed, with those of standard input in place of `-`.
///
/// # Errors
/// When standard input holds none, or the votes come from it as well.
pub(super) fn typed(symbols: &[String], data: &[impl AsRef<Path>], quiet: bool) -> Result<Vec<String>, Error> {
    let piped = symbols.iter().filter(|symbol| *symbol == "-").count();
    if piped == 0 {
        return Ok(symbols.to_vec());
    }
    let is_twice = piped > 1 || data.iter().any(|path| path.as_ref() == Path::new("-"));
    Error::usage_if(is_twice, "standard input is read once: `-` stands for the symbols or for --data")?;
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_READ + 1).read_to_end(&mut bytes)?;
    Error::usage_if(bytes.len() as u64 > MOST_READ, "standard input is too long for a list of symbols")?;
    let (listed, without) = listed(&String::from_utf8_lossy(&bytes))?;
    Error::nothing_if(listed.is_empty(), "standard input holds no symbols: expected one a line")?;
    if without > 0 && !quiet {
        tell(&format!("note: passed over {} without a symbol", count(without, "line")));
    }
    Ok(symbols.iter().flat_map(|one| if one == "-" { listed.clone() } else { vec![one.clone()] }).collect())
}

/// The symbols of a list, one a line, or of a table with a column of them; and how many lines before the last symbol have none.
fn listed(text: &str) -> Result<(Vec<String>, usize), Error> {
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let is_json = text.starts_with('{') || text.starts_with("[{");
    Error::usage_if(is_json, "standard input holds JSON: expected one symbol a line, or CSV with a column 'symbol'")?;
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains('\t') { b'\t' } else { b',' };
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let named: Vec<String> = rows.headers()?.iter().map(|name| name.trim().to_lowercase()).collect();
    let at: Vec<usize> = COLUMNS.iter().filter_map(|column| named.iter().position(|name| name == column)).collect();
    let found: Vec<Option<String>> = if named.len() > 1 && !at.is_empty() {
        let first = |row: csv::StringRecord| {
            let mut cells = at.iter().filter_map(|at| row.get(*at)).map(str::trim);
            cells.find(|cell| !cell.is_empty()).map(ToOwned::to_owned)
        };
        rows.records().map(|row| Ok(first(row?))).collect::<Result<_, csv::Error>>()?
    } else {
        let is_heading = |(at, line): &(usize, &str)| {
            *at == 0 && COLUMNS.contains(&line.trim().trim_matches('"').to_lowercase().as_str())
        };
        let lines = text.lines().enumerate().filter(|line| !is_heading(line));
        lines.map(|(_, line)| Some(line.trim().trim_matches('"').to_owned()).filter(|line| !line.is_empty())).collect()
    };
    let without = found.iter().filter(|cell| cell.is_none()).count();
    Ok((found.into_iter().flatten().collect(), without))
}

/// The parts of a text that lists several symbols.
pub(super) fn parts(typed: &str) -> Vec<String> {
    let parts = typed.replace(" and ", ",").replace(" & ", ",");
    let parts = parts.split([',', ';', '\n']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
    parts.collect()
}

/// The error for something that may mean several documents.
pub(super) fn ambiguous(record: &Record, typed: &str, documents: &[(String, Vec<RollCallId>)]) -> Error {
    let (shown, others) = documents.split_at(documents.len().min(MOST_LISTED));
    let others = (!others.is_empty())
        .then(|| format!("and {} more, which --year, --session or --body tell apart", others.len()));
    let error =
        Error::nothing(format!("{typed} may be any of {}: type one as it stands here", documents.len())).settled();
    error.hints(choices::lines(record, shown, width()).into_iter().chain(others).chain(list_of_year(typed)))
}

/// What is told beside the roll call of a number that may be meant for a year.
pub(super) fn of_year(record: &Record, typed: &str, ids: &[RollCallId]) -> Option<String> {
    let list = list_of_year(typed)?;
    Some(format!("{} is taken for {}; {list}", typed.trim(), record.symbol(*ids.first()?)))
}

fn list_of_year(typed: &str) -> Option<String> {
    let year: i16 = typed.trim().parse().ok().filter(|year| (1946..=2100).contains(year))?;
    Some(format!("`unvote list --year {year}` lists the roll calls of the year"))
}

/// The error for a symbol that several roll calls have where one is needed.
pub(super) fn several(record: &Record, symbol: &str, ids: &[RollCallId], which: &str, flags: &str) -> Error {
    let several = format!("{symbol} matches {} roll calls{which}", ids.len());
    let choose = if choices::are_told_apart(record, ids) { "type one as it stands here, or " } else { "" };
    let error = Error::usage(format!("{several}: {choose}choose by {flags}"));
    error.hints(choices::of_roll_calls(record, ids, width()))
}

/// The error for something typed that leads to no roll call, with what was probably meant.
pub(super) fn not_found(loaded: &Loaded, typed: &str, nearest: &[String]) -> Error {
    let (record, written) = (&loaded.record, Written::read(typed));
    let text = written.text.as_str();
    let error = match (written.number, written.day) {
        _ if is_file(typed) => {
            let path = quoted(typed);
            return Error::usage(format!(
                "{typed} is a file: files are given with --data, as in `unvote list --data {path}`"
            ));
        }
        _ if !nearest.is_empty() => no_symbol(typed).hints([meant(typed, nearest)]),
        (None, Some(day)) if text.is_empty() => of_day(record, typed, day),
        (Some(number), _) => Error::nothing(format!("no roll call has the number {number} in the UN Digital Library"))
            .hints(["the page of a document has another number than that of its vote: type its symbol".to_owned()]),
        _ if text.to_lowercase().starts_with("rcid") => no_symbol(typed)
            .hints(["rcid is the number of a roll call in Erik Voeten's data, which --data reads".to_owned()]),
        _ if text.is_empty() => Error::nothing(format!("no symbol of a document stands in '{}'", typed.trim()))
            .hints(["type one, as in A/RES/80/4, or search by words: `unvote search embargo cuba`".to_owned()]),
        _ => of_words(record, typed, text),
    };
    let held = record.len();
    let error = error.hints(of_session(record, text));
    error.hints(loaded.is_selection().then(|| format!("the embedded record holds {held} roll calls; {WHOLE_RECORD}")))
}

fn no_symbol(typed: &str) -> Error {
    Error::nothing(format!("no roll call has the symbol {typed}"))
}

/// Whether something is the name of a file that holds votes.
pub(super) fn is_file(typed: &str) -> bool {
    let path = Path::new(typed);
    let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    end.is_some_and(|end| OF_DATA.contains(&end.as_str())) || typed.contains(['/', '\\', '.']) && path.exists()
}

/// Whether something is written as symbols are.
pub(super) fn is_symbol(typed: &str) -> bool {
    let has_digit = typed.bytes().any(|byte| byte.is_ascii_digit());
    let is_data = OF_DATA.iter().any(|end| typed.to_lowercase().ends_with(&format!(".{end}")));
    // P5 and G77 are groups.
    has_digit && !is_data && Members::embedded().group(typed).is_none() && Written::read(typed).is_symbol()
}

fn meant(typed: &str, nearest: &[String]) -> String {
    let quoted: Vec<String> = nearest.iter().map(|symbol| quoted(symbol)).collect();
    let letter = nearest.first().map_or_else(String::new, |first| mistaken_letter(typed, first));
    format!("did you mean {}?{letter}", quoted.join(" or "))
}

/// Points out a letter that was typed in place of a digit.
fn mistaken_letter(typed: &str, meant: &str) -> String {
    let upper = typed.trim().to_uppercase();
    if as_digits(&upper) != as_digits(meant) {
        return String::new();
    }
    let mut pairs = upper.chars().rev().zip(meant.chars().rev());
    let wrong = pairs.find(|(typed, meant)| typed != meant).filter(|(_, meant)| meant.is_ascii_digit());
    wrong.map_or_else(String::new, |(letter, digit)| {
        let digit = if digit == '0' { "zero".to_owned() } else { digit.to_string() };
        format!(" (the letter {letter} stands where a {digit} would)")
    })
}

fn of_day(record: &Record, typed: &str, day: Date) -> Error {
    let held = record.ids().filter(|id| record.roll_call(*id).date == Some(day)).count();
    let error = Error::nothing(format!("{typed} is a day, not a symbol; {} of that day", roll_calls(held)));
    error.hints((held > 0).then(|| format!("unvote list --from {day} --to {day}")))
}

/// Where a session is named, or a resolution of one: what the record has of it.
fn of_session(record: &Record, text: &str) -> Option<String> {
    let symbol = Symbol::readings(text).into_iter().find(Symbol::is_resolution);
    let resolution = symbol.filter(|symbol| matches!(symbol.class(), Class::Assembly { .. }));
    let session = text.trim_matches('/').parse::<Session>().ok().or_else(|| resolution.as_ref()?.session())?;
    let of_session: Vec<RollCallId> =
        record.ids().filter(|id| record.roll_call(*id).session == Some(session)).collect();
    let held = roll_calls(of_session.len());
    if let Some(end) = record.ends_before(session).filter(|_| of_session.is_empty()) {
        return Some(format!("the files of the record go to {}; newer ones: `unvote data fetch`", day(end)));
    }
    if of_session.is_empty() || !of_session.iter().all(|id| record.roll_call(*id).is_vote()) {
        return None;
    }
    let lists = format!("`unvote list --session {session}` lists the {held} of the {}", session.name());
    let others = if resolution.is_some() { "; what was adopted without a vote is not among them" } else { "" };
    Some(lists + others)
}

/// The roll calls with most of these words, and the command that finds all of them; for a member or group, its commands.
fn of_words(record: &Record, typed: &str, text: &str) -> Error {
    let error = no_symbol(typed);
    let members = record.members();
    let member = members.find(text).ok().map(|id| members.get(id));
    let of_member = member.map(|one| format!("the member {}: `unvote country {}`", one.name, quoted(text)));
    let of_group = members.group(text);
    let of_group = of_group.map(|group| format!("the group {}: `unvote members {}`", group.name, quoted(text)));
    // Addresses, numbers and codes have no words.
    let is_word = |word: &str| word.chars().count() >= LEAST_LETTERS;
    let has_words = text.split(|letter: char| !letter.is_alphabetic()).any(is_word);
    let is_code = text.len() <= 3 && (of_member.is_some() || of_group.is_some());
    let is_asked = has_words && !is_code && !typed.contains("://");
    let Some(found) = is_asked.then(|| near_words(record, text)).flatten() else {
        let against = of_member.is_some().then(|| {
            format!("what it voted against: `unvote list --where {}`", quoted(&format!("{}=no", text.to_uppercase())))
        });
        // "latest" and the like: nothing else leads on.
        let newest = (of_member.is_none() && of_group.is_none())
            .then(|| "the newest roll calls: `unvote list --limit 5`".to_owned());
        return error.hints(of_member).hints(against).hints(of_group).hints(newest);
    };
    let (ids, shown) = (&found.ids, found.ids.len().min(OFFERED));
    let year = found.year.map_or_else(String::new, |year| format!(" --year {year}"));
    let (these, all) = match ids.len() {
        1 => ("one has", "the same".to_owned()),
        count => ("these have", format!("all {count}")),
    };
    let words = if found.whole { "its words" } else { "some of its words" };
    let all = format!("{all}: `unvote search {}{year}`", found.words);
    Error::nothing(format!("no roll call has the symbol {typed}; {these} {words}:"))
        .hints(choices::of_roll_calls(record, &ids[..shown], width()))
        .hints([all])
        .hints(of_member)
        .hints(of_group)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, usize) {
        let (symbols, without) = listed(text).unwrap();
        (symbols.join(" | "), without)
    }

    #[test]
    fn symbols_are_read_one_a_line_without_a_heading_and_empty_lines() {
        assert_eq!(
            read("symbol\nA/RES/80/4\n\"S/RES/2774(2025)\"\n\n"),
            ("A/RES/80/4 | S/RES/2774(2025)".to_owned(), 0)
        );
        assert_eq!(read("\u{feff}A/RES/80/4\r\n\r\nUNSCR 1441\r\n"), ("A/RES/80/4 | UNSCR 1441".to_owned(), 1));
        assert_eq!(read(""), (String::new(), 0));
    }

    #[test]
    fn of_a_table_the_surest_column_counts() {
        let table = "symbol,title,undl_id\nA/RES/80/4,\"Embargo, Cuba\",4092000\nA/ES-11/L.10,x,\n,y,\n,z,7\n";
        assert_eq!(read(table), ("4092000 | A/ES-11/L.10 | 7".to_owned(), 1));
        assert_eq!(read("draft\ttitle\nA/80/L.6\tx\n"), ("A/80/L.6".to_owned(), 0));
        assert!(listed("{\"symbol\": 1}").is_err());
    }

    #[test]
    fn a_list_in_one_text_has_its_parts() {
        assert_eq!(parts("80/4, 80/5 and 80/6;"), ["80/4", "80/5", "80/6"]);
    }
}
