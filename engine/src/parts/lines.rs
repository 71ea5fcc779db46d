//! JSON values one after another: JSON lines, JSON text sequences (RFC 7464), or without anything between them.

use core::ops::ControlFlow;

use crate::body::json_end;
use crate::search::position;

/// Calls `take` with every JSON value of a body, in their order.
///
/// After a value that is not well-formed, the next one begins on the next line, so that each byte is read once. That value is taken up to
/// there; one that is cut off is taken up to the end.
pub fn json_values<'b>(body: &'b [u8], take: &mut dyn FnMut(&'b [u8]) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut at = 0;
    while let Some(skipped) = body.get(at..).and_then(|rest| rest.iter().position(|byte| !is_between(*byte))) {
        let start = at + skipped;
        let end = match json_end(body, start) {
            Ok(end) => end,
            Err(error) => {
                let from = error.max(start + 1).min(body.len());
                from + position(b'\n', body.get(from..).unwrap_or_default()).unwrap_or(body.len() - from)
            }
        };
        take(body.get(start..end).unwrap_or_default())?;
        at = end;
    }
    ControlFlow::Continue(())
}

/// Returns `true` for white space and for the record separator of a JSON text sequence.
fn is_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0x1e)
}

/// Returns `true` if a body is an object that is followed by another, or an array that is followed by another. An array before an object
/// may be a text, such as `[8] Notice`.
pub(super) fn has_several(body: &[u8]) -> bool {
    let Some(start) = body.iter().position(|byte| !is_between(*byte)) else { return false };
    let next = |end: usize| body.get(end..)?.iter().find(|byte| !is_between(**byte));
    let first = body.get(start);
    matches!(first, Some(b'{' | b'[')) && json_end(body, start).is_ok_and(|end| next(end) == first)
}
