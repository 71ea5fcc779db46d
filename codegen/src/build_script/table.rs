//! A table of a build, with its options.

use std::path::{Path, PathBuf};

/// A table, with options for its enum.
///
/// A path converts into a table without options.
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
#[must_use = "nothing is generated before the table is added to a `Build`"]
pub struct Table {
    pub(super) path: PathBuf,
    pub(super) name: Option<String>,
    pub(super) visibility: Option<String>,
    pub(super) attributes: Vec<String>,
    pub(super) implement: Vec<String>,
    pub(super) utoipa: Option<String>,
}

impl Table {
    /// Creates a table without options. A relative path is relative to the folder of `Cargo.toml`.
    ///
    /// ```
    /// let table = errspec_codegen::build::Table::new("specs/flanks.toml");
    /// assert_eq!(table, "specs/flanks.toml".into());
    /// ```
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            name: None,
            visibility: None,
            attributes: Vec::new(),
            implement: Vec::new(),
            utoipa: None,
        }
    }

    /// Sets the name of the enum. By default, a table with the name `acme-pay` becomes `AcmePayError`.
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/acme-pay.toml").name("PaymentError");
    /// ```
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the visibility of this enum, instead of [that of all enums](super::Build::visibility).
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/flanks.toml").visibility("pub(crate)");
    /// ```
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = Some(visibility.into());
        self
    }

    /// Adds attributes and documentation to this enum, after [those of all enums](super::Build::attributes).
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/flanks.toml").attributes("/// Errors of the Flanks API.");
    /// ```
    pub fn attributes(mut self, attributes: impl Into<String>) -> Self {
        self.attributes.push(attributes.into());
        self
    }

    /// Implements the traits of other crates for this enum, besides [those for all enums](super::Build::implement).
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/flanks.toml").implement(["axum", "serde"]);
    /// ```
    pub fn implement(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.implement.extend(names.into_iter().map(Into::into));
        self
    }

    /// Implements the traits of utoipa for this enum, and sets the name of its schema in the components of a description. It has letters
    /// and digits of ASCII, `.`, `-` and `_`. By default, a table with the name `acme-pay` has the schema `acme-pay.AcmePayError`.
    ///
    /// ```
    /// # use errspec_codegen::build::Table;
    /// let table = Table::new("specs/acme-pay.toml").utoipa("PaymentError");
    /// ```
    pub fn utoipa(mut self, name: impl Into<String>) -> Self {
        self.utoipa = Some(name.into());
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
