//! Makes clap's value parsers from the words that the enums of the domain list ([`Words`]).

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::record::{Word, Words};

/// A value parser for an enum, like clap's own for a `ValueEnum`: help, completions and errors list its words.
///
/// `#[arg(long, value_parser = words::<Body>())] body: Option<Body>`; a default is written as it is typed:
/// `default_value = By::Year.typed()`.
pub(super) fn words<T: Words + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let value = |word: &Word<T>| PossibleValue::new(word.word).help(word.meaning).aliases(word.aliases);
    let values: Vec<PossibleValue> = T::WORDS.iter().map(value).collect();
    PossibleValuesParser::new(values).try_map(|typed| T::named(&typed).ok_or("it is not one of the words"))
}
