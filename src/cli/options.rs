//! The flags that commands share, and what they mean: input, selection of roll calls, output. It runs nothing.

use std::{env, ops::RangeInclusive, path::PathBuf};

use clap::Args;
use etcetera::BaseStrategy as _;

use super::{error::Error, words::words as words_of};
use crate::members::{MemberList, Members, ends_with_scheme};
use crate::record::{
    Body, Date, Matter, NumberTest, Selection, Session, Topic, Vote, VoteTest, Voters, Words, Written, selection::words,
};
use crate::report::words::quoted;
use crate::source::{self, Order};

/// What is longer than this is not repeated.
const LONG: usize = 48;

/// Where the roll calls come from.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Data")]
pub(super) struct InputOptions {
    /// Read this file or folder instead of the embedded record; `-` is standard input. May be given several times: the
    /// earlier one has precedence. The format is found by content; gzip, zip and zstd are unpacked. `@store` is the store,
    /// `@embedded` the record that is compiled in: `--data today.csv --data @store`.
    #[arg(long, value_name = "PATH", global = true)]
    pub data: Vec<PathBuf>,
    /// The folder of the store, instead of the one that `UNVOTE_STORE` names, or else of the platform's folder for data.
    #[arg(long, value_name = "FOLDER", global = true)]
    pub store: Option<PathBuf>,
    /// Fail when a row is not understood, instead of counting it.
    #[arg(long, global = true)]
    pub strict: bool,
    /// Which column of a table holds what, where its name does not say so: `resolution=text,member=who,vote=how`; also
    /// draft, date, title, session and others. What no column holds may be a value for the whole table, as in
    /// `resolution=A/ES-11/1,date=2022-03-02`.
    #[arg(long, value_name = "ROLE=COLUMN", value_delimiter = ',', value_parser = role, global = true)]
    pub roles: Vec<(String, String)>,
    /// What the codes of a table mean, if it does not say so itself: `voeten` (1 2 3 8 9), or `yes=1,abstain=0,no=-1`;
    /// `letters=cow` or `letters=iso` of members' letters (Correlates of War, ISO 3166-1).
    #[arg(long, value_name = "CODES", value_parser = coding, global = true)]
    pub codes: Option<String>,
    /// Which comes first in days such as 4/11/2003, where the file itself does not show it.
    #[arg(long, value_name = "ORDER", value_parser = words_of::<Order>(), global = true)]
    pub dates: Option<Order>,
}

impl InputOptions {
    /// The options that name the files or the store, as they were typed, each with a space before it; long ones in short.
    pub(super) fn typed(&self) -> String {
        let of = |flag: &str, path: &PathBuf| format!(" --{flag} {}", quoted(&path.to_string_lossy()));
        let files: String = self.data.iter().map(|path| of("data", path)).collect();
        let store = || self.store.iter().map(|path| of("store", path)).collect();
        let typed = if files.is_empty() { store() } else { files };
        if typed.len() > LONG { " --data ...".to_owned() } else { typed }
    }

    /// The folder of the store.
    ///
    /// # Errors
    /// When none is named and the home folder is not known.
    pub(super) fn store_folder(&self) -> Result<PathBuf, Error> {
        // A variable that is empty counts as unset.
        let named = || env::var_os("UNVOTE_STORE").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        if let Some(folder) = self.store.clone().or_else(named) {
            return Ok(folder);
        }
        let platform = etcetera::base_strategy::choose_native_strategy()
            .map_err(|cause| Error::usage(format!("where is the store? Name its folder by --store: {cause}")))?;
        Ok(platform.data_dir().join("unvote"))
    }

    /// The folder for downloads, within that of the store.
    ///
    /// # Errors
    /// As for [`Self::store_folder`].
    pub(super) fn downloads(&self) -> Result<PathBuf, Error> {
        Ok(self.store_folder()?.join("downloads"))
    }
}

/// Whose votes are asked for.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Whose votes")]
pub(super) struct MembersOption {
    /// Only these members, by codes, names and groups as of the day of the vote: `EU,US`; a minus takes out: `EU,-HU`.
    #[arg(long = "members", aliases = ["member", "country", "countries"], value_name = "LIST", allow_hyphen_values = true)]
    list: Option<String>,
}

