//! The R package `unvotes`, also `TidyTuesday` 2021-03-23: votes, roll calls and issues in three files that are joined by
//! `rcid`. It knows nothing of other formats.
//!
//! It has no row for an absence, so that members of the day without one were absent. `NA` is Namibia's code, and also
//! stands for none; the name decides.

use crate::members::order::InOrder as _;
use std::collections::HashMap;

use super::roll_calls::{KNOWN, Places, RCID, VOTE, named, origin};
use crate::record::{Body, Origin, Record, RollCall, RollCallId};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{Codes, Numbers, VoteCell};
use crate::source::cells::numbers::{self, empty};
use crate::source::cells::who::Named;
use crate::source::format::{Columns, Context, Fit, Format, Head, Kind, Ledger, NO_VOTE, Recognised, Row, SourceError};
use crate::source::tables;

const COUNTRY: &[&str] = &["country"];
const COUNTRY_CODE: &[&str] = &["country_code"];
const SHORT_NAME: &[&str] = &["short_name"];
const ISSUE: &[&str] = &["issue"];

/// Terms of use, with the attribution asked for.
const TERMS: &str = "R package unvotes (MIT licence), made of Erik Voeten's United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ";

/// The three files of the package.
pub(crate) const FORMAT: Format =
    Format { name: "R package unvotes, also TidyTuesday 2021-03-23", terms: TERMS, fits, read };

/// The files, in the order in which they are read: roll calls first, so that the day of each is known when its votes
/// are entered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum File {
    RollCalls,
    Issues,
    Votes,
    /// Members in rows, roll calls in columns under their numbers.
    Matrix,
}

