//! Voting coincidence as the US State Department publishes it in *Voting Practices in the United Nations*, whose measure
//! changed twice: to 2016 the votes alone, since 2017 with half a point for an abstention, since 2022 with half a point
//! for an absence as well. It is a measure of one member beside a reference, and takes any member for the reference.

use super::{Measure, consensus::Joined, positions::Positions};

/// The measure of the Department's reports on some years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::exhaustive_enums)] // a report to come is added here
pub enum Edition {
    /// Reports on years to 2016: [`Measure::VotesOnly`].
    To2016,
    /// Reports on 2017 to 2021: [`Measure::Lijphart`].
    From2017,
    /// Reports on years since 2022: (same + partial / 2 + absent / 2) / all roll calls in which the reference voted.
    #[default]
    From2022,
}

impl Edition {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::To2016, Self::From2017, Self::From2022];

    /// The one in which the Department reported on a year.
    pub const fn of_year(year: i16) -> Self {
        match year {
            ..=2016 => Self::To2016,
            2017..=2021 => Self::From2017,
            _ => Self::From2022,
        }
    }

    /// The years of its reports: `since 2022`.
    pub const fn name(self) -> &'static str {
        ["to 2016", "of 2017 to 2021", "since 2022"][self as usize]
    }

    /// What it is, in a phrase.
    pub const fn meaning(self) -> &'static str {
        [
            "same votes as a share of those in which both voted yes or no",
            "the share of common votes with the same position, an abstention beside a vote counting half",
            "the share of the reference's votes with the same position, an abstention beside a vote and an absence counting half",
        ][self as usize]
    }

    /// The coincidence (0 to 1) of a member with the reference, from the positions of both and the number of roll calls
    /// in which the reference took a position and the member was absent. None where its denominator is 0.
    pub fn value(self, positions: &Positions, absent: u32) -> Option<f64> {
        match self {
            Self::To2016 => Measure::VotesOnly.value(positions, Joined::default()),
            Self::From2017 => Measure::Lijphart.value(positions, Joined::default()),
            Self::From2022 => {
                let all = positions.votes() + absent;
                let half = f64::from(positions.one_step() + absent) / 2.0;
                (all > 0).then(|| (f64::from(positions.identical()) + half) / f64::from(all))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_departments_rows_of_2023_are_reproduced() {
        // The report on 2023: Afghanistan 12 same, 29 opposite, 6 partial, 41 absent, 0.40; Albania 53, 15, 20, 0, 0.72;
        // Venezuela, which did not vote, 0, 0, 0, 88, 0.50.
        let value = |same, opposite, partial, absent| {
            let mut positions = Positions::default();
            positions.add(0, 0, same);
            positions.add(2, 0, opposite);
            positions.add(1, 2, partial);
            (Edition::From2022.value(&positions, absent).unwrap() * 100.0).round()
        };
        assert_eq!((value(12, 29, 6, 41), value(53, 15, 20, 0), value(0, 0, 0, 88)), (40.0, 72.0, 50.0));
    }

    #[test]
    fn each_year_has_the_measure_of_its_report() {
        let mut positions = Positions::default();
        for (a, b, count) in [(0, 0, 3), (2, 2, 1), (1, 1, 2), (0, 2, 4), (0, 1, 6)] {
            positions.add(a, b, count);
        }
        // Votes only: 4 of 8. Half a point for 6 abstentions: (6 + 3) / 16. And for 4 absences: (6 + 3 + 2) / 20.
        let value = |year| Edition::of_year(year).value(&positions, 4);
        assert_eq!([2016, 2017, 2021, 2022].map(value), [Some(0.5), Some(0.5625), Some(0.5625), Some(0.55)]);
        assert_eq!(Edition::ALL.map(|edition| edition.value(&Positions::default(), 0)), [None; 3]);
    }
}
