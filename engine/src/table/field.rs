//! Fields.

use super::image::Table;
use super::list::{Item, List};
use super::rows::{FieldRow, Row, field_flag};
use super::source::{Source, Unit};

/// A field: a typed value of an entry, a sub-error or a response.
#[derive(Debug, Clone, Copy)]
pub struct Field<'t> {
    table: &'t Table<'t>,
    row: &'t <FieldRow as Row>::Bytes,
}

/// The type of a [`Field`].
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
}

impl Type {
    /// The types by their numbers in a table image.
    const ALL: [Self; 8] =
        [Self::String, Self::Integer, Self::Number, Self::Boolean, Self::List, Self::Json, Self::Duration, Self::Time];

    /// Returns the number in a table image.
    #[must_use]
    pub fn number(self) -> u32 {
        Self::ALL.iter().zip(0..).find(|(ty, _)| **ty == self).map_or(0, |(_, number)| number)
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
        }
    }
}

impl<'t> Item<'t> for Field<'t> {
    type Row = FieldRow;

    #[inline(always)]
    fn read(table: &'t Table<'t>, row: &'t <FieldRow as Row>::Bytes) -> Self {
        Self { table, row }
    }
}

impl<'t> Field<'t> {
    /// Returns the name of the field in the table.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.table.text(FieldRow::name(self.row))
    }

    /// Returns the name of the field in Rust, without `r#`.
    #[must_use]
    pub fn ident(&self) -> &'t str {
        self.table.text(FieldRow::ident(self.row))
    }

    /// Returns the type.
    #[inline]
    #[must_use]
    pub fn ty(&self) -> Type {
        match FieldRow::ty(self.row) {
            1 => Type::Integer,
            2 => Type::Number,
            3 => Type::Boolean,
            4 => Type::List,
            5 => Type::Json,
            6 => Type::Duration,
            7 => Type::Time,
            _ => Type::String,
        }
    }

    /// Returns the places of the value outside the message.
    #[inline(always)]
    #[must_use]
    pub fn source(&self) -> Source<'t> {
        Source::new(self.table, FieldRow::source(self.row))
    }

    /// Returns `true` if the field is a parameter of the entry's message.
    #[inline]
    #[must_use]
    pub fn is_parameter(&self) -> bool {
        FieldRow::flags(self.row) & field_flag::PARAMETER != 0
    }

    /// Returns `true` if a response without the value cannot be the entry.
    #[inline]
    #[must_use]
    pub fn is_required(&self) -> bool {
        FieldRow::flags(self.row) & field_flag::REQUIRED != 0
    }

    /// Returns `true` if the field is the code of the response.
    #[inline]
    #[must_use]
    pub fn is_code(&self) -> bool {
        FieldRow::flags(self.row) & field_flag::CODE != 0
    }

    /// Returns `true` if the value, which is no string, is written as a JSON string.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        FieldRow::flags(self.row) & field_flag::QUOTED != 0
    }

    /// Returns the separator of a list that is one string.
    #[must_use]
    pub fn separator(&self) -> Option<&'t str> {
        self.table.optional_text(FieldRow::separator(self.row))
    }

    /// Returns the unit of a duration or a point in time that is a plain number; `None` if the table states none.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        Unit::from_number(FieldRow::unit(self.row))
    }

    /// Returns the unit in which the value is written outside the message; `None` if the table states none.
    #[must_use]
    pub fn written_unit(&self) -> Option<Unit> {
        self.source().written().map_or(self.unit(), |place| place.stated_unit())
    }

    /// Returns the permitted values of a string; the list is empty if all values are permitted.
    #[inline]
    #[must_use]
    pub fn values(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(FieldRow::values(self.row)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::image::ImageWriter;
    use super::super::rows::HeadRow;
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
