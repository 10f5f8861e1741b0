//! The votes that a fit rests on: roll calls on one question made one item, each member's votes of one session made one
//! member-session, and both ways of going through them. It estimates nothing.

use crate::members::order::InOrder as _;
use hashbrown::HashMap;

use crate::analysis::series::Links;
use crate::members::{MemberId, MemberSet};
use crate::record::{Body, Date, Matter, Record, Roll, RollCallId, Session};

/// Of the members that voted on both of two linked roll calls at least this share must have voted alike, for them to be
/// one item. Chosen on votes held out: docs/ideal.md has the figures.
const LEAST_ALIKE: f64 = 0.97;
/// In the nineteenth session votes were avoided, over the arrears of some members: no positions can be told from it.
const WITHOUT_VOTES: u16 = 19;
/// From this year on, votes on paragraphs and amendments are left out where the source marks them, as Bailey, Strezhnev
/// and Voeten do: before it no source does.
const WHOLE_TEXTS_FROM: i16 = 1990;

/// Why roll calls are not in a fit, with how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Everybody that took a position took the same, also in what they are linked with.
    pub unanimous: usize,
    /// Votes on paragraphs and amendments since 1990.
    pub parts: usize,
    /// Votes of the nineteenth session (1964-65).
    pub nineteenth: usize,
    /// Neither a session nor a day is known.
    pub undated: usize,
    /// No member's position is known.
    pub no_roll: usize,
}

/// How roll calls become items.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SameQuestion {
    /// By the links of the record, where members voted alike.
    Links,
    /// Each roll call is an item of its own.
    None,
    /// By pairs of numbers of roll calls in Voeten's data (`rcid`), the earlier first.
    Pairs(Vec<(u32, u32)>),
}

/// Where a vote stands to the cuts of its item: below the first, above the second, or between two.
pub(super) const BELOW: u32 = 0;
pub(super) const ABOVE: u32 = 1;
pub(super) const BETWEEN: u32 = 2;

/// A vote of a list: the other index (item or member-session), and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vote(u32);

impl Vote {
    pub(super) const fn new(index: usize, class: u32) -> Self {
        Self((index as u32) << 2 | class)
    }

    #[inline]
    pub(super) const fn index(self) -> usize {
        (self.0 >> 2) as usize
    }

    #[inline]
    pub(super) const fn class(self) -> u32 {
        self.0 & 3
    }
}

/// Lists of votes one behind the other, with where each begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    starts: Vec<usize>,
    votes: Vec<Vote>,
}

impl Lists {
    pub(super) fn of(&self, one: usize) -> &[Vote] {
        &self.votes[self.starts[one]..self.starts[one + 1]]
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// All votes of the lists.
    pub(super) fn votes(&self) -> usize {
        self.votes.len()
    }

    /// Lists of these lengths, filled by `fill`, which is called with what enters a vote into a list.
    fn filled(lengths: &[u32], fill: impl FnOnce(&mut dyn FnMut(usize, Vote))) -> Self {
        let mut starts = vec![0];
        starts.extend(lengths.iter().scan(0, |sum, length| {
            *sum += *length as usize;
            Some(*sum)
        }));
        let mut next = starts.clone();
        let mut votes = vec![Vote(0); starts[lengths.len()]];
        fill(&mut |list, vote| {
            votes[next[list]] = vote;
            next[list] += 1;
        });
        Self { starts, votes }
    }
}

/// A member that has no votes in a session.
const NO_SEAT: u32 = u32::MAX;

/// A member in one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub line: MemberId,
    pub session: u16,
}

/// The votes of a fit.
#[derive(Clone, Debug)]
pub(super) struct Votes {
    /// The roll calls, by item and then in time.
    pub roll_calls: Vec<(RollCallId, usize)>,
    /// For each item whether abstentions stand between two cuts, as all three positions occurred.
    pub two_cuts: Vec<bool>,
    /// For each item how many voted yes, abstained, voted no.
    pub counts: Vec<[u32; 3]>,
    /// By item, with the member-sessions.
    pub by_item: Lists,
    /// Member-sessions by line, then by session.
    pub seats: Vec<Seat>,
    /// The place of each among them, by line and then by session; [`NO_SEAT`] where there is none.
    seat_at: Vec<u32>,
    /// By member-session, with the items.
    pub by_seat: Lists,
    /// The member-sessions of each line, and behind the last of them.
    pub lines: Vec<(usize, usize)>,
    pub left_out: LeftOut,
    /// How many votes were with the largest number of their roll call, among yes, abstentions and no.
    pub of_majority: u32,
    /// The item of each roll call.
    pub item_of: HashMap<RollCallId, usize>,
}

