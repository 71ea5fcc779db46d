//! The `rust-version` of the workspace is correct, as far as a newer compiler can check.
//!
//! These tests check the dependencies of the published crates, and the language. Clippy's `incompatible_msrv` checks the standard
//! library, and `.ci/minimal-versions` the lower bounds of the dependencies.

#![allow(clippy::panic, clippy::expect_used)]

#[path = "floors/files.rs"]
mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value as Json;

/// The crates that are published, by their folder.
const CRATES: [&str; 5] = ["engine", "codegen", "macros", "runtime", "specs"];

/// A Rust version: its first two numbers.
type Version = (u64, u64);

const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

fn version(text: &str) -> Version {
    let mut numbers = text.split('.').map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[test]
fn no_dependency_of_a_published_crate_needs_a_newer_rust() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--all-features", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Json = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let newer: Vec<String> = packages_of_users(&metadata)
        .into_iter()
        .filter(|package| version(text(package, "rust_version")) > version(RUST_VERSION))
        .map(|package| {
            let (name, own) = (text(package, "name"), text(package, "version"));
            format!("{name} {own} needs Rust {}, newer than {RUST_VERSION}", text(package, "rust_version"))
        })
        .collect();
    assert!(newer.is_empty(), "{}", newer.join("\n"));
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

fn list<'j>(json: &'j Json, pointer: &str) -> impl Iterator<Item = &'j Json> {
    json.pointer(pointer).and_then(Json::as_array).into_iter().flatten()
}

/// Returns the packages that a user of the published crates builds: these crates, and their dependencies outside of tests.
fn packages_of_users(metadata: &Json) -> Vec<&Json> {
    let packages: BTreeMap<&str, &Json> =
        list(metadata, "/packages").map(|package| (text(package, "id"), package)).collect();
    let nodes: BTreeMap<&str, &Json> = list(metadata, "/resolve/nodes").map(|node| (text(node, "id"), node)).collect();
    let is_published = |id: &&&str| {
        packages.get(**id).is_some_and(|package| {
            package.get("source") == Some(&Json::Null) && package.get("publish") == Some(&Json::Null)
        })
    };
    let mut open: Vec<&str> = packages.keys().filter(is_published).copied().collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let used = nodes.get(id).into_iter().flat_map(|node| list(node, "/deps"));
            open.extend(used.filter(|used| is_built(used)).map(|used| text(used, "pkg")));
        }
    }
    found.into_iter().filter_map(|id| packages.get(id).copied()).collect()
}

fn is_built(dependency: &Json) -> bool {
    list(dependency, "/dep_kinds").any(|kind| kind.get("kind").and_then(Json::as_str) != Some("dev"))
}

#[test]
fn no_code_needs_a_newer_language() {
    let mut newer = Vec::new();
    for name in CRATES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src");
        if !folder.is_dir() {
            continue;
        }
        for (file, source) in files::read(&folder).expect("the folder of a crate can be read") {
            let tokens: TokenStream = source.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
            newer.extend(features(tokens).into_iter().map(|feature| format!("{name}/src/{file}: {feature}")));
        }
    }
    assert!(newer.is_empty(), "{}", newer.join("\n"));
}

/// Returns the language features that are newer than the `rust-version`, in code and in quoted code.
fn features(tokens: TokenStream) -> Vec<String> {
    let recent = [
        ((1, 89), "an inferred length of an array, `[0; _]`", is_inferred_length as fn(&[TokenTree]) -> bool),
        ((1, 95), "a guard `if let`", is_let_guard),
        ((1, 95), "`cfg_select!`", is_cfg_select),
    ];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let rest = tokens.get(at..).unwrap_or_default();
        let used = recent.iter().filter(|(since, _, is_used)| *since > version(RUST_VERSION) && is_used(rest));
        found.extend(used.map(|((major, minor), feature, _)| format!("{feature}, needs Rust {major}.{minor}")));
        if let TokenTree::Group(group) = token {
            found.extend(features(group.stream()));
        }
    }
    found
}

fn is_inferred_length(tokens: &[TokenTree]) -> bool {
    let Some(TokenTree::Group(group)) = tokens.first() else { return false };
    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
    let ends = matches!(inside.as_slice(), [.., TokenTree::Punct(semicolon), TokenTree::Ident(length)]
        if semicolon.as_char() == ';' && length == "_");
    group.delimiter() == Delimiter::Bracket && ends
}

/// Checks for `if let` whose `=>` comes before any block: an expression has its block first.
fn is_let_guard(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Ident(word), TokenTree::Ident(next), rest @ ..] = tokens else { return false };
    if word != "if" || next != "let" {
        return false;
    }
    let is_block =
        |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let before_block = rest.split(is_block).next().unwrap_or_default();
    let is = |token: Option<&TokenTree>, character: char| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character);
    before_block.windows(2).any(|pair| is(pair.first(), '=') && is(pair.last(), '>'))
}

fn is_cfg_select(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(name), TokenTree::Punct(bang), ..] if name == "cfg_select" && bang.as_char() == '!')
}

#[test]
fn newer_language_features_are_recognized() {
    let count = |text: &str| features(text.parse().expect("the text is made of tokens")).len();
    assert_eq!(count("fn f() { match x { A(b) if let C = d => e, F if let G = h && i => {} } }"), 2);
    assert_eq!(count("match x { A => if let B = c { d } else { e }, F if g => h } if let I { j } = k && l { m }"), 0);
    assert_eq!(count("let a = [0; _]; let [b, _] = c; quote!(let d: [u8; _] = e;)"), 2);
    assert_eq!(count("cfg_select! { unix => {} }"), 1);
}
