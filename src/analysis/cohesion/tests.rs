use proptest::prelude::*;

use super::*;
use crate::analysis::small_records::{drawn, record, rolls};
use crate::members::MemberId;
use crate::record::{Record, RollCallId, Vote};

fn all(record: &Record) -> Vec<RollCallId> {
    record.ids().collect()
}

fn of(record: &Record, list: &str, by: By) -> Groups {
    let list = record.members().list(list).unwrap();
    Groups::of(record, &all(record), &[list], by, &[], None).unwrap()
}

/// Four votes of the Nordic countries and one in which only two took part: 5-0-0; 3-2-0; 2-2-1 (a tie); 1-0-4, in which
/// Norway stands alone; and 1-1-0, another tie.
fn nordic() -> Record {
    let (yes, no, abstain, absent) = (Vote::Yes, Vote::No, Vote::Abstain, Vote::NonVoting);
    let votes = |[dnk, fin, isl, nor, swe]: [Vote; 5]| {
        [("DNK", dnk), ("FIN", fin), ("ISL", isl), ("NOR", nor), ("SWE", swe), ("USA", no)]
    };
    record(&[
        ("2024-12-01", &votes([yes; 5])),
        ("2024-12-02", &votes([yes, yes, yes, no, no])),
        ("2025-12-01", &votes([yes, yes, no, no, abstain])),
        ("2025-12-02", &votes([abstain, abstain, abstain, yes, abstain])),
        ("2025-12-03", &votes([yes, no, absent, absent, absent])),
        ("2025-12-04", &votes([yes, absent, absent, absent, absent])),
    ])
}

#[test]
fn the_indices_are_those_of_the_formulas_by_hand() {
    let record = nordic();
    let groups = of(&record, "NORDIC", By::Year);
    let stands = &groups.all[0].stands;
    assert_eq!((stands.all.len(), stands.too_few, stands.not_known), (5, 1, 0));
    let figures: Vec<_> = stands.all.iter().map(|stand| (stand.rice(), stand.agreement())).collect();
    // Rice: 5/5, 1/5, 0/4, 1/1, 0/2. Agreement: 1; (3 - 1) / 5; (2 - 3/2) / 5; (4 - 1/2) / 5; (1 - 1/2) / 2.
    let expected = [(1.0, 1.0), (0.2, 0.4), (0.0, 0.1), (1.0, 0.7), (0.0, 0.25)];
    assert_eq!(figures, expected.map(|(rice, agreement)| (Some(rice), agreement)));
    let whole = &groups.whole[0];
    assert_eq!((whole.votes, whole.as_one, whole.ties, whole.rice_votes), (5, 1, 2, 5));
    assert!((whole.rice.unwrap() - 0.44).abs() < 1e-12 && (whole.agreement.unwrap() - 0.49).abs() < 1e-12);
    // 2 of the 15 positions of the three votes with a plurality, and 1 of Norway.
    assert_eq!((whole.defections.hits, whole.defections.of), (3, 15));
    let years: Vec<_> = groups.rows.iter().map(|row| (row.cohesion.votes, row.cohesion.as_one)).collect();
    assert_eq!(years, [(2, 1), (3, 0)]);
}

#[test]
fn a_member_is_loyal_where_it_stands_with_most_and_alone_where_nobody_stands_with_it() {
    let record = nordic();
    let told: Vec<_> = of(&record, "NORDIC", By::Member)
        .loyalties
        .iter()
        .map(|(_, one)| {
            let with = one.with.map(|(other, count)| (record.member(other).code, count));
            (record.member(one.member).code, one.broke(), one.loyal.of, one.alone, with)
        })
        .collect();
    let loyal = |code| (code, 0, 3, 0, None);
    let disloyal = [("NOR", 2, 3, 1, Some(("SWE", 1))), ("SWE", 1, 3, 0, Some(("NOR", 1)))];
    assert_eq!(told, [disloyal[0], disloyal[1], loyal("DNK"), loyal("FIN"), loyal("ISL")]);
}

