//! How members agree, every two of them.

use clap::Args;

use super::{
    Call,
    error::Error,
    measure::{MeasureName, counts_in},
    options::{MembersOption, SelectionOptions, sorting},
    selecting::selected,
};
use crate::{
    analysis::{
        absence::NotSeated,
        agreement::Measure,
        matrix::{Asked, Key, Matrix, without_position},
    },
    members::MemberList,
    record::{Date, Record, RollCallId},
    report::{
        absence::not_seated,
        agreement::{LACKS_CONSENSUS, of_a_selection, of_conditions},
        matrix::{Wanted, report, table},
        words,
    },
};

/// How members agree, every two of them: a matrix, members by members, over all roll calls that are selected.
///
/// Roll calls count in which both voted yes, abstained or voted no; without --body those of the General Assembly. With
/// --members the votes of a group count as long as a member was in it, as in `compare`; a seat that passed on is one
/// line. --sort takes mean, the average over the others, or a member: both order rows and columns. Machine formats have a
/// row and a column a member, by code, and 1 where a member meets itself; `export agreement` is the long form, by year.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote matrix --members P5\n  unvote matrix --members EU --with US,RU,CN --sort US:desc\n  unvote matrix --year 2025 --measure kappa --data 2026_ga_voting.csv -o 2025.csv"
)]
pub struct Arguments {
    /// Measure of agreement.
    #[arg(long, value_enum, default_value_t)]
    measure: MeasureName,
    /// Only these in the columns, as --members says who stands in the rows.
    #[arg(long, value_name = "LIST")]
    with: Option<String>,
    /// Leave cells with fewer common votes empty.
    #[arg(long, value_name = "VOTES", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    least: u32,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    if call.output.chooses_columns() {
        return Err(Error::usage("--columns: --with LIST chooses the columns of a matrix, --members LIST its rows"));
    }
    let loaded = call.load()?;
    let record = &loaded.record;
    let rows = arguments.members.voters(record.members())?.list;
    let columns = arguments.with.as_deref().map(|list| record.members().list(list)).transpose()?;
    let measure = arguments.measure.measure();
    let asked = Asked { rows: rows.as_ref(), columns: columns.as_ref(), measure, least: arguments.least };
    has_two(record, asked)?;
    let body = arguments.selection.one_body();
    counts_in(measure, body)?;
    let ids = selected(&loaded, &arguments.selection.in_one_body())?;
    let mut matrix = Matrix::of(record, &ids, asked);
    has_pairs(record, &ids, &matrix, asked)?;
    let mut output = call.output.clone();
    let sorted = output.sort.take().map(|by| sort(record, &mut matrix, &by)).transpose()?;
    if output.is_for_machines() {
        call.note_selection(&loaded, "its figures are not those of all votes");
    }
    if output.writes_main_table_only() {
        return output.write(table(record, &matrix));
    }
    let lists = rows.iter().chain(&columns);
    let without_position = without_position(record, &ids, lists, &matrix);
    let lists = [asked.rows, asked.columns];
    let wanted = Wanted { body, lists, sorted, without_position, official: output.official };
    let mut report = report(record, &ids, &matrix, &wanted);
    of_conditions(&mut report, &arguments.selection.conditions());
    if loaded.is_selection() {
        of_a_selection(&mut report, record.len());
    }
    output.write(report)
}

/// Fails when rows and columns name one member.
fn has_two(record: &Record, asked: Asked<'_>) -> Result<(), Error> {
    let only = |list: Option<&MemberList>| list.and_then(MemberList::only_member);
    let members = record.members();
    match (only(asked.rows), only(asked.columns)) {
        (Some(row), None) if asked.columns.is_none() => {
            let code = members.get(row).code;
            Err(Error::usage(format!(
                "a matrix of {} alone: name two members or more, or the others in the columns, as in --members {code} --with P5",
                members.get(row).name
            )))
        }
        (Some(row), Some(column)) if row == column => Err(Error::usage(format!(
            "both --members and --with are {}: name two different members or groups",
            members.get(row).name
        ))),
        _ => Ok(()),
    }
}

/// Fails when no two different members of the matrix have a value: says whether for want of common votes.
fn has_pairs(record: &Record, ids: &[RollCallId], matrix: &Matrix, asked: Asked<'_>) -> Result<(), Error> {
    if matrix.pairs().any(|pair| pair.cell.value.is_some()) {
        return Ok(());
    }
    let most = matrix.pairs().map(|pair| pair.cell.votes).max().unwrap_or(0);
    if most >= asked.least {
        let why = if matrix.measure == Measure::Coincidence { format!(": {LACKS_CONSENSUS}") } else { String::new() };
        return Err(Error::nothing(format!(
            "{} has no value for any two of these members{why}",
            matrix.measure.name()
        )));
    }
    if matrix.roll_calls == 0 {
        return Err(Error::nothing("no common vote: all of these resolutions were adopted without a vote"));
    }
    let roll_calls = words::roll_calls(matrix.roll_calls);
    if most > 0 {
        let least = asked.least;
        let text = format!("no two of these members have {least} common votes in {roll_calls}: the most are {most}");
        return Err(Error::nothing(text));
    }
    let lists = [asked.rows, asked.columns].into_iter().flatten();
    let absent = lists.filter_map(|list| NotSeated::of(record, ids, list)).map(|why| not_seated(record, &why));
    Err(Error::nothing(format!("no two of these members have a common vote in {roll_calls}")).hints(absent))
}

/// Orders the rows, and the columns of a square, by `mean`, or by a member that is a column.
fn sort(record: &Record, matrix: &mut Matrix, by: &str) -> Result<Key, Error> {
    let (name, descending) = sorting(by);
    let key = if name.eq_ignore_ascii_case("mean") {
        Key::Mean
    } else {
        let Ok(member) = record.members().find(name) else {
            return Err(Error::usage(format!(
                "--sort {by}: expected mean, or a member of the columns, as in --sort mean:desc"
            )));
        };
        let member = record.members().seat_on(member, Date::MAX);
        if !matrix.columns.contains(&member) {
            return Err(Error::usage(format!(
                "--sort {by}: {} is in no column of this matrix",
                record.members().get(member).name
            )));
        }
        Key::Column(member)
    };
    matrix.sort(key, descending);
    Ok(key)
}
