//! What a build is told.

use std::path::PathBuf;

use super::table::Table;

/// Generates Rust from tables, in a build script or a test. See [the module](super).
///
/// ```no_run
/// // build.rs
/// fn main() {
///     errspec_codegen::Build::new().table("specs/flanks.toml").run_or_exit();
/// }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "nothing is generated before `run` or `run_or_exit`"]
pub struct Build {
    pub(super) inputs: Vec<Input>,
    pub(super) visibility: Option<String>,
    pub(super) attributes: Vec<String>,
    pub(super) implement: Vec<String>,
    pub(super) no_constructors: bool,
    pub(super) errspec: Option<String>,
    pub(super) source: Option<PathBuf>,
    pub(super) out_dir: Option<PathBuf>,
    pub(super) root: Option<PathBuf>,
    pub(super) check: Option<bool>,
    pub(super) command: Option<String>,
}

/// What to generate from.
#[derive(Debug, Clone)]
pub(super) enum Input {
    Table(Table),
    Folder(PathBuf),
}

impl Build {
    /// A build without tables.
    pub fn new() -> Self {
        Self::default()
    }

    /// Generates from a table: a path, or a [`Table`] where more is to be said of it.
    ///
    /// ```no_run
    /// use errspec_codegen::build::Table;
    ///
    /// errspec_codegen::Build::new()
    ///     .table("specs/flanks.toml")
    ///     .table(Table::new("specs/frankieone.toml").name("FrankieError"))
    ///     .run_or_exit();
    /// ```
    pub fn table(mut self, table: impl Into<Table>) -> Self {
        self.inputs.push(Input::Table(table.into()));
        self
    }

    /// Generates from every `.toml` file that stands in a folder itself, save hidden ones.
    ///
    /// Where one of them is named with [`table`](Self::table) too, what is said of it there holds.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").run_or_exit();
    /// ```
    pub fn folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::Folder(path.into()));
        self
    }

    /// The visibility of the enums. It is `pub` unless another is given; an empty text is that of a private enum.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").visibility("pub(crate)").run_or_exit();
    /// ```
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = Some(visibility.into());
        self
    }

    /// Attributes and documentation of each enum, as they stand above it.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").attributes("#[allow(dead_code)]").run_or_exit();
    /// ```
    pub fn attributes(mut self, attributes: impl Into<String>) -> Self {
        self.attributes.push(attributes.into());
        self
    }

    /// What each enum implements for other crates: names of [`implement`](mod@crate::implement), each a feature of errspec.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").implement(["axum", "serde"]).run_or_exit();
    /// ```
    pub fn implement(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.implement.extend(names.into_iter().map(Into::into));
        self
    }

    /// Leaves out the constructors of variants with fields, which cost most of the time that a table of thousands takes to compile.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().table("specs/sqlstate.toml").no_constructors().run_or_exit();
    /// ```
    pub fn no_constructors(mut self) -> Self {
        self.no_constructors = true;
        self
    }

    /// The path of the errspec crate, where it is reached by another name than that of the manifest, for instance because
    /// another crate re-exports it.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").errspec("::other::errspec").run_or_exit();
    /// ```
    pub fn errspec(mut self, path: impl Into<String>) -> Self {
        self.errspec = Some(path.into());
        self
    }

    /// Writes into a folder of the source tree instead of `$OUT_DIR`, for those who check generated code in.
    ///
    /// The folder is for generated files: its `mod.rs` includes all of them, and one whose table is gone is removed. A file
    /// that errspec did not write is never overwritten nor removed.
    ///
    /// ```no_run
    /// // src/lib.rs has `pub mod errors;`
    /// errspec_codegen::Build::new().folder("specs").into_source("src/errors").run_or_exit();
    /// ```
    pub fn into_source(mut self, folder: impl Into<PathBuf>) -> Self {
        self.source = Some(folder.into());
        self
    }

    /// Whether to check the files of [`into_source`](Self::into_source) instead of writing them: the build fails where one
    /// is not what the tables make, shows the lines and the command that writes it anew.
    ///
    /// `ERRSPEC_CHECK=1` and `ERRSPEC_CHECK=0` in the environment decide it for all builds, whatever is said here.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), errspec_codegen::build::BuildError> {
    /// errspec_codegen::Build::new().folder("specs").into_source("src/errors").check(true).run()
    /// # }
    /// ```
    pub fn check(mut self, check: bool) -> Self {
        self.check = Some(check);
        self
    }

    /// The command that writes checked-in files anew, as their headers and a failed check tell it.
    ///
    /// Without it, it is `ERRSPEC_CHECK=0 cargo build -p …` for a package with a build script, and
    /// `ERRSPEC_CHECK=0 cargo test -p …` for one without.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), errspec_codegen::build::BuildError> {
    /// errspec_codegen::Build::new().folder("specs").into_source("src/errors").command("cargo xtask errors").run()
    /// # }
    /// ```
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = Some(command.into());
        self
    }

    /// The folder to which paths are relative, in place of the one with the `Cargo.toml` of the crate that is being built:
    /// for a program that generates for another crate.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), errspec_codegen::build::BuildError> {
    /// errspec_codegen::Build::new().root("crates/api").folder("specs").into_source("src/errors").run()
    /// # }
    /// ```
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// The folder to write to in place of `$OUT_DIR`: for build systems other than cargo.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), errspec_codegen::build::BuildError> {
    /// # let folder = "";
    /// errspec_codegen::Build::new().folder("specs").out_dir(folder).run()
    /// # }
    /// ```
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }
}
