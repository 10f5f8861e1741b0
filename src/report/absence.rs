//! Says why a question has no answer, in the words that every command shares.

use super::agreement::LACKS_CONSENSUS;
use super::roll_call::{called, nobody_known};
use super::{Report, words};
use crate::analysis::absence::{Condition, Days, Instead, NoAnswer, NoSeat, NotSeated, Unmet, sessions};
use crate::analysis::blocs::{BlocsQuery, NoBlocs};
use crate::analysis::cohesion::Group;
use crate::analysis::compare::{Absence, NoComparison, Sides};
use crate::analysis::matrix::{MatrixQuery, NoMatrix};
use crate::analysis::nearest::{NearestQuery, NoNearest};
use crate::analysis::turning::{NoRanking, RankingQuery};
use crate::analysis::{agreement::Measure, year_shift::NoVotes};
use crate::members::{Member, MemberId, MemberList, Period};
use crate::record::{Date, Record, RollCallId, Selection, Session};

/// Why nothing is counted by topic.
pub(crate) const NO_TOPICS: &str = "the source gives these roll calls neither issue codes nor subject headings nor agenda items: name \
     topics, as in --topic nuclear --topic \"human rights\"";

const WITHOUT_A_VOTE: &str = "no common vote: all of these resolutions were adopted without a vote";

/// Why there is no answer.
pub(crate) fn no_answer(record: &Record, why: &NoAnswer) -> String {
    match why {
        NoAnswer::NotSeated(why) => not_seated(record, why),
        NoAnswer::NoKnownVote(member) => {
            format!("no vote of {} is known in these roll calls", record.members().get(*member).name)
        }
        NoAnswer::NotCast { vote, voted: false, .. } => {
            format!("no member is recorded as {}: it was adopted without a vote", vote.label())
        }
        NoAnswer::NotCast { vote, count: Some(0), .. } => format!("no member is recorded as {}", vote.label()),
        NoAnswer::NotCast { vote, count, .. } => {
            nobody_known(*vote, count.map(usize::from)).trim_end_matches('.').to_owned()
        }
        NoAnswer::NoWords { query, among } => format!("no roll call among {among} has all the words '{query}'"),
        NoAnswer::WithoutVote => "all of these were adopted without a vote: there are no votes to show".to_owned(),
        NoAnswer::NobodyVoted => "none of these members has a vote in these roll calls".to_owned(),
        NoAnswer::NobodyMeets(count) => format!("none of {count} members meets these conditions"),
    }
}

/// Says where the files of the record end, where roll calls go beyond.
pub(crate) fn ends(record: &Record, ids: &[RollCallId]) -> Option<String> {
    let end = record.ends_after(ids)?;
    let is_beyond = ids.iter().any(|id| record.roll_call(*id).date > Some(end));
    is_beyond.then(|| format!("the files of the record go to {}; newer ones: `unvote data fetch`", words::day(end)))
}

/// Says that none of these vetoes is of a member.
pub(crate) fn no_veto_of(record: &Record, list: &MemberList, vetoes: usize) -> String {
    let name = list.names(record.members(), false);
    let is_permanent = list.only_member().is_none_or(|member| {
        let seats = record.members().permanent();
        seats.contains(record.members().whole_line(member))
    });
    let why = if is_permanent { "" } else { ": only permanent members have one" };
    format!("no veto of {name} among {}{why}", words::count(vetoes, "vetoed proposal"))
}

/// Says that there is no veto among the roll calls, and where to find some.
pub(crate) fn no_veto(is_selection: bool) -> String {
    let instead = if is_selection {
        "the embedded record is a selection: a list of vetoes (--data) has the others"
    } else {
        "the voting data of the UN Digital Library holds adopted resolutions only, so vetoed drafts come from a list of \
         vetoes (--data)"
    };
    format!("no veto among these roll calls; {instead}")
}

/// Why the members of a list had no seat in these roll calls.
pub(crate) fn not_seated(record: &Record, NotSeated { list, roll_calls, why }: &NotSeated) -> String {
    let name = list.names(record.members(), false);
    let these = if *roll_calls == 1 { "this roll call" } else { &format!("these {roll_calls} roll calls") };
    match why {
        NoSeat::NotOnCouncil => format!("{name}: not on the Security Council in {these}"),
        NoSeat::NotMember(member) => format!("{name} was not a member in {these} ({})", periods(record, *member)),
        NoSeat::NoMembers => {
            let days = if *roll_calls == 1 { "day" } else { "days" };
            format!("{name}: no members on the {days} of {these}")
        }
    }
}

