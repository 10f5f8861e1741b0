//! Tables with a row for each roll call and lists of names in cells: `['Poland', 'Syria']`, or names with commas, semicolons
//! or bars between. Their columns are known by the words that stand above lists elsewhere.

use super::headings;
use super::lists::{Namer, list};
use super::{enter_all, not_understood};
use crate::record::{Record, Vote};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::who::{Letters, Voter};
use crate::source::format::{Columns, Context, Fit, Format, Head, Ledger, Recognised, Row, Rows, SourceError};
use crate::source::tables::{has_identity, role_columns, roll_call};

/// The format of tables with lists of names in cells.
pub(crate) const FORMAT: Format =
    Format { name: "table, one row a roll call with lists of names in cells", terms: "", fits, read };

/// How many rows are looked at for a list.
const LOOKED_AT: usize = 20;

/// The columns that hold lists, by their names.
fn lists(columns: &Columns) -> Vec<(Vote, usize)> {
    let vote = |(at, name): (usize, &String)| headings::vote(&name.replace('_', " ")).map(|vote| (vote, at));
    columns.names.iter().enumerate().filter_map(vote).collect()
}

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    let columns = lists(&head.columns);
    let has = |vote: Vote| columns.iter().any(|(own, _)| *own == vote);
    // A tally has numbers under the same names, and who was against beside them.
    if !head.is_table() || head.is_answer() || !has(Vote::Yes) || !(has(Vote::No) || has(Vote::Abstain)) {
        return Fit::No;
    }
    let mut rows = Rows::new("", head.begins.as_bytes(), head.delimiter());
    let mut namer = Namer::new(context.members);
    let mut is_list = |cell: &str| cell.starts_with('[') || !list(cell, 0, cell.len(), &mut namer).known.is_empty();
    for at in 0..=LOOKED_AT {
        let Ok(Some(row)) = rows.read() else { break };
        if at > 0 && columns.iter().any(|(_, column)| is_list(row.get(*column))) {
            let roles = roles(&head.columns, &columns, context);
            return if has_identity(&roles) { Fit::Yes } else { Fit::Lacks(vec!["resolution"]) };
        }
    }
    Fit::No
}

/// The columns that hold something of the roll call, without those of lists.
fn roles(columns: &Columns, lists: &[(Vote, usize)], context: &Context<'_>) -> Vec<(&'static str, usize)> {
    let mut roles = role_columns(columns, &context.options.map);
    roles.retain(|(_, column)| !lists.iter().any(|(_, list)| list == column));
    roles
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    let mut namer = Namer::new(context.members);
    for one in inputs {
        ballots.source(FORMAT.origin(one), one.order);
        ballots.who.settle(Letters::told(context.options).or(Some(Letters::Iso)), Letters::Iso, ledger);
        let columns = &one.head.columns;
        let lists = lists(columns);
        let roles = roles(columns, &lists, context);
        let is_read = |column| lists.iter().any(|(_, at)| *at == column) || roles.iter().any(|(_, at)| *at == column);
        ledger.unread(columns, is_read);
        one.each_row(ledger, |row, ledger| {
            let Some(roll_call) = roll_call(row, &roles, &mut ballots, ledger) else {
                return ledger.skip("rows that do not say which roll call they belong to", row.line, row.get(0));
            };
            let id = ballots.begin(roll_call);
            let voters = voters(row, &lists, &mut namer, &mut ballots, ledger);
            enter_all(&voters, id, &mut ballots, ledger);
        })?;
    }
    Ok(ballots.builder.finish())
}

/// Who stands in the lists of a row.
fn voters(
    row: &Row<'_>, lists: &[(Vote, usize)], namer: &mut Namer<'_>, ballots: &mut Ballots, ledger: &mut Ledger,
) -> Vec<(Voter, Vote, u64)> {
    let mut voters = Vec::new();
    for (vote, column) in lists {
        let cell = plain(row.get(*column));
        let list = list(&cell, 0, cell.len(), namer);
        let members = ballots.builder.members().clone();
        list.unknown.iter().for_each(|(name, _)| not_understood(&members, name, row.line, ledger));
        if list.end < cell.trim_end().len() && !list.nobody {
            not_understood(&members, &cell[list.end..], row.line, ledger);
        }
        for (name, _) in &list.known {
            voters.extend(ballots.who.named(name, row.line, ledger).map(|voter| (voter, *vote, row.line)));
        }
    }
    voters
}

/// A cell without the brackets and quotes of a list in Python, R or JSON; each name on a line of its own.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let inner = [("c(", ")"), ("[", "]"), ("{", "}"), ("(", ")")];
    let inner = inner.iter().find_map(|(open, close)| cell.strip_prefix(open)?.strip_suffix(close)).unwrap_or(cell);
    let mut plain = String::with_capacity(inner.len());
    let (mut quote, mut letters) = (None, inner.chars().peekable());
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), close) if open == close => {
                quote = None;
                plain.push('\n');
            }
            // What follows a mark or begins the list opens a name; `Côte d'Ivoire` has an apostrophe.
            (None, '"' | '\'') if plain.trim_end().is_empty() || plain.ends_with(['\n', ' ', ',']) => {
                quote = Some(letter);
            }
            (None, ',' | ';' | '|') if plain.ends_with('\n') => {}
            (_, '\\') => plain.extend(letters.next()),
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_quotes_of_programs_leave_a_name_a_line() {
        for (cell, names) in [
            ("['Poland', 'Syria']", "Poland\n Syria\n"),
            (r#"["Côte d'Ivoire", 'Syria']"#, "Côte d'Ivoire\n Syria\n"),
            (r#"c("Iran, Islamic Rep.", "Syria")"#, "Iran, Islamic Rep.\n Syria\n"),
            ("Poland; Syria", "Poland; Syria"),
            ("Côte d'Ivoire, Syria", "Côte d'Ivoire, Syria"),
            ("[]", ""),
            ("", ""),
        ] {
            assert_eq!(plain(cell), names, "{cell}");
        }
    }
}
