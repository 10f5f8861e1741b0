//! The speed claims.

fn main() {}
