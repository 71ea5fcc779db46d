//! The options of a build.

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
    pub(super) inputs: Vec<BuildInput>,
    pub(super) visibility: Option<String>,
    pub(super) attributes: Vec<String>,
    pub(super) implement: Vec<String>,
    pub(super) boxed: bool,
    pub(super) no_constructors: bool,
    pub(super) errspec: Option<String>,
    pub(super) source: Option<PathBuf>,
    pub(super) out_dir: Option<PathBuf>,
    pub(super) root: Option<PathBuf>,
    pub(super) check: Option<bool>,
    pub(super) deny_warnings: bool,
    pub(super) command: Option<String>,
}

/// An input of a build.
#[derive(Debug, Clone)]
pub(super) enum BuildInput {
    Table(Table),
    Folder(PathBuf),
}

impl Build {
    /// Creates a build without tables.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a table: a path, or a [`Table`] with options, which may be several tables of one enum.
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
        self.inputs.push(BuildInput::Table(table.into()));
        self
    }

    /// Adds every `.toml` file of a folder, without its subfolders, hidden files, `Cargo.toml`, and `errspec.toml` with the rules of the house.
    ///
    /// A file without `table.name` that other tables extend is no table itself.
    ///
    /// A table of the folder that is also added by [`table`](Self::table) has the options that are given there.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").run_or_exit();
    /// ```
    pub fn folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(BuildInput::Folder(path.into()));
        self
    }

    /// Sets the visibility of the enums, which is `pub` by default. An empty text makes them private.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").visibility("pub(crate)").run_or_exit();
    /// ```
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = Some(visibility.into());
        self
    }

    /// Adds attributes and documentation to each enum, written as above an enum.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").attributes("#[allow(dead_code)]").run_or_exit();
    /// ```
    pub fn attributes(mut self, attributes: impl Into<String>) -> Self {
        self.attributes.push(attributes.into());
        self
    }

    /// Implements the traits of other crates for each enum. These are names of [integrations](crate::integrations), each a feature
    /// of errspec.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").implement(["axum", "serde"]).run_or_exit();
    /// ```
    pub fn implement(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.implement.extend(names.into_iter().map(Into::into));
        self
    }

    /// Leaves out the constructors of variants with fields. They are most of the compile time of a table with thousands of entries.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().table("specs/sqlstate.toml").no_constructors().run_or_exit();
    /// ```
    pub fn no_constructors(mut self) -> Self {
        self.no_constructors = true;
        self
    }

    /// Puts the fields of a large variant in a box, so that every enum is smaller than the 128 bytes at which Clippy reports a function
    /// that returns it as the error of a `Result`. `specs/README.md` describes such a variant.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().table("specs/visa.toml").boxed().run_or_exit();
    /// ```
    pub fn boxed(mut self) -> Self {
        self.boxed = true;
        self
    }

    /// Sets the path of the errspec crate, if it is not the name in the manifest, for example because another crate re-exports it.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").errspec("::other::errspec").run_or_exit();
    /// ```
    pub fn errspec(mut self, path: impl Into<String>) -> Self {
        self.errspec = Some(path.into());
        self
    }

    /// Writes into a folder of the source tree instead of `$OUT_DIR`, for generated code that is checked in.
    ///
    /// The folder is for generated files: its `mod.rs` includes all of them, and a file whose table is gone is removed. A file
    /// that errspec did not write is never overwritten or removed.
    ///
    /// ```no_run
    /// // src/lib.rs has `pub mod errors;`
    /// errspec_codegen::Build::new().folder("specs").into_source("src/errors").run_or_exit();
    /// ```
    pub fn into_source(mut self, folder: impl Into<PathBuf>) -> Self {
        self.source = Some(folder.into());
        self
    }

    /// Checks the files of [`into_source`](Self::into_source) instead of writing them. The build fails if a file is out of date, and
    /// shows the lines and the command that updates it.
    ///
    /// `ERRSPEC_CHECK=1` and `ERRSPEC_CHECK=0` in the environment override this option for all builds.
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

    /// Fails if a table has warnings: what may be wrong in it, and is not in its `allow`. Nothing is generated then.
    ///
    /// Without this option, a build script shows them as warnings of cargo, and another program prints them to standard error.
    ///
    /// ```no_run
    /// errspec_codegen::Build::new().folder("specs").deny_warnings().run_or_exit();
    /// ```
    pub fn deny_warnings(mut self) -> Self {
        self.deny_warnings = true;
        self
    }

    /// Sets the command that updates checked-in files. Their headers and a failed check show it.
    ///
    /// The default is `ERRSPEC_CHECK=0 cargo build -p …` for a package with a build script, and
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

    /// Sets the folder to which paths are relative, for a program that generates code for another crate. The default is the folder
    /// with the `Cargo.toml` of the crate that is being built.
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

    /// Sets the folder to write to instead of `$OUT_DIR`, for build systems other than cargo.
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
