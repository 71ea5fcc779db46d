//! The shape of a problem document.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::{Code, reason_phrase};

use super::entry::{EntrySchema, Identity, MessageShape, details, titled};
#[cfg(feature = "utoipa")]
use super::headers::{HeaderSchema, either};
use super::shape::{Member, Shape};
use super::value::{integer, json_shape};
use crate::adapters::problem::MEDIA_TYPE;
use crate::adapters::shared::named::is_message;
use crate::entries::Entry;
use crate::json::Json;

impl EntrySchema {
    /// Describes an entry whose form the client chooses.
    pub(super) fn negotiate(&mut self) {
        self.owner.push_str("-negotiated");
        #[cfg(feature = "utoipa")]
        self.headers.push(vary());
    }
}

/// Returns the schema of an entry as a problem document; `None` if its own form is one.
pub(super) fn problem_schema(own: &EntrySchema) -> Option<EntrySchema> {
    let essence = own.media_type.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(MEDIA_TYPE) {
        return None;
    }
    let entry = own.entry;
    let component = format!("{}.{}.problem", entry.table(), entry.name());
    Some(EntrySchema {
        media_type: MEDIA_TYPE,
        shape: titled(entry, component, Shape::Object(members(entry))),
        identity: Some(Identity { places: alloc::vec!["/name"], values: alloc::vec![Json::string(entry.name())] }),
        #[cfg(feature = "utoipa")]
        headers: headers(own),
        ..own.clone()
    })
}

/// The members that `problem/encode.rs` writes.
fn members(entry: Entry) -> Vec<Member> {
    let text = |example: Option<&str>| Shape::Text { pattern: None, example: example.map(ToOwned::to_owned) };
    let docs = entry.docs_url();
    let phrase = entry.status().filter(|_| docs.is_none()).and_then(reason_phrase);
    let title = phrase.unwrap_or(entry.summary().unwrap_or(entry.name()));
    let mut members = alloc::vec![
        member("type", text(docs.as_deref()), true),
        member("title", text(Some(title)), true),
        member("status", Shape::Integer, true),
    ];
    if let Some(message) = MessageShape::of(entry) {
        members.push(member("detail", text(entry.messages().into_iter().next().as_deref()), message.required));
    }
    members.push(member("instance", Shape::STRING, false));
    members.push(member("name", Shape::Values(alloc::vec![Json::string(entry.name())]), true));
    match (entry.code(), entry.code_field()) {
        (Some(Code::Integer(number)), _) => {
            members.push(member("code", Shape::Values(alloc::vec![integer(number)]), true))
        }
        (Some(Code::String(text)), _) => {
            members.push(member("code", Shape::Values(alloc::vec![Json::string(text)]), true));
        }
        (None, Some((_, field))) => members.push(member("code", json_shape(&field), false)),
        (None, None) => {}
    }
    members.push(member("request_id", Shape::STRING, false));
    members.push(member("retry_after", Shape::Number, entry.retry_after().is_some()));
    let fields = fields(entry);
    let required = fields.iter().any(|field| field.required);
    members.push(member("fields", Shape::Object(fields), required));
    if let Some(envelope) = entry.envelope() {
        members.push(member("details", details(entry.of_table(), &envelope), false));
    }
    members
}

/// The fields of an entry and of its table, as JSON of their own types.
fn fields(entry: Entry) -> Vec<Member> {
    let own = entry.carried().iter().filter(|field| !is_message(entry, field));
    let mut fields: Vec<Member> =
        own.map(|field| member(field.name(), json_shape(&field), field.is_required())).collect();
    for field in entry.of_table().fields() {
        if fields.iter().all(|known| known.name != field.name()) {
            fields.push(member(field.name(), json_shape(&field), false));
        }
    }
    fields
}

fn member(name: &str, shape: Shape, required: bool) -> Member {
    Member { name: String::from(name), shape, required }
}

/// The headers of the table's own form, but with the delay as a problem document has it: in seconds.
#[cfg(feature = "utoipa")]
fn headers(own: &EntrySchema) -> Vec<HeaderSchema> {
    let is_always = own.entry.retry_after().is_some();
    let mut delay = HeaderSchema {
        name: "retry-after".to_owned(),
        shape: Shape::Integer,
        required: is_always,
        about: Some("The delay before a retry, in seconds.".to_owned()),
    };
    let mut headers = own.headers.clone();
    // A field may be in this header, which is written if there is no delay.
    if let Some(place) = headers.iter().position(|header| header.name == delay.name) {
        let field = headers.remove(place);
        if !is_always {
            delay = HeaderSchema { shape: either(field.shape, delay.shape), required: field.required, ..delay };
        }
    }
    headers.push(delay);
    headers
}

/// The header of a response whose form the client chooses.
#[cfg(feature = "utoipa")]
fn vary() -> HeaderSchema {
    HeaderSchema {
        name: "vary".to_owned(),
        shape: Shape::STRING,
        required: true,
        about: Some("The request headers that the form of the response depends on.".to_owned()),
    }
}