impl MembersOption {
    /// The members that `--members` names.
    ///
    /// # Errors
    /// When one of them is not known.
    pub(super) fn voters(&self, members: &Members) -> Result<Voters, Error> {
        Ok(Voters { list: self.list.as_deref().map(|list| members.list(list)).transpose()? })
    }
}

/// Which roll calls are meant.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Which roll calls")]
#[allow(clippy::struct_excessive_bools)] // one for each flag
pub(super) struct SelectionOptions {
    /// Only this body.
    #[arg(long, value_parser = words_of::<Body>())]
    pub body: Option<Body>,
    /// Only these sessions of the Assembly: 79, S-8, ES-11; several with commas.
    #[arg(long, alias = "sessions", value_name = "SESSIONS", value_delimiter = ',')]
    pub session: Vec<Session>,
    /// Only these calendar years of the vote: 2025, 2022-2025 or 2022..; several with commas. A session is not a year.
    #[arg(long, alias = "years", value_name = "YEARS", value_delimiter = ',', value_parser = years)]
    pub year: Vec<RangeInclusive<i16>>,
    /// On this day or later: 2022-02-24, or a year.
    #[arg(long, alias = "since", value_name = "DATE", value_parser = |text: &str| day(text, (1, 1)))]
    pub from: Option<Date>,
    /// On this day or earlier: 2025-12-31, or a year.
    #[arg(long, alias = "until", value_name = "DATE", value_parser = |text: &str| day(text, (12, 31)))]
    pub to: Option<Date>,
    /// About this: words of title, agenda item or subjects, or an issue by its code (me nu di hr co ec).
    #[arg(long, value_name = "WORDS|CODE")]
    pub topic: Vec<String>,
    /// With these words in the subject headings.
    #[arg(long, value_name = "WORDS")]
    pub subject: Vec<String>,
    /// With these words in the agenda item.
    #[arg(long, value_name = "WORDS")]
    pub agenda: Vec<String>,
    /// Only votes that the US State Department listed as important (where the source says so).
    #[arg(long)]
    pub important: bool,
    /// Only votes that at least this share of those present and voting lost: 0 to 0.5, or a percentage.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub contested: Option<f64>,
    /// Only what was adopted.
    #[arg(long, conflicts_with = "failed")]
    pub adopted: bool,
    /// Only what was rejected or vetoed.
    #[arg(long)]
    pub failed: bool,
    /// Only votes with such numbers: `no<=5`, or `yes>150,margin<0`; of yes, no, abstain, `non_voting`, margin (votes to
    /// spare) and members, compared by < <= = >= > !=.
    #[arg(long, value_name = "NUMBER<=N", value_delimiter = ',')]
    pub tally: Vec<NumberTest>,
    /// Only votes on this.
    #[arg(long, value_parser = words_of::<Matter>())]
    pub matter: Option<Matter>,
    /// Only roll calls in which a member, or every seated member of a list, voted so (`US=abstain`, `EU,-HU=no`), or is
    /// known to have voted otherwise (`US!=no`; non-voting is otherwise, too).
    #[arg(long = "where", value_name = "MEMBERS=VOTE", allow_hyphen_values = true)]
    pub positions: Vec<String>,
    /// Whether nothing is to be said beside the answer.
    #[arg(from_global)]
    pub quiet: bool,
}

impl SelectionOptions {
    /// The conditions on roll calls as they were typed.
    pub(super) fn typed(&self) -> Vec<String> {
        self.each().into_iter().map(|(typed, _)| typed).collect()
    }

    /// The same without the body, for reports that name it anyway.
    pub(super) fn conditions(&self) -> Vec<String> {
        Self { body: None, ..self.clone() }.typed()
    }

