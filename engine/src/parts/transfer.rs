//! The encodings in which the body of a part is transferred (RFC 2045, section 6).

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// Returns the body of a part without its `Content-Transfer-Encoding`. A text that is not in the encoding is left as it is.
pub(super) fn decoded<'b>(body: &'b [u8], encoding: Option<&str>) -> Cow<'b, [u8]> {
    let encoding = encoding.unwrap_or_default().trim();
    let owned = if encoding.eq_ignore_ascii_case("base64") {
        from_base64(body)
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        Some(from_quoted_printable(body))
    } else {
        None
    };
    owned.map_or(Cow::Borrowed(body), Cow::Owned)
}

/// Decodes Base64 in lines; `None` if there are other characters. The bytes before a cut are kept.
fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut word, mut bits) = (0_u32, 0_u32);
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            // The padding ends a text; another may follow.
            b'=' => {
                (word, bits) = (0, 0);
                continue;
            }
            _ => return None,
        };
        word = (word << 6 | u32::from(digit)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(word >> bits & 0xFF).unwrap_or_default());
        }
    }
    Some(bytes)
}

/// Decodes quoted-printable: `=41` is a byte, and a `=` at the end of a line joins it with the next. Any other `=` is kept.
fn from_quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        let hex = |place: usize| after.get(place).and_then(|digit| char::from(*digit).to_digit(16));
        if let (Some(high), Some(low)) = (hex(0), hex(1)) {
            bytes.push(u8::try_from(high << 4 | low).unwrap_or_default());
            rest = after.get(2..).unwrap_or_default();
        } else if let Some(joined) = next_line(after) {
            rest = joined;
        } else {
            bytes.push(*first);
        }
    }
    bytes
}

/// Returns the text after a line break. White space before the line break is no part of a text.
fn next_line(text: &[u8]) -> Option<&[u8]> {
    let blanks = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).take(MOST_BLANKS).count();
    let rest = text.get(blanks..)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))
}

/// The most characters of a line, all of which may be blanks.
const MOST_BLANKS: usize = 76;

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_is_decoded() {
        for (text, bytes) in [
            ("eyJhIjoxfQ==", "{\"a\":1}"),
            ("eyJh\r\nIjox\r\nfQ==\r\n", "{\"a\":1}"),
            ("eyJhIjoxf", "{\"a\":1"),
            ("Zg==Zm8=", "ffo"),
            ("", ""),
            ("====", ""),
            ("{\"a\":1}", "{\"a\":1}"),
        ] {
            assert_eq!(&*decoded(text.as_bytes(), Some(" Base64 ")), bytes.as_bytes(), "{text}");
        }
        assert_eq!(&*decoded(b"/+8=", Some("base64")), b"\xff\xef");
    }

    #[test]
    fn quoted_printable_is_decoded() {
        for (text, bytes) in [
            ("{\"a\"=3A1}", "{\"a\":1}"),
            ("caf=C3=a9", "caf\u{e9}"),
            ("a=\r\nb= \t\nc=", "abc"),
            ("a=zb=4", "a=zb=4"),
            ("", ""),
        ] {
            assert_eq!(&*decoded(text.as_bytes(), Some("quoted-printable")), bytes.as_bytes(), "{text}");
        }
        assert_eq!(&*decoded(b"=41", Some("8bit")), b"=41");
        assert_eq!(&*decoded(b"=41", None), b"=41");
    }
}
