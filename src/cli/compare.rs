//! How two members agree, by year, session or topic; or how members voted on one question through the years.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use super::{
    Call,
    error::Error,
    measure::{MeasureName, counts_in},
    options::SelectionOptions,
    selecting::{not_in, seated, selected},
};
use crate::{
    analysis::{
        absence::NotSeated,
        agreement::{Asked, Measure, percentiles},
        compare::{self, Absence, Compared, Sides},
        repeated,
        series::Links,
        topics::{self, OfTopic, Topics},
    },
    members::{MemberId, MemberList, MemberSet},
    record::{Date, Record, RollCall, RollCallId, Session},
    report::{
        Report, Value,
        absence::{not_seated, periods},
        across,
        agreement::{of_a_selection, of_conditions, of_consensus, of_seats},
        compare::{By, Question, Row, report},
        turning_topics::spoken,
        words,
    },
    source::Loaded,
};

/// Topics that are told, where subject headings or agenda items give them.
const TOPICS: usize = 12;

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
pub fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let lists = arguments.sides.iter().map(|side| record.members().list(side)).collect::<Result<Vec<_>, _>>()?;
    if let Some(question) = &arguments.across {
        return across(call, &loaded, &lists, question, &arguments.selection);
    }
    let [first, second] = lists.as_slice() else {
        return Err(Error::usage(wrong_number(&arguments.sides)));
    };
    let sides = Sides { first, second, measure: arguments.measure.measure() };
    differ(record, &sides)?;
    let body = arguments.selection.one_body();
    let consensus = sides.measure == Measure::Coincidence;
    counts_in(sides.measure, body)?;
    let mut ids = selected(&loaded, &arguments.selection.in_one_body())?;
    let mut votes = ids.clone();
    votes.retain(|id| record.roll_call(*id).is_vote());
    if !consensus {
        ids.clone_from(&votes);
    }
    let whole = sides.over(record, &ids);
    if whole.votes == 0 {
        return Err(Error::nothing(no_common_vote(record, &votes, &sides)));
    }
    let (by, mut rows) = rows(record, &ids, arguments, &sides)?;
    let in_rows: usize = rows.iter().map(|row| row.compared.roll_calls).sum();
    let without = without_common_vote(&mut rows);
    let question =
        Question { sides, body: Some(body), by, official: call.output.official, audience: call.output.audience() };
    let mut report = report(record, &ids, &question, &rows, &whole, &sides.opposed(record, &votes));
    add_notes(&mut report, by, &without);
    if consensus {
        of_consensus(&mut report, by, &rows, &whole);
    }
    of_seats(&mut report, record, seats(record, &votes, &lists));
    if matches!(by, Some(By::Year | By::Session)) && in_rows < votes.len() {
        let rest = words::roll_calls(votes.len() - in_rows);
        report.notes.push(format!(
            "{rest} without a known {} in no row, but in the whole.",
            if by == Some(By::Year) { "day" } else { "session" }
        ));
    }
    write(call, &loaded, report, &arguments.selection)
}

/// Writes a report, with what must be known of the roll calls that were taken.
fn write(call: &Call, loaded: &Loaded, mut report: Report, selection: &SelectionOptions) -> Result<(), Error> {
    of_conditions(&mut report, &selection.conditions());
    if loaded.is_selection() {
        of_a_selection(&mut report, loaded.record.len());
    }
    call.output.write(report)
}

/// The members that are compared, with those that held their seat.
fn seats(record: &Record, ids: &[RollCallId], lists: &[MemberList]) -> impl Iterator<Item = (MemberId, MemberSet)> {
    let members = lists.iter().filter_map(MemberList::only_member);
    members.map(|member| (member, compare::other_holders(record, ids, member)))
}

