//! Who votes most like a member or group, and who least.

use clap::Args;

use super::selecting::{all_told, by_line, counts_in, one_after_the_other, seated, selected, tell_left_out};
use super::{Call, error::Error, words::words};
use super::{drawing::DrawingOptions, options::SelectionOptions};
use crate::analysis::agreement::Measure;
use crate::analysis::nearest::{Nearest, NearestQuery};
use crate::record::Words as _;
use crate::report::agreement::of_conditions;
use crate::report::nearest::{NearestQuestion, report};
use crate::report::nearest_picture::{KINDS, of_nearest};
use crate::report::{Audience, absence};

/// Who votes most like a member or group, and who least.
///
/// Everybody's agreement with it, as `compare` measures it: with the votes in common, the change since the period before,
/// which is as long (--year, --session or --from say which), and the place among all pairs of members. With --measure
/// coincidence it is the table that the US State Department publishes, with any member in the place of the United States.
/// A group (EU) counts by the mean over its members, each while it was in it.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The member, group or list.
    #[arg(value_name = "MEMBER|GROUP")]
    of: String,
    /// Only these members.
    #[arg(long, alias = "members", value_name = "LIST", allow_hyphen_values = true)]
    among: Option<String>,
    /// Measure of agreement; coincidence is that of the US State Department's report on the year.
    #[arg(long, value_parser = words::<Measure>(), default_value = Measure::Identical.typed())]
    measure: Measure,
    /// Leave out who has fewer votes in common; by default 50, or half of the member's votes where that is less.
    #[arg(long, value_name = "VOTES")]
    least: Option<u32>,
    /// A picture: all members where they lie, in the colour of their agreement, in the terminal or, with -o FILE.svg, in a file.
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    picture: Option<String>,
    #[command(flatten)]
    drawing: DrawingOptions,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let of = record.members().list(&arguments.of)?;
    let among = arguments.among.as_deref().map(|list| record.members().list(list)).transpose()?;
    let Arguments { measure, least, ref selection, .. } = *arguments;
    counts_in(measure, selection.one_body())?;
    let bootstrap = arguments.drawing.of(measure)?;
    let ids = selected(&loaded, &selection.in_one_body())?;
    seated(record, &ids, [&of].into_iter().chain(&among))?;
    let before = selection.before(record.days(ids.iter().copied()).map(|(_, last)| last));
    let (ids_before, called) = match before {
        Some((before, called)) => (before.in_one_body().selection(record.members())?.of(record), Some(called)),
        None => (Vec::new(), None),
    };
    // What another holder of the seat did before is not the line's.
    let of = [of];
    let (parts, parts_before) = (by_line(record, ids, &of), by_line(record, ids_before, &of));
    let found = all_told(parts.iter().map(|(lists, ids)| {
        let asked = NearestQuery { of: &lists[0], among: among.as_ref(), measure, least };
        let ids_before = parts_before.iter().find(|(line, _)| line == lists).map_or(&[][..], |(_, ids)| ids);
        let why = |why| Error::nothing(absence::no_nearest(record, asked, why)).hints(absence::ends(record, ids));
        let mut found = asked.nearest(record, ids, ids_before).map_err(why)?;
        if let Some(bootstrap) = bootstrap {
            found.draw(record, asked, bootstrap);
        }
        Ok((&lists[0], ids, found))
    }))?;
    let has_before = |found: &Nearest| found.rows.iter().any(|row| row.before.is_some());
    let conditions = selection.conditions();
    let questions: Vec<_> = found
        .iter()
        .map(|(of, _, found)| NearestQuestion {
            of,
            among: among.as_ref(),
            measure,
            body: selection.one_body(),
            bootstrap,
            before: called.clone().filter(|_| has_before(found)),
            typed: selection.typed_again(),
            official: call.output.official,
            brief: call.output.audience() == Audience::People && !call.output.arranges(),
        })
        .collect();
    let is_drawn = call.output.picture(arguments.picture.as_deref(), KINDS[0]).is_some();
    let last = found.len().saturating_sub(1);
    let reports = found.iter().zip(&questions).enumerate().map(|(at, ((of, ids, found), question))| {
        let mut report = report(record, found, question);
        tell_left_out(&mut report, record, ids, [*of].into_iter().chain(&among));
        if is_drawn && at == last {
            report.draw(of_nearest(record, found, question, &conditions));
        }
        of_conditions(&mut report, &conditions);
        report
    });
    call.output.answer(&loaded, one_after_the_other(reports))
}
