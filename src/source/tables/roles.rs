//! What a column of a plain table can hold of a roll call, by the names that people give it, and how a cell of it is
//! entered. It knows no votes.

use super::super::ballots::{self, Ballots, empty};
use super::super::{Columns, Ledger, Row, dates, numbers, own::shortened, undl};
use crate::record::{Body, Issues, RollCall, Symbol};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Resolution,
    Draft,
    Meeting,
    CommitteeReport,
    Rcid,
    UndlId,
    Date,
    Session,
    Body,
    Title,
    Agenda,
    Subjects,
    Note,
    Link,
    Yes,
    No,
    Abstain,
    NonVoting,
    Members,
    Important,
    /// One of Voeten's issues, by its place.
    Issue(usize),
}

/// Each role with the word by which the user names it, and the columns that have it in files. In the order in which a
/// column is sought.
const ROLES: &[(Role, &str, &[&str])] = &[
    (Role::Resolution, "resolution", &["resolution", "resolutions", "symbol", "un resolution", "un_resolution", "res"]),
    (Role::Draft, "draft", &["draft", "drafts", "draft resolution", "draft_resolution"]),
    (Role::Meeting, "meeting", &["meeting", "meetings", "meeting_record", "meeting record"]),
    (Role::CommitteeReport, "committee_report", &["committee_report", "committee report"]),
    (Role::Rcid, "rcid", &["rcid"]),
    (Role::UndlId, "undl_id", &["undl_id", "token"]),
    (Role::Date, "date", &["date", "vote date", "vote_date", "day"]),
    (Role::Session, "session", &["session"]),
    (Role::Body, "body", &["body", "council", "organ"]),
    (Role::Title, "title", &["title", "short", "name of resolution"]),
    (Role::Agenda, "agenda", &["agenda", "agenda_title", "agenda_item", "agenda item"]),
    (Role::Subjects, "subjects", &["subjects", "subject", "tags", "topic tags", "topics"]),
    (Role::Note, "note", &["note", "vote_note"]),
    (Role::Link, "link", &["link", "undl_link", "un digital library link", "url"]),
    (Role::Yes, "yes", &["yes", "total_yes", "yes count", "in favour"]),
    (Role::No, "no", &["no", "total_no", "no count", "against"]),
    (Role::Abstain, "abstain", &["abstain", "total_abstentions", "abstain count", "abstentions", "abstaining"]),
    (Role::NonVoting, "non_voting", &["non_voting", "total_non_voting", "no-vote count", "no vote", "non-voting"]),
    (Role::Members, "members", &["members", "total_ms", "total votes"]),
    (Role::Important, "important", &["importantvote", "important"]),
    (Role::Issue(0), "me", &["me"]),
    (Role::Issue(1), "nu", &["nu"]),
    (Role::Issue(2), "di", &["di"]),
    (Role::Issue(3), "hr", &["hr"]),
    (Role::Issue(4), "co", &["co"]),
    (Role::Issue(5), "ec", &["ec"]),
];

/// Whether a column of this name holds something of the roll call.
pub fn of_name(name: &str) -> Option<Role> {
    ROLES.iter().find(|(_, _, names)| names.contains(&name)).map(|(role, ..)| *role)
}

/// The column with this role: the one that the user names, else the first of a known name.
pub fn column(columns: &Columns, told: &[(String, String)], role: &str) -> Option<usize> {
    let named = told.iter().find(|(named, _)| named.eq_ignore_ascii_case(role));
    match named {
        Some((_, column)) => columns.find(&[column.to_lowercase().as_str()]),
        None => ROLES.iter().find(|(_, word, _)| *word == role).and_then(|(.., names)| columns.find(names)),
    }
}

/// The columns of a header that hold something of the roll call, with what.
pub fn columns(columns: &Columns, told: &[(String, String)]) -> Vec<(Role, usize)> {
    ROLES.iter().filter_map(|(role, word, _)| Some((*role, column(columns, told, word)?))).collect()
}

/// Whether any column tells which roll call it is.
pub fn has_identity(roles: &[(Role, usize)]) -> bool {
    roles.iter().any(|(role, _)| matches!(role, Role::Resolution | Role::Draft | Role::Rcid | Role::UndlId))
}

/// The roll call of a row; `None` when its cells do not tell which it is.
pub fn roll_call(
    row: &Row<'_>,
    roles: &[(Role, usize)],
    ballots: &mut Ballots,
    ledger: &mut Ledger,
) -> Option<RollCall> {
    let mut one = RollCall::new(Body::GeneralAssembly);
    for (role, column) in roles {
        enter(&mut one, *role, row.get(*column), row.line, ballots, ledger);
    }
    settle(&mut one, ballots);
    let known = !one.resolution.is_empty() || !one.draft.is_empty() || one.rcid.is_some() || one.undl_id.is_some();
    known.then_some(one)
}

