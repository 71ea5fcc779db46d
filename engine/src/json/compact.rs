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

/// Returns a JSON text without its trailing commas. Every other byte stays as it is, whether it is UTF-8 or not.
pub(crate) fn without_trailing_commas(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut in_string = false;
    // The place of a comma after which only white space has come.
    let mut comma = None;
    let mut rest = raw;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => {
                let (escape, behind) = after.split_at(escape_length(after).unwrap_or_default().min(after.len()));
                out.push(*byte);
                out.extend_from_slice(escape);
                rest = behind;
                continue;
            }
            b'}' | b']' if !in_string => {
                if let Some(place) = comma {
                    out.remove(place);
                }
            }
            _ => {}
        }
        match byte {
            b',' if !in_string => comma = Some(out.len()),
            b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => comma = None,
        }
        out.push(*byte);
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trailing_commas_are_left_out() {
        for (raw, expected) in [
            (&b"{ \"a\": [1, 2 , ] ,\n}"[..], &b"{ \"a\": [1, 2  ] \n}"[..]),
            (b"[\"a,]\", \"\\\",}\", 1,]\xff ", b"[\"a,]\", \"\\\",}\", 1]\xff "),
            (b"{\"p\": \"C:\\Users\", \"t\": \"\t\xff\"}", b"{\"p\": \"C:\\Users\", \"t\": \"\t\xff\"}"),
            (b"\"\\", b"\"\\"),
            (b"", b""),
        ] {
            assert_eq!(without_trailing_commas(raw), expected, "{}", String::from_utf8_lossy(raw));
        }
        assert_eq!(without_trailing_commas(&b"[1,]".repeat(3)), b"[1]".repeat(3));
    }
}
