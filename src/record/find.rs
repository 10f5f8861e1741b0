//! Finding roll calls by what a person types, and the nearest symbols when there is none.

use super::{Record, RollCallId, Symbol, symbol::Class};

/// What was found for a symbol that a person typed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// The roll calls, in the order of the record.
    RollCalls(Vec<RollCallId>),
    /// No roll call has the symbol.
    Nothing {
        /// Up to three symbols that look like it, the nearest first.
        nearest: Vec<String>,
    },
}

/// How similar two symbols must be (0 to 1, Jaro-Winkler) for one to be suggested for the other.
const ALIKE: f64 = 0.88;
/// How many symbols are suggested.
const SUGGESTIONS: usize = 3;

impl Record {
    /// Finds roll calls by symbol (any official or short form: draft, resolution, meeting, report), or by their number
    /// in the Digital Library. A resolution named without its part finds all its parts; one of the Council may be
    /// named without its year.
    pub fn find(&self, typed: &str) -> Found {
        let readings = Symbol::readings(typed);
        let exact = readings.iter().map(|symbol| self.sorted(self.with_symbol(symbol.as_str())));
        let open = readings.iter().map(|symbol| self.completed(symbol));
        let as_it_stands = std::iter::once_with(|| self.sorted(self.with_symbol(typed.trim())));
        let number: Option<u64> = typed.trim().parse().ok();
        let is_numbered = |id: &RollCallId| number.is_some() && self.roll_call(*id).undl_id == number;
        let by_number = std::iter::once_with(|| self.ids().filter(is_numbered).collect());
        let found = exact.chain(as_it_stands).chain(open).chain(by_number).find(|ids| !ids.is_empty());
        found.map_or_else(|| Found::Nothing { nearest: self.nearest(typed, &readings) }, Found::RollCalls)
    }

    /// Roll calls by day and then in the order of the record, each once.
    pub(super) fn sorted(&self, ids: impl Iterator<Item = RollCallId>) -> Vec<RollCallId> {
        let mut ids: Vec<_> = ids.collect();
        ids.sort_by_key(|id| (self.roll_call(*id).date, *id));
        ids.dedup();
        ids
    }

    /// Roll calls whose symbol is this one with the year or a part behind it.
    fn completed(&self, open: &Symbol) -> Vec<RollCallId> {
        let opens = match open.class() {
            Class::Council { year: None, .. } => ['(', '('],
            Class::Assembly { part, .. } if part.is_empty() => ['[', 'A'],
            _ => return Vec::new(),
        };
        let is_completion = |symbol: &str| {
            let rest = symbol.strip_prefix(open.as_str()).and_then(|rest| rest.chars().next());
            rest.is_some_and(|first| first == opens[0] || opens[1] == 'A' && first.is_ascii_uppercase())
        };
        self.sorted(self.symbols().filter(|symbol| is_completion(symbol)).flat_map(|symbol| self.with_symbol(symbol)))
    }

    /// The symbols that look most like what was typed: first those that differ by letters taken for digits.
    fn nearest(&self, typed: &str, readings: &[Symbol]) -> Vec<String> {
        let clean = typed.trim().to_ascii_uppercase().replace(char::is_whitespace, "");
        let forms: Vec<&str> = std::iter::once(clean.as_str()).chain(readings.iter().map(Symbol::as_str)).collect();
        let digits: Vec<String> = forms.iter().map(|form| as_digits(form)).collect();
        let likeness = |symbol: &str| {
            let best = forms.iter().map(|form| strsim::jaro_winkler(form, symbol)).fold(0.0, f64::max);
            if digits.contains(&as_digits(symbol)) { 1.0 + best } else { best }
        };
        let all = self.symbols().map(|symbol| (likeness(symbol), symbol));
        let mut near: Vec<(f64, &str)> = all.filter(|(likeness, _)| *likeness >= ALIKE).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let certain = near.iter().filter(|(likeness, _)| *likeness >= 1.0).count();
        let shown = if certain > 0 { certain.min(SUGGESTIONS) } else { SUGGESTIONS };
        near.into_iter().take(shown).map(|(_, symbol)| symbol.to_owned()).collect()
    }
}

/// The text with letters that are taken for digits replaced: O is 0, I and L (but in `L.`) are 1.
pub(crate) fn as_digits(text: &str) -> String {
    let kept = text.to_ascii_uppercase().replace("L.", "l.");
    kept.replace('O', "0").replace(['I', 'L'], "1").to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall},
    };

    fn record(symbols: &[&str]) -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for symbol in symbols {
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.resolution = builder.symbols(symbol).0;
            builder.push(roll_call, Roll::default());
        }
        builder.finish()
    }

    fn found(record: &Record, typed: &str) -> Vec<String> {
        match record.find(typed) {
            Found::RollCalls(ids) => ids.iter().map(|id| record.symbol(*id).to_owned()).collect(),
            Found::Nothing { nearest } => nearest.iter().map(|symbol| format!("?{symbol}")).collect(),
        }
    }

    #[test]
    fn short_and_open_forms_lead_to_the_roll_calls() {
        let record = record(&["A/RES/ES-11/7", "S/RES/2774(2025)", "A/RES/34/93A", "A/RES/34/93[B]", "A/RES/34/9"]);
        assert_eq!(found(&record, "es-11/7"), ["A/RES/ES-11/7"]);
        assert_eq!(found(&record, "S/RES/2774"), ["S/RES/2774(2025)"]);
        assert_eq!(found(&record, "34/93"), ["A/RES/34/93A", "A/RES/34/93B"]);
        assert_eq!(found(&record, "34/9"), ["A/RES/34/9"]);
    }

    #[test]
    fn a_letter_for_a_digit_is_seen_through() {
        let record = record(&["A/ES-11/L.10", "A/ES-11/L.11", "A/ES-11/L.1"]);
        assert_eq!(found(&record, "A/ES-11/L.1O"), ["?A/ES-11/L.10"]);
    }

    #[test]
    fn what_resembles_nothing_gets_no_suggestion() {
        assert_eq!(found(&record(&["A/ES-11/L.10"]), "zebra"), Vec::<String>::new());
    }
}
