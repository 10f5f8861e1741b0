//! Which roll calls are meant: by body, session, day, topic, outcome and members' votes. It computes nothing of them.

use std::{collections::BTreeSet, ops::RangeInclusive};

use super::number_test::NumberTest;
use super::{Body, Date, Issues, Matter, Outcome, Position, Record, RollCall, RollCallId, Session, Vote};
use crate::members::{MemberList, fold, suggest::nearest};

/// Conditions that a roll call must meet, all of them; the default meets every one.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only votes of this body.
    pub body: Option<Body>,
    /// Only votes of one of these sessions of the Assembly.
    pub sessions: Vec<Session>,
    /// Only votes in one of these spans of calendar years.
    pub years: Vec<RangeInclusive<i16>>,
    /// Only votes on this day or later.
    pub from: Option<Date>,
    /// Only votes on this day or earlier.
    pub to: Option<Date>,
    /// Only votes about one of these topics.
    pub topics: Vec<Topic>,
    /// With all these words, folded, in its subject headings.
    pub subject: Vec<String>,
    /// With all these words, folded, in its agenda item.
    pub agenda: Vec<String>,
    /// Only what was listed as an important vote by the US State Department.
    pub important: bool,
    /// With at least this share (0 to 1) of those present and voting on the losing side.
    pub contested: Option<f64>,
    /// Only what was adopted (true), or only what was not (false).
    pub adopted: Option<bool>,
    /// Only votes whose numbers meet these conditions.
    pub tallies: Vec<NumberTest>,
    /// Only votes on a whole text, an amendment, a paragraph or a motion.
    pub matter: Option<Matter>,
    /// Only votes in which every listed member with a seat voted so, at least one of them having a seat.
    pub positions: Vec<(MemberList, VoteTest)>,
}

/// What is asked of a vote; a vote that is not known never meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)] // a vote is this one, or another
pub enum VoteTest {
    /// It is this vote.
    Is(Vote),
    /// It is known, and another; non-voting is a vote as the others are.
    IsNot(Vote),
}

impl VoteTest {
    /// Whether a position meets it.
    pub fn is_met(self, position: Position) -> bool {
        match (self, position) {
            (Self::Is(asked), Position::Voted(vote)) => vote == asked,
            (Self::IsNot(asked), Position::Voted(vote)) => vote != asked,
            (_, Position::NotMember | Position::NotKnown) => false,
        }
    }
}

/// A topic: an issue of Voeten's data by its code, or words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Topic {
    /// One of the issues, by code.
    Issue(&'static str),
    /// Folded words, all of which stand in the title, agenda item or subjects.
    Words(Vec<String>),
}

impl Topic {
    /// A topic as a person writes it: `hr`, or `human rights`.
    pub fn new(written: &str) -> Self {
        let issue = Issues::NAMES.iter().find(|(code, _)| code.eq_ignore_ascii_case(written.trim()));
        issue.map_or_else(|| Self::Words(words(written)), |(code, _)| Self::Issue(code))
    }

    /// Whether a roll call is about it.
    pub(crate) fn fits(&self, record: &Record, roll_call: &RollCall) -> bool {
        match self {
            Self::Issue(code) => roll_call.issues.contains(code),
            Self::Words(words) => {
                let texts = [roll_call.title, roll_call.agenda, roll_call.subjects];
                let text = texts.map(|text| fold(record.text(text))).join(" ");
                contains_all(&text, words)
            }
        }
    }
}

/// The folded words of a text.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(ToOwned::to_owned).collect()
}

/// Whether every word begins a word of the folded text.
fn contains_all(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.split_whitespace().any(|other| other.starts_with(word.as_str())))
}

impl Selection {
    /// The words of titles, agenda items and subjects that are nearest to one that none of them has.
    pub(crate) fn words_near(record: &Record, word: &str) -> Vec<String> {
        let texts = record.ids().flat_map(|id| {
            let one = record.roll_call(id);
            [one.title, one.agenda, one.subjects]
        });
        let all: BTreeSet<String> = texts.flat_map(|text| words(record.text(text))).collect();
        if all.iter().any(|other| other.starts_with(&fold(word))) {
            return Vec::new();
        }
        nearest(word, all.iter().map(String::as_str))
    }

