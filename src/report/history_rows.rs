//! The rows of a member's record, a year, session or topic each, with whom it is compared, as tables.

use super::{Kind, Layout, Spec, columns, titles};
use crate::analysis::counted::Counted;
use crate::analysis::history::{By, Counts, Key, References, Row, WithOthers};
use crate::members::MemberId;

/// What a reference is called.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    /// The code of a member or group, or a list as it was written.
    pub code: String,
    /// The name of the member or group, or the names of a list.
    pub name: String,
}

/// What is asked about a member's record.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // one for each flag
pub(crate) struct HistoryQuestion {
    /// The member whose record it is.
    pub member: MemberId,
    /// The name of the body whose votes count: `General Assembly`.
    pub body: &'static str,
    /// By calendar year or session.
    pub by: By,
    /// With whom it is compared, and what these are called.
    pub references: References,
    /// What those are called with whom it is compared.
    pub with: Vec<Called>,
    /// What those are called from whom it may have stood apart, where that was asked for.
    pub apart: Option<Called>,
    /// The topics that were named.
    pub topics: Vec<String>,
    /// Whether the first topics are enough, as for people that did not ask for more.
    pub brief: bool,
    /// The most other members that may share a vote that still counts as lonely.
    pub lonely: u16,
    /// Whether every vote is listed, even if there are many.
    pub votes: bool,
    /// The conditions that selected the roll calls, as typed.
    pub selected: Vec<String>,
    /// Whether the record itself is only a selection, as the embedded one is.
    pub embedded: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
}

impl HistoryQuestion {
    /// A question of which only the columns matter: for the documentation.
    pub(super) const fn documented(by: By) -> Self {
        Self {
            member: MemberId::new(0),
            body: "",
            by,
            references: References { with: Vec::new(), apart: None },
            with: Vec::new(),
            apart: None,
            topics: Vec::new(),
            brief: false,
            lonely: 0,
            votes: false,
            selected: Vec::new(),
            embedded: false,
            official: false,
        }
    }

    /// Whether it is about others more than about the member: then its own votes by kind are left out for people.
    pub(super) const fn is_about_others(&self) -> bool {
        self.with.len() > 1 || self.apart.is_some()
    }
}

/// The unit of most columns.
const ROLL_CALLS: &str = "roll calls";
/// How far it voted as the reference did.
const IDENTICAL: [Spec; 2] = [
    Spec::share(
        "identical",
        "Share of identical votes with the reference; with a group or list the mean over its members, those with at least half of the votes in common.",
    ),
    Spec::number("identical_members", columns::MEMBERS, "How many members that rests on."),
];
/// How often it stood apart.
const APART: [Spec; 3] = [
    Spec::text("apart_from", "What --apart names, by code or as typed; empty without it, as the next two are."),
    Spec::number("apart_votes", ROLL_CALLS, "Its positions where the others of that group had a plurality."),
    Spec::number("apart", ROLL_CALLS, "Those of them that were another position than that plurality."),
];

