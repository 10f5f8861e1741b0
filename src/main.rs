//! The command line of `unvote`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match unvote::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            error.exit_code()
        }
    }
}
