//! Lists of vetoes: a row for each vetoed draft of the Security Council, with the permanent members that vetoed it. How
//! the others voted is not in them, and is not known.

use super::cells::ballots::Ballots;
use super::cells::codes::VoteCell;
use super::cells::fields;
use super::cells::who::Voter;
use super::format::{Columns, Context, Format, Kind, Ledger, Recognised, Row, SourceError, shortened};
use crate::members::MemberSet;
use crate::record::{Body, Class, Outcome, Record, RollCall, RollCallId, Symbol, Vote};

/// What sources of this format are called.
pub(crate) const NAME: &str = "list of vetoes in the Security Council";

/// The format of lists of vetoes.
pub(super) const FORMAT: Format = Format {
    name: NAME,
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
        one.each_row(ledger, |row, ledger| draft(row, columns, &mut ballots, ledger))?;
    }
    Ok(ballots.builder.finish())
}

fn draft(row: &Row<'_>, columns: &Columns, ballots: &mut Ballots, ledger: &mut Ledger) {
    let cell = |names: &[&str]| row.at(columns.find(names));
    let mut vetoed_by: Vec<Voter> = Vec::new();
    for name in MEMBERS.map(cell).into_iter().filter(|name| !name.is_empty()) {
        vetoed_by.extend(ballots.who.named(name, row.line, ledger));
    }
    if vetoed_by.is_empty() {
        return ledger.skip("vetoed drafts without a vetoing member", row.line, cell(DRAFT));
    }
    let mut one = RollCall::new(Body::SecurityCouncil);
    one.outcome = Some(Outcome::Vetoed);
    fields::enter(&mut one, "date", (cell(DATE), row.line), ballots, ledger);
    one.agenda = ballots.builder.text(cell(AGENDA));
    let (symbols, rest) = written(cell(DRAFT));
    // The first drafts stand under the symbol of their meeting, as they had none.
    let (meetings, drafts): (Vec<&Symbol>, Vec<&Symbol>) =
        symbols.iter().partition(|one| *one.class() == Class::Meeting);
    one.draft = ballots.builder.text(&joined(&drafts));
    one.note = ballots.builder.text(&rest);
    let (records, rest) = written(cell(MEETING));
    let others = records.iter().filter(|symbol| !meetings.contains(symbol));
    let all: Vec<&Symbol> = meetings.iter().copied().chain(others).collect();
    one.meeting = ballots.builder.text(&joined(&all));
    if symbols.is_empty() || !rest.is_empty() {
        ledger.enter(Kind::Note, "texts beside a symbol, not read", Some(row.line), shortened(&rest));
    }
    let id = ballots.begin(one);
    for voter in vetoed_by {
        ballots.enter(id, voter, VoteCell::Cast(Vote::No), row.line, ledger);
    }
    the_others(ballots, id);
}

/// Marks the votes of the permanent members that did not veto as not known, so that nothing counts the roll.
fn the_others(ballots: &mut Ballots, id: RollCallId) {
    let members = ballots.builder.members().clone();
    let (roll_call, roll) = ballots.builder.entry(id);
    let codes = ["CHN", "FRA", "GBR", "RUS", "USA"];
    let permanent = codes.iter().filter_map(|code| members.by_code(code));
    let seat = |member| roll_call.date.map_or(Some(member), |day| members.code_on(member, day));
    roll.not_known = permanent.filter_map(seat).collect::<MemberSet>() - roll.known();
}

fn joined(symbols: &[&Symbol]) -> String {
    symbols.iter().map(|symbol| symbol.as_str()).collect::<Vec<_>>().join("|")
}

/// The symbols of a cell such as `S/3275 (as amended)` or `S/7575 and S/7575/Add.1`, and the words beside them.
fn written(cell: &str) -> (Vec<Symbol>, String) {
    let mut symbols: Vec<Symbol> = Vec::new();
    let mut rest: Vec<&str> = Vec::new();
    let spaced = cell.replace([',', ';'], " ").replace('(', " (").replace(")S/", ") S/");
    for word in spaced.split_whitespace() {
        match word.parse::<Symbol>() {
            Ok(symbol) if word.contains('/') && symbols.contains(&symbol) => {}
            Ok(symbol) if word.contains('/') => symbols.push(symbol),
            _ if word.eq_ignore_ascii_case("and") => {}
            _ => rest.push(word),
        }
    }
    (symbols, rest.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{self, Options};

    #[test]
    fn cells_of_symbols_are_read_with_the_words_beside_them() {
        let read = |cell: &str| {
            let (symbols, rest) = written(cell);
            (symbols.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"), rest)
        };
        let pair = |symbols: &str, rest: &str| (symbols.to_owned(), rest.to_owned());
        // As they stand in the library's list.
        assert_eq!(read("S/2013/660"), pair("S/2013/660", ""));
        assert_eq!(read("S/3275/Rev.1 (as amended)"), pair("S/3275/Rev.1", "(as amended)"));
        assert_eq!(read("S/7575 and S/7575/Add.1"), pair("S/7575|S/7575/Add.1", ""));
        assert_eq!(
            read("S/8227(incorporating the amendment)S/8236"),
            pair("S/8227|S/8236", "(incorporating the amendment)")
        );
        assert_eq!(read("S/PV.23"), pair("S/PV.23", ""));
    }

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
