//! Pictures of every kind, with few and with many members, long names, names in other scripts, and nothing at all. Who adds a
//! panel adds its samples here.

use super::of;
use crate::report::chart::{Bars, Chart, Level, Line, Placed, Places, Point, Unit};
use crate::report::linked::{Heat, Joined, Leaf, Together, Tree};
use crate::report::picture::{
    Flow, Flows, GroupRow, Heap, Hemicycle, List, Majority, Node, Panel, Picture, Role, Scale, Spot, Stack, Stacks,
    Tiles,
};

/// Names that are hard on a layout: long, without a space, in other scripts, of one letter, empty.
const NAMES: [&str; 8] = [
    "United Kingdom of Great Britain and Northern Ireland",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Côte d'Ivoire",
    "中华人民共和国",
    "Российская Федерация",
    "المملكة العربية السعودية",
    "W",
    "",
];
/// The roles of votes.
const VOTES: [Role; 5] = [Role::Yes, Role::Abstain, Role::No, Role::NonVoting, Role::NotKnown];

/// Every sample with its name.
pub(super) fn all() -> Vec<(String, Picture)> {
    let parts: [(&str, Vec<Panel>); 13] = [
        ("dots", dots()),
        ("coded", coded()),
        ("bar", bars()),
        ("tiles", tiles()),
        ("groups", groups()),
        ("hemicycle", hemicycles()),
        ("lists", lists()),
        ("flows", flows()),
        ("chart", charts()),
        ("places", places()),
        ("stacks", stacks()),
        ("heat", heats()),
        ("tree", trees()),
    ];
    let each = parts.into_iter().flat_map(|(name, panels)| {
        panels.into_iter().enumerate().map(move |(at, panel)| (format!("{name} {at}"), of(vec![panel])))
    });
    each.chain(titles()).collect()
}

/// Titles, subtitles and notes of every length.
fn titles() -> Vec<(String, Picture)> {
    let long = NAMES.join(" ").repeat(3);
    let texts = NAMES.iter().map(|name| (*name).to_owned()).chain([long]);
    let picture = |text: String| Picture {
        title: text.clone(),
        subtitle: text.clone(),
        note: text,
        ..of(vec![Panel::Hemicycle(Hemicycle { spots: spots(3), centre: ["3".to_owned(), "members".to_owned()] })])
    };
    texts.enumerate().map(|(at, text)| (format!("title {at}"), picture(text))).collect()
}

fn spot(at: usize) -> Spot {
    Spot {
        code: ["WWW", "SUN", "III", "中中"][at % 4],
        short: ["WW", "SU", "II", "中"][at % 4],
        name: NAMES[at % NAMES.len()],
        role: VOTES[at % VOTES.len()],
        said: "against".to_owned(),
    }
}

fn spots(count: usize) -> Vec<Spot> {
    (0..count).map(spot).collect()
}

fn heap(at: usize, count: usize, has_spots: bool) -> Heap {
    let role = VOTES[at % VOTES.len()];
    let word = ["in favour", "abstaining", "against", "non-voting", "not known"][at % 5];
    let spots = if has_spots { (0..count).map(|at| Spot { role, ..spot(at) }).collect() } else { Vec::new() };
    Heap { role, count, word, spots }
}

fn heaps(counts: &[usize], has_spots: bool) -> Vec<Heap> {
    counts.iter().enumerate().map(|(at, count)| heap(at, *count, has_spots)).collect()
}

fn dots() -> Vec<Panel> {
    let counts: [&[usize]; 8] = [
        &[141, 32, 7, 13],
        &[1],
        &[],
        &[0, 0, 0, 0],
        &[100, 100, 100, 100],
        &[1, 1, 1, 1, 1],
        &[400],
        &[187, 1, 2, 3, 1],
    ];
    let dots = counts.iter().flat_map(|counts| [heaps(counts, true), heaps(counts, false)]);
    dots.map(Panel::Dots).collect()
}

fn coded() -> Vec<Panel> {
    let counts: [&[usize]; 6] = [&[9, 5, 1], &[15], &[1, 1, 1, 1, 1], &[], &[0, 15], &[20, 20, 20]];
    counts.iter().map(|counts| Panel::Coded(heaps(counts, true))).collect()
}

fn bars() -> Vec<Panel> {
    let counts = [[141, 7], [0, 0], [1, 0], [0, 1], [1_000_000_000, 1], [1, 1_000_000_000]];
    let needed = [Some((2.0 / 3.0, "two thirds")), Some((0.5, "half")), Some((0.0, "none")), Some((1.0, "all")), None];
    let bar = |at: usize| Majority {
        sentence: [NAMES[at % 8], "95.3% of the 148 present and voting; two thirds (99) were needed"].join(" "),
        counts: counts[at % 6],
        needed: needed[at % 5],
    };
    (0..30).map(bar).map(Panel::Bar).collect()
}

