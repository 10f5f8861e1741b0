//! Reads the United Nations' vote records and answers questions about them: how a roll call went and by which majority,
//! who voted how, how often two members agree, who moved between two votes on the same question.
//!
//! The rules of the bodies are in it: an abstention is not a vote, a recommendation of an emergency special session needs
//! two thirds, a permanent member's "no" on a matter of substance is a veto, and members, groups and seats are those of
//! the day of the vote. What a source does not say is unknown; it is never taken for an absence.
//!
//! # From a file to who was against
//!
//! [`source::load`] reads what people have, by content and not by name: the UN Digital Library's voting data, Erik
//! Voeten's roll calls, the R package `unvotes`, tables of your own, packed or not, several files merged into one record.
//!
//! ```
//! use unvote::{
//!     analysis::tally,
//!     record::{Found, Outcome, Position, Vote},
//!     source::{Options, load},
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A file, a folder or an archive; here the roll calls on Ukraine that come with the crate.
//! let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/record/ukraine.json");
//! let loaded = load(&[file], &Options::default())?;
//! assert_eq!(loaded.ledger.skipped(), 0); // what was not understood is counted, with its lines
//! let record = loaded.record;
//!
//! // A resolution, a draft or a meeting, in any form that is in use.
//! let Found::RollCalls(ids) = record.find("A/ES-11/L.10") else { return Err("not in the record".into()) };
//! let id = ids[0];
//!
//! // The tally, and what the rules make of it: two thirds of 111 present and voting.
//! let result = tally::result(&record, id);
//! assert_eq!(result.tally.map(|tally| tally.to_string()).as_deref(), Some("93-18-65"));
//! assert_eq!((result.needed, result.margin, result.outcome), (74, Some(19), Some(Outcome::Adopted)));
//!
//! // From the roll call to its votes, with members and names, is one step.
//! let against = record.votes(id).filter(|(_, position)| *position == Position::Voted(Vote::No));
//! let names: Vec<&str> = against.map(|(member, _)| member.name).collect();
//! assert_eq!(names.len(), 18);
//! assert!(names.contains(&"Hungary") && names.contains(&"United States"));
//! # Ok(())
//! # }
//! ```
//!
//! [`source::embedded`] is a record of 79 roll calls that needs no file:
//!
//! ```
//! use unvote::{analysis::agreement::{Measure, of_pair}, record::Selection, source};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let record = source::embedded()?.record;
//! let members = record.members();
//! let (france, russia) = (members.find("France")?, members.find("RU")?);
//! let mut selection = Selection::default();
//! selection.years.push(2022..=2025);
//! let positions = of_pair(&record, &selection.of(&record), france, russia);
//! assert!(Measure::Identical.value(&positions, Default::default()).is_some_and(|share| share < 0.5));
//! # Ok(())
//! # }
//! ```
//!
//! The programs in `examples/` go on from there, with any file that you have.
//!
//! # The rooms
//!
//! | module | what it holds | feature |
//! | --- | --- | --- |
//! | [`members`] | members, their codes and names, groups with dated membership; it knows no vote | |
//! | [`record`] | roll calls with their votes, symbols, sessions, majorities, and how roll calls are selected and found | |
//! | [`source`] | the formats that are read, the merge of several, and what is written in formats of our own | |
//! | [`store`] | a record on disk that opens in milliseconds | |
//! | [`analysis`] | one module a question: tallies, agreement, series, shifts, turning points, vetoes and more | |
//! | [`fetch`](https://docs.rs/unvote/latest/unvote/fetch/) | the files of the Digital Library and the Dataverse, over the network | `fetch` |
//! | `report`, `render`, `cli` | what the program prints, in which formats, and its command line | `cli` |
//!
//! # Features
//!
//! `cli` and `fetch` are on by default. A program that reads and analyses needs neither, and builds without a parser of
//! arguments, TLS and tables for terminals:
//!
//! ```toml
//! unvote = { version = "0.1", default-features = false }
//! ```
//!
//! `parquet` adds `export` to Apache Parquet to the program; `full` is every feature.
//!
//! # What it is not for
//!
//! It knows no reasons for a vote, no speeches and no explanations of vote. It estimates no ideal points: it exports the
//! matrices from which R and Python do. The embedded record is a selection, and says nothing of how a country votes in
//! general: for that, load the whole record. The rooms `report`, `render` and `cli` are the program's and promise
//! nothing to others.

#![warn(unreachable_pub)]
// What only the program asks of the rooms below it is not dead: a build without the program does not see who asks.
#![cfg_attr(not(all(feature = "cli", feature = "fetch")), allow(dead_code, unused_imports))]

pub mod analysis;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod members;
pub mod record;
#[cfg(feature = "cli")]
pub(crate) mod render;
#[cfg(feature = "cli")]
pub mod report;
pub mod source;
pub mod store;
