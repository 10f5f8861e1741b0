//! Symbols of United Nations documents: parsed from every official form, printed in one. It looks nothing up.

use std::{cmp::Ordering, fmt, str::FromStr};

use super::{Body, Session, roman};

/// The longest symbol that is read, in bytes; the longest of the UN record has 24.
const LONGEST: usize = 96;
/// The organs whose documents are voted on or lead to a vote.
pub(super) const ORGANS: [&str; 6] = ["A", "S", "E", "T", "ST", "TD"];
/// Words that official symbols write in mixed case.
const MIXED_CASE: [(&str, &str); 4] =
    [("REV.", "Rev."), ("ADD.", "Add."), ("CORR.", "Corr."), ("RESUMPTION", "Resumption")];

/// A document symbol such as `A/RES/ES-11/7`, in its canonical form.
///
/// Case and spaces do not matter; a part in brackets and one without are the same; resolutions of the first thirty
/// sessions keep the Roman number of the session (`A/RES/377(V)[A]`), later ones the Arabic (`A/RES/34/93F`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Symbol {
    text: String,
    class: Class,
}

/// What kind of document a symbol names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// A resolution or decision of the General Assembly.
    Assembly {
        /// Whether it is a decision (`A/DEC/`), not a resolution.
        decision: bool,
        /// The session that adopted it.
        session: Session,
        /// Its number.
        number: u32,
        /// Its part (`A`, `B-VIII`, `RULE-73`), empty for none.
        part: String,
    },
    /// A resolution of the Security Council.
    Council {
        /// Its number.
        number: u32,
        /// The year that stands behind it, if it does.
        year: Option<u16>,
    },
    /// A draft: its last part but a revision is `L.` and a number, or `S/year/number`.
    Draft,
    /// A verbatim record of a meeting (`PV.`).
    Meeting,
    /// Any other document.
    Document,
}

/// The error for a text that is not a document symbol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error("'{text}' is not a document symbol: {expected}")]
pub struct SymbolError {
    /// The text that was read.
    pub text: String,
    /// What was expected in its place.
    pub expected: &'static str,
}

impl Symbol {
    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What kind of document it names.
    pub const fn class(&self) -> &Class {
        &self.class
    }

    /// The organ whose document it is, when it is one of the two with recorded votes.
    pub fn body(&self) -> Option<Body> {
        match self.organ() {
            "A" => Some(Body::GeneralAssembly),
            "S" => Some(Body::SecurityCouncil),
            _ => None,
        }
    }

    fn organ(&self) -> &str {
        self.text.split('/').next().unwrap_or_default()
    }

    /// The session of the General Assembly that the symbol names.
    pub fn session(&self) -> Option<Session> {
        match &self.class {
            Class::Assembly { session, .. } => Some(*session),
            Class::Council { .. } => None,
            // `A/12` is a document of the first session with a running number: three pieces are needed.
            _ if self.body() == Some(Body::GeneralAssembly) && self.text.split('/').count() > 2 => {
                self.text.split('/').skip(1).take(2).find_map(|piece| piece.parse().ok())
            }
            _ => None,
        }
    }

    /// The form of its time, where a resolution of the 18th to 30th session is written as later ones are: `R/26/2775E` for
    /// `A/RES/2775(XXVI)[E]`. Before, that form names pages of the Official Records.
    pub(super) fn early(&self) -> Option<Self> {
        match &self.class {
            Class::Assembly { decision: false, session: session @ Session::Regular(18..=30), number, part } => {
                Self::resolution(*session, *number, part).ok()
            }
            _ => None,
        }
    }

    /// Every symbol that a person can mean: `ES-11/7` is `A/RES/ES-11/7`, `ES-11/L.10` is `A/ES-11/L.10`, `2774` and
    /// `2774 (2025)` are resolutions of the Security Council, `377 (V)` one of the Assembly. The best reading first.
    pub(crate) fn readings(text: &str) -> Vec<Self> {
        let text = text.trim();
        let forms = [text.to_owned(), format!("A/RES/{text}"), format!("S/RES/{text}"), format!("A/{text}")];
        let mut readings: Vec<Self> = Vec::new();
        for symbol in forms.iter().filter_map(|form| form.parse().ok()) {
            if !readings.contains(&symbol) {
                readings.push(symbol);
            }
        }
        readings
    }

    /// Whether it names a resolution or decision, not a draft, meeting or other document.
    pub(crate) const fn is_resolution(&self) -> bool {
        matches!(self.class, Class::Assembly { .. } | Class::Council { .. })
    }

