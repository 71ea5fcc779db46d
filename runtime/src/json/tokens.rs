//! The tokens of a JSON text: white space, strings, numbers and words, each from a byte to the byte after it.
//!
//! Positions are handed in and back by value, so that they stay in registers.

use super::syntax::{Fault, Syntax};
use crate::slot::Kind;

/// `None` once the text is broken; what is wrong then stands in [`Tokens::broken`].
pub(super) type Step<T> = Option<T>;

pub(super) struct Tokens<'b> {
    pub(super) body: &'b [u8],
    pub(super) broken: Option<Fault>,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(body: &'b [u8]) -> Self {
        Self { body, broken: None }
    }

    #[cold]
    pub(super) fn fail<T>(&mut self, at: usize, what: Syntax) -> Step<T> {
        let end = at >= self.body.len() && what != Syntax::Depth;
        let what = if end { Syntax::UnexpectedEnd } else { what };
        self.broken = Some(Fault { at: at.min(self.body.len()), what });
        None
    }

    /// The first byte from here on that is no white space, and where it stands; 0, which no token begins with, at the end.
    #[inline(always)]
    pub(super) fn next(&self, at: usize) -> (usize, u8) {
        match self.body.get(at) {
            Some(byte) if *byte > b' ' => (at, *byte),
            Some(b' ') => match self.body.get(at + 1) {
                Some(byte) if *byte > b' ' => (at + 1, *byte),
                _ => self.after_space(at),
            },
            _ => self.after_space(at),
        }
    }

    #[inline(never)]
    fn after_space(&self, mut at: usize) -> (usize, u8) {
        loop {
            match self.body.get(at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
                Some(byte) => return (at, *byte),
                None => return (self.body.len(), 0),
            }
            // An indentation at a time.
            if let Some(chunk) = self.body.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                let other = u64::from_le_bytes(*chunk) ^ (ONES * 0x20);
                at += (other.trailing_zeros() / 8) as usize;
            }
        }
    }

    /// From the first byte within a string to its closing quote, and whether it has escapes.
    #[inline(always)]
    pub(super) fn string(&mut self, start: usize) -> Step<(usize, Kind)> {
        let rest = self.body.get(start..).unwrap_or_default();
        // Most names end within eight bytes or little more, most texts do not.
        let rest = match rest.first_chunk::<8>().map(|chunk| specials(u64::from_le_bytes(*chunk))) {
            Some(0) => from_special(past_blocks(rest)),
            Some(marks) => rest.get((marks.trailing_zeros() / 8) as usize..).unwrap_or_default(),
            None => from_special(rest),
        };
        let end = self.body.len() - rest.len();
        match rest.first() {
            Some(b'"') => Some((end, Kind::Plain)),
            _ => self.rest_of_string(end).map(|end| (end, Kind::Escaped)),
        }
    }

    /// From an escape in a string to the closing quote.
    fn rest_of_string(&mut self, at: usize) -> Step<usize> {
        let mut rest = past_escapes(self.body.get(at..).unwrap_or_default());
        loop {
            rest = from_special(rest);
            match rest {
                [b'"', ..] => return Some(self.body.len() - rest.len()),
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', after @ ..] => rest = after,
                [b'\\', b'u', digits @ ..] => rest = self.escaped_unit(digits)?,
                [b'\\', after @ ..] => return self.fail(self.body.len() - after.len(), Syntax::Escape),
                _ => return self.fail(self.body.len() - rest.len(), Syntax::ControlCharacter),
            }
        }
    }

    /// What follows the four digits of an escape.
    fn escaped_unit(&mut self, digits: &'b [u8]) -> Step<&'b [u8]> {
        let count = digits.iter().take(4).take_while(|digit| digit.is_ascii_hexdigit()).count();
        match digits.split_at_checked(4) {
            Some((_, rest)) if count == 4 => Some(rest),
            _ => self.fail(self.body.len() - digits.len() + count, Syntax::Escape),
        }
    }

    /// A number, `true`, `false` or `null`, whose first byte is `first`.
    pub(super) fn scalar(&mut self, at: usize, first: u8) -> Step<(usize, Kind)> {
        let (word, kind): (&[u8], Kind) = match first {
            b't' => (b"true", Kind::True),
            b'f' => (b"false", Kind::False),
            b'n' => (b"null", Kind::Absent),
            _ => return self.number(at, first).map(|end| (end, Kind::Number)),
        };
        let rest = self.body.get(at..).unwrap_or_default();
        if rest.starts_with(word) {
            return Some((at + word.len(), kind));
        }
        let same = rest.iter().zip(word).take_while(|(a, b)| a == b).count();
        self.fail(at + same, Syntax::UnexpectedCharacter)
    }

    #[inline]
    fn number(&mut self, begin: usize, first: u8) -> Step<usize> {
        let at = begin + usize::from(first == b'-');
        let at = match self.body.get(at) {
            Some(b'0') => at + 1,
            Some(b'1'..=b'9') => digits_end(self.body, at + 1),
            _ if at == begin => return self.fail(at, Syntax::UnexpectedCharacter),
            _ => return self.fail(at, Syntax::Number),
        };
        match self.body.get(at) {
            Some(b'.' | b'e' | b'E') => self.fraction(at),
            _ => Some(at),
        }
    }

    /// The fraction and the exponent of a number.
    fn fraction(&mut self, mut at: usize) -> Step<usize> {
        if self.body.get(at) == Some(&b'.') {
            at = self.digits(at + 1)?;
        }
        if let Some(b'e' | b'E') = self.body.get(at) {
            at += 1;
            if let Some(b'+' | b'-') = self.body.get(at) {
                at += 1;
            }
            at = self.digits(at)?;
        }
        Some(at)
    }

    fn digits(&mut self, begin: usize) -> Step<usize> {
        match digits_end(self.body, begin) {
            end if end == begin => self.fail(begin, Syntax::Number),
            end => Some(end),
        }
    }
}

