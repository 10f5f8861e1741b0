//! A member told: how it voted, with whom, where it stood apart from its regional group, when it turned, its least expected votes,
//! and which of the questions that it voted on come back and were close.

use super::phrases::{listed, voted};
use super::{Brief, counts_in_words};
use crate::analysis::agreement::Measure;
use crate::analysis::counted::Counted;
use crate::analysis::forecast::Surprise;
use crate::analysis::history::{Apart, Ballot, Counts, References, ballots};
use crate::analysis::nearest::{Nearest, NearestQuery, Neighbour};
use crate::analysis::recurring::recurring;
use crate::analysis::series::Links;
use crate::analysis::surprising::last_time;
use crate::analysis::tally::Regions;
use crate::analysis::turning::{Turn, joint_votes, turns, years_of};
use crate::members::{MemberId, MemberList};
use crate::record::{Date, Numbers, Record, RollCallId, Vote};
use crate::report::agreement::of_line;
use crate::report::recurring::{close, due_in_words};
use crate::report::roll_call::sources_of;
use crate::report::surprise_rows::{chance, votes, with_last_times};
use crate::report::{Audience, Block, Names, Report, Section, apart, history, words};

/// How many votes, members or questions are told of at once.
const FIRST: usize = 5;
const LEAST: usize = 3;
/// Other groups of which it is told how often a member voted as most of them.
const GROUPS: [&str; 4] = ["EU", "NATO", "BRICS", "NONALIGNED"];
/// The seed of the permutations by which turns are found: that of `turning`.
const SEED: u64 = 1;

/// What a brief of a member rests on.
pub(crate) struct MemberQuestion<'w> {
    /// Its line.
    pub member: MemberId,
    /// What it is called in a command.
    pub typed: &'w str,
    /// The roll calls that are told of, of one body.
    pub ids: &'w [RollCallId],
    /// Those of the same conditions at any time.
    pub all: &'w [RollCallId],
    /// The name of the body: `General Assembly`.
    pub body: &'static str,
    /// The conditions as they are typed again, and those without time.
    pub selected: [String; 2],
    /// Its votes, the least expected first; empty where that is not known.
    pub surprises: Vec<Surprise>,
    /// Whether the record is a selection, in which no turn is sought.
    pub is_selection: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// The options that name the files or the store, as they are typed again.
    pub data: &'w str,
}

impl MemberQuestion<'_> {
    fn command(&self, command: &str) -> String {
        let (name, rest) =
            command.split_once(' ').map_or((command, String::new()), |(name, rest)| (name, format!(" {rest}")));
        format!("{name} {}{rest}{}", self.typed, self.selected[0])
    }

    /// Its votes as a list, for a comparison.
    fn itself(&self) -> MemberList {
        MemberList::from(self.member)
    }
}

/// The brief of a member; none where none of its votes is known.
pub(crate) fn report<'q>(record: &'q Record, links: &Links<'_>, question: &MemberQuestion<'_>) -> Option<Report<'q>> {
    let member = question.member;
    let own = ballots(record, question.ids, member, &References::default());
    let days = record.days(own.iter().map(|ballot| ballot.id));
    let region = days.map(|(_, last)| Regions::on(record.members(), Some(last)).of(member));
    let region = region.filter(|code| !code.is_empty());
    let codes: Vec<&str> = region.into_iter().chain(GROUPS).collect();
    let list =
        |code: &&str| Some(record.members().list(code).ok()?).filter(|list| is_seated(record, question.ids, list));
    let groups: Vec<(&str, MemberList)> = codes.iter().filter_map(|code| Some((*code, list(code)?))).collect();
    let references =
        References { with: groups.iter().map(|(_, list)| list.clone()).collect(), apart: Some(Apart::OwnRegion) };
    let all = ballots(record, question.ids, member, &references);
    if !all.iter().any(|ballot| ballot.vote.is_some()) {
        return None;
    }
    let names = Names::new(record, question.official).over(all.iter().map(|ballot| ballot.id));
    let name = names.name(member);
    let span = words::in_span(days.map(|(first, last)| (first.year(), last.year())));
    let heading = Section { title: format!("{name} in the {}{span}", question.body), ..Section::default() };
    let mut brief = Brief::new(heading, names.code(member).to_owned(), question.data);
    let subject = words::capitalized(&words::the(name));
    let counts = Counts::of(&all, 0);
    votes_cast(&counts, &subject, question, &mut brief);
    alone(names, &all, question, &mut brief);
    with_whom(record, names, (&groups, &counts), question, &mut brief);
    stood_apart(names, (&all, &counts, region), question, &mut brief);
    turned(record, days, question, &mut brief);
    least_expected(names, links, question, &mut brief);
    come_back(names, &all, question, &mut brief);
    let mut report = Report::default();
    brief.finish(names, &mut report);
    let ids: Vec<RollCallId> = all.iter().map(|ballot| ballot.id).collect();
    of_line(&mut report, names, &ids, member);
    sources_of(record, &ids, &mut report);
    Some(report)
}

