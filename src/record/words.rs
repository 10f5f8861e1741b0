//! The words by which the values of an enum are typed. The domain's enums list theirs, and whoever reads arguments
//! makes its own values of the list, so that this room does without a parser of command lines.

/// One value of an enum, as it is typed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Word<T: Copy> {
    /// The value.
    pub value: T,
    /// The word that is shown.
    pub word: &'static str,
    /// Other words that mean the same, not shown.
    pub aliases: &'static [&'static str],
    /// The meaning, as help texts tell it: a phrase without a full stop.
    pub meaning: &'static str,
}

impl<T: Copy> Word<T> {
    /// A value with its word and its meaning; no other word means it.
    pub const fn new(value: T, word: &'static str, meaning: &'static str) -> Self {
        Self { value, word, aliases: &[], meaning }
    }

    /// The same with other words that mean it.
    #[must_use]
    pub const fn or(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }
}

/// An enum whose values can be typed.
///
/// To make an argument of such an enum, list its words here, derive `Default` where there is a default, and give the
/// argument the value parser of the command line (`cli::words::words`):
///
/// ```
/// use unvote::record::{Matter, Word, Words};
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// enum By {
///     Year,
///     Topic,
/// }
///
/// impl Words for By {
///     const WORDS: &'static [Word<Self>] =
///         &[Word::new(Self::Year, "year", "Calendar years"), Word::new(Self::Topic, "topic", "Topics")];
/// }
///
/// assert_eq!(By::named("Topic"), Some(By::Topic));
/// assert_eq!(By::Year.typed(), "year");
/// assert_eq!(Matter::named("amendment"), Some(Matter::Amendment));
/// ```
pub trait Words: Copy + PartialEq + 'static {
    /// Every value, in the order in which help texts list them.
    const WORDS: &'static [Word<Self>];

    /// The value that a word means, whatever its case and whether hyphens, underscores or blanks join its parts.
    fn named(text: &str) -> Option<Self> {
        let typed = text.trim().to_lowercase().replace(['_', ' '], "-");
        let means = |word: &&Word<Self>| word.word == typed || word.aliases.contains(&typed.as_str());
        Self::WORDS.iter().find(means).map(|word| word.value)
    }

    /// The word of a value.
    fn typed(self) -> &'static str {
        Self::WORDS.iter().find(|word| word.value == self).map_or("", |word| word.word)
    }
}
