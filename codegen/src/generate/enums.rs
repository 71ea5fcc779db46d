//! The definition of the enum: one variant for each entry and case, and one for unknown errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::target::Target;
use super::{boxed, docs, index, names};
use crate::emit::{Kind, Runtime};
use crate::model::{Entry, Model};

/// Expands the definition of the enum.
pub(super) fn expand(model: &Model, target: &Target, runtime: &Runtime) -> TokenStream {
    let (attributes, visibility, ident) = (&target.attributes, &target.visibility, &target.ident);
    let mut doc = docs::for_enum(model);
    if let Some(index) = index::index(model.entries.iter().map(|entry| (entry, entry.variant.clone()))) {
        doc.push('\n');
        doc.push_str(&index);
    }
    let variants = model.entries.iter().map(|entry| variant(entry, model, target, runtime));
    let unknown = names::ident(&model.unknown);
    let private = &runtime.private;
    quote! {
        #attributes
        #[doc = #doc]
        #[non_exhaustive]
        #visibility enum #ident {
            #(#variants,)*
            /// An error that is not in the table, with everything that the response contained.
            #unknown(#private::Unknown),
        }
    }
}

fn variant(entry: &Entry, model: &Model, target: &Target, runtime: &Runtime) -> TokenStream {
    let doc = docs::for_variant(entry, model, target);
    let deprecated = deprecated(entry);
    let aliases = match index::aliases(entry, model.entries.len()).as_slice() {
        [] => None,
        [alias] => Some(quote!(#[doc(alias = #alias)])),
        aliases => Some(quote!(#[doc(alias(#(#aliases),*))])),
    };
    let ident = names::ident(&entry.variant);
    if let Some(fields) = boxed::fields_of(entry, target) {
        let private = &runtime.private;
        return quote!(#[doc = #doc] #aliases #deprecated #ident(#private::Box<#fields>));
    }
    let fields = entry.fields.iter().map(|field| {
        let (doc, ident) = (docs::for_variant_field(field, entry), names::ident(&field.ident));
        let ty = runtime.rust_type(Kind::of(field));
        quote!(#[doc = #doc] #ident: #ty)
    });
    let body = if entry.fields.is_empty() { None } else { Some(quote!({ #(#fields,)* })) };
    quote!(#[doc = #doc] #aliases #deprecated #ident #body)
}

/// Returns the `#[deprecated]` attribute of a deprecated entry.
pub(super) fn deprecated(entry: &Entry) -> Option<TokenStream> {
    let deprecation = entry.deprecated.as_ref()?;
    Some(match &deprecation.replacement {
        None => quote!(#[deprecated]),
        Some(note) => quote!(#[deprecated(note = #note)]),
    })
}
