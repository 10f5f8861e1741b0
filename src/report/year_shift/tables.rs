//! The tables of a shift between two years that machines read.

use super::{
    super::old::{Column, Table, Value},
    super::roll_call::{key_columns, keys, named},
    Audience, Wanted,
};
use crate::{
    analysis::{
        shift::{GroupMove, Movement, Shift, Stand},
        tally::Regions,
        year_shift::{MemberShift, Nearer, Questions, Single, Toward, YearShift},
    },
    members::{MemberId, MemberSet},
    record::{Record, RollCallId, Vote},
};

/// All of them, the main one first; those of questions put in both years only where there are any.
#[must_use]
pub fn machine_tables(
    record: &Record,
    shift: &YearShift,
    questions: &Questions,
    references: &[Toward],
    wanted: &Wanted,
) -> Vec<Table> {
    let table = Tables { record, shift, wanted };
    let all = [
        table.members(),
        table.swing(),
        table.movement(),
        table.groups(),
        table.references(references),
        table.questions(),
        table.moves(),
        table.single(questions),
    ];
    let mut tables: Vec<Table> = all.into_iter().collect();
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// How many moved toward yes on a question, and toward no.
#[must_use]
pub fn of_question(pair: &Shift) -> (i64, i64) {
    let moves = pair.moves(pair.members());
    (moves.toward_yes.into(), moves.toward_no.into())
}

struct Tables<'r> {
    record: &'r Record,
    shift: &'r YearShift,
    wanted: &'r Wanted,
}