#[test]
fn a_roll_call_in_which_a_vote_of_the_group_is_not_known_is_left_out() {
    let mut record = nordic();
    let norway = record.members().by_code("NOR").unwrap();
    let id = record.ids().next().unwrap();
    let mut roll = *record.roll(id);
    roll.yes.remove(norway);
    roll.not_known.insert(norway);
    record.rolls.whole()[id.index()] = roll;
    let stands = of(&record, "NORDIC", By::Group).all.remove(0).stands;
    assert_eq!((stands.all.len(), stands.not_known), (4, 1));
}

#[test]
fn groups_are_held_against_each_other_by_what_most_of_them_did() {
    let record = nordic();
    let lists = ["NORDIC", "US,NO,SE"].map(|list| record.members().list(list).unwrap());
    let groups = Groups::of(&record, &all(&record), &lists, By::Group, &[], None).unwrap();
    // Pluralities of the second: yes; no; no; a tie (1-1-1); nobody but the United States. Both have one in the first two.
    let [one] = &groups.together[..] else { panic!("{:?}", groups.together) };
    assert_eq!((one.same.hits, one.same.of, one.opposite), (1, 2, 1));
    assert_eq!(groups.rows.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn cohesion_and_defections_are_those_of_the_votes_one_by_one(rolls in rolls()) {
        let record = drawn(&rolls);
        let codes: Vec<&str> = (0..5).map(|member| record.member(MemberId::new(member)).code).collect();
        let list = record.members().list(&codes.join(",")).unwrap();
        let found = Groups::of(&record, &all(&record), &[list], By::Group, &[], None);
        let (mut rice, mut agreement, mut as_one, mut broke) = (Vec::new(), Vec::new(), 0, [0; 5]);
        for votes in &rolls {
            let counts: [usize; 3] = std::array::from_fn(|vote| votes[..5].iter().filter(|one| usize::from(**one) == vote).count());
            let [yes, abstain, no] = counts.map(|count| count as f64);
            let (all, most) = (yes + abstain + no, yes.max(abstain).max(no));
            if all < 2.0 {
                continue;
            }
            if yes + no > 0.0 {
                rice.push((yes - no).abs() / (yes + no));
            }
            agreement.push((most - (all - most) / 2.0) / all);
            as_one += usize::from(counts.iter().filter(|count| **count > 0).count() == 1);
            let largest = counts.into_iter().max().unwrap();
            let first = counts.iter().position(|count| *count == largest).unwrap();
            if counts.iter().filter(|count| **count == largest).count() == 1 {
                (0..5).filter(|at| votes[*at] < 3 && usize::from(votes[*at]) != first).for_each(|at| broke[at] += 1);
            }
        }
        let Ok(found) = found else {
            prop_assert!(agreement.is_empty());
            return Ok(());
        };
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let whole = &found.whole[0];
        prop_assert_eq!((whole.votes as usize, whole.as_one as usize), (agreement.len(), as_one));
        prop_assert!((whole.agreement.unwrap() - mean(&agreement)).abs() < 1e-12);
        prop_assert!(whole.rice.is_none() == rice.is_empty() && whole.rice.is_none_or(|one| (one - mean(&rice)).abs() < 1e-12));
        for (at, broke) in broke.into_iter().enumerate() {
            let one = found.loyalties.iter().find(|(_, one)| one.member == MemberId::new(at as u8));
            prop_assert_eq!(one.map_or(0, |(_, one)| one.broke()), broke);
        }
    }
}

#[test]
fn who_joined_or_left_counts_in_its_days_alone() {
    // The United Kingdom left the European Union on 31 January 2020.
    let (yes, no) = (Vote::Yes, Vote::No);
    let votes = [("FRA", yes), ("DEU", yes), ("ITA", yes), ("GBR", no)];
    let record = record(&[("2019-12-01", &votes), ("2020-12-01", &votes)]);
    let groups = of(&record, "EU", By::Year);
    let rows: Vec<_> = groups.rows.iter().map(|row| (row.cohesion.as_one, row.cohesion.broke.len())).collect();
    assert_eq!(rows, [(0, 1), (1, 0)]);
}
