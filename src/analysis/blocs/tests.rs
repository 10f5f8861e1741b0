use proptest::prelude::*;

use super::map::scaled;
use super::parting::{Distances, Parting, Tree, adjusted_rand};
use super::*;
use crate::analysis::{agreement::Measure, small_records::record, topics::Topics};
use crate::members::MemberId;
use crate::record::{Record, Vote};

const QUERY: BlocsQuery<'_> = BlocsQuery { members: None, measure: Measure::Identical, least: None, blocs: None };

fn codes(record: &Record, members: &[MemberId]) -> Vec<&'static str> {
    members.iter().map(|member| record.member(*member).code).collect()
}

/// The blocs of all roll calls of a record.
fn blocs(record: &Record, query: BlocsQuery<'_>) -> Result<Blocs, NoBlocs> {
    query.blocs(record, &record.ids().collect::<Vec<_>>())
}

/// Two camps over ten roll calls: France, Germany and Spain yes; Cuba and Iran no, Iran but for the last, an abstention.
fn camps() -> Record {
    let days: Vec<String> = (1..=10).map(|day| format!("2024-11-{day:02}")).collect();
    let votes: Vec<[(&str, Vote); 5]> = (1..=10)
        .map(|day| {
            let iran = if day == 10 { Vote::Abstain } else { Vote::No };
            [("FRA", Vote::Yes), ("DEU", Vote::Yes), ("ESP", Vote::Yes), ("CUB", Vote::No), ("IRN", iran)]
        })
        .collect();
    let rolls: Vec<(&str, &[(&str, Vote)])> =
        days.iter().zip(&votes).map(|(day, votes)| (day.as_str(), votes.as_slice())).collect();
    record(&rolls)
}

#[test]
fn two_camps_are_two_blocs_each_with_its_figures() {
    let record = camps();
    let found = blocs(&record, QUERY).unwrap();
    assert_eq!(codes(&record, &found.members), ["CUB", "DEU", "ESP", "FRA", "IRN"]);
    let told: Vec<_> = found.blocs.iter().map(|bloc| (codes(&record, &bloc.members), bloc.within)).collect();
    assert_eq!(told, [(vec!["DEU", "ESP", "FRA"], Some(1.0)), (vec!["CUB", "IRN"], Some(0.9))]);
    assert!(found.blocs.iter().all(|bloc| bloc.beyond == Some(0.0)));
    assert_eq!(codes(&record, &[found.blocs[0].center, found.blocs[1].center]), ["DEU", "CUB"]);
    // Three with a = 0, b = 1: 1 each. Two with a = 0.1, b = 1: 0.9 each. The mean is 4.8 / 5.
    assert!((found.silhouette() - 0.96).abs() < 1e-12);
    assert_eq!(codes(&record, &found.order), ["DEU", "ESP", "FRA", "CUB", "IRN"]);
    // Whichever roll calls are drawn, the camps are the same.
    let stability = found.stability(&record, 20, 1, &|_| ());
    assert_eq!((stability.mean, stability.between, stability.as_many), (1.0, (1.0, 1.0), 20));
}

#[test]
fn groups_and_topics_tell_a_bloc() {
    let record = camps();
    let found = blocs(&record, QUERY).unwrap();
    let made = found.make_up(&record, "2024-11-10".parse().unwrap());
    let of = |bloc: usize, code: &str| {
        let group = made.iter().find(|one| one.bloc == bloc && one.group.code == code);
        group.map(|one| (one.inside, one.of))
    };
    assert_eq!((of(0, "EU"), of(1, "EU"), of(1, "GRULAC")), (Some((3, 3)), None, Some((1, 1))));
    // Nothing is known of topics there.
    assert_eq!(found.differences(&record, &Topics::new(&record, record.ids())), []);
}

