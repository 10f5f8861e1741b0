//! What was probably meant by a first word that is no command: another name of one, or what a command is about.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};

use super::options::year;
use super::symbols::{is_file, is_symbol};
use super::unexpected::BETWEEN;
use super::{COMMANDS, help::examples};
use crate::members::Members;
use crate::record::Written;
use crate::report::words::{each_quoted, quoted};

/// Other names of commands, with what each runs.
const NAMES: [(&str, &[&str]); 21] = [
    ("vote result results outcome count resolution res", &["tally"]),
    ("rollcall roll-call details detail info view", &["show"]),
    ("opposed opponents no", &["against"]),
    ("for yes favour favor in-favour supporters", &["against", "--vote", "yes"]),
    ("abstain abstained abstentions abstaining", &["against", "--vote", "abstain"]),
    ("absent non-voting nonvoting", &["against", "--vote", "non-voting"]),
    ("ls resolutions rollcalls roll-calls", &["list"]),
    ("find grep lookup", &["search"]),
    ("veto vetos", &["vetoes"]),
    ("member countries states", &["members"]),
    ("group", &["groups"]),
    ("agree agreement", &["compare"]),
    ("unity loyalty loyal defections defectors rebels", &["cohesion"]),
    ("allies similar closest farthest friends neighbours neighbors coincidence", &["nearest"]),
    ("bloc cluster clusters camps alliances", &["blocs"]),
    ("map mds", &["blocs", "--map"]),
    ("forecast next", &["predict", "--next"]),
    ("surprise surprises surprising unexpected expected", &["predict"]),
    ("backtest", &["predict", "--backtest"]),
    ("briefing story tell report sentences", &["brief"]),
    ("version", &["--version"]),
];
/// Names of the newest roll calls.
const LATEST: [&str; 4] = ["latest", "newest", "recent", "last"];
/// How many they are.
const FEW: &str = "10";

/// Names that may mean several commands, with those.
const SEVERAL: [(&str, &[&str]); 6] = [
    ("votes", &["unvote show ES-11/7", "unvote country US", "unvote list --year 2025"]),
    ("who", &["unvote against ES-11/7", "unvote show ES-11/7", "unvote members EU"]),
    ("stats statistics summary", &["unvote tally ES-11/7", "unvote country US", "unvote data"]),
    ("history trend", &["unvote series 80/4", "unvote country US", "unvote turning US --with GB"]),
    ("diff change changes changed", &["unvote shift ES-11/6 ES-11/7", "unvote data diff OLD NEW"]),
    (
        "topic topics subjects",
        &["unvote search nuclear weapons", "unvote list --topic nuclear", "unvote compare US RU --by topic"],
    ),
];

/// Words of a question that no title is sought by.
const OF_QUESTIONS: [&str; 24] = [
    "how", "who", "what", "when", "which", "why", "did", "does", "do", "has", "have", "was", "were", "is", "are",
    "the", "in", "on", "for", "against", "vote", "voted", "votes", "voting",
];

/// What a command may lack, as help writes it and in words.
const LACKING: [(&str, &str); 10] = [
    ("shift <A> and <B>", "two roll calls of a body, or two years"),
    ("shift <B>", "a second roll call, or a second year"),
    ("country <MEMBER>", "a member"),
    ("compare <MEMBER>", "two members or groups"),
    ("cohesion <GROUP>", "a group"),
    ("nearest <MEMBER|GROUP>", "a member or group"),
    ("search <WORD>", "words to look for"),
    ("export <WHAT>", "what to export: tallies, votes, history, series, shifts or agreement"),
    ("data add <PATH|URL>", "a file, a folder or an address"),
    ("data remove <SOURCE>", "the name of a source, as `unvote data list` has it, or --all"),
];

/// The arguments with the command that a word stands for, which is no command as it is written; `None` where it is another
/// name of none.
pub(super) fn by_another_name(word: &str, arguments: &[OsString]) -> Option<Vec<OsString>> {
    let typed = word.to_lowercase();
    let is_limited = || arguments.iter().any(|typed| typed.to_str().is_some_and(|typed| typed.starts_with("--limit")));
    let command: &[&str] = match COMMANDS.iter().find(|command| command.name == typed) {
        Some(command) => &[command.name],
        None if !LATEST.contains(&typed.as_str()) => named(&NAMES, &typed)?,
        None if is_limited() => &["list"],
        None => &["list", "--limit", FEW],
    };
    let at = arguments.iter().position(|typed| typed == word)?;
    let command = command.iter().map(OsString::from);
    Some(arguments[..at].iter().cloned().chain(command).chain(arguments[at + 1..].iter().cloned()).collect())
}

fn named(table: &[(&str, &'static [&'static str])], typed: &str) -> Option<&'static [&'static str]> {
    table.iter().find(|(names, _)| names.split(' ').any(|name| name == typed)).map(|(_, commands)| *commands)
}

