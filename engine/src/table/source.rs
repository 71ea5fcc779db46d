//! Sources: the places of a value in a response.

use super::image::Table;
use super::list::{Item, List};
use super::rows::{NONE, PlaceRow, Row, Span, place_flag};

/// The places of a value. The value is read from the first place that has one.
pub type Source<'t> = List<'t, Place<'t>>;

/// A place of a value: a slot, or several slots whose values are joined.
#[derive(Debug, Clone, Copy)]
pub struct Place<'t> {
    table: &'t Table<'t>,
    row: &'t <PlaceRow as Row>::Bytes,
}

/// The unit of a delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Seconds.
    #[default]
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// The end of the delay as a Unix time in seconds.
    Unix,
}

impl<'t> Item<'t> for Place<'t> {
    type Row = PlaceRow;

    #[inline(always)]
    fn read(table: &'t Table<'t>, row: &'t <PlaceRow as Row>::Bytes) -> Self {
        Self { table, row }
    }
}

impl<'t> Place<'t> {
    #[inline(always)]
    fn row(&self) -> PlaceRow {
        PlaceRow::read(self.row)
    }

    /// Returns the slot, if the value is the unchanged value of one slot.
    #[inline(always)]
    pub(crate) fn plain(&self) -> Option<u32> {
        let plain = self.row().plain;
        (plain != NONE).then_some(plain)
    }

    /// Returns the slots whose values are joined.
    #[inline]
    pub fn slots(&self) -> List<'t, u32> {
        List::new(self.table, self.table.numbers.span(self.row().slots))
    }

    /// Returns the text between joined values.
    pub fn separator(&self) -> &'t str {
        self.table.text(self.row().separator)
    }

    /// Returns the compiled templates of the text that contains the value, the most specific first. Parameter 0 is the value.
    pub fn templates(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(self.row().templates))
    }

    /// Returns the template that is written.
    pub fn written_template(&self) -> Option<&'t str> {
        self.templates().get(self.row().written as usize)
    }

    /// Returns the names of the parameters of the written template by number.
    pub fn parameter_names(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(self.row().names))
    }

    /// Returns the unit of a delay.
    pub fn unit(&self) -> Unit {
        match self.row().flags {
            flags if flags & place_flag::MILLISECONDS != 0 => Unit::Milliseconds,
            flags if flags & place_flag::UNIX != 0 => Unit::Unix,
            _ => Unit::Seconds,
        }
    }

    /// Returns `true` if the place is read but not written.
    pub fn is_read_only(&self) -> bool {
        self.row().flags & place_flag::READ_ONLY != 0
    }
}

impl<'t> Source<'t> {
    #[inline(always)]
    pub(crate) fn from_span(table: &'t Table<'t>, places: Span) -> Self {
        Self::new(table, table.places.span(places))
    }

    /// Returns the slot of the first place, if the value is the unchanged value of one slot.
    #[inline(always)]
    pub(crate) fn first_plain(self) -> Option<u32> {
        self.first()?.plain()
    }

    /// Returns the place at which the value is written.
    pub fn written(self) -> Option<Place<'t>> {
        self.iter().find(|place| !place.is_read_only())
    }
}
