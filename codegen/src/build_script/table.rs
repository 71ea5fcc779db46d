//! What a build is told of one table.

use std::path::{Path, PathBuf};

/// A table, and what is special about its enum.
///
/// A path alone is a table too, so that this is needed only where something is to be said of it.
///
/// ```no_run
/// use errspec_codegen::build::Table;
///
/// errspec_codegen::Build::new()
///     .table("specs/flanks.toml")
///     .table(Table::new("specs/frankieone.toml").name("FrankieError").visibility("pub(crate)"))
///     .run_or_exit();
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a table is generated from when a `Build` has it"]
pub struct Table {
    pub(super) path: PathBuf,
    pub(super) name: Option<String>,
    pub(super) visibility: Option<String>,
    pub(super) attributes: Vec<String>,
    pub(super) implement: Vec<String>,
}

impl Table {
    /// The table in this file. A relative path is relative to the folder of `Cargo.toml`.
    ///
    /// ```
    /// let table = errspec_codegen::build::Table::new("specs/flanks.toml");
    /// assert_eq!(table, "specs/flanks.toml".into());
    /// ```
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), name: None, visibility: None, attributes: Vec::new(), implement: Vec::new() }
    }

    /// The name of the enum. Without it a table that calls itself `acme-pay` becomes `AcmePayError`.
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/acme-pay.toml").name("PaymentError");
    /// ```
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The visibility of this enum, in place of [that of all](super::Build::visibility).
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/flanks.toml").visibility("pub(crate)");
    /// ```
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = Some(visibility.into());
        self
    }

    /// Attributes and documentation of this enum, after [those of all](super::Build::attributes).
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/flanks.toml").attributes("/// What the Flanks API answers.");
    /// ```
    pub fn attributes(mut self, attributes: impl Into<String>) -> Self {
        self.attributes.push(attributes.into());
        self
    }

    /// What this enum implements for other crates, besides [what all do](super::Build::implement).
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/flanks.toml").implement(["axum", "serde"]);
    /// ```
    pub fn implement(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.implement.extend(names.into_iter().map(Into::into));
        self
    }
}

impl From<&str> for Table {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

impl From<String> for Table {
    fn from(path: String) -> Self {
        Self::new(path)
    }
}

impl From<&Path> for Table {
    fn from(path: &Path) -> Self {
        Self::new(path)
    }
}

impl From<PathBuf> for Table {
    fn from(path: PathBuf) -> Self {
        Self::new(path)
    }
}
