//! Where members lie on a map of one tile for each. It knows no picture.

use super::{MemberId, Members};

/// The map: row and column of each member of today, from the upper left, from 0.
const TILES: &str = include_str!("../../data/tiles.csv");

impl Members {
    /// The tiles of these members: their own; a former member's is its successor's or, where that is taken, the one below.
    /// Those for whom there is none are left out.
    pub(crate) fn tiles(&self, members: impl IntoIterator<Item = MemberId>) -> Vec<(MemberId, [u8; 2])> {
        let own: Vec<(&str, [u8; 2])> = TILES.lines().skip(1).filter_map(tile).collect();
        let of = |code: &str| own.iter().find(|(tile, _)| *tile == code).map(|(_, at)| *at);
        let (mut placed, mut former): (Vec<(MemberId, [u8; 2])>, Vec<MemberId>) = Default::default();
        for member in members {
            match of(self.get(member).code) {
                Some(at) => placed.push((member, at)),
                None => former.push(member),
            }
        }
        for member in former {
            let successor = self.get(member).successor.and_then(of);
            let [row, column] = successor.unwrap_or([u8::MAX; 2]);
            let free = |at: &[u8; 2]| placed.iter().all(|(_, taken)| taken != at);
            let two = [[row, column], [row.saturating_add(1), column]];
            placed.extend(two.into_iter().filter(|_| successor.is_some()).find(free).map(|at| (member, at)));
        }
        placed
    }
}

/// A line of the map.
fn tile(line: &str) -> Option<(&str, [u8; 2])> {
    let mut cells = line.split(',');
    let code = cells.next()?;
    Some((code, [cells.next()?.parse().ok()?, cells.next()?.parse().ok()?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(code: &str, others: &[&str]) -> Option<[u8; 2]> {
        let members = Members::embedded();
        let of = |code: &&str| members.by_code(code).unwrap();
        let asked = of(&code);
        let placed = members.tiles(others.iter().map(of).chain([asked]));
        placed.into_iter().find(|(member, _)| *member == asked).map(|(_, at)| at)
    }

    #[test]
    fn every_member_of_today_has_a_tile_of_its_own() {
        let members = Members::embedded();
        let seated = members.seated("2026-01-01".parse().unwrap());
        let placed = members.tiles(seated.iter());
        assert_eq!((seated.len(), placed.len()), (193, 193));
        let mut taken: Vec<[u8; 2]> = placed.into_iter().map(|(_, at)| at).collect();
        taken.sort_unstable();
        assert!(taken.is_sorted_by(|a, b| a < b));
        assert!(taken.iter().all(|[row, column]| *row < 18 && *column < 26));
    }

    #[test]
    fn a_former_member_sits_on_its_successors_tile_or_below() {
        assert_eq!(at("SUN", &[]), at("RUS", &[]));
        let [row, column] = at("DEU", &[]).unwrap();
        assert_eq!(at("DDR", &["DEU"]), Some([row + 1, column]));
    }
}
