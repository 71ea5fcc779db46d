//! Removal of white space from JSON.

use alloc::string::String;
use alloc::vec::Vec;

/// Returns a JSON text without white space between its tokens and without trailing commas.
///
/// ```
/// assert_eq!(errspec_engine::json::compact(b"{ \"a\": [1, 2,] }"), r#"{"a":[1,2]}"#);
/// ```
#[must_use]
pub fn compact(raw: &[u8]) -> String {
    let mut out = Vec::with_capacity(raw.len());
    let mut in_string = false;
    let mut escaped = false;
    for byte in raw {
        if !in_string && matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            continue;
        }
        if *byte == b'"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && *byte == b'\\' && !escaped;
        // A trailing comma is accepted in input, but it is not JSON, so it is never written.
        if !in_string && matches!(byte, b'}' | b']') && out.last() == Some(&b',') {
            out.pop();
        }
        out.push(*byte);
    }
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
