//! The question as a command line, without input files and output options.

use crate::{report::words::quoted, source::without_secrets};
use clap::{Arg, ArgMatches, Command, builder::ValueParser, parser::ValueSource};

/// The command with what was typed: its name, its values, then its flags in the order in which help lists them.
pub(super) fn question(mut command: &Command, mut matches: &ArgMatches) -> String {
    let mut words = Vec::new();
    while let Some((name, below)) = matches.subcommand() {
        let Some(found) = command.find_subcommand(name) else { break };
        words.push(name.to_owned());
        (command, matches) = (found, below);
    }
    let is_path = |argument: &Arg| argument.get_value_parser().type_id() == ValueParser::path_buf().type_id();
    let is_asked = |argument: &&Arg| {
        let is_typed = matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine);
        is_typed && !argument.is_global_set() && !is_path(argument)
    };
    let (values, flags): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(is_asked).partition(|argument| argument.is_positional());
    for argument in values.into_iter().chain(flags) {
        let flag = argument.get_long().map(|long| format!("--{long}"));
        if !argument.get_action().takes_values() {
            words.extend(flag);
            continue;
        }
        let typed = matches.get_raw(argument.get_id().as_str()).into_iter().flatten();
        let mut typed: Vec<String> = typed.map(|value| value.to_string_lossy().into_owned()).collect();
        if let Some(delimiter) = argument.get_value_delimiter() {
            typed = vec![typed.join(&delimiter.to_string())];
        }
        words.extend(typed.iter().flat_map(|value| flag.iter().cloned().chain([quoted(value)])));
    }
    without_secrets(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::parser;

    fn asked(typed: &[&str]) -> String {
        let command = parser(None);
        question(&command, &command.clone().get_matches_from([&["unvote"], typed].concat()))
    }

    #[test]
    fn values_come_first_and_files_and_options_of_output_are_left_out() {
        let typed = ["tally", "--by=EU", "--data", "votes.csv", "A/ES-11/L.10", "--format", "json", "-o", "tally.json"];
        assert_eq!(asked(&typed), "tally A/ES-11/L.10 --by EU");
        assert_eq!(asked(&["data", "diff", "old.csv", "new.csv", "--limit", "3"]), "data diff");
    }

    #[test]
    fn flags_stand_in_their_order_and_values_with_spaces_are_quoted() {
        let typed = ["list", "--where", "US=no", "--topic", "human rights", "--important", "--year", "2024,2025"];
        assert_eq!(asked(&typed), "list --year 2024,2025 --topic 'human rights' --important --where US=no");
        assert_eq!(asked(&["list", "--topic", "Côte d'Ivoire"]), r"list --topic 'Côte d'\''Ivoire'");
    }
}
