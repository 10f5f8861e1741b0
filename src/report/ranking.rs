//! Reports who turned most in a year: members, or pairs of them.

use super::agreement::{of_a_selection, selected};
use super::titles::spoken;
use super::{Block, Kind, Layout, Look, Names, Report, Section, Spec, columns, roll_call::sources_of, words};
use crate::analysis::turning::{LEAST_VOTES, Ranked, Ranking, TopicChange, Years};
use crate::{members::MemberId, record::Record};

/// How many of those ranked people see, each with its topics.
pub(crate) const FIRST: usize = 20;
/// The false discovery rate below which a change is beyond chance.
const RATE: f64 = 0.05;

/// What a ranking compares, and how it is reported.
#[derive(Clone, Debug)]
pub(crate) struct RankingQuestion {
    /// The years.
    pub years: Years,
    /// Code of the reference, or `majority`; none for a ranking of pairs.
    pub reference: Option<String>,
    /// The name of the reference.
    pub reference_name: String,
    /// The names of the members that are ranked, where not all are.
    pub among: Option<String>,
    /// The body whose votes count.
    pub body: &'static str,
    /// The conditions that selected the roll calls, as typed.
    pub selected: Vec<String>,
    /// Whether the record itself is only a selection, as the embedded one is.
    pub embedded: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
}

/// The report of a ranking, of which people see the first [`FIRST`].
pub(crate) fn report<'q>(record: &'q Record, found: &'q Ranking, question: &'q RankingQuestion) -> Report<'q> {
    let Ranking { ids, ranked, topics, .. } = found;
    let (names, years) = (Names::new(record, question.official).over(ids.iter().copied()), question.years);
    let before = words::span(&years.first(), &years.last());
    let with = question.reference.as_ref().map_or_else(String::new, |_| format!(" with {}", question.reference_name));
    let mut lines = vec![format!("Identical votes{with} in the {}, by calendar year of the vote", question.body)];
    lines.extend(selected(&question.selected));
    let beyond = ranked.iter().filter(|one| one.rate < RATE).count();
    let who = if question.reference.is_none() { "pairs" } else { "members" };
    let among = match (&question.among, &question.reference) {
        (None, _) => String::new(),
        (Some(names), Some(_)) => format!(" ({names})"),
        (Some(names), None) => format!(" (with {names})"),
    };
    lines.push(format!(
        "{} {who}{among} with at least {LEAST_VOTES} votes on both sides; {beyond} changed beyond chance (false discovery rate \
         below 5%)",
        ranked.len()
    ));
    let with_topics: Vec<WithTopics<'_>> = ranked.iter().zip(topics).collect();
    let between = |one: &Ranked| {
        let reference = one.other.map_or(question.reference.as_deref().unwrap_or_default(), |other| names.code(other));
        Between { member: one.member, reference, year: years.year }
    };
    let mut blocks = vec![
        for_people(years.year, question.reference.is_none())
            .block(names, with_topics.iter().take(FIRST).copied().collect()),
    ];
    if ranked.len() > FIRST {
        let text = format!("At most {FIRST} of the {} are shown here; --format csv gives all.", ranked.len());
        blocks.push(Block::Text(text));
    }
    let all = ranked.iter().map(|one| (between(one), one)).collect();
    blocks.push(ranking(years).block(names, all));
    let topics_of = |(one, topics): WithTopics<'q>| topics.iter().map(move |topic| (between(one), topic.clone()));
    blocks.push(layout_of_topics().block(names, with_topics.into_iter().flat_map(topics_of).collect()));
    let mut report = Report::of(Section { title: format!("Turns of {} against {before}", years.year), lines, blocks });
    report.note("The change is in percentage points; the rate is the p-value of permuted meeting days, adjusted for all that were \
         compared. A new agenda changes agreement too: topics are those voted on both before and after.");
    if question.embedded {
        of_a_selection(&mut report, record.len());
    }
    sources_of(record, ids, &mut report);
    report
}

/// A row of the ranking with the topics behind its change.
type WithTopics<'q> = (&'q Ranked, &'q Vec<TopicChange>);

