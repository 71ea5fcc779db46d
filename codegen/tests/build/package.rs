//! A package for a build.

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::Build;
use errspec_codegen::build::BuildError;

/// A folder that is empty at first and belongs to one test.
pub(crate) struct Package {
    pub(crate) root: PathBuf,
}

impl Package {
    pub(crate) fn new(test: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build").join(test);
        if root.exists() {
            fs::remove_dir_all(&root).expect("the output of an earlier run can be removed");
        }
        let package = Self { root };
        package.put("Cargo.toml", "[package]\nname = \"acme\"\n[dependencies]\nerrspec = \"0.1\"\n");
        package
    }

    /// Creates a package with valid tables in `specs`.
    pub(crate) fn with_tables(test: &str, names: &[&str]) -> Self {
        let package = Self::new(test);
        for name in names {
            package.put(&format!("specs/{name}.toml"), &table(name));
        }
        package
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("it is in the package")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).expect("a file can be removed");
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Returns the names in a folder; none if there is no folder.
    pub(crate) fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.root.join(path)).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Returns a build that writes to `out`.
    pub(crate) fn build(&self) -> Build {
        Build::new().root(&self.root).out_dir("out")
    }

    /// Returns a build that writes to the source tree.
    pub(crate) fn source(&self) -> Build {
        Build::new().root(&self.root).folder("specs").into_source("src/errors")
    }
}

/// Returns a valid table.
pub(crate) fn table(name: &str) -> String {
    format!(
        "[table]\nformat = 1\nname = \"{name}\"\n\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n\n\
         [errors.GONE]\ncode = 1\nmessage = \"it is gone\"\n"
    )
}

/// Compares a report with the one in `reports/`. `ERRSPEC_BLESS=1 cargo test -p errspec-codegen --features build --test
/// build` updates it.
pub(crate) fn assert_report(name: &str, report: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/build/reports").join(name).with_extension("txt");
    let report = format!("{report}\n");
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        fs::write(&path, &report).expect("the report can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(report == expected, "the report `{name}` differs; it is now\n{report}");
}

/// Returns the report of a build that fails.
pub(crate) fn report(build: &Build) -> String {
    failure(build).to_string()
}

pub(crate) fn failure(build: &Build) -> BuildError {
    build.run().expect_err("there is an error")
}
