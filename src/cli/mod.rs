//! The command line: one file a command, each parses, selects, calls one analysis, builds one report and hands it on.

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
/// emergency special session on Palestine, and what belongs to them in the Security Council.
#[derive(Debug, Parser)]
#[command(name = "unvote", version, max_term_width = 100, propagate_version = true)]
#[command(
    after_help = "Examples:\n  unvote tally A/ES-11/L.10\n  unvote against ES-11/8 | head -3\n  unvote list --where US=abstain --year 2025\n  unvote tally ES-11/7 --data 2026_ga_voting.csv -o tally.csv"
)]
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

/// What every command is given.
#[derive(Debug)]
struct Call {
    input: InputOptions,
    output: OutputOptions,
}

/// Parses the command line and runs the command.
///
/// # Errors
/// Why there is no answer; [`Error::exit_code`] is the program's.
pub fn run() -> Result<(), Error> {
    let matches = Cli::command().get_matches();
    let Cli { command, input, mut output } = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    output.question = question::question(&Cli::command(), &matches);
    output.refuse_parquet(matches!(command, Command::Export(_)))?;
    let call = Call { input, output };
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
