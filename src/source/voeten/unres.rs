//! The column `unres` of Erik Voeten's data: which resolution it names, if it names one. Nothing else.
//!
//! Up to the 17th session, and in the special sessions of that time, the number is that of a page of the Official
//! Records (`R/1/1287/A`: page 1287, first vote on it), not of a resolution: read as resolutions, a few of these would
//! fall on numbers of resolutions that they have nothing to do with.

use crate::record::{OF_A_PAGE, OF_A_SOURCE, Session, Symbol};

/// The last regular session whose numbers are pages.
const LAST_SESSION_BY_PAGE: u16 = 17;
/// The last special and emergency special sessions whose numbers are pages.
const LAST_SPECIAL_SESSION_BY_PAGE: u16 = 5;

/// What the column says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unres {
    /// The resolution.
    pub symbol: Option<Symbol>,
    /// The session.
    pub session: Option<Session>,
    /// The reference itself, if it does not name a resolution.
    pub note: String,
}

/// Reads a cell such as `R/64/296`, `A/RES/74/38`, `R/33/116B/VII`, `ESS/10/2`, `GOAR/1/1288B`.
pub(super) fn read(cell: &str) -> Unres {
    let cell = cell.trim();
    let is_official = cell.starts_with("A/") || cell.starts_with("S/");
    if let Some(symbol) = Some(cell).filter(|_| is_official).and_then(|cell| cell.parse::<Symbol>().ok()) {
        return Unres { session: symbol.session(), symbol: Some(symbol), note: String::new() };
    }
    let mut pieces = cell.split(['/', ' ']);
    let kind = pieces.next().unwrap_or_default();
    let Some(session) = pieces.next().and_then(|number| session(kind, number)) else {
        return Unres { note: kept(cell, false), ..Unres::default() };
    };
    if kind == "GOAR" || is_by_page(session) {
        return Unres { symbol: None, session: Some(session), note: kept(cell, true) };
    }
    let symbol = resolution(session, pieces);
    let note = if symbol.is_none() { kept(cell, false) } else { String::new() };
    Unres { symbol, session: Some(session), note }
}

fn session(kind: &str, number: &str) -> Option<Session> {
    let number: u16 = number.parse().ok().filter(|number| (1..200).contains(number))?;
    match kind {
        "R" | "GOAR" => Some(Session::Regular(number)),
        "SS" => Some(Session::Special(number)),
        "ESS" => Some(Session::EmergencySpecial(number)),
        _ => None,
    }
}

const fn is_by_page(session: Session) -> bool {
    match session {
        Session::Regular(number) => number <= LAST_SESSION_BY_PAGE,
        Session::Special(number) | Session::EmergencySpecial(number) => number <= LAST_SPECIAL_SESSION_BY_PAGE,
    }
}

/// The resolution of a session: `116B` and `VII` are its number with a part, and a part of that.
fn resolution<'p>(session: Session, mut pieces: impl Iterator<Item = &'p str>) -> Option<Symbol> {
    let number = pieces.next()?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (number, letters) = number.split_at(digits);
    let parts: Vec<&str> = std::iter::once(letters).chain(pieces).filter(|part| !part.is_empty()).collect();
    Symbol::resolution(session, number.parse().ok()?, &parts.join("-")).ok()
}

fn kept(cell: &str, page: bool) -> String {
    match (cell, page) {
        ("" | "NA", _) => String::new(),
        (cell, true) => format!("{cell}{OF_A_PAGE}"),
        (cell, false) => format!("{cell}{OF_A_SOURCE}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(cell: &str) -> Option<String> {
        read(cell).symbol.map(|symbol| symbol.to_string())
    }

    #[test]
    fn every_form_of_the_files_leads_to_its_resolution() {
        // As the same resolutions stand in the UN record.
        for (cell, expected) in [
            ("R/64/296", "A/RES/64/296"),
            ("A/RES/74/38", "A/RES/74/38"),
            ("A/RES/ES-10/19", "A/RES/ES-10/19"),
            ("R/18/1978B", "A/RES/1978(XVIII)[B]"),
            ("R/26/2775E", "A/RES/2775(XXVI)[E]"),
            ("R/33/116B/VII", "A/RES/33/116B-VII"),
            ("R/31/208/III", "A/RES/31/208III"),
            ("R/42/70/A", "A/RES/42/70A"),
        ] {
            assert_eq!(symbol(cell).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn early_numbers_are_pages_and_no_resolutions() {
        // A/RES/79(I) is the election of members of the International Court; rcid 4 postpones elections to the Council.
        for cell in ["R/1/79", "GOAR/1/1288B", "R/17/1200", "ESS/2/79/D", "SS/4/23A"] {
            let read = read(cell);
            assert_eq!(read.symbol, None, "{cell}");
            assert_eq!(read.note, format!("{cell} (a page of the Official Records)"));
        }
        assert_eq!(read("ESS/1/34").session, Some(Session::EmergencySpecial(1)));
        assert_eq!(read("R/10 65").session, Some(Session::Regular(10)));
        assert_eq!(read("R/0/66").session, None, "the first session is the 1st");
    }

    #[test]
    fn what_names_nothing_is_kept_as_it_stands() {
        assert_eq!(read("NA"), Unres::default());
        assert_eq!(read(""), Unres::default());
        assert_eq!(read("R/6444A"), Unres { note: "R/6444A (as its source calls it)".to_owned(), ..Unres::default() });
        assert_eq!(read("SS/5").session, Some(Session::Special(5)));
    }
}
