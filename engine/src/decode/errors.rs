//! The errors of a response that lists several.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::{ControlFlow, Range};

use super::element::{is_error, own_status, tells_error};
use super::in_parts::Whole;
use super::outside::{cut_long, longest_shared, shared_headers};
use super::parts::{Decoded, Rank, ResponseParts, Sequence};
use super::resolve::resolve_listed;
use crate::body::{Body, Charset, Elements, JsonErrors, Slot, read_other, scan, scan_within_text};
#[cfg(feature = "xml")]
use crate::body::{read_element, read_xml, repeated_elements};
use crate::find::Found;
use crate::kind::Kind;
use crate::parts::Framing;
use crate::response::{Clock, Header, Reading, Values, headers_of_other, read, read_text};
use crate::table::{BodyKind, EmbeddedText, Envelope, Field, Layout, Table};
use crate::value::Value;

/// An error of a response that lists several.
#[derive(Debug)]
pub struct ListedError<'t, 'b> {
    /// The index of its element in the list, or of its part in a body in parts; 0 if the response has neither.
    pub index: usize,
    /// The index of its element in the list of its part, if the body is in parts and the part has a list.
    pub index_in_part: Option<usize>,
    /// Its entry.
    pub found: Found<'t>,
    /// The values of its fields, and its other parts. The body is the element.
    pub decoded: Decoded<'t, 'b>,
    /// The values of the top-level fields, in the order of the table.
    pub fields: Vec<Option<Value<'static>>>,
}

/// Calls `take` with every error of a response: those in the envelope's list of errors, or the one error of a response without such a
/// list.
pub fn each_error<'t>(
    table: &'t Table<'t>,
    parts: &ResponseParts<'t, '_>,
    clock: Clock,
    take: &mut dyn FnMut(ListedError<'t, '_>),
) {
    each_reading(table, parts, &mut |place, status, (reading, range)| {
        take(listed_error(place, status, reading, (range, clock)));
    });
}

/// Returns the number of errors of a long response, for which a collection that grows would take several times its size; 0 for a short one.
#[must_use]
pub fn count_many_errors<'t>(table: &'t Table<'t>, parts: &ResponseParts<'t, '_>) -> usize {
    const LONG: usize = 4096;
    let mut count = 0;
    if parts.received_body().len() >= LONG {
        each_reading(table, parts, &mut |_, _, _| count += 1);
    }
    count
}

/// Calls `take` with the reading of every error of a response.
fn each_reading<'t>(table: &'t Table<'t>, parts: &ResponseParts<'t, '_>, take: TakeError<'t, '_>) {
    if let Some(Sequence { framing, status, headers, body, rank }) = parts.sequence() {
        let whole = Whole { table, status: *status, headers, body };
        return each_reading_in_parts(&whole, framing, *rank, take);
    }
    let mut take_reading = |index: usize, status: Option<u16>, element: ElementReading<'t, '_>| {
        take((index, None), status.or(parts.status), element);
    };
    let response = Response {
        envelope: parts.envelope,
        body: parts.body(),
        headers: parts.headers_by_slot(),
        status: parts.status,
    };
    if !each_listed(table, response, &mut take_reading) {
        let body = parts.body();
        read(table, parts.headers_by_slot(), body, |reading| {
            take_reading(0, None, (reading, 0..reading.values.body.bytes.len()));
        });
    }
}

/// Calls `take` with every error of a list, or among the parts of a body, as another table reads it than `own`, by which the response was
/// decoded. Headers that only the other table reads are not known any more.
#[cold]
pub fn each_error_by_other<'t>(
    table: &'t Table<'t>,
    own: &Table<'_>,
    parts: &ResponseParts<'_, '_>,
    clock: Clock,
    take: &mut dyn FnMut(ListedError<'t, '_>),
) {
    if let Some(Sequence { framing, status, headers, body, .. }) = parts.sequence() {
        let headers = headers_of_other(table, own, headers);
        let whole = Whole { table, status: *status, headers: &headers, body };
        return each_reading_in_parts(&whole, framing, Rank::None, &mut |place, status, (reading, range)| {
            take(listed_error(place, status, reading, (range, clock)));
        });
    }
    let headers = headers_of_other(table, own, parts.headers_by_slot());
    read(table, &headers, parts.body(), |reading| {
        let (envelope, body) = (reading.envelope(), reading.values.body);
        let response = Response { envelope, body, headers: &headers, status: parts.status };
        each_listed(table, response, &mut |index, status, (reading, range)| {
            take(listed_error((index, None), status.or(parts.status), reading, (range, clock)));
        });
    });
}

