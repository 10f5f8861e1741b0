//! How united groups vote, who breaks ranks, and how loyal members are.

use clap::Args;

use super::selecting::{any_of, seated, selected, tell_left_out};
use super::{Call, error::Error, words::words};
use super::{drawing::DrawingOptions, options::SelectionOptions};
use crate::analysis::agreement::Measure;
use crate::analysis::cohesion::{By, Groups};
use crate::members::{MemberList, Members};
use crate::report::agreement::of_conditions;
use crate::report::cohesion::{CohesionQuestion, report};
use crate::report::cohesion_picture::of_cohesion;
use crate::report::line_picture::KINDS;
use crate::report::words::{each_quoted, quoted};
use crate::report::{Audience, absence};

/// How united groups vote, and who breaks ranks.
///
/// Rice's index and the index of agreement, and how often a group voted as one; by member, how loyal each was to what
/// most of the group did, how often it broke ranks alone, with whom and on what. Of several groups a row each, and how
/// often most of the one did what most of the other did. Members count while they were in the group; without --body votes of
/// the General Assembly. docs/cohesion.md has the formulas.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Groups or lists of members; a list with commas is one.
    #[arg(required = true, value_name = "GROUP")]
    groups: Vec<String>,
    /// What the rows are; by default years of one group, and each of several groups in all.
    #[arg(long, value_parser = words::<By>())]
    by: Option<By>,
    /// A picture of Rice's index by year or session, a line for each group, in the terminal or, with -o FILE.svg, in a file.
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
    let lists = groups(record.members(), &arguments.groups)?;
    let is_asked = call.output.asks_for_picture(arguments.picture.as_deref());
    let by = arguments.by.unwrap_or(if lists.len() > 1 && !is_asked { By::Group } else { By::Year });
    let has_line = matches!(by, By::Year | By::Session);
    let text = "a picture of cohesion follows it through the years: --by year, or --by session";
    Error::usage_if(is_asked && !has_line, text)?;
    let selection = &arguments.selection;
    let chosen = selection.in_one_body();
    let ids = if by == By::Topic { any_of(&loaded, &chosen) } else { selected(&loaded, &chosen) }?;
    seated(record, &ids, &lists)?;
    let bootstrap = arguments.drawing.of(Measure::Identical)?;
    let found = Groups::of(record, &ids, &lists, by, &selection.topic, bootstrap)
        .map_err(|group| Error::nothing(absence::no_cohesion(record, &group)).hints(absence::ends(record, &ids)))?;
    Error::nothing_if(found.rows.is_empty(), absence::NO_TOPICS)?;
    let conditions = selection.conditions();
    let question = CohesionQuestion {
        by,
        body: selection.one_body(),
        bootstrap,
        typed: selection.typed_again(),
        official: call.output.official,
        brief: call.output.audience() == Audience::People && !call.output.arranges(),
    };
    let mut report = report(record, &ids, &found, &question);
    tell_left_out(&mut report, record, &ids, &lists);
    if has_line && call.output.picture(arguments.picture.as_deref(), KINDS[0]).is_some() {
        report.draw(of_cohesion(record, &ids, &found, &question, &conditions));
    }
    of_conditions(&mut report, &conditions);
    call.output.answer(&loaded, report)
}

/// The groups that were typed.
///
/// # Errors
/// When one of them is not known, or is one member.
fn groups(members: &Members, typed: &[String]) -> Result<Vec<MemberList>, Error> {
    let mut lists: Vec<MemberList> = Vec::new();
    for one in typed {
        let list = members.list(one)?;
        if list.only_member().is_some() {
            let all = quoted(&typed.join(","));
            let text = format!("{one} is one member, and one member is always united: name a group or a list");
            let list = (typed.len() > 1).then(|| format!("unvote cohesion {all}"));
            let next = [format!("unvote country{} --apart group", each_quoted(" ", [one]))];
            return Err(Error::usage(text).hints(list.into_iter().chain(next)));
        }
        if !lists.contains(&list) {
            lists.push(list);
        }
    }
    Ok(lists)
}
