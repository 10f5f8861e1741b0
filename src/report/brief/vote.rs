//! A vote told: what was voted on, the result, who was against, who moved, how unusual it was, and what else was voted on that
//! day.

use super::beside::{against_there, beside, command, on_one_text, told};
use super::phrases::{clauses, each_in, names_in, permanent, voted, what};
use super::{Brief, Typed, counts_in_words};
use crate::analysis::cohesion::{Stand, Stands};
use crate::analysis::forecast::Surprise;
use crate::analysis::series::Links;
use crate::analysis::shift::{Shift, shift};
use crate::analysis::tally::{self, GroupTally, TallyResult};
use crate::analysis::turned::turned;
use crate::members::order::InOrder as _;
use crate::members::{MemberSet, REGIONS};
use crate::record::{Body, Numbers, Outcome, Record, RollCallId, Vote};
use crate::report::roll_call::{account_for, heading, nobody_known, title};
use crate::report::shift::{approaches_in_words, compared, moves};
use crate::report::surprise::would_have_turned;
use crate::report::surprise_rows::least_expected;
use crate::report::tally::{by_group, tallies};
use crate::report::verdict::verdict;
use crate::report::vote_picture::picture;
use crate::report::{Block, Names, Report, standing, words};

/// Those who did not vote, or were in favour, are named where they are this many at the most.
const FEW: usize = 20;
/// More members than these are named by regional group.
const AT_ONCE: usize = 5;
/// The most members of one move that are named.
const MOST_NAMED: usize = 40;
/// The most members that are named where a group did not vote alike.
const APART: usize = 4;
/// The fewest members of a group that took a position for it to be told of.
const OF_A_GROUP: u16 = 3;
/// The groups of which it is told whether they voted alike.
const GROUPS: [&str; 12] =
    ["EU", "NATO", "G7", "NORDIC", "BRICS", "CIS", "ASEAN", "CARICOM", "LAS", "OIC", "AFU", "NONALIGNED"];

/// What is said of members that are of no regional group.
const NO_REGION: &str = "in no regional group";

/// What a brief of votes rests on.
pub(crate) struct VoteQuestion<'w> {
    /// The links that lead to the vote before on the same question.
    pub links: &'w Links<'w>,
    /// How expected the votes were, the least expected first; empty where that is not asked for.
    pub surprises: Vec<Surprise>,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// The options that name the files or the store, as they are typed again.
    pub data: &'w str,
    /// The most votes of the same day that are told of one by one, for each body.
    pub beside: usize,
    /// The kind of picture; none where the format has no pictures.
    pub picture: Option<&'w str>,
}

/// The briefs of these roll calls.
pub(crate) fn report<'q>(record: &'q Record, ids: &[RollCallId], question: &VoteQuestion<'_>) -> Report<'q> {
    let mut report = Report::default();
    for &id in ids {
        let brief = of_vote(record, id, question, &mut report);
        brief.finish(Names::new(record, false), &mut report);
        account_for(record, id, &mut report);
    }
    // The commands stand below what they show.
    report.next.clear();
    report
}

