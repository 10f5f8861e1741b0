//! Tables that people make themselves: a row for each vote, a row for each roll call with members in columns, or a row
//! for each member with roll calls in columns. Columns are recognised by name.

mod calls;
mod cells;
mod long;
mod roles;
#[cfg(test)]
mod tests;
mod transposed;
mod wide;

pub(super) use long::FORMAT as LONG;
pub(super) use transposed::FORMAT as TRANSPOSED;
pub(super) use wide::FORMAT as WIDE;

pub(super) use cells::{coding, enter};

use super::format::Columns;

/// The column that holds a field of the roll call, as the user says or by its name.
pub(super) fn column(role: &str, columns: &Columns, told: &[(String, String)]) -> Option<usize> {
    roles::columns(columns, told).into_iter().find(|(known, _)| *known == role).map(|(_, at)| at)
}

/// What a user can say that a column holds, the three that a table needs first.
pub(crate) fn roles() -> Vec<&'static str> {
    let needed = ["resolution", "member", "vote"];
    needed.into_iter().chain(roles::names().filter(|role| !needed.contains(role))).collect()
}

/// Whether a column of this name (in lower case) holds members.
pub(super) fn is_member_column(name: &str) -> bool {
    super::cells::member_columns::MEMBER.contains(&name)
}

/// Whether a row of a table of members in rows is about the roll calls, and holds this field of theirs.
pub(super) fn is_row_of(role: &str, label: &str) -> bool {
    roles::of_name(&label.to_lowercase()) == Some(role)
}
