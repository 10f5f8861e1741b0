//! Reports how united groups vote, who broke ranks, and how loyal members were.

use super::agreement::of_draws;
use super::compare::{KEYS, key_value};
use super::roll_call::sources_of;
use super::{
    Audience, Block, Documented, Kind, Layout, Look, Named, Names, Report, Section, Spec, Value, columns, titles, words,
};
use crate::analysis::bootstrap::Bootstrap;
use crate::analysis::cohesion::{By, Cohesion, Group, Groups, Loyalty, Row, Stand, Stands, Together};
use crate::analysis::compare::{By as Rows, RowKey};
use crate::analysis::history::Plurality;
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet};
use crate::record::{Body, Record, RollCallId, Vote};

/// How many topics or roll calls people see that did not ask for more.
const FIRST: usize = 20;
/// How many of the roll calls in which ranks broke.
const BROKEN: usize = 5;
/// How many members a cell names.
const NAMED: usize = 3;

/// What was asked, and how it is reported.
#[derive(Clone, Debug)]
pub(crate) struct CohesionQuestion {
    /// What the rows are.
    pub by: By,
    /// The body whose votes count.
    pub body: Body,
    /// How roll calls were drawn anew, where they were.
    pub bootstrap: Option<Bootstrap>,
    /// The conditions of the selection, as they can be typed again.
    pub typed: String,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// Whether the first rows are enough, as for people that did not ask for more.
    pub brief: bool,
}

/// A stand of one of several groups.
type Of<'q, T> = (usize, &'q T);

/// The report of how united groups vote.
pub(crate) fn report<'q>(
    record: &'q Record, ids: &[RollCallId], found: &'q Groups, question: &CohesionQuestion,
) -> Report<'q> {
    let names = Names::new(record, question.official).over(ids.iter().copied());
    let (groups, by) = (found.all.as_slice(), question.by);
    let called: Vec<String> = groups.iter().map(|group| names.list(&group.list)).collect();
    let they = if groups.len() > 1 { "they vote" } else { "it votes" };
    let years = record.days(ids.iter().copied()).map(|(first, last)| words::span(&first.year(), &last.year()));
    let votes = ids.iter().filter(|id| record.roll_call(**id).is_vote()).count();
    let of = years.map_or_else(String::new, |years| format!(" of {years}"));
    let line = format!("{}, {}{of}{}", question.body.name(), words::count(votes, "vote"), phrase(by));
    let several = groups.len() > 1;
    let in_all = found.whole.first().filter(|_| !several).map(|whole| in_all(names, whole, &called[0]));
    let mut blocks: Vec<Block<'q>> = in_all.into_iter().map(Block::Text).collect();
    let mut stands: Vec<Of<'q, Stand>> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let mut of_group: Vec<Of<'q, Stand>> = group.stands.all.iter().map(|stand| (at, stand)).collect();
        of_group.in_order_of(|(_, stand)| std::cmp::Reverse(record.in_time(stand.id)));
        stands.extend(of_group);
    }
    let most = if question.brief && matches!(by, By::Topic | By::RollCall) { FIRST } else { usize::MAX };
    let main = |is_main: bool| if is_main { Audience::All } else { Audience::Machines };
    let rows: Vec<&Row> = found.rows.iter().take(if by == By::Topic { most } else { usize::MAX }).collect();
    let shown = if by == By::RollCall { most } else { usize::MAX };
    let of_roll_calls: Vec<_> = stands.iter().copied().take(shown).collect();
    let (all_rows, all_votes) = (found.rows.len(), stands.len());
    let (left_rows, left_votes) = (all_rows - rows.len(), all_votes - of_roll_calls.len());
    let has_topics = found.loyalties.iter().any(|(_, one)| one.on.is_some());
    let mut tables = vec![
        cohesion(groups, question).audience(main(!matches!(by, By::RollCall | By::Member))).block(names, rows),
        in_roll_calls(groups).audience(main(by == By::RollCall)).block(names, of_roll_calls),
        loyalty(groups, has_topics).audience(main(by == By::Member)).block(names, found.loyalties.iter().collect()),
    ];
    tables.rotate_left(match by {
        By::RollCall => 1,
        By::Member => 2,
        _ => 0,
    });
    blocks.extend(tables);
    let cut = if by == By::Topic { (left_rows, all_rows, "topics") } else { (left_votes, all_votes, "votes") };
    if let (1.., all, what) = cut {
        blocks.push(Block::Text(format!("The first {FIRST} of {all} {what}; --limit {all} shows all.")));
    }
    if several {
        blocks.push(together(groups).block(names, found.together.iter().collect()));
    }
    let defections = defections(groups).block(names, of_members(&stands));
    stands.retain(|(_, stand)| !stand.broke_ranks().is_empty());
    let is_told = by != By::RollCall && question.brief && !several && !stands.is_empty();
    let title = format!("Where ranks broke, the latest first ({} of {})", stands.len().min(BROKEN), stands.len());
    let people = where_ranks_broke().block(names, stands.into_iter().take(BROKEN).collect());
    let mut broken = Section { title, lines: Vec::new(), blocks: vec![people] };
    let title = format!("{}: how united {they}", words::and(&called));
    let mut sections = vec![Section { title, lines: vec![line], blocks }];
    if is_told {
        broken.blocks.push(defections);
        sections.push(broken);
    } else {
        sections[0].blocks.push(defections);
    }
    let mut report = Report { sections, ..Report::default() };
    add_notes(&mut report, names, found, question);
    sources_of(record, ids, &mut report);
    report
}

