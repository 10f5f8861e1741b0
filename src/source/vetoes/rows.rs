//! Lists of vetoes as people make them: a row for each vetoing member, or several members in a cell. There is no column of
//! votes; that a draft was vetoed follows from a header that says so, or from rows of permanent members and drafts of
//! the Council alone.

use std::collections::HashMap;

use super::draft::{self, Draft, NO_VETO, written};
use crate::members::{MemberId, Members};
use crate::record::{Body, Record, RollCallId, Symbol};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::dates;
use crate::source::cells::member_columns::MEMBER;
use crate::source::cells::numbers::empty;
use crate::source::cells::who;
use crate::source::format::{Columns, Context, DIFFER, Fit, Format, Head, Ledger, Recognised, Row, Rows, SourceError};
use crate::source::tables;

/// The format of lists of vetoes as people make them.
pub(in crate::source) const FORMAT: Format =
    Format { name: "list of vetoes, a row a draft or a vetoing member", terms: "", fits, read };

/// How many rows are looked at.
const ROWS: usize = 200;
/// More names of columns of members.
const MEMBERS: [&str; 6] =
    ["countries", "members", "member_states", "permanent member", "permanent_member", "permanent members"];
const TOPIC: &[&str] = &["topic", "issue", "situation", "subject"];

/// Which columns hold what.
struct Layout {
    draft: usize,
    members: Vec<usize>,
    meeting: Option<usize>,
    date: Option<usize>,
    title: Option<usize>,
    agenda: Option<usize>,
}

impl Layout {
    /// The layout of a table without votes that names vetoed drafts and permanent members.
    fn of(head: &Head, context: &Context<'_>) -> Option<Self> {
        let (columns, told) = (&head.columns, &context.options.map);
        let is_told = |role: &str| told.iter().any(|(named, _)| named.eq_ignore_ascii_case(role));
        if is_told("vote") || tables::has_votes(columns) {
            return None;
        }
        let column = |role| tables::column(role, columns, told);
        let draft = column("draft").or_else(|| column("resolution"))?;
        let names = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..columns.names.len()).filter(|at| is(&columns.names[*at]) && *at != draft).collect()
        };
        let vetoing = lists(head, draft, &names(&|name| name.contains("veto")), context.members);
        let members = if vetoing.is_empty() {
            let members = names(&|name| MEMBER.contains(&name) || MEMBERS.contains(&name));
            lists(head, draft, &members, context.members)
        } else {
            vetoing
        };
        let date = column("date").or_else(|| columns.find(&["year"]));
        let agenda = column("agenda").or_else(|| columns.find(TOPIC));
        let (meeting, title) = (column("meeting"), column("title"));
        (!members.is_empty()).then_some(Self { draft, members, meeting, date, title, agenda })
    }

    fn reads(&self, column: usize) -> bool {
        let others = [Some(self.draft), self.meeting, self.date, self.title, self.agenda];
        self.members.contains(&column) || others.contains(&Some(column))
    }
}

/// Those of the columns that name permanent members and nothing else in the first rows, each of which names a draft of
/// the Council.
fn lists(head: &Head, draft: usize, columns: &[usize], members: &Members) -> Vec<usize> {
    let mut rows = Rows::new("", head.begins.as_bytes(), head.delimiter());
    let (mut filled, mut fits) = (vec![false; columns.len()], vec![true; columns.len()]);
    let mut read = 0;
    while let Ok(Some(row)) = rows.read() {
        read += 1;
        // The first row is the header; the last one may be cut off.
        if read == 1 || row.len() != head.columns.names.len() || row.fields().all(str::is_empty) {
            continue;
        }
        if !is_draft(row.get(draft)) {
            return Vec::new();
        }
        for ((column, filled), fits) in columns.iter().zip(&mut filled).zip(&mut fits) {
            let cell = empty(row.get(*column));
            *filled |= !cell.is_empty();
            let is_one = |piece: &String| who::member(members, piece).is_some_and(|one| is_permanent(members, one));
            *fits &= cell.is_empty() || pieces(cell, members).iter().all(is_one);
        }
        if read > ROWS {
            break;
        }
    }
    let of_members = columns.iter().zip(filled).zip(fits).filter(|((_, filled), fits)| *filled && *fits);
    of_members.map(|((column, _), _)| *column).collect()
}

/// Whether a cell names a draft of the Security Council: what it adopted was not vetoed.
fn is_draft(cell: &str) -> bool {
    let (symbols, _) = written(cell);
    let of_council = |symbol: &Symbol| symbol.body() == Some(Body::SecurityCouncil) && !symbol.is_resolution();
    !symbols.is_empty() && symbols.iter().all(of_council)
}