    /// Each condition on its own, with the text that was typed.
    pub(super) fn each(&self) -> Vec<(String, Self)> {
        let all = self;
        let none = Self { quiet: self.quiet, ..Self::default() };
        // By reference, as a copy for each in place would be half of the function.
        let with = |set: &dyn Fn(&mut Self)| {
            let mut alone = none.clone();
            set(&mut alone);
            alone
        };
        let year = |years: &RangeInclusive<i16>| match (years.start(), years.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) if last == YEARS.end() => format!("{first}.."),
            (first, last) => format!("{first}-{last}"),
        };
        let years: Vec<String> = all.year.iter().map(year).collect();
        let sessions: Vec<String> = all.session.iter().map(ToString::to_string).collect();
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let (body, matter) = (all.body.map_or("", Words::typed), all.matter.map_or("", Words::typed));
        let share = all.contested.unwrap_or_default();
        let tallies: Vec<String> = all.tally.iter().map(ToString::to_string).collect();
        let conditions = [
            (format!("--body {body}"), with(&|alone| alone.body = all.body)),
            (format!("--session {}", sessions.join(",")), with(&|alone| alone.session.clone_from(&all.session))),
            (format!("--year {}", years.join(",")), with(&|alone| alone.year.clone_from(&all.year))),
            (format!("--from {}", day(all.from)), with(&|alone| alone.from = all.from)),
            (format!("--to {}", day(all.to)), with(&|alone| alone.to = all.to)),
            (format!("--topic '{}'", all.topic.join("' or '")), with(&|alone| alone.topic.clone_from(&all.topic))),
            (format!("--subject '{}'", all.subject.join(" ")), with(&|alone| alone.subject.clone_from(&all.subject))),
            (format!("--agenda '{}'", all.agenda.join(" ")), with(&|alone| alone.agenda.clone_from(&all.agenda))),
            ("--important".to_owned(), with(&|alone| alone.important = all.important)),
            (format!("--contested {share}"), with(&|alone| alone.contested = all.contested)),
            (format!("--tally '{}'", tallies.join(",")), with(&|alone| alone.tally.clone_from(&all.tally))),
            ("--adopted".to_owned(), with(&|alone| alone.adopted = all.adopted)),
            ("--failed".to_owned(), with(&|alone| alone.failed = all.failed)),
            (format!("--matter {matter}"), with(&|alone| alone.matter = all.matter)),
            (
                format!("--where {}", all.positions.join(" --where ")),
                with(&|alone| alone.positions.clone_from(&all.positions)),
            ),
        ];
        conditions.into_iter().filter(|(_, alone)| *alone != none).collect()
    }

    /// Each session, span of years and topic by itself, where several are named.
    pub(super) fn alternatives(&self) -> Vec<Self> {
        let session = |one: &Session| Self { session: vec![*one], ..Self::default() };
        let year = |one: &RangeInclusive<i16>| Self { year: vec![one.clone()], ..Self::default() };
        let topic = |one: &String| Self { topic: vec![one.clone()], ..Self::default() };
        let [sessions, years, topics] = [
            self.session.iter().map(session).collect::<Vec<_>>(),
            self.year.iter().map(year).collect(),
            self.topic.iter().map(topic).collect(),
        ];
        [sessions, years, topics].into_iter().filter(|named| named.len() > 1).flatten().collect()
    }

    /// The selection that the flags describe.
    ///
    /// # Errors
    /// When a member, group or vote is not known, or the days exclude each other.
    pub(super) fn selection(&self, members: &Members) -> Result<Selection, Error> {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            Error::usage_if(from > to, format!("--from {from} lies after --to {to}: no day is in both"))?;
        }
        let text = "--session is of the General Assembly: the Security Council has no sessions; --year, --from and --to choose";
        Error::usage_if(self.body == Some(Body::SecurityCouncil) && !self.session.is_empty(), text)?;
        let texts = [("topic", &self.topic), ("subject", &self.subject), ("agenda", &self.agenda)];
        let blank = texts.iter().find(|(_, texts)| texts.iter().any(|text| words(text).is_empty()));
        let text = blank.map_or_else(String::new, |(flag, _)| format!("--{flag} needs words, as in --{flag} nuclear"));
        Error::usage_if(blank.is_some(), text)?;
        Ok(Selection {
            body: self.body,
            sessions: self.session.clone(),
            years: self.year.clone(),
            from: self.from,
            to: self.to,
            topics: self.topic.iter().map(|topic| Topic::new(topic)).collect(),
            subject: self.subject.iter().flat_map(|subject| words(subject)).collect(),
            agenda: self.agenda.iter().flat_map(|agenda| words(agenda)).collect(),
            important: self.important,
            contested: self.contested,
            adopted: if self.adopted { Some(true) } else { self.failed.then_some(false) },
            tallies: self.tally.clone(),
            matter: self.matter,
            positions: self.positions.iter().map(|typed| position(typed, members)).collect::<Result<_, _>>()?,
        })
    }
}