    /// The resolution of the General Assembly with this number (and part, such as `B`; empty for none) in a session,
    /// in the form of its time: `A/RES/2775(XXVI)[E]` up to the 30th session, `A/RES/34/93F` since.
    ///
    /// # Errors
    /// When the part is not a valid one.
    pub(crate) fn resolution(session: Session, number: u32, part: &str) -> Result<Self, SymbolError> {
        let in_brackets = match session {
            Session::Regular(n) => n <= 30,
            Session::Special(n) => n <= 7,
            Session::EmergencySpecial(n) => n <= 5,
        };
        let part = if part.is_empty() { String::new() } else { format!("[{part}]") };
        let text = match roman::numeral(session.number()).filter(|_| in_brackets) {
            Some(numeral) => format!("A/RES/{number}({}{numeral}){part}", session.prefix()),
            None => format!("A/RES/{session}/{number}{part}"),
        };
        text.parse()
    }

    /// What symbols are ordered by: organ, resolutions before other documents, decision, session, number, and the
    /// pieces of what is left: part, year or the whole symbol.
    fn order(&self) -> (&str, bool, bool, Option<Session>, u32, Vec<Piece<'_>>) {
        match &self.class {
            Class::Assembly { decision, session, number, part } => {
                (self.organ(), false, *decision, Some(*session), *number, pieces(part))
            }
            Class::Council { number, year } => {
                (self.organ(), false, false, None, *number, vec![Piece::Number(year.unwrap_or(0).into())])
            }
            Class::Draft | Class::Meeting | Class::Document => (self.organ(), true, false, None, 0, pieces(&self.text)),
        }
    }
}

/// A piece of a symbol: numbers stand before words and in numeric order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'s> {
    Number(u64),
    Word(&'s [u8]),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let runs = text.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let number = |run| str::from_utf8(run).ok()?.parse().ok();
    runs.map(|run| number(run).map_or(Piece::Word(run), Piece::Number)).collect()
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Symbol {
    /// Natural order: body, kind, session, number, part; `L.9` before `L.10`.
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order()).then_with(|| self.text.cmp(&other.text))
    }
}

impl FromStr for Symbol {
    type Err = SymbolError;

    fn from_str(text: &str) -> Result<Self, SymbolError> {
        let error = |expected| SymbolError { text: text.chars().take(LONGEST).collect(), expected };
        let clean: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let is_foreign = |c: char| !c.is_ascii_alphanumeric() && !"/.-()[]&".contains(c);
        if clean.is_empty() || clean.len() > LONGEST || clean.contains(is_foreign) {
            return Err(error("expected letters, digits, slashes, dots, hyphens and brackets, as in A/RES/ES-11/7"));
        }
        let pieces: Vec<&str> = clean.split('/').filter(|piece| !piece.is_empty()).collect();
        match pieces.as_slice() {
            ["R", rest @ ..] | ["A", "RES", rest @ ..] => assembly(false, rest),
            ["A", "DEC", rest @ ..] => assembly(true, rest),
            ["S", "RES", rest] => council(rest),
            ["S", "RES", ..] => Err("expected a number and a year, as in S/RES/2774 (2025)"),
            [organ, ..] if ORGANS.contains(organ) => document(&pieces),
            _ => Err("expected an organ first: A/ for the General Assembly, S/ for the Security Council"),
        }
        .map_err(error)
    }
}

/// What stands behind `A/RES/`: `34/93F`, `ES-11/7` or `377(V)[A]`.
fn assembly(decision: bool, pieces: &[&str]) -> Result<Symbol, &'static str> {
    let act = if decision { "DEC" } else { "RES" };
    let (session, spelled, tail) = match pieces {
        [session, tail] => {
            let parsed: Session = session.parse().map_err(|_| "expected a session such as 79 or ES-11 after A/RES/")?;
            (parsed, None, (*tail).to_owned())
        }
        [one] => {
            let (before, rest) = one.split_once('(').ok_or("expected a session and a number, as in A/RES/79/7")?;
            let (session, after) = rest.split_once(')').ok_or("expected ')' after the session")?;
            let (session, spelled) = roman_session(session)?;
            (session, Some(spelled), format!("{before}{after}"))
        }
        _ => return Err("expected a session and a number, as in A/RES/79/7"),
    };
    let (number, part) = number_and_part(&tail)?;
    let shown = match (&spelled, part.as_str()) {
        (_, "") => String::new(),
        (None, part) if is_plain_part(part) => part.to_owned(),
        (_, part) => format!("[{part}]"),
    };
    let text = match spelled {
        Some(spelled) => format!("A/{act}/{number}({spelled}){shown}"),
        None => format!("A/{act}/{session}/{number}{shown}"),
    };
    Ok(Symbol { text, class: Class::Assembly { decision, session, number, part } })
}

