//! JSON strings that stand for the bytes of a binary body.
//!
//! The bytes are in Base64, and the first character is written as an escape: `"\u0041QID"` is the string `AQID` to every reader of
//! JSON, and the bytes 1, 2, 3 to the writer of a binary body. No other string of printable ASCII begins with an escape of a character
//! that needs none, unless it arrived so.

use alloc::vec::Vec;

/// Appends the content of the string of bytes in Base64. No bytes are an empty text, which has no mark.
pub(crate) fn mark(base64: &[u8], out: &mut Vec<u8>) {
    let Some((first, rest)) = base64.split_first() else { return };
    let digit = |number: u8| b"0123456789abcdef".get(usize::from(number)).copied().unwrap_or_default();
    out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(first >> 4), digit(first & 0xF)]);
    out.extend_from_slice(rest);
}

/// Returns `true` if the content of a string is that of bytes.
pub(crate) fn is_marked(raw: &[u8]) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let rest = raw.strip_prefix(b"\\u00").and_then(|rest| rest.split_first_chunk::<2>());
    rest.is_some_and(|([high, low], rest)| {
        matches!(high, b'2'..=b'7') && low.is_ascii_hexdigit() && rest.iter().all(is_digit)
    })
}
