//! The speed claims of the store: adding a large file held against `wc -l`, and questions put to the store held against
//! `DuckDB` and Polars, which read the same record from Parquet.
//!
//! `cargo bench --bench store -- CSV...`; `benches/README.md` says what the figures mean. Whole processes are timed, in
//! turns, so that whatever else the machine does meets all of them alike.

mod shared;

use std::{fs, hint::black_box, path::Path, process::Command, process::ExitCode, time::Instant};

use shared::{
    Contestant, MEGABYTE, MILLISECOND, Outcome, UNVOTE, find, introduce, paired, print_figure, print_times, run,
    run_rounds, runs, spread, started, watch,
};
use unvote::{
    analysis::agreement::of_each_year,
    record::{Body, Selection},
    store::OpenStore,
};

/// Turns in which each process runs.
const ROUNDS: usize = 10;
/// Short commands in each turn.
const SHORT_RUNS: usize = 10;
/// Readings of the store within this process.
const READINGS: usize = 100;
/// The questions, as `unvote` takes them, as the programs below name them, and what is asked of the time.
const QUESTIONS: [(&str, &str, f64); 4] = [
    ("tally A/ES-11/L.10", "tally", 4e-3),
    ("against ES-11/8", "against", 4e-3),
    ("show ES-11/7", "show", 4e-3),
    ("compare US RU --by year", "compare", 15e-3),
];
/// What is asked of all members, with what is asked of its time: their agreement over all years as a table, the blocs of a
/// year, all pairs ranked by how they turned in a year.
const OF_ALL: [(&str, f64); 3] =
    [("matrix --format csv", 25e-3), ("blocs --year 2024", 30e-3), ("turning --pairs --year 2025", 0.6)];
/// A data add, in times of `wc -l`.
const TIMES_OF_WC: f64 = 2.5;
/// Memory of a data add beyond the mapped file, in bytes.
const MEMORY: f64 = 100e6;
/// The agreement of all pairs of members in every year, from the opening of the store, in seconds.
const ALL_PAIRS: f64 = 25e-3;

/// The names of processes that are no questions.
mod name {
    pub const WC: &str = "wc -l FILE";
    pub const ADD: &str = "unvote data add FILE";
    pub const NOTHING: &str = "true, which does nothing";
    pub const DUCKDB: &str = "DuckDB, all pairs by year";
    pub const POLARS: &str = "Polars, all pairs by year";
}

