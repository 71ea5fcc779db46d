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
            assert_eq!(String::from_utf8(out).as_deref(), Ok(text));
        }
    }
}