/// Returns the slot of a value in a part of a body that stands by itself; an absent one if the value is outside of the part.
fn within(slot: Slot, range: &Range<usize>) -> Slot {
    match (slot.start.checked_sub(range.start), slot.end.checked_sub(range.start)) {
        (Some(start), Some(end)) if !slot.is_absent() && slot.end <= range.end => Slot { start, end, ..slot },
        _ => Slot::ABSENT,
    }
}

/// Returns the error of a reading, whose body is one element.
///
/// An unknown error keeps only its element, and long values outside of it are cut. If each had the whole, the work would grow with the
/// square of the body.
fn listed_error<'t, 'b>(
    (index, index_in_part): (usize, Option<usize>),
    status: Option<u16>,
    reading: &Reading<'t, 'b, '_>,
    (range, clock): (Range<usize>, Clock),
) -> ListedError<'t, 'b> {
    let mut decoded = Decoded::new(reading.values.body.bytes.get(range.clone()).unwrap_or_default());
    let found = resolve_listed(status, reading, clock, &mut decoded);
    decoded.parts.details = within(decoded.parts.details, &range);
    let value = |field: Field<'_>| reading.values.field(&field, None).map(Value::into_owned);
    let fields = reading.table().fields().iter().map(value).collect();
    ListedError { index, index_in_part, found, decoded, fields }
}

/// Calls `take` with the reading of every error among the parts of a body. A part may list several.
#[cold]
fn each_reading_in_parts<'t>(whole: &Whole<'t, '_, '_>, framing: &Framing, least: Rank, take: TakeError<'t, '_>) {
    whole.each_part(framing, &mut |part| {
        if part.rank < least {
            return ControlFlow::Continue(());
        }
        let values = part.reading.values;
        let response =
            Response { envelope: values.envelope, body: values.body, headers: values.headers, status: part.status };
        let has_list = each_listed(whole.table, response, &mut |index, status, (reading, range)| {
            take((part.index, Some(index)), status.or(part.status), (reading, range));
        });
        if !has_list {
            take((part.index, None), part.status, (part.reading, 0..values.body.bytes.len()));
        }
        ControlFlow::Continue(())
    });
}

/// A response that may list its errors.
#[derive(Clone, Copy)]
struct Response<'t, 'r> {
    envelope: Option<Envelope<'t>>,
    body: Body<'r>,
    headers: &'r [Header],
    status: Option<u16>,
}

impl Response<'_, '_> {
    /// Returns `true` if a list may have elements that are no errors, each with a code or a message of its own if it is one: that of
    /// a response which succeeded.
    fn is_mixed(self, place: ListPlace<'_>, list: Slot) -> bool {
        let Some(envelope) = self.envelope.filter(|_| self.status.is_some_and(|status| (200..300).contains(&status)))
        else {
            return false;
        };
        let places = envelope.code().places().iter().chain(envelope.message().places().iter());
        let mut slots = places.flat_map(|place| place.slots().iter());
        slots.any(|slot| place.location(slot).is_some_and(|location| place.has_inside(list, location)))
    }
}

/// The reading of an element of a list, with its range.
type ElementReading<'t, 'r> = (&'r Reading<'t, 'r, 'r>, Range<usize>);

/// A function that takes the errors of a list: the index of each, and the status in its element, if it has one of its own.
type TakeElement<'t, 'f> = &'f mut dyn FnMut(usize, Option<u16>, ElementReading<'t, '_>);

/// A function that takes the errors of a response: the index of each and that in its part, the status, and the reading.
type TakeError<'t, 'f> = &'f mut dyn FnMut((usize, Option<usize>), Option<u16>, ElementReading<'t, '_>);