const fn phrase(by: By) -> &'static str {
    match by {
        By::Year => ", by calendar year of the vote",
        By::Session => ", by session (a session is not a year)",
        By::Topic => ", by topic",
        By::RollCall => ", the latest first",
        By::Member => ", by member, the least loyal first",
        By::Group => "",
    }
}

/// The sentence that sums up a group.
fn in_all(names: Names<'_>, whole: &Cohesion, name: &str) -> String {
    let index = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| format!("{value:.3}"));
    let share = words::percent(f64::from(whole.as_one) / f64::from(whole.votes.max(1)));
    let most = whole.broke.first().map_or_else(String::new, |(member, count)| {
        format!("; {} broke ranks most, {}", names.name(*member), words::count(count, "time"))
    });
    format!(
        "{name} in {}: Rice {}, agreement index {}, as one in {} ({share}){most}.",
        words::count(whole.votes, "vote"),
        index(whole.rice),
        index(whole.agreement),
        whole.as_one
    )
}

/// What is counted of a group.
type Count = fn(&Stands) -> usize;

fn add_notes(report: &mut Report<'_>, names: Names<'_>, found: &Groups, question: &CohesionQuestion) {
    report.note(
        "Rice: |yes - no| / (yes + no), where anybody voted yes or no. Agreement index: 1 where all took one position, 0 where \
         the three are equal. As one: all that voted or abstained did the same. To break ranks is to take another position than \
         the one that most of the group took; members count while they were in it.",
    );
    of_draws(report, question.bootstrap, "interval");
    let whys: [(&str, Count); 3] = [
        ("Left out, as a vote of the group is not known", |stands| stands.not_known),
        ("Left out, as fewer than two of the group took a position", |stands| stands.too_few),
        ("Without broken ranks, as no one position was that of most", |stands| {
            stands.all.iter().filter(|stand| stand.plurality == Plurality::Tie).count()
        }),
    ];
    for (why, count) in whys {
        let counted = found.all.iter().map(|group| (group, count(&group.stands))).filter(|(_, count)| *count > 0);
        let told = counted.map(|(group, count)| format!("{} of {}", words::roll_calls(count), names.list(&group.list)));
        let told: Vec<String> = told.collect();
        if !told.is_empty() {
            report.note(format!("{why}: {}.", told.join(", ")));
        }
    }
    let of = words::quoted(&found.all[0].list.codes(names.record.members()));
    if question.by != By::Member {
        report.next.push(format!("unvote cohesion {of} --by member{}", question.typed));
    }
}

/// A few of these members by name with their counts, and how many more there are.
fn a_few(names: &Names<'_>, broke: &[(MemberId, u32)]) -> String {
    let told: Vec<String> =
        broke.iter().take(NAMED).map(|(member, count)| format!("{} {count}", names.name(*member))).collect();
    told.join(", ")
}

fn named(names: &Names<'_>, members: MemberSet) -> String {
    let all: Vec<&str> = names.named(members).iter().map(|Named { name, .. }| *name).collect();
    match all.len() {
        count if count > NAMED + 1 => format!("{} and {} more", all[..NAMED].join(", "), count - NAMED),
        _ => words::and(&all),
    }
}

const GROUP: Spec = Spec::code("group", "codes with commas between", "The group or list.");
const INDICES: [Spec; 2] = [
    Spec::decimal(
        "rice",
        "0 to 1",
        "Rice's index, |yes - no| / (yes + no); of several roll calls its mean over those that have one.",
    ),
    Spec::decimal(
        "agreement_index",
        "0 to 1",
        "Of its yes, no and abstentions [most - (all - most) / 2] / all; of several roll calls the mean.",
    ),
];
const BROKE: Spec = Spec::members("broke_ranks", "Who took another position than most of the group.");

