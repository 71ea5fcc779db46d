//! Sources: the places of a value in a response.

use super::image::Table;
use super::list::{Item, List};
use super::parameter::Parameter;
use super::rows::{NONE, PlaceRow, Row, SourceRow, place_flag};

/// The places of a value. The value is read from the first place that has one.
#[derive(Debug, Clone, Copy)]
pub struct Source<'t> {
    table: &'t Table<'t>,
    row: SourceRow,
}

/// A place of a value: a slot, or several slots whose values are joined.
#[derive(Debug, Clone, Copy)]
pub struct Place<'t> {
    table: &'t Table<'t>,
    row: &'t <PlaceRow as Row>::Bytes,
}

/// The encoding of a value within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// None.
    #[default]
    Plain,
    /// `%41` is a byte of UTF-8.
    Percent,
    /// The charset, a language and the percent-encoded value, as RFC 8187 has it: `UTF-8''%E2%82%AC`.
    Rfc8187,
    /// The header of the value is in ISO-8859-1.
    Latin1,
}

/// The unit of a plain number that is a duration or a point in time, and the form in which the value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Seconds.
    #[default]
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// A Unix time in seconds; for a delay, that of its end.
    Unix,
    /// A Unix time in milliseconds; for a delay, that of its end.
    UnixMilliseconds,
    /// Seconds, written as a text of ISO 8601.
    Iso8601,
    /// An HTTP date, which is no number.
    HttpDate,
}

impl Unit {
    /// The units by their numbers in a table image, which begin at 1.
    const ALL: [Self; 6] =
        [Self::Seconds, Self::Milliseconds, Self::Unix, Self::UnixMilliseconds, Self::Iso8601, Self::HttpDate];

    /// Returns the number of a stated unit in a table image; 0 if none is stated.
    #[must_use]
    pub fn number(unit: Option<Self>) -> u32 {
        Self::ALL.iter().zip(1..).find(|(own, _)| Some(**own) == unit).map_or(0, |(_, number)| number)
    }

    /// Returns the unit with a number in a table image.
    pub(super) fn from_number(number: u32) -> Option<Self> {
        Self::ALL.get((number as usize).checked_sub(1)?).copied()
    }

    /// Returns `true` for a point in time.
    #[must_use]
    pub fn is_moment(self) -> bool {
        matches!(self, Self::Unix | Self::UnixMilliseconds | Self::HttpDate)
    }

    /// Returns the name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Milliseconds => "ms",
            Self::Unix => "unix",
            Self::UnixMilliseconds => "unix_ms",
            Self::Iso8601 => "iso8601",
            Self::HttpDate => "http_date",
        }
    }
}

impl<'t> Item<'t> for Place<'t> {
    type Row = PlaceRow;

    #[inline(always)]
    fn read(table: &'t Table<'t>, row: &'t <PlaceRow as Row>::Bytes) -> Self {
        Self { table, row }
    }
}

impl<'t> Place<'t> {
    /// Returns the slot, if the value is the unchanged value of one slot.
    #[inline(always)]
    pub(crate) fn plain(&self) -> Option<u32> {
        let plain = PlaceRow::plain(self.row);
        (plain != NONE).then_some(plain)
    }

