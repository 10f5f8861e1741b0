//! What was probably meant by words and flags that a command does not take, as commands to type.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};

use super::COMMANDS;
use super::options::year;
use super::symbols::{is_file, is_symbol};
use crate::members::Members;
use crate::record::Written;
use crate::report::words::{each_quoted, quoted};

/// Words between the names of members that mean nothing by themselves.
pub(super) const BETWEEN: [&str; 5] = ["and", "with", "vs", "vs.", "versus"];
/// The permanent members of the Security Council, by code (Charter, Article 23).
const PERMANENT: [&str; 6] = ["CHN", "FRA", "GBR", "RUS", "SUN", "USA"];
/// Flags that name members, where a command has none of these.
const OF_MEMBERS: [&str; 6] = ["--member", "--members", "--country", "--countries", "--state", "--states"];
/// Flags that ask for the vote of each member.
const OF_EACH_VOTE: [&str; 7] = ["--votes", "--details", "--full", "--roll", "--rollcall", "--names", "--show"];

/// The command line as it was typed: its command, the words in question, and all else.
struct Typed {
    command: &'static str,
    /// What stands between the command and the words in question, and after them.
    others: Vec<String>,
    words: Vec<String>,
}

/// What is wrong where a command does not take a word or flag, with what was probably meant; nothing where that is not known.
pub(super) fn unexpected(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return None };
    let typed: Vec<String> = arguments.iter().skip(1).map(|typed| typed.to_string_lossy().into_owned()).collect();
    let flag_of = |typed: &String| typed.split('=').next() == Some(wrong.as_str());
    let at = typed.iter().position(|one| one == wrong || flag_of(one))?;
    let before = |back: usize| at.checked_sub(back).map_or("", |at| typed[at].as_str());
    if !wrong.starts_with('-') && before(1).starts_with("--") && before(2).starts_with("--") {
        return Some(format!("error: {} needs a value: '{}' stands in its place", before(2), before(1)));
    }
    let command = typed.iter().find_map(|typed| COMMANDS.iter().find(|command| command.name == typed))?.name;
    let (words, after) = if wrong.starts_with('-') { flag(&typed[at..]) } else { values(&typed[at..]) };
    let others = typed[..at].iter().chain(after).filter(|typed| *typed != command).cloned().collect();
    let typed = Typed { command, others, words };
    let instead = if wrong.starts_with('-') { typed.instead_of_flag(wrong) } else { typed.instead_of_words() };
    let wrong = if wrong.starts_with('-') { wrong.clone() } else { format!("'{wrong}'") };
    let lines = instead.iter().map(|command| format!("\n  {command}"));
    let told = format!("error: {command} does not take {wrong}; you may mean{}", lines.collect::<String>());
    Some(told).filter(|_| !instead.is_empty())
}

/// The words up to the next flag, and what follows them.
fn values(typed: &[String]) -> (Vec<String>, &[String]) {
    let end = typed.iter().position(|typed| typed.starts_with('-')).unwrap_or(typed.len());
    (typed[..end].to_vec(), &typed[end..])
}

/// The value of the flag that stands first, and what follows it.
fn flag(typed: &[String]) -> (Vec<String>, &[String]) {
    if let Some((_, value)) = typed[0].split_once('=') {
        return (vec![value.to_owned()], &typed[1..]);
    }
    let has_value = typed.get(1).is_some_and(|value| !value.starts_with('-'));
    let end = if has_value { 2 } else { 1 };
    (typed[1..end].to_vec(), &typed[end..])
}

impl Typed {
    /// A command with all else that was typed.
    fn with(&self, command: &str) -> String {
        format!("unvote {command}{}", each_quoted(" ", &self.others))
    }

    /// The same command with this behind all else that was typed.
    fn and(&self, flags: &str) -> String {
        format!("{} {flags}", self.with(self.command))
    }

    fn instead_of_flag(&self, flag: &str) -> Vec<String> {
        let list = self.words.concat();
        match self.command {
            "list" | "search" if OF_MEMBERS.contains(&flag) && Members::embedded().list(&list).is_ok() => {
                self.of_members()
            }
            "members" if ["--group", "--groups"].contains(&flag) => {
                vec![self.with(&format!("members {}", quoted(&list)))]
            }
            "tally" | "against" if OF_EACH_VOTE.contains(&flag) => vec![self.with("show")],
            _ => Vec::new(),
        }
    }

