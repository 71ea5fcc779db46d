//! The errors of a response that lists several.

use super::parts::{Decoded, ResponseParts};
use super::resolve::resolve;
use crate::body::{Elements, JsonErrors, Slot, scan, scan_after_text};
use crate::find::Found;
use crate::response::{Clock, Reading, Values, read};
use crate::table::Table;

/// Calls `take` with every error of a response: those in the envelope's list of errors, or the one error of a response without such a
/// list.
pub fn each_error<'t>(
    table: &'t Table<'t>,
    parts: &ResponseParts<'t, '_>,
    clock: Clock,
    take: &mut dyn FnMut(Found<'t>, Decoded<'t, '_>),
) {
    let mut take_reading = |reading: &Reading<'t, '_, '_>, element: &[u8]| {
        // An unknown error keeps only its element. If each kept the whole body, the memory would grow with the square of the body.
        let mut decoded = Decoded::new(element);
        let found = resolve(parts.status, reading, clock, &mut decoded);
        take(found, decoded);
    };
    if !each_listed(table, parts, &mut take_reading) {
        let body = parts.body();
        read(table, parts.headers_by_slot(), body, |reading| take_reading(reading, body.bytes));
    }
}

/// Calls `take` with every error of the envelope's list, and with the bytes of its element. Returns `false` if there is none.
fn each_listed<'t>(
    table: &'t Table<'t>,
    parts: &ResponseParts<'t, '_>,
    take: &mut dyn FnMut(&Reading<'t, '_, '_>, &[u8]),
) -> bool {
    let Some((list_slot, node)) = parts.envelope.and_then(|envelope| envelope.errors()) else { return false };
    let (body, layout) = (parts.body(), table.body());
    // The values outside the list are the same for each element.
    let mut outside = alloc::vec![Slot::ABSENT; layout.slots()];
    let mut errors = JsonErrors::default();
    scan(&layout, body.bytes, &mut outside, &mut errors);
    if errors.fatal.is_some() {
        scan_after_text(&layout, body.bytes, &mut outside, &mut errors);
    }
    let list = outside.get(list_slot as usize).copied().unwrap_or(Slot::ABSENT);
    if !list.is_list() || errors.fatal.is_some() {
        return false;
    }
    let path = layout.location(list_slot).unwrap_or_default();
    for (slot, location) in outside.iter_mut().zip(layout.locations()) {
        let inside = location.strip_prefix(path).unwrap_or_default();
        if inside.starts_with("/0") || inside.starts_with("/*") {
            *slot = Slot::ABSENT;
        }
    }
    let mut slots = outside.clone();
    let mut elements = Elements::new(body.bytes, list);
    let mut found = false;
    while let Some(element) = elements.next_in(layout, node, &mut slots) {
        let values = Values { body, slots: &slots, headers: parts.headers_by_slot() };
        let reading = Reading { table, values, envelope: parts.envelope, errors: &JsonErrors::default() };
        if is_error(&reading) {
            found = true;
            take(&reading, body.bytes.get(element.range).unwrap_or_default());
        }
        slots.copy_from_slice(&outside);
    }
    found
}

/// Returns `true` if an element of a list of errors is an error. A list may also report parts that succeeded: those have neither code
/// nor message, or a code that means success.
fn is_error(reading: &Reading<'_, '_, '_>) -> bool {
    let mut code = None;
    reading.code(&mut code);
    match code {
        Some(code) => reading.table.success_codes().iter().all(|success| success.key() != code.key()),
        None => reading.text(|envelope| envelope.message()).is_some(),
    }
}
