//! The command line: one file per command, which parses its arguments, selects roll calls, calls one analysis, and
//! prints one report.

mod again;
mod against;
mod atlas;
mod before;
mod blocs;
mod brief;
mod cohesion;
mod compare;
mod completions;
mod country;
mod data;
mod drawing;
mod error;
mod export;
mod grid;
mod groups;
mod guess;
mod help;
mod ideal;
mod list;
mod loading;
mod looks;
mod man;
mod matrix;
mod meant;
mod members;
mod nearest;
mod options;
mod output;
mod overwriting;
mod pictured;
mod places;
mod predict;
mod progress;
mod question;
mod search;
mod selecting;
mod series;
mod shift;
mod show;
mod symbols;
mod tally;
mod turning;
mod unexpected;
mod vetoes;
mod words;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write as _};
use std::{env, process::ExitCode};

use anyhow::Context as _;
use clap::{
    ArgMatches, Args as _,
    error::{ContextKind, ErrorKind},
};

use error::{Error, Kind};
use options::InputOptions;
use output::OutputOptions;

use crate::render::{tell, unless_gone};

/// The longest line of help.
const WIDEST_HELP: usize = 100;

/// A command: its name, its arguments, and what runs it.
struct Command {
    name: &'static str,
    /// What commands of its kind are about, as help tells it.
    group: &'static str,
    arguments: fn(clap::Command) -> clap::Command,
    run: fn(&Call, &ArgMatches) -> Result<(), Error>,
}

macro_rules! commands {
    ($($group:literal: $($name:ident)*;)*) => {
        /// The commands, in the order in which help lists them.
        const COMMANDS: &[Command] = &[$($(Command {
            name: stringify!($name),
            group: $group,
            arguments: $name::Arguments::augment_args,
            run: |call, matches| $name::run(call, &parsed(matches)),
        },)*)*];
    };
}

commands! {
    "Roll calls": tally against show grid brief list search vetoes atlas;
    "A question through the years": series shift predict;
    "Members, groups and positions": country compare nearest matrix turning members groups cohesion blocs ideal;
    "Data and this program": data export completions man;
}

/// The commands whose answers can be drawn.
const DRAWN: &[&str] = &[
    "tally", "brief", "shift", "compare", "country", "series", "cohesion", "nearest", "matrix", "blocs", "ideal",
    "turning",
];

/// Analyses United Nations vote records: how a vote went, and who voted how.
///
/// Without --data it answers from the record that is compiled in: Ukraine and Crimea, the embargo against Cuba, the
/// emergency special session on Palestine, and the related votes in the Security Council.
#[derive(Debug, clap::Args)]
#[command(version, max_term_width = WIDEST_HELP, propagate_version = true)]
struct Call {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    output: OutputOptions,
}

/// Parses the command line, runs the command, and returns the exit code of the program; no answer goes to standard output
/// that is closed.
pub fn run(stdout_is_closed: bool) -> ExitCode {
    if cfg!(panic = "abort") {
        std::panic::set_hook(Box::new(told_and_ended));
    }
    answer(stdout_is_closed).unwrap_or_else(|error| {
        tell(&format!("error: {error}"));
        error.exit_code()
    })
}

/// Tells a fault of the program, or of a library that reads files for it, and ends with the code for what is unforeseen.
fn told_and_ended(panic: &std::panic::PanicHookInfo<'_>) {
    let payload = panic.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason is given");
    let advice = "a damaged file can be the cause; if none is, please report the command";
    tell(&format!("error: unvote, or a library that reads files for it, has a fault: {text}\n  {advice}"));
    std::process::exit(Kind::Unforeseen as i32);
}