/// Notes on the members that are named in lists and had no seat in any of these roll calls, so that they are left out.
pub(crate) fn left_out<'l>(
    record: &Record, ids: &[RollCallId], lists: impl IntoIterator<Item = &'l MemberList>,
) -> Vec<String> {
    let members = lists.into_iter().flat_map(MemberList::named_members);
    let why = members.filter_map(|member| NotSeated::of(record, ids, &MemberList::from(member)));
    let mut notes = Vec::new();
    for why in why {
        Report::once(&mut notes, format!("Left out: {}.", not_seated(record, &why)));
    }
    notes
}

/// Why two sides cannot be compared, followed by a line about each side.
pub(crate) fn no_comparison(record: &Record, sides: &Sides<'_>, why: &NoComparison) -> String {
    let (votes, absences) = match why {
        NoComparison::NoTopics => return NO_TOPICS.to_owned(),
        NoComparison::WithoutAVote => return WITHOUT_A_VOTE.to_owned(),
        NoComparison::NoCommonVote { votes, absences } => (votes, absences),
    };
    let mut lines = vec![format!("no common vote in {}", words::roll_calls(*votes))];
    for (list, absence) in [sides.first, sides.second].into_iter().zip(absences) {
        let name = list.names(record.members(), false);
        lines.extend(absence.as_ref().map(|absence| match absence {
            Absence::NotMember(member) => {
                format!("{name} was not a member on the days of these votes ({})", periods(record, *member))
            }
            Absence::NotSeated(why) => not_seated(record, why),
            Absence::NoPosition => format!("{name} took no position in any of them"),
            Absence::NotKnown(number) => {
                format!("how {name} voted is not known in {}", words::roll_calls(*number))
            }
        }));
    }
    lines.join("\n  ")
}

/// Why there is no ranking of who turned most in these roll calls.
pub(crate) fn no_ranking(record: &Record, ids: &[RollCallId], asked: RankingQuery<'_>, why: &NoRanking) -> String {
    let years = asked.years;
    let (which, told) = match why {
        NoRanking::NotInYear => (years.year.to_string(), "year"),
        NoRanking::NotBefore => (words::span(&years.first(), &years.last()), "years before"),
        NoRanking::NotSeated(why) => return not_seated(record, why),
        NoRanking::TooFewVotes => {
            let nobody = if asked.among.is_some() { "none of these members" } else { "nobody" };
            return format!("too few votes: {nobody} has 10 in common both in the year and in the years before");
        }
    };
    let of = Days::of(record, ids.iter().copied());
    let known = if of.unknown > 0 { "known to be " } else { "" };
    format!("none of {} roll calls is {known}from {which}, the {told}{}", ids.len(), days(of))
}

/// Why there is no vote from a year `what`, such as "in this record".
pub(crate) fn no_votes(why: &NoVotes, what: &str) -> String {
    let year = why.year;
    let text = if why.unknown {
        format!("how the members voted in {year} is not known of any vote {what}")
    } else {
        let known = if why.no_day > 0 { "known to be " } else { "" };
        format!("there is no vote {known}from {year} {what}")
    };
    let text = if why.no_day > 0 { format!("{text}; the day of {} is not known", why.no_day) } else { text };
    if why.years.is_empty() { text } else { format!("{text}; there are some from {}", words::years(&why.years)) }
}

/// Why there is nothing to say of how united a group is.
pub(crate) fn no_cohesion(record: &Record, group: &Group) -> String {
    let (name, stands) = (group.list.names(record.members(), false), &group.stands);
    match (stands.not_known, stands.too_few) {
        (0, 0) => WITHOUT_A_VOTE.replacen("no common vote", &name, 1),
        (0, few) => format!("{name}: fewer than two of it took a position in each of {}", words::roll_calls(few)),
        (unknown, few) => format!(
            "{name}: not all of its votes are known in {}, and in {few} others fewer than two of it took a position",
            words::roll_calls(unknown)
        ),
    }
}

