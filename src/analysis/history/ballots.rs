//! What a member did in each roll call, and what others did there.

use crate::analysis::tally::parts;
use crate::members::{MemberId, MemberList, MemberSet, REGIONS};
use crate::record::{Date, Record, Roll, RollCallId, Tally, Vote};

/// The votes that are positions: non-voting is not one.
pub const POSITIONS: [Vote; 3] = [Vote::Yes, Vote::No, Vote::Abstain];

/// What most of some members did: the position that more of them took than any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plurality {
    /// One position was taken by more than any other.
    Of(Vote),
    /// Two positions were taken by equally many.
    Tie,
    /// None of them took a position, or it is not known.
    Nobody,
}

impl Plurality {
    /// The plurality of a tally.
    pub fn of(tally: Tally) -> Self {
        let most = POSITIONS.map(|vote| tally.count(vote)).into_iter().max().unwrap_or(0);
        let mut first = POSITIONS.into_iter().filter(|vote| tally.count(*vote) == most);
        match (most, first.next(), first.next()) {
            (0, ..) | (_, None, _) => Self::Nobody,
            (_, Some(vote), None) => Self::Of(vote),
            _ => Self::Tie,
        }
    }

    /// The plurality of these members in a roll; nobody's where the vote of one of them is not known.
    pub fn within(roll: &Roll, members: MemberSet) -> Self {
        let roll = roll.within(members);
        if roll.not_known.is_empty() { Self::of(roll.tally()) } else { Self::Nobody }
    }

    /// The word of the machine formats: a vote, or `tie`; empty for nobody's.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Of(vote) => vote.word(),
            Self::Tie => "tie",
            Self::Nobody => "",
        }
    }
}

/// What the other members of a group or list did in a roll call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Others {
    /// Their plurality; nobody's where the vote of one of them is not known.
    pub plurality: Plurality,
    /// Their votes, as far as they are known.
    pub tally: Tally,
    /// The code of the regional group that they are; empty where a group or list was named.
    pub region: &'static str,
}

impl Others {
    fn of(roll: &Roll, members: MemberSet, region: &'static str) -> Self {
        Self { plurality: Plurality::within(roll, members), tally: roll.within(members).tally(), region }
    }
}

/// From whose plurality a member may have stood apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Apart {
    /// Its own regional group on the day of the vote.
    OwnRegion,
    /// A member, group or list.
    Listed(MemberList),
}

/// With whom the ballots of a member are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Members, groups and lists, a column each.
    pub with: Vec<MemberList>,
    /// From whose plurality it stood apart.
    pub apart: Option<Apart>,
}

/// One reference, or none.
impl From<Option<&MemberList>> for References {
    fn from(reference: Option<&MemberList>) -> Self {
        Self { with: reference.cloned().into_iter().collect(), apart: None }
    }
}

/// What a member did in one roll call, and who else did it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ballot {
    /// The roll call.
    pub id: RollCallId,
    /// The member that held the seat.
    pub seat: MemberId,
    /// Its vote; none where the source does not give it.
    pub vote: Option<Vote>,
    /// The plurality of all others.
    pub majority: Plurality,
    /// What each reference did without the member itself, in the order of [`References::with`].
    pub with: Vec<Others>,
    /// What those did from whom it may have stood apart, without the member itself; none where it was not asked for, or
    /// where it was in no regional group.
    pub apart: Option<Others>,
    /// How many others took the same position, where some took a different one and the numbers are known.
    pub company: Option<u16>,
}

impl Ballot {
    /// The position that it took; non-voting is not a position.
    pub fn position(&self) -> Option<Vote> {
        self.vote.filter(|vote| *vote != Vote::NonVoting)
    }

    /// Whether it took another position than the plurality of those from whom it may have stood apart; none where they had
    /// none, or it took no position.
    pub fn is_apart(&self) -> Option<bool> {
        match (self.position()?, self.apart?.plurality) {
            (position, Plurality::Of(vote)) => Some(vote != position),
            _ => None,
        }
    }

    /// Whether at most this many others took the same position, while some took a different one.
    pub fn is_lonely(&self, most: u16) -> bool {
        self.company.is_some_and(|company| company <= most)
    }
}

/// What a member did in each of these roll calls in which it was a member of the body, in their order. What was adopted
/// without a vote is left out: nobody was absent from it.
pub fn ballots(record: &Record, ids: &[RollCallId], member: MemberId, references: &References) -> Vec<Ballot> {
    let votes = ids.iter().filter(|id| record.roll_call(**id).is_vote());
    votes.filter_map(|id| ballot(record, *id, member, references)).collect()
}

fn ballot(record: &Record, id: RollCallId, member: MemberId, references: &References) -> Option<Ballot> {
    let roll = record.roll(id);
    let seat = record.code_in(id, member)?;
    let vote = roll.vote(seat);
    let tally = record.tally(id).zip(vote).map(|(tally, vote)| without(tally, vote));
    let listed = |list: &MemberList| Others::of(roll, others(record, id, seat, list), "");
    let apart = references.apart.as_ref().and_then(|from| match from {
        Apart::Listed(list) => Some(listed(list)),
        Apart::OwnRegion => in_own_region(record, id, seat),
    });
    let rest = tally.zip(vote.filter(|vote| *vote != Vote::NonVoting));
    let opposed = rest.filter(|(tally, vote)| tally.members() - tally.non_voting > tally.count(*vote));
    Some(Ballot {
        id,
        seat,
        vote,
        majority: tally.map_or(Plurality::Nobody, Plurality::of),
        with: references.with.iter().map(listed).collect(),
        apart,
        company: opposed.map(|(tally, vote)| tally.count(vote)),
    })
}

/// The members of a list in a roll call without the one in this seat.
pub(super) fn others(record: &Record, id: RollCallId, seat: MemberId, list: &MemberList) -> MemberSet {
    let mut others = list.on(record.members(), record.roll_call(id).date.unwrap_or(Date::MAX));
    others.remove(seat);
    others
}

/// What the others of its regional group did; none where it was in none, or the day is not known.
fn in_own_region(record: &Record, id: RollCallId, seat: MemberId) -> Option<Others> {
    let (day, roll) = (record.roll_call(id).date?, record.roll(id));
    let regions = parts(record.members(), roll.members(), &REGIONS, day);
    let own = regions.into_iter().find(|part| !part.code.is_empty() && part.members.contains(seat))?;
    let mut others = own.members;
    others.remove(seat);
    Some(Others::of(roll, others, own.code))
}

/// A tally without one of its votes.
fn without(mut tally: Tally, vote: Vote) -> Tally {
    let own = [&mut tally.yes, &mut tally.no, &mut tally.abstain, &mut tally.non_voting];
    *own[vote as usize] = own[vote as usize].saturating_sub(1);
    tally
}
