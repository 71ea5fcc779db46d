//! Builds in a test or a program instead of a build script, and the effect of environment variables.

use std::path::Path;
use std::process::{Command, Output};

use errspec_codegen::Build;

use crate::Package;
use crate::package::{assert_report, report};

#[test]
fn a_missing_out_dir_is_reported_with_help() {
    // This package has no build script, and so its tests have no `OUT_DIR`.
    let package = Package::with_tables("no_out_dir", &["flanks"]);
    assert_report("no_out_dir", &report(&Build::new().root(&package.root).folder("specs")));
}

#[test]
fn paths_are_relative_to_the_manifest() {
    let report = report(&Build::new().table("tests/build/specs.toml").out_dir("target"));
    assert!(report.starts_with("error: there is no file `tests/build/specs.toml`"), "{report}");
}

/// Runs the build of a package in another process, with these environment variables.
fn run_with(package: &Path, check: &str, color: &str) -> Output {
    Command::new(std::env::current_exe().expect("this is a program"))
        .args(["--exact", "outside_cargo::in_another_process", "--ignored", "--nocapture"])
        .env("ERRSPEC_TEST_PACKAGE", package)
        .env("ERRSPEC_CHECK", check)
        .env("CARGO_TERM_COLOR", color)
        .output()
        .expect("it can be started")
}

#[test]
#[ignore = "run by other tests, which set the environment variables"]
fn in_another_process() {
    let package = std::env::var_os("ERRSPEC_TEST_PACKAGE").expect("it is run by another test");
    Build::new().root(package).folder("specs").into_source("src/errors").check(false).run_or_exit();
}

#[test]
fn the_environment_enables_and_disables_the_check() {
    let package = Package::with_tables("environment", &["flanks"]);
    let output = run_with(&package.root, "1", "never");
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("the generated file `src/errors/flanks.rs` is missing"), "{error}");
    assert!(package.names("src").is_empty());
    assert!(run_with(&package.root, "0", "never").status.success());
    assert_eq!(package.names("src/errors"), ["flanks.rs", "mod.rs"]);
}

#[test]
fn an_unknown_value_of_the_check_variable_is_reported() {
    let package = Package::with_tables("environment_unclear", &["flanks"]);
    let output = run_with(&package.root, "maybe", "never");
    assert_report("environment_unclear", String::from_utf8_lossy(&output.stderr).trim_end());
}

#[test]
fn outside_a_build_script_there_are_no_instructions_for_cargo() {
    let package = Package::with_tables("no_instructions", &["flanks"]);
    let output = run_with(&package.root, "", "auto");
    assert!(output.status.success());
    assert!(!String::from_utf8_lossy(&output.stdout).contains("cargo::rerun"));
}

#[test]
fn the_environment_decides_about_color() {
    let package = Package::new("environment_color");
    for (color, expected) in [("always", true), ("never", false), ("auto", false)] {
        let output = run_with(&package.root, "", color);
        assert_eq!(output.stderr.contains(&0x1b), expected, "{color}");
    }
}
