//! How two members agree: the 3 x 3 table of their positions over a set of roll calls, and the measures made of it, for
//! one pair, for all pairs of every year, and for groups. Roll calls are not selected here.
//!
//! Only roll calls in which both voted yes, abstained or voted no count: non-voting is not a position. A seat that
//! passed on (the Soviet Union's to Russia) is one line: see [`Record::lines`](crate::record::Record::lines).

mod consensus;
mod counts;
mod department;
mod measure;
mod pairs;
mod percentile;
mod positions;
mod redrawn;
mod sheet;

pub use consensus::{Consensus, Joined};
pub use department::Edition;
pub use measure::Measure;
pub(crate) use pairs::of_each;
pub use pairs::{AllPairs, of_each_year, pairs_by_year};
pub(crate) use percentile::{Place, percentiles, place_among, values_of_pairs};
pub(crate) use positions::position_in;
pub use positions::{Positions, by_year, of_pair};
pub(crate) use redrawn::redrawn;
pub(crate) use sheet::Sheet;
