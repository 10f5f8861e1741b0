//! What of a fit is asked for: the positions of some members in some sessions, how far each moved, and how they go with
//! positions that somebody else published. It fits nothing.

use super::{Fit, Position};
use crate::members::order::{InOrder as _, distinct};
use crate::members::{MemberId, MemberList, MemberSet, Members};
use crate::record::{Date, Record, RollCallId, Session};

/// The first and the last day of a regular session.
fn days(session: u16) -> (Date, Date) {
    Session::Regular(session).days().unwrap_or((Date::MAX, Date::MAX))
}

/// The calendar year in which a session opened, in which most of its votes are.
pub fn year_of(session: u16) -> i16 {
    days(session).0.year()
}

/// The lines of a list in a session: who was in it on its first or last day.
fn lines(members: &Members, list: &MemberList, session: u16) -> MemberSet {
    let (opened, closed) = days(session);
    let on = |day| list.lines_on(members, Some(day)).iter().map(|line| members.whole_line(line)).collect::<MemberSet>();
    on(opened) | on(closed)
}

impl Fit {
    /// The sessions that have positions, the earliest first.
    pub fn sessions(&self) -> Vec<u16> {
        distinct(self.positions.iter().map(|one| one.session))
    }

    /// The roll calls that are in the fit.
    pub fn roll_calls(&self) -> impl Iterator<Item = RollCallId> {
        self.votes.roll_calls.iter().map(|(id, _)| *id)
    }

    /// The positions in these sessions, of those of a list or of all: by line, then by session.
    pub fn shown(&self, record: &Record, sessions: &[u16], whose: Option<&MemberList>) -> Vec<&Position> {
        let members = record.members();
        let wanted: Vec<Option<MemberSet>> =
            sessions.iter().map(|session| whose.map(|list| lines(members, list, *session))).collect();
        let is_shown = |one: &&Position| {
            let at = sessions.iter().position(|session| *session == one.session);
            at.is_some_and(|at| wanted[at].is_none_or(|set| set.contains(one.line)))
        };
        self.positions.iter().filter(is_shown).collect()
    }

    /// Those of a list, or of all, that were members in one of these sessions and have a position in none.
    pub fn without_position(&self, record: &Record, sessions: &[u16], whose: Option<&MemberList>) -> MemberSet {
        let asked = sessions.iter().map(|session| whose.map(|list| lines(record.members(), list, *session)));
        let asked = asked.flatten().fold(MemberSet::EMPTY, |all, set| all | set);
        let is_of = |id: &RollCallId| super::session_of(record, *id).is_some_and(|one| sessions.contains(&one));
        let seated = self.roll_calls().filter(is_of).fold(MemberSet::EMPTY, |all, id| all | record.lines(id).members());
        let shown = self.shown(record, sessions, whose).iter().map(|one| one.line).collect();
        (if whose.is_some() { asked & seated } else { seated }) - shown
    }
}

/// How far a member moved from one session to another.
#[derive(Clone, Copy, Debug)]
pub struct Movement<'f> {
    /// Where it stood.
    pub from: &'f Position,
    /// Where it stood then.
    pub to: &'f Position,
}

impl Movement<'_> {
    /// The change of the position.
    pub fn change(&self) -> f64 {
        self.to.position - self.from.position
    }

    /// The standard error of the change, as if both positions were estimated apart.
    pub fn standard_error(&self) -> f64 {
        self.from.standard_error.hypot(self.to.standard_error)
    }

    /// Whether the change is more than 1.96 standard errors.
    pub fn is_beyond_chance(&self) -> bool {
        self.change().abs() > 1.96 * self.standard_error()
    }
}

/// How far each member moved from the first of these positions of its own to the last, which are by line and session; the
/// farthest first. Nothing of those that have only one.
pub fn movements<'f>(positions: &[&'f Position]) -> Vec<Movement<'f>> {
    let of_line = positions.chunk_by(|a, b| a.line == b.line).filter(|chunk| chunk.len() > 1);
    let mut all: Vec<_> =
        of_line.filter_map(|chunk| Some(Movement { from: chunk.first()?, to: chunk.last()? })).collect();
    all.in_order(|a, b| b.change().abs().total_cmp(&a.change().abs()));
    all
}

/// How positions go with published ones.
#[derive(Clone, Debug, Default)]
pub struct Against {
    /// For each session with at least [`FEWEST`] members in both: how many, and Pearson's correlation.
    pub sessions: Vec<(u16, usize, f64)>,
    /// Member-sessions in both, and the correlation over all of them.
    pub all: (usize, Option<f64>),
    /// Published positions for which there is none here.
    pub only_theirs: usize,
}

/// A correlation of fewer pairs says nothing.
pub const FEWEST: usize = 10;