/// Reads which column holds what: `vote=how`.
pub(super) fn role(text: &str) -> Result<(String, String), String> {
    let (role, column) = text.split_once('=').map_or((text.trim(), ""), |(role, column)| (role.trim(), column.trim()));
    let known = source::roles();
    if !known.iter().any(|one| one.eq_ignore_ascii_case(role)) {
        return Err(format!("no column holds '{role}': expected one of {}", known.join(", ")));
    }
    let expected = || format!("'{text}' names no column: expected {role}=COLUMN, as in {role}=\"text no.\"");
    if column.is_empty() { Err(expected()) } else { Ok((role.to_owned(), column.to_owned())) }
}

/// Checks that a coding of votes is known, and keeps its text.
fn coding(text: &str) -> Result<String, String> {
    let known = source::codes::Codes::told(text).is_some();
    let expected = || {
        format!(
            "'{text}' is not a coding: expected voeten, signs, or pairs such as yes=1,abstain=0,no=-1 or letters=cow"
        )
    };
    known.then(|| text.to_owned()).ok_or_else(expected)
}

/// Reads a condition such as `US=abstain`.
fn position(text: &str, members: &Members) -> Result<(MemberList, VoteTest), Error> {
    let (list, asked) = vote_test("--where", text, "MEMBERS", "US")?;
    Ok((members.list(list)?, asked))
}

/// Reads a condition on votes after a flag: whose votes (`what`, such as `example`), and what is asked of them.
///
/// # Errors
/// When it has no comparison, another than `=` and `!=`, or no vote.
pub(super) fn vote_test<'t>(
    flag: &str, text: &'t str, what: &str, example: &str,
) -> Result<(&'t str, VoteTest), Error> {
    let is_sign = |letter: char| "=!<>~:\u{2260}\u{2264}\u{2265}".contains(letter);
    let expected = || format!("expected {what}=VOTE or {what}!=VOTE, as in {example}=abstain or {example}!=no");
    let wrong = |why: String| Error::usage(format!("{flag} {text}: {why}{}", expected()));
    // The colon of `cow:2` is none.
    let is_of_number = |at: usize| text[at..].starts_with(':') && ends_with_scheme(&text[..at]);
    let at = text.char_indices().find(|(at, letter)| is_sign(*letter) && !is_of_number(*at));
    let (at, _) = at.ok_or_else(|| wrong(String::new()))?;
    let (left, right) = text.split_at(at);
    let (sign, vote) = right.split_at(right.find(|letter| !is_sign(letter)).unwrap_or(right.len()));
    let vote = || vote_named(vote.trim()).map_err(|why| Error::usage(format!("{flag} {text}: {why}")));
    match sign {
        "=" => Ok((left.trim(), VoteTest::Is(vote()?))),
        "!=" => Ok((left.trim(), VoteTest::IsNot(vote()?))),
        _ => Err(wrong(format!("'{sign}' is not understood; "))),
    }
}

/// Reads a vote as people type it.
///
/// # Errors
/// A message that says what was expected.
pub(super) fn vote_named(text: &str) -> Result<Vote, String> {
    Vote::named(text).ok_or_else(|| format!("'{text}' is not a vote: expected yes, no, abstain or non-voting"))
}

/// The first and last year in which the United Nations can have voted.
const YEARS: RangeInclusive<i16> = 1946..=2100;

/// Reads a year as people type it.
///
/// # Errors
/// A message that says what was expected.
pub(super) fn year(text: &str) -> Result<i16, String> {
    let year: Option<i16> = text.trim().parse().ok();
    year.filter(|year| YEARS.contains(year))
        .ok_or_else(|| format!("'{text}' is not a year of the United Nations: its first vote was in {}", YEARS.start()))
}

/// Today's date in UTC.
pub(super) fn today() -> Date {
    jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date()
}

