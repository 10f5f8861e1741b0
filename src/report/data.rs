//! Reports what is loaded: sources, spans, counts, and what was skipped or in disagreement.

use super::columns::{FIRST, LAST};
use super::{
    Audience, Block, Documented, Kind, Layout, Names, Report, Section, Spec, citation, conflicts, diff, store, words,
};
use crate::record::{Body, Modality, Origin, Record, RollCallId};

/// One line of the account of loading: what happened, why, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Accounted {
    /// What happened: skipped, disagreement, corrected, note.
    pub kind: &'static str,
    /// The input; empty where it concerns several.
    pub input: String,
    /// Why it happened.
    pub reason: String,
    /// How often it happened.
    pub count: u64,
    /// The first cases, with their lines.
    pub examples: Vec<String>,
}

/// What a record holds and how it was loaded.
pub(crate) fn report<'q>(record: &'q Record, account: &'q [Accounted]) -> Report<'q> {
    // Where all sources are of one input, its name is the title.
    let mut inputs: Vec<&str> = record.origins().iter().map(|origin| origin.name.as_str()).collect();
    inputs.dedup();
    let title = if let [input] = inputs[..] { input } else { "" };
    let names = Names::new(record, false);
    let row = |(place, origin)| {
        let ids: Vec<_> = record.ids().filter(|id| record.roll_call(*id).sources >> place & 1 == 1).collect();
        // Counted before the memory, as votes from the store take none until they are read.
        let votes = ids.iter().map(|id| record.roll(*id).known().len()).sum();
        Source { origin, ids, votes }
    };
    let rows = record.origins().iter().enumerate().map(row).collect();
    let mut blocks = vec![sources(title.is_empty()).block(names, rows)];
    let roll_calls = words::roll_calls(record.len());
    blocks.push(Block::Text(format!("{roll_calls} in all, {} of memory.", words::size(record.size()))));
    blocks.push(if account.is_empty() {
        Block::text("Every row was understood, and nothing disagrees.")
    } else {
        accounted().block(names, account.iter().collect())
    });
    let mut report = Report::of(Section { title: words::capitalized(title), blocks, ..Section::default() });
    let told = record.origins().iter().filter(|origin| !origin.terms.is_empty());
    told.for_each(|origin| Report::once(&mut report.notes, format!("Terms: {}", origin.terms)));
    report
}

/// A source with the roll calls that it contributes to, and how many votes of members these have.
struct Source<'q> {
    origin: &'q Origin,
    ids: Vec<RollCallId>,
    votes: usize,
}

/// What each source holds; `named` puts the input's name into the column for people.
fn sources<'q>(named: bool) -> Layout<'q, Source<'q>> {
    const SOURCE: Spec = Spec::text("source", "File, or what stands for it.");

    const ROLL_CALLS: Spec = Spec::number("roll_calls", "roll calls", "Roll calls that it has a part in.");
    const RECORDED: Spec = Spec::number("recorded_votes", "roll calls", "Recorded votes of which any vote is known.");

    const ASSEMBLY: Spec = Spec::number("general_assembly", "roll calls", "Roll calls of the General Assembly.");
    const COUNCIL: Spec = Spec::number("security_council", "roll calls", "Roll calls of the Security Council.");

    const TERMS: Spec = Spec::text("terms", "Terms of use, with the attribution asked for.");
    let of_body = |ids: &[RollCallId], names: &Names<'_>, body: Body| {
        ids.iter().filter(|id| names.roll_call(**id).body == body).count()
    };
    Layout::new("sources", "a source")
        .machines(SOURCE, |row: &Source<'q>, _| row.origin.name.as_str().into())
        .machines(store::FORMAT, |row, _| row.origin.format.as_str().into())
        .machines(store::EDITION, |row, _| row.origin.edition.as_str().into())
        .column(ROLL_CALLS, "roll calls", |row, _| row.ids.len().into())
        .column(RECORDED, "recorded", |row, names| {
            let is_recorded = |id: RollCallId| names.roll_call(id).modality == Modality::Recorded;
            let is_known = |id: RollCallId| !names.record.roll(id).known().is_empty();
            row.ids.iter().filter(|id| is_recorded(**id) && is_known(**id)).count().into()
        })
        .column(store::VOTES, "votes", |row, _| row.votes.into())
        .column(ASSEMBLY, "GA", move |row, names| of_body(&row.ids, names, Body::GeneralAssembly).into())
        .column(COUNCIL, "SC", move |row, names| of_body(&row.ids, names, Body::SecurityCouncil).into())
        .column(FIRST, "first", |row, names| names.record.days(row.ids.iter().copied()).map(|(first, _)| first).into())
        .column(LAST, "last", |row, names| names.record.days(row.ids.iter().copied()).map(|(_, last)| last).into())
        .machines(TERMS, |row, _| row.origin.terms.as_str().into())
        .people("about", Kind::Text, "source", move |Source { origin, .. }, _| {
            if named { format!("{}: {}", origin.name, origin.format).into() } else { origin.format.as_str().into() }
        })
}

fn accounted<'q>() -> Layout<'q, &'q Accounted> {
    const KIND: Spec = Spec::code("kind", "skipped, disagreement, corrected, note", "What happened.");
    const INPUT: Spec = Spec::text("input", "The file; empty for what lies between several.");
    const COUNT: Spec = Spec::number("count", "cases", "How often.");
    const EXAMPLES: Spec = Spec::new("examples", Kind::Text, "joined by `; `", "The first cases, with their lines.");
    Layout::new("account", "a reason for which something was skipped, corrected or in disagreement")
        .when("where there is any")
        .column(KIND, "what", |row: &&Accounted, _| row.kind.into())
        .column(INPUT, "input", |row, _| row.input.as_str().into())
        .column(Spec::text("reason", "Why."), "reason", |row, _| row.reason.as_str().into())
        .column(COUNT, "count", |row, _| row.count.into())
        .column(EXAMPLES, "first", |row, _| row.examples.join("; ").into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "data",
    answers: "What is loaded, and what the store holds.",
    examples: &[
        "data",
        "data --data votes.csv",
        "data diff old.csv votes.csv",
        "data fetch undl ga --into . --approved-by-library --accept-terms",
        "data conflicts --data votes.csv --data old.csv",
        "data add votes.csv --store store",
        "data list --store store",
        "data remove votes.csv --store store",
        "data where --store store",
        "data cite --store store",
    ],
    tables: || {
        vec![
            sources(true).doc(),
            accounted().doc(),
            diff::changes().doc(),
            diff::counts(Audience::Machines).doc(),
            store::downloads().doc(),
            conflicts::for_machines().doc(),
            conflicts::counts(Audience::Machines).doc(),
            store::new().doc(),
            store::sources("sources", "with data list and data check").doc(),
            store::sources("removed", "with data remove").doc(),
            store::file().doc(),
            citation::layout().doc(),
        ]
    },
};
