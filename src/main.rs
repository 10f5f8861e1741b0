//! The command line of `unvote`.

fn main() {}
