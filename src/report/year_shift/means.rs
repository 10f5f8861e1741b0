//! Tells the mean position of members over all votes of two years.

use super::{
    super::old::{Block, Column, Value},
    MEMBERS, Wanted, for_people, name,
};
use crate::{
    analysis::year_shift::{MemberShift, Questions, YearShift},
    record::Record,
};

/// The mean positions over all votes of each year, where these are more than the questions put in both.
pub fn over_all_votes(
    record: &Record,
    shift: &YearShift,
    questions: &Questions,
    wanted: &Wanted,
) -> Vec<super::super::Block<'static>> {
    if questions.single.iter().all(Vec::is_empty) {
        // Every vote has its partner: the moves have told it all.
        return Vec::new();
    }
    let [from, to] = wanted.years;
    // Members with few votes reach extreme means by chance: half of each year's votes are asked for.
    let asked = !wanted.members.is_empty();
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
    let columns = vec![
        Column::new("name", ""),
        Column::new("from_votes", &format!("votes\n{from}")),
        Column::new("from_mean", &format!("mean\n{from}")),
        Column::new("to_votes", &format!("votes\n{to}")),
        Column::new("to_mean", &format!("mean\n{to}")),
        Column::new("change", "change"),
    ];
    let decimal = |value: Option<f64>| value.map_or(Value::Missing, Value::Decimal);
    let row = |(one, change): &(&MemberShift, f64)| {
        vec![
            Value::Text(name(record, one.member, wanted.official)),
            Value::Number(one.before.votes.into()),
            decimal(one.before.value()),
            Value::Number(one.after.votes.into()),
            decimal(one.after.value()),
            Value::Decimal(*change),
        ]
    };
    let among = if asked {
        ""
    } else {
        " Those whose mean changed most, of members that voted in at least half of each year's votes."
    };
    let text = format!(
        "Mean position over all votes of each year, also those on questions of one year alone (yes 1, abstaining 0, no \
         -1).{among} The agendas differ, so a change may be one of the questions, not of minds:"
    );
    vec![Block::Text(text), Block::Table(for_people("means_for_people", columns, all.iter().map(row).collect()))]
}
