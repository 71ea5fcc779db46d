//! The sub-errors of a response.

use alloc::string::{String, ToString};
#[cfg(feature = "xml")]
use alloc::vec::Vec;

use super::gathered::each_gathered;
use super::outside::SharedNames;
use super::parts::ResponseParts;
#[cfg(feature = "xml")]
use crate::body::{Body, child_elements, read_element, repeated_elements};
use crate::body::{Elements, Gathered, Slot, scan_value, with_slots};
use crate::kind::Kind;
use crate::location::segments;
use crate::response::Values;
use crate::table::rows::NodeRow;
use crate::table::{Field, Layout, List, Table};
use crate::value::Fields;

/// Calls `take` with the field values of every sub-error. The table must have a `[detail]`.
pub fn each_detail<'t>(table: &'t Table<'t>, parts: &ResponseParts<'t, '_>, take: &mut dyn FnMut(Fields<'_>)) {
    each_detail_read(table, parts, &mut |values, fields, _| {
        take(Fields::new(fields.iter().map(|field| values.field(&field, None))));
    });
}

/// Calls `take` with the JSON of every sub-error.
pub fn each_detail_json(parts: &ResponseParts<'_, '_>, take: &mut dyn FnMut(String)) {
    let body = parts.details_body();
    let mut take_slot = |slot: Slot| take(slot.json(body).unwrap_or_else(|| "null".to_string()));
    if let Some(path) = parts.gathered {
        let mut take = |gathered: Gathered| take_slot(gathered.value);
        return each_gathered(parts.detail_layout(), body, (parts.details, &segments(path)), &mut take);
    }
    match parts.details.kind {
        Kind::Absent => {}
        Kind::Array => Elements::new(body.bytes, parts.details).for_each(|element| take_slot(element.value)),
        #[cfg(feature = "xml")]
        Kind::Xml | Kind::Elements => repeated_elements(body, parts.details).into_iter().for_each(take_slot),
        _ => take_slot(parts.details),
    }
}

/// Returns the number of sub-errors of a long list in JSON, for which a collection that grows would take several times its size; 0 for a
/// list that is short, or of another kind.
#[must_use]
pub fn count_many_details(parts: &ResponseParts<'_, '_>) -> usize {
    const LONG: usize = 4096;
    let list = parts.details;
    if list.kind != Kind::Array || parts.gathered.is_some() || list.end - list.start < LONG {
        return 0;
    }
    Elements::new(parts.details_body().bytes, list).count()
}

/// Calls `take` with every sub-error: its values, its fields, and its byte offset.
pub(super) fn each_detail_read<'t>(
    table: &'t Table<'t>,
    parts: &ResponseParts<'t, '_>,
    take: &mut dyn FnMut(Values<'_, '_, '_>, List<'t, Field<'t>>, usize),
) {
    let Some((layout, fields)) = table.detail() else { return };
    with_slots(layout.slots(), |slots| {
        read_details(layout, parts, slots, &mut |values, start| take(values, fields, start));
    });
}

fn read_details(
    layout: Layout<'_>,
    parts: &ResponseParts<'_, '_>,
    slots: &mut [Slot],
    take: &mut dyn FnMut(Values<'_, '_, '_>, usize),
) {
    let body = parts.details_body();
    if let Some(path) = parts.gathered {
        return read_gathered(layout, parts, path, slots, take);
    }
    let mut take_named = |slots: &mut [Slot], name: Slot, start: usize| {
        let names = layout.root().map(NodeRow::names).unwrap_or_default();
        layout.table().each_slot(names, |number| {
            if let Some(slot) = slots.get_mut(number as usize) {
                *slot = name;
            }
        });
        take(Values { body, slots, headers: &[], table: Layout::EMPTY.table(), envelope: None }, start);
    };
    let is_map = parts.envelope.is_some_and(|envelope| envelope.has_details_map());
    match parts.details.kind {
        Kind::Absent => {}
        kind if kind == Kind::Array || (kind == Kind::Object && is_map) => {
            let mut elements = Elements::new(body.bytes, parts.details);
            while let Some(element) = elements.next_in(layout, layout.root_number(), slots) {
                take_named(slots, element.name, element.range.start);
                slots.fill(Slot::ABSENT);
            }
        }
        #[cfg(feature = "xml")]
        Kind::Xml | Kind::Elements => {
            for (name, element) in elements(body, parts.details, is_map) {
                read_element(layout, layout.root_number(), body, element, slots);
                take_named(slots, name, element.start);
                slots.fill(Slot::ABSENT);
            }
        }
        kind => {
            // The slot of a string begins after its quote.
            let quote = usize::from(matches!(kind, Kind::Plain | Kind::Escaped));
            let start = parts.details.start.saturating_sub(quote);
            scan_value(&layout, body.bytes, start, slots);
            take_named(slots, Slot::ABSENT, start);
        }
    }
}

/// Reads the sub-errors that are gathered through a path.
fn read_gathered(
    layout: Layout<'_>,
    parts: &ResponseParts<'_, '_>,
    path: &str,
    slots: &mut [Slot],
    take: &mut dyn FnMut(Values<'_, '_, '_>, usize),
) {
    let body = parts.details_body();
    let names = layout.root().map(NodeRow::names).unwrap_or_default();
    let mut shared = SharedNames::of(body.bytes);
    each_gathered(Some(layout), body, (parts.details, &segments(path)), &mut |gathered| {
        slots.fill(Slot::ABSENT);
        match gathered.value.kind {
            #[cfg(feature = "xml")]
            Kind::Xml | Kind::Elements => {
                read_element(layout, layout.root_number(), body, gathered.value, slots);
            }
            _ => scan_value(&layout, body.bytes, gathered.start, slots),
        }
        for (numbers, name) in [(names, gathered.name), (layout.parents(), shared.take(gathered.parent))] {
            layout.table().each_slot(numbers, |number| {
                if let Some(slot) = slots.get_mut(number as usize) {
                    *slot = name;
                }
            });
        }
        take(Values { body, slots, headers: &[], table: Layout::EMPTY.table(), envelope: None }, gathered.start);
    });
}

/// Returns the sub-errors of an XML body: the elements that repeat, or, in a map, the elements within the first, with their names.
#[cfg(feature = "xml")]
fn elements(body: Body<'_>, details: Slot, is_map: bool) -> Vec<(Slot, Slot)> {
    let repeated = repeated_elements(body, details);
    if is_map {
        return repeated.first().map(|map| child_elements(body, *map)).unwrap_or_default();
    }
    let index = |index| Slot { start: index, end: index, kind: Kind::Index };
    repeated.into_iter().enumerate().map(|(number, element)| (index(number), element)).collect()
}
