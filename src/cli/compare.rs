//! How two members agree, by year, session or topic; or how members voted on one question through the years.

use clap::Args;

use super::selecting::{
    all_told, any_of, by_line, counts_in, not_in, one_after_the_other, seated, selected, series_of, tell_left_out,
};
use super::symbols::is_symbol;
use super::unexpected::BETWEEN;
use super::{Call, drawing::DrawingOptions, error::Error, options::SelectionOptions, words::words};
use crate::analysis::agreement::Measure;
use crate::analysis::compare::{By, NoComparison, Rows, Sides};
use crate::analysis::turning::{Turn, compared_pair, turns_of_agreement};
use crate::analysis::{across::members_of, topics};
use crate::report::agreement::{of_conditions, of_line};
use crate::report::compare::{Question, report};
use crate::report::line_picture::{self, KINDS, of_last_holder};
use crate::report::words::{each_quoted, quoted};
use crate::report::{Audience, Names, absence, across};
use crate::{
    members::MemberList,
    record::{Found, Record, RollCallId, Words as _},
    source::Loaded,
};

/// How two members agree, by year, session or topic.
///
/// With --across, how members voted on one question through the years.
///
/// Roll calls in which both voted yes, abstained or voted no count; without --body those of the General Assembly. A
/// group (EU) or list (FR,DE) is compared member by member, as its members were on the day of each vote: the value is
/// the mean over the pairs, and a group with itself (EU EU) the mean over its own. A member is followed by its line
/// (docs/seats.md): Russia's holds the votes of the Soviet Union, China's those after 25 October 1971; where a code stands
/// for two holders or seats, each is told.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Two members, groups or lists; with --across any number.
    #[arg(required = true, value_name = "MEMBER")]
    sides: Vec<String>,
    /// What the rows are.
    #[arg(long, value_parser = words::<Rows>(), default_value = Some(By::Year).typed())]
    by: Rows,
    /// Measure of agreement.
    #[arg(long, value_parser = words::<Measure>(), default_value = Measure::Identical.typed())]
    measure: Measure,
    /// How one or more members voted through the years on a question, by its words (as --topic) or a symbol: "embargo Cuba", 80/4.
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["by", "measure", "bootstrap"])]
    across: Option<String>,
    /// A picture of agreement by year or session, with its turning points, in the terminal or, with -o FILE.svg, in a file.
    #[arg(long, value_name = "KIND", value_parser = KINDS, conflicts_with = "across")]
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
    // What stands between two is none of them: `US vs RU`. In capitals AND is Andorra.
    let mut sides = arguments.sides.clone();
    if sides.len() == 3 && BETWEEN.contains(&sides[1].as_str()) {
        sides.remove(1);
    }
    let lists = sides.iter().map(|side| record.members().list(side)).collect::<Result<Vec<_>, _>>()?;
    if let Some(question) = &arguments.across {
        return across(call, &loaded, &lists, question, &arguments.selection);
    }
    let [first, second] = lists.as_slice() else { return Err(wrong_number(&sides)) };
    let Arguments { measure, by, .. } = *arguments;
    let sides = Sides { first, second, measure };
    let name = second.names(record.members(), false);
    let text = format!("both sides are {name}: name two different members or groups");
    Error::usage_if(sides.are_one_member(record.members()), text)?;
    let body = arguments.selection.one_body();
    counts_in(sides.measure, body)?;
    let bootstrap = arguments.drawing.of(measure)?;
    // Topics in rows say themselves that nothing is about them.
    let chosen = arguments.selection.in_one_body();
    let ids = if by == Some(By::Topic) { any_of(&loaded, &chosen) } else { selected(&loaded, &chosen) }?;
    let topics = &arguments.selection.topic;
    let has_line = matches!(by, Some(By::Year | By::Session));
    let is_drawn = has_line && call.output.picture(arguments.picture.as_deref(), KINDS[0]).is_some();
    let text = "a picture of agreement follows it through the years: --by year, or --by session";
    Error::usage_if(!has_line && call.output.asks_for_picture(arguments.picture.as_deref()), text)?;
    let parts = by_line(record, ids, &lists);
    let found = all_told(parts.iter().map(|(lists, ids)| {
        let sides = Sides { first: &lists[0], second: &lists[1], measure };
        let found = sides.compare(record, ids, by, topics).map_err(|why| {
            let text = absence::no_comparison(record, &sides, &why);
            if why == NoComparison::NoTopics {
                Error::usage(text)
            } else {
                Error::nothing(text).hints(absence::ends(record, ids))
            }
        });
        found.map(|mut found| {
            if let Some(bootstrap) = bootstrap {
                found.draw(record, &sides, bootstrap);
            }
            (sides, ids, found)
        })
    }))?;
    let (topics_as_named, official) = (!topics.is_empty(), call.output.official);
    let last = found.len().saturating_sub(1);
    let reports = found.iter().enumerate().map(|(at, (sides, ids, found))| {
        let question = Question {
            sides: *sides,
            body: Some(body),
            by,
            bootstrap,
            topics_as_named,
            official,
            brief: call.output.audience() == Audience::People && !call.output.arranges(),
        };
        let mut report = report(record, found, &question);
        tell_left_out(&mut report, record, ids, [sides.first, sides.second]);
        // Of several holders of a seat the last one is drawn, which holds it now.
        if is_drawn && at == last {
            let turns = turns(record, ids, &question);
            let conditions = arguments.selection.conditions();
            let picture = line_picture::of_comparison(record, found, &question, &turns, &conditions);
            let of_last = |picture| if last > 0 { of_last_holder(picture, record, ids) } else { picture };
            report.draw(picture.map(of_last));
        }
        of_conditions(&mut report, &arguments.selection.conditions());
        report
    });
    call.output.answer(&loaded, one_after_the_other(reports))
}

