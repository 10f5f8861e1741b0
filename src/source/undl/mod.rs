//! The UN Digital Library's voting data (Dag Hammarskjöld Library): General Assembly, its outcomes, Security Council.
//!
//! Columns are found by name, so every edition is read by the same code; it knows nothing of other formats.

mod build;
mod layout;
mod scan;
mod titles;

pub(super) use build::{modality, without_a_vote};
use layout::Layout;
pub(crate) use titles::plain as plain_title;

use crate::record::Record;
use crate::source::format::{Context, Fit, Format, Ledger, Recognised, SourceError};

const TERMS: &str =
    "United Nations Dag Hammarskjöld Library, General Assembly Voting Data; non-commercial use with attribution";
const TERMS_SC: &str =
    "United Nations Dag Hammarskjöld Library, Security Council Voting Data; non-commercial use with attribution";

/// Member votes of the General Assembly, record 4060887: a row for each vote of a member.
pub(crate) const ASSEMBLY: Format = Format {
    name: "UN Digital Library, General Assembly voting data",
    terms: TERMS,
    fits: |head, _| head.fit(&[layout::VOTE, layout::CODE, layout::RESOLUTION, layout::UNDL_ID, layout::DATE]),
    read: |inputs, context, ledger| read(&ASSEMBLY, inputs, context, ledger),
};

/// Member votes of the Security Council, record 4055387.
pub(crate) const COUNCIL: Format = Format {
    name: "UN Digital Library, Security Council voting data",
    terms: TERMS_SC,
    fits: |head, _| head.fit(&[layout::PERMANENT, layout::VOTE, layout::CODE, layout::RESOLUTION, layout::DATE]),
    read: |inputs, context, ledger| read(&COUNCIL, inputs, context, ledger),
};

/// Resolutions of the General Assembly, also those without a recorded vote, record 4060945: a row for each
/// resolution.
pub(crate) const OUTCOMES: Format = Format {
    name: "UN Digital Library, General Assembly resolutions",
    terms: TERMS,
    fits: |head, _| match head.columns.find(layout::VOTE) {
        None => head.fit(&[layout::MODALITY, layout::RESOLUTION, layout::UNDL_ID, layout::TITLE]),
        Some(_) => Fit::Lacks(vec!["rows of resolutions, not of votes"]),
    },
    read: |inputs, context, ledger| read(&OUTCOMES, inputs, context, ledger),
};

fn read(
    format: &Format, inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger,
) -> Result<Record, SourceError> {
    let mut builder = build::Builder::new(context.members.clone());
    for one @ Recognised { input, head, .. } in inputs {
        let layout = Layout::new(&head.columns, head.delimiter(), one.order);
        ledger.unread(&head.columns, |column| layout.reads(column));
        let (runs, account) = scan::scan(input, &layout, context.members)?;
        ledger.append(account, None);
        builder.add(format.origin(one), &layout, runs, ledger);
    }
    Ok(builder.finish(ledger))
}

#[cfg(test)]
mod tests;
