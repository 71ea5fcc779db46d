//! What a response lists: sub-errors, further errors, and values beside the error.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::decode::{Findings, resolve_read};
use crate::decoded::{Decoded, Rest};
use crate::generated::{Built, Fields, Record};
use crate::json::{Elements, Json, Scan, WHOLE, scan, scan_value};
use crate::read::{Reading, read};
use crate::slot::{Kind, Slot, with_slots};
use crate::table::{Layout, NOWHERE, Table};
use crate::value::Value;
use crate::wire::Wire;

/// Hands every sub-error to `each`, read by the layout of the table's `[detail]`, with the byte where it begins.
pub(crate) fn each_detail(table: &'static Table, rest: &Rest<'_>, each: &mut dyn FnMut(Wire<'_, '_>, usize)) {
    let Some((layout, _)) = &table.detail else { return };
    with_slots(layout.locations.len(), |slots| read_details(layout, rest, slots, each));
}

fn read_details(layout: &Layout, rest: &Rest<'_>, slots: &mut [Slot], each: &mut dyn FnMut(Wire<'_, '_>, usize)) {
    let body = rest.body();
    let mut one = |slots: &mut [Slot], name: Slot, start: usize| {
        for number in layout.nodes.first().map_or(&[][..], |root| root.names) {
            if let Some(slot) = slots.get_mut(usize::from(*number)) {
                *slot = name;
            }
        }
        each(Wire { body, slots, headers: &[] }, start);
    };
    let map = rest.envelope.is_some_and(|envelope| envelope.details_map);
    match rest.details.kind {
        Kind::Absent => {}
        kind if kind == Kind::Array || (kind == Kind::Object && map) => {
            let mut elements = Elements::new(body.bytes, rest.details);
            while let Some((name, place)) = elements.next(layout, 0, slots) {
                one(slots, name, place.start);
                slots.fill(Slot::ABSENT);
            }
        }
        kind => {
            // A lone string: its quote is the byte before.
            let quote = usize::from(matches!(kind, Kind::Plain | Kind::Escaped));
            let start = rest.details.start.saturating_sub(quote);
            scan_value(layout, 0, body.bytes, start, slots);
            one(slots, Slot::ABSENT, start);
        }
    }
}

/// Hands the values of every sub-error's fields to `take`: those of the table's `[detail]`, or its JSON.
pub(crate) fn each_record(table: &'static Table, typed: bool, rest: &Rest<'_>, take: &mut dyn FnMut(&mut Fields<'_>)) {
    if let (Some((_, fields)), true) = (&table.detail, typed) {
        return each_detail(table, rest, &mut |wire, _| {
            let mut values = Fields::default();
            fields.iter().for_each(|field| values.push(wire.field(field, None)));
            take(&mut values);
        });
    }
    let body = rest.body();
    let mut one = |slot: Slot| {
        let mut values = Fields::default();
        values.push(Some(Value::Json(Cow::Owned(slot.json(body).unwrap_or_else(Json::null)))));
        take(&mut values);
    };
    match rest.details.kind {
        Kind::Absent => {}
        Kind::Array => {
            let mut elements = Elements::new(body.bytes, rest.details);
            let mut slots = [Slot::ABSENT];
            while elements.next(&WHOLE, 0, &mut slots).is_some() {
                slots.iter_mut().for_each(|slot| one(core::mem::replace(slot, Slot::ABSENT)));
            }
        }
        _ => one(rest.details),
    }
}

/// Hands every error of the envelope's list of errors to `each`, with the element that it is.
fn each_error(table: &'static Table, rest: &Rest<'_>, each: &mut dyn FnMut(&Reading<'_, '_>, &[u8])) {
    let body = rest.body();
    let (slot, node) = rest.envelope.map_or((NOWHERE, NOWHERE), |envelope| envelope.errors);
    // What stands outside the list is the same for each of its elements.
    let mut outside = alloc::vec![Slot::ABSENT; table.body.locations.len()];
    let mut scanned = Scan::default();
    scan(&table.body, body.bytes, &mut outside, &mut scanned);
    let list = outside.get(usize::from(slot)).copied().unwrap_or(Slot::ABSENT);
    if !list.is_list() || scanned.broken.is_some() {
        return;
    }
    let path = table.body.locations.get(usize::from(slot)).copied().unwrap_or_default();
    let within = |location: &str| {
        let inside = location.strip_prefix(path).unwrap_or_default();
        inside.starts_with("/0") || inside.starts_with("/*")
    };
    for (slot, location) in outside.iter_mut().zip(table.body.locations) {
        if within(location) {
            *slot = Slot::ABSENT;
        }
    }
    let mut slots = outside.clone();
    let mut elements = Elements::new(body.bytes, list);
    while let Some((_, place)) = elements.next(&table.body, node, &mut slots) {
        let wire = Wire { body, slots: &slots, headers: &rest.headers };
        let reading = Reading { table, wire, envelope: rest.envelope, scan: &Scan::default() };
        if is_error(&reading) {
            each(&reading, body.bytes.get(place).unwrap_or_default());
        }
        slots.copy_from_slice(&outside);
    }
}

/// Whether an element of a list of errors is one: where some succeed and some fail, the others have neither code nor message,
/// or a code that means success.
fn is_error(reading: &Reading<'_, '_>) -> bool {
    let mut code = None;
    reading.code(&mut code);
    match code {
        Some(code) => reading.table.success_codes.iter().all(|success| success.key() != code.key()),
        None => reading.said(|envelope| envelope.message).is_some(),
    }
}

/// The value of a top-level field.
fn top_level_field(table: &'static Table, rest: &Rest<'_>, name: &str) -> Option<Value<'static>> {
    let field = table.fields.iter().find(|field| field.name == name)?;
    read(table, &rest.headers, rest.body(), |reading| reading.wire.field(field, None).map(Value::into_owned))
}

impl<E: Built> Decoded<'_, E> {
    fn table(&self) -> Option<&'static Table> {
        E::tables().get(self.rest.table).copied()
    }

    /// The sub-errors as the table types them.
    pub(crate) fn typed_details(&self) -> Vec<E::Detail> {
        let mut details = Vec::new();
        if let Some(table) = self.table() {
            each_record(table, E::Detail::TYPED, &self.rest, &mut |fields| {
                let detail = E::Detail::build(fields);
                if fields.are_complete() {
                    details.push(detail);
                }
            });
        }
        details
    }

    /// Every error of a response that lists several; just the one that was decoded where it does not.
    pub(crate) fn listed_errors(&self) -> Vec<E> {
        let Some(table) = self.table() else { return Vec::new() };
        let error = |reading: &Reading<'_, '_>, element: &[u8]| {
            let mut findings = Findings::new(element);
            findings.rest.table = self.rest.table;
            let resolved = resolve_read(self.rest.status, reading, &mut findings);
            resolved.error(&mut findings)
        };
        let mut errors = Vec::new();
        // An unknown one keeps its element: were each to keep the body, many would take its square.
        each_error(table, &self.rest, &mut |reading, element| errors.push(error(reading, element)));
        if errors.is_empty() {
            let body = self.rest.body();
            errors.push(read(table, &self.rest.headers, body, |reading| error(reading, body.bytes)));
        }
        errors
    }

    pub(crate) fn top_level_field(&self, name: &str) -> Option<Value<'static>> {
        top_level_field(self.table()?, &self.rest, name)
    }
}
