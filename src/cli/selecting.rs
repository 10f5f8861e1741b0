//! Chooses the roll calls and members that a command is asked about, or says why there are none.

use std::collections::HashSet;

use clap::Args;

use super::options::{MembersOption, SelectionOptions};
use super::symbols::{ambiguous, is_symbol, not_found, of_year, parts, several, typed};
use super::{Call, error::Error};
use crate::analysis::absence::{Condition, NoAnswer, NotSeated, Unmet, unmet_among};
use crate::analysis::{agreement::Measure, series::Links};
use crate::members::{Group, MemberId, MemberList, Members, Period};
use crate::record::{Body, Found, Record, RollCallId, Selection, Voters};
use crate::report::{Report, absence, agreement::WHOLE_RECORD, words::quoted, words::roll_calls};
use crate::source::Loaded;

/// The longest symbol or title that is looked for, in bytes: an endless text is compared with nothing.
const LONGEST: usize = 2000;

/// Roll calls and members, as a command line names them.
#[derive(Args, Clone, Debug)]
pub(super) struct Choice {
    /// Symbols of roll calls, or `-` for those on standard input; or none, and a selection instead.
    #[arg(value_name = "SYMBOL")]
    pub symbols: Vec<String>,
    #[command(flatten)]
    pub members: MembersOption,
    #[command(flatten)]
    pub selection: SelectionOptions,
}

/// The roll calls and members that a command was asked about.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The record, and how it came.
    pub loaded: Loaded,
    /// The roll calls.
    pub ids: Vec<RollCallId>,
    /// The members, at least one of whom had a seat in one of the roll calls.
    pub voters: Voters,
}

impl Call {
    /// The symbols that were typed, with those of standard input in place of `-`.
    ///
    /// # Errors
    /// See [`typed`].
    pub(super) fn symbols(&self, symbols: &[String]) -> Result<Vec<String>, Error> {
        typed(symbols, &self.input.data, self.output.quiet)
    }

    /// The record, with the roll calls and members that are named.
    ///
    /// # Errors
    /// See [`named`] and [`MembersOption::seated`].
    pub(super) fn choose(&self, choice: &Choice) -> Result<Chosen, Error> {
        let symbols = self.symbols(&choice.symbols)?;
        let loaded = self.load()?;
        let ids = named(&loaded, &symbols, &choice.selection)?;
        let voters = choice.members.seated(&loaded.record, &ids)?;
        Ok(Chosen { loaded, ids, voters })
    }

    /// The links that lead to the other votes on the question of each roll call, where they are told. With --members the
    /// moves of all others are not asked for, and the main table has no place for them; linking a record that no store
    /// has linked takes half as long as reading it.
    pub(super) fn links<'r>(&self, record: &'r Record, voters: &Voters) -> Option<Links<'r>> {
        (voters.list.is_none() && !self.output.writes_main_table_only()).then(|| Links::of(record))
    }
}

impl MembersOption {
    /// The members that `--members` names, at least one of whom had a seat in one of these roll calls.
    ///
    /// # Errors
    /// When one of them is not known, or none of them had a seat.
    pub(super) fn seated(&self, record: &Record, ids: &[RollCallId]) -> Result<Voters, Error> {
        let voters = self.voters(record.members())?;
        seated(record, ids, &voters.list)?;
        Ok(voters)
    }
}

/// Adds notes on the members that these lists name and that had no seat in any of these roll calls.
pub(super) fn tell_left_out<'l>(
    report: &mut Report<'_>, record: &Record, ids: &[RollCallId], lists: impl IntoIterator<Item = &'l MemberList>,
) {
    report.notes.extend(absence::left_out(record, ids, lists));
}

impl SelectionOptions {
    /// The same conditions within one body, since majorities differ between bodies: the Assembly unless --body
    /// says otherwise.
    pub(super) fn in_one_body(&self) -> Self {
        Self { body: Some(self.body.unwrap_or_default()), ..self.clone() }
    }

