//! What the attribute stands on: an empty enum.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error};

use crate::macro_input::Errors;

/// The enum that is to hold the errors.
pub(crate) struct Item {
    pub(crate) attributes: TokenStream,
    pub(crate) visibility: TokenStream,
    pub(crate) ident: Ident,
}

impl Item {
    /// The enum; `None` if it is none, which is reported.
    pub(crate) fn parse(tokens: &TokenStream, errors: &mut Errors) -> Option<Self> {
        let input = match syn::parse2::<DeriveInput>(tokens.clone()) {
            Ok(input) => input,
            Err(error) => {
                errors.report(if mentions_enum(tokens) { error } else { no_enum(first_span(tokens), "this") });
                return None;
            }
        };
        match &input.data {
            Data::Enum(data) => {
                for variant in &data.variants {
                    let name = &variant.ident;
                    errors.report(Error::new(
                        variant.span(),
                        format!("the variants come from the table; remove `{name}`"),
                    ));
                }
            }
            Data::Struct(data) => {
                errors.report(no_enum(data.struct_token.span, "a struct"));
                return None;
            }
            Data::Union(data) => {
                errors.report(no_enum(data.union_token.span, "a union"));
                return None;
            }
        }
        if !input.generics.params.is_empty() {
            let error = "the variants come from the table, which knows no parameters; remove them";
            errors.report(Error::new_spanned(&input.generics, error));
        }
        if let Some(clause) = &input.generics.where_clause {
            errors.report(Error::new_spanned(clause, "an enum without parameters has no bounds; remove them"));
        }
        let attributes = input.attrs.iter().filter(|attribute| !attribute.path().is_ident("non_exhaustive"));
        Some(Self { attributes: join(attributes), visibility: input.vis.to_token_stream(), ident: input.ident })
    }
}

fn join<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> TokenStream {
    quote!(#(#attributes)*)
}

fn no_enum(span: Span, found: &str) -> Error {
    Error::new(span, format!("the errors of a table are an enum, and {found} is none; write `pub enum Name {{}}`"))
}

/// Whether something is declared here that is at least meant to be an enum.
fn mentions_enum(tokens: &TokenStream) -> bool {
    let mut words = tokens.clone().into_iter();
    words.any(|token| matches!(&token, TokenTree::Ident(word) if word == "enum"))
}

/// Where the item itself begins, after its attributes.
fn first_span(tokens: &TokenStream) -> Span {
    let mut words = tokens.clone().into_iter();
    let word = words.find(|token| matches!(token, TokenTree::Ident(word) if word != "pub"));
    word.map_or_else(Span::call_site, |word| word.span())
}
