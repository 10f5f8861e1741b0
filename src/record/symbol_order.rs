//! The natural order of symbols. Nothing else.

use super::{Session, Symbol, symbol::Class};

/// A piece of a symbol; numbers stand before words and in numeric order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Number(u64),
    Word(String),
}

/// What symbols are ordered by: organ, kind, session, number, part, or the document's own pieces.
pub(super) fn key(symbol: &Symbol) -> Vec<Piece> {
    let organ = symbol.as_str().split('/').next().unwrap_or_default().to_owned();
    let mut key = vec![Piece::Word(organ)];
    match symbol.class() {
        Class::Assembly { decision, session, number, part } => {
            let kind = match session {
                Session::Regular(_) => 0,
                Session::Special(_) => 1,
                Session::EmergencySpecial(_) => 2,
            };
            let numbers = [u64::from(*decision), kind, u64::from(session.number()), u64::from(*number)];
            key.extend(numbers.map(Piece::Number));
            key.extend(pieces(part));
        }
        Class::Council { number, year } => {
            key.extend([0, u64::from(*number), u64::from(year.unwrap_or(0))].map(Piece::Number));
        }
        Class::Draft | Class::Meeting | Class::Document => {
            key.push(Piece::Word(String::new()));
            key.extend(pieces(symbol.as_str()));
        }
    }
    key
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let digit = first.is_ascii_digit();
        let length = rest.bytes().take_while(|b| b.is_ascii_digit() == digit).count();
        let (piece, after) = rest.split_at(length);
        let number = if digit { piece.parse().ok() } else { None };
        pieces.push(number.map_or_else(|| Piece::Word(piece.to_owned()), Piece::Number));
        rest = after;
    }
    pieces
}
