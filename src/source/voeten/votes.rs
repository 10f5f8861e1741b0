//! Reads Erik Voeten's own file.

use std::collections::HashMap;

use super::roll_calls::{KNOWN, Places, RCID, VOTE, origin};
use crate::record::{Record, RollCallId};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{self, Codes, VoteCell};
use crate::source::cells::numbers;
use crate::source::format::{Context, Format, Kind, Ledger, Recognised, Row, SourceError, shortened};

/// Terms of use, with the attribution asked for.
const TERMS: &str = "cite: Erik Voeten, Anton Strezhnev and Michael Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ";

const CCODE: &[&str] = &["ccode"];
const COUNTRY: &[&str] = &["countryname", "country_name"];
const OTHERS: [&str; 5] = ["ccode", "vote", "member", "country", "resid"];

/// The format of Voeten's data as the Dataverse has it.
pub(crate) const FORMAT: Format = Format {
    name: "Erik Voeten's roll-call data (Harvard Dataverse)",
    terms: TERMS,
    fits: |head, _| head.fit(&[RCID, CCODE, VOTE]),
    read,
};

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let codes = codes::told(context.options).unwrap_or(Codes::Voeten);
    let mut reader = Reader { ballots: Ballots::new(context.members), codes, roll_calls: HashMap::new() };
    for one in inputs {
        let head = &one.head.columns;
        reader.ballots.source(origin(one, &FORMAT), one.order);
        let known = || KNOWN.split(' ').chain(COUNTRY.iter().copied()).chain(OTHERS);
        ledger.unread(head, |_, name| known().any(|known| known == name));
        let (columns, places) = ([RCID, VOTE, CCODE, COUNTRY].map(|names| head.find(names)), Places::new(head));
        one.each_row(ledger, |row, ledger| reader.row(row, columns, &places, ledger))?;
    }
    Ok(reader.ballots.builder.finish())
}

struct Reader {
    ballots: Ballots,
    codes: Codes,
    /// The roll calls by their numbers, with what their first rows say of session, day and resolution.
    roll_calls: HashMap<u32, (RollCallId, [String; 3])>,
}

impl Reader {
    fn row(&mut self, row: &Row<'_>, columns: [Option<usize>; 4], places: &Places, ledger: &mut Ledger) {
        let [number, vote, ccode, country] = columns.map(|column| row.at(column));
        let Some(rcid) = numbers::key(number) else {
            return ledger.skip("rows without the number of a roll call", row.line, number);
        };
        let Some(vote) = self.codes.read(vote).filter(|vote| *vote != VoteCell::Blank) else {
            return ledger.skip("unknown vote codes", row.line, vote);
        };
        let numbered = numbers::key(ccode).and_then(|number| self.ballots.numbered(number));
        let named = || Some(country).filter(|country| !country.is_empty()).and_then(|name| self.ballots.named(name));
        let Some(voter) = numbered.or_else(named) else {
            let who = format!("'{}' {}", shortened(ccode), shortened(country));
            return ledger.skip("unknown members", row.line, who.trim_end());
        };
        let id = self.roll_call(rcid, row, places, ledger);
        self.ballots.enter(id, voter, vote, row.line, ledger);
    }

    fn roll_call(&mut self, rcid: u32, row: &Row<'_>, places: &Places, ledger: &mut Ledger) -> RollCallId {
        let shared = places.shared(row);
        if let Some((id, first)) = self.roll_calls.get(&rcid) {
            if *first != shared {
                let reason = "rows of one roll call that differ in its columns; the first row stands";
                ledger.enter(Kind::Disagreement, reason, Some(row.line), format!("rcid {rcid}"));
            }
            return *id;
        }
        let roll_call = places.roll_call(rcid, row, &mut self.ballots, ledger);
        let id = self.ballots.begin(roll_call);
        self.roll_calls.insert(rcid, (id, shared.map(ToOwned::to_owned)));
        id
    }
}
