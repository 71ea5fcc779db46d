//! Strings as JSON writes them.

use alloc::string::String;
use core::fmt::Write as _;

/// The text of the inside of a JSON string whose escapes are well-formed. Half a surrogate pair and bytes that are not
/// UTF-8 become U+FFFD.
pub(crate) fn unescape(raw: &[u8]) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(place) = rest.iter().position(|byte| *byte == b'\\') {
        let (before, escape) = rest.split_at(place);
        text.push_str(&String::from_utf8_lossy(before));
        let (character, length) = unescape_one(escape);
        text.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(&String::from_utf8_lossy(rest));
    text
}

/// The character that an escape stands for, and how long the escape is.
fn unescape_one(escape: &[u8]) -> (char, usize) {
    let plain = match escape.get(1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unescape_unicode(escape),
        Some(other) => char::from(*other),
        None => char::REPLACEMENT_CHARACTER,
    };
    (plain, 2)
}

fn unescape_unicode(escape: &[u8]) -> (char, usize) {
    let high = code_unit(escape);
    if !(0xD800..0xDC00).contains(&high) {
        return (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), 6);
    }
    let second = escape.get(6..).unwrap_or_default();
    let low = if second.starts_with(b"\\u") { code_unit(second) } else { 0 };
    if !(0xDC00..0xE000).contains(&low) {
        return (char::REPLACEMENT_CHARACTER, 6);
    }
    let character = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    (char::from_u32(character).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
}

/// The number in `\uXXXX`.
fn code_unit(escape: &[u8]) -> u32 {
    let digits = escape.get(2..6).unwrap_or_default();
    digits.iter().fold(0, |unit, digit| unit << 4 | char::from(*digit).to_digit(16).unwrap_or(0))
}

/// Writes `text` as a JSON string, quotes included.
pub(crate) fn escape(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control @ '\0'..='\u{1F}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
