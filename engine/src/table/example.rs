//! Recorded responses.

use core::fmt;

use super::entry::Entry;
use super::image::Table;
use super::list::{Item, List};
use super::rows::{ExampleRow, Row};

/// A recorded response. It is an example of an entry, or a response that is not an error.
///
/// ```
/// # fn show(example: errspec_engine::table::Example<'_>) {
/// println!("{:?}: {}", example.entry().map(|entry| entry.name()), example.body());
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Example<'t> {
    table: &'t Table<'t>,
    row: &'t <ExampleRow as Row>::Bytes,
}

impl<'t> Item<'t> for Example<'t> {
    type Row = ExampleRow;

    fn read(table: &'t Table<'t>, row: &'t <ExampleRow as Row>::Bytes) -> Self {
        Self { table, row }
    }
}

impl<'t> Example<'t> {
    /// Returns the entry to which the response must decode; `None` for a response that is not an error.
    #[must_use]
    pub fn entry(&self) -> Option<Entry<'t>> {
        Entry::get(self.table, ExampleRow::entry(self.row))
    }

    /// Returns the HTTP status; `None` for a response without one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        u16::try_from(ExampleRow::status(self.row)).ok().filter(|status| *status != 0)
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> ExampleHeaders<'t> {
        ExampleHeaders { texts: List::new(self.table, self.table.texts.span(ExampleRow::headers(self.row))) }
    }

    /// Returns the body.
    #[must_use]
    pub fn body(&self) -> &'t str {
        self.table.text(ExampleRow::body(self.row))
    }
}

impl fmt::Debug for Example<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Example")
            .field("entry", &self.entry())
            .field("status", &self.status())
            .field("headers", &self.headers())
            .field("body", &self.body())
            .finish()
    }
}

/// The headers of a recorded response.
#[derive(Clone, Copy)]
pub struct ExampleHeaders<'t> {
    texts: List<'t, &'t str>,
}

impl<'t> ExampleHeaders<'t> {
    /// Returns the names and values in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        let mut texts = self.texts.iter();
        core::iter::from_fn(move || Some((texts.next()?, texts.next()?)))
    }

    /// Returns the first value of the header with this name. Names are compared without regard to case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'t str> {
        self.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl fmt::Debug for ExampleHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
