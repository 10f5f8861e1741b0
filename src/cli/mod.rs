//! The command line: one file per command, which parses its arguments, selects roll calls, calls one analysis, and
//! prints one report.

mod against;
mod compare;
mod country;
mod data;
mod error;
mod export;
mod grid;
mod groups;
mod list;
mod loading;
mod matrix;
mod members;
mod options;
mod output;
mod overwriting;
mod question;
mod search;
mod selecting;
mod series;
mod shift;
mod show;
mod tally;
mod turning;
mod vetoes;
mod words;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use error::Error;
use options::InputOptions;
use output::OutputOptions;

/// Analyses United Nations vote records: how a vote went, who voted against, and where each figure comes from.
///
/// Without --data it answers from the record that is compiled in: Ukraine and Crimea, the embargo against Cuba, the
/// emergency special session on Palestine, and the related votes in the Security Council.
#[derive(Debug, Parser)]
#[command(name = "unvote", version, max_term_width = 100, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Debug, Subcommand)]
enum Command {
    Tally(tally::Arguments),
    Against(against::Arguments),
    Show(show::Arguments),
    List(list::Arguments),
    Search(search::Arguments),
    Series(series::Arguments),
    Shift(shift::Arguments),
    Vetoes(vetoes::Arguments),
    Country(country::Arguments),
    Grid(grid::Arguments),
    Turning(turning::Arguments),
    Compare(compare::Arguments),
    Matrix(matrix::Arguments),
    Members(members::Arguments),
    Groups(groups::Arguments),
    Data(data::Arguments),
    Export(export::Arguments),
}

/// The examples at the end of each command's help, under its name in brackets.
const EXAMPLES: &str = include_str!("examples.txt");

/// The options that all commands share.
#[derive(Debug)]
struct Call {
    input: InputOptions,
    output: OutputOptions,
}

/// Parses the command line and runs the command.
///
/// # Errors
/// When there is no answer; [`Error::exit_code`] gives the program's exit code.
pub fn run() -> Result<(), Error> {
    let mut parser = with_examples(Cli::command(), "");
    let matches = parser.get_matches_mut();
    let Cli { command, input, mut output } = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    output.question = question::question(&parser, &matches);
    output.refuse_parquet(matches!(command, Command::Export(_)))?;
    let call = Call { input, output };
    call.refuse_to_overwrite(&call.input.data)?;
    match command {
        Command::Tally(arguments) => tally::run(&call, &arguments),
        Command::Against(arguments) => against::run(&call, &arguments),
        Command::Show(arguments) => show::run(&call, &arguments),
        Command::List(arguments) => list::run(&call, &arguments),
        Command::Search(arguments) => search::run(&call, &arguments),
        Command::Series(arguments) => series::run(&call, &arguments),
        Command::Shift(arguments) => shift::run(&call, &arguments),
        Command::Vetoes(arguments) => vetoes::run(&call, &arguments),
        Command::Country(arguments) => country::run(&call, &arguments),
        Command::Grid(arguments) => grid::run(&call, &arguments),
        Command::Turning(arguments) => turning::run(&call, &arguments),
        Command::Compare(arguments) => compare::run(&call, &arguments),
        Command::Matrix(arguments) => matrix::run(&call, &arguments),
        Command::Members(arguments) => members::run(&call, &arguments),
        Command::Groups(arguments) => groups::run(&call, &arguments),
        Command::Data(arguments) => data::run(&call, &arguments),
        Command::Export(arguments) => export::run(&call, &arguments),
    }
}

/// Adds the examples to the help of a command and its subcommands; `name` is the command's path without `unvote`.
fn with_examples(command: clap::Command, name: &str) -> clap::Command {
    let examples = EXAMPLES.split("\n\n").find_map(|part| part.strip_prefix(&format!("[{name}]\n")));
    let command = match examples {
        Some(lines) => command.after_help(format!("Examples:\n  {}", lines.trim_end().replace('\n', "\n  "))),
        None => command,
    };
    command.mut_subcommands(|below| {
        let name = format!("{name} {}", below.get_name());
        with_examples(below, name.trim_start())
    })
}
