//! Commands as a user types them, and what they print. `ERRSPEC_BLESS=1` writes what they print now.
#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::fs;

use support::{Folder, compare, files, home, transcript};

#[test]
fn the_commands_print_what_the_transcripts_say() {
    for path in files(&home().join("tests/transcripts")) {
        let expected = fs::read_to_string(&path).unwrap();
        compare(&path, &expected, &transcript(&Folder::new(), &expected));
    }
}
