//! The R package `unvotes`, also `TidyTuesday` 2021-03-23: votes, roll calls and issues in three files that are joined by
//! `rcid`. It knows nothing of other formats.
//!
//! It has no row for an absence, so that members of the day without one were absent. `NA` is Namibia's code, and also
//! stands for none; the name decides.

use std::collections::HashMap;

use super::roll_calls::{KNOWN, Places, RCID, VOTE, origin};
use crate::record::{Body, Origin, Record, RollCall, RollCallId};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{Codes, Numbers, VoteCell};
use crate::source::cells::numbers;
use crate::source::cells::who::Named;
use crate::source::format::{Columns, Context, Fit, Format, Head, Kind, Ledger, Recognised, Row, SourceError};

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
}

fn file(columns: &Columns) -> Option<File> {
    let has = |needed: &[&[&'static str]]| columns.fit(needed) == Fit::Yes;
    let has_votes = has(&[RCID, COUNTRY, COUNTRY_CODE, VOTE]);
    let has_roll_calls = has(&[RCID, &["session"], &["unres"]]) && columns.find(VOTE).is_none();
    let has_issues = has(&[RCID, SHORT_NAME, ISSUE]);
    let files = [(has_votes, File::Votes), (has_issues, File::Issues), (has_roll_calls, File::RollCalls)];
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
    let mut reader = Reader { ballots: Ballots::new(context.members), codes, roll_calls: HashMap::new() };
    let files = inputs.iter().filter_map(|one| Some((file(&one.head.columns)?, one)));
    let mut ordered: Vec<(File, &Recognised)> = files.collect();
    ordered.sort_by_key(|(file, _)| *file);
    for (file, one) in ordered {
        reader.file(file, one, ledger)?;
    }
    Ok(reader.ballots.builder.finish())
}

struct Reader {
    ballots: Ballots,
    codes: Codes,
    roll_calls: HashMap<u32, RollCallId>,
}

impl Reader {
    fn file(&mut self, file: File, one: &Recognised, ledger: &mut Ledger) -> Result<(), SourceError> {
        let head = &one.head.columns;
        self.ballots.source(Origin { omits_absent: true, ..origin(one, &FORMAT) }, one.order);
        let known = || KNOWN.split(' ').chain(["country", "country_code", "vote", "short_name", "issue"]);
        ledger.unread_but(head, |name| known().any(|known| known == name));
        let [number, issue, vote, country, code] =
            [RCID, SHORT_NAME, VOTE, COUNTRY, COUNTRY_CODE].map(|names| head.find(names));
        let places = Places::new(head);
        one.each_row(ledger, |row, ledger| match (numbers::key(row.at(number)), file) {
            (None, _) => ledger.skip("rows without the number of a roll call", row.line, row.at(number)),
            (Some(rcid), File::RollCalls) => self.roll_call(rcid, row, &places, ledger),
            (Some(rcid), File::Issues) => self.issue(rcid, row.at(issue), row.line, ledger),
            (Some(rcid), File::Votes) => {
                self.vote(rcid, [vote, country, code].map(|column| row.at(column)), row.line, ledger);
            }
        })
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

    fn vote(&mut self, rcid: u32, [vote, country, code]: [&str; 3], line: u64, ledger: &mut Ledger) {
        let Some(vote) = self.codes.read(vote).filter(|vote| *vote != VoteCell::Blank) else {
            return Codes::not_understood(vote, vote, line, ledger);
        };
        let cells = [(Named::Words, code), (Named::Words, country)];
        let Some(voter) = self.ballots.who.voter(&cells, line, ledger) else {
            let known = self.roll_calls.get(&rcid);
            return known.into_iter().for_each(|id| self.ballots.leave_unknown(*id, &cells));
        };
        let id = *self.roll_calls.entry(rcid).or_insert_with(|| {
            let reason = "roll calls known only by their number; give roll_calls.csv as well";
            ledger.enter(Kind::Note, reason, Some(line), format!("rcid {rcid}"));
            self.ballots.begin(RollCall { rcid: Some(rcid), ..RollCall::new(Body::GeneralAssembly) })
        });
        self.ballots.also_from_here(id);
        self.ballots.enter(id, voter, vote, line, ledger);
    }
}
