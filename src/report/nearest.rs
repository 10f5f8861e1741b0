//! Reports who votes most like a member or group, and who least; with the coincidence, as the US State Department tells it.

use super::agreement::{MEASURE, OF_MEASURE, meaning, measured, of_draws, of_list, told};
use super::roll_call::sources_of;
use super::{Audience, Block, Documented, Kind, Layout, Look, Names, Report, Section, Spec, columns, words};
use crate::analysis::agreement::{Edition, Measure};
use crate::analysis::bootstrap::Bootstrap;
use crate::analysis::counted::mean;
use crate::analysis::nearest::{Nearest, Neighbour};
use crate::members::MemberList;
use crate::record::{Body, Record};

/// How many people see at either end.
const EXTREMES: usize = 10;

/// What was asked, and how it is reported.
#[derive(Clone, Debug)]
pub(crate) struct NearestQuestion<'q> {
    /// The reference.
    pub of: &'q MemberList,
    /// Only these members, where not all are asked for.
    pub among: Option<&'q MemberList>,
    /// The measure.
    pub measure: Measure,
    /// The body whose votes count.
    pub body: Body,
    /// How roll calls were drawn anew, where they were.
    pub bootstrap: Option<Bootstrap>,
    /// The period before, where there is one.
    pub before: Option<String>,
    /// The conditions of the selection, as they can be typed again.
    pub typed: String,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// Whether both ends are enough, as for people that did not ask for more.
    pub brief: bool,
}

impl NearestQuestion<'_> {
    fn is_coincidence(&self) -> bool {
        self.measure == Measure::Coincidence
    }

    fn is_of_one(&self) -> bool {
        self.of.only_member().is_some()
    }
}

/// The report of the neighbours of a member or group.
pub(crate) fn report<'q>(record: &'q Record, found: &'q Nearest, question: &'q NearestQuestion<'q>) -> Report<'q> {
    let names = Names::new(record, question.official).over(found.ids.iter().copied());
    let name = names.list(question.of);
    let title = if question.is_coincidence() {
        format!("Voting coincidence with {name}")
    } else {
        format!("{name}: who votes most and least like it")
    };
    let years = record.days(found.ids.iter().copied());
    let years =
        years.map_or_else(String::new, |(first, last)| format!(" of {}", words::span(&first.year(), &last.year())));
    let votes = words::count(found.own_votes, "vote");
    let least = if found.least > 0 {
        format!("; members with at least {} in common", words::count(found.least, "vote"))
    } else {
        String::new()
    };
    let mut lines = vec![format!("{}, {votes}{years}{least}", question.body.name())];
    lines.extend(question.among.map(|list| format!("Among {}", names.list(list))));
    let rows: Vec<&Neighbour> = found.rows.iter().collect();
    let is_cut = question.brief && rows.len() > 2 * EXTREMES;
    let mut blocks = vec![Block::Text(in_all(found, question))];
    if is_cut {
        let end = |name, label, rows: Vec<&'q Neighbour>| {
            neighbours(question, found, name, label).audience(Audience::People).block(names, rows)
        };
        blocks.push(end("closest", "closest", rows[..EXTREMES].to_vec()));
        blocks.push(end("farthest", "farthest", rows.iter().rev().take(EXTREMES).copied().collect()));
    }
    let audience = if is_cut { Audience::Machines } else { Audience::All };
    let farthest = rows.last().map(|row| names.code(row.member));
    blocks.push(neighbours(question, found, "nearest", "").audience(audience).block(names, rows));
    let mut report = Report::of(Section { title, lines, blocks });
    add_notes(names, &mut report, found, question);
    of_list(&mut report, names, &found.ids, question.of);
    if let Some(farthest) = farthest.filter(|_| is_cut) {
        let of = words::quoted(&question.of.codes(record.members()));
        report.next.push(format!("unvote compare {of} {farthest} --by topic{}", question.typed));
    }
    sources_of(record, &found.ids, &mut report);
    report
}

/// The sentence that sums up: the middle of all, or the means of the State Department's measures.
fn in_all(found: &Nearest, question: &NearestQuestion<'_>) -> String {
    let (rows, measure) = (&found.rows, question.measure);
    let members = words::count(rows.len(), "member");
    if !question.is_coincidence() {
        let middle = rows[rows.len() / 2].value;
        return format!("The median of {members}: {} {}.", measure.name(), told(measure, middle));
    }
    let average = |edition: Edition| {
        let mean = mean(rows.iter().filter_map(|row| row.editions[edition as usize]));
        let told = mean.map_or_else(|| "none".to_owned(), words::percent);
        format!("{told} by the measure {}", edition.name())
    };
    let others = Edition::ALL.into_iter().filter(|edition| *edition != found.edition).map(average);
    let others: Vec<String> = others.collect();
    format!("On average over {members} {}; {}.", average(found.edition), words::and(&others))
}

