//! The inner loop of [`pairs_by_year`](super::pairs_by_year): the nine counts of each line with all lines behind it, 64
//! roll calls at a time. It counts bits and knows nothing of votes.

use multiversion::multiversion;

/// Cells of the table of positions.
pub(super) const CELLS: usize = 9;

/// For yes, abstain and no, a word of each line: its positions in 64 roll calls.
pub(super) type Planes = [Vec<u64>; 3];

/// Where the counts of a line begin: behind those of all lines before it.
pub(super) const fn row_start(lines: usize, at: usize) -> usize {
    CELLS * (at * (2 * lines).saturating_sub(at + 1) / 2)
}

/// Adds 64 roll calls to the counts: for each line but the last the nine cells (rows the line, columns the other), each
/// with one count for every line behind it.
///
/// It is compiled twice, and the program looks which it runs on: x86-64 since about 2008 counts the bits of a word by an
/// instruction of its own. Loops, not closures: in a crate that is built to be small a closure may stay a call, and that
/// into code for older processors.
#[multiversion(targets("x86_64+popcnt"))]
pub(super) fn count(planes: &Planes, counts: &mut [u32]) {
    let lines = planes[0].len();
    let mut rest = counts;
    for a in 0..lines.saturating_sub(1) {
        for mine in planes {
            let mine = mine[a];
            for theirs in planes {
                let (cell, behind) = rest.split_at_mut(lines - a - 1);
                rest = behind;
                if mine != 0 {
                    for (count, theirs) in cell.iter_mut().zip(&theirs[a + 1..]) {
                        *count += (mine & theirs).count_ones();
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_counted_at_once_is_the_bits_one_by_one(words in prop::collection::vec(any::<[u64; 3]>(), 0..40)) {
            let planes: Planes = std::array::from_fn(|plane| words.iter().map(|word| word[plane]).collect());
            // What stood there is added to.
            let mut counts = vec![7; row_start(words.len(), words.len().saturating_sub(1))];
            count(&planes, &mut counts);
            let mut expected = Vec::new();
            for a in 0..words.len() {
                for (mine, theirs) in (0..CELLS).map(|cell| (cell / 3, cell % 3)) {
                    for other in &words[a + 1..] {
                        let common = |bit: &u32| words[a][mine] >> bit & other[theirs] >> bit & 1 == 1;
                        expected.push(7 + (0..64).filter(common).count() as u32);
                    }
                }
            }
            prop_assert_eq!(counts, expected);
        }
    }
}