    /// The roll calls that meet all conditions, by day and then in the order of the record.
    pub fn of(&self, record: &Record) -> Vec<RollCallId> {
        record.sorted(record.ids().filter(|id| self.holds(record, *id)))
    }

    /// Whether a roll call meets all conditions; the cheap ones are looked at first.
    pub fn holds(&self, record: &Record, id: RollCallId) -> bool {
        let roll_call = record.roll_call(id);
        self.body.is_none_or(|body| roll_call.body == body)
            && (self.sessions.is_empty() || roll_call.session.is_some_and(|session| self.sessions.contains(&session)))
            && self.matter.is_none_or(|matter| roll_call.matter == matter)
            && (!self.important || roll_call.important)
            && self.is_in_time(roll_call) == Some(true)
            && self.contested.is_none_or(|share| contested(record, id).is_some_and(|lost| lost >= share))
            && self.tallies.iter().all(|test| test.is_met(record, id) == Some(true))
            && self.adopted.is_none_or(|wanted| record.outcome(id).is_some_and(|is| (is == Outcome::Adopted) == wanted))
            && self.positions.iter().all(|(list, test)| voted(record, id, list, *test))
            && (self.subject.is_empty() || contains_all(&fold(record.text(roll_call.subjects)), &self.subject))
            && (self.agenda.is_empty() || contains_all(&fold(record.text(roll_call.agenda)), &self.agenda))
            && (self.topics.is_empty() || self.topics.iter().any(|topic| topic.fits(record, roll_call)))
    }

    /// Whether a roll call was held on one of the days that are asked for; `None` where its day is not known and its session
    /// does not exclude them.
    pub(crate) fn is_in_time(&self, one: &RollCall) -> Option<bool> {
        let overlaps = |first: Date, last: Date| {
            self.from.is_none_or(|from| last >= from)
                && self.to.is_none_or(|to| first <= to)
                && (self.years.is_empty()
                    || self.years.iter().any(|years| last.year() >= *years.start() && first.year() <= *years.end()))
        };
        if !self.asks_for_days() {
            return Some(true);
        }
        match one.date {
            Some(day) => Some(overlaps(day, day)),
            None if one.session.and_then(Session::days).is_some_and(|(first, last)| !overlaps(first, last)) => {
                Some(false)
            }
            None => None,
        }
    }

    /// Whether a vote has to meet conditions on numbers of which some are not known.
    pub(crate) fn lacks_numbers(&self, record: &Record, id: RollCallId) -> bool {
        let not_met = |met| self.tallies.iter().any(|test| test.is_met(record, id) == met);
        record.roll_call(id).is_vote() && not_met(None) && !not_met(Some(false))
    }

    /// Whether days or years are asked for.
    pub(crate) fn asks_for_days(&self) -> bool {
        self.from.is_some() || self.to.is_some() || !self.years.is_empty()
    }
}

/// The share (0 to 1) of those present and voting that lost: 0 for no opposition, 1/2 for a tie; none where the numbers
/// are not known.
pub(crate) fn contested(record: &Record, id: RollCallId) -> Option<f64> {
    let tally = record.numbers(id).cast()?;
    Some(f64::from(tally.yes.min(tally.no)) / f64::from(tally.present_and_voting().max(1)))
}

