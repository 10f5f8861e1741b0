//! What is loaded, and what the store holds.

mod add;
#[cfg(feature = "fetch")]
mod agreeing;
#[cfg(feature = "fetch")]
mod browser;
mod cite;
mod conflicts;
mod diff;
#[cfg_attr(not(feature = "fetch"), path = "no_fetch.rs")]
mod fetch;
#[cfg(feature = "fetch")]
mod progress;
mod shelf;

use clap::{Args, Subcommand};

use super::{Call, error::Error, loading::accounted};
use crate::report::{data::report, store::Shelved};
use crate::store::Stored;

/// What is loaded, and the store: add, fetch, check, compare, cite.
///
/// Sources, editions, spans and counts, what was skipped and what disagrees; with a subcommand, the store.
///
/// The UN Digital Library's voting data (General Assembly: record 4060887, Security Council: record 4055387 of
/// digitallibrary.un.org) and its records in MARCXML, Erik Voeten's roll calls (doi:10.7910/DVN/LEJUQZ), the `unvotes` package, wide and long
/// tables, lists of vetoes and this program's own JSON and CSV can be named with --data, also several at once, or be kept
/// in the store by `data add`, from which every command then answers.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    Add(add::Arguments),
    /// The sources of the store, with their editions, spans and counts.
    List,
    Remove(shelf::Remove),
    /// Checks every byte of the store, and reads all of it.
    Check,
    /// Where the sources that --data names, or those of the store, disagree.
    ///
    /// Every day, title and vote on which two of them differ, what stands, and by which rule.
    ///
    /// Of two sources the one named first stands, but a day from a source whose days are known to be unreliable gives way to
    /// one that is not. Roll calls are the same in two sources by their numbers, their resolution, or their draft and day.
    Conflicts,
    Cite(cite::Cite),
    Diff(diff::Arguments),
    Fetch(fetch::Arguments),
    /// Where the store is, or would be: the platform's folder for data, unless --store or `UNVOTE_STORE` names another.
    Where,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    match &arguments.action {
        None => {
            let loaded = call.load()?;
            call.output.write(report(&loaded.record, &accounted(&loaded)))
        }
        Some(Action::Add(arguments)) => add::run(call, arguments),
        Some(Action::List) => shelf::list(call),
        Some(Action::Remove(arguments)) => shelf::remove(call, arguments),
        Some(Action::Check) => shelf::check(call),
        Some(Action::Conflicts) => conflicts::run(call),
        Some(Action::Cite(_)) => cite::run(call),
        Some(Action::Diff(arguments)) => diff::run(call, arguments),
        Some(Action::Fetch(arguments)) => fetch::run(call, arguments),
        Some(Action::Where) => shelf::place(call),
    }
}

/// A source of the store, as reports describe it.
fn shelved(source: &Stored) -> Shelved {
    Shelved {
        name: source.name.clone(),
        format: source.format.clone(),
        edition: source.edition.clone(),
        added: source.added_at(),
        roll_calls: source.roll_calls.into(),
        votes: source.votes as i64,
        span: source.span(),
        paths: source.paths.clone(),
    }
}
