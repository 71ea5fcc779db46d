//! Fields.

use super::field_type::Type;
use super::image::Table;
use super::list::Item;
use super::restriction::Restriction;
use super::rows::{FieldRow, Row, field_flag};
use super::source::{Source, Unit};

/// A field: a typed value of an entry, a sub-error or a response.
#[derive(Debug, Clone, Copy)]
pub struct Field<'t> {
    table: &'t Table<'t>,
    row: &'t <FieldRow as Row>::Bytes,
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
        Type::from_number(FieldRow::ty(self.row))
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

    /// Returns the texts that the field can be.
    #[inline]
    #[must_use]
    pub fn restriction(&self) -> Restriction<'t> {
        Restriction::new(self.table, FieldRow::restriction(self.row))
    }

    /// Returns `true` if only some strings are values.
    #[inline]
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        FieldRow::flags(self.row) & field_flag::RESTRICTED != 0
    }

    /// Returns the text between groups of three digits of a number; `None` if its digits are not grouped.
    #[must_use]
    pub fn thousands(&self) -> Option<&'t str> {
        self.restriction().thousands()
    }

    /// Returns `true` if an empty text or list is no value.
    #[must_use]
    pub fn is_not_empty(&self) -> bool {
        self.restriction().is_not_empty()
    }
}
