//! Who voted how: one kind of vote as a list, or the whole roll call.

use std::borrow::Cow;

use super::roll_call::{account_for, heading, nobody_known, votes_by_name};
use super::standing::{compared, told, unusual};
use super::{Block, Documented, Kind, Layout, Names, Report, Section, Spec, columns, verdict::verdict, words};
use crate::analysis::{
    series::Links,
    tally::{self, Regions},
};
use crate::members::MemberId;
use crate::record::{Record, Roll, RollCallId, Vote, Voters};

/// The most members with an unknown vote that are named.
const MOST_UNKNOWN: usize = 40;

/// A member in a roll call.
pub(super) struct Ballot {
    pub id: RollCallId,
    pub member: MemberId,
    pub vote: Option<Vote>,
    pub group: &'static str,
}

/// The ballots of these members in a roll call, in their order.
pub(super) fn ballots(
    record: &Record, id: RollCallId, roll: Roll, members: impl IntoIterator<Item = MemberId>,
) -> impl Iterator<Item = Ballot> {
    let regions = Regions::on(record.members(), record.roll_call(id).date);
    members.into_iter().map(move |member| {
        let vote = Vote::ALL.into_iter().find(|vote| roll.cast(*vote).contains(member));
        Ballot { id, member, vote, group: regions.of(member) }
    })
}

/// The report of who cast one kind of vote, with their groups.
pub(crate) fn cast<'q>(
    record: &'q Record, ids: &[RollCallId], vote: Vote, whose: &Voters, official: bool,
) -> Report<'q> {
    let mut report = Report::default();
    for &id in ids {
        let roll = whose.roll(record, id);
        let members = record.members().in_order(roll.cast(vote), official);
        let mut section = heading(record, id);
        let count = whose.numbers(&roll, record.numbers(id)).whole().count(vote).map(usize::from);
        let (label, known) = (words::capitalized(vote.label()), members.len());
        section.lines.push(match count {
            Some(count) if count > known && known > 0 => format!("{label} ({count}; known of these: {known})"),
            Some(count) => format!("{label} ({count})"),
            None if known > 0 => format!("{label} ({known}, as far as is known)"),
            None => label,
        });
        if members.is_empty() {
            section.blocks.push(Block::Text(if record.roll_call(id).is_vote() {
                nobody_known(vote, count)
            } else {
                "Nobody: it was adopted without a vote.".to_owned()
            }));
        }
        let rows = ballots(record, id, roll, members).collect();
        section.blocks.push(those_who_voted_so().block(Names::new(record, official), rows));
        report.sections.push(section);
        account_for(record, id, &mut report);
    }
    report
}

/// The codes of those who cast one kind of vote, by name; each once.
pub(crate) fn codes(record: &Record, ids: &[RollCallId], vote: Vote, whose: &Voters) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for &id in ids {
        for member in Names::new(record, false).named(whose.roll(record, id).cast(vote)) {
            Report::once(&mut codes, member.code);
        }
    }
    codes
}

/// The report of whole roll calls: all that is known of them, and the vote of every member.
/// `links` lead to the other votes on their questions; none for no comparison with them.
pub(crate) fn whole<'q>(
    record: &'q Record, ids: &[RollCallId], whose: &Voters, links: Option<&Links<'_>>, official: bool,
) -> Report<'q> {
    let names = Names::new(record, official);
    let mut report = Report::default();
    for &id in ids {
        let roll = whose.roll(record, id);
        let result = tally::result(record, id);
        let mut section = heading(record, id);
        section.blocks.push(facts_for_people().block(names, known_facts(record, id)));
        let (tone, verdict) = verdict(record, &result);
        let numbers = result.numbers.whole();
        let not_voting = numbers.non_voting.map_or_else(String::new, |count| format!(", {count} non-voting"));
        let tally = result.tally.map_or_else(String::new, |tally| format!(" {tally}{not_voting}."));
        section.blocks.push(Block::Verdict(tone, format!("{verdict}{tally}")));
        let told = told(record, links, id, &mut report);
        section.blocks.extend(told.unusual.into_iter().chain(told.before));
        if !roll.known().is_empty() {
            let kinds: Vec<Vote> = Vote::ALL.into_iter().filter(|vote| !roll.cast(*vote).is_empty()).collect();
            let numbers = whose.numbers(&roll, result.numbers);
            section.blocks.extend(votes_by_name(names, (id, &roll), &kinds, numbers));
        }
        // Where most of the Assembly is unknown, the note that gives the number is enough.
        if (1..=MOST_UNKNOWN).contains(&roll.not_known.len()) {
            let label = format!("Not known ({})", roll.not_known.len());
            section.blocks.push(Block::Members(label, names.named_in(id, roll.not_known)));
        }
        let rows = ballots(record, id, roll, record.members().in_order(roll.members(), official)).collect();
        section.blocks.push(all_votes().block(names, rows));
        section.blocks.extend(told.tables);
        section.blocks.push(facts().block(names, vec![id]));
        report.sections.push(section);
        account_for(record, id, &mut report);
    }
    report
}

/// The votes of a roll call alone, as a table for machines.
pub(crate) fn table(record: &Record, id: RollCallId) -> Report<'_> {
    let roll = *record.roll(id);
    let rows = ballots(record, id, roll, record.members().in_order(roll.members(), false)).collect();
    let layout = positions(Layout::for_machines("votes", "a member of the body, by name"));
    Report::of(Section { blocks: vec![layout.block(Names::new(record, false), rows)], ..Section::default() })
}