fn tiles() -> Vec<Panel> {
    let places = (0..18_u8).flat_map(|row| (0..26_u8).map(move |column| [row, column]));
    // The upper left is free for the key.
    let places: Vec<[u8; 2]> = places.filter(|[row, column]| *row > 3 || *column > 8).collect();
    let put = |count: usize| places.iter().copied().zip(spots(count)).collect::<Vec<_>>();
    let scale = |first: &str, last: &str| {
        let steps = (0..7_u8).map(|step| Role::Share(f32::from(step) / 7.0 + 0.05)).collect();
        Some(Scale { steps, ends: [first.to_owned(), last.to_owned()] })
    };
    [
        Tiles { placed: put(193), also: spots(2), scale: None },
        Tiles { placed: put(400), also: spots(60), scale: scale("0%", "100%") },
        Tiles { placed: put(1), also: Vec::new(), scale: scale(NAMES[0], NAMES[1]) },
        Tiles { placed: Vec::new(), also: spots(400), scale: scale("", "") },
        Tiles { placed: Vec::new(), also: Vec::new(), scale: None },
    ]
    .into_iter()
    .map(Panel::Tiles)
    .collect()
}

fn groups() -> Vec<Panel> {
    let row = |names: [&'static str; 2], count: usize, figures: &str| GroupRow {
        names,
        spots: spots(count),
        figures: figures.to_owned(),
    };
    let usual = [("African", 54), ("Asia-Pacific", 55), ("Latin American and Caribbean", 33), ("Other members", 1)];
    let all = |rows: Vec<GroupRow>| Panel::Groups(rows);
    vec![
        all(usual.iter().map(|(name, count)| row([name, "GRULAC"], *count, "16\u{2013}3\u{2013}2")).collect()),
        all(NAMES.iter().map(|name| row([name, name], 40, "100000\u{2013}300000\u{2013}200000")).collect()),
        all(vec![row(["All", "All"], 400, "400\u{2013}0\u{2013}0")]),
        all(vec![row(["None", "None"], 0, "0\u{2013}0\u{2013}0"), row(["One", "One"], 1, "1\u{2013}0\u{2013}0")]),
        all(Vec::new()),
    ]
}

fn hemicycles() -> Vec<Panel> {
    let figures = ["141\u{2013}7\u{2013}32", "1000000\u{2013}1000000\u{2013}1000000", ""];
    let words = ["in favour, against, abstaining", NAMES[1], ""];
    let one = |(at, count): (usize, &usize)| Hemicycle {
        spots: spots(*count),
        centre: [figures[at % 3].to_owned(), words[at % 3].to_owned()],
    };
    let counts = [193, 400, 15, 0, 1, 2, 3, 12, 193, 193, 400, 15];
    counts.iter().enumerate().map(one).map(Panel::Hemicycle).collect()
}

fn lists() -> Vec<Panel> {
    let list = |at: usize, count: usize| List {
        role: VOTES[at % 5],
        heading: format!("{} to against ({count})", NAMES[at % 8]),
        names: (0..count).map(|at| NAMES[at % 8]).collect(),
    };
    vec![
        Panel::Lists((0..8).map(|at| list(at, at)).collect()),
        Panel::Lists(vec![list(0, 400), list(1, 0), list(2, 1)]),
        Panel::Lists(Vec::new()),
    ]
}

