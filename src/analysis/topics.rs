//! What roll calls are about, as far as their source says, or as a person wrote it. It is decided nowhere else;
//! `docs/agreement.md` has the rule in words.

use crate::members::order::{InOrder as _, distinct};
use std::collections::HashMap;

use super::grouped::grouped;
use crate::members::fold;
use crate::record::{Issues, Record, RollCallId, Text, Topic};

/// A topic with the roll calls about it; a roll call may be about several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfTopic {
    /// The name of the topic: that of an issue, a subject heading, an agenda item, or words.
    pub name: String,
    /// The roll calls about it, in the order given.
    pub ids: Vec<RollCallId>,
}

/// The topics of the roll calls of a record.
///
/// Where the source has the issues of Voeten's data they are the topics. Else a roll call has its subject headings;
/// without any, those of the latest roll call with the same title but for numbers, since the latest votes have none
/// yet; else its agenda items, of which older votes have nothing more. Years in a heading are left out.
#[derive(Clone, Debug)]
pub struct Topics {
    of: Vec<Vec<String>>,
}

impl Topics {
    /// The topics of these roll calls of a record: issues, where any of them has one. Headings are borrowed from all roll
    /// calls of the record; those that are not asked for have no topics here.
    pub fn new(record: &Record, ids: impl Iterator<Item = RollCallId>) -> Self {
        let (ids, mut of) = (distinct(ids), vec![Vec::new(); record.ids().count()]);
        if ids.iter().any(|id| record.roll_call(*id).issues != Issues::default()) {
            for id in ids {
                of[id.index()] = record.roll_call(id).issues.codes().filter_map(issue).map(str::to_owned).collect();
            }
            return Self { of };
        }
        let subject = |heading: &str| without_year(whole(heading)).to_owned();
        let subjects = |id| parts(record, record.roll_call(id).subjects, subject);
        for id in &ids {
            of[id.index()] = subjects(*id);
        }
        // Titles are taken apart only where a roll call has no headings of its own: of all they take longer than the rest.
        let bare: Vec<RollCallId> = ids.into_iter().filter(|id| of[id.index()].is_empty()).collect();
        let mut latest: HashMap<String, Option<RollCallId>> =
            bare.iter().map(|id| (title(record, *id), None)).collect();
        for id in record.ids().filter(|id| !bare.is_empty() && !subjects(*id).is_empty()) {
            if let Some(known) = latest.get_mut(&title(record, id))
                && known.is_none_or(|known| record.in_time(id) >= record.in_time(known))
            {
                *known = Some(id);
            }
        }
        for id in bare {
            let like = latest.get(&title(record, id)).copied().flatten();
            of[id.index()] = like.map_or_else(|| agenda(record, id), subjects);
        }
        Self { of }
    }

