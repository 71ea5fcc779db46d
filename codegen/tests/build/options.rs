//! Options of enums.

use errspec_codegen::build::Table;

use crate::Package;
use crate::package::{assert_report, report, table};

#[test]
fn an_enum_has_the_name_of_its_table() {
    let package = Package::with_tables("default_name", &["acme-pay"]);
    package.build().folder("specs").run().expect("it is right");
    assert!(package.text("out/acme_pay.rs").contains("pub enum AcmePayError {"));
}

#[test]
fn name_visibility_attributes_and_the_path_of_errspec_reach_the_code() {
    let package = Package::with_tables("options", &["flanks"]);
    let flanks =
        Table::new("specs/flanks.toml").name("Failure").attributes("/// The errors of Flanks.\n#[non_exhaustive]");
    let build =
        package.build().table(flanks).attributes("#[cfg(test)]").visibility("pub(crate)").errspec("other::errspec");
    build.run().expect("it is right");
    let code = package.text("out/flanks.rs");
    let expected = "#[cfg(test)]\n/// The errors of Flanks.\n";
    assert!(code.contains(expected), "{code}");
    assert!(code.contains("\npub(crate) enum Failure {"), "{code}");
    assert_eq!(code.matches("#[non_exhaustive]").count(), 1, "{code}");
    assert!(code.contains("use other::errspec::__private"), "{code}");
    assert!(code.contains(" as __errspec_of_Failure; // the path in `.errspec(..)` of the build script\n"), "{code}");
    // Everything else goes through one import, so that a wrong path is one error of the compiler.
    assert_eq!(code.matches("other::errspec").count(), 1, "{code}");
    assert!(code.contains("__errspec_of_Failure::errspec::Spec for Failure"), "{code}");
}

#[test]
fn options_of_a_table_override_those_of_all_tables() {
    let package = Package::with_tables("precedence", &["billing", "flanks"]);
    let flanks = Table::new("specs/flanks.toml").visibility("");
    package.build().folder("specs").table(flanks).visibility("pub(super)").run().expect("it is right");
    assert!(package.text("out/flanks.rs").contains("\nenum FlanksError {"));
    assert!(package.text("out/billing.rs").contains("\npub(super) enum BillingError {"));
}

#[test]
fn errspec_has_the_name_that_the_manifest_gives_it() {
    let package = Package::with_tables("renamed", &["flanks"]);
    package.put("Cargo.toml", "[package]\nname = \"acme\"\n[dependencies]\nerrors = { package = \"errspec\" }\n");
    package.build().folder("specs").run().expect("it is right");
    assert!(package.text("out/flanks.rs").contains("use ::errors::__private"));
}

#[test]
fn the_path_of_errspec_begins_with_a_crate_of_the_manifest() {
    let package = Package::with_tables("dependencies", &["flanks"]);
    let manifest = "[package]\nname = \"the-acme\"\n[dependencies]\nerrspec = \"1\"\n[target.'cfg(unix)'.dependencies]\nother-crate = \"1\"\n";
    package.put("Cargo.toml", manifest);
    let build = |path: &str| package.build().folder("specs").errspec(path);
    for path in ["::errspec", "::other_crate::errspec", "::the_acme::errspec", "crate::errspec", "anything::errspec"] {
        build(path).run().expect(path);
    }
    let reports = ["::errspek", "::acme::errspec", "::errspec::missing"].map(|path| report(&build(path)));
    assert_report("dependencies", &reports.join("\n\n"));
}

#[test]
fn all_invalid_options_are_reported_at_once() {
    let package = Package::with_tables("bad_options", &["billing", "flanks"]);
    package.put("specs/3ds.toml", &table("3ds"));
    let build = package
        .build()
        .folder("specs")
        .table(Table::new("specs/flanks.toml").name("flanks-error").visibility("crate").attributes("derive(Debug)"))
        .table(Table::new("specs/billing.toml").name("3").implement(["sered"]).utoipa("an error"))
        .implement(["axum", "rocket"])
        .visibility("public")
        .attributes("#![allow(dead_code)]")
        .errspec("the errspec");
    assert_report("bad_options", &report(&build));
}

#[test]
fn integrations_of_a_table_are_added_to_those_of_all_tables() {
    let package = Package::with_tables("implement", &["billing", "flanks"]);
    let flanks = Table::new("specs/flanks.toml").implement(["serde", "axum"]);
    package.build().folder("specs").table(flanks).implement(["axum"]).run().expect("it is right");
    let count = |file: &str| package.text(file).matches("::__implement_").count();
    assert_eq!((count("out/flanks.rs"), count("out/billing.rs")), (2, 1));
}

#[test]
fn the_schema_of_utoipa_has_the_name_of_the_option() {
    let package = Package::with_tables("schema_name", &["billing", "flanks"]);
    let flanks = Table::new("specs/flanks.toml").implement(["serde"]).utoipa("Bank.Error");
    package.build().folder("specs").table(flanks).run().expect("it is right");
    let code = package.text("out/flanks.rs");
    let (_, arguments) = code.split_once("__implement_utoipa!").expect("it is implemented");
    assert!(arguments.split_once('}').expect("it ends").0.contains("\"Bank.Error\""), "{code}");
    assert!(!package.text("out/billing.rs").contains("__implement_utoipa"));
    let twice = Table::new("specs/flanks.toml").implement(["utoipa"]).utoipa("BankError");
    package.build().folder("specs").table(twice).implement(["utoipa"]).run().expect("it is right");
    assert_eq!(package.text("out/flanks.rs").matches("__implement_utoipa").count(), 1);
}