fn of_vote<'q>(record: &'q Record, id: RollCallId, question: &VoteQuestion<'_>, report: &mut Report<'q>) -> Brief<'q> {
    let (names, usual) = (Names::new(record, question.official), Names::new(record, false));
    let typed = Typed::new(record, id);
    let of_it =
        |command: &str| typed.as_ref().map_or_else(|| of_day(record, id), |typed| format!("{command} {}", typed.text));
    let show = of_it("tally");
    let result = tally::result(record, id);
    let mut brief = Brief::new(heading(record, id), record.called(id).into_owned(), question.data);
    brief.block(tallies().block(usual, vec![result.clone()]));
    brief.tell(lead(record, id, &result), &show);
    if record.roll_call(id).is_vote() {
        brief.verdict(verdict(record, &result), &show);
    }
    if let Some(picture) = question.picture.and_then(|kind| picture(record, id, kind)) {
        brief.block(Block::picture(picture));
    }
    if let Some(turned) = turned(record, id) {
        for block in would_have_turned(names, &turned) {
            if let Block::Text(text) = block {
                brief.tell(text, &of_it("predict"));
            }
        }
    }
    who(record, names, (id, &result), &mut brief, &of_it);
    groups(record, names, (id, &result), &mut brief, &show);
    before(record, names, id, question, &mut brief);
    let told = standing::told(record, Some(question.links), id, report);
    brief.part("How unusual it is");
    if let Some(Block::Text(text)) = told.unusual {
        brief.tell(text, &show);
    }
    if !question.surprises.is_empty() {
        brief.part("The least expected votes");
        let of_it_all: Vec<Surprise> = question.surprises.iter().filter(|one| one.id == id).copied().collect();
        if !of_it_all.is_empty() {
            for block in least_expected(names.over([id]), question.links, &of_it_all) {
                match block {
                    Block::Text(text) => brief.tell(text, &of_it("predict")),
                    other => brief.block(other),
                }
            }
        }
    }
    others(record, names, id, question.beside, &mut brief);
    if let Some(first) = brief.sections.first_mut() {
        first.blocks.extend(told.tables);
    }
    brief
}

/// The command that lists the roll calls of the day of one to which no symbol leads.
fn of_day(record: &Record, id: RollCallId) -> String {
    record.roll_call(id).date.map_or_else(|| "list".to_owned(), |day| format!("list --from {day} --to {day}"))
}

/// What was decided, by whom, when: `On 24 February 2025 the General Assembly adopted resolution ...`; and the numbers.
fn lead(record: &Record, id: RollCallId, result: &TallyResult) -> String {
    let one = record.roll_call(id);
    let session = one.session.filter(|_| one.body == Body::GeneralAssembly);
    let session = session.map_or_else(String::new, |session| format!(", in its {},", session.name()));
    let when = one.date.map_or_else(|| "The".to_owned(), |day| format!("On {} the", words::day(day)));
    let did = match result.outcome {
        Some(Outcome::Adopted) => "adopted",
        Some(_) => "did not adopt",
        None => "voted on",
    };
    let (what, title) = (what(record, id), title(record, id));
    let title = if title.is_empty() { String::new() } else { format!(", \"{title}\"") };
    let how = if one.is_vote() { "" } else { ", without a vote" };
    let whole = result.numbers.whole();
    let tie = if whole.yes.is_some_and(|yes| yes > 0) && whole.yes == whole.no { " It was a tie." } else { "" };
    format!("{when} {}{session} {did} {what}{title}{how}.{}{tie}", one.body.name(), numbers(whole))
}

/// The numbers in a sentence with a space before it; empty where they are not those of the whole body.
fn numbers(numbers: Numbers) -> String {
    let count = |vote: Vote| numbers.count(vote).map(|count| (count, vote));
    let all: Vec<(u16, Vote)> = Vote::ALL.into_iter().filter_map(count).collect();
    if all.is_empty() {
        return String::new();
    }
    let cast: Vec<(u16, Vote)> = all.iter().copied().filter(|(count, _)| *count > 0).collect();
    if let ([(count, vote)], Some(members)) = (cast.as_slice(), numbers.members)
        && *count == members
    {
        return format!(" All {count} members {}.", voted(*vote));
    }
    let told = all.into_iter().filter(|(count, vote)| *count > 0 || matches!(vote, Vote::Yes | Vote::No));
    let mut first = true;
    let who = told.map(|(count, vote)| {
        let noun = if std::mem::take(&mut first) { words::count(count, "member") } else { count.to_string() };
        (if count == 0 { "nobody".to_owned() } else { noun }, vote)
    });
    format!(" {}.", words::capitalized(&words::and(&clauses(who))))
}

