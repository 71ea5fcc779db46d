//! Values of `application/x-www-form-urlencoded` (URL Standard, section 5).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Decodes a value of a form: `+` is a space, `%41` is a byte. A malformed escape is kept as it is.
pub(crate) fn unescape(raw: &[u8]) -> Cow<'_, str> {
    if !raw.iter().any(|byte| matches!(byte, b'+' | b'%')) {
        return String::from_utf8_lossy(raw);
    }
    match String::from_utf8(bytes_of(raw)) {
        Ok(text) => Cow::Owned(text),
        Err(error) => Cow::Owned(String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// Returns the byte of an escape after its `%`.
fn escaped(after: &[u8]) -> Option<u8> {
    let hex = |place: usize| char::from(*after.get(place)?).to_digit(16);
    u8::try_from(hex(0)? << 4 | hex(1)?).ok()
}

fn bytes_of(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, escaped(after)) {
            (b'+', _) => bytes.push(b' '),
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

/// Returns a form whose escapes are bytes of another charset than UTF-8, with those of UTF-8 instead. `decode` appends the character of a
/// byte. Returns `None` if the escapes are UTF-8.
pub(crate) fn in_utf8(form: &str, decode: impl Fn(u8, &mut String)) -> Option<String> {
    if !form.contains('%') || core::str::from_utf8(&bytes_of(form.as_bytes())).is_ok() {
        return None;
    }
    let (mut out, mut character) = (String::with_capacity(form.len()), String::new());
    let mut parts = form.split('%');
    out.extend(parts.next());
    for part in parts {
        match escaped(part.as_bytes()).filter(|byte| !byte.is_ascii()) {
            Some(byte) => {
                character.clear();
                decode(byte, &mut character);
                character.bytes().for_each(|byte| push_escape(byte, &mut out));
                out.extend(part.get(2..));
            }
            None => out.extend(["%", part]),
        }
    }
    Some(out)
}

/// Appends a text, encoded as a value of a form.
pub(crate) fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => push_escape(byte, out),
        }
    }
}

/// Appends a byte as `%41`.
pub(super) fn push_escape(byte: u8, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    out.push('%');
    out.extend(HEX.get(usize::from(byte >> 4)));
    out.extend(HEX.get(usize::from(byte & 15)));
}
