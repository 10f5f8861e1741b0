//! A set of members as 256 bits. It knows no member by name.

use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Sub, SubAssign};

/// Index of a member in the table of members.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MemberId(u8);

impl MemberId {
    /// The member with this index.
    #[must_use]
    pub const fn new(index: u8) -> Self {
        Self(index)
    }

    /// The index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of members.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug)]
pub struct MemberSet([u64; 4]);

impl MemberSet {
    /// Number of members that a set can hold.
    pub const CAPACITY: usize = 256;

    /// No member.
    pub const EMPTY: Self = Self([0; 4]);

    /// Adds a member.
    pub const fn insert(&mut self, member: MemberId) {
        self.0[member.index() / 64] |= 1 << (member.index() % 64);
    }

    /// Takes a member out.
    pub const fn remove(&mut self, member: MemberId) {
        self.0[member.index() / 64] &= !(1 << (member.index() % 64));
    }

    /// Whether a member is in it.
    #[must_use]
    pub const fn contains(&self, member: MemberId) -> bool {
        self.0[member.index() / 64] >> (member.index() % 64) & 1 == 1
    }

    /// Number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// The 256 bits, the lowest index first.
    #[must_use]
    pub const fn words(&self) -> &[u64; 4] {
        &self.0
    }

    /// The members, by index.
    pub fn iter(self) -> impl Iterator<Item = MemberId> {
        (0..=u8::MAX).map(MemberId).filter(move |member| self.contains(*member))
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
    fn bitand(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }
}

impl BitOr for MemberSet {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }
}

impl Sub for MemberSet {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] & !other.0[i]))
    }
}

impl BitAndAssign for MemberSet {
    fn bitand_assign(&mut self, other: Self) {
        *self = *self & other;
    }
}

impl BitOrAssign for MemberSet {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl SubAssign for MemberSet {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
