//! The scanner in parts of a JSON text that the layout does not name. A loop that keeps one bit per level skips them.

use super::scan::Scanner;
use crate::json::Step;

impl Scanner<'_, '_, '_> {
    /// Skips an array or object in which the layout has no locations. Returns the position after it.
    pub(super) fn skip_container(&mut self, mut at: usize, depth: u32) -> Step<usize> {
        // One bit per open container, the innermost in the lowest bit; the bit of an object is set.
        let mut open = 0_u128;
        let mut levels = 0_u32;
        loop {
            let (start, first) = self.tokens.next(at);
            at = match first {
                b'"' => self.tokens.string(start + 1)?.0 + 1,
                b'{' | b'[' => {
                    levels += 1;
                    self.check_depth(start, depth + levels)?;
                    let is_object = first == b'{';
                    open = open << 1 | u128::from(is_object);
                    let (inside, byte) = self.tokens.next(start + 1);
                    if byte != closing_bracket(first) {
                        at = if is_object { self.key(inside)?.1 } else { inside };
                        continue;
                    }
                    open >>= 1;
                    levels -= 1;
                    inside + 1
                }
                _ => self.tokens.scalar(start, first)?.0,
            };
            // A value has ended. Closes the containers that end with it, then continues with the next value.
            loop {
                if levels == 0 {
                    return Some(at);
                }
                let is_object = open & 1 == 1;
                let (after, last) = self.is_last(at, if is_object { b'}' } else { b']' })?;
                if !last {
                    at = if is_object { self.key(after)?.1 } else { after };
                    break;
                }
                at = after;
                open >>= 1;
                levels -= 1;
            }
        }
    }
}

/// Returns the bracket that closes an object or an array.
#[inline]
fn closing_bracket(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}
