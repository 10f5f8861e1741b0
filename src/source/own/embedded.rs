//! The record that is compiled in, which answers when no data is named. Its files are in `data/record`, where they can
//! be read and corrected by hand.

use std::sync::Arc;

use super::{filling::Filling, json};
use crate::members::Members;
use crate::source::format::{Ledger, SourceError};
use crate::source::loading::{Answered, Loaded};

/// The files, by topic.
const FILES: [(&str, &str); 5] = [
    ("ukraine.json", include_str!("../../../data/record/ukraine.json")),
    ("security-council.json", include_str!("../../../data/record/security-council.json")),
    ("palestine.json", include_str!("../../../data/record/palestine.json")),
    ("crimea.json", include_str!("../../../data/record/crimea.json")),
    ("cuba.json", include_str!("../../../data/record/cuba.json")),
];

/// Loads the record that is compiled in.
pub fn embedded() -> Result<Loaded, SourceError> {
    let mut ledger = Ledger::default();
    let mut filling = Filling::new(&Arc::new(Members::embedded()), &mut ledger);
    for (name, text) in FILES {
        json::file(&mut filling, name, text.as_bytes())?;
    }
    let record = filling.finish()?;
    Ok(Loaded { record, ledger, answered: Answered::Embedded })
}

/// The CRC-32 of the embedded record, by which a store finds out whether it holds the same one.
pub(crate) fn checksum() -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for (name, text) in FILES {
        hasher.update(name.as_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Body, Date, Found, Outcome, Record, RollCallId, Tally, Vote};
    use crate::source::{Kind, own::write_json};

    fn record() -> Record {
        let loaded = embedded().expect("the embedded record loads");
        assert_eq!(loaded.ledger.entries(), &[], "nothing in it is in doubt");
        loaded.record
    }

    fn one(record: &Record, symbol: &str) -> RollCallId {
        match record.find(symbol) {
            Found::RollCalls(ids) => ids[ids.len() - 1],
            _ => panic!("{symbol} is not there"),
        }
    }

    fn names(record: &Record, symbol: &str, vote: Vote) -> Vec<&'static str> {
        let members = record.roll(one(record, symbol)).cast(vote);
        members.iter().map(|member| record.members().get(member).name).collect()
    }

    #[test]
    fn every_roll_adds_up_to_its_official_tally() {
        let record = record();
        let mut complete = 0;
        for id in record.ids() {
            let (roll, stated) = (record.roll(id), record.roll_call(id).stated);
            if !roll.known().is_empty() && roll.not_known.is_empty() {
                assert!(
                    stated.yes.and(stated.no).and(stated.abstain).and(stated.non_voting).is_some(),
                    "{}",
                    record.symbol(id)
                );
                assert!(!stated.differs_from(roll.tally()), "{}: {}", record.symbol(id), roll.tally());
                complete += 1;
            }
        }
        assert_eq!(complete, 69);
    }

    #[test]
    fn every_member_of_the_day_is_accounted_for() {
        let record = record();
        let members = record.members();
        for id in record.ids() {
            let (roll, roll_call) = (record.roll(id), record.roll_call(id));
            if roll.members().is_empty() {
                continue;
            }
            match (roll_call.body, roll_call.date) {
                (Body::GeneralAssembly, Some(date)) => {
                    let seated = members.seated(date);
                    let codes = |set: crate::members::MemberSet| -> Vec<_> {
                        set.iter().map(|member| members.get(member).code).collect()
                    };
                    let (missing, foreign) = (codes(seated - roll.members()), codes(roll.members() - seated));
                    assert_eq!((missing, foreign), (vec![], vec![]), "{}", record.symbol(id));
                }
                _ => assert_eq!(roll.members().len(), 15, "{}", record.symbol(id)),
            }
        }
    }

    #[test]
    fn resolution_es_11_7_is_as_the_assembly_voted() {
        let record = record();
        let id = one(&record, "A/ES-11/L.10");
        assert_eq!(record.symbol(id), "A/RES/ES-11/7");
        assert_eq!(record.tally(id), Some(Tally { yes: 93, no: 18, abstain: 65, non_voting: 17 }));
        // The list of the Digital Library, record 4076672.
        let against = [
            "BDI", "BFA", "BLR", "CAF", "ERI", "GNQ", "HTI", "HUN", "ISR", "MHL", "MLI", "NER", "NIC", "PLW", "PRK",
            "RUS", "SDN", "USA",
        ];
        let codes: Vec<_> = record.roll(id).no.iter().map(|member| record.members().get(member).code).collect();
        assert_eq!(codes, against);
        assert_eq!(record.roll_call(id).undl_id, Some(4_076_672));
    }

    #[test]
    fn the_united_states_abstained_on_its_own_text_as_amended() {
        let record = record();
        let Found::RollCalls(ids) = record.find("A/ES-11/L.11") else { panic!("A/ES-11/L.11 is not there") };
        // Three European amendments adopted, a Russian one rejected 31-71-59, then the text as a whole.
        let outcomes: Vec<_> = ids.iter().map(|id| record.outcome(*id)).collect();
        let adopted = Some(Outcome::Adopted);
        assert_eq!(outcomes, [adopted, adopted, adopted, Some(Outcome::Rejected), adopted]);
        assert_eq!(record.tally(ids[3]).map(|tally| tally.to_string()).as_deref(), Some("31-71-59"));
        assert_eq!(record.tally(ids[4]), Some(Tally { yes: 93, no: 8, abstain: 73, non_voting: 19 }));
        assert!(names(&record, "ES-11/8", Vote::Abstain).contains(&"United States"));
    }

    #[test]
    fn the_security_councils_votes_of_that_day_are_there() {
        let record = record();
        let id = one(&record, "S/RES/2774");
        assert_eq!(record.tally(id), Some(Tally { yes: 10, no: 0, abstain: 5, non_voting: 0 }));
        assert_eq!(
            names(&record, "2774", Vote::Abstain),
            ["Denmark", "France", "United Kingdom", "Greece", "Slovenia"]
        );
        let Found::RollCalls(ids) = record.find("S/PV.9866") else { panic!("S/PV.9866 is not there") };
        let outcomes: Vec<_> = ids.iter().filter_map(|id| record.outcome(*id)).collect();
        let vetoed = Outcome::Vetoed;
        assert_eq!(outcomes, [Outcome::Rejected, vetoed, vetoed, Outcome::Adopted]);
        assert_eq!(record.outcome(one(&record, "S/RES/2623")), Some(Outcome::Adopted));
    }

    #[test]
    fn the_cuba_series_is_complete_from_1992_to_2025() {
        let record = record();
        let of_series = |id: &RollCallId| record.text(record.roll_call(*id).title).contains("embargo");
        let mut years: Vec<_> = record.ids().filter(of_series).filter_map(|id| record.roll_call(id).date).collect();
        years.sort();
        let years: Vec<i16> = years.into_iter().map(Date::year).collect();
        // There was no vote in 2020: it was put off to June 2021.
        assert_eq!(years, (1992..=2025).filter(|year| *year != 2020).collect::<Vec<i16>>());
    }

    #[test]
    fn amendments_that_failed_two_thirds_are_rejected_and_a_statement_changes_no_tally() {
        let record = record();
        let amendments = record.ids().filter(|id| record.text(record.roll_call(*id).meeting) == "A/ES-10/PV.45");
        let shown: Vec<_> =
            amendments.map(|id| (record.tally(id).map(|t| t.to_string()), record.outcome(id))).collect();
        let rejected = Some(Outcome::Rejected);
        assert_eq!(shown[0], (Some("89-61-21".to_owned()), rejected));
        assert_eq!(shown[1], (Some("84-62-25".to_owned()), rejected));
        assert_eq!(shown[2], (Some("153-10-23".to_owned()), Some(Outcome::Adopted)));
        let id = one(&record, "ES-11/5");
        assert_eq!(record.tally(id).map(|tally| tally.to_string()).as_deref(), Some("94-14-73"));
        let statement = &record.intended(id)[0];
        assert_eq!(record.members().get(statement.member).name, "Bahamas");
        assert_eq!(statement.intended, Vote::Abstain);
        assert!(record.roll(id).no.contains(statement.member));
    }

    #[test]
    fn the_files_stand_as_they_would_be_written() {
        for (name, text) in FILES {
            let mut ledger = Ledger::default();
            let mut filling = Filling::new(&Arc::new(Members::embedded()), &mut ledger);
            json::file(&mut filling, name, text.as_bytes()).expect("it loads");
            let record = filling.finish().expect("it is whole");
            let mut written = Vec::new();
            write_json(&record, &record.ids().collect::<Vec<_>>(), &mut written).expect("it can be written");
            assert!(written == text.as_bytes(), "{name} differs from what is written");
            assert!(ledger.entries().iter().all(|entry| entry.kind == Kind::Note));
        }
    }
}
