//! Members by members as CSV: the share of common votes in which two took the same position, for R, numpy or an estimate
//! of ideal points; from a file of votes or the embedded record, of one year or of all:
//!
//!     cargo run --no-default-features --example matrix -- 2025 [FILE] > matrix.csv

use std::{env, error::Error};

use unvote::{
    analysis::{
        agreement::Measure,
        matrix::{Matrix, MatrixQuery},
    },
    record::Selection,
    source::{Options, embedded, load},
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut selection = Selection::default();
    selection.years.extend(arguments.next().map(|year| year.parse()).transpose()?.map(|year| year..=year));
    let record = match arguments.next() {
        Some(file) => load(&[file], &Options::default())?.record,
        None => embedded()?.record,
    };
    let ids = selection.of(&record);
    let asked = MatrixQuery { rows: None, columns: None, measure: Measure::Identical, least: 1 };
    let matrix = Matrix::of(&record, &ids, asked);
    let codes: Vec<&str> = matrix.columns.iter().map(|column| record.member(*column).code).collect();
    println!("member,{}", codes.join(","));
    for (place, code) in codes.iter().enumerate() {
        let cells =
            matrix.row(place).iter().map(|cell| cell.value.map_or_else(String::new, |value| format!("{value:.4}")));
        println!("{code},{}", cells.collect::<Vec<_>>().join(","));
    }
    Ok(())
}