#[inline]
fn digits_end(body: &[u8], mut at: usize) -> usize {
    while let Some(b'0'..=b'9') = body.get(at) {
        at += 1;
    }
    at
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of every byte.
const HIGH: u64 = ONES * 0x80;

/// Marks the high bit of every byte that is a quote, a backslash or a control character. Above the lowest mark there may be
/// wrong ones, below it there are none.
#[inline]
fn specials(word: u64) -> u64 {
    // With bit 1 flipped, quotes and control characters are just the bytes below 0x21. A byte is below another where the
    // subtraction borrows into its high bit and the byte had none; borrows run upwards.
    let low = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5C)).wrapping_sub(ONES);
    (low | backslash) & !word & HIGH
}

/// How many of eight bytes there are before a backslash.
#[inline]
pub(super) fn before_backslash(chunk: [u8; 8]) -> usize {
    let word = u64::from_le_bytes(chunk);
    let marks = (word ^ (ONES * 0x5C)).wrapping_sub(ONES) & !word & HIGH;
    (marks.trailing_zeros() / 8) as usize
}

/// Where a byte first stands.
#[inline]
pub(crate) fn position(byte: u8, text: &[u8]) -> Option<usize> {
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        // Marks the high bit of every byte that is equal, and above the lowest of them maybe of others.
        let other = u64::from_le_bytes(*chunk) ^ (ONES * u64::from(byte));
        let marks = other.wrapping_sub(ONES) & !other & HIGH;
        if marks != 0 {
            return Some(text.len() - rest.len() + (marks.trailing_zeros() / 8) as usize);
        }
        rest = after;
    }
    rest.iter().position(|own| *own == byte).map(|found| text.len() - rest.len() + found)
}

/// A text from its first quote, backslash or control character on; eight bytes at a time.
#[inline(always)]
fn from_special(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        let marks = specials(u64::from_le_bytes(*chunk));
        if marks != 0 {
            return rest.get((marks.trailing_zeros() / 8) as usize..).unwrap_or_default();
        }
        rest = after;
    }
    let special = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F));
    rest.get(special.unwrap_or(rest.len())..).unwrap_or_default()
}

/// A text of at least one escape without the blocks of 64 bytes at its beginning in which there are but plain characters and
/// simple escapes. Where they are is found out for a whole block, without a branch, and then each is looked at: that takes
/// less time than to look for the next one each time, since none waits for the one before it.
fn past_escapes(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((block, after)) = rest.split_first_chunk::<64>() {
        let mut marks = marks_of_block(block);
        while marks != 0 {
            let place = marks.trailing_zeros() as usize;
            // At the last byte the escape goes on in the next block.
            match (block.get(place), block.get(place + 1)) {
                (Some(b'\\'), Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => marks &= !(3 << place),
                _ => return rest.get(place..).unwrap_or_default(),
            }
        }
        rest = after;
    }
    rest
}

/// A bit for every byte of a block that is a quote, a backslash or a control character.
#[inline(always)]
fn marks_of_block(block: &[u8; 64]) -> u64 {
    let mut marks = 0;
    for (number, chunk) in block.as_chunks::<8>().0.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        // As in `specials`, but without borrows between bytes: the low seven bits are compared, then the high one.
        let above = |word: u64, bytes: u64| (word & !HIGH) + ONES * (0x80 - bytes);
        let low = !above(word ^ (ONES * 0x02), 0x21);
        let backslash = !above(word ^ (ONES * 0x5C), 0x01);
        let found = ((low | backslash) & !word & HIGH) >> 7;
        // Brings the lowest bit of each byte together.
        marks |= (found.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * number);
    }
    marks
}

/// A text without the blocks of sixteen bytes at its beginning in which nothing is special. The test of a block has no early
/// exit, so that a compiler makes a few vector instructions of it.
#[inline(always)]
fn past_blocks(text: &[u8]) -> &[u8] {
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
                // What stands before and after is special, plain, or not ASCII.
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
