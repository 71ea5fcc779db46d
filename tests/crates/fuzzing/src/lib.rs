//! The checks behind the fuzz targets in `fuzz/`. They need no fuzzer: each takes any bytes, and panics if a promise is broken.
//!
//! ```text
//! draw        choices that are made by the bytes of an input
//! tables      the tables of the project
//! made_table  a table that is made of choices
//! numbered    tables that are made of a number, each once
//! made_value  values of fields that are made of choices
//! response    a response that is made for a table, so that its codes and locations meet those of the table
//! checks      the promises of a decoded response
//! table       target: the text of a table
//! message     target: a message against templates, compared with a matcher that tries everything
//! body        target: any response and any table
//! round_trip  target: an error is encoded and decoded
//! handed_on   target: a body is handed on as it came
//! own_table   target: the same by a table that the input makes
//! recording   target: files of recorded responses
//! ```

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod body;
mod checks;
mod draw;
#[path = "../../../../cli/src/failure.rs"]
#[allow(dead_code, unreachable_pub, reason = "commands use the rest")]
mod failure;
mod handed_on;
mod made_table;
mod made_value;
mod message;
mod numbered;
mod own_table;
#[path = "../../../../cli/src/recording/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "commands use the rest")]
mod recording;
mod recordings;
mod response;
mod round_trip;
mod table;
mod tables;

pub use body::check_body;
pub use handed_on::check_handed_on;
pub use message::check_message;
pub use own_table::check_own_table;
pub use recordings::check_recording;
pub use round_trip::check_round_trip;
pub use table::{check_table, check_table_report, check_table_text};
pub use tables::{SourceTable, table_files};

/// A fuzz target.
#[derive(Debug, Clone, Copy)]
pub struct FuzzTarget {
    /// Its name, which is that of the folder of its corpus.
    pub name: &'static str,
    /// Its check.
    pub check: fn(&[u8]),
}

/// All targets.
pub const TARGETS: &[FuzzTarget] = &[
    FuzzTarget { name: "table", check: check_table },
    FuzzTarget { name: "message", check: check_message },
    FuzzTarget { name: "body", check: check_body },
    FuzzTarget { name: "round_trip", check: check_round_trip },
    FuzzTarget { name: "handed_on", check: check_handed_on },
    FuzzTarget { name: "own_table", check: check_own_table },
    FuzzTarget { name: "recording", check: check_recording },
];

/// Returns the valid table that an input makes, if one is left of it.
#[must_use]
pub fn made_table(input: &[u8]) -> Option<String> {
    made_table::made_model(&mut draw::Draw::new(input)).map(|(text, _)| text)
}
