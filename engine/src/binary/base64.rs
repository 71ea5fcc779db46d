//! Base64 (RFC 4648, section 4), in which JSON has bytes.

use alloc::vec::Vec;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends bytes in Base64, with padding.
pub(super) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_usize {
            let digit = (word >> (18 - 6 * place) & 0x3F) as usize;
            let is_padding = place > chunk.len();
            out.push(if is_padding { b'=' } else { ALPHABET.get(digit).copied().unwrap_or_default() });
        }
    }
}

/// Returns the bytes of a text in Base64 with padding; `None` if the text is not what [`encode`] writes.
pub(super) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in digits.chunks(4) {
        let mut word = 0;
        for place in 0..4 {
            word = word << 6 | chunk.get(place).map_or(Some(0), |digit| value_of(*digit))?;
        }
        bytes.extend(word.to_be_bytes().get(1..chunk.len()).unwrap_or_default());
    }
    // Other bits than those of the bytes are zero, and there is no more padding than needed.
    let mut again = Vec::with_capacity(text.len());
    encode(&bytes, &mut again);
    (again == text).then_some(bytes)
}

/// Returns the number that a digit stands for.
fn value_of(digit: u8) -> Option<u32> {
    Some(u32::from(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    #[test]
    fn bytes_are_padded() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("\u{fb}\u{ff}", "w7vDvw=="),
        ] {
            let mut out = Vec::new();
            super::encode(bytes.as_bytes(), &mut out);
            assert_eq!(super::decode(&out).as_deref(), Some(bytes.as_bytes()));
            assert_eq!(String::from_utf8(out).as_deref(), Ok(text));
        }
        for text in ["Z", "Zg", "Zg=", "Zh==", "Zg===", "====", "Zm9v====", "Zm 9"] {
            assert_eq!(super::decode(text.as_bytes()), None, "{text}");
        }
    }
}
