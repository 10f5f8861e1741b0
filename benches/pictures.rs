//! The speed claims of pictures, briefs and sites, as whole processes that take turns with the command alone.
//!
//! `cargo bench --bench pictures -- CSV`; `benches/README.md` says what the figures mean. With `--features png` PNG is
//! measured as well.

#[allow(dead_code)] // what is watched is measured by the others
mod shared;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use shared::{Outcome, UNVOTE, introduce, spread, started};

/// Turns.
const ROUNDS: usize = 15;

/// A command, the one that it is held against, and what may lie between both, in milliseconds.
struct Claim {
    name: &'static str,
    arguments: &'static str,
    alone: &'static str,
    target: f64,
}

/// A vote is drawn from the embedded record, which takes the least time to load.
const PICTURES: [Claim; 3] = [
    Claim { name: "a vote as SVG", arguments: "tally ES-11/7 --format svg", alone: "tally ES-11/7", target: 10.0 },
    Claim {
        name: "flows as SVG",
        arguments: "shift ES-11/6 ES-11/7 --format svg",
        alone: "shift ES-11/6 ES-11/7",
        target: 10.0,
    },
    Claim {
        name: "agreement as SVG",
        arguments: "compare US GB --by year --format svg",
        alone: "compare US GB --by year",
        target: 10.0,
    },
];
/// The same in pixels, 1,200 wide.
const PIXELS: Claim =
    Claim { name: "a vote as PNG", arguments: "tally ES-11/7 --format png", alone: "tally ES-11/7", target: 60.0 };
/// Briefs of the whole record, held against nothing.
const BRIEFS: [Claim; 3] = [
    Claim { name: "brief SYMBOL", arguments: "brief ES-11/7", alone: "", target: 100.0 },
    Claim { name: "with surprising votes", arguments: "brief ES-11/7 --surprising", alone: "", target: 2_000.0 },
    Claim { name: "brief --country", arguments: "brief --country UY --year 2025", alone: "", target: 2_000.0 },
];

fn main() -> ExitCode {
    started(|files| {
        introduce()?;
        println!("  milliseconds, {ROUNDS} runs                    min    median       max");
        PICTURES.iter().try_for_each(|claim| told(claim, &[]))?;
        if cfg!(feature = "png") {
            told(&PIXELS, &[])?;
        }
        let Some(file) = files.first() else {
            println!("briefs and sites are left out for want of a file: name one behind `--` or in UNVOTE_BENCH_CSV");
            return Ok(());
        };
        let folder = std::env::temp_dir().join(format!("unvote-bench-{}", std::process::id()));
        let measured = of_the_whole_record(file, &folder);
        let _ = fs::remove_dir_all(&folder);
        measured
    })
}

fn of_the_whole_record(file: &str, folder: &Path) -> Outcome<()> {
    let store = folder.join("store").to_string_lossy().into_owned();
    timed(&format!("data add {file} --store {store}"))?;
    let kept = ["--store", &store];
    BRIEFS.iter().try_for_each(|claim| told(claim, &kept))?;
    let site: PathBuf = folder.join("site");
    for name in ["atlas", "atlas, again"] {
        let seconds = timed(&format!("atlas -o {} --store {store}", site.display()))? / 1e3;
        println!("  {name:<32} {seconds:>9.1} seconds");
    }
    Ok(())
}

/// The milliseconds of a command, whose output is thrown away.
fn timed(arguments: &str) -> Outcome<f64> {
    let mut command = Command::new(UNVOTE);
    command.args(arguments.split_whitespace()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().map_err(|error| format!("{UNVOTE}: {error}"))?;
    if !status.success() {
        return Err(format!("unvote {arguments}: {status}"));
    }
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

/// Times a command and the one it is held against in turns, and prints what lies between both.
fn told(claim: &Claim, more: &[&str]) -> Outcome<()> {
    let of = |arguments: &str| format!("{arguments} {}", more.join(" "));
    timed(&of(claim.arguments))?;
    let mut beyond = Vec::new();
    for _ in 0..ROUNDS {
        let alone = if claim.alone.is_empty() { 0.0 } else { timed(&of(claim.alone))? };
        beyond.push(timed(&of(claim.arguments))? - alone);
    }
    let [least, median, most] = spread(&beyond);
    let met = if median < claim.target { "met" } else { "MISSED" };
    println!("  {:<32} {least:>9.1} {median:>9.1} {most:>9.1}   target {} {met}", claim.name, claim.target);
    Ok(())
}
