//! From an error and what is given beside it to a response.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use super::Response;
use super::sheet::{Sheet, written};
use super::tree::Tree;
use crate::Entry;
use crate::generated::Instance;
use crate::json::Json;
use crate::render::{entry_of, wording, write_wording};
use crate::table::{Envelope, Table, Unit};
use crate::value::Value;

/// What an encoder writes, whatever the type of the error.
#[derive(Clone)]
pub(super) struct Draft<'e> {
    pub(super) error: &'e dyn Instance,
    pub(super) status: Option<u16>,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<Duration>,
    pub(super) details: Vec<(Option<String>, Tree)>,
    pub(super) details_json: Option<Json>,
    pub(super) fields: Vec<(String, Value<'static>)>,
}

impl Draft<'_> {
    pub(super) fn response(&self) -> Response {
        if let Some(unknown) = self.error.as_unknown() {
            let status = self.status.unwrap_or(if unknown.status() == 0 { 500 } else { unknown.status() });
            return Response { status, headers: Vec::new(), body: unknown.body().to_vec() };
        }
        let entry = entry_of(self.error);
        let envelope = entry.and_then(|entry| entry.envelope());
        let own = entry.and_then(|entry| entry.status());
        let default = envelope.and_then(|envelope| envelope.default_status);
        let status = self.status.or(own).or(default).unwrap_or(500);
        match (envelope, entry) {
            (Some(envelope), Some(entry)) => self.write(envelope, entry, status),
            _ => Response { status, headers: Vec::new(), body: Vec::new() },
        }
    }

    fn write(&self, envelope: &'static Envelope, entry: Entry, status: u16) -> Response {
        let table = self.error.table();
        // Of two that stand at one place, the later is written.
        let mut sheet = Sheet::new(table);
        let message = self.message(entry);
        sheet.code_and_message(entry.code(), message.as_deref());
        self.write_fields(&mut sheet, table, entry);
        if let Some(message) = &message {
            sheet.text(envelope.message, message);
        }
        sheet.conditions(envelope.when);
        sheet.conditions(entry.when());
        if let Some(id) = &self.request_id {
            sheet.text(envelope.request_id, id);
        }
        self.write_retry_after(&mut sheet, envelope, entry);
        if let Some(code) = entry.code() {
            sheet.code(envelope.code, code);
        }
        if envelope.status_as_string {
            sheet.text(envelope.status, &status.to_string());
        } else {
            sheet.value(envelope.status, &Value::Integer(status.into()));
        }
        if let Some(details) = self.details_tree(envelope) {
            sheet.tree(envelope.details, details);
        }
        let (headers, body) = sheet.finish(envelope, entry);
        Response { status, headers, body }
    }

    /// The message that is written. An empty one that the variant keeps is left out, for there was none; but where there is
    /// no code, the message is what makes the body an error.
    pub(super) fn message(&self, entry: Entry) -> Option<String> {
        let wording = wording(entry, self.error)?;
        let mut message = String::new();
        // Writing to a string cannot fail.
        let _ = write_wording(wording, entry.carried(), self.error, &mut message);
        (!entry.any_text() || entry.code().is_none() || !message.is_empty()).then_some(message)
    }

    fn write_fields(&self, sheet: &mut Sheet, table: &'static Table, entry: Entry) {
        for (name, value) in &self.fields {
            if let Some(field) = table.fields.iter().find(|field| field.name == name) {
                sheet.field(field, value, &|other| {
                    self.fields.iter().find(|(name, _)| name == other).map(|(_, value)| value.to_string())
                });
            }
        }
        for (number, field) in entry.carried().iter().enumerate() {
            if let Some(value) = self.error.field(number) {
                sheet.field(field, &value, &|other| {
                    let place = entry.carried().iter().position(|field| field.name == other)?;
                    Some(self.error.field(place)?.to_string())
                });
            }
        }
    }

    fn write_retry_after(&self, sheet: &mut Sheet, envelope: &Envelope, entry: Entry) {
        let own = entry.retry_after();
        let (Some(delay), Some(place)) = (self.retry_after.or(own), written(envelope.retry_after)) else { return };
        let written = if place.unit == Unit::Milliseconds {
            delay.as_nanos().div_ceil(1_000_000).to_string()
        } else if delay.subsec_nanos() == 0 || sheet.is_header(place) {
            // RFC 9110 has whole seconds in `Retry-After`; rounded up, so that nobody comes too early.
            delay.as_secs().saturating_add(u64::from(delay.subsec_nanos() > 0)).to_string()
        } else {
            delay.as_secs_f64().to_string()
        };
        if place.templates.is_empty() && !sheet.is_header(place) {
            sheet.tree(envelope.retry_after, Tree::Value(written));
        } else {
            sheet.text(envelope.retry_after, &written);
        }
    }

    pub(super) fn details_tree(&self, envelope: &Envelope) -> Option<Tree> {
        if let Some(json) = &self.details_json {
            return Some(Tree::Value(json.as_str().into()));
        }
        if self.details.is_empty() {
            return None;
        }
        let details = self.details.iter().cloned();
        Some(if envelope.details_map {
            Tree::Object(details.map(|(name, tree)| (name.unwrap_or_default(), tree)).collect())
        } else {
            Tree::Array(details.map(|(_, tree)| tree).collect())
        })
    }
}

/// One sub-error, of the table that types it: the name under which it stands, and what stands there.
pub(super) fn detail_tree<'d>(
    table: Option<&'static Table>,
    value_of: &dyn Fn(usize) -> Option<Value<'d>>,
) -> (Option<String>, Tree) {
    let Some((layout, fields)) = table.and_then(|table| table.detail.as_ref()) else {
        let json = value_of(0).map(|value| value.to_json().as_str().to_owned());
        return (None, json.map_or(Tree::Empty, Tree::Value));
    };
    let mut sheet = Sheet::of(layout);
    let mut name = None;
    for (number, field) in fields.iter().enumerate() {
        let Some(value) = value_of(number) else { continue };
        let slot = written(field.source).and_then(|place| place.slots.first());
        if slot.and_then(|slot| layout.locations.get(usize::from(*slot))) == Some(&"~#") {
            name = Some(value.to_string());
        } else {
            sheet.field(field, &value, &|_| None);
        }
    }
    (name, sheet.lay_out(&[]).1)
}
