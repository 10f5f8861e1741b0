//! Symbols as people write them, in prose, addresses and names of files, led back to the forms that symbols have. It
//! looks nothing up.

mod address;
mod parts;

use std::{collections::VecDeque, mem::take};

use unicode_normalization::UnicodeNormalization as _;

use address::{address, of_file};
use parts::{Parts, pieces};

use super::{Body, Date, Symbol, symbol::ORGANS};
use crate::members::fold;

/// What a word beside a symbol says.
#[derive(Clone, Copy)]
enum Said {
    Nothing,
    Of(Body),
    Decision,
    Record,
}

/// Words beside a symbol, folded, in the languages of the United Nations that write them with spaces, and a few others.
const WORDS: [(&str, Said); 5] = [
    (
        "un united nations onu unies unidas naciones uno oon vereinte vereinten nationen the of by on la le del du de der \
         des doc docs document symbol draft text adopted resolution resolutions resoloution res reso resolucion resolucao \
         risoluzione resolutie резолюция резолюции оон no nr num number numero vote on",
        Said::Nothing,
    ),
    (
        "sc scr scres unsc unscr unscres security council cs csnu csonu conseil securite consejo seguridad \
         sicherheitsrat sicherheitsrates sicherheitsrats conselho seguranca sb сб совета совет безопасности",
        Said::Of(Body::SecurityCouncil),
    ),
    (
        "ga gar gares unga ungar ungares general assembly ag agnu agonu assemblee generale asamblea generalversammlung га \
         генеральная ассамблея генеральнои ассамблеи",
        Said::Of(Body::GeneralAssembly),
    ),
    ("decision decisions dec decisao beschluss решение", Said::Decision),
    ("record undl recid undlid", Said::Record),
];
/// How days are written behind a symbol.
const DAYS: [&str; 8] =
    ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%b %d, %Y", "%b %d %Y", "%Y-%m-%d", "%d.%m.%Y"];
/// Day and month, or month and day: only what is no day the other way round is understood.
const EITHER_WAY: [[&str; 2]; 2] = [["%d/%m/%Y", "%m/%d/%Y"], ["%d-%m-%Y", "%m-%d-%Y"]];

/// What a person wrote for a roll call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// What is left without the words around it.
    pub text: String,
    /// The body that the words name.
    pub body: Option<Body>,
    /// Its number in the Digital Library, where an address or a word says that it is one.
    pub number: Option<u64>,
    /// The day that stands behind the symbol.
    pub day: Option<Date>,
    /// Whether the words say that it is a decision.
    pub decision: bool,
}

/// A text that [`super::Record::find`] understands, with the body and the year that the roll call then has to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub text: String,
    pub body: Option<Body>,
    pub year: Option<i16>,
}

impl Written {
    /// Reads what was typed.
    pub(crate) fn read(typed: &str) -> Self {
        let mut written = Self { text: without_marks(&plain(typed)).to_owned(), ..Self::default() };
        if let Some((number, text)) = address(&written.text) {
            written = Self { number, text: without_marks(&text).to_owned(), ..written };
        }
        written.text = of_file(&written.text).unwrap_or(written.text);
        written.listen();
        written
    }

    /// What it may mean: first as it stands, and should that be nothing, as it is written elsewhere.
    pub(super) fn forms(&self) -> [Vec<Form>; 2] {
        if is_open(&self.text) {
            return [Vec::new(), Vec::new()];
        }
        // Spaces in symbols do not count, but never make one number of two.
        let as_it_stands = |text: &String| Form { text: text.clone(), ..Form::default() };
        let stands = Some(&self.text).filter(|text| !text.is_empty() && !self.decision && !has_two_numbers(text));
        [stands.map(as_it_stands).into_iter().collect(), self.rewritten()]
    }

    /// Whether it has the form of a symbol, whether or not there is such a roll call.
    pub(crate) fn is_symbol(&self) -> bool {
        let is_one = |form: &Form| form.text.parse::<Symbol>().is_ok() || form.text.parse::<u64>().is_ok();
        self.number.is_some() || self.forms().iter().flatten().any(is_one) || !Symbol::readings(&self.text).is_empty()
    }

