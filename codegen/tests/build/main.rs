//! The front end for build scripts: a test for each promise. What cargo makes of it is in `build_cargo.rs`.

#![allow(clippy::panic, clippy::expect_used)]

mod check;
mod code;
mod options;
mod outside_cargo;
mod package;
mod paths;
mod report;
mod write;

pub(crate) use self::package::Package;
