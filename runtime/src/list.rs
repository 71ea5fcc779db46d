//! What a response lists: sub-errors, further errors, and values beside the error.

use alloc::borrow::{Cow, ToOwned};
use alloc::vec::Vec;

use crate::decode::{Resolved, build, resolve_read};
use crate::decoded::{Decoded, Rest};
use crate::generated::{Fields, Generated, Record};
use crate::json::{Json, Scan, for_each_element, scan, scan_value};
use crate::read::{Reading, read};
use crate::slot::{Kind, Slot};
use crate::table::{NOWHERE, Table};
use crate::value::Value;
use crate::wire::{Wire, element};

/// Hands every sub-error to `each`, read by the layout of the table's `[detail]`, with the byte where it begins.
pub(crate) fn each_detail(table: &'static Table, rest: &Rest<'_>, each: &mut dyn FnMut(Wire<'_, '_>, usize)) {
    let Some((layout, _)) = &table.detail else { return };
    let body = rest.body.as_ref();
    let mut slots = alloc::vec![Slot::ABSENT; layout.locations.len()];
    let mut one = |name: Slot, start: usize| {
        slots.fill(Slot::ABSENT);
        scan_value(layout, 0, body, start, &mut slots);
        for number in layout.nodes.first().map_or(&[][..], |root| root.names) {
            if let Some(slot) = slots.get_mut(usize::from(*number)) {
                *slot = name;
            }
        }
        each(Wire { body, slots: &slots, headers: &[] }, start);
    };
    match rest.details.kind {
        Kind::Absent => {}
        Kind::Array => for_each_element(body, rest.details, &mut one),
        Kind::Object if rest.envelope.is_some_and(|envelope| envelope.details_map) => {
            for_each_element(body, rest.details, &mut one);
        }
        // A lone string: its quote is the byte before.
        Kind::Plain | Kind::Escaped => one(Slot::ABSENT, rest.details.start.saturating_sub(1)),
        _ => one(Slot::ABSENT, rest.details.start),
    }
}

/// Hands the JSON of every sub-error to `each`.
fn each_raw_detail(rest: &Rest<'_>, each: &mut dyn FnMut(Json)) {
    let body = rest.body.as_ref();
    match rest.details.kind {
        Kind::Array => for_each_element(body, rest.details, &mut |_, start| {
            each(element(body, start).json(body).unwrap_or_else(Json::null));
        }),
        _ => {
            if let Some(json) = rest.details.json(body) {
                each(json);
            }
        }
    }
}

/// Hands every error of the envelope's list of errors to `each`; `false` where there is no list.
fn each_error(table: &'static Table, rest: &Rest<'_>, each: &mut dyn FnMut(Resolved<'_>)) -> bool {
    let body = rest.body.as_ref();
    let (slot, node) = rest.envelope.map_or((NOWHERE, NOWHERE), |envelope| envelope.errors);
    let mut whole = alloc::vec![Slot::ABSENT; table.body.locations.len()];
    scan(&table.body, body, &mut whole);
    let list = whole.get(usize::from(slot)).copied().unwrap_or(Slot::ABSENT);
    if !list.is_list() {
        return false;
    }
    let first = table.body.locations.get(usize::from(slot)).map(|list| (*list).to_owned() + "/0");
    let within = |location: &str| first.as_deref().is_some_and(|first| location.starts_with(first));
    for_each_element(body, list, &mut |_, start| {
        // What stands outside the list is the same for each of its elements.
        let mut slots = whole.clone();
        for (slot, location) in slots.iter_mut().zip(table.body.locations) {
            if within(location) {
                *slot = Slot::ABSENT;
            }
        }
        scan_value(&table.body, node, body, start, &mut slots);
        let wire = Wire { body, slots: &slots, headers: &rest.headers };
        each(resolve_read(rest.status, &Reading { table, wire, envelope: rest.envelope, scan: Scan::default() }));
    });
    true
}

/// The value of a top-level field.
fn top_level_field(table: &'static Table, rest: &Rest<'_>, name: &str) -> Option<Value<'static>> {
    let field = table.fields.iter().find(|field| field.name == name)?;
    read(table, &rest.headers, &rest.body, |reading| reading.wire.field(field, None).map(Value::into_owned))
}

impl<E: Generated> Decoded<'_, E> {
    /// The sub-errors as the table types them.
    pub(crate) fn typed_details(&self) -> Vec<E::Detail> {
        let mut details = Vec::new();
        match &E::table().detail {
            Some((_, fields)) => each_detail(E::table(), &self.rest, &mut |wire, _| {
                let values = fields.iter().map(|field| wire.field(field, None).map(Value::into_owned)).collect();
                details.extend(E::Detail::build(&mut Fields::new(values)));
            }),
            None => each_raw_detail(&self.rest, &mut |json| {
                let value = Value::Json(Cow::Owned(json));
                details.extend(E::Detail::build(&mut Fields::new(alloc::vec![Some(value)])));
            }),
        }
        details
    }

    /// Every error of a response that lists several; just the one that was decoded where it does not.
    pub(crate) fn listed_errors(&self) -> Vec<E>
    where
        E: Clone,
    {
        let mut errors = Vec::new();
        if !each_error(E::table(), &self.rest, &mut |resolved| errors.push(build(resolved).error)) {
            errors.push(self.error.clone());
        }
        errors
    }

    pub(crate) fn top_level_field(&self, name: &str) -> Option<Value<'static>> {
        top_level_field(E::table(), &self.rest, name)
    }
}
