//! HTTP statuses.

use core::fmt;

/// An inclusive range of HTTP statuses: a single status, or a class such as `4xx`.
///
/// ```
/// use errspec_engine::StatusRange;
///
/// let class = StatusRange::new(400, 499).unwrap();
/// assert!(class.contains(404));
/// assert_eq!(class.to_string(), "4xx");
/// assert_eq!(StatusRange::from(404).to_string(), "404");
/// assert_eq!(StatusRange::new(404, 400), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusRange {
    first: u16,
    last: u16,
}

impl StatusRange {
    /// Creates the range from `first` to `last`, both included; `None` if `last` is less than `first`.
    #[must_use]
    pub const fn new(first: u16, last: u16) -> Option<Self> {
        if first <= last { Some(Self { first, last }) } else { None }
    }

    /// Returns the first status.
    #[must_use]
    pub const fn first(self) -> u16 {
        self.first
    }

    /// Returns the last status.
    #[must_use]
    pub const fn last(self) -> u16 {
        self.last
    }

    /// Returns the status of a range that has only one.
    #[must_use]
    pub const fn single(self) -> Option<u16> {
        if self.first == self.last { Some(self.first) } else { None }
    }

    /// Returns `true` if `status` is in the range.
    #[inline]
    #[must_use]
    pub const fn contains(self, status: u16) -> bool {
        self.first <= status && status <= self.last
    }
}

impl From<u16> for StatusRange {
    fn from(status: u16) -> Self {
        Self { first: status, last: status }
    }
}

/// Writes a status (`404`), a class (`4xx`), or the first and the last status (`400-417`).
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (first, last) if first == last => write!(f, "{first}"),
            (first, last) if first % 100 == 0 && first.checked_add(99) == Some(last) => write!(f, "{}xx", first / 100),
            (first, last) => write!(f, "{first}-{last}"),
        }
    }
}
