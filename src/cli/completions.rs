//! Completes in a shell what is typed: commands, options and their values, and out of the record symbols, members, groups,
//! sessions and topics. The command prints the script that the shell reads once; the script then asks on every Tab, by a
//! variable of the environment. A question is answered within milliseconds, so that no large file is read for it.

use crate::members::order::{InOrder as _, distinct};
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::{cmp::Reverse, collections::BTreeSet, env, fs, io};

use anyhow::Context as _;
use clap::{Arg, Args};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _};
use clap_complete::env::{CompleteEnv, Shells};

use super::loading::{OURS, is_ours};
use super::{Call, error::Error, options::InputOptions};
use crate::members::{Date, Members};
use crate::record::{Issues, Record, RollCallId};
use crate::render::unless_gone;
use crate::source::{self, Loaded, Options};
use crate::store::OpenStore;

/// The variable by which a shell's script asks, with the name of the shell.
const ASKED_BY: &str = "UNVOTE_COMPLETE";
/// The largest files, in bytes together, that `--data` may name for their symbols to be completed.
const MOST_BYTES: u64 = 1 << 20;
/// The most values that are offered.
const MOST: usize = 200;

/// Completion by Tab in a shell, of symbols, members and topics too.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The shell; without it the one that the variable SHELL names.
    #[arg(value_name = "SHELL", ignore_case = true, value_parser = ["bash", "zsh", "fish", "powershell", "elvish"])]
    shell: Option<String>,
}

/// Runs the command.
pub(super) fn run(_: &Call, arguments: &Arguments) -> Result<(), Error> {
    let of_user = || Some(Path::new(&env::var_os("SHELL")?).file_stem()?.to_string_lossy().into_owned());
    let shells = Shells::builtins();
    let name = arguments.shell.clone().or_else(of_user).unwrap_or_default();
    let Some(shell) = shells.completer(&name) else {
        return Err(Error::usage("for which shell? Name bash, zsh, fish, powershell or elvish"));
    };
    // The program itself where it was named by its path, which need not be where a shell looks for programs.
    let typed = env::args_os().next().unwrap_or_default();
    let is_path = Path::new(&typed).components().count() > 1;
    let program = env::current_exe().ok().filter(|_| is_path).map_or(typed, Into::into);
    let written = shell.write_registration(ASKED_BY, "unvote", "unvote", &program.to_string_lossy(), &mut io::stdout());
    Ok(unless_gone(written).context("cannot write to standard output")?)
}

/// Answers the question of a shell's script; `false` where none asks.
///
/// # Errors
/// When the shell is not known, or standard output cannot be written.
pub(super) fn answer(parser: fn() -> clap::Command) -> Result<bool, Error> {
    let shell = env::var_os(ASKED_BY).filter(|shell| !shell.is_empty() && shell != "0");
    let Some(shell) = shell else { return Ok(false) };
    let escapes = shell == "bash";
    CompleteEnv::with_factory(|| completed(parser(), escapes))
        .var(ASKED_BY)
        .bin("unvote")
        .try_complete(env::args_os(), env::current_dir().ok().as_deref())
        .map_err(|error| Error::usage(error.to_string().trim_start_matches("error: ").trim_end()))
}

/// What stands where a value is expected.
#[derive(Clone, Copy)]
enum Expected {
    Symbol,
    Member,
    /// Members and groups, separated by commas.
    Members,
    Group,
    Topic,
    Session,
    /// A file, the store or the embedded record.
    Data,
}

impl Expected {
    fn of(arg: &Arg) -> Option<Self> {
        match arg.get_value_names()?.first()?.as_str() {
            _ if arg.get_id() == "data" => Some(Self::Data),
            "SYMBOL" | "A" | "B" => Some(Self::Symbol),
            "MEMBER" => Some(Self::Member),
            "LIST" | "MEMBER|GROUP" | "MEMBERS=VOTE" => Some(Self::Members),
            "GROUP" | "GROUPS" => Some(Self::Group),
            "WORDS|CODE" => Some(Self::Topic),
            "SESSIONS" => Some(Self::Session),
            _ => None,
        }
    }
}

