//! The front end for build scripts, with a test for each promise. `build_cargo.rs` tests it with cargo.

#![allow(clippy::panic, clippy::expect_used)]

mod check;
mod code;
mod extends;
mod options;
mod outside_cargo;
mod package;
mod paths;
mod report;
mod several;
mod warnings;
mod write;

pub(crate) use self::package::Package;