    /// The conditions as they can be typed again, each with a space before it; nothing where one of them was told in other
    /// words than it was typed.
    pub(super) fn typed_again(&self) -> String {
        let is_as_typed = self.topic.len() < 2 && self.positions.len() < 2;
        let typed = if is_as_typed { self.conditions() } else { Vec::new() };
        typed.into_iter().fold(String::new(), |text, one| text + " " + &one)
    }

    /// The body that [`Self::in_one_body`] selects.
    pub(super) fn one_body(&self) -> Body {
        self.body.unwrap_or_default()
    }
}

/// Fails when none of the members of a list had a seat in any of these roll calls.
///
/// # Errors
/// Nothing found, with the reason.
pub(super) fn seated<'l>(
    record: &Record, ids: &[RollCallId], lists: impl IntoIterator<Item = &'l MemberList>,
) -> Result<(), Error> {
    let why = lists.into_iter().find_map(|list| NotSeated::of(record, ids, list));
    why.map_or(Ok(()), |why| Err(no_answer(record, &NoAnswer::NotSeated(why))))
}

/// The roll calls of each line of these lists: where a list is one member whose code stands for two lines, those of the
/// one and then of the other, with a list of that line. Of two lists without what is one line on both sides.
pub(super) fn by_line(
    record: &Record, ids: Vec<RollCallId>, lists: &[MemberList],
) -> Vec<(Vec<MemberList>, Vec<RollCallId>)> {
    let mut all = vec![(Vec::new(), ids.clone())];
    for list in lists {
        let lines = list.only_member().map_or_else(Vec::new, |member| record.members().in_lines(member));
        let of = |(line, days): &(MemberId, Option<Period>), ids: &[RollCallId]| {
            (MemberList::from(*line), record.within(ids, *days))
        };
        let parts = |(before, ids): (Vec<MemberList>, Vec<RollCallId>)| -> Vec<_> {
            let several = lines.iter().filter(|_| lines.len() > 1).map(|line| of(line, &ids));
            let parts = if lines.len() > 1 { several.collect() } else { vec![(list.clone(), ids)] };
            parts.into_iter().map(|(list, ids)| ([before.as_slice(), &[list]].concat(), ids)).collect()
        };
        all = all.into_iter().flat_map(parts).collect();
    }
    let line = |list: &MemberList| list.only_member().map(|member| record.members().whole_line(member));
    let is_itself =
        |lists: &[MemberList]| lists.len() > 1 && line(&lists[0]).is_some() && line(&lists[0]) == line(&lists[1]);
    all.retain(|(lists, ids)| !ids.is_empty() && !is_itself(lists));
    if all.is_empty() { vec![(lists.to_vec(), ids)] } else { all }
}

/// What can be told of each line; where nothing can be told of any, why not of the first.
///
/// # Errors
/// The first error, where there is nothing else.
pub(super) fn all_told<T>(told: impl IntoIterator<Item = Result<T, Error>>) -> Result<Vec<T>, Error> {
    let (mut all, mut first) = (Vec::new(), None);
    for one in told {
        match one {
            Ok(one) => all.push(one),
            Err(error) => first = first.or(Some(error)),
        }
    }
    first.filter(|_| all.is_empty()).map_or(Ok(all), Err)
}

/// One report of those of several lines, in their order.
pub(super) fn one_after_the_other<'q>(reports: impl IntoIterator<Item = Report<'q>>) -> Report<'q> {
    reports.into_iter().reduce(Report::then).unwrap_or_default()
}

/// Fails if a measure does not apply to a body.
///
/// # Errors
/// A message that says why.
pub(super) fn counts_in(measure: Measure, body: Body) -> Result<(), Error> {
    let text =
        "--measure coincidence counts resolutions that the General Assembly adopted without a vote: not --body sc";
    Error::usage_if(measure == Measure::Coincidence && body == Body::SecurityCouncil, text)
}

