//! Tables with one row for each vote of a member. Columns are found by the names in use, or as the user names them.

use std::collections::HashMap;

use super::calls::{Calls, FIT_SEVERAL};
use super::cells::coding;
use super::roles::{self, NUMBER, Role};
use crate::record::{Record, RollCallId};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{Codes, VoteCell};
use crate::source::cells::member_columns::MemberColumns;
use crate::source::cells::who::Letters;
use crate::source::format::{Columns, Context, Fit, Format, Head, Ledger, NO_VOTE, Recognised, Row, SourceError};

/// The format of tables with one row for each vote.
pub(crate) const FORMAT: Format = Format { name: "long table, one row a vote", terms: "", fits, read };

/// What stands in our own tables where the source does not give a vote.
const NOT_KNOWN: &str = "not known";
/// The columns of our own tables that say again what others say, or follow from it.
const REPEATS: [&str; 6] = ["year", "group", "position", "agrees", "score", "score_votes"];
const VOTE: &[&str] = &["vote", "votes", "ms_vote", "vote_cast", "vote cast", "member_vote", "vote_choice", "position"];

/// Which columns hold the member, the vote and the roll call.
struct Layout {
    members: MemberColumns,
    vote: Option<usize>,
    roles: Vec<(Role, usize)>,
}

impl Layout {
    fn new(columns: &Columns, context: &Context<'_>) -> Self {
        let map = &context.options.map;
        let told = |role: &str| map.iter().find(|(named, _)| named.eq_ignore_ascii_case(role));
        let members = MemberColumns::new(columns, context);
        let vote = told("vote").map_or_else(|| columns.find(VOTE), |(_, name)| columns.told(name));
        Self { members, vote, roles: roles::columns(columns, map) }
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
    let Layout { members, vote, roles } = Layout::new(&head.columns, context);
    let has = [roles::has_identity(&roles), !members.is_empty(), vote.is_some()];
    let lacks = ["resolution", "member", "vote"].into_iter().zip(has).filter(|(_, has)| !has);
    Fit::lacking(lacks.map(|(role, _)| role).collect())
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        ballots.source(FORMAT.origin(one), one.order);
        let mut layout = Layout::new(&one.head.columns, context);
        layout.members.survey(one, |_, _| true, Letters::NotTold, context, &mut ballots, ledger)?;
        let of_roll_call = |column| layout.roles.iter().any(|(_, at)| *at == column);
        let of_member = |column| layout.members.contains(column) || layout.vote == Some(column);
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
        if self.layout.members.is_blank(row) && row.at(self.layout.vote).is_empty() {
            // A note below the table, say: no roll call begins with it.
            return ledger.skip("rows with neither a member nor a vote", row.line, row.get(0));
        }
        let Some(id) = self.roll_call(row, ledger) else { return };
        let Some(voter) = self.layout.members.voter(row, self.ballots, ledger) else { return };
        let cell = row.at(self.layout.vote);
        if cell == NOT_KNOWN {
            return self.ballots.enter_unknown(id, voter);
        }
        match self.codes.read(cell) {
            None => Codes::not_understood(cell, cell, row.line, ledger),
            Some(VoteCell::Blank) => {
                ledger.skip(NO_VOTE, row.line, self.ballots.code(voter));
            }
            Some(vote) => self.ballots.enter(id, voter, vote, row.line, ledger),
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
