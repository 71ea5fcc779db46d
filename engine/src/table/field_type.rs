//! The types of fields.

/// The type of a [`Field`](super::Field).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// A string.
    String,
    /// A 64-bit integer.
    Integer,
    /// A floating-point number.
    Number,
    /// A boolean.
    Boolean,
    /// A list of strings.
    List,
    /// Any JSON value.
    Json,
    /// A duration.
    Duration,
    /// A point in time.
    Time,
    /// A list of integers.
    Integers,
    /// A list of numbers.
    Numbers,
}

impl Type {
    /// The types by their numbers in a table image.
    const ALL: [Self; 10] = [
        Self::String,
        Self::Integer,
        Self::Number,
        Self::Boolean,
        Self::List,
        Self::Json,
        Self::Duration,
        Self::Time,
        Self::Integers,
        Self::Numbers,
    ];

    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        Self::ALL.iter().zip(0..).find(|(ty, _)| **ty == self).map_or(0, |(_, number)| number)
    }

    /// Returns the type with this number in a table image.
    #[inline]
    pub(super) fn from_number(number: u32) -> Self {
        match number {
            1 => Self::Integer,
            2 => Self::Number,
            3 => Self::Boolean,
            4 => Self::List,
            5 => Self::Json,
            6 => Self::Duration,
            7 => Self::Time,
            8 => Self::Integers,
            9 => Self::Numbers,
            _ => Self::String,
        }
    }

    /// Returns the name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Json => "json",
            Self::Duration => "duration",
            Self::Time => "time",
            Self::Integers => "list of integer",
            Self::Numbers => "list of number",
        }
    }

    /// Returns `true` for a list.
    #[inline]
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::List | Self::Integers | Self::Numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::super::image::ImageWriter;
    use super::super::rows::{FieldRow, HeadRow};
    use super::*;

    #[test]
    fn numbers_of_types_round_trip() {
        let mut writer = ImageWriter::new();
        let rows = Type::ALL.map(|ty| FieldRow { ty: ty.number(), ..FieldRow::default() });
        let fields = writer.add_fields(&rows);
        let image = writer.finish(&HeadRow { fields, ..HeadRow::default() });
        let table = image.table();
        let types: alloc::vec::Vec<Type> = table.fields().iter().map(|field| field.ty()).collect();
        assert_eq!(types, Type::ALL);
    }
}
