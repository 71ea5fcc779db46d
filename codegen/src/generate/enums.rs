//! The definition of the enum: one variant for each entry and case, and one for unknown errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::table_set::{TableSet, TableVariant};
use super::target::Target;
use super::{boxed, docs, index, names};
use crate::emit::{Kind, Runtime};
use crate::model::Entry;

/// Expands the definition of the enum.
pub(super) fn expand(tables: &TableSet<'_>, target: &Target, runtime: &Runtime) -> TokenStream {
    let (attributes, visibility, ident) = (&target.attributes, &target.visibility, &target.ident);
    let mut doc = docs::for_enum(&tables.models);
    if let Some(index) = index::index(tables.variants.iter().map(|it| (it.entry, it.entry.variant.clone()))) {
        doc.push('\n');
        doc.push_str(&index);
    }
    let variants = tables.variants.iter().map(|it| variant(it, tables, target, runtime));
    let unknown = names::ident(tables.unknown);
    let unknown_doc = match tables.only() {
        Some(_) => " An error that is not in the table, with everything that the response contained.",
        None => " An error that is not in the tables, with everything that the response contained.",
    };
    let private = &runtime.private;
    quote! {
        #attributes
        #[doc = #doc]
        #[non_exhaustive]
        #visibility enum #ident {
            #(#variants,)*
            #[doc = #unknown_doc]
            #unknown(#private::Unknown),
        }
    }
}

/// Returns the documentation of a variant. If there are several tables, it names those of the entry.
fn for_variant(variant: &TableVariant<'_>, tables: &TableSet<'_>, target: &Target) -> String {
    let own = match tables.only() {
        Some(_) => Vec::new(),
        None => variant.tables().filter_map(|number| Some(tables.models.get(number)?.name.as_str())).collect(),
    };
    docs::for_variant(variant.entry, variant.model, &own, target)
}

fn variant(variant: &TableVariant<'_>, tables: &TableSet<'_>, target: &Target, runtime: &Runtime) -> TokenStream {
    let (entry, doc) = (variant.entry, for_variant(variant, tables, target));
    let deprecated = deprecated(entry);
    let aliases = match index::aliases(entry, tables.variants.len()).as_slice() {
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
        Some(note) => {
            // The compiler shows the note as it is, but for rustdoc it is Markdown.
            let note = docs::prose(note);
            quote!(#[deprecated(note = #note)])
        }
    })
}
