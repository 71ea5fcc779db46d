//! From a value to a response.

#[cfg(any(feature = "problem", feature = "tonic"))]
mod facts;
#[cfg(feature = "problem")]
mod problem;
#[cfg(feature = "tonic")]
mod tonic;
mod tree;

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use crate::Entry;
use crate::code::Code;
use crate::generated::{Generated, Instance, Record};
use crate::headers::Headers;
use crate::json::{Json, escape};
use crate::render::{entry_of, wording, write_wording};
use crate::table::{Alternative, Condition, Envelope, Field, Layout, Literal, Source, Table, Test, Type};
use crate::template;
use crate::value::Value;
use tree::Tree;
pub(crate) use tree::segments;

/// A response to send: status, headers and body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Headers for Response {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.header(name)
    }
}

/// Writes an error together with what it does not carry itself: request id, details, top-level fields.
///
/// Made by [`Spec::encoder`](crate::Spec::encoder).
pub struct Encoder<'e, E> {
    draft: Draft<'e>,
    /// It takes details of this type.
    of: PhantomData<fn(E)>,
}

/// What an encoder writes, whatever the type of the error.
#[derive(Clone)]
struct Draft<'e> {
    error: &'e dyn Instance,
    status: Option<u16>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    details: Vec<(Option<String>, Tree)>,
    details_json: Option<Json>,
    fields: Vec<(String, Value<'static>)>,
}

impl<'e, E: Generated> Encoder<'e, E> {
    pub(crate) fn new(error: &'e E) -> Self {
        let draft = Draft {
            error,
            status: None,
            request_id: None,
            retry_after: None,
            details: Vec::new(),
            details_json: None,
            fields: Vec::new(),
        };
        Self { draft, of: PhantomData }
    }

    /// The error that is written.
    #[cfg(feature = "axum")]
    pub(crate) fn error(&self) -> &dyn Instance {
        self.draft.error
    }

    /// With this status instead of the entry's first.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.draft.status = Some(status);
        self
    }

    /// With this request id.
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.draft.request_id = Some(id.into());
        self
    }

    /// With this delay before a retry instead of the entry's.
    #[must_use]
    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.draft.retry_after = Some(delay);
        self
    }

    /// With these sub-errors, after those that were given before.
    #[must_use]
    pub fn details(mut self, details: impl IntoIterator<Item = E::Detail>) -> Self {
        // A transparent error may be of another table than that whose sub-errors these are.
        let table = E::tables().first().filter(|_| E::Detail::TYPED).copied();
        for detail in details {
            self.draft.details.push(detail_tree(table, &|number| detail.field(number)));
        }
        self
    }

    /// With this JSON where the envelope has its details, instead of any sub-errors.
    #[must_use]
    pub fn details_json(mut self, details: Json) -> Self {
        self.draft.details_json = Some(details);
        self
    }

    /// With this value of a top-level field of the table. A name that the table does not have is passed over.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: Value<'_>) -> Self {
        self.draft.fields.push((name.into(), value.into_owned()));
        self
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        self.response().body
    }

    /// Status, headers and body. The status is 500 where neither the entry nor the caller gives one.
    #[must_use]
    pub fn response(&self) -> Response {
        self.draft.response()
    }
}

impl<E> Clone for Encoder<'_, E> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), of: PhantomData }
    }
}

impl<E> fmt::Debug for Encoder<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("response", &self.draft.response()).finish_non_exhaustive()
    }
}

