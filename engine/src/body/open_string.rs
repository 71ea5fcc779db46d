//! Strings of JSON that may have no end of their own.

use super::slot::Slot;
use crate::json::SyntaxError;
use crate::kind::Kind;

/// Clears the slots of a string with control characters that ends right before the error at which the scan ended: the quote at its end may
/// begin another string, since a string that is cut off goes on in the next line.
#[cold]
pub(super) fn drop_open_string(body: &[u8], fatal: Option<SyntaxError>, slots: &mut [Slot]) {
    let Some(error) = fatal else { return };
    let is_blank = |text: &[u8]| text.iter().all(u8::is_ascii_whitespace);
    let is_open = |slot: &Slot| {
        slot.kind == Kind::Escaped
            && body.get(slot.end + 1..error.offset).is_some_and(is_blank)
            && body.get(slot.start..slot.end).is_some_and(|text| text.iter().any(|byte| *byte < b' '))
    };
    slots.iter_mut().filter(|slot| is_open(slot)).for_each(|slot| *slot = Slot::ABSENT);
}