/// Reads a day on which membership is known: from the founding of the United Nations to today.
///
/// # Errors
/// A message that says what was expected.
pub(super) fn day_of_membership(text: &str) -> Result<Date, String> {
    let day: Date = text.trim().parse().map_err(|_| format!("'{text}' is not a date: expected one like 2025-02-24"))?;
    let founded = Date::constant(1945, 10, 24);
    match day {
        _ if day < founded => Err(format!("the United Nations had no members on {day}: it was founded on {founded}")),
        _ if day > today() => Err(format!("{day} lies in the future: who will be a member is not known")),
        _ => Ok(day),
    }
}

/// Reads a year or a span of years: 2025, 2022-2025, 2022..
///
/// # Errors
/// A message that says what was expected.
pub(super) fn years(text: &str) -> Result<RangeInclusive<i16>, String> {
    let (first, last) = text.split_once("..").or_else(|| text.split_once('-')).unwrap_or((text, text));
    let open = |part: &str, end: i16| if part.trim().is_empty() && part != text { Ok(end) } else { year(part) };
    let (first, last) = (open(first, *YEARS.start())?, open(last, *YEARS.end())?);
    if first > last { Err(format!("{first} lies after {last}")) } else { Ok(first..=last) }
}

/// Reads a day; of a year alone it is this month and day.
fn day(text: &str, (month, day): (i8, i8)) -> Result<Date, String> {
    let expected = || format!("'{text}' is not a date: expected one like 2025-02-24, or a year");
    if text.trim().len() <= 4 {
        return Date::new(year(text)?, month, day).map_err(|_| expected());
    }
    let written = || Some(Written::read(text)).filter(|written| written.text.is_empty())?.day;
    text.trim().parse().ok().or_else(written).ok_or_else(expected)
}

/// Reads a whole day.
pub(super) fn whole_day(text: &str) -> Result<Date, String> {
    let expected = || format!("'{text}' is not a day: expected one like 2026-11-27");
    if text.trim().len() <= 4 { Err(expected()) } else { day(text, (1, 1)).map_err(|_| expected()) }
}

fn share(text: &str) -> Result<f64, String> {
    let (number, scale) = text.trim().strip_suffix('%').map_or((text.trim(), 1.0), |number| (number, 100.0));
    let share: Option<f64> = number.parse().ok().map(|number: f64| number / scale);
    let expected = || format!("'{text}' is not a share of the losing side: expected 0 to 0.5, such as 0.3 or 30%");
    share.filter(|share| (0.0..=0.5).contains(share)).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_years_and_shares_are_checked_when_typed() {
        assert_eq!(years("2022-2025"), Ok(2022..=2025));
        assert_eq!(day("2022", (1, 1)).map(|day| day.to_string()).as_deref(), Ok("2022-01-01"));
        assert_eq!(day("2022", (12, 31)).map(|day| day.to_string()).as_deref(), Ok("2022-12-31"));
        assert_eq!(share("30%"), Ok(0.3));
        for wrong in [
            years("1945").is_err(),
            years("2025-2022").is_err(),
            day("2025-02-30", (1, 1)).is_err(),
            share("0.7").is_err(),
        ] {
            assert!(wrong);
        }
    }

    #[test]
    fn a_condition_on_votes_says_which_or_which_not() {
        let read = |text: &'static str| vote_test("--where", text, "MEMBERS", "US").map_err(|error| error.to_string());
        assert_eq!(read("US=no"), Ok(("US", VoteTest::Is(Vote::No))));
        assert_eq!(read("EU,-HU != in favour"), Ok(("EU,-HU", VoteTest::IsNot(Vote::Yes))));
        for text in
            ["US==no", "US<>no", "US>=no", "US~no", "US:no", "US=!no", "US!no", "US! =no", "US\u{2260}no", "US<no"]
        {
            let why = read(text).expect_err(text);
            assert!(why.contains("is not understood; expected MEMBERS=VOTE or MEMBERS!=VOTE"), "{why}");
        }
        assert!(read("US").is_err() && read("US=maybe").is_err() && read("US=yes=no").is_err());
    }

    #[test]
    fn votes_are_known_by_their_usual_names() {
        assert_eq!(vote_named("Abstention"), Ok(Vote::Abstain));
        assert_eq!(vote_named("in favour"), Ok(Vote::Yes));
        assert!(vote_named("maybe").is_err());
    }
}
