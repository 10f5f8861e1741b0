//! Sciences Po's database of the Security Council's votes since 1946 (doi:10.21410/7E4/Z0KECE): a row for each roll call,
//! drafts that failed or were vetoed among them, with a column for each state that ever sat in the Council.

use super::cells::ballots::Ballots;
use super::cells::codes::{Codes, Numbers, VoteCell};
use super::cells::numbers::{empty, whole};
use super::cells::{fields, who::Voter};
use super::format::{Columns, Context, Format, Kind, Ledger, Recognised, Row, SourceError};
use super::undl::plain_title;
use crate::record::{Body, Class, Date, OF_A_SOURCE, Outcome, Record, RecordBuilder, RollCall, RollCallId, Symbol};

/// The format of the database as its site publishes it.
pub(crate) const FORMAT: Format = Format {
    name: "Sciences Po, UN Security Council votes since 1946",
    terms: "cite (CC BY 4.0): Benoît Martin, UNSC votes since 1946 Database, 2026, data.sciencespo, Atelier de cartographie de Sciences Po / GRAM, doi:10.21410/7E4/Z0KECE",
    fits: |head, _| head.fit(&[SYMBOL, OUTCOME, DATE, &["russian federation/ussr"]]),
    read,
};

const SYMBOL: &[&str] = &["un classification"];
const OUTCOME: &[&str] = &["vote outcome"];
const TYPOLOGY: &[&str] = &["vote outcome typology-observable"];
const DATE: &[&str] = &["date"];
const NUMBER: &[&str] = &["vote in the db"];
const TITLE: &[&str] = &["official full title"];
const SHORT: &[&str] = &["title-observable"];
const VETOES: &[&str] = &["(of which veto)"];
/// The numbers that it states.
const STATED: [(&str, &[&str]); 5] = [
    ("stated_yes", &["yes"]),
    ("stated_no", &["no"]),
    ("stated_abstain", &["abstentions"]),
    ("stated_non_voting", &["non-voting"]),
    ("stated_members", &["total"]),
];
/// The number of a resolution says again what its symbol says.
const REPEATS: &[&str] = &["resolution number"];
/// Names of columns that are no names of members. One Korea alone has sat in the Council.
const NAMES: [(&str, &str); 6] = [
    ("russian federation/ussr", "Russian Federation"),
    ("korea", "Republic of Korea"),
    ("egypt / united arab republic", "Egypt"),
    ("sri lanka/ceylan", "Sri Lanka"),
    ("bosnia", "Bosnia and Herzegovina"),
    ("germany, federal republic of", "Germany"),
];

/// A roll call with what its row says of its end.
struct Ended {
    id: RollCallId,
    outcome: Outcome,
    vetoes: Option<u64>,
    line: u64,
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    let codes = Codes::of_format(Numbers::None, context.options);
    let mut ended = Vec::new();
    for one in inputs {
        ballots.source(FORMAT.origin(one), one.order);
        let columns = &one.head.columns;
        let seats = seats(columns, &mut ballots, ledger);
        ledger.unread(columns, |column| {
            is_of_roll_call(&columns.names[column]) || seats.iter().any(|(at, _)| *at == column)
        });
        one.each_row(ledger, |row, ledger| {
            ended.extend(roll_call(row, columns, (&seats, &codes), &mut ballots, ledger));
        })?;
    }
    Ok(settled(ballots.builder.finish(), &ended, ledger))
}

fn is_of_roll_call(name: &str) -> bool {
    let stated = STATED.map(|(_, names)| names);
    let texts = [SYMBOL, OUTCOME, TYPOLOGY, DATE, NUMBER, TITLE, SHORT, VETOES, REPEATS];
    texts.into_iter().chain(stated).any(|names| names.contains(&name))
}

/// Who is meant by a column.
enum Seat {
    One(Voter),
    /// One of two states of that name, by the day.
    Congo(Voter),
    Yemen([Voter; 2]),
}

/// The columns of members.
fn seats(columns: &Columns, ballots: &mut Ballots, ledger: &mut Ledger) -> Vec<(usize, Seat)> {
    let mut named = |name: &str| ballots.who.named(name, 1, ledger);
    let mut seats = Vec::new();
    for (column, name) in
        columns.names.iter().enumerate().filter(|(_, name)| !name.is_empty() && !is_of_roll_call(name))
    {
        let seat = match name.as_str() {
            "congo" => named("Republic of the Congo").map(Seat::Congo),
            "yemen" => named("Democratic Yemen").zip(named("Yemen")).map(|(south, whole)| Seat::Yemen([south, whole])),
            _ => {
                let known = NAMES.iter().find(|(column, _)| column == name).map(|(_, name)| *name);
                named(known.unwrap_or(&name.to_uppercase())).map(Seat::One)
            }
        };
        seats.extend(seat.map(|seat| (column, seat)));
    }
    seats
}

