//! Erik Voeten's roll-call data (Harvard Dataverse, doi:10.7910/DVN/LEJUQZ) and the R package that was made of it: one
//! row a country and roll call. It knows nothing of other formats.
//!
//! Voeten's file has failed proposals, amendments and paragraphs as well, so one resolution may have many roll calls;
//! members are numbered as in the Correlates of War list; a 9 says that a state was no member.

mod package;
mod roll_calls;
#[cfg(test)]
mod tests;
mod unres;

use std::collections::HashMap;

use super::ballots::{Ballots, Voter};
use super::codes::{self, Codes, VoteCell};
use super::{
    Context, Fit, Format, Head, Kind, Ledger, Recognised, Row, Rows, Shape, SourceError, numbers, own::shortened,
};
use crate::record::{Origin, Record, RollCallId};
pub use package::FORMAT as PACKAGE;
use roll_calls::{DATES_RELIABLE_FROM, KNOWN, Places};

const TERMS: &str = "cite: Erik Voeten, Anton Strezhnev and Michael Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ";

const RCID: &[&str] = &["rcid"];
const VOTE: &[&str] = &["vote"];
const CCODE: &[&str] = &["ccode"];
const COUNTRY: &[&str] = &["countryname", "country_name"];

/// Voeten's file.
pub const FORMAT: Format =
    Format { name: "Erik Voeten's roll-call data (Harvard Dataverse)", terms: TERMS, joined: false, fits, read };

fn fits(head: &Head, _: &Context<'_>) -> Fit {
    match head.shape {
        Shape::Delimited(_) => head.columns.fit(&[RCID, CCODE, VOTE]),
        Shape::Json | Shape::Xml => Fit::No,
    }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut reader = Reader {
        ballots: Ballots::new(context.members),
        codes: codes::told(context.options).unwrap_or(Codes::Voeten),
        roll_calls: HashMap::new(),
        ledger,
    };
    for one in inputs {
        reader.file(one)?;
    }
    Ok(reader.ballots.finish())
}

/// Where a file comes from, as reports name it.
fn origin(one: &Recognised, format: &Format) -> Origin {
    Origin {
        name: one.input.name.clone(),
        format: format.name.to_owned(),
        terms: format.terms.to_owned(),
        dates_unreliable_before: Some(DATES_RELIABLE_FROM),
        ..Origin::default()
    }
}

/// The columns of a row of votes.
struct Columns {
    rcid: Option<usize>,
    vote: Option<usize>,
    ccode: Option<usize>,
    country: Option<usize>,
    of_roll_call: Places,
}

struct Reader<'l> {
    ballots: Ballots,
    codes: Codes,
    /// Roll calls by their number, with the cells of their first row that every other row must repeat.
    roll_calls: HashMap<u32, (RollCallId, [String; 3])>,
    ledger: &'l mut Ledger,
}

impl Reader<'_> {
    fn file(&mut self, one: &Recognised) -> Result<(), SourceError> {
        let Shape::Delimited(delimiter) = one.head.shape else { return Ok(()) };
        let head = &one.head.columns;
        self.ballots.source(origin(one, &FORMAT));
        self.ledger.unread(head, &[KNOWN, CCODE, VOTE, COUNTRY, &["member", "country", "resid"]]);
        let columns = Columns {
            rcid: head.find(RCID),
            vote: head.find(VOTE),
            ccode: head.find(CCODE),
            country: head.find(COUNTRY),
            of_roll_call: Places::new(head),
        };
        let mut rows = Rows::new(&one.input.name, &one.input.bytes, delimiter);
        rows.read()?;
        while let Some(row) = rows.read()? {
            self.row(&row, &columns, head.names().len());
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, columns: &Columns, width: usize) {
        if row.len() != width {
            return self.ledger.ragged(row, width);
        }
        let cell = |column: Option<usize>| column.map_or("", |column| row.get(column));
        let Some(rcid) = numbers::key(cell(columns.rcid)) else {
            return self.ledger.skip("rows without the number of a roll call", row.line, shortened(cell(columns.rcid)));
        };
        let vote = cell(columns.vote);
        let Some(vote) = self.codes.read(vote).filter(|vote| *vote != VoteCell::Blank) else {
            return self.ledger.skip("unknown vote codes", row.line, shortened(vote));
        };
        let Some(voter) = self.voter(cell(columns.ccode), cell(columns.country)) else {
            let who = format!("'{}' {}", shortened(cell(columns.ccode)), shortened(cell(columns.country)));
            return self.ledger.skip("unknown members", row.line, who.trim_end());
        };
        let id = self.roll_call(rcid, row, &columns.of_roll_call);
        self.ballots.enter(id, voter, vote, row.line, self.ledger);
    }

    fn voter(&mut self, ccode: &str, country: &str) -> Option<Voter> {
        let numbered = numbers::key(ccode).and_then(|number| self.ballots.numbered(number));
        numbered.or_else(|| if country.is_empty() { None } else { self.ballots.named(country) })
    }

    fn roll_call(&mut self, rcid: u32, row: &Row<'_>, places: &Places) -> RollCallId {
        let shared = places.shared(row);
        if let Some((id, first)) = self.roll_calls.get(&rcid) {
            if *first != shared {
                let reason = "rows of one roll call that differ in its columns; the first row stands";
                self.ledger.enter(Kind::Disagreement, reason, Some(row.line), format!("rcid {rcid}"));
            }
            return *id;
        }
        let roll_call = places.roll_call(rcid, row, &mut self.ballots, self.ledger);
        let id = self.ballots.begin(roll_call);
        self.roll_calls.insert(rcid, (id, shared.map(ToOwned::to_owned)));
        id
    }
}
