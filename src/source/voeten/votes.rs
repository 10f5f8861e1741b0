//! Reads Erik Voeten's own file.

use std::collections::HashMap;

use super::roll_calls::{KNOWN, Places, RCID, TERMS, VOTE, named, origin};
use crate::record::{Record, RollCallId};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{Codes, Numbers, VoteCell};
use crate::source::cells::member_columns::MemberColumns;
use crate::source::cells::numbers;
use crate::source::cells::who::{Letters, Named};
use crate::source::format::{Context, DIFFER, Fit, Format, Head, Ledger, NO_VOTE, Recognised, Row, SourceError};

const CCODE: &[&str] = &["ccode"];
const COUNTRY: &[&str] = &["countryname", "country_name"];
const LETTERS: &[&str] = &["country", "stateabb"];
const OTHERS: [&str; 6] = ["ccode", "vote", "member", "country", "stateabb", "resid"];

/// The format of Voeten's data as the Dataverse has it.
pub(crate) const FORMAT: Format =
    Format { name: "Erik Voeten's roll-call data (Harvard Dataverse)", terms: TERMS, fits, read };

/// The number of each country is often dropped; then names or letters and the columns of the roll call are left.
fn fits(head: &Head, _: &Context<'_>) -> Fit {
    // Our own table of votes has his numbers of countries and roll calls beside its own.
    if head.columns.find(&["roll_call"]).is_some() {
        return Fit::Lacks(vec!["only columns of his: roll_call is of a table by unvote"]);
    }
    let columns = &named(&head.columns);
    let fit = |needed: &[&[&'static str]]| if head.is_table() { columns.fit(needed) } else { Fit::No };
    let country = [CCODE, COUNTRY, LETTERS].into_iter().find(|names| columns.find(names).is_some());
    let of_package = columns.find(&["country_code"]).is_some();
    match country {
        Some(country) if !of_package => fit(&[RCID, country, VOTE, if country == CCODE { RCID } else { &["unres"] }]),
        _ => fit(&[RCID, CCODE, VOTE]),
    }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let codes = Codes::of_format(Numbers::Voeten, context.options);
    let mut reader = Reader { ballots: Ballots::new(context.members), codes, roll_calls: HashMap::new() };
    for one in inputs {
        let head = &named(&one.head.columns);
        reader.ballots.source(origin(one, &FORMAT), one.order);
        let known = || KNOWN.split(' ').chain(COUNTRY.iter().copied()).chain(OTHERS);
        ledger.unread_but(head, |name| known().any(|known| known == name));
        let (columns, places) =
            ([RCID, VOTE, CCODE, COUNTRY, LETTERS].map(|names| head.find(names)), Places::new(head));
        reader.survey(one, columns[4], context, ledger)?;
        one.each_row(ledger, |row, ledger| reader.row(row, columns, &places, ledger))?;
    }
    Ok(reader.ballots.builder.finish())
}

struct Reader {
    ballots: Ballots,
    codes: Codes,
    /// The roll calls by their numbers, each with a digest of its first row.
    roll_calls: HashMap<u32, (RollCallId, u64)>,
}

impl Reader {
    /// Finds out of which scheme the letters of countries are, where there are any.
    fn survey(
        &mut self, one: &Recognised, letters: Option<usize>, context: &Context<'_>, ledger: &mut Ledger,
    ) -> Result<(), SourceError> {
        let Some(column) = letters else { return Ok(()) };
        MemberColumns::at(column).survey(one, |_, _| true, Letters::Cow, context, &mut self.ballots, ledger)
    }

    fn row(&mut self, row: &Row<'_>, columns: [Option<usize>; 5], places: &Places, ledger: &mut Ledger) {
        let [number, vote, ccode, country, letters] = columns.map(|column| row.at(column));
        let Some(rcid) = numbers::key(number) else {
            return ledger.skip("rows without the number of a roll call", row.line, number);
        };
        let Some(vote) = self.codes.read(vote) else {
            return Codes::not_understood(vote, vote, row.line, ledger);
        };
        let cells = [(Named::Cow, ccode), (Named::Words, letters), (Named::Words, country)];
        if matches!(vote, VoteCell::NotMember | VoteCell::Blank)
            && !cells.iter().any(|(named, cell)| self.ballots.who.may_name(*named, cell))
        {
            // Kosovo and others that have never been members stand in every roll call as such.
            return;
        }
        let Some(voter) = self.ballots.who.voter(&cells, row.line, ledger) else {
            let known = self.roll_calls.get(&rcid);
            return known.into_iter().for_each(|(id, _)| self.ballots.leave_unknown(*id, &cells));
        };
        let id = self.roll_call(rcid, row, places, ledger);
        if vote == VoteCell::Blank {
            return ledger.skip(NO_VOTE, row.line, self.ballots.code(voter));
        }
        self.ballots.enter(id, voter, vote, row.line, ledger);
    }

    fn roll_call(&mut self, rcid: u32, row: &Row<'_>, places: &Places, ledger: &mut Ledger) -> RollCallId {
        let digest = places.digest(row);
        if let Some((id, first)) = self.roll_calls.get(&rcid) {
            if *first != digest {
                ledger.skip(DIFFER, row.line, format!("rcid {rcid}"));
            }
            return *id;
        }
        let roll_call = places.roll_call(rcid, row, &mut self.ballots, ledger);
        let id = self.ballots.begin(roll_call);
        self.roll_calls.insert(rcid, (id, digest));
        id
    }
}
