//! The architecture: crates, modules and files use only lower ones.
//!
//! The checker reads every file of a crate with `syn`, resolves each path in it to the file that defines the item, and
//! checks the arrows between files. A `mod` and a re-export are not arrows, and test modules are ignored.
//!
//! - [`files`]: the files of a crate
//! - [`syntax`]: the paths in a stream of tokens
//! - [`modules`]: the modules of a crate, with what each defines, imports and mentions
//! - [`resolve`]: the file behind a path
//! - [`graph`]: the arrows between files, and their cycles
//! - [`floors`]: the floors that ARCHITECTURE.md lists
//! - [`manifest`]: the arrows between crates
//! - [`names`]: the names of types, which are unique in a crate
//!
//! `cargo test -p errspec-tests --test floors -- --nocapture` also prints the arrows between the modules of each crate.
//!
//! Two kinds of use are not found: the call of a method whose `impl` is in another file than its type, and a function that the
//! file itself re-exports and names without calling it.

#![allow(clippy::panic, clippy::expect_used)]

mod checker;
mod files;
mod floors;
mod graph;
mod manifest;
mod modules;
mod names;
mod resolve;
mod syntax;

use std::fs;
use std::path::{Path, PathBuf};

use files::Files;
use floors::Floors;
use graph::Graph;

/// The folders of the crates that are checked, each with the crates of this project that it may depend on.
const CRATES: [(&str, &[&str]); 5] = [
    ("engine", &[]),
    ("codegen", &["errspec-engine"]),
    ("macros", &["errspec-codegen"]),
    ("runtime", &["errspec-engine", "errspec-macros"]),
    ("cli", &["errspec-codegen", "errspec-engine"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the crates whose folder exists, each with the arrows between its files.
fn graphs() -> Vec<(&'static str, Graph)> {
    let folders = CRATES.iter().map(|(name, _)| (*name, root().join(name).join("src")));
    let present = folders.filter(|(_, folder)| folder.is_dir());
    present
        .map(|(name, folder)| {
            let files = files::read(&folder).expect("the folder of a crate can be read");
            (name, graph_of(&files).unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect()
}

fn graph_of(files: &Files) -> Result<Graph, String> {
    Ok(resolve::arrows(&modules::read(files)?))
}

#[test]
fn no_files_form_a_cycle() {
    let mut problems = Vec::new();
    for (name, graph) in graphs() {
        println!("{name}: {graph}");
        problems.extend(graph.cycles().into_iter().map(|cycle| format!("{name}: {cycle}")));
    }
    assert!(problems.is_empty(), "{} cycles:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn modules_use_only_lower_floors() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read");
    let mut problems = Vec::new();
    for (name, graph) in graphs() {
        match Floors::read(&page, name) {
            Some(floors) => problems.extend(floors.check(&graph).iter().map(|problem| format!("{name}: {problem}"))),
            None => problems.push(format!("{name}: ARCHITECTURE.md has no block that begins with ```floors {name}")),
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn types_have_unique_names() {
    let mut problems = Vec::new();
    for (name, _) in CRATES {
        let files = files::read(&root().join(name).join("src")).expect("the folder of a crate can be read");
        let read = modules::read(&files).unwrap_or_else(|error| panic!("{name}: {error}"));
        problems.extend(names::repeated_types(&read).into_iter().map(|problem| format!("{name}: {problem}")));
    }
    assert!(problems.is_empty(), "two types have one name:\n{}", problems.join("\n"));
}

#[test]
fn crates_depend_only_on_lower_crates() {
    let mut problems = Vec::new();
    for (name, allowed) in CRATES {
        let manifest = root().join(name).join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else { continue };
        let dependencies = manifest::dependencies(&text);
        let own = dependencies.iter().filter(|dependency| dependency.name.starts_with("errspec"));
        let upward = own.filter(|dependency| !allowed.contains(&dependency.name.as_str()));
        problems.extend(upward.map(|dependency| format!("{name} depends on {}", dependency.name)));
        if name == "engine" {
            let always = dependencies.iter().filter(|dependency| !dependency.optional);
            problems.extend(always.map(|dependency| format!("{name} always depends on {}", dependency.name)));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
