//! Implementations by hand that the derive would repeat, beside the type in its file.
//!
//! The compiler reports each of them as a conflict. Found here, they are one error, which says what settles it. What is not plainly such an
//! implementation is left to the compiler.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// The implementations of a type that are written by hand.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ByHand {
    /// `true` for one of `Display`, or for another derive of it if `Error` is implemented by hand.
    pub(super) display: bool,
    pub(super) error: bool,
    /// The types that `From` converts.
    pub(super) from: Vec<String>,
}

impl ByHand {
    /// Finds the implementations in the text of the file with the type.
    pub(super) fn find(text: &str, ty: &Ident) -> Self {
        // Most types have none, and need no tokens.
        if !text.contains(&format!(" for {ty}")) {
            return Self::default();
        }
        let mut modules = Vec::new();
        if let Ok(tokens) = text.parse::<TokenStream>() {
            declaring(tokens, ty, &mut modules);
        }
        // Of two types with the name, it is unknown which one is meant.
        match modules.as_slice() {
            [module] => Self::within(module, ty),
            _ => Self::default(),
        }
    }

    /// Reads the implementations of a type in its module.
    fn within(module: &[TokenTree], ty: &Ident) -> Self {
        let mut found = Self::default();
        for (at, token) in module.iter().enumerate() {
            // One with an attribute may be under a condition.
            let has_attribute = at.checked_sub(1).and_then(|before| module.get(before)).is_some_and(is_brackets);
            if !is_word(token, "impl") || has_attribute {
                continue;
            }
            let rest = module.get(at + 1..).unwrap_or_default();
            let Some(end) = rest.iter().position(is_braces) else { continue };
            let (head, body) = rest.split_at(end);
            if let Some(TokenTree::Group(body)) = body.first() {
                found.add(head, body, ty);
            }
        }
        found.display |= found.error && derives_display(module, ty);
        found
    }

    /// Adds the implementation with this head.
    fn add(&mut self, head: &[TokenTree], body: &Group, ty: &Ident) {
        let Some(at) = head.iter().rposition(|token| is_word(token, "for")) else { return };
        let (name, of) = head.split_at(at);
        if !of.get(1).is_some_and(|token| is_word(token, &ty.to_string())) {
            return;
        }
        if is_trait(name, "Display", "fmt") {
            self.display |= functions(body).iter().any(|name| name == "fmt");
        }
        if is_trait(name, "Error", "error") {
            // Other traits of this name, such as that of serde, have other functions.
            let methods = ["source", "description", "cause", "provide"];
            self.error |= functions(body).iter().all(|name| methods.iter().any(|method| name == method));
        }
        if let [.., TokenTree::Punct(close)] = name
            && close.as_char() == '>'
            && let Some(open) = name.iter().position(|token| is_word(token, "From"))
            && let Some([TokenTree::Punct(less), source @ .., _]) = name.get(open + 1..)
            && less.as_char() == '<'
        {
            self.from.push(source.iter().cloned().collect::<TokenStream>().to_string());
        }
    }
}

/// Finds the modules, or other scopes, that declare a type of this name.
fn declaring(tokens: TokenStream, ty: &Ident, found: &mut Vec<Vec<TokenTree>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for token in &tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => declaring(group.stream(), ty, found),
            _ => {}
        }
    }
    if tokens.windows(2).any(|pair| declares(pair, ty)) {
        found.push(tokens);
    }
}

/// Returns `true` if a derive above the type has the name `Display`.
fn derives_display(module: &[TokenTree], ty: &Ident) -> bool {
    let Some(at) = module.windows(2).position(|pair| declares(pair, ty)) else { return false };
    let attributes = module.get(..at).unwrap_or_default().iter().rev();
    let attributes = attributes.take_while(|token| match token {
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
        TokenTree::Ident(word) => word == "pub",
        TokenTree::Punct(sign) => sign.as_char() == '#',
        TokenTree::Literal(_) => false,
    });
    attributes.filter(|token| is_brackets(token)).any(|attribute| {
        let TokenTree::Group(attribute) = attribute else { return false };
        let mut tokens = attribute.stream().into_iter();
        let is_derive = tokens.next().is_some_and(|word| is_word(&word, "derive"));
        let list = tokens.next().filter(|_| is_derive);
        matches!(list, Some(TokenTree::Group(list)) if list.stream().into_iter().any(|word| is_word(&word, "Display")))
    })
}

/// Returns the names of the functions in an implementation.
fn functions(body: &Group) -> Vec<Ident> {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let named = tokens.windows(2).filter_map(|pair| match pair {
        [keyword, TokenTree::Ident(name)] if is_word(keyword, "fn") => Some(name.clone()),
        _ => None,
    });
    named.collect()
}

/// Returns `true` for the keyword and the name of a type.
fn declares(pair: &[TokenTree], ty: &Ident) -> bool {
    match pair {
        [keyword, TokenTree::Ident(name)] => (is_word(keyword, "enum") || is_word(keyword, "struct")) && name == ty,
        _ => false,
    }
}

/// Returns `true` if a path ends with a trait, alone or behind the name of its module.
fn is_trait(path: &[TokenTree], name: &str, module: &str) -> bool {
    let Some((last, before)) = path.split_last() else { return false };
    let is_alone = match before {
        [.., of, TokenTree::Punct(_), TokenTree::Punct(colon)] if colon.as_char() == ':' => is_word(of, module),
        [] => true,
        [.., TokenTree::Punct(close)] => close.as_char() == '>',
        _ => false,
    };
    is_word(last, name) && is_alone
}

fn is_word(token: &TokenTree, word: &str) -> bool {
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

    use super::ByHand;

    fn find(text: &str) -> ByHand {
        ByHand::find(text, &Ident::new("E", Span::call_site()))
    }

    #[test]
    fn implementations_beside_the_type_are_found() {
        let found = find(
            "mod a { pub enum E { A { a: u8 } } impl std::fmt::Display for E { fn fmt(&self) {} } impl<'a> Error for E {} \
             impl From<std::io::Error> for E { fn from() {} } }",
        );
        assert_eq!(found, ByHand { display: true, error: true, from: vec!["std :: io :: Error".to_owned()] });
    }

    #[test]
    fn a_derive_of_display_counts_beside_an_error_by_hand() {
        let derived = "enum A {} #[derive(Debug, displaydoc::Display)] /// Text.\n pub(crate) enum E {}";
        let found = find(&format!("{derived} impl Error for E {{}}"));
        assert_eq!(found, ByHand { display: true, error: true, from: Vec::new() });
        assert!(!find(&format!("{derived} impl From<A> for E {{}}")).display);
        let other = "#[derive(Display)] enum A {} #[derive(Debug)] enum E {} impl Error for E {}";
        assert_eq!(find(other), ByHand { display: false, error: true, from: Vec::new() });
    }

    #[test]
    fn others_are_none() {
        for text in [
            "enum E {} // impl Display for E { fn fmt() {} }",
            "enum E {} mod a { impl Display for E { fn fmt() {} } }",
            "enum E {} #[cfg(test)] impl Display for E { fn fmt() {} }",
            "enum E {} impl Display for E { fn show() {} }",
            "enum E {} impl gui::Display for E { fn fmt() {} }",
            "enum E {} impl Display for Eq { fn fmt() {} } impl Error for F<E> {}",
            "enum E {} mod a { enum E {} impl Error for E {} }",
            "enum E {} impl Error for E { fn custom() {} fn source() {} }",
            "enum E {} impl E { fn a() { for E in [] {} } }",
        ] {
            assert_eq!(find(text), ByHand::default(), "{text}");
        }
    }
}
