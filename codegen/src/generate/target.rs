//! The target: the enum that is generated, and its properties.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::emit::Methods;

/// The enum to generate: its name, and the properties that it has in the user's crate.
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
    /// `true` if each variant with fields has a constructor. In a table with thousands of entries, constructors take most of
    /// the time to compile.
    pub constructors: bool,
    /// `true` if the fields of a large variant are in a box, so that the enum is smaller than 128 bytes.
    pub boxed: bool,
    /// `true` if the documentation of a variant names the line of its entry. It changes with every line above it, so code that is
    /// checked in leaves it out.
    pub lines: bool,
    /// The names of [integrations](crate::integrations) with other crates.
    pub integrations: Vec<Ident>,
    /// The name of the schema of `utoipa`; by default that of the table and of the enum.
    pub schema_name: Option<String>,
    /// The paths of the table and the files that it extends, as arguments of `include_bytes!`, so that the crate is rebuilt if one
    /// of them changes.
    pub tracked: Vec<TokenStream>,
    /// The inherent methods. Those of the traits take their place if the enum has one of its own by the same name.
    pub(crate) methods: Methods,
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
            boxed: false,
            lines: false,
            integrations: Vec::new(),
            schema_name: None,
            tracked: Vec::new(),
            methods: Methods::Inherent,
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

    /// Puts the fields of a large variant in a box, so that the enum is smaller than 128 bytes.
    #[must_use]
    pub fn boxed(mut self) -> Self {
        self.boxed = true;
        self
    }

    /// Names the file and the line of an entry in the documentation of its variant.
    #[must_use]
    pub fn with_lines(mut self) -> Self {
        self.lines = true;
        self
    }

    /// Sets the integrations with other crates.
    #[must_use]
    pub fn integrations(mut self, names: impl IntoIterator<Item = Ident>) -> Self {
        self.integrations = names.into_iter().collect();
        self
    }

    /// Sets the name of the schema of `utoipa`.
    #[must_use]
    pub fn schema_name(mut self, name: impl Into<String>) -> Self {
        self.schema_name = Some(name.into());
        self
    }

    /// Adds the path of a file as an argument of `include_bytes!`, so that the crate is rebuilt if the file changes.
    #[must_use]
    pub fn tracked(mut self, path: TokenStream) -> Self {
        self.tracked.push(path);
        self
    }

    /// Returns the `#[cfg]` attributes, which apply to everything that is generated for the enum.
    pub(crate) fn conditions(&self) -> TokenStream {
        self.attributes_named("cfg")
    }

    /// Returns `true` if the enum is deprecated.
    pub(super) fn is_deprecated(&self) -> bool {
        !self.attributes_named("deprecated").is_empty()
    }

    /// Returns the attributes with this name.
    fn attributes_named(&self, name: &str) -> TokenStream {
        let mut found = TokenStream::new();
        for token in self.attributes.clone() {
            let TokenTree::Group(attribute) = token else { continue };
            if let Some(TokenTree::Ident(own)) = attribute.stream().into_iter().next()
                && own == name
            {
                found.extend(quote!(# #attribute));
            }
        }
        found
    }
}
