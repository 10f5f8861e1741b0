//! The linking rule against Erik Voeten's list of roll calls that put one question again, where that lies beside the
//! project. `docs/series.md` gives the figures.

use std::collections::{BTreeMap, HashMap, HashSet};

use unvote::{
    analysis::series::Links,
    record::{Matter, Record, RollCallId},
};

use super::{ASSEMBLY, data, load, open};

/// Pairs of symbols: the earlier resolution and the later one, both voted on as a whole.
fn reference() -> Vec<(String, String)> {
    let roll_calls = load(&[data("roll_calls.csv.gz")]).record;
    let by_number: HashMap<u32, RollCallId> =
        roll_calls.ids().filter_map(|id| Some((roll_calls.roll_call(id).rcid?, id))).collect();
    let symbol = |number: &str| {
        let id = *by_number.get(&number.parse().ok()?)?;
        let is_whole = roll_calls.roll_call(id).matter == Matter::WholeText;
        is_whole.then(|| roll_calls.text(roll_calls.roll_call(id).resolution).to_owned())
    };
    let mut links = csv::Reader::from_reader(open(&data("voeten_linked_roll_calls.csv")));
    let rows: Vec<csv::StringRecord> = links.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 955);
    rows.iter().filter_map(|row| Some((symbol(&row[1])?, symbol(&row[2])?))).collect()
}

fn whole(record: &Record, symbol: &str) -> Option<RollCallId> {
    record.with_symbol(symbol).find(|id| record.text(record.roll_call(*id).resolution) == symbol)
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_predecessor_is_the_reference_s_for_98_of_100_pairs() {
    let pairs = reference();
    let record = &ASSEMBLY.record;
    let start = std::time::Instant::now();
    let links = Links::of(record);
    println!("{} roll calls in {:?}", record.len(), start.elapsed());

    let linked: Vec<RollCallId> = record.ids().filter_map(|id| links.predecessor(id)).collect();
    assert_eq!(linked.iter().collect::<HashSet<_>>().len(), linked.len(), "each is the predecessor of one at most");
    for id in record.ids() {
        let Some(before) = links.predecessor(id) else { continue };
        assert!(record.roll_call(before).date <= record.roll_call(id).date || record.roll_call(id).date.is_none());
    }

    let held: Vec<(RollCallId, RollCallId)> =
        pairs.iter().filter_map(|(before, after)| Some((whole(record, before)?, whole(record, after)?))).collect();
    assert_eq!(held.len(), 906);
    let mut decades: BTreeMap<i16, (u32, u32)> = BTreeMap::new();
    for (before, after) in &held {
        let found = links.predecessor(*after);
        let decade = record.roll_call(*after).date.map_or(0, |day| day.year() / 10 * 10);
        let count = decades.entry(decade).or_default();
        count.1 += 1;
        if found == Some(*before) {
            count.0 += 1;
        } else {
            let symbol = |id: Option<RollCallId>| id.map_or("none", |id| record.symbol(id));
            println!("{}: {}, not {}", symbol(Some(*after)), symbol(found), symbol(Some(*before)));
        }
    }
    println!("{decades:?}; {} links in all", linked.len());
    let mut all: BTreeMap<i16, (u32, u32)> = BTreeMap::new();
    for id in record.ids() {
        let count = all.entry(record.roll_call(id).date.map_or(0, |day| day.year() / 10 * 10)).or_default();
        count.1 += 1;
        count.0 += u32::from(links.predecessor(id).is_some());
    }
    println!("with a predecessor, of all: {all:?}");
    let same: u32 = decades.values().map(|(same, _)| same).sum();
    assert!(f64::from(same) >= 0.98 * f64::from(held.len() as u32), "{same} of {}", held.len());
}