    /// Whether it is said to be nothing but a number in the Digital Library.
    pub(super) fn is_number(&self) -> bool {
        self.number.is_some_and(|number| self.text.is_empty() || self.text.parse() == Ok(number))
    }

    /// Takes the words before and behind the symbol away, and what they say.
    fn listen(&mut self) {
        let text = take(&mut self.text);
        let text = text.split_once(" / adopted").map_or(text.as_str(), |(before, _)| before);
        // The Library writes the subject of a resolution behind it: `resolution 1441 (2002) [on ...]`. Any other text in
        // brackets may name a part of it, which has a vote of its own: `A/RES/80/4 [paragraph 3]`.
        let subject = text.split_once(" [").filter(|(before, subject)| {
            subject.starts_with("on ") || fold(before).starts_with("security council resolution")
        });
        let mut words: VecDeque<&str> = subject.map_or(text, |(before, _)| before).split_whitespace().collect();
        while words.front().is_some_and(|first| self.heard(first)) {
            words.pop_front();
        }
        if let Some((word, number)) = words.front().and_then(|first| without_prefix(first))
            && self.heard(word)
        {
            words[0] = number;
        }
        while let Some(last) = words.back() {
            let first = |count: usize| words.len().checked_sub(count);
            let behind = |first: usize| words.range(first..).copied().collect::<Vec<_>>().join(" ");
            let day = [3, 1].into_iter().filter_map(first).find_map(|first| Some((first, day_of(&behind(first))?)));
            if let Some((first, day)) = day {
                self.day = Some(day);
                words.truncate(first);
            } else if self.heard(last) {
                words.pop_back();
            } else {
                break;
            }
        }
        // `2334 of 2016`.
        if words.len() == 3 && ["of", "from", "in"].iter().any(|word| words[1].eq_ignore_ascii_case(word)) {
            words.remove(1);
        }
        let text = Vec::from(words).join(" ");
        without_marks(&text).clone_into(&mut self.text);
        if self.number == Some(0) {
            self.number = self.text.parse().ok();
        }
    }

    /// Whether a word is one that stands beside symbols; what it says is noted.
    fn heard(&mut self, word: &str) -> bool {
        let known = |word: &str| {
            let is_in = |(words, _): &&(&str, Said)| words.split_whitespace().any(|known| known == word);
            WORDS.iter().find(is_in).map(|(_, said)| *said)
        };
        let said: Option<Vec<Said>> = fold(word).split_whitespace().map(known).collect();
        for said in said.iter().flatten() {
            match said {
                Said::Nothing => {}
                Said::Of(body) => self.body = Some(*body),
                Said::Decision => self.decision = true,
                Said::Record => self.number = Some(0),
            }
        }
        said.is_some_and(|said| !said.is_empty())
    }

    /// The forms of symbols that its pieces make.
    fn rewritten(&self) -> Vec<Form> {
        let pieces = pieces(&self.text);
        let mut rest = pieces.as_slice();
        let organ = rest.first().filter(|first| ORGANS.contains(&first.as_str())).cloned();
        rest = &rest[usize::from(organ.is_some())..];
        let act = rest.first().filter(|first| matches!(first.as_str(), "RES" | "DEC")).cloned();
        rest = &rest[usize::from(act.is_some())..];
        // Resolutions of the other organs are never those of these two.
        let is_of_two = organ.as_deref().is_none_or(|organ| matches!(organ, "A" | "S"));
        let is_resolution = is_of_two
            && (act.is_some() || self.decision || organ.is_none() || rest.iter().any(|piece| piece.starts_with('(')));
        let of_organ = match organ.as_deref() {
            Some("A") => Some(Body::GeneralAssembly),
            Some("S") => Some(Body::SecurityCouncil),
            _ => None,
        };
        match Parts::of(rest).filter(|_| is_resolution) {
            Some(parts) => parts.forms(of_organ.or(self.body), self.decision || act.as_deref() == Some("DEC")),
            None if rest.is_empty() || act.is_some() => Vec::new(),
            None => {
                let text = organ.iter().chain(rest).map(String::as_str).collect::<Vec<_>>().join("/");
                vec![Form { text, ..Form::default() }]
            }
        }
    }
}

