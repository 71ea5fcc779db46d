//! The headers of a response that a table reads.

use alloc::string::String;
use alloc::vec::Vec;

use super::values::Header;
use crate::date::HttpDate;
use crate::table::{BodyKind, Table, Unit};

/// A function that returns the first value of a header. It compares names without regard to case.
pub type HeaderLookup<'h> = &'h dyn Fn(&str) -> Option<String>;

/// The slot of the header `date`, which is also read where the table does not name it. Tables have fewer slots.
pub(super) const DATE: u32 = u32::MAX - 1;

/// The slot of the header `content-type`, which tells the charset of XML.
pub(super) const CONTENT_TYPE: u32 = u32::MAX - 2;

/// Returns the headers that a table reads, by slot.
#[inline]
pub(crate) fn wanted_headers(table: &Table<'_>, headers: Option<HeaderLookup<'_>>) -> Vec<Header> {
    let Some(headers) = headers else { return Vec::new() };
    let mut wanted: Vec<Header> = Vec::new();
    let first = table.body().slots();
    for (place, name) in table.headers().iter().enumerate() {
        if let (Some(value), Ok(slot)) = (headers(name), u32::try_from(first + place)) {
            wanted.push(Header { slot, value });
        }
    }
    // The delay until a point in time counts from the date on which the response was sent.
    let mut delays = table.envelopes().iter().flat_map(|envelope| envelope.retry_after().places());
    let has_date = wanted.iter().any(|header| HttpDate::parse(&header.value).is_some());
    if (has_date || delays.any(|place| place.unit() == Unit::Unix))
        && let Some(value) = headers("date")
    {
        wanted.push(Header { slot: DATE, value });
    }
    if cfg!(feature = "xml")
        && table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Xml)
        && let Some(value) = headers("content-type")
    {
        wanted.push(Header { slot: CONTENT_TYPE, value });
    }
    wanted
}
