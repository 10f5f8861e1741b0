//! The list of the Library: a row for each vetoed draft, with the permanent members that vetoed it in columns.

use super::draft::{self, Draft, NO_VETO};
use crate::record::Record;
use crate::source::cells::ballots::Ballots;
use crate::source::format::{Columns, Context, Format, Ledger, Recognised, Row, SourceError};

/// The format of the Library's list of vetoes.
pub(in crate::source) const FORMAT: Format = Format {
    name: "list of vetoes in the Security Council",
    terms: "made of the list of vetoes of the United Nations Dag Hammarskjöld Library",
    fits: |head, _| head.fit(&[DATE, DRAFT, MEMBERS[0]]),
    read,
};

const DATE: &[&str] = &["date"];
const DRAFT: &[&str] = &["draft"];
const MEETING: &[&str] = &["meeting_record", "meeting"];
const AGENDA: &[&str] = &["agenda_item", "agenda"];
const MEMBERS: [&[&str]; 5] =
    [&["member_veto1", "member_veto"], &["member_veto2"], &["member_veto3"], &["member_veto4"], &["member_veto5"]];
/// Columns that repeat the others in another way.
const DERIVED: &str = "year month single_veto multiple_vetoes china france russia ussr usa uk russia_china usa_uk \
                       usa_france usa_france_uk france_uk";

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        ballots.source(FORMAT.origin(one), one.order);
        let columns = &one.head.columns;
        let known = || [DATE, DRAFT, MEETING, AGENDA].into_iter().chain(MEMBERS).flatten().copied();
        ledger.unread_but(columns, |name| known().chain(DERIVED.split(' ')).any(|known| known == name));
        one.each_row(ledger, |row, ledger| enter(row, columns, &mut ballots, ledger))?;
    }
    Ok(ballots.builder.finish())
}

fn enter(row: &Row<'_>, columns: &Columns, ballots: &mut Ballots, ledger: &mut Ledger) {
    let cell = |names: &[&str]| row.at(columns.find(names));
    let mut vetoed_by = Vec::new();
    for name in MEMBERS.map(cell).into_iter().filter(|name| !name.is_empty()) {
        vetoed_by.extend(ballots.who.named(name, row.line, ledger));
    }
    if vetoed_by.is_empty() {
        return ledger.skip(NO_VETO, row.line, cell(DRAFT));
    }
    let [symbols, meeting, date, agenda] = [DRAFT, MEETING, DATE, AGENDA].map(cell);
    let of_row = Draft { symbols, meeting, date, agenda, line: row.line, ..Draft::default() };
    let id = draft::begin(&of_row, ballots, ledger);
    draft::vetoed(id, &vetoed_by, &of_row, ballots, ledger);
}

#[cfg(test)]
mod tests {
    use crate::members::MemberSet;
    use crate::record::Outcome;
    use crate::source::{self, Kind, Options};

    #[test]
    fn who_vetoed_is_known_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("vetoes.csv");
        let rows = "date,draft,meeting_record,agenda_item,member_veto1,member_veto2,member_veto3\n\
                    2/16/1946,S/PV.23,S/PV.23,Letter,USSR,,\n10/4/2011,S/2011/612,S/PV.6627,Middle East,China,Russia,\n\
                    10/4/2012,S/2012/1,S/PV.1,Nothing,,,\n10/4/2012,S/2012/1,S/PV.1,Nothing,Atlantis,,\n";
        std::fs::write(&path, rows).expect("a file");
        let loaded = source::load(&[path], &Options::default()).expect("a record");
        let record = &loaded.record;
        assert_eq!(record.len(), 2);
        let id = record.with_symbol("S/2011/612").next().expect("the draft");
        let code = |set: MemberSet| set.iter().map(|one| record.members().get(one).code).collect::<Vec<_>>();
        assert_eq!(code(record.roll(id).no), ["CHN", "RUS"]);
        assert_eq!(code(record.roll(id).not_known), ["FRA", "GBR", "USA"]);
        assert_eq!((record.outcome(id), record.tally(id)), (Some(Outcome::Vetoed), None));
        let first = record.with_symbol("S/PV.23").next().expect("the first veto");
        assert_eq!(code(record.roll(first).no), ["SUN"]);
        assert!(record.roll_call(first).draft.is_empty());
        let skipped: Vec<_> = loaded.ledger.entries().iter().filter(|one| one.kind == Kind::Skipped).collect();
        assert_eq!(skipped.len(), 2);
        assert_eq!((skipped[0].reason.as_str(), skipped[0].count), ("vetoed drafts without a vetoing member", 2));
        assert_eq!((skipped[1].reason.as_str(), skipped[1].count), ("unknown members", 1));
    }
}