    /// Returns the slots whose values are joined.
    #[inline]
    pub fn slots(&self) -> List<'t, u32> {
        List::new(self.table, self.table.numbers.span(PlaceRow::slots(self.row)))
    }

    /// Returns the text between joined values.
    pub fn separator(&self) -> &'t str {
        self.table.text(PlaceRow::separator(self.row))
    }

    /// Returns the compiled templates of the text that contains the value, the most specific first. Parameter 0 is the value.
    pub fn templates(&self) -> List<'t, &'t str> {
        List::new(self.table, self.table.texts.span(PlaceRow::templates(self.row)))
    }

    /// Returns the path from the slot to the values that are gathered; `None` for a single value.
    #[inline]
    pub fn rest(&self) -> Option<&'t str> {
        self.table.optional_text(PlaceRow::rest(self.row))
    }

    /// Returns the templates that can be written, in the order in which they are tried.
    pub fn written_templates(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let templates = self.templates();
        let written: List<'t, u32> = List::new(self.table, self.table.numbers.span(PlaceRow::written(self.row)));
        written.iter().filter_map(move |number| templates.get(number as usize))
    }

    /// Returns the parameters of the templates by number; the first is the value itself.
    #[inline]
    pub fn parameters(&self) -> List<'t, Parameter<'t>> {
        List::new(self.table, self.table.parameters.span(PlaceRow::parameters(self.row)))
    }

    /// Returns `true` if the value is the whole text, whatever it is.
    #[inline]
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.templates().is_empty() && self.parameters().is_empty() && self.encoding() == Encoding::Plain
    }

    /// Returns the slot, if the value is the whole value of one slot.
    pub(crate) fn whole_slot(&self) -> Option<u32> {
        let slots = self.slots();
        slots.first().filter(|_| slots.len() == 1 && self.is_whole() && !self.is_untrimmed())
    }

    /// Returns the encoding of the value.
    #[inline]
    pub fn encoding(&self) -> Encoding {
        match PlaceRow::flags(self.row) {
            flags if flags & place_flag::PERCENT != 0 => Encoding::Percent,
            flags if flags & place_flag::RFC8187 != 0 => Encoding::Rfc8187,
            flags if flags & place_flag::LATIN1 != 0 => Encoding::Latin1,
            _ => Encoding::Plain,
        }
    }

    /// Returns `true` if the white space at the ends of the text belongs to it.
    #[must_use]
    pub fn is_untrimmed(&self) -> bool {
        PlaceRow::flags(self.row) & place_flag::UNTRIMMED != 0
    }

    /// Returns the unit of a plain number; seconds if the table states none.
    pub fn unit(&self) -> Unit {
        self.stated_unit().unwrap_or_default()
    }

    /// Returns the unit of a plain number; `None` if the table states none.
    pub fn stated_unit(&self) -> Option<Unit> {
        Unit::from_number(PlaceRow::unit(self.row))
    }

    /// Returns the number of the only envelope in whose responses the place is.
    #[must_use]
    pub fn envelope_number(&self) -> Option<u32> {
        Some(PlaceRow::envelope(self.row)).filter(|number| *number != NONE)
    }

    /// Returns `true` if the place is read but not written.
    pub fn is_read_only(&self) -> bool {
        PlaceRow::flags(self.row) & place_flag::READ_ONLY != 0
    }
}

impl<'t> Source<'t> {
    #[inline(always)]
    pub(super) fn new(table: &'t Table<'t>, row: SourceRow) -> Self {
        Self { table, row }
    }

    /// Returns `true` if the value has no places.
    #[inline(always)]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.row.places.count == 0
    }

    /// Returns `true` if the value has exactly one place.
    #[inline(always)]
    pub(crate) fn is_single(&self) -> bool {
        self.row.places.count == 1
    }

    /// Returns the places in the order in which they are read.
    #[inline(always)]
    #[must_use]
    pub fn places(&self) -> List<'t, Place<'t>> {
        List::new(self.table, self.table.places.span(self.row.places))
    }

    /// Returns the slot of the first place, if the value is the unchanged value of one slot.
    #[inline(always)]
    pub(crate) fn first_plain(&self) -> Option<u32> {
        (self.row.plain != NONE).then_some(self.row.plain)
    }

    /// Returns the place at which the value is written, if all its places are in every envelope.
    #[must_use]
    pub fn written(&self) -> Option<Place<'t>> {
        self.places().iter().find(|place| !place.is_read_only())
    }
}

impl<'t> Table<'t> {
    /// Returns `true` if a place says that a header is in ISO-8859-1. All places are asked, so ask for a header with other text than ASCII.
    #[must_use]
    pub fn is_latin1(&'t self, header: &str) -> bool {
        let places: List<'t, Place<'t>> = List::new(self, self.places.raw());
        let is_there = |slot: u32| self.header_of(slot).is_some_and(|name| name.eq_ignore_ascii_case(header));
        places.iter().any(|place| place.encoding() == Encoding::Latin1 && place.slots().iter().any(is_there))
    }

    /// Returns the name of the header that has a slot, itself or in a text of it.
    pub(crate) fn header_of(&'t self, slot: u32) -> Option<&'t str> {
        let outer = core::iter::successors(Some(slot), |slot| Some(self.text_with(*slot)?.outer())).last()?;
        self.headers().get((outer as usize).checked_sub(self.body().slots())?)
    }
}
