//! A column of values that stands in memory, or whose pieces are made when one of their values is first asked for. It does
//! not know from what they are made.

use std::fmt;
use std::sync::{Arc, OnceLock};

/// Values made together.
pub(crate) const PIECE: usize = 32;

/// A column of values, read by place.
#[derive(Clone)]
pub(crate) enum Column<T> {
    Whole(Vec<T>),
    /// Pieces of [`PIECE`] values each, the last perhaps shorter.
    Pieces {
        len: usize,
        made: Vec<OnceLock<Vec<T>>>,
        make: Arc<dyn Fn(usize) -> Vec<T> + Send + Sync>,
    },
}

impl<T> fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} values", self.len())
    }
}

impl<T> Column<T> {
    /// A column of `len` values whose pieces of [`PIECE`] values are made by their numbers, from 0.
    pub(crate) fn made_by(len: usize, make: impl Fn(usize) -> Vec<T> + Send + Sync + 'static) -> Self {
        let pieces = (0..len.div_ceil(PIECE)).map(|_| OnceLock::new());
        Self::Pieces { len, made: pieces.collect(), make: Arc::new(make) }
    }

    /// Number of values.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Whole(values) => values.len(),
            Self::Pieces { len, .. } => *len,
        }
    }

    /// The value at a place, which must be below the length.
    pub(crate) fn at(&self, place: usize) -> &T {
        match self {
            Self::Whole(values) => &values[place],
            Self::Pieces { made, make, .. } => &made[place / PIECE].get_or_init(|| make(place / PIECE))[place % PIECE],
        }
    }

    /// All values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len()).map(|place| self.at(place))
    }

    /// How many values at the beginning meet a condition that no value behind them meets.
    pub(crate) fn partition_point(&self, holds: impl Fn(&T) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if holds(self.at(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The values, to be changed; all of them are made.
    pub(crate) fn whole(&mut self) -> &mut Vec<T> {
        if let Self::Pieces { len, made, make } = self {
            let mut values = Vec::with_capacity(*len);
            for (number, piece) in made.drain(..).enumerate() {
                values.extend(piece.into_inner().unwrap_or_else(|| make(number)));
            }
            *self = Self::Whole(values);
        }
        match self {
            Self::Whole(values) => values,
            Self::Pieces { .. } => unreachable!("they were just made whole"),
        }
    }

    /// Bytes of memory in use, without what the values refer to.
    pub(crate) fn size(&self) -> usize {
        let values = match self {
            Self::Whole(values) => values.capacity(),
            Self::Pieces { made, .. } => made.iter().filter_map(OnceLock::get).map(Vec::len).sum(),
        };
        values * size_of::<T>()
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Whole(values)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// The squares below `len`, and how many pieces were made.
    fn squares(len: usize) -> (Column<usize>, Arc<AtomicUsize>) {
        let made = Arc::new(AtomicUsize::new(0));
        let count = made.clone();
        let column = Column::made_by(len, move |piece| {
            count.fetch_add(1, Ordering::Relaxed);
            (piece * PIECE..len.min((piece + 1) * PIECE)).map(|value| value * value).collect()
        });
        (column, made)
    }

    #[test]
    fn only_the_pieces_asked_for_are_made_and_each_once() {
        let (last, len) = (3 * PIECE - 1, 3 * PIECE);
        let (column, made) = squares(len);
        assert_eq!(
            (column.len(), *column.at(last), *column.at(last - 1), *column.at(3)),
            (len, last * last, (last - 1).pow(2), 9)
        );
        assert_eq!(made.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn a_column_of_pieces_reads_like_one_in_memory() {
        for len in [0, 1, PIECE, PIECE + 1, 1000] {
            let whole: Column<usize> = (0..len).map(|value| value * value).collect::<Vec<_>>().into();
            let (pieces, _) = squares(len);
            assert!(whole.iter().eq(pieces.iter()));
            assert_eq!(pieces.partition_point(|value| *value < 250), len.min(16));
            assert_eq!(whole.partition_point(|value| *value < 250), len.min(16));
            let mut changed = pieces.clone();
            changed.whole().push(7);
            assert_eq!((changed.len(), *changed.at(len), pieces.len()), (len + 1, 7, len));
        }
    }
}