/// One or more members on a question through the years.
fn across(
    call: &Call,
    loaded: &Loaded,
    lists: &[MemberList],
    question: &str,
    selection: &SelectionOptions,
) -> Result<(), Error> {
    let record = &loaded.record;
    let mut selected = selected(loaded, &selection.in_one_body())?;
    selected.retain(|id| record.roll_call(*id).is_vote());
    if question.trim().is_empty() {
        return Err(Error::usage("--across needs words, as in --across \"embargo Cuba\""));
    }
    let topic = topics::of_words(record, &selected, &[question.to_owned()]).remove(0);
    let Some(last) = topic.ids.last() else {
        let text = format!("no roll call among {} is about '{question}'", selected.len());
        return Err(not_in(loaded, text));
    };
    // A group has the members of the last vote.
    let day = record.roll_call(*last).date.unwrap_or(Date::MAX);
    let mut members = Vec::new();
    for list in lists {
        if list.only_member().is_none() {
            seated(record, &topic.ids, [list])?;
        }
        let listed: Vec<MemberId> =
            list.only_member().map_or_else(|| list.on(record.members(), day).iter().collect(), |member| vec![member]);
        let new: Vec<MemberId> = listed.into_iter().filter(|member| !members.contains(member)).collect();
        members.extend(new);
    }
    let body = Some(selection.one_body());
    let mut report = across::report(record, &topic.ids, &members, question.trim(), body, call.output.official);
    of_seats(&mut report, record, seats(record, &topic.ids, lists));
    write(call, loaded, report, selection)
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

/// Fails when both sides are the same, also under another name of the same seat.
fn differ(record: &Record, sides: &Sides<'_>) -> Result<(), Error> {
    let members = record.members();
    let now = Date::MAX;
    let seat = |list: &MemberList| list.only_member().map(|member| members.seat_on(member, now));
    let same_seat = sides.are_members() && seat(sides.first) == seat(sides.second);
    if same_seat || sides.first == sides.second {
        let name = sides.second.names(members, false);
        return Err(Error::usage(format!("both sides are {name}: name two different members or groups")));
    }
    Ok(())
}

/// Why two sides have no common vote.
fn no_common_vote(record: &Record, ids: &[RollCallId], sides: &Sides<'_>) -> String {
    if ids.is_empty() {
        return "no common vote: all of these resolutions were adopted without a vote".to_owned();
    }
    let mut lines = vec![format!("no common vote in {}", words::roll_calls(ids.len()))];
    for list in [sides.first, sides.second] {
        let name = list.names(record.members(), false);
        match compare::without_votes(record, ids, list) {
            Some(Absence::NotMember(member)) => {
                let periods = periods(record, member);
                lines.push(format!("{name} was not a member on the days of these votes ({periods})"));
            }
            Some(Absence::NoPosition) => lines.push(match NotSeated::of(record, ids, list) {
                Some(why) => not_seated(record, &why),
                None => format!("{name} took no position in any of them"),
            }),
            None => {}
        }
    }
    lines.join("\n  ")
}

/// A row with nothing but its figures.
fn plain(key: Value, compared: Compared) -> Row {
    Row { key, told: None, compared, percentile: None, years: Vec::new(), before: None, repeated: None }
}

/// The rows that were asked for.
fn rows(
    record: &Record,
    ids: &[RollCallId],
    arguments: &Arguments,
    sides: &Sides<'_>,
) -> Result<(Option<By>, Vec<Row>), Error> {
    Ok(match arguments.by {
        Rows::None => (None, Vec::new()),
        Rows::Year => (Some(By::Year), by_year(record, ids, sides)),
        Rows::Session => {
            let rows = among_pairs(record, ids, sides, |roll_call| roll_call.session);
            let row = |(session, row): (Session, Row)| Row { key: Value::Code(session.to_string()), ..row };
            (Some(By::Session), rows.into_iter().map(row).collect())
        }
        Rows::Topic => {
            let topics = match arguments.selection.topic.as_slice() {
                [] => Topics::new(record, ids.iter().copied()).most_frequent(ids, TOPICS),
                written => topics::of_words(record, ids, written),
            };
            if topics.is_empty() {
                return Err(Error::usage(
                    "the source gives these roll calls neither issue codes nor subject headings nor agenda items: \
                     name topics, as in --topic nuclear --topic \"human rights\"",
                ));
            }
            let last = topics.iter().flat_map(|topic| &topic.ids).filter_map(|id| year(record.roll_call(*id))).max();
            let row = |topic: OfTopic| {
                let before = |id: &RollCallId| year(record.roll_call(*id)) < last;
                let before: Vec<RollCallId> = topic.ids.iter().copied().filter(before).collect();
                Row {
                    told: arguments.selection.topic.is_empty().then(|| spoken(&topic.name)),
                    years: sides.by(record, &topic.ids, year),
                    before: Some(sides.over(record, &before)),
                    ..plain(Value::Text(topic.name), sides.over(record, &topic.ids))
                }
            };
            (Some(By::Topic), topics.into_iter().map(row).collect())
        }
    })
}

fn year(roll_call: &RollCall) -> Option<i16> {
    roll_call.date.map(Date::year)
}

fn by_year(record: &Record, ids: &[RollCallId], sides: &Sides<'_>) -> Vec<Row> {
    let links = Links::of(record);
    let mut of_years: BTreeMap<i16, Vec<RollCallId>> = BTreeMap::new();
    for &id in ids {
        if let Some(year) = year(record.roll_call(id)) {
            of_years.entry(year).or_default().push(id);
        }
    }
    let row = |(year, row): (i16, Row)| {
        let asked = of_years.get(&year).map_or(&[][..], Vec::as_slice);
        let repeated = Some(repeated::repeated(record, asked, sides, &links)).filter(|one| one.now.roll_calls > 0);
        // What was adopted without a vote is no repeated question.
        let repeated = repeated.filter(|_| sides.measure != Measure::Coincidence);
        Row { key: Value::Number(year.into()), repeated, ..row }
    };
    among_pairs(record, ids, sides, year).into_iter().map(row).collect()
}

/// Rows by a key of the roll calls, each with the place of its value among all pairs of members.
fn among_pairs<K: Copy + Ord + Send + Sync>(
    record: &Record,
    ids: &[RollCallId],
    sides: &Sides<'_>,
    key: impl Fn(&RollCall) -> Option<K>,
) -> Vec<(K, Row)> {
    let compared = sides.by(record, ids, &key);
    let asked = |of: K| {
        let (_, compared) = compared.iter().find(|(key, _)| *key == of)?;
        // Pairs with few common votes reach extreme values by chance: half of the roll calls is asked for.
        let least_votes = u32::try_from(compared.roll_calls.div_ceil(2)).unwrap_or(u32::MAX);
        Some(Asked { value: compared.value?, least_votes })
    };
    let ranked = sides.are_members() && sides.measure != Measure::Coincidence;
    let percentiles: BTreeMap<K, f64> = if ranked {
        percentiles(record, ids, &key, sides.measure, asked).into_iter().collect()
    } else {
        BTreeMap::new()
    };
    let row = |compared, key: &K| Row { percentile: percentiles.get(key).copied(), ..plain(Value::Missing, compared) };
    compared.into_iter().map(|(key, compared)| (key, row(compared, &key))).collect()
}

/// Takes out the rows without a common vote; returns their keys.
fn without_common_vote(rows: &mut Vec<Row>) -> Vec<Value> {
    let without = rows.iter().filter(|row| row.compared.votes == 0).map(|row| row.key.clone()).collect();
    rows.retain(|row| row.compared.votes > 0);
    without
}

fn add_notes(report: &mut Report, by: Option<By>, without: &[Value]) {
    let years: Vec<i16> = without
        .iter()
        .filter_map(|key| if let Value::Number(year) = key { i16::try_from(*year).ok() } else { None })
        .collect();
    let others: Vec<&str> = without
        .iter()
        .filter_map(|key| if let Value::Code(key) | Value::Text(key) = key { Some(key.as_str()) } else { None })
        .collect();
    if !years.is_empty() {
        report.notes.push(format!("No common vote in {}.", words::years(&years)));
    }
    if !others.is_empty() {
        report.notes.push(format!("No common vote in: {}.", others.join(", ")));
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
