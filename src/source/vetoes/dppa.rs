//! The list of the Department of Political and Peacebuilding Affairs, which is kept up to date: a row for each vetoed
//! draft, with a mark in the column of each permanent member that vetoed it.

use super::draft::{self, Draft, NO_VETO};
use crate::record::Record;
use crate::source::cells::ballots::Ballots;
use crate::source::cells::numbers;
use crate::source::format::{Columns, Context, Format, Kind, Ledger, Recognised, Row, SourceError};

/// The format of the Department's list.
pub(crate) const FORMAT: Format = Format {
    name: "DPPA, Security Council vetoes since 1946",
    terms: "United Nations Department of Political and Peacebuilding Affairs, Security Council vetoes, UN Peace and Security Data Hub",
    fits: |head, _| head.fit(&[DATE, DRAFT, MEMBERS[1].0, MEMBERS[0].0]),
    read,
};

// R writes a full stop for what cannot stand in a name.
const DATE: &[&str] = &["date"];
const DRAFT: &[&str] = &["draft_res#", "draft_res.", "draft_res_", "draft_res"];
const RECORD: &[&str] = &["record"];
const COUNT: &[&str] = &["#_of_pms", "x._of_pms", "._of_pms", "_of_pms", "no_of_pms"];
const AGENDA: &[&str] = &["agenda"];
const SHORT: &[&str] = &["short_agenda"];
const LINK: &[&str] = &["url_for_res#", "url_for_res.", "url_for_res_", "url_for_res"];
/// Columns that tell of the list, not of a veto.
const OF_LIST: &[&str] = &["id", "last_update"];
/// The columns of marks, each with a name of its member.
const MEMBERS: [(&[&str], &str); 5] = [
    (&["china"], "China"),
    (&["russian_federation_ussr"], "Russian Federation"),
    (&["france"], "France"),
    (&["united_states"], "United States of America"),
    (&["united_kingdom"], "United Kingdom"),
];

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        ballots.source(FORMAT.origin(one), one.order);
        let columns = &one.head.columns;
        let known = [DATE, DRAFT, RECORD, COUNT, AGENDA, SHORT, LINK, OF_LIST];
        let known = || known.into_iter().chain(MEMBERS.map(|(names, _)| names)).flatten();
        ledger.unread_but(columns, |name| known().any(|known| *known == name));
        one.each_row(ledger, |row, ledger| enter(row, columns, &mut ballots, ledger))?;
    }
    Ok(ballots.builder.finish())
}

fn enter(row: &Row<'_>, columns: &Columns, ballots: &mut Ballots, ledger: &mut Ledger) {
    let cell = |names: &[&str]| row.at(columns.find(names));
    if row.fields().all(|cell| cell.is_empty() || cell.starts_with('#')) {
        return ledger.note("a row of tags below the header, as the Humanitarian Data Exchange has it");
    }
    let mut vetoed_by = Vec::new();
    for (names, member) in MEMBERS {
        match numbers::flag(cell(names)) {
            Some(true) => vetoed_by.extend(ballots.who.named(member, row.line, ledger)),
            Some(false) => {}
            None => ledger.skip("marks of vetoes that are neither 0 nor 1", row.line, cell(names)),
        }
    }
    if vetoed_by.is_empty() {
        return ledger.skip(NO_VETO, row.line, cell(DRAFT));
    }
    if numbers::whole(cell(COUNT)).is_some_and(|count| count != vetoed_by.len() as u64) {
        let value = format!("{}: {} stated, {} marked", cell(DRAFT), cell(COUNT), vetoed_by.len());
        let reason = "numbers of vetoing members that differ from the members marked; the marks stand";
        ledger.enter(Kind::Disagreement, reason, Some(row.line), value);
    }
    // The record of a meeting stands under its number.
    let meeting = match numbers::whole(cell(RECORD)) {
        Some(number) => format!("S/PV.{number}"),
        None if cell(RECORD).starts_with(|first: char| first.is_ascii_digit()) => format!("S/PV.{}", cell(RECORD)),
        None => cell(RECORD).to_owned(),
    };
    let [symbols, date, agenda, subjects, link] = [DRAFT, DATE, AGENDA, SHORT, LINK].map(cell);
    let symbols = numbers::empty(symbols);
    let of_row = Draft { symbols, meeting: &meeting, date, agenda, subjects, link, line: row.line, ..Draft::default() };
    let id = draft::begin(&of_row, ballots, ledger);
    draft::vetoed(id, &vetoed_by, &of_row, ballots, ledger);
}
