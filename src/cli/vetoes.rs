//! Who vetoed what in the Security Council, and when; or how often.

use clap::Args;

use super::{Call, error::Error, options::SelectionOptions, selecting::selected, words::words};
use crate::analysis::vetoes::{By, cast_by, vetoes};
use crate::report::{
    absence::{no_veto, no_veto_of},
    listing,
};
use crate::{record::Body, source::WITH_VETOES};

/// Vetoes in the Security Council: who vetoed what, and when.
///
/// With --by they are counted by member, topic or year.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Count instead of listing.
    #[arg(long, value_parser = words::<By>())]
    by: Option<By>,
    /// Only vetoes of this member, or of one in this list.
    #[arg(long, aliases = ["members", "country"], value_name = "MEMBER", allow_hyphen_values = true)]
    member: Option<String>,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// The note for records without a list of vetoes.
const NO_LIST: &str = "No list of vetoes is among the sources, so most vetoes are missing: the voting data of the UN Digital \
                       Library holds adopted resolutions only, and the embedded record a selection. `--data` or `data add` \
                       takes a list in.";

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let in_assembly = arguments.selection.body == Some(Body::GeneralAssembly);
    Error::usage_if(in_assembly, "vetoes are cast in the Security Council: not --body ga")?;
    let mut found = vetoes(record, &selected(&loaded, &arguments.selection)?);
    Error::nothing_if(found.is_empty(), no_veto(loaded.is_selection()))?;
    if let Some(member) = &arguments.member {
        let (list, all) = (record.members().list(member)?, found.len());
        found = cast_by(record, found, &list);
        Error::nothing_if(found.is_empty(), no_veto_of(record, &list, all))?;
    }
    let mut report = match arguments.by {
        None => listing::vetoes(record, &found),
        Some(By::Member) => listing::vetoes_by_member(record, &found),
        Some(By::Year) => listing::vetoes_by_year(record, &found),
        Some(By::Topic) => listing::vetoes_by_topic(record, &found),
    };
    if record.origins().iter().all(|origin| !WITH_VETOES.contains(&origin.format.as_str())) {
        report.notes.push(NO_LIST.to_owned());
    }
    call.output.selected(&arguments.selection, report)
}
