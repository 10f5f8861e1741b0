//! Keeps labels apart that would stand upon one another.

/// Places for labels of these sizes that lie as near as may be to where they are wanted, in that order, without touching,
/// within these edges: pooling adjacent violators (Ayer et al. 1955, Annals of Mathematical Statistics
/// 26(4): 641-647), which gives the least sum of squared moves. A place is the middle of its label.
pub(super) fn apart(wanted: &[f64], sizes: &[f64], edges: [f64; 2]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let (Some(first), Some(last)) = (order.first(), order.last()) else { return Vec::new() };
    // Without what lies between the middles of the labels before, places that do not touch are places in order.
    let mut before = vec![0.0; wanted.len()];
    for pair in order.windows(2) {
        before[pair[1]] = before[pair[0]] + f64::midpoint(sizes[pair[0]], sizes[pair[1]]);
    }
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for at in &order {
        let mut pool = (wanted[*at] - before[*at], 1);
        while let Some((sum, count)) = pools.last().copied() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    let low = edges[0] + sizes[*first] / 2.0;
    let high = (edges[1] - sizes[*last] / 2.0 - before[*last]).max(low);
    let means = pools.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count));
    let mut found = vec![0.0; wanted.len()];
    for (at, mean) in order.iter().zip(means) {
        found[*at] = mean.clamp(low, high) + before[*at];
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_that_touch_share_the_move() {
        // 10 and 12 want 2 between them and need 6: each moves by 2. 30 stays.
        assert_eq!(apart(&[10.0, 12.0, 30.0], &[6.0; 3], [0.0, 100.0]), [8.0, 14.0, 30.0]);
        // In another order, the same places.
        assert_eq!(apart(&[30.0, 10.0, 12.0], &[6.0; 3], [0.0, 100.0]), [30.0, 8.0, 14.0]);
        // Three at 10 of 6 each: 4, 10, 16; from 5 on they begin at 8.
        assert_eq!(apart(&[10.0; 3], &[6.0; 3], [0.0, 100.0]), [4.0, 10.0, 16.0]);
        assert_eq!(apart(&[10.0; 3], &[6.0; 3], [5.0, 100.0]), [8.0, 14.0, 20.0]);
        assert_eq!(apart(&[99.0, 99.0], &[6.0; 2], [0.0, 100.0]), [91.0, 97.0]);
        assert_eq!(apart(&[], &[], [0.0, 1.0]), Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn labels_never_touch_and_a_single_one_stays(
            wanted in prop::collection::vec(0.0..200.0_f64, 1..12), size in 1.0..15.0_f64,
        ) {
            let sizes = vec![size; wanted.len()];
            let mut found = apart(&wanted, &sizes, [-500.0, 700.0]);
            if found.len() == 1 {
                prop_assert!((found[0] - wanted[0]).abs() < 1e-9);
            }
            found.sort_by(f64::total_cmp);
            for pair in found.windows(2) {
                prop_assert!(pair[1] - pair[0] >= size - 1e-9);
            }
        }
    }
}
