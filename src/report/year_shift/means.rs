//! Tells the mean position of members over all votes of two years.

use crate::analysis::year_shift::{MemberShift, Questions, YearShift};
use crate::report::{Block, Kind, Layout, Names};

/// The most members that people see where they did not ask for any; of so many they see those that did not move, too.
pub(super) const MEMBERS: usize = 20;

/// The mean positions over all votes of each year, where these are more than the questions put in both; `asked` says
/// whether members were asked for.
pub(super) fn over_all_votes<'q>(
    names: Names<'q>, shift: &'q YearShift, questions: &Questions, [from, to]: [i16; 2], asked: bool,
) -> Vec<Block<'q>> {
    if questions.single.iter().all(Vec::is_empty) {
        // Every vote has its partner: the moves have told it all.
        return Vec::new();
    }
    // Members with few votes reach extreme means by chance: half of each year's votes are asked for.
    let least = questions.ids.each_ref().map(|ids| ids.len().div_ceil(2) as u32);
    let often = |one: &&MemberShift| one.before.votes >= least[0] && one.after.votes >= least[1];
    let mut all: Vec<(&MemberShift, f64)> =
        shift.members.iter().filter(|one| asked || often(one)).filter_map(|one| Some((one, one.change()?))).collect();
    // The sort is stable: equal changes stay in the order of the moves.
    all.sort_by_key(|(_, change)| std::cmp::Reverse((change.abs() * 1e9) as i64));
    if !asked {
        all.truncate(MEMBERS);
        all.retain(|(_, change)| *change != 0.0);
    }
    if all.is_empty() {
        let text = if asked {
            "None of these members voted in both years: their mean positions cannot be compared."
        } else {
            "Of no member that voted in at least half of each year's votes the mean position changed."
        };
        return vec![Block::Text(text.to_owned())];
    }
    let layout = Layout::for_people("means_for_people", "a member")
        .people("name", Kind::Text, "", |row: &(&MemberShift, f64), names| names.name(row.0.member).into())
        .people("from_votes", Kind::Number, format!("votes\n{from}"), |row, _| row.0.before.votes.into())
        .people("from_mean", Kind::Decimal, format!("mean\n{from}"), |row, _| row.0.before.value().into())
        .people("to_votes", Kind::Number, format!("votes\n{to}"), |row, _| row.0.after.votes.into())
        .people("to_mean", Kind::Decimal, format!("mean\n{to}"), |row, _| row.0.after.value().into())
        .people("change", Kind::Decimal, "change", |row, _| row.1.into());
    let among = if asked {
        ""
    } else {
        " Those whose mean changed most, of members that voted in at least half of each year's votes."
    };
    let text = format!(
        "Mean position over all votes of each year, also those on questions of one year alone (yes 1, abstaining 0, no \
         -1).{among} The agendas differ, so a change may be one of the questions, not of minds:"
    );
    vec![Block::Text(text), layout.block(names, all)]
}
