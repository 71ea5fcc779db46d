//! The formats that another derive, such as `thiserror::Error`, gives the fields of a variant in its message.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, LitStr, Meta};

use super::writer::{Placeholder, placeholders};

/// The messages that other derives write.
#[derive(Default)]
pub(super) struct Formats {
    uses: Vec<Use>,
}

/// A placeholder of a message.
struct Use {
    /// The value that it shows.
    shown: Shown,
    /// The text after the colon.
    spec: String,
}

/// The value that a placeholder shows.
#[derive(Debug, PartialEq, Eq)]
enum Shown {
    /// The field with this name or this number.
    Field(String),
    /// The result of the text after the field, such as `.len()`.
    PartOf(String, String),
    /// An expression that contains these fields.
    Expression(Vec<String>),
}

/// The way in which a message shows a field otherwise than by `{}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// By this format.
    Spec(String),
    /// By a method or a part of it, such as `.len()`.
    Part(String),
    /// As a part of an expression.
    Expression,
}

impl Formats {
    /// Reads the attributes `#[error("…")]` of thiserror, `#[snafu(display("…"))]`, `#[display("…")]` of derive_more and
    /// `#[displaydoc("…")]`.
    pub(super) fn read(attributes: &[Attribute]) -> Self {
        let mut formats = Self::default();
        for attribute in attributes {
            let Meta::List(list) = &attribute.meta else { continue };
            if ["error", "display", "displaydoc"].iter().any(|name| list.path.is_ident(name)) {
                formats.add(list.tokens.clone());
            } else if list.path.is_ident("snafu") {
                formats.add(within_display(list.tokens.clone()));
            }
        }
        formats
    }

    /// Returns the way in which the message shows a field; `None` if it shows the field by `{}`, or not at all.
    pub(super) fn difference(&self, field: &str) -> Option<Difference> {
        let is_plain = |one: &Use| match &one.shown {
            Shown::Field(name) => name == field && one.spec.is_empty(),
            Shown::PartOf(name, part) => name == field && one.spec.is_empty() && SAME_TEXT.contains(&part.as_str()),
            Shown::Expression(_) => false,
        };
        if self.uses.iter().any(is_plain) {
            return None;
        }
        let is_field = |one: &&Use| matches!(&one.shown, Shown::Field(name) if name == field);
        if let Some(one) = self.uses.iter().find(is_field) {
            return Some(Difference::Spec(one.spec.clone()));
        }
        self.uses.iter().find_map(|one| match &one.shown {
            Shown::PartOf(name, part) if name == field => Some(Difference::Part(part.clone())),
            Shown::Expression(names) if names.iter().any(|name| name == field) => Some(Difference::Expression),
            _ => None,
        })
    }

    /// Returns the field whose whole text each placeholder shows; `None` for a part of a field, or an expression. A placeholder without its
    /// argument is left out.
    pub(super) fn shown_fields(&self) -> Vec<Option<&str>> {
        let fields = self.uses.iter().map(|one| match &one.shown {
            Shown::Field(name) => Some(name.as_str()),
            Shown::PartOf(name, part) if SAME_TEXT.contains(&part.as_str()) => Some(name.as_str()),
            Shown::PartOf(..) | Shown::Expression(_) => None,
        });
        fields.collect()
    }

    /// Adds the arguments of a format macro.
    fn add(&mut self, tokens: TokenStream) {
        let mut parts = split_at_commas(tokens).into_iter();
        let Some(Ok(text)) = parts.next().map(syn::parse2::<LitStr>) else { return };
        let arguments: Vec<(Option<String>, Shown)> = parts.filter(|part| !part.is_empty()).map(argument).collect();
        let mut next = 0;
        for Placeholder { argument, spec } in placeholders(&text.value()) {
            // The precision `.*` takes an argument of its own.
            next += usize::from(spec.contains('*'));
            let shown = match argument.parse::<usize>() {
                Ok(number) if arguments.is_empty() => Shown::Field(number.to_string()),
                Ok(number) => match arguments.get(number) {
                    Some((_, shown)) => shown.copy(),
                    None => Shown::Field(number.to_string()),
                },
                Err(_) if argument.is_empty() => {
                    next += 1;
                    let Some((_, shown)) = arguments.get(next - 1) else { continue };
                    shown.copy()
                }
                Err(_) => {
                    let named = arguments.iter().find(|(name, _)| name.as_deref() == Some(argument.as_str()));
                    named.map_or_else(|| Shown::Field(member(&argument)), |(_, shown)| shown.copy())
                }
            };
            self.uses.push(Use { shown, spec });
        }
    }
}

/// The calls that can follow a field without a change of its text.
const SAME_TEXT: [&str; 6] = [".display()", ".to_string()", ".as_str()", ".as_ref()", ".clone()", ".to_string_lossy()"];

