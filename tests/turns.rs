//! A table of votes in which one member turns, small enough to be counted by hand.

use std::fmt::Write as _;

/// Votes of 2018 to 2025: in each year eight days with two roll calls, one on peace and one on trade. France, Germany and
/// the United Kingdom are always in favour and Cuba always against. The United States are in favour on seven days in eight
/// of peace and on five of trade to 2023; from 2024 on none of peace and on two of trade.
pub fn table() -> String {
    let mut table = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,subjects,total_ms\n".to_owned();
    let topics = [("PEACE", 7, 0), ("TRADE", 5, 2)];
    for (year, day) in (2018..=2025_usize).flat_map(|year| (1..=8).map(move |day| (year, day))) {
        for (place, (topic, before, after)) in topics.into_iter().enumerate() {
            let in_favour = day <= if year < 2024 { before } else { after };
            let (session, number) = (year - 1946, day * 2 + place);
            let id = year * 100 + number;
            let usa = if in_favour { 'Y' } else { 'N' };
            for (code, name, vote) in [
                ("CUB", "CUBA", 'N'),
                ("FRA", "FRANCE", 'Y'),
                ("DEU", "GERMANY", 'Y'),
                ("GBR", "UNITED KINGDOM", 'Y'),
                ("USA", "UNITED STATES", usa),
            ] {
                let symbol = format!("A/RES/{session}/{number}");
                let title = format!("Question {number} of {}", topic.to_lowercase());
                writeln!(table, "{id},{code},{name},{vote},{year}-12-0{day},{session},{symbol},{title},{topic},5.0")
                    .unwrap();
            }
        }
    }
    table
}
