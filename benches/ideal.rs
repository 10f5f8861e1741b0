//! The speed claim of ideal points, as whole processes from a store: all sessions, one session that is fitted by itself, and
//! the same session by `pscl::ideal` in R, with the correlation of both.
//!
//! `cargo bench --bench ideal -- CSV`; `benches/README.md` says what the figures mean.

#[allow(dead_code)] // memory is watched by the others
mod shared;

use std::{env, fs, path::Path, process::Command, process::ExitCode};

use shared::{
    Contestant, Outcome, UNVOTE, introduce, print_figure, print_times, run, run_rounds, runs, spread, started,
};

const ROUNDS: usize = 10;
/// What is asked of the medians, in seconds.
const TARGET_OF_ALL: f64 = 1.5;
const TARGET_OF_ONE: f64 = 60e-3;
/// The session that is fitted by itself.
const SESSION: &str = "79";
/// The sampler of R's package on the same session, 5,000 draws of which 1,000 are passed over; it prints its seconds and the
/// correlation over members. It takes yes and no alone, abstentions as missing.
const PSCL: &str = r#"
suppressMessages(library(pscl))
a <- commandArgs(TRUE)
x <- read.csv(a[1], check.names = FALSE)
rc <- rollcall(x[, -(1:4)], yea = 1, nay = 3, missing = c(2, 8, NA), notInLegis = 9, legis.names = x$member)
t <- system.time(capture.output(f <- ideal(rc, d = 1, maxiter = 5000, burnin = 1000, thin = 10, normalize = TRUE)))
m <- merge(data.frame(member = rownames(f$xbar), x = f$xbar[, 1]), read.csv(a[2]), by = "member")
cat(t[["elapsed"]], abs(cor(m$x, m$position)), nrow(m), "\n")
"#;

fn main() -> ExitCode {
    started(|files| {
        let Some(file) = files.first() else {
            println!(
                "left out for want of a file: name one behind `--` or in UNVOTE_BENCH_CSV (see benches/README.md)"
            );
            return Ok(());
        };
        introduce()?;
        let folder = env::temp_dir().join(format!("unvote-ideal-{}", std::process::id()));
        let measured = measure(file, &folder);
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        measured
    })
}

fn measure(file: &str, folder: &Path) -> Outcome<()> {
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let store = path("store");
    run(Command::new(UNVOTE).args(["data", "add", file, "--store", &store, "--quiet"]))?;
    let shared = ["--store", &store, "--format", "csv", "--quiet"];
    let of = |name, arguments: &[&str]| Contestant::new(name, UNVOTE, &[arguments, &shared].concat(), 1);
    let mut all = [
        of("unvote ideal, all sessions", &["ideal"]),
        of("unvote ideal, one session by itself", &["ideal", "--fit", "selection", "--session", SESSION]),
    ];
    run_rounds(&mut all, ROUNDS)?;
    print_times(&all);
    for (one, target, told) in [(&all[0], TARGET_OF_ALL, "under 1.5 s"), (&all[1], TARGET_OF_ONE, "under 60 ms")] {
        let median = spread(&one.whole)[1];
        print_figure(one.name, &format!("{median:.3} s"), Some((told, median < target)));
    }
    if !runs("Rscript", &["-e", "library(pscl)"]) {
        println!("  pscl is missing for Rscript: left out");
        return Ok(());
    }
    let (votes, ours) = (path("votes.csv"), path("ideal.csv"));
    run(Command::new(UNVOTE).args(["export", "rollcall", "--session", SESSION, "--store", &store, "-q", "-o", &votes]))?;
    let one = ["ideal", "--fit", "selection", "--session", SESSION, "--store", &store, "-q", "-o", &ours];
    run(Command::new(UNVOTE).args(one))?;
    let (_, told) = run(Command::new("Rscript").args(["-e", PSCL, &votes, &ours]))?;
    let mut told = told.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
    let (Some(seconds), Some(r)) = (told.next(), told.next()) else { return Err("pscl told nothing".to_owned()) };
    print_figure("pscl::ideal, 5,000 draws of that session", &format!("{seconds:.1} s"), None);
    print_figure("pscl / unvote", &format!("{:.0}", seconds / spread(&all[1].whole)[1]), None);
    print_figure("correlation of both over members", &format!("{r:.3}"), None);
    Ok(())
}
