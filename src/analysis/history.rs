//! A member's record: what it voted, whether it stood with the majority and with a reference, and when it was alone. It
//! is that of a line (see [`Record::lines`]), and selects no roll calls.

use super::counted::Counted;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Date, Record, Roll, RollCallId, Session, Tally, Vote, Word, Words};

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

/// What a member did in one roll call, and who else did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The plurality of the reference without the member itself; nobody's where there is no reference.
    pub reference: Plurality,
    /// How many others took the same position, where some took a different one and the numbers are known.
    pub company: Option<u16>,
}

impl Ballot {
    /// The position that it took; non-voting is not a position.
    pub fn position(&self) -> Option<Vote> {
        self.vote.filter(|vote| *vote != Vote::NonVoting)
    }

    /// Whether at most this many others took the same position, while some took a different one.
    pub fn is_lonely(&self, most: u16) -> bool {
        self.company.is_some_and(|company| company <= most)
    }
}

/// A member's record over some roll calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Votes by kind, in the order of [`Vote::ALL`].
    pub votes: [u32; 4],
    /// Roll calls in which it was a member and its vote is not known.
    pub not_known: u32,
    /// Votes with the plurality of the others.
    pub majority: Counted,
    /// Votes left out of `majority` because the others were tied.
    pub majority_ties: u32,
    /// Votes with the plurality of the reference.
    pub reference: Counted,
    /// Votes left out of `reference` because the members of the reference were tied.
    pub reference_ties: u32,
    /// Votes in which at most the given number of others took the same position.
    pub lonely: u32,
}

impl Counts {
    /// The record of these ballots; those with at most `lonely` others on the same side count as lonely.
    pub fn of<'b>(ballots: impl IntoIterator<Item = &'b Ballot>, lonely: u16) -> Self {
        let mut counts = Self::default();
        for ballot in ballots {
            match Vote::ALL.iter().position(|vote| ballot.vote == Some(*vote)) {
                Some(kind) => counts.votes[kind] += 1,
                None => counts.not_known += 1,
            }
            if let Some(position) = ballot.position() {
                for (others, with, ties) in [
                    (ballot.majority, &mut counts.majority, &mut counts.majority_ties),
                    (ballot.reference, &mut counts.reference, &mut counts.reference_ties),
                ] {
                    match others {
                        Plurality::Of(vote) => with.count(vote == position),
                        Plurality::Tie => *ties += 1,
                        Plurality::Nobody => {}
                    }
                }
            }
            counts.lonely += u32::from(ballot.is_lonely(lonely));
        }
        counts
    }

    /// Roll calls in which it was a member and its vote is known.
    pub fn known(&self) -> u32 {
        self.votes.iter().sum()
    }

    /// Yes, no and abstentions cast, of the roll calls in which it was a member and its vote is known.
    pub fn participation(&self) -> Counted {
        Counted::new(self.known() - self.votes[3], self.known())
    }
}

/// The periods by which a member's record is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// The calendar year of the vote.
    #[default]
    Year,
    /// The session of the Assembly.
    Session,
}

impl Words for By {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Year, "year", "Calendar year of the vote"),
        Word::new(Self::Session, "session", "Session of the Assembly"),
    ];
}

/// A period by which votes are counted. A session is not a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Period {
    /// The calendar year of the vote.
    Year(i16),
    /// The session of the Assembly.
    Session(Session),
}

/// What a member did in each of these roll calls in which it was a member of the body, in their order. What was adopted
/// without a vote is left out: nobody was absent from it.
pub fn ballots(record: &Record, ids: &[RollCallId], member: MemberId, reference: Option<&MemberList>) -> Vec<Ballot> {
    let votes = ids.iter().filter(|id| record.roll_call(**id).is_vote());
    votes.filter_map(|id| ballot(record, *id, member, reference)).collect()
}

fn ballot(record: &Record, id: RollCallId, member: MemberId, reference: Option<&MemberList>) -> Option<Ballot> {
    let (day, roll) = (record.roll_call(id).date, record.roll(id));
    let seat = record.code_in(id, member)?;
    let vote = roll.vote(seat);
    let tally = record.tally(id).zip(vote).map(|(tally, vote)| without(tally, vote));
    let reference = reference.map_or(Plurality::Nobody, |list| {
        let mut others = list.on(record.members(), day.unwrap_or(Date::MAX));
        others.remove(seat);
        Plurality::within(roll, others)
    });
    let others = tally.zip(vote.filter(|vote| *vote != Vote::NonVoting));
    let opposed = others.filter(|(tally, vote)| tally.members() - tally.non_voting > tally.count(*vote));
    let company = opposed.map(|(tally, vote)| tally.count(vote));
    Some(Ballot { id, seat, vote, majority: tally.map_or(Plurality::Nobody, Plurality::of), reference, company })
}

