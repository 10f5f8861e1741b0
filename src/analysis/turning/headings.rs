//! What roll calls are about, as well as a source tells: issues, subject headings, those of an equal title, agenda items.

use std::collections::{BTreeMap, HashMap};

use crate::record::{Issues, Record, RollCallId, fold};

/// The topics of every roll call of a record.
///
/// Where a source has the issues of Voeten's data they are the topics. Else a roll call has its subject headings; without
/// any, those of the latest roll call with the same title but for numbers, since the latest votes have none yet; else its
/// agenda items, of which older votes have nothing more. Years behind a heading are left out.
#[derive(Clone, Debug)]
pub struct Headings {
    of: Vec<Vec<String>>,
}

impl Headings {
    /// The topics of a record.
    #[must_use]
    pub fn new(record: &Record) -> Self {
        if record.ids().any(|id| record.roll_call(id).issues != Issues::default()) {
            return Self { of: record.ids().map(|id| issues(record, id)).collect() };
        }
        let mut by_title: HashMap<String, (Option<crate::record::Date>, Vec<String>)> = HashMap::new();
        let own: Vec<Vec<String>> = record.ids().map(|id| subjects(record, id)).collect();
        for (id, headings) in record.ids().zip(&own).filter(|(_, headings)| !headings.is_empty()) {
            let day = record.roll_call(id).date;
            let known = by_title.entry(title(record, id)).or_default();
            if known.1.is_empty() || day >= known.0 {
                *known = (day, headings.clone());
            }
        }
        let of = |(id, own): (RollCallId, Vec<String>)| {
            if !own.is_empty() {
                return own;
            }
            by_title.get(&title(record, id)).map_or_else(|| agenda(record, id), |(_, headings)| headings.clone())
        };
        Self { of: record.ids().zip(own).map(of).collect() }
    }

    /// The topics of a roll call.
    #[must_use]
    pub fn of(&self, id: RollCallId) -> &[String] {
        self.of.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// These roll calls by topic, the topics by name.
    pub(super) fn by_topic(&self, ids: impl Iterator<Item = RollCallId>) -> BTreeMap<&str, Vec<RollCallId>> {
        let mut topics: BTreeMap<&str, Vec<RollCallId>> = BTreeMap::new();
        for id in ids {
            for heading in self.of(id) {
                topics.entry(heading).or_default().push(id);
            }
        }
        topics
    }
}

fn issues(record: &Record, id: RollCallId) -> Vec<String> {
    let name = |code: &str| Issues::NAMES.iter().find(|(known, _)| *known == code).map(|(_, name)| (*name).to_owned());
    record.roll_call(id).issues.codes().filter_map(name).collect()
}

fn subjects(record: &Record, id: RollCallId) -> Vec<String> {
    let headings = record.text(record.roll_call(id).subjects).split('|').map(without_year);
    distinct(headings)
}

/// Agenda items without the symbol and number of the agenda before them: `A/35/251 27 Question of Namibia.`
fn agenda(record: &Record, id: RollCallId) -> Vec<String> {
    let item = |item: &str| {
        let words = item
            .split_whitespace()
            .skip_while(|word| word.contains('/') || word.starts_with(|c: char| c.is_ascii_digit()));
        let words: Vec<&str> = words.collect();
        words.join(" ").trim_end_matches('.').to_owned()
    };
    distinct(record.text(record.roll_call(id).agenda).split('|').map(item))
}

fn distinct(headings: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = headings.filter(|heading| !heading.is_empty()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// `IAEA--REPORTS (2004)` and `2024. UN--BUDGET (2024)` without their years.
fn without_year(heading: &str) -> String {
    let is_year = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ' ');
    let heading = heading.trim_start_matches(is_year).trim_end();
    match heading.rsplit_once(" (") {
        Some((heading, bracket)) if bracket.starts_with(|c: char| c.is_ascii_digit()) => heading.to_owned(),
        _ => heading.to_owned(),
    }
}

/// A title without numbers, as questions are put again.
fn title(record: &Record, id: RollCallId) -> String {
    let folded = fold(record.text(record.roll_call(id).title));
    let words = folded.split(' ').filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Body, Members, RecordBuilder, Roll, RollCall};

    /// Title, subjects, agenda, issue.
    fn headings(rows: &[[&str; 4]]) -> Vec<Vec<String>> {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (day, [title, subjects, agenda, issue]) in (1..).zip(rows) {
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = crate::record::Date::new(2025, 1, day).ok();
            (roll_call.title, roll_call.subjects, roll_call.agenda) =
                (builder.text(title), builder.text(subjects), builder.text(agenda));
            roll_call.issues = Issues::default().with(issue).unwrap_or_default();
            builder.push(roll_call, Roll::default());
        }
        let record = builder.finish();
        let headings = Headings::new(&record);
        record.ids().map(|id| headings.of(id).to_vec()).collect()
    }

    #[test]
    fn a_roll_call_without_headings_has_those_of_its_title_and_else_its_agenda() {
        let told = headings(&[
            ["Report of 2004", "IAEA--REPORTS (2004)|2024. ATOMS", "", ""],
            ["Report of 2025", "", "A/60/251 84 Something else", ""],
            ["Namibia", "", "A/35/251 27 Question of Namibia.|A/35/251 27b Refugees", ""],
            ["Nothing", "", "", ""],
        ]);
        assert_eq!(told[0], ["ATOMS", "IAEA--REPORTS"]);
        assert_eq!(told[1], told[0]);
        assert_eq!(told[2], ["Question of Namibia", "Refugees"]);
        assert!(told[3].is_empty());
    }

    #[test]
    fn issues_are_the_topics_where_there_are_any() {
        let told = headings(&[["", "ATOMS", "", "hr"], ["", "ATOMS", "", ""]]);
        assert_eq!(told, [vec!["Human rights".to_owned()], vec![]]);
    }
}