/// The parser with what completes its values; `escapes` if the shell takes them as they are, and would split them.
fn completed(command: clap::Command, escapes: bool) -> clap::Command {
    let command = command.mut_args(|arg| match Expected::of(&arg) {
        Some(expected) => arg.add(ArgValueCompleter::new(move |typed: &OsStr| offered(expected, typed, escapes))),
        None => arg,
    });
    command.mut_subcommands(|below| completed(below, escapes))
}

/// The values that may be meant by what is typed of one, each with what it stands for.
fn offered(expected: Expected, typed: &OsStr, escapes: bool) -> Vec<CompletionCandidate> {
    let files = || PathCompleter::any().complete(typed);
    let Some(typed) = typed.to_str() else { return Vec::new() };
    if matches!(expected, Expected::Data) && !typed.starts_with('@') {
        return files();
    }
    let typed = if escapes { typed.replace('\\', "") } else { typed.to_owned() };
    // Of a list the last part is completed.
    let is_list = matches!(expected, Expected::Members | Expected::Session);
    let start = if is_list { typed.rfind([',']).map_or(0, |comma| comma + 1) } else { 0 };
    let (before, part) = typed.split_at(start);
    let (sign, part) = part.strip_prefix('-').filter(|_| is_list).map_or(("", part), |part| ("-", part));
    let lower = !part.chars().any(char::is_uppercase);
    let begins = |value: &str| {
        value.get(..part.len()).is_some_and(|begin| begin == part || lower && begin.eq_ignore_ascii_case(part))
    };
    // A shell shows only what goes on as it was typed.
    let lower = lower && part.chars().any(char::is_lowercase);
    let candidate = |(order, (value, told)): (usize, (String, String))| {
        let rest = &value[part.len()..];
        let rest = if lower { rest.to_lowercase() } else { rest.to_owned() };
        let whole = format!("{before}{sign}{part}{rest}");
        let whole = if escapes { escaped(&whole) } else { whole };
        CompletionCandidate::new(whole).help(Some(told.into())).display_order(Some(order))
    };
    values(expected, part, &begins).into_iter().enumerate().map(candidate).collect()
}

/// A value as bash takes it for one word.
fn escaped(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/-_.,:=+@%".contains(c);
    value.chars().flat_map(|c| (!is_plain(c)).then_some('\\').into_iter().chain([c])).collect()
}

/// Whether a value goes on from what is typed.
type Begins<'b> = &'b dyn Fn(&str) -> bool;
/// A value with what it stands for.
type Offered = (String, String);

/// The values of a kind that are meant most often first, as many as are offered.
fn values(expected: Expected, typed: &str, begins: Begins<'_>) -> Vec<Offered> {
    match expected {
        Expected::Symbol => asked_of().map_or_else(Vec::new, |loaded| symbols(&loaded.record, typed, begins)),
        Expected::Topic => asked_of().map_or_else(Vec::new, |loaded| topics(&loaded.record, typed, begins)),
        Expected::Session => asked_of().map_or_else(Vec::new, |loaded| sessions(&loaded.record, begins)),
        Expected::Data => {
            let ours = OURS.iter().filter(|(name, _)| begins(name));
            ours.map(|(name, what)| ((*name).to_owned(), (*what).to_owned())).collect()
        }
        Expected::Member => members(&Members::embedded(), typed, begins),
        Expected::Group => groups(&Members::embedded(), begins),
        Expected::Members => {
            let table = Members::embedded();
            groups(&table, begins).into_iter().chain(members(&table, typed, begins)).collect()
        }
    }
}

