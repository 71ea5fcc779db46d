//! Byte search.

/// Returns the index of the first occurrence of `byte` in `text`.
#[inline]
pub(crate) fn position(byte: u8, text: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        // Sets the high bit of every equal byte. Bytes above the lowest mark may be marked by mistake.
        let other = u64::from_le_bytes(*chunk) ^ (ONES * u64::from(byte));
        let marks = other.wrapping_sub(ONES) & !other & (ONES * 0x80);
        if marks != 0 {
            return Some(text.len() - rest.len() + (marks.trailing_zeros() / 8) as usize);
        }
        rest = after;
    }
    rest.iter().position(|own| *own == byte).map(|found| text.len() - rest.len() + found)
}
