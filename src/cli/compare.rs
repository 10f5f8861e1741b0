//! `unvote compare`.

use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};

use super::{
    Call, Nothing,
    measure::{MeasureName, counts_in},
    options::{BodyName, SelectionOptions},
    unseated::{nobody_seated, periods, seated},
};
use crate::{
    analysis::{
        across::members_of,
        agreement::{Lines, Measure},
        compare::{Absence, By, Comparison, NoComparison, RowKey, Sides},
        topics,
    },
    members::MemberList,
    record::{Body, Record},
    report::{
        Report, across,
        agreement::{keys_in_words, of_a_selection, of_conditions, of_consensus, of_seats},
        compare::{Question, report},
    },
};

/// Rows, as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Rows {
    /// Calendar years of the vote.
    #[default]
    Year,
    /// Sessions of the Assembly, which are not years.
    Session,
    /// Topics: those of --topic, else issue codes, subject headings or agenda items, as the source has them.
    Topic,
    /// The whole alone.
    None,
}

impl Rows {
    const fn by(self) -> Option<By> {
        match self {
            Self::Year => Some(By::Year),
            Self::Session => Some(By::Session),
            Self::Topic => Some(By::Topic),
            Self::None => None,
        }
    }
}

/// How two members agree, by year, session or topic; or how members voted on one question through the years.
///
/// Roll calls count in which both voted yes, abstained or voted no; without --body those of the General Assembly. A
/// group (EU) or list (FR,DE) is compared member by member, as its members were on the day of each vote: the value is
/// the mean over the pairs. A seat that passed on is one line: Russia's holds the votes of the Soviet Union.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote compare US RU\n  unvote compare US EU --from 2000 --measure kappa --data 2026_ga_voting.csv\n  unvote compare US GB --by topic --year 2025\n  unvote compare US --across \"embargo Cuba\""
)]
pub struct Arguments {
    /// Two members, groups or lists; with --across any number.
    #[arg(required = true, value_name = "MEMBER")]
    sides: Vec<String>,
    /// What the rows are.
    #[arg(long, value_enum, default_value_t)]
    by: Rows,
    /// Measure of agreement.
    #[arg(long, value_enum, default_value_t)]
    measure: MeasureName,
    /// How one or more members voted through the years on a question, by its words (as --topic): "embargo Cuba".
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["by", "measure"])]
    across: Option<String>,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let lists = arguments.sides.iter().map(|side| record.members().list(side)).collect::<Result<Vec<_>, _>>()?;
    if let Some(question) = &arguments.across {
        return across(call, record, &lists, question, &arguments.selection);
    }
    let [first, second] = lists.as_slice() else { bail!("{}", wrong_number(&arguments.sides)) };
    let sides = Sides { first, second, measure: arguments.measure.measure() };
    if sides.are_same(record.members()) {
        bail!("both sides are {}: name two different members or groups", second.names(record.members(), false));
    }
    let body = arguments.selection.body.unwrap_or(BodyName::Ga);
    counts_in(sides.measure, body)?;
    let selection = SelectionOptions { body: Some(body), ..arguments.selection.clone() };
    let (by, topics) = (arguments.by.by(), &arguments.selection.topic);
    let found = sides.compare(record, &call.selected(record, &selection)?, by, topics);
    let found = found.map_err(|why| why_not(record, &sides, why))?;
    let question = Question {
        sides,
        body: Some(voted_in(body)),
        by,
        topics_as_named: !topics.is_empty(),
        official: call.output.official,
        audience: call.output.audience(),
    };
    let mut report = report(record, &found, &question);
    add_notes(&mut report, by, &found);
    if sides.measure == Measure::Coincidence {
        of_consensus(&mut report, by, &found);
    }
    of_seats(&mut report, record, &found.seats);
    if let (Some(by @ (By::Year | By::Session)), 1..) = (by, found.in_no_row) {
        report.notes.push(format!(
            "{} without a known {} in no row, but in the whole.",
            roll_calls(found.in_no_row),
            if by == By::Year { "day" } else { "session" }
        ));
    }
    write(call, record, report, &arguments.selection)
}

