//! How to cite what figures come from: the sources of a record, and the program.

use super::words::{self, day};
use super::{Block, Layout, Names, Report, Section, Spec};
use crate::record::{Date, Origin, Record};

/// A source that is known: what its format is called, and how it is cited.
struct Known {
    /// How the name of its format begins, or what its terms ask for where other tables share the format.
    format: &'static str,
    key: &'static str,
    author: &'static str,
    title: &'static str,
    year: &'static str,
    publisher: &'static str,
    address: &'static str,
}

const LIBRARY: &str = "United Nations Dag Hammarskjöld Library";
const UNDL: &str = "UN Digital Library";

/// The data sets that are read, as their keepers ask to be cited.
const KNOWN: &[Known] = &[
    Known::library(
        "UN Digital Library, General Assembly voting data",
        "undl_ga",
        "General Assembly Voting Data",
        "4060887",
    ),
    Known::library(
        "UN Digital Library, Security Council voting data",
        "undl_sc",
        "Security Council Voting Data",
        "4055387",
    ),
    Known::library(
        "UN Digital Library, General Assembly resolutions",
        "undl_resolutions",
        "General Assembly Resolutions",
        "4060945",
    ),
    Known::library("UN Digital Library, member state names", "undl_names", "Member State Names", "4082085"),
    Known::library("UN Digital Library, voting records", "undl_records", "Voting Records", ""),
    Known::library("list of vetoes in the Security Council", "undl_vetoes", "Security Council: List of Vetoes", ""),
    Known {
        format: "Erik Voeten's roll-call data",
        key: "voeten",
        author: "Erik Voeten and Anton Strezhnev and Michael Bailey",
        title: "United Nations General Assembly Voting Data",
        year: "2009",
        publisher: "Harvard Dataverse",
        address: "https://doi.org/10.7910/DVN/LEJUQZ",
    },
    Known {
        format: "R package unvotes",
        key: "unvotes",
        author: "David Robinson",
        title: "unvotes: United Nations General Assembly Voting Data",
        year: "",
        publisher: "R package, made of Erik Voeten's data (https://doi.org/10.7910/DVN/LEJUQZ)",
        address: "https://CRAN.R-project.org/package=unvotes",
    },
    Known {
        format: "DPPA, Security Council vetoes",
        key: "dppa_vetoes",
        author: "United Nations Department of Political and Peacebuilding Affairs",
        title: "Security Council Vetoes since 1946",
        year: "",
        publisher: "Humanitarian Data Exchange",
        address: "https://data.humdata.org/dataset/f67cf146-1cda-44e3-b468-2b086d85cb5a",
    },
    Known {
        format: "Sciences Po, UN Security Council votes",
        key: "sciences_po",
        author: "Benoît Martin",
        title: "UNSC votes since 1946 Database",
        year: "2026",
        publisher: "data.sciencespo, Atelier de cartographie de Sciences Po / GRAM",
        address: "https://doi.org/10.21410/7E4/Z0KECE",
    },
    Known {
        format: "cite: UNGA-DM",
        key: "unga_dm",
        author: "",
        title: "UNGA-DM, United Nations General Assembly decisions",
        year: "",
        publisher: "University of Geneva",
        address: "https://unvotes.unige.ch",
    },
];

impl Known {
    const fn library(format: &'static str, key: &'static str, title: &'static str, record: &'static str) -> Self {
        let address = if record.is_empty() { "https://digitallibrary.un.org" } else { record };
        Self { format, key, author: LIBRARY, title, year: "", publisher: UNDL, address }
    }
}

/// A data set or a program, as it is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reference {
    /// What a text calls it: `undl_ga`.
    pub key: String,
    /// Its authors, with `and` between them, as BibTeX has them; empty where they are not known.
    pub author: &'static str,
    /// Its title.
    pub title: String,
    /// Its year, where it is known.
    pub year: &'static str,
    /// Who publishes it; of a program what it is.
    pub publisher: String,
    /// Where it is.
    pub address: String,
    /// Which file and edition it was, and which votes are in it.
    pub edition: String,
    /// Its terms of use.
    pub terms: String,
    /// The day on which it came, where that is known.
    pub accessed: Option<Date>,
}

