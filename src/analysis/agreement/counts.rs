//! The inner loop of [`pairs_by_year`](super::pairs_by_year): the nine counts of each line with all lines behind it, 32
//! lines at a time. It counts bits and knows nothing of votes.

// Instructions of a newer processor may be used only within the function that checked for it: all the rest is inlined there.
#![allow(clippy::inline_always)]

use crate::record::MemberSet;

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

/// Adds for each line but the last the nine cells (rows the line, columns the other), each with one count for every line
/// behind it. No count exceeds a byte while K is below 32.
pub(super) fn count<const K: usize>(lines: usize, planes: &Planes<K>, counts: &mut Vec<u8>) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        return simd.vectorize(Avx2 { simd, lines, planes, counts });
    }
    fill(lines, planes, &Portable, counts);
}

/// Counts what a line has in common with [`LANES`] others.
trait Count {
    fn common<const K: usize>(&self, mine: &[u8; K], theirs: &[&[u8; LANES]; K]) -> [u8; LANES];
}

#[inline(always)]
fn fill<const K: usize>(lines: usize, planes: &Planes<K>, count: &impl Count, counts: &mut Vec<u8>) {
    let last = lines.saturating_sub(1);
    counts.reserve(row_start(lines, last) + LANES);
    for (a, cell) in (0..last).flat_map(|a| (0..CELLS).map(move |cell| (a, cell))) {
        let mine: [u8; K] = std::array::from_fn(|byte| planes[cell / 3][byte][a]);
        let theirs = &planes[cell % 3];
        let end = counts.len() + lines - a - 1;
        for at in (a + 1..lines).step_by(LANES) {
            let theirs: [&[u8; LANES]; K] = std::array::from_fn(|byte| lanes(&theirs[byte], at));
            counts.extend_from_slice(&count.common(&mine, &theirs));
        }
        // What a register counts behind the last line is no pair.
        counts.truncate(end);
    }
}

#[inline(always)]
fn lanes(bytes: &Bytes, at: usize) -> &[u8; LANES] {
    bytes[at..].first_chunk().unwrap_or(&[0; LANES])
}

/// For every processor.
struct Portable;

impl Count for Portable {
    #[inline(always)]
    fn common<const K: usize>(&self, mine: &[u8; K], theirs: &[&[u8; LANES]; K]) -> [u8; LANES] {
        let mut counts = [0; LANES];
        for (mine, theirs) in mine.iter().zip(theirs) {
            for (count, theirs) in counts.iter_mut().zip(*theirs) {
                *count += (mine & theirs).count_ones() as u8;
            }
        }
        counts
    }
}

/// For x86-64 processors since about 2013, which the program looks for when it runs: the bits of half a byte are looked up
/// for 32 lines by one instruction. Muła, Kurz and Lemire 2018, *The Computer Journal* 61(1): 111-120, section 3.
#[cfg(target_arch = "x86_64")]
struct Avx2<'p, const K: usize> {
    simd: pulp::x86::V3,
    lines: usize,
    planes: &'p Planes<K>,
    counts: &'p mut Vec<u8>,
}

#[cfg(target_arch = "x86_64")]
impl<const K: usize> pulp::NullaryFnOnce for Avx2<'_, K> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        fill(self.lines, self.planes, &self.simd, self.counts);
    }
}

#[cfg(target_arch = "x86_64")]
impl Count for pulp::x86::V3 {
    #[inline(always)]
    fn common<const K: usize>(&self, mine: &[u8; K], theirs: &[&[u8; LANES]; K]) -> [u8; LANES] {
        const BITS_OF_HALF: [u8; LANES] = {
            let mut bits = [0; LANES];
            let mut at = 0;
            while at < LANES {
                bits[at] = (at as u8 & 15).count_ones() as u8;
                at += 1;
            }
            bits
        };
        let simd = self.avx2;
        let (bits, low) = (pulp::cast(BITS_OF_HALF), self.avx._mm256_set1_epi8(15));
        let mut counts = self.avx._mm256_setzero_si256();
        for (mine, theirs) in mine.iter().zip(theirs) {
            let mine = self.avx._mm256_set1_epi8(mine.cast_signed());
            let common = simd._mm256_and_si256(mine, pulp::cast(**theirs));
            let low_bits = simd._mm256_shuffle_epi8(bits, simd._mm256_and_si256(common, low));
            let high = simd._mm256_and_si256(simd._mm256_srli_epi16::<4>(common), low);
            let high_bits = simd._mm256_shuffle_epi8(bits, high);
            counts = simd._mm256_add_epi8(counts, simd._mm256_add_epi8(low_bits, high_bits));
        }
        pulp::cast(counts)
    }
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
            fill(lines, &planes, &Portable, &mut portable);
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
        fill(40, &all, &Portable, &mut portable);
        assert!(fastest.iter().chain(&portable).all(|count| *count == 192));
        assert_eq!([fastest.len(), portable.len()], [9 * 40 * 39 / 2; 2]);
    }
}
