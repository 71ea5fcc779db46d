//! The headers of a response that a table reads.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::values::{DATE, Header};
use crate::date::HttpDate;
use crate::parts::{BodyPart, may_have_parts};
use crate::table::{BodyKind, ExampleHeaders, Place, Table};
use crate::timestamp::parse_timestamp;

/// The headers of a response.
pub type HeaderLookup<'h> = &'h dyn HeaderLines;

/// The lines of the headers of a response. A header may be repeated (RFC 9110, section 5.3).
///
/// A function that returns the value of a header is one, too: each header then has one line.
pub trait HeaderLines {
    /// Calls `take` with the value of each line of a header, in their order. Names are compared without regard to case.
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>));
}

impl<F: Fn(&str) -> Option<String> + ?Sized> HeaderLines for F {
    #[inline]
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>)) {
        if let Some(value) = self(name) {
            take(value.into());
        }
    }
}

/// The headers of a recorded response.
impl HeaderLines for ExampleHeaders<'_> {
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>)) {
        let lines = self.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        lines.for_each(|(_, value)| take(value.into()));
    }
}

/// Returns the value of the first line of a header.
pub(crate) fn first_line(headers: HeaderLookup<'_>, name: &str) -> Option<Arc<str>> {
    let mut first = None;
    headers.each_line(name, &mut |value| _ = first.get_or_insert(value));
    first
}

/// The slot of the header `content-type`, which tells the charset of XML and that a body is in parts. Tables have fewer slots.
pub(crate) const CONTENT_TYPE: u32 = u32::MAX - 2;

/// Returns the headers that a table reads for a body, by slot. A header that is repeated has several.
#[inline(always)]
pub(crate) fn wanted_headers(table: &Table<'_>, headers: Option<HeaderLookup<'_>>, body: &[u8]) -> Vec<Header> {
    headers.map(|headers| read_headers(table, headers, body)).unwrap_or_default()
}

#[inline(never)]
fn read_headers(table: &Table<'_>, headers: HeaderLookup<'_>, body: &[u8]) -> Vec<Header> {
    let mut wanted: Vec<Header> = Vec::new();
    let first = table.body().slots();
    for (place, name) in table.headers().iter().enumerate() {
        if let Ok(slot) = u32::try_from(first + place) {
            headers.each_line(name, &mut |value| wanted.push(Header { slot, value }));
        }
    }
    if may_count_from_date(table, &wanted)
        && let Some(value) = first_line(headers, "date")
    {
        wanted.push(Header { slot: DATE, value });
    }
    let has_xml = || cfg!(feature = "xml") && table.envelopes().iter().any(|envelope| envelope.body() == BodyKind::Xml);
    if (may_have_parts(body) || has_xml())
        && let Some(value) = first_line(headers, "content-type")
    {
        wanted.push(Header { slot: CONTENT_TYPE, value });
    }
    wanted
}

/// Returns all headers that a table may read, by slot.
#[cold]
pub(crate) fn all_headers(table: &Table<'_>, headers: Option<HeaderLookup<'_>>) -> Vec<Header> {
    let mut all = Vec::new();
    let Some(headers) = headers else { return all };
    for (name, slot) in table.headers().iter().zip(first_slot(table)..) {
        headers.each_line(name, &mut |value| all.push(Header { slot, value }));
    }
    let others = [("date", DATE), ("content-type", CONTENT_TYPE)];
    all.extend(others.into_iter().filter_map(|(name, slot)| Some(Header { slot, value: first_line(headers, name)? })));
    all
}

/// Returns the headers that another table reads, of those that `own` has read.
#[cold]
pub(crate) fn headers_of_other(table: &Table<'_>, own: &Table<'_>, headers: &[Header]) -> Vec<Header> {
    let moved = |header: &Header| {
        let slot = match header.slot.checked_sub(first_slot(own)).and_then(|place| own.headers().get(place as usize)) {
            Some(name) => slot_of(table, name)?,
            None => header.slot,
        };
        Some(Header { slot, value: Arc::clone(&header.value) })
    };
    headers.iter().filter_map(moved).collect()
}

/// The headers of a part of a body: its own, or else those of the response that it shares.
pub(crate) struct PartHeaders<'t, 'h> {
    pub(crate) table: &'t Table<'t>,
    pub(crate) part: &'h BodyPart<'h>,
    pub(crate) shared: &'h [Header],
    /// Returns `true` if a header of the response is also one of the part.
    pub(crate) is_shared: &'h dyn Fn(&str) -> bool,
}

impl HeaderLines for PartHeaders<'_, '_> {
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>)) {
        if let Some(value) = self.part.header(name) {
            return take(value.into());
        }
        if !(self.is_shared)(name) {
            return;
        }
        let slot = slot_of(self.table, name);
        let lines = self.shared.iter().filter(|header| Some(header.slot) == slot);
        lines.for_each(|header| take(Arc::clone(&header.value)));
    }
}

/// Returns the slot of a header that a table may read.
fn slot_of(table: &Table<'_>, name: &str) -> Option<u32> {
    match name {
        "date" => Some(DATE),
        "content-type" => Some(CONTENT_TYPE),
        _ => Some(table.headers().iter().zip(first_slot(table)..).find(|(known, _)| *known == name)?.1),
    }
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
