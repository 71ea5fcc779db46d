//! The check of files that are checked in.

use crate::Package;
use crate::package::{assert_report, report, table};

#[test]
fn files_that_are_up_to_date_pass() {
    let package = Package::with_tables("up_to_date", &["billing", "flanks"]);
    package.source().run().expect("it is right");
    package.source().check(true).run().expect("it is up to date");
}

#[test]
fn a_check_shows_every_difference_and_the_command_but_writes_nothing() {
    let package = Package::with_tables("differences", &["billing", "flanks", "old"]);
    package.source().run().expect("it is right");
    let flanks = package.text("src/errors/flanks.rs");
    package.put("src/errors/flanks.rs", &flanks.replace("/// - Message: `it is gone`", "/// - Message: `edited`"));
    package.put("specs/new.toml", &table("new"));
    package.remove("specs/old.toml");
    assert_report("differences", &report(&package.source().check(true)));
    assert_eq!(package.names("src/errors"), ["billing.rs", "flanks.rs", "mod.rs", "old.rs"]);
    assert!(package.text("src/errors/flanks.rs").contains("edited"));
}

#[test]
fn a_long_difference_is_truncated() {
    let package = Package::with_tables("long_difference", &["flanks"]);
    package.source().run().expect("it is right");
    let entries = (0..50).map(|number| format!("[errors.E{number}]\ncode = 1{number}\n"));
    package.put("specs/flanks.toml", &(table("flanks") + &entries.collect::<String>()));
    let report = report(&package.source().check(true));
    assert!(report.lines().count() < 75, "{report}");
    assert!(report.contains(" more different lines"), "{report}");
}

#[test]
fn one_difference_is_reported_in_the_singular() {
    let package = Package::with_tables("one_difference", &["flanks"]);
    package.source().command("just errors").run().expect("it is right");
    package.remove("src/errors/mod.rs");
    assert_report("one_difference", &report(&package.source().check(true).command("just errors")));
}

#[test]
fn an_invalid_table_is_not_reported_as_a_difference() {
    let package = Package::with_tables("check_invalid", &["flanks"]);
    package.put("specs/flanks.toml", &table("flanks").replace("code = 1", "code = []"));
    let report = report(&package.source().check(true));
    assert!(report.ends_with("nothing was generated because of the error above"), "{report}");
}

#[test]
fn only_checked_in_files_can_be_checked() {
    let package = Package::with_tables("check_out_dir", &["flanks"]);
    assert_report("check_out_dir", &report(&package.build().folder("specs").check(true)));
}
