//! Reports blocs: who is in which, what each is made of, and on what it differs from the others.

use super::agreement::{MEASURE, OF_MEASURE, meaning, measured, of_lines};
use super::bloc_picture::{self, About};
use super::{Block, Documented, Kind, Layout, Names, Report, Section, Spec, Tone};
use super::{blocs_map, blocs_through, columns, roll_call::sources_of, titles::spoken, words};
use crate::analysis::agreement::Measure;
use crate::analysis::blocs::{Bloc, Blocs, Difference, MakeUp, Map, Stability, Through};
use crate::members::{MemberId, MemberList, REGIONS};
use crate::record::{Body, Date, Record};

/// Topics of a bloc that people see.
const TOPICS: usize = 5;
/// Groups of a bloc, apart from the regional ones, that people see.
const GROUPS: usize = 4;
/// The share of the best silhouette from which on another number of blocs is worth a look.
const NEAR: f64 = 0.75;
/// Roll calls that a topic needs to be told to people.
const FIRM: usize = 3;

/// What was found, beside the blocs themselves.
pub(crate) struct BlocsQuestion<'q> {
    /// The body whose votes count.
    pub body: Body,
    /// The members that were asked for; none for all.
    pub list: Option<&'q MemberList>,
    /// The topics of the blocs.
    pub differences: Vec<Difference>,
    /// The map, where one was asked for.
    pub map: Option<Map>,
    /// The blocs of another time, as it was typed, and how they correspond.
    pub against: Option<(String, Blocs, Through)>,
    /// How stable they are, with the seed.
    pub stability: Option<(Stability, u64)>,
    /// The kind of picture; none for no picture.
    pub picture: Option<&'q str>,
    /// The conditions that selected the roll calls, as they were typed.
    pub conditions: Vec<String>,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
}

/// The report of blocs.
pub(crate) fn report<'q>(record: &'q Record, blocs: &'q Blocs, question: &'q BlocsQuestion<'q>) -> Report<'q> {
    let names = Names::new(record, question.official).over(blocs.ids.iter().copied());
    let span = record.days(blocs.ids.iter().copied());
    let make_up = span.map_or_else(Vec::new, |(_, last)| blocs.make_up(record, last));
    let all = (0..blocs.members.len()).map(|place| Row { blocs, place, map: question.map.as_ref() }).collect();
    let numbered = || blocs.blocs.iter().enumerate().map(|(at, bloc)| (blocs, at, bloc)).collect::<Vec<_>>();
    let mut first = vec![
        Block::Verdict(Tone::Neutral, verdict(blocs)),
        layout_of_members(blocs.measure, question.map.is_some()).block(names, all),
        for_people(blocs.measure, &make_up).block(names, numbered()),
        layout_of_blocs(blocs.measure).block(names, numbered()),
        layout_of_numbers().block(names, blocs.numbers.clone()),
    ];
    first.extend(peaks(blocs).map(Block::Text));
    first.extend(question.stability.iter().map(|(found, _)| Block::Text(stability(found, blocs))));
    first.extend([
        layout_of_topics().block(names, question.differences.iter().collect()),
        layout_of_groups().block(names, make_up.clone()),
        layout_of_left_out().block(names, blocs.left_out.clone()),
        layout_of_stability().block(names, question.stability.iter().cloned().collect()),
    ]);
    let list = question.list.map_or_else(String::new, |list| names.list(list));
    if let Some(kind) = question.picture {
        let (votes, conditions) = (blocs.ids.len(), &question.conditions);
        let about = About { body: question.body, span, votes, list: &list, conditions };
        first.insert(1, Block::picture(bloc_picture::picture(names, blocs, &about, kind)));
    }
    let who = question.list.map_or_else(String::new, |list| format!(" of {}", names.list(list)));
    let title = format!("Blocs of {}{who}", words::count(blocs.members.len(), "member"));
    let lines = vec![basis(blocs, question.body, span)];
    let mut report = Report::of(Section { title, lines, blocks: first });
    if let Some(map) = &question.map {
        report.sections.push(blocs_map::section(names, blocs, map));
    }
    if let Some((typed, before, through)) = &question.against {
        report.sections.push(blocs_through::section(names, typed, blocs, before, through));
    }
    report.sections.extend((0..blocs.blocs.len()).map(|bloc| of_bloc(names, blocs, bloc, &make_up, question)));
    notes(names, blocs, &mut report);
    of_lines(&mut report, names, &blocs.ids, &blocs.members);
    sources_of(record, &blocs.ids, &mut report);
    report
}

