//! Who votes with whom: blocs.

use std::io::{self, IsTerminal as _};
use std::ops::RangeInclusive;

use clap::Args;

use super::options::{MembersOption, SelectionOptions, years};
use super::selecting::{selected, tell_left_out};
use super::{Call, error::Error, words::words};
use crate::analysis::agreement::Measure;
use crate::analysis::blocs::{Blocs, BlocsQuery, NoBlocs, Stability};
use crate::analysis::topics::Topics;
use crate::record::{Record, RollCallId, Words as _};
use crate::render::show;
use crate::report::bloc_picture::KINDS;
use crate::report::blocs::{BlocsQuestion, report};
use crate::report::{absence, agreement::of_conditions, words::span};

/// Draws that take no longer than a moment.
const SOON: usize = 300;

/// Who votes with whom: blocs, found from the votes alone.
///
/// Members are joined by average linkage, near ones first; as many blocs are told as have the best mean silhouette. Each is
/// known by its most central member, with its groups, its agreement within and with the others, and the topics on which it
/// differs from them most. Who has too few common votes is left out and named. docs/blocs.md has the method.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// So many blocs, and not the number with the best silhouette.
    #[arg(long, aliases = ["k", "number", "clusters"], value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(2..=256))]
    blocs: Option<u16>,
    /// Compare with the blocs of these years, under the same conditions: who went from which to which.
    #[arg(long, value_name = "YEARS", value_parser = years)]
    against: Option<RangeInclusive<i16>>,
    /// Draw a map: members that vote alike lie near each other.
    #[arg(long)]
    map: bool,
    /// A picture: the tree in which blocs were found with -o FILE.svg, or the members where they lie.
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    picture: Option<String>,
    /// Draw roll calls anew so many times, to see how stable the blocs are.
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    bootstrap: Option<u32>,
    /// Seed of the draws: the same seed gives the same figures.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "bootstrap")]
    seed: u64,
    /// Measure of agreement; the distance is 1 less its value.
    #[arg(long, value_parser = words::<Measure>(), default_value = Measure::Identical.typed())]
    measure: Measure,
    /// Common votes that every two members need; by default 10, or half of the roll calls where these are fewer.
    #[arg(long, value_name = "VOTES", value_parser = clap::value_parser!(u32).range(1..))]
    least: Option<u32>,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    without_sides(arguments.measure)?;
    let loaded = call.load()?;
    let record = &loaded.record;
    let list = arguments.members.voters(record.members())?.list;
    let asked = BlocsQuery {
        members: list.as_ref(),
        measure: arguments.measure,
        least: arguments.least,
        blocs: arguments.blocs.map(usize::from),
    };
    let of_selection = |selection: &SelectionOptions| of(record, asked, &selected(&loaded, &selection.in_one_body())?);
    let blocs = of_selection(&arguments.selection)?;
    let against = arguments.against.as_ref().map(|years| {
        let selection = SelectionOptions {
            year: vec![years.clone()],
            session: Vec::new(),
            from: None,
            to: None,
            ..arguments.selection.clone()
        };
        let before = of_selection(&selection)?;
        let through = blocs.since(&before);
        Ok::<_, Error>((span(years.start(), years.end()), before, through))
    });
    // Where members alone are written, nothing asks for topics.
    let topics = (!call.output.writes_main_table_only()).then(|| Topics::new(record, blocs.ids.iter().copied()));
    let seed = arguments.seed;
    let question = BlocsQuestion {
        body: arguments.selection.one_body(),
        list: list.as_ref(),
        differences: topics.as_ref().map_or_else(Vec::new, |topics| blocs.differences(record, topics)),
        map: arguments.map.then(|| blocs.map(record, topics.as_ref())),
        against: against.transpose()?,
        stability: arguments.bootstrap.map(|times| (stability(call, record, &blocs, times as usize, seed), seed)),
        picture: call.output.picture(arguments.picture.as_deref(), KINDS[0]),
        conditions: arguments.selection.conditions(),
        official: call.output.official,
    };
    let mut report = report(record, &blocs, &question);
    tell_left_out(&mut report, record, &blocs.ids, &list);
    of_conditions(&mut report, &question.conditions);
    call.output.answer(&loaded, report)
}

/// How stable the blocs are; what takes longer than a moment says at a terminal how far it is.
fn stability(call: &Call, record: &Record, blocs: &Blocs, times: usize, seed: u64) -> Stability {
    let shows = times > SOON && !call.output.quiet && io::stderr().is_terminal();
    let say = |text: &str| {
        if shows {
            show(text);
        }
    };
    let found = blocs.stability(record, times, seed, &|done| say(&format!("roll calls drawn anew: {done} of {times}")));
    say("");
    found
}

/// The blocs of these roll calls.
///
/// # Errors
/// The reason why there are none.
pub(super) fn of(record: &Record, asked: BlocsQuery<'_>, ids: &[RollCallId]) -> Result<Blocs, Error> {
    without_sides(asked.measure)?;
    asked.blocs(record, ids).map_err(|why| {
        let text = absence::no_blocs(record, &asked, &why);
        if matches!(why, NoBlocs::TooMany { .. }) { Error::usage(text) } else { Error::nothing(text) }
            .hints(absence::ends(record, ids))
    })
}

/// Fails for a measure that differs by side.
fn without_sides(measure: Measure) -> Result<(), Error> {
    let text =
        "--measure coincidence differs by the side it is measured from: blocs need one that does not, as votes-only";
    Error::usage_if(measure == Measure::Coincidence, text)
}
