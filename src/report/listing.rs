//! Which roll calls there are: lists, results of a search, vetoes.

use super::columns::{self, MARGIN, of_vote};
use super::titles::plain;
use super::{Documented, Kind, Layout, Look, Names, Report, Section, Spec, Value, roll_call::sources_of, words};
use crate::analysis::listing::{minority, turnout};
use crate::analysis::vetoes::{Count, Veto, by_topic, by_year};
use crate::members::{MemberId, MemberSet};
use crate::record::{Numbers, Record, RollCallId, Vote};

/// A list of roll calls, one row each, under a title.
pub(crate) fn list<'q>(record: &'q Record, ids: &[RollCallId], title: String) -> Report<'q> {
    let rows = ids.iter().map(|id| (*id, record.numbers(*id))).collect();
    titled(Names::new(record, false), title, ids, roll_calls(), rows)
}

/// Says what the margin is, where a list has any.
pub(crate) fn explain_margin(record: &Record, ids: &[RollCallId], report: &mut Report<'_>) {
    if ids.iter().any(|id| record.margin(*id).is_some()) {
        report.note("The margin is the votes in favour to spare beyond those needed (+), or missing (-).");
    }
}

/// The report of one table, with the sources of these roll calls.
fn titled<'q, R: 'q>(
    names: Names<'q>, title: String, ids: &[RollCallId], layout: Layout<'q, R>, rows: Vec<R>,
) -> Report<'q> {
    let blocks = vec![layout.block(names, rows)];
    let mut report = Report::of(Section { title, blocks, ..Section::default() });
    sources_of(names.record, ids, &mut report);
    report
}

fn roll_calls<'q>() -> Layout<'q, (RollCallId, Numbers)> {
    const TURNOUT: Spec = Spec::share("turnout", "Members that voted yes, no or abstained, of all.");
    const MINORITY: Spec =
        Spec::members("minority", "The members on the smaller side of yes and no, where there were two such sides.");
    let labels = [Some("yes"), Some("no"), Some("abstain"), None];
    Layout::<(RollCallId, Numbers)>::new("roll_calls", "a roll call")
        .of_roll_call(|row| row.0)
        .day_and_symbol(|row| row.0)
        .each(Vote::ALL.into_iter().zip(labels), |layout, (vote, label)| {
            layout.shown(label, of_vote(vote), move |row, _| row.1.count(vote).into())
        })
        .machines(columns::NOT_KNOWN, |row, _| row.1.not_known.into())
        .machines(columns::IN_ROLL_CALL, |row, _| row.1.members.into())
        .column(MARGIN, "margin", move |row, names| names.record.margin(row.0).into())
        .look(Look::Signed)
        .machines(TURNOUT, |row, _| turnout(row.1).into())
        .machines(MINORITY, |row, names| names.named_in(row.0, minority(names.record, row.0)).into())
        .column(columns::OUTCOME, "", |row, names| columns::ended(names.record.outcome(row.0)).into())
        .about(|row| row.0)
        .undl_id(|row| row.0)
}

/// A report of vetoes with this table.
fn of_vetoes<'q, R: 'q>(names: Names<'q>, vetoes: &[Veto], layout: Layout<'q, R>, rows: Vec<R>) -> Report<'q> {
    let ids: Vec<RollCallId> = vetoes.iter().map(|veto| veto.id).collect();
    titled(names, words::count(vetoes.len(), "vetoed proposal"), &ids, layout, rows)
}

/// The names of lines over these vetoes.
fn over<'q>(record: &'q Record, vetoes: &[Veto]) -> Names<'q> {
    Names::new(record, false).over(vetoes.iter().map(|veto| veto.id))
}

/// The report that lists vetoes one by one.
pub(crate) fn vetoes<'q>(record: &'q Record, vetoes: &[Veto]) -> Report<'q> {
    of_vetoes(Names::new(record, false), vetoes, vetoed(), vetoes.to_vec())
}

fn vetoed<'q>() -> Layout<'q, Veto> {
    const BY: Spec = Spec::members("vetoed_by", "Permanent members whose vote against was a veto.");
    Layout::new("vetoes", "a vetoed proposal, in the order of the source")
        .of_roll_call(|veto: &Veto| veto.id)
        .day_and_symbol(|veto| veto.id)
        .column(BY, "vetoed by", |veto, names| names.named_in(veto.id, veto.members).into())
        .people("about", Kind::Text, "on", |veto, names| {
            let one = names.roll_call(veto.id);
            let topic = [one.title, one.agenda, one.subjects].into_iter().find(|text| !text.is_empty());
            topic.map(|topic| plain(names.record.text(topic))).into()
        })
        .look(Look::Brief)
        .machines(columns::AGENDA, |veto, names| names.record.text(names.roll_call(veto.id).agenda).into())
}