/// The error for a question that has no answer.
pub(super) fn no_answer(record: &Record, why: &NoAnswer) -> Error {
    Error::nothing(absence::no_answer(record, why))
}

/// The error for something that is not in a record; for the embedded one it says how to load the whole record.
pub(super) fn not_in(loaded: &Loaded, text: impl AsRef<str>) -> Error {
    Error::nothing(text)
        .hints(loaded.is_selection().then(|| format!("the embedded record is a selection; {WHOLE_RECORD}")))
}

/// The roll calls with these symbols that meet the conditions, in the order of the symbols; without symbols, all that
/// meet them.
///
/// # Errors
/// When neither a symbol nor a condition is given, no roll call has a symbol, a condition names an unknown member, or
/// no roll call meets the conditions.
pub(super) fn named(loaded: &Loaded, symbols: &[String], options: &SelectionOptions) -> Result<Vec<RollCallId>, Error> {
    let record = &loaded.record;
    if symbols.is_empty() {
        let text = "which roll call? Name its symbol, as in A/ES-11/L.10, or select some, as in --year 2025";
        Error::usage_if(options.each().is_empty(), text)?;
        return selected(loaded, options);
    }
    if let Some(length) = symbols.iter().map(String::len).find(|length| *length > LONGEST) {
        let text = format!("no symbol or title is as long as {length} bytes: expected {LONGEST} at the most");
        return Err(Error::nothing(text));
    }
    let mut named = Vec::new();
    let symbols = &in_one(record, symbols);
    for symbol in symbols {
        match record.find(symbol) {
            Found::RollCalls(ids) => {
                note(&of_year(record, symbol, &ids).into_iter().collect::<Vec<_>>(), options);
                named.extend(ids);
            }
            Found::Several(documents) => named.extend(meant(record, symbol, documents, options)?),
            Found::Nothing { nearest } => match parts(symbol).as_slice() {
                parts if parts.len() > 1 && parts.iter().any(|part| is_found(record, part)) => {
                    named.extend(self::named(loaded, parts, options)?);
                }
                _ => {
                    return Err(
                        whose_vote(record, symbol, symbols).unwrap_or_else(|| not_found(loaded, symbol, &nearest))
                    );
                }
            },
        }
    }
    let mut met = meeting(record, &named, options, "")?;
    let mut seen = HashSet::new();
    met.retain(|id| seen.insert(*id));
    Ok(met)
}

/// Symbols as they were typed, or all as one where they are the words of one: `SC 2774`, `embargo cuba`.
pub(super) fn in_one(record: &Record, symbols: &[String]) -> Vec<String> {
    let is_found = |symbol: &String| is_found(record, symbol);
    let whole = || symbols.join(" ");
    let are_words = || !symbols.iter().any(is_found) && !symbols.iter().all(|symbol| is_symbol(symbol));
    let is_one = symbols.len() > 1 && !symbols.iter().all(is_found) && (are_words() || is_found(&whole()));
    if is_one { vec![whole()] } else { symbols.to_vec() }
}

/// The error for a member that was typed beside a symbol.
fn whose_vote(record: &Record, typed: &str, symbols: &[String]) -> Option<Error> {
    let is_member = symbols.len() > 1 && record.members().list(typed).is_ok();
    let whose = || format!("'{typed}' is no symbol: for its votes alone add --members {}", quoted(typed));
    is_member.then(|| Error::usage(whose()))
}

fn is_found(record: &Record, typed: &str) -> bool {
    !matches!(record.find(typed), Found::Nothing { .. })
}

/// The roll calls of the one of these documents that meets the conditions.
///
/// # Errors
/// When none or several of them do.
fn meant(
    record: &Record, typed: &str, documents: Vec<(String, Vec<RollCallId>)>, options: &SelectionOptions,
) -> Result<Vec<RollCallId>, Error> {
    let all = documents.iter().flat_map(|(_, ids)| ids.iter().copied()).collect::<Vec<_>>();
    let met = meeting(record, &all, options, "")?;
    let is_met = |(_, ids): &(String, Vec<RollCallId>)| ids.iter().any(|id| met.contains(id));
    let mut left: Vec<_> = documents.into_iter().filter(is_met).collect();
    if left.len() == 1 {
        return Ok(left.remove(0).1);
    }
    Err(ambiguous(record, typed, &left))
}

