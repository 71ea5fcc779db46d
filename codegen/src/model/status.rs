//! HTTP statuses.

use std::fmt;

/// An HTTP status: a number from 100 to 599.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Status(u16);

impl Status {
    /// Creates a status; `None` if the number is not one.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        match number {
            100..=599 => Some(Self(number)),
            _ => None,
        }
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// A status or a range of them, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatusRange {
    first: Status,
    last: Status,
}

impl StatusRange {
    /// Creates a range; `None` if it ends before it begins.
    #[must_use]
    pub const fn new(first: Status, last: Status) -> Option<Self> {
        if first.0 <= last.0 { Some(Self { first, last }) } else { None }
    }

    /// Returns the first status.
    #[must_use]
    pub const fn first(self) -> Status {
        self.first
    }

    /// Returns the last status.
    #[must_use]
    pub const fn last(self) -> Status {
        self.last
    }

    /// Returns `true` if the status is one of the range.
    #[must_use]
    pub const fn contains(self, status: Status) -> bool {
        self.first.0 <= status.0 && status.0 <= self.last.0
    }

    /// Returns the statuses that both ranges have.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }

    /// Iterates over the statuses.
    pub fn iter(self) -> impl Iterator<Item = Status> {
        (self.first.0..=self.last.0).map(Status)
    }
}

impl From<Status> for StatusRange {
    fn from(status: Status) -> Self {
        Self { first: status, last: status }
    }
}

/// Writes the status, or the first and the last one.
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first.0),
            false => write!(f, "{}..{}", self.first.0, self.last.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Status, StatusRange};

    #[test]
    fn a_status_has_three_digits_and_a_known_class() {
        for number in [0, 99, 600, u16::MAX] {
            assert_eq!(Status::new(number), None, "{number}");
        }
        for number in [100, 404, 599] {
            assert_eq!(Status::new(number).map(Status::get), Some(number));
        }
    }

    #[test]
    fn a_range_never_ends_before_it_begins() {
        let range = |first, last| StatusRange::new(Status::new(first)?, Status::new(last)?);
        assert_eq!(range(404, 400), None);
        let shared = range(400, 499).zip(range(404, 599)).and_then(|(one, other)| one.intersection(other));
        assert_eq!(shared, range(404, 499));
        assert_eq!(range(404, 404), Status::new(404).map(StatusRange::from));
    }
}
