//! The target of generated code.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The enum that is to be generated: its name, and how it fits into the user's crate.
///
/// ```
/// use errspec_codegen::Target;
/// use quote::{format_ident, quote};
///
/// let target = Target::new(format_ident!("FlanksError")).visibility(quote!(pub(crate))).without_constructors();
/// # assert!(!target.constructors);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Target {
    /// The name of the enum.
    pub ident: Ident,
    /// The path of the runtime crate.
    pub krate: TokenStream,
    /// The visibility of the enum; empty for a private one.
    pub visibility: TokenStream,
    /// The user's attributes and documentation of the enum, without `#[non_exhaustive]`, which every such enum has.
    pub attributes: TokenStream,
    /// `true` if each variant with fields has a constructor. They are most of the cost where there are thousands.
    pub constructors: bool,
    /// The names of [integrations](crate::integrations) with other crates.
    pub integrations: Vec<Ident>,
    /// The path of the table as `include_bytes!` takes it. A crate that includes it is built again when the table changes.
    pub tracked: Option<TokenStream>,
}

impl Target {
    /// Creates the target for a public enum with constructors, in a crate that knows the runtime as `::errspec`.
    #[must_use]
    pub fn new(ident: Ident) -> Self {
        Self {
            ident,
            krate: quote!(::errspec),
            visibility: quote!(pub),
            attributes: TokenStream::new(),
            constructors: true,
            integrations: Vec::new(),
            tracked: None,
        }
    }

    /// Sets the path of the runtime crate.
    #[must_use]
    pub fn krate(mut self, path: TokenStream) -> Self {
        self.krate = path;
        self
    }

    /// Sets the visibility of the enum; empty for a private one.
    #[must_use]
    pub fn visibility(mut self, visibility: TokenStream) -> Self {
        self.visibility = visibility;
        self
    }

    /// Sets the attributes and the documentation of the enum.
    #[must_use]
    pub fn attributes(mut self, attributes: TokenStream) -> Self {
        self.attributes = attributes;
        self
    }

    /// Leaves out the constructors.
    #[must_use]
    pub fn without_constructors(mut self) -> Self {
        self.constructors = false;
        self
    }

    /// Sets the integrations with other crates.
    #[must_use]
    pub fn integrations(mut self, names: impl IntoIterator<Item = Ident>) -> Self {
        self.integrations = names.into_iter().collect();
        self
    }

    /// Tracks the table at this path, as `include_bytes!` takes it.
    #[must_use]
    pub fn tracked(mut self, path: TokenStream) -> Self {
        self.tracked = Some(path);
        self
    }
}
