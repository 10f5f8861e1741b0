//! A topic, a session or years told: how many votes there were and how they ended, the questions that were put more than once, the
//! closest votes, who was alone, what was unusual, who moved most, and how the permanent members voted.

use super::phrases::{about_vote, listed};
use super::{Brief, Typed, counts_in_words};
use crate::analysis::history::{Counts, References, ballots};
use crate::analysis::listing::{Order, list};
use crate::analysis::series::Links;
use crate::analysis::shift::{Moves, shift};
use crate::analysis::standing::{among_adopted, on_question};
use crate::members::order::{InOrder as _, distinct};
use crate::members::{MemberId, MemberSet};
use crate::record::{Body, Outcome, Record, RollCallId, Session, Vote};
use crate::report::roll_call::{numbers, sources_of, title};
use crate::report::{Names, Report, Section, standing, words};
use std::collections::BTreeMap;

/// How many votes, questions or members are told of at once.
const FIRST: usize = 5;
/// How many unusual results, of votes with so many before them.
const UNUSUAL: usize = 3;
const LEAST_BEFORE: usize = 10;
/// The most years that are told one by one.
const YEARS: usize = 15;
/// The most votes on a question that are told one by one: the first and the last of them.
const OF_A_QUESTION: usize = 8;

/// What a brief of a selection rests on.
pub(crate) struct PeriodQuestion<'w> {
    /// The roll calls, of one body.
    pub ids: &'w [RollCallId],
    /// The body.
    pub body: Body,
    /// The topics and sessions that selected them, as typed.
    pub topics: &'w [String],
    /// The sessions that selected them.
    pub sessions: &'w [Session],
    /// All conditions as they are typed again.
    pub selected: String,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// The options that name the files or the store, as they are typed again.
    pub data: &'w str,
}

impl PeriodQuestion<'_> {
    fn command(&self, command: &str) -> String {
        let body =
            if self.body == Body::GeneralAssembly && !self.selected.contains("--body ") { " --body ga" } else { "" };
        format!("{command}{}{body}", self.selected)
    }

    fn title(&self, record: &Record) -> String {
        let years = record.days(self.ids.iter().copied()).map(|(first, last)| (first.year(), last.year()));
        let (body, span) = (self.body.name(), words::in_span(years));
        match (self.topics, self.sessions) {
            ([], [session]) => words::capitalized(&format!("{} of the {body}", session.name())),
            ([], _) => format!("The {body}{span}"),
            (topics, _) => format!("{} in the {body}{span}", words::and(topics)),
        }
    }
}

/// The brief of a selection of roll calls.
pub(crate) fn report<'q>(record: &'q Record, links: &Links<'_>, question: &PeriodQuestion<'_>) -> Report<'q> {
    let names = Names::new(record, question.official).over(question.ids.iter().copied());
    let heading = Section { title: question.title(record), ..Section::default() };
    let about = question.topics.iter().cloned().chain(question.sessions.iter().map(ToString::to_string));
    let about: Vec<String> = about.collect();
    let mut brief = Brief::new(heading, about.join(", "), question.data);
    let mut ids: Vec<RollCallId> = question.ids.to_vec();
    ids.in_order_of(|id| (record.in_time(*id), *id));
    ended(record, &ids, question, &mut brief);
    questions(record, links, &ids, &mut brief);
    closest(record, &ids, question, &mut brief);
    alone(record, names, &ids, question, &mut brief);
    unusual(record, links, &ids, &mut brief);
    moved(record, links, names, &ids, question, &mut brief);
    permanent(record, names, &ids, question, &mut brief);
    let mut report = Report::default();
    brief.finish(names, &mut report);
    sources_of(record, &ids, &mut report);
    report
}