#[test]
fn who_voted_too_seldom_is_left_out_and_everybody_else_is_parted() {
    let mut rolls = vec![vec![("FRA", Vote::Yes), ("DEU", Vote::Yes), ("CUB", Vote::No)]; 9];
    rolls.push(vec![("FRA", Vote::Yes), ("DEU", Vote::Yes), ("CUB", Vote::No), ("TUV", Vote::No)]);
    let rolls: Vec<(&str, &[(&str, Vote)])> = rolls.iter().map(|votes| ("2024-11-10", votes.as_slice())).collect();
    let record = record(&rolls);
    // Of ten roll calls half: five.
    let found = blocs(&record, QUERY).unwrap();
    assert_eq!((found.least, codes(&record, &found.members)), (5, vec!["CUB", "DEU", "FRA"]));
    let [(left_out, votes)] = found.left_out[..] else { panic!("{:?}", found.left_out) };
    assert_eq!((record.member(left_out).code, votes), ("TUV", 1));
    let all = blocs(&record, BlocsQuery { least: Some(1), ..QUERY }).unwrap();
    assert_eq!(all.blocs.iter().map(|bloc| bloc.members.len()).collect::<Vec<_>>(), [2, 2]);
    let none = blocs(&record, BlocsQuery { least: Some(10), blocs: Some(4), ..QUERY });
    assert_eq!(none.unwrap_err(), NoBlocs::TooMany { wanted: 4, members: 3 });
    assert!(matches!(blocs(&record, BlocsQuery { least: Some(11), ..QUERY }), Err(NoBlocs::Matrix { .. })));
}

#[test]
fn those_who_all_vote_alike_are_in_no_blocs() {
    let record = record(&[("2024-11-10", &[("FRA", Vote::Yes), ("DEU", Vote::Yes), ("CUB", Vote::Yes)])]);
    assert_eq!(blocs(&record, QUERY).unwrap_err(), NoBlocs::NotApart { members: 3 });
}

#[test]
fn members_are_followed_from_bloc_to_bloc() {
    let of = |cuba: Vote| {
        let votes = [("FRA", Vote::Yes), ("DEU", Vote::Yes), ("CUB", cuba), ("IRN", Vote::No), ("SYR", Vote::No)];
        record(&[("2024-11-10", votes.as_slice()), ("2024-11-11", votes.as_slice())])
    };
    let (before, now) = (of(Vote::No), of(Vote::Yes));
    let through = blocs(&now, QUERY).unwrap().since(&blocs(&before, QUERY).unwrap());
    let told: Vec<_> =
        through.flows.iter().map(|flow| (flow.from, flow.to, codes(&now, &flow.members), flow.is_main)).collect();
    // Cuba, Iran and Syria were the larger bloc; now France, Germany and Cuba are.
    let expected = [(0, 0, vec!["CUB"], false), (0, 1, vec!["IRN", "SYR"], true), (1, 0, vec!["DEU", "FRA"], true)];
    assert_eq!((told.as_slice(), through.members), (expected.as_slice(), 5));
    // Pairs together: 3 + 1 in both, 1 + 1 in common; expected 4 x 4 / 10: (2 - 1.6) / (4 - 1.6).
    assert!((through.alike - 1.0 / 6.0).abs() < 1e-12);
}

