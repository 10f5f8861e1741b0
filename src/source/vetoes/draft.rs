//! One vetoed draft as a row of a list gives it, and who vetoed it. How the others voted is in no such list, and is not
//! known.

use crate::members::{Date, MemberId, MemberSet, Members};
use crate::record::{Body, Class, Matter, Outcome, RollCall, RollCallId, Symbol, Vote};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::VoteCell;
use crate::source::cells::who::Voter;
use crate::source::cells::{fields, numbers};
use crate::source::format::{Kind, Ledger, shortened};

/// The reason for a row that names nobody.
pub(super) const NO_VETO: &str = "vetoed drafts without a vetoing member";

/// The cells of a row.
#[derive(Default)]
pub(super) struct Draft<'r> {
    pub symbols: &'r str,
    pub meeting: &'r str,
    pub date: &'r str,
    pub title: &'r str,
    pub agenda: &'r str,
    pub subjects: &'r str,
    pub link: &'r str,
    pub line: u64,
}

impl Draft<'_> {
    /// The year, where the list gives no more of the day: a year is no day.
    fn year(&self) -> Option<i16> {
        let year = numbers::whole(self.date).filter(|year| (1946..=2100).contains(year))?;
        Some(year as i16)
    }
}

/// Begins the roll call of a row.
pub(super) fn begin(row: &Draft<'_>, ballots: &mut Ballots, ledger: &mut Ledger) -> RollCallId {
    let mut one = RollCall { outcome: Some(Outcome::Vetoed), ..RollCall::new(Body::SecurityCouncil) };
    let (symbols, rest) = written(row.symbols);
    // The first drafts stand under the symbol of their meeting, as they had none.
    let (meetings, drafts): (Vec<&Symbol>, Vec<&Symbol>) =
        symbols.iter().partition(|one| *one.class() == Class::Meeting);
    one.draft = ballots.builder.text(&joined(&drafts));
    let year = row.year();
    if let Some(year) = year {
        ledger.note("years without a day: on which day of it a draft was vetoed is not known");
        one.note = ballots.builder.text(format!("vetoed in {year} {rest}").trim_end());
    } else {
        fields::enter(&mut one, "date", (row.date, row.line), ballots, ledger);
        one.note = ballots.builder.text(&rest);
    }
    one.matter = if is_amendment(&rest) { Matter::Amendment } else { Matter::WholeText };
    let (records, _) = written(row.meeting);
    let others = records.iter().filter(|symbol| !meetings.contains(symbol));
    let all: Vec<&Symbol> = meetings.iter().copied().chain(others).collect();
    one.meeting = ballots.builder.text(&joined(&all));
    for (text, cell) in [
        (&mut one.title, row.title),
        (&mut one.agenda, row.agenda),
        (&mut one.subjects, row.subjects),
        (&mut one.link, row.link),
    ] {
        *text = ballots.builder.text(numbers::empty(cell));
    }
    if symbols.is_empty() && all.is_empty() || !rest.is_empty() {
        ledger.enter(Kind::Note, "texts beside a symbol, not read", Some(row.line), shortened(&rest));
    }
    ballots.begin(one)
}

/// Whether the words beside a symbol say that an amendment was vetoed, not a draft with amendments.
fn is_amendment(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains("amendment") && !words.contains("incorporat") && !words.contains("with ")
}

/// Enters who vetoed it, and marks the votes of the other permanent members as not known, so that nothing counts the
/// roll.
pub(super) fn vetoed(id: RollCallId, by: &[Voter], row: &Draft<'_>, ballots: &mut Ballots, ledger: &mut Ledger) {
    let members = ballots.builder.members().clone();
    let days = ballots.builder.roll_call(id).date.map(|day| [day, day]).or_else(|| days_of(row.year()?));
    for voter in by {
        let voter = Voter { member: days.map_or(voter.member, |days| seat(&members, voter.member, days)), ..*voter };
        ballots.enter(id, voter, VoteCell::Cast(Vote::No), row.line, ledger);
    }
    let codes = ["CHN", "FRA", "GBR", "RUS", "USA"].into_iter().filter_map(|code| members.by_code(code));
    let permanent = codes.map(|member| days.map_or(member, |days| seat(&members, member, days)));
    let roll = ballots.builder.entry(id).1;
    let lines = members.lines_of(roll.known(), days.map(|[first, _]| first));
    let is_known = |member: &MemberId| lines.contains(members.line(*member, days.map(|[first, _]| first)));
    roll.not_known = permanent.filter(|member| !is_known(member)).collect::<MemberSet>() - roll.known();
}

/// The first and the last day of a year.
fn days_of(year: i16) -> Option<[Date; 2]> {
    Some([Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?])
}

/// Who had the seat of a member on these days, where it was the same on both.
fn seat(members: &Members, member: MemberId, days: [Date; 2]) -> MemberId {
    let [first, last] = days.map(|day| members.of_file(member, day));
    if first == last { first } else { member }
}

fn joined(symbols: &[&Symbol]) -> String {
    symbols.iter().map(|symbol| symbol.as_str()).collect::<Vec<_>>().join("|")
}

/// The symbols of a cell such as `S/3275 (as amended)` or `S/7575 and S/7575/Add.1`, and the words beside them.
pub(super) fn written(cell: &str) -> (Vec<Symbol>, String) {
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
    fn an_amendment_is_told_from_a_draft_with_amendments() {
        for words in ["(amendment)", "Amendment to"] {
            assert!(is_amendment(words), "{words}");
        }
        for words in ["(as amended)", "(incorporating the amendment)", "with amendments", ""] {
            assert!(!is_amendment(words), "{words}");
        }
    }
}
