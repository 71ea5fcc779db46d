//! Conditions of `when`.

use super::location::Location;

/// A requirement on the value at one location.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Condition {
    /// The location of the value.
    pub location: Location,
    /// The locations of which the first with a value is tested if there is none at `location`.
    pub others: Vec<Location>,
    /// The test of the value.
    pub test: Test,
}

impl Condition {
    /// Returns `true` if the conditions are about the same value.
    #[must_use]
    pub fn is_about_the_value_of(&self, other: &Self) -> bool {
        self.location == other.location && self.others == other.others
    }
}

/// The test of a [`Condition`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Test {
    /// The value is one of these. The list is never empty.
    Is(Vec<Literal>),
    /// A value is present (`true`) or absent (`false`).
    Present(bool),
    /// A value is present, and it is none of these. The list is never empty.
    Not(Vec<Literal>),
    /// The text of the value begins with one of these. The list is never empty.
    StartsWith(Vec<String>),
    /// The text of the value ends with one of these. The list is never empty.
    EndsWith(Vec<String>),
    /// The value is of one of these types. The list is never empty.
    Type(Vec<JsonType>),
    /// The value is one of these media types, whatever its parameters. The list is never empty.
    MediaType(Vec<String>),
}

/// The type of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An array.
    List,
    /// An object.
    Object,
}

impl JsonType {
    /// All types, by the number that they have in an image.
    pub const ALL: [Self; 5] = [Self::String, Self::Number, Self::Boolean, Self::List, Self::Object];

    /// Returns the name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Object => "object",
        }
    }
}

/// A literal value of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}