/// Whether anybody of a list had a seat in one of these roll calls.
fn is_seated(record: &Record, ids: &[RollCallId], list: &MemberList) -> bool {
    ids.iter().any(|id| !record.lines_of(*id, Some(list)).members().is_empty())
}

/// How it voted, in numbers.
fn votes_cast(counts: &Counts, subject: &str, question: &MemberQuestion<'_>, brief: &mut Brief<'_>) {
    let part = counts.participation();
    let cast = counts_in_words(|vote| counts.votes[vote as usize]);
    let share = part.share().map_or_else(String::new, |share| format!(" ({})", words::percent(share)));
    let text = if part.hits == 0 {
        format!("{subject} took no part in {} of the {}.", words::count(part.of, "vote"), question.body)
    } else {
        format!(
            "{subject} voted yes, no or abstained in {} of {}{share}: {cast}.",
            part.hits,
            words::count(part.of, "vote")
        )
    };
    let not_known = match counts.not_known {
        0 => String::new(),
        count => format!(" How it voted is not known in {}.", words::count(count, "other vote")),
    };
    let majority = counts.majority.counted;
    let with = if majority.of == 0 {
        String::new()
    } else {
        format!(" It took the position that most of the others took in {}.", of(majority))
    };
    brief.tell(format!("{text}{not_known}{with}"), &question.command("country"));
}

/// `190 of 192 votes (99.0%)`.
fn of(counted: Counted) -> String {
    let share = counted.share().map_or_else(String::new, |share| format!(" ({})", words::percent(share)));
    format!("{} of {}{share}", counted.hits, words::count(counted.of, "vote"))
}

/// The votes in which nobody took its position.
fn alone<'q>(names: Names<'q>, all: &[Ballot], question: &MemberQuestion<'_>, brief: &mut Brief<'q>) {
    let found: Vec<Ballot> = all.iter().rev().filter(|ballot| ballot.is_lonely(0)).cloned().collect();
    if !found.is_empty() {
        let told = |ballot: &Ballot| (ballot.id, ballot.vote.map_or("", Vote::label).to_owned());
        let times = words::count(found.len(), "vote");
        let text = format!("In {times} no other member took its position{}.", first_of(names.record, &found, told));
        brief.tell(text, &question.command("country"));
        brief.block(machines(history::lonely_votes(0), names, found));
    }
}

/// The first of these, told after a colon; of more than are told that they are the latest.
fn first_of(record: &Record, found: &[Ballot], told: impl Fn(&Ballot) -> (RollCallId, String)) -> String {
    let latest = if found.len() > FIRST { format!(", the latest {FIRST} being ") } else { ": ".to_owned() };
    latest + &listed(record, &found.iter().take(FIRST).map(told).collect::<Vec<_>>())
}

/// A table for machines alone.
fn machines<'q, R: 'q>(layout: crate::report::Layout<'q, R>, names: Names<'q>, rows: Vec<R>) -> Block<'q> {
    layout.audience(Audience::Machines).block(names, rows)
}

/// With whom it voted: the permanent members, groups, the nearest and the farthest.
fn with_whom<'q>(
    record: &'q Record, names: Names<'q>, (groups, counts): (&[(&str, MemberList)], &Counts),
    question: &MemberQuestion<'_>, brief: &mut Brief<'q>,
) {
    brief.part("With whom");
    let itself = question.itself();
    let asked = NearestQuery { of: &itself, among: None, measure: Measure::Identical, least: None };
    if let Ok(found) = asked.nearest(record, question.ids, &[]) {
        nearest(names, &found, question, brief);
    }
    let told = groups.iter().zip(&counts.with).filter(|(_, with)| with.counted.of > 0);
    let told: Vec<(&str, String)> = told
        .filter_map(|((code, _), with)| {
            let name = record.members().group(code)?.name;
            let the = if name == *code { name.to_owned() } else { format!("the {name}") };
            Some((*code, format!("of {the} in {}", of(with.counted))))
        })
        .collect();
    if !told.is_empty() {
        let [codes, told] = [
            told.iter().map(|(code, _)| (*code).to_owned()).collect::<Vec<_>>(),
            told.iter().map(|(_, told)| told.clone()).collect(),
        ];
        let command = question.command(&format!("country --with {}", codes.join(",")));
        brief.tell(format!("It took the position that most of the other members took: {}.", told.join(", ")), &command);
    }
}

