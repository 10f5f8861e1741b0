//! Turning points on the whole record of the Assembly: the United States turned from the United Kingdom in 2025.

use unvote::{
    analysis::turning::{compared_pair, turns},
    record::RollCallId,
};

use super::ASSEMBLY;

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_united_states_turn_from_the_united_kingdom_in_2025() {
    let record = &ASSEMBLY.record;
    let ids: Vec<RollCallId> = record.ids().collect();
    let member = |code: &str| record.members().by_code(code).expect("a member");
    let turns = turns(&compared_pair(record, &ids, member("USA"), member("GBR")), 1);
    let turn = turns.iter().find(|turn| turn.year == 2025).expect("a turn in 2025");
    // `../shared/METHODS.md`: 0.680851 of 94 votes in 2024, 0.213542 of 192 in 2025.
    assert_eq!((turn.year_before.hits, turn.year_before.of), (64, 94));
    assert_eq!((turn.in_year.hits, turn.in_year.of), (41, 192));
    assert!(turn.p < 0.01, "{}", turn.p);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn india_turned_in_1962_in_the_republic_of_chinas_line_and_not_in_the_peoples_republics() {
    let record = &ASSEMBLY.record;
    let ids: Vec<RollCallId> = record.ids().collect();
    let member = |code: &str| record.members().find(code).expect("a member");
    let years = |line: &str| -> Vec<i16> {
        let found = turns(&compared_pair(record, &ids, member("IND"), member(line)), 1);
        found.iter().map(|turn| turn.year).collect()
    };
    // `../shared/METHODS.md`, "Seats and holders": across the day that the holder changed there is no turn.
    assert_eq!(years("ROC"), [1962]);
    assert_eq!(years("CHN"), [0_i16; 0]);
}
