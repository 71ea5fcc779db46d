//! Documentation as people write it, with `///` before each line.
//!
//! The generator writes a text as one `#[doc = "…"]`, which the formatter would turn into a block without indentation.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

/// Returns the code with an attribute for each line of documentation.
pub(super) fn spread(code: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = code.into_iter().peekable();
    let mut position = DocPosition::First;
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
                    let lines = lines(&text, position);
                    out.extend(quote!(#(#[doc = #lines])*));
                    position = DocPosition::AfterDocs;
                }
                None => out.extend([token, attribute.into()]),
            }
            continue;
        }
        position = DocPosition::First;
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

/// The position of a documentation attribute at its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DocPosition {
    /// It is the first.
    First,
    /// It follows another.
    AfterDocs,
}

/// Returns the text of `[doc = "…"]`.
fn text_of(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    let parts = [tokens.next(), tokens.next(), tokens.next(), tokens.next()];
    let [Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(text)), None] = parts else {
        return None;
    };
    let is_doc = name == "doc" && attribute.delimiter() == Delimiter::Bracket;
    is_doc.then(|| syn::parse2::<LitStr>(TokenTree::Literal(text).into()).ok()).flatten().map(|text| text.value())
}

/// Returns the lines as they are written after `///`, with a space before each if they have none. An empty line at the beginning
/// separates them from the documentation above, and is dropped where there is none.
fn lines(text: &str, position: DocPosition) -> Vec<String> {
    let text: String = text.replace("\r\n", "\n").chars().map(plain).collect();
    let lines: Vec<&str> = text.trim_matches('\n').split('\n').collect();
    let spaced = lines.iter().all(|line| line.is_empty() || line.starts_with(' '));
    let space = |line: &&str| if spaced || line.is_empty() { (*line).to_owned() } else { format!(" {line}") };
    let first = (position == DocPosition::AfterDocs && text.starts_with('\n')).then(String::new);
    first.into_iter().chain(lines.iter().map(space)).collect()
}

/// Replaces characters that are not allowed in a comment: control characters, and those that change the direction of text.
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

    use super::{DocPosition, lines, spread};

    #[test]
    fn each_line_becomes_an_attribute() {
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
    fn characters_that_a_comment_cannot_have_are_replaced() {
        assert_eq!(lines("a\r\nb\rc\u{202e}\0", DocPosition::First), [" a", " b", " c\u{fffd}\u{fffd}"]);
    }

    #[test]
    fn an_empty_line_separates_from_the_documentation_above() {
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