fn file(columns: &Columns) -> Option<File> {
    let columns = &named(columns);
    let has = |needed: &[&[&'static str]]| columns.fit(needed) == Fit::Yes;
    let has_votes = has(&[RCID, COUNTRY, COUNTRY_CODE, VOTE]);
    let has_roll_calls = has(&[RCID, &["session"], &["unres"]]) && columns.find(VOTE).is_none();
    let has_issues = has(&[RCID, SHORT_NAME, ISSUE]);
    let files = [
        (has_votes, File::Votes),
        (has_issues, File::Issues),
        (has_roll_calls, File::RollCalls),
        (!numbered(columns).is_empty(), File::Matrix),
    ];
    files.into_iter().find(|(fits, _)| *fits).map(|(_, file)| file)
}

fn fits(head: &Head, _: &Context<'_>) -> Fit {
    if head.is_table() && file(&head.columns).is_some() {
        return Fit::Yes;
    }
    head.fit(&[RCID, COUNTRY, COUNTRY_CODE, VOTE])
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let codes = Codes::of_format(Numbers::None, context.options);
    let files = inputs.iter().filter_map(|one| Some((file(&one.head.columns)?, one)));
    let mut ordered: Vec<(File, &Recognised)> = files.collect();
    ordered.in_order_of(|(file, _)| *file);
    let omits_absent = !ordered.iter().any(|(file, _)| *file == File::Matrix);
    let (ballots, roll_calls, described) = (Ballots::new(context.members), HashMap::new(), HashMap::new());
    let mut reader = Reader { ballots, codes, roll_calls, omits_absent, described };
    for (file, one) in ordered {
        reader.file(file, one, context, ledger)?;
    }
    Ok(reader.ballots.builder.finish())
}

/// The columns of roll calls in a table of members in rows, as statistics programs turn the package's votes, under their
/// numbers; none where these are years.
fn numbered(columns: &Columns) -> Vec<(usize, u32)> {
    let Some((first, names)) = columns.names.split_first() else { return Vec::new() };
    let number = |name: &String| numbers::key(name.strip_prefix('x').unwrap_or(name));
    let all: Option<Vec<u32>> = names.iter().map(number).collect();
    let of_members = first.is_empty() || RCID.contains(&first.as_str()) || tables::is_member_column(first);
    let all = all.filter(|all| of_members && !all.iter().all(|number| YEARS.contains(number)));
    (1..).zip(all.unwrap_or_default()).collect()
}

/// The years in which members may have voted: numbers that are all among them are not those of roll calls.
const YEARS: std::ops::RangeInclusive<u32> = 1945..=2100;
/// From this on numbers are those of records in the Digital Library; the data number fewer roll calls.
const RECORDS_FROM: u32 = 100_000;

struct Reader {
    ballots: Ballots,
    codes: Codes,
    roll_calls: HashMap<u32, RollCallId>,
    /// Whether who was absent has no row: so in the package, but not in a table of members in rows.
    omits_absent: bool,
    /// A digest of what the first row of each roll call says of it, where votes stand beside that.
    described: HashMap<u32, u64>,
}

impl Reader {
    fn file(
        &mut self, file: File, one: &Recognised, context: &Context<'_>, ledger: &mut Ledger,
    ) -> Result<(), SourceError> {
        let head = &named(&one.head.columns);
        if file == File::Matrix {
            return self.matrix(one, context, ledger);
        }
        self.ballots.source(Origin { omits_absent: self.omits_absent, ..origin(one, &FORMAT) }, one.order);
        let known = || KNOWN.split(' ').chain(["country", "country_code", "vote", "short_name", "issue"]);
        ledger.unread_but(head, |name| known().any(|known| known == name));
        let [number, issue, vote, country, code] =
            [RCID, SHORT_NAME, VOTE, COUNTRY, COUNTRY_CODE].map(|names| head.find(names));
        let places = Places::new(head);
        let joined = head.find(&["unres"]).or_else(|| head.find(&["date"])).is_some();
        if issue.is_some() && file == File::Votes {
            ledger.note("a vote has a row for each issue of its roll call; it counts once");
        }
        one.each_row(ledger, |row, ledger| match (numbers::key(row.at(number)), file) {
            (None, _) => ledger.skip("rows without the number of a roll call", row.line, row.at(number)),
            (Some(rcid), File::RollCalls) => self.roll_call(rcid, row, &places, ledger),
            (Some(rcid), File::Issues) => self.issue(rcid, row.at(issue), row.line, ledger),
            (Some(rcid), File::Votes) => {
                if joined {
                    self.describe(rcid, row, &places, ledger);
                }
                let of_issue = issue.is_some();
                self.vote(rcid, [vote, country, code].map(|column| row.at(column)), (row.line, of_issue), ledger);
                let issue = empty(row.at(issue));
                if !issue.is_empty() {
                    self.issue(rcid, issue, row.line, ledger);
                }
            }
            (Some(_), File::Matrix) => {}
        })
    }

    /// Begins the roll call of a vote that stands beside what is known of it.
    fn describe(&mut self, rcid: u32, row: &Row<'_>, places: &Places, ledger: &mut Ledger) {
        let shared = places.digest(row);
        match self.described.get(&rcid) {
            None if self.roll_calls.contains_key(&rcid) => {}
            None => {
                self.roll_call(rcid, row, places, ledger);
                self.described.insert(rcid, shared);
            }
            Some(first) if *first == shared => {}
            Some(_) => {
                let reason = "rows of one roll call that differ in its columns; the first row stands";
                ledger.skip(reason, row.line, format!("rcid {rcid}"));
            }
        }
    }

    /// Reads a table of members in rows.
    fn matrix(&mut self, one: &Recognised, context: &Context<'_>, ledger: &mut Ledger) -> Result<(), SourceError> {
        let format = "wide table, members in rows, roll calls by number".to_owned();
        self.ballots.source(Origin { format, ..origin(one, &FORMAT) }, one.order);
        let columns = numbered(&one.head.columns);
        let places: Vec<usize> = columns.iter().map(|(column, _)| *column).collect();
        let codes = tables::coding(one, &places, |_| true, context, ledger)?;
        let ids: Vec<(usize, RollCallId)> =
            columns.into_iter().map(|(column, number)| (column, self.numbered(number, 1, ledger))).collect();
        one.each_row(ledger, |row, ledger| {
            let name = row.get(0);
            // The name of the column of members stands in a row of its own where the header names that of roll calls.
            if tables::is_member_column(&name.to_lowercase()) && row.fields().skip(1).all(str::is_empty) {
                return;
            }
            let Some(voter) = self.ballots.who.voter(&[(Named::Words, name)], row.line, ledger) else { return };
            for (column, id) in &ids {
                tables::enter(&mut self.ballots, *id, (name, voter), (row.get(*column), row.line), &codes, ledger);
            }
        })
    }

    /// The roll call of a number, begun if no file describes it.
    fn numbered(&mut self, number: u32, line: u64, ledger: &mut Ledger) -> RollCallId {
        let id = *self.roll_calls.entry(number).or_insert_with(|| {
            let reason = "roll calls known only by their number; give roll_calls.csv as well";
            ledger.enter(Kind::Note, reason, Some(line), format!("rcid {number}"));
            let one = RollCall::new(Body::GeneralAssembly);
            self.ballots.begin(if number < RECORDS_FROM {
                RollCall { rcid: Some(number), ..one }
            } else {
                RollCall { undl_id: Some(number.into()), ..one }
            })
        });
        self.ballots.also_from_here(id);
        id
    }

    fn roll_call(&mut self, rcid: u32, row: &Row<'_>, places: &Places, ledger: &mut Ledger) {
        if self.roll_calls.contains_key(&rcid) {
            return ledger.skip("repeated roll calls; the first one stands", row.line, format!("rcid {rcid}"));
        }
        let roll_call = places.roll_call(rcid, row, &mut self.ballots, ledger);
        self.roll_calls.insert(rcid, self.ballots.begin(roll_call));
    }

    fn issue(&mut self, rcid: u32, code: &str, line: u64, ledger: &mut Ledger) {
        let Some(id) = self.roll_calls.get(&rcid).copied() else {
            return ledger.skip("issues of roll calls that no file lists", line, format!("rcid {rcid}"));
        };
        let one = self.ballots.builder.entry(id).0;
        let Some(issues) = one.issues.with(code) else { return ledger.skip("unknown issues", line, code) };
        one.issues = issues;
        self.ballots.also_from_here(id);
    }

    fn vote(
        &mut self, rcid: u32, [vote, country, code]: [&str; 3], (line, of_issue): (u64, bool), ledger: &mut Ledger,
    ) {
        let Some(vote) = self.codes.read(vote) else {
            return Codes::not_understood(vote, vote, line, ledger);
        };
        let cells = [(Named::Words, code), (Named::Words, country)];
        let Some(voter) = self.ballots.who.voter(&cells, line, ledger) else {
            let known = self.roll_calls.get(&rcid);
            return known.into_iter().for_each(|id| self.ballots.leave_unknown(*id, &cells));
        };
        let id = self.numbered(rcid, line, ledger);
        if vote == VoteCell::Blank {
            ledger.skip(NO_VOTE, line, self.ballots.code(voter));
            return self.ballots.leave_unknown(id, &cells);
        }
        if !(of_issue && self.ballots.has(id, voter, vote)) {
            self.ballots.enter(id, voter, vote, line, ledger);
        }
    }
}