/// The permanent members, those that it voted with most, and least.
fn nearest<'q>(names: Names<'q>, found: &Nearest, question: &MemberQuestion<'_>, brief: &mut Brief<'q>) {
    let told = |row: &Neighbour| {
        format!("{} ({} of {})", words::the(names.name(row.member)), words::percent(row.value), row.compared.votes)
    };
    let permanent = names.record.members().permanent();
    let of_five: Vec<String> = found.rows.iter().filter(|row| permanent.contains(row.member)).map(told).collect();
    if !of_five.is_empty() {
        let text = format!(
            "Identical votes with the permanent members of the Security Council, as a share of those in common: {}.",
            of_five.join(", ")
        );
        brief.tell(text, &question.command("nearest --among P5"));
    }
    // Of few members the nearest are also the farthest.
    let rows = &found.rows;
    if rows.len() > 2 * FIRST {
        let same = |one: &Neighbour, other: &Neighbour| one.value.total_cmp(&other.value).is_eq();
        // Those as near as the last one that is named are not named, and that is said.
        let first = |rows: Vec<&Neighbour>| {
            let equal = rows[FIRST..].iter().filter(|row| same(row, rows[FIRST - 1])).count();
            let mut all: Vec<String> = rows.into_iter().take(FIRST).map(told).collect();
            all.extend((equal > 0).then(|| format!("{} as often as the last", words::count(equal, "other"))));
            all
        };
        let (most, least) = (first(rows.iter().collect()), first(rows.iter().rev().collect()));
        let median = words::percent(rows[rows.len() / 2].value);
        brief.tell(
            format!(
                "Of {} with {} votes or more in common, it voted most often like {}; least often like {}. The median is {median}.",
                words::count(rows.len(), "member"),
                found.least,
                words::and(&most),
                words::and(&least)
            ),
            &question.command("nearest"),
        );
    }
}

/// Where it stood apart from its regional group.
fn stood_apart<'q>(
    names: Names<'q>, (all, counts, region): (&[Ballot], &Counts, Option<&str>), question: &MemberQuestion<'_>,
    brief: &mut Brief<'q>,
) {
    let counted = counts.apart();
    let group = region.and_then(|code| names.record.members().group(code));
    let Some(group) = group.filter(|_| counted.of > 0) else { return };
    brief.part("Apart from its regional group");
    let found: Vec<Ballot> = all.iter().rev().filter(|ballot| ballot.is_apart() == Some(true)).cloned().collect();
    let told = |ballot: &Ballot| {
        let how = ballot.vote.map_or("", Vote::label);
        let others = ballot.apart.map(|others| Numbers::from(others.tally).to_string()).unwrap_or_default();
        (ballot.id, format!("{how}; the others {others}"))
    };
    let text = if found.is_empty() {
        format!(
            "It never took another position than most others of the {} did, in {}.",
            group.name,
            words::count(counted.of, "vote")
        )
    } else {
        format!(
            "It took another position than most others of the {} in {}{}.",
            group.name,
            of(counted),
            first_of(names.record, &found, told)
        )
    };
    brief.tell(text, &question.command("country --apart group"));
    brief.block(machines(apart::table(None), names, found));
}

