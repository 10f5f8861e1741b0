//! A set of members as 256 bits. It knows no member by name.

use serde::{Deserialize, Serialize};
use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Sub};

/// Index of a member in the table of members.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct MemberId(u8);

impl MemberId {
    /// The member with this index.
    pub const fn new(index: u8) -> Self {
        Self(index)
    }

    /// The index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of members. What reads and joins sets is small and called for every roll call: it is compiled where it is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Debug)]
pub struct MemberSet([u64; 4]);

impl MemberSet {
    /// Number of members that a set can hold.
    pub const CAPACITY: usize = 256;

    /// No member.
    pub const EMPTY: Self = Self([0; 4]);

    /// Adds a member.
    #[inline]
    pub const fn insert(&mut self, member: MemberId) {
        self.0[member.index() / 64] |= 1 << (member.index() % 64);
    }

    /// Takes a member out.
    #[inline]
    pub const fn remove(&mut self, member: MemberId) {
        self.0[member.index() / 64] &= !(1 << (member.index() % 64));
    }

    /// Whether a member is in it.
    #[inline]
    pub const fn contains(&self, member: MemberId) -> bool {
        self.0[member.index() / 64] >> (member.index() % 64) & 1 == 1
    }

    /// Number of members.
    #[inline]
    pub fn len(&self) -> usize {
        let [a, b, c, d] = self.0;
        (a.count_ones() + b.count_ones() + c.count_ones() + d.count_ones()) as usize
    }

    /// Whether it is empty.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// The member, where it holds one and no other.
    pub(crate) fn only(self) -> Option<MemberId> {
        self.iter().next().filter(|_| self.len() == 1)
    }

    /// The set of up to 256 bits, the lowest index first; what is missing is empty.
    #[inline]
    pub(crate) fn of_words(words: impl IntoIterator<Item = u64>) -> Self {
        let mut set = Self::EMPTY;
        set.0.iter_mut().zip(words).for_each(|(word, bits)| *word = bits);
        set
    }

    /// The 256 bits, the lowest index first.
    #[inline]
    pub(crate) const fn words(&self) -> &[u64; 4] {
        &self.0
    }

    /// The members, by index.
    pub fn iter(self) -> impl Iterator<Item = MemberId> {
        let (mut words, mut at) = (self.0, 0);
        std::iter::from_fn(move || {
            while words.get(at) == Some(&0) {
                at += 1;
            }
            let word = words.get_mut(at)?;
            let bit = word.trailing_zeros();
            *word &= *word - 1;
            Some(MemberId((at * 64) as u8 + bit as u8))
        })
    }
}

impl FromIterator<MemberId> for MemberSet {
    fn from_iter<I: IntoIterator<Item = MemberId>>(members: I) -> Self {
        let mut set = Self::EMPTY;
        members.into_iter().for_each(|member| set.insert(member));
        set
    }
}

impl BitAnd for MemberSet {
    type Output = Self;
    #[inline]
    fn bitand(self, other: Self) -> Self {
        let ([a, b, c, d], with) = (self.0, other.0);
        Self([a & with[0], b & with[1], c & with[2], d & with[3]])
    }
}

impl BitOr for MemberSet {
    type Output = Self;
    #[inline]
    fn bitor(self, other: Self) -> Self {
        let ([a, b, c, d], with) = (self.0, other.0);
        Self([a | with[0], b | with[1], c | with[2], d | with[3]])
    }
}

impl Sub for MemberSet {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        let ([a, b, c, d], with) = (self.0, other.0);
        Self([a & !with[0], b & !with[1], c & !with[2], d & !with[3]])
    }
}

impl BitAndAssign for MemberSet {
    #[inline]
    fn bitand_assign(&mut self, other: Self) {
        *self = *self & other;
    }
}

impl BitOrAssign for MemberSet {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn members() -> impl Strategy<Value = BTreeSet<MemberId>> {
        prop::collection::btree_set(any::<u8>().prop_map(MemberId::new), 0..80)
    }

    proptest! {
        #[test]
        fn a_set_of_bits_behaves_as_a_set(a in members(), b in members()) {
            let bits = |set: &BTreeSet<MemberId>| set.iter().copied().collect::<MemberSet>();
            let (left, right) = (bits(&a), bits(&b));
            prop_assert_eq!(left.len(), a.len());
            prop_assert_eq!(left.is_empty(), a.is_empty());
            prop_assert!(left.iter().eq(a.iter().copied()));
            prop_assert_eq!(left & right, bits(&(&a & &b)));
            prop_assert_eq!(left | right, bits(&(&a | &b)));
            prop_assert_eq!(left - right, bits(&(&a - &b)));
            let mut assigned = left;
            assigned &= right;
            assigned |= left;
            prop_assert_eq!(assigned, left);
        }

        #[test]
        fn a_member_is_in_it_from_insertion_to_removal(mut a in members(), member in any::<u8>().prop_map(MemberId::new)) {
            let mut set: MemberSet = a.iter().copied().collect();
            set.insert(member);
            a.insert(member);
            prop_assert!(set.contains(member));
            prop_assert_eq!(set.len(), a.len());
            set.remove(member);
            prop_assert!(!set.contains(member));
            prop_assert_eq!(set.len(), a.len() - 1);
        }
    }

    #[test]
    fn the_lowest_index_is_the_lowest_bit_of_the_first_word() {
        let set: MemberSet = [0, 64, 255].into_iter().map(MemberId::new).collect();
        assert_eq!(set.words(), &[1, 1, 0, 1 << 63]);
    }
}
