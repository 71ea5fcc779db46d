//! Percent-encoded values: of gRPC's `grpc-message`, and of parameters in headers (RFC 8187).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::form::push_escape;

/// Decodes a value: `%41` is a byte of UTF-8. A malformed escape is kept as it is.
pub(crate) fn decode(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('%') {
        return text;
    }
    let bytes = bytes_of(&text);
    Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// Decodes a value with its charset and language; `None` for any other text.
pub(crate) fn decode_extended(text: &str) -> Option<String> {
    let (charset, rest) = text.split_once('\'')?;
    let (_, value) = rest.split_once('\'')?;
    let bytes = bytes_of(value);
    if charset.eq_ignore_ascii_case("UTF-8") {
        return Some(String::from_utf8_lossy(&bytes).into_owned());
    }
    // The bytes of ISO-8859-1 are the first code points of Unicode.
    charset.eq_ignore_ascii_case("ISO-8859-1").then(|| bytes.into_iter().map(char::from).collect())
}

fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |place: usize| after.get(place).and_then(|digit| char::from(*digit).to_digit(16));
        rest = after;
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high << 4 | low).unwrap_or_default());
                rest = after.get(2..).unwrap_or_default();
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

/// Encodes a value as gRPC does: all but printable ASCII, and `%`.
pub(crate) fn encode(text: &str) -> String {
    encode_all_but(text, |byte| matches!(byte, b' '..=b'~') && byte != b'%')
}

/// Encodes a value with its charset.
pub(crate) fn encode_extended(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    ["UTF-8''", &encode_all_but(text, is_plain)].concat()
}

fn encode_all_but(text: &str, is_plain: impl Fn(u8) -> bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if is_plain(byte) { out.push(char::from(byte)) } else { push_escape(byte, &mut out) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_encoded() {
        for text in ["", "plain", "50% \u{e4}\n\u{1f600}", "it's \"quoted\""] {
            assert_eq!(decode(Cow::Owned(encode(text))), text);
            assert_eq!(decode_extended(&encode_extended(text)).as_deref(), Some(text));
        }
        assert_eq!(encode("a b\u{e4}%"), "a b%C3%A4%25");
        assert_eq!(encode_extended("a b\u{e4}"), "UTF-8''a%20b%C3%A4");
        assert_eq!(decode(Cow::Borrowed("100%, %zz, %4")), "100%, %zz, %4");
        assert_eq!(decode(Cow::Borrowed("%ff")), "\u{fffd}");
        assert_eq!(decode_extended("iso-8859-1'en'%A3%20rates").as_deref(), Some("\u{a3} rates"));
        assert_eq!(decode_extended("rates.txt"), None);
        assert_eq!(decode_extended("koi8-r''%A3"), None);
    }
}
