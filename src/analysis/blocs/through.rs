//! How the blocs of one time became those of another: who was in which then, and who is now.

use super::parting::adjusted_rand;
use super::query::Blocs;
use crate::members::{MemberId, MemberSet};

/// How the blocs of two times correspond.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Through {
    /// The members of each bloc of the one time that are in each of the other, in the order of both.
    pub flows: Vec<Flow>,
    /// Members that are parted in both.
    pub members: usize,
    /// The adjusted Rand index of the two partings of these.
    pub alike: f64,
    /// Who is parted only in the earlier one, and only in the later.
    pub only: [MemberSet; 2],
}

/// Members that went from a bloc to another one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Flow {
    /// The bloc of the time before, by its place.
    pub from: usize,
    /// That of the time after.
    pub to: usize,
    /// The members, by code.
    pub members: Vec<MemberId>,
    /// Whether most of the bloc of the time before went there; of equal ones to the first.
    pub is_main: bool,
}

impl Blocs {
    /// How these blocs came of those of another time.
    pub fn since(&self, before: &Self) -> Through {
        let there = |blocs: &Self| blocs.members.iter().copied().collect::<MemberSet>();
        let (now, then) = (there(self), there(before));
        let bloc_in = |blocs: &Self, member: MemberId| {
            blocs.members.iter().position(|one| *one == member).map_or(0, |place| blocs.of[place])
        };
        let both: Vec<(MemberId, usize, usize)> = self
            .members
            .iter()
            .filter(|member| then.contains(**member))
            .map(|member| (*member, bloc_in(before, *member), bloc_in(self, *member)))
            .collect();
        let mut flows = Vec::new();
        for from in 0..before.blocs.len() {
            let to = |to: usize| {
                let here = both.iter().filter(|one| (one.1, one.2) == (from, to));
                Flow { from, to, members: here.map(|one| one.0).collect(), is_main: false }
            };
            let mut of: Vec<Flow> = (0..self.blocs.len()).map(to).filter(|flow| !flow.members.is_empty()).collect();
            let most = of.iter().map(|flow| flow.members.len()).max();
            if let Some(main) = of.iter_mut().find(|flow| Some(flow.members.len()) == most) {
                main.is_main = true;
            }
            flows.append(&mut of);
        }
        let [earlier, later]: [Vec<usize>; 2] =
            [both.iter().map(|one| one.1).collect(), both.iter().map(|one| one.2).collect()];
        Through { flows, members: both.len(), alike: adjusted_rand(&earlier, &later), only: [then - now, now - then] }
    }
}
