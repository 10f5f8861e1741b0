//! Where sources disagree.

use super::super::{Call, error::Error};
use crate::{report::conflicts::report, store::OpenStore};

/// Runs the command.
pub(super) fn run(call: &Call) -> Result<(), Error> {
    let (record, conflicts) = if call.input.data.is_empty() {
        let text = "name the sources that may disagree: `unvote data conflicts --data FILE --data FILE`, or add them to the store";
        OpenStore::open(&call.input.store_folder()?)?.ok_or_else(|| Error::usage(text))?.conflicts()?
    } else {
        call.conflicts(&call.input.data)?
    };
    call.output.write(report(&record, &conflicts))
}