/// Who was against, who abstained, and, where they are few, who did not vote and who was in favour.
fn who<'q>(
    record: &'q Record, names: Names<'q>, (id, result): (RollCallId, &TallyResult), brief: &mut Brief<'q>,
    of_it: &dyn Fn(&str) -> String,
) {
    if !record.roll_call(id).is_vote() {
        return;
    }
    brief.part("Who voted how");
    let roll = record.roll(id);
    if roll.known().is_empty() && !result.numbers.is_empty() {
        return brief.tell("How the members voted is not known: the source gives numbers alone.", &of_it("tally"));
    }
    for vote in [Vote::No, Vote::Abstain, Vote::NonVoting, Vote::Yes] {
        let (members, count) = (roll.cast(vote), result.numbers.whole().count(vote).map(usize::from));
        if matches!(vote, Vote::NonVoting | Vote::Yes) && members.len() > FEW {
            continue;
        }
        let (known, who) = (members.len(), by_region(record, names, id, members));
        let text = match count {
            _ if known == 0 && count.unwrap_or(0) == 0 => continue,
            _ if known == 0 => nobody_known(vote, count),
            Some(count) if count <= known => format!("{} {}: {who}.", words::count(known, "member"), voted(vote)),
            Some(count) => {
                let are = if known == 1 { "is" } else { "are" };
                format!("Of {} that {} {known} {are} known: {who}.", words::count(count, "member"), voted(vote))
            }
            None => format!("As far as is known, {} {}: {who}.", words::count(known, "member"), voted(vote)),
        };
        let show = of_it(if known == 0 { "tally" } else { "against" });
        let is_against = vote == Vote::No || known == 0;
        brief.tell(text, &if is_against { show } else { format!("{show} --vote {}", vote.word()) });
    }
    if record.roll_call(id).body == Body::GeneralAssembly
        && let Some(told) = permanent(record, names, id)
    {
        brief.tell(told, &format!("{} --members P5 --names", of_it("tally")));
    }
}

/// Names of members, by regional group where they are many and of several: `8 of the African Group (Mali, ...), ...`.
fn by_region(record: &Record, names: Names<'_>, id: RollCallId, members: MemberSet) -> String {
    let groups = tally::by_group(record, id, &record.roll(id).within(members), &REGIONS);
    let is_by_group = members.len() > AT_ONCE && record.roll_call(id).body == Body::GeneralAssembly;
    let regional: Vec<&GroupTally> = groups.iter().filter(|group| !group.part.code.is_empty()).collect();
    if !is_by_group || regional.len() < 2 {
        return names_in(names, id, members);
    }
    let told = |group: &GroupTally| {
        let (part, listed) = (group.part, each_in(names, id, group.part.members).join(", "));
        let of = if part.code.is_empty() { NO_REGION.to_owned() } else { format!("of the {}", part.name) };
        format!("{} {of} ({listed})", part.members.len())
    };
    words::and(&groups.iter().map(told).collect::<Vec<_>>())
}

/// How the regional groups voted, and which others voted alike or not.
fn groups<'q>(
    record: &'q Record, names: Names<'q>, (id, result): (RollCallId, &TallyResult), brief: &mut Brief<'q>, show: &str,
) {
    if !result.counted || record.roll_call(id).body != Body::GeneralAssembly {
        return;
    }
    let regional = tally::by_group(record, id, record.roll(id), &REGIONS);
    if regional.is_empty() {
        return;
    }
    brief.part("By regional group");
    let told = |group: &GroupTally| {
        let name = if group.part.code.is_empty() { NO_REGION } else { group.part.name };
        format!("{}: {}.", words::capitalized(name), counts_in_words(|vote| group.tally.count(vote)))
    };
    brief.tell(regional.iter().map(told).collect::<Vec<_>>().join(" "), show);
    let rows = regional.into_iter().map(|group| (id, group)).collect();
    if let Some(first) = brief.sections.first_mut() {
        first
            .blocks
            .push(by_group().audience(crate::report::Audience::Machines).block(Names::new(record, false), rows));
    }
    let members = record.members();
    let stand = |code: &&'static str| {
        let all = Stands::of(record, &[id], &members.list(code).ok()?).all;
        let stand = all.into_iter().next().filter(|stand| stand.positions() >= OF_A_GROUP)?;
        Some((*code, members.group(code)?.name, stand))
    };
    let mut stands: Vec<(&str, &str, Stand)> = GROUPS.iter().filter_map(stand).collect();
    stands.in_order(|a, b| a.2.agreement().total_cmp(&b.2.agreement()));
    let codes: Vec<&str> = stands.iter().map(|(code, ..)| *code).collect();
    brief.part("Groups that voted alike, and groups that did not");
    let command = format!("{show} --by {}", codes.join(","));
    let of = |(code, name, stand): &(&str, &str, Stand)| {
        let apart = stand.broke_ranks();
        let is_told = (1..=APART).contains(&apart.len());
        let who = if is_told { format!("; apart: {}", names_in(names, id, apart)) } else { String::new() };
        let the = if *code == *name { (*name).to_owned() } else { format!("the {name}") };
        format!("{the} ({}{who})", counts_in_words(|vote| stand.tally().count(vote)))
    };
    let (alike, apart): (Vec<_>, Vec<_>) = stands.into_iter().partition(|(_, _, stand)| stand.is_as_one());
    for (told, begins) in
        [(apart, "Not alike, the most divided first: "), (alike, "Alike, of those that took a position: ")]
    {
        if !told.is_empty() {
            brief.tell(format!("{begins}{}.", told.iter().map(of).collect::<Vec<_>>().join(", ")), &command);
        }
    }
}

