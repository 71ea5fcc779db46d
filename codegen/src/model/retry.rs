//! Retries.

use std::time::Duration;

/// The way in which a caller may retry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Retry {
    /// The table does not state it.
    #[default]
    Unknown,
    /// A retry never helps.
    Never,
    /// After a delay: this one, where the response does not state another.
    After(Option<Duration>),
    /// After polling, in this interval where the response does not state another.
    Poll(Option<Duration>),
}

impl Retry {
    /// Returns the delay that the table states.
    #[must_use]
    pub const fn delay(self) -> Option<Duration> {
        match self {
            Self::Unknown | Self::Never => None,
            Self::After(delay) | Self::Poll(delay) => delay,
        }
    }
}
