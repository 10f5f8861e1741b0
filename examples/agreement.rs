//! How often two members agree, year by year, from a file of votes or the embedded record:
//!
//!     cargo run --no-default-features --example agreement -- France Russia [FILE]

use std::{env, error::Error};

use unvote::{
    analysis::agreement::{Joined, Measure, by_year},
    source::{Options, embedded, load},
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [first, second, file @ ..] = arguments.as_slice() else { return Err("name two members".into()) };
    let loaded = if file.is_empty() { embedded()? } else { load(file, &Options::default())? };
    let record = loaded.record;
    let [first, second] = [record.members().find(first)?, record.members().find(second)?];
    let ids: Vec<_> = record.ids().collect();
    for (year, positions) in by_year(&record, &ids, first, second) {
        if let Some(agreement) = Measure::Identical.value(&positions, Joined::default()) {
            println!("{year}: {agreement:.3} over {} roll calls", positions.votes());
        }
    }
    Ok(())
}
