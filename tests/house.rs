//! The house keeps its order: no room imports one to its right, no two files import each other, no file is longer than
//! a sitting, and `unsafe` stands in one module only. This reads the sources as text.

mod circles;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each room with those that it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("members", &[]),
    ("record", &["members"]),
    ("source", &["members", "record"]),
    ("store", &["members", "record", "source"]),
    ("fetch", &["source"]),
    ("analysis", &["members", "record"]),
    ("report", &["members", "record", "analysis"]),
    ("render", &["report"]),
    ("cli", &["members", "record", "source", "store", "fetch", "analysis", "report", "render"]),
];
/// Lines of the longest file that can still be read at a sitting.
const LONGEST: usize = 450;
/// The files that may use `unsafe`: one maps files into memory, the other sees before the language whether standard output is
/// closed.
const UNSAFE: [&str; 2] = ["source/mapping.rs", "main.rs"];

/// Words that stand in one module, where what can go wrong with them is seen to: standard error may be closed, and a
/// thread may not start.
const ONE_PLACE: &[(&str, &[&str])] = &[
    ("eprint", &["render/told.rs"]),
    ("eprintln", &["render/told.rs"]),
    ("spawn_scoped", &["record/parallel.rs"]),
    // The others start the pager, and the browser.
    ("spawn", &["record/parallel.rs", "render/target.rs", "cli/data/browser.rs"]),
];

/// A word or a mark of Rust, with its line; comments, strings and characters are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token<'t> {
    text: &'t str,
    line: usize,
}

fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first);
        let (text, behind) = rest.split_at(length);
        let is_word = first.is_alphabetic() || first == '_';
        let is_mark = matches!(text, "::" | "{" | "}" | ";" | "," | "*" | "<");
        if (is_word && !text.ends_with(['"', '#'])) || is_mark {
            tokens.push(Token { text, line });
        }
        line += text.matches('\n').count();
        rest = behind;
    }
    tokens
}

/// Bytes of the token, comment, string or character at the beginning.
fn length(rest: &str, first: char) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment(rest);
    }
    if rest.starts_with("::") {
        return 2;
    }
    let prefix =
        ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| rest.starts_with(prefix)).unwrap_or_default();
    let hashes = rest[prefix.len()..].bytes().take_while(|byte| *byte == b'#').count();
    if rest[prefix.len() + hashes..].starts_with('"') && (hashes == 0 || prefix.ends_with('r')) {
        return string(rest, prefix.len() + hashes, prefix.ends_with('r').then_some(hashes));
    }
    if first == '\'' {
        return character(rest);
    }
    if first.is_alphabetic() || first == '_' {
        return rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    }
    first.len_utf8()
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let step = &rest.as_bytes()[at..];
        if step.starts_with(b"/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if step.starts_with(b"*/") {
            (depth, at) = (depth - 1, at + 2);
        } else {
            at += 1;
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// A string whose opening quotation mark stands at `quote`; raw ones end with as many `#` as they begin with.
fn string(rest: &str, quote: usize, raw: Option<usize>) -> usize {
    let body = &rest[quote + 1..];
    let end = if let Some(hashes) = raw {
        let close = format!("\"{}", "#".repeat(hashes));
        body.find(&close).map(|at| at + close.len())
    } else {
        let mut escaped = false;
        let closes = |c: char| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        };
        body.find(closes).map(|at| at + 1)
    };
    end.map_or(rest.len(), |end| quote + 1 + end)
}

/// A character literal, or the apostrophe of a lifetime.
fn character(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some(_)) => characters.find(|(_, c)| *c == '\'').map_or(rest.len(), |(at, _)| at + 1),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// The rooms that a file at this depth below the crate names, with the lines: by `crate::` or by `super::`.
fn imports<'t>(tokens: &[Token<'t>], depth: usize) -> Vec<Token<'t>> {
    let mut rooms = Vec::new();
    // For each open brace, whether it is a module's.
    let mut braces = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let begins = at == 0 || tokens[at - 1].text != "::";
        let modules = braces.iter().filter(|module| **module).count();
        match token.text {
            "{" => braces.push(at >= 2 && tokens[at - 2].text == "mod"),
            "}" => drop(braces.pop()),
            "crate" if begins => follow(tokens, at + 1, 0, &mut rooms),
            "super" if begins => follow(tokens, at + 1, depth + modules - 1, &mut rooms),
            _ => {}
        }
    }
    rooms
}

/// Notes what a path names that has come up to `above` modules below the crate, at its next `::`.
fn follow<'t>(tokens: &[Token<'t>], at: usize, above: usize, rooms: &mut Vec<Token<'t>>) {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    if text(at) != "::" {
        return;
    }
    let mut name = |at: usize| match text(at) {
        "super" if above > 0 => follow(tokens, at + 1, above - 1, rooms),
        "self" => {}
        _ if above == 0 => rooms.extend(tokens.get(at)),
        _ => {}
    };
    if text(at + 1) != "{" {
        return name(at + 1);
    }
    let (mut inside, mut next) = (1, at + 2);
    name(next);
    while inside > 0 && next < tokens.len() {
        match text(next) {
            "{" => inside += 1,
            "}" => inside -= 1,
            "," if inside == 1 && text(next + 1) != "}" => name(next + 1),
            _ => {}
        }
        next += 1;
    }
}

