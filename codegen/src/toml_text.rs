//! TOML as text: how keys and strings are written, and which text a key or an element takes up.

use crate::source::Span;

/// Returns a string as TOML writes it: in single quotes if it has quotes or backslashes.
pub(crate) fn quoted(text: &str) -> String {
    let is_literal = |c: char| c != '\'' && (c == '\t' || !c.is_control());
    match text.contains(['"', '\\']) && text.chars().all(is_literal) {
        true => format!("'{text}'"),
        false => format!("\"{}\"", escaped(text)),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            letter if letter.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Returns a key as TOML writes it.
pub(crate) fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// Returns the place of an element of a list, or of a member of an inline table, with its comma.
pub(crate) fn element(text: &str, value: Span) -> Span {
    let after = text.get(value.end..).unwrap_or_default();
    let blanks = after.len() - after.trim_start().len();
    if let Some(rest) = after.trim_start().strip_prefix(',') {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let is_last_of_line = rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r', ']', '}']);
        let spaces = if is_last_of_line { 0 } else { spaces };
        let end = value.end + blanks + 1 + spaces;
        // The blanks before the last element of a line would be left at the end of the line.
        let before = text.get(..value.start).unwrap_or_default();
        let start = if is_last_of_line { before.trim_end_matches([' ', '\t']).len() } else { value.start };
        return Span { start, end };
    }
    let before = text.get(..value.start).unwrap_or_default().trim_end();
    match before.strip_suffix(',') {
        Some(before) => Span { start: before.len(), end: value.end },
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::{element, key, quoted};
    use crate::source::Span;

    #[test]
    fn a_string_is_quoted_so_that_it_is_read_back() {
        for text in ["plain", "a\"b", "a\\d", "it's \"so\"", "line\nline", "\u{1}", ""] {
            let document = format!("key = {}", quoted(text));
            let table = toml::de::DeTable::parse(&document);
            let read =
                table.as_ref().ok().and_then(|table| table.get_ref().get("key")).and_then(|it| it.get_ref().as_str());
            assert_eq!(read, Some(text), "{document}");
        }
        assert_eq!((key("a-b_1").as_str(), key("a.b").as_str(), key("").as_str()), ("a-b_1", "\"a.b\"", "\"\""));
    }

    fn without(text: &str, removed: Span) -> String {
        [&text[..removed.start], &text[removed.end..]].concat()
    }

    #[test]
    fn an_element_is_removed_with_its_comma() {
        for (text, expected) in [
            ("[X]", "[]"),
            ("[X, 2]", "[2]"),
            ("[1, X]", "[1]"),
            ("[1, X, 2]", "[1, 2]"),
            ("[1, X,\n2]", "[1,\n2]"),
            ("[1, X,]", "[1,]"),
        ] {
            let at = text.find('X').unwrap_or_default();
            assert_eq!(without(text, element(text, Span { start: at, end: at + 1 })), expected);
        }
    }
}