fn code<'a>(groups: &[Group], at: usize, names: &Names<'_>) -> Value<'a> {
    groups.get(at).map(|group| group.list.codes(names.record.members())).into()
}

fn cohesion<'q>(groups: &'q [Group], question: &CohesionQuestion) -> Layout<'q, &'q Row> {
    const ENDS: [Spec; 4] = [
        Spec::decimal("rice_low", "0 to 1", "Lower end of the 95% interval of `rice`; with `--bootstrap`."),
        Spec::decimal("rice_high", "0 to 1", "Upper end of it."),
        Spec::decimal(
            "agreement_low",
            "0 to 1",
            "Lower end of the 95% interval of `agreement_index`; with `--bootstrap`.",
        ),
        Spec::decimal("agreement_high", "0 to 1", "Upper end of it."),
    ];
    const VOTES: Spec = Spec::number(
        "votes",
        "roll calls",
        "Those in which at least two of the group took a position, and all its votes are known.",
    );
    const RICE_VOTES: Spec =
        Spec::number("rice_votes", "roll calls", "Those of them in which anybody of it voted yes or no.");
    const AS_ONE: Spec = Spec::number("as_one", "roll calls", "Those in which all that took a position took the same.");
    const TIES: Spec = Spec::number(
        "ties",
        "roll calls",
        "Those in which two positions were taken by equally many, so that nobody broke ranks.",
    );
    const POSITIONS: Spec =
        Spec::number("positions", "votes", "Yes, no and abstentions of all its members, ties left out.");
    const DEFECTIONS: Spec =
        Spec::number("defections", "votes", "Those of them that were not what most of the group did.");
    const MOST: Spec =
        Spec::code("broke_most", columns::CODES, "Who broke ranks most often; of equal ones the first by name.");
    const TIMES: Spec = Spec::number("broke_most_times", "roll calls", "How often it did.");
    let (by, is_drawn) = (question.by, question.bootstrap.is_some());
    let kinds = [Rows::Year, Rows::Session, Rows::Topic];
    let asked =
        kinds.into_iter().zip([By::Year, By::Session, By::Topic]).find(|(_, one)| *one == by).map(|(rows, _)| rows);
    Layout::new("cohesion", "a group in a year or session, on a topic or in all, as `--by` says")
        .shown((groups.len() > 1).then_some("group"), GROUP, move |row: &&Row, names| code(groups, row.group, names))
        .each(KEYS, move |layout, (one, spec)| {
            let is_asked = asked == Some(one);
            let label = (is_asked && one != Rows::Topic).then_some("");
            layout.shown(label, spec, move |row, _| row.key.as_ref().filter(|_| is_asked).map(key_value).into())
        })
        .each((asked == Some(Rows::Topic)).then_some(()), |layout, ()| {
            layout.people("told", Kind::Text, "topic", |row, _| match &row.key {
                Some(RowKey::Topic(name)) => titles::spoken(name).into(),
                _ => Value::Missing,
            })
        })
        .column(VOTES, "votes", |row, _| row.cohesion.votes.into())
        .column(INDICES[0].clone(), "Rice", |row, _| row.cohesion.rice.into())
        .machines(RICE_VOTES, |row, _| row.cohesion.rice_votes.into())
        .column(INDICES[1].clone(), "agreement\nindex", |row, _| row.cohesion.agreement.into())
        .each(ENDS.into_iter().enumerate(), |layout, (at, spec)| {
            layout.machines(spec, move |row, _| {
                row.cohesion.intervals[at / 2].map(|(low, high)| if at % 2 == 0 { low } else { high }).into()
            })
        })
        .each(is_drawn.then_some("its\ninterval"), |layout, label| {
            layout.people("ends", Kind::Code, label, |row, _| {
                row.cohesion.intervals[1].map(|(low, high)| format!("{low:.3}-{high:.3}")).into()
            })
        })
        .column(AS_ONE, "as one", |row, _| row.cohesion.as_one.into())
        .machines(TIES, |row, _| row.cohesion.ties.into())
        .machines(POSITIONS, |row, _| row.cohesion.defections.of.into())
        .machines(DEFECTIONS, |row, _| row.cohesion.defections.hits.into())
        .machines(MOST, |row, names| row.cohesion.broke.first().map(|(member, _)| names.code(*member)).into())
        .machines(TIMES, |row, _| row.cohesion.broke.first().map(|(_, count)| *count).into())
        .people("most", Kind::Text, "broke ranks most", |row, names| a_few(names, &row.cohesion.broke).into())
}

