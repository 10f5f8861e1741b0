//! Who moved between two roll calls, or between two years.

use clap::Args;

use super::options::{MembersOption, SelectionOptions, year};
use super::selecting::{named, not_in, seated, selected, series_of, tell_left_out};
use super::symbols::several;
use super::{Call, error::Error};
use crate::analysis::year_shift::{of_year, questions, references, year_shift};
use crate::analysis::{series::Links, shift::shift, topics};
use crate::record::{Date, Found, Record, RollCallId};
use crate::report::shift::{ShiftQuestion, report};
use crate::report::{absence, roll_call::called, year_shift};
use crate::{members::MemberSet, source::Loaded};

/// Who moved between two roll calls, or between two years.
///
/// The movement table comes first, then names, toward whom they moved, and which groups moved most.
///
/// For two years, the questions put to a vote in both are compared (docs/series.md), on a topic or on all topics, next to
/// each member's mean position over all votes of each year. With --series only the votes on one question count.
///
/// The earlier roll call or year stands first, whatever the order in which they are typed. A seat that passed on (Soviet
/// Union, Russia) is one; new and former members stand apart.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A roll call, or a calendar year.
    #[arg(value_name = "A")]
    one: String,
    /// Another roll call of the same body, or another year.
    #[arg(value_name = "B")]
    other: String,
    /// Who came nearer to these members, and who went away from them: codes, names or groups.
    #[arg(long, value_name = "LIST", allow_hyphen_values = true)]
    toward: Option<String>,
    /// With two years: the votes of those years on the question of this roll call.
    #[arg(long, value_name = "SYMBOL")]
    series: Option<String>,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    match (years(&loaded.record, arguments)?, &arguments.series) {
        (None, Some(_)) => Err(Error::usage("--series goes with two years, as in shift 2016 2025 --series A/RES/80/4")),
        (None, None) => {
            let one = only(&loaded, &arguments.one, &arguments.selection)?;
            let other = only(&loaded, &arguments.other, &arguments.selection)?;
            between(call, &loaded.record, [one, other], arguments, Vec::new())
        }
        (Some(years), Some(symbol)) => {
            let series = series_of(&loaded, symbol, &arguments.selection)?;
            let what = format!("in the series of {symbol}");
            let [from, to] = known(&loaded, &series, years, &what)?;
            let (last, again) = ([from[from.len() - 1], to[to.len() - 1]], vec![(years[0], from), (years[1], to)]);
            between(call, &loaded.record, last, arguments, again)
        }
        (Some(years), None) => between_years(call, &loaded, years, arguments),
    }
}

/// Reports the shift between two roll calls; `again` lists those of each year where the years were given.
fn between(
    call: &Call, record: &Record, [one, other]: [RollCallId; 2], arguments: &Arguments,
    again: Vec<(i16, Vec<RollCallId>)>,
) -> Result<(), Error> {
    are_two(record, [one, other], arguments)?;
    let whose = arguments.members.seated(record, &[one, other])?;
    let shift = shift(record, one, other, whose.list.as_ref());
    let whom = if whose.list.is_some() { "none of these members" } else { "no member" };
    Error::nothing_if(shift.members().is_empty(), format!("{whom} has a known vote in both roll calls"))?;
    let toward = asked(record, arguments, record.roll_call(shift.to).date)?;
    if let Some(toward) = &arguments.toward {
        seated(record, &[one, other], [&record.members().list(toward)?])?;
    }
    let official = call.output.official;
    let asked = whose.list.as_ref().map_or_else(String::new, |list| list.names(record.members(), official));
    let drawn = call.output.draws();
    let mut report = report(record, &shift, &ShiftQuestion { toward, official, again, asked, drawn });
    tell_left_out(&mut report, record, &[one, other], &whose.list);
    call.output.write(report)
}

/// Fails if these are the same roll call, or votes of two bodies.
fn are_two(record: &Record, ids: [RollCallId; 2], arguments: &Arguments) -> Result<(), Error> {
    let [one, other] = ids.map(|id| called(record, id));
    let [body, other_body] = ids.map(|id| record.roll_call(id).body);
    let typed = [&arguments.one, &arguments.other].map(|typed| typed.trim());
    let are =
        if typed[0] == typed[1] { format!("{one} is one") } else { format!("{} are the same", typed.join(" and ")) };
    Error::usage_if(ids[0] == ids[1], format!("{are} roll call: a shift is between two"))?;
    let text = format!("{one} is of the {body}, {other} of the {other_body}: a shift is between votes of one body");
    Error::usage_if(body != other_body, text)
}