impl Shown {
    fn copy(&self) -> Self {
        match self {
            Self::Field(name) => Self::Field(name.clone()),
            Self::PartOf(name, part) => Self::PartOf(name.clone(), part.clone()),
            Self::Expression(names) => Self::Expression(names.clone()),
        }
    }

    /// Describes an expression: `.name` and `name` are fields.
    fn of(expression: Vec<TokenTree>) -> Self {
        let skipped = expression.iter().take_while(|token| is_punct(token, '&') || is_punct(token, '*')).count();
        let tokens = expression.get(skipped..).unwrap_or_default();
        let (name, rest) = match tokens {
            [dot, name, rest @ ..] if is_punct(dot, '.') => (Some(name), rest),
            [name @ TokenTree::Ident(_), rest @ ..] => (Some(name), rest),
            _ => (None, tokens),
        };
        // A floating-point literal such as `0.1` is the field 1 of the field 0.
        let name = name.map(|name| member(&name.to_string())).filter(|name| !name.contains('.'));
        let is_part = rest.first().is_none_or(|token| is_punct(token, '.'));
        match (name, rest.is_empty()) {
            (Some(name), true) => Self::Field(name),
            (Some(name), false) if is_part => Self::PartOf(name, rest.iter().map(ToString::to_string).collect()),
            _ => {
                let mut names = Vec::new();
                add_names(expression.into_iter().collect(), &mut names);
                Self::Expression(names)
            }
        }
    }
}

/// Adds the names and numbers in an expression that can be fields.
fn add_names(tokens: TokenStream, names: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => add_names(group.stream(), names),
            TokenTree::Ident(name) => names.push(member(&name.to_string())),
            TokenTree::Literal(number) => names.push(number.to_string()),
            TokenTree::Punct(_) => {}
        }
    }
}

/// Returns the name of a field as its declaration has it: `_0` is the field 0.
fn member(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    match name.strip_prefix('_').filter(|number| number.parse::<usize>().is_ok()) {
        Some(number) => number.to_owned(),
        None => name.to_owned(),
    }
}

/// Reads an argument of a format macro, with its name if it has one.
fn argument(tokens: TokenStream) -> (Option<String>, Shown) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name), equals, value @ ..] if is_punct(equals, '=') => {
            (Some(name.to_string()), Shown::of(value.to_vec()))
        }
        _ => (None, Shown::of(tokens)),
    }
}

/// Returns the arguments of `display(..)`; nothing if there is none.
fn within_display(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        if matches!(&token, TokenTree::Ident(name) if name == "display")
            && let Some(TokenTree::Group(group)) = tokens.next()
        {
            return group.stream();
        }
    }
    TokenStream::new()
}

fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens
        .split(|token| is_punct(token, ','))
        .map(|part| part.iter().map(ToTokens::to_token_stream).collect())
        .collect()
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{Difference, Formats};

    fn differences(tokens: proc_macro2::TokenStream, field: &str) -> Option<Difference> {
        let mut formats = Formats::default();
        formats.add(tokens);
        formats.difference(field)
    }

    #[test]
    fn a_field_by_a_format_is_a_difference() {
        let spec = |text: &str| Some(Difference::Spec(text.to_owned()));
        assert_eq!(differences(quote!("mask {mask:#010x}"), "mask"), spec("#010x"));
        assert_eq!(differences(quote!("{{mask:?}} {other:?} {mask}"), "mask"), None);
        assert_eq!(differences(quote!("{0:?} and {1}"), "0"), spec("?"));
        assert_eq!(differences(quote!("{0:?} and {1}"), "1"), None);
        assert_eq!(differences(quote!("{:.2}", .ratio), "ratio"), spec(".2"));
        assert_eq!(differences(quote!("{_0:?}"), "0"), spec("?"));
        assert_eq!(differences(quote!("{a} {x}", x = .mask), "mask"), None);
        assert_eq!(differences(quote!("{x:x}", x = .mask), "mask"), spec("x"));
        // The name of an argument hides that of a field.
        assert_eq!(differences(quote!("{x:x}", x = .mask), "x"), None);
        assert_eq!(differences(quote!("{:.*}", 3, .ratio), "ratio"), spec(".*"));
    }

    #[test]
    fn a_part_of_a_field_is_a_difference() {
        let part = |text: &str| Some(Difference::Part(text.to_owned()));
        assert_eq!(differences(quote!("{} items", .items.len()), "items"), part(".len()"));
        assert_eq!(differences(quote!("{}", items.len()), "items"), part(".len()"));
        assert_eq!(differences(quote!("{}", .path.display()), "path"), None);
        // The whole field says more than a part of it.
        let debug = Some(Difference::Spec("?".to_owned()));
        assert_eq!(differences(quote!("{} items: {items:?}", items.len()), "items"), debug);
        assert_eq!(differences(quote!("{}", join(.items, ", ")), "items"), Some(Difference::Expression));
        assert_eq!(differences(quote!("{}", .items.len()), "other"), None);
    }
}
