//! Finding roll calls by what a person types, and the nearest symbols when there is none.

use crate::members::order::InOrder as _;
use std::{cmp::Reverse, collections::BTreeMap};

use super::{Record, RollCallId, Session, Symbol, symbol::Class, written::Form, written::Written};
use crate::members::fold;

/// What was found for a symbol that a person typed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// The roll calls, in the order of the record.
    RollCalls(Vec<RollCallId>),
    /// Roll calls of several documents that it may mean: the symbol of each and its roll calls, the newest first.
    Several(Vec<(String, Vec<RollCallId>)>),
    /// No roll call has the symbol.
    Nothing {
        /// Up to three symbols that look like it, the nearest first.
        nearest: Vec<String>,
    },
}

/// How similar two symbols must be (0 to 1, Jaro-Winkler) for one to be suggested for the other.
const ALIKE: f64 = 0.88;
/// What is longer, in bytes, is no symbol, also none with a slip of the finger.
const LONGEST: usize = 96;
/// How many symbols are suggested.
const SUGGESTIONS: usize = 3;

impl Record {
    /// Finds roll calls by symbol (any official form, or a short one: draft, resolution, meeting), or by their number
    /// in the Digital Library, or by what their source calls them. A resolution named without its part finds all its parts;
    /// one of the Council may be named without its year. What is shorter than a symbol and fits several documents finds all of them; a committee
    /// report is found by its whole symbol only.
    pub fn find(&self, typed: &str) -> Found {
        let written = Written::read(typed);
        let mut documents = self.documents(&written);
        match documents.len() {
            0 => match self.named_by_source(typed) {
                named if named.is_empty() => Found::Nothing { nearest: self.nearest(&written) },
                named => Found::RollCalls(named),
            },
            1 => Found::RollCalls(documents.remove(0).1),
            _ => Found::Several(documents),
        }
    }

    /// The documents that were meant with their roll calls, the newest first.
    fn documents(&self, written: &Written) -> Vec<(String, Vec<RollCallId>)> {
        let numbered = |number: u64| self.ids().filter(move |id| self.roll_call(*id).undl_id == Some(number));
        let of_number: Vec<_> =
            written.number.into_iter().flat_map(numbered).map(|id| (self.symbol(id).to_owned(), id)).collect();
        // A number that is said to be one of the Library is nothing else; beside an address of it may stand a symbol.
        let forms = written.forms().into_iter().filter(|_| !written.is_number());
        let found = std::iter::once(of_number).chain(forms.map(|forms| self.of_forms(&forms)));
        let is_meant = |id: RollCallId| {
            let one = self.roll_call(id);
            written.body.is_none_or(|body| one.body == body)
                && written.day.is_none_or(|day| one.date.is_none_or(|date| date == day))
        };
        let mut found = found.map(|found| found.into_iter().filter(|(_, id)| is_meant(*id)).collect::<Vec<_>>());
        let mut documents: BTreeMap<String, Vec<RollCallId>> = BTreeMap::new();
        for (document, id) in found.find(|found| !found.is_empty()).unwrap_or_default() {
            documents.entry(document).or_default().push(id);
        }
        let mut documents: Vec<_> =
            documents.into_iter().map(|(document, ids)| (document, self.sorted(ids.into_iter()))).collect();
        // Two names of one thing, such as a draft and its number in the Digital Library, are one.
        documents.dedup_by(|(_, a), (_, b)| a == b);
        documents.in_order_of(|(_, ids)| ids.last().map(|id| Reverse((self.in_time(*id), *id))));
        documents
    }

    /// The roll calls that any of these forms means, each with the symbol of its document.
    fn of_forms(&self, forms: &[Form]) -> Vec<(String, RollCallId)> {
        let of_form = |form: &Form| {
            let found = match form.text.parse::<Symbol>() {
                Ok(symbol) => self.of_symbol(&symbol).into_iter().map(|id| (symbol.to_string(), id)).collect(),
                Err(_) => self.meant(&form.text),
            };
            let is_meant = |(_, id): &(String, RollCallId)| {
                form.body.is_none_or(|body| self.roll_call(*id).body == body)
                    && form.year.is_none_or(|year| self.year(*id).is_none_or(|is| is == year))
            };
            found.into_iter().filter(is_meant).collect::<Vec<_>>()
        };
        forms.iter().flat_map(of_form).collect()
    }

