//! What a column of a plain table can hold of a roll call, by the names that people give it, and how a cell of it is
//! entered. Votes are read elsewhere.

use crate::record::{Body, Class, Issues, Matter, OF_A_SOURCE, RecordBuilder, RollCall, Stated, Symbol};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{self, VoteCell};
use crate::source::cells::fields::{self, Field, STATED};
use crate::source::cells::numbers::{self, empty};
use crate::source::cells::{dates, who};
use crate::source::format::{Columns, Context, Ledger, Row};
use crate::source::undl::plain_title;

/// What a column can hold: the name of a field of our own schema, or the code of an issue.
pub(super) type Role = &'static str;

/// The role of the column by which a file of ours tells its roll calls apart.
pub(super) const NUMBER: Role = "roll_call";

/// The role of a column that holds the membership in some files, in others the number of votes cast.
const TOTAL: Role = "total_votes";

/// The roles, each with the names of columns (in lower case) that have it, the earlier ones first.
const ROLES: &[(Role, &[&str])] = &[
    (
        "resolution",
        &[
            "resolution", "resolutions", "symbol", "un resolution", "un_resolution", "res", "resolution_id",
            "res_number",
        ],
    ),
    ("draft", &["draft", "drafts", "draft resolution", "draft_resolution", "draft_resolution_id"]),
    ("meeting", &["meeting", "meetings", "meeting_record", "meeting record"]),
    ("committee_report", &["committee_report", "committee report"]),
    ("rcid", &["rcid", "rc_id"]),
    ("undl_id", &["undl_id", "token"]),
    ("date", &["date", "vote date", "vote_date", "meeting_date", "day"]),
    ("session", &["session", "assembly_session", "session_id"]),
    ("body", &["body", "council", "organ"]),
    ("title", &["title", "short", "name of resolution", "decision_topic"]),
    ("agenda", &["agenda", "agenda_title", "agenda_item", "agenda item"]),
    ("subjects", &["subjects", "subject", "tags", "topic tags", "topics"]),
    ("note", &["note", "vote_note"]),
    ("link", &["link", "undl_link", "un digital library link", "url"]),
    (
        "stated_yes",
        &[
            "yes", "total_yes", "total yes", "yes_votes", "yes votes", "yeas", "ayes", "yes count", "yes_count",
            "in favour", "in favor", "in_favour", "in_favor", "votes_for", "votes for", "for",
        ],
    ),
    (
        "stated_no",
        &[
            "no", "total_no", "total no", "no_votes", "nays", "no count", "no_count", "against", "votes_against",
            "votes against",
        ],
    ),
    (
        "stated_abstain",
        &[
            "abstain", "total_abstentions", "total abstentions", "abstain_votes", "abstain count", "abstain_count",
            "abstentions", "abstaining", "abstention", "abstained", "votes_abstain", "total_abstain", "total abstain",
        ],
    ),
    (
        "stated_non_voting",
        &[
            "non_voting", "total_non_voting", "total non-voting", "total non-participating", "no-vote count",
            "no vote", "non-voting", "not voting", "not_voting", "nonvoting", "absent",
        ],
    ),
    ("stated_members", &["members", "total_ms", "total voting membership", "total members"]),
    (TOTAL, &["total votes"]),
    ("important", &["importantvote", "important"]),
    ("matter", &["matter"]),
    ("modality", &["modality"]),
    (NUMBER, &["roll_call", "decision_id"]),
    ("source_name", &["source_name"]),
    ("amend", &["amend", "amendment"]),
    ("para", &["para", "paragraph"]),
];

/// Every role with the names of its columns.
fn all() -> impl Iterator<Item = (Role, &'static [&'static str])> {
    let issues = Issues::NAMES.iter().map(|(code, _)| (*code, std::slice::from_ref(code)));
    ROLES.iter().copied().chain(issues)
}

