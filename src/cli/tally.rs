//! `unvote tally`.

use anyhow::Result;
use clap::Args;

use super::{
    Call,
    groups::group_named,
    options::{MembersOption, SelectionOptions},
};
use crate::{
    analysis::{series::Links, tally::REGIONS},
    record::Record,
    report::tally::{Wanted, report},
};

/// How a vote went: numbers, majority, who was against, and the same by regional group.
///
/// A symbol may be a draft, a resolution, a meeting or a short form: A/ES-11/L.10, A/RES/ES-11/7, ES-11/7, 2774. A
/// symbol that leads to several roll calls (amendments, paragraphs, parts) shows them all.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote tally A/ES-11/L.10\n  unvote tally S/RES/2774 --names\n  unvote tally ES-11/7 --by EU,BRICS,NATO\n  unvote tally ES-11/7 ES-11/8 --format csv"
)]
pub struct Arguments {
    /// Symbols of roll calls; or none, and a selection instead.
    #[arg(value_name = "SYMBOL")]
    symbols: Vec<String>,
    /// All members by name, not only those against.
    #[arg(long)]
    names: bool,
    /// Tally by these groups instead of the regional ones: codes or names with commas, or `none`.
    #[arg(long, value_name = "GROUPS", default_value = "region")]
    by: String,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let ids = call.named(record, &arguments.symbols, &arguments.selection)?;
    let groups = groups(record, &arguments.by)?;
    let whose = arguments.members.seated(record, &ids)?;
    // Where members are asked for, the moves of all others are not; the main table alone has no place for them, and
    // linking a record that no store has linked takes half as long as reading it.
    let links = (whose.list.is_none() && !call.output.writes_main_table_only()).then(|| Links::of(record));
    let wanted = Wanted { names: arguments.names, official: call.output.official, whose, groups, links };
    call.output.write(report(record, &ids, &wanted))
}

/// The codes of the groups to tally by.
fn groups<'r>(record: &'r Record, by: &str) -> Result<Vec<&'r str>> {
    match by.trim().to_lowercase().as_str() {
        "region" | "regions" | "regional" => return Ok(REGIONS.to_vec()),
        "none" => return Ok(Vec::new()),
        _ => {}
    }
    let mut codes = Vec::new();
    for name in by.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        codes.push(group_named(record.members(), name)?.code);
    }
    Ok(codes)
}
