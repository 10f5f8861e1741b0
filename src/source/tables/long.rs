//! Tables with one row for each vote of a member. Columns are found by the names in use, or as the user names them.

use std::collections::HashMap;

use super::calls::{Calls, FIT_SEVERAL};
use super::cells::coding;
use super::roles::{self, NUMBER, Role};
use crate::record::{Origin, Record, RollCallId};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{Codes, VoteCell};
use crate::source::cells::member_columns::MemberColumns;
use crate::source::cells::numbers;
use crate::source::cells::who::Letters;
use crate::source::format::{Columns, Context, Fit, Format, Head, Ledger, NO_VOTE, Recognised, Row, SourceError};

/// The format of tables with one row for each vote.
pub(crate) const FORMAT: Format = Format { name: "long table, one row a vote", terms: "", fits, read };

/// The attribution of UNGA-DM.
const TERMS: &str = "cite: UNGA-DM, United Nations General Assembly decisions, University of Geneva, unvotes.unige.ch";
/// What stands in our own tables where the source does not give a vote.
const NOT_KNOWN: &str = "not known";
/// The columns of our own tables that say again what others say, or follow from it.
const REPEATS: [&str; 6] = ["year", "group", "position", "agrees", "score", "score_votes"];
const VOTE: &[&str] =
    &["vote", "votes", "ms_vote", "vote_cast", "vote cast", "member_vote", "vote_choice", "position", "original_vote"];

/// What a delegation said later that it had meant, in UNGA-DM, a database of the University of Geneva.
const AMENDED: &[&str] = &["amended_vote"];
/// The columns of tables that have one for each vote, with a 1 in one of them.
const EACH: [(&str, &str); 4] =
    [("stated_yes", "yes"), ("stated_no", "no"), ("stated_abstain", "abstain"), ("stated_non_voting", "absent")];

/// Whether a table has a column of votes, by its name or as the user says.
pub(super) fn has_votes(columns: &Columns, map: &[(String, String)]) -> bool {
    map.iter().any(|(named, _)| named.eq_ignore_ascii_case("vote")) || columns.find(VOTE).is_some()
}

/// Which columns hold the member, the vote and the roll call.
struct Layout {
    members: MemberColumns,
    vote: Option<usize>,
    /// The columns of which one holds a 1, with their votes, where no column holds votes.
    each: Vec<(usize, &'static str)>,
    amended: Option<usize>,
    roles: Vec<(Role, usize)>,
}

impl Layout {
    fn new(columns: &Columns, context: &Context<'_>) -> Self {
        let map = &context.options.map;
        let told = |role: &str| map.iter().find(|(named, _)| named.eq_ignore_ascii_case(role));
        let members = MemberColumns::new(columns, context);
        let vote = told("vote").map_or_else(|| columns.find(VOTE), |(_, name)| columns.told(name));
        let mut roles = roles::columns(columns, map);
        let at = |(role, vote): (&str, _)| roles.iter().find(|(known, _)| *known == role).map(|(_, at)| (*at, vote));
        let mut each: Vec<_> = EACH.into_iter().filter_map(at).collect();
        if vote.is_some() || members.is_empty() || each.len() < 3 {
            each.clear();
        }
        roles.retain(|(_, column)| !each.iter().any(|(at, _)| at == column));
        Self { members, vote, each, amended: columns.find(AMENDED), roles }
    }