    /// The roll calls of a whole symbol.
    fn of_symbol(&self, symbol: &Symbol) -> Vec<RollCallId> {
        let early = symbol.early().map(|early| self.sorted(self.with_symbol(early.as_str())));
        let exact = self.sorted(self.with_symbol(symbol.as_str()));
        let found = [Some(exact), early].into_iter().flatten().find(|ids| !ids.is_empty());
        found.unwrap_or_else(|| self.completed(symbol))
    }

    /// Roll calls by the name or the number that their source has for them: `R/5/235D`, `rcid 183`.
    fn named_by_source(&self, typed: &str) -> Vec<RollCallId> {
        let typed = typed.trim();
        let number = typed.get(..4).filter(|word| word.eq_ignore_ascii_case("rcid")).map(|_| typed[4..].trim());
        let rcid: Option<u32> = number.and_then(|number| number.strip_suffix(".0").unwrap_or(number).parse().ok());
        let is_meant = |id: &RollCallId| match number {
            Some(_) => rcid.is_some() && self.roll_call(*id).rcid == rcid,
            None if typed.is_empty() => false,
            // What has no symbol may be called by its title.
            None if self.symbol(*id).is_empty() => fold(&self.called(*id)) == fold(typed),
            None => self.source_name(*id).eq_ignore_ascii_case(typed),
        };
        self.sorted(self.ids().filter(is_meant))
    }

    /// The roll calls that something shorter than a symbol may mean, each with the symbol of its document.
    fn meant(&self, typed: &str) -> Vec<(String, RollCallId)> {
        if typed.len() > LONGEST {
            return Vec::new();
        }
        let number: Option<u64> = typed.parse().ok();
        let numbered = self.ids().filter(|id| number.is_some() && self.roll_call(*id).undl_id == number);
        let as_it_stands = self.with_symbol(typed).chain(numbered).map(|id| (self.symbol(id).to_owned(), id));
        let mut found: Vec<_> = as_it_stands.collect();
        let is_number = typed.bytes().all(|letter| letter.is_ascii_alphanumeric());
        for symbol in Symbol::readings(typed).iter().filter(|_| !is_number) {
            found.extend(self.of_symbol(symbol).into_iter().map(|id| (symbol.to_string(), id)));
        }
        // A session, or a year or session in brackets, tells which of the documents with a number is meant.
        let is_of_session = typed.split_once('/').is_some_and(|(first, _)| first.parse::<Session>().is_ok());
        if found.is_empty() || !(is_of_session || typed.contains('(')) {
            let fits = self.symbols().filter_map(|symbol| Some((document(symbol, typed)?, symbol)));
            let ids =
                |(document, symbol): (String, &str)| self.with_symbol(symbol).map(move |id| (document.clone(), id));
            found.extend(fits.flat_map(ids));
        }
        found.retain(|(document, id)| !self.is_report(*id, document));
        found
    }

    /// Whether a roll call has a symbol only because it is that of the committee's report.
    fn is_report(&self, id: RollCallId, symbol: &str) -> bool {
        let one = self.roll_call(id);
        let has = |text| self.text(text).split('|').any(|other| other.trim() == symbol);
        has(one.committee_report) && ![one.resolution, one.draft, one.meeting].into_iter().any(has)
    }

    /// Roll calls by day and then in the order of the record, each once.
    pub(super) fn sorted(&self, ids: impl Iterator<Item = RollCallId>) -> Vec<RollCallId> {
        let mut ids: Vec<_> = ids.collect();
        ids.in_order_of(|id| (self.in_time(*id), *id));
        ids.dedup();
        ids
    }