impl Tables<'_> {
    /// A table with these columns behind those of the years.
    fn table(&self, name: &'static str, columns: &[&'static str], rows: Vec<Vec<Value>>) -> Table {
        let columns = ["from_year", "to_year"].iter().chain(columns).map(|key| Column::for_machines(key)).collect();
        let years = self.wanted.years.map(|year| Value::Number(year.into()));
        let rows = rows.into_iter().map(|row| years.iter().cloned().chain(row).collect()).collect();
        Table { name, columns, rows, audience: Audience::Machines }
    }

    fn code(&self, member: MemberId) -> Value {
        Value::code(self.record.members().get(member).code)
    }

    /// One row a member.
    fn members(&self) -> Table {
        let members = self.record.members();
        let regions = Regions::on(members, Some(self.shift.day));
        let decimal = |value: Option<f64>| value.map_or(Value::Missing, Value::Decimal);
        let row = |one: &MemberShift| {
            let member = members.get(one.member);
            vec![
                Value::code(member.code),
                Value::text(member.display_name(self.wanted.official)),
                Value::code(regions.of(one.member)),
                Value::Number(one.moves.voted_in_both.into()),
                Value::Number(one.moves.toward_yes.into()),
                Value::Number(one.moves.toward_no.into()),
                if one.moves.voted_in_both == 0 { Value::Missing } else { Value::Signed(one.moves.steps.into()) },
                Value::share(one.moves.chance()),
                Value::Number(one.before.votes.into()),
                decimal(one.before.value()),
                Value::Number(one.after.votes.into()),
                decimal(one.after.value()),
                decimal(one.change()),
            ]
        };
        let columns = [
            "member",
            "name",
            "group",
            "questions",
            "toward_yes",
            "toward_no",
            "steps",
            "p",
            "from_votes",
            "from_mean",
            "to_votes",
            "to_mean",
            "change",
        ];
        self.table("year_shifts", &columns, self.shift.members.iter().map(row).collect())
    }

    /// The change of the whole: one row.
    fn swing(&self) -> Table {
        let (yes, no) = self.shift.change();
        let (toward_yes, toward_no) = self.shift.balance();
        let cell = |from, to| Value::Number(self.shift.count(Stand::Voted(from), Stand::Voted(to)) as i64);
        let (new, former) = self.shift.new_and_former();
        let row = vec![
            Value::Number(self.shift.pairs.len() as i64),
            Value::Signed(yes),
            Value::Signed(no),
            Value::Signed(self.shift.net_swing()),
            cell(Vote::Yes, Vote::No),
            cell(Vote::No, Vote::Yes),
            Value::Number(toward_yes.into()),
            Value::Number(toward_no.into()),
            Value::share(self.shift.chance()),
            Value::Members(named(self.record, new, false)),
            Value::Members(named(self.record, former, false)),
            Value::Number(self.shift.not_known() as i64),
        ];
        let columns = [
            "questions",
            "change_yes",
            "change_no",
            "net_swing",
            "yes_to_no",
            "no_to_yes",
            "members_toward_yes",
            "members_toward_no",
            "p",
            "new_members",
            "former_members",
            "not_known",
        ];
        let rows = if self.shift.pairs.is_empty() { Vec::new() } else { vec![row] };
        self.table("year_swing", &columns, rows)
    }

    /// One row a cell of the sum of the movement tables.
    fn movement(&self) -> Table {
        let cells = Stand::ALL.into_iter().flat_map(|before| Stand::ALL.map(|after| (before, after)));
        let cells = cells.filter(|cell| *cell != (Stand::NotMember, Stand::NotMember));
        let row = |(before, after): (Stand, Stand)| {
            let members = self.shift.pairs.iter().fold(MemberSet::EMPTY, |all, pair| all | pair.cell(before, after));
            vec![
                Value::code(before.word()),
                Value::code(after.word()),
                Value::Number(self.shift.count(before, after) as i64),
                Value::Members(named(self.record, members, false)),
            ]
        };
        let rows = if self.shift.pairs.is_empty() { Vec::new() } else { cells.map(row).collect() };
        self.table("year_movement", &["from_vote", "to_vote", "count", "members"], rows)
    }

    /// One row a group.
    fn groups(&self) -> Table {
        let row = |group: &GroupMove| {
            vec![
                Value::Code(if group.part.code.is_empty() { "other" } else { group.part.code }.to_owned()),
                Value::Number(group.moves.voted_in_both.into()),
                Value::Number(group.moves.toward_yes.into()),
                Value::Number(group.moves.toward_no.into()),
                Value::Decimal(group.moves.mean()),
            ]
        };
        let columns = ["group", "voted_in_both", "toward_yes", "toward_no", "mean_distance"];
        self.table("year_moves_by_group", &columns, self.shift.by_region(self.record).iter().map(row).collect())
    }

    /// One row a reference and other member.
    fn references(&self, references: &[Toward]) -> Table {
        let of = |reference: &Toward| {
            let row = |other: &Nearer| {
                vec![
                    self.code(reference.member),
                    self.code(other.member),
                    Value::Number(other.questions.into()),
                    Value::Signed(other.steps.into()),
                ]
            };
            reference.others.iter().map(row).collect::<Vec<_>>()
        };
        let rows = references.iter().flat_map(of).collect();
        self.table("year_references", &["reference", "member", "questions", "steps_nearer"], rows)
    }

    fn key(&self, pair: &Shift) -> Vec<Value> {
        let of = |id| [Value::code(self.record.symbol(id)), Value::day(self.record.roll_call(id).date)];
        of(pair.from).into_iter().chain(of(pair.to)).collect()
    }

    /// One row a question put in both years.
    fn questions(&self) -> Table {
        let row = |pair: &Shift| {
            let (toward_yes, toward_no) = of_question(pair);
            let (away, back) = pair.reversals();
            let (yes, no) = pair.change();
            let mut row = self.key(pair);
            row.extend([
                Value::text(self.record.text(self.record.roll_call(pair.to).title)),
                Value::Number(toward_yes),
                Value::Number(toward_no),
                Value::Signed(yes),
                Value::Signed(no),
                Value::Signed(pair.net_swing()),
                Value::Number(away.into()),
                Value::Number(back.into()),
                Value::share(pair.chance()),
            ]);
            row
        };
        let columns = [
            "from_symbol",
            "from_date",
            "to_symbol",
            "to_date",
            "title",
            "toward_yes",
            "toward_no",
            "change_yes",
            "change_no",
            "net_swing",
            "yes_to_no",
            "no_to_yes",
            "p",
        ];
        self.table("questions", &columns, self.shift.pairs.iter().map(row).collect())
    }

    /// One row a member and question where it stood otherwise before.
    fn moves(&self) -> Table {
        let of = |pair: &Shift| {
            let row = |member| {
                let (before, after) = pair.stands(member).filter(|(before, after)| before != after)?;
                let mut row = self.key(pair);
                row.extend([self.code(member), Value::code(before.word()), Value::code(after.word())]);
                row.push(pair.distance(member).map_or(Value::Missing, |distance| Value::Signed(distance.into())));
                Some(row)
            };
            pair.members().iter().filter_map(row).collect::<Vec<_>>()
        };
        let columns =
            ["from_symbol", "from_date", "to_symbol", "to_date", "member", "from_vote", "to_vote", "distance"];
        self.table("moves", &columns, self.shift.pairs.iter().flat_map(of).collect())
    }

    /// One row a roll call without a partner in the other year.
    fn single(&self, questions: &Questions) -> Table {
        let mut columns = key_columns();
        columns.extend(["year", "reason"].map(Column::for_machines));
        let row = |(year, (id, why)): (i16, &(RollCallId, Single))| {
            let mut row = keys(self.record, *id);
            row.extend([Value::Number(year.into()), Value::code(why.word())]);
            row
        };
        let of = |place: usize| questions.single[place].iter().map(move |one| (self.wanted.years[place], one));
        let rows = of(0).chain(of(1)).map(row).collect();
        Table { name: "single_votes", columns, rows, audience: Audience::Machines }
    }
}
