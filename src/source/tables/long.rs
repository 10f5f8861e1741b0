//! One row a member's vote, under whatever names the columns have: those that are known, or those that the user tells.

use std::collections::HashMap;

use super::super::ballots::{Ballots, Voter};
use super::super::codes::{Codes, VoteCell};
use super::super::{Columns, Context, Fit, Format, Head, Kind, Ledger, Recognised, Row, Rows, Shape, SourceError};
use super::roles::{self, Role};
use super::{MEMBER, shortened};
use crate::record::{Record, RollCallId};

const NAME: &str = "long table, one row a vote";

/// One row a vote.
pub const FORMAT: Format = Format { name: NAME, terms: "", joined: false, fits, read };

const VOTE: &[&str] = &["vote", "votes", "ms_vote", "vote_cast", "vote cast", "member_vote", "vote_choice", "position"];

/// The columns of a row.
struct Layout {
    /// The columns of the member, the surest first.
    members: Vec<usize>,
    vote: Option<usize>,
    roles: Vec<(Role, usize)>,
    width: usize,
}

impl Layout {
    fn new(columns: &Columns, context: &Context<'_>) -> Self {
        let map = &context.options.map;
        let told = |role: &str| map.iter().find(|(named, _)| named.eq_ignore_ascii_case(role));
        let find = |name: &str| columns.find(&[name.to_lowercase().as_str()]);
        let members = match told("member") {
            Some((_, name)) => find(name).into_iter().collect(),
            None => MEMBER.iter().filter_map(|name| columns.find(&[name])).collect(),
        };
        let vote = told("vote").map_or_else(|| columns.find(VOTE), |(_, name)| find(name));
        Self { members, vote, roles: roles::columns(columns, map), width: columns.names().len() }
    }

    fn lacks(&self) -> Vec<&'static str> {
        let mut lacks = Vec::new();
        if !roles::has_identity(&self.roles) {
            lacks.push("resolution");
        }
        if self.members.is_empty() {
            lacks.push("member");
        }
        if self.vote.is_none() {
            lacks.push("vote");
        }
        lacks
    }

    fn reads(&self, column: usize) -> bool {
        let of_roll_call = self.roles.iter().any(|(_, at)| *at == column);
        of_roll_call || self.members.contains(&column) || self.vote == Some(column)
    }
}

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if !matches!(head.shape, Shape::Delimited(_)) {
        return Fit::No;
    }
    let lacks = Layout::new(&head.columns, context).lacks();
    if lacks.is_empty() { Fit::Yes } else { Fit::Lacks(lacks) }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        ballots.source(super::origin(one, NAME));
        let layout = Layout::new(&one.head.columns, context);
        for (_, name) in one.head.columns.names().iter().enumerate().filter(|(column, _)| !layout.reads(*column)) {
            ledger.enter(Kind::Note, "unknown columns, not read", Some(1), shortened(name));
        }
        let votes: Vec<usize> = layout.vote.into_iter().collect();
        let codes = super::coding(one, &votes, context, ledger)?;
        let mut reader = Reader { ballots: &mut ballots, roll_calls: HashMap::new(), layout, codes, ledger };
        let mut rows = Rows::new(&one.input.name, &one.input.bytes, super::delimiter(one));
        rows.read()?;
        while let Some(row) = rows.read()? {
            reader.row(&row);
        }
    }
    ballots.leave_the_others_unknown(ledger);
    Ok(ballots.finish())
}

struct Reader<'l> {
    ballots: &'l mut Ballots,
    /// Roll calls by the cells that tell which they are.
    roll_calls: HashMap<Vec<String>, RollCallId>,
    layout: Layout,
    codes: Codes,
    ledger: &'l mut Ledger,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>) {
        if row.len() != self.layout.width {
            return self.ledger.ragged(row, self.layout.width);
        }
        let Some(id) = self.roll_call(row) else {
            let reason = "rows that do not tell which roll call they are";
            return self.ledger.skip(reason, row.line, shortened(row.get(0)));
        };
        let names: Vec<&str> = self.layout.members.iter().map(|column| row.get(*column)).collect();
        let Some(voter) = names.iter().find_map(|name| self.voter(name)) else {
            return self.ledger.skip("unknown members", row.line, shortened(&names.join(" ")));
        };
        let cell = self.layout.vote.map_or("", |column| row.get(column));
        match self.codes.read(cell) {
            None => self.ledger.skip("unknown vote codes", row.line, shortened(cell)),
            Some(VoteCell::Blank) => self.ledger.skip("rows without a vote", row.line, shortened(&names.join(" "))),
            Some(vote) => self.ballots.enter(id, voter, vote, row.line, self.ledger),
        }
    }

    fn voter(&mut self, name: &str) -> Option<Voter> {
        if name.is_empty() { None } else { self.ballots.named(name) }
    }

    /// The roll call of a row: that of an earlier row with the same symbols, numbers and day.
    fn roll_call(&mut self, row: &Row<'_>) -> Option<RollCallId> {
        let tells = |role: &Role| {
            matches!(role, Role::Resolution | Role::Draft | Role::Rcid | Role::UndlId | Role::Date | Role::Meeting)
        };
        let roles = self.layout.roles.iter().filter(|(role, _)| tells(role));
        let key: Vec<String> = roles.map(|(_, column)| row.get(*column).to_owned()).collect();
        if let Some(id) = self.roll_calls.get(&key) {
            return Some(*id);
        }
        let roll_call = roles::roll_call(row, &self.layout.roles, self.ballots, self.ledger)?;
        let id = self.ballots.begin(roll_call);
        self.roll_calls.insert(key, id);
        Some(id)
    }
}
