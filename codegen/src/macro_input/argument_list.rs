//! Lists of arguments as they are written: strings, words, and words with a value or a list.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
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
    List(Ident, TokenStream),
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
                    rest(input);
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
            return Err(no_comma(&text, input, usage));
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
            let words = content.parse()?;
            if !at_comma(input) {
                return Err(Error::new(name.span(), "expected a comma after the parentheses"));
            }
            return Ok(Argument::List(name, words));
        }
        let message = unquoted(&name.to_string(), &rest(input))
            .unwrap_or_else(|| format!("expected a comma or `=` after `{name}`; {usage}"));
        return Err(Error::new(name.span(), message));
    }
    let found: TokenTree = input.parse()?;
    let message = match &found {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && !strings(&group.stream()).is_empty() => {
            format!("the paths of tables are written without brackets; {usage}")
        }
        TokenTree::Group(group)
            if group.delimiter() == Delimiter::Parenthesis && !strings(&group.stream()).is_empty() =>
        {
            format!("the path of a table is written without parentheses of its own; {usage}")
        }
        TokenTree::Punct(punct) if punct.as_char() == '&' && input.peek(LitStr) => {
            format!("the path of a table is written without `&`; {usage}")
        }
        _ => unquoted(&found.to_string(), &rest(input)).unwrap_or_else(|| format!("expected an argument; {usage}")),
    };
    Err(Error::new(found.span(), message))
}

/// Returns the error about a missing comma: at the other sign between two arguments, or at the text before the next one.
fn no_comma(before: &LitStr, input: ParseStream<'_>, usage: &str) -> Error {
    match input.fork().parse::<TokenTree>() {
        Ok(TokenTree::Punct(sign)) if [';', ':', '.', '+', '&', '|'].contains(&sign.as_char()) => {
            let message = format!("expected a comma, found `{}`; {usage}", sign.as_char());
            Error::new(sign.span(), message)
        }
        _ => Error::new(before.span(), format!("expected a comma after this; {usage}")),
    }
}

/// Returns the error about something that was meant to be the path of a table, but is no string, or a name with hyphens.
fn unquoted(first: &str, rest: &TokenStream) -> Option<String> {
    const EXTENSION: &str = ".toml";
    if rest.to_string().starts_with('!') {
        let path = strings(rest).into_iter().map(|text| text.value()).find(|text| text.ends_with(EXTENSION));
        let path = path.unwrap_or_else(|| "specs/name.toml".to_owned());
        return Some(format!(
            "the path of a table is a string, in which no macro is expanded\nhelp: write it relative to the folder of Cargo.toml: \
             `\"{}\"`",
            path.trim_start_matches('/')
        ));
    }
    let tokens = format!("{first}{rest}");
    let written: String = tokens.chars().filter(|character| !character.is_whitespace()).collect();
    if rest.to_string().starts_with('-') && written.chars().all(|it| it == '-' || it.is_alphanumeric()) {
        return Some(format!("unknown argument `{written}`; did you mean `{}`?", written.replace('-', "_")));
    }
    let is_path = !written.contains(['"', '(']) && (written.ends_with(EXTENSION) || written.contains('/'));
    is_path.then(|| format!("the path of a table is a string\nhelp: write it in quotes: `\"{written}\"`"))
}

/// Returns the tokens up to the next comma.
fn rest(input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !at_comma(input) {
        match input.parse::<TokenTree>() {
            Ok(token) => tokens.extend([token]),
            Err(_) => break,
        }
    }
    tokens
}

/// Returns the words in an expression, with or without quotes.
pub(crate) fn words(tokens: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) => found.extend(words(&group.stream())),
            TokenTree::Ident(word) => found.push(word.to_string()),
            TokenTree::Literal(_) => {
                found.extend(strings(&token.into()).iter().map(LitStr::value));
            }
            TokenTree::Punct(_) => {}
        }
    }
    found
}

/// Returns the strings in an expression.
pub(crate) fn strings(tokens: &TokenStream) -> Vec<LitStr> {
    let mut found = Vec::new();
    for token in tokens.clone() {
        match &token {
            TokenTree::Group(group) => found.extend(strings(&group.stream())),
            TokenTree::Literal(_) => found.extend(syn::parse2::<LitStr>(token.into()).ok()),
            _ => {}
        }
    }
    found
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
    let mut value = closure_parameters(input)?;
    value.extend(rest(input));
    Ok(ArgumentValue::Other(value))
}

/// Returns the parameters of a closure with their bars, between which may be commas; no tokens for any other value.
fn closure_parameters(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    if input.peek(Token![move]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    if !input.peek(Token![|]) && !input.peek(Token![||]) {
        return Ok(tokens);
    }
    let is_bar = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '|');
    let mut bars = 0;
    while bars < 2 && !input.is_empty() {
        let token: TokenTree = input.parse()?;
        bars += usize::from(is_bar(&token));
        tokens.extend([token]);
    }
    Ok(tokens)
}

impl ArgumentValue {
    pub(crate) fn into_tokens(self) -> TokenStream {
        match self {
            Self::Text(text) => text.into_token_stream(),
            Self::Other(tokens) => tokens,
        }
    }

    /// Returns the text; any other value is an error.
    pub(crate) fn text(self, name: &Ident) -> syn::Result<LitStr> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Other(tokens) => {
                let word =
                    syn::parse2::<Ident>(tokens.clone()).map_or_else(|_| "…".to_owned(), |word| word.to_string());
                let span = tokens.into_iter().next().map_or_else(Span::call_site, |token| token.span());
                Err(Error::new(span, format!("expected a string after `{name} =`, such as `{name} = \"{word}\"`")))
            }
        }
    }
}

/// Returns the text of the first argument, if it is a string.
pub(crate) fn first_text(tokens: &TokenStream) -> Option<String> {
    let first: TokenStream = tokens.clone().into_iter().next()?.into();
    strings(&first).first().map(LitStr::value)
}

fn at_comma(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}
