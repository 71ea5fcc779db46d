//! Build scripts as cargo runs them: when they run again, and the output when they fail.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package with a build script.
struct Package {
    name: &'static str,
    root: PathBuf,
}

impl Package {
    /// Creates a package with this build script, whose program has these items and prints this value.
    fn new(name: &'static str, script: &str, items: &str, shown: &str) -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages").join(name);
        if root.exists() {
            fs::remove_dir_all(&root).expect("the output of an earlier run can be removed");
        }
        let package = Self { name, root };
        let project = here.parent().expect("it is in the project").display();
        package.put(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nedition = \"2024\"\n[workspace]\n\
                 [dependencies]\nerrspec = {{ path = '{project}/runtime' }}\n\
                 [build-dependencies]\nerrspec-codegen = {{ path = '{project}/codegen', features = [\"build\"] }}\n"
            ),
        );
        package.put("build.rs", script);
        package.put("src/main.rs", &format!("{items}\nfn main() {{ println!(\"{{}}\", {shown}); }}\n"));
        package.put("specs/flanks.toml", &table("flanks", "before"));
        // These versions are available offline.
        fs::copy(here.join("../Cargo.lock"), package.root.join("Cargo.lock")).expect("the lock file can be copied");
        package
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("it is in the package")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs cargo; returns its standard output and standard error, and `true` if it succeeded.
    fn cargo(&self, arguments: &[&str], check: &str) -> (String, String, bool) {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.root)
            // All packages share their dependencies.
            .env("CARGO_TARGET_DIR", self.root.join("../target"))
            .env("ERRSPEC_CHECK", check)
            .env_remove("CARGO_TERM_COLOR")
            .output()
            .expect("cargo can be started");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr), output.status.success())
    }

    /// Runs the program, and returns its output.
    fn run(&self) -> String {
        let (printed, error, success) = self.cargo(&["run", "--quiet"], "");
        assert!(success, "{error}");
        printed.trim().to_owned()
    }

    /// Returns the standard error of a build that fails.
    fn fail(&self, check: &str) -> String {
        let (_, error, success) = self.cargo(&["build"], check);
        assert!(!success, "{error}");
        error
    }

    /// Returns `true` if cargo builds nothing.
    fn is_fresh(&self) -> bool {
        let (_, error, success) = self.cargo(&["build", "--verbose"], "");
        assert!(success, "{error}");
        error.contains(&format!("Fresh {} ", self.name))
    }
}

fn table(name: &str, message: &str) -> String {
    format!(
        "[table]\nformat = 1\nname = \"{name}\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n\
         [errors.GONE]\ncode = 1\nmessage = \"{message}\"\n"
    )
}

const INTO_OUT_DIR: &str = "fn main() { errspec_codegen::Build::new().folder(\"specs\").run_or_exit(); }";
const FROM_OUT_DIR: &str = "include!(concat!(env!(\"OUT_DIR\"), \"/mod.rs\"));";
const INTO_SOURCE: &str =
    "fn main() { errspec_codegen::Build::new().folder(\"specs\").into_source(\"src/errors\").run_or_exit(); }";
const FROM_SOURCE: &str = "#![deny(warnings)]\nmod errors;";

#[test]
fn a_change_to_a_table_or_a_folder_is_noticed_and_nothing_else_is_built_again() {
    let package = Package::new("into-out-dir", INTO_OUT_DIR, FROM_OUT_DIR, "FlanksError::Gone");
    assert_eq!(package.run(), "before");
    assert!(package.is_fresh());

    package.put("specs/flanks.toml", &table("flanks", "after"));
    assert_eq!(package.run(), "after");
    assert!(package.is_fresh());

    package.put("specs/billing.toml", &table("billing", "new"));
    package.put("src/main.rs", &format!("{FROM_OUT_DIR}\nfn main() {{ println!(\"{{}}\", BillingError::Gone); }}\n"));
    assert_eq!(package.run(), "new");
    assert!(package.is_fresh());
}

#[test]
fn checked_in_files_are_written_checked_and_updated() {
    let package = Package::new("into-source", INTO_SOURCE, FROM_SOURCE, "errors::FlanksError::Gone");
    assert_eq!(package.run(), "before");
    assert!(package.is_fresh(), "the output of the script does not make it run again");
    let (_, error, success) = package.cargo(&["build"], "1");
    assert!(success, "{error}");

    package.put("specs/flanks.toml", &table("flanks", "after"));
    let error = package.fail("1");
    assert!(error.contains("+    /// - Message: `after`"), "{error}");
    assert!(error.contains("= help: run `ERRSPEC_CHECK=0 cargo build -p into-source`"), "{error}");
    assert!(package.text("src/errors/flanks.rs").contains("before"));

    let (_, error, success) = package.cargo(&["build", "-p", "into-source"], "0");
    assert!(success, "{error}");
    assert_eq!(package.run(), "after");
    assert!(package.is_fresh());
}