/// The report of how to cite a record; `accessed` tells of a source the day on which it came.
pub(crate) fn report(record: &Record, accessed: impl Fn(&Origin) -> Option<Date>) -> Report<'_> {
    let part = |place: usize| {
        let ids = record.ids().filter(move |id| record.roll_call(*id).sources >> place & 1 == 1);
        record.days(ids)
    };
    let origins = record.origins().iter().enumerate();
    let all = references(origins.map(|(place, origin)| (origin, part(place), accessed(origin))));
    let lacks_day = all.iter().any(|one| one.accessed.is_none() && !one.address.is_empty());
    let told = all.iter().map(|one| Block::Text(one.text())).collect::<Vec<_>>();
    let table = layout().block(Names::without_record(), all);
    let blocks = told.into_iter().chain([table]).collect();
    let mut report = Report::of(Section { title: "To be cited".to_owned(), blocks, ..Section::default() });
    for origin in record.origins().iter().filter(|origin| !origin.terms.is_empty()) {
        Report::once(&mut report.notes, format!("Terms: {}", origin.terms));
    }
    if lacks_day {
        report.note(
            "Add the day on which you got a file: it is known only of what `unvote data add` put into the store.",
        );
    }
    report.next.push("unvote data cite --format bibtex".to_owned());
    report
}

pub(super) fn layout<'q>() -> Layout<'q, Reference> {
    const KEY: Spec = Spec::code("key", "", "What BibTeX calls it.");
    const AUTHOR: Spec = Spec::text("author", "Its authors, joined by `and`; empty where they are not known.");
    const TITLE: Spec = Spec::text("title", "Its title.");
    const PUBLISHER: Spec = Spec::text("publisher", "Who publishes it; of a program its version.");
    const ADDRESS: Spec = Spec::code("address", "", "Where it is.");
    const EDITION: Spec = Spec::text("edition", "Which file and edition it was, and the days of its votes.");
    const TERMS: Spec = Spec::text("terms", "Terms of use.");
    const ACCESSED: Spec =
        Spec::day("accessed", "The day on which it was added to the store; empty where it is not known.");
    const CITATION: Spec = Spec::text("citation", "All of it in a sentence of a list.");
    const BIBTEX: Spec = Spec::text("bibtex", "The entry for BibTeX.");
    Layout::for_machines("references", "a source or the program")
        .when("with data cite")
        .machines(KEY, |row: &Reference, _| row.key.as_str().into())
        .machines(AUTHOR, |row, _| row.author.into())
        .machines(TITLE, |row, _| row.title.as_str().into())
        .machines(PUBLISHER, |row, _| row.publisher.as_str().into())
        .machines(ADDRESS, |row, _| row.address.as_str().into())
        .machines(EDITION, |row, _| row.edition.as_str().into())
        .machines(TERMS, |row, _| row.terms.as_str().into())
        .machines(ACCESSED, |row, _| row.accessed.into())
        .machines(CITATION, |row, _| row.text().into())
        .machines(BIBTEX, |row, _| row.bibtex().into())
}

/// The references of these sources, each with the days of its votes and the day on which it came, and of the program.
pub(crate) fn references<'o>(
    origins: impl IntoIterator<Item = (&'o Origin, Option<(Date, Date)>, Option<Date>)>,
) -> Vec<Reference> {
    let mut all: Vec<Reference> = Vec::new();
    for (origin, span, accessed) in origins {
        let mut one = Reference { accessed, ..reference(origin, span) };
        let same = all.iter().filter(|other| other.key == one.key || other.key.starts_with(&format!("{}_", one.key)));
        match same.count() {
            0 => {}
            before => one.key = format!("{}_{}", one.key, before + 1),
        }
        all.push(one);
    }
    all.push(program());
    all
}

fn reference(origin: &Origin, span: Option<(Date, Date)>) -> Reference {
    let known =
        KNOWN.iter().find(|known| [&origin.format, &origin.terms].iter().any(|one| one.starts_with(known.format)));
    let is_embedded = origin.name == "the embedded record";
    let file = if is_embedded { "in the record that unvote holds".to_owned() } else { format!("file {}", origin.name) };
    let span = span.map(|(first, last)| {
        if first == last {
            format!("a vote of {}", day(first))
        } else {
            format!("votes of {} to {}", day(first), day(last))
        }
    });
    let edition = [Some(file), Some(origin.edition.clone()).filter(|edition| !edition.is_empty()), span];
    let edition = edition.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let terms = origin.terms.clone();
    let Some(known) = known else {
        let title = if is_embedded { origin.format.clone() } else { origin.name.clone() };
        let publisher = if is_embedded { String::new() } else { words::capitalized(&origin.format) };
        return Reference { key: key(&title), title, publisher, edition, terms, ..Reference::default() };
    };
    Reference {
        key: known.key.to_owned(),
        author: known.author,
        title: known.title.to_owned(),
        year: known.year,
        publisher: known.publisher.to_owned(),
        address: if known.address.starts_with("http") {
            known.address.to_owned()
        } else {
            format!("https://digitallibrary.un.org/record/{}", known.address)
        },
        edition,
        terms,
        accessed: None,
    }
}

