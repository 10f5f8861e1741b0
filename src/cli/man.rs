//! The manual pages of the program and of its commands, made of the same declarations as their help.

use std::io::{self, Write};
use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::{Args, Command};
use clap_mangen::Man;

use super::{COMMANDS, Call, error::Error, help::examples, parser};
use crate::render::unless_gone;

/// Manual pages: prints one, or writes all into a folder.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The command; without one the page is that of the program.
    #[arg(value_name = "COMMAND", conflicts_with = "into")]
    command: Option<String>,
    /// Write the pages of the program and of all its commands into this folder, which is made if there is none.
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(_: &Call, arguments: &Arguments) -> Result<(), Error> {
    let mut program = whole(parser(None));
    program.build();
    if let Some(folder) = &arguments.into {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        return write_all(&program, folder);
    }
    let page = match &arguments.command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
            Error::usage(format!("'{name}' is not a command")).hints([format!("commands: {}", names.join(" "))])
        })?,
    };
    let printed = page_of(page).and_then(|text| io::stdout().write_all(&text));
    Ok(unless_gone(printed).context("cannot write to standard output")?)
}

/// A command as pages show it: with the options that `-h` leaves out, and without commands that print help.
fn whole(command: Command) -> Command {
    let command = command.mut_args(|argument| argument.hide_short_help(false));
    command.disable_help_subcommand(true).mut_subcommands(whole)
}

/// Writes the pages of a command and of all below it.
fn write_all(command: &Command, folder: &std::path::Path) -> Result<(), Error> {
    let path = folder.join(format!("{}.1", command.get_display_name().unwrap_or_else(|| command.get_name())));
    let written = page_of(command).and_then(|text| fs::write(&path, text));
    written.with_context(|| format!("cannot write {}", path.display()))?;
    command.get_subcommands().try_for_each(|below| write_all(below, folder))
}

/// A page in the language of `man`, with the synopsis of the help: a list of all options would be a page of its own.
fn page_of(command: &Command) -> io::Result<Vec<u8>> {
    // As the examples are kept: `data fetch` of `unvote-data-fetch`.
    let name = command.get_display_name().and_then(|name| name.strip_prefix("unvote-")).unwrap_or_default();
    let name = &name.replace('-', " ");
    let (page, mut text) = (Man::new(command.clone()), Vec::new());
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().replace('-', "\\-").replace('\n', "\n.br\n");
    writeln!(text, ".SH SYNOPSIS\n{usage}")?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut text)?;
    }
    let examples = examples(name, usize::MAX);
    if !examples.is_empty() {
        let lines = examples.lines().skip(1).map(|line| line.trim().replace('\\', "\\e").replace('-', "\\-"));
        writeln!(text, ".SH EXAMPLES\n.nf\n{}\n.fi", lines.collect::<Vec<_>>().join("\n"))?;
    }
    page.render_version_section(&mut text)?;
    Ok(text)
}
