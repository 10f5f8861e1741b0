//! The speed claims: a tally from a large file held against `wc -l` and Polars, and one from the embedded record.
//!
//! `cargo bench --bench load -- [CSV...]`; `benches/README.md` says what the figures mean. Whole processes are timed, in
//! turns, so that whatever else the machine does meets all of them alike.

use std::{
    env, fs,
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The program that is measured, as `cargo bench` has built it.
const UNVOTE: &str = env!("CARGO_BIN_EXE_unvote");
/// Turns in which each process runs.
const ROUNDS: usize = 20;
/// Tallies from the embedded record in each turn.
const SHORT_RUNS: usize = 10;
/// Runs whose memory is watched.
const WATCHED: usize = 5;
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
    pub const QUERY: &str = "c' Polars, query alone, best of three";
    pub const SHORT: &str = "d  unvote tally A/ES-11/L.10";
    pub const NOTHING: &str = "   true, which does nothing";
}

const MILLISECOND: f64 = 1e-3;
const MEGABYTE: f64 = 1e6;

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

type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("nothing is measured but by `cargo bench`: only that builds the program as it is released");
        return ExitCode::SUCCESS;
    }
    let mut files: Vec<String> = arguments.into_iter().filter(|argument| !argument.starts_with("--")).collect();
    if files.is_empty() {
        files.extend(env::var("UNVOTE_BENCH_CSV").ok().filter(|file| !file.is_empty()));
    }
    match measure(&files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(files: &[String]) -> Outcome<()> {
    let binary = fs::metadata(UNVOTE).map_err(|error| format!("{UNVOTE}: {error}"))?.len();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("unvote {}, {:.2} MB; {cores} cores", env!("CARGO_PKG_VERSION"), binary as f64 / MEGABYTE);
    if files.is_empty() {
        println!("\nEmbedded record, {ROUNDS} rounds");
        let mut all = embedded();
        run_rounds(&mut all)?;
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
            all.push(Contestant::new(name, "python3", &["-c", POLARS, file, queries], 1).answering(copies));
        }
    } else {
        println!("  python3 with polars is missing (pip install polars): left out");
    }
    all.extend(embedded());

    run_rounds(&mut all)?;
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

fn runs(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
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

/// A process that takes its turns.
struct Contestant {
    name: &'static str,
    program: &'static str,
    arguments: Vec<String>,
    /// Runs in each turn.
    repeats: usize,
    /// What it must print behind a time that it took itself.
    answer: Option<String>,
    /// Seconds of each run.
    whole: Vec<f64>,
    /// Seconds that it printed.
    own: Vec<f64>,
    /// Seconds of processor time of all runs.
    processor: f64,
}

impl Contestant {
    fn new(name: &'static str, program: &'static str, arguments: &[&str], repeats: usize) -> Self {
        let arguments = arguments.iter().map(ToString::to_string).collect();
        Self { name, program, arguments, repeats, answer: None, whole: Vec::new(), own: Vec::new(), processor: 0.0 }
    }

    /// Expects the vote so many times.
    fn answering(self, copies: usize) -> Self {
        Self { answer: Some(VOTES.map(|votes| (votes * copies).to_string()).join(" ")), ..self }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        command.args(&self.arguments).stdin(Stdio::null());
        command
    }

    /// Runs once and returns the whole time with the time that it took itself.
    fn run(&self) -> Outcome<(f64, Option<f64>)> {
        let (whole, printed) = run(&mut self.command())?;
        let Some(answer) = &self.answer else { return Ok((whole, None)) };
        match printed.trim().split_once(' ') {
            Some((own, votes)) if votes == answer => {
                own.parse().map(|own| (whole, Some(own))).map_err(|error| format!("{own}: {error}"))
            }
            _ => Err(format!("{} answers {} instead of {answer}", self.program, printed.trim())),
        }
    }

    fn take_turn(&mut self) -> Outcome<()> {
        let before = processor_time();
        for _ in 0..self.repeats {
            let (whole, own) = self.run()?;
            self.whole.push(whole);
            self.own.extend(own);
        }
        self.processor += processor_time() - before;
        Ok(())
    }
}

/// Runs to the end; returns the seconds from before its start to after its end, and what it printed.
fn run(command: &mut Command) -> Outcome<(f64, String)> {
    let start = Instant::now();
    let output = command.output().map_err(|error| format!("{}: {error}", program(command)))?;
    let seconds = start.elapsed().as_secs_f64();
    if output.status.success() {
        Ok((seconds, String::from_utf8_lossy(&output.stdout).into_owned()))
    } else {
        Err(format!("{} failed: {}", program(command), String::from_utf8_lossy(&output.stderr).trim()))
    }
}

fn program(command: &Command) -> &str {
    command.get_program().to_str().unwrap_or("a program")
}

fn run_rounds(all: &mut [Contestant]) -> Outcome<()> {
    // Once each without a measure, so that files and programs are in memory.
    all.iter().try_for_each(|contestant| contestant.run().map(drop))?;
    for round in 0..ROUNDS {
        // Another one begins each round: none stands always behind the same neighbour.
        let first = round % all.len();
        let (before, from) = all.split_at_mut(first);
        from.iter_mut().chain(before).try_for_each(Contestant::take_turn)?;
    }
    Ok(())
}

/// Seconds of processor time of all child processes that have ended; nothing where the system does not tell.
fn processor_time() -> f64 {
    /// Linux counts in hundredths of a second here, whatever the processor.
    const TICK: f64 = 0.01;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in parentheses, these are the 14th and the 15th field: cutime and cstime.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() * TICK
}

/// The highest value that was seen of each line of `/proc/PID/status`, in bytes.
#[derive(Clone, Copy, Default)]
struct Memory {
    /// `VmHWM`: all that was in memory, mapped files included.
    total: f64,
    /// `RssAnon`: what belongs to no file.
    anonymous: f64,
}

impl Memory {
    fn look(&mut self, pid: u32) {
        let Ok(status) = fs::read_to_string(format!("/proc/{pid}/status")) else { return };
        let value = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key));
            let number = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|n| n.parse::<f64>().ok());
            number.map_or(0.0, |kibibytes| kibibytes * 1024.0)
        };
        self.total = self.total.max(value("VmHWM"));
        self.anonymous = self.anonymous.max(value("RssAnon"));
    }
}