    /// Roll calls whose symbol is this one with the year or a part behind it, or a span of parts that holds its part.
    fn completed(&self, open: &Symbol) -> Vec<RollCallId> {
        let base = match open.class() {
            Class::Council { year: None, .. } => open.as_str(),
            Class::Assembly { part, .. } => {
                open.as_str().trim_end_matches(']').strip_suffix(part.as_str()).unwrap_or("")
            }
            _ => return Vec::new(),
        };
        let base = base.trim_end_matches('[');
        let is_completion = |symbol: &str| match (open.class(), symbol.strip_prefix(base)) {
            (Class::Council { .. }, Some(rest)) => rest.starts_with('('),
            (Class::Assembly { part, .. }, Some(rest)) if part.is_empty() => {
                rest.starts_with('[') || rest.starts_with(|first: char| first.is_ascii_uppercase())
            }
            (Class::Assembly { part, .. }, Some(rest)) => has_part(rest, part),
            _ => false,
        };
        self.sorted(self.symbols().filter(|symbol| is_completion(symbol)).flat_map(|symbol| self.with_symbol(symbol)))
    }

    /// The symbols that look most like what was typed: first those that differ by letters taken for digits.
    fn nearest(&self, written: &Written) -> Vec<String> {
        let typed = written.text.as_str();
        // `A/80/4` is the symbol of a report; resolution 4 was meant. So is `80-4`, and a symbol among other words.
        let resolution = typed.get(..2).filter(|organ| ["A/", "S/"].contains(&organ.to_ascii_uppercase().as_str()));
        let resolution = resolution.map(|organ| format!("{organ}RES/{}", &typed[2..]));
        let words = typed.split_whitespace().filter(|word| word.contains('/') && *word != typed);
        let without_year = typed.split('(').next().unwrap_or_default().to_owned();
        let others = [typed.replacen('-', "/", 1), without_year];
        let meant = resolution.into_iter().chain(others).chain(words.map(ToOwned::to_owned));
        // Of another body or day than was said.
        let of_other = Written { body: None, day: None, ..written.clone() };
        // Decisions of a session have numbers like its resolutions.
        let decision = Written { decision: true, ..of_other.clone() };
        let mut meant = [of_other, decision].into_iter().chain(meant.map(|typed| Written::read(&typed)));
        if let Some(found) = meant.find_map(|written| Some(self.documents(&written)).filter(|found| !found.is_empty()))
        {
            let called = |(symbol, ids): (String, Vec<RollCallId>)| match ids[..] {
                [id] if !self.symbol(id).is_empty() => self.symbol(id).to_owned(),
                _ => symbol,
            };
            return found.into_iter().map(called).take(SUGGESTIONS).collect();
        }
        // Words are no symbol with a slip of the finger.
        let is_word = |run: &str| run.len() > 3 && run != "CORR";
        if !(3..=LONGEST).contains(&typed.len())
            || typed.to_ascii_uppercase().split(|letter: char| !letter.is_alphabetic()).any(is_word)
        {
            return Vec::new();
        }
        let readings = Symbol::readings(typed);
        let clean = typed.trim().to_ascii_uppercase().replace(char::is_whitespace, "");
        let forms: Vec<&str> = std::iter::once(clean.as_str()).chain(readings.iter().map(Symbol::as_str)).collect();
        let digits: Vec<String> = forms.iter().map(|form| as_digits(form)).collect();
        let likeness = |symbol: &str| {
            let best = forms.iter().map(|form| strsim::jaro_winkler(form, symbol)).fold(0.0, f64::max);
            if digits.contains(&as_digits(symbol)) { 1.0 + best } else { best }
        };
        let all = self.symbols().map(|symbol| (likeness(symbol), symbol));
        let mut near: Vec<(f64, &str)> = all.filter(|(likeness, _)| *likeness >= ALIKE).collect();
        near.in_order(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
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

/// Whether the end of a symbol is this part, or a span of parts that holds it: `[A-C]` has B.
fn has_part(end: &str, part: &str) -> bool {
    let own = end.trim_matches(['[', ']']);
    let is_in = |(first, last): (&str, &str)| {
        [first, last, part].iter().all(|one| one.len() == 1) && first <= part && part <= last
    };
    own == part || own.split_once('-').is_some_and(is_in)
}

/// The symbol of the document if a short form may mean it: a resolution of the Council or of the Assembly's first thirty
/// sessions by its number, any other document by its last pieces.
fn document(symbol: &str, typed: &str) -> Option<String> {
    let clean: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let digits = clean.bytes().take_while(u8::is_ascii_digit).count();
    let (number, part) = clean.split_at(digits);
    if digits > 0 && part.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        let council = symbol.strip_prefix("S/RES/").filter(|_| part.is_empty());
        let rest = council.or_else(|| symbol.strip_prefix("A/RES/"))?.strip_prefix(number)?;
        if council.is_some() && rest.is_empty() {
            return Some(symbol.to_owned());
        }
        let own = rest.starts_with('(').then(|| rest.split_once(')')).flatten()?.1;
        let is_whole = part.is_empty();
        let whole = if is_whole { symbol.strip_suffix(own)? } else { symbol };
        return (is_whole || has_part(own, &part.to_ascii_uppercase())).then(|| whole.to_owned());
    }
    let mut pieces = symbol.rsplit('/');
    let mut wanted = clean.rsplit('/');
    let is_last = wanted.next().zip(pieces.next()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
    let is_in_order = wanted.all(|wanted| pieces.any(|piece| piece.eq_ignore_ascii_case(wanted)));
    (is_last && is_in_order && digits == 0).then(|| symbol.to_owned())
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
            let council = symbol.starts_with('S');
            let body = if council { Body::SecurityCouncil } else { Body::GeneralAssembly };
            let mut roll_call = RollCall::new(body);
            roll_call.resolution = builder.symbols(symbol).0;
            builder.push(roll_call, Roll::default());
        }
        builder.finish()
    }

    fn found(record: &Record, typed: &str) -> Vec<String> {
        match record.find(typed) {
            Found::RollCalls(ids) => ids.iter().map(|id| record.symbol(*id).to_owned()).collect(),
            Found::Several(documents) => documents.into_iter().map(|(symbol, _)| format!("or {symbol}")).collect(),
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
    fn what_fits_several_documents_finds_each() {
        let record = record(&[
            "S/RES/2758(2024)", "A/RES/2758(XXVI)", "S/RES/377(1975)", "A/RES/377(V)[A-C]", "A/RES/2625(XXV)",
            "A/80/L.10", "A/ES-11/L.10", "A/C.3/79/L.5", "A/RES/80/4", "A/PV.20", "S/PV.20",
        ]);
        assert_eq!(found(&record, "2758"), ["or A/RES/2758(XXVI)", "or S/RES/2758(2024)"]);
        assert_eq!(found(&record, "377"), ["or A/RES/377(V)", "or S/RES/377(1975)"]);
        assert_eq!(found(&record, "L.10"), ["or A/80/L.10", "or A/ES-11/L.10"]);
        assert_eq!(found(&record, "pv.20"), ["or S/PV.20", "or A/PV.20"]);
        for (typed, symbol) in [
            ("UNSCR 2758", "S/RES/2758(2024)"),
            ("Resolution 2758 (XXVI)", "A/RES/2758(XXVI)"),
            ("UN General Assembly Resolution 2758", "A/RES/2758(XXVI)"),
            ("2758(2024)", "S/RES/2758(2024)"),
            ("2625", "A/RES/2625(XXV)"),
            ("377a", "A/RES/377(V)[A-C]"),
            ("A/RES/377 A (V)", "A/RES/377(V)[A-C]"),
            ("C.3/L.5", "A/C.3/79/L.5"),
        ] {
            assert_eq!(found(&record, typed), [symbol], "{typed}");
        }
        // The resolution was meant: A/80/4 is another document. A number alone names no resolution of a session.
        assert_eq!(found(&record, "A/80/4"), ["?A/RES/80/4"]);
        assert!(found(&record, "4").iter().all(|found| found.starts_with('?')));
    }

    #[test]
    fn a_committee_report_is_found_by_its_whole_symbol_only() {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.resolution = builder.symbols("A/RES/895(IX)").0;
        roll_call.committee_report = builder.symbols("A/2806").0;
        builder.push(roll_call, Roll::default());
        let record = builder.finish();
        assert_eq!(found(&record, "A/2806"), ["A/RES/895(IX)"]);
        assert!(matches!(record.find("2806"), Found::Nothing { .. }));
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
