//! The R package `unvotes`, also `TidyTuesday` 2021-03-23: votes, roll calls and issues in three files that are joined by
//! `rcid`. It knows nothing of other formats.
//!
//! It has no row for an absence, so that members of the day without one were absent. `NA` is Namibia's code, and also
//! stands for none; the name decides.

use std::collections::HashMap;

use super::super::ballots::{Ballots, Voter};
use super::super::codes::{self, Codes, VoteCell};
use super::super::{
    Columns, Context, Fit, Format, Head, Kind, Ledger, Recognised, Row, Rows, Shape, SourceError, numbers,
    own::shortened,
};
use super::roll_calls::{KNOWN, Places};
use super::{RCID, VOTE};
use crate::record::{Body, Issues, Origin, Record, RollCall, RollCallId};

const COUNTRY: &[&str] = &["country"];
const COUNTRY_CODE: &[&str] = &["country_code"];
const SHORT_NAME: &[&str] = &["short_name"];
const ISSUE: &[&str] = &["issue"];
const UNRES: &[&str] = &["unres"];
const SESSION: &[&str] = &["session"];

const TERMS: &str = "R package unvotes (MIT licence), made of Erik Voeten's United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ";

/// The package's files.
pub const FORMAT: Format =
    Format { name: "R package unvotes, also TidyTuesday 2021-03-23", terms: TERMS, joined: true, fits, read };

/// Which of the three files it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum File {
    RollCalls,
    Issues,
    Votes,
}