const DRAFTS: Spec = Spec::number("drafts", "proposals", "Proposals vetoed, each once.");

/// Vetoes counted by member; a veto of several members counts for each of them.
pub(crate) fn vetoes_by_member<'q>(record: &'q Record, vetoes: &[Veto]) -> Report<'q> {
    let lines: Vec<MemberSet> = vetoes.iter().map(|veto| veto.lines(record)).collect();
    let all = lines.iter().fold(MemberSet::EMPTY, |all, lines| all | *lines);
    let count = |line| (line, lines.iter().filter(|lines| lines.contains(line)).count());
    let rows = record.members().in_order(all, false).into_iter().map(count).collect();
    of_vetoes(over(record, vetoes), vetoes, of_members(), rows)
}

fn of_members<'q>() -> Layout<'q, (MemberId, usize)> {
    const DRAFTS: Spec = Spec::number("drafts", "proposals", "Proposals that it vetoed, alone or with others.");
    Layout::<(MemberId, usize)>::new("veto_counts", "a member, by name")
        .when("with --by member")
        .machines(columns::MEMBER, |row, names| names.code(row.0).into())
        .column(columns::NAME, "member", |row, names| names.name(row.0).into())
        .column(DRAFTS, "vetoed", |row, _| row.1.into())
}

/// Vetoes counted by calendar year.
pub(crate) fn vetoes_by_year<'q>(record: &'q Record, vetoes: &[Veto]) -> Report<'q> {
    counted(record, vetoes, of_years(), by_year(record, vetoes))
}

fn of_years<'q>() -> Layout<'q, (i16, Count)> {
    Layout::<(i16, Count)>::new("veto_counts", "a year that has vetoes")
        .when("with --by year")
        .column(Spec::number("year", "calendar year", "Year of the votes."), "year", |row, _| row.0.into())
        .column(DRAFTS, "vetoed", |row, _| row.1.drafts.into())
}

/// Vetoes counted by topic.
pub(crate) fn vetoes_by_topic<'q>(record: &'q Record, vetoes: &[Veto]) -> Report<'q> {
    counted(record, vetoes, of_topics(), by_topic(record, vetoes))
}

fn of_topics<'q>() -> Layout<'q, (String, Count)> {
    const TOPIC: Spec =
        Spec::text("topic", "Issue, subject heading or agenda item, else the title; empty without one.");
    Layout::<(String, Count)>::new("veto_counts", "a topic; a proposal may be about several")
        .when("with --by topic")
        .column(TOPIC, "topic", |row, _| row.0.as_str().into())
        .column(DRAFTS, "vetoed", |row, _| row.1.drafts.into())
}

const OF_MEMBER: Spec =
    Spec::number("CODE", "vetoes", "A column for each member that vetoed any, under its code: its vetoes.");

/// A report with a row for each key and a column for each member that vetoed anything.
fn counted<'q, K: 'q>(
    record: &'q Record, vetoes: &[Veto], layout: Layout<'q, (K, Count)>, counts: Vec<(K, Count)>,
) -> Report<'q> {
    let members: MemberSet = counts.iter().flat_map(|(_, count)| &count.by_member).map(|(line, _)| *line).collect();
    let names = over(record, vetoes);
    let layout = layout.each(members.iter(), |layout, id| {
        let spec = Spec { key: names.code(id).into(), ..OF_MEMBER };
        layout.column(spec, names.name(id), move |row, _| {
            row.1.by_member.iter().find(|(line, _)| *line == id).map_or(0, |(_, count)| *count).into()
        })
    });
    of_vetoes(names, vetoes, layout, counts)
}

/// The documentation of `list`.
pub(super) const LIST: Documented = Documented {
    command: "list",
    answers: "Roll calls that meet conditions, by date unless --by says otherwise.",
    examples: &["list --where US=abstain", "list"],
    tables: || vec![roll_calls().doc()],
};

/// The documentation of `search`.
pub(super) const SEARCH: Documented = Documented {
    command: "search",
    answers: "Roll calls by words, the best match first.",
    examples: &["search path to peace --matter whole", "search embargo"],
    tables: LIST.tables,
};

/// The documentation of `vetoes`.
pub(super) const VETOES: Documented = Documented {
    command: "vetoes",
    answers: "Vetoed proposals in the Security Council: drafts, and amendments to them.",
    examples: &["vetoes", "vetoes --by member", "vetoes --by year", "vetoes --by topic"],
    tables: || {
        vec![
            vetoed().doc(),
            of_members().doc(),
            of_years().column(OF_MEMBER, "", |_, _| Value::Missing).doc(),
            of_topics().column(OF_MEMBER, "", |_, _| Value::Missing).doc(),
        ]
    },
};
