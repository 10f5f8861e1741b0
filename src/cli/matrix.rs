//! How every two members agree, as a matrix.

use clap::Args;

use super::drawing::{DrawingOptions, note_drawing};
use super::options::{MembersOption, SelectionOptions};
use super::selecting::{counts_in, selected, tell_left_out};
use super::{Call, blocs, error::Error, words::words};
use crate::analysis::matrix::{Key, Matrix, MatrixQuery, NoMatrix, without_position};
use crate::analysis::{agreement::Measure, blocs::Blocs, blocs::BlocsQuery};
use crate::members::MemberId;
use crate::record::{Record, RollCallId, Words as _};
use crate::report::matrix::{MatrixQuestion, report, table};
use crate::report::{Audience, absence, agreement::of_conditions};

/// How every two members agree: a matrix of members by members.
///
/// Roll calls in which both voted yes, abstained or voted no count; without --body those of the General Assembly. With
/// --members the votes of a group count as long as a member was in it, as in `compare`; a seat that passed on is one
/// line. Rows and columns stand in the order of the lists; --sort takes mean, the average over the others, bloc (as `blocs`
/// finds them), or a member, and orders rows and columns. A star marks what rests on fewer than 10 common votes; `--table common_votes` counts them. Machine
/// formats have a row and a column per member, by code, and 1 where a member meets itself; `export agreement` is the long
/// form, by year.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Measure of agreement.
    #[arg(long, value_parser = words::<Measure>(), default_value = Measure::Identical.typed())]
    measure: Measure,
    /// Only these members in the columns; --members chooses those in the rows.
    #[arg(long, value_name = "LIST", allow_hyphen_values = true)]
    with: Option<String>,
    /// Leave cells with fewer common votes than this empty.
    #[arg(long, value_name = "VOTES", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    least: u32,
    #[command(flatten)]
    drawing: DrawingOptions,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let text = "--columns: --with LIST chooses the columns of a matrix, --members LIST its rows";
    Error::usage_if(call.output.chooses_columns(), text)?;
    let loaded = call.load()?;
    let record = &loaded.record;
    let rows = arguments.members.voters(record.members())?.list;
    let columns = arguments.with.as_deref().map(|list| record.members().list(list)).transpose()?;
    let measure = arguments.measure;
    let asked = MatrixQuery { rows: rows.as_ref(), columns: columns.as_ref(), measure, least: arguments.least };
    let no_matrix = |why| {
        let text = absence::no_matrix(record, asked, &why);
        if matches!(why, NoMatrix::Alone(_) | NoMatrix::Twice(_)) { Error::usage(text) } else { Error::nothing(text) }
    };
    asked.names_two().map_err(no_matrix)?;
    let body = arguments.selection.one_body();
    counts_in(measure, body)?;
    let bootstrap = arguments.drawing.of(measure)?;
    let ids = selected(&loaded, &arguments.selection.in_one_body())?;
    let mut matrix = asked.matrix(record, &ids).map_err(|why| no_matrix(why).hints(absence::ends(record, &ids)))?;
    let mut output = call.output.clone();
    let mut sort = |by: String| sort(record, &ids, asked, &mut matrix, &by, output.sorting(&by));
    let sorted = call.output.sort.clone().map(&mut sort).transpose()?;
    output.sort = None;
    // What --reverse asks of an order is seen to by now; a matrix without one keeps its rows and columns in one order.
    Error::usage_if(output.reverse && sorted.is_none(), "--reverse turns an order round: name it, as in --sort mean")?;
    output.reverse = false;
    let intervals = bootstrap.map(|bootstrap| {
        note_drawing(bootstrap, matrix.pairs().count(), matrix.roll_calls, output.quiet);
        (bootstrap, matrix.intervals(record, &ids, asked, bootstrap))
    });
    if output.audience() == Audience::Machines {
        call.note_selection(&loaded, "its figures are not those of all votes");
    }
    if output.writes_main_table_only() {
        return output.write(table(record, &matrix));
    }
    let heat = output.draws().then(|| heat(record, &ids, asked, &matrix, sorted));
    let lists: Vec<_> = rows.iter().chain(&columns).collect();
    let without_position = without_position(record, &ids, &lists, &matrix);
    let lists = [asked.rows, asked.columns];
    let (heat, conditions) = (heat.as_ref(), arguments.selection.conditions());
    let question =
        MatrixQuestion { body, lists, sorted, without_position, heat, conditions, official: output.official };
    let mut report = report(record, &ids, &matrix, intervals.as_ref(), &question);
    tell_left_out(&mut report, record, &ids, lists.into_iter().flatten());
    of_conditions(&mut report, &question.conditions);
    output.answer(&loaded, report)
}

/// The matrix as it is drawn: where no other order was asked for in that of the tree of the blocs, with these, where there
/// are any.
fn heat(
    record: &Record, ids: &[RollCallId], asked: MatrixQuery<'_>, matrix: &Matrix, sorted: Option<Key>,
) -> (Matrix, Option<Blocs>) {
    let may = matrix.is_square && matches!(sorted, None | Some(Key::Bloc)) && asked.measure != Measure::Coincidence;
    let least = Some(asked.least).filter(|least| *least > 1);
    let query = BlocsQuery { members: asked.rows, measure: asked.measure, least, blocs: None };
    let blocs = if may { query.blocs(record, ids).ok() } else { None };
    let mut matrix = matrix.clone();
    if let Some(blocs) = &blocs {
        let order: Vec<MemberId> = blocs.dendrogram().order.iter().map(|place| blocs.members[*place]).collect();
        matrix.in_order_of(&order, false);
    }
    (matrix, blocs)
}

/// Sorts the rows, and the columns of a square matrix, by `mean`, by `bloc` or by a member among the columns.
fn sort(
    record: &Record, ids: &[RollCallId], asked: MatrixQuery<'_>, matrix: &mut Matrix, by: &str,
    (name, descending): (&str, bool),
) -> Result<Key, Error> {
    let expected = || format!("--sort {by}: expected mean, bloc, or a member of the columns, as in --sort mean:desc");
    let key = Key::named(record.members(), name).ok_or_else(|| Error::usage(expected()))?;
    if let Key::Column(member) = key {
        let text = format!("--sort {by}: {} is not in a column of this matrix", record.member(member).name);
        Error::usage_if(!matrix.columns.contains(&member), text)?;
    }
    if key == Key::Bloc {
        let least = Some(asked.least).filter(|least| *least > 1);
        let blocs = BlocsQuery { members: asked.rows, measure: asked.measure, least, blocs: None };
        matrix.in_order_of(&blocs::of(record, blocs, ids)?.order, descending);
    } else {
        matrix.sort(key, descending);
    }
    Ok(key)
}
