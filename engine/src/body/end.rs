//! The end of a JSON value in a text that goes on.

use super::scan::Scanner;
use crate::table::Layout;

/// Returns the position after the JSON value that begins at byte `start` of `body`. A string with a control character counts as malformed: a
/// line break in it may be the end of a value that is cut off.
///
/// # Errors
///
/// Returns the position of the error in a value that is not well-formed.
pub(crate) fn json_end(body: &[u8], start: usize) -> Result<usize, usize> {
    let mut scanner = Scanner::new(&Layout::EMPTY, body, &mut []);
    let read = scanner.value(start, None, 0);
    match (read, scanner.tokens.in_string.or(scanner.tokens.error)) {
        (Some((_, end)), None) => Ok(end),
        (_, error) => Err(error.map_or(body.len(), |error| error.offset)),
    }
}