fn is_permanent(members: &Members, member: MemberId) -> bool {
    let is = |code: &str| members.by_code(code) == Some(member);
    ["CHN", "FRA", "GBR", "RUS", "SUN", "USA"].into_iter().any(is)
}

/// The names in a cell: `China, Russian Federation`, `['China']`, `China and Russia`.
fn pieces(cell: &str, members: &Members) -> Vec<String> {
    let bare = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || "[]'\"".contains(c)).to_owned();
    let is_name = |text: &str| who::member(members, text).is_some();
    let whole = bare(cell);
    if is_name(&whole) {
        return vec![whole];
    }
    let parts = whole.split([',', ';', '|', '\n']).map(bare).filter(|part| !part.is_empty());
    let several = |part: String| -> Vec<String> {
        if is_name(&part) {
            return vec![part];
        }
        part.split([" and ", "&", "/"].into_iter().find(|by| part.contains(by)).unwrap_or("\n")).map(bare).collect()
    };
    parts.flat_map(several).collect()
}

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if head.is_table() && Layout::of(head, context).is_some() { Fit::Yes } else { Fit::No }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        let Some(layout) = Layout::of(&one.head, context) else { continue };
        ballots.source(FORMAT.origin(one), one.order);
        ledger.unread(&one.head.columns, |column| layout.reads(column));
        ledger.note(&reads_as(&one.head.columns, &layout));
        let mut begun = HashMap::new();
        one.each_row(ledger, |row, ledger| enter(row, &layout, &mut begun, &mut ballots, ledger))?;
    }
    Ok(ballots.builder.finish())
}

/// What a table without a column of votes is taken for.
fn reads_as(columns: &Columns, layout: &Layout) -> String {
    let names: Vec<&str> = layout.members.iter().map(|column| columns.names[*column].as_str()).collect();
    format!(
        "read as vetoes of the members under {}, as no column holds votes; if they are not: --roles vote=yes",
        names.join(", ")
    )
}

fn enter(
    row: &Row<'_>, layout: &Layout, begun: &mut HashMap<String, RollCallId>, ballots: &mut Ballots, ledger: &mut Ledger,
) {
    let members = ballots.builder.members().clone();
    let mut vetoed_by = Vec::new();
    for column in &layout.members {
        for name in pieces(empty(row.get(*column)), &members) {
            let Some(voter) = ballots.who.named(&name, row.line, ledger) else { continue };
            if !is_permanent(&members, voter.member) {
                ledger.skip("vetoes of members that are not permanent", row.line, &name);
            } else if !vetoed_by.contains(&voter) {
                vetoed_by.push(voter);
            }
        }
    }
    let symbols = row.get(layout.draft);
    if vetoed_by.is_empty() {
        return ledger.skip(NO_VETO, row.line, symbols);
    }
    let [meeting, date, title, agenda] =
        [layout.meeting, layout.date, layout.title, layout.agenda].map(|column| empty(row.at(column)));
    let of_row = Draft { symbols, meeting, date, title, agenda, line: row.line, ..Draft::default() };
    let (named, rest) = written(symbols);
    let key = named.iter().map(Symbol::as_str).chain([rest.as_str()]).collect::<Vec<_>>().join(" ");
    let known = begun.get(&key).copied();
    let day = known.and_then(|id| ballots.builder.roll_call(id).date);
    if day.is_some_and(|day| dates::date(date, ballots.order).is_ok_and(|other| other != day)) {
        ledger.skip(DIFFER, row.line, symbols);
    }
    let id = known.unwrap_or_else(|| draft::begin(&of_row, ballots, ledger));
    begun.insert(key, id);
    draft::vetoed(id, &vetoed_by, &of_row, ballots, ledger);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_name_one_member_or_several() {
        let members = Members::embedded();
        for (cell, expected) in [
            ("China, Russian Federation", &["China", "Russian Federation"][..]),
            ("['China']", &["China"]),
            ("['China', 'Russia']", &["China", "Russia"]),
            ("China and Russia", &["China", "Russia"]),
            (
                "France; United Kingdom of Great Britain and Northern Ireland; USA",
                &["France", "United Kingdom of Great Britain and Northern Ireland", "USA"],
            ),
            ("US/UK", &["US", "UK"]),
        ] {
            assert_eq!(pieces(cell, &members), expected, "{cell}");
        }
    }
}