fn file(columns: &Columns) -> Option<File> {
    let has = |needed: &[&[&'static str]]| columns.fit(needed) == Fit::Yes;
    if has(&[RCID, COUNTRY, COUNTRY_CODE, VOTE]) {
        Some(File::Votes)
    } else if has(&[RCID, SHORT_NAME, ISSUE]) {
        Some(File::Issues)
    } else if has(&[RCID, SESSION, UNRES]) && columns.find(VOTE).is_none() {
        Some(File::RollCalls)
    } else {
        None
    }
}

fn fits(head: &Head, _: &Context<'_>) -> Fit {
    match head.shape {
        Shape::Delimited(_) if file(&head.columns).is_some() => Fit::Yes,
        Shape::Delimited(_) => match head.columns.fit(&[RCID, COUNTRY, COUNTRY_CODE, VOTE]) {
            Fit::Yes => Fit::Lacks(vec!["votes"]),
            lacks => lacks,
        },
        Shape::Json | Shape::Xml => Fit::No,
    }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut reader = Reader {
        ballots: Ballots::new(context.members),
        codes: codes::told(context.options).unwrap_or(Codes::Words),
        roll_calls: HashMap::new(),
        ledger,
    };
    // Roll calls first, so that the day of each is known when its votes are entered.
    let mut ordered: Vec<(File, &Recognised)> =
        inputs.iter().filter_map(|one| Some((file(&one.head.columns)?, one))).collect();
    ordered.sort_by_key(|(file, _)| *file);
    for (file, one) in ordered {
        reader.file(file, one)?;
    }
    Ok(reader.ballots.finish())
}

struct Reader<'l> {
    ballots: Ballots,
    codes: Codes,
    roll_calls: HashMap<u32, RollCallId>,
    ledger: &'l mut Ledger,
}

/// The columns of the three files; each has some of them.
struct Layout {
    rcid: Option<usize>,
    country: Option<usize>,
    country_code: Option<usize>,
    vote: Option<usize>,
    issue: Option<usize>,
    of_roll_call: Places,
}

impl Reader<'_> {
    fn file(&mut self, file: File, one: &Recognised) -> Result<(), SourceError> {
        let Shape::Delimited(delimiter) = one.head.shape else { return Ok(()) };
        let head = &one.head.columns;
        self.ballots.source(Origin { omits_absent: true, ..super::origin(one, &FORMAT) });
        self.ledger.unread(head, &[KNOWN, COUNTRY, COUNTRY_CODE, VOTE, SHORT_NAME, ISSUE]);
        let places = Layout {
            rcid: head.find(RCID),
            country: head.find(COUNTRY),
            country_code: head.find(COUNTRY_CODE),
            vote: head.find(VOTE),
            issue: head.find(SHORT_NAME),
            of_roll_call: Places::new(head),
        };
        let mut rows = Rows::new(&one.input.name, &one.input.bytes, delimiter);
        rows.read()?;
        while let Some(row) = rows.read()? {
            if row.len() != head.names().len() {
                self.ledger.ragged(&row, head.names().len());
                continue;
            }
            let cell = places.rcid.map_or("", |column| row.get(column));
            match (numbers::key(cell), file) {
                (None, _) => self.ledger.skip("rows without the number of a roll call", row.line, shortened(cell)),
                (Some(rcid), File::RollCalls) => self.roll_call(rcid, &row, &places.of_roll_call),
                (Some(rcid), File::Issues) => self.issue(rcid, &row, &places),
                (Some(rcid), File::Votes) => self.vote(rcid, &row, &places),
            }
        }
        Ok(())
    }

    fn roll_call(&mut self, rcid: u32, row: &Row<'_>, places: &Places) {
        if self.roll_calls.contains_key(&rcid) {
            return self.ledger.skip("roll calls that stand twice; the first stands", row.line, format!("rcid {rcid}"));
        }
        let roll_call = places.roll_call(rcid, row, &mut self.ballots, self.ledger);
        self.roll_calls.insert(rcid, self.ballots.begin(roll_call));
    }

    fn issue(&mut self, rcid: u32, row: &Row<'_>, places: &Layout) {
        let Some(id) = self.roll_calls.get(&rcid).copied() else {
            return self.ledger.skip("issues of roll calls that no file lists", row.line, format!("rcid {rcid}"));
        };
        let code = places.issue.map_or("", |column| row.get(column));
        let issues: Issues = self.ballots.builder.entry(id).0.issues;
        match issues.with(code) {
            Some(issues) => {
                self.ballots.builder.entry(id).0.issues = issues;
                self.ballots.also_from_here(id);
            }
            None => self.ledger.skip("unknown issues", row.line, shortened(code)),
        }
    }

    fn vote(&mut self, rcid: u32, row: &Row<'_>, places: &Layout) {
        let cell = |column: Option<usize>| column.map_or("", |column| row.get(column));
        let vote = cell(places.vote);
        let Some(vote) = self.codes.read(vote).filter(|vote| *vote != VoteCell::Blank) else {
            return self.ledger.skip("unknown vote codes", row.line, shortened(vote));
        };
        let (country, code) = (cell(places.country), cell(places.country_code));
        let Some(voter) = self.voter(country, code) else {
            let who = format!("'{}' {}", shortened(code), shortened(country));
            return self.ledger.skip("unknown members", row.line, who);
        };
        let id = match self.roll_calls.get(&rcid) {
            Some(id) => *id,
            None => self.without_roll_call(rcid, row.line),
        };
        self.ballots.also_from_here(id);
        self.ballots.enter(id, voter, vote, row.line, self.ledger);
    }

    /// The name decides, as `NA` is one member's code and stands for others' lack of one.
    fn voter(&mut self, country: &str, code: &str) -> Option<Voter> {
        let by_name = self.ballots.named(country);
        by_name.or_else(|| if code == "NA" { None } else { self.ballots.named(code) })
    }

    /// A roll call of which only the number is known.
    fn without_roll_call(&mut self, rcid: u32, line: u64) -> RollCallId {
        let reason = "roll calls of which only the number is known; give roll_calls.csv as well";
        self.ledger.enter(Kind::Note, reason, Some(line), format!("rcid {rcid}"));
        let id = self.ballots.begin(RollCall { rcid: Some(rcid), ..RollCall::new(Body::GeneralAssembly) });
        self.roll_calls.insert(rcid, id);
        id
    }
}
