//! The end of a JSON value in a text that goes on.

use super::scan::Scanner;
use crate::table::Layout;

/// Returns the position after the JSON value that begins at byte `start` of `body`.
///
/// # Errors
///
/// Returns the position of the error in a value that is not well-formed.
pub(crate) fn json_end(body: &[u8], start: usize) -> Result<usize, usize> {
    let mut scanner = Scanner::new(&Layout::EMPTY, body, &mut []);
    match scanner.value(start, None, 0) {
        Some((_, end)) => Ok(end),
        None => Err(scanner.errors().fatal.map_or(body.len(), |error| error.offset)),
    }
}
