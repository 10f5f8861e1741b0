//! The inner loop of [`pairs_by_year`](super::pairs_by_year): the nine counts of each line with all lines behind it, 32
//! lines at a time. It counts bits and knows nothing of votes.

// Instructions of a newer processor may be used only within the function that checked for it: all the rest is inlined
// there.
#![allow(clippy::inline_always)]

use multiversion::multiversion;

use crate::members::MemberSet;

/// Lines counted at once: the bytes in a vector register of AVX2.
const LANES: usize = 32;
/// Cells of the table of positions.
pub(super) const CELLS: usize = 9;

/// One byte for each line, its positions in eight roll calls; behind the last is room to read a whole register.
pub(super) type Bytes = [u8; MemberSet::CAPACITY + LANES];

/// For yes, abstain and no, K bytes of each line: 8 K roll calls.
pub(super) type Planes<const K: usize> = [Box<[Bytes; K]>; 3];

/// Planes without a position.
pub(super) fn empty<const K: usize>() -> Planes<K> {
    std::array::from_fn(|_| Box::new([[0; _]; K]))
}

/// Where the counts of a line begin: behind those of all lines before it.
pub(super) const fn row_start(lines: usize, at: usize) -> usize {
    CELLS * (at * (2 * lines).saturating_sub(at + 1) / 2)
}

/// Adds for each line but the last the nine cells (rows the line, columns the other), each with one count for every
/// line behind it. No count exceeds a byte while K is below 32.
///
/// It is compiled for several processors, and the program looks which it runs on: the bits of a byte are counted by an
/// instruction of their own (x86-64 since about 2019), or looked up by halves, 32 bytes at once (since about 2013).
/// Muła, Kurz and Lemire 2018, *The Computer Journal* 61(1): 111-120, section 3.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl+avx512bitalg", "x86_64+avx2"))]
pub(super) fn count<const K: usize>(lines: usize, planes: &Planes<K>, counts: &mut Vec<u8>) {
    fill(lines, planes, counts);
}

#[inline(always)]
fn fill<const K: usize>(lines: usize, planes: &Planes<K>, counts: &mut Vec<u8>) {
    let last = lines.saturating_sub(1);
    counts.reserve(row_start(lines, last) + LANES);
    for (a, cell) in (0..last).flat_map(|a| (0..CELLS).map(move |cell| (a, cell))) {
        let mine: [u8; K] = std::array::from_fn(|byte| planes[cell / 3][byte][a]);
        let theirs = &planes[cell % 3];
        let end = counts.len() + lines - a - 1;
        for at in (a + 1..lines).step_by(LANES) {
            let theirs: [&[u8; LANES]; K] = std::array::from_fn(|byte| lanes(&theirs[byte], at));
            counts.extend_from_slice(&common(&mine, &theirs));
        }
        // What a register counts behind the last line is no pair.
        counts.truncate(end);
    }
}

/// Counts what a line has in common with [`LANES`] others.
#[inline(always)]
fn common<const K: usize>(mine: &[u8; K], theirs: &[&[u8; LANES]; K]) -> [u8; LANES] {
    let mut counts = [0; LANES];
    for (mine, theirs) in mine.iter().zip(theirs) {
        for (count, theirs) in counts.iter_mut().zip(*theirs) {
            *count += (mine & theirs).count_ones() as u8;
        }
    }
    counts
}

#[inline(always)]
fn lanes(bytes: &Bytes, at: usize) -> &[u8; LANES] {
    bytes[at..].first_chunk().unwrap_or(&[0; LANES])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The bytes of so many lines, drawn with a step of an odd number.
    fn planes<const K: usize>(lines: usize, seed: u64) -> Planes<K> {
        let (mut state, mut planes) = (seed | 1, empty());
        for byte in planes.iter_mut().flat_map(|plane| plane.iter_mut()).flat_map(|bytes| &mut bytes[..lines]) {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 56) as u8;
        }
        planes
    }

    fn one_by_one<const K: usize>(lines: usize, planes: &Planes<K>) -> Vec<u8> {
        let mut counts = Vec::new();
        for a in 0..lines {
            for (mine, theirs) in planes.iter().flat_map(|mine| planes.iter().map(move |theirs| (mine, theirs))) {
                counts.extend((a + 1..lines).map(|b| {
                    let common = |byte: usize| (mine[byte][a] & theirs[byte][b]).count_ones() as u8;
                    (0..K).map(common).sum::<u8>()
                }));
            }
        }
        counts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_way_of_counting_counts_the_bits_one_by_one(lines in 0..=MemberSet::CAPACITY, seed: u64) {
            let planes = planes::<3>(lines, seed);
            let expected = one_by_one(lines, &planes);
            // What stood there stays.
            let (mut fastest, mut portable) = (vec![7], vec![7]);
            count(lines, &planes, &mut fastest);
            fill(lines, &planes, &mut portable);
            prop_assert_eq!(fastest.split_off(1), expected.clone());
            prop_assert_eq!(portable.split_off(1), expected);
        }
    }

    #[test]
    fn a_count_of_192_roll_calls_fits_its_byte() {
        let mut all = empty::<24>();
        all.iter_mut().flat_map(|plane| plane.as_flattened_mut()).for_each(|byte| *byte = u8::MAX);
        let (mut fastest, mut portable) = (Vec::new(), Vec::new());
        count(40, &all, &mut fastest);
        fill(40, &all, &mut portable);
        assert!(fastest.iter().chain(&portable).all(|count| *count == 192));
        assert_eq!([fastest.len(), portable.len()], [9 * 40 * 39 / 2; 2]);
    }
}
