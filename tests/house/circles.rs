//! No two files import each other: whoever reads one of them would have to read the other first.
//!
//! A file imports the file in which what it names is defined: by `use`, or by a path in its code. Names are followed
//! through what a `mod.rs` re-exports, so that `super::Symbol` counts as the file of `Symbol`; a thing that the `mod.rs`
//! defines itself counts as the `mod.rs`. That a `mod.rs` names the files below it does not count, as it is there to
//! declare, gather and wire them, and its files may well use what it defines for all of them. Tests do not count either.

use std::collections::{BTreeMap, BTreeSet};

use super::{Token, sources, tokens};

/// Files that import each other still. The list may only become shorter.
const KNOWN_CIRCLES: &[[&str; 2]] = &[];

/// The files of the crate by their modules, and what each module brings into its scope from elsewhere.
struct Crate {
    /// The path of the file of a module, below `src`; the module of the crate has the empty name.
    files: BTreeMap<String, String>,
    /// By module and name, the whole path of what is brought in.
    brought: BTreeMap<(String, String), Vec<String>>,
}

/// A path that stands in a file, whole from the crate on.
struct Named {
    path: Vec<String>,
    /// What it is called from there on, where a `use` brings it in.
    brought_as: Option<String>,
}

impl Crate {
    /// The module whose file defines what the path names, or that holds it as far as can be seen.
    fn module_of(&self, path: &[String], depth: usize) -> String {
        let mut module = String::new();
        for (at, name) in path.iter().enumerate() {
            let below = if module.is_empty() { name.clone() } else { format!("{module}::{name}") };
            if self.files.contains_key(&below) {
                module = below;
            } else if let Some(target) = self.brought.get(&(module.clone(), name.clone())).filter(|_| depth < 8) {
                return self.module_of(&[target, &path[at + 1..]].concat(), depth + 1);
            } else {
                break;
            }
        }
        module
    }
}

fn module(file: &str) -> Vec<String> {
    let names = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if names == "lib" { Vec::new() } else { names.split('/').map(ToOwned::to_owned).collect() }
}

/// What stands behind `super`, `self` and `crate`, and otherwise in the module itself.
fn whole(module: &[String], path: &[&str]) -> Vec<String> {
    let ups = path.iter().take_while(|name| **name == "super").count();
    let from = match path[0] {
        "crate" => &[],
        _ => &module[..module.len().saturating_sub(ups)],
    };
    let rest = &path[if matches!(path[0], "crate" | "self") { 1 } else { ups }..];
    from.iter().cloned().chain(rest.iter().map(|name| (*name).to_owned())).collect()
}

/// Every path that a file names, but for its tests.
fn named(tokens: &[Token<'_>], file: &str) -> Vec<Named> {
    let (mut named, mut module) = (Vec::new(), module(file));
    // For each open brace, whether it is a module's.
    let (mut braces, mut at) = (Vec::new(), 0);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    while at < tokens.len() {
        match text(at) {
            "mod" if text(at + 2) == "{" && text(at + 1) == "tests" => at = behind(tokens, at + 2),
            "mod" if text(at + 2) == "{" => {
                module.push(text(at + 1).to_owned());
                braces.push(true);
                at += 3;
            }
            "{" => {
                braces.push(false);
                at += 1;
            }
            "}" => {
                if braces.pop() == Some(true) {
                    module.pop();
                }
                at += 1;
            }
            // What stands in angle brackets are the lifetimes that an `impl Trait` captures.
            "use" if text(at + 1) != "<" => {
                let mut paths = Vec::new();
                at = branches(tokens, at + 1, &[], &mut paths);
                named.extend(
                    paths
                        .into_iter()
                        .map(|(path, name)| Named { path: whole(&module, &path), brought_as: Some(name.to_owned()) }),
                );
            }
            first if text(at + 1) == "::" && (at == 0 || text(at - 1) != "::") => {
                let mut path = vec![first];
                while text(at + 1) == "::" && !matches!(text(at + 2), "" | "{" | "}" | ";" | "," | "*" | "<") {
                    path.push(text(at + 2));
                    at += 2;
                }
                named.push(Named { path: whole(&module, &path), brought_as: None });
                at += 1;
            }
            _ => at += 1,
        }
    }
    named
}

/// The place behind the brace that closes the one at this place.
fn behind(tokens: &[Token<'_>], open: usize) -> usize {
    let mut inside = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "{" => inside += 1,
            "}" => inside -= 1,
            _ => {}
        }
        if inside == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The branches of a `use`, each with what it is called from there on; the place behind them.
fn branches<'t>(
    tokens: &[Token<'t>], mut at: usize, stem: &[&'t str], paths: &mut Vec<(Vec<&'t str>, &'t str)>,
) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut path = stem.to_vec();
    loop {
        match text(at) {
            "{" => {
                at += 1;
                while !matches!(text(at), "}" | "") {
                    at = branches(tokens, at, &path, paths);
                    at += usize::from(text(at) == ",");
                }
                return at + 1;
            }
            "*" => {
                paths.push((path, "*"));
                return at + 1;
            }
            // The stem itself, or nothing where the path begins with `::`.
            "self" if !path.is_empty() => at += 1,
            "::" => {}
            name => {
                path.push(name);
                at += 1;
            }
        }
        if text(at) != "::" {
            break;
        }
        at += 1;
    }
    let renamed = text(at) == "as";
    let name = if renamed { text(at + 1) } else { path[path.len() - 1] };
    paths.push((path, name));
    at + if renamed { 2 } else { 0 }
}

