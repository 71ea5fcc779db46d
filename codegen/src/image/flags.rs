//! Flags of rows.

/// Returns the union of the flags that are set. Each flag is a different bit.
pub(super) fn union<const N: usize>(flags: [(bool, u32); N]) -> u32 {
    flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum()
}