    /// What a row says of its member's vote.
    fn cell<'r>(&self, row: &Row<'r>) -> &'r str {
        match self.each.iter().find(|(column, _)| numbers::whole(row.get(*column)) == Some(1)) {
            Some((_, vote)) => vote,
            None => row.at(self.vote),
        }
    }

    /// Whether a row has a 1 in one of the columns of votes, and nothing in the others.
    fn has_one(&self, row: &Row<'_>) -> bool {
        let ones = self.each.iter().filter(|(column, _)| numbers::whole(row.get(*column)) == Some(1)).count();
        let is_none = |cell: &str| numbers::whole(cell).map_or(cell.is_empty(), |number| number <= 1);
        ones == 1 && self.each.iter().all(|(column, _)| is_none(row.get(*column)))
    }

    /// Fails where a table has a column for each vote, and not one vote in a row: totals of a member, say.
    fn hold(&self, one: &Recognised) -> Result<(), SourceError> {
        let mut rows = one.rows()?;
        while let Some(row) = rows.read()?.filter(|_| !self.each.is_empty()) {
            if !self.has_one(&row) && !row.fields().all(str::is_empty) {
                let cells: Vec<&str> = self.each.iter().map(|(column, _)| row.get(*column)).collect();
                let what = format!(
                    "a member's vote stands as a 1 in one of the columns of votes and a 0 in the others; here stand {}\n  totals of a member are no votes; where another column holds the vote: --roles vote=NAME",
                    cells.join(", ")
                );
                return Err(SourceError::At { name: one.input.name.clone(), line: row.line, what });
            }
        }
        Ok(())
    }

    /// The column by which a file of ours tells its roll calls apart.
    fn number(&self) -> Option<usize> {
        self.roles.iter().find(|(role, _)| *role == NUMBER).map(|(_, column)| *column)
    }

    /// The columns of numbers, day and resolution.
    fn identifying(&self) -> Vec<usize> {
        let tells = |role: &Role| matches!(*role, "resolution" | "rcid" | "undl_id" | "date");
        self.roles.iter().filter(|(role, _)| tells(role)).map(|(_, column)| *column).collect()
    }
}

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if !head.is_table() {
        return Fit::No;
    }
    let Layout { members, vote, each, roles, .. } = Layout::new(&head.columns, context);
    let has = [roles::has_identity(&roles), !members.is_empty(), vote.is_some() || !each.is_empty()];
    let lacks = ["resolution", "member", "vote"].into_iter().zip(has).filter(|(_, has)| !has);
    Fit::lacking(lacks.map(|(role, _)| role).collect())
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        let mut layout = Layout::new(&one.head.columns, context);
        let origin = FORMAT.origin(one);
        let of_geneva = layout.amended.is_some() && one.head.columns.find(&["decision_id"]).is_some();
        ballots.source(if of_geneva { Origin { terms: TERMS.to_owned(), ..origin } } else { origin }, one.order);
        layout.hold(one)?;
        layout.members.survey(one, |_, _| true, Letters::NotTold, context, &mut ballots, ledger)?;
        let of_roll_call = |column| layout.roles.iter().any(|(_, at)| *at == column);
        let of_member = |column| {
            let is_vote = layout.vote == Some(column) || layout.amended == Some(column);
            is_vote || layout.members.contains(column) || layout.each.iter().any(|(at, _)| *at == column)
        };
        // What our own tables say of a vote besides repeats the rest.
        let is_ours = layout.number().is_some();
        let repeats = |column: usize| is_ours && REPEATS.contains(&one.head.columns.names[column].as_str());
        ledger.unread(&one.head.columns, |column| of_roll_call(column) || of_member(column) || repeats(column));
        let codes = coding(one, layout.vote.as_slice(), |_| true, context, ledger)?;
        let (roll_calls, calls, key) = (HashMap::new(), Calls::default(), String::new());
        let mut reader = Reader { ballots: &mut ballots, roll_calls, calls, key, layout, codes };
        // A row that leaves out what identifies its roll call is read when all that do not are.
        let mut later = false;
        let identifying = reader.layout.identifying();
        let number = reader.layout.number();
        let lacks =
            |row: &Row<'_>| row.at(number).is_empty() && identifying.iter().any(|column| row.get(*column).is_empty());
        one.each_row(ledger, |row, ledger| {
            let lacks = lacks(row);
            later |= lacks;
            if !lacks {
                reader.row(row, ledger);
            }
        })?;
        if later {
            let seen = &mut Ledger::default();
            one.each_row(seen, |row, _| {
                if lacks(row) {
                    reader.row(row, ledger);
                }
            })?;
        }
    }
    Ok(ballots.builder.finish())
}

struct Reader<'l> {
    ballots: &'l mut Ballots,
    /// Roll calls by the cells that describe them, or why these tell of none.
    roll_calls: HashMap<String, Result<RollCallId, &'static str>>,
    /// The cells of the current row that describe its roll call.
    key: String,
    calls: Calls,
    layout: Layout,
    codes: Codes,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>, ledger: &mut Ledger) {
        if self.layout.members.is_blank(row) && self.layout.cell(row).is_empty() {
            // A note below the table, say: no roll call begins with it.
            return ledger.skip("rows with neither a member nor a vote", row.line, row.get(0));
        }
        let Some(id) = self.roll_call(row, ledger) else { return };
        let Some(voter) = self.layout.members.voter(row, self.ballots, ledger) else { return };
        let cell = self.layout.cell(row);
        if cell == NOT_KNOWN {
            return self.ballots.enter_unknown(id, voter);
        }
        match self.codes.read(cell) {
            None => Codes::not_understood(cell, cell, row.line, ledger),
            Some(VoteCell::Blank) => {
                ledger.skip(NO_VOTE, row.line, self.ballots.code(voter));
            }
            Some(vote) => {
                self.ballots.enter(id, voter, vote, row.line, ledger);
                let amended = row.at(self.layout.amended);
                match self.codes.read(amended) {
                    Some(VoteCell::Cast(meant)) if VoteCell::Cast(meant) != vote => {
                        self.ballots.intend(id, voter, meant, "UNGA-DM, amended_vote");
                    }
                    None => Codes::not_understood(amended, amended, row.line, ledger),
                    Some(_) => {}
                }
            }
        }
    }

    /// The roll call of a row.
    fn roll_call(&mut self, row: &Row<'_>, ledger: &mut Ledger) -> Option<RollCallId> {
        self.key.clear();
        for (_, column) in &self.layout.roles {
            self.key.push_str(row.get(*column));
            self.key.push('\n');
        }
        let number = self.layout.number();
        let known = self.roll_calls.get(&self.key).copied();
        let id = known.unwrap_or_else(|| {
            let roll_call = roles::roll_call(row, &self.layout.roles, self.ballots, ledger);
            let id = match roll_call {
                Some(one) => {
                    self.calls.numbered(row.at(number), one, row.line, self.ballots, ledger).ok_or(FIT_SEVERAL)
                }
                None => Err("rows that do not say which roll call they belong to"),
            };
            self.roll_calls.insert(self.key.clone(), id);
            id
        });
        id.map_err(|reason| ledger.skip(reason, row.line, row.get(0))).ok()
    }
}
