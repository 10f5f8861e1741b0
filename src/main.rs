//! The command line of `unvote`.
#![allow(unsafe_code)]

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether standard output was closed when the program began. Before `main`, the language puts the null device in its
/// place, where an answer would be lost without a word.
static IS_CLOSED: AtomicBool = AtomicBool::new(false);

#[cfg(target_os = "linux")]
#[used]
// SAFETY: what stands in this section is called once before `main`; this looks at a descriptor and notes what it saw.
#[unsafe(link_section = ".init_array")]
static BEFORE_MAIN: extern "C" fn() = look;

#[cfg(target_os = "linux")]
extern "C" fn look() {
    use std::{io, os::fd::AsFd as _};

    const BAD_DESCRIPTOR: i32 = 9;
    let looked = io::stdout().as_fd().try_clone_to_owned();
    IS_CLOSED.store(looked.is_err_and(|error| error.raw_os_error() == Some(BAD_DESCRIPTOR)), Ordering::Relaxed);
}

fn main() -> ExitCode {
    unvote::cli::run(IS_CLOSED.load(Ordering::Relaxed))
}
