//! The conditions that the values of a response meet.

use super::values::Values;
use crate::body::text_passes;
use crate::table::{Condition, List, Test};

impl Values<'_, '_, '_> {
    /// Returns `true` if all conditions hold.
    #[inline(never)]
    pub(crate) fn meets<'t>(&self, conditions: List<'t, Condition<'t>>) -> bool {
        conditions.iter().all(|condition| self.passes(condition))
    }

    /// Returns `true` if a condition holds.
    pub(crate) fn passes(&self, condition: Condition<'_>) -> bool {
        match self.slot(condition.slot) {
            slot if slot.is_absent() => match self.passes_outside(condition) {
                Some(passes) => passes,
                None => match condition.others.iter().find(|slot| self.is_present(*slot)) {
                    Some(slot) => self.passes(Condition { slot, others: List::empty(), ..condition }),
                    None => matches!(condition.test, Test::Absent),
                },
            },
            slot => slot.passes(condition.test, self.body),
        }
    }

    /// Returns whether the value of a header, or in a text that is a body of its own, passes the test of a condition; `None` without a value.
    fn passes_outside(&self, condition: Condition<'_>) -> Option<bool> {
        let mut lines = self.lines(condition.slot);
        match lines.next() {
            Some(first) => {
                let is_first = text_passes(first, condition.test);
                Some(
                    is_first
                        || (!matches!(condition.test, Test::Not(_))
                            && lines.any(|line| text_passes(line, condition.test))),
                )
            }
            None if self.table.has_embedded() => {
                self.in_text(condition.slot, |body, slot| slot.passes(condition.test, body))
            }
            None => None,
        }
    }
}