fn flows() -> Vec<Panel> {
    let words = ["in favour", "abstaining", "against", "non-voting"];
    let flows = |counts: [[usize; 4]; 4], more: [usize; 4], words: [&str; 4], heads: [[&str; 2]; 2]| {
        let node = |at: usize, count: usize| Node { role: VOTES[at], count, word: words[at].to_owned() };
        let from = (0..4).map(|at| node(at, counts[at].iter().sum::<usize>() + more[at]));
        let to = (0..4).map(|at| node(at, counts.iter().map(|row| row[at]).sum()));
        let way = |at: usize| Flow {
            between: [at / 4, at % 4],
            count: counts[at / 4][at % 4],
            moved: at / 4 != at % 4,
            said: "In favour to against: 7".to_owned(),
        };
        let ways = (0..16).map(way).filter(|way| way.count > 0).collect();
        let heads = heads.map(|head| head.map(ToOwned::to_owned));
        Panel::Flows(Flows { heads, nodes: [from.collect(), to.collect()], ways })
    };
    let usual = [["ES-11/6, 23 February 2023", "ES-11/6, 2023"], ["ES-11/7, 24 February 2025", "ES-11/7, 2025"]];
    let hard = [[NAMES[0], NAMES[0]], [NAMES[1], NAMES[1]]];
    let known = [[93, 33, 7, 8], [0, 27, 3, 2], [0, 1, 6, 0], [0, 4, 2, 7]];
    let mut all = vec![
        flows(known, [0; 4], words, usual),
        flows(known, [0; 4], [NAMES[0], NAMES[1], NAMES[3], NAMES[5]], hard),
        flows(known.map(|row| row.map(|count| count * 10_000_000)), [0; 4], words, hard),
        flows([[0; 4]; 4], [0; 4], words, usual),
        flows([[1, 0, 0, 0], [0; 4], [0; 4], [0; 4]], [0; 4], words, [[NAMES[4]; 2]; 2]),
        flows([[0; 4]; 4], [5, 0, 0, 9], words, [["", ""], ["", ""]]),
        flows([[25; 4]; 4], [100; 4], words, usual),
    ];
    // Every way from top to bottom and back, in every size.
    for size in [1, 2, 3, 5, 8, 13, 40, 190] {
        let mut counts = [[0; 4]; 4];
        (counts[0][3], counts[3][0], counts[1][2], counts[2][1], counts[0][0]) = (size, 193 - size, 1, size, 5);
        all.push(flows(counts, [0; 4], words, usual));
    }
    all
}

fn charts() -> Vec<Panel> {
    let line = |names: [&str; 2], span: [i16; 2], unit: Unit, at: usize| {
        let value = |year: i16| match unit {
            Unit::Share => f64::from(year % 7) / 6.0,
            Unit::Index | Unit::Position => f64::from(year % 7) / 3.0 - 1.0,
            Unit::Count => f64::from(year % 7) * 1e9,
        };
        // Years without a vote, and years with few.
        let years = (span[0]..=span[1]).filter(|year| span[0] == span[1] || year % 11 > 1);
        let points = years.map(|year| Point {
            at: year,
            value: value(year + at as i16),
            interval: (year % 5 > 0).then(|| (value(year) - 0.1, value(year) + 0.1)),
            is_firm: year % 13 > 3,
            said: format!("{year}: 56.8% of 95 votes"),
        });
        Line { names: names.map(ToOwned::to_owned), colour: at, points: points.collect() }
    };
    let bars = |span: [i16; 2]| Bars {
        words: ["Votes in common".to_owned(), "192000000 in 2025".to_owned()],
        counts: (span[0]..=span[1]).map(|year| (year, year.unsigned_abs().into())).collect(),
    };
    let level = |span: [i16; 2], words: [&str; 2]| Level { span, value: 0.5, words: words.map(ToOwned::to_owned) };
    let whole = [1946, 2025];
    let one = |span: [i16; 2], turns: Vec<i16>, levels: Vec<Level>| {
        let lines = vec![line([NAMES[0], "UK"], span, Unit::Share, 0)];
        Chart { lines, turns, levels, bars: Some(bars(span)), ..Chart::default() }
    };
    let several = |count: usize, unit: Unit, is_same: bool| {
        let line = |at: usize| line([NAMES[at % 8], "UK"], whole, unit, if is_same { 0 } else { at });
        Chart { unit, lines: (0..count).map(line).collect(), ..Chart::default() }
    };
    let levels =
        vec![level([1946, 1981], ["77.3% agreed", "1946\u{2013}1981"]), level([1982, 2025], [NAMES[0], NAMES[1]])];
    let mut all = vec![
        one(whole, vec![1982], levels),
        one(whole, Vec::new(), Vec::new()),
        one(whole, (1947..2023).step_by(3).collect(), Vec::new()),
        one([2025, 2025], Vec::new(), vec![level([2025, 2025], ["100% agreed", "2025"])]),
        one([2024, 2025], vec![2025], Vec::new()),
        Chart::default(),
    ];
    for unit in [Unit::Share, Unit::Index, Unit::Position, Unit::Count] {
        all.extend([several(2, unit, true), several(3, unit, false), several(6, unit, true), several(6, unit, false)]);
        // More than six lines are drawn as charts of their own, and more than twelve in fewer words.
        all.extend([several(8, unit, false), several(30, unit, false)]);
    }
    all.into_iter().map(Panel::Chart).collect()
}

