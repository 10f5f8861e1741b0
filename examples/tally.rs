//! How a roll call went, by which majority, and who was against, from a file of votes or the embedded record:
//!
//!     cargo run --no-default-features --example tally -- ES-11/7 [FILE]

use std::{env, error::Error};

use unvote::{
    analysis::tally,
    record::{Found, Position, Vote},
    source::{Options, embedded, load},
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let symbol = arguments.next().ok_or("which roll call? name a symbol, such as ES-11/7")?;
    let record = match arguments.next() {
        Some(file) => load(&[file], &Options::default())?.record,
        None => embedded()?.record,
    };
    let Found::RollCalls(ids) = record.find(&symbol) else { return Err("no roll call has this symbol".into()) };
    for id in ids {
        let result = tally::result(&record, id);
        let tally = result.tally.unwrap_or_default();
        println!("{}: {tally}, {} needed, {:?}", record.symbol(id), result.needed, result.outcome);
        for (member, _) in record.votes(id).filter(|(_, position)| *position == Position::Voted(Vote::No)) {
            println!("  against: {}", member.name);
        }
    }
    Ok(())
}
