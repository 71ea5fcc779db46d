//! The layout of the image has a number, which changes with it.

#![allow(clippy::panic, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errspec_engine::table::LAYOUT;

use crate::read::read;
use crate::source::Source;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/image").join(name)
}

/// The image of a table that has every kind of row, with the number of its layout in the first line.
fn dump() -> String {
    let table = fs::read_to_string(path("table.toml")).expect("the table can be read");
    let model = read(&Source::new("table.toml", table)).unwrap_or_else(|report| panic!("{report}"));
    let mut out = format!("layout {LAYOUT}\n\n{}\n", model.image.text());
    for (number, section) in model.image.sections().into_iter().enumerate() {
        write!(out, "\nsection {number}:").expect("a string can be written");
        for (place, byte) in section.iter().enumerate() {
            let space = if place % 32 == 0 { "\n" } else { " " };
            write!(out, "{space}{byte:02x}").expect("a string can be written");
        }
        out.push('\n');
    }
    out
}

#[test]
fn an_image_that_changes_has_another_layout_number() {
    let recorded = fs::read_to_string(path("image.txt")).unwrap_or_default();
    let written = dump();
    if recorded == written {
        return;
    }
    let same_number = recorded.lines().next() == written.lines().next();
    assert!(
        !same_number,
        "the image of a fixed table has changed: raise `LAYOUT` in engine/src/table/image.rs, since code that an older version \
         generated has the old image"
    );
    assert!(
        env::var_os("ERRSPEC_BLESS").is_some(),
        "`LAYOUT` has changed; `ERRSPEC_BLESS=1 cargo test -p errspec-codegen --lib image` records the new image"
    );
    fs::write(path("image.txt"), written).expect("the image can be written");
}

#[test]
fn the_recorded_image_has_rows_in_every_section() {
    let recorded = dump();
    let empty = recorded.split("\nsection ").skip(1).filter(|section| section.trim_end().ends_with(':'));
    let empty: Vec<&str> = empty.map(str::trim_end).collect();
    assert!(empty.is_empty(), "sections without a row: {empty:?}");
}