    /// Roll calls by how members voted, and what is told of these.
    fn of_members(&self) -> Vec<String> {
        let (list, all) = (self.words.join(","), self.words.join(" "));
        if Members::embedded().find(&all).is_err() {
            return vec![self.with(&format!("matrix --members {}", quoted(&list)))];
        }
        let by_vote = self.with(&format!("list --where {}", quoted(&format!("{all}=no"))));
        vec![self.with(&format!("country {}", quoted(&all))), by_vote]
    }

    fn instead_of_words(&self) -> Vec<String> {
        let (members, all) = (Members::embedded(), self.words.join(" "));
        let between = |word: &&String| !BETWEEN.contains(&word.as_str());
        let names: Vec<String> = match members.list(&all) {
            Ok(_) => vec![all.clone()],
            Err(_) => self.words.iter().filter(between).cloned().collect(),
        };
        let are_members = !names.is_empty() && names.iter().all(|name| !is_symbol(name) && members.list(name).is_ok());
        let list = quoted(&names.join(","));
        let is_between = |word: &str| word == "to" || BETWEEN.contains(&word);
        // Nobody else has a veto: what is meant by another member is what the veto was about.
        let is_other = members.find(&all).is_ok_and(|one| !PERMANENT.contains(&members.get(one).code));
        match self.command {
            // A matrix of one member is its column.
            "matrix" if are_members && members.find(&list).is_ok() => vec![self.and(&format!("--with {list}"))],
            "matrix" | "blocs" | "ideal" | "shift" if are_members => vec![self.and(&format!("--members {list}"))],
            "vetoes" if are_members && !is_other => vec![self.and(&format!("--member {list}"))],
            "shift" if self.others.iter().any(|other| is_between(other)) => {
                let others = self.others.iter().filter(|other| !is_between(other));
                vec![format!("unvote shift{}", each_quoted(" ", others.chain(&self.words)))]
            }
            "turning" | "country" if are_members => self.beside(&list),
            _ if self.words.iter().all(|word| is_file(word)) => {
                let files = self.words.iter().map(|word| format!("--data {}", quoted(word)));
                vec![self.and(&files.collect::<Vec<_>>().join(" "))]
            }
            _ if year(&all).is_ok() => vec![self.and(&format!("--year {all}"))],
            _ if self.words.iter().all(|word| is_symbol(word)) => self.of_symbols(),
            "list" => self.listed(are_members.then_some(&names)),
            "country" | "turning" | "matrix" | "blocs" | "vetoes" => {
                vec![self.and(&format!("--topic {}", quoted(&all)))]
            }
            _ => Vec::new(),
        }
    }

    /// One member beside others, of which the first was taken for the only one.
    fn beside(&self, list: &str) -> Vec<String> {
        let compare = self.first().map(|first| format!("unvote compare {} {list}", quoted(first)));
        [self.and(&format!("--with {list}"))].into_iter().chain(compare).collect()
    }

    /// The member that was typed first.
    fn first(&self) -> Option<&String> {
        self.others.first().filter(|first| self.command == "country" && !first.starts_with('-'))
    }

    fn of_symbols(&self) -> Vec<String> {
        let symbols = each_quoted(" ", &self.words);
        match self.first() {
            Some(member) => vec![format!("unvote tally{symbols} --members {}", quoted(member))],
            None => vec![format!("unvote tally{symbols}")],
        }
    }

    fn listed(&self, members: Option<&Vec<String>>) -> Vec<String> {
        let day = Written::read(&self.words.join(" "));
        if let (Some(day), "") = (day.day, day.text.as_str()) {
            return vec![self.and(&format!("--from {day} --to {day}"))];
        }
        let words = each_quoted(" ", &self.words);
        let is_code = self.words.iter().all(|word| word.chars().count() <= 3);
        let search = (!is_code).then(|| self.with(&format!("search{words}")));
        search.into_iter().chain(members.map(|_| self.of_members()).into_iter().flatten()).collect()
    }
}