/// The text in plain letters, with one kind of dash, slash and space.
fn plain(typed: &str) -> String {
    let letter = |letter: char| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{2044}' | '\u{2215}' | '\\' => Some('/'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => None,
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(letter),
    };
    typed.nfkc().filter_map(letter).collect()
}

/// The text without quotes around, brackets around all of it, a full stop or comma behind, or a number sign before.
fn without_marks(text: &str) -> &str {
    let is_quote = |letter: char| "\"'`´“”„‟‘’‚‛«»‹›*".contains(letter);
    let is_stop = |letter: char| ".,;:!?。".contains(letter);
    let mut text = text;
    loop {
        let mut less = text.trim().trim_matches(is_quote).trim_end_matches(is_stop).trim_start_matches('#').trim();
        for (open, close) in [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')] {
            less = less.strip_prefix(open).and_then(|inside| inside.strip_suffix(close)).unwrap_or(less);
            less = less.strip_suffix(close).filter(|before| !before.contains(open)).unwrap_or(less);
        }
        if less == text {
            return text;
        }
        text = less;
    }
}

/// A word that is written together with the number behind it: `UNSCR1441`, `SC/RES/2774`.
fn without_prefix(word: &str) -> Option<(&str, &str)> {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (before, rest) = word.split_at_checked(letters)?;
    let is_number = rest.starts_with(|first: char| first.is_ascii_digit());
    let apart = rest.strip_prefix(['-', '/', '.', ':']);
    // An organ of its own is no word: `S/2025/112`.
    (before.len() > 1).then_some(())?;
    Some((before, if is_number { rest } else { apart? }))
}

/// The day that words name, such as `24 February 2025`.
fn day_of(words: &str) -> Option<Date> {
    let read = |form: &&str| Date::strptime(form, words).ok();
    let either_way = |forms: &[&str; 2]| match forms.each_ref().map(read) {
        [Some(day), Some(other)] => (day == other).then_some(day),
        [day, other] => day.or(other),
    };
    let day = DAYS.iter().find_map(read).or_else(|| EITHER_WAY.iter().find_map(either_way));
    day.filter(|day| day.year() > 1945)
}

/// Whether it is a number with a slash and nothing on the other side: half of a symbol, which is not the number alone.
fn is_open(text: &str) -> bool {
    let number = text.strip_suffix('/').or_else(|| text.strip_prefix('/'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|letter| letter.is_ascii_digit()))
}