#[test]
fn the_adjusted_rand_index_is_that_of_the_literature() {
    // Yeung and Ruzzo 2001, "Details of the adjusted Rand index and clustering algorithms" (supplement to Bioinformatics
    // 17(9): 763-774), table 2: counts 1 1 0, 1 2 1, 0 0 4; the index is 0.313.
    let classes = [0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
    let clusters = [0, 1, 0, 1, 1, 2, 2, 2, 2, 2];
    assert!((adjusted_rand(&classes, &clusters) - 0.313).abs() < 5e-4);
    assert_eq!((adjusted_rand(&[0, 0, 0], &[0, 0, 0]), adjusted_rand(&[0, 1, 2], &[2, 1, 0])), (1.0, 1.0));
}

fn distances() -> impl Strategy<Value = (usize, Vec<f64>)> {
    (3..12_usize).prop_flat_map(|members| (Just(members), prop::collection::vec(0.001..1.0_f64, members * members)))
}

fn of(members: usize, cells: &[f64]) -> Distances {
    Distances::of(members, &|a, b| cells[a * members + b])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_tree_joins_the_two_with_the_least_mean_distance_each_time((members, cells) in distances()) {
        let distances = of(members, &cells);
        let tree = Tree::of(&distances);
        let mut clusters: Vec<Vec<usize>> = (0..members).map(|member| vec![member]).collect();
        while clusters.len() > 1 {
            let mean = |a: &[usize], b: &[usize]| {
                let sum: f64 = a.iter().flat_map(|a| b.iter().map(|b| distances.row(*a)[*b])).sum();
                sum / (a.len() * b.len()) as f64
            };
            let pairs = (0..clusters.len()).flat_map(|a| (a + 1..clusters.len()).map(move |b| (a, b)));
            let (a, b) = pairs.min_by(|x, y| {
                mean(&clusters[x.0], &clusters[x.1]).total_cmp(&mean(&clusters[y.0], &clusters[y.1]))
            }).unwrap();
            let joined = clusters.remove(b);
            clusters[a].extend(joined);
            let mut labels = vec![0; members];
            clusters.iter().enumerate().for_each(|(label, of)| of.iter().for_each(|member| labels[*member] = label));
            prop_assert_eq!(tree.cut(clusters.len()), Parting::of_labels(&labels));
        }
        let mut leaves = tree.leaves();
        leaves.sort_unstable();
        prop_assert!(leaves.into_iter().eq(0..members));
    }

    #[test]
    fn silhouettes_are_their_definition((members, cells) in distances(), labels in prop::collection::vec(0..4_usize, 12)) {
        let (distances, labels) = (of(members, &cells), &labels[..members]);
        let parting = Parting::of_labels(labels);
        for (member, found) in distances.silhouettes(&parting).into_iter().enumerate() {
            let to = |label: usize| {
                let others = (0..members).filter(|other| *other != member && labels[*other] == label);
                let all: Vec<f64> = others.map(|other| distances.row(member)[other]).collect();
                (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
            };
            let others = (0..4).filter(|label| *label != labels[member]).filter_map(to).reduce(f64::min);
            let expected = to(labels[member]).zip(others).map_or(0.0, |(a, b)| (b - a) / a.max(b));
            prop_assert!((found - expected).abs() < 1e-12, "{} {}", found, expected);
        }
    }

    #[test]
    fn the_adjusted_rand_index_is_its_definition_by_pairs(pairs in prop::collection::vec((0..4_usize, 0..4_usize), 2..20)) {
        let (one, other): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
        let (mut together, mut first, mut second, mut apart) = (0.0, 0.0, 0.0, 0.0);
        for (a, b) in (0..pairs.len()).flat_map(|a| (a + 1..pairs.len()).map(move |b| (a, b))) {
            match (one[a] == one[b], other[a] == other[b]) {
                (true, true) => together += 1.0,
                (true, false) => first += 1.0,
                (false, true) => second += 1.0,
                (false, false) => apart += 1.0,
            }
        }
        // Warrens 2008, Journal of Classification 25: 177-183, equation 7: it is Cohen's kappa of the pairs.
        let below: f64 = (together + first) * (first + apart) + (together + second) * (second + apart);
        let expected = if below == 0.0 { 1.0 } else { 2.0 * (together * apart - first * second) / below };
        prop_assert!((adjusted_rand(&one, &other) - expected).abs() < 1e-9);
    }

    #[test]
    fn points_of_a_plane_lie_on_the_map_as_far_apart_as_they_are(points in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 3..30)) {
        let between = |a: usize, b: usize| (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1);
        let (places, shares) = scaled(&Distances::of(points.len(), &between));
        for (a, b) in (0..points.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let [x, y] = std::array::from_fn(|axis| places[a][axis] - places[b][axis]);
            prop_assert!((x.hypot(y) - between(a, b)).abs() < 1e-6);
        }
        prop_assert!((shares[0] + shares[1] - 1.0).abs() < 1e-6 && shares[0] >= shares[1]);
    }
}
