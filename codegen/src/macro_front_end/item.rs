//! The item that has the attribute: an empty enum.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error};

use super::derives::{self, without_conflicts};
use crate::macro_input::{Errors, is_table_attribute};

/// The item that is to have the errors of a table.
pub(crate) struct Item {
    pub(crate) attributes: TokenStream,
    pub(crate) visibility: TokenStream,
    pub(crate) ident: Ident,
    /// `true` if it is an empty enum with one attribute. Anything else has been reported.
    pub(crate) valid: bool,
}

impl Item {
    /// Parses the item, and reports what is wrong with it. Returns `None` for an item that is no type.
    pub(crate) fn parse(tokens: &TokenStream, errors: &mut Errors) -> Option<Self> {
        let parsed = syn::parse2::<DeriveInput>(tokens.clone());
        let input = match parsed.or_else(|error| syn::parse2(with_braces(tokens)).map_err(|_| error)) {
            Ok(input) => input,
            Err(error) => {
                errors.report(if mentions_enum(tokens) { error } else { no_enum(first_span(tokens), "another item") });
                return Self::alias(tokens);
            }
        };
        let before = errors.len();
        match &input.data {
            Data::Enum(data) if data.variants.is_empty() => {}
            Data::Enum(data) => errors.report(own_variants(&input, data)),
            Data::Struct(data) => errors.report(no_enum(data.struct_token.span, "a struct")),
            Data::Union(data) => errors.report(no_enum(data.union_token.span, "a union")),
        }
        report_repeated(&input.attrs, errors);
        if !input.generics.params.is_empty() {
            let error = "the enum of a table has no generic parameters; remove them";
            errors.report(Error::new_spanned(&input.generics, error));
        }
        if let Some(clause) = &input.generics.where_clause {
            errors.report(Error::new_spanned(clause, "the enum of a table has no `where` clause; remove it"));
        }
        let valid = errors.len() == before;
        let mut attributes = TokenStream::new();
        for attribute in &input.attrs {
            match attribute.path() {
                path if path.is_ident("non_exhaustive") => {}
                path if path.is_ident("errspec") && valid => errors.report(derives::beside_table(attribute)),
                path if path.is_ident("derive") && valid => attributes.extend(without_conflicts(attribute, errors)),
                _ => attribute.to_tokens(&mut attributes),
            }
        }
        Some(Self { attributes, visibility: input.vis.to_token_stream(), ident: input.ident, valid })
    }

    /// Returns the name that a `type` alias or a trait declares.
    fn alias(tokens: &TokenStream) -> Option<Self> {
        let mut visibility = TokenStream::new();
        let mut words = tokens.clone().into_iter();
        loop {
            match words.next()? {
                TokenTree::Ident(word) if word == "type" || word == "trait" => break,
                // An attribute.
                TokenTree::Punct(_) => drop(words.next()),
                token => visibility.extend([token]),
            }
        }
        let TokenTree::Ident(ident) = words.next()? else { return None };
        Some(Self { attributes: TokenStream::new(), visibility, ident, valid: false })
    }
}

/// Returns an item with braces in place of the `;` at its end. The compiler has reported `enum Name;`.
fn with_braces(tokens: &TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if tokens.pop_if(|last| matches!(last, TokenTree::Punct(mark) if mark.as_char() == ';')).is_some() {
        tokens.push(Group::new(Delimiter::Brace, TokenStream::new()).into());
    }
    tokens.into_iter().collect()
}

/// Returns the error about an enum with variants. They show whether the attribute was meant to be that of a derive.
fn own_variants(input: &DeriveInput, data: &syn::DataEnum) -> Error {
    if derives::is_own_type(&input.attrs) || data.variants.iter().any(has_derive_helper) {
        let message = "`#[errspec::table(..)]` writes the variants itself, but this enum has its own\nhelp: for an enum with the derive \
                       `errspec::Error`, write `#[errspec(\"…\")]` in place of this attribute";
        return Error::new(Span::call_site(), message);
    }
    let name = &input.ident;
    let message = format!(
        "the variants come from the table\nhelp: leave the enum empty: `enum {name} {{}}`; for variants of your own, derive \
         `errspec::Error` and write `#[errspec(\"…\")]` in place of `#[errspec::table(..)]`"
    );
    Error::new(data.variants.first().map_or_else(Span::call_site, Spanned::span), message)
}

/// Returns `true` if a variant or its fields have an attribute of the derive.
fn has_derive_helper(variant: &syn::Variant) -> bool {
    let of_fields = variant.fields.iter().flat_map(|field| &field.attrs);
    variant.attrs.iter().chain(of_fields).any(derives::is_helper)
}

/// Reports the attributes after the first, whose tables the first one takes.
fn report_repeated(attributes: &[Attribute], errors: &mut Errors) {
    for again in attributes.iter().filter(|attribute| is_table_attribute(attribute)) {
        let message = "`#[errspec::table(..)]` is given twice\nhelp: one attribute names all tables of an enum: \
                       `#[errspec::table(\"a.toml\", \"b.toml\")]`";
        errors.report(Error::new_spanned(again, message));
    }
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