/// The rows: for each of several references machines have a column of its code.
pub(super) fn by_time<'q>(question: &'q HistoryQuestion, several: &'q [Called]) -> Layout<'q, Row> {
    const MEMBER: Spec = Spec::code("member", columns::CODES, "The member that was asked for.");
    const YEAR: Spec = Spec::number("year", "calendar year", "Year of the votes; a session is not a year.");
    const SESSION: Spec = Spec::code("session", columns::SESSIONS, "Session; its votes may lie in several years.");
    const TOPIC: Spec = Spec::text("topic", "Words of `--topic`, else issue, heading or agenda item.");
    const KNOWN: Spec = Spec::number("roll_calls", ROLL_CALLS, "Those in which it was a member and its vote is known.");
    const CAST: [(Spec, &str); 4] = [
        (Spec::number("yes", ROLL_CALLS, "Its votes in favour."), "yes"),
        (Spec::number("no", ROLL_CALLS, "Its votes against."), "no"),
        (Spec::number("abstain", ROLL_CALLS, "Its abstentions."), "abstain"),
        (Spec::number("non_voting", ROLL_CALLS, "Those in which it took no part."), "non-voting"),
    ];
    const NOT_KNOWN: Spec =
        Spec::number("not_known", ROLL_CALLS, "Those in which its vote is not known; they are in no other column.");
    const PARTICIPATION: Spec = Spec::share("participation", "Yes, no and abstentions, of roll_calls.");
    const MAJORITY: [Spec; 5] = [
        Spec::number(
            "majority_votes",
            ROLL_CALLS,
            "Its positions (yes, no, abstain) where the others had a plurality.",
        ),
        Spec::share("with_majority", "Those of them that were the position which most of the others took."),
        Spec::share("with_majority_low", "Lower end of its 95% interval (Wilson 1927)."),
        Spec::share("with_majority_high", "Upper end of its 95% interval."),
        Spec::number("majority_ties", ROLL_CALLS, "Left out because two positions had as many of the others."),
    ];
    const REFERENCE: Spec = Spec::text(
        "reference",
        "What --with names, by code or as typed; empty without it, as the next five are, and where it names several.",
    );
    const WITH_REFERENCE: [Spec; 5] = [
        Spec::number("reference_votes", ROLL_CALLS, "Its positions where the reference without it had a plurality."),
        Spec::share("with_reference", "Those of them that were the position which most of the reference took."),
        Spec::share("with_reference_low", "Lower end of its 95% interval (Wilson 1927)."),
        Spec::share("with_reference_high", "Upper end of its 95% interval."),
        Spec::number("reference_ties", ROLL_CALLS, "Left out because two positions had as many of the reference."),
    ];
    const LONELY: Spec = Spec::number(
        "lonely",
        ROLL_CALLS,
        "Votes that no more others shared than --lonely says, while others differed.",
    );
    let HistoryQuestion { member, by, with, apart, lonely, topics, .. } = question;
    let only = if let [only] = with.as_slice() { Some(only) } else { None };
    let in_full = !question.is_about_others();
    let (key, row, when) = match by {
        By::Year => (YEAR, "a calendar year of the vote", ""),
        By::Session => (SESSION, "a session, in the order of their first votes", "with --by session"),
        By::Topic => (TOPIC, "a topic, the most frequent first or as they are named", "with --by topic"),
    };
    let label = if *by == By::Topic && topics.is_empty() { "topic".into() } else { key.key.clone() };
    let alone = if *lonely == 0 { "alone" } else { "lonely" };
    let [identical, identical_members] = IDENTICAL;
    let [apart_from, apart_votes, apart_count] = APART;
    let shown = |label: &'static str| in_full.then_some(label);
    let layout = Layout::<Row>::new("history", row)
        .when(when)
        .machines(MEMBER, |_, names| names.code(*member).into())
        .machines(key, |row, _| match &row.key {
            Key::Year(year) => (*year).into(),
            Key::Session(session) => session.series().into(),
            Key::Topic(name) => name.as_str().into(),
        })
        .people("row", if *by == By::Topic { Kind::Text } else { Kind::Code }, label, |row, _| match &row.key {
            Key::Year(year) => (*year).into(),
            Key::Session(session) => session.to_string().into(),
            Key::Topic(name) if topics.is_empty() => titles::spoken(name).into(),
            Key::Topic(name) => name.as_str().into(),
        })
        .machines(KNOWN, |row, _| row.counts.known().into())
        .each((0..).zip(CAST), |layout, (at, (spec, label)): (usize, _)| {
            layout.shown(shown(label), spec, move |row, _| row.counts.votes[at].into())
        })
        .machines(NOT_KNOWN, |row, _| row.counts.not_known.into())
        .each((!in_full).then_some(()), |layout, ()| {
            layout.people("positions", Kind::Number, "votes", |row, _| row.counts.positions().into())
        })
        .shown(shown("voted"), PARTICIPATION, |row, _| row.counts.participation().share().into())
        .with_others(MAJORITY, shown("majority"), |counts| Some(counts.majority))
        .machines(REFERENCE, move |_, _| only.map(|only| only.code.as_str()).into())
        .with_others(WITH_REFERENCE, None, move |counts| only.and(counts.with.first().copied()))
        .machines(identical, move |row, _| only.and(row.identical.first()).and_then(|one| one.share).into())
        .machines(identical_members, move |row, _| only.and(row.identical.first()).map(|one| one.members).into());
    let share = |row: &Row, at: usize| row.identical.get(at).and_then(|one| one.share);
    layout
        .each(with.iter().enumerate(), |layout, (at, called)| {
            layout.people("with", Kind::Share, called.name.as_str(), move |row, _| share(row, at).into())
        })
        .each(several.iter().enumerate(), |layout, (at, called)| {
            layout
                .machines(of_several(&called.code), move |row, _| share(row, at).into())
                .when("where --with names several")
        })
        .machines(apart_from, move |_, _| apart.as_ref().map(|from| from.code.as_str()).into())
        .machines(apart_votes, move |row, _| apart.as_ref().map(|_| row.counts.apart().of).into())
        .shown(apart.as_ref().map(|from| format!("apart from {}", from.code)), apart_count, move |row, _| {
            apart.as_ref().map(|_| row.counts.apart()).filter(|apart| apart.of > 0).map(|apart| apart.hits).into()
        })
        .shown(shown(alone), LONELY, |row, _| row.counts.lonely.into())
}