/// Why nobody can be told near or far.
pub(crate) fn no_nearest(record: &Record, asked: NearestQuery<'_>, why: NoNearest) -> String {
    let (least, most) = match why {
        NoNearest::WithoutAVote => return no_answer(record, &NoAnswer::WithoutVote),
        NoNearest::NoPosition => {
            let nobody = asked.of.only_member().map_or(NoAnswer::NobodyVoted, NoAnswer::NoKnownVote);
            return no_answer(record, &nobody);
        }
        NoNearest::TooFew { least, most } => (least, most),
    };
    let name = asked.of.names(record.members(), false);
    let nobody = if asked.among.is_some() { "none of these members" } else { "nobody" };
    match most {
        Some((_, votes)) if votes >= least => {
            format!("the measure has no value for the votes in common with {name}: --measure identical has one")
        }
        Some((member, votes)) => format!(
            "{nobody} has {least} votes in common with {name}; the most are those of {}, {votes}: --least {votes}",
            record.members().get(member).name
        ),
        None => format!("{nobody} has a vote in common with {name}"),
    }
}

/// Why there is nothing to show in a matrix.
pub(crate) fn no_matrix(record: &Record, asked: MatrixQuery<'_>, why: &NoMatrix) -> String {
    match why {
        NoMatrix::Alone(id) => {
            let Member { name, code, .. } = record.members().get(*id);
            format!(
                "a matrix of {name} alone: name two members or more, or the others in the columns, as in --members {code} \
                 --with P5"
            )
        }
        NoMatrix::Twice(id) => {
            let name = record.members().get(*id).name;
            format!("both --members and --with are {name}: name two different members or groups")
        }
        NoMatrix::WithoutAVote => WITHOUT_A_VOTE.to_owned(),
        NoMatrix::NoValue => {
            let lacks = asked.measure == Measure::Coincidence;
            let why = if lacks { format!(": {LACKS_CONSENSUS}") } else { String::new() };
            format!("{} has no value for any two of these members{why}", asked.measure.name())
        }
        NoMatrix::TooFew { most, roll_calls } => format!(
            "no two of these members have {} common votes in {}: the most are {most}",
            asked.least,
            words::roll_calls(*roll_calls)
        ),
        NoMatrix::NoCommonVote { roll_calls, absent } => {
            let nobody = format!("no two of these members have a common vote in {}", words::roll_calls(*roll_calls));
            let absent = absent.iter().map(|why| not_seated(record, why));
            [nobody].into_iter().chain(absent).collect::<Vec<_>>().join("\n  ")
        }
    }
}

/// Why there are no blocs.
pub(crate) fn no_blocs(record: &Record, asked: &BlocsQuery<'_>, why: &NoBlocs) -> String {
    match why {
        NoBlocs::Matrix { why, least } => {
            let (rows, measure, least) = (asked.members, asked.measure, *least);
            no_matrix(record, MatrixQuery { rows, columns: None, measure, least }, why)
        }
        NoBlocs::TooFewMembers { kept, least } => format!(
            "{} with {least} common votes of every two: blocs need three; --least 1 takes fewer votes",
            words::count(kept, "member")
        ),
        NoBlocs::TooMany { wanted, members } => {
            format!("--blocs {wanted}: only {members} members can be parted; expected 2 to {members}")
        }
        NoBlocs::NotApart { members } => format!(
            "the {members} members are not in blocs: however many there are, they agree with others as much as within; \
             --blocs 2 parts them all the same"
        ),
    }
}

/// The periods of membership in words: `member since 2011-07-14`, and who continued a seat.
pub(crate) fn periods(record: &Record, member: MemberId) -> String {
    let period = |period: &Period| match period.until {
        None => format!("since {}", period.from),
        Some(until) => format!("from {} to {}", period.from, until.yesterday().unwrap_or(until)),
    };
    let periods: Vec<String> = record.members().get(member).periods.iter().map(period).collect();
    let line = record.members().whole_line(member);
    let continued = record.members().get(line);
    let continued = if line == member {
        String::new()
    } else {
        format!("; {} ({}) continued the seat", continued.name, continued.code)
    };
    format!("member {}{continued}", periods.join(" and "))
}