/// Calls `take` with every error of the envelope's list. Returns `false` if there is none.
fn each_listed<'t>(table: &'t Table<'t>, response: Response<'t, '_>, take: TakeElement<'t, '_>) -> bool {
    let Some((slot, node)) = response.envelope.and_then(|envelope| envelope.errors()) else { return false };
    if let Some(embedded) = table.text_with(slot) {
        let place = ListPlace { layout: embedded.layout(), first: embedded.first() as usize, slot, node };
        return with_texts(table, response, embedded, &mut |response, outside| {
            each_element(table, response, (place, outside), take)
        });
    }
    let place = ListPlace { layout: table.body(), first: 0, slot, node };
    // The values outside the list are the same for each element. The headers have slots, too.
    let mut outside = alloc::vec![Slot::ABSENT; place.layout.slots() + table.headers().len()];
    read_again(response, place.layout, &mut outside) && each_element(table, response, (place, outside), take)
}

/// The place of a list of errors.
#[derive(Clone, Copy)]
struct ListPlace<'t> {
    /// The layout of the body that it is in: that of the response, or of a text.
    layout: Layout<'t>,
    /// The first slot of the layout.
    first: usize,
    slot: u32,
    /// The node of an element.
    node: u32,
}

/// Calls `take` with every error of a list. `outside` has the values of the response.
fn each_element<'t>(
    table: &'t Table<'t>,
    response: Response<'t, '_>,
    (place, mut outside): (ListPlace<'t>, Vec<Slot>),
    take: TakeElement<'t, '_>,
) -> bool {
    let Response { envelope, body, headers, .. } = response;
    let list = outside.get(place.slot as usize).copied().unwrap_or(Slot::ABSENT);
    clear_inside(place, list, &mut outside);
    let is_mixed = response.is_mixed(place, list);
    let listed = Listed::of(body, list);
    let longest = longest_shared(body.bytes, listed.count(body));
    cut_long(&mut outside, headers, longest);
    let headers = shared_headers(headers, longest);
    let mut slots = outside.clone();
    let errors = JsonErrors::default();
    let mut found = false;
    let mut index = 0;
    listed.each(body, place, &mut slots, &mut |slots, range| {
        let values = Values { table, body, slots, headers: &headers, envelope };
        let reading = Reading { values, errors: &errors, may_be_in_parts: false, is_trimmed: true };
        let status = own_status(&reading, &outside);
        if is_error(status, &reading) && (!is_mixed || tells_error(status, &reading, &outside)) {
            found = true;
            take(index, status, (&reading, range));
        }
        index += 1;
        slots.copy_from_slice(&outside);
    });
    found
}

/// Calls `then` with a response that has the texts up to `last` behind its body, and with the slots of both. So the values in a text are
/// those of a body, and each error of a list in the text has its own. Returns `false` if the body is malformed.
#[cold]
fn with_texts<'t>(
    table: &'t Table<'t>,
    response: Response<'t, '_>,
    last: EmbeddedText<'t>,
    then: &mut dyn FnMut(Response<'t, '_>, Vec<Slot>) -> bool,
) -> bool {
    let Response { envelope, body, headers, .. } = response;
    let mut bytes = match body.charset {
        Charset::Utf8 => body.bytes.to_vec(),
        charset => charset.decode(body.bytes).into_owned().into_bytes(),
    };
    let mut slots = alloc::vec![Slot::ABSENT; table.body().slots() + table.headers().len()];
    // A text in a header does not depend on the body.
    let is_read = read_again(Response { body: Body::new(&bytes), ..response }, table.body(), &mut slots);
    if !is_read && !last.location().starts_with("header:") {
        return false;
    }
    for embedded in table.embedded().iter().take_while(|text| text.first() <= last.first()) {
        let layout = embedded.layout();
        let mut own = alloc::vec![Slot::ABSENT; layout.slots()];
        let values = Values { body: Body::new(&bytes), slots: &slots, headers, table, envelope };
        if let Some(text) = values.embedded_text(embedded).map(Cow::into_owned) {
            read_text(embedded.kind(), layout, &text, &mut own);
            own.iter_mut().for_each(|slot| *slot = slot.behind(bytes.len()));
            bytes.extend_from_slice(text.as_bytes());
        }
        slots.extend(own);
    }
    then(Response { body: Body::new(&bytes), ..response }, slots)
}