fn for_people<'q>(year: i16, pairs: bool) -> Layout<'q, WithTopics<'q>> {
    Layout::for_people("ranking_for_people", "a member or pair")
        .people("name", Kind::Text, if pairs { "pair" } else { "member" }, |row: &WithTopics<'_>, names| {
            let other = row.0.other.map_or_else(String::new, |other| format!(" and {}", names.name(other)));
            format!("{}{other}", names.name(row.0.member)).into()
        })
        .people("before_share", Kind::Share, "before", |row, _| row.0.before.share().into())
        .people("share", Kind::Share, year.to_string(), |row, _| row.0.after.share().into())
        .people("change", Kind::Decimal, "change", |row, _| row.0.change().into())
        .look(Look::Points)
        .people("votes", Kind::Number, "votes", |row, _| row.0.after.of.into())
        .people("rate_told", Kind::Code, "rate", |row, _| words::p(row.0.rate).into())
        .people("topic", Kind::Text, "mostly on", |(one, topics), _| {
            let mut firm = topics.iter().filter(|topic| topic.is_firm());
            // For a fall the topic where disagreement rose most, for a rise where it fell most.
            let topic = if one.change() < 0.0 {
                firm.next().filter(|topic| topic.excess > 0.0)
            } else {
                firm.next_back().filter(|topic| topic.excess < 0.0)
            };
            topic.map(|topic| spoken(&topic.name)).into()
        })
        .look(Look::Brief)
}

/// A row of the ranking with the member and reference it compares.
type OfRanked<'q> = (Between<'q>, &'q Ranked);

pub(super) fn ranking<'q>(years: Years) -> Layout<'q, OfRanked<'q>> {
    const FIRST: Spec =
        Spec::number("first_year", "1946 or later", "The first of the years before, with which it is compared.");
    const LAST: Spec = Spec::number("last_year", "1946 or later", "The last of them.");
    const BEFORE: &str = "Votes in common in the years before, 10 or more.";
    const VOTES: Spec = Spec::number("votes", "roll calls, 10 or more", "Votes in common in the year.");
    const SHARE: Spec = Spec::share("share", "Those with the same position.");
    const P: Spec =
        Spec::new("p", Kind::Share, "0 to 1, never 0", "How often chance gives as much, by permuted meeting days.");
    const RATE_OF: Spec = Spec::share("rate", "The same adjusted for all that were ranked: false discovery rate.");
    const BEYOND: Spec = Spec::flag("beyond_chance", "Whether the rate is below 0.05.");
    Layout::for_machines("ranking", "a member, with `--pairs` a pair, the largest change first")
        .when("with `--year` and no member")
        .between(|row: &OfRanked<'q>| row.0)
        .machines(TURN.meaning("The year that is compared."), |row, _| row.0.year.into())
        .machines(FIRST, move |_, _| years.first().into())
        .machines(LAST, move |_, _| years.last().into())
        .machines(BEFORE_VOTES.meaning(BEFORE), |row, _| row.1.before.of.into())
        .machines(BEFORE_SHARE, |row, _| row.1.before.share().into())
        .machines(VOTES, |row, _| row.1.after.of.into())
        .machines(SHARE, |row, _| row.1.after.share().into())
        .machines(Spec::decimal("change", "-1 to 1", "The value of `share` less `before_share`."), |row, _| {
            row.1.change().into()
        })
        .look(Look::Points)
        .machines(P, |row, _| row.1.p.into())
        .machines(RATE_OF, |row, _| row.1.rate.into())
        .machines(BEYOND, |row, _| (row.1.rate < RATE).into())
}

/// How many topics people see in each direction.
const EACH: usize = 3;

pub(super) const REFERENCE: Spec = Spec::text(
    "reference",
    "With whom: a member or group by its code, a list as it was typed, or `majority`; of a pair the second.",
);
pub(super) const TURN: Spec =
    Spec::number("turn", "1946 or later", "The first calendar year after the change; in a ranking the year compared.");
