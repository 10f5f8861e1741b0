use crate::record::{Record, RollCallId, Vote};
use crate::source::{Kind, Loaded, Options, SourceError, load};

/// Loads a text with what the user says besides: `resolution=A/RES/81/5 date=2026-11-27`.
fn loaded(text: &str, told: &str) -> Result<Loaded, SourceError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.txt");
    std::fs::write(&path, text).unwrap();
    let pairs = told.split_whitespace().filter_map(|pair| pair.split_once('='));
    let map = pairs.map(|(role, value)| (role.to_owned(), value.to_owned())).collect();
    load(&[path], &Options { map, ..Options::default() })
}

/// The codes of those who cast a vote.
fn codes(record: &Record, id: RollCallId, vote: Vote) -> String {
    let members = record.members();
    record.roll(id).cast(vote).iter().map(|member| members.get(member).code).collect::<Vec<_>>().join(" ")
}

fn only(loaded: &Loaded) -> RollCallId {
    assert_eq!(loaded.record.len(), 1);
    loaded.record.ids().next().unwrap()
}

fn skipped(loaded: &Loaded) -> Vec<String> {
    let entries = loaded.ledger.entries().iter().filter(|entry| entry.kind == Kind::Skipped);
    entries.map(|entry| format!("{}: {}", entry.reason, entry.examples[0].value)).collect()
}

const GIVEN: &str = "resolution=A/RES/81/5 date=2026-11-27";

#[test]
fn names_with_commas_conjunctions_line_ends_and_hyphens_are_whole() {
    let text = "In favour (12):\n  Bolivia (Plurinational\nState of), Bos-\nnia and Herzegovina, Guinea-\nBissau, Iran (Islamic Republic of), \
                Korea, Republic of, Micronesia (Federated\r\n24-38812 15/24\nStates of), Saint Vincent and\nthe Grenadines, Trinidad and Tobago, \
                Poland, Republic of\nMoldova, the Gambia and Zambia.\nAgainst: None.\nAbstaining: C\u{f4}te d\u{2019}Ivoire, T\u{fc}rkiye";
    let loaded = loaded(text, GIVEN).unwrap();
    let id = only(&loaded);
    let codes = |vote| codes(&loaded.record, id, vote);
    assert_eq!(codes(Vote::Yes), "BIH BOL FSM GMB GNB IRN KOR MDA POL TTO VCT ZMB");
    assert_eq!((codes(Vote::No).as_str(), codes(Vote::Abstain).as_str()), ("", "CIV TUR"));
    assert!(skipped(&loaded).is_empty(), "{:?}", skipped(&loaded));
    // Nobody says that these are all: the others' votes are not known.
    assert_eq!((codes(Vote::NonVoting).as_str(), loaded.record.roll(id).not_known.len()), ("", 193 - 14));
}

#[test]
fn the_others_did_not_vote_where_the_totals_say_that_the_lists_are_whole() {
    let text = "Draft resolution A/81/L.5 was adopted on 27 November 2026 by a recorded vote of 2 in favour to 1 against, \
                with 1 abstention, as follows:\nIn favour: Albania, Algeria.\nAgainst: Israel.\nAbstaining: Fiji.\n\
                The representative of Cuba, speaking after the vote, thanked Chad, Mali and Peru.";
    let whole = loaded(text, "").unwrap();
    let id = only(&whole);
    assert_eq!(whole.record.tally(id).unwrap().non_voting, 193 - 4);
    assert_eq!(whole.record.symbol(id), "A/81/L.5");
    assert!(skipped(&whole).is_empty(), "{:?}", skipped(&whole));

    let short = loaded(&text.replace("Albania, Algeria", "Albania"), "").unwrap();
    assert_eq!(
        skipped(&short),
        ["lists that have another number of names than the text states: A/81/L.5: in favour: stated 2, listed 1"]
    );
    let id = only(&short);
    assert_eq!((codes(&short.record, id, Vote::NonVoting).as_str(), short.record.roll(id).not_known.len()), ("", 190));
}

