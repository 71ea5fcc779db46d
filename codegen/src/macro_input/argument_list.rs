//! Lists of arguments as they are written: strings, words, and words with a value or a list.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::token::Paren;
use syn::{Error, LitStr, Token, parenthesized};

use super::errors::Errors;

/// One argument.
pub(crate) enum Argument {
    /// `"specs/flanks.toml"`
    Text(LitStr),
    /// `partial`
    Bare(Ident),
    /// `entry = "NOT_FOUND"`, `crate = other::errspec`
    Value(Ident, ArgumentValue),
    /// `optional("TLS_FAILURE", "NO_NETWORK")`
    List(Ident, Vec<LitStr>),
}

/// The value after `=`.
pub(crate) enum ArgumentValue {
    Text(LitStr),
    Other(TokenStream),
}

/// Parses arguments with commas between them. `usage` is a sentence that shows how they are written.
pub(crate) fn parse(tokens: TokenStream, usage: &str, errors: &mut Errors) -> Vec<Argument> {
    let mut words = Vec::new();
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            match parse_one(input, usage) {
                Ok(word) => words.push(word),
                Err(error) => {
                    errors.report(error);
                    skip_to_comma(input);
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(tokens) {
        errors.report(error);
    }
    words
}

fn parse_one(input: ParseStream<'_>, usage: &str) -> syn::Result<Argument> {
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        if !at_comma(input) {
            return Err(Error::new(text.span(), format!("expected a comma after this; {usage}")));
        }
        return Ok(Argument::Text(text));
    }
    if input.peek(Ident::peek_any) {
        let name = input.call(Ident::parse_any)?;
        if at_comma(input) {
            return Ok(Argument::Bare(name));
        }
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            return Ok(Argument::Value(name.clone(), parse_value(&name, input)?));
        }
        if input.peek(Paren) {
            let content;
            parenthesized!(content in input);
            let words = content.parse_terminated(<LitStr as Parse>::parse, Token![,])?;
            if !at_comma(input) {
                return Err(Error::new(name.span(), "expected a comma after the parentheses"));
            }
            return Ok(Argument::List(name, words.into_iter().collect()));
        }
        return Err(Error::new(name.span(), format!("expected a comma or `=` after `{name}`; {usage}")));
    }
    let found: TokenTree = input.parse()?;
    Err(Error::new(found.span(), format!("expected an argument; {usage}")))
}

fn parse_value(name: &Ident, input: ParseStream<'_>) -> syn::Result<ArgumentValue> {
    if at_comma(input) {
        return Err(Error::new(name.span(), format!("expected a value after `{name} =`")));
    }
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        if at_comma(input) {
            return Ok(ArgumentValue::Text(text));
        }
        return Err(Error::new(text.span(), "expected a comma after this"));
    }
    let mut tokens = TokenStream::new();
    while !at_comma(input) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(ArgumentValue::Other(tokens))
}

impl ArgumentValue {
    /// Returns the text; any other value is an error.
    pub(crate) fn text(self, name: &Ident) -> syn::Result<LitStr> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Other(tokens) => {
                let span = tokens.into_iter().next().map_or_else(Span::call_site, |token| token.span());
                Err(Error::new(span, format!("expected a string after `{name} =`, such as `{name} = \"…\"`")))
            }
        }
    }
}

/// Returns the text of the first argument, if it is a string.
pub(crate) fn first_text(tokens: &TokenStream) -> Option<String> {
    let first = tokens.clone().into_iter().next()?;
    syn::parse2::<LitStr>(first.into()).ok().map(|text| text.value())
}

fn at_comma(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !at_comma(input) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