/// What is wrong where the first word is no command, with what was probably meant.
pub(super) fn no_command(error: &clap::Error, word: &str, arguments: &[OsString]) -> String {
    let typed: Vec<String> = arguments.iter().map(|typed| typed.to_string_lossy().into_owned()).collect();
    let words = typed.iter().skip_while(|typed| *typed != word).take_while(|typed| !typed.starts_with('-'));
    let words: Vec<String> = words.cloned().collect();
    let near: Vec<String> = match error.get(ContextKind::SuggestedSubcommand) {
        Some(ContextValue::String(near)) => vec![near.clone()],
        Some(ContextValue::Strings(near)) => near.clone(),
        _ => Vec::new(),
    };
    let rest = each_quoted(" ", words.iter().skip(1));
    // What is like a command by its letters was meant where nothing else says what was.
    let others = instead(&words);
    let is_sure = others.iter().any(|command| !command.starts_with("unvote search"));
    let near = near.iter().filter(|_| !is_sure).map(|command| format!("unvote {command}{rest}"));
    let instead: Vec<String> = near.chain(others).map(|command| format!("\n  {command}")).collect();
    let meant = if instead.is_empty() { "" } else { "; you may mean" };
    let all = "\n  unvote --help lists the commands";
    format!("error: '{word}' is not a command{meant}{}{all}", instead.concat())
}

/// The command of `data` that was typed.
fn data_command(arguments: &[OsString]) -> String {
    let below = arguments.iter().filter_map(|typed| typed.to_str()).skip_while(|typed| *typed != "data").nth(1);
    ["data"].into_iter().chain(below).collect::<Vec<_>>().join(" ")
}

/// What a command lacks, with an example of it.
pub(super) fn incomplete(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    let Some(ContextValue::Strings(lacks)) = error.get(ContextKind::InvalidArg) else { return None };
    let is_command = |typed: &&str| COMMANDS.iter().any(|command| command.name == *typed);
    let command = arguments.iter().filter_map(|typed| typed.to_str()).find(is_command)?;
    let lacks = lacks.iter().map(|lacks| lacks.trim_end_matches('.')).collect::<Vec<_>>().join(" and ");
    let command = if command == "data" { data_command(arguments) } else { command.to_owned() };
    let examples = examples(&command, 3);
    let name = format!("{command} {lacks}");
    let lacks = LACKING.iter().find(|(lacking, _)| *lacking == name).map_or(lacks, |(_, words)| (*words).to_owned());
    Some(format!("error: {command} needs {lacks}\n{}", examples.trim_end())).filter(|_| !examples.is_empty())
}

/// Names without what stands between them: `US and Russia`.
fn not_between(words: &[String]) -> Vec<String> {
    let names: Vec<String> = words.iter().filter(|word| !BETWEEN.contains(&word.as_str())).cloned().collect();
    let are_members = names.len() > 1 && names.iter().all(|name| Members::embedded().list(name).is_ok());
    if are_members { names } else { words.to_vec() }
}

/// What to type instead of these words, of which the first is no command; nothing where they say too little.
pub(super) fn instead(words: &[String]) -> Vec<String> {
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    if let Some(commands) = named(&SEVERAL, &first) {
        // What was typed stands in the place of the example.
        let example = |word: &String| if is_symbol(word) { "ES-11/7" } else { "US" };
        let filled = |command: String, word: &String| command.replace(example(word), &quoted(word));
        return commands.iter().map(|command| words[1..].iter().fold((*command).to_owned(), filled)).collect();
    }
    let words: &[String] = &not_between(words);
    let all = words.join(" ");
    if words.iter().all(|word| is_file(word)) {
        let files = each_quoted(" --data ", words);
        return vec![format!("unvote data{files}"), format!("unvote list{files}")];
    }
    let whole = Written::read(&all);
    if let (Some(day), "") = (whole.day, whole.text.as_str()) {
        return vec![format!("unvote list --from {day} --to {day}")];
    }
    if let Ok(year) = year(&all) {
        return vec![format!("unvote list --year {year}")];
    }
    if first == "rcid" {
        return vec![format!("unvote tally {} --data FILE", quoted(&all))];
    }
    let spoken = |words: &[&String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>();
    let members = Members::embedded();
    let is_member = |word: &&String| !is_symbol(word) && members.list(word).is_ok();
    let (symbols, others): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| is_symbol(word));
    let are_members = !others.is_empty() && others.iter().all(is_member);
    let listed = spoken(&others).join(",");
    let mut instead = Vec::new();
    match (symbols.len(), others.len()) {
        (_, 0) => instead.push(format!("unvote tally {}", spoken(&symbols).join(" "))),
        (1.., _) if are_members => {
            instead.push(format!("unvote tally {} --members {listed}", spoken(&symbols).join(" ")));
        }
        _ if whole.text != all && is_symbol(&all) => instead.push(format!("unvote tally {}", quoted(&all))),
        (0, _) if members.list(&all).is_ok() || others.len() == 1 && are_members => {
            let command = if members.find(&all).is_ok() { "country" } else { "members" };
            instead.push(format!("unvote {command} {}", quoted(&all)));
        }
        (0, 2) if are_members => instead.push(format!("unvote compare {}", spoken(&others).join(" "))),
        (0, _) if are_members => instead.push(format!("unvote matrix --members {listed}")),
        (1.., _) => instead.push(format!("unvote tally {}", spoken(&symbols).join(" "))),
        // Of a whole sentence the member that it names.
        _ => {
            let is_named = |word: &&&String| word.len() > 3 && members.find(word).is_ok();
            let of_member = others.iter().filter(is_named).map(|word| format!("unvote country {}", quoted(word)));
            instead.extend(of_member);
        }
    }
    let has_words = others.iter().any(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 3);
    let is_sought = |word: &&String| !OF_QUESTIONS.contains(&word.to_lowercase().trim_end_matches('?'));
    let sought = each_quoted(" ", words.iter().filter(is_sought));
    let are_sides = are_members && others.len() > 1;
    if has_words && !are_sides && !sought.is_empty() && (instead.len() != 1 || symbols.is_empty()) {
        instead.push(format!("unvote search{sought}"));
    }
    instead
}
