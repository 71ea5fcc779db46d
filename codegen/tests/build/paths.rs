//! Invalid paths: each has an error of its own, and all are reported at once.

use std::fs;

use errspec_codegen::build::Table;

use crate::Package;
use crate::package::{assert_report, report, table};

#[test]
fn every_path_without_a_table_is_reported() {
    let package = Package::with_tables("no_table", &["flanks"]);
    package.put("specs/latin1.toml", "");
    fs::write(package.root.join("specs/latin1.toml"), b"[table]\nname = \"\xe9\"\n").expect("a file can be written");
    let build = package
        .build()
        .table("specs/flank.toml")
        .table("spec/flanks.toml")
        .table("specs")
        .table("specs/latin1.toml")
        .table("");
    assert_report("no_table", &report(&build));
}

#[test]
fn every_folder_without_tables_is_reported() {
    let package = Package::with_tables("no_folder", &["flanks"]);
    package.put("empty/.hidden.toml", "");
    package.put("empty/within/flanks.toml", "");
    let build = package.build().folder("spec").folder("empty").folder("specs/flanks.toml").folder("elsewhere");
    assert_report("no_folder", &report(&build));
}

#[test]
fn a_folder_may_have_the_manifest_of_a_package_and_the_rules_of_the_house() {
    let package = Package::with_tables("beside", &["flanks"]);
    package.put("specs/Cargo.toml", "[package]\nname = \"specs\"\n");
    package.put("specs/errspec.toml", "[lints]\ncapital = \"deny\"\n");
    package.build().folder("specs").run().expect("they are no tables");
    assert_eq!(package.names("out"), ["flanks.rs", "mod.rs"]);
}

#[test]
fn a_table_given_twice_is_reported() {
    let package = Package::with_tables("twice", &["flanks"]);
    assert_report("twice", &report(&package.build().table("specs/flanks.toml").table("specs/../specs/flanks.toml")));
}

#[test]
fn a_table_of_a_folder_may_be_added_with_options() {
    let package = Package::with_tables("named_too", &["billing", "flanks"]);
    let named = Table::new("specs/flanks.toml").name("Renamed");
    package.build().folder("specs").folder("specs").table(named).run().expect("it is right");
    assert_eq!(package.names("out"), ["billing.rs", "flanks.rs", "mod.rs"]);
    assert!(package.text("out/flanks.rs").contains("pub enum Renamed {"));
}

#[test]
fn tables_that_make_the_same_file_or_type_are_reported() {
    let package = Package::with_tables("collisions", &["acme-pay", "mod"]);
    package.put("specs/acme_pay.toml", &table("other"));
    package.put("specs/third.toml", &table("acme-pay"));
    let listing = "[detail]\nat = \"/at\"\n\n[envelope]\ndetails = \"/details\"\n";
    package.put("specs/listing.toml", &table("listing").replace("[envelope]\n", listing));
    let detail = Table::new("specs/detail.toml").name("ListingErrorDetail");
    package.put("specs/detail.toml", &table("detail"));
    assert_report("collisions", &report(&package.build().folder("specs").table(detail)));
}

#[test]
fn a_folder_that_cannot_be_created_is_reported() {
    let package = Package::with_tables("no_output", &["flanks"]);
    package.put("out", "a file");
    assert_report("no_output", &report(&package.build().folder("specs")).replace(&*package.root.to_string_lossy(), ""));
    assert_report("empty_output", &report(&package.source().into_source("")));
    assert_report("file_for_output", &report(&package.source().into_source("src/errors.rs")));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_reported() {
    let package = Package::with_tables("folder_for_file", &["flanks"]);
    package.put("src/errors/flanks.rs/within", "");
    assert_report("folder_for_file", &report(&package.source()));
}

#[test]
fn a_table_may_lie_outside_the_package() {
    let package = Package::with_tables("outside", &["flanks"]);
    package.put("api/Cargo.toml", "[package]\nname = \"api\"\n");
    let build = package.source().root(package.root.join("api")).table("../specs/flanks.toml");
    let report = report(&build);
    assert!(report.contains("there is no folder `specs`"), "{report}");
    package.put("api/specs/own.toml", &table("own"));
    build.run().expect("it is right");
    assert!(package.text("api/src/errors/flanks.rs").contains(" from `../specs/flanks.toml`. "));
}