/// The turning points of agreement: of identical votes of two members by year.
fn turns(record: &Record, ids: &[RollCallId], question: &Question<'_>) -> Vec<Turn> {
    let Sides { first, second, measure } = question.sides;
    let (Some(first), Some(second)) = (first.only_member(), second.only_member()) else { return Vec::new() };
    let is_told = measure == Measure::Identical && question.by == Some(By::Year);
    if is_told { turns_of_agreement(&compared_pair(record, ids, first, second), 1) } else { Vec::new() }
}

/// Answers `--across`: how members voted on a question through the years.
fn across(
    call: &Call, loaded: &Loaded, lists: &[MemberList], question: &str, selection: &SelectionOptions,
) -> Result<(), Error> {
    let record = &loaded.record;
    let mut selected = selected(loaded, &selection.in_one_body())?;
    selected.retain(|id| record.roll_call(*id).is_vote());
    Error::usage_if(question.trim().is_empty(), "--across needs words, as in --across \"embargo Cuba\"")?;
    let ids = if is_symbol(question) && matches!(record.find(question), Found::RollCalls(_)) {
        series_of(loaded, question, &selection.in_one_body())?
    } else {
        topics::about(record, &selected, question).ids
    };
    if ids.is_empty() {
        return Err(not_in(loaded, format!("no roll call among {} is about '{question}'", selected.len())));
    }
    seated(record, &ids, lists.iter().filter(|list| list.only_member().is_none()))?;
    let members = members_of(record, &ids, lists);
    let body = Some(selection.one_body());
    let mut report = across::report(record, &ids, &members, question.trim(), body, call.output.official);
    let names = Names::new(record, false);
    for member in members {
        of_line(&mut report, names, &ids, member);
    }
    of_conditions(&mut report, &selection.conditions());
    call.output.answer(loaded, report)
}

fn wrong_number(sides: &[String]) -> Error {
    let [one] = sides else {
        let (all, others) = (quoted(&sides.join(",")), quoted(&sides[1..].join(",")));
        return Error::usage(format!("{} members or groups are too many: two are compared", sides.len())).hints([
            format!("unvote matrix --members {all}"),
            format!("unvote compare {} {others}", quoted(&sides[0])),
        ]);
    };
    let apart: Vec<&str> = one.split(',').map(str::trim).collect();
    let (text, with) = match apart.as_slice() {
        [_, _] => ("A list with commas is one side", apart),
        _ => ("Name a second member or group, or a question", vec![one.as_str(), "GB"]),
    };
    Error::usage(format!("compare {one} with whom? {text}")).hints([
        format!("unvote compare{}", each_quoted(" ", with)),
        format!("unvote compare {} --across \"embargo Cuba\"", quoted(one)),
    ])
}