/// This program.
fn program() -> Reference {
    Reference {
        key: "unvote".to_owned(),
        author: "The unvote authors",
        title: format!("unvote: {}", env!("CARGO_PKG_DESCRIPTION")),
        publisher: format!("computer program, version {}", env!("CARGO_PKG_VERSION")),
        terms: env!("CARGO_PKG_LICENSE").to_owned(),
        ..Reference::default()
    }
}

/// A key that BibTeX takes: the first words of a title.
fn key(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.take(4).collect::<Vec<_>>().join("_").to_lowercase();
    if key.is_empty() { "source".to_owned() } else { key }
}

impl Reference {
    /// The reference as a sentence of a list.
    pub(crate) fn text(&self) -> String {
        let author = self.author.replace(" and ", ", ");
        let year = if self.year.is_empty() { String::new() } else { format!("({})", self.year) };
        let by = [author, year].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let accessed = self.accessed.map_or_else(String::new, |on| format!("Accessed {}", day(on)));
        let [publisher, edition] = [&self.publisher, &self.edition].map(|part| words::capitalized(part));
        let parts = [by, self.title.clone(), publisher, edition, self.address.clone(), accessed];
        format!("{}.", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". "))
    }

    /// The reference as an entry of BibTeX: `@misc`, which every style knows.
    pub(crate) fn bibtex(&self) -> String {
        let accessed = self.accessed.map_or_else(String::new, |on| on.to_string());
        // An author in a second pair of braces is no person with a first and a last name.
        let is_of_persons = self.author.contains(" and ") || self.author.split(' ').count() == 2;
        let author = if is_of_persons || self.author.is_empty() {
            escaped(self.author)
        } else {
            format!("{{{}}}", escaped(self.author))
        };
        let fields = [
            ("author", author),
            ("title", format!("{{{}}}", escaped(&self.title))),
            ("year", self.year.to_owned()),
            ("howpublished", escaped(&self.publisher)),
            ("url", self.address.clone()),
            ("urldate", accessed),
            ("note", escaped(&self.edition)),
        ];
        let fields =
            fields.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("  {name} = {{{value}}}"));
        format!("@misc{{{},\n{}\n}}", self.key, fields.collect::<Vec<_>>().join(",\n"))
    }
}

/// Text without what TeX would take for a command.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', letter]),
            '{' | '}' | '\\' | '~' | '^' | '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(name: &str, format: &str) -> Origin {
        Origin { name: name.to_owned(), format: format.to_owned(), ..Origin::default() }
    }

    #[test]
    fn a_known_source_is_cited_as_its_keepers_ask_with_the_file_and_its_days() {
        let ga = origin("2026_02_06_ga_voting.csv", "UN Digital Library, General Assembly voting data");
        let span = Some((Date::constant(1946, 1, 26), Date::constant(2025, 12, 30)));
        let all = references([(&ga, span, Some(Date::constant(2026, 2, 7)))]);
        assert_eq!(
            all[0].text(),
            "United Nations Dag Hammarskjöld Library. General Assembly Voting Data. UN Digital Library. File \
             2026_02_06_ga_voting.csv, votes of 26 January 1946 to 30 December 2025. \
             https://digitallibrary.un.org/record/4060887. Accessed 7 February 2026."
        );
        assert_eq!(all[0].key, "undl_ga");
        assert_eq!(all[1].key, "unvote");
    }

    #[test]
    fn persons_are_no_institution_and_what_tex_would_take_for_a_command_is_told() {
        let voeten = origin("UN_Votes & more.csv", "Erik Voeten's roll-call data (Harvard Dataverse)");
        let own = origin("my {votes} 100%.csv", "long table, one row a vote");
        let all = references([(&voeten, None, None), (&own, None, None), (&own, None, None)]);
        let bibtex: Vec<String> = all.iter().map(Reference::bibtex).collect();
        assert!(bibtex[0].contains("author = {Erik Voeten and Anton Strezhnev and Michael Bailey}"), "{}", bibtex[0]);
        assert!(bibtex[0].contains(r"note = {file UN\_Votes \& more.csv}"), "{}", bibtex[0]);
        assert!(bibtex[1].starts_with("@misc{my_votes_100_csv,\n  title = {{my  votes  100\\%.csv}}"), "{}", bibtex[1]);
        assert!(bibtex[2].starts_with("@misc{my_votes_100_csv_2,"), "{}", bibtex[2]);
        assert!(bibtex[3].contains("author = {{The unvote authors}}"), "{}", bibtex[3]);
        let braces = |text: &String| text.matches('{').count() == text.matches('}').count();
        assert!(bibtex.iter().all(braces));
    }
}
