use super::*;
use crate::analysis::counted::Counted;
use crate::analysis::small_records::record;
use crate::record::{Record, Session, Vote};

fn of(record: &Record, code: &str, reference: Option<&str>) -> Vec<Ballot> {
    let with = reference.map(|list| record.members().list(list).unwrap());
    let ids: Vec<_> = record.ids().collect();
    ballots(record, &ids, record.members().by_code(code).unwrap(), &with.as_ref().into())
}

const VOTES: &[(&str, &[(&str, Vote)])] = &[
    // Alone against three.
    ("2024-12-01", &[("USA", Vote::No), ("FRA", Vote::Yes), ("DEU", Vote::Yes), ("KEN", Vote::Yes)]),
    // With one other; the others are tied, one to one.
    ("2025-01-10", &[("USA", Vote::No), ("FRA", Vote::No), ("DEU", Vote::Yes), ("KEN", Vote::NonVoting)]),
    // With all.
    ("2025-02-10", &[("USA", Vote::Yes), ("FRA", Vote::Yes), ("DEU", Vote::Yes)]),
    ("2025-03-10", &[("USA", Vote::NonVoting), ("FRA", Vote::Yes)]),
    ("2025-04-10", &[("FRA", Vote::Yes)]),
];

#[test]
fn a_record_counts_votes_majorities_and_ties() {
    let record = record(VOTES);
    let ballots = of(&record, "USA", Some("EU"));
    let counts = Counts::of(&ballots, 0);
    assert_eq!(counts.votes, [1, 2, 0, 1]);
    assert_eq!(counts.participation().share(), Some(0.75));
    // Against three, tied, with two.
    let one_of_two_and_a_tie = WithOthers { counted: Counted { hits: 1, of: 2 }, ties: 1 };
    assert_eq!(counts.majority, one_of_two_and_a_tie);
    // France and Germany: both yes, one each, both yes.
    assert_eq!(counts.with, [one_of_two_and_a_tie]);
    // In the first roll call alone, in the second with France; where all agree nobody is lonely.
    assert_eq!(counts.lonely, 1);
    assert_eq!(Counts::of(&ballots, 1).lonely, 2);
}

#[test]
fn a_year_is_not_a_session() {
    let record = record(VOTES);
    let ballots = of(&record, "USA", None);
    let told = |by| {
        let rows = rows(&record, &ballots, by, &[], &References::default(), 0);
        rows.into_iter().map(|row| (row.key, row.ids.len())).collect::<Vec<_>>()
    };
    assert_eq!(told(By::Year), [(Key::Year(2024), 1), (Key::Year(2025), 3)]);
    assert_eq!(told(By::Session), [(Key::Session(Session::Regular(79)), 4)]);
}

#[test]
fn russia_has_the_votes_of_the_soviet_union() {
    let record = record(&[("1985-12-01", &[("SUN", Vote::No)]), ("1995-12-01", &[("RUS", Vote::Yes)])]);
    let votes = |code| of(&record, code, None).iter().filter_map(|ballot| ballot.vote).collect::<Vec<_>>();
    assert_eq!(votes("RUS"), [Vote::No, Vote::Yes]);
    // The record of the Soviet Union ends with it.
    assert_eq!(votes("SUN"), [Vote::No]);
}

#[test]
fn without_a_vote_there_is_no_share() {
    let counts = Counts::of(&[], 0);
    assert_eq!(
        (counts.majority.counted.share(), counts.apart().interval(), counts.participation().share()),
        (None, None, None)
    );
}

#[test]
fn a_member_is_no_reference_for_itself() {
    let record = record(VOTES);
    assert!(of(&record, "USA", Some("US")).iter().all(|ballot| ballot.with[0].plurality == Plurality::Nobody));
    // France against the European Union is France against Germany.
    let france: Vec<_> = of(&record, "FRA", Some("EU")).iter().map(|ballot| ballot.with[0].plurality).collect();
    let yes = Plurality::Of(Vote::Yes);
    assert_eq!(france, [yes, yes, yes, Plurality::Nobody, Plurality::Nobody]);
}

#[test]
fn a_member_stands_apart_where_its_position_is_not_that_of_most_others_of_the_group() {
    use Vote::{Abstain, No, NonVoting, Yes};
    let record = record(&[
        // Mexico and Chile yes, Cuba no: Uruguay abstains alone.
        ("2024-12-01", &[("URY", Abstain), ("MEX", Yes), ("CHL", Yes), ("CUB", No), ("FRA", Abstain)]),
        // One yes, one no: no plurality, so not apart from it.
        ("2024-12-02", &[("URY", Abstain), ("MEX", Yes), ("CUB", No)]),
        // With them; Cuba's absence is no position.
        ("2024-12-03", &[("URY", Yes), ("MEX", Yes), ("CUB", NonVoting)]),
        // Who does not vote stands nowhere.
        ("2024-12-04", &[("URY", NonVoting), ("MEX", Yes)]),
    ]);
    let uruguay = record.members().by_code("URY").unwrap();
    let ids: Vec<_> = record.ids().collect();
    for apart in [Apart::OwnRegion, Apart::Listed(record.members().list("GRULAC").unwrap())] {
        let references = References { with: Vec::new(), apart: Some(apart) };
        let ballots = ballots(&record, &ids, uruguay, &references);
        let told: Vec<_> = ballots.iter().map(Ballot::is_apart).collect();
        assert_eq!(told, [Some(true), None, Some(false), None]);
        let counts = Counts::of(&ballots, 0);
        assert_eq!((counts.apart(), counts.apart.ties), (Counted { hits: 1, of: 2 }, 1));
        let others = ballots[0].apart.unwrap();
        assert_eq!((others.tally.yes, others.tally.no, others.tally.abstain), (2, 1, 0));
    }
}

#[test]
fn identical_with_a_group_is_the_mean_over_members_with_half_of_the_votes() {
    use Vote::{No, Yes};
    let record = record(&[
        ("2024-12-01", &[("URY", Yes), ("FRA", Yes), ("DEU", No), ("ITA", Yes)]),
        ("2024-12-02", &[("URY", Yes), ("FRA", Yes), ("DEU", Yes)]),
        ("2024-12-03", &[("URY", Yes), ("FRA", No), ("DEU", No)]),
    ]);
    let ballots = of(&record, "URY", None);
    let identical = |list: &str| Identical::of(&record, &ballots, &record.members().list(list).unwrap());
    // France two of three, Germany one of three; Italy voted once of three times.
    assert_eq!(identical("EU"), Identical { share: Some(0.5), members: 2 });
    assert_eq!(identical("Italy"), Identical { share: Some(1.0), members: 1 });
    assert_eq!(identical("Spain"), Identical::default());
}
