//! The speed claim of agreement: the positions of all pairs of members in every year, held against numpy's matrix products
//! on the same votes in the same run.
//!
//! `cargo bench --bench agreement -- CSV`; `benches/README.md` says what the figures mean.

use std::{
    env, fs,
    hint::black_box,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    thread,
    time::Instant,
};

use unvote::{
    analysis::agreement::{AllPairs, of_each_year, pairs_by_year},
    record::{Body, Record, RollCallId, Selection},
    source::{Options, load},
};

/// Turns of both.
const ROUNDS: usize = 6;
/// Computations in each turn.
const RUNS: usize = 10;
/// What is asked of the median, in seconds.
const TARGET: f64 = 6e-3;
/// Columns of votes in what numpy is given: one for each member that the table can hold.
const COLUMNS: usize = 256;
/// The least that numpy has to do: per year one product of the votes with themselves, yes, abstentions and no below each
/// other, which gives all nine counts of all pairs. Splitting the votes by year and kind is not timed, nor is taking the
/// counts out; the members without a vote in a year are left out of it, as unvote does. It prints the times and, to be
/// held against ours, each count of each year summed over all pairs.
const NUMPY: &str = r"
import sys, time
import numpy as np
raw = np.fromfile(sys.argv[1], dtype=np.int16).reshape(-1, 257)
runs = int(sys.argv[2])
years, votes = raw[:, 0], raw[:, 1:]
def split(rows):
    rows = rows[:, (rows > 0).any(axis=0)]
    return np.ascontiguousarray(np.concatenate([(rows == kind).T for kind in (1, 2, 3)]).astype(np.float32))
planes = [split(votes[years == year]) for year in np.unique(years)]
whole = split(votes)
def best(task):
    times, used = [], time.process_time()
    for _ in range(runs):
        start = time.perf_counter()
        result = task()
        times.append(time.perf_counter() - start)
    return times, (time.process_time() - used) / runs, result
times, used, products = best(lambda: [plane @ plane.T for plane in planes])
span, _, _ = best(lambda: whole @ whole.T)
print(*times)
print(*span)
print(used)
for product in products:
    m = product.shape[0] // 3
    above = np.triu(np.ones((m, m)), 1)
    cells = [(product[a * m:(a + 1) * m, b * m:(b + 1) * m] * above).sum() for a in range(3) for b in range(3)]
    print(*(int(cell) for cell in cells))
";

