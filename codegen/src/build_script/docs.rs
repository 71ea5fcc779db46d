//! Documentation as people write it: a line of it on a line, after `///`.
//!
//! The generator gives a text whole, `#[doc = "…"]`, of which the formatter would make a block without indentation.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

/// The code with each documented line as an attribute of its own.
pub(super) fn spread(code: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = code.into_iter().peekable();
    // Whether the item that follows has documentation already.
    let mut documented = false;
    while let Some(token) = tokens.next() {
        let attribute = match (&token, tokens.peek()) {
            (TokenTree::Punct(punct), Some(TokenTree::Group(attribute))) if punct.as_char() == '#' => {
                Some(attribute.clone())
            }
            _ => None,
        };
        if let Some(attribute) = attribute {
            tokens.next();
            match text_of(&attribute) {
                Some(text) => {
                    let lines = lines(&text, documented);
                    out.extend(quote!(#(#[doc = #lines])*));
                    documented = true;
                }
                None => out.extend([token, attribute.into()]),
            }
            continue;
        }
        documented = false;
        out.extend([match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), spread(group.stream()));
                inner.set_span(group.span());
                inner.into()
            }
            token => token,
        }]);
    }
    out
}

/// The text of `[doc = "…"]`.
fn text_of(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    let parts = [tokens.next(), tokens.next(), tokens.next(), tokens.next()];
    let [Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(text)), None] = parts else {
        return None;
    };
    let is_doc = name == "doc" && attribute.delimiter() == Delimiter::Bracket;
    is_doc.then(|| syn::parse2::<LitStr>(TokenTree::Literal(text).into()).ok()).flatten().map(|text| text.value())
}

/// The lines as they stand after `///`, with a space before each if they have none. An empty line at the begin sets them off
/// from documentation above them, and else is none.
fn lines(text: &str, documented: bool) -> Vec<String> {
    let text: String = text.replace("\r\n", "\n").chars().map(plain).collect();
    let lines: Vec<&str> = text.trim_matches('\n').split('\n').collect();
    let spaced = lines.iter().all(|line| line.is_empty() || line.starts_with(' '));
    let space = |line: &&str| if spaced || line.is_empty() { (*line).to_owned() } else { format!(" {line}") };
    let first = (documented && text.starts_with('\n')).then(String::new);
    first.into_iter().chain(lines.iter().map(space)).collect()
}

/// A character that may stand in a comment: control characters may not, nor those that turn the direction of writing.
fn plain(letter: char) -> char {
    match letter {
        '\n' | '\t' => letter,
        '\r' => '\n',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        letter if letter.is_control() => char::REPLACEMENT_CHARACTER,
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{lines, spread};

    #[test]
    fn each_line_is_an_attribute() {
        let code = quote!(
            #[doc = "One.\n\n- two"]
            enum E {
                #[doc = " Three."]
                #[doc(hidden)]
                A,
            }
        );
        let expected = quote! {
            #[doc = " One."] #[doc = ""] #[doc = " - two"] enum E { #[doc = " Three."] #[doc(hidden)] A, }
        };
        assert_eq!(spread(code).to_string(), expected.to_string());
    }

    #[test]
    fn what_may_not_stand_in_a_comment_does_not() {
        assert_eq!(lines("a\r\nb\rc\u{202e}\0", false), [" a", " b", " c\u{fffd}\u{fffd}"]);
    }

    #[test]
    fn an_empty_line_sets_off_from_what_is_above() {
        let code = quote!(
            #[doc = "\nA.\n"]
            #[allow(unused)]
            #[doc = "\nB."]
            enum E {}
        );
        let expected = quote!(
            #[doc = " A."]
            #[allow(unused)]
            #[doc = ""]
            #[doc = " B."]
            enum E {}
        );
        assert_eq!(spread(code).to_string(), expected.to_string());
    }
}
