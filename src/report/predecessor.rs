//! Tells in one sentence how a vote went beside the one before it on the same question. Which that is: see
//! [`Links`](crate::analysis::series::Links).

use super::{roll_call::short, words};
use crate::analysis::shift::{Shift, Stand, shift};
use crate::record::{Matter, Record, RollCallId, Vote};

/// The moves that are told, with what is said of one way where nobody went it.
const WAYS: [([(Vote, Vote); 3], &str); 2] = [
    ([(Vote::Yes, Vote::No), (Vote::Yes, Vote::Abstain), (Vote::Abstain, Vote::No)], "nobody toward no"),
    ([(Vote::No, Vote::Yes), (Vote::Abstain, Vote::Yes), (Vote::No, Vote::Abstain)], "nobody toward yes"),
];

/// `Compared with ES-11/6 (23 February 2023, 141-7-32): 7 went from yes to no, 33 from yes to abstaining; nobody toward
/// yes.`
pub(crate) fn compared(record: &Record, before: RollCallId, id: RollCallId) -> String {
    let day = record.roll_call(before).date.map(words::day);
    let tally = record.tally(before).map(|tally| tally.to_string());
    let when: Vec<String> = day.into_iter().chain(tally).collect();
    let moves = moves(&shift(record, before, id, None));
    format!("Compared with {} ({}): {moves}.", short(record, before), when.join(", "))
}

/// The command that tells more, where both votes are on whole texts and so known by their symbols.
pub(crate) fn next(record: &Record, before: RollCallId, id: RollCallId) -> Option<String> {
    let is_whole = |id: RollCallId| record.roll_call(id).matter == Matter::WholeText && !record.symbol(id).is_empty();
    (is_whole(before) && is_whole(id)).then(|| format!("unvote shift {} {}", short(record, before), short(record, id)))
}

fn moves(shift: &Shift) -> String {
    let word = |vote: Vote| if vote == Vote::Abstain { "abstaining" } else { vote.word() };
    let mut told = Vec::new();
    let mut first = true;
    for (moves, nobody) in WAYS {
        let mut way = Vec::new();
        for (from, to) in moves {
            let count = shift.cell(Stand::Voted(from), Stand::Voted(to)).len();
            if count > 0 {
                let went = if std::mem::take(&mut first) { " went" } else { "" };
                way.push(format!("{count}{went} from {} to {}", word(from), word(to)));
            }
        }
        told.push(if way.is_empty() { nobody.to_owned() } else { way.join(", ") });
    }
    if first { "nobody moved between yes, abstaining and no".to_owned() } else { told.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall},
    };

    /// The sentence for two rolls of three members.
    fn told(before: [Vote; 3], after: [Vote; 3]) -> String {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let ids = [("2023-02-23", before), ("2025-02-24", after)].map(|(day, votes)| {
            let mut roll = Roll::default();
            for (code, vote) in ["USA", "FRA", "KEN"].into_iter().zip(votes) {
                roll.enter(builder.members().by_code(code).expect("a member"), vote);
            }
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = day.parse().ok();
            roll_call.resolution = builder.text(if day < "2025" { "A/RES/ES-11/6" } else { "A/RES/ES-11/7" });
            builder.push(roll_call, roll)
        });
        let record = builder.finish();
        assert_eq!(next(&record, ids[0], ids[1]).as_deref(), Some("unvote shift ES-11/6 ES-11/7"));
        compared(&record, ids[0], ids[1])
    }

    #[test]
    fn moves_are_told_by_their_way_and_nobody_is_said() {
        use Vote::{Abstain, No, NonVoting, Yes};
        let start = "Compared with ES-11/6 (23 February 2023, ";
        let yes = [Yes, Yes, Yes];
        assert_eq!(
            told(yes, [No, Abstain, Yes]),
            format!("{start}3-0-0): 1 went from yes to no, 1 from yes to abstaining; nobody toward yes.")
        );
        assert_eq!(
            told([No, Abstain, Yes], [Abstain, No, Yes]),
            format!("{start}1-1-1): 1 went from abstaining to no; 1 from no to abstaining.")
        );
        assert_eq!(told([No, Yes, Yes], yes), format!("{start}2-1-0): nobody toward no; 1 went from no to yes."));
        // Who did not vote has no place between yes and no.
        let still = format!("{start}3-0-0): nobody moved between yes, abstaining and no.");
        assert_eq!(told(yes, [Yes, Yes, NonVoting]), still);
    }
}
