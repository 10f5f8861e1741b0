//! Makes clap's value parsers from the words that the enums of the domain list ([`Words`]).

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::members::suggest::nearest;
use crate::record::{Word, Words};

/// A value parser for an enum, like clap's own for a `ValueEnum`: help, completions and errors list its words.
///
/// `#[arg(long, value_parser = words::<Body>())] body: Option<Body>`; a default is written as it is typed:
/// `default_value = By::Year.typed()`.
pub(super) fn words<T: Words + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let value = |word: &Word<T>| PossibleValue::new(word.word).help(word.meaning).aliases(word.aliases);
    Known { named: T::named, values: T::WORDS.iter().map(value).collect() }
}

/// A value parser for what is known by a name: these values, of which `named` finds the one that was typed.
pub(super) fn known<T: Clone + Send + Sync + 'static>(
    named: fn(&str) -> Option<T>, values: Vec<PossibleValue>,
) -> impl TypedValueParser<Value = T> {
    Known { named, values }
}

#[derive(Clone)]
struct Known<T> {
    named: fn(&str) -> Option<T>,
    values: Vec<PossibleValue>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Known<T> {
    type Value = T;

    fn parse_ref(
        &self, command: &clap::Command, argument: Option<&clap::Arg>, typed: &OsStr,
    ) -> Result<T, clap::Error> {
        let typed = typed.to_string_lossy();
        (self.named)(&typed).ok_or_else(|| refused(&self.values, &typed, argument).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values.iter().cloned()))
    }
}

/// The error for a word that means none of the values; those that are nearest to it stand first.
fn refused(values: &[PossibleValue], typed: &str, argument: Option<&clap::Arg>) -> clap::Error {
    let shown = values.iter().filter(|value| !value.is_hide_set());
    let all = || shown.clone().flat_map(PossibleValue::get_name_and_aliases);
    // An alias that is near stands for its word.
    let word = |near: &String| shown.clone().find(|value| value.matches(near, true)).map(PossibleValue::get_name);
    let near = nearest(typed, all());
    let mut words: Vec<String> = Vec::new();
    for word in near.iter().filter_map(word).chain(shown.clone().map(PossibleValue::get_name)) {
        if !words.iter().any(|other| other == word) {
            words.push(word.to_owned());
        }
    }
    let mut error = clap::Error::new(ErrorKind::InvalidValue);
    let argument = argument.map_or_else(|| "...".to_owned(), ToString::to_string);
    error.insert(ContextKind::InvalidArg, ContextValue::String(argument));
    error.insert(ContextKind::InvalidValue, ContextValue::String(typed.to_owned()));
    if !near.is_empty() {
        error.insert(ContextKind::SuggestedValue, ContextValue::String(words[0].clone()));
    }
    error.insert(ContextKind::ValidValue, ContextValue::Strings(words));
    error
}