/// Writes a report, with what must be known of the roll calls that were taken.
fn write(call: &Call, record: &Record, mut report: Report, selection: &SelectionOptions) -> Result<()> {
    of_conditions(&mut report, &selection.conditions());
    if call.input.is_embedded() {
        of_a_selection(&mut report, record.len());
    }
    call.output.write(report)
}

/// One or more members on a question through the years.
fn across(
    call: &Call,
    record: &Record,
    lists: &[MemberList],
    question: &str,
    selection: &SelectionOptions,
) -> Result<()> {
    let body = selection.body.unwrap_or(BodyName::Ga);
    let mut selected = call.selected(record, &SelectionOptions { body: Some(body), ..selection.clone() })?;
    selected.retain(|id| record.roll_call(*id).is_vote());
    if question.trim().is_empty() {
        bail!("--across needs words, as in --across \"embargo Cuba\"");
    }
    let ids = topics::about(record, &selected, question).ids;
    if ids.is_empty() {
        let text = format!("no roll call among {} is about '{question}'", selected.len());
        return Err(call.nothing(text).into());
    }
    for list in lists.iter().filter(|list| list.only_member().is_none()) {
        seated(record, &ids, list)?;
    }
    let (members, body) = (members_of(record, &ids, lists), Some(voted_in(body)));
    let mut report = across::report(record, &ids, &members, question.trim(), body, call.output.official);
    of_seats(&mut report, record, &Lines::new(record.members()).seats(record, &ids, lists));
    write(call, record, report, selection)
}

const fn voted_in(body: BodyName) -> Body {
    match body {
        BodyName::Ga => Body::GeneralAssembly,
        BodyName::Sc => Body::SecurityCouncil,
    }
}

fn wrong_number(sides: &[String]) -> String {
    match sides {
        [one] => format!(
            "compare {one} with whom? Name a second member or group, or a question with --across, as in --across \"embargo \
             Cuba\""
        ),
        _ => format!(
            "{} members or groups are too many: two are compared; a list with commas is one of them, as in US FR,DE",
            sides.len()
        ),
    }
}

/// Why two sides are not compared, in words.
fn why_not(record: &Record, sides: &Sides<'_>, why: NoComparison) -> anyhow::Error {
    let (votes, absences) = match why {
        NoComparison::NoTopics => {
            return anyhow!(
                "the source gives these roll calls neither issue codes nor subject headings nor agenda items: \
                 name topics, as in --topic nuclear --topic \"human rights\""
            );
        }
        NoComparison::WithoutAVote => {
            return Nothing("no common vote: all of these resolutions were adopted without a vote".to_owned()).into();
        }
        NoComparison::NoCommonVote { votes, absences } => (votes, absences),
    };
    let mut lines = vec![format!("no common vote in {}", roll_calls(votes.len()))];
    for (list, absence) in [sides.first, sides.second].into_iter().zip(absences) {
        let name = list.names(record.members(), false);
        lines.extend(absence.map(|absence| match absence {
            Absence::NotMember(member) => {
                format!("{name} was not a member on the days of these votes ({})", periods(record, member))
            }
            Absence::NoPosition => {
                nobody_seated(record, &votes, list).unwrap_or_else(|| format!("{name} took no position in any of them"))
            }
        }));
    }
    Nothing(lines.join("\n  ")).into()
}

fn roll_calls(count: usize) -> String {
    if count == 1 { "1 roll call".to_owned() } else { format!("{count} roll calls") }
}

fn add_notes(report: &mut Report, by: Option<By>, found: &Comparison) {
    let colon = if by == Some(By::Year) { "" } else { ":" };
    if !found.without.is_empty() {
        let without: Vec<&RowKey> = found.without.iter().collect();
        report.notes.push(format!("No common vote in{colon} {}.", keys_in_words(&without)));
    }
    match by {
        Some(By::Topic) => report.notes.push("A roll call may be about several of the topics, or none.".to_owned()),
        Some(By::Year) => report.notes.push(
            "A year in which one topic fills the agenda moves agreement without any member moving: --by topic tells \
             them apart."
                .to_owned(),
        ),
        _ => {}
    }
}