fn add_notes(names: Names<'_>, report: &mut Report<'_>, found: &Nearest, question: &NearestQuestion<'_>) {
    if question.is_coincidence() {
        report.note(format!(
            "Coincidence as the US State Department has published it {}: {}. Partial: one of the two abstained; absent: the \
             other did not vote; same: the same position, abstentions too.",
            found.edition.name(),
            found.edition.meaning()
        ));
        if found.is_of_several_editions {
            report.note(
                "These votes are of years that the Department measured differently: the measure of the last is taken.",
            );
        }
    } else {
        report.note(format!("{}.", words::capitalized(meaning(question.measure))));
    }
    of_draws(report, question.bootstrap, "interval and rank");
    if !question.is_of_one() {
        report.note("The value is the mean over the members of the group or list, each while it was in it, as `compare` has it.");
    }
    if found.rows.iter().any(|row| row.percentile.is_some()) {
        report.note("place: the share of all pairs of members that agree less in these votes, equal ones half.");
    }
    if !found.inside.is_empty() {
        let these: Vec<&str> = names.named(found.inside).iter().map(|one| one.name).collect();
        let of = words::quoted(&question.of.codes(names.record.members()));
        report.note(format!("Left out, as they are in it: {}; --among {of} ranks them.", these.join(", ")));
    }
    if !found.too_few.is_empty() {
        let one = |(member, votes): &(_, u32)| format!("{} ({votes})", names.name(*member));
        let all: Vec<String> = found.too_few.iter().map(one).collect();
        let why = if found.least > 1 { "too few votes in common (--least)" } else { "no value" };
        report.note(format!("Left out, with {why}: {}.", all.join(", ")));
    }
}

type Count = fn(&Neighbour) -> u32;

/// The counts of the State Department's table.
const COUNTS: [(Spec, Count); 4] = [
    (Spec::number("same", "roll calls", "Those with the same position, abstentions too; with `coincidence`."), |row| {
        row.compared.positions.identical()
    }),
    (Spec::number("opposite", "roll calls", "One voted yes and the other no; as `same`."), |row| {
        row.compared.positions.opposite()
    }),
    (Spec::number("partial", "roll calls", "One of the two abstained; as `same`."), |row| {
        row.compared.positions.one_step()
    }),
    (
        Spec::number(
            "absent",
            "roll calls",
            "The reference took a position, the member was there and took none; as `same`.",
        ),
        |row| row.absent,
    ),
];

/// The coincidence by each of [`Edition::ALL`].
const EDITIONS: [Spec; 3] = [
    Spec::share("to_2016", "Coincidence by the measure of the Department's reports to 2016: that of `votes-only`."),
    Spec::share("since_2017", "By that of 2017 to 2021: that of `lijphart`."),
    Spec::share("since_2022", "By that since 2022, in which an absence counts half."),
];

/// What was adopted without a vote, with the coincidence.
const CONSENSUS: [Spec; 3] = [
    Spec::number(
        "consensus",
        "resolutions",
        "Those adopted without a vote while both were members; of one reference, empty where the record lacks them.",
    ),
    Spec::share("participation", "Share of recorded votes in which the member took a position."),
    Spec::share(
        "with_consensus",
        "Coincidence including consensus, as `compare` has it; empty where the record lacks that.",
    ),
];