fn in_roll_calls(groups: &[Group]) -> Layout<'_, Of<'_, Stand>> {
    const PLURALITY: Spec =
        Spec::code("plurality", "yes, no, abstain, tie", "What more of the group did than anything else.");
    const OWN: [(Vote, Spec); 4] = [
        (Vote::Yes, Spec::number("group_yes", columns::MEMBERS, "Of the group, those in favour.")),
        (Vote::No, Spec::number("group_no", columns::MEMBERS, "Of the group, those against.")),
        (Vote::Abstain, Spec::number("group_abstain", columns::MEMBERS, "Of the group, those abstaining.")),
        (Vote::NonVoting, Spec::number("group_non_voting", columns::MEMBERS, "Of the group, those that took no part.")),
    ];
    Layout::new("group_votes", "a group in a roll call, the latest first")
        .shown((groups.len() > 1).then_some("group"), GROUP, move |row: &Of<'_, Stand>, names| {
            code(groups, row.0, names)
        })
        .of_roll_call(|row| row.1.id)
        .day_and_symbol(|row| row.1.id)
        .each(OWN, |layout, (vote, spec)| layout.machines(spec, move |row, _| row.1.tally().count(vote).into()))
        .people("tally_told", Kind::Code, "result in it", |row, _| in_short(row.1).into())
        .machines(INDICES[0].clone(), |row, _| row.1.rice().into())
        .column(INDICES[1].clone(), "index", |row, _| row.1.agreement().into())
        .machines(PLURALITY, |row, _| row.1.plurality.word().into())
        .machines(BROKE, |row, names| names.named(row.1.broke_ranks()).into())
        .people("broke", Kind::Text, "broke ranks", |row, names| named(names, row.1.broke_ranks()).into())
        .about(|row| row.1.id)
}

/// `24-1-2` of a group: yes, no, abstaining.
fn in_short(stand: &Stand) -> String {
    let tally = stand.tally();
    format!("{}-{}-{}", tally.yes, tally.no, tally.abstain)
}

/// The latest roll calls in which ranks broke, for people.
fn where_ranks_broke<'q>() -> Layout<'q, Of<'q, Stand>> {
    Layout::for_people("broken", "a roll call in which ranks broke")
        .day_and_symbol(|row: &Of<'_, Stand>| row.1.id)
        .people("tally_told", Kind::Code, "result in it", |row, _| in_short(row.1).into())
        .people("broke", Kind::Text, "broke ranks", |row, names| named(names, row.1.broke_ranks()).into())
        .about(|row| row.1.id)
}

fn loyalty(groups: &[Group], has_topics: bool) -> Layout<'_, &(usize, Loyalty)> {
    const VOTES: Spec =
        Spec::number("votes", "roll calls", "Its yes, no and abstentions where the group had a plurality.");
    const LOYALTY: Spec = Spec::share("loyalty", "Share of them that were what most of the group did.");
    const LOW: Spec = Spec::share("low", "Lower end of the 95% interval of it (Wilson 1927).");
    const HIGH: Spec = Spec::share("high", "Upper end of it.");
    const DEFECTIONS: Spec = Spec::number("defections", "roll calls", "How often it broke ranks.");
    const ALONE: Spec =
        Spec::number("alone", "roll calls", "Those of them in which nobody else of the group did the same.");
    const WITH: Spec = Spec::code("most_with", columns::CODES, "With whom it most often broke ranks in the same way.");
    const WITH_TIMES: Spec = Spec::number("most_with_times", "roll calls", "How often with that one.");
    const ON: Spec = Spec::text("most_on", "The topic on which it broke ranks most often; with `--by member`.");
    const ON_TIMES: Spec = Spec::number("most_on_times", "roll calls", "How often on that.");
    Layout::new("loyalty", "a member of a group, the least loyal first")
        .shown((groups.len() > 1).then_some("group"), GROUP, move |row: &&(usize, Loyalty), names| {
            code(groups, row.0, names)
        })
        .machines(columns::MEMBER, |row, names| names.code(row.1.member).into())
        .column(columns::DISPLAY_NAME, "", |row, names| names.name(row.1.member).into())
        .column(VOTES, "votes", |row, _| row.1.loyal.of.into())
        .column(LOYALTY, "loyal", |row, _| row.1.loyal.share().into())
        .machines(LOW, |row, _| row.1.loyal.interval().map(|(low, _)| low).into())
        .machines(HIGH, |row, _| row.1.loyal.interval().map(|(_, high)| high).into())
        .column(DEFECTIONS, "broke\nranks", |row, _| row.1.broke().into())
        .column(ALONE, "alone", |row, _| row.1.alone.into())
        .machines(WITH, |row, names| row.1.with.map(|(member, _)| names.code(member)).into())
        .machines(WITH_TIMES, |row, _| row.1.with.map(|(_, count)| count).into())
        .people("with", Kind::Text, "most often with", |row, names| row.1.with.map(|one| a_few(names, &[one])).into())
        .machines(ON, |row, _| row.1.on.as_ref().map(|(topic, _)| topic.as_str()).into())
        .machines(ON_TIMES, |row, _| row.1.on.as_ref().map(|(_, count)| *count).into())
        .each(has_topics.then_some("mostly on"), |layout, label| {
            let told = |(topic, count): &(String, u32)| format!("{} {count}", titles::spoken(topic));
            layout.people("on", Kind::Text, label, move |row, _| row.1.on.as_ref().map(told).into()).look(Look::Brief)
        })
}

