//! The types for which this compilation has expanded the derive.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use proc_macro2::{Span, TokenStream, TokenTree};

use super::above::text_above;
use super::reported::IS_EDITOR;

/// A line and a column, each from 1.
type Position = (usize, usize);

/// The place of the last derive for each type, by the places of its keyword and its name. The compiler runs all macros of a crate in one
/// process.
static EXPANDED: Mutex<Option<HashMap<String, Position>>> = Mutex::new(None);

/// Returns `true` if the running derive is the second one of a type.
pub(super) fn is_second_derive(item: &TokenStream) -> bool {
    if *IS_EDITOR || !proc_macro::is_available() {
        return false;
    }
    let Some(place) = place_of(item) else { return false };
    let derive = Span::call_site().unwrap();
    let position = (derive.line(), derive.column());
    let mut expanded = EXPANDED.lock().unwrap_or_else(PoisonError::into_inner);
    let before = expanded.get_or_insert_default().insert(place, position);
    // A file that is included twice has the derive at the same place, and an item that a macro repeats has other code before it.
    before.filter(|before| *before != position).is_some_and(|before| {
        let text = text_above();
        text.as_deref().and_then(|text| text_after(text, before)).is_some_and(|text| !text.contains(['{', '}', '$']))
    })
}

/// Returns the places of the keyword of a type and of its name.
fn place_of(item: &TokenStream) -> Option<String> {
    let mut tokens = item.clone().into_iter();
    let keyword = tokens.find_map(|token| match token {
        TokenTree::Ident(word) if ["enum", "struct", "union"].iter().any(|keyword| word == keyword) => Some(word),
        _ => None,
    })?;
    Some(format!("{:?} {:?}", keyword.span(), tokens.next()?.span()))
}

/// Returns the part of a text that begins at a position.
fn text_after(text: &str, (line, column): Position) -> Option<&str> {
    let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(before..)?;
    let within: usize = rest.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    rest.get(within..)
}

#[cfg(test)]
mod tests {
    use super::text_after;

    #[test]
    fn a_text_begins_at_its_line_and_column() {
        assert_eq!(text_after("ab\ncdé\nf", (2, 4)), Some("\nf"));
        assert_eq!(text_after("ab\n", (3, 1)), Some(""));
        assert_eq!(text_after("ab", (1, 1)), Some("ab"));
    }
}
