//! Constructors: one function for each variant with fields. It accepts a `&str` for a `String`, and an array for a list.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::{self, ConstructorNames};
use super::output::Output;
use super::table_set::{TableSet, TableVariant};
use super::target::Target;
use super::{boxed, docs, enums};
use crate::emit::{Kind, Runtime, hygiene};
use crate::model::Entry;

/// The most parameters of a function that Clippy accepts by default.
const MOST_PARAMETERS: usize = 7;

/// Expands the `impl` block with the constructors of an enum; `None` if there are none.
pub(super) fn expand(tables: &TableSet<'_>, target: &Target, runtime: &Runtime, output: Output) -> Option<TokenStream> {
    let with_fields: Vec<&TableVariant<'_>> =
        tables.variants.iter().filter(|variant| !variant.entry.fields.is_empty()).collect();
    let stems = names::constructor_stems(with_fields.iter().map(|variant| variant.entry));
    let mut names = ConstructorNames::new(stems.iter().map(String::as_str));
    let functions = with_fields.iter().zip(&stems).map(|(variant, stem)| {
        let constructor = Constructor { entry: variant.entry, target, runtime, output };
        constructor.expand(&names.ident(stem))
    });
    let functions: Vec<TokenStream> = functions.collect();
    let (conditions, ident) = (target.conditions(), hygiene::ident(&target.ident));
    (!functions.is_empty()).then(|| {
        quote! {
            #conditions
            impl #ident {
                #(#functions)*
            }
        }
    })
}

/// The constructor of one variant.
struct Constructor<'a> {
    entry: &'a Entry,
    target: &'a Target,
    runtime: &'a Runtime,
    output: Output,
}

impl Constructor<'_> {
    fn expand(&self, name: &Ident) -> TokenStream {
        let krate = &self.runtime.krate;
        let doc = docs::for_constructor(self.entry);
        let deprecated = enums::deprecated(self.entry);
        let visibility = hygiene::tokens(&self.target.visibility);
        let fields: Vec<_> = self.entry.fields.iter().map(|field| names::ident(&field.ident)).collect();
        let types: Vec<_> = self.entry.fields.iter().map(|field| self.runtime.rust_type(Kind::of(field))).collect();
        let values = quote!(#(#fields: #krate::IntoField::into_field(#fields)),*);
        let variant = names::ident(&self.entry.variant);
        let body = match deprecated {
            None => self.variant(&quote!(Self::#variant), &values),
            Some(_) => self.deprecated_body(&fields, &types),
        };
        // Unlike other lints, this one of Clippy also checks the output of macros.
        let allowed = (fields.len() > MOST_PARAMETERS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote! {
            #[doc = #doc]
            #deprecated
            #allowed
            #[must_use]
            #visibility fn #name(#(#fields: impl #krate::IntoField<#types>),*) -> Self {
                #body
            }
        }
    }

    /// Expands a value of the variant with the values of its fields.
    fn variant(&self, path: &TokenStream, values: &TokenStream) -> TokenStream {
        let private = &self.runtime.private;
        match boxed::fields_of(self.entry, self.target) {
            None => quote!(#path { #values }),
            Some(fields) => quote!(#path(#private::Box::new(#fields { #values }))),
        }
    }

    /// Expands the body of a constructor for a deprecated variant. An inner function, which may use the variant, creates it.
    fn deprecated_body(&self, fields: &[Ident], types: &[TokenStream]) -> TokenStream {
        let krate = &self.runtime.krate;
        let (ident, variant) = (hygiene::ident(&self.target.ident), names::ident(&self.entry.variant));
        let value = self.variant(&quote!(#ident::#variant), &quote!(#(#fields),*));
        let make = quote! {
            fn __make(#(#fields: #types),*) -> #ident {
                #value
            }
        };
        let made = quote!(__make(#(#krate::IntoField::into_field(#fields)),*));
        self.output.using_deprecated(self.runtime, make, &made)
    }
}