impl<'t> ListPlace<'t> {
    /// Returns the location of a slot, if it is in the body of the list.
    fn location(self, slot: u32) -> Option<&'t str> {
        let own = usize::try_from(slot).ok()?.checked_sub(self.first)?;
        self.layout.location(u32::try_from(own).ok()?)
    }

    /// Returns `true` if a location is that of a value in an element of the list.
    fn has_inside(self, list: Slot, location: &str) -> bool {
        let inside = location.strip_prefix(self.location(self.slot).unwrap_or_default()).unwrap_or_default();
        if list.is_list() { inside.starts_with("/0") || inside.starts_with("/*") } else { inside.starts_with('/') }
    }
}

/// Clears the slots of values in the list: each element has its own.
fn clear_inside(place: ListPlace<'_>, list: Slot, slots: &mut [Slot]) {
    for (slot, location) in slots.iter_mut().skip(place.first).zip(place.layout.locations()) {
        if place.has_inside(list, location) {
            *slot = Slot::ABSENT;
        }
    }
}

/// The elements of a list of errors.
enum Listed {
    /// An array in JSON.
    Array(Slot),
    /// The elements in XML that repeat. There are none if there is no list.
    Elements(Vec<Slot>),
}

impl Listed {
    #[cfg_attr(not(feature = "xml"), allow(unused_variables, reason = "only elements of XML are found in the body"))]
    fn of(body: Body<'_>, list: Slot) -> Self {
        match list.kind {
            Kind::Array => Self::Array(list),
            #[cfg(feature = "xml")]
            Kind::Xml | Kind::Elements => Self::Elements(repeated_elements(body, list)),
            _ => Self::Elements(Vec::new()),
        }
    }

    fn count(&self, body: Body<'_>) -> usize {
        match self {
            Self::Array(list) => Elements::new(body.bytes, *list).count(),
            Self::Elements(elements) => elements.len(),
        }
    }

    /// Calls `take` with the slots and the bytes of each element, which is read as the value of a node.
    fn each(
        &self,
        body: Body<'_>,
        ListPlace { layout, first, node, .. }: ListPlace<'_>,
        slots: &mut [Slot],
        take: &mut dyn FnMut(&mut [Slot], Range<usize>),
    ) {
        match self {
            Self::Array(list) => {
                let mut elements = Elements::new(body.bytes, *list);
                while let Some(element) = elements.next_in(layout, node, slots.get_mut(first..).unwrap_or_default()) {
                    take(slots, element.range);
                }
            }
            #[cfg(feature = "xml")]
            Self::Elements(elements) => {
                for element in elements {
                    read_element(layout, node, body, *element, slots.get_mut(first..).unwrap_or_default());
                    take(slots, element.start..element.end);
                }
            }
            #[cfg(not(feature = "xml"))]
            Self::Elements(_) => {}
        }
    }
}

/// Reads the body of a response again. Returns `false` if it is malformed.
fn read_again(response: Response<'_, '_>, layout: Layout<'_>, slots: &mut [Slot]) -> bool {
    let body = response.body;
    #[cfg(feature = "xml")]
    if response.envelope.is_some_and(|envelope| envelope.body() == BodyKind::Xml) {
        return read_xml(layout, body, slots).is_ok();
    }
    let kind = response.envelope.map_or(BodyKind::Json, |envelope| envelope.body());
    if let BodyKind::Text | BodyKind::Form | BodyKind::Lines = kind {
        return read_other(kind, layout, body, slots);
    }
    let mut errors = JsonErrors::default();
    scan(&layout, body.bytes, slots, &mut errors);
    if errors.fatal.is_some() {
        scan_within_text(&layout, body.bytes, slots, &mut errors);
    }
    errors.fatal.is_none()
}