/// What is known of a roll call beside its votes, each with its label.
fn known_facts(record: &Record, id: RollCallId) -> Vec<(&'static str, Cow<'_, str>)> {
    let roll_call = record.roll_call(id);
    let mut facts = vec![
        ("agenda item", record.text(roll_call.agenda).into()),
        ("subjects", record.text(roll_call.subjects).replace('|', "; ").into()),
        ("issues", roll_call.issues.codes().collect::<Vec<_>>().join(", ").into()),
        ("committee report", record.text(roll_call.committee_report).into()),
        ("voted on", roll_call.matter.word().into()),
        ("taken by", roll_call.modality.word().into()),
        ("record", record.text(roll_call.link).into()),
    ];
    facts.retain(|(_, fact): &(_, Cow<'_, str>)| !fact.is_empty());
    facts
}

fn facts_for_people<'q>() -> Layout<'q, (&'static str, Cow<'q, str>)> {
    Layout::<(&str, Cow<'q, str>)>::for_people("facts_for_people", "a fact")
        .people("fact", Kind::Code, "", |row, _| row.0.into())
        .people("value", Kind::Text, "", |row, _| (&*row.1).into())
}

/// What is known of a roll call beside its votes, for machines.
fn facts<'q>() -> Layout<'q, RollCallId> {
    const MEETING: Spec = Spec::code("meeting", "", "Symbol of the meeting's record.");
    const REPORT: Spec = Spec::code("committee_report", "", "Report of the committee that the text came from.");
    const SUBJECTS: Spec = Spec::text("subjects", "Subject headings of the UN Digital Library, joined by |.");
    const ISSUES: Spec = Spec::code("issues", "me nu di hr co ec, with spaces between", "Issues of Voeten's data.");
    const IMPORTANT: Spec =
        Spec::flag("important", "Listed as an important vote by the US State Department, as far as the source says.");
    const NOTE: Spec = Spec::text("note", "What the source adds to the vote.");
    const LINK: Spec = Spec::code("link", "address", "What it was taken from.");
    Layout::for_machines("facts", "a roll call: what else is known of it")
        .of_roll_call(|id: &RollCallId| *id)
        .machines(MEETING, |id, names| names.record.text(names.roll_call(*id).meeting).into())
        .machines(REPORT, |id, names| names.record.text(names.roll_call(*id).committee_report).into())
        .machines(columns::AGENDA, |id, names| names.record.text(names.roll_call(*id).agenda).into())
        .machines(SUBJECTS, |id, names| names.record.text(names.roll_call(*id).subjects).into())
        .machines(ISSUES, |id, names| names.roll_call(*id).issues.codes().collect::<Vec<_>>().join(" ").into())
        .machines(columns::MODALITY, |id, names| names.roll_call(*id).modality.word().into())
        .machines(columns::OUTCOME, |id, names| columns::ended(names.record.outcome(*id)).into())
        .machines(IMPORTANT, |id, names| names.roll_call(*id).important.into())
        .machines(NOTE, |id, names| names.record.text(names.roll_call(*id).note).into())
        .machines(LINK, |id, names| names.record.text(names.roll_call(*id).link).into())
        .undl_id(|id| *id)
}

fn those_who_voted_so<'q>() -> Layout<'q, Ballot> {
    Layout::new("members", "a roll call and member, by name")
        .of_roll_call(|row: &Ballot| row.id)
        .column(columns::MEMBER, "code", |row, names| names.code(row.member).into())
        .column(columns::DISPLAY_NAME, "member", |row, names| names.holder(row.id, row.member).into())
        .column(columns::GROUP, "group", |row, _| row.group.into())
}

/// Every member's vote, for machines.
fn all_votes<'q>() -> Layout<'q, Ballot> {
    let layout = Layout::for_machines("votes", "a roll call and member of the body, by name");
    positions(layout.roll_call_number(|row: &Ballot| row.id).of_roll_call(|row| row.id))
}

/// The member of each row, and its vote.
fn positions(layout: Layout<'_, Ballot>) -> Layout<'_, Ballot> {
    layout
        .machines(columns::MEMBER, |row, names| names.code(row.member).into())
        .machines(columns::DISPLAY_NAME, |row, names| names.holder(row.id, row.member).into())
        .machines(columns::GROUP, |row, _| row.group.into())
        .machines(columns::VOTE, |row, _| row.vote.map_or("not known", Vote::word).into())
}

/// The documentation of `against`.
pub(super) const AGAINST: Documented = Documented {
    command: "against",
    answers: "Who cast one kind of vote; no unless --vote names another.",
    examples: &["against ES-11/8", "against A/ES-11/PV.20 --vote non-voting"],
    tables: || vec![those_who_voted_so().doc()],
};

/// The documentation of `show`.
pub(super) const SHOW: Documented = Documented {
    command: "show",
    answers: "Whole roll calls.",
    examples: &["show S/RES/2623", "show 80/4", "show S/PV.9866 A/ES-11/PV.20"],
    tables: || vec![all_votes().doc(), unusual().doc(), compared().doc(), facts().doc()],
};
