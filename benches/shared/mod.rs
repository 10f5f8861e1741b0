//! What the benchmarks of whole processes share: processes that take turns, their memory, and how figures are printed.

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The program that is measured, as `cargo bench` has built it.
pub const UNVOTE: &str = env!("CARGO_BIN_EXE_unvote");
/// Runs whose memory is watched.
const WATCHED: usize = 5;

/// In seconds.
pub const MILLISECOND: f64 = 1e-3;
/// In bytes.
pub const MEGABYTE: f64 = 1e6;

/// What came of a part of the benchmark, or what is wrong in words.
pub type Outcome<T> = Result<T, String>;

/// Runs a benchmark with the files that the command line or the environment names.
pub fn started(measure: impl Fn(&[String]) -> Outcome<()>) -> ExitCode {
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

/// Prints what is measured, and on how many cores.
pub fn introduce() -> Outcome<()> {
    let binary = fs::metadata(UNVOTE).map_err(|error| format!("{UNVOTE}: {error}"))?.len();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("unvote {}, {:.2} MB; {cores} cores", env!("CARGO_PKG_VERSION"), binary as f64 / MEGABYTE);
    Ok(())
}

/// Whether a program is there and ends well.
pub fn runs(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A process that takes its turns.
pub struct Contestant {
    /// What the table calls it; its lines are told apart by it.
    pub name: &'static str,
    program: &'static str,
    arguments: Vec<String>,
    /// Runs in each turn.
    repeats: usize,
    /// What it must print behind a time that it took itself.
    answer: Option<String>,
    /// A folder that is removed before each run.
    pub folder: Option<PathBuf>,
    /// Seconds of each run.
    pub whole: Vec<f64>,
    /// Seconds that it printed.
    pub own: Vec<f64>,
    /// Seconds of processor time of all runs.
    processor: f64,
}

impl Contestant {
    pub fn new(name: &'static str, program: &'static str, arguments: &[&str], repeats: usize) -> Self {
        let arguments = arguments.iter().map(ToString::to_string).collect();
        Self {
            name,
            program,
            arguments,
            repeats,
            answer: None,
            folder: None,
            whole: Vec::new(),
            own: Vec::new(),
            processor: 0.0,
        }
    }

    /// Expects this, behind a time that it took itself.
    pub fn answering(self, answer: String) -> Self {
        Self { answer: Some(answer), ..self }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        command.args(&self.arguments).stdin(Stdio::null());
        command
    }

    /// Removes the folder that it fills.
    fn prepare(&self) -> Outcome<()> {
        let Some(folder) = self.folder.as_ref().filter(|folder| folder.exists()) else { return Ok(()) };
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
    }

    /// Runs once and returns the whole time with the time that it took itself.
    fn run(&self) -> Outcome<(f64, Option<f64>)> {
        self.prepare()?;
        let (whole, printed) = run(&mut self.command())?;
        let Some(answer) = &self.answer else { return Ok((whole, None)) };
        match printed.trim().split_once(' ') {
            Some((own, votes)) if votes == answer => {
                own.parse().map(|own| (whole, Some(own))).map_err(|error| format!("{own}: {error}"))
            }
            _ => Err(format!("{} answers {} instead of {answer}", self.program, printed.trim())),
        }
    }

    /// Runs as often as a turn has it run.
    pub fn take_turn(&mut self) -> Outcome<()> {
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
pub fn run(command: &mut Command) -> Outcome<(f64, String)> {
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

/// Has all run in turns, so many rounds.
pub fn run_rounds(all: &mut [Contestant], rounds: usize) -> Outcome<()> {
    // Once each without a measure, so that files and programs are in memory.
    all.iter().try_for_each(|contestant| contestant.run().map(drop))?;
    for round in 0..rounds {
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
pub struct Memory {
    /// `VmHWM`: all that was in memory, mapped files included.
    pub total: f64,
    /// `RssAnon`: what belongs to no file.
    pub anonymous: f64,
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
pub fn watch(contestant: &Contestant) -> Outcome<Memory> {
    let failed = |error: std::io::Error| format!("{}: {error}", contestant.program);
    let mut memory = Memory::default();
    for _ in 0..WATCHED {
        contestant.prepare()?;
        let mut child = contestant.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(failed)?;
        while child.try_wait().map_err(failed)?.is_none() {
            memory.look(child.id());
            thread::sleep(Duration::from_micros(200));
        }
    }
    Ok(memory)
}

pub fn find<'a>(all: &'a [Contestant], name: &str) -> Option<&'a Contestant> {
    all.iter().find(|contestant| contestant.name == name)
}

/// Least, median and most; of nothing, zeros.
pub fn spread(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    let median = f64::midpoint(at(sorted.len().saturating_sub(1) / 2), at(sorted.len() / 2));
    [at(0), median, at(sorted.len().saturating_sub(1))]
}

/// The ratios of runs of the same turn: their median, and it in words with least and most.
pub fn paired(above: &[f64], below: &[f64]) -> (f64, String) {
    let pairs: Vec<f64> = above.iter().zip(below).map(|(above, below)| above / below).collect();
    let [min, median, max] = spread(&pairs);
    (median, format!("{median:.2} ({min:.2} to {max:.2})"))
}

/// Prints the times of all, and below each those that it took itself.
pub fn print_times(all: &[Contestant]) {
    println!("  {:<37}{:>5}{:>10}{:>10}{:>10}{:>11}", "milliseconds", "runs", "min", "median", "max", "processor");
    let line = |label: &str, seconds: &[f64], processor: &str| {
        let [min, median, max] = spread(seconds).map(|value| value / MILLISECOND);
        println!("  {label:<37}{:>5}{min:>10.2}{median:>10.2}{max:>10.2}{processor:>11}", seconds.len());
    };
    for contestant in all {
        let mean = contestant.processor / contestant.whole.len() as f64 / MILLISECOND;
        let processor = if mean > 0.0 { format!("{mean:.2}") } else { "not known".into() };
        line(contestant.name, &contestant.whole, &processor);
        if !contestant.own.is_empty() {
            line("   its query alone, best of its own", &contestant.own, "");
        }
    }
}

/// Prints a figure, and where there is a target whether it is met.
pub fn print_figure(label: &str, figure: &str, target: Option<(&str, bool)>) {
    let verdict = target.map_or(String::new(), |(target, met)| {
        let verdict = if met { "met" } else { "missed" };
        format!("   {target:<14}{verdict}")
    });
    println!("  {label:<44}{figure:>22}{verdict}");
}