#[test]
fn an_edit_to_a_generated_file_is_undone() {
    let package = Package::new("edited", INTO_SOURCE, FROM_SOURCE, "errors::FlanksError::Gone");
    assert_eq!(package.run(), "before");
    let text = package.text("src/errors/flanks.rs");
    package.put("src/errors/flanks.rs", &text.replace("before", "edited"));
    assert_eq!(package.run(), "before");
    assert_eq!(package.text("src/errors/flanks.rs"), text);
    fs::remove_file(package.root.join("src/errors/flanks.rs")).expect("it is there");
    assert_eq!(package.run(), "before");
}

#[test]
fn a_failed_script_shows_the_errors_and_nothing_else() {
    let package = Package::new("invalid", INTO_OUT_DIR, FROM_OUT_DIR, "FlanksError::Gone");
    package.put("specs/flanks.toml", &table("flanks", "x").replace("message = \"x", "mesage = \"x"));
    package.put("specs/other.toml", "[table");
    let error = package.fail("");
    let (_, shown) = error.split_once("--- stderr\n").expect("cargo shows the output of the script");
    assert!(shown.starts_with("  error[unknown-key]: unknown key `mesage` in an entry\n"), "{error}");
    assert!(shown.contains("specs/flanks.toml:9:1") && shown.contains("specs/other.toml:1:"), "{error}");
    assert!(!error.contains("--- stdout") && !error.contains("BuildError"), "{error}");
    assert!(!error.contains('\u{1b}'), "cargo removes the color if it prints to no terminal");
}

#[test]
fn main_may_return_the_error() {
    let script = "fn main() -> Result<(), errspec_codegen::build::BuildError> {\n    \
                  errspec_codegen::Build::new().table(\"specs/flank.toml\").run()\n}\n";
    let error = Package::new("returns", script, "", "0").fail("");
    assert!(error.contains("\n  error: there is no file `specs/flank.toml`\n"), "{error}");
    assert!(error.contains("did you mean `specs/flanks.toml`?") && !error.contains("BuildError"), "{error}");
}

#[test]
fn a_change_to_an_extended_file_is_noticed() {
    let script = "fn main() { errspec_codegen::Build::new().table(\"specs/flanks.toml\").run_or_exit(); }";
    let package = Package::new("extended", script, FROM_OUT_DIR, "FlanksError::Gone");
    let common = table("common", "before").replace("name = \"common\"\n", "");
    package.put("shared/common.toml", &common);
    let own = "[table]\nformat = 1\nname = \"flanks\"\nextends = \"../shared/common.toml\"\n";
    package.put("specs/flanks.toml", own);
    assert_eq!(package.run(), "before");
    assert!(package.is_fresh());
    package.put("shared/common.toml", &common.replace("before", "after"));
    assert_eq!(package.run(), "after");
    assert!(package.is_fresh());
}

#[test]
fn warnings_are_those_of_cargo_and_can_be_denied() {
    let package = Package::new("warned", INTO_OUT_DIR, FROM_OUT_DIR, "FlanksError::Gone");
    package.put("specs/flanks.toml", &table("flanks", "before").replace("code = 1", "code = \"Neo.*\""));
    let (_, shown, success) = package.cargo(&["build"], "");
    assert!(success, "{shown}");
    let expected = "warning: warned@0.0.0: specs/flanks.toml:8:8: `Neo.*` looks like a pattern [literal-pattern]; for a class, write \
                    `codes = \"Neo.{_}\"`\n";
    assert!(shown.contains(expected), "{shown}");
    assert!(package.is_fresh());

    package.put("build.rs", &INTO_OUT_DIR.replace(".run_or_exit()", ".deny_warnings().run_or_exit()"));
    let error = package.fail("");
    assert!(error.contains("\n  warning[literal-pattern]: `Neo.*` looks like a pattern\n"), "{error}");
    assert!(error.contains("error: nothing was generated because of the warning above, which is denied"), "{error}");
}

#[test]
fn a_wrong_path_of_the_crate_is_one_error() {
    let script =
        "fn main() { errspec_codegen::Build::new().folder(\"specs\").errspec(\"::errspec::missing\").run_or_exit(); }";
    let shown = "FlanksError::Gone.code().is_some()";
    let package = Package::new("wrong-path", script, FROM_OUT_DIR, shown);
    let error = package.fail("");
    assert!(
        error.contains("error: `.errspec(\"::errspec::missing\")` names a part of errspec, not the crate"),
        "{error}"
    );
    assert!(!error.contains("\nerror["), "{error}");

    // Only the compiler knows the modules of the crate itself.
    package.put("build.rs", &script.replace("::errspec::missing", "crate::missing"));
    let error = package.fail("");
    assert_eq!(error.matches("\nerror[").count(), 1, "{error}");
    assert!(error.contains("`missing`") && error.contains(".errspec("), "{error}");

    package.put("build.rs", &script.replace("::errspec::missing", "::errspec"));
    package.put(
        "src/main.rs",
        &format!("#![deny(warnings)]\n{FROM_OUT_DIR}\nfn main() {{ println!(\"{{}}\", {shown}); }}\n"),
    );
    assert_eq!(package.run(), "true");
}
