//! Searches in the text of a JSON string, many bytes at a time.

pub(super) const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of every byte.
const HIGH: u64 = ONES * 0x80;

/// Sets the high bit of every byte that is a quote, a backslash or a control character. The lowest mark is exact; bytes above it may be
/// marked by mistake.
#[inline]
pub(super) fn specials(word: u64) -> u64 {
    // With bit 1 flipped, quotes and control characters are exactly the bytes below 0x21. A byte is below 0x21 if the subtraction
    // sets its high bit and the high bit was clear before. Borrows propagate upwards, which causes the mistakes above the lowest mark.
    let low = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5C)).wrapping_sub(ONES);
    (low | backslash) & !word & HIGH
}

/// Returns the number of bytes before the first quote, backslash or control character.
#[inline]
pub(super) fn plain_length(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        let marks = specials(u64::from_le_bytes(*chunk));
        if marks != 0 {
            return text.len() - rest.len() + (marks.trailing_zeros() / 8) as usize;
        }
        rest = after;
    }
    let tail = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F)).unwrap_or(rest.len());
    text.len() - rest.len() + tail
}

/// Returns the number of bytes before the first backslash in eight bytes, of which the first does not count: it may be the backslash of an
/// escape that has been read.
#[inline]
pub(super) fn before_backslash(chunk: [u8; 8]) -> usize {
    let word = u64::from_le_bytes(chunk) & !0xFF;
    let marks = (word ^ (ONES * 0x5C)).wrapping_sub(ONES) & !word & HIGH;
    (marks.trailing_zeros() / 8) as usize
}

/// Skips the leading blocks of 64 bytes of a string that hold only plain characters and simple escapes.
///
/// The escapes of a block are located all at once without branches and then checked one by one. That is faster than a search for
/// the next escape after each one, since no search depends on the result of the one before.
pub(super) fn past_escapes(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((block, after)) = rest.split_first_chunk::<64>() {
        let mut marks = marks_of_block(block);
        while marks != 0 {
            let place = marks.trailing_zeros() as usize;
            // An escape at the last byte continues in the next block, so it ends the loop.
            match (block.get(place), block.get(place + 1)) {
                (Some(b'\\'), Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => marks &= !(3 << place),
                _ => return rest.get(place..).unwrap_or_default(),
            }
        }
        rest = after;
    }
    rest
}

/// Returns a bit set of the bytes of a block that are a quote, a backslash or a control character.
#[inline(always)]
fn marks_of_block(block: &[u8; 64]) -> u64 {
    let mut marks = 0;
    for (number, chunk) in block.as_chunks::<8>().0.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        // As in `specials`, but exact: the low seven bits are compared without borrows between bytes, then the high bit.
        let above = |word: u64, bytes: u64| (word & !HIGH) + ONES * (0x80 - bytes);
        let low = !above(word ^ (ONES * 0x02), 0x21);
        let backslash = !above(word ^ (ONES * 0x5C), 0x01);
        let found = ((low | backslash) & !word & HIGH) >> 7;
        // Gathers the lowest bit of each byte.
        marks |= (found.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * number);
    }
    marks
}

/// Skips the leading blocks of sixteen bytes that hold only plain characters. The test of a block has no early exit, so that the
/// compiler can vectorize it.
#[inline(always)]
pub(super) fn past_blocks(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((block, after)) = rest.split_first_chunk::<16>() {
        if block.iter().fold(0, |any, byte| any | u8::from(byte ^ 0x02 < 0x21) | u8::from(*byte == b'\\')) != 0 {
            break;
        }
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_a_block_are_its_special_characters() {
        for byte in 0..=u8::MAX {
            for place in 0..64_usize {
                // The bytes around it are special, plain, or not ASCII.
                for (around, expected) in [(b'"', u64::MAX), (b'#', 0), (0x80, 0)] {
                    let mut block = [around; 64];
                    block.iter_mut().skip(place).take(1).for_each(|own| *own = byte);
                    let special = matches!(byte, b'"' | b'\\' | 0..=0x1F);
                    let marks = expected & !(1 << place) | u64::from(special) << place;
                    assert_eq!(marks_of_block(&block), marks, "{byte:#x} at {place}");
                }
            }
        }
    }
}
