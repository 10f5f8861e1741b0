//! Tables that people make themselves: a row for each vote, a row for each roll call with members in columns, or a row
//! for each member with roll calls in columns. Columns are recognised by name.

mod calls;
mod cells;
mod long;
mod roles;
#[cfg(test)]
mod tests;
mod totals;
mod transposed;
mod wide;

pub(super) use long::FORMAT as LONG;
pub(super) use totals::FORMAT as TOTALS;
pub(super) use transposed::FORMAT as TRANSPOSED;
pub(super) use wide::FORMAT as WIDE;

pub(super) use cells::{coding, enter};
pub(super) use roles::{columns as role_columns, enter as enter_role, has_identity, roll_call, settle as settle_roles};

pub(super) use roles::{expected, value_of};

use super::format::{Columns, Context};

/// The column that holds a field of the roll call, as the user says or by its name.
pub(super) fn column(role: &str, columns: &Columns, told: &[(String, String)]) -> Option<usize> {
    roles::columns(columns, told).into_iter().find(|(known, _)| *known == role).map(|(_, at)| at)
}

/// Adds the values that the user gives for the whole table, in the place of columns that it does not have.
pub(super) fn add_values(columns: &mut Columns, context: &Context<'_>) {
    for (role, value) in &context.options.map {
        if let Some(meant) = value_of(role, value, context).filter(|_| columns.told(value).is_none()) {
            columns.add(value, meant);
        }
    }
}

/// What a user can say that a column holds, the three that a table needs first.
pub(crate) fn roles() -> Vec<&'static str> {
    let needed = ["resolution", "member", "vote"];
    needed.into_iter().chain(roles::names().filter(|role| !needed.contains(role))).collect()
}

/// Whether a table has a column of votes.
pub(super) fn has_votes(columns: &Columns) -> bool {
    long::has_votes(columns, &[])
}

/// Whether a column of this name (in lower case) holds members.
pub(super) fn is_member_column(name: &str) -> bool {
    super::cells::member_columns::MEMBER.contains(&name)
}

/// Whether a row of a table of members in rows is about the roll calls, and holds this field of theirs.
pub(super) fn is_row_of(role: &str, label: &str) -> bool {
    roles::of_name(&label.to_lowercase()) == Some(role)
}
