//! Text in a line of `KEY=VALUE`.

use alloc::string::String;

/// Appends a text as a key or a value. What ends a line for one reader or another becomes a blank, and so do the other control characters but
/// the tab.
pub(crate) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(place) = rest.find(|letter: char| ends_line(letter)) {
        let (before, from) = rest.split_at(place);
        out.push_str(before);
        out.push(' ');
        let letter = from.chars().next().map_or(0, char::len_utf8);
        rest = from.strip_prefix("\r\n").or_else(|| from.get(letter..)).unwrap_or_default();
    }
    out.push_str(rest);
}

/// Returns `true` for a character that ends a line, and for those that no text has.
fn ends_line(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}') || (letter.is_control() && letter != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_in_one_line() {
        let written = |text: &str| {
            let mut out = String::new();
            escape(text, &mut out);
            out
        };
        assert_eq!(written("plain\ttext, ä"), "plain\ttext, ä");
        assert_eq!(written("a\nb\r\nc\rd"), "a b c d");
        assert_eq!(written("\u{85}\u{2028}x\u{b}\u{1c}\0\r"), "  x    ");
    }
}
