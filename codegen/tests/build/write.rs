//! Files that are written, and files that are left alone.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::Package;
use crate::package::{assert_report, report, table};

#[test]
fn a_file_that_is_up_to_date_is_not_written() {
    let package = Package::with_tables("untouched", &["billing", "flanks"]);
    package.build().folder("specs").run().expect("it is right");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let time = |name: &str| fs::metadata(package.root.join("out").join(name)).and_then(|file| file.modified());
    for name in package.names("out") {
        let file = fs::File::options().write(true).open(package.root.join("out").join(name)).expect("it is there");
        file.set_modified(long_ago).expect("its time can be set");
    }
    package.put("specs/flanks.toml", &table("flanks").replace("gone", "lost"));
    package.build().folder("specs").run().expect("it is right");
    assert_ne!(time("flanks.rs").ok(), Some(long_ago));
    assert_eq!((time("billing.rs").ok(), time("mod.rs").ok()), (Some(long_ago), Some(long_ago)));
}

#[test]
fn no_staged_file_is_left_in_the_folder() {
    let package = Package::with_tables("staged", &["flanks"]);
    package.build().folder("specs").run().expect("it is right");
    assert_eq!(package.names("out"), ["flanks.rs", "mod.rs"]);
}

#[test]
fn an_error_in_one_table_leaves_all_files_unchanged() {
    let package = Package::with_tables("all_or_nothing", &["billing", "flanks"]);
    package.source().run().expect("it is right");
    let before = package.text("src/errors/billing.rs");
    package.put("specs/billing.toml", &table("billing").replace("gone", "lost"));
    package.put("specs/flanks.toml", "[table]");
    report(&package.source());
    assert_eq!(package.text("src/errors/billing.rs"), before);
}

#[test]
fn a_file_whose_table_is_gone_is_removed_from_the_source_tree() {
    let package = Package::with_tables("stale", &["billing", "flanks"]);
    package.source().run().expect("it is right");
    package.put("src/errors/own.rs", "// Written by hand.\n");
    package.remove("specs/billing.toml");
    package.source().run().expect("it is right");
    assert_eq!(package.names("src/errors"), ["flanks.rs", "mod.rs", "own.rs"]);
    assert!(!package.text("src/errors/mod.rs").contains("billing"));
}

#[test]
fn a_file_that_errspec_did_not_write_is_never_overwritten() {
    let package = Package::with_tables("by_hand", &["flanks"]);
    package.put("src/errors/mod.rs", "mod mine;\n");
    assert_report("by_hand", &report(&package.source()));
    assert_eq!(package.names("src/errors"), ["mod.rs"]);
}

#[test]
fn an_empty_file_may_be_overwritten() {
    let package = Package::with_tables("empty_file", &["flanks"]);
    package.put("src/errors/mod.rs", "\n");
    package.source().run().expect("it is right");
    assert!(package.text("src/errors/mod.rs").contains("flanks.rs"));
}

#[test]
fn windows_line_ends_are_not_a_difference() {
    let package = Package::with_tables("crlf", &["flanks"]);
    package.source().run().expect("it is right");
    let text = package.text("src/errors/flanks.rs").replace('\n', "\r\n");
    package.put("src/errors/flanks.rs", &text);
    package.source().check(true).run().expect("it is right");
    package.source().run().expect("it is right");
    assert_eq!(package.text("src/errors/flanks.rs"), text);
}