/// What a text says by itself, so that it can stand for the whole table instead of a column: a symbol, a day, a session, a
/// title of several words.
pub(in crate::source) fn value_of(role: &str, typed: &str, context: &Context<'_>) -> Option<String> {
    let known = all().map(|(role, _)| role).find(|known| role.eq_ignore_ascii_case(known.trim_start_matches(STATED)));
    let is_value = match known.unwrap_or_default() {
        "" if role.eq_ignore_ascii_case("member") => who::member(context.members, typed).is_some(),
        "" => matches!(codes::vote(typed), Some(VoteCell::Cast(_))),
        "resolution" | "draft" | "meeting" | "committee_report" => return symbol(typed),
        "title" | "agenda" | "subjects" | "note" | "source_name" => typed.contains(' '),
        "body" => body(typed).is_some(),
        "link" => record_number(typed).is_some(),
        TOTAL => numbers::count(typed).is_some(),
        NUMBER => false,
        "date" => dates::date(typed, context.options.dates).is_ok(),
        other => Field::of(other).map_or_else(
            || numbers::flag(typed).is_some(),
            |field| {
                let mut builder = RecordBuilder::new(context.members.clone());
                field.set(typed, None, &mut RollCall::default(), &mut builder).is_ok()
            },
        ),
    };
    is_value.then(|| typed.to_owned())
}

/// What a text could be besides the name of a column that holds this.
pub(in crate::source) fn expected(role: &str) -> &'static str {
    match role.to_ascii_lowercase().as_str() {
        "resolution" | "draft" | "meeting" | "committee_report" => "a symbol such as A/RES/ES-11/1",
        "date" => "a day such as 2022-03-02",
        "session" => "a session such as 79 or ES-11",
        "member" => "a member",
        "vote" => "a vote such as yes or against",
        "body" => "GA or SC",
        "title" | "agenda" | "subjects" | "note" | "source_name" => "a text of several words",
        _ => "such a value",
    }
}

/// The symbol that a person means: a whole one, or a resolution by its number.
fn symbol(typed: &str) -> Option<String> {
    let whole = typed.parse::<Symbol>().ok().filter(|symbol| symbol.body().is_some());
    // A number alone may be that of a column.
    let readings = || Symbol::readings(typed).into_iter().find(Symbol::is_resolution);
    let short = || if typed.contains(['/', '(']) { readings() } else { None };
    whole.or_else(short).map(|symbol| symbol.to_string())
}

/// The body of a name or code.
fn body(cell: &str) -> Option<Body> {
    let is_named = |body: &Body| [body.name(), body.code()].iter().any(|name| cell.eq_ignore_ascii_case(name));
    [Body::GeneralAssembly, Body::SecurityCouncil].into_iter().find(is_named)
}

/// The roles as a user names them.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|(role, _)| role.strip_prefix(STATED).unwrap_or(role))
}

/// What a column of this name (in lower case) holds.
pub(super) fn of_name(name: &str) -> Option<Role> {
    all().find(|(_, names)| names.contains(&name)).map(|(role, _)| role)
}

/// The columns that hold something of the roll call, as the user says or by their names.
pub(in crate::source) fn columns(columns: &Columns, told: &[(String, String)]) -> Vec<(Role, usize)> {
    let column = |(role, names): (Role, &[&str])| {
        let word = role.strip_prefix(STATED).unwrap_or(role);
        let at = match told.iter().find(|(named, _)| named.eq_ignore_ascii_case(word)) {
            Some((_, column)) => columns.told(column),
            None => columns.find(names),
        };
        at.map(|at| (role, at))
    };
    all().filter_map(column).collect()
}

/// Whether these columns identify a roll call.
pub(in crate::source) fn has_identity(roles: &[(Role, usize)]) -> bool {
    roles.iter().any(|(role, _)| matches!(*role, "resolution" | "draft" | "rcid" | "undl_id" | NUMBER))
}

/// The roll call that a row describes, if the row identifies one.
pub(in crate::source) fn roll_call(
    row: &Row<'_>, roles: &[(Role, usize)], ballots: &mut Ballots, ledger: &mut Ledger,
) -> Option<RollCall> {
    let mut one = RollCall::new(Body::GeneralAssembly);
    for (role, column) in roles {
        enter(&mut one, role, row.get(*column), row.line, ballots, ledger);
    }
    settle(&mut one, is_total(roles.iter().map(|(role, _)| *role)), ballots);
    let known = !one.resolution.is_empty()
        || !one.draft.is_empty()
        || !one.meeting.is_empty()
        || one.rcid.is_some()
        || one.undl_id.is_some();
    let numbered = || roles.iter().any(|(role, column)| *role == NUMBER && !row.get(*column).is_empty());
    (known || numbered()).then_some(one)
}

