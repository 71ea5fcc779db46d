//! JSON with other text around it: after a PHP notice, a prefix against script inclusion (`)]}',`) or a line of a log; before a semicolon or a
//! comment; in a call (JSONP).

use super::mark::after_mark;
use super::scan::{JsonErrors, Scanner};
use super::slot::Slot;
use crate::json::Syntax;
use crate::search::position;
use crate::table::Layout;

/// Reads the value of a body with other text around it, and keeps its values in `slots`. Returns `false` if there is none; then `slots`
/// and `errors` are as they were.
///
/// The text around the value is a tolerated error.
#[cold]
pub(crate) fn scan_within_text(layout: &Layout<'_>, body: &[u8], slots: &mut [Slot], errors: &mut JsonErrors) -> bool {
    let Some(Within { start, end }) = value_within_text(body) else { return false };
    slots.fill(Slot::ABSENT);
    let value = body.get(..end).unwrap_or(body);
    let mut scanner = Scanner::new(layout, value, slots);
    if start > 0 {
        scanner.tolerate(Syntax::LeadingText, 0);
    } else {
        scanner.tolerate(Syntax::Trailing, end);
    }
    scanner.document(start, layout.root());
    *errors = scanner.errors();
    true
}

/// Returns the JSON of a body without the text around it.
pub(crate) fn without_text_around(body: &[u8]) -> &[u8] {
    value_within_text(body).and_then(|Within { start, end }| body.get(start..end)).unwrap_or(body)
}

/// The place of a value in a body with other text.
struct Within {
    start: usize,
    end: usize,
}

/// Returns the place of the value of a body with other text around it: an object or an array at the start of the body, before text without
/// braces and brackets; or an object at the end, which may be cut off, or be the argument of a call (JSONP).
fn value_within_text(body: &[u8]) -> Option<Within> {
    let begin = body.len() - after_mark(body).len();
    let mut scanner = Scanner::new(&Layout::EMPTY, body, &mut []);
    let value = scanner.document(begin, None);
    let error = scanner.errors().fatal?;
    if error.syntax == Syntax::Trailing {
        let after = body.get(value.end..).unwrap_or_default();
        let is_text = !after.iter().any(|byte| matches!(byte, b'{' | b'['));
        if value.is_container() && is_text {
            return Some(Within { start: begin, end: value.end });
        }
    }
    let is_text = position(b'{', body.get(begin..error.offset).unwrap_or_default()).is_none();
    let mut attempts = Attempts { body, at: error.offset };
    let found = is_text.then(|| attempts.find(|attempt| is_end(body.get(attempt.end..).unwrap_or_default())))??;
    let is_call = found.end < body.len();
    let end = if is_call { end_of_value(body, found.start)? } else { body.len() };
    Some(Within { start: found.start, end })
}

/// Returns the position after a value in a body, if it is whole.
fn end_of_value(body: &[u8], start: usize) -> Option<usize> {
    let mut scanner = Scanner::new(&Layout::EMPTY, body, &mut []);
    let value = scanner.document(start, None);
    (!value.is_absent()).then_some(value.end)
}

/// Returns `true` for the text after an object that ends a body: that after the argument of a call.
fn is_end(after: &[u8]) -> bool {
    after.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, b')' | b';' | 0))
}

/// The attempts to read an object in a text, one for each opening brace that no attempt before has read.
///
/// An attempt begins where the one before ended, so that all of them together read each byte once.
struct Attempts<'b> {
    body: &'b [u8],
    at: usize,
}

struct Attempt {
    start: usize,
    /// The position after the object, or that of the error in it.
    end: usize,
}

impl Iterator for Attempts<'_> {
    type Item = Attempt;

    fn next(&mut self) -> Option<Attempt> {
        let start = self.at + position(b'{', self.body.get(self.at..)?)?;
        let mut scanner = Scanner::new(&Layout::EMPTY, self.body, &mut []);
        scanner.document(start, None);
        // A string that goes on beyond its line is one of the text.
        let error = scanner.tokens.in_string.or(scanner.tokens.error);
        let end = error.map_or(self.body.len(), |error| error.offset);
        self.at = end.max(start + 1);
        Some(Attempt { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<&str> {
        value_within_text(body.as_bytes()).and_then(|Within { start, end }| body.get(start..end))
    }

    #[test]
    fn the_object_that_ends_the_body_is_found() {
        assert_eq!(read(")]}',\n{\"a\":1}\n"), Some("{\"a\":1}\n"));
        assert_eq!(read("<b>Notice</b>: {x} is {} in [1]\n{\"a\":{}}"), Some("{\"a\":{}}"));
        assert_eq!(read("[8] Undefined index\n{\"a\":1"), Some("{\"a\":1"));
        assert_eq!(read("5\r\n{}"), Some("{}"));
        assert_eq!(read("\u{feff}x{}"), Some("{}"));
        for none in ["", "{}", "{} {}", "x", "x{}y", "[{},,{}", "[{}", "{\"a\" x {}", "\u{feff}{}[", "function() {} //"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn text_after_a_value_is_left_out() {
        for after in [";", "\0", "<!-- cached -->", " \n--", "x}", "\r\n0\r\n"] {
            assert_eq!(read(&["\u{feff}{\"a\":[1]}", after].concat()), Some("{\"a\":[1]}"), "{after}");
            assert_eq!(read(&["[{}]", after].concat()), Some("[{}]"), "{after}");
        }
        assert_eq!(read("/**/callback({\"a\":{}});"), Some("{\"a\":{}}"));
        assert_eq!(read("callback({}) \n"), Some("{}"));
        for none in ["{}x{}", "5;", "\"a\";", "{}[1]", "f({}, 1)", "f({)"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn all_attempts_together_read_each_byte_once() {
        let pieces = [
            "{",
            "{}",
            "{\"a\":[",
            "{\"a\":1,",
            "{\"",
            "{\"a\":\"\\u00",
            "{\"a\":{\"a\":{\"a\":",
            "{\"a\":[{},{}] ",
            "{\"a\":tru",
        ];
        for piece in pieces {
            let body = ["x", &piece.repeat(5_000), " "].concat();
            let mut read_to = 0;
            let mut read = 0;
            for attempt in (Attempts { body: body.as_bytes(), at: 1 }) {
                assert!(attempt.start >= read_to, "{piece}");
                read_to = attempt.end.max(attempt.start + 1);
                read += read_to - attempt.start;
            }
            assert!(read <= body.len(), "{piece}: {read}");
        }
    }
}
