//! The enums of all tables of the project, as a build script generates them, less the `#[allow(..)]` on each of their items.
//!
//! To the compiler such code is the user's own. So none of its lints may fire that are on by default: what is wrong with generated code is
//! corrected, and not allowed.

#![deny(warnings, clippy::all)]
// Nothing here uses the enums, and what a table declares deprecated is deprecated in its enum.
#![allow(dead_code, deprecated, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
