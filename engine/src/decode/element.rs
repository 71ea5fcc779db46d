//! An element of a list of errors: whether it is one.

use alloc::vec::Vec;

use crate::body::Slot;
use crate::response::{Reading, Values};

/// Returns the status in an element, unless the one that is read is outside of it.
pub(super) fn own_status(element: &Reading<'_, '_, '_>, outside: &[Slot]) -> Option<u16> {
    let places = element.envelope()?.status().places();
    let mut slots = places.iter().flat_map(|place| place.slots().iter());
    let is_present = |slots: &[Slot], slot: u32| slots.get(slot as usize).is_some_and(|slot| !slot.is_absent());
    let read = slots.find(|slot| is_present(element.values.slots, *slot))?;
    element.status(None).filter(|_| !is_present(outside, read))
}

/// Returns `true` if an element of a list of errors is an error, by the status of its own or by its values. A list may also report parts
/// that succeeded: those have neither code nor message, or a code that means success, or meet the conditions of a success.
pub(super) fn is_error(status: Option<u16>, reading: &Reading<'_, '_, '_>) -> bool {
    let success = reading.table().success_when();
    if !success.is_empty() && reading.values.meets(success) {
        return false;
    }
    has_error(status, reading)
}

/// Returns `true` if an element is an error by what is in it. Values outside of it are those of all elements.
pub(super) fn tells_error(status: Option<u16>, element: &Reading<'_, '_, '_>, outside: &[Slot]) -> bool {
    let slots = element.values.slots.iter().zip(outside);
    let own: Vec<Slot> = slots.map(|(own, outer)| if outer.is_absent() { *own } else { Slot::ABSENT }).collect();
    has_error(status, &Reading { values: Values { slots: &own, headers: &[], ..element.values }, ..*element })
}

/// Returns `true` if there is a code that means no success, or a message without a code.
fn has_error(status: Option<u16>, reading: &Reading<'_, '_, '_>) -> bool {
    let mut code = None;
    reading.code(&mut code);
    match code {
        Some(code) => {
            reading.table().success_codes().iter().all(|success| !reading.table().is_code(success, code.key()))
        }
        None => status.is_some_and(|status| status >= 400) || reading.text(|envelope| envelope.message()).is_some(),
    }
}
