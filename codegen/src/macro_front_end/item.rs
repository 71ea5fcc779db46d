//! The item that has the attribute: an empty enum.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error};

use crate::macro_input::Errors;

/// The enum that is to have the errors of a table.
pub(crate) struct Item {
    pub(crate) attributes: TokenStream,
    pub(crate) visibility: TokenStream,
    pub(crate) ident: Ident,
}

impl Item {
    /// Parses the enum. Reports any other item, and returns `None`.
    pub(crate) fn parse(tokens: &TokenStream, errors: &mut Errors) -> Option<Self> {
        let input = match syn::parse2::<DeriveInput>(tokens.clone()) {
            Ok(input) => input,
            Err(error) => {
                errors.report(if mentions_enum(tokens) { error } else { no_enum(first_span(tokens), "another item") });
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
            let error = "the enum of a table has no generic parameters; remove them";
            errors.report(Error::new_spanned(&input.generics, error));
        }
        if let Some(clause) = &input.generics.where_clause {
            errors.report(Error::new_spanned(clause, "the enum of a table has no `where` clause; remove it"));
        }
        let attributes = input.attrs.iter().filter(|attribute| !attribute.path().is_ident("non_exhaustive"));
        Some(Self { attributes: join(attributes), visibility: input.vis.to_token_stream(), ident: input.ident })
    }
}

fn join<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> TokenStream {
    quote!(#(#attributes)*)
}

fn no_enum(span: Span, found: &str) -> Error {
    Error::new(span, format!("expected an enum, found {found}; write `pub enum Name {{}}`"))
}

/// Returns `true` if the item is at least meant to be an enum.
fn mentions_enum(tokens: &TokenStream) -> bool {
    let mut words = tokens.clone().into_iter();
    words.any(|token| matches!(&token, TokenTree::Ident(word) if word == "enum"))
}

/// Returns the place at which the item begins, after its attributes.
fn first_span(tokens: &TokenStream) -> Span {
    let mut words = tokens.clone().into_iter();
    let word = words.find(|token| matches!(token, TokenTree::Ident(word) if word != "pub"));
    word.map_or_else(Span::call_site, |word| word.span())
}
