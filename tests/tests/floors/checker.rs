//! Tests of the checker on small sets of files.

use crate::files::Files;
use crate::floors::Floors;
use crate::graph::Graph;
use crate::manifest::{Dependency, dependencies};

/// Returns the arrows between files that are given by path and text.
fn graph(files: &[(&str, &str)]) -> Graph {
    let files: Files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    crate::graph_of(&files).expect("the files are a crate")
}

/// Returns the arrows as `from -> to (names)`.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let graph = graph(files);
    graph
        .arrows()
        .map(|arrow| format!("{} -> {} ({})", arrow.from, arrow.to, crate::graph::list(arrow.names)))
        .collect()
}

/// Returns the problems of the files with floors that are written as in ARCHITECTURE.md.
fn check(floors: &str, files: &[(&str, &str)]) -> Vec<String> {
    let page = format!("# The map\n```floors other\nx\n```\n\n```floors engine\n{floors}\n```\nb c\n");
    Floors::read(&page, "engine").expect("there is a block").check(&graph(files))
}

#[test]
fn a_cycle_is_found_with_its_names() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::{self, Name}; pub struct Other; fn f(_: Name) { b::g() }"),
        ("b.rs", "use super::c::go; pub struct Name; pub fn g() { go(); let _ = crate::a::Other; }"),
        ("c.rs", "pub fn go() {}"),
    ];
    assert_eq!(graph(&files).cycles(), ["a.rs -> b.rs (Name, g) -> a.rs (Other)"]);
}

#[test]
fn the_shortest_cycle_of_each_file_is_shown() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "use crate::c::C; pub struct B;"),
        ("c.rs", "use crate::{a::A, b::B}; pub struct C;"),
    ];
    let expected = ["a.rs -> b.rs (B) -> c.rs (C) -> a.rs (A)", "b.rs -> c.rs (C) -> b.rs (B)"];
    assert_eq!(graph(&files).cycles(), expected);
}

#[test]
fn a_file_and_its_parent_form_a_cycle() {
    let files = [
        ("lib.rs", "mod a;"),
        (
            "a/mod.rs",
            "mod child; pub use child::Thing; pub fn top() -> Thing { child::make() } pub(super) fn help() {}",
        ),
        ("a/child.rs", "use super::help; pub struct Thing; pub fn make() -> Thing { help(); Thing }"),
    ];
    assert_eq!(graph(&files).cycles(), ["a/child.rs -> a/mod.rs (help) -> a/child.rs (Thing, make)"]);
}

#[test]
fn modules_and_reexports_are_not_arrows() {
    let files = [
        ("lib.rs", "pub mod a; pub use a::{Thing, make as build}; pub use a::*;"),
        ("a/mod.rs", "mod child; pub(crate) use child::Thing; pub use child::make;"),
        ("a/child.rs", "pub struct Thing; pub fn make() {}"),
    ];
    assert_eq!(arrows(&files), Vec::<String>::new());
}

#[test]
fn reexports_are_followed() {
    let files = [
        ("lib.rs", "mod a; mod user; pub use a::Renamed as Third; use a::inner;"),
        (
            "a/mod.rs",
            "mod child; pub mod inner; pub use child::{Thing, make}; pub use child::Thing as Renamed; pub use inner::*;",
        ),
        ("a/child.rs", "pub struct Thing; pub fn make() {}"),
        ("a/inner.rs", "pub const DEEP: u8 = 0; pub enum Kind { One }"),
        (
            "user.rs",
            "use crate::a::Thing; use crate::Third; use super::inner as rooms; fn f() { crate::a::make(); rooms::DEEP; crate::a::Kind::One; }",
        ),
    ];
    assert_eq!(arrows(&files), ["user.rs -> a/child.rs (Thing, make)", "user.rs -> a/inner.rs (DEEP, Kind)"]);
}