/// Whether a space parts one number from another.
fn has_two_numbers(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    words.windows(2).any(|pair| digit(pair[0].chars().next_back()) && digit(pair[1].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text and what is asked of its body, day or number, as one line.
    fn read(typed: &str) -> String {
        let Written { text, body, number, day, decision } = Written::read(typed);
        let parts = [
            Some(text),
            body.map(|body| body.code().to_owned()),
            number.map(|number| format!("#{number}")),
            day.map(|day| day.to_string()),
            decision.then(|| "decision".to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }

    fn rewritten(typed: &str) -> Vec<String> {
        let told =
            |form: &Form| [Some(form.text.clone()), form.year.map(|year| year.to_string())].into_iter().flatten();
        Written::read(typed).rewritten().iter().map(|form| told(form).collect::<Vec<_>>().join(" in ")).collect()
    }

    #[test]
    fn words_marks_and_days_around_a_symbol_fall() {
        for (typed, left) in [
            ("\u{201c}A/RES/ES\u{2011}11/7\u{201d}.", "A/RES/ES-11/7"),
            ("(S/RES/2774(2025))", "S/RES/2774(2025)"),
            ("A/RES/377\u{a0}(V)", "A/RES/377 (V)"),
            ("UNSCR1441", "1441 | SC"),
            ("SC/RES/2774", "RES/2774 | SC"),
            ("G.A. Res. 80/4", "80/4 | GA"),
            ("r\u{e9}solution 2334 (2016) du Conseil de s\u{e9}curit\u{e9}", "2334 (2016) | SC"),
            ("Resolution 2334 des UN-Sicherheitsrates", "2334 | SC"),
            ("Security Council resolution 1441 (2002) [on disarmament of Iraq]", "1441 (2002) | SC"),
            ("A/RES/ES-11/7 of 24 February 2025", "A/RES/ES-11/7 | 2025-02-24"),
            ("resolution 80/4, adopted on October 29, 2025", "80/4 | 2025-10-29"),
            ("decision 80/506", "80/506 | decision"),
            ("record 4076672", "4076672 | #4076672"),
            ("24 February 2025", " | 2025-02-24"),
            ("Feb 24 2025", " | 2025-02-24"),
            ("24/2/2025", " | 2025-02-24"),
            ("02/24/2025", " | 2025-02-24"),
            ("24-2-2025", " | 2025-02-24"),
            ("80/4, 3/3/2025", "80/4 | 2025-03-03"),
            // 2 March or 3 February.
            ("2/3/2025", "2/3/2025"),
            ("resolution 2334 of 2016", "2334 2016"),
            // The vote on a part is another one.
            ("A/RES/80/4 [paragraph 3]", "A/RES/80/4 [paragraph 3]"),
            // No words of ours: nothing falls.
            ("return of Ukrainian children", "return of Ukrainian children"),
            ("A/RES/377 A (V)", "A/RES/377 A (V)"),
        ] {
            assert_eq!(read(typed), left, "{typed}");
        }
    }

    #[test]
    fn addresses_and_names_of_files_hold_a_symbol() {
        for (typed, left) in [
            ("https://digitallibrary.un.org/record/4076672?ln=en", " | #4076672"),
            ("digitallibrary.un.org/record/4076672/files/A_RES_ES-11_7-EN.pdf", "A/RES/ES-11/7 | #4076672"),
            ("https://undocs.org/A/RES/ES-11/7", "A/RES/ES-11/7"),
            ("docs.un.org/en/A/RES/80/4", "A/RES/80/4"),
            ("undocs.org/en/S/RES/2774(2025)", "S/RES/2774(2025)"),
            ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F80%2F4&Language=E", "A/RES/80/4"),
            ("http://www.un.org/en/ga/search/view_doc.asp?symbol=A/RES/71/5", "A/RES/71/5"),
            ("https://en.wikipedia.org/wiki/United_Nations_General_Assembly_Resolution_ES-11/1", "ES-11/1 | GA"),
            ("http://unscr.com/en/resolutions/doc/2334", "2334 | SC"),
            ("https://research.un.org/en/docs/ga/quick/regular/80", ""),
            ("A_RES_80_4-EN.pdf", "A/RES/80/4"),
            ("A_RES_80_4-EN (1).pdf", "A/RES/80/4"),
            ("C:\\Users\\me\\S_RES_2774_(2025)-FR.pdf", "S/RES/2774/(2025)"),
        ] {
            assert_eq!(read(typed), left, "{typed}");
        }
    }

    #[test]
    fn pieces_make_the_symbols_that_they_may_mean() {
        for (typed, forms) in [
            ("A RES 80 4", &["A/RES/80/4"][..]),
            ("A/RES80/4", &["A/RES/80/4"]),
            ("A-RES-ES-11-7", &["A/RES/ES-11/7"]),
            ("ES11/7", &["A/RES/ES-11/7"]),
            ("A/ES-11/L 10", &["A/ES-11/L.10"]),
            ("S/RES/2774/(2025)", &["S/RES/2774(2025)"]),
            ("S/2774 (2025)", &["S/RES/2774(2025)"]),
            ("1441/2002", &["S/RES/1441(2002)", "1441 in 2002"]),
            ("A/RES/2758", &["2758"]),
            ("2758 XXVI", &["A/RES/2758(XXVI)"]),
            ("217 A III", &["A/RES/217(III)[A]"]),
            ("377 A (V)", &["A/RES/377(V)[A]"]),
            ("34 93 F", &["A/RES/34/93F"]),
            ("A/RES/80/4 (2025)", &["A/RES/80/4 in 2025"]),
            ("decision 80/506", &["A/DEC/80/506"]),
            // Of two bodies, of two sessions, or of no session that has such numbers: nothing.
            ("UNSCR 80/4", &[]),
            ("E/RES/80/4", &[]),
            ("T/RES/80", &[]),
            ("A/RES/80/4/5", &[]),
            ("A/RES/5/377", &[]),
            ("A/RES/80/4 5", &[]),
        ] {
            assert_eq!(rewritten(typed), forms, "{typed}");
        }
    }
}
