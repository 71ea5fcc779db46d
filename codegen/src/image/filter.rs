//! The filters and the roles of slots, by which the values at a location with `*` are chosen.

use crate::model::{Code, Condition, Envelope, Success, Test};

/// The role of a slot in the choice of the element from which a `*` is read. If a slot has several, the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SlotRole {
    /// A condition, which any element may meet.
    Condition,
    Value,
    Message,
    Code,
}

/// A filter of the values at a location with `*`. The slot keeps the first value that passes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Filter<'a> {
    /// All values pass.
    All,
    /// Only the values that pass the test of a condition.
    Only(&'a Test),
    /// All values pass, except the codes that count as no code in an envelope, and those that mean success.
    Not(&'a [Code], &'a [Code]),
}

impl<'a> Filter<'a> {
    /// Returns the filter of a condition. Two conditions on one location with `*` may be met by different elements.
    pub(super) fn of_condition(condition: &'a Condition) -> Self {
        match &condition.test {
            Test::Present(_) => Self::All,
            test => Self::Only(test),
        }
    }

    /// Returns the filter of the code of an envelope.
    pub(super) fn of_code(envelope: &'a Envelope, success: &'a Success) -> Self {
        match (envelope.no_code.as_slice(), success.codes.as_slice()) {
            ([], []) => Self::All,
            (none, success) => Self::Not(none, success),
        }
    }
}