#[test]
fn names_of_a_glob_or_a_reexport_are_arrows_of_the_file_that_uses_them() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::*; fn f(_: Used) { call(self.unused()); let of = Self::unused; }"),
        ("b.rs", "pub struct Used; pub struct Unused; pub fn call(_: ()) {} pub fn unused() {}"),
        ("c.rs", "pub use crate::b::Used; pub use crate::b::Unused; impl Used {}"),
        ("d.rs", "use Kind::*; use crate::c::Unused as _; enum Kind { Used }"),
    ];
    assert_eq!(arrows(&files), ["a.rs -> b.rs (Used, call)", "c.rs -> b.rs (Used)", "d.rs -> b.rs (Unused)"]);
}

#[test]
fn paths_in_macros_attributes_types_and_patterns_are_arrows() {
    let files = [
        ("lib.rs", "#[macro_use] mod a; mod b;"),
        (
            "a.rs",
            "pub struct A; pub struct B; pub struct C; pub struct D; pub struct E; #[macro_export] macro_rules! call { () => { $crate::b::g() } }",
        ),
        (
            "b.rs",
            "#[with(crate::a::A)] pub fn g() { vec![crate::a::B]; match x { super::a::C => {} _ => {} } }
             fn h() { use crate::a::D as Local; call!(); } type T = Vec<crate::a::E>;",
        ),
    ];
    assert_eq!(arrows(&files), ["a.rs -> b.rs (g)", "b.rs -> a.rs (A, B, C, …)"]);
}

#[test]
fn tests_and_quoted_code_are_ignored() {
    let files = [
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod absent; #[cfg(all(test, unix))] use a::A;"),
        (
            "a.rs",
            "pub struct A;
             #[cfg(test)] mod tests { use crate::b::B; #[test] fn f() { crate::b::g() } }
             #[test] fn t() { crate::b::g() }
             impl A { #[cfg(test)] fn f() { crate::b::g() } fn h() { quote!(crate::b::g()); quote_spanned!(crate::b::span() => super::b::B); } }
             fn plain(#[cfg(test)] _: crate::b::B, _: u8) {}",
        ),
        ("b.rs", "pub struct B; pub fn g() {} #[cfg(not(test))] use crate::a::A; #[cfg(any(test, unix))] fn f() {}"),
    ];
    assert_eq!(arrows(&files), ["a.rs -> b.rs (span)", "b.rs -> a.rs (A)"]);
}

#[test]
fn paths_to_other_crates_are_not_arrows() {
    let files = [
        (
            "lib.rs",
            "extern crate alloc; mod http; mod user; pub use other::Value; pub mod private { pub use ::http::{Method, Uri as Address}; }",
        ),
        ("http.rs", "use http::Status; pub struct Own; fn f() { ::http::go(); http::go(); }"),
        (
            "user.rs",
            "use crate::Value; use http::Status; use crate::private::{Method, Address}; fn f() { std::mem::drop(0); value.http.crate_; }",
        ),
    ];
    assert_eq!(arrows(&files), Vec::<String>::new());
    let files = [("lib.rs", "mod user; pub use other::*; pub struct Own;"), ("user.rs", "use crate::{Foreign, Own};")];
    assert_eq!(arrows(&files), ["user.rs -> lib.rs (Own)"]);
}

#[test]
fn an_item_that_a_macro_defines_is_in_the_file_that_calls_it() {
    let files = [
        ("lib.rs", "mod a; mod user; extern crate self as own;"),
        ("a.rs", "make! { struct Made; }"),
        ("user.rs", "use crate::a::Made; fn f() { own::a::Other::new() }"),
    ];
    assert_eq!(arrows(&files), ["user.rs -> a.rs (Made, Other)"]);
}

#[test]
fn an_exported_macro_is_found_in_its_file() {
    let files = [
        ("lib.rs", "mod a; mod user;"),
        ("a.rs", "#[macro_export] macro_rules! call { () => { $crate::call!(1) } }"),
        ("user.rs", "fn f() { crate::call!() }"),
    ];
    assert_eq!(arrows(&files), ["user.rs -> a.rs (call)"]);
}

#[test]
fn inline_modules_belong_to_their_file() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod inner { pub struct Deep; pub mod lower; } use inner::Deep; fn f(_: super::b::B) {}"),
        ("a/inner/lower.rs", "use super::super::f; use super::Deep; use crate::b::B;"),
        ("b.rs", "#[path = \"elsewhere.rs\"] mod c; pub struct B; use c::C;"),
        ("elsewhere.rs", "pub struct C;"),
    ];
    let expected = [
        "a.rs -> b.rs (B)",
        "a/inner/lower.rs -> a.rs (Deep, f)",
        "a/inner/lower.rs -> b.rs (B)",
        "b.rs -> elsewhere.rs (C)",
    ];
    assert_eq!(arrows(&files), expected);
}