/// The lines of --toward on a day.
fn asked(record: &Record, arguments: &Arguments, day: Option<Date>) -> Result<Option<MemberSet>, Error> {
    let list = arguments.toward.as_ref().map(|list| record.members().list(list)).transpose()?;
    Ok(list.map(|list| list.lines_on(record.members(), day)))
}

/// The two years that were typed, the earlier one first; `None` if two roll calls were.
fn years(record: &Record, arguments: &Arguments) -> Result<Option<[i16; 2]>, Error> {
    let typed = [&arguments.one, &arguments.other].map(|typed| typed.trim());
    let looks = typed.map(|typed| typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit()));
    // Four digits may also be the number of a record; two of them are taken as years if they can be.
    let leads = |place: usize| !matches!(record.find(typed[place]), Found::Nothing { .. });
    match looks {
        [true, true] if typed.iter().all(|typed| year(typed).is_ok()) || !(leads(0) && leads(1)) => {
            let [one, other] = typed.map(|typed| year(typed).map_err(Error::usage));
            let (one, other) = (one?, other?);
            Error::usage_if(one == other, format!("both years are {one}: a shift is between two of them"))?;
            Ok(Some([one.min(other), one.max(other)]))
        }
        [true, false] | [false, true] if !leads(usize::from(looks[1])) => {
            let [year, none] = if looks[0] { typed } else { [typed[1], typed[0]] };
            Err(Error::usage(format!(
                "{year} is a year but {none} is not: a shift is between two roll calls, or between two years"
            )))
        }
        _ => Ok(None),
    }
}

/// The votes of each year that can be compared.
fn known(loaded: &Loaded, ids: &[RollCallId], years: [i16; 2], what: &str) -> Result<[Vec<RollCallId>; 2], Error> {
    let of = |year| of_year(&loaded.record, ids, year).map_err(|why| not_in(loaded, absence::no_votes(&why, what)));
    Ok([of(years[0])?, of(years[1])?])
}

/// The shift between two years.
fn between_years(call: &Call, loaded: &Loaded, years: [i16; 2], arguments: &Arguments) -> Result<(), Error> {
    let (record, official) = (&loaded.record, call.output.official);
    let ids = selected(loaded, &arguments.selection.in_one_body())?;
    let conditions = SelectionOptions { topic: Vec::new(), ..arguments.selection.clone() }.conditions();
    let topics = arguments.selection.topic.iter().map(|written| topics::about(record, &[], written).name);
    let topic = topics.collect::<Vec<_>>().join(" or ");
    let what = if topic.is_empty() && conditions.is_empty() { "in this record" } else { "that meets the conditions" };
    let known = known(loaded, &ids, years, what)?;
    let day = |id: &&RollCallId| record.roll_call(**id).date.is_some_and(|day| years.contains(&day.year()));
    let unknown = ids.iter().filter(day).count() - known.concat().len();
    let whose = arguments.members.seated(record, &known.concat())?;
    let ids = known.concat();
    let questions = questions(record, known, years, &Links::of(record));
    let shift = year_shift(record, &questions, whose.list.as_ref()).filter(|shift| !shift.members.is_empty());
    let shift = shift.ok_or_else(|| Error::nothing("none of these members has a vote in either year"))?;
    let (references, missing) = references(record, &shift, asked(record, arguments, Some(shift.day))?);
    let list = whose.list.clone();
    let question = year_shift::YearShiftQuestion {
        years,
        topic,
        conditions,
        body: arguments.selection.one_body().name(),
        members: whose.list.map_or_else(String::new, |list| list.names(record.members(), official)),
        missing,
        unknown,
        official,
        drawn: call.output.draws(),
    };
    let mut report = year_shift::report(record, &shift, &questions, &references, &question);
    tell_left_out(&mut report, record, &ids, &list);
    call.output.answer(loaded, report)
}

/// The one roll call that a symbol leads to, with votes by member.
fn only(loaded: &Loaded, symbol: &str, selection: &SelectionOptions) -> Result<RollCallId, Error> {
    let record = &loaded.record;
    let ids = named(loaded, &[symbol.to_owned()], selection)?;
    let &[id] = ids.as_slice() else {
        return Err(several(record, symbol, &ids, "", "--matter, --adopted, --failed"));
    };
    let name = called(record, id);
    let text = format!("{name} was adopted without a vote: nobody can have moved");
    Error::nothing_if(!record.roll_call(id).is_vote(), text)?;
    let text = format!("how the members voted on {name} is not known");
    Error::nothing_if(record.roll(id).known().is_empty(), text)?;
    Ok(id)
}