/// The session in brackets behind an early resolution: `V`, `ES-I`, `S-1`; two of them once, in `ES-IandII`.
fn roman_session(text: &str) -> Result<(Session, String), &'static str> {
    let (first, second) = text.split_once("AND").map_or((text, None), |(a, b)| (a, Some(b)));
    let session: Session = first.parse().map_err(|_| "expected a session in brackets, as in A/RES/377(V)")?;
    let numeral = roman::numeral(session.number()).ok_or("expected a Roman number in brackets")?;
    let prefix = session.prefix();
    match second {
        None => Ok((session, format!("{prefix}{numeral}"))),
        Some(second) if roman::value(second).is_some() => Ok((session, format!("{prefix}{numeral}and{second}"))),
        Some(_) => Err("expected a Roman number after 'and'"),
    }
}

/// `93F` is 93 and F; `6[D]` is 6 and D.
fn number_and_part(text: &str) -> Result<(u32, String), &'static str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().map_err(|_| "expected the number of the resolution")?;
    let rest = &text[digits..];
    let part = match rest.strip_prefix('[') {
        Some(inside) => inside.strip_suffix(']').ok_or("expected ']' after the part")?,
        None => rest,
    };
    let good = part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let begins = part.bytes().next().is_none_or(|b| b.is_ascii_uppercase());
    if good && begins { Ok((number, part.to_owned())) } else { Err("expected a part such as A or B-II") }
}

/// Parts that need no bracket: short groups of letters.
fn is_plain_part(part: &str) -> bool {
    part.split('-').all(|group| (1..=6).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_uppercase()))
}

/// What stands behind `S/RES/`: `2774(2025)`, or the number alone.
fn council(text: &str) -> Result<Symbol, &'static str> {
    let (number, year) = match text.split_once('(') {
        Some((number, rest)) => (number, Some(rest.strip_suffix(')').ok_or("expected ')' after the year")?)),
        None => (text, None),
    };
    let whole = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !whole(number) || !year.is_none_or(|year| whole(year) && year.len() == 4) {
        return Err("expected a number and a year, as in S/RES/2774 (2025)");
    }
    let number = number.parse().map_err(|_| "expected a smaller number")?;
    let year: Option<u16> = year.and_then(|year| year.parse().ok());
    let text = year.map_or_else(|| format!("S/RES/{number}"), |year| format!("S/RES/{number}({year})"));
    Ok(Symbol { text, class: Class::Council { number, year } })
}

