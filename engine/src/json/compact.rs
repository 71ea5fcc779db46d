//! Removal of white space from JSON.

use alloc::string::String;
use alloc::vec::Vec;

use super::string::{escape_control, escape_length};

/// Returns a JSON text without white space between its tokens and without trailing commas. Control characters in strings are escaped, and
/// so are backslashes that begin no escape.
///
/// ```
/// use errspec_engine::json::compact;
///
/// assert_eq!(compact(b"{ \"a\": [1, 2,] }"), r#"{"a":[1,2]}"#);
/// assert_eq!(compact(b"\"C:\\Users\t\""), r#""C:\\Users\u0009""#);
/// ```
#[must_use]
pub fn compact(raw: &[u8]) -> String {
    let mut out = Vec::with_capacity(raw.len());
    let mut in_string = false;
    let mut rest = raw;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte == b'"' {
            in_string = !in_string;
            out.push(*byte);
        } else if in_string {
            rest = copy_in_string(*byte, after, &mut out);
        } else if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            // A trailing comma is accepted in input, but it is not JSON, so it is never written.
            if matches!(byte, b'}' | b']') && out.last() == Some(&b',') {
                out.pop();
            }
            out.push(*byte);
        }
    }
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Writes a character of a string, or an escape, which `byte` begins. Returns the rest of the text.
#[inline]
fn copy_in_string<'r>(byte: u8, after: &'r [u8], out: &mut Vec<u8>) -> &'r [u8] {
    match byte {
        b'\\' => match escape_length(after).and_then(|length| after.split_at_checked(length)) {
            Some((escape, rest)) => {
                out.push(b'\\');
                out.extend_from_slice(escape);
                return rest;
            }
            None => out.extend_from_slice(b"\\\\"),
        },
        0..=0x1F => out.extend_from_slice(escape_control(byte).as_bytes()),
        _ => out.push(byte),
    }
    after
}
