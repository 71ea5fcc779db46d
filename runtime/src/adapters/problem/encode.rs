//! Encoding: an error as a problem document (RFC 9457), whatever the envelope of its table.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::ToString;
use alloc::vec::Vec;
use core::time::Duration;

use errspec_engine::encode::Tree;
use errspec_engine::table::BodyKind;
use errspec_engine::{Code, field_json, reason_phrase};

use super::accept::Accepts;
use super::reference::{BLANK, MEDIA_TYPE, is_reference, reference};
use crate::adapters::shared::named::is_message;
use crate::adapters::shared::send::{CONTENT_TYPE, sendable, sendable_status};
use crate::adapters::shared::summary::Summary;
use crate::encoder::{Encoder, Request, Response};
use crate::instance::{Generated, entry_of};

/// The header with the delay before a retry.
const RETRY_AFTER: &str = "retry-after";

impl<E: Generated> Encoder<'_, E> {
    /// Returns the response as a problem document, see [`problem`](mod@crate::problem).
    ///
    /// ```
    /// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
    /// let response = FrankieOneError::EntityNotFound.encoder().request_id("urn:ulid:01GVEDZ0").problem();
    /// let body = String::from_utf8(response.body).unwrap();
    /// assert!(body.contains(r#""instance":"urn:ulid:01GVEDZ0""#), "{body}");
    /// ```
    #[must_use]
    pub fn problem(&self) -> Response {
        self.request().problem()
    }

    /// Returns the response in the form that the client prefers: the table's own, or a problem document.
    ///
    /// ```
    /// use errspec::problem::Accepts;
    ///
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// let accepts = Accepts::new("application/problem+json, */*;q=0.5");
    /// let response = FlanksError::Processing.encoder().negotiated(&accepts);
    /// assert!(response.headers.contains(&("vary".to_owned(), "accept".to_owned())));
    /// assert!(response.body.starts_with(br#"{"type":"#));
    /// ```
    #[must_use]
    pub fn negotiated(&self, accepts: &Accepts) -> Response {
        let mut response = sendable(self.response());
        if accepts.prefers_problem(&response) {
            response = self.problem();
        }
        response.headers.push(("vary".to_owned(), "accept".to_owned()));
        response
    }
}

impl Request<'_> {
    /// Encodes the response as a problem document.
    pub(in crate::adapters) fn problem(&self) -> Response {
        write(self)
    }
}

fn write(request: &Request<'_>) -> Response {
    let summary = Summary::new(request);
    let status = sendable_status(summary.status.unwrap_or_default());
    let mut members = Members(Vec::new());
    let kind = summary.docs().map(|docs| reference(&docs));
    members.text("type", Some(kind.as_deref().unwrap_or(BLANK)));
    // `about:blank` means that the problem is no more than its status (RFC 9457, section 4.2.1).
    let title = if kind.is_some() { None } else { reason_phrase(status) };
    members.text("title", Some(title.unwrap_or_else(|| summary.title())));
    members.json("status", Tree::Integer(status.into()));
    members.text("detail", summary.message.as_deref());
    let id = request.extras.request_id.as_deref();
    members.text("instance", id.filter(|id| is_reference(id)));
    members.text("name", Some(summary.name));
    match summary.code {
        Some(Code::Integer(number)) => members.json("code", Tree::Integer(number)),
        Some(Code::String(text)) => members.text("code", Some(text)),
        None => {}
    }
    members.text("request_id", id);
    if let Some(delay) = summary.retry_after {
        members.json("retry_after", Tree::Value(delay.as_secs_f64().to_string().into()));
    }
    members.json("fields", fields(request));
    let details = request.for_entry(|own| request.extras.details_tree(&own.envelope()?)).flatten();
    members.json("details", details.unwrap_or_default());

    let mut response = with_headers(request.response(), summary.retry_after);
    response.status = status;
    response.body = Tree::Object(members.0).write(BodyKind::Json).into_bytes();
    response
}

/// Returns the response of the table with the headers of a problem document: those of the table, such as a limit or the request id, but
/// with the media type of the document, and with the delay as any client reads it.
fn with_headers(mut own: Response, delay: Option<Duration>) -> Response {
    own.headers.retain(|(name, _)| name != CONTENT_TYPE && (name != RETRY_AFTER || delay.is_none()));
    own.headers.insert(0, (CONTENT_TYPE.to_owned(), MEDIA_TYPE.to_owned()));
    if let Some(delay) = delay {
        let seconds = delay.as_secs().saturating_add(u64::from(delay.subsec_nanos() > 0));
        own.headers.push((RETRY_AFTER.to_owned(), seconds.to_string()));
    }
    own
}

/// The values of the variant and the top-level fields, without the message: `detail` has it.
fn fields<'r>(request: &Request<'r>) -> Tree<'r> {
    let mut fields = Members(Vec::new());
    if let Some(entry) = entry_of(request.error) {
        for (number, field) in entry.carried().iter().enumerate().filter(|(_, field)| !is_message(entry, field)) {
            if let Some(value) = request.error.field(number) {
                fields.json(field.name(), Tree::Value(field_json(&field, &value.into_engine()).into()));
            }
        }
    }
    let table = request.error.table();
    for (name, value) in &request.extras.fields {
        let Some(field) = table.fields().iter().find(|field| field.name() == name) else { continue };
        if fields.0.iter().all(|(own, _)| own != name) {
            fields.json(name, Tree::Value(field_json(&field, value).into()));
        }
    }
    if fields.0.is_empty() { Tree::Empty } else { Tree::Object(fields.0) }
}

/// The members of an object. A member without a value is left out.
struct Members<'v>(Vec<(Cow<'v, str>, Tree<'v>)>);

impl<'v> Members<'v> {
    fn text(&mut self, name: &'v str, text: Option<&'v str>) {
        if let Some(text) = text {
            self.json(name, Tree::string(text));
        }
    }

    fn json(&mut self, name: &'v str, json: Tree<'v>) {
        if !matches!(json, Tree::Empty) {
            self.0.push((name.into(), json));
        }
    }
}
