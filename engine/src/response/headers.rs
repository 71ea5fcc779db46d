//! The headers of a response that a table reads.

use alloc::string::String;
use alloc::vec::Vec;

use super::values::{DATE, Header};
use crate::date::HttpDate;
use crate::parts::may_have_parts;
use crate::table::{BodyKind, Place, Table};
use crate::timestamp::parse_timestamp;

/// A function that returns the first value of a header. It compares names without regard to case.
pub type HeaderLookup<'h> = &'h dyn Fn(&str) -> Option<String>;

/// The slot of the header `content-type`, which tells the charset of XML and that a body is in parts. Tables have fewer slots.
pub(crate) const CONTENT_TYPE: u32 = u32::MAX - 2;

/// Returns the headers that a table reads for a body, by slot.
#[inline(always)]
pub(crate) fn wanted_headers(table: &Table<'_>, headers: Option<HeaderLookup<'_>>, body: &[u8]) -> Vec<Header> {
    if headers.is_none() && !table.has_embedded() { Vec::new() } else { read_headers(table, headers, body) }
}

#[inline(never)]
fn read_headers(table: &Table<'_>, headers: Option<HeaderLookup<'_>>, body: &[u8]) -> Vec<Header> {
    let mut wanted: Vec<Header> = Vec::new();
    let Some(headers) = headers else { return wanted };
    let first = table.body().slots();
    for (place, name) in table.headers().iter().enumerate() {
        if let (Some(value), Ok(slot)) = (headers(name), u32::try_from(first + place)) {
            wanted.push(Header { slot, value });
        }
    }
    if may_count_from_date(table, &wanted)
        && let Some(value) = headers("date")
    {
        wanted.push(Header { slot: DATE, value });
    }
    let has_xml = || cfg!(feature = "xml") && table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Xml);
    if (may_have_parts(body) || has_xml())
        && let Some(value) = headers("content-type")
    {
        wanted.push(Header { slot: CONTENT_TYPE, value });
    }
    wanted
}

/// Returns all headers that a table may read, by slot.
#[cold]
pub(crate) fn all_headers(table: &Table<'_>, headers: Option<HeaderLookup<'_>>) -> Vec<Header> {
    let Some(headers) = headers else { return Vec::new() };
    let own = table.headers().iter().zip(first_slot(table)..);
    let all = own.chain([("date", DATE), ("content-type", CONTENT_TYPE)]);
    all.filter_map(|(name, slot)| Some(Header { slot, value: headers(name)? })).collect()
}

/// Returns the value of a header that a table may read.
pub(crate) fn header_by_name<'h>(table: &Table<'_>, headers: &'h [Header], name: &str) -> Option<&'h str> {
    let slot = match name {
        "date" => DATE,
        "content-type" => CONTENT_TYPE,
        _ => table.headers().iter().zip(first_slot(table)..).find(|(known, _)| *known == name)?.1,
    };
    headers.iter().find(|header| header.slot == slot).map(|header| header.value.as_str())
}

/// Returns the slot of the first header of a table.
fn first_slot(table: &Table<'_>) -> u32 {
    u32::try_from(table.body().slots()).unwrap_or(CONTENT_TYPE)
}

/// Returns `true` if a delay may be given by a point in time, which counts from the date on which the response was sent.
fn may_count_from_date(table: &Table<'_>, wanted: &[Header]) -> bool {
    let first = table.body().slots();
    let in_body = |place: &Place<'_>| place.slots().iter().any(|slot| (slot as usize) < first);
    let mut delays = table.envelopes().iter().flat_map(|envelope| envelope.retry_after().places());
    let is_moment =
        |header: &Header| HttpDate::parse(&header.value).is_some() || parse_timestamp(&header.value).is_some();
    delays.any(|place| place.unit().is_moment() || in_body(&place)) || wanted.iter().any(is_moment)
}
