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

    fn passes(&self, condition: Condition<'_>) -> bool {
        match self.slot(condition.slot) {
            slot if slot.is_absent() => match self.header(condition.slot) {
                Some(text) => text_passes(&text, condition.test),
                None => match condition.others.iter().find(|slot| self.is_present(*slot)) {
                    Some(slot) => self.passes(Condition { slot, others: List::empty(), ..condition }),
                    None => matches!(condition.test, Test::Absent),
                },
            },
            slot => slot.passes(condition.test, self.body),
        }
    }
}