type Outcome<T> = Result<T, String>;

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
    match measure(&file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(file: &str) -> Outcome<()> {
    let record = load(&[PathBuf::from(file)], &Options::default()).map_err(|error| format!("{file}: {error}"))?.record;
    let ids = Selection { body: Some(Body::GeneralAssembly), ..Selection::default() }.of(&record);
    let years = pairs_by_year(&record, &ids);
    let pairs: usize = years.iter().map(|year| year.lines().len() * year.lines().len().saturating_sub(1) / 2).sum();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("{} roll calls, {} years, {pairs} pairs and years; {cores} cores", ids.len(), years.len());

    let votes = env::temp_dir().join(format!("unvote-agreement-{}.bin", std::process::id()));
    let numpy = has_numpy();
    if numpy {
        write_votes(&record, &ids, &votes).map_err(|error| format!("{}: {error}", votes.display()))?;
    } else {
        println!("numpy is missing for python3: left out");
    }
    let measured = rounds(&record, &ids, &years, numpy.then_some(votes.as_path()));
    if numpy {
        fs::remove_file(&votes).map_err(|error| format!("{}: {error}", votes.display()))?;
    }
    let Measured { ours, kept, theirs, span, processor } = measured?;
    println!("\n  milliseconds                                     runs       min    median       max");
    print_times("unvote, all pairs of every year", &ours);
    print_times("the same, all years kept in memory", &kept);
    if numpy {
        print_times("numpy, all pairs of every year", &theirs);
        print_times("numpy, all pairs over the whole span", &span);
        println!(
            "\n  processor time of one run, mean: unvote {:.2}, numpy by year {:.2}",
            processor[0] * 1e3,
            processor[1] * 1e3
        );
        println!("  numpy / unvote, medians   {:.2}", median(&theirs) / median(&ours));
    }
    let met = if median(&ours) < TARGET { "met" } else { "MISSED" };
    println!("  target: under {:.0} ms      {met}", TARGET * 1e3);
    Ok(())
}

/// What was measured, in seconds.
#[derive(Default)]
struct Measured {
    /// The times of unvote, year after year.
    ours: Vec<f64>,
    /// Its times when all years are kept.
    kept: Vec<f64>,
    /// Those of numpy by year.
    theirs: Vec<f64>,
    /// Those of numpy over the whole span.
    span: Vec<f64>,
    /// Processor time of a run on all cores, unvote's and numpy's by year; means.
    processor: [f64; 2],
}

/// Takes turns.
fn rounds(record: &Record, ids: &[RollCallId], years: &[AllPairs<i16>], votes: Option<&Path>) -> Outcome<Measured> {
    let mut measured = Measured::default();
    let expected = sums(years);
    for _ in 0..ROUNDS {
        let used = processor_time();
        for _ in 0..RUNS {
            let start = Instant::now();
            // Each year's counts are handed on whole, and their memory is used again.
            of_each_year(record, black_box(ids), |pairs| {
                black_box(pairs);
            });
            measured.ours.push(start.elapsed().as_secs_f64());
        }
        measured.processor[0] += (processor_time() - used) / (RUNS * ROUNDS) as f64;
        for _ in 0..RUNS {
            let start = Instant::now();
            let years = black_box(pairs_by_year(record, black_box(ids)));
            measured.kept.push(start.elapsed().as_secs_f64());
            drop(years);
        }
        let Some(votes) = votes else { continue };
        let text = python(&[NUMPY, &votes.to_string_lossy(), &RUNS.to_string()])?;
        let mut lines = text.lines();
        let mut times = || lines.next().unwrap_or_default().split(' ').filter_map(|time| time.parse::<f64>().ok());
        measured.theirs.extend(times());
        measured.span.extend(times());
        measured.processor[1] += times().sum::<f64>() / ROUNDS as f64;
        if !lines.eq(expected.iter()) {
            return Err("numpy and unvote do not count the same".to_owned());
        }
    }
    Ok(measured)
}

/// Each of the nine counts of each year, summed over all pairs.
fn sums(years: &[AllPairs<i16>]) -> Vec<String> {
    let sum = |year: &AllPairs<i16>| {
        let mut cells = [0_u64; 9];
        for (.., positions) in year.iter() {
            cells.iter_mut().zip(positions.counts.as_flattened()).for_each(|(sum, count)| *sum += u64::from(*count));
        }
        cells.map(|cell| cell.to_string()).join(" ")
    };
    years.iter().map(sum).collect()
}

/// Writes the year and the votes of each roll call: 1 yes, 2 abstain, 3 no, 0 none.
fn write_votes(record: &Record, ids: &[RollCallId], path: &Path) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(fs::File::create(path)?);
    for &id in ids {
        let Some(day) = record.roll_call(id).date else { continue };
        let roll = record.lines(id);
        let mut row = [0_i16; COLUMNS];
        for (kind, set) in (1..).zip([roll.yes, roll.abstain, roll.no]) {
            set.iter().for_each(|member| row[member.index()] = kind);
        }
        out.write_all(&day.year().to_ne_bytes())?;
        for vote in row {
            out.write_all(&vote.to_ne_bytes())?;
        }
    }
    out.flush()
}

/// User and system time of this process so far, in seconds: hundredths, the unit of Linux, or 0 elsewhere.
fn processor_time() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn has_numpy() -> bool {
    Command::new("python3").args(["-c", "import numpy"]).output().is_ok_and(|output| output.status.success())
}

fn python(arguments: &[&str]) -> Outcome<String> {
    let output = Command::new("python3").arg("-c").args(arguments).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn print_times(label: &str, times: &[f64]) {
    let least = times.iter().copied().fold(f64::INFINITY, f64::min);
    let most = times.iter().copied().fold(0.0, f64::max);
    let [least, median, most] = [least, median(times), most].map(|time| time * 1e3);
    println!("  {label:45} {:>7} {least:>9.2} {median:>9.2} {most:>9.2}", times.len());
}
