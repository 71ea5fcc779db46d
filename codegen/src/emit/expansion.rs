//! The expansion of a type from its description.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::shape::{EmbeddedTable, Shape};
use super::{built, coverage, detail, instance, methods, std_impls};
use crate::integrations::{self, Implemented};

/// The generated code of a type.
pub(crate) struct Emitted {
    /// The types of a sub-error.
    pub(crate) detail: TokenStream,
    /// The inherent methods. They are outside of the block, so that messages of the compiler name them as the user does.
    pub(crate) methods: TokenStream,
    /// The items within a `const` block, in which the runtime has short names.
    pub(crate) within: TokenStream,
}

impl Emitted {
    /// Returns all tokens, with these attributes on the block.
    pub(crate) fn into_tokens(self, attributes: &TokenStream) -> TokenStream {
        let Self { detail, methods, within } = self;
        quote! {
            #detail
            #methods
            #attributes
            const _: () = {
                #within
            };
        }
    }
}

/// Emits everything that is generated for a type.
pub(crate) fn emit(shape: &Shape<'_>) -> Emitted {
    let private = &shape.runtime.private;
    let tables = expand_tables(&shape.tables);
    let records = detail::expand_records(shape);
    let instance = instance::expand(shape);
    let coverage = coverage::expand(shape);
    let built = built::expand(shape);
    let std_impls = std_impls::expand(shape);
    let adapters = expand_adapters(shape);
    let aliases = &shape.aliases;
    Emitted {
        detail: detail::expand_types(shape),
        methods: methods::expand(shape),
        within: quote! {
            use #private as __errspec;
            use ::core::option::Option as __O;
            #aliases
            #tables
            #records
            #instance
            #coverage
            #built
            #std_impls
            #adapters
        },
    }
}

/// Expands the statics of the tables, and the constants that make the compiler watch their files.
fn expand_tables(tables: &[EmbeddedTable]) -> TokenStream {
    let tracked = tables.iter().flat_map(|table| &table.tracked).map(|path| {
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        )
    });
    let names: Vec<Ident> = (0..tables.len()).map(|number| format_ident!("__TABLE_{}", number)).collect();
    let values = tables.iter().map(|table| &table.value);
    quote! {
        #(#tracked)*
        static __TABLES: &[&__errspec::Table] = &[#(&#names),*];
        #(static #names: __errspec::Table = #values;)*
    }
}

/// Expands the implementations of traits of other crates.
fn expand_adapters(shape: &Shape<'_>) -> TokenStream {
    let ty = shape.ty();
    let bounds = shape.predicates(&shape.error_predicates());
    let arguments = |name: &Ident| match &shape.adapters.schema_name {
        Some(schema_name) if name == "utoipa" => quote!(#schema_name),
        _ => TokenStream::new(),
    };
    let implemented = Implemented { generics: &shape.generics.parameters, ty: &ty, bounds: &bounds };
    integrations::expand(&shape.runtime.krate, shape.adapters.names, &implemented, &arguments)
}