#[test]
fn a_module_and_a_function_may_share_a_name() {
    let files = [
        ("lib.rs", "mod a; mod user;"),
        ("a/mod.rs", "mod read; pub use read::read;"),
        ("a/read.rs", "pub fn read() {} pub struct Read;"),
        ("user.rs", "use crate::a::read; fn f() { read() }"),
    ];
    assert_eq!(arrows(&files), ["user.rs -> a/read.rs (read)"]);
}

const THREE: [(&str, &str); 4] = [
    ("lib.rs", "mod high; mod low; mod lower; pub use high::go; use low::Low; pub struct Root;"),
    ("high.rs", "use crate::low::Low; pub fn go() {}"),
    ("low/mod.rs", "mod child; pub use child::Low;"),
    ("low/child.rs", "pub struct Low;"),
];

/// Returns three modules, with this text in the third.
fn three(lower: &'static str) -> Vec<(&'static str, &'static str)> {
    [THREE.as_slice(), &[("lower.rs", lower)]].concat()
}

#[test]
fn uses_of_lower_floors_pass() {
    assert_eq!(check("high\nlow\n\nlower", &three("")), Vec::<String>::new());
    assert_eq!(check("high\nlow lower", &three("")), Vec::<String>::new());
}

#[test]
fn an_upward_use_is_reported() {
    let expected = ["`lower` uses `high` on a floor above: lower.rs -> high.rs (go)"];
    assert_eq!(check("high\nlow\nlower", &three("fn f() { crate::go() }")), expected);
    let expected = ["`lower` uses `lib` above all floors: lower.rs -> lib.rs (Root)"];
    assert_eq!(check("high\nlow\nlower", &three("use crate::Root;")), expected);
}

#[test]
fn a_use_on_the_same_floor_is_reported() {
    let expected = ["`lower` uses `low` on the same floor: lower.rs -> low/child.rs (Low)"];
    assert_eq!(check("high\nlow lower", &three("use crate::low::Low;")), expected);
}

#[test]
fn differences_between_the_floors_and_the_modules_are_reported() {
    let expected =
        ["`low` is listed twice", "`lower` is on no floor", "`older` is on a floor, but there is no such module"];
    assert_eq!(check("high\nlow\nlow older", &three("")), expected);
    assert!(Floors::read("```floors engine\na\n```", "codegen").is_none());
}

#[test]
fn dependencies_are_read() {
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nb.workspace = true # c = 1\nd = { version = \"1\", optional = true }\n\
        [dev-dependencies]\ne = \"1\"\n[build-dependencies]\nf = \"1\"\n[target.'cfg(unix)'.dependencies]\ng = \"1\"\n\
        [dependencies.h]\nversion = \"1\"\noptional = true\n[features]\ni = [\"dep:d\"]\n";
    let expected = [("b", false), ("d", true), ("f", false), ("g", false), ("h", true)];
    let expected = expected.map(|(name, optional)| Dependency { name: name.to_owned(), optional });
    assert_eq!(dependencies(manifest), expected);
}