/// Compares a fit with published positions of members in sessions. Several members may stand for one number of a list,
/// such as Yugoslavia and Serbia: the first that has a position in the session is meant.
pub fn against(fit: &Fit, record: &Record, published: &[(Vec<MemberId>, u16, f64)]) -> Against {
    let members = record.members();
    let mut found = Against::default();
    let mut pairs: Vec<(u16, (f64, f64))> = Vec::new();
    for (meant, session, theirs) in published {
        let mut lines = meant.iter().map(|member| members.whole_line(members.line(*member, Some(days(*session).1))));
        match lines.find_map(|line| fit.position(line, *session)) {
            Some(ours) => pairs.push((*session, (ours.position, *theirs))),
            None => found.only_theirs += 1,
        }
    }
    pairs.in_order_of(|(session, _)| *session);
    let of = |pairs: &[(u16, (f64, f64))]| correlation(&pairs.iter().map(|(_, pair)| *pair).collect::<Vec<_>>());
    found.all = (pairs.len(), of(&pairs));
    let enough = pairs.chunk_by(|a, b| a.0 == b.0).filter(|pairs| pairs.len() >= FEWEST);
    found.sessions = enough.filter_map(|pairs| Some((pairs[0].0, pairs.len(), of(pairs)?))).collect();
    found
}

impl Against {
    /// The median correlation of the sessions.
    pub fn median(&self) -> Option<f64> {
        let mut all: Vec<f64> = self.sessions.iter().map(|(.., r)| *r).collect();
        all.in_order(f64::total_cmp);
        let (low, high) = (all.get(all.len().checked_sub(1)? / 2)?, all.get(all.len() / 2)?);
        Some(low.midpoint(*high))
    }

    /// The session in which the correlation is least.
    pub fn least(&self) -> Option<(u16, usize, f64)> {
        self.sessions.iter().copied().min_by(|a, b| a.2.total_cmp(&b.2))
    }
}

/// Pearson's correlation of pairs; none where one side does not vary.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let count = pairs.len() as f64;
    let [a, b] =
        [pairs.iter().map(|pair| pair.0).sum::<f64>() / count, pairs.iter().map(|pair| pair.1).sum::<f64>() / count];
    let sums = pairs.iter().fold([0.0; 3], |[both, one, other], pair| {
        let (x, y) = (pair.0 - a, pair.1 - b);
        [both + x * y, one + x * x, other + y * y]
    });
    let scale = (sums[1] * sums[2]).sqrt();
    (scale > 0.0).then(|| sums[0] / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correlation_is_pearsons() {
        // Deviations (-1, 0, 1) and (-2, 1, 1): 3 / sqrt(2 * 6).
        let r = correlation(&[(1.0, 1.0), (2.0, 4.0), (3.0, 4.0)]).unwrap();
        assert!((r - 3.0 / 12.0_f64.sqrt()).abs() < 1e-12, "{r}");
        assert_eq!(correlation(&[(1.0, 1.0), (2.0, 1.0)]), None);
        assert_eq!(correlation(&[]), None);
    }

    #[test]
    fn the_median_is_in_the_middle_and_the_least_is_named() {
        let found =
            Against { sessions: vec![(1, 20, 0.9), (2, 20, 0.5), (3, 20, 0.8), (4, 20, 1.0)], ..Against::default() };
        assert!((found.median().unwrap() - 0.85).abs() < 1e-12);
        assert_eq!(found.least().map(|one| one.0), Some(2));
        assert_eq!(Against::default().median(), None);
    }

    #[test]
    fn a_movement_is_from_the_first_to_the_last_session_of_a_member() {
        let at = |line: u8, session, position| Position {
            line: MemberId::new(line),
            session,
            position,
            standard_error: 0.3,
            votes: 20,
            percentile: 0.5,
            place: (1, 2),
        };
        let all = [at(1, 70, 0.1), at(1, 71, 0.5), at(1, 72, 0.4), at(2, 70, 1.0), at(3, 71, 2.0), at(3, 72, -1.0)];
        let told: Vec<_> = movements(&all.iter().collect::<Vec<_>>())
            .iter()
            .map(|one| (one.from.line.index(), one.from.session, one.to.session, one.is_beyond_chance()))
            .collect();
        assert_eq!(told, [(3, 71, 72, true), (1, 70, 72, false)]);
        // sqrt(0.3^2 + 0.3^2)
        let one = Movement { from: &all[0], to: &all[1] };
        assert!((one.standard_error() - 0.424_264).abs() < 1e-6 && (one.change() - 0.4).abs() < 1e-12);
    }

    #[test]
    fn a_session_is_of_the_year_in_which_it_opened() {
        assert_eq!([1, 22, 79, 80].map(year_of), [1946, 1967, 2024, 2025]);
    }
}