/// Pairs of files that import each other, in order.
fn circles(sources: &[(String, String)]) -> BTreeSet<[String; 2]> {
    let is_test = |file: &str| file.ends_with("tests.rs") || file.contains("/tests/") || file == "main.rs";
    let sources = || sources.iter().filter(|(file, _)| !is_test(file));
    let files = sources().map(|(file, _)| (module(file).join("::"), file.clone())).collect();
    let mut house = Crate { files, brought: BTreeMap::new() };
    let mut paths = Vec::new();
    for (file, source) in sources() {
        for one in named(&tokens(source), file) {
            if let Some(name) = one.brought_as {
                house.brought.entry((module(file).join("::"), name)).or_insert_with(|| one.path.clone());
            }
            paths.push((file.as_str(), one.path));
        }
    }
    let imports: BTreeSet<(&str, &str)> =
        paths.iter().map(|(file, path)| (*file, house.files[&house.module_of(path, 0)].as_str())).collect();
    let gathers = |file: &str, other: &str| file.strip_suffix("mod.rs").is_some_and(|folder| other.starts_with(folder));
    let both = |(a, b): &&(&str, &str)| a < b && imports.contains(&(b, a)) && !gathers(a, b) && !gathers(b, a);
    imports.iter().filter(both).map(|(a, b)| [(*a).to_owned(), (*b).to_owned()]).collect()
}

#[test]
fn no_two_files_import_each_other_but_those_that_are_known() {
    let known: BTreeSet<[String; 2]> = KNOWN_CIRCLES.iter().map(|pair| pair.map(ToOwned::to_owned)).collect();
    assert_eq!(known.len(), KNOWN_CIRCLES.len());
    let found = circles(&sources());
    let new: Vec<_> = found.difference(&known).collect();
    assert!(new.is_empty(), "files that import each other: {new:#?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "no circles any more, to be taken from KNOWN_CIRCLES: {gone:#?}");
}

#[test]
fn circles_are_found_however_the_import_is_written() {
    let mods = "mod vote;\nmod roll;\npub use roll::Roll;\npub use vote::{self as kept, Vote as Cast};";
    let roll = "use crate::record::vote::Vote;";
    let circle = |vote: &str, roll: &str| {
        let files = [("record/mod.rs", mods), ("record/roll.rs", roll), ("record/vote.rs", vote)];
        circles(&files.map(|(file, text)| (file.to_owned(), text.to_owned()))).len()
    };
    for vote in [
        "use super::Roll;",
        "use super::roll;",
        "use super::{\n    Other,\n    roll::{self, Roll as Rolled},\n};",
        "use crate::record::Roll;",
        "fn f(roll: &super::Roll) {}",
        "use super::super::record; fn f() { record::roll::f() }",
        "mod a { use super::super::Roll; }",
    ] {
        assert_eq!(circle(vote, roll), 1, "{vote}");
    }
    for roll in ["use super::Cast;", "use super::kept;", "use super::kept::Vote;", "fn f() { super::vote::f() }"] {
        assert_eq!(circle("use super::Roll;", roll), 1, "{roll}");
    }
    for vote in [
        "use super::{Other, Cast}; use std::fmt;",
        "use super::*;",
        "#[cfg(test)]\nmod tests { use super::super::Roll; fn f() { if true {} } }",
        "// use super::Roll;",
        "use roll::Roll;",
    ] {
        assert_eq!(circle(vote, roll), 0, "{vote}");
    }
}