fn notes(names: Names<'_>, blocs: &Blocs, report: &mut Report<'_>) {
    if !blocs.left_out.is_empty() {
        let told = blocs.left_out.iter().map(|(member, votes)| format!("{} ({votes})", names.name(*member)));
        report.note(format!(
            "Left out, since with some other there are fewer than {} common votes (--least); their own votes in brackets: {}.",
            blocs.least,
            told.collect::<Vec<_>>().join(", ")
        ));
    }
    report.note(format!(
        "Members are joined by average linkage; near is who agrees ({}). The silhouette says how much nearer members are to \
         their own bloc than to the next: 1 at most, 0 for a bloc of one. docs/blocs.md has the method.",
        meaning(blocs.measure)
    ));
}

fn basis(blocs: &Blocs, body: Body, span: Option<(Date, Date)>) -> String {
    let years =
        span.map_or_else(String::new, |(first, last)| format!(" of {}", words::span(&first.year(), &last.year())));
    let measure = if blocs.measure == Measure::Identical { "identical votes" } else { blocs.measure.name() };
    format!("{}, {}{years}; {measure}", body.name(), words::roll_calls(blocs.ids.len()))
}

/// How many blocs, and what the silhouette says of them: Kaufman and Rousseeuw 1990, *Finding Groups in Data*, chapter 2,
/// table 4.
fn verdict(blocs: &Blocs) -> String {
    let silhouette = blocs.silhouette();
    let structure = match silhouette {
        s if s > 0.7 => "strong",
        s if s > 0.5 => "reasonable",
        s if s > 0.25 => "weak",
        _ => "no substantial",
    };
    let asked = if blocs.asked { ", as asked for" } else { "" };
    let sizes: Vec<String> = blocs.blocs.iter().map(|bloc| bloc.members.len().to_string()).collect();
    let count = words::count(blocs.blocs.len(), "bloc");
    format!(
        "{count}{asked}: of {} members; {structure} structure (mean silhouette {silhouette:.2})",
        words::and(&sizes)
    )
}

/// The other numbers that stand out among their neighbours.
fn peaks(blocs: &Blocs) -> Option<String> {
    let value = |at: usize| blocs.numbers.get(at).map_or(f64::MIN, |one| one.1);
    let is_peak = |at: usize| value(at) > value(at + 1) && (at == 0 || value(at) > value(at - 1));
    let best = blocs.numbers.iter().map(|one| one.1).fold(0.0, f64::max);
    let stands_out = |at: usize, one: &(usize, f64)| is_peak(at) && one.0 != blocs.blocs.len() && one.1 > NEAR * best;
    let others = blocs.numbers.iter().enumerate().filter(|(at, one)| stands_out(*at, one));
    let told: Vec<String> = others.map(|(_, one)| format!("{} ({:.2})", one.0, one.1)).take(4).collect();
    let (first, last) = (blocs.numbers.first()?.0, blocs.numbers.last()?.0);
    let chosen = if blocs.asked {
        String::new()
    } else {
        format!("Of {first} to {last} blocs these have the best mean silhouette. ")
    };
    let others = format!("Beside them {} would do: --blocs N.", words::and(&told));
    let text = chosen + if told.is_empty() { "" } else { &others };
    (!text.is_empty()).then(|| text.trim_end().to_owned())
}

fn stability(found: &Stability, blocs: &Blocs) -> String {
    let (low, high) = found.between;
    let share = found.as_many as f64 / found.replicates.max(1) as f64;
    let as_many = if blocs.asked { String::new() } else { format!("; as many blocs in {}", words::percent(share)) };
    format!(
        "Drawn anew {} times, roll calls give blocs with an adjusted Rand index of {:.2} to these (nine of ten draws {low:.2} to \
         {high:.2}){as_many}. 1 is the same blocs, 0 what chance gives.",
        found.replicates, found.mean
    )
}

/// A bloc with its place.
type Numbered<'q> = (&'q Blocs, usize, &'q Bloc);

