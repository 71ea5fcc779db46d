//! The corpora of the fuzz targets, and inputs that are made of numbers: every check holds without a fuzzer.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;

use errspec_tests_fuzzing::TARGETS;

#[test]
fn the_inputs_of_the_corpora_break_no_promise() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz/corpus");
    for target in TARGETS {
        let folder = corpora.join(target.name);
        let mut count = 0;
        for entry in fs::read_dir(&folder).expect("each target has a corpus") {
            let path = entry.expect("the folder is read").path();
            (target.check)(&fs::read(&path).expect("the input is read"));
            count += 1;
        }
        assert!(count > 10, "the corpus of {} has {count} inputs", target.name);
    }
}

#[test]
fn random_inputs_break_no_promise() {
    for target in TARGETS {
        // All targets have the same inputs, so that those that take a table by a number make it once.
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut byte = || {
            // Xorshift, after Marsaglia.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()[0]
        };
        // Each input of this target makes and checks a table of its own.
        let count = if target.name == "own_table" { 50 } else { 250 };
        for _ in 0..count {
            let length = usize::from(byte()) * 2;
            let input: Vec<u8> = (0..length).map(|_| byte()).collect();
            (target.check)(&input);
        }
    }
}
