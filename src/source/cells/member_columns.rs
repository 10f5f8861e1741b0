//! The columns of a table that name the member of a row: found by their names, surveyed, and read together.

use super::ballots::Ballots;
use super::who::{Letters, Named, Voter};
use crate::source::format::{Columns, Context, Ledger, Recognised, Row, SourceError};

/// The names of columns that hold a member's code or name.
pub(crate) const MEMBER: &[&str] = &[
    "ms_code", "iso3", "iso3c", "iso_3", "iso", "iso_a3", "iso_code", "country_code", "member_code", "state_code",
    "stateabb", "cowc", "code", "member", "ms_name", "member_state", "member state", "country", "country_name",
    "countryname", "country name", "state", "state_name", "statenme", "name", "name_en", "iso2", "iso2c", "iso_2",
    "iso_a2", "alpha-3", "alpha-2", "country or area", "country_or_area", "nation", "delegation", "current_seat_name",
];
/// The names of such columns in maps, where no other is there: the code and name of a unit go before those of the state
/// that it belongs to, as Greenland does to Denmark.
const OF_MAPS: [&[&str]; 2] = [&["adm0_a3", "admin", "name_long", "geounit"], &["sov_a3", "sovereignt"]];
/// The names of columns that hold a member's number.
const NUMBERED: [(Named, &[&str]); 2] = [
    (Named::Cow, &["ccode", "cow", "cown", "cowcode", "cow_code"]),
    (Named::Numeric, &["iso_numeric", "iso3n", "iso_n3", "m49", "un_m49"]),
];
/// The most columns that name one member.
const MOST_BESIDE: usize = 6;

/// The columns that name the member of a row, and how.
pub(crate) struct MemberColumns(Vec<(Named, usize)>);

impl MemberColumns {
    /// The columns in a header, as the user says or by their names.
    pub(crate) fn new(columns: &Columns, context: &Context<'_>) -> Self {
        if let Some((_, name)) = context.options.map.iter().find(|(role, _)| role.eq_ignore_ascii_case("member")) {
            return Self(columns.told(name).map(|at| (Named::Words, at)).into_iter().collect());
        }
        let numbers = NUMBERED.iter().flat_map(|(named, names)| names.iter().map(|name| (*named, *name)));
        let find = |(named, name)| Some((named, columns.find(&[name])?));
        let words = |names: &'static [&str]| names.iter().map(|name| (Named::Words, *name));
        // Of a seat's names the one at the time of the vote, not its heir's.
        if let Some(seat) = columns.find(&["original_seat_name"]) {
            return Self::at(seat);
        }
        let mut found: Vec<_> = words(MEMBER).chain(numbers).filter_map(find).collect();
        for names in OF_MAPS {
            if found.is_empty() {
                found.extend(words(names).filter_map(find));
            }
        }
        found.truncate(MOST_BESIDE);
        Self(found)
    }

    /// One column, of names or letters.
    pub(crate) fn at(column: usize) -> Self {
        Self(vec![(Named::Words, column)])
    }

    /// The first of them.
    pub(crate) fn first(&self) -> usize {
        self.0.first().map_or(0, |(_, column)| *column)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a column is one of them.
    pub(crate) fn contains(&self, column: usize) -> bool {
        self.0.iter().any(|(_, at)| *at == column)
    }

    /// Looks at every row of a member: which scheme the letters are of, and which columns name no member at all, which
    /// are then left out.
    pub(crate) fn survey(
        &mut self, one: &Recognised, is_member: impl Fn(&Row<'_>, &Self) -> bool, otherwise: Letters,
        context: &Context<'_>, ballots: &mut Ballots, ledger: &mut Ledger,
    ) -> Result<(), SourceError> {
        let mut names = vec![false; self.0.len()];
        let mut rows = one.rows()?;
        while let Some(row) = rows.read()? {
            if !is_member(&row, self) {
                continue;
            }
            for ((named, column), names) in self.0.iter().zip(&mut names) {
                let cell = row.get(*column);
                if *named == Named::Words {
                    ballots.who.look_at(cell);
                }
                *names = *names || ballots.who.may_name(*named, cell);
            }
        }
        let mut names = names.into_iter();
        let several = self.0.len() > 1;
        self.0.retain(|_| names.next().unwrap_or_default() || !several);
        let told = Letters::told(context.options).or_else(|| self.told(&one.head.columns));
        ballots.who.settle(told, otherwise, ledger);
        Ok(())
    }

    /// The scheme that the name of a column tells.
    fn told(&self, columns: &Columns) -> Option<Letters> {
        let name = |(_, column): &(Named, usize)| columns.names.get(*column).map(String::as_str);
        self.0.iter().filter_map(name).find_map(Letters::of_column)
    }

    /// Whether a row names no member at all.
    pub(crate) fn is_blank(&self, row: &Row<'_>) -> bool {
        self.0.iter().all(|(_, column)| row.get(*column).is_empty())
    }

    /// The member of a row.
    pub(crate) fn voter(&self, row: &Row<'_>, ballots: &mut Ballots, ledger: &mut Ledger) -> Option<Voter> {
        let mut cells = [(Named::Words, ""); MOST_BESIDE];
        cells.iter_mut().zip(&self.0).for_each(|(cell, (named, column))| *cell = (*named, row.get(*column)));
        ballots.who.voter(&cells[..self.0.len()], row.line, ledger)
    }
}
