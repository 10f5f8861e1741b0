//! Roll calls by topic: by the issue codes of Voeten's data where the record has them, else by subject headings, else by
//! agenda items.

use std::collections::BTreeMap;

use crate::record::{Issues, Record, RollCall, RollCallId, Text, Topic};

/// A topic with the roll calls about it; a roll call may be about several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfTopic {
    /// What it is called: the name of an issue, a subject heading, or words.
    pub name: String,
    /// Code of the issue; empty for other topics.
    pub code: &'static str,
    /// Its roll calls, in the order given.
    pub ids: Vec<RollCallId>,
}

/// The topics of these roll calls: the issues of Voeten's data, in their order, where any of them has one; else the most
/// frequent subject headings, the most frequent first; else the same of agenda items. Empty where the source has none of
/// them.
#[must_use]
pub fn of_source(record: &Record, ids: &[RollCallId], most: usize) -> Vec<OfTopic> {
    let issues = Issues::NAMES.iter().map(|(code, name)| {
        let ids = ids.iter().copied().filter(|id| record.roll_call(*id).issues.contains(code)).collect();
        OfTopic { name: (*name).to_owned(), code, ids }
    });
    let issues: Vec<OfTopic> = issues.filter(|topic| !topic.ids.is_empty()).collect();
    if !issues.is_empty() {
        return issues;
    }
    let subjects = by_text(record, ids, most, |roll_call| roll_call.subjects);
    if subjects.is_empty() { by_text(record, ids, most, |roll_call| roll_call.agenda) } else { subjects }
}

fn by_text(record: &Record, ids: &[RollCallId], most: usize, text: impl Fn(&RollCall) -> Text) -> Vec<OfTopic> {
    let mut by_heading: BTreeMap<&str, Vec<RollCallId>> = BTreeMap::new();
    for &id in ids {
        let mut headings: Vec<&str> = record.text(text(record.roll_call(id))).split('|').map(str::trim).collect();
        headings.sort_unstable();
        headings.dedup();
        for heading in headings.into_iter().filter(|heading| !heading.is_empty()) {
            by_heading.entry(heading).or_default().push(id);
        }
    }
    let topic = |(name, ids): (&str, Vec<RollCallId>)| OfTopic { name: name.to_owned(), code: "", ids };
    let mut topics: Vec<OfTopic> = by_heading.into_iter().map(topic).collect();
    // The sort is stable: headings of equal frequency stay in the order of the alphabet.
    topics.sort_by_key(|topic| std::cmp::Reverse(topic.ids.len()));
    topics.truncate(most);
    topics
}

/// These topics, as a person wrote them, each with its roll calls among these; also one without any.
#[must_use]
pub fn of_words(record: &Record, ids: &[RollCallId], written: &[String]) -> Vec<OfTopic> {
    let of = |written: &String| {
        let topic = Topic::new(written);
        let (name, code) = match &topic {
            Topic::Issue(code) => {
                let name = Issues::NAMES.iter().find(|(known, _)| known == code).map_or(*code, |(_, name)| *name);
                (name.to_owned(), *code)
            }
            Topic::Words(_) => (written.trim().to_owned(), ""),
        };
        let ids = ids.iter().copied().filter(|id| topic.fits(record, record.roll_call(*id))).collect();
        OfTopic { name, code, ids }
    };
    written.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Body, Members, RecordBuilder, Roll};

    fn record(rows: &[(&str, &str)]) -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (subjects, issue) in rows {
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.subjects = builder.text(subjects);
            roll_call.issues = Issues::default().with(issue).unwrap_or_default();
            builder.push(roll_call, Roll::default());
        }
        builder.finish()
    }

    fn counted(topics: &[OfTopic]) -> Vec<(&str, usize)> {
        topics.iter().map(|topic| (topic.name.as_str(), topic.ids.len())).collect()
    }

    #[test]
    fn subject_headings_stand_by_frequency_and_then_alphabet() {
        let record = record(&[("PEACE|CUBA", ""), ("CUBA|CUBA", ""), ("ARMS|PEACE", ""), ("CUBA", "")]);
        let ids: Vec<_> = record.ids().collect();
        assert_eq!(counted(&of_source(&record, &ids, 9)), [("CUBA", 3), ("PEACE", 2), ("ARMS", 1)]);
        assert_eq!(counted(&of_source(&record, &ids, 1)), [("CUBA", 3)]);
    }

    #[test]
    fn issues_go_before_headings_where_a_source_has_them() {
        let record = record(&[("PEACE", "hr"), ("PEACE", ""), ("PEACE", "me")]);
        let ids: Vec<_> = record.ids().collect();
        let topics = of_source(&record, &ids, 9);
        assert_eq!(counted(&topics), [("Palestinian conflict", 1), ("Human rights", 1)]);
        assert_eq!(
            counted(&of_words(&record, &ids, &["hr".into(), "peace".into()])),
            [("Human rights", 1), ("peace", 3)]
        );
    }

    #[test]
    fn a_source_without_both_has_no_topics() {
        let record = record(&[("", "")]);
        assert_eq!(of_source(&record, &record.ids().collect::<Vec<_>>(), 9), []);
    }
}
