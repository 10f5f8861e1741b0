//! Tells how two members, or groups, agree: by year, session or topic, in all, and where they stood against each other.

use super::{
    Audience, Report, Section,
    agreement::{bar, change, keys_in_words, meaning, of_consensus, of_seats, told, value},
    old::{Block, Column, Table, Value},
    opposite_votes,
    repeated::{repeated, repeated_by_year},
    roll_call::sources_of,
    turning_topics::spoken,
    words,
};
use crate::{
    analysis::{
        agreement::Measure,
        compare::{By, Compared, Comparison, Row, RowKey, Sides},
    },
    record::{Body, Record},
};

/// Every kind of row; machine formats have a column for each.
const EVERY: [By; 3] = [By::Year, By::Session, By::Topic];

const fn key_of(by: By) -> &'static str {
    match by {
        By::Year => "year",
        By::Session => "session",
        By::Topic => "topic",
    }
}

const fn phrase(by: By) -> &'static str {
    match by {
        By::Year => ", by calendar year of the vote",
        By::Session => ", by session (a session is not a year)",
        By::Topic => ", by topic",
    }
}

fn key_value(key: &RowKey) -> Value {
    match key {
        RowKey::Year(year) => Value::Number((*year).into()),
        RowKey::Session(session) => Value::Code(session.to_string()),
        RowKey::Topic(name) => Value::text(name),
    }
}

/// What was compared.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The sides.
    pub sides: Sides<'q>,
    /// The body, if only one.
    pub body: Option<Body>,
    /// What the rows are; none for the whole alone.
    pub by: Option<By>,
    /// Whether the topics are those that a person named; others are headings for librarians.
    pub topics_as_named: bool,
    /// Official names of members.
    pub official: bool,
    /// Who reads it: what only others are told, all opposite votes, is left out.
    pub audience: Audience,
}