fn answer(stdout_is_closed: bool) -> Result<ExitCode, Error> {
    if completions::answer(|| parser(None))? {
        return Ok(ExitCode::SUCCESS);
    }
    let mut arguments: Vec<OsString> = env::args_os().collect();
    let typed = arguments.get(1).map(OsString::as_os_str);
    let mut parser = program(typed);
    let mut read = parser.try_get_matches_from_mut(&arguments);
    if read.is_err() {
        parser = self::parser(typed);
        read = parser.try_get_matches_from_mut(&arguments);
    }
    let no_command = |error: &clap::Error| error.get(ContextKind::InvalidSubcommand).map(ToString::to_string);
    let word = read.as_ref().err().and_then(no_command);
    if let Some(meant) = word.and_then(|word| guess::by_another_name(&word, &arguments)) {
        arguments = meant;
        read = parser.try_get_matches_from_mut(&arguments);
    }
    let matches = match read {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() => {
            tell(&misunderstood(&error, &arguments));
            return Ok(ExitCode::from(Kind::Usage as u8));
        }
        Err(_) if stdout_is_closed => return Err(closed()),
        Err(help) => {
            let printed = help.print().and_then(|()| io::stdout().flush());
            return Ok(unless_gone(printed).context("cannot write to standard output").map(|()| ExitCode::SUCCESS)?);
        }
    };
    let mut call: Call = parsed(&matches);
    if stdout_is_closed && call.output.is_printed() {
        return Err(closed());
    }
    call.output.question = question::question(&parser, &matches);
    call.output.data = call.input.typed();
    let asked = matches
        .subcommand()
        .and_then(|(name, below)| Some((COMMANDS.iter().find(|command| command.name == name)?, below)));
    let Some((command, below)) = asked else { return Err(Error::usage("a command is missing")) };
    call.refuse_to_overwrite(&call.input.data)?;
    // A folder has no format.
    if command.name != "atlas" {
        call.output.refuse_formats(command.name == "export")?;
    }
    if !call.output.quiet {
        meant::tell_of_codes(&parser, &matches);
    }
    let answer = (command.run)(&call, below).map_err(|error| error.or_elsewhere(|| call.elsewhere()));
    answer.map(|()| ExitCode::SUCCESS)
}

/// What is wrong with the arguments. Where the reason quotes the value, it is not quoted before that as well.
fn misunderstood(error: &clap::Error, arguments: &[OsString]) -> String {
    let told = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(word)) => Some(guess::no_command(error, &word.to_string(), arguments)),
        (ErrorKind::MissingRequiredArgument, _) => guess::incomplete(error, arguments),
        (ErrorKind::MissingSubcommand, _) => {
            Some(format!("error: a command is missing\n{}", help::examples("", 3).trim_end()))
        }
        (ErrorKind::UnknownArgument, _) => unexpected::unexpected(error, arguments),
        _ => None,
    };
    if let Some(told) = told {
        return told;
    }
    let text = error.render().to_string().trim_end().to_owned();
    let (Some(argument), Some(value)) = (error.get(ContextKind::InvalidArg), error.get(ContextKind::InvalidValue))
    else {
        return text;
    };
    text.replacen(
        &format!("invalid value '{value}' for '{argument}': '{value}' "),
        &format!("{argument}: '{value}' "),
        1,
    )
}

fn closed() -> Error {
    anyhow::anyhow!("cannot write to standard output: it is closed").into()
}

/// The parser of the command that is typed first, or of all where that is no command, with their help.
fn parser(typed: Option<&OsStr>) -> clap::Command {
    help::dressed(program(typed))
}

/// The same without what help says: to lay that out, or to make the arguments of each command, would take a fifth of the
/// time of a short answer.
fn program(typed: Option<&OsStr>) -> clap::Command {
    let one = COMMANDS.iter().position(|command| Some(OsStr::new(command.name)) == typed);
    let commands = one.map_or(COMMANDS, |at| &COMMANDS[at..=at]);
    let made = commands.iter().map(|command| (command.arguments)(clap::Command::new(command.name)));
    let program = Call::augment_args(clap::Command::new("unvote"));
    help::with_flags(program.subcommand_required(true).arg_required_else_help(true).subcommands(made))
}

/// What was parsed, or the end with the parser's message.
fn parsed<T: clap::FromArgMatches>(matches: &ArgMatches) -> T {
    T::from_arg_matches(matches).unwrap_or_else(|error| error.exit())
}

/// The width of the terminal, as help is laid out: 100 columns at the most, and where it is not known.
fn terminal_width() -> usize {
    let told = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    seen.or_else(told).map_or(WIDEST_HELP, |width: usize| width.clamp(40, WIDEST_HELP))
}
