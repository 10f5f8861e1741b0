//! The speed claim of forecasts: ten years held against what came, and the next vote on one question.
//!
//! `cargo bench --bench forecast -- CSV`; `benches/README.md` says what the figures mean.

#[allow(dead_code)] // whole processes are timed by the others
mod shared;

use std::{hint::black_box, path::PathBuf, process::ExitCode, time::Instant};

use shared::{spread, started};

use unvote::{
    analysis::forecast::{Corpus, Learnt, Scored, backtest, forecast_of},
    record::Record,
    source::{Options, load},
};

/// Everything is scored.
const ALL: Scored<'_> = Scored { calls: &|_| true, whose: &|_| None };
/// Turns.
const ROUNDS: usize = 5;
/// What is asked of the medians, in seconds.
const TARGET_OF_TEN_YEARS: f64 = 3.0;
const TARGET_OF_ONE: f64 = 2.0;

fn main() -> ExitCode {
    started(|files| {
        let Some(file) = files.first() else {
            println!(
                "left out for want of a file: name one behind `--` or in UNVOTE_BENCH_CSV (see benches/README.md)"
            );
            return Ok(());
        };
        let loaded = load(&[PathBuf::from(file)], &Options::default()).map_err(|error| format!("{file}: {error}"))?;
        measure(&loaded.record);
        Ok(())
    })
}

fn measure(record: &Record) {
    let ten_years = |learnt| move || drop(black_box(backtest(&Corpus::new(record), 2016..=2025, learnt, &ALL)));
    let of_one = || {
        let corpus = Corpus::new(record);
        let last = corpus.ids.last().copied();
        drop(black_box(last.map(|id| forecast_of(&corpus, id, Learnt::Day))));
    };
    println!("  seconds, {ROUNDS} runs                       min    median       max");
    told("ten years from 1 January", &ten_years(Learnt::January), TARGET_OF_TEN_YEARS);
    told("ten years from the day before", &ten_years(Learnt::Day), TARGET_OF_TEN_YEARS);
    told("the last vote of the record", &of_one, TARGET_OF_ONE);
}

fn told(what: &str, run: &dyn Fn(), target: f64) {
    run();
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    let [least, median, most] = spread(&(0..ROUNDS).map(once).collect::<Vec<_>>());
    let met = if median < target { "met" } else { "MISSED" };
    println!("  {what:<32} {least:>9.3} {median:>9.3} {most:>9.3}   target {target} {met}");
}
