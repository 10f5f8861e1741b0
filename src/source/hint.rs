//! The line to type that reads a table whose columns have names of their own: found by what stands in them, and tried
//! before it is told. It reads no file beyond its beginning.

use std::path::Path;

use super::cells::ballots::Ballots;
use super::cells::codes::{self, VoteCell};
use super::cells::who::Named;
use super::format::{Context, Fit, Head, Options, Rows};
use super::{FORMATS, TABLES, tables};
use crate::members::suggest::quoted;
use crate::record::{Body, Symbol, Words as _};

/// How many rows are looked at.
const ROWS: usize = 200;
/// How many columns are looked at.
const COLUMNS: usize = 64;
/// What each of the three roles can be for the whole table, where no column shows it.
const FOR_ALL: [(&str, &str); 3] = [("resolution", "A/RES/ES-11/1"), ("member", "France"), ("vote", "against")];

/// The advice on a table in no known format, which lies at this path.
pub(super) fn line(path: &Path, head: &Head, context: &Context<'_>) -> String {
    let path = quoted(&path.to_string_lossy());
    let line = |roles: &[(String, String)]| {
        let roles = roles.iter().map(|(role, column)| format!("{role}={column}")).collect::<Vec<_>>().join(",");
        format!("unvote data --data {path} --roles {}", quoted(&roles))
    };
    let told = &context.options.map;
    let is_told = |role: &str| told.iter().any(|(named, _)| named.eq_ignore_ascii_case(role));
    let lacking = FOR_ALL.into_iter().filter(|(role, _)| !is_told(role) && !has(head, role, context));
    let by_cells = by_cells(head, context);
    let column = |role: &str| by_cells.iter().find(|(of, _)| *of == role).map(|(_, column)| column.clone());
    let pair = |(role, for_all): (&str, &str)| {
        let column = column(role);
        (column.is_none(), (role.to_owned(), column.unwrap_or_else(|| for_all.to_owned())))
    };
    let lacking: Vec<(bool, (String, String))> = lacking.map(pair).collect();
    // One role alone may be enough, as where members stand in columns.
    for pairs in lacking.iter().map(std::slice::from_ref).chain([&lacking[..]]) {
        let with = |pairs: &[(bool, (String, String))]| -> Vec<_> {
            told.iter().chain(pairs.iter().map(|(_, pair)| pair)).cloned().collect()
        };
        if pairs.iter().filter(|(for_all, _)| *for_all).count() > 1 || !fits(head, &with(pairs), context) {
            continue;
        }
        let line = line(&with(pairs));
        return match pairs.iter().find(|(for_all, _)| *for_all).map(|(_, (role, _))| role.as_str()) {
            Some("resolution") => format!("if it is one roll call, name it by its symbol: {line}"),
            Some("member") => format!("if all votes are one member's, name it: {line}"),
            Some(_) => format!("if all members voted alike, say how: {line}"),
            None => format!("by what stands in its columns: {line}"),
        };
    }
    let name = |(role, _): (&str, &str)| (role.to_owned(), column(role).unwrap_or_else(|| "NAME".to_owned()));
    let named: Vec<_> = FOR_ALL.into_iter().filter(|(role, _)| !has(head, role, context)).map(name).collect();
    format!("say which columns hold these: {}", line(&named))
}

/// Whether a table of one's own has a role by the name of a column.
fn has(head: &Head, role: &str, context: &Context<'_>) -> bool {
    let lacks = FORMATS.iter().filter(|format| format.name == tables::LONG.name).map(|one| (one.fits)(head, context));
    lacks.into_iter().all(|fit| matches!(fit, Fit::Lacks(lacks) if !lacks.contains(&role)))
}

/// Whether a table is read with these roles.
fn fits(head: &Head, map: &[(String, String)], context: &Context<'_>) -> bool {
    let options = Options { map: map.to_vec(), ..context.options.clone() };
    let context = Context { members: context.members, options: &options };
    let mut head = head.clone();
    tables::add_values(&mut head.columns, &context);
    FORMATS.iter().any(|format| TABLES.contains(&format.name) && (format.fits)(&head, &context) == Fit::Yes)
}

/// The columns whose first cells are all symbols, votes or members, each with that role.
fn by_cells(head: &Head, context: &Context<'_>) -> Vec<(&'static str, String)> {
    let mut ballots = Ballots::new(context.members);
    let width = head.columns.names.len().min(COLUMNS);
    let (mut filled, mut counts) = (vec![0; width], vec![[0; 3]; width]);
    let mut rows = Rows::new("", head.begins.as_bytes(), head.delimiter());
    let mut read = 0;
    // The first row is the header; the last may be cut off.
    while let Ok(Some(row)) = rows.read() {
        read += 1;
        for column in (0..width).filter(|column| read > 1 && !row.get(*column).is_empty()) {
            let cell = row.get(column);
            filled[column] += 1;
            let is_code = || codes::number(cell).is_some_and(|code| (-1..10).contains(&code));
            let is_vote = matches!(codes::vote(cell), Some(VoteCell::Cast(_))) || is_code();
            // GA and SC are organs before they are Gabon and Seychelles.
            let is_member = !is_vote && Body::named(cell).is_none() && ballots.who.may_name(Named::Words, cell);
            let is_symbol = cell.parse::<Symbol>().is_ok_and(|symbol| symbol.body().is_some());
            for (count, is) in counts[column].iter_mut().zip([is_symbol, is_member, is_vote]) {
                *count += usize::from(is);
            }
        }
        if read > ROWS {
            break;
        }
    }
    let most = |column: usize, role: usize| filled[column] > 0 && counts[column][role] * 5 >= filled[column] * 4;
    let roles = (0..3).flat_map(|role| (0..width).map(move |column| (role, column)));
    let found = roles.filter(|(role, column)| most(*column, *role));
    found.map(|(role, column)| (FOR_ALL[role].0, head.columns.names[column].clone())).collect()
}