/// The column of one of several references.
fn of_several(code: &str) -> Spec {
    Spec {
        key: code.to_owned().into(),
        ..Spec::share("CODE", "A column for each reference: `identical`, as in `with`.")
    }
}

/// A row, and the place of a reference.
type OfReference = (Row, usize);

/// A row for each reference and year, session or topic, for machines.
pub(super) fn with_each(question: &HistoryQuestion) -> Layout<'_, OfReference> {
    const ROW: Spec = Spec::code("row", "", "The year, session or topic of `history`.");
    const REFERENCE: Spec = Spec::text("reference", "What --with names, by code or as typed.");
    const NAME: Spec = Spec::text("name", "Its name.");
    const VOTES: Spec = Spec::number(
        "reference_votes",
        "roll calls",
        "The member's positions where the reference without it had a plurality: of one member, a position.",
    );
    const SHARE: Spec = Spec::share("with_reference", "Those of them that were that position.");
    const TIES: Spec =
        Spec::number("reference_ties", "roll calls", "Left out because two positions had as many of the reference.");
    const IDENTICAL: Spec = Spec::share(
        "identical",
        "Share of identical votes; with a group or list the mean over its members, those with at least half of the votes in common.",
    );
    const MEMBERS: Spec = Spec::number("identical_members", columns::MEMBERS, "How many members that rests on.");
    Layout::<OfReference>::for_machines("with", "a year, session or topic and one of those that --with names")
        .machines(columns::MEMBER.meaning("The member that was asked for."), |_, names| {
            names.code(question.member).into()
        })
        .machines(ROW, |row, _| match &row.0.key {
            Key::Year(year) => year.to_string().into(),
            Key::Session(session) => session.series().into(),
            Key::Topic(name) => name.as_str().into(),
        })
        .machines(REFERENCE, |row, _| question.with.get(row.1).map(|one| one.code.as_str()).into())
        .machines(NAME, |row, _| question.with.get(row.1).map(|one| one.name.as_str()).into())
        .machines(VOTES, |row, _| row.0.counts.with.get(row.1).map(|with| with.counted.of).into())
        .machines(SHARE, |row, _| row.0.counts.with.get(row.1).and_then(|with| with.counted.share()).into())
        .machines(TIES, |row, _| row.0.counts.with.get(row.1).map(|with| with.ties).into())
        .machines(IDENTICAL, |row, _| row.0.identical.get(row.1).and_then(|one| one.share).into())
        .machines(MEMBERS, |row, _| row.0.identical.get(row.1).map(|one| one.members).into())
}

impl<'q> Layout<'q, Row> {
    /// Adds five columns on voting with others: votes compared, the share with them, its interval, and ties left out.
    fn with_others(
        self, [votes, share, low, high, ties]: [Spec; 5], label: Option<&'static str>,
        of: impl Fn(&Counts) -> Option<WithOthers> + Copy + 'q,
    ) -> Self {
        let counted = move |row: &Row| of(&row.counts).map(|with| with.counted);
        self.machines(votes, move |row, _| counted(row).map(|votes| votes.of).into())
            .shown(label, share, move |row, _| counted(row).and_then(Counted::share).into())
            .machines(low, move |row, _| counted(row).and_then(|votes| Some(votes.interval()?.0)).into())
            .machines(high, move |row, _| counted(row).and_then(|votes| Some(votes.interval()?.1)).into())
            .machines(ties, move |row, _| of(&row.counts).map(|with| with.ties).into())
    }
}