pub(super) const BEFORE_VOTES: Spec = Spec::number("before_votes", "roll calls", "Votes in common in the time before.");
pub(super) const BEFORE_SHARE: Spec = Spec::share("before_share", "Those with the same position.");
pub(super) const AFTER_VOTES: Spec = Spec::number("after_votes", "roll calls", "Votes in common in the time after.");
pub(super) const AFTER_SHARE: Spec = Spec::share("after_share", "Those with the same position.");

/// The member, the reference and the year of a turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Between<'q> {
    /// The member.
    pub member: MemberId,
    /// Code of the other, or `majority`.
    pub reference: &'q str,
    /// The year of the turn.
    pub year: i16,
}

impl<'q, R: 'q> Layout<'q, R> {
    /// Adds the member and the reference it is compared with.
    pub(super) fn between(self, of: impl Fn(&R) -> Between<'q> + Copy + 'q) -> Self {
        self.machines(columns::MEMBER, move |row, names| names.code(of(row).member).into())
            .machines(REFERENCE, move |row, _| of(row).reference.into())
    }
}

/// The topics as blocks: where disagreement rose most, where it fell most, and all of them. `before` and `after` name the
/// two times.
pub(super) fn topic_blocks<'q>(
    names: Names<'q>, topics: Vec<TopicChange>, between: Between<'q>, (before, after): (&str, &str),
) -> Vec<Block<'q>> {
    let firm = || topics.iter().filter(|topic| topic.is_firm());
    let risen: Vec<_> = firm().filter(|topic| topic.excess >= 0.5).cloned().collect();
    let fallen: Vec<_> = firm().rev().filter(|topic| topic.excess <= -0.5).cloned().collect();
    let mut blocks = Vec::new();
    if risen.is_empty() && fallen.is_empty() {
        blocks.push(Block::text("No topic was voted on often enough before and after."));
    }
    for (mut shown, verb) in [(risen, "rose"), (fallen, "fell")].into_iter().filter(|(shown, _)| !shown.is_empty()) {
        let of = shown.len();
        shown.truncate(EACH);
        let of = if of > EACH { format!(", {EACH} of {of} topics") } else { String::new() };
        let layout = Layout::for_people("topics_for_people", "a topic")
            .people("topic", Kind::Text, "topic", |topic: &TopicChange, _| spoken(&topic.name).into())
            .people("before_share", Kind::Share, format!("identical\n{before}"), |topic, _| topic.before.share().into())
            .people("after_share", Kind::Share, format!("identical\n{after}"), |topic, _| topic.after.share().into())
            .people("after_votes", Kind::Number, "votes", |topic, _| topic.after.of.into());
        blocks.push(Block::Text(format!("Disagreement {verb} most on{of}")));
        blocks.push(layout.block(names, shown));
    }
    let all = topics.into_iter().map(|topic| (between, topic)).collect();
    blocks.push(layout_of_topics().block(names, all));
    blocks
}

/// The table of topics for machines, one row each.
pub(super) fn layout_of_topics<'q>() -> Layout<'q, (Between<'q>, TopicChange)> {
    const TOPIC: Spec = Spec::text("topic", "Issue, subject heading or agenda item.");
    const EXCESS: Spec = Spec::decimal(
        "excess",
        "roll calls",
        "Disagreements after beyond those that the share before would have given; negative for fewer.",
    );
    let row = "a turn and topic that was voted on before and after it, the most excess disagreements first; in a ranking \
               for its first 20 rows";
    Layout::for_machines("topics", row)
        .between(|row: &(Between<'q>, TopicChange)| row.0)
        .machines(TURN, |row, _| row.0.year.into())
        .machines(TOPIC, |row, _| row.1.name.as_str().into())
        .machines(BEFORE_VOTES, |row, _| row.1.before.of.into())
        .machines(BEFORE_SHARE, |row, _| row.1.before.share().into())
        .machines(AFTER_VOTES, |row, _| row.1.after.of.into())
        .machines(AFTER_SHARE, |row, _| row.1.after.share().into())
        .machines(EXCESS, |row, _| row.1.excess.into())
}
