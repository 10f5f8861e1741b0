//! Who moved between two roll calls, or between two years.

use clap::Args;

use super::{
    Call,
    error::{Error, Kind},
    options::{MembersOption, SelectionOptions, year},
    selecting::{named, not_in, seated, selected, series_of},
};
use crate::{
    analysis::{
        series::Links,
        shift::shift,
        topics,
        year_shift::{Toward, YearShift, questions, stayed, toward, year_shift},
    },
    members::MemberSet,
    record::{Date, Found, Record, RollCallId},
    report::{
        Report,
        agreement::of_a_selection,
        roll_call::{called, told_apart},
        shift::{Wanted, report},
        words, year_shift,
    },
    source::Loaded,
};

/// Who moved between two roll calls, or between two years: the movement table, names, toward whom, and which groups most.
///
/// Of two years the questions put to a vote in both are taken together (docs/series.md), those of a topic or of all;
/// beside them stands each member's mean position over all votes of each year. With --series the years are those of one
/// question.
///
/// The earlier roll call or year stands first, whatever the order in which they are typed. A seat that passed on (Soviet
/// Union, Russia) is one; new and former members stand apart.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote shift ES-11/6 ES-11/7\n  unvote shift ES-11/6 ES-11/7 --toward US,CN\n  unvote shift 79/7 80/4 --members GRULAC\n  unvote shift 2016 2025 --series A/RES/80/4\n  unvote shift 2023 2025 --topic Ukraine --format csv"
)]
pub struct Arguments {
    /// A roll call, or a calendar year.
    #[arg(value_name = "A")]
    one: String,
    /// Another roll call of the same body, or another year.
    #[arg(value_name = "B")]
    other: String,
    /// Who came nearer to these members, and who went away from them: codes, names or groups.
    #[arg(long, value_name = "LIST")]
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
pub fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    match (years(record, arguments)?, &arguments.series) {
        (None, Some(_)) => Err(Error::usage("--series goes with two years, as in shift 2016 2025 --series A/RES/80/4")),
        (None, None) => {
            let one = only(&loaded, &arguments.one, &arguments.selection)?;
            let other = only(&loaded, &arguments.other, &arguments.selection)?;
            between(call, record, [one, other], arguments, Vec::new())
        }
        (Some(years), Some(symbol)) => {
            let (ids, notes) = of_series(&loaded, symbol, years, &arguments.selection)?;
            between(call, record, ids, arguments, notes)
        }
        (Some(years), None) => between_years(call, &loaded, years, arguments),
    }
}

/// The shift between two roll calls.
fn between(
    call: &Call,
    record: &Record,
    [one, other]: [RollCallId; 2],
    arguments: &Arguments,
    notes: Vec<String>,
) -> Result<(), Error> {
    if one == other {
        let typed = [&arguments.one, &arguments.other].map(|typed| typed.trim());
        if typed[0] != typed[1] {
            return Err(Error::usage(format!(
                "{} and {} are the same roll call: a shift is between two",
                typed[0], typed[1]
            )));
        }
        return Err(Error::usage(format!("{} is one roll call: a shift is between two", called(record, one))));
    }
    let bodies = [one, other].map(|id| record.roll_call(id).body);
    if bodies[0] != bodies[1] {
        let [one, other] = [one, other].map(|id| called(record, id));
        return Err(Error::usage(format!(
            "{one} is of the {}, {other} of the {}: a shift is between votes of one body",
            bodies[0].name(),
            bodies[1].name()
        )));
    }
    let whose = arguments.members.seated(record, &[one, other])?;
    let shift = shift(record, one, other, whose.list.as_ref());
    if shift.members().is_empty() && whose.list.is_some() {
        return Err(Error::nothing("none of these members has a known vote in both roll calls"));
    }
    let toward = asked(record, arguments, record.roll_call(shift.to).date.unwrap_or(Date::MAX))?;
    if let Some(toward) = &arguments.toward {
        seated(record, &[one, other], [&record.members().list(toward)?])?;
    }
    let mut report = report(record, &shift, &Wanted { toward, official: call.output.official });
    report.notes.extend(notes);
    call.output.write(report)
}

