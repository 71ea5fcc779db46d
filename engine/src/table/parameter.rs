//! Parameters of the templates of sources.

use super::field_type::Type;
use super::image::Table;
use super::list::Item;
use super::restriction::Restriction;
use super::rows::{ParameterRow, Row};

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

    /// Returns the texts that the parameter matches.
    #[inline]
    #[must_use]
    pub fn restriction(&self) -> Restriction<'t> {
        Restriction::new(self.table, ParameterRow::restriction(self.row))
    }

    /// Returns the text between groups of three digits of a number; `None` if its digits are not grouped.
    #[must_use]
    pub fn thousands(&self) -> Option<&'t str> {
        self.restriction().thousands()
    }
}
