//! Warnings of tables. `build_cargo.rs` tests how cargo shows them.

use errspec_codegen::build::{BuildProblem, BuildProblemKind};

use crate::Package;
use crate::package::{assert_report, failure, report, table};

fn warned(name: &str) -> String {
    table(name).replace("code = 1", "code = \"Neo.*\"")
}

#[test]
fn a_table_with_warnings_is_generated() {
    let package = Package::new("warnings");
    package.put("specs/warned.toml", &warned("warned"));
    package.build().folder("specs").run().expect("warnings are no errors");
    assert_eq!(package.names("out"), ["mod.rs", "warned.rs"]);
}

#[test]
fn denied_warnings_are_reported_and_nothing_is_written() {
    let package = Package::with_tables("denied_warnings", &["right"]);
    package.put("specs/shared.toml", "[table]\nformat = 1\n[errors.SHARED]\ncode = \"Shared.*\"\n");
    for name in ["first", "second"] {
        let text = warned(name).replace("\n\n[envelope]", "\nextends = \"shared.toml\"\n\n[envelope]");
        package.put(&format!("specs/{name}.toml"), &text);
    }
    let build = package.build().folder("specs").deny_warnings();
    // The warning in the shared file is there once.
    assert_report("denied_warnings", &report(&build));
    assert!(package.names("out").is_empty());
    let failure = failure(&build);
    let kinds: Vec<BuildProblemKind> = failure.problems().iter().map(BuildProblem::kind).collect();
    assert_eq!(kinds, [BuildProblemKind::DeniedWarnings; 2]);
}
