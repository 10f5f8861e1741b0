//! The speed claims: a tally from a large file held against `wc -l` and Polars, and one from the embedded record.
//!
//! `cargo bench --bench load -- [CSV...]`; `benches/README.md` says what the figures mean. Whole processes are timed, in
//! turns, so that whatever else the machine does meets all of them alike.

mod shared;

use std::{
    fs,
    process::{Command, ExitCode},
};

use shared::{
    Contestant, MEGABYTE, MILLISECOND, Outcome, UNVOTE, find, introduce, paired, print_figure, print_times, run,
    run_rounds, runs, spread, started, watch,
};

/// Turns in which each process runs.
const ROUNDS: usize = 20;
/// Tallies from the embedded record in each turn.
const SHORT_RUNS: usize = 10;
/// The recorded vote on A/RES/ES-11/7 (A/ES-11/PV.20): yes, no, abstentions, non-voting.
const VOTES: [usize; 4] = [93, 18, 65, 17];
/// The least that Polars has to do for the same four numbers; it takes the time of the query itself, too.
const POLARS: &str = r#"
import sys, time
import polars as pl
best = float("inf")
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    rows = (
        pl.scan_csv(sys.argv[1], infer_schema=False)
        .filter(pl.col("resolution") == "A/RES/ES-11/7")
        .group_by("ms_vote")
        .agg(pl.len())
        .collect()
    )
    best = min(best, time.perf_counter() - start)
votes = dict(rows.iter_rows())
print(best, *(votes.get(vote, 0) for vote in "YNAX"))
"#;

/// The processes, as the table names them.
mod name {
    pub const WC: &str = "a  wc -l FILE";
    pub const TALLY: &str = "b  unvote tally ES-11/7 --data FILE";
    pub const POLARS: &str = "c  Polars, whole process";
    pub const QUERIES: &str = "   the same with three queries";
    pub const SHORT: &str = "d  unvote tally A/ES-11/L.10";
    pub const NOTHING: &str = "   true, which does nothing";
}

/// What is asked of the figures.
mod target {
    /// A tally from a file, in times of `wc -l`.
    pub const TIMES_OF_WC: f64 = 1.5;
    /// Polars' query, in times of a tally from a file.
    pub const POLARS: f64 = 6.0;
    /// Peak memory, mapped pages included, in bytes.
    pub const MEMORY: f64 = 48e6;
    /// A tally from the embedded record, in seconds.
    pub const SHORT: f64 = 3e-3;
}

fn main() -> ExitCode {
    started(measure)
}

fn measure(files: &[String]) -> Outcome<()> {
    introduce()?;
    if files.is_empty() {
        println!("\nEmbedded record, {ROUNDS} rounds");
        let mut all = embedded();
        run_rounds(&mut all, ROUNDS)?;
        print_times(&all);
        print_short(&all);
        println!(
            "\nLeft out, for want of a file: wc, the tally from a file, Polars, memory. Name a file behind `--` or in \
             UNVOTE_BENCH_CSV:\nthe General Assembly voting data of the UN Digital Library, \
             https://digitallibrary.un.org/record/4060887 (CSV, about 360 MB)."
        );
    }
    files.iter().try_for_each(|file| measure_file(file))
}

fn measure_file(file: &str) -> Outcome<()> {
    let bytes = fs::metadata(file).map_err(|error| format!("{file}: {error}"))?.len();
    let name = file.rsplit('/').next().unwrap_or(file);
    println!("\n{name}, {:.1} MB, {ROUNDS} rounds", bytes as f64 / MEGABYTE);
    let copies = copies_in(file)?;

    let mut all = Vec::new();
    if runs("wc", &["--version"]) {
        all.push(Contestant::new(name::WC, "wc", &["-l", file], 1));
    } else {
        println!("  wc is missing: left out");
    }
    all.push(Contestant::new(name::TALLY, UNVOTE, &["tally", "ES-11/7", "--data", file, "--format", "csv"], 1));
    if runs("python3", &["-c", "import polars"]) {
        for (name, queries) in [(name::POLARS, "1"), (name::QUERIES, "3")] {
            let polars = Contestant::new(name, "python3", &["-c", POLARS, file, queries], 1);
            all.push(polars.answering(VOTES.map(|votes| (votes * copies).to_string()).join(" ")));
        }
    } else {
        println!("  python3 with polars is missing (pip install polars): left out");
    }
    all.extend(embedded());

    run_rounds(&mut all, ROUNDS)?;
    print_times(&all);
    print_ratios(&all, bytes);
    print_memory(&all)?;
    print_short(&all);
    Ok(())
}

