//! The texts that parameters match.

use errspec_engine::table::Type;

/// The restriction of the texts that a parameter matches, or that a string may have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Restriction {
    /// The type.
    pub ty: Type,
    /// The only texts; empty for any.
    pub values: Vec<String>,
    /// The characters, as ranges, of which a text has at least one; `None` for any text.
    pub chars: Option<Vec<(char, char)>>,
    /// `true` for the longest text with which the rest matches.
    pub longest: bool,
    /// `true` if a text has at least one character.
    pub not_empty: bool,
    /// The text between groups of three digits of a number.
    pub thousands: Option<String>,
}

impl Restriction {
    /// Returns the restriction to texts of a type.
    #[must_use]
    pub const fn of_type(ty: Type) -> Self {
        Self { ty, values: Vec::new(), chars: None, longest: false, not_empty: false, thousands: None }
    }

    /// Returns `true` if some texts do not match.
    #[must_use]
    pub fn excludes(&self) -> bool {
        matches!(self.ty, Type::Integer | Type::Number | Type::Boolean)
            || !self.values.is_empty()
            || self.chars.is_some()
            || self.not_empty
    }

    /// Returns `true` if the parameter matches any text, the shortest.
    #[must_use]
    pub fn is_none(&self) -> bool {
        !self.excludes() && !self.longest
    }
}