/// Watches the memory of several runs.
fn watch(contestant: &Contestant) -> Outcome<Memory> {
    let failed = |error: std::io::Error| format!("{}: {error}", contestant.program);
    let mut memory = Memory::default();
    for _ in 0..WATCHED {
        let mut child = contestant.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(failed)?;
        while child.try_wait().map_err(failed)?.is_none() {
            memory.look(child.id());
            thread::sleep(Duration::from_micros(200));
        }
    }
    Ok(memory)
}

fn find<'a>(all: &'a [Contestant], name: &str) -> Option<&'a Contestant> {
    all.iter().find(|contestant| contestant.name == name)
}

/// Least, median and most; of nothing, zeros.
fn spread(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    let median = f64::midpoint(at(sorted.len().saturating_sub(1) / 2), at(sorted.len() / 2));
    [at(0), median, at(sorted.len().saturating_sub(1))]
}

fn print_times(all: &[Contestant]) {
    println!("  {:<37}{:>5}{:>10}{:>10}{:>10}{:>11}", "milliseconds", "runs", "min", "median", "max", "processor");
    let line = |label: &str, seconds: &[f64], processor: &str| {
        let [min, median, max] = spread(seconds).map(|value| value / MILLISECOND);
        println!("  {label:<37}{:>5}{min:>10.2}{median:>10.2}{max:>10.2}{processor:>11}", seconds.len());
    };
    for contestant in all {
        let mean = contestant.processor / contestant.whole.len() as f64 / MILLISECOND;
        let processor = if mean > 0.0 { format!("{mean:.2}") } else { "not known".into() };
        line(contestant.name, &contestant.whole, &processor);
        if contestant.name == name::QUERIES {
            line(name::QUERY, &contestant.own, "");
        }
    }
}

/// Prints a figure, and where there is a target whether it is met.
fn print_figure(label: &str, figure: &str, target: Option<(&str, bool)>) {
    let verdict = target.map_or(String::new(), |(target, met)| {
        let verdict = if met { "met" } else { "missed" };
        format!("   {target:<14}{verdict}")
    });
    println!("  {label:<44}{figure:>22}{verdict}");
}

fn print_ratios(all: &[Contestant], bytes: u64) {
    let Some(tally) = find(all, name::TALLY) else { return };
    let paired = |above: &[f64], below: &[f64]| {
        let pairs: Vec<f64> = above.iter().zip(below).map(|(above, below)| above / below).collect();
        let [min, median, max] = spread(&pairs);
        (median, format!("{median:.2} ({min:.2} to {max:.2})"))
    };
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