/// How many there were, and how they ended.
fn ended(record: &Record, ids: &[RollCallId], question: &PeriodQuestion<'_>, brief: &mut Brief<'_>) {
    let count = |is: &dyn Fn(RollCallId) -> bool| ids.iter().filter(|id| is(**id)).count();
    let of = |outcome: Option<Outcome>| count(&|id| record.outcome(id) == outcome);
    let ends = [
        (of(Some(Outcome::Adopted)), "adopted"),
        (of(Some(Outcome::Rejected)), "rejected"),
        (of(Some(Outcome::Vetoed)), "vetoed"),
    ];
    let mut ends: Vec<String> =
        ends.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let open = of(None);
    ends.extend((open > 0).then(|| format!("{open} of which it is not known how they ended")));
    let days = record.days(ids.iter().copied());
    let when = days.map_or_else(String::new, |(first, last)| {
        if first == last {
            format!(" on {}", words::day(first))
        } else {
            format!(" from {} to {}", words::day(first), words::day(last))
        }
    });
    let without = count(&|id| !record.roll_call(id).is_vote());
    let without = if without == 0 { String::new() } else { format!("; {without} without a vote") };
    let list = question.command("list");
    let body = question.body.name();
    brief.tell(
        format!(
            "The record holds {} of the {body}{when}: {}{without}.",
            words::roll_calls(ids.len()),
            words::and(&ends)
        ),
        &list,
    );
    let years = distinct(ids.iter().filter_map(|id| record.year(*id)));
    if years.len() > 1 {
        let of_year = |year: i16| count(&|id| record.year(id) == Some(year));
        let told = |year: &i16| format!("{} in {year}", of_year(*year));
        let text = match years.iter().max_by_key(|year| of_year(**year)) {
            Some(most) if years.len() > YEARS => {
                format!("Of {} with any, {most} had the most, {}.", words::count(years.len(), "year"), of_year(*most))
            }
            _ => format!("By year: {}.", years.iter().map(told).collect::<Vec<_>>().join(", ")),
        };
        brief.tell(text, &list);
    }
    let known = count(&|id| record.numbers(id).cast().is_some());
    let nobody = count(&|id| record.numbers(id).cast().is_some_and(|tally| tally.no == 0));
    if known > 1 {
        let votes = format!("the {known} votes whose numbers are known");
        let text = match nobody {
            0 => format!("Somebody was against in each of {votes}."),
            nobody if nobody == known => format!("Nobody was against in any of {votes}."),
            nobody => format!("Nobody was against in {nobody} of {votes}."),
        };
        brief.tell(text, &if nobody == 0 { list } else { question.command("list --tally 'no=0'") });
    }
}

/// The questions that were put more than once, those with the most votes first.
fn questions(record: &Record, links: &Links<'_>, ids: &[RollCallId], brief: &mut Brief<'_>) {
    let is_chosen = |id: &RollCallId| ids.contains(id) && record.numbers(*id).cast().is_some();
    let firsts = distinct(ids.iter().filter_map(|id| links.series(*id).first().copied()));
    let series = firsts.into_iter().map(|first| links.series(first).into_iter().filter(is_chosen).collect::<Vec<_>>());
    let mut series: Vec<Vec<RollCallId>> = series.filter(|series| series.len() > 1).collect();
    series.in_order_of(|series| (std::cmp::Reverse(series.len()), series.last().copied()));
    brief.part("Questions that were put more than once");
    for series in series.iter().take(FIRST) {
        let Some(last) = series.last() else { continue };
        let Some(typed) = Typed::new(record, *last).filter(|typed| typed.alone) else { continue };
        let years: Vec<Option<i16>> = series.iter().map(|id| record.year(*id)).collect();
        let told = |id: &RollCallId| {
            let is_one = |year: &i16| years.iter().filter(|other| **other == Some(*year)).count() == 1;
            let day = || record.roll_call(*id).date.map(|day| format!(" on {}", words::day(day)));
            let year = record.year(*id).filter(is_one).map(|year| format!(" in {year}"));
            format!("{}{}", numbers(record, *id).unwrap_or_default(), year.or_else(day).unwrap_or_default())
        };
        let mut all: Vec<String> = series.iter().map(told).collect();
        if all.len() > OF_A_QUESTION {
            let left_out = all.len() - OF_A_QUESTION;
            all.splice(1..=left_out, [format!("{} between", words::count(left_out, "vote"))]);
        }
        let text = format!("\"{}\", {}: {}.", title(record, *last), words::count(series.len(), "vote"), all.join(", "));
        brief.tell(text, &format!("series {}", typed.text));
    }
}