fn for_people<'q>(measure: Measure, make_up: &[MakeUp<'q>]) -> Layout<'q, Numbered<'q>> {
    let (kind, regions) = (measured(WITHIN, measure).kind, regional(make_up));
    Layout::for_people("blocs_for_people", "a bloc")
        .people("bloc", Kind::Number, "bloc", |row: &Numbered<'_>, _| (row.1 + 1).into())
        .people("center", Kind::Text, "around", |row, names| names.name(row.2.center).into())
        .people("members", Kind::Number, "members", |row, _| row.2.members.len().into())
        .people("within", kind, "within", |row, _| row.2.within.into())
        .people("beyond", kind, "with\nothers", |row, _| row.2.beyond.into())
        .people("regions", Kind::Text, "regional groups", move |row, _| {
            let of = regions.iter().filter(|(bloc, _)| *bloc == row.1);
            of.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", ").into()
        })
}

/// The regional groups of blocs in short, each with its bloc.
fn regional(make_up: &[MakeUp<'_>]) -> Vec<(usize, String)> {
    let of = make_up.iter().filter(|one| REGIONS.contains(&one.group.code));
    of.map(|one| (one.bloc, format!("{} {}", one.group.code, one.inside))).collect()
}

/// A bloc: what it is made of, its topics, its members.
fn of_bloc<'q>(
    names: Names<'q>, blocs: &'q Blocs, bloc: usize, make_up: &[MakeUp<'q>], question: &'q BlocsQuestion<'q>,
) -> Section<'q> {
    let one = &blocs.blocs[bloc];
    let alone = one.members.len() == 1;
    let title = if alone {
        format!("Bloc {}: {} alone", bloc + 1, names.name(one.center))
    } else {
        format!("Bloc {}: {} around {}", bloc + 1, words::count(one.members.len(), "member"), names.name(one.center))
    };
    let of_bloc = || make_up.iter().filter(|found| found.bloc == bloc);
    let counted = |found: &MakeUp<'_>| format!("{} {} of {}", found.group.name, found.inside, found.of);
    let is_regional = |found: &&MakeUp<'_>| REGIONS.contains(&found.group.code);
    let regions: Vec<String> = of_bloc().filter(is_regional).map(counted).collect();
    // A group of which most are elsewhere says nothing of the bloc.
    let others = of_bloc().filter(|found| !is_regional(found) && 2 * found.inside >= found.of && found.of > 1);
    let groups: Vec<String> = others.take(GROUPS).map(counted).collect();
    let lines = if alone { Vec::new() } else { vec![regions.join(", "), groups.join(", ")] };
    let topics =
        question.differences.iter().filter(|one| one.bloc == bloc && one.excess > 0.0 && one.roll_calls >= FIRM);
    let topics: Vec<&Difference> = topics.take(TOPICS).collect();
    let mut told = Vec::new();
    // Two blocs differ on the same.
    if !topics.is_empty() && (bloc == 0 || blocs.blocs.len() > 2) {
        told.push(topics_for_people().block(names, topics));
    }
    if !alone {
        told.push(Block::Members("Members".to_owned(), names.named(one.set())));
    }
    Section { title, lines: lines.into_iter().filter(|line| !line.is_empty()).collect(), blocks: told }
}

/// The position that was taken most, with its share: `no 78%`.
fn mostly(votes: [u32; 3]) -> String {
    let all: u32 = votes.iter().sum();
    let most = (0..3).fold(0, |most, at| if votes[at] > votes[most] { at } else { most });
    let share = f64::from(votes[most]) / f64::from(all.max(1));
    format!("{} {}%", ["yes", "abstain", "no"][most], words::whole_percentage(share))
}

fn topics_for_people<'q>() -> Layout<'q, &'q Difference> {
    Layout::for_people("topics_for_people", "a topic")
        .people("topic", Kind::Text, "differs most on", |row: &&Difference, _| spoken(&row.topic).into())
        .people("roll_calls", Kind::Number, "votes", |row, _| row.roll_calls.into())
        .people("identical", Kind::Share, "as the\nothers", |row, _| row.identical.into())
        .people("votes", Kind::Code, "bloc\nmostly", |row, _| mostly(row.votes).into())
        .people("others", Kind::Code, "others\nmostly", |row, _| mostly(row.others).into())
}

/// A member with its blocs and its place among all.
#[derive(Clone, Copy)]
struct Row<'q> {
    blocs: &'q Blocs,
    place: usize,
    map: Option<&'q Map>,
}

