//! Parameters of the templates of sources.

use super::field_type::Type;
use super::image::Table;
use super::list::{Item, List};
use super::rows::{ParameterRow, Row, parameter_flag};

/// A parameter of the templates of a place, with the texts that it matches.
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'t> {
    table: &'t Table<'t>,
    row: &'t <ParameterRow as Row>::Bytes,
}

impl<'t> Item<'t> for Parameter<'t> {
    type Row = ParameterRow;

    #[inline(always)]
    fn read(table: &'t Table<'t>, row: &'t <ParameterRow as Row>::Bytes) -> Self {
        Self { table, row }
    }
}

impl<'t> Parameter<'t> {
    /// Returns the name in the table.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.table.text(ParameterRow::name(self.row))
    }

    /// Returns the type of the texts that the parameter matches.
    #[inline]
    #[must_use]
    pub fn ty(&self) -> Type {
        Type::from_number(ParameterRow::ty(self.row))
    }

    /// Returns `true` if the parameter takes the longest text with which the rest matches.
    #[must_use]
    pub fn is_longest(&self) -> bool {
        ParameterRow::flags(self.row) & parameter_flag::LONGEST != 0
    }

    /// Returns `true` if the parameter takes at least one character.
    #[must_use]
    pub fn is_not_empty(&self) -> bool {
        ParameterRow::flags(self.row) & parameter_flag::NOT_EMPTY != 0
    }

    /// Returns the text between groups of three digits of a number; `None` if its digits are not grouped.
    #[must_use]
    pub fn thousands(&self) -> Option<&'t str> {
        self.table.optional_text(ParameterRow::thousands(self.row)).filter(|text| !text.is_empty())
    }

    /// Returns the characters of the texts: the first and the last of each range in turn; `None` for all characters.
    #[must_use]
    pub fn chars(&self) -> Option<&'t str> {
        self.table.optional_text(ParameterRow::chars(self.row))
    }

    /// Returns the texts that the parameter matches; the list is empty if all texts are permitted.
    #[must_use]
    pub fn values(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(ParameterRow::values(self.row)))
    }
}
