//! Conditions of `when`.

use super::location::Location;

/// A requirement on the value at one location.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The location of the value.
    pub location: Location,
    /// The test of the value.
    pub test: Test,
}

/// The test of a [`Condition`].
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// The value is one of these. The list is never empty.
    Is(Vec<Literal>),
    /// A value is present (`true`) or absent (`false`).
    Present(bool),
}

/// A literal value of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}