/// The closest votes, and those with the most against.
fn closest(record: &Record, ids: &[RollCallId], question: &PeriodQuestion<'_>, brief: &mut Brief<'_>) {
    let mut known: Vec<(RollCallId, i32)> = ids.iter().filter_map(|id| Some((*id, record.margin(*id)?))).collect();
    known.in_order_of(|(id, margin)| (margin.abs(), std::cmp::Reverse(*id)));
    if known.len() < 2 {
        return;
    }
    brief.part("The closest votes");
    let tally = |id: RollCallId| numbers(record, id).unwrap_or_default();
    let told = |(id, margin): &(RollCallId, i32)| {
        let rest = if *margin < 0 { "short" } else { "to spare" };
        (*id, format!("{}, {} {rest}", tally(*id), words::count(margin.abs(), "vote")))
    };
    let all: Vec<(RollCallId, String)> = known.iter().take(FIRST).map(told).collect();
    brief.tell(
        format!("By the votes in favour to spare or short of those needed: {}.", listed(record, &all)),
        &question.command("list --by margin"),
    );
    let against = list(record, ids, Order::Against).into_iter();
    let against = against.filter(|id| record.numbers(*id).cast().is_some_and(|tally| tally.no > 0));
    let told: Vec<(RollCallId, String)> = against.take(FIRST).map(|id| (id, tally(id))).collect();
    if !told.is_empty() {
        brief.tell(
            format!("The most votes against had {}.", listed(record, &told)),
            &question.command("list --by against"),
        );
    }
}

/// Members that were alone against.
fn alone(record: &Record, names: Names<'_>, ids: &[RollCallId], question: &PeriodQuestion<'_>, brief: &mut Brief<'_>) {
    let lines = |id: &RollCallId| record.lines(*id).no;
    let found: Vec<MemberId> = ids
        .iter()
        .filter(|id| record.is_complete(**id))
        .map(lines)
        .filter(|no| no.len() == 1)
        .filter_map(|no| no.iter().next())
        .collect();
    if found.is_empty() {
        return;
    }
    brief.part("Alone against");
    let all = counted(found.iter().copied());
    let text = format!(
        "In {} a single member was against: {}.",
        words::count(found.len(), "vote"),
        members(names, &all, "in", "")
    );
    brief.tell(text, &question.command("list --tally 'no=1'"));
}

/// How often each member stands there, the most often first.
fn counted(all: impl Iterator<Item = MemberId>) -> Vec<(MemberId, usize)> {
    let mut of = BTreeMap::<MemberId, usize>::new();
    all.for_each(|member| *of.entry(member).or_default() += 1);
    let mut of: Vec<_> = of.into_iter().collect();
    of.in_order_of(|(_, count)| std::cmp::Reverse(*count));
    of
}

/// The first of these members with their numbers: `the United States in 15, Israel in 5`, and how many others there are.
fn members(names: Names<'_>, all: &[(MemberId, usize)], joined: &str, rest: &str) -> String {
    let told = |(member, count): &(MemberId, usize)| format!("{} {joined} {count}", words::the(names.name(*member)));
    let mut told: Vec<String> = all.iter().take(FIRST).map(told).collect();
    let others = all.len().saturating_sub(FIRST);
    told.extend((others > 0).then(|| words::count(others, "other member") + rest));
    words::and(&told)
}