#[test]
fn a_name_that_is_not_understood_is_named_with_the_nearest_and_nobody_is_guessed() {
    let text = "In favour: Albania, Untied States, Korea.\nAgainst: Palestine, Israel.\nAbstaining: Fiji, Israel.";
    let loaded = loaded(text, GIVEN).unwrap();
    let id = only(&loaded);
    let told = skipped(&loaded).join("\n");
    for part in
        ["Untied States", "did you mean United States", "Korea", "KOR", "Palestine", "Israel stands in two lists"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let israel = loaded.record.members().by_code("ISR").unwrap();
    assert!(loaded.record.roll(id).not_known.contains(israel));
    assert_eq!(codes(&loaded.record, id, Vote::Yes), "ALB");
}

#[test]
fn several_votes_of_a_text_have_each_its_sentence_above_or_below() {
    let lists = |yes: &str, no: &str| format!("\nIn favour:\n{yes}\nAgainst:\n{no}\nAbstaining:\nNone\n");
    let record = format!(
        "A/79/PV.54\nWednesday, 4 December 2024, 10 a.m.\nA recorded vote was taken.\n{}\
         Operative paragraph 9 of draft resolution A/79/L.23 was retained by 2 votes to 1, with no abstentions.\n\
         The President: I now put the draft as a whole to the vote.\n{}\
         Draft resolution A/79/L.23 was adopted by 1 vote to 2, with no abstentions (resolution 79/81).\n[Subsequently, the delegation of Fiji informed the Secretariat that it had intended to vote in favour.]",
        lists("Albania, Algeria", "Israel"),
        lists("Albania", "Israel, United States of America")
    );
    let loaded = loaded(&record, "").unwrap();
    let told: Vec<_> = loaded
        .record
        .ids()
        .map(|id| {
            let one = loaded.record.roll_call(id);
            (
                loaded.record.symbol(id).to_owned(),
                one.matter.word(),
                codes(&loaded.record, id, Vote::Yes),
                one.date.unwrap().to_string(),
            )
        })
        .collect();
    let day = || "2024-12-04".to_owned();
    assert_eq!(
        told,
        [
            ("A/79/L.23".to_owned(), "paragraph", "ALB DZA".to_owned(), day()),
            ("A/RES/79/81".to_owned(), "whole text", "ALB".to_owned(), day())
        ]
    );
    assert!(skipped(&loaded).is_empty(), "{:?}", skipped(&loaded));
    let release = "The draft A/79/L.1 was adopted on 4 December 2024 by 1 vote to 1:\nIn favour: Albania.\nAgainst: Israel.\n\
                   The draft A/79/L.2 was rejected on 4 December 2024 by 1 vote to 2:\nIn favour: Fiji.\nAgainst: Israel, Nauru.\n";
    let loaded = self::loaded(release, "").unwrap();
    let told: Vec<_> =
        loaded.record.ids().map(|id| (loaded.record.symbol(id), codes(&loaded.record, id, Vote::No))).collect();
    assert_eq!(told, [("A/79/L.1", "ISR".to_owned()), ("A/79/L.2", "ISR NRU".to_owned())]);
}

#[test]
fn lists_in_french_and_spanish_are_read() {
    let french = "Votent pour :\nAlbanie, Bénin, Côte d’Ivoire, États-Unis d’Amérique\nVotent contre :\nFédération de Russie, \
                  Nicaragua\nS’abstiennent :\nAfrique du Sud\nPar 4 voix contre 2, avec 1 abstention, le projet de résolution A/81/L.5 est adopté.";
    let spanish = "Votos a favor: Alemania, Chile.\nVotos en contra: Belarús.\nAbstenciones: India.";
    let read = |text: &str| {
        let loaded = loaded(text, GIVEN).unwrap();
        assert!(skipped(&loaded).is_empty(), "{:?}", skipped(&loaded));
        [Vote::Yes, Vote::No, Vote::Abstain].map(|vote| codes(&loaded.record, only(&loaded), vote))
    };
    assert_eq!(read(french), ["ALB BEN CIV USA", "NIC RUS", "ZAF"]);
    assert_eq!(read(spanish), ["CHL DEU", "BLR", "IND"]);
}

#[test]
fn one_name_a_line_and_names_of_other_forms_are_read() {
    let text = "Yes\n• Albania\n• United States\n\nNo\n• Russia\n\nAbstain\n• China\n• India\n";
    let loaded = loaded(text, GIVEN).unwrap();
    let id = only(&loaded);
    let codes = [Vote::Yes, Vote::No, Vote::Abstain].map(|vote| codes(&loaded.record, id, vote));
    assert_eq!(codes, ["ALB USA", "RUS", "CHN IND"]);
    assert!(skipped(&loaded).is_empty(), "{:?}", skipped(&loaded));
}

#[test]
fn what_is_not_said_is_asked_for_and_prose_is_called_prose() {
    let refused = |text: &str, told: &str| loaded(text, told).unwrap_err().to_string();
    let lists = "In favour: Albania, Algeria.\nAgainst: Israel.\n";
    let error = refused(lists, "");
    assert!(
        error.contains("does not say on what and when")
            && error.contains("--roles resolution=")
            && error.contains("--symbol"),
        "{error}"
    );
    assert!(refused(lists, "resolution=A/RES/81/5").contains("does not say when"));
    assert!(refused(lists, "member=Country resolution=A/RES/81/5 date=2026-11-27").contains("no columns"));
    assert!(refused(&format!("{lists}{lists}"), GIVEN).contains("holds 2 votes"));
    let prose = "The General Assembly met today to consider the situation in Ukraine. It adopted the draft resolution by a \
                 recorded vote of 93 in favour to 18 against, with 65 abstentions. The representative of Fiji spoke.";
    let error = refused(prose, "");
    assert!(error.contains("is prose without lists of names") && error.contains("(93-18-65)"), "{error}");
}

#[test]
fn lists_in_cells_are_a_roll_call_a_row() {
    let table = "symbol,date,yes_countries,no_countries,abstain,title\n\
                 A/RES/79/81,2024-12-04,\"['Poland', 'Syria', \"\"Côte d'Ivoire\"\"]\",['Fiji'],[],One\n\
                 A/RES/79/82,2024-12-04,Poland; Iran (Islamic Republic of),Atlantis | Chad,\"Mali, Peru\",Two\n";
    let loaded = loaded(table, "").unwrap();
    let told: Vec<_> = loaded
        .record
        .ids()
        .map(|id| [Vote::Yes, Vote::No, Vote::Abstain].map(|vote| codes(&loaded.record, id, vote)).join(" / "))
        .collect();
    assert_eq!(told, ["CIV POL SYR / FJI / ", "IRN POL / TCD / MLI PER"]);
    assert_eq!(loaded.record.text(loaded.record.roll_call(loaded.record.ids().next().unwrap()).title), "One");
    assert_eq!(skipped(&loaded).len(), 1, "{:?}", skipped(&loaded));
    assert!(skipped(&loaded)[0].contains("Atlantis"));
}