/// Members on an axis: few and many, close together and far apart, with intervals beyond its ends.
fn places() -> Vec<Panel> {
    let placed = |at: usize, wide: f64| Placed {
        names: [NAMES[at % 8], ["WWW", "SUN", "III", "MMM"][at % 4]].map(ToOwned::to_owned),
        value: (at % 17) as f64 / 4.0 - 2.0,
        interval: ((at % 17) as f64 / 4.0 - 2.0 - wide, (at % 17) as f64 / 4.0 - 2.0 + wide),
        said: "United States: 2.93 (95% interval 2.8 to 3.1)".to_owned(),
    };
    let one = |named: usize, all: usize, wide: f64| {
        let many = |count: usize| (0..count).map(|at| placed(at, wide)).collect();
        Panel::Places(Places { named: many(named), all: many(all) })
    };
    vec![one(1, 1, 0.0), one(14, 193, 0.2), one(14, 400, 9.0), one(40, 40, 0.5), one(2, 0, 1e-9)]
}

/// Votes on a question: one, every year, years apart, several in a year, with figures of many digits, and with nothing.
fn stacks() -> Vec<Panel> {
    let stack = |at: i16, size: u32| Stack {
        at,
        symbol: format!("A/RES/{at}/1234567[A]"),
        counts: vec![size, size / 7, 1, 0],
        said: "2025: 165 in favour, 7 against".to_owned(),
    };
    let one = |bars: Vec<Stack>| {
        let words = ["in favour", "abstaining", "against", "non-voting"];
        Panel::Stacks(Stacks { parts: VOTES.into_iter().zip(words).collect(), bars })
    };
    vec![
        one(vec![stack(2025, 193)]),
        one((1946..2026).map(|year| stack(year, 193)).collect()),
        one([1950, 1950, 1950, 2024, 2025].map(|year| stack(year, 1_000_000_000)).into()),
        one((0..400).map(|at| stack(1946 + at / 5, 9)).collect()),
        one(vec![stack(2024, 0), stack(2025, 0)]),
    ]
}

fn heats() -> Vec<Panel> {
    let heat = |count: usize, columns: usize, blocs: &[usize], ends: [f64; 2]| {
        let named = |at: usize| [NAMES[at % 8], ["WWW", "SUN", "III", "MMM"][at % 4]];
        let mut first = 0;
        let together = |size: &usize| {
            let span = [first, first + size - 1];
            first += size;
            Together { span, words: [format!("{size} members"), format!("around {}", NAMES[size % 8])] }
        };
        let value =
            |at: usize| (!at.is_multiple_of(7)).then(|| ends[0] + (ends[1] - ends[0]) * (at % 11) as f64 / 10.0);
        Panel::Heat(Heat {
            rows: (0..count).map(named).collect(),
            columns: (0..columns).map(named).collect(),
            cells: (0..count * columns).map(value).collect(),
            ends,
            unit: if ends[0] < 0.0 { Unit::Index } else { Unit::Share },
            measure: NAMES[2],
            blocs: blocs.iter().map(together).collect(),
        })
    };
    vec![
        heat(5, 5, &[2, 2, 1], [0.0, 1.0]),
        heat(19, 19, &[17, 2], [-1.0, 1.0]),
        heat(40, 40, &[20, 10, 5, 5], [0.3, 1.0]),
        heat(40, 40, &[1; 40], [0.3, 1.0]),
        heat(60, 60, &[58, 1, 1], [0.0, 0.1]),
        heat(193, 193, &[129, 49, 4, 4, 1, 1, 1, 1, 1, 1, 1], [0.0, 1.0]),
        heat(400, 400, &[1; 400], [0.0, 1.0]),
        heat(3, 40, &[], [0.0, 1.0]),
        heat(40, 1, &[], [-0.5, 0.5]),
        heat(1, 1, &[], [0.0, 1.0]),
        heat(0, 0, &[], [0.0, 1.0]),
    ]
}

fn trees() -> Vec<Panel> {
    let tree = |count: usize, least: f64, within: f64| {
        let leaf = |at: usize| Leaf {
            names: [format!("129 members around {}", NAMES[at % 8]), NAMES[at % 8].to_owned()],
            role: Role::Line((at % 6) as u8),
            within,
        };
        let joined = |at: usize| Joined {
            // Each to all before.
            of: [at + 1, if at == 0 { 0 } else { count + at - 1 }],
            at: within - (within - least) * at as f64 / count as f64,
            role: Role::Muted,
        };
        let joins = (0..count.saturating_sub(1)).map(joined).collect();
        let unit = if least < 0.0 { Unit::Index } else { Unit::Share };
        Panel::Tree(Tree { leaves: (0..count).map(leaf).collect(), joins, least, unit })
    };
    [(2, 0.4, 0.9), (24, 0.0, 0.6), (60, 0.9, 1.0), (60, -1.0, 1.0), (1, 0.9, 1.0), (0, 0.0, 1.0), (3, 0.37, 1.0)]
        .map(|(count, least, within)| tree(count, least, within))
        .into()
}
