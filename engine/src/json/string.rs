//! JSON strings.

use alloc::string::String;
use core::fmt::Write as _;

use super::words::{before_backslash, plain_length};

/// Decodes the content of a JSON string, without its quotes.
///
/// The backslash of a malformed escape is a backslash: `C:\Users`. An unpaired surrogate and bytes that are not UTF-8 become U+FFFD.
#[must_use]
pub fn unescape(raw: &[u8]) -> String {
    // An escape is never shorter than its character, and a copy writes up to eight bytes at once.
    let mut text = alloc::vec![0; raw.len() + 8];
    let mut length = 0;
    let mut rest = raw;
    while let Some(place) = text.get_mut(length..).and_then(<[u8]>::first_chunk_mut::<8>) {
        let Some((first, after)) = rest.split_first() else { break };
        let (written, after) =
            if *first == b'\\' { unescape_one(after, place) } else { copy_plain(*first, rest, place) };
        length += written;
        rest = after;
    }
    text.truncate(length);
    String::from_utf8(text).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Decodes an escape, which begins after its backslash, and copies the plain characters that follow closely. Returns the number of bytes
/// written and the rest of the input.
#[inline]
fn unescape_one<'r>(escape: &'r [u8], text: &mut [u8; 8]) -> (usize, &'r [u8]) {
    text[0] = b'\\';
    let Some((kind, rest)) = escape.split_first() else { return (1, escape) };
    let character = match kind {
        b'"' | b'\\' | b'/' => *kind,
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'b' => 0x8,
        b'f' => 0xC,
        b'u' if code_unit(rest).is_some() => return unescape_unicode(rest, text),
        _ => return (1, escape),
    };
    copy_plain(character, escape, text)
}

/// Writes `first` in the place of the first byte of `text`, and copies what follows up to the next backslash, at most eight bytes in all.
/// Returns the number of bytes written and the rest of the input.
///
/// Eight bytes are copied at once; bytes from the backslash on are overwritten later. Escapes are often close together, so a search before
/// each copy would be slower.
#[inline]
fn copy_plain<'r>(first: u8, text: &'r [u8], place: &mut [u8; 8]) -> (usize, &'r [u8]) {
    let Some((chunk, after)) = text.split_first_chunk::<8>() else {
        place[0] = first;
        return (1, text.get(1..).unwrap_or_default());
    };
    *place = *chunk;
    place[0] = first;
    match before_backslash(*chunk) {
        8 => (8, after),
        plain => (plain, text.get(plain..).unwrap_or_default()),
    }
}

/// Decodes the digits after `\u`. Returns the number of bytes written and the rest of the input.
fn unescape_unicode<'r>(digits: &'r [u8], text: &mut [u8; 8]) -> (usize, &'r [u8]) {
    let (character, length) = unicode(digits);
    let written = character.encode_utf8(text).len();
    (written, digits.get(length..).unwrap_or_default())
}

/// Returns the character of one `\u` escape, or of two for a surrogate pair, and the number of bytes read.
fn unicode(digits: &[u8]) -> (char, usize) {
    let high = code_unit(digits).unwrap_or_default();
    if !(0xD800..0xDC00).contains(&high) {
        return (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), 4);
    }
    let second = digits.get(4..).and_then(|rest| rest.strip_prefix(b"\\u"));
    let low = second.and_then(code_unit).unwrap_or_default();
    if !(0xDC00..0xE000).contains(&low) {
        return (char::REPLACEMENT_CHARACTER, 4);
    }
    let character = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    (char::from_u32(character).unwrap_or(char::REPLACEMENT_CHARACTER), 10)
}

/// Returns the UTF-16 code unit of four hexadecimal digits.
fn code_unit(digits: &[u8]) -> Option<u32> {
    let digits = digits.first_chunk::<4>()?;
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

/// Returns the length of the escape whose backslash is before `text`; `None` if it is malformed.
pub(super) fn escape_length(text: &[u8]) -> Option<usize> {
    match text.split_first()? {
        (b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', _) => Some(1),
        (b'u', digits) => code_unit(digits).map(|_| 5),
        _ => None,
    }
}

/// Writes a control character as an escape.
pub(super) fn escape_control(byte: u8) -> String {
    alloc::format!("\\u{byte:04x}")
}

/// Appends `text` as a JSON string with quotes.
pub fn escape(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut rest = text;
    // A byte to escape is ASCII, so the text is split between characters.
    while let Some((plain, special)) = rest.split_at_checked(plain_length(rest.as_bytes())) {
        out.push_str(plain);
        rest = special;
        let Some((special, after)) = special.split_at_checked(1) else { break };
        match special {
            "\"" => out.push_str("\\\""),
            "\\" => out.push_str("\\\\"),
            "\n" => out.push_str("\\n"),
            "\r" => out.push_str("\\r"),
            "\t" => out.push_str("\\t"),
            control => {
                let code = control.bytes().next().unwrap_or_default();
                // Writing to a `String` does not fail.
                let _ = write!(out, "\\u{code:04x}");
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out.push('"');
}
