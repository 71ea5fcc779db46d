//! The values outside the errors of a body: those of the whole, which each of the errors has as well.

use alloc::borrow::Cow;

use crate::body::Slot;
use crate::kind::Kind;
use crate::response::Header;

/// The limit of the length that all copies of a value outside have together, in lengths of the body.
const TIMES: usize = 16;

/// Returns the length up to which a value outside is read for each of so many errors. Without a limit, the work would grow with the square
/// of the body.
pub(super) fn longest_shared(body: &[u8], count: usize) -> usize {
    body.len().saturating_mul(TIMES) / count.max(1)
}

/// Returns the headers whose values are not too long.
pub(super) fn shared_headers(headers: &[Header], longest: usize) -> Cow<'_, [Header]> {
    let is_short = |lines: &&[Header]| length(lines) <= longest;
    let lines = || headers.chunk_by(|line, next| line.slot == next.slot);
    if lines().all(|lines| is_short(&lines)) {
        return Cow::Borrowed(headers);
    }
    Cow::Owned(lines().filter(is_short).flatten().cloned().collect())
}

/// Returns the length of all lines of a header. Each counts, however short it is.
fn length(lines: &[Header]) -> usize {
    lines.iter().map(|line| line.value.len() + 1).sum::<usize>().saturating_sub(1)
}

/// Cuts the values in the slots of a body that are too long. `slots` must have room for the headers in slots, too: those that are too long
/// are present there.
pub(super) fn cut_long(slots: &mut [Slot], headers: &[Header], longest: usize) {
    for slot in slots.iter_mut().filter(|slot| slot.end.saturating_sub(slot.start) > longest) {
        *slot = slot.cut();
    }
    let lines = headers.chunk_by(|line, next| line.slot == next.slot);
    for line in lines.filter(|lines| length(lines) > longest).filter_map(|lines| lines.first()) {
        if let Some(slot) = slots.get_mut(line.slot as usize) {
            *slot = Slot { start: 0, end: 0, kind: Kind::Cut };
        }
    }
}

/// The names outside sub-errors that may still be copied into them.
#[derive(Debug, Clone, Copy)]
pub(super) struct SharedNames {
    left: usize,
}

impl SharedNames {
    /// Returns what the sub-errors of a body may share.
    pub(super) fn of(body: &[u8]) -> Self {
        Self { left: longest_shared(body, 1) }
    }

    /// Returns the name for one more sub-error. It is cut if the copies became too long.
    pub(super) fn take(&mut self, name: Slot) -> Slot {
        match self.left.checked_sub(name.end.saturating_sub(name.start)) {
            Some(left) => {
                self.left = left;
                name
            }
            None => name.cut(),
        }
    }
}