/// The tally from the embedded record, and a program that does nothing, whose time is the floor.
fn embedded() -> Vec<Contestant> {
    let mut all = vec![Contestant::new(name::SHORT, UNVOTE, &["tally", "A/ES-11/L.10"], SHORT_RUNS)];
    if runs("true", &[]) {
        all.push(Contestant::new(name::NOTHING, "true", &[], SHORT_RUNS));
    }
    all
}

/// How often the file holds the vote; all of them must be right.
fn copies_in(file: &str) -> Outcome<usize> {
    let (_, table) = run(Command::new(UNVOTE)
        .args(["tally", "ES-11/7", "--data", file, "--format", "csv", "--columns"])
        .arg("yes,no,abstain,non_voting"))?;
    let rows: Vec<&str> = table.lines().skip(1).collect();
    let right = VOTES.map(|votes| votes.to_string()).join(",");
    match rows.iter().find(|row| **row != right) {
        None if !rows.is_empty() => Ok(rows.len()),
        wrong => Err(format!("the tally is not {right} but {}", wrong.unwrap_or(&"missing"))),
    }
}

fn print_ratios(all: &[Contestant], bytes: u64) {
    let Some(tally) = find(all, name::TALLY) else { return };
    println!();
    if let Some(wc) = find(all, name::WC) {
        let (median, figure) = paired(&tally.whole, &wc.whole);
        print_figure("b / a   times of wc", &figure, Some(("at most 1.5", median <= target::TIMES_OF_WC)));
    }
    if let (Some(polars), Some(queries)) = (find(all, name::POLARS), find(all, name::QUERIES)) {
        let (median, figure) = paired(&queries.own, &tally.whole);
        print_figure("c' / b  Polars' query in times of b", &figure, Some(("at least 6", median >= target::POLARS)));
        let (_, figure) = paired(&polars.whole, &tally.whole);
        print_figure("c / b   Polars' whole process in times of b", &figure, None);
    }
    let [_, median, _] = spread(&tally.whole);
    print_figure("b       throughput", &format!("{:.2} GB/s", bytes as f64 / median / 1e9), None);
}

fn print_memory(all: &[Contestant]) -> Outcome<()> {
    let figure = |bytes: f64| format!("{:.1} MB", bytes / MEGABYTE);
    for (label, name) in [("b       peak memory", name::TALLY), ("c       peak memory", name::POLARS)] {
        let Some(contestant) = find(all, name) else { continue };
        let memory = watch(contestant)?;
        if memory.total == 0.0 {
            println!("  {label}: left out, for there is no /proc here");
            continue;
        }
        // The pages of the mapped file that are still in memory count as well.
        let target = (name == name::TALLY).then_some(("under 48 MB", memory.total < target::MEMORY));
        print_figure(label, &figure(memory.total), target);
        if name == name::TALLY {
            print_figure("        of it in no file (RssAnon)", &figure(memory.anonymous), None);
        }
    }
    Ok(())
}

fn print_short(all: &[Contestant]) {
    let Some(short) = find(all, name::SHORT) else { return };
    let [_, median, _] = spread(&short.whole);
    let figure = format!("{:.2} ms", median / MILLISECOND);
    print_figure("d       median", &figure, Some(("under 3 ms", median < target::SHORT)));
}