fn document(pieces: &[&str]) -> Result<Symbol, &'static str> {
    if pieces.len() < 2 || !pieces.iter().any(|piece| piece.bytes().any(|b| b.is_ascii_digit())) {
        return Err("expected a number in it, as in A/ES-11/L.10");
    }
    let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let has = |prefix| pieces.iter().any(|piece| piece.strip_prefix(prefix).is_some_and(digit));
    let class = if has("PV.") {
        Class::Meeting
    } else if has("L.") || matches!(pieces, ["S", year, _] if year.len() == 4) {
        Class::Draft
    } else {
        Class::Document
    };
    let mut text = pieces.join("/");
    for (upper, mixed) in MIXED_CASE {
        if text.contains(upper) {
            text = text.replace(upper, mixed);
        }
    }
    Ok(Symbol { text, class })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(text: &str) -> String {
        text.parse::<Symbol>().map_or_else(|e| e.to_string(), |symbol| symbol.to_string())
    }

    #[test]
    fn every_official_form_has_one_canonical_form() {
        for (written, printed) in [
            ("a/res/es-11/7", "A/RES/ES-11/7"),
            ("A/ES-11/L.10", "A/ES-11/L.10"),
            (" A / 79 / L.22 ", "A/79/L.22"),
            ("A/C.3/79/L.5", "A/C.3/79/L.5"),
            ("A/C.3/79/L.5/REV.1", "A/C.3/79/L.5/Rev.1"),
            ("A/RES/377(V)", "A/RES/377(V)"),
            ("A/RES/377 (V) A", "A/RES/377(V)[A]"),
            ("A/RES/377 A (V)", "A/RES/377(V)[A]"),
            ("A/RES/3324(XXIX)[B]", "A/RES/3324(XXIX)[B]"),
            ("A/RES/34/93F", "A/RES/34/93F"),
            ("A/RES/31/6[D]", "A/RES/31/6D"),
            ("A/RES/78/183 B", "A/RES/78/183B"),
            ("A/RES/33/116[B-VIII]", "A/RES/33/116B-VIII"),
            ("A/RES/39/236[SectionII]", "A/RES/39/236[SECTIONII]"),
            ("A/RES/36//235IX", "A/RES/36/235IX"),
            ("A/DEC/80/506", "A/DEC/80/506"),
            ("S/RES/2774 (2025)", "S/RES/2774(2025)"),
            ("S/2025/112", "S/2025/112"),
            ("A/RES/17(I)[RULE-73]", "A/RES/17(I)[RULE-73]"),
            ("A/RES/490(V)[PARA.1-2]", "A/RES/490(V)[PARA.1-2]"),
            ("A/RES/104(S-1)", "A/RES/104(S-I)"),
            ("A/RES/996(ES-IandII)", "A/RES/996(ES-IandII)"),
            ("R/64/296", "A/RES/64/296"),
        ] {
            assert_eq!(canonical(written), printed, "{written}");
        }
    }

    #[test]
    fn what_is_no_symbol_is_refused() {
        for bad in
            ["", "A/RES/79/XX", "N/A", "A/RES/", "A/RES/79", "S/RES/2774(25)", "A/RES/377(V", "hello", "Ä/RES/1/2"]
        {
            assert!(bad.parse::<Symbol>().is_err(), "{bad}");
        }
        assert!("A/".repeat(100).parse::<Symbol>().is_err());
    }

    #[test]
    fn a_symbol_knows_its_session_and_body() {
        let session = |text: &str| text.parse::<Symbol>().ok().and_then(|symbol| symbol.session());
        assert_eq!(session("A/RES/997(ES-I)"), Some(Session::EmergencySpecial(1)));
        assert_eq!(session("A/ES-11/L.10"), Some(Session::EmergencySpecial(11)));
        assert_eq!(session("A/C.3/79/L.5"), Some(Session::Regular(79)));
        assert_eq!(session("S/RES/1(1946)"), None);
        let body = |text: &str| text.parse::<Symbol>().ok().and_then(|symbol| symbol.body());
        assert_eq!(body("S/2025/112"), Some(Body::SecurityCouncil));
    }

    #[test]
    fn short_forms_are_read_as_people_mean_them() {
        let first = |text: &str| Symbol::readings(text).first().map(ToString::to_string);
        assert_eq!(first("ES-11/7").as_deref(), Some("A/RES/ES-11/7"));
        assert_eq!(first("es-11/l.10").as_deref(), Some("A/ES-11/L.10"));
        assert_eq!(first("2774").as_deref(), Some("S/RES/2774"));
        assert_eq!(first("377 (V)").as_deref(), Some("A/RES/377(V)"));
        assert_eq!(first("2774 (2025)").as_deref(), Some("S/RES/2774(2025)"));
    }

    #[test]
    fn order_is_natural() {
        let mut symbols: Vec<Symbol> = [
            "A/ES-11/L.10", "A/RES/79/7", "S/RES/9(1946)", "A/RES/377(V)", "A/ES-11/L.9", "A/RES/ES-11/1",
            "A/RES/79/10",
        ]
        .iter()
        .filter_map(|text| text.parse().ok())
        .collect();
        symbols.sort();
        let texts: Vec<&str> = symbols.iter().map(Symbol::as_str).collect();
        let expected = [
            "A/RES/377(V)", "A/RES/79/7", "A/RES/79/10", "A/RES/ES-11/1", "A/ES-11/L.9", "A/ES-11/L.10",
            "S/RES/9(1946)",
        ];
        assert_eq!(texts, expected);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parser_and_what_parses_prints_back(text in "[A-Za-z0-9/.()\\[\\] -]{0,40}") {
            for form in [text.clone(), format!("A/RES/{text}"), format!("S/RES/{text}"), format!("A/{text}")] {
                if let Ok(symbol) = form.parse::<Symbol>() {
                    let again = symbol.as_str().parse::<Symbol>();
                    prop_assert_eq!(again.as_ref(), Ok(&symbol));
                }
            }
        }

        #[test]
        fn case_spaces_and_brackets_do_not_matter(session in 32_u16..90, number in 1_u32..400, part in "[A-Z]{1,2}") {
            let plain = format!("A/RES/{session}/{number}{part}");
            let spaced = format!(" a/res/{session} / {number} [{}] ", part.to_lowercase());
            prop_assert_eq!(canonical(&spaced), plain);
        }
    }
}
