//! The one integration test program, so that everything is linked once: what users see, hostile files, the real files
//! beside the project, and what holds the sources and their documentation together.

mod cli;
mod conformance;
mod documented;
mod hostile;
mod house;
mod readme;
mod server;
mod turns;