/// Enters a cell into a roll call.
pub(in crate::source) fn enter(
    one: &mut RollCall, role: Role, cell: &str, line: u64, ballots: &mut Ballots, ledger: &mut Ledger,
) {
    let cell = empty(cell);
    if cell.is_empty() {
        return;
    }
    if let Some(issues) = one.issues.with(role) {
        if fields::is_set(cell, line, ledger) {
            one.issues = issues;
        }
        return;
    }
    match role {
        "title" => return one.title = ballots.builder.text(plain_title(cell)),
        NUMBER => return,
        TOTAL if one.stated.members.is_some() => return,
        "source_name" => {
            one.note = ballots.builder.text(&format!("{cell}{OF_A_SOURCE}"));
            return;
        }
        "amend" | "para" => {
            let matter = if role == "amend" { Matter::Amendment } else { Matter::Paragraph };
            // What is marked as both is an amendment, as in Voeten's data.
            if fields::is_set(cell, line, ledger) && one.matter != Matter::Amendment {
                one.matter = matter;
            }
            return;
        }
        "link" => one.undl_id = one.undl_id.or_else(|| record_number(cell)),
        "body" => {
            if let Some(body) = body(cell) {
                return one.body = body;
            }
        }
        _ => {}
    }
    // A column of symbols may hold drafts: a failed draft has no other symbol.
    let in_resolution = role == "resolution" && one.draft.is_empty();
    let symbol = if in_resolution { cell.parse::<Symbol>().ok() } else { None };
    let role = match symbol.map(|symbol| (symbol.is_resolution(), symbol.class().clone())) {
        Some((false, Class::Meeting)) => "meeting",
        Some((false, _)) => "draft",
        None if role == TOTAL => "stated_members",
        _ => role,
    };
    fields::enter(one, role, (cell, line), ballots, ledger);
}

/// Whether only a column of this kind tells of the membership.
pub(super) fn is_total(mut roles: impl Iterator<Item = Role> + Clone) -> bool {
    roles.clone().all(|role| role != "stated_members") && roles.any(|role| role == TOTAL)
}

/// Settles what follows from the symbols: the body, and the session where no column has it; and whether a total is that of
/// the members.
pub(in crate::source) fn settle(one: &mut RollCall, is_total: bool, ballots: &Ballots) {
    // No more than the votes cast, it is their number and says nothing of those that did not vote.
    let Stated { yes, no, abstain, non_voting, members } = one.stated;
    let cast = yes.zip(no).zip(abstain).map(|((yes, no), abstain)| yes.saturating_add(no).saturating_add(abstain));
    if is_total && (cast.is_none() || members <= cast) && (members != cast || non_voting != Some(0)) {
        one.stated.members = None;
    }
    let symbol = |text| ballots.builder.string(text).parse::<Symbol>().ok();
    let symbols = [symbol(one.resolution), symbol(one.draft)];
    if symbols.iter().flatten().any(|symbol| symbol.body() == Some(Body::SecurityCouncil)) {
        one.body = Body::SecurityCouncil;
    }
    if one.body == Body::GeneralAssembly && one.session.is_none() {
        one.session = symbols.iter().flatten().find_map(Symbol::session);
    }
}

/// The number of a record in the Digital Library's address of it.
fn record_number(link: &str) -> Option<u64> {
    let (_, number) = link.split_once("digitallibrary.un.org/record/")?;
    number.split(['?', '/', '#']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_number_is_read_from_its_address() {
        assert_eq!(record_number("https://digitallibrary.un.org/record/4076673"), Some(4_076_673));
        assert_eq!(record_number("https://digitallibrary.un.org/record/4076673?ln=en"), Some(4_076_673));
        assert_eq!(record_number("https://example.org/4076673"), None);
    }

    #[test]
    fn what_the_user_names_goes_before_what_the_file_names() {
        let header = Columns::new(["Resolution", "My Symbol", "No", "Topic Tags"]);
        let told = [("resolution".to_owned(), "My Symbol".to_owned())];
        assert_eq!(columns(&header, &[]), [("resolution", 0), ("subjects", 3), ("stated_no", 2)]);
        assert_eq!(columns(&header, &told)[0], ("resolution", 1));
    }
}