/// What a file of the house does wrong; its path is relative to `src`.
fn wrongs(path: &str, source: &str) -> Vec<String> {
    let mut wrongs = Vec::new();
    let tokens = tokens(source);
    let lines = source.lines().count();
    if lines > LONGEST {
        wrongs.push(format!("{path}: {lines} lines, where {LONGEST} are the most"));
    }
    for token in tokens.iter().filter(|token| !UNSAFE.contains(&path) && token.text.starts_with("unsafe")) {
        wrongs.push(format!("{path}:{}: `{}` stands in {} only", token.line, token.text, UNSAFE.join(" and ")));
    }
    for (word, places) in ONE_PLACE {
        for token in tokens.iter().filter(|token| !places.contains(&path) && token.text == *word) {
            wrongs.push(format!("{path}:{}: `{word}` stands in {} only", token.line, places.join(" and ")));
        }
    }
    let Some((room, _)) = path.split_once('/') else { return wrongs };
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        wrongs.push(format!("{path}: the house has no room `{room}`"));
        return wrongs;
    };
    let depth = path.split('/').count() - usize::from(path.ends_with("/mod.rs"));
    for import in imports(&tokens, depth) {
        if import.text != room && !allowed.contains(&import.text) {
            wrongs.push(format!("{path}:{}: `{room}` may not import `{}`", import.line, import.text));
        }
    }
    wrongs
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every file below `src`, with its text.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let relative = |path: &Path| path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
    files(&src).into_iter().map(|path| (relative(&path), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_file_keeps_the_order_of_the_house() {
    let found = sources();
    let is_there = |name: &&str| found.iter().any(|(path, _)| path == name);
    assert!(UNSAFE.iter().all(is_there), "one of {UNSAFE:?} is gone: name the file that took its place");
    let wrongs: Vec<String> = found.iter().flat_map(|(path, source)| wrongs(path, source)).collect();
    assert!(wrongs.is_empty(), "\n{}", wrongs.join("\n"));
}

#[test]
fn imports_to_the_right_are_found_however_they_are_written() {
    let bad = [
        ("record/vote.rs", "use crate::source::Ledger;", 1),
        ("record/vote.rs", "use crate::{\n    record::Symbol,\n    source::{self, Ledger},\n};", 3),
        ("record/vote.rs", "fn f() -> crate :: analysis::Tally {}", 1),
        ("record/mod.rs", "use super::report;", 1),
        ("record/vote.rs", "use super::super::cli::Args;", 1),
        ("record/vote.rs", "use super::{super::cli::Args, Symbol};", 1),
        ("source/undl/scan.rs", "\n\nuse super::super::super::analysis::tally;", 3),
        ("source/rows.rs", "#[cfg(test)]\nmod tests {\n    use super::super::super::report;\n}", 3),
        ("source/rows.rs", "mod a { mod b {} }\nuse super::super::report;", 2),
        ("render/json.rs", "use crate::{record, report::Report};", 1),
        ("render/json.rs", "const QUOTE: char = '\"'; use crate::record::Vote; const END: char = '\"';", 1),
        ("analysis/tally.rs", "let a = r#\"\"#; use crate::*;", 1),
        ("analysis/tally.rs", "let a = '\\''; struct S<'a>(&'a str); /* /* */ */ use crate::cli;", 1),
        ("source/rows.rs", "unsafe { f() }", 1),
        ("source/rows.rs", "#![allow(unsafe_code)]", 1),
        ("cli/tally.rs", "fn f() { eprintln!(\"{}\", 1) }", 1),
        ("source/rows.rs", "thread::spawn(|| 1)", 1),
    ];
    for (path, source, line) in bad {
        let wrongs = wrongs(path, source);
        assert_eq!(wrongs.len(), 1, "{source}: {wrongs:?}");
        assert!(wrongs[0].starts_with(&format!("{path}:{line}: ")), "{wrongs:?}");
    }
    assert_eq!(wrongs("shared/mod.rs", ""), ["shared/mod.rs: the house has no room `shared`"]);
    assert_eq!(wrongs("record/vote.rs", &"\n".repeat(LONGEST + 1)).len(), 1);
}

#[test]
fn what_only_looks_like_an_import_is_none() {
    let good = [
        ("record/vote.rs", "// use crate::source::Ledger;\n/* use crate::cli; */\n/// [`crate::source`]\nfn f() {}"),
        ("record/vote.rs", "let a = \"use crate::cli; \\\" use crate::cli\"; let b = r#\"crate::cli \" \"#;"),
        ("record/vote.rs", "pub(crate) fn f() {} pub(super) fn g() { super::super::record::h() }"),
        ("source/undl/scan.rs", "use super::super::{Rows, analysis::X}; use crate::{record::{Vote, Symbol}, source};"),
        ("source/rows.rs", "mod tests { use super::super::report; }"),
        ("cli/tally.rs", "use crate::{analysis, record, render, report, source};"),
        ("source/mapping.rs", "#![allow(unsafe_code)] fn f() { unsafe { g() } }"),
        ("lib.rs", "pub mod cli; pub mod record;"),
    ];
    for (path, source) in good {
        assert_eq!(wrongs(path, source), [""; 0], "{source}");
    }
}