/// Yes, abstentions and no of a roll, by lines.
fn planes(roll: &Roll) -> [MemberSet; 3] {
    [roll.yes, roll.abstain, roll.no]
}

/// Special sessions that Voeten's data, and the estimates made of it, have in a session that opened later.
const OF_VOETEN: [(Session, u16); 6] = [
    (Session::Special(1), 2),
    (Session::Special(2), 3),
    (Session::Special(3), 16),
    (Session::Special(4), 18),
    (Session::Special(5), 23),
    (Session::EmergencySpecial(5), 22),
];

/// The regular session of a roll call; for a special session that which had begun last, as its day tells. A number that
/// is years from the day is a slip of its source, and the day counts.
pub fn session_of(record: &Record, id: RollCallId) -> Option<u16> {
    let one = record.roll_call(id);
    let day = one.date.or_else(|| one.days().map(|(first, _)| first));
    let by_day = |day: Date| u16::try_from(day.year() - if day.month() >= 9 { 1945 } else { 1946 }).ok();
    let by_day = day.and_then(by_day).filter(|session| *session > 0);
    match one.session {
        Some(Session::Regular(number)) => by_day.filter(|session| session.abs_diff(number) > 1).or(Some(number)),
        special => {
            let listed = |(session, _): &&(Session, u16)| one.rcid.is_some() && Some(*session) == special;
            OF_VOETEN.iter().find(listed).map(|(_, number)| *number).or(by_day)
        }
    }
}

impl Votes {
    /// Those of these roll calls; where a question was put again, as one item.
    pub(super) fn of(record: &Record, ids: &[RollCallId], same: &SameQuestion) -> Self {
        let mut left_out = LeftOut::default();
        let entered = entered(record, ids, &mut left_out);
        let rolls: Vec<Roll> = entered.iter().map(|(id, _)| lines_of(record, *id)).collect();
        let first = first_of_each(record, &entered, &rolls, same);
        let mut counts = vec![[0_u32; 3]; entered.len()];
        for (roll, first) in rolls.iter().zip(&first) {
            counts[*first].iter_mut().zip(planes(roll)).for_each(|(count, set)| *count += set.len() as u32);
        }
        // Items in the order of their first roll calls.
        let mut item_at = vec![usize::MAX; entered.len()];
        let (mut items, mut kept) = (Vec::new(), Vec::new());
        for (place, &first) in first.iter().enumerate() {
            let counts = counts[first];
            if counts.iter().filter(|count| **count > 0).count() < 2 {
                left_out.unanimous += 1;
                continue;
            }
            if item_at[first] == usize::MAX {
                item_at[first] = items.len();
                items.push(counts);
            }
            kept.push((place, item_at[first]));
        }
        kept.in_order_of(|(_, item)| *item);
        Self::filled(&entered, &rolls, &kept, items, left_out)
    }