/// The report: rows, the whole, and opposite votes.
#[must_use]
pub fn report(record: &Record, found: &Comparison, question: &Question<'_>) -> Report<'static> {
    let Comparison { whole, rows, opposed, .. } = found;
    let names = Names::of(record, question);
    let body = question.body.map_or("General Assembly and Security Council", Body::name);
    let mut section = Section {
        title: format!("{} and {}", names.first, names.second),
        lines: vec![format!("{body}{}; votes that both cast: yes, abstain or no", question.by.map_or("", phrase))],
        blocks: vec![Block::Text(in_all(question, whole))],
    };
    let main = question.by.map_or_else(
        || rows_table(&names, question, None, &[whole_row(whole)]),
        |by| rows_table(&names, question, Some(by), rows),
    );
    section.blocks.push(Block::Table(main));
    if let Some(last) = rows.last().filter(|_| question.by == Some(By::Year)) {
        section.blocks.extend(repeated(question, last).map(Block::Text));
        section.blocks.push(Block::Table(repeated_by_year(&names, question, rows)));
    }
    if question.by == Some(By::Topic) {
        section.blocks.push(Block::Table(topics_by_year(&names, question, rows)));
    }
    let mut report = Report { sections: vec![section], ..Report::default() };
    report.sections.push(positions(&names, question, whole));
    report.sections.extend(opposite_votes::section(record, &names, question, opposed));
    report.notes.push(format!("{}.", words::capitalized(meaning(question.sides.measure))));
    sources_of(record, &found.ids, &mut report);
    add_notes(&mut report, question, found);
    of_seats(&mut report, record, &found.seats);
    if let (Some(by @ (By::Year | By::Session)), 1..) = (question.by, found.in_no_row) {
        report.notes.push(format!(
            "{} without a known {} in no row, but in the whole.",
            words::roll_calls(found.in_no_row),
            if by == By::Year { "day" } else { "session" }
        ));
    }
    report
}

/// What must be known of the rows.
fn add_notes(report: &mut Report<'_>, question: &Question<'_>, found: &Comparison) {
    if !found.without.is_empty() {
        let colon = if question.by == Some(By::Year) { "" } else { ":" };
        report.notes.push(format!("No common vote in{colon} {}.", keys_in_words(&found.without)));
    }
    match question.by {
        Some(By::Topic) => report.notes.push("A roll call may be about several of the topics, or none.".to_owned()),
        Some(By::Year) => report.notes.push(
            "A year in which one topic fills the agenda moves agreement without any member moving: --by topic tells \
             them apart."
                .to_owned(),
        ),
        _ => {}
    }
    if question.sides.measure == Measure::Coincidence {
        of_consensus(report, question.by, found);
    }
}

fn whole_row(whole: &Compared) -> Row {
    Row {
        // No table prints it: there are no rows but this one.
        key: RowKey::Topic(String::new()),
        compared: whole.clone(),
        percentile: None,
        years: Vec::new(),
        before: None,
        repeated: None,
    }
}

/// The sides by code and name.
pub(super) struct Names {
    first: String,
    second: String,
    pub(super) codes: [String; 2],
}

impl Names {
    fn of(record: &Record, question: &Question<'_>) -> Self {
        let members = record.members();
        let (first, second) = (question.sides.first, question.sides.second);
        Self {
            first: first.names(members, question.official),
            second: second.names(members, question.official),
            codes: [first.codes(members), second.codes(members)],
        }
    }

    pub(super) fn columns() -> [Column; 2] {
        ["first", "second"].map(Column::for_machines)
    }

    pub(super) fn values(&self) -> [Value; 2] {
        self.codes.clone().map(Value::Code)
    }
}

/// The sentence that tells the whole.
fn in_all(question: &Question<'_>, whole: &Compared) -> String {
    let measure = question.sides.measure;
    let Some(value) = whole.value else {
        return format!("{} common votes; {} has no value for them.", whole.votes, measure.name());
    };
    let votes = words::count(whole.votes, "common vote");
    let interval = whole.interval.map_or_else(String::new, |(low, high)| {
        format!(" (95% interval {} to {})", told(measure, low), told(measure, high))
    });
    let opposite = whole.opposite_share().map_or_else(String::new, |share| format!("{:.1}%", share * 100.0));
    if question.sides.are_members() {
        let times = whole.positions.opposite();
        format!("In all {votes}: {} {}{interval}; opposite {times} ({opposite}).", measure.name(), told(measure, value))
    } else {
        format!(
            "In all {votes} of {} pairs of members: {} {}, the mean of the pairs; opposite in {opposite} of their votes.",
            whole.pairs,
            measure.name(),
            told(measure, value),
        )
    }
}

fn rows_table(names: &Names, question: &Question<'_>, by: Option<By>, rows: &[Row]) -> Table {
    let (measure, members) = (question.sides.measure, question.sides.are_members());
    // One session does not follow the other as years do: special ones stand behind the regular ones.
    let in_time = matches!(by, Some(By::Year | By::Session));
    let with_consensus = measure == Measure::Coincidence && members;
    let mut columns: Vec<Column> = Names::columns().into();
    columns.extend(EVERY.map(|one| match one {
        By::Topic => Column::for_machines("topic"),
        _ if by == Some(one) => Column::new(key_of(one), ""),
        _ => Column::for_machines(key_of(one)),
    }));
    columns.extend((by == Some(By::Topic)).then(|| Column::for_people("told", "topic")));
    columns.extend([
        Column::for_machines("measure"),
        Column::for_machines("roll_calls"),
        Column::new("votes", "votes"),
        if members { Column::for_machines("pairs") } else { Column::new("pairs", "pairs") },
        Column::new("value", measure.name()),
        Column::for_people("bar", ""),
        Column::for_machines("low"),
        Column::for_machines("high"),
        if by == Some(By::Year) { Column::new("change", "change") } else { Column::for_machines("change") },
        if members { Column::new("opposite", "opposite") } else { Column::for_machines("opposite") },
        if members { Column::for_machines("opposite_share") } else { Column::new("opposite_share", "opposite") },
        if with_consensus { Column::new("consensus", "without\na vote") } else { Column::for_machines("consensus") },
        if with_consensus {
            Column::new("participation", "taking\npart")
        } else {
            Column::for_machines("participation")
        },
        if in_time && members && !with_consensus {
            Column::new("percentile", "percentile")
        } else {
            Column::for_machines("percentile")
        },
    ]);
    let latest = latest_year(rows);
    if let Some(year) = latest {
        columns.insert(columns.len() - 5, Column::for_people("before", &format!("to {}", year - 1)));
        columns.insert(columns.len() - 5, Column::for_people("latest", &year.to_string()));
    }
    let mut before = None;
    let row = |row: &Row| {
        let one = &row.compared;
        let changed =
            if matches!(by, Some(By::Topic) | None) { Value::Missing } else { change(measure, before, one.value) };
        before = one.value.or(before);
        let mut values: Vec<Value> = names.values().into();
        values.extend(EVERY.map(|one| if by == Some(one) { key_value(&row.key) } else { Value::Missing }));
        if let (Some(By::Topic), RowKey::Topic(name)) = (by, &row.key) {
            values.push(if question.topics_as_named { Value::text(name) } else { Value::text(&spoken(name)) });
        }
        values.extend([
            Value::code(measure.word()),
            Value::Number(one.roll_calls as i64),
            Value::Number(one.votes.into()),
            Value::Number(one.pairs.into()),
            value(measure, one.value),
            bar(measure, one.value),
            one.interval.map_or(Value::Missing, |(low, _)| Value::Share(low)),
            one.interval.map_or(Value::Missing, |(_, high)| Value::Share(high)),
            changed,
        ]);
        if let Some(latest) = latest {
            let in_latest = row.years.iter().find(|(year, _)| *year == latest).and_then(|(_, one)| one.value);
            values.push(value(measure, row.before.as_ref().and_then(|one| one.value)));
            values.push(value(measure, in_latest));
        }
        values.extend([
            if members { Value::Number(one.positions.opposite().into()) } else { Value::Missing },
            Value::share(one.opposite_share()),
            Value::number(one.joined.map(|joined| joined.resolutions)),
            Value::share(one.joined.and_then(|joined| joined.participation())),
            Value::share(row.percentile),
        ]);
        values
    };
    let rows = rows.iter().map(row).collect();
    let audience = if by.is_some() { Audience::All } else { Audience::Machines };
    Table { name: "agreement", columns, rows, audience }
}

/// The last year of topics that have more than one.
fn latest_year(rows: &[Row]) -> Option<i16> {
    let years = || rows.iter().flat_map(|row| row.years.iter().map(|(year, _)| *year));
    let (first, last) = (years().min()?, years().max()?);
    (first < last).then_some(last)
}

/// The figures of each topic and year, for machines.
fn topics_by_year(names: &Names, question: &Question<'_>, rows: &[Row]) -> Table {
    let measure = question.sides.measure;
    let mut columns: Vec<Column> = Names::columns().into();
    columns.extend(
        ["topic", "year", "measure", "roll_calls", "votes", "value", "opposite_share"].map(Column::for_machines),
    );
    let years = rows.iter().flat_map(|row| row.years.iter().map(move |(year, one)| (&row.key, *year, one)));
    let row = |(topic, year, one): (&RowKey, i16, &Compared)| {
        let mut values: Vec<Value> = names.values().into();
        values.extend([
            key_value(topic),
            Value::Number(year.into()),
            Value::code(measure.word()),
            Value::Number(one.roll_calls as i64),
            Value::Number(one.votes.into()),
            value(measure, one.value),
            Value::share(one.opposite_share()),
        ]);
        values
    };
    let rows = years.map(row).collect();
    Table { name: "agreement_by_topic_and_year", columns, rows, audience: Audience::Machines }
}

/// The 3 x 3 table of the whole.
fn positions(names: &Names, question: &Question<'_>, whole: &Compared) -> Section<'static> {
    const WORDS: [&str; 3] = ["yes", "abstain", "no"];
    let mut columns: Vec<Column> = Names::columns().into();
    columns.push(Column::new("position", ""));
    columns.extend(WORDS.map(|word| Column::new(word, word)));
    columns.push(Column::new("total", "total"));
    let row = |word: &str, counts: [u32; 3]| {
        let mut row: Vec<Value> = names.values().into();
        row.push(Value::Code(word.to_owned()));
        row.extend(counts.map(|count| Value::Number(count.into())));
        row.push(Value::Number(counts.iter().sum::<u32>().into()));
        row
    };
    let mut rows: Vec<Vec<Value>> =
        WORDS.into_iter().zip(whole.positions.counts).map(|(word, counts)| row(word, counts)).collect();
    rows.push(row("total", whole.positions.second()));
    let of = if question.sides.are_members() { "votes" } else { "votes of all pairs of members" };
    Section {
        title: "Positions".to_owned(),
        lines: vec![format!("{} in rows, {} in columns; {of}", names.first, names.second)],
        blocks: vec![Block::Table(Table { name: "positions", columns, rows, audience: Audience::All })],
    }
}
