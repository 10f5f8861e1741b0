//! What was typed, as it is typed again in a command that is to read and select the same.

use std::path::PathBuf;

use super::options::{InputOptions, SelectionOptions};
use crate::record::Words as _;
use crate::report::words::quoted;

impl InputOptions {
    /// All options that name what was read and say how, each with a space before it.
    pub(super) fn typed_again(&self) -> String {
        let of = |flag: &str, value: &str| format!(" --{flag} {}", quoted(value));
        let path = |flag: &str, path: &PathBuf| of(flag, &path.to_string_lossy());
        let pairs: Vec<String> = self.roles.iter().map(|(role, column)| format!("{role}={column}")).collect();
        let files =
            self.data.iter().map(|data| path("data", data)).chain(self.store.iter().map(|one| path("store", one)));
        let roles = (!pairs.is_empty()).then(|| of("roles", &pairs.join(",")));
        let codes = self.codes.iter().map(|codes| of("codes", codes));
        let dates = self.dates.map(|order| of("dates", order.typed()));
        files.chain(roles).chain(codes).chain(dates).collect()
    }
}

impl SelectionOptions {
    /// All conditions, each with a space before it, as a shell takes them.
    pub(super) fn all_again(&self) -> String {
        let words =
            [("topic", &self.topic), ("subject", &self.subject), ("agenda", &self.agenda), ("where", &self.positions)];
        let none = Vec::new;
        let others = Self { topic: none(), subject: none(), agenda: none(), positions: none(), ..self.clone() };
        let words =
            words.into_iter().flat_map(|(flag, all)| all.iter().map(move |one| format!(" --{flag} {}", quoted(one))));
        others.typed().into_iter().map(|one| format!(" {one}")).chain(words).collect()
    }

    /// The same conditions at any time.
    pub(super) fn at_any_time(&self) -> Self {
        Self { session: Vec::new(), year: Vec::new(), from: None, to: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_typed_again_as_a_shell_takes_them() {
        let topic = vec!["Côte d'Ivoire".to_owned(), "peace".to_owned()];
        let all = SelectionOptions { topic, year: vec![2024..=2025], adopted: true, ..SelectionOptions::default() };
        let told = r" --year 2024-2025 --adopted --topic 'Côte d'\''Ivoire' --topic peace";
        assert_eq!(all.all_again(), told);
        assert_eq!(all.at_any_time().all_again(), told.replace(" --year 2024-2025", ""));
    }
}