fn voted(record: &Record, id: RollCallId, list: &MemberList, test: VoteTest) -> bool {
    let (one, roll) = (record.roll_call(id), record.roll(id));
    let Some(days) = one.days().filter(|_| one.is_vote()) else { return false };
    let is_met_on = |day| {
        let positions = list.on(record.members(), day).iter().map(|member| roll.position(member));
        let mut seated = positions.filter(|position| *position != Position::NotMember).peekable();
        seated.peek().is_some() && seated.all(|position| test.is_met(position))
    };
    is_met_on(days.0) && (days.0 == days.1 || is_met_on(days.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::{MemberId, Members},
        record::{RecordBuilder, Roll, RollCall},
    };

    fn record() -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let member = |code: &str| Members::embedded().by_code(code).unwrap_or(MemberId::new(255));
        for (symbol, date, title, votes) in [
            ("A/RES/ES-11/1", "2022-03-02", "Aggression against Ukraine", [Vote::Yes, Vote::No]),
            ("A/RES/ES-11/7", "2025-02-24", "Peace in Ukraine", [Vote::No, Vote::No]),
            ("A/RES/80/4", "2025-10-29", "Embargo against Cuba", [Vote::No, Vote::Yes]),
        ] {
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.resolution = builder.symbols(symbol).0;
            roll_call.date = date.parse().ok();
            roll_call.session = symbol.parse().ok().and_then(|symbol: super::super::Symbol| symbol.session());
            roll_call.title = builder.text(title);
            let mut roll = Roll::default();
            roll.enter(member("USA"), votes[0]);
            roll.enter(member("RUS"), votes[1]);
            builder.push(roll_call, roll);
        }
        builder.finish()
    }

    fn selected(selection: &Selection) -> Vec<String> {
        let record = record();
        selection.of(&record).iter().map(|id| record.symbol(*id).to_owned()).collect()
    }

    #[test]
    fn a_members_vote_selects() {
        let list = Members::embedded().list("US").unwrap();
        let selection = Selection { positions: vec![(list, VoteTest::Is(Vote::No))], ..Selection::default() };
        assert_eq!(selected(&selection), ["A/RES/ES-11/7", "A/RES/80/4"]);
    }

    #[test]
    fn every_listed_member_must_have_voted_so() {
        let list = Members::embedded().list("US,RUS").unwrap();
        let selection = Selection { positions: vec![(list, VoteTest::Is(Vote::No))], ..Selection::default() };
        assert_eq!(selected(&selection), ["A/RES/ES-11/7"]);
    }

    #[test]
    fn another_vote_is_a_known_one() {
        let select = |list: &str, vote| {
            let list = Members::embedded().list(list).unwrap();
            selected(&Selection { positions: vec![(list, VoteTest::IsNot(vote))], ..Selection::default() })
        };
        assert_eq!(select("US", Vote::No), ["A/RES/ES-11/1"]);
        assert_eq!(select("US,RUS", Vote::Yes), ["A/RES/ES-11/7"]);
        // Nothing is known of France in these rolls, so it is not known to have voted otherwise.
        assert_eq!(select("FR", Vote::No), Vec::<String>::new());
        let met = |position| VoteTest::IsNot(Vote::No).is_met(position);
        assert!(met(Position::Voted(Vote::NonVoting)) && met(Position::Voted(Vote::Abstain)));
        assert!(!met(Position::NotKnown) && !met(Position::NotMember) && !met(Position::Voted(Vote::No)));
    }

    #[test]
    fn topics_sessions_and_years_select_together() {
        let ukraine = Topic::new("UKRÄINE");
        let selection = Selection { topics: vec![ukraine], years: vec![2025..=2025], ..Selection::default() };
        assert_eq!(selected(&selection), ["A/RES/ES-11/7"]);
        let selection = Selection { sessions: vec![Session::Regular(80)], ..Selection::default() };
        assert_eq!(selected(&selection), ["A/RES/80/4"]);
    }

    #[test]
    fn a_session_excludes_years_where_a_day_is_not_known() {
        // The 76th session lasted from September 2021 to September 2022.
        let one = RollCall { session: Some(Session::Regular(76)), ..RollCall::new(Body::GeneralAssembly) };
        let held = |year: i16| Selection { years: vec![year..=year], ..Selection::default() }.is_in_time(&one);
        assert_eq!([2020, 2021, 2022, 2023].map(held), [Some(false), None, None, Some(false)]);
        assert_eq!(Selection::default().is_in_time(&one), Some(true));
        let dated = RollCall { date: "2021-12-16".parse().ok(), ..one };
        assert_eq!(Selection { to: dated.date, ..Selection::default() }.is_in_time(&dated), Some(true));
        assert_eq!(Selection { years: vec![2022..=2022], ..Selection::default() }.is_in_time(&dated), Some(false));
    }

    #[test]
    fn a_tie_is_the_most_contested() {
        let selection = Selection { contested: Some(0.5), ..Selection::default() };
        assert_eq!(selected(&selection), ["A/RES/ES-11/1", "A/RES/80/4"]);
    }

    #[test]
    fn an_issue_is_known_by_its_code() {
        assert_eq!(Topic::new(" HR "), Topic::Issue("hr"));
        assert_eq!(Topic::new("Human rights"), Topic::Words(vec!["human".to_owned(), "rights".to_owned()]));
    }
}
