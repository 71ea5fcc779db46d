//! The commands of the guide and of the README print what stands below them. `ERRSPEC_BLESS=1` writes what they print now.
#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::fs;
use std::process::Command;

use support::{Folder, compare, home, transcript};

/// Returns a page with its blocks of commands as they print now.
fn page(text: &str) -> (String, usize) {
    let folder = Folder::new();
    let (mut out, mut rest, mut count) = (String::new(), text, 0);
    while let Some((before, block)) = rest.split_once("```console\n") {
        let (block, after) = block.split_once("```\n").unwrap();
        out.extend([before, "```console\n", &transcript(&folder, block), "```\n"]);
        (rest, count) = (after, count + 1);
    }
    (out + rest, count)
}

#[test]
fn the_commands_of_the_pages_print_what_stands_below_them() {
    for (name, least) in [("guide/command-line.md", 5), ("guide/matching.md", 1), ("README.md", 1)] {
        let path = home().join("..").join(name);
        let expected = fs::read_to_string(&path).unwrap();
        let (found, count) = page(&expected);
        compare(&path, &expected, &found);
        assert!(count >= least, "{name} has {count} blocks of commands");
    }
}

#[test]
fn the_tables_of_the_project_are_as_fmt_writes_them() {
    let root = home().join("..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    let output = command.args(["fmt", "--check", "specs", "guide", "examples"]).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
