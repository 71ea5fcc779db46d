//! The code around the type, in its file. A macro gets only the type itself, so what stands beside it is read from the text.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// The module, or another scope, that declares the type.
pub(crate) struct Surroundings {
    tokens: Vec<TokenTree>,
    /// The number of the keyword of the type.
    at: usize,
}

/// The derives of a type.
pub(crate) struct Derives {
    /// The last names of their paths.
    pub(crate) names: Vec<Ident>,
    /// `false` if another attribute may add some.
    pub(crate) complete: bool,
}

impl Surroundings {
    /// Finds the type in the text of its file; `None` if two types have the name, since it is unknown which one is meant.
    pub(crate) fn find(text: &str, ty: &Ident) -> Option<Self> {
        let mut found = Vec::new();
        find_declarations(text.parse().ok()?, ty, &mut found);
        found.pop().filter(|_| found.is_empty())
    }

    /// Returns the head and the body of each implementation beside the type. One with an attribute may be under a condition, and is left out.
    pub(super) fn implementations(&self) -> impl Iterator<Item = (&[TokenTree], &Group)> {
        self.tokens.iter().enumerate().filter_map(|(at, token)| {
            let has_attribute = at.checked_sub(1).and_then(|before| self.tokens.get(before)).is_some_and(is_brackets);
            if !is_word(token, "impl") || has_attribute {
                return None;
            }
            let rest = self.tokens.get(at + 1..)?;
            let (head, body) = rest.split_at(rest.iter().position(is_braces)?);
            match body.first()? {
                TokenTree::Group(body) => Some((head, body)),
                _ => None,
            }
        })
    }

    /// Returns the derives of the type.
    pub(crate) fn derives(&self) -> Derives {
        let mut derives = Derives { names: Vec::new(), complete: true };
        for attribute in self.attributes() {
            let mut tokens = attribute.stream().into_iter();
            match (tokens.next(), tokens.next()) {
                (Some(TokenTree::Ident(word)), Some(TokenTree::Group(list))) if word == "derive" => {
                    derives.names.extend(last_names(list.stream()));
                }
                (Some(TokenTree::Ident(word)), _) if DERIVES_NOTHING.iter().any(|name| word == name) => {}
                _ => derives.complete = false,
            }
        }
        derives
    }

    /// Returns the attributes above the type.
    fn attributes(&self) -> impl Iterator<Item = &Group> {
        let above = self.tokens.get(..self.at).unwrap_or_default().iter().rev();
        let above = above.take_while(|token| match token {
            TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
            TokenTree::Ident(word) => word == "pub",
            TokenTree::Punct(sign) => sign.as_char() == '#',
            TokenTree::Literal(_) => false,
        });
        above.filter_map(|token| match token {
            TokenTree::Group(group) if is_brackets(token) => Some(group),
            _ => None,
        })
    }
}

/// The attributes of a type that add no derive.
const DERIVES_NOTHING: [&str; 19] = [
    "allow",
    "cfg",
    "deny",
    "deprecated",
    "display",
    "displaydoc",
    "doc",
    "error",
    "errspec",
    "expect",
    "forbid",
    "from",
    "must_use",
    "non_exhaustive",
    "repr",
    "serde",
    "snafu",
    "source",
    "warn",
];

/// Finds the scopes that declare a type of this name.
fn find_declarations(tokens: TokenStream, ty: &Ident, found: &mut Vec<Surroundings>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for token in &tokens {
        match token {
            TokenTree::Group(group) if is_braces(token) => find_declarations(group.stream(), ty, found),
            _ => {}
        }
    }
    if let Some(at) = tokens.windows(2).position(|pair| declares(pair, ty)) {
        found.push(Surroundings { tokens, at });
    }
}

/// Returns `true` for the keyword and the name of a type.
fn declares(pair: &[TokenTree], ty: &Ident) -> bool {
    match pair {
        [keyword, TokenTree::Ident(name)] => (is_word(keyword, "enum") || is_word(keyword, "struct")) && name == ty,
        _ => false,
    }
}

/// Returns the last name of each path in a list.
fn last_names(list: TokenStream) -> Vec<Ident> {
    let mut names = Vec::new();
    let mut last = None;
    for token in list {
        match token {
            TokenTree::Ident(word) => last = Some(word),
            TokenTree::Punct(sign) if sign.as_char() == ',' => names.extend(last.take()),
            _ => {}
        }
    }
    names.extend(last);
    names
}

pub(super) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_brackets(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Ident, Span};

    use super::Surroundings;

    /// Returns the derives, if they are complete.
    fn derives(text: &str) -> Option<Vec<String>> {
        let found = Surroundings::find(text, &Ident::new("E", Span::call_site()))?;
        let derives = found.derives();
        let mut names: Vec<String> = derives.names.iter().map(ToString::to_string).collect();
        names.sort();
        derives.complete.then_some(names)
    }

    #[test]
    fn all_derives_above_the_type_are_found() {
        let text = "#[derive(Copy)] struct A; #[derive(Debug, a::B)] /// Text.\n #[errspec(\"a.toml\")] #[derive(C,)] pub(crate) enum E {}";
        assert_eq!(derives(text), Some(["B", "C", "Debug"].map(str::to_owned).to_vec()));
        assert_eq!(derives("#[derive(Copy)] enum A {} enum E { A }"), Some(Vec::new()));
    }

    #[test]
    fn derives_that_another_attribute_may_add_are_unknown() {
        for text in ["#[cfg_attr(a, derive(B))] enum E {}", "#[a::b] #[derive(Debug)] struct E;"] {
            assert_eq!(derives(text), None, "{text}");
        }
    }

    #[test]
    fn of_two_types_with_the_name_none_is_found() {
        assert_eq!(derives("enum E {} mod a { #[derive(Debug)] enum E {} }"), None);
    }
}