/// The record that the command would ask, if it is read within milliseconds.
fn asked_of() -> Option<Loaded> {
    let words: Vec<OsString> = env::args_os().skip_while(|word| word != "--").collect();
    let after = |option: &str| -> Vec<OsString> {
        let joined = format!("{option}=");
        let behind = |pair: &[OsString]| (pair[0] == *option).then(|| pair[1].clone());
        let within = |word: &OsString| Some(OsString::from(word.to_str()?.strip_prefix(&joined)?));
        words.windows(2).filter_map(behind).chain(words.iter().filter_map(within)).collect()
    };
    let data = after("--data");
    if !data.is_empty() && !data.iter().any(|path| is_ours(Path::new(path))) {
        let sizes =
            data.iter().map(|path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len()));
        let small = sizes.sum::<Option<u64>>().is_some_and(|bytes| bytes <= MOST_BYTES);
        return small.then(|| source::load(&data, &Options::default()).ok())?;
    }
    let input = InputOptions { store: after("--store").pop().map(Into::into), ..InputOptions::default() };
    let stored = input.store_folder().ok().and_then(|folder| OpenStore::open(&folder).ok().flatten());
    stored.map_or_else(|| source::embedded().ok(), |store| store.load().ok())
}

/// Symbols of resolutions and drafts, the newest first; short as people write them where what is typed begins so.
fn symbols(record: &Record, typed: &str, begins: Begins<'_>) -> Vec<Offered> {
    let is_of = |body: &&str| typed.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(body));
    let short = typed.len() > 1 && !["A/", "S/"].iter().any(is_of);
    let mut known = BTreeSet::new();
    let symbols_of = |id: &RollCallId| {
        let symbols = [record.symbol(*id), record.text(record.roll_call(*id).draft)];
        symbols.map(|symbol| (if short { symbol.strip_prefix("A/RES/").unwrap_or_default() } else { symbol }, *id))
    };
    let all = newest_first(record).into_iter().flat_map(|id| symbols_of(&id));
    let new = all.filter(|(symbol, _)| !symbol.is_empty() && begins(symbol) && known.insert(*symbol));
    new.take(MOST).map(|(symbol, id)| (symbol.to_owned(), told(record, id))).collect()
}

/// The day and the beginning of the title.
fn told(record: &Record, id: RollCallId) -> String {
    let one = record.roll_call(id);
    let day = one.date.map_or_else(String::new, |day| format!("{day} "));
    day + &record.text(one.title).chars().take(60).collect::<String>()
}

fn newest_first(record: &Record) -> Vec<RollCallId> {
    let mut ids: Vec<RollCallId> = record.ids().collect();
    ids.in_order_of(|id| Reverse((record.roll_call(*id).date, *id)));
    ids
}

/// Members by their codes and, as soon as two letters are typed, by their names.
fn members(table: &Members, typed: &str, begins: Begins<'_>) -> Vec<Offered> {
    let order = table.in_order(table.seated(Date::MAX), false);
    let codes = order.iter().map(|id| (table.get(*id).code, table.get(*id).name));
    let named = codes.clone().filter(|_| typed.len() > 1).map(|(code, name)| (name, code));
    let all = codes.chain(named).filter(|(value, _)| begins(value));
    all.take(MOST).map(|(value, told)| (value.to_owned(), told.to_owned())).collect()
}

fn groups(table: &Members, begins: Begins<'_>) -> Vec<Offered> {
    let all = table.groups().iter().filter(|group| begins(group.code));
    all.map(|group| (group.code.to_owned(), group.name.to_owned())).collect()
}

/// Issues by their codes, and the subject headings of the record.
fn topics(record: &Record, typed: &str, begins: Begins<'_>) -> Vec<Offered> {
    let texts = distinct(record.ids().map(|id| record.roll_call(id).subjects));
    let headings = distinct(texts.iter().flat_map(|text| record.text(*text).split('|')).map(str::trim));
    let headings = headings.into_iter().filter(|heading| !typed.is_empty() && !heading.is_empty());
    let all = Issues::NAMES.iter().copied().chain(headings.map(|heading| (heading, "")));
    let meant = all.filter(|(value, _)| begins(value)).take(MOST);
    meant.map(|(value, told)| (value.to_owned(), told.to_owned())).collect()
}

/// Sessions of the Assembly, the latest first.
fn sessions(record: &Record, begins: Begins<'_>) -> Vec<Offered> {
    let mut known = BTreeSet::new();
    let sessions = newest_first(record).into_iter().filter_map(|id| record.roll_call(id).session);
    let new = sessions.filter(|session| known.insert(*session)).map(|session| session.to_string());
    new.filter(|session| begins(session)).map(|session| (session, String::new())).collect()
}
