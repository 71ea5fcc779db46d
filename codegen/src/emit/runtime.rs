//! The runtime crate as generated code names it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Field, Type};

/// The paths of the runtime crate.
pub(crate) struct Runtime {
    /// The path of the crate, such as `::errspec`.
    pub(crate) krate: TokenStream,
    /// The module that generated code uses. Its name contains the version, so that mismatched crates fail on this name and not
    /// on some detail.
    pub(crate) private: TokenStream,
}

impl Runtime {
    /// The name under which generated code imports a crate whose path is stated, without the name of the type.
    pub(crate) const IMPORT_OF: &str = "__errspec_of_";

    /// Creates the paths from that of the crate.
    pub(crate) fn new(krate: &TokenStream) -> Self {
        let module = private_module();
        Self { krate: krate.clone(), private: quote!(#krate::#module) }
    }

    /// Returns the import of a crate by the path that the user states for a type, and the path of the crate through it. The compiler
    /// reports an import of a wrong path, and nothing that goes through it.
    pub(crate) fn imported(path: &TokenStream, ty: &Ident) -> (TokenStream, TokenStream) {
        let (mut module, mut name) =
            (private_module(), format_ident!("{}{}", Self::IMPORT_OF, ty, span = Span::call_site()));
        // A crate without the module is another one, or one of another version: the error is at its path.
        if let Some(last) = path.clone().into_iter().last() {
            let place = Span::call_site().located_at(last.span());
            module.set_span(place);
            name.set_span(place);
        }
        (quote!(use #path::#module as #name;), quote!(#name::errspec))
    }

    /// Returns the Rust type of a field, with a path that is valid outside of the `const` block.
    pub(crate) fn rust_type(&self, kind: Kind) -> TokenStream {
        let private = &self.private;
        let plain = match kind.ty {
            Type::String => quote!(#private::String),
            Type::Integer => quote!(::core::primitive::i64),
            Type::Number => quote!(::core::primitive::f64),
            Type::Boolean => quote!(::core::primitive::bool),
            Type::List => quote!(#private::Vec<#private::String>),
            Type::Integers => quote!(#private::Vec<::core::primitive::i64>),
            Type::Numbers => quote!(#private::Vec<::core::primitive::f64>),
            Type::Json => quote!(#private::Json),
            Type::Duration => quote!(::core::time::Duration),
            Type::Time => quote!(#private::Timestamp),
        };
        if kind.required { plain } else { quote!(::core::option::Option<#plain>) }
    }
}

/// Returns the name of the module that generated code uses.
fn private_module() -> Ident {
    let version = concat!("__private", env!("CARGO_PKG_VERSION_MAJOR"), "_", env!("CARGO_PKG_VERSION_MINOR"));
    Ident::new(version, Span::call_site())
}

/// The kind of a field in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) ty: Type,
    pub(crate) required: bool,
}

impl Kind {
    /// Returns the kind of a field.
    pub(crate) fn of(field: &Field) -> Self {
        Self { ty: field.ty, required: field.required }
    }

    /// Returns the type that represents the kind in `AsField` and `FromField`.
    pub(crate) fn marker(self) -> TokenStream {
        let name = match self.ty {
            Type::String => "Text",
            Type::Integer => "Integer",
            Type::Number => "Number",
            Type::Boolean => "Boolean",
            Type::List => "List",
            Type::Integers => "Integers",
            Type::Numbers => "Numbers",
            Type::Json => "Json",
            Type::Duration => "Duration",
            Type::Time => "Time",
        };
        let name = format_ident!("{}", name);
        let plain = quote!(__errspec::kind::#name);
        if self.required { plain } else { quote!(__errspec::kind::Optional<#plain>) }
    }

    /// Returns the bytes of a value where a pointer has eight.
    pub(crate) fn size(self) -> usize {
        match (self.ty, self.required) {
            (Type::String | Type::List | Type::Integers | Type::Numbers, _) => 24,
            (Type::Json | Type::Duration | Type::Time, _) | (Type::Integer | Type::Number, false) => 16,
            (Type::Integer | Type::Number, true) => 8,
            (Type::Boolean, _) => 1,
        }
    }

    /// Returns `true` if its values implement `Eq` and `Hash`. A floating-point number does not.
    pub(crate) fn is_exact(self) -> bool {
        !matches!(self.ty, Type::Number | Type::Numbers)
    }
}