/// A member that broke ranks in a roll call.
type Defection<'q> = (usize, &'q Stand, MemberId);

fn of_members<'q>(stands: &[Of<'q, Stand>]) -> Vec<Defection<'q>> {
    stands.iter().flat_map(|(at, stand)| stand.broke_ranks().iter().map(|member| (*at, *stand, member))).collect()
}

fn defections(groups: &[Group]) -> Layout<'_, Defection<'_>> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "Its position.");
    const PLURALITY: Spec = Spec::code("plurality", "yes, no, abstain", "That of most of the group.");
    const ALONE: Spec = Spec::flag("alone", "Whether nobody else of the group took its position.");
    const WITH: Spec = Spec::members("with", "Who else of the group did.");
    Layout::for_machines("defections", "a member that broke ranks in a roll call, the latest first")
        .machines(GROUP, move |row: &Defection<'_>, names| code(groups, row.0, names))
        .of_roll_call(|row| row.1.id)
        .machines(columns::MEMBER, |row, names| names.code(row.2).into())
        .machines(VOTE, |row, _| row.1.position(row.2).map(Vote::word).into())
        .machines(PLURALITY, |row, _| row.1.plurality.word().into())
        .machines(ALONE, |row, _| row.1.company(row.2).is_empty().into())
        .machines(WITH, |row, names| names.named(row.1.company(row.2)).into())
}

fn together(groups: &[Group]) -> Layout<'_, &Together> {
    const FIRST: Spec = Spec::code("first", "codes with commas between", "The one group.");
    const SECOND: Spec = Spec::code("second", "codes with commas between", "The other.");
    const VOTES: Spec = Spec::number("votes", "roll calls", "Those in which both had a plurality.");
    const SAME: Spec = Spec::share("same_plurality", "Share of them in which it was the same.");
    const OPPOSITE: Spec =
        Spec::number("opposite", "roll calls", "Those of them in which it was yes in the one and no in the other.");
    const IDENTICAL: Spec =
        Spec::share("identical", "Mean over pairs of members of the share of identical votes, as `compare` has it.");
    Layout::new("groups_together", "two groups")
        .when("with several groups")
        .column(FIRST, "", move |row: &&Together, names| code(groups, row.groups[0], names))
        .column(SECOND, "", move |row, names| code(groups, row.groups[1], names))
        .column(VOTES, "votes", |row, _| row.same.of.into())
        .column(SAME, "same\nplurality", |row, _| row.same.share().into())
        .column(OPPOSITE, "opposite", |row, _| row.opposite.into())
        .column(IDENTICAL, "identical,\npair by pair", |row, _| row.identical.into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "cohesion",
    answers: "How united groups vote, and who breaks ranks.",
    examples: &[
        "cohesion EU",
        "cohesion EU NATO --by topic --topic Ukraine",
        "cohesion GRULAC --by session",
        "cohesion EU --by member",
    ],
    tables: || {
        let (body, typed) = (Body::default(), String::new());
        let question = CohesionQuestion { by: By::Year, body, bootstrap: None, typed, official: false, brief: false };
        vec![
            cohesion(&[], &question).doc(),
            in_roll_calls(&[]).doc(),
            loyalty(&[], true).doc(),
            together(&[]).doc(),
            defections(&[]).doc(),
        ]
    },
};