/// Enters what a cell says of a roll call.
pub fn enter(one: &mut RollCall, role: Role, cell: &str, line: u64, ballots: &mut Ballots, ledger: &mut Ledger) {
    let cell = empty(cell);
    if cell.is_empty() {
        return;
    }
    let builder = &mut ballots.builder;
    match role {
        Role::Resolution => {
            let text = ballots::symbols(builder, cell, line, ledger);
            // A column of symbols may hold drafts: what failed has no other.
            let class = builder.string(text).parse::<Symbol>().map(|symbol| symbol.is_resolution());
            if class == Ok(false) && one.draft.is_empty() { one.draft = text } else { one.resolution = text }
        }
        Role::Draft => one.draft = ballots::symbols(builder, cell, line, ledger),
        Role::Meeting => one.meeting = ballots::symbols(builder, cell, line, ledger),
        Role::CommitteeReport => one.committee_report = ballots::symbols(builder, cell, line, ledger),
        Role::Rcid => one.rcid = number(numbers::key(cell), cell, line, ledger),
        Role::UndlId => one.undl_id = number(numbers::whole(cell), cell, line, ledger),
        Role::Date => {
            one.date = dates::date(cell);
            if one.date.is_none() {
                ledger.skip("dates that do not exist", line, shortened(cell));
            }
        }
        Role::Session => {
            one.session = cell.parse().ok();
            if one.session.is_none() {
                ledger.skip("sessions that are none", line, shortened(cell));
            }
        }
        Role::Body => match body(cell) {
            Some(body) => one.body = body,
            None => ledger.skip("bodies other than the two that are known", line, shortened(cell)),
        },
        Role::Title => one.title = builder.text(undl::plain_title(cell)),
        Role::Agenda => one.agenda = builder.text(cell),
        Role::Subjects => one.subjects = builder.text(cell),
        Role::Note => one.note = builder.text(cell),
        Role::Link => {
            one.link = builder.text(cell);
            one.undl_id = one.undl_id.or_else(|| record_number(cell));
        }
        Role::Yes => one.stated.yes = ballots::count(cell, line, ledger),
        Role::No => one.stated.no = ballots::count(cell, line, ledger),
        Role::Abstain => one.stated.abstain = ballots::count(cell, line, ledger),
        Role::NonVoting => one.stated.non_voting = ballots::count(cell, line, ledger),
        Role::Members => one.stated.members = ballots::count(cell, line, ledger),
        Role::Important => one.important = flag(cell, line, ledger),
        Role::Issue(place) => {
            if flag(cell, line, ledger) {
                one.issues = one.issues.with(Issues::NAMES[place].0).unwrap_or(one.issues);
            }
        }
    }
}

/// What follows from the symbol where no column says so: the body and the session.
pub fn settle(one: &mut RollCall, ballots: &Ballots) {
    let symbol = |text| ballots.builder.string(text).parse::<Symbol>().ok();
    let symbols = [symbol(one.resolution), symbol(one.draft)];
    if symbols.iter().flatten().any(|symbol| symbol.body() == Some(Body::SecurityCouncil)) {
        one.body = Body::SecurityCouncil;
    }
    if one.body == Body::GeneralAssembly && one.session.is_none() {
        one.session = symbols.iter().flatten().find_map(Symbol::session);
    }
}

fn body(cell: &str) -> Option<Body> {
    let same = |body: &Body| cell.eq_ignore_ascii_case(body.name()) || cell.eq_ignore_ascii_case(body.code());
    [Body::GeneralAssembly, Body::SecurityCouncil].into_iter().find(same)
}

/// The number of a record in the Digital Library's address of it.
fn record_number(link: &str) -> Option<u64> {
    let (_, number) = link.split_once("digitallibrary.un.org/record/")?;
    number.split(['?', '/', '#']).next()?.parse().ok()
}

fn number<N>(number: Option<N>, cell: &str, line: u64, ledger: &mut Ledger) -> Option<N> {
    if number.is_none() {
        ledger.skip("numbers of roll calls that are none", line, shortened(cell));
    }
    number
}

fn flag(cell: &str, line: u64, ledger: &mut Ledger) -> bool {
    numbers::flag(cell).unwrap_or_else(|| {
        ledger.skip("flags that are neither 0 nor 1", line, shortened(cell));
        false
    })
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
        assert_eq!(columns(&header, &[]), [(Role::Resolution, 0), (Role::Subjects, 3), (Role::No, 2)]);
        assert_eq!(column(&header, &told, "resolution"), Some(1));
        assert_eq!(column(&header, &[("vote".to_owned(), "x".to_owned())], "vote"), None);
    }
}
