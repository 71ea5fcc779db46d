//! The attributes that determine how the value of a field is written.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Error, Expr, ExprPath, LitStr};

use super::attributes::writes_without_value;
use crate::emit::Function;
use crate::macro_input::ArgumentValue;

/// The attributes that determine how a field is written, of which a field has at most one.
pub(super) const WRITERS: [&str; 5] = ["plain", "display", "debug", "format", "with"];

/// An attribute that determines how a field is written.
pub(super) struct Writer {
    /// The word of the attribute.
    pub(super) name: Ident,
    pub(super) written: Written,
}

/// The way in which a field is written.
pub(super) enum Written {
    /// As its type implements `AsField`.
    Plain,
    /// By its `Display`.
    Display,
    /// By its `Debug`.
    Debug,
    /// By a format string with one placeholder.
    Format(LitStr),
    /// By a function that takes a reference to the field.
    With(Function),
}

impl Written {
    /// Returns `true` if only a string can hold what is written.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Display | Self::Debug | Self::Format(_))
    }
}

/// Reads the attribute with this name. Returns `None` if the name is another.
pub(super) fn read_writer(name: &Ident, value: Option<ArgumentValue>) -> syn::Result<Option<Writer>> {
    let written = match (name.to_string().as_str(), value) {
        ("plain", None) => Written::Plain,
        ("display", None) => Written::Display,
        ("debug", None) => Written::Debug,
        ("plain" | "display" | "debug", Some(value)) => return Err(writes_without_value(name, &value)),
        ("format", Some(value)) => Written::Format(check_format(value.text(name)?)?),
        ("format", None) => return Err(Error::new(name.span(), "expected a format string: `format = \"{:#x}\"`")),
        ("with", Some(value)) => Written::With(function(name, value)?),
        ("with", None) => return Err(Error::new(name.span(), "expected the path of a function: `with = \"path\"`")),
        _ => return Ok(None),
    };
    Ok(Some(Writer { name: name.clone(), written }))
}

/// Checks that a format string has one placeholder, which has no name.
fn check_format(format: LitStr) -> syn::Result<LitStr> {
    let text = format.value();
    let found = placeholders(&text);
    // A format without its braces begins with the colon.
    let meant = match (found.as_slice(), text.strip_prefix(':')) {
        ([named], _) if named.spec.is_empty() => "{}".to_owned(),
        ([named], _) => format!("{{:{}}}", named.spec),
        ([], Some(spec)) if !spec.is_empty() && !spec.contains(['{', '}']) => format!("{{:{spec}}}"),
        _ => "{:.2}".to_owned(),
    };
    let error = |message: &str| {
        let help = format!("help: write one placeholder for the value of the field, such as `format = \"{meant}\"`");
        Err(Error::new(format.span(), format!("{message}\n{help}")))
    };
    match found.as_slice() {
        [] => error("the format string has no placeholder"),
        [placeholder] if placeholder.argument.is_empty() => Ok(format),
        [_] => error("the placeholder of the format string has a name"),
        _ => error("the format string has more than one placeholder"),
    }
}

/// A placeholder in a format string.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// The name or the number of the argument; empty for the next one.
    pub(super) argument: String,
    /// The text after the colon.
    pub(super) spec: String,
}

/// Returns the placeholders in a format string. The compiler checks its syntax.
pub(super) fn placeholders(text: &str) -> Vec<Placeholder> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        if let Some(escaped) = after.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some((inside, next)) = after.split_once('}') else { break };
        let (argument, spec) = inside.split_once(':').unwrap_or((inside, ""));
        found.push(Placeholder { argument: argument.trim().to_owned(), spec: spec.trim().to_owned() });
        rest = next;
    }
    found
}

/// Returns the function that a value names: a path or a closure, with or without quotes.
fn function(name: &Ident, value: ArgumentValue) -> syn::Result<Function> {
    let tokens: TokenStream = match value {
        ArgumentValue::Text(text) => text.parse()?,
        ArgumentValue::Other(tokens) => tokens,
    };
    let is_closure = match tokens.clone().into_iter().next() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '|',
        Some(TokenTree::Ident(word)) => word == "move",
        _ => false,
    };
    if is_closure {
        return check_parameters(&tokens).map(|()| Function::Closure(tokens));
    }
    match syn::parse2::<ExprPath>(tokens.clone()) {
        Ok(_) => Ok(Function::Path(tokens)),
        Err(_) => {
            let span = tokens.clone().into_iter().next().map_or_else(|| name.span(), |first| first.span());
            let mut message = "expected the path of a function, such as `with = \"Vec::len\"`, or a closure".to_owned();
            if let Some(meant) = meant_function(&tokens) {
                message.push_str(&format!("\nhelp: write `with = {meant}`"));
            }
            Err(Error::new(span, message))
        }
    }
}

/// Checks that a closure has one parameter.
fn check_parameters(closure: &TokenStream) -> syn::Result<()> {
    let sign = |token: &TokenTree| if let TokenTree::Punct(sign) = token { sign.as_char() } else { ' ' };
    let bar = |token: &TokenTree| sign(token) == '|';
    let parameters =
        closure.clone().into_iter().skip_while(|token| !bar(token)).skip(1).take_while(|token| !bar(token));
    let mut depth = 0_usize;
    let mut firsts = Vec::new();
    let mut begins = true;
    for token in parameters {
        match sign(&token) {
            ',' if depth == 0 => begins = true,
            other => {
                firsts.extend(std::mem::take(&mut begins).then(|| token.span()));
                depth = match other {
                    '<' => depth + 1,
                    '>' => depth.saturating_sub(1),
                    _ => depth,
                };
            }
        }
    }
    let place = match firsts.as_slice() {
        [_] => return Ok(()),
        [_, second, ..] => Some(*second),
        [] => closure.clone().into_iter().next().map(|token| token.span()),
    };
    let message = "the closure has one parameter: a reference to the field\nhelp: write `with = |field| …`";
    Err(Error::new(place.unwrap_or_else(Span::call_site), message))
}

/// Returns the function that a call was meant to name: the called one, or a closure that calls a method of the field.
fn meant_function(call: &TokenStream) -> Option<String> {
    match syn::parse2::<Expr>(call.clone()).ok()? {
        Expr::Call(call) if call.args.is_empty() => match *call.func {
            Expr::Path(path) => Some(path.to_token_stream().to_string().replace(' ', "")),
            _ => None,
        },
        Expr::MethodCall(_) => {
            let TokenTree::Ident(field) = call.clone().into_iter().next()? else { return None };
            let name = if field == "self" { "field".to_owned() } else { field.to_string() };
            let rest: TokenStream = call.clone().into_iter().skip(1).collect();
            Some(format!("|{name}| {name}{}", rest.to_string().replace(' ', "")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Placeholder, placeholders};

    #[test]
    fn braces_that_are_doubled_are_no_placeholders() {
        let found = placeholders("{{a}} {b:#x} {:?}{} }} {{{0}");
        let expected = [("b", "#x"), ("", "?"), ("", ""), ("0", "")]
            .map(|(argument, spec)| Placeholder { argument: argument.to_owned(), spec: spec.to_owned() });
        assert_eq!(found, expected);
    }
}
