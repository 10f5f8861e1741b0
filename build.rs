//! Asks the linker for a smaller program where it can make one: the released program alone, which does nothing else for it.
//!
//! Whether the linker knows an option, and the C library starts what it then makes, differs from machine to machine. So it is
//! tried: an empty program is linked with the option, and run. What fails is left out, and no error.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// Functions with the same code are kept once: a twentieth of the program. Rust never promised that two functions have two
/// addresses. lld and gold know it.
const FOLDED: &str = "-Wl,--icf=all";
/// Addresses that the loader sets, most of them in tables of texts and functions, take a bit each and not 24 bytes: a
/// twelfth of the program. lld knows it, and GNU ld 2.38; an older one warns only. The program needs glibc 2.36 to start then,
/// which the tools that note what a package depends on do not all see: who builds for others sets `UNVOTE_PORTABLE=1`, and
/// it is not asked for.
const PACKED: &str = "-Wl,-z,pack-relative-relocs";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=UNVOTE_PORTABLE");
    let is_released = is("PROFILE", "release") && env::var_os("CARGO_FEATURE_CLI").is_some();
    let runs_here = is("CARGO_CFG_TARGET_OS", "linux") && env::var_os("HOST") == env::var_os("TARGET");
    if !is_released || !runs_here {
        return;
    }
    let options: &[&str] = if is("UNVOTE_PORTABLE", "1") { &[FOLDED] } else { &[FOLDED, PACKED] };
    for option in options.iter().filter(|option| works(option).unwrap_or(false)) {
        println!("cargo:rustc-link-arg-bins={option}");
    }
}

fn is(variable: &str, value: &str) -> bool {
    env::var(variable).is_ok_and(|set| set == value)
}

/// Whether an empty program that is linked with an option, by the linker and with the flags of this build, runs.
fn works(option: &str) -> Option<bool> {
    let folder = PathBuf::from(env::var_os("OUT_DIR")?);
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    fs::write(&source, "fn main() {}\n").ok()?;
    let mut rustc = Command::new(env::var_os("RUSTC")?);
    rustc.args([source.as_path(), Path::new("-o"), &program]).args(["-C", &format!("link-arg={option}")]);
    if let Some(linker) = env::var_os("RUSTC_LINKER") {
        rustc.arg("-C").arg(format!("linker={}", linker.to_string_lossy()));
    }
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    rustc.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    let succeeds = |command: &mut Command| {
        let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        ended.is_ok_and(|ended| ended.success())
    };
    Some(succeeds(&mut rustc) && succeeds(&mut Command::new(program)))
}