    /// The topics of a roll call; empty where its source has none.
    pub fn of(&self, id: RollCallId) -> &[String] {
        self.of.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// These roll calls by topic, the topics by name.
    pub fn by_name(&self, ids: impl Iterator<Item = RollCallId>) -> Vec<(&str, Vec<RollCallId>)> {
        grouped(ids, |id| self.of(id).iter().map(String::as_str))
    }

    /// The topics of these roll calls, those with the most of them first; those with equally many by name.
    pub fn most_frequent(&self, ids: &[RollCallId]) -> Vec<OfTopic> {
        let topic = |(name, ids): (&str, Vec<RollCallId>)| OfTopic { name: name.to_owned(), ids };
        let mut topics: Vec<OfTopic> = self.by_name(ids.iter().copied()).into_iter().map(topic).collect();
        // The sort is stable: topics of equal frequency stay in the order of the alphabet.
        topics.in_order_of(|topic| std::cmp::Reverse(topic.ids.len()));
        topics
    }
}

/// The topic that a person wrote, with those of these roll calls that are about it.
pub fn about(record: &Record, ids: &[RollCallId], written: &str) -> OfTopic {
    let topic = Topic::new(written);
    let name = if let Topic::Issue(code) = &topic { issue(code).unwrap_or(code) } else { written.trim() }.to_owned();
    let ids = ids.iter().copied().filter(|id| topic.fits(record, record.roll_call(*id))).collect();
    OfTopic { name, ids }
}

/// The name of an issue.
fn issue(code: &str) -> Option<&'static str> {
    Issues::NAMES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// Agenda items without the symbol and number of the agenda before them: `A/35/251 27 Question of Namibia.`
fn agenda(record: &Record, id: RollCallId) -> Vec<String> {
    let is_number = |word: &&str| word.contains('/') || word.starts_with(|c: char| c.is_ascii_digit());
    let item = |item: &str| {
        let words: Vec<&str> = item.split_whitespace().skip_while(is_number).collect();
        words.join(" ").trim_end_matches('.').to_owned()
    };
    parts(record, record.roll_call(id).agenda, item)
}

/// The parts of a text, each once and by name.
fn parts(record: &Record, text: Text, part: impl Fn(&str) -> String) -> Vec<String> {
    let parts = record.text(text).split('|').map(|one| part(one.trim()));
    distinct(parts.filter(|part| !part.is_empty()))
}

/// A heading without the end of a bracket that opens before it: the voting data of the UN Digital Library tears a few
/// in two, as `UN. GENERAL ASSEMBLY (80TH SESS. : 2025-2026)--AGENDA` before the years.
fn whole(heading: &str) -> &str {
    match heading.split_once(')') {
        Some((torn, rest)) if !torn.contains('(') => rest.trim_start_matches(['-', '.', ' ']),
        _ => heading,
    }
}

/// `IAEA--REPORTS (2004)` and `2024-2025. UN--BUDGET (2024-2025)` without their years.
fn without_year(heading: &str) -> &str {
    let is_year = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    let heading = match heading.split_once(". ") {
        Some((year, heading)) if is_year(year) => heading,
        _ => heading,
    };
    match heading.rsplit_once(" (") {
        Some((heading, bracket)) if bracket.strip_suffix(')').is_some_and(is_year) => heading,
        _ => heading,
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
    use crate::record::RollCall;
    use crate::{
        members::Members,
        record::{Body, Date, RecordBuilder, Roll},
    };

    /// Title, subjects, agenda, issue of each roll call.
    fn record(rows: &[[&str; 4]]) -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (day, [title, subjects, agenda, issue]) in (1..).zip(rows) {
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = Date::new(2025, 1, day).ok();
            (roll_call.title, roll_call.subjects, roll_call.agenda) =
                (builder.text(title), builder.text(subjects), builder.text(agenda));
            roll_call.issues = Issues::default().with(issue).unwrap_or_default();
            builder.push(roll_call, Roll::default());
        }
        builder.finish()
    }

    /// The topics of each roll call.
    fn told(rows: &[[&str; 4]]) -> Vec<Vec<String>> {
        let record = record(rows);
        let topics = Topics::new(&record, record.ids());
        record.ids().map(|id| topics.of(id).to_vec()).collect()
    }

    fn counted(topics: &[OfTopic]) -> Vec<(&str, usize)> {
        topics.iter().map(|topic| (topic.name.as_str(), topic.ids.len())).collect()
    }

    #[test]
    fn a_roll_call_without_headings_has_those_of_its_title_and_else_its_agenda() {
        let told = told(&[
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
    fn only_a_year_is_left_out_of_a_heading() {
        // As the UN Digital Library's voting data has them.
        for (heading, expected) in [
            ("1982-1983. UN--BUDGET (1982-1983)", "UN--BUDGET"),
            ("21. 2030 AGENDA--PROGRAMME IMPLEMENTATION", "2030 AGENDA--PROGRAMME IMPLEMENTATION"),
            ("NUCLEAR TEST BANS--TREATIES (DRAFT)", "NUCLEAR TEST BANS--TREATIES (DRAFT)"),
            ("TREATY (1967)--ADDITIONAL PROTOCOL I", "TREATY (1967)--ADDITIONAL PROTOCOL I"),
            ("2025-2026)--AGENDA", "AGENDA"),
            ("NEW YORK)", ""),
        ] {
            assert_eq!(without_year(whole(heading)), expected);
        }
    }

    #[test]
    fn headings_stand_by_frequency_and_then_alphabet() {
        let headings = ["PEACE|CUBA", "CUBA|CUBA", "ARMS|PEACE (2025)", "CUBA"];
        let record = record(&headings.map(|headings| ["", headings, "", ""]));
        let (ids, topics): (Vec<_>, _) = (record.ids().collect(), Topics::new(&record, record.ids()));
        assert_eq!(counted(&topics.most_frequent(&ids)), [("CUBA", 3), ("PEACE", 2), ("ARMS", 1)]);
    }

    #[test]
    fn issues_are_the_topics_where_any_of_the_roll_calls_has_one() {
        let rows = [["", "PEACE", "", "hr"], ["", "PEACE", "", ""]];
        assert_eq!(told(&rows), [vec!["Human rights".to_owned()], vec![]]);
        let record = record(&rows);
        let topics = Topics::new(&record, record.ids().skip(1));
        assert!(record.ids().skip(1).all(|id| topics.of(id) == ["PEACE"]));
    }

    #[test]
    fn topics_as_a_person_wrote_them_are_words_or_codes_of_issues() {
        let record = record(&[["", "PEACE", "", "hr"], ["Peace in our time", "", "", ""]]);
        let ids: Vec<_> = record.ids().collect();
        let written = ["hr", " peace ", "war"].map(str::to_owned);
        assert_eq!(
            counted(&written.map(|topic| about(&record, &ids, &topic))),
            [("Human rights", 1), ("peace", 2), ("war", 0)]
        );
    }
}