    fn filled(
        entered: &[(RollCallId, u16)], rolls: &[Roll], kept: &[(usize, usize)], counts: Vec<[u32; 3]>,
        left_out: LeftOut,
    ) -> Self {
        let sessions = entered.iter().map(|(_, session)| usize::from(*session) + 1).max().unwrap_or(0);
        let mut by_seat = vec![0_u32; MemberSet::CAPACITY * sessions];
        let at = |line: MemberId, place: usize| line.index() * sessions + usize::from(entered[place].1);
        for (place, _) in kept {
            planes(&rolls[*place]).iter().flat_map(|set| set.iter()).for_each(|line| by_seat[at(line, *place)] += 1);
        }
        let (mut seats, mut of_seat, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for line in (0..=u8::MAX).map(MemberId::new) {
            let first = seats.len();
            for session in 0..sessions {
                let place = &mut by_seat[line.index() * sessions + session];
                let votes = std::mem::replace(place, NO_SEAT);
                if votes > 0 {
                    *place = seats.len() as u32;
                    seats.push(Seat { line, session: session as u16 });
                    of_seat.push(votes);
                }
            }
            if seats.len() > first {
                lines.push((first, seats.len()));
            }
        }
        let each = |enter: &mut dyn FnMut(usize, usize, u32)| {
            for &(place, item) in kept {
                for (position, set) in planes(&rolls[place]).into_iter().enumerate() {
                    let class = class(&counts[item], position);
                    set.iter().for_each(|line| enter(item, by_seat[at(line, place)] as usize, class));
                }
            }
        };
        let largest = |place: usize| planes(&rolls[place]).iter().map(|set| set.len() as u32).max().unwrap_or(0);
        let of_item: Vec<u32> = counts.iter().map(|counts| counts.iter().sum()).collect();
        let by_item = Lists::filled(&of_item, |enter| {
            each(&mut |item, seat, class| enter(item, Vote::new(seat, class)));
        });
        let of_seats = Lists::filled(&of_seat, |enter| {
            each(&mut |item, seat, class| enter(seat, Vote::new(item, class)));
        });
        Self {
            by_item,
            by_seat: of_seats,
            two_cuts: counts.iter().map(has_two_cuts).collect(),
            roll_calls: kept.iter().map(|(place, item)| (entered[*place].0, *item)).collect(),
            item_of: kept.iter().map(|(place, item)| (entered[*place].0, *item)).collect(),
            seat_at: by_seat,
            of_majority: kept.iter().map(|(place, _)| largest(*place)).sum(),
            seats,
            lines,
            counts,
            left_out,
        }
    }

    /// The same members, roll calls and absences with other votes: `draw` gives the position of a member-session on an item.
    /// Items on which all positions are one are left out.
    pub(super) fn redrawn(&self, draw: &mut dyn FnMut(usize, usize) -> usize) -> Self {
        let (mut drawn, mut counts, mut number) = (Vec::new(), Vec::new(), vec![None; self.counts.len()]);
        for (item, number) in number.iter_mut().enumerate() {
            let votes: Vec<(usize, usize)> =
                self.by_item.of(item).iter().map(|vote| (vote.index(), draw(item, vote.index()))).collect();
            let mut count = [0; 3];
            for (_, position) in &votes {
                count[*position] += 1;
            }
            if count.iter().filter(|count| **count > 0).count() > 1 {
                *number = Some(drawn.len());
                drawn.push(votes);
                counts.push(count);
            }
        }
        let mut of_seat = vec![0_u32; self.seats.len()];
        drawn.iter().flatten().for_each(|(seat, _)| of_seat[*seat] += 1);
        let each = |enter: &mut dyn FnMut(usize, usize, u32)| {
            for (item, votes) in drawn.iter().enumerate() {
                for (seat, position) in votes {
                    enter(item, *seat, class(&counts[item], *position));
                }
            }
        };
        let of_item: Vec<u32> = counts.iter().map(|counts| counts.iter().sum()).collect();
        let roll_calls: Vec<_> = self.roll_calls.iter().filter_map(|(id, item)| Some((*id, number[*item]?))).collect();
        Self {
            by_item: Lists::filled(&of_item, |enter| {
                each(&mut |item, seat, class| enter(item, Vote::new(seat, class)));
            }),
            by_seat: Lists::filled(&of_seat, |enter| {
                each(&mut |item, seat, class| enter(seat, Vote::new(item, class)));
            }),
            two_cuts: counts.iter().map(has_two_cuts).collect(),
            item_of: roll_calls.iter().copied().collect(),
            of_majority: counts.iter().map(|counts| counts.iter().max().copied().unwrap_or(0)).sum(),
            roll_calls,
            counts,
            seats: self.seats.clone(),
            seat_at: self.seat_at.clone(),
            lines: self.lines.clone(),
            left_out: self.left_out,
        }
    }

    /// The position (yes, abstain, no, from 0) of a vote that stands so to the cuts of an item.
    pub(super) fn position(&self, item: usize, class: u32) -> usize {
        let counts = &self.counts[item];
        match class {
            BELOW if counts[0] > 0 => 0,
            ABOVE if counts[2] > 0 => 2,
            _ => 1,
        }
    }

    /// The member-session of a line, if it has votes.
    pub(super) fn seat(&self, line: MemberId, session: u16) -> Option<usize> {
        let sessions = self.seat_at.len() / MemberSet::CAPACITY;
        let at = line.index() * sessions + usize::from(session);
        (usize::from(session) < sessions && self.seat_at[at] != NO_SEAT).then(|| self.seat_at[at] as usize)
    }
}

/// Whether all three positions occurred.
pub(super) fn has_two_cuts(counts: &[u32; 3]) -> bool {
    !counts.contains(&0)
}

/// Where a position (yes, abstain, no) stands to the cuts of an item with these counts: where nobody voted no, to abstain
/// is the upper of two, and where nobody voted yes the lower.
pub(super) fn class(counts: &[u32; 3], position: usize) -> u32 {
    match position {
        0 => BELOW,
        2 => ABOVE,
        _ if counts[2] == 0 => ABOVE,
        _ if counts[0] == 0 => BELOW,
        _ => BETWEEN,
    }
}

/// The roll calls that may enter, each with its session, in the order of these.
fn entered(record: &Record, ids: &[RollCallId], left_out: &mut LeftOut) -> Vec<(RollCallId, u16)> {
    let mut entered = Vec::with_capacity(ids.len());
    for &id in ids {
        let (one, roll) = (record.roll_call(id), record.roll(id));
        let is_part = matches!(one.matter, Matter::Paragraph | Matter::Amendment);
        let since = |day: (Date, Date)| day.0.year() >= WHOLE_TEXTS_FROM;
        if one.body != Body::GeneralAssembly || !one.is_vote() {
            continue;
        }
        let Some(session) = session_of(record, id) else {
            left_out.undated += 1;
            continue;
        };
        if (roll.yes | roll.no | roll.abstain).is_empty() {
            left_out.no_roll += 1;
        } else if session == WITHOUT_VOTES {
            left_out.nineteenth += 1;
        } else if is_part && one.days().is_some_and(since) {
            left_out.parts += 1;
        } else {
            entered.push((id, session));
        }
    }
    entered.in_order_of(|(_, session)| *session);
    entered
}

/// Zanzibar's only votes are of a few weeks before it united with Tanganyika.
const ZANZIBAR: &str = "EAZ";

fn lines_of(record: &Record, id: RollCallId) -> Roll {
    let mut roll = record.lines(id);
    if let Some(zanzibar) = record.members().by_code(ZANZIBAR).filter(|one| roll.members().contains(*one)) {
        roll.yes.remove(zanzibar);
        roll.no.remove(zanzibar);
        roll.abstain.remove(zanzibar);
    }
    roll
}

/// For each roll call the place of the first one of its item.
fn first_of_each(record: &Record, entered: &[(RollCallId, u16)], rolls: &[Roll], same: &SameQuestion) -> Vec<usize> {
    let mut before: Vec<usize> = (0..entered.len()).collect();
    match same {
        SameQuestion::None => return before,
        SameQuestion::Links => {
            let places: HashMap<RollCallId, usize> =
                entered.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
            let links = Links::of(record);
            for (place, (id, _)) in entered.iter().enumerate() {
                let earlier = links.predecessor(*id).and_then(|id| places.get(&id).copied());
                if let Some(earlier) = earlier.filter(|earlier| are_alike(&rolls[*earlier], &rolls[place])) {
                    before[place] = earlier;
                }
            }
        }
        SameQuestion::Pairs(pairs) => {
            // Of several for one roll call the lowest number is its item's, as in the published program; a chain holds
            // also where a roll call within it did not enter.
            let mut least: HashMap<u32, u32> = HashMap::new();
            for &(earlier, later) in pairs {
                least.entry(later).and_modify(|one| *one = earlier.min(*one)).or_insert(earlier);
            }
            let mut places: HashMap<u32, usize> = HashMap::new();
            for (place, (id, _)) in entered.iter().enumerate() {
                let Some(mut number) = record.roll_call(*id).rcid else { continue };
                // A chain that leads back into itself ends after as many steps as there are pairs.
                for _ in 0..least.len() {
                    let Some(&earlier) = least.get(&number) else { break };
                    number = earlier;
                }
                before[place] = *places.entry(number).or_insert(place);
            }
        }
    }
    // The earlier one of each has an earlier place, as it is of an earlier session.
    for place in 0..before.len() {
        before[place] = before[before[place]];
    }
    before
}

fn are_alike(one: &Roll, other: &Roll) -> bool {
    let sets = planes(one).into_iter().zip(planes(other));
    let same: usize = sets.map(|(one, other)| (one & other).len()).sum();
    let all = |roll: &Roll| roll.yes | roll.abstain | roll.no;
    let both = (all(one) & all(other)).len();
    both > 0 && same as f64 >= LEAST_ALIKE * both as f64
}