/// A tally without one of its votes.
fn without(mut tally: Tally, vote: Vote) -> Tally {
    let own = [&mut tally.yes, &mut tally.no, &mut tally.abstain, &mut tally.non_voting];
    *own[vote as usize] = own[vote as usize].saturating_sub(1);
    tally
}

/// Ballots by year of the vote or by session, in the order of their first ballots; those without one are left out.
pub fn by_period(record: &Record, ballots: &[Ballot], by: By) -> Vec<(Period, Vec<Ballot>)> {
    let mut periods: Vec<(Period, Vec<Ballot>)> = Vec::new();
    for ballot in ballots {
        let period = match by {
            By::Year => record.year(ballot.id).map(Period::Year),
            By::Session => record.roll_call(ballot.id).session.map(Period::Session),
        };
        let Some(period) = period else { continue };
        match periods.iter_mut().find(|(known, _)| *known == period) {
            Some((_, ballots)) => ballots.push(*ballot),
            None => periods.push((period, vec![*ballot])),
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::small_records::record;

    fn of(record: &Record, code: &str, reference: Option<&str>) -> Vec<Ballot> {
        let reference = reference.map(|list| record.members().list(list).unwrap());
        let ids: Vec<_> = record.ids().collect();
        ballots(record, &ids, record.members().by_code(code).unwrap(), reference.as_ref())
    }

    const VOTES: &[(&str, &[(&str, Vote)])] = &[
        // Alone against three.
        ("2024-12-01", &[("USA", Vote::No), ("FRA", Vote::Yes), ("DEU", Vote::Yes), ("KEN", Vote::Yes)]),
        // With one other; the others are tied, one to one.
        ("2025-01-10", &[("USA", Vote::No), ("FRA", Vote::No), ("DEU", Vote::Yes), ("KEN", Vote::NonVoting)]),
        // With all.
        ("2025-02-10", &[("USA", Vote::Yes), ("FRA", Vote::Yes), ("DEU", Vote::Yes)]),
        ("2025-03-10", &[("USA", Vote::NonVoting), ("FRA", Vote::Yes)]),
        ("2025-04-10", &[("FRA", Vote::Yes)]),
    ];

    #[test]
    fn a_record_counts_votes_majorities_and_ties() {
        let record = record(VOTES);
        let ballots = of(&record, "USA", Some("EU"));
        let counts = Counts::of(&ballots, 0);
        assert_eq!(counts.votes, [1, 2, 0, 1]);
        assert_eq!(counts.participation().share(), Some(0.75));
        // Against three, tied, with two.
        assert_eq!((counts.majority, counts.majority_ties), (Counted { hits: 1, of: 2 }, 1));
        // France and Germany: both yes, one each, both yes.
        assert_eq!((counts.reference, counts.reference_ties), (Counted { hits: 1, of: 2 }, 1));
        // In the first roll call alone, in the second with France; where all agree nobody is lonely.
        assert_eq!(counts.lonely, 1);
        assert_eq!(Counts::of(&ballots, 1).lonely, 2);
    }

    #[test]
    fn a_year_is_not_a_session() {
        let record = record(VOTES);
        let ballots = of(&record, "USA", None);
        let told = |by| {
            let periods = by_period(&record, &ballots, by);
            periods.iter().map(|(period, ballots)| (*period, ballots.len())).collect::<Vec<_>>()
        };
        assert_eq!(told(By::Year), [(Period::Year(2024), 1), (Period::Year(2025), 3)]);
        assert_eq!(told(By::Session), [(Period::Session(Session::Regular(79)), 4)]);
    }

    #[test]
    fn russia_has_the_votes_of_the_soviet_union() {
        let record = record(&[("1985-12-01", &[("SUN", Vote::No)]), ("1995-12-01", &[("RUS", Vote::Yes)])]);
        let votes = |code| of(&record, code, None).iter().filter_map(|ballot| ballot.vote).collect::<Vec<_>>();
        assert_eq!(votes("RUS"), [Vote::No, Vote::Yes]);
        // The record of the Soviet Union ends with it.
        assert_eq!(votes("SUN"), [Vote::No]);
    }

    #[test]
    fn without_a_vote_there_is_no_share() {
        let counts = Counts::of(&[], 0);
        assert_eq!(
            (counts.majority.share(), counts.majority.interval(), counts.participation().share()),
            (None, None, None)
        );
    }

    #[test]
    fn a_member_is_no_reference_for_itself() {
        let record = record(VOTES);
        assert!(of(&record, "USA", Some("US")).iter().all(|ballot| ballot.reference == Plurality::Nobody));
        // France against the European Union is France against Germany.
        let france: Vec<_> = of(&record, "FRA", Some("EU")).iter().map(|ballot| ballot.reference).collect();
        let yes = Plurality::Of(Vote::Yes);
        assert_eq!(france, [yes, yes, yes, Plurality::Nobody, Plurality::Nobody]);
    }
}