/// Results that had none like them on their question, or among all that was adopted.
fn unusual(record: &Record, links: &Links<'_>, ids: &[RollCallId], brief: &mut Brief<'_>) {
    let found = ids.iter().filter_map(|id| {
        let all = [on_question(record, &links.series(*id), *id), among_adopted(record, *id)].concat();
        let votes = all.iter().filter(|one| one.since.is_none()).map(|one| one.votes).max()?;
        (votes >= LEAST_BEFORE).then_some((*id, votes))
    });
    let mut found: Vec<(RollCallId, usize)> = found.collect();
    found.in_order_of(|(id, votes)| (std::cmp::Reverse(*votes), *id));
    brief.part("Unusual results");
    for (id, _) in found.iter().take(UNUSUAL) {
        let (sentences, Some(typed)) = (standing::sentences(record, links, *id), Typed::new(record, *id)) else {
            continue;
        };
        // They begin with "the", "at" or "of".
        let (first, rest) = sentences.split_at(sentences.len().min(1));
        let text = format!("{}: {}{rest}", about_vote(record, *id), first.to_lowercase());
        brief.tell(text, &format!("tally {}", typed.text));
    }
}

/// Who moved most since the votes before on the same questions.
fn moved(
    record: &Record, links: &Links<'_>, names: Names<'_>, ids: &[RollCallId], question: &PeriodQuestion<'_>,
    brief: &mut Brief<'_>,
) {
    let pairs = ids.iter().filter_map(|id| Some((links.predecessor(*id)?, *id)));
    let shifts: Vec<_> =
        pairs.map(|(before, id)| shift(record, before, id, None)).filter(|one| !one.members().is_empty()).collect();
    if shifts.is_empty() {
        return;
    }
    let everybody = shifts.iter().fold(MemberSet::EMPTY, |all, one| all | one.members());
    let of = |member: MemberId| -> Moves { shifts.iter().filter_map(|one| one.distance(member)).collect() };
    let mut all: Vec<(MemberId, Moves)> = everybody.iter().map(|member| (member, of(member))).collect();
    brief.part("Who moved");
    let what = words::count(shifts.len(), "vote");
    for (way, sign) in [("no", -1), ("yes", 1)] {
        all.in_order_of(|(_, moves)| std::cmp::Reverse(moves.steps * sign));
        let first: Vec<(MemberId, usize)> = all
            .iter()
            .filter(|(_, moves)| moves.steps * sign > 0)
            .map(|(member, moves)| (*member, moves.steps.unsigned_abs() as usize))
            .collect();
        if !first.is_empty() {
            let text = format!(
                "Toward {way}, in steps (between yes and abstaining, and between abstaining and no, lies one), in sum over {what} \
                 whose question had been voted on before: {}.",
                members(names, &first, "by", " by as much or less")
            );
            brief.tell(text, &question.command("export shifts"));
        }
    }
    if all.iter().all(|(_, moves)| moves.steps == 0) {
        brief.tell(
            format!("In sum over {what} whose question had been voted on before nobody moved."),
            &question.command("export shifts"),
        );
    }
}

/// How the permanent members voted.
fn permanent(
    record: &Record, names: Names<'_>, ids: &[RollCallId], question: &PeriodQuestion<'_>, brief: &mut Brief<'_>,
) {
    let Some((_, last)) = record.days(ids.iter().copied()) else { return };
    let seats = record.members();
    let lines = seats.lines_of(seats.permanent() & seats.seated(last), Some(last));
    brief.part("The permanent members of the Security Council");
    for line in lines.iter() {
        let counts = Counts::of(&ballots(record, ids, line, &References::default()), 0);
        if counts.known() > 0 {
            let name = words::capitalized(&words::the(names.name(line)));
            let cast = counts_in_words(|vote: Vote| counts.votes[vote as usize]);
            let command = format!("country {}{}", record.member(line).code, question.command(""));
            let not_known = match counts.not_known {
                0 => String::new(),
                count => format!("; not known in {count}"),
            };
            brief.tell(format!("{name}: {cast}{not_known}."), &command);
        }
    }
}
