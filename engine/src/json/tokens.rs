//! The tokenizer of JSON text: white space, strings, numbers and literals.
//!
//! Positions are passed and returned by value, so that they stay in registers.

use super::syntax::{Syntax, SyntaxError};
use super::words::{ONES, past_blocks, past_escapes, specials};
use crate::kind::Kind;
use crate::visited::visit;

/// The result of reading a token; `None` at a syntax error, which is then in [`Tokens::error`].
pub(crate) type Step<T> = Option<T>;

/// A tokenizer of JSON text.
pub(crate) struct Tokens<'b> {
    pub(crate) body: &'b [u8],
    pub(crate) error: Option<SyntaxError>,
    /// The first malformed escape or control character in a string. The string is read with it.
    pub(crate) in_string: Option<SyntaxError>,
}

impl<'b> Tokens<'b> {
    pub(crate) fn new(body: &'b [u8]) -> Self {
        Self { body, error: None, in_string: None }
    }

    #[cold]
    pub(crate) fn fail<T>(&mut self, at: usize, syntax: Syntax) -> Step<T> {
        let end = at >= self.body.len() && syntax != Syntax::Depth;
        let syntax = if end { Syntax::UnexpectedEnd } else { syntax };
        self.error = Some(SyntaxError { offset: at.min(self.body.len()), syntax });
        None
    }

    /// Skips white space. Returns the position and the value of the next byte; at the end of the text the byte is 0, with which no
    /// token begins.
    #[inline(always)]
    pub(crate) fn next(&self, at: usize) -> (usize, u8) {
        visit(1);
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
            // Skips eight spaces of indentation at a time.
            if let Some(chunk) = self.body.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                let other = u64::from_le_bytes(*chunk) ^ (ONES * 0x20);
                at += (other.trailing_zeros() / 8) as usize;
            }
        }
    }

    /// Reads a string from its first byte after the quote. Returns the position of the closing quote, and the kind of string.
    #[inline(always)]
    pub(crate) fn string(&mut self, start: usize) -> Step<(usize, Kind)> {
        let rest = self.after_plain(past_blocks(self.body.get(start..).unwrap_or_default()));
        let end = self.body.len() - rest.len();
        visit(end - start.min(end) + 1);
        match rest.first() {
            Some(b'"') => Some((end, Kind::Plain)),
            _ => self.rest_of_string(end).map(|end| (end, Kind::Escaped)),
        }
    }

    /// Returns a rest of the body from its first quote, backslash or control character on. It reads eight bytes at a time.
    #[inline(always)]
    fn after_plain(&self, text: &'b [u8]) -> &'b [u8] {
        let mut rest = text;
        while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
            let marks = specials(u64::from_le_bytes(*chunk));
            if marks != 0 {
                return rest.get((marks.trailing_zeros() / 8) as usize..).unwrap_or_default();
            }
            rest = after;
        }
        let special = match self.body.last_chunk::<8>() {
            // The last eight bytes of the body contain the rest. The zeros after it count as special, so a mark is found.
            Some(last) if !rest.is_empty() => {
                let word = u64::from_le_bytes(*last) >> (64 - 8 * rest.len());
                (specials(word).trailing_zeros() / 8) as usize
            }
            _ => rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F)).unwrap_or(rest.len()),
        };
        rest.get(special..).unwrap_or_default()
    }

    /// Reads a string from an escape on. Returns the position of the closing quote.
    fn rest_of_string(&mut self, at: usize) -> Step<usize> {
        let end = self.end_of_escaped(at)?;
        visit(end - at.min(end));
        Some(end)
    }

    fn end_of_escaped(&mut self, at: usize) -> Step<usize> {
        let mut rest = past_escapes(self.body.get(at..).unwrap_or_default());
        loop {
            rest = self.after_plain(rest);
            match rest {
                [b'"', ..] => return Some(self.body.len() - rest.len()),
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', after @ ..] => rest = after,
                [b'\\', b'u', digits @ ..] => rest = self.escaped_unit(digits),
                [b'\\', after @ ..] => rest = self.damaged(after, after, Syntax::Escape),
                [_, after @ ..] => rest = self.damaged(rest, after, Syntax::ControlCharacter),
                [] => return self.fail(self.body.len(), Syntax::UnexpectedEnd),
            }
        }
    }

    /// Skips the four digits of a `\u` escape. Returns the rest.
    fn escaped_unit(&mut self, digits: &'b [u8]) -> &'b [u8] {
        let count = digits.iter().take(4).take_while(|digit| digit.is_ascii_hexdigit()).count();
        match digits.split_at_checked(4) {
            Some((_, rest)) if count == 4 => rest,
            _ => self.damaged(digits.get(count..).unwrap_or_default(), digits, Syntax::Escape),
        }
    }

    /// Notes that a string is damaged where `place` begins, and returns the rest of it.
    #[cold]
    fn damaged(&mut self, place: &'b [u8], rest: &'b [u8], syntax: Syntax) -> &'b [u8] {
        let offset = self.body.len() - place.len();
        self.in_string.get_or_insert(SyntaxError { offset, syntax });
        rest
    }

    /// Reads a number, `true`, `false` or `null` that begins with `first`. Returns the position after it, and its kind.
    pub(crate) fn scalar(&mut self, at: usize, first: u8) -> Step<(usize, Kind)> {
        let (literal, kind): (&[u8], Kind) = match first {
            b't' => (b"true", Kind::True),
            b'f' => (b"false", Kind::False),
            b'n' => (b"null", Kind::Absent),
            _ => return self.number(at, first).map(|end| (end, Kind::Number)),
        };
        let rest = self.body.get(at..).unwrap_or_default();
        if rest.starts_with(literal) {
            return Some((at + literal.len(), kind));
        }
        let same = rest.iter().zip(literal).take_while(|(a, b)| a == b).count();
        self.fail(at + same, Syntax::UnexpectedCharacter)
    }

    /// Checks that a number or a literal ends at `at`. Otherwise it is cut off or runs into other characters, and is not the value that
    /// was sent: `{"code":40`, `04001`, `40x`. `is_inside` tells whether it stands in an array or object, whose text goes on.
    #[inline(always)]
    pub(crate) fn check_end(&mut self, at: usize, kind: Kind, is_inside: bool) -> Step<()> {
        match self.body.get(at) {
            Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') => Some(()),
            // A literal has no longer form, so one at the end of the text is whole.
            None if !is_inside || kind != Kind::Number => Some(()),
            Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'+' | b'-') if kind == Kind::Number => {
                self.fail(at, Syntax::Number)
            }
            _ => self.fail(at, Syntax::UnexpectedCharacter),
        }
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

    /// Reads the fraction and the exponent of a number. Returns the position after them.
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