/// The members of --toward on a day.
fn asked(record: &Record, arguments: &Arguments, day: Date) -> Result<Option<MemberSet>, Error> {
    Ok(arguments.toward.as_ref().map(|list| record.members().select(list, day)).transpose()?)
}

/// The two years that are meant, the earlier one first; none where two roll calls are.
fn years(record: &Record, arguments: &Arguments) -> Result<Option<[i16; 2]>, Error> {
    let typed = [&arguments.one, &arguments.other].map(|typed| typed.trim());
    let looks = typed.map(|typed| typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit()));
    // Four digits may be the number of a record, too; two of them are years wherever they can be.
    let other = |place: usize| looks[place] && !matches!(record.find(typed[place]), Found::Nothing { .. });
    match looks {
        [true, true] => {
            let years = typed.map(year);
            if years.iter().any(Result::is_err) && (0..2).all(other) {
                return Ok(None);
            }
            let [mut one, mut two] = [years[0].clone(), years[1].clone()].map(|year| year.map_err(Error::usage));
            if matches!((&one, &two), (Ok(a), Ok(b)) if a > b) {
                std::mem::swap(&mut one, &mut two);
            }
            let years = [one?, two?];
            if years[0] == years[1] {
                return Err(Error::usage(format!("both years are {}: a shift is between two of them", years[0])));
            }
            Ok(Some(years))
        }
        [true, false] | [false, true] => {
            let place = usize::from(looks[1]);
            if other(place) {
                return Ok(None);
            }
            Err(Error::usage(format!(
                "{} is a year, {} is none: a shift is between two roll calls, or between two years",
                typed[place],
                typed[1 - place]
            )))
        }
        [false, false] => Ok(None),
    }
}

fn year_of(record: &Record, id: RollCallId) -> Option<i16> {
    record.roll_call(id).date.map(Date::year)
}

/// Those of a year of which members' votes are known.
///
/// # Errors
/// When there are none; says of which years there are some.
fn in_year(record: &Record, ids: &[RollCallId], year: i16, what: &str) -> Result<Vec<RollCallId>, Error> {
    let known = |id: &RollCallId| !record.roll(*id).known().is_empty();
    let of_year: Vec<RollCallId> = ids.iter().copied().filter(|id| year_of(record, *id) == Some(year)).collect();
    let with_votes: Vec<RollCallId> = of_year.iter().copied().filter(known).collect();
    if !with_votes.is_empty() {
        return Ok(with_votes);
    }
    let mut years: Vec<i16> = ids.iter().filter(|id| known(id)).filter_map(|id| year_of(record, *id)).collect();
    years.sort_unstable();
    years.dedup();
    let what = if of_year.is_empty() {
        format!("there is no vote of {year} {what}")
    } else {
        format!("how the members voted in {year} is not known of any vote {what}")
    };
    let instead =
        if years.is_empty() { String::new() } else { format!("; there are some of {}", words::years(&years)) };
    Err(Error::nothing(format!("{what}{instead}")))
}

/// The last vote of each year on the question of a symbol, with what must be known of the choice.
fn of_series(
    loaded: &Loaded,
    symbol: &str,
    years: [i16; 2],
    selection: &SelectionOptions,
) -> Result<([RollCallId; 2], Vec<String>), Error> {
    let record = &loaded.record;
    let series = series_of(loaded, symbol, selection)?;
    let mut notes = Vec::new();
    let mut last = |year: i16| -> Result<RollCallId, Error> {
        let of_year = in_year(record, &series, year, &format!("in the series of {symbol}"))
            .map_err(|error| not_whole(loaded, error))?;
        let last = of_year[of_year.len() - 1];
        if of_year.len() > 1 {
            let all: Vec<String> = of_year.iter().map(|id| called(record, *id)).collect();
            notes.push(format!(
                "In {year} the question was put {} times ({}): the last counts.",
                all.len(),
                all.join(", ")
            ));
        }
        Ok(last)
    };
    Ok(([last(years[0])?, last(years[1])?], notes))
}

