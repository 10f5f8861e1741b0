//! The votes that stand under another code than their line's, as `data/lines.csv` states them. It knows no member by name.

use super::member::{Member, Period, rows};
use super::{Date, MemberId};

const LINES: &str = include_str!("../../data/lines.csv");

/// Votes under a code that are those of another line in a time: the Soviet Union's are Russia's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earlier {
    /// The line.
    pub line: MemberId,
    /// The code under which files have the votes.
    pub code: MemberId,
    /// When.
    pub days: Period,
    /// What the line is called over a span with such votes, usually and officially.
    pub names: [&'static str; 2],
    /// Whether the code never stands for a line of its own, as CHN and YUG do at other times.
    pub whole: bool,
}

impl Earlier {
    /// The rows of the table, with the lines and members that `find` finds by their codes.
    pub(super) fn embedded<'m>(find: impl Fn(&str) -> Option<(MemberId, &'m [Period])>) -> Vec<Self> {
        let row = |([line, code, name, official], days): ([&'static str; 4], Period)| {
            let ((line, _), (code, periods)) = (find(line)?, find(code)?);
            Some(Self { line, code, days, names: [name, official], whole: periods == [days] })
        };
        cells().filter_map(row).collect()
    }

    /// Whether a vote under the code on a day is the line's. Of a state that is no more, a late one is, too.
    pub(super) fn holds(&self, code: MemberId, day: Date) -> bool {
        self.code == code && (self.days.contains(day) || self.whole && day >= self.days.from)
    }
}

/// The lines that are no members: the Republic of China. Files have their votes under a member's code.
pub(super) fn lines_alone(is_member: impl Fn(&str) -> bool) -> impl Iterator<Item = Member> {
    let alone = cells().filter(move |([line, ..], _)| !is_member(line));
    alone.map(|([line, _, name, official], days)| Member::line([line, name, official], days))
}

/// Line, code, names and days of each row, which quotes nothing.
fn cells() -> impl Iterator<Item = ([&'static str; 4], Period)> {
    rows(LINES).filter_map(|row| {
        let cells: Vec<&'static str> = row.split(',').collect();
        let &[line, code, from, until, name, official] = cells.as_slice() else { return None };
        Some(([line, code, name, official], Period::parse(from, until)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;

    #[test]
    fn every_row_of_the_table_is_read() {
        let members = Members::embedded();
        assert_eq!(members.earlier().len(), rows(LINES).count());
        assert_eq!(
            lines_alone(|code| members.by_code(code).is_some()).map(|line| line.code).collect::<Vec<_>>(),
            ["ROC"]
        );
    }
}
