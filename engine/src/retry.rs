//! Retry advice.

/// The retry advice of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Retry {
    /// The table gives no advice.
    #[default]
    Unknown,
    /// The call is not retried: it would fail in the same way.
    Never,
    /// The call is retried after a delay.
    After,
    /// The call is retried after polling until the server is ready.
    Poll,
}

impl Retry {
    /// Returns the value of a number in a table image.
    pub(crate) fn from_number(number: u32) -> Self {
        match number {
            1 => Self::Never,
            2 => Self::After,
            3 => Self::Poll,
            _ => Self::Unknown,
        }
    }

    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Unknown => 0,
            Self::Never => 1,
            Self::After => 2,
            Self::Poll => 3,
        }
    }

    /// Returns `true` if a retry can succeed, after a delay or after polling.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::After | Self::Poll)
    }
}

/// The effect of a failed call on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Applied {
    /// The call has not taken effect.
    No,
    /// The call has taken effect.
    Yes,
    /// The call may have taken effect.
    #[default]
    Maybe,
}

impl Applied {
    /// Returns the value of a number in a table image.
    pub(crate) fn from_number(number: u32) -> Self {
        match number {
            1 => Self::No,
            2 => Self::Yes,
            _ => Self::Maybe,
        }
    }

    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Maybe => 0,
            Self::No => 1,
            Self::Yes => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Applied, Retry};

    #[test]
    fn numbers_round_trip() {
        for retry in [Retry::Unknown, Retry::Never, Retry::After, Retry::Poll] {
            assert_eq!(Retry::from_number(retry.number()), retry);
        }
        for applied in [Applied::Maybe, Applied::No, Applied::Yes] {
            assert_eq!(Applied::from_number(applied.number()), applied);
        }
    }
}
