//! Points in time.

use core::fmt;
use core::str::FromStr;

use errspec_engine::Timestamp as EngineTimestamp;
pub use errspec_engine::TimestampError;

/// A point in time in the years 0 to 9999, with nanoseconds: the value of a field with `type = "time"`.
///
/// It is read and written in the form of RFC 3339. With the feature `std` it is converted from and to
/// [`SystemTime`](std::time::SystemTime) by `TryFrom`.
///
/// ```
/// use errspec::Timestamp;
///
/// let time: Timestamp = "1994-11-06T10:49:37.25+02:00".parse()?;
/// assert_eq!(time.to_string(), "1994-11-06T08:49:37.250Z");
/// assert_eq!((time.seconds(), time.nanoseconds()), (784_111_777, 250_000_000));
/// assert_eq!(Timestamp::new(784_111_777, 250_000_000), Some(time));
/// # Ok::<(), errspec::TimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Timestamp(EngineTimestamp);

impl Timestamp {
    /// Returns the time that is so many seconds after 1970-01-01 00:00:00 UTC, and so many nanoseconds later; `None` if it is not in
    /// the years 0 to 9999, or if the nanoseconds are a second or more.
    #[must_use]
    pub fn new(seconds: i64, nanoseconds: u32) -> Option<Self> {
        EngineTimestamp::new(seconds, nanoseconds).map(Self)
    }

    /// Returns the Unix time: the whole seconds since 1970, rounded down.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.seconds()
    }

    /// Returns the nanoseconds after the whole second.
    #[must_use]
    pub fn nanoseconds(self) -> u32 {
        self.0.nanoseconds()
    }

    /// Creates the time from that of the engine.
    pub(crate) fn of_engine(time: EngineTimestamp) -> Self {
        Self(time)
    }

    /// Returns the time of the engine.
    pub(crate) fn engine(self) -> EngineTimestamp {
        self.0
    }
}

/// Writes the time in the form of RFC 3339, in UTC: `1994-11-06T08:49:37Z`. A fraction of a second has 3, 6 or 9 digits.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Writes the time like `Display`.
impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Parses a timestamp of RFC 3339.
impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        text.parse().map(Self)
    }
}

#[cfg(feature = "std")]
mod system {
    use core::time::Duration;
    use std::time::{SystemTime, UNIX_EPOCH};

    use super::{Timestamp, TimestampError};

    /// Converts a time of the system. A time that is not in the years 0 to 9999 is an error.
    impl TryFrom<SystemTime> for Timestamp {
        type Error = TimestampError;

        fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
            let time = match time.duration_since(UNIX_EPOCH) {
                Ok(since) => i64::try_from(since.as_secs()).ok().map(|seconds| (seconds, since.subsec_nanos())),
                Err(before) => seconds_before(before.duration()),
            };
            time.and_then(|(seconds, nanos)| Self::new(seconds, nanos)).ok_or_else(TimestampError::out_of_range)
        }
    }

    /// Converts to a time of the system. A time that the system cannot represent is an error.
    impl TryFrom<Timestamp> for SystemTime {
        type Error = TimestampError;

        fn try_from(time: Timestamp) -> Result<Self, TimestampError> {
            let seconds = Duration::from_secs(time.seconds().unsigned_abs());
            let whole =
                if time.seconds() < 0 { UNIX_EPOCH.checked_sub(seconds) } else { UNIX_EPOCH.checked_add(seconds) };
            let nanos = Duration::from_nanos(time.nanoseconds().into());
            whole.and_then(|whole| whole.checked_add(nanos)).ok_or_else(TimestampError::out_of_range)
        }
    }

    /// Returns the seconds and nanoseconds of a time before 1970, of which the nanoseconds count forward.
    fn seconds_before(before: Duration) -> Option<(i64, u32)> {
        let seconds = i64::try_from(before.as_secs()).ok()?;
        match before.subsec_nanos() {
            0 => Some((-seconds, 0)),
            nanos => Some((-seconds - 1, 1_000_000_000 - nanos)),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::{Duration, SystemTime, Timestamp, UNIX_EPOCH};

        #[test]
        fn times_of_the_system_are_converted_without_loss() {
            for (seconds, nanos) in [(0, 0), (1, 500_000_000), (-1, 500_000_000), (-2, 0), (1_784_111_807, 1)] {
                let time = Timestamp::new(seconds, nanos);
                let system = time.and_then(|time| SystemTime::try_from(time).ok());
                assert_eq!(system.and_then(|system| Timestamp::try_from(system).ok()), time);
            }
            let far = UNIX_EPOCH.checked_add(Duration::from_secs(253_402_300_800));
            assert!(far.is_none_or(|far| Timestamp::try_from(far).is_err()));
        }
    }
}
