//! The columns of Erik Voeten's data that belong to the roll call: session, day, resolution, what was voted on, issues.
//! It knows no votes.

use super::super::ballots::{self, Ballots, empty};
use super::super::{Columns, Ledger, Row, numbers, own::shortened};
use super::unres;
use crate::record::{Body, Date, Issues, Matter, RollCall};

/// Days before this one are often wrong by days or weeks.
pub const DATES_RELIABLE_FROM: Date = jiff::civil::date(2004, 1, 1);

/// Every column that is read, for the account of those that are not.
pub const KNOWN: &[&str] = &[
    "rcid",
    "session",
    "importantvote",
    "date",
    "unres",
    "amend",
    "para",
    "short",
    "descr",
    "yes",
    "no",
    "abstain",
    "year",
    "me",
    "nu",
    "di",
    "hr",
    "co",
    "ec",
];

/// Where the columns stand.
pub struct Places {
    session: Option<usize>,
    date: Option<usize>,
    unres: Option<usize>,
    amend: Option<usize>,
    para: Option<usize>,
    short: Option<usize>,
    descr: Option<usize>,
    important: Option<usize>,
    totals: [Option<usize>; 3],
    issues: [(&'static str, Option<usize>); 6],
}

impl Places {
    /// Finds them in a header.
    pub fn new(columns: &Columns) -> Self {
        let at = |name: &str| columns.find(&[name]);
        Self {
            session: at("session"),
            date: at("date"),
            unres: at("unres"),
            amend: at("amend"),
            para: at("para"),
            short: at("short"),
            descr: at("descr"),
            important: at("importantvote"),
            totals: ["yes", "no", "abstain"].map(at),
            issues: Issues::NAMES.map(|(code, _)| (code, at(code))),
        }
    }

    /// The roll call of a row.
    pub fn roll_call(&self, rcid: u32, row: &Row<'_>, ballots: &mut Ballots, ledger: &mut Ledger) -> RollCall {
        let cell = |column: Option<usize>| column.map_or("", |column| empty(row.get(column)));
        let mut one = RollCall::new(Body::GeneralAssembly);
        one.rcid = Some(rcid);
        let unres = unres::read(cell(self.unres));
        one.resolution = unres.symbol.map_or(one.resolution, |symbol| ballots.builder.text(&symbol.to_string()));
        one.session = unres.session.or_else(|| session(cell(self.session), row.line, ledger));
        one.date = ballots::day(cell(self.date), row.line, ledger);
        let mut flag = |column| flag(cell(column), row.line, ledger);
        one.matter = match (flag(self.amend), flag(self.para)) {
            (true, _) => Matter::Amendment,
            (false, true) => Matter::Paragraph,
            (false, false) => Matter::WholeText,
        };
        one.important = flag(self.important);
        for (code, column) in self.issues {
            if flag(column) {
                one.issues = one.issues.with(code).unwrap_or(one.issues);
            }
        }
        let (short, descr) = (cell(self.short), cell(self.descr));
        let (title, told) = if short.is_empty() { (descr, "") } else { (short, descr) };
        let note = [told, &unres.note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
        one.title = ballots.builder.text(title);
        one.note = ballots.builder.text(&note);
        let [yes, no, abstain] = self.totals.map(|column| ballots::count(cell(column), row.line, ledger));
        (one.stated.yes, one.stated.no, one.stated.abstain) = (yes, no, abstain);
        one
    }

    /// What of a row must be the same in every row of its roll call.
    pub fn shared<'r>(&self, row: &Row<'r>) -> [&'r str; 3] {
        [self.session, self.date, self.unres].map(|column| column.map_or("", |column| row.get(column)))
    }
}

fn session(cell: &str, line: u64, ledger: &mut Ledger) -> Option<crate::record::Session> {
    let session = cell.parse().ok();
    if session.is_none() && !cell.is_empty() {
        ledger.skip("sessions that are none", line, shortened(cell));
    }
    session
}

fn flag(cell: &str, line: u64, ledger: &mut Ledger) -> bool {
    numbers::flag(cell).unwrap_or_else(|| {
        ledger.skip("flags that are neither 0 nor 1", line, shortened(cell));
        false
    })
}