const BLOC: Spec = Spec::number("bloc", "1 or more", "Number of the bloc: the largest is the first.");
const CENTER: Spec =
    Spec::code("center", columns::CODES, "The member of the bloc whose mean distance to the others of it is least.");
const WITHIN: Spec = Spec::decimal("within", OF_MEASURE, "Mean agreement within the bloc; empty for one member.");
const BEYOND: Spec = Spec::decimal("beyond", OF_MEASURE, "Mean agreement with members of all other blocs.");
const SILHOUETTE: Spec = Spec::decimal(
    "silhouette",
    "-1 to 1",
    "How much nearer it is to its own bloc than to the next (Rousseeuw 1987); 0 for a bloc of one.",
);
const ROLL_CALLS: Spec = Spec::number("roll_calls", "roll calls", "Those of it in which both sides took a position.");

fn layout_of_members<'q>(measure: Measure, with_map: bool) -> Layout<'q, Row<'q>> {
    const X: Spec = Spec::decimal("x", "in units of distance, mean 0", "Place on the first axis of the map.");
    const Y: Spec = Spec::decimal("y", "in units of distance, mean 0", "Place on the second axis of the map.");
    let layout = Layout::for_machines("members", "a member in a bloc, by code")
        .machines(columns::MEMBER, |row: &Row<'_>, names| names.code(row.blocs.members[row.place]).into())
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.blocs.members[row.place]).into())
        .machines(BLOC, |row, _| (row.blocs.of[row.place] + 1).into())
        .machines(CENTER, |row, names| names.code(row.blocs.blocs[row.blocs.of[row.place]].center).into())
        .machines(measured(WITHIN, measure), |row, _| row.blocs.with_own(row.place).into())
        .machines(measured(BEYOND, measure), |row, _| row.blocs.with_others(row.place).into())
        .machines(SILHOUETTE, |row, _| row.blocs.silhouettes[row.place].into());
    layout.each([X, Y].into_iter().enumerate().filter(|_| with_map), |layout, (axis, spec)| {
        layout
            .machines(spec, move |row: &Row<'q>, _| row.map.map(|map| map.places[row.place][axis]).into())
            .when("with --map")
    })
}

fn layout_of_blocs<'q>(measure: Measure) -> Layout<'q, Numbered<'q>> {
    const COUNT: Spec = Spec::number("members", columns::MEMBERS, "Members of the bloc.");
    const CODES: Spec = Spec::members("codes", "Who they are.");
    Layout::for_machines("blocs", "a bloc, the largest first")
        .machines(BLOC, |row: &Numbered<'_>, _| (row.1 + 1).into())
        .machines(CENTER, |row, names| names.code(row.2.center).into())
        .machines(COUNT, |row, _| row.2.members.len().into())
        .machines(MEASURE, |row, _| row.0.measure.word().into())
        .machines(measured(WITHIN, measure), |row, _| row.2.within.into())
        .machines(measured(BEYOND, measure), |row, _| row.2.beyond.into())
        .machines(SILHOUETTE.meaning("The mean of its members'."), |row, _| row.2.silhouette.into())
        .machines(CODES, |row, names| names.named(row.2.set()).into())
}

fn layout_of_numbers<'q>() -> Layout<'q, (usize, f64)> {
    const NUMBER: Spec = Spec::number("blocs", "2 to 20", "How many blocs.");
    Layout::for_machines("numbers", "a number of blocs among which the best is chosen")
        .machines(NUMBER, |row: &(usize, f64), _| row.0.into())
        .machines(SILHOUETTE.meaning("The mean of all members'; the highest is chosen."), |row, _| row.1.into())
}