/// Who moved since the vote before on the question, and toward whom.
fn before<'q>(
    record: &'q Record, names: Names<'q>, id: RollCallId, question: &VoteQuestion<'_>, brief: &mut Brief<'q>,
) {
    let Some(earlier) = question.links.predecessor(id) else { return };
    brief.part("Since the vote before on the question");
    let of = |id| Typed::new(record, id).filter(|typed| typed.alone);
    let (from, to) = (of(earlier), of(id));
    let command = match (&from, &to) {
        (Some(from), Some(to)) => format!("shift {} {}", from.text, to.text),
        (_, Some(to)) => format!("tally {}", to.text),
        _ => Typed::new(record, id).map_or_else(|| of_day(record, id), |typed| format!("tally {}", typed.text)),
    };
    brief.tell(compared(record, earlier, id), &command);
    let shift: Shift = shift(record, earlier, id, None);
    if shift.members().is_empty() {
        return;
    }
    let moved = |(label, members): (String, MemberSet)| format!("{label}: {}.", names_in(names, id, members));
    let told = moves(&shift).into_iter().filter(|(_, members)| members.len() <= MOST_NAMED);
    brief.tell(told.map(moved).collect::<Vec<_>>().join(" "), &command);
    brief.tell(approaches_in_words(record, &shift), &command);
}

/// What else was voted on that day on the same text or under the same item, and in the other body on what is named in both.
/// Of many on other texts their number is told.
fn others<'q>(record: &'q Record, names: Names<'q>, id: RollCallId, most: usize, brief: &mut Brief<'q>) {
    let (all, one) = (beside(record, id), record.roll_call(id));
    let on_it = |other: &RollCallId| on_one_text(record, one, record.roll_call(*other));
    brief.part("The same day");
    let mut bodies = [Body::GeneralAssembly, Body::SecurityCouncil];
    if one.body == Body::SecurityCouncil {
        bodies.reverse();
    }
    for body in bodies {
        let of = all.iter().copied().filter(|id| record.roll_call(*id).body == body);
        let (mut shown, others): (Vec<RollCallId>, Vec<RollCallId>) = of.partition(on_it);
        let mut more = others.len();
        if more <= most {
            shown.extend(others);
            more = 0;
        }
        more += shown.split_off(shown.len().min(most)).len();
        for other in shown {
            brief.tell(told(record, names, other), &command(record, other));
            let against = against_there(record, id, other).filter(|_| body == one.body);
            if let Some((text, command)) = against {
                brief.tell(text, &command);
            }
        }
        if more > 0 {
            let were =
                if more == 1 { "There was 1 other vote".to_owned() } else { format!("There were {more} other votes") };
            let text = format!(
                "{were} of the {} that day on the same text, under the same agenda item, or on what is named in both.",
                body.name()
            );
            brief.tell(text, &of_day(record, id));
        }
    }
}
