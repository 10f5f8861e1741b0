//! `unvote vetoes`.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::{Call, Nothing, options::SelectionOptions};
use crate::{
    analysis::{
        topics::Topics,
        vetoes::{count_by, vetoes},
    },
    record::Body,
    report::listing,
    source::LIST_OF_VETOES,
};

/// What vetoes are counted by.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// The member that vetoed.
    Member,
    /// Its topics: issues, subject headings or agenda items, as the source has them, else its title.
    Topic,
    /// The calendar year.
    Year,
}

/// Vetoes in the Security Council: who vetoed what, when; or counted by member, topic or year.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote vetoes\n  unvote vetoes --by year --data sc_vetoes.csv\n  unvote vetoes --member US --data sc_vetoes.csv"
)]
pub struct Arguments {
    /// Count instead of listing.
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Only vetoes of this member.
    #[arg(long, value_name = "MEMBER")]
    member: Option<String>,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// What is told where no source lists vetoes.
const NO_LIST: &str = "No list of vetoes is among the sources, so most vetoes are missing: the voting data of the UN Digital \
                       Library holds adopted resolutions only, and the embedded record a selection. `--data` or `data add` \
                       takes a list in.";

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    if arguments.selection.body == Some(Body::GeneralAssembly) {
        bail!("vetoes are cast in the Security Council: not --body ga");
    }
    let mut found = vetoes(record, &call.selected(record, &arguments.selection)?);
    if let Some(member) = &arguments.member {
        let list = record.members().list(member)?;
        found.retain(|veto| {
            let day = record.roll_call(veto.id).date;
            day.is_some_and(|day| !(list.on(record.members(), day) & veto.members).is_empty())
        });
    }
    if found.is_empty() {
        let text = if call.input.is_embedded() {
            "no veto among these roll calls; the embedded record is a selection: a list of vetoes (--data) has the others"
        } else {
            "no veto among these roll calls; the voting data of the UN Digital Library holds adopted resolutions only, so \
             vetoed drafts come from a list of vetoes (--data)"
        };
        return Err(Nothing(text.to_owned()).into());
    }
    let mut report = match arguments.by {
        None => listing::vetoes(record, &found, &listing::vetoed_in_all(found.len())),
        Some(By::Member) => listing::veto_counts_by_member(record, &found),
        Some(By::Year) => {
            let year = |id| record.roll_call(id).date.map(|day| day.year().to_string());
            listing::veto_counts(record, &found, ("year", "year"), &count_by(&found, year))
        }
        Some(By::Topic) => {
            let topics = Topics::new(record, found.iter().map(|veto| veto.id));
            let of = |id| match topics.of(id) {
                [] => vec![record.text(record.roll_call(id).title).to_owned()],
                several => several.to_vec(),
            };
            listing::veto_counts(record, &found, ("topic", "topic"), &count_by(&found, of))
        }
    };
    if record.origins().iter().all(|origin| origin.format != LIST_OF_VETOES) {
        report.notes.push(NO_LIST.to_owned());
    }
    call.output.write(report)
}
