//! The errors of a response that lists several.

use alloc::vec::Vec;
use core::ops::{ControlFlow, Range};

use super::in_parts::Whole;
use super::outside::{cut_long, longest_shared, shared_headers};
use super::parts::{Decoded, ResponseParts};
use super::resolve::resolve_listed;
use crate::body::{Body, Elements, JsonErrors, Slot, scan, scan_after_text};
#[cfg(feature = "xml")]
use crate::body::{read_element, read_xml, repeated_elements};
use crate::find::Found;
use crate::kind::Kind;
use crate::response::{Clock, Reading, Values, read};
#[cfg(feature = "xml")]
use crate::table::BodyKind;
use crate::table::{Field, Layout, Table};
use crate::value::Value;

/// An error of a response that lists several.
#[derive(Debug)]
pub struct ListedError<'t, 'b> {
    /// The index of its element in the list; 0 if the response has no list.
    pub index: usize,
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
    if parts.sequence().is_some() {
        return each_error_in_parts(table, parts, clock, take);
    }
    let mut take_reading = |index: usize, reading: &Reading<'t, '_, '_>, range: Range<usize>| {
        // An unknown error keeps only its element, and long values outside of it are cut. If each had the whole, the work would grow with
        // the square of the body.
        let mut decoded = Decoded::new(reading.values.body.bytes.get(range.clone()).unwrap_or_default());
        let found = resolve_listed(parts.status, reading, clock, &mut decoded);
        decoded.parts.details = within(decoded.parts.details, &range);
        let value = |field: Field<'_>| reading.values.field(&field, None).map(Value::into_owned);
        take(ListedError { index, found, decoded, fields: table.fields().iter().map(value).collect() });
    };
    if !each_listed(table, parts, &mut take_reading) {
        let body = parts.body();
        read(table, parts.headers_by_slot(), body, |reading| {
            take_reading(0, reading, 0..reading.values.body.bytes.len())
        });
    }
}

/// Returns the slot of a value in a part of a body that stands by itself; an absent one if the value is outside of the part.
fn within(slot: Slot, range: &Range<usize>) -> Slot {
    match (slot.start.checked_sub(range.start), slot.end.checked_sub(range.start)) {
        (Some(start), Some(end)) if !slot.is_absent() && slot.end <= range.end => Slot { start, end, ..slot },
        _ => Slot::ABSENT,
    }
}

/// Calls `take` with every error among the parts of a body.
#[cold]
fn each_error_in_parts<'t>(
    table: &'t Table<'t>,
    parts: &ResponseParts<'t, '_>,
    clock: Clock,
    take: &mut dyn FnMut(ListedError<'t, '_>),
) {
    let Some(sequence) = parts.sequence() else { return };
    let whole = Whole { table, status: sequence.status, headers: &sequence.headers, body: &sequence.body };
    whole.each_part(&sequence.framing, &mut |part| {
        if part.rank < sequence.rank {
            return ControlFlow::Continue(());
        }
        let mut decoded = Decoded::new(part.reading.values.body.bytes);
        let found = resolve_listed(part.status, part.reading, clock, &mut decoded);
        let value = |field: Field<'_>| part.reading.values.field(&field, None).map(Value::into_owned);
        take(ListedError { index: part.index, found, decoded, fields: table.fields().iter().map(value).collect() });
        ControlFlow::Continue(())
    });
}

/// Calls `take` with every error of the envelope's list, and with the range of its element. Returns `false` if there is none.
fn each_listed<'t>(
    table: &'t Table<'t>,
    parts: &ResponseParts<'t, '_>,
    take: &mut dyn FnMut(usize, &Reading<'t, '_, '_>, Range<usize>),
) -> bool {
    let Some((list_slot, node)) = parts.envelope.and_then(|envelope| envelope.errors()) else { return false };
    let (body, layout) = (parts.body(), table.body());
    // The values outside the list are the same for each element. The headers have slots, too.
    let mut outside = alloc::vec![Slot::ABSENT; layout.slots() + table.headers().len()];
    if !read_again(parts, layout, &mut outside) {
        return false;
    }
    let list = outside.get(list_slot as usize).copied().unwrap_or(Slot::ABSENT);
    clear_inside(layout, list_slot, list, &mut outside);
    let listed = Listed::of(body, list);
    let longest = longest_shared(body.bytes, listed.count(body));
    cut_long(&mut outside, parts.headers_by_slot(), longest);
    let headers = shared_headers(parts.headers_by_slot(), longest);
    let mut slots = outside.clone();
    let mut found = false;
    let mut index = 0;
    listed.each(body, (layout, node), &mut slots, &mut |slots, range| {
        let envelope = parts.envelope;
        let values = Values { body, slots, headers: &headers, table, envelope };
        let reading = Reading { table, values, envelope, errors: &JsonErrors::default(), may_be_in_parts: false };
        if is_error(&reading) {
            found = true;
            take(index, &reading, range);
        }
        index += 1;
        slots.copy_from_slice(&outside);
    });
    found
}

/// Clears the slots of values in the list: each element has its own.
fn clear_inside(layout: Layout<'_>, list_slot: u32, list: Slot, slots: &mut [Slot]) {
    let path = layout.location(list_slot).unwrap_or_default();
    for (slot, location) in slots.iter_mut().zip(layout.locations()) {
        let inside = location.strip_prefix(path).unwrap_or_default();
        let is_inside =
            if list.is_list() { inside.starts_with("/0") || inside.starts_with("/*") } else { inside.starts_with('/') };
        if is_inside {
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
        (layout, node): (Layout<'_>, u32),
        slots: &mut [Slot],
        take: &mut dyn FnMut(&mut [Slot], Range<usize>),
    ) {
        match self {
            Self::Array(list) => {
                let mut elements = Elements::new(body.bytes, *list);
                while let Some(element) = elements.next_in(layout, node, slots) {
                    take(slots, element.range);
                }
            }
            #[cfg(feature = "xml")]
            Self::Elements(elements) => {
                for element in elements {
                    read_element(layout, node, body, *element, slots);
                    take(slots, element.start..element.end);
                }
            }
            #[cfg(not(feature = "xml"))]
            Self::Elements(_) => {}
        }
    }
}

/// Reads the body of a response again. Returns `false` if it is malformed.
fn read_again(parts: &ResponseParts<'_, '_>, layout: Layout<'_>, slots: &mut [Slot]) -> bool {
    let body = parts.body();
    #[cfg(feature = "xml")]
    if parts.envelope.is_some_and(|envelope| envelope.body() == BodyKind::Xml) {
        return read_xml(layout, body, slots).is_ok();
    }
    let mut errors = JsonErrors::default();
    scan(&layout, body.bytes, slots, &mut errors);
    if errors.fatal.is_some() {
        scan_after_text(&layout, body.bytes, slots, &mut errors);
    }
    errors.fatal.is_none()
}

/// Returns `true` if an element of a list of errors is an error. A list may also report parts that succeeded: those have neither code
/// nor message, or a code that means success.
fn is_error(reading: &Reading<'_, '_, '_>) -> bool {
    let mut code = None;
    reading.code(&mut code);
    match code {
        Some(code) => reading.table.success_codes().iter().all(|success| !reading.table.is_code(success, code.key())),
        None => reading.text(|envelope| envelope.message()).is_some(),
    }
}
