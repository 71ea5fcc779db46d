//! What a caller may do after an error.

/// Whether a call that failed may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Retry {
    /// The table does not say.
    #[default]
    Unknown,
    /// Never: the same call fails the same way.
    Never,
    /// After a delay.
    After,
    /// After polling until something is done.
    Poll,
}

impl Retry {
    /// Whether trying again can help: after a delay, or after polling.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::After | Self::Poll)
    }
}

/// Whether a call that failed may have taken effect all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Applied {
    /// It has not.
    No,
    /// It has.
    Yes,
    /// Nobody knows.
    #[default]
    Maybe,
}