fn layout_of_topics<'q>() -> Layout<'q, &'q Difference> {
    const TOPIC: Spec = Spec::text("topic", "Issue, subject heading or agenda item, whichever the source has.");
    const IDENTICAL: Spec = Spec::share(
        "identical",
        "Pairs of a member of the bloc and another with the same position, the mean over the roll calls.",
    );
    const EXCESS: Spec = Spec::decimal(
        "excess",
        "roll calls",
        "Disagreement with the others on it, in roll calls, beyond what the bloc has over all; the most first.",
    );
    const VOTES: [Spec; 6] = [
        Spec::number("yes", "votes", "Votes of the bloc's members in favour."),
        Spec::number("abstain", "votes", "Their abstentions."),
        Spec::number("no", "votes", "Their votes against."),
        Spec::number("others_yes", "votes", "Votes of all other members in favour."),
        Spec::number("others_abstain", "votes", "Their abstentions."),
        Spec::number("others_no", "votes", "Their votes against."),
    ];
    Layout::for_machines("topics", "a topic of a bloc, those on which it differs most from the others first")
        .machines(BLOC, |row: &&Difference, _| (row.bloc + 1).into())
        .machines(TOPIC, |row, _| row.topic.as_str().into())
        .machines(ROLL_CALLS, |row, _| row.roll_calls.into())
        .machines(IDENTICAL, |row, _| row.identical.into())
        .machines(EXCESS, |row, _| row.excess.into())
        .each(VOTES.into_iter().enumerate(), |layout, (at, spec)| {
            let count = move |row: &&'q Difference| if at < 3 { row.votes[at] } else { row.others[at - 3] };
            layout.machines(spec, move |row, _| count(row).into())
        })
}

fn layout_of_groups<'q>() -> Layout<'q, MakeUp<'q>> {
    const GROUP: Spec =
        Spec::code("group", "codes as `unvote groups` lists them", "The group, on the day of the last vote.");
    const INSIDE: Spec = Spec::number("members", columns::MEMBERS, "Members of the group that are in the bloc.");
    const OF: Spec = Spec::number("of", columns::MEMBERS, "Members of the group that are in any bloc.");
    Layout::for_machines("groups", "a group with members in a bloc, those nearest to being the bloc first")
        .machines(BLOC, |row: &MakeUp<'_>, _| (row.bloc + 1).into())
        .machines(GROUP, |row, _| row.group.code.into())
        .machines(INSIDE, |row, _| row.inside.into())
        .machines(OF, |row, _| row.of.into())
}

fn layout_of_left_out<'q>() -> Layout<'q, (MemberId, u32)> {
    const VOTES: Spec = Spec::number("votes", "roll calls", "In how many it took a position.");
    Layout::for_machines("left_out", "a member with too few common votes, by code")
        .machines(columns::MEMBER, |row: &(MemberId, u32), names| names.code(row.0).into())
        .machines(VOTES, |row, _| row.1.into())
}

fn layout_of_stability<'q>() -> Layout<'q, (Stability, u64)> {
    const REPLICATES: Spec =
        Spec::number("replicates", "draws", "How often as many roll calls were drawn with replacement.");
    const SEED: Spec = Spec::number("seed", "", "The seed of the draws.");
    const ALIKE: Spec = Spec::decimal(
        "rand",
        "-1 to 1",
        "Mean adjusted Rand index (Hubert and Arabie 1985) of these blocs and those of a draw.",
    );
    const LOW: Spec = Spec::decimal("rand_low", "-1 to 1", "Its 5% quantile.");
    const HIGH: Spec = Spec::decimal("rand_high", "-1 to 1", "Its 95% quantile.");
    const AS_MANY: Spec = Spec::share("as_many", "Draws with as many blocs.");
    Layout::for_machines("stability", "the whole: how stable the blocs are")
        .when("with --bootstrap")
        .machines(REPLICATES, |row: &(Stability, u64), _| row.0.replicates.into())
        .machines(SEED, |row, _| row.1.into())
        .machines(ALIKE, |row, _| row.0.mean.into())
        .machines(LOW, |row, _| row.0.between.0.into())
        .machines(HIGH, |row, _| row.0.between.1.into())
        .machines(AS_MANY, |row, _| (row.0.as_many as f64 / row.0.replicates.max(1) as f64).into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "blocs",
    answers: "Who votes with whom, in how many blocs, and what sets each apart.",
    examples: &[
        "blocs --year 2022-2025 --map --bootstrap 2 --against 2016-2021",
        "blocs --year 2018-2023 --map --data turns.csv",
    ],
    tables: || {
        vec![
            layout_of_members(Measure::S, true).doc(),
            layout_of_blocs(Measure::S).doc(),
            layout_of_numbers().doc(),
            blocs_map::layout_of_axes().doc(),
            blocs_through::layout_of_flows().doc(),
            layout_of_topics().doc(),
            layout_of_groups().doc(),
            layout_of_left_out().doc(),
            layout_of_stability().doc(),
        ]
    },
};