/// The turns that fall in the years of the roll calls.
fn turned(record: &Record, days: Option<(Date, Date)>, question: &MemberQuestion<'_>, brief: &mut Brief<'_>) {
    let Some((first, last)) = days else { return };
    if question.is_selection {
        return;
    }
    let members = record.members();
    let permanent = members.lines_of(members.permanent() & members.seated(last), Some(last));
    let others = permanent.iter().filter(|one| *one != members.whole_line(question.member));
    let references: Vec<Option<MemberId>> = [None].into_iter().chain(others.map(Some)).collect();
    brief.part("Turns");
    let mut nobody = Vec::new();
    for reference in references {
        let other = reference.map(MemberList::from);
        let Ok(joint) = joint_votes(record, question.all, question.member, other.as_ref()) else { continue };
        let sides: Vec<MemberId> = [question.member].into_iter().chain(reference).collect();
        let years = years_of(record, &joint, &sides);
        let all = turns(&joint, &years, SEED);
        let holder = |line: MemberId| {
            let code = members.code_on(line, last).unwrap_or(line);
            words::the(record.member(members.holder(code, Some(last))).name)
        };
        let name = reference.map_or_else(|| "the majority of the others".to_owned(), holder);
        let within: Vec<&Turn> = all.iter().filter(|turn| (first.year()..=last.year()).contains(&turn.year)).collect();
        let with = reference.map_or_else(String::new, |one| format!(" --with {}", record.member(one).code));
        let command = format!("turning {}{with}{}", question.typed, question.selected[1]);
        if within.is_empty() {
            nobody.push(name.clone());
        }
        for turn in within {
            brief.tell(turn_in_words(turn, &name), &command);
        }
    }
    if !nobody.is_empty() {
        let span = words::span(&first.year(), &last.year());
        let text = format!(
            "No turn beyond chance falls in {span} of its agreement with {}.",
            words::and(&nobody).replacen(" and ", " or ", 1)
        );
        brief.tell(text, &format!("turning {}{}", question.typed, question.selected[1]));
    }
}

/// `In 2005 its agreement with the majority of the others rose: ...`
fn turn_in_words(turn: &Turn, name: &str) -> String {
    let way = if turn.is_fall() { "fell" } else { "rose" };
    let share = |counted: Counted| counted.share().map_or_else(|| "none".to_owned(), words::percent);
    let before = words::span(&turn.first, &(turn.year - 1));
    let after = words::span(&turn.year, &turn.last);
    let what = match turn.told_by {
        crate::analysis::turning::ToldBy::Place => "its place among all others by agreement",
        _ => "its agreement",
    };
    format!(
        "In {} {what} with {name} {way} beyond chance ({}): identical votes {} in {before}, {} in {after}.",
        turn.year,
        words::p_in_words(turn.p),
        share(turn.before),
        share(turn.after)
    )
}

/// Its least expected votes.
fn least_expected<'q>(names: Names<'q>, links: &Links<'_>, question: &MemberQuestion<'_>, brief: &mut Brief<'q>) {
    let (record, all) = (names.record, &question.surprises);
    if all.is_empty() {
        return;
    }
    brief.part("Its least expected votes");
    let told = |one: &Surprise| {
        let before = match last_time(record, links, one.id, one.member) {
            None => String::new(),
            Some(last) if last == one.vote => ", as the last time".to_owned(),
            Some(last) => format!(", the last time {}", last.label()),
        };
        (one.id, format!("{}, probability {}{before}", one.vote.label(), chance(one.probability)))
    };
    let first: Vec<(RollCallId, String)> = all.iter().take(LEAST).map(told).collect();
    let text = format!(
        "By all other votes the least expected of its {} were {}.",
        words::count(all.len(), "vote"),
        listed(record, &first)
    );
    let command = format!("predict --members {}{}", question.typed, question.selected[0]);
    brief.tell(text, &command);
    brief.block(votes(Audience::Machines).block(names, with_last_times(record, links, all)));
}

/// Close questions that come back.
fn come_back<'q>(names: Names<'q>, all: &[Ballot], question: &MemberQuestion<'_>, brief: &mut Brief<'q>) {
    let record = names.record;
    let found = recurring(record, question.ids);
    let vote = |id: RollCallId| all.iter().find(|ballot| ballot.id == id)?.vote;
    let told: Vec<_> = found.into_iter().filter_map(|one| Some((vote(one.last)?, one))).take(LEAST).collect();
    if told.is_empty() {
        return;
    }
    brief.part("Close questions that come back");
    let sentence = |(vote, one): &(Vote, crate::analysis::recurring::Recurring)| {
        let margin = match one.margin {
            margin if margin < 0 => format!("{} short", words::count(-margin, "vote")),
            margin => format!("{} to spare", words::count(margin, "vote")),
        };
        let due = one.due.map_or_else(String::new, |_| format!("; by habit {}", due_in_words(one)));
        (one.last, format!("{margin}; it {}{due}", voted(*vote)))
    };
    let text = format!(
        "Of the questions that come back, those whose last vote of these was the closest: {}.",
        listed(record, &told.iter().map(sentence).collect::<Vec<_>>())
    );
    brief.tell(text, &format!("series --close{}", question.selected[0]));
    brief.block(machines(close(), names, told.into_iter().map(|(_, one)| one).collect()));
}
