//! Variants whose fields are in a box, so that the enum is small enough for a `Result`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::table_set::TableSet;
use super::target::Target;
use super::{docs, names};
use crate::emit::{Kind, Runtime, hygiene};
use crate::model::Entry;

/// The most bytes of the fields of a variant that is not boxed. With its discriminant, which takes up to eight, the enum is then
/// smaller than the 128 bytes at which Clippy reports a `Result`.
const MOST_BYTES: usize = 112;

/// Returns the name of the struct with the fields of an entry's variant; `None` for a variant that has its fields itself.
pub(super) fn fields_of(entry: &Entry, target: &Target) -> Option<Ident> {
    let bytes: usize = entry.fields.iter().map(|field| Kind::of(field).size()).sum();
    (target.boxed && bytes > MOST_BYTES).then(|| {
        let (error, variant) = (&target.ident, names::ident(&entry.variant));
        format_ident!("{}{}Fields", error, variant, span = hygiene::span(error.span()))
    })
}

/// Expands the structs with the fields of boxed variants.
pub(super) fn expand(tables: &TableSet<'_>, target: &Target, runtime: &Runtime) -> TokenStream {
    let entries = tables.variants.iter().map(|variant| variant.entry);
    let boxed = entries.filter_map(|entry| Some(expand_struct(entry, &fields_of(entry, target)?, target, runtime)));
    boxed.collect()
}

fn expand_struct(entry: &Entry, ident: &Ident, target: &Target, runtime: &Runtime) -> TokenStream {
    let (conditions, visibility) = (target.conditions(), hygiene::tokens(&target.visibility));
    let doc = format!("The fields of [`{}::{}`].", target.ident, entry.variant);
    let exact = entry.fields.iter().all(|field| Kind::of(field).is_exact());
    let exact = exact.then(|| quote!(, ::core::cmp::Eq, ::core::hash::Hash));
    let fields = entry.fields.iter().map(|field| {
        let (doc, ident) = (docs::for_variant_field(field, entry), names::ident(&field.ident));
        let ty = runtime.rust_type(Kind::of(field));
        quote!(#[doc = #doc] pub #ident: #ty)
    });
    // Unlike other lints, this one of Clippy also checks the output of macros.
    let has_underscore = entry.fields.iter().any(|field| field.ident.starts_with('_'));
    let allowed = has_underscore.then(|| quote!(#[allow(clippy::pub_underscore_fields)]));
    quote! {
        #conditions
        #[doc = #doc]
        #allowed
        #[::core::prelude::v1::derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq #exact)]
        #visibility struct #ident {
            #(#fields,)*
        }
    }
}