/// Those of these roll calls that meet the conditions; if none does, the error begins with `what`.
///
/// # Errors
/// When a condition names an unknown member, or none of them meets the conditions.
fn meeting(
    record: &Record, ids: &[RollCallId], options: &SelectionOptions, what: &str,
) -> Result<Vec<RollCallId>, Error> {
    let selection = options.selection(record.members())?;
    let met: Vec<RollCallId> = ids.iter().copied().filter(|id| selection.holds(record, *id)).collect();
    let left_out = left_out(record, ids, &selection);
    if met.is_empty() {
        let conditions = each(options, record)?;
        let unmet = unmet_among(record, ids, &conditions);
        return Err(Error::nothing(format!("{what}{}", absence::unmet_among(record, ids, unmet))).hints(left_out));
    }
    note(&left_out, options);
    Ok(met)
}

/// The roll calls of a record that meet the conditions, each of the sessions, years and topics of which some meet.
///
/// # Errors
/// When a condition names an unknown member, or when no roll call meets them, or one of several that are named.
pub(super) fn selected(loaded: &Loaded, options: &SelectionOptions) -> Result<Vec<RollCallId>, Error> {
    for alone in options.alternatives() {
        met_by(loaded, &alone)?;
    }
    any_of(loaded, options)
}

/// The same where it does not matter that nothing meets one of several sessions, years or topics.
///
/// # Errors
/// When a condition names an unknown member, or when no roll call meets them.
pub(super) fn any_of(loaded: &Loaded, options: &SelectionOptions) -> Result<Vec<RollCallId>, Error> {
    let (ids, left_out) = met_by(loaded, options)?;
    note(&left_out, options);
    Ok(ids)
}

/// The roll calls that meet the conditions, with what is said of those that these leave out.
fn met_by(loaded: &Loaded, options: &SelectionOptions) -> Result<(Vec<RollCallId>, Vec<String>), Error> {
    let record = &loaded.record;
    let selection = options.selection(record.members())?;
    let ids = selection.of(record);
    let left_out = left_out(record, &record.ids().collect::<Vec<_>>(), &selection);
    if ids.is_empty() {
        let why = Unmet::of(record, &selection, &each(options, record)?);
        return Err(not_in(loaded, absence::unmet(record, &why)).hints(left_out));
    }
    Ok((ids, left_out))
}

/// What is said of roll calls that `--adopted` or `--failed` leave out because it is not known how they ended, of those that
/// `--tally` leaves out because their numbers are not, and of those that `--year`, `--from` and `--to` leave out because their
/// days are not known.
fn left_out(record: &Record, ids: &[RollCallId], selection: &Selection) -> Vec<String> {
    let is_meant = |others: &Selection, id: &RollCallId| others.holds(record, *id);
    let others = Selection { adopted: None, ..selection.clone() };
    let open = |id: &&RollCallId| record.outcome(**id).is_none() && is_meant(&others, id);
    let open = if selection.adopted.is_some() { ids.iter().filter(open).count() } else { 0 };
    let flag = if selection.adopted == Some(true) { "--adopted" } else { "--failed" };
    let open = (open > 0).then(|| format!("{flag} leaves out {}: how they ended is not known", roll_calls(open)));
    let others = Selection { tallies: Vec::new(), ..selection.clone() };
    let unknown = |id: &&RollCallId| selection.lacks_numbers(record, **id) && is_meant(&others, id);
    let unknown = ids.iter().filter(unknown).count();
    let unknown =
        (unknown > 0).then(|| format!("--tally leaves out {}: their numbers are not known", roll_calls(unknown)));
    let others = Selection { from: None, to: None, years: Vec::new(), ..selection.clone() };
    let no_day = |id: &&RollCallId| selection.is_in_time(record.roll_call(**id)).is_none() && is_meant(&others, id);
    let no_day: Vec<RollCallId> = ids.iter().filter(no_day).copied().collect();
    open.into_iter()
        .chain(unknown)
        .chain((!no_day.is_empty()).then(|| absence::no_day(record, &no_day, selection)))
        .collect()
}