/// Says of an answer from the embedded record that there may be more.
fn not_whole(loaded: &Loaded, error: Error) -> Error {
    if error.kind() == Kind::NothingFound { not_in(loaded, error.to_string()) } else { error }
}

/// The shift between two years.
fn between_years(call: &Call, loaded: &Loaded, years: [i16; 2], arguments: &Arguments) -> Result<(), Error> {
    let record = &loaded.record;
    let ids = selected(loaded, &arguments.selection.in_one_body())?;
    let conditions = SelectionOptions { topic: Vec::new(), ..arguments.selection.clone() }.conditions();
    let topic: Vec<String> =
        topics::of_words(record, &[], &arguments.selection.topic).into_iter().map(|topic| topic.name).collect();
    let what = if topic.is_empty() && conditions.is_empty() { "in this record" } else { "that meets the conditions" };
    let of_year = |year| in_year(record, &ids, year, what).map_err(|error| not_whole(loaded, error));
    let known = [of_year(years[0])?, of_year(years[1])?];
    let unknown = ids.iter().filter(|id| year_of(record, **id).is_some_and(|year| years.contains(&year))).count()
        - known.concat().len();
    let whose = arguments.members.seated(record, &known.concat())?;
    let questions = questions(record, known, years, &Links::of(record));
    let shift = year_shift(record, &questions, whose.list.as_ref()).filter(|shift| !shift.members.is_empty());
    let Some(shift) = shift else {
        return Err(Error::nothing("none of these members has a vote in either year"));
    };
    let mut notes = Vec::new();
    let references = references(record, &shift, asked(record, arguments, shift.day)?, &mut notes);
    let wanted = year_shift::Wanted {
        years,
        topic: topic.join(" or "),
        conditions,
        body: arguments.selection.one_body().name(),
        members: whose
            .list
            .as_ref()
            .map_or_else(String::new, |list| list.names(record.members(), call.output.official)),
        official: call.output.official,
    };
    let mut report: Report = year_shift::report(record, &shift, &questions, &references, &wanted);
    report.notes.extend(notes);
    if unknown > 0 {
        report
            .notes
            .push(format!("Left out, because it is not known how the members voted: {unknown} of these votes."));
    }
    if loaded.is_selection() {
        of_a_selection(&mut report, record.len());
    }
    call.output.write(report)
}

/// How others moved toward the members asked for, or toward those that stand for the sides.
fn references(record: &Record, shift: &YearShift, asked: Option<MemberSet>, notes: &mut Vec<String>) -> Vec<Toward> {
    let Some(asked) = asked else {
        return stayed(record, shift).into_iter().filter_map(|member| toward(record, shift, member)).collect();
    };
    let missing: MemberSet = asked.iter().filter(|member| toward(record, shift, *member).is_none()).collect();
    if !missing.is_empty() {
        let names = words::names(record, missing);
        notes.push(format!(
            "Toward these members no move can be told, for on no question they voted yes, no or abstained both times: {}.",
            names.join(", ")
        ));
    }
    asked.iter().filter_map(|member| toward(record, shift, member)).collect()
}

/// The one roll call that a symbol leads to, with votes by member.
fn only(loaded: &Loaded, symbol: &str, selection: &SelectionOptions) -> Result<RollCallId, Error> {
    let record = &loaded.record;
    let ids = named(loaded, &[symbol.to_owned()], selection)?;
    let &[id] = ids.as_slice() else {
        let list: Vec<String> = ids.iter().map(|id| format!("  {}", told_apart(record, *id))).collect();
        return Err(Error::usage(format!(
            "{symbol} leads to {} roll calls: write the symbol or number of one, or choose by --matter, --adopted, --failed\n{}",
            ids.len(),
            list.join("\n")
        )));
    };
    if !record.roll_call(id).is_vote() {
        return Err(Error::nothing(format!(
            "{} was adopted without a vote: nobody can have moved",
            called(record, id)
        )));
    }
    if record.roll(id).known().is_empty() {
        return Err(Error::nothing(format!("how the members voted on {} is not known", called(record, id))));
    }
    Ok(id)
}
