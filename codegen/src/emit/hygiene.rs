//! Hygiene: the spans that make tokens of the user count as tokens of the macro.
//!
//! The compiler reports most lints only for tokens that were written by hand. A type or a name that generated code repeats keeps
//! its position, so that errors point to it, but counts as written by the macro: it is linted once, where the user wrote it.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Index, Member};

/// Returns the code in the attribute `#[errspec_code(..)]` of an item, as the output of the running derive macro.
///
/// The compiler reports every use of a deprecated item, except in the output of a derive.
#[must_use]
pub fn carried_code(item: TokenStream) -> TokenStream {
    let attribute = item.into_iter().find_map(|token| match token {
        TokenTree::Group(attribute) => Some(attribute.stream()),
        _ => None,
    });
    let code = attribute.into_iter().flatten().find_map(|token| match token {
        TokenTree::Group(code) => Some(tokens(&code.stream())),
        _ => None,
    });
    code.unwrap_or_default()
}

/// Returns a span of the macro at the position of another span.
pub(crate) fn span(position: Span) -> Span {
    Span::call_site().located_at(position)
}

/// Returns a span of the macro at the position of the last token.
pub(crate) fn end(tokens: &TokenStream) -> Span {
    let last = tokens.clone().into_iter().last();
    span(last.map_or_else(Span::call_site, |token| match token {
        TokenTree::Group(group) => group.span_close(),
        token => token.span(),
    }))
}

/// Returns the same name, as written by the macro.
pub(crate) fn ident(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(span(name.span()));
    name
}

/// Returns the same tokens at the position of this span of the macro.
pub(crate) fn at(tokens: TokenStream, position: Span) -> TokenStream {
    let moved = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), at(group.stream(), position));
            inner.set_span(position);
            TokenTree::Group(inner)
        }
        TokenTree::Ident(name) if name == "$crate" => TokenTree::Ident(name),
        mut token => {
            token.set_span(position);
            token
        }
    });
    moved.collect()
}

/// Returns the same field, as written by the macro.
pub(crate) fn member(member: &Member) -> Member {
    match member {
        Member::Named(name) => Member::Named(ident(name)),
        Member::Unnamed(index) => Member::Unnamed(Index { index: index.index, span: span(index.span) }),
    }
}

/// Returns the same tokens, as written by the macro.
pub(crate) fn tokens(written: &impl ToTokens) -> TokenStream {
    written.to_token_stream().into_iter().map(token).collect()
}

fn token(token: TokenTree) -> TokenTree {
    let mut token = match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), tokens(&group.stream()));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        // With another span, `$crate` would mean another crate. No lint is about it.
        TokenTree::Ident(name) if name == "$crate" => return TokenTree::Ident(name),
        token => token,
    };
    token.set_span(span(token.span()));
    token
}