/// Returns the position after the digits at `at`.
#[inline]
pub(crate) fn digits_end(body: &[u8], mut at: usize) -> usize {
    while let Some(b'0'..=b'9') = body.get(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// Returns texts of one to three blocks of quotes, backslashes and other characters, with many backslashes in rows.
    fn texts() -> impl Iterator<Item = Vec<u8>> {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = move |bound: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % bound
        };
        (0..20_000).map(move |_| {
            let (length, rare) = (next(200), 1 + next(64));
            let mut text = Vec::new();
            while text.len() < length as usize {
                match next(rare + 6) {
                    0 => text.extend(b"\\\""),
                    1 => text.extend(b"\\\\"),
                    2 => text.extend(b"\\n"),
                    3 => text.extend([b'\\', *b"/btfr".get(next(5) as usize).unwrap_or(&b'n')]),
                    4 if next(40) == 0 => text.extend(b"\"\\\n\0\xFF".get(next(5) as usize)),
                    4 if next(20) == 0 => text.extend(b"\\u0041"),
                    _ => text.push(b'a'),
                }
            }
            text
        })
    }

    #[test]
    fn a_string_in_blocks_ends_where_it_ends_character_by_character() {
        for text in texts() {
            let mut end = 0;
            while let Some(byte) = text.get(end).filter(|byte| !matches!(byte, b'"' | 0..=0x1F)) {
                end += if *byte == b'\\' { 2 } else { 1 };
            }
            let body = [&text[..], b"\"".as_slice()].concat();
            let mut tokens = Tokens::new(&body);
            let read = tokens.string(0).map(|(end, _)| end);
            if let Some(error) = tokens.in_string {
                assert!(error.offset <= end, "{text:?}");
                continue;
            }
            let expected = if end > text.len() { None } else { Some(end) };
            assert_eq!(read, expected, "{}", text.escape_ascii());
        }
    }
}
