//! The enum: one variant per entry and case, and one for what the table does not know.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::{Context, docs, names};
use crate::model::{Entry, Field};

/// The definition of the enum.
pub(super) fn expand(cx: &Context<'_>) -> TokenStream {
    let target = cx.target;
    let (attributes, visibility, ident) = (&target.attributes, &target.visibility, &target.ident);
    let doc = docs::of_enum(cx.model);
    let variants = cx.model.entries.iter().map(|entry| variant(cx, entry));
    let unknown = names::ident(&cx.model.unknown);
    let private = &cx.private;
    quote! {
        #attributes
        #[doc = #doc]
        #[non_exhaustive]
        #visibility enum #ident {
            #(#variants,)*
            /// An error that the table does not name, with all that arrived of it.
            #unknown(#private::Unknown),
        }
    }
}

fn variant(cx: &Context<'_>, entry: &Entry) -> TokenStream {
    let doc = docs::of_variant(entry, cx.model);
    let deprecated = deprecated(entry);
    let ident = names::ident(&entry.variant);
    let fields = entry
        .fields
        .iter()
        .map(|field| definition(cx, field, docs::of_field(field, entry.message.is_any()), &TokenStream::new()));
    let body = if entry.fields.is_empty() { None } else { Some(quote!({ #(#fields,)* })) };
    quote!(#[doc = #doc] #deprecated #ident #body)
}

/// A field of a variant or struct.
pub(super) fn definition(cx: &Context<'_>, field: &Field, doc: String, visibility: &TokenStream) -> TokenStream {
    let ident = names::ident(&field.ident);
    let ty = cx.rust_type(field);
    quote!(#[doc = #doc] #visibility #ident: #ty)
}

/// `#[deprecated]` for an entry that is.
pub(super) fn deprecated(entry: &Entry) -> Option<TokenStream> {
    let deprecation = entry.deprecated.as_ref()?;
    Some(match &deprecation.replacement {
        None => quote!(#[deprecated]),
        Some(note) => quote!(#[deprecated(note = #note)]),
    })
}

/// An inherent implementation.
pub(super) fn inherent(cx: &Context<'_>, ident: &Ident, functions: &TokenStream) -> TokenStream {
    let conditions = conditions(&cx.target.attributes);
    quote! {
        #conditions
        // Few programs use all that an enum can do; how far it is visible is the user's choice, not its methods'; and an error
        // has as many values as its API gives it.
        #[allow(dead_code, deprecated, unreachable_pub, clippy::too_many_arguments)]
        impl #ident {
            #functions
        }
    }
}

/// The `#[cfg(..)]` among these attributes: what holds for the enum holds for all that belongs to it.
pub(super) fn conditions(attributes: &TokenStream) -> TokenStream {
    let mut conditions = TokenStream::new();
    for token in attributes.clone() {
        let TokenTree::Group(attribute) = token else { continue };
        if let Some(TokenTree::Ident(name)) = attribute.stream().into_iter().next()
            && name == "cfg"
        {
            conditions.extend(quote!(# #attribute));
        }
    }
    conditions
}
