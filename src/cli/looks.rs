//! How what people read looks: its width, colours, marks and links, by flags and by what the terminal can do.

use std::env;
use std::io::{self, IsTerminal};

use clap::Args;
use supports_hyperlinks::Stream;

use super::words::words;
use crate::record::{Word, Words};
use crate::render::{Marks, Screen, Target};

/// When symbols are links to their documents.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Links {
    Auto,
    Always,
    Never,
}

/// For how wide a page pictures are laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Breadth {
    Wide,
    Narrow,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Words for Links {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Auto, "auto", "On a terminal that has them"),
        Word::new(Self::Always, "always", "Always").or(&["yes", "on", "true"]),
        Word::new(Self::Never, "never", "Never").or(&["no", "off", "false", "none"]),
    ];
}

impl Words for Breadth {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Wide, "wide", "For a page, 720 units wide"),
        Word::new(Self::Narrow, "narrow", "For a phone, 390 units wide"),
    ];
}

impl Words for Color {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Auto, "auto", "On a terminal, unless `NO_COLOR` is set"),
        Word::new(Self::Always, "always", "Always").or(&["yes", "on", "true"]),
        Word::new(Self::Never, "never", "Never").or(&["no", "off", "false", "none"]),
    ];
}

/// The flags for colours and links.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct Looks {
    /// When to use colour.
    #[arg(long, alias = "colour", value_name = "WHEN", value_parser = words::<Color>(), default_value = Color::Auto.typed(), global = true)]
    color: Color,
    #[arg(long, alias = "no-colour", hide = true, global = true, conflicts_with = "color")]
    no_color: bool,
    /// When symbols and record numbers are links to their documents.
    #[arg(long, value_name = "WHEN", value_parser = words::<Links>(), default_value = Links::Auto.typed(), global = true)]
    hyperlinks: Links,
    /// For how wide a page a picture is laid out: -o FILE.svg.
    #[arg(long, value_name = "WIDTH", value_parser = words::<Breadth>(), default_value = Breadth::Wide.typed(), global = true)]
    width: Breadth,
}

impl Looks {
    /// Whether symbols are links.
    pub(super) fn has_links(&self, target: &Target) -> bool {
        match self.hyperlinks {
            Links::Auto => matches!(target, Target::Stdout { .. }) && supports_hyperlinks::on(Stream::Stdout),
            Links::Always => true,
            Links::Never => false,
        }
    }

    /// How to write for people.
    pub(super) fn screen(&self, target: &Target) -> Screen {
        let terminal = io::stdout().is_terminal() && matches!(target, Target::Stdout { .. });
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match self.color {
            _ if self.no_color => false,
            Color::Auto => terminal && !no_color && env::var_os("TERM").is_none_or(|term| term != "dumb"),
            Color::Always => true,
            Color::Never => false,
        };
        Screen { width: columns(terminal), color, marks: marks(), is_narrow: self.width == Breadth::Narrow }
    }
}

/// The columns of the terminal that errors are told on.
pub(super) fn width() -> usize {
    columns(io::stderr().is_terminal())
}

fn columns(is_terminal: bool) -> usize {
    let told = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let columns = if is_terminal { seen().or_else(told) } else { told() };
    columns.unwrap_or(80)
}

/// The marks of the locale, by the usual order of its variables; those of Unicode where none is set.
fn marks() -> Marks {
    let set = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set).map(|locale| locale.to_lowercase());
    let is_unicode = locale.is_none_or(|locale| locale.contains("utf-8") || locale.contains("utf8"));
    if is_unicode { Marks::Unicode } else { Marks::Ascii }
}
