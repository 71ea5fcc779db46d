//! An error as a problem document (RFC 9457), whatever its table's envelope.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Encoder;
use super::draft::Draft;
use super::sheet::json_tree;
use super::tree::Tree;
use crate::generated::Generated;
use crate::json::Json;
use crate::named::is_message;
use crate::problem::{Accepts, MEDIA_TYPE, is_reference, reference};
use crate::render::entry_of;
use crate::send::{sendable, sendable_status};
use crate::value::Value;
use crate::{Code, Response};

impl<E: Generated> Encoder<'_, E> {
    /// The response as a problem document, see [`problem`](mod@crate::problem).
    ///
    /// ```
    /// # #[errspec::table("../../../specs/frankieone.toml")] pub enum FrankieOneError {}
    /// let response = FrankieOneError::EntityNotFound.encoder().request_id("urn:ulid:01GVEDZ0").problem();
    /// let body = String::from_utf8(response.body).unwrap();
    /// assert!(body.contains(r#""instance":"urn:ulid:01GVEDZ0""#), "{body}");
    /// ```
    #[must_use]
    pub fn problem(&self) -> Response {
        self.draft.problem()
    }

    /// The response in the form that the client would rather have: the table's own, or a problem document.
    ///
    /// ```
    /// use errspec::problem::Accepts;
    ///
    /// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
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

impl Draft<'_> {
    fn problem(&self) -> Response {
        let facts = self.facts();
        let status = sendable_status(facts.status);
        let mut members = Members(Vec::new());
        members.text("type", Some(&facts.docs().map_or_else(|| "about:blank".to_owned(), |docs| reference(&docs))));
        members.text("title", Some(facts.title()));
        members.value("status", &Value::Integer(status.into()));
        members.text("detail", facts.message.as_deref());
        members.text("instance", self.request_id.as_deref().filter(|id| is_reference(id)));
        members.text("name", Some(facts.name));
        match facts.code {
            Some(Code::Integer(number)) => members.value("code", &Value::Integer(number)),
            Some(Code::String(text)) => members.text("code", Some(text)),
            None => {}
        }
        members.text("request_id", self.request_id.as_deref());
        if let Some(delay) = facts.retry_after {
            members.json("retry_after", Tree::Value(delay.as_secs_f64().to_string()));
        }
        members.json("fields", self.problem_fields());
        let envelope = entry_of(self.error).and_then(|entry| entry.envelope());
        members.json("details", envelope.and_then(|envelope| self.details_tree(envelope)).unwrap_or_default());

        let mut headers = alloc::vec![("content-type".to_owned(), MEDIA_TYPE.to_owned())];
        if let Some(delay) = facts.retry_after {
            let seconds = delay.as_secs().saturating_add(u64::from(delay.subsec_nanos() > 0));
            headers.push(("retry-after".to_owned(), seconds.to_string()));
        }
        Response { status, headers, body: members.finish().into_bytes() }
    }

    /// The values of the variant and the top-level fields that were given. The message is said as `detail`.
    fn problem_fields(&self) -> Tree {
        let mut fields = Members(Vec::new());
        if let Some(entry) = entry_of(self.error) {
            for (number, field) in entry.carried().iter().enumerate().filter(|(_, field)| !is_message(entry, field)) {
                if let Some(value) = self.error.field(number) {
                    fields.value(field.name, &value);
                }
            }
        }
        for (name, value) in &self.fields {
            let known = self.error.table().fields.iter().any(|field| field.name == name);
            if known && fields.0.iter().all(|(own, _)| own != name) {
                fields.value(name, value);
            }
        }
        if fields.0.is_empty() { Tree::Empty } else { Tree::Object(fields.0) }
    }
}

/// The members of an object; those without a value are left out.
struct Members(Vec<(String, Tree)>);

impl Members {
    fn text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.0.push((name.to_owned(), Tree::Value(Json::string(text).as_str().to_owned())));
        }
    }

    fn value(&mut self, name: &str, value: &Value<'_>) {
        self.0.push((name.to_owned(), json_tree(value)));
    }

    fn json(&mut self, name: &str, json: Tree) {
        if !matches!(json, Tree::Empty) {
            self.0.push((name.to_owned(), json));
        }
    }

    fn finish(self) -> String {
        Tree::Object(self.0).write(crate::table::BodyKind::Json)
    }
}