/// Writes the record as Parquet.
const PARQUET: &str = "
import sys, duckdb
duckdb.execute(f\"copy (select * from read_csv({sys.argv[2:]}, union_by_name=true, all_varchar=true)) \"
               f\"to '{sys.argv[1]}' (format parquet, compression zstd)\")
";
/// The least that `DuckDB` has to do for each question; it takes the time of the query, too, the best of several.
const DUCKDB: &str = r#"
import sys, time, duckdb
file, question, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
duckdb.execute("set enable_progress_bar = false")
votes = lambda codes: (f"(select undl_id, date[:4] as year, ms_code, ms_vote from '{file}' where resolution like 'A/%' "
                       f"and ms_vote in ('Y', 'N', 'A') {codes})")
pairs = lambda first, second, more: (
    f"from {votes(first)} a join {votes(second)} b on a.undl_id = b.undl_id {more} group by all")
sql = {
    "tally": f"select ms_vote, count(*) from '{file}' where draft = 'A/ES-11/L.10' group by 1",
    "against": f"select ms_code from '{file}' where resolution = 'A/RES/ES-11/8' and ms_vote = 'N'",
    "show": f"select * from '{file}' where resolution = 'A/RES/ES-11/7'",
    "compare": "select a.year, count(*), count(*) filter (a.ms_vote = b.ms_vote) "
               + pairs("and ms_code = 'USA'", "and ms_code in ('RUS', 'SUN')", ""),
    "pairs": "select a.year, a.ms_code, b.ms_code, count(*), count(*) filter (a.ms_vote = b.ms_vote) "
             + pairs("", "", "and a.ms_code < b.ms_code"),
}[question]
best = float("inf")
for _ in range(runs):
    start = time.perf_counter()
    rows = duckdb.sql(sql).fetchall() if question != "pairs" else duckdb.sql(sql).fetchnumpy()
    best = min(best, time.perf_counter() - start)
found = len(rows) if question in ("against", "show") else 0
if question == "tally":
    found = ",".join(str(dict(rows)[vote]) for vote in "YNAX")
if question == "compare":
    found = sum(row[1] for row in rows)
print(best, found)
"#;
/// The same of Polars.
const POLARS: &str = r#"
import sys, time
import polars as pl
file, question, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
table = pl.scan_parquet(file)
votes = (table.filter(pl.col("resolution").str.starts_with("A/") & pl.col("ms_vote").is_in(["Y", "N", "A"]))
         .select("undl_id", "ms_code", "ms_vote", year=pl.col("date").str.slice(0, 4)))
def agreement(first, second, keys):
    both = first.join(second, on=["undl_id", "year"])
    if "ms_code" in keys:
        both = both.filter(pl.col("ms_code") < pl.col("ms_code_right"))
    return both.group_by(keys).agg(pl.len(), same=(pl.col("ms_vote") == pl.col("ms_vote_right")).sum())
query = {
    "tally": lambda: table.filter(pl.col("draft") == "A/ES-11/L.10").group_by("ms_vote").agg(pl.len()),
    "against": lambda: table.filter((pl.col("resolution") == "A/RES/ES-11/8") & (pl.col("ms_vote") == "N")).select("ms_code"),
    "show": lambda: table.filter(pl.col("resolution") == "A/RES/ES-11/7"),
    "compare": lambda: agreement(votes.filter(pl.col("ms_code") == "USA"),
                                 votes.filter(pl.col("ms_code").is_in(["RUS", "SUN"])), ["year"]),
    "pairs": lambda: agreement(votes, votes, ["year", "ms_code", "ms_code_right"]),
}[question]
best = float("inf")
for _ in range(runs):
    start = time.perf_counter()
    rows = query().collect()
    best = min(best, time.perf_counter() - start)
found = rows.height if question in ("against", "show") else 0
if question == "tally":
    found = ",".join(str(dict(rows.iter_rows())[vote]) for vote in "YNAX")
if question == "compare":
    found = rows["len"].sum()
print(best, found)
"#;

fn main() -> ExitCode {
    started(|files| {
        if let Some(first) = files.first() {
            return measure(first, files);
        }
        println!("left out for want of a file: name one behind `--` or in UNVOTE_BENCH_CSV (see benches/README.md)");
        Ok(())
    })
}

fn measure(first: &str, files: &[String]) -> Outcome<()> {
    introduce()?;
    let work = tempfile::tempdir().map_err(|error| error.to_string())?;
    let at = |name: &str| work.path().join(name).display().to_string();
    let (store, fresh, parquet) = (at("store"), at("fresh"), at("record.parquet"));
    run(Command::new(UNVOTE).args(["data", "add", "--store", &store]).args(files))?;

    let mut all = vec![Contestant::new(name::WC, "wc", &["-l", first], 1)];
    let mut add = Contestant::new(name::ADD, UNVOTE, &["data", "add", "--store", &fresh, first], 1);
    add.folder = Some(fresh.into());
    all.push(add);
    all.push(Contestant::new(name::NOTHING, "true", &[], SHORT_RUNS));
    for question in QUESTIONS.map(|(question, ..)| question).into_iter().chain(OF_ALL.map(|(question, _)| question)) {
        let arguments: Vec<&str> = question.split(' ').chain(["--store", &store]).collect();
        all.push(Contestant::new(question, UNVOTE, &arguments, SHORT_RUNS));
    }
    let engines = engines(&store, &parquet, files)?;
    let long = engines.1;
    all.extend(engines.0);

    let size = |path: &str| fs::metadata(path).map_or(0.0, |file| file.len() as f64) / MEGABYTE;
    let name = first.rsplit('/').next().unwrap_or(first);
    println!("\n{name}, {:.1} MB, {ROUNDS} rounds", size(first));
    println!("the store of all files {:.2} MB, Parquet {:.2} MB", size(&at("store/record.unvote")), size(&parquet));
    run_rounds(&mut all, ROUNDS)?;
    print_times(&all);
    print_add(&all)?;
    print_questions(&all);
    in_process(work.path().join("store").as_path())?;
    all_pairs(long)
}

/// `DuckDB` and Polars with every question, and with that of all pairs; those that are there.
fn engines(store: &str, parquet: &str, files: &[String]) -> Outcome<(Vec<Contestant>, Vec<Contestant>)> {
    let (mut short, mut long) = (Vec::new(), Vec::new());
    if !runs("python3", &["-c", "import duckdb, polars"]) {
        println!("python3 with duckdb and polars is missing (pip install duckdb polars): left out");
        return Ok((short, long));
    }
    run(Command::new("python3").args(["-c", PARQUET, parquet]).args(files))?;
    let names = [
        ["DuckDB, tally", "DuckDB, against", "DuckDB, show", "DuckDB, compare"],
        ["Polars, tally", "Polars, against", "Polars, show", "Polars, compare"],
    ];
    let answers = QUESTIONS.map(|(question, word, _)| answer(store, question, word));
    for ((names, code), pairs) in names.into_iter().zip([DUCKDB, POLARS]).zip([name::DUCKDB, name::POLARS]) {
        for ((name, (_, word, _)), answer) in names.into_iter().zip(QUESTIONS).zip(&answers) {
            let engine = Contestant::new(name, "python3", &["-c", code, parquet, word, "3"], 1);
            short.push(engine.answering(answer.clone()?));
        }
        long.push(Contestant::new(pairs, "python3", &["-c", code, parquet, "pairs", "1"], 1).answering("0".to_owned()));
    }
    Ok((short, long))
}

/// What the store answers, which the others have to answer too: a tally, or the number of members, or of common votes.
fn answer(store: &str, question: &str, word: &str) -> Outcome<String> {
    let columns = match word {
        "tally" => "yes,no,abstain,non_voting",
        "compare" => "votes",
        _ => "member",
    };
    let mut command = Command::new(UNVOTE);
    command.args(question.split(' ')).args(["--store", store, "--format", "csv", "--columns", columns]);
    let (_, table) = run(&mut command)?;
    let rows = || table.lines().skip(1);
    Ok(match word {
        "tally" => rows().collect(),
        "compare" => rows().filter_map(|row| row.parse::<u32>().ok()).sum::<u32>().to_string(),
        _ => rows().count().to_string(),
    })
}

fn print_add(all: &[Contestant]) -> Outcome<()> {
    let (Some(wc), Some(add)) = (find(all, name::WC), find(all, name::ADD)) else { return Ok(()) };
    println!();
    let (median, figure) = paired(&add.whole, &wc.whole);
    print_figure("data add in times of wc", &figure, Some(("at most 2.5", median <= TIMES_OF_WC)));
    let least = spread(&add.whole)[0] / spread(&wc.whole)[0];
    print_figure("the same of the least times", &format!("{least:.2}"), None);
    let memory = watch(add)?;
    if memory.total == 0.0 {
        println!("  memory: left out, for there is no /proc here");
        return Ok(());
    }
    let figure = |bytes: f64| format!("{:.1} MB", bytes / MEGABYTE);
    let target = Some(("under 100 MB", memory.anonymous < MEMORY));
    print_figure("data add, peak memory in no file (RssAnon)", &figure(memory.anonymous), target);
    print_figure("data add, peak memory, mapped pages included", &figure(memory.total), None);
    Ok(())
}

fn print_questions(all: &[Contestant]) {
    for (question, word, target) in QUESTIONS {
        let Some(ours) = find(all, question) else { continue };
        print_time(ours, question, target);
        for engine in ["DuckDB", "Polars"] {
            let Some(theirs) = find(all, &format!("{engine}, {word}")) else { continue };
            let [whole, own] = [&theirs.whole, &theirs.own].map(|values| spread(values)[1] / spread(&ours.whole)[1]);
            print_figure(
                &format!("   {engine} in times of it: process, query"),
                &format!("{whole:.1}, {own:.1}"),
                None,
            );
        }
    }
    for (question, target) in OF_ALL {
        if let Some(ours) = find(all, question) {
            print_time(ours, question, target);
        }
    }
}

/// Prints the time of a command, and what is asked of it in seconds.
fn print_time(command: &Contestant, name: &str, target: f64) {
    let [least, median, _] = spread(&command.whole).map(|value| value / MILLISECOND);
    let asked = format!("under {:.0} ms", target / MILLISECOND);
    print_figure(name, &format!("{median:.2} ms (least {least:.2})"), Some((&asked, median < target / MILLISECOND)));
}

/// Prints the times of what is done with a store within one process.
fn in_process(store: &Path) -> Outcome<()> {
    let opened = || {
        let opened = OpenStore::open(store).map_err(|error| error.to_string())?.ok_or("there is no store")?;
        Ok::<_, String>(opened.load().map_err(|error| error.to_string())?.record)
    };
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..READINGS {
        let start = Instant::now();
        let record = opened()?;
        times[0].push(start.elapsed().as_secs_f64());
        for id in record.with_symbol("A/ES-11/L.10") {
            black_box(record.roll(id).tally());
        }
        times[1].push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        black_box(record.ids().map(|id| record.roll(id).known().len()).sum::<usize>());
        times[2].push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let record = opened()?;
        let ids = Selection { body: Some(Body::GeneralAssembly), ..Selection::default() }.of(&record);
        of_each_year(&record, &ids, |pairs| {
            black_box(pairs);
        });
        times[3].push(start.elapsed().as_secs_f64());
    }
    println!("\n  {:<37}{:>5}{:>10}{:>10}{:>10}", "within one process, milliseconds", "runs", "min", "median", "max");
    let labels =
        ["store opened", "store opened, one tally", "then the votes of all members", "store opened, all pairs by year"];
    for (label, times) in labels.iter().zip(&times) {
        let [min, median, max] = spread(times).map(|value| value / MILLISECOND);
        println!("  {label:<37}{:>5}{min:>10.2}{median:>10.2}{max:>10.2}", times.len());
    }
    let median = spread(&times[3])[1];
    let figure = format!("{:.2} ms", median / MILLISECOND);
    print_figure("all pairs of every year, from the opening", &figure, Some(("under 25 ms", median < ALL_PAIRS)));
    Ok(())
}

/// The question of all pairs put to the others, once, as it takes them long.
fn all_pairs(mut long: Vec<Contestant>) -> Outcome<()> {
    if !long.is_empty() {
        println!();
        long.iter_mut().try_for_each(Contestant::take_turn)?;
        print_times(&long);
    }
    Ok(())
}