fn note(texts: &[String], options: &SelectionOptions) {
    texts.iter().filter(|_| !options.quiet).for_each(|text| crate::render::tell(&format!("note: {text}")));
}

/// All roll calls on the question of the one with this symbol that meet the conditions.
///
/// # Errors
/// When no roll call or several questions have the symbol, or no vote of the series meets the conditions.
pub(super) fn series_of(loaded: &Loaded, symbol: &str, options: &SelectionOptions) -> Result<Vec<RollCallId>, Error> {
    let record = &loaded.record;
    // Conditions on time apply to the series only; the others also choose among the roll calls with the symbol.
    let choice = options.at_any_time();
    let named = named(loaded, &[symbol.to_owned()], &choice)?;
    let links = Links::of(record);
    let mut all: Vec<Vec<RollCallId>> = named.iter().map(|id| links.series(*id)).collect();
    all.dedup();
    let [series] = all.as_slice() else {
        return Err(several(record, symbol, &named, " of several questions", "--matter"));
    };
    meeting(record, series, options, &format!("no vote of the series of {symbol}: "))
}

/// Each condition on its own, to find out which one was not met.
fn each(options: &SelectionOptions, record: &Record) -> Result<Vec<Condition>, Error> {
    let condition = |(typed, alone): (String, SelectionOptions)| {
        let texts = alone.topic.iter().chain(&alone.subject).chain(&alone.agenda);
        let words = texts.flat_map(|text| text.split_whitespace()).map(ToOwned::to_owned).collect();
        Ok(Condition { typed, words, selection: alone.selection(record.members())? })
    };
    options.each().into_iter().map(condition).collect()
}

/// Finds one member; a group is refused.
///
/// # Errors
/// When it is a group, or not known.
pub(super) fn one_member(members: &Members, name: &str) -> Result<MemberId, Error> {
    let found = members.find(name);
    if let Some(group) = members.group(name).filter(|_| found.is_err()) {
        let next = format!(
            "`unvote groups {}` lists them; `unvote compare {} US` tells how they vote",
            group.code, group.code
        );
        return Err(
            Error::usage(format!("'{name}' is a group ({}): name one of its members", group.name)).hints([next])
        );
    }
    Ok(found?)
}

/// Finds a group by its code or name.
///
/// # Errors
/// When there is none of that name.
pub(super) fn one_group<'m>(members: &'m Members, name: &str) -> Result<&'m Group, Error> {
    members.group(name).ok_or_else(|| {
        let hint = members.list(name).is_ok().then(|| format!("`unvote members {name}` shows who that is"));
        Error::usage(format!("no group is called '{name}'{}", members.nearest_groups(name))).hints(hint)
    })
}

/// What members are compared with: one member, a group or a list.
#[derive(Debug)]
pub(super) struct Reference {
    /// Its members.
    pub list: MemberList,
    /// What it is called in a table: the code of a member or group, or the list as it was typed.
    pub code: String,
}

impl Reference {
    /// Reads the reference that was typed after `--with`.
    ///
    /// # Errors
    /// When a name in it is not known.
    pub(super) fn new(members: &Members, typed: &str) -> Result<Self, Error> {
        let list = members.list(typed)?;
        let code = match (members.find(typed), members.group(typed)) {
            (Ok(member), _) => members.get(member).code,
            (Err(_), Some(group)) => group.code,
            (Err(_), None) => typed.trim(),
        };
        Ok(Self { code: code.to_owned(), list })
    }
}