impl Draft<'_> {
    fn response(&self) -> Response {
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
    fn message(&self, entry: Entry) -> Option<String> {
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
        let written = if place.milliseconds {
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

    fn details_tree(&self, envelope: &Envelope) -> Option<Tree> {
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
fn detail_tree<'d>(
    table: Option<&'static Table>,
    value_of: &dyn Fn(usize) -> Option<Value<'d>>,
) -> (Option<String>, Tree) {
    let Some((layout, fields)) = table.and_then(|table| table.detail.as_ref()) else {
        let json = value_of(0).map(|value| value.to_json().as_str().to_owned());
        return (None, json.map_or(Tree::Empty, Tree::Value));
    };
    let mut sheet = Sheet { layout, headers: &[], marks: Vec::new(), code: None, message: None };
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

/// A response on which values are marked where a table has them, and then laid out.
struct Sheet {
    layout: &'static Layout,
    headers: &'static [&'static str],
    marks: Vec<Mark>,
    code: Option<String>,
    message: Option<String>,
}

/// A value at a slot: JSON for the body, text for a header or a name.
struct Mark {
    slot: u16,
    json: Tree,
    text: String,
}

impl Sheet {
    fn new(table: &'static Table) -> Self {
        Self { layout: &table.body, headers: table.headers, marks: Vec::new(), code: None, message: None }
    }

    /// Says what `{code}` and `{message}` are in the template of another value.
    fn code_and_message(&mut self, code: Option<Code<'_>>, message: Option<&str>) {
        self.code = code.map(|code| code.to_string());
        self.message = message.map(ToOwned::to_owned);
    }

    fn header_name(&self, slot: u16) -> Option<&'static str> {
        self.headers.get(usize::from(slot).checked_sub(self.layout.locations.len())?).copied()
    }

    fn is_header(&self, place: &Alternative) -> bool {
        place.slots.first().is_some_and(|slot| self.header_name(*slot).is_some())
    }

    fn set(&mut self, slot: u16, json: Tree, text: &str) {
        self.marks.push(Mark { slot, json, text: text.to_owned() });
    }

    /// The headers, and the body without what the conditions want absent.
    fn lay_out(self, absent: &[u16]) -> (Vec<(String, String)>, Tree) {
        let location = |slot: u16| self.layout.locations.get(usize::from(slot)).copied();
        let is_name = |mark: &&Mark| location(mark.slot).is_some_and(|location| location.ends_with("~#"));
        // A `*` stands for the name that a location ending in `~#` gives, else for the first element.
        let star = self.marks.iter().find(is_name).map_or_else(|| "0".to_owned(), |mark| mark.text.clone());
        let (mut headers, mut body) = (Vec::new(), Tree::Empty);
        for mark in &self.marks {
            if let Some(name) = self.header_name(mark.slot) {
                headers.retain(|(own, _)| own != name);
                // A line break would begin another header.
                headers.push((name.to_owned(), mark.text.replace(char::is_control, " ")));
            }
        }
        for place in self.marks.iter().filter(is_name).filter_map(|mark| location(mark.slot)) {
            body = body.set(&segments(place), &star, Tree::Object(Vec::new()));
        }
        for mark in self.marks {
            let place = self.layout.locations.get(usize::from(mark.slot)).filter(|place| !place.ends_with("~#"));
            if let Some(place) = place.filter(|_| !absent.contains(&mark.slot)) {
                body = body.set(&segments(place), &star, mark.json);
            }
        }
        (headers, body)
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            let Test::Is(literals) = condition.test else { continue };
            let Some(literal) = literals.first() else { continue };
            let value = match literal {
                Literal::String(text) => Value::from(*text),
                Literal::Integer(number) => Value::Integer(*number),
                Literal::Boolean(flag) => Value::Boolean(*flag),
            };
            self.set(condition.slot, json_tree(&value), &value.to_string());
        }
    }

    fn code(&mut self, source: Source, code: Code<'_>) {
        match (code, written(source)) {
            (Code::Integer(number), Some(place)) if place.templates.is_empty() && place.slots.len() == 1 => {
                self.value(source, &Value::Integer(number));
            }
            _ => self.text(source, &code.to_string()),
        }
    }

    fn text(&mut self, source: Source, text: &str) {
        self.value(source, &Value::from(text));
    }

    fn value(&mut self, source: Source, value: &Value<'_>) {
        if let Some(place) = written(source) {
            let (code, message) = (self.code.clone(), self.message.clone());
            self.alternative(place, value, ", ", &|other| match other {
                "code" => code.clone(),
                "message" => message.clone(),
                _ => None,
            });
        }
    }

    fn tree(&mut self, source: Source, tree: Tree) {
        if let Some(slot) = written(source).and_then(|place| place.slots.first()) {
            self.set(*slot, tree, "");
        }
    }

    fn field(&mut self, field: &Field, value: &Value<'_>, other: &dyn Fn(&str) -> Option<String>) {
        let Some(place) = written(field.source) else { return };
        match (field.ty, field.separator) {
            (Type::List, Some(separator)) if place.templates.is_empty() => {
                let mut text = String::new();
                let _ = value.write_text(separator, &mut text);
                self.alternative(place, &Value::from(text.as_str()), separator, other);
            }
            (_, separator) => self.alternative(place, value, separator.unwrap_or(", "), other),
        }
    }

    /// Writes a value at its place: within its template, or split over several locations.
    fn alternative(
        &mut self,
        place: &Alternative,
        value: &Value<'_>,
        separator: &str,
        other: &dyn Fn(&str) -> Option<String>,
    ) {
        let mut text = String::new();
        let _ = value.write_text(separator, &mut text);
        let mut value = value.clone();
        if let Some(template) = place.templates.get(usize::from(place.written)) {
            let Some(whole) = fill(template, place.names, &text, other) else { return };
            text = whole;
            value = Value::String(text.clone().into());
        }
        match place.slots {
            [slot] => self.set(*slot, json_tree(&value), &text),
            slots => {
                for (slot, part) in slots.iter().zip(text.splitn(slots.len(), place.with)) {
                    self.set(*slot, json_tree(&Value::from(part)), part);
                }
            }
        }
    }

    fn finish(self, envelope: &Envelope, entry: Entry) -> (Vec<(String, String)>, Vec<u8>) {
        let conditions = envelope.when.iter().chain(entry.when());
        let absent: Vec<u16> = conditions
            .filter(|condition| matches!(condition.test, Test::Present(false)))
            .map(|condition| condition.slot)
            .collect();
        let (written, body) = self.lay_out(&absent);
        let mut headers = alloc::vec![("content-type".to_owned(), envelope.media_type.to_owned())];
        headers.extend(written);
        (headers, body.write(envelope.body).into_bytes())
    }
}

/// The place of a value that is written.
pub(crate) fn written(source: Source) -> Option<&'static Alternative> {
    source.iter().find(|place| !place.read_only)
}

fn json_tree(value: &Value<'_>) -> Tree {
    if let Value::String(text) = value {
        let mut out = String::new();
        escape(text, &mut out);
        return Tree::Value(out);
    }
    Tree::Value(value.to_json().as_str().to_owned())
}

/// A template with its own value and those of others; `None` if one of those is not to be had.
fn fill(template: &str, names: &[&str], own: &str, other: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    for piece in template::pieces(template) {
        match piece {
            template::Piece::Text(text) => out.push_str(text),
            template::Piece::Parameter(0) => out.push_str(own),
            template::Piece::Parameter(number) => out.push_str(&other(names.get(usize::try_from(number).ok()?)?)?),
        }
    }
    Some(out)
}

/// The status that an error is sent with.
pub(crate) fn status_of(error: &dyn Instance) -> Option<u16> {
    match error.as_unknown() {
        Some(unknown) => (unknown.status() != 0).then(|| unknown.status()),
        None => entry_of(error)?.status(),
    }
}
