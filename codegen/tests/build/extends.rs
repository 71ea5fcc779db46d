//! Tables that extend others.

use crate::Package;
use crate::package::{assert_report, report};

const COMMON: &str = "[table]\nformat = 1\n\n[envelope]\ncode = \"/code\"\n\n[errors.RATE_LIMITED]\ncode = 42\n";

fn service(name: &str, extends: &str, errors: &str) -> String {
    format!("[table]\nformat  = 1\nname    = \"{name}\"\nextends = \"{extends}\"\n\n{errors}")
}

#[test]
fn an_extended_file_of_a_folder_is_no_table() {
    let package = Package::new("extended");
    package.put("specs/common.toml", COMMON);
    package.put("specs/orders.toml", &service("orders", "common.toml", "[errors.GONE]\ncode = 7\n"));
    package.put("specs/users.toml", &service("users", "./common.toml", ""));
    package.build().folder("specs").run().expect("it is right");
    assert_eq!(package.names("out"), ["mod.rs", "orders.rs", "users.rs"]);
    for file in ["out/orders.rs", "out/users.rs"] {
        assert!(package.text(file).contains("    RateLimited,"), "{}", package.text(file));
    }
}

#[test]
fn an_extended_file_with_a_name_is_a_table_too() {
    let package = Package::new("extended_table");
    package.put("specs/common.toml", &COMMON.replace("format = 1", "format = 1\nname = \"common\""));
    package.put("specs/orders.toml", &service("orders", "common.toml", ""));
    package.build().folder("specs").run().expect("it is right");
    assert_eq!(package.names("out"), ["common.rs", "mod.rs", "orders.rs"]);
}

#[test]
fn an_error_in_a_shared_file_is_reported_once() {
    let package = Package::new("extended_once");
    package.put("specs/common.toml", &COMMON.replace("code = 42", "code = 42\nstatus = 4000"));
    package.put("specs/orders.toml", &service("orders", "common.toml", ""));
    package.put("specs/parts.toml", &service("parts", "common.toml", "[errors.GONE]\ncode = []\n"));
    package.put("specs/users.toml", &service("users", "./common.toml", "[errors.RATE_LIMITED]\ncode = 42\n"));
    assert_report("extended_once", &report(&package.build().folder("specs")));
}

#[test]
fn errors_of_extended_files_are_reported_in_them() {
    let package = Package::new("extended_errors");
    package.put("shared/common.toml", &COMMON.replace("code = 42", "code = 42\nstatus = 4000"));
    package.put("specs/orders.toml", &service("orders", "../shared/common.toml", "[errors.LATE]\ncode = 42\n"));
    package.put("specs/users.toml", &service("users", "../shraed/common.toml", ""));
    package.put("specs/parts.toml", "[table]\nformat = 1\n");
    assert_report("extended_errors", &report(&package.build().folder("specs")));
}
