//! Stands in for `data fetch` in builds without it: says that they cannot fetch, and how to get one that can.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{Call, error::Error};

/// Fetch data over the network, in builds that can: this one cannot.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// What a build that can fetch is asked for.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _asked: Vec<String>,
}

/// Refuses the command.
pub(super) fn run(_: &Call, _: &Arguments) -> Result<(), Error> {
    Err(no_network())
}

/// The path of a file that is here; an address is refused.
pub(super) fn at_hand(_: &Call, path: &Path) -> Result<PathBuf, Error> {
    if path.to_str().is_some_and(|text| text.contains("://")) { Err(no_network()) } else { Ok(path.to_path_buf()) }
}

fn no_network() -> Error {
    Error::usage("this unvote was built without `fetch`")
        .hints(["build it with `cargo build --release --features fetch`".to_owned()])
}