/// Why no roll call meets the conditions.
pub(crate) fn unmet(record: &Record, why: &Unmet) -> String {
    let all = record.len();
    match why {
        Unmet::Alone { condition, instead } => {
            let meets = verb(matches!(instead, Instead::Days(days) if days.unknown > 0));
            format!("none of {all} roll calls {meets} {condition}{}", instead_of(instead))
        }
        Unmet::NotSeated(why) => not_seated(record, why),
        Unmet::Together(all_of) => {
            let told = |(typed, days): &(String, Option<(Date, Date)>)| match days {
                Some((first, last)) => format!("{typed} (from {first} to {last})"),
                None => typed.clone(),
            };
            let all_of: Vec<String> = all_of.iter().map(told).collect();
            let unsure = Days::of(record, record.ids()).unknown > 0;
            format!("none of {all} roll calls {} {} together", verb(unsure), all_of.join(" and "))
        }
    }
}

/// The verb of a sentence on conditions, which is careful where days are asked for that are not known.
fn verb(unsure: bool) -> &'static str {
    if unsure { "is known to meet" } else { "meets" }
}

/// The days of roll calls, and how many lack one, as the end of a sentence.
fn days(Days { span, unknown }: Days) -> String {
    let span = span.map_or_else(String::new, |(first, last)| format!("; they are from {first} to {last}"));
    if unknown == 0 { span } else { format!("{span}; the day of {unknown} is not known") }
}

/// Says that conditions on days leave out these roll calls, which have none, and how to select them.
pub(crate) fn no_day(record: &Record, ids: &[RollCallId], selection: &Selection) -> String {
    let flags = [
        ("--year", !selection.years.is_empty()),
        ("--from", selection.from.is_some()),
        ("--to", selection.to.is_some()),
    ];
    let flags: Vec<&str> = flags.into_iter().filter(|(_, is_typed)| *is_typed).map(|(flag, _)| flag).collect();
    let leaves = if flags.len() == 1 { "leaves" } else { "leave" };
    let sessions = sessions(record, ids.iter().copied());
    let sessions: Vec<String> = sessions.iter().map(|(first, last)| words::span(first, last)).collect();
    let instead = match sessions.as_slice() {
        [] => String::new(),
        [one] if !one.contains(' ') => format!("; --session {one} selects by session"),
        several => format!("; --session selects by session ({})", several.join(", ")),
    };
    let (flags, left_out) = (flags.join(" and "), words::roll_calls(ids.len()));
    format!("{flags} {leaves} out {left_out} without a day{instead}")
}

fn instead_of(instead: &Instead) -> String {
    match instead {
        Instead::Nothing => String::new(),
        Instead::Sessions(runs) => {
            let run = |(first, last): &(Session, Session)| words::span(first, last);
            format!("; there are the sessions {}", runs.iter().map(run).collect::<Vec<_>>().join(", "))
        }
        Instead::Days(of) => days(*of),
        Instead::Ends(day) => {
            format!("; their files go to {}\n  newer ones: `unvote data fetch`", words::day(*day))
        }
        Instead::NoIssues => "; the record has no issue codes (Voeten's data have)".to_owned(),
        Instead::NoSubjects => "; the record has no subject headings (the UN Digital Library's have)".to_owned(),
        Instead::NoAgenda => "; the record has no agenda items (the UN Digital Library's have)".to_owned(),
        Instead::Words(words) => format!("; did you mean {}?", words.join(" or ")),
    }
}

/// Says that no roll call of the given symbols meets a condition, or all conditions together.
pub(crate) fn unmet_among(record: &Record, ids: &[RollCallId], condition: Option<&Condition>) -> String {
    let unmet = condition.map_or("the conditions together", |condition| condition.typed.as_str());
    let timed = condition.is_none_or(|condition| condition.selection.asks_for_days());
    match (ids, Days::of(record, ids.iter().copied())) {
        (&[id], Days { span: Some((day, _)), .. }) => {
            format!("{}, of {day}, does not meet {unmet}", called(record, id))
        }
        (&[id], _) if timed => format!("whether {} meets {unmet} is not known: it has no day", called(record, id)),
        (&[id], _) => format!("{} does not meet {unmet}", called(record, id)),
        (_, of) => format!("none of {} roll calls {} {unmet}{}", ids.len(), verb(timed && of.unknown > 0), days(of)),
    }
}
