//! The pieces of which symbols are written, and the resolutions that they may mean.

use std::mem::take;

use super::Form;
use crate::record::{Body, Session, Symbol, roman};

/// Pieces that have a number behind a dot.
const DOTTED: [&str; 6] = ["L", "PV", "C", "REV", "ADD", "CORR"];
/// The parts of the name of a resolution.
#[derive(Default)]
pub(super) struct Parts {
    session: Option<Session>,
    number: Option<u32>,
    part: String,
    year: Option<i16>,
}

impl Parts {
    /// What pieces such as `80`, `4`, `(2025)`, `XXVI`, `A` make; `None` where one of them has no place in a resolution.
    pub(super) fn of(pieces: &[String]) -> Option<Self> {
        let mut parts = Self::default();
        for piece in pieces {
            parts.enter(piece).then_some(())?;
        }
        parts.number.is_some_and(|number| (1..=9999).contains(&number)).then_some(parts)
    }

    fn enter(&mut self, piece: &str) -> bool {
        let bare = piece.trim_matches(['(', ')', '[', ']']);
        let (digits, letters) = bare.split_at(bare.bytes().take_while(u8::is_ascii_digit).count());
        let year = bare.parse().ok().filter(|year| (1946..=2100).contains(year));
        let session: Option<Session> = bare.parse().ok();
        let numeral = roman::value(bare).filter(|number| *number <= 30);
        let is_letters = !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
        match (self.number, digits) {
            (Some(_), _) if year.is_some() && self.year.is_none() => self.year = year,
            (Some(_), "")
                if self.session.is_none() && (numeral.is_some() || bare.contains('-') && session.is_some()) =>
            {
                self.session = session;
            }
            (Some(_), _) if piece.starts_with('(') && self.session.is_none() => {
                self.session = session.filter(|session| matches!(session, Session::Regular(1..=30)));
                return self.session.is_some();
            }
            // Sessions before the 31st do not stand before the number of a resolution.
            (Some(first @ 31..=200), _)
                if !digits.is_empty()
                    && (letters.is_empty() || is_letters)
                    && self.session.is_none()
                    && self.part.is_empty() =>
            {
                self.session = Some(Session::Regular(first as u16));
                self.number = digits.parse().ok();
                letters.clone_into(&mut self.part);
            }
            (Some(_), "") if self.part.is_empty() && is_letters => bare.clone_into(&mut self.part),
            (None, "") if self.session.is_none() && numeral.is_none() && session.is_some() => self.session = session,
            (None, _) if !digits.is_empty() && !piece.starts_with('(') && (letters.is_empty() || is_letters) => {
                self.number = digits.parse().ok();
                letters.clone_into(&mut self.part);
            }
            _ => return false,
        }
        true
    }

    /// The symbols that have these parts, of this body or of both.
    pub(super) fn forms(self, body: Option<Body>, is_decision: bool) -> Vec<Form> {
        let Self { session, number: Some(number), part, year } = self else { return Vec::new() };
        let may_be = |one: Body| body.is_none_or(|body| body == one);
        let of_assembly = |text| Form { text, body: Some(Body::GeneralAssembly), year };
        if !may_be(Body::GeneralAssembly) && (is_decision || session.is_some()) {
            return Vec::new();
        }
        match session {
            Some(session) if is_decision => vec![of_assembly(format!("A/DEC/{session}/{number}{part}"))],
            Some(session) => Symbol::resolution(session, number, &part)
                .map(|symbol| vec![of_assembly(symbol.to_string())])
                .unwrap_or_default(),
            None if is_decision => Vec::new(),
            None => {
                let behind = year.map_or_else(String::new, |year| format!("({year})"));
                let council = Form { text: format!("S/RES/{number}{behind}"), ..Form::default() };
                let council = Some(council).filter(|_| may_be(Body::SecurityCouncil) && part.is_empty());
                let assembly = Some(of_assembly(format!("{number}{part}"))).filter(|_| may_be(Body::GeneralAssembly));
                council.into_iter().chain(assembly).collect()
            }
        }
    }
}

/// The pieces of a symbol in upper case, brackets as pieces of their own: `A`, `RES`, `377`, `(V)`.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let upper = text.to_ascii_uppercase();
    let upper = ["ARES", "SRES"].iter().find_map(|start| upper.strip_prefix(start).map(|rest| (&start[..1], rest)));
    let upper = upper.map_or_else(|| text.to_ascii_uppercase(), |(organ, rest)| format!("{organ}/RES/{rest}"));
    let sign = upper.chars().nth(1).filter(|sign| "-.:".contains(*sign));
    let sign = sign.filter(|sign| ["RES", "DEC"].iter().any(|act| upper[2..].starts_with(&format!("{act}{sign}"))));
    let is_between = |letter: char| "/ _,".contains(letter) || Some(letter) == sign;
    let (mut all, mut piece, mut is_inside) = (Vec::new(), String::new(), false);
    for letter in upper.chars() {
        match letter {
            '(' | '[' => {
                all.push(take(&mut piece));
                (is_inside, piece) = (true, letter.to_string());
            }
            ')' | ']' => {
                piece.push(letter);
                all.push(take(&mut piece));
                is_inside = false;
            }
            ' ' if is_inside => {}
            _ if is_between(letter) && !is_inside => all.push(take(&mut piece)),
            _ => piece.push(letter),
        }
    }
    all.push(piece);
    let all = all.iter().map(|piece| piece.trim_end_matches('-').to_owned());
    joined(all.filter(|piece| !piece.is_empty()))
}

/// The pieces with `ES` and `11`, and `L` and `10`, as one, and `ES-11-7` as two.
fn joined(pieces: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for piece in pieces {
        let letters = piece.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, number) = piece.split_at(letters);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let with = |word: &str, number: &str| match word {
            _ if DOTTED.contains(&word) => Some(format!("{word}.{number}")),
            "ES" | "S" => Some(format!("{word}-{number}")),
            _ => None,
        };
        let before = all.last().filter(|_| all.len() > 1 || all.first().is_some_and(|first| first != "S"));
        let both = before.filter(|_| is_number(&piece)).and_then(|before| with(before, &piece));
        let apart = number.strip_prefix('-').and_then(|number| number.split_once('-'));
        if let Some(both) = both {
            all.pop();
            all.push(both);
        } else if let Some((session, number)) = apart.filter(|(session, _)| is_number(session)) {
            all.extend([format!("{word}-{session}"), number.to_owned()]);
        } else if matches!(word, "RES" | "DEC") && is_number(number) {
            all.extend([word.to_owned(), number.to_owned()]);
        } else {
            all.push(Some(number).filter(|number| is_number(number)).and_then(|_| with(word, number)).unwrap_or(piece));
        }
    }
    all
}
