//! The columns of Erik Voeten's data that belong to the roll call: session, day, resolution, what was voted on, issues.
//! It knows no votes.

use super::unres;
use crate::record::{Body, Date, Issues, Matter, Origin, RollCall};
use crate::source::cells::ballots::{Ballots, empty};
use crate::source::cells::fields;
use crate::source::format::{Columns, Format, Ledger, Recognised, Row};

/// The number of a roll call.
pub(super) const RCID: &[&str] = &["rcid"];
/// The code of a vote.
pub(super) const VOTE: &[&str] = &["vote"];
/// Before this day the data has many days that are not those of the vote, as its codebook says.
pub(super) const DATES_RELIABLE_FROM: Date = jiff::civil::date(2004, 1, 1);

/// The columns that belong to the roll call.
pub(super) const KNOWN: &str =
    "rcid session importantvote date unres amend para short descr yes no abstain year me nu di hr co ec";

/// The source that an input of Voeten's data is.
pub(super) fn origin(one: &Recognised, format: &Format) -> Origin {
    Origin { dates_unreliable_before: Some(DATES_RELIABLE_FROM), ..format.origin(one) }
}

/// Where the columns of the roll call stand.
pub(super) struct Places {
    unres: Option<usize>,
    session: Option<usize>,
    date: Option<usize>,
    matter: [Option<usize>; 2],
    important: Option<usize>,
    issues: [(&'static str, Option<usize>); 6],
    words: [Option<usize>; 2],
    totals: [Option<usize>; 3],
}

impl Places {
    /// The places in a header.
    pub(super) fn new(columns: &Columns) -> Self {
        let at = |name: &str| columns.find(&[name]);
        Self {
            unres: at("unres"),
            session: at("session"),
            date: at("date"),
            matter: ["amend", "para"].map(at),
            important: at("importantvote"),
            issues: Issues::NAMES.map(|(code, _)| (code, at(code))),
            words: ["short", "descr"].map(at),
            totals: ["yes", "no", "abstain"].map(at),
        }
    }

    /// The roll call of a row.
    pub(super) fn roll_call(&self, rcid: u32, row: &Row<'_>, ballots: &mut Ballots, ledger: &mut Ledger) -> RollCall {
        let mut one = RollCall { rcid: Some(rcid), ..RollCall::new(Body::GeneralAssembly) };
        let cell = |column| empty(row.at(column));
        let unres = unres::read(cell(self.unres));
        one.resolution = unres.symbol.map_or(one.resolution, |symbol| ballots.builder.text(&symbol.to_string()));
        one.session = unres.session;
        let session = self.session.filter(|_| one.session.is_none());
        let named = [("session", session), ("date", self.date)];
        for (name, column) in named {
            fields::enter(&mut one, name, cell(column), row.line, &mut ballots.builder, ledger);
        }
        one.matter = match self.matter.map(|column| fields::is_set(cell(column), row.line, ledger)) {
            [true, _] => Matter::Amendment,
            [false, true] => Matter::Paragraph,
            [false, false] => Matter::WholeText,
        };
        one.important = fields::is_set(cell(self.important), row.line, ledger);
        for (code, column) in self.issues {
            if fields::is_set(cell(column), row.line, ledger) {
                one.issues = one.issues.with(code).unwrap_or(one.issues);
            }
        }
        let [short, descr] = self.words.map(cell);
        let (title, more) = if short.is_empty() { (descr, "") } else { (short, descr) };
        let note = [more, &unres.note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
        one.title = ballots.builder.text(title);
        one.note = ballots.builder.text(&note);
        for (name, column) in ["stated_yes", "stated_no", "stated_abstain"].into_iter().zip(self.totals) {
            fields::enter(&mut one, name, cell(column), row.line, &mut ballots.builder, ledger);
        }
        one
    }

    /// What the rows of one roll call have alike, as far as it tells one from another.
    pub(super) fn shared<'r>(&self, row: &Row<'r>) -> [&'r str; 3] {
        [self.session, self.date, self.unres].map(|column| row.at(column))
    }
}
