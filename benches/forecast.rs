//! The speed claim of forecasts: ten years held against what came, and the next vote on one question.
//!
//! `cargo bench --bench forecast -- CSV`; `benches/README.md` says what the figures mean.

use std::{env, hint::black_box, path::PathBuf, process::ExitCode, time::Instant};

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
    let arguments: Vec<String> = env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("nothing is measured but by `cargo bench`: only that builds the program as it is released");
        return ExitCode::SUCCESS;
    }
    let named = arguments.into_iter().find(|argument| !argument.starts_with("--"));
    let file = named.or_else(|| env::var("UNVOTE_BENCH_CSV").ok().filter(|file| !file.is_empty()));
    let Some(file) = file else {
        println!("left out for want of a file: name one behind `--` or in UNVOTE_BENCH_CSV (see benches/README.md)");
        return ExitCode::SUCCESS;
    };
    match load(&[PathBuf::from(&file)], &Options::default()) {
        Ok(loaded) => measure(&loaded.record),
        Err(error) => {
            eprintln!("error: {file}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
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
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (least, median, most) = (times[0], times[ROUNDS / 2], times[ROUNDS - 1]);
    let met = if median < target { "met" } else { "MISSED" };
    println!("  {what:<32} {least:>9.3} {median:>9.3} {most:>9.3}   target {target} {met}");
}