fn neighbours<'q>(
    question: &'q NearestQuestion<'q>, found: &'q Nearest, name: &'static str, label: &'static str,
) -> Layout<'q, &'q Neighbour> {
    const REFERENCE: Spec =
        Spec::code("reference", "codes with commas between", "The member, group or list asked about.");
    const RANK: Spec =
        Spec::number("rank", "1 or more", "Its place by `value`, the nearest first; equal ones share it.");
    const VOTES: Spec =
        Spec::number("votes", "roll calls", "Those in which both (of a group: a member of it) took a position.");
    const PAIRS: Spec =
        Spec::number("pairs", "members", "Of the reference, those with a common vote; 1 for one member.");
    const VALUE: Spec = Spec::decimal(
        "value",
        OF_MEASURE,
        "The measure, of a group its mean over members; of `coincidence` that of the report on the last year.",
    );
    const RANKS: [Spec; 2] = [
        Spec::number("rank_low", "1 or more", "Lower end of the 95% interval of `rank`; with `--bootstrap`."),
        Spec::number("rank_high", "1 or more", "Upper end of it."),
    ];
    const VOTES_BEFORE: Spec =
        Spec::number("votes_before", "roll calls", "As `votes`, in the period before, which is as long.");
    const VALUE_BEFORE: Spec =
        Spec::decimal("value_before", "as value", "As `value`, there; empty with too few votes, or no such period.");
    const CHANGE: Spec = Spec::decimal("change", "1 is 100 points", "This `value` less `value_before`.");
    const PERCENTILE: Spec = Spec::share(
        "percentile",
        "Share of all pairs of members with a lower value in these votes, equal ones half, among those with common votes in \
         at least half of them; with one member, and not of `coincidence`.",
    );
    let (measure, by_department) = (question.measure, question.is_coincidence());
    let day = found.last;
    let since = question.before.as_ref().map(|before| format!("since {before}"));
    let has = |label: &'static str, of: fn(&Neighbour) -> bool| found.rows.iter().any(of).then_some(label);
    let joined = |row: &&Neighbour| row.compared.joined.filter(|_| row.editions[0].is_some());
    Layout::new(name, "a member, the nearest first")
        .machines(REFERENCE, move |_: &&Neighbour, names| question.of.codes(names.record.members()).into())
        .member_codes(|row| row.member, move |_, _| day)
        .column(columns::DISPLAY_NAME, label, |row, names| names.name(row.member).into())
        .machines(MEASURE, move |_, _| measure.word().into())
        .machines(RANK, |row, _| row.rank.into())
        .shown((!by_department).then_some("votes"), VOTES, |row, _| row.compared.votes.into())
        .machines(PAIRS, |row, _| row.compared.pairs.into())
        .each(COUNTS, |layout, (spec, count)| {
            let label = by_department.then(|| spec.key.clone());
            layout.shown(label, spec, move |row, _| by_department.then(|| count(row)).into())
        })
        .column(measured(VALUE, measure), measure.name(), |row, _| row.value.into())
        .of_interval(has("interval", |row| row.compared.interval.is_some()), measure, |row| row.compared.interval)
        .machines(RANKS[0].clone(), |row, _| row.ranks.map(|(low, _)| low).into())
        .machines(RANKS[1].clone(), |row, _| row.ranks.map(|(_, high)| high).into())
        .each(has("rank", |row| row.ranks.is_some()), |layout, label| {
            layout.people("ranks", Kind::Code, label, |row, _| {
                row.ranks.map(|(low, high)| format!("{low}-{high}")).into()
            })
        })
        .machines(VOTES_BEFORE, |row, _| row.before.map(|(votes, _)| votes).into())
        .machines(measured(VALUE_BEFORE, measure), |row, _| row.before.map(|(_, value)| value).into())
        .shown(since, CHANGE, |row, _| row.before.map(|(_, before)| row.value - before).into())
        .look(if measure.is_share() { Look::Points } else { Look::Plain })
        .shown(has("place", |row| row.percentile.is_some()), PERCENTILE, |row, _| row.percentile.into())
        .each(EDITIONS.into_iter().enumerate(), |layout, (at, spec)| {
            layout.machines(spec, move |row, _| row.editions[at].into())
        })
        .machines(CONSENSUS[0].clone(), move |row, _| {
            joined(row).map(|joined| joined.resolutions).filter(|count| *count > 0).into()
        })
        .machines(CONSENSUS[1].clone(), move |row, _| joined(row).and_then(|joined| joined.participation()).into())
        .shown(
            has("with\nconsensus", |row| row.absent > 0 && row.compared.value.is_some()).filter(|_| by_department),
            CONSENSUS[2].clone(),
            move |row, _| row.compared.value.filter(|_| by_department).into(),
        )
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "nearest",
    answers: "Who votes most like a member or group, and who least.",
    examples: &["nearest UY", "nearest US --measure coincidence --year 2025", "nearest EU --among WEOG --from 2022"],
    tables: || {
        let Ok(of) = Names::without_record().record.members().list("US") else { return Vec::new() };
        let question = NearestQuestion {
            of: &of,
            among: None,
            measure: Measure::S,
            body: Body::default(),
            bootstrap: None,
            before: None,
            typed: String::new(),
            official: false,
            brief: false,
        };
        vec![neighbours(&question, &Nearest::default(), "nearest", "").doc()]
    },
};
