//! How help looks: the examples stand first, `-h` fits a screen, and the program lists its commands by what they answer.
//! What it says stands with the arguments.

use clap::{Arg, ArgAction, Command, builder::StyledStr};

use super::{COMMANDS, terminal_width};

/// The examples of each command's help, under its name in brackets.
const EXAMPLES: &str = include_str!("examples.txt");
/// As many as `-h` shows.
const FEW: usize = 3;

/// The options that commands share, by the headings under which they stand. `-h` names those of one heading in a line.
pub(super) const SHARED: [&str; 4] = ["Which roll calls", "Whose votes", "Data", "Output"];

const COMMAND: &str = "\
{about-with-newline}
{usage-heading} {usage}

{before-help}{all-args}{after-help}";

const PROGRAM: &str = "\
{about-with-newline}
{usage-heading} {usage}
{before-help}{options}{after-help}";

/// The program with the flags that ask for help and for the version: those that clap makes would stand in every `-h`.
pub(super) fn with_flags(program: Command) -> Command {
    let help =
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Print help; with -h the most of it");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Print version");
    program
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args([help, version].map(|argument| argument.hide_short_help(true).global(true)))
}

/// The program, with its help and that of all commands that it has.
pub(super) fn dressed(program: Command) -> Command {
    let program = brief(program);
    let globals: Vec<Arg> = program.get_arguments().filter(|argument| is_shared(argument)).cloned().collect();
    let program = program.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        of_command(command, &name, &globals)
    });
    let commands = commands(&program);
    let (few, all) = (examples("", FEW), examples("", usize::MAX));
    let more = "'unvote COMMAND -h' tells of a command, 'unvote --help' of all options.";
    program
        .help_template(PROGRAM)
        .before_help(styled(&format!("{commands}\n{few}\n{more}")))
        .before_long_help(styled(&format!("{commands}\n{all}\nOptions:")))
        .after_long_help(more)
}

fn of_command(command: Command, name: &str, globals: &[Arg]) -> Command {
    let command = brief(command);
    let (few, all) = (examples(name, FEW), examples(name, usize::MAX));
    let shared = shared(&command, globals);
    let shows_more = command.has_subcommands() || command.get_arguments().any(|argument| !is_shared(argument));
    let command = command.help_template(COMMAND).before_long_help(styled(all.trim_end())).after_long_help("");
    let command = if shows_more {
        command.before_help(styled(few.trim_end())).after_help(styled(&shared))
    } else {
        command.before_help(styled(&format!("{few}\n{shared}")))
    };
    command.mut_subcommands(|below| {
        let name = format!("{name} {}", below.get_name());
        of_command(below, &name, globals)
    })
}

fn is_shared(argument: &Arg) -> bool {
    argument.get_help_heading().is_some_and(|heading| SHARED.contains(&heading)) && !argument.is_hide_set()
}

/// A command whose `-h` leaves out the shared options.
fn brief(command: Command) -> Command {
    command.mut_args(|argument| if is_shared(&argument) { argument.hide_short_help(true) } else { argument })
}

/// The examples of a command, this many at most.
pub(super) fn examples(name: &str, most: usize) -> String {
    let of = EXAMPLES.split("\n\n").find_map(|part| part.strip_prefix(&format!("[{name}]\n")));
    let Some(lines) = of else { return String::new() };
    let lines: Vec<String> = lines.trim_end().lines().take(most).map(|line| format!("  {line}\n")).collect();
    format!("Examples:\n{}", lines.concat())
}

/// The commands that the program has, by what they answer.
fn commands(program: &Command) -> String {
    let mut text = String::new();
    let widest = COMMANDS.iter().map(|command| command.name.len()).max().unwrap_or(0);
    let mut group = "";
    for command in COMMANDS {
        let Some(made) = program.find_subcommand(command.name) else { continue };
        if group != command.group {
            group = command.group;
            text.extend([group, ":\n"]);
        }
        let about = made.get_about().map(ToString::to_string).unwrap_or_default();
        text.push_str(&in_lines(&format!("  {:widest$}  ", command.name), &about));
    }
    text
}

/// A line for each family of shared options: those of a command, and those of all.
fn shared(command: &Command, globals: &[Arg]) -> String {
    let widest = SHARED.iter().map(|heading| heading.len()).max().unwrap_or(0);
    let mut text = String::new();
    for heading in SHARED {
        let of = |argument: &&Arg| is_shared(argument) && argument.get_help_heading() == Some(heading);
        let named = |argument: &Arg| format!("--{}", argument.get_long().unwrap_or_default());
        let options: Vec<String> = command.get_arguments().chain(globals).filter(of).map(named).collect();
        if !options.is_empty() {
            text.push_str(&in_lines(&format!("  {heading:widest$}  "), &options.join(" ")));
        }
    }
    if text.is_empty() { text } else { format!("Shared options, which --help describes:\n{text}") }
}

/// A text behind a beginning, as wide as the terminal, its further lines below each other.
fn in_lines(beginning: &str, text: &str) -> String {
    let indent = " ".repeat(beginning.len());
    let options = textwrap::Options::new(terminal_width())
        .initial_indent(beginning)
        .subsequent_indent(&indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}

/// The text with its headings as clap styles those of options. clap counts the width of a line on from a line break that
/// does not stand between the same two styles, so each heading has the one before it within its style.
fn styled(text: &str) -> StyledStr {
    let styles = clap::builder::Styles::styled();
    let style = styles.get_header();
    let one = |(place, line): (usize, &str)| {
        let before = if place > 0 { "\n" } else { "" };
        let is_heading = line.ends_with(':') && !line.starts_with(' ');
        if is_heading { format!("{style}{before}{line}{style:#}") } else { format!("{before}{line}") }
    };
    text.lines().enumerate().map(one).collect::<String>().into()
}