impl Seat {
    /// Who sat on a day; none where the column does not tell.
    fn on(&self, day: Option<Date>) -> Option<Voter> {
        match self {
            Self::One(voter) => Some(*voter),
            // Congo sat in 1986-87 and 2006-07; at another time it may be the Democratic Republic.
            Self::Congo(voter) => day.filter(|day| [1986, 1987, 2006, 2007].contains(&day.year())).map(|_| *voter),
            // Democratic Yemen was elected for 1990-91, and became one state with Yemen on 22 May 1990.
            Self::Yemen([south, whole]) => {
                day.map(|day| if day < jiff::civil::date(1990, 5, 22) { *south } else { *whole })
            }
        }
    }
}

fn roll_call(
    row: &Row<'_>, columns: &Columns, (seats, codes): (&[(usize, Seat)], &Codes), ballots: &mut Ballots,
    ledger: &mut Ledger,
) -> Option<Ended> {
    let cell = |names: &[&str]| empty(row.at(columns.find(names)));
    let mut one = RollCall::new(Body::SecurityCouncil);
    fields::enter(&mut one, "date", (cell(DATE), row.line), ballots, ledger);
    for (name, names) in STATED {
        fields::enter(&mut one, name, (cell(names), row.line), ballots, ledger);
    }
    let title = Some(cell(TITLE)).filter(|title| !title.is_empty()).unwrap_or_else(|| cell(SHORT));
    one.title = ballots.builder.text(plain_title(title));
    match cell(SYMBOL).parse::<Symbol>() {
        Ok(symbol) if symbol.is_resolution() => one.resolution = ballots.builder.text(symbol.as_str()),
        Ok(symbol) if *symbol.class() == Class::Meeting => one.meeting = ballots.builder.text(symbol.as_str()),
        Ok(symbol) => one.draft = ballots.builder.text(symbol.as_str()),
        Err(_) => {
            let known = [cell(SYMBOL), cell(NUMBER)].into_iter().find(|name| name.len() > 1).unwrap_or_default();
            one.note = ballots.builder.text(&format!("{known}{OF_A_SOURCE}"));
        }
    }
    if cell(TYPOLOGY).to_lowercase().contains("procedural") {
        one.procedural = Some(true);
    }
    let day = one.date;
    let id = ballots.begin(one);
    for (column, seat) in seats {
        let cell = empty(row.get(*column));
        // Who was not in the Council has an empty cell.
        if cell.is_empty() {
            continue;
        }
        let name = columns.names[*column].to_uppercase();
        match (seat.on(day), codes.read(cell)) {
            (None, _) => {
                let reason = "columns of which it is not known who sat on the day";
                ledger.skip(reason, row.line, format!("{name} '{cell}'"));
            }
            (Some(voter), Some(vote @ VoteCell::Cast(_))) => ballots.enter(id, voter, vote, row.line, ledger),
            // The database marks so what no record tells of 1947 and 1948.
            (Some(voter), None) if cell == "?" => {
                let value = format!("{name} on {}", empty(row.at(columns.find(SYMBOL))));
                ledger.enter(Kind::Note, "votes that the source marks as not recorded", Some(row.line), value);
                ballots.enter_unknown(id, voter);
            }
            (Some(voter), _) => {
                Codes::not_understood(cell, &format!("{name} '{cell}'"), row.line, ledger);
                ballots.enter_unknown(id, voter);
            }
        }
    }
    let vetoes = whole(cell(VETOES));
    let outcome = outcome(cell(OUTCOME));
    if outcome.is_none() {
        ledger.skip("outcomes that are not understood", row.line, cell(OUTCOME));
    }
    outcome.map(|outcome| Ended { id, outcome, vetoes, line: row.line })
}

/// How a vote ended, in the words of the database.
fn outcome(words: &str) -> Option<Outcome> {
    let words = words.to_lowercase();
    let begins = |with: &str| words.starts_with(with);
    if begins("adopted") {
        Some(Outcome::Adopted)
    } else if begins("vetoed") || words.contains("(veto") {
        Some(Outcome::Vetoed)
    } else {
        ["lack of maj", "not adopted", "rejected"].into_iter().any(begins).then_some(Outcome::Rejected)
    }
}

/// Sets how each vote ended, as the database says, and tells where its votes end otherwise by the rules.
fn settled(record: Record, ended: &[Ended], ledger: &mut Ledger) -> Record {
    for one in ended {
        if let Some(by_rule) = record.outcome(one.id).filter(|by_rule| *by_rule != one.outcome) {
            let reason = "outcomes that do not follow from the votes by the rules; the source's stands";
            let value = format!("{}: {}, by the votes {}", record.called(one.id), one.outcome.word(), by_rule.word());
            ledger.enter(Kind::Disagreement, reason, Some(one.line), value);
        }
    }
    let mut builder = RecordBuilder::reopen(record);
    for one in ended {
        builder.entry(one.id).0.outcome = Some(one.outcome);
    }
    let record = builder.finish();
    for one in ended {
        let vetoes = record.vetoes(one.id).len() as u64;
        if let Some(stated) = one.vetoes.filter(|stated| *stated != vetoes) {
            let reason = "numbers of vetoes that differ from the votes; the votes stand";
            let value = format!("{}: {stated} stated, {vetoes} counted", record.called(one.id));
            ledger.enter(Kind::Disagreement, reason, Some(one.line), value);
        }
    }
    record
}
