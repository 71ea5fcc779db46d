//! A JSON object after other text: a PHP notice, a prefix against script inclusion (`)]}',`), a line of a log.

use super::mark::after_mark;
use super::scan::{JsonErrors, Scanner};
use super::slot::Slot;
use crate::json::Syntax;
use crate::search::position;
use crate::table::Layout;

/// Reads the object that ends a body after other text, and keeps its values in `slots`. Returns `false` if there is none; then `slots`
/// and `errors` are as they were.
///
/// The text before the object is a tolerated error.
#[cold]
pub(crate) fn scan_after_text(layout: &Layout<'_>, body: &[u8], slots: &mut [Slot], errors: &mut JsonErrors) -> bool {
    let Some(start) = object_after_text(body) else { return false };
    slots.fill(Slot::ABSENT);
    let mut scanner = Scanner::new(layout, body, slots);
    scanner.tolerate(Syntax::LeadingText, 0);
    scanner.document(start, layout.root());
    *errors = scanner.errors();
    true
}

/// Returns the JSON of a body without the text before it.
pub(crate) fn without_leading_text(body: &[u8]) -> &[u8] {
    object_after_text(body).and_then(|start| body.get(start..)).unwrap_or(body)
}

/// Returns the position of the object that ends a body after other text. The object may be cut off.
fn object_after_text(body: &[u8]) -> Option<usize> {
    Attempts::new(body)?.find(|attempt| attempt.end == body.len()).map(|attempt| attempt.start)
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

impl<'b> Attempts<'b> {
    /// Creates the attempts; `None` if the body is JSON, or begins as JSON that holds objects.
    fn new(body: &'b [u8]) -> Option<Self> {
        let begin = body.len() - after_mark(body).len();
        let mut scanner = Scanner::new(&Layout::EMPTY, body, &mut []);
        scanner.document(begin, None);
        let at = scanner.errors().fatal?.offset;
        let is_text = position(b'{', body.get(begin..at).unwrap_or_default()).is_none();
        is_text.then_some(Self { body, at })
    }
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
        object_after_text(body.as_bytes()).and_then(|start| body.get(start..))
    }

    #[test]
    fn the_object_that_ends_the_body_is_found() {
        assert_eq!(read(")]}',\n{\"a\":1}\n"), Some("{\"a\":1}\n"));
        assert_eq!(read("<b>Notice</b>: {x} is {} in [1]\n{\"a\":{}}"), Some("{\"a\":{}}"));
        assert_eq!(read("[8] Undefined index\n{\"a\":1"), Some("{\"a\":1"));
        assert_eq!(read("5\r\n{}"), Some("{}"));
        assert_eq!(read("\u{feff}x{}"), Some("{}"));
        for none in ["", "{}", "{} {}", "x", "x{}y", "[{},,{}", "[{}", "{\"a\" x {}", "\u{feff}{}x", "function() {} //"]
        {
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
            for attempt in Attempts::new(body.as_bytes()).into_iter().flatten() {
                assert!(attempt.start >= read_to, "{piece}");
                read_to = attempt.end.max(attempt.start + 1);
                read += read_to - attempt.start;
            }
            assert!(read <= body.len(), "{piece}: {read}");
        }
    }
}
