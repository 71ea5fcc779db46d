//! The completion of a response with what is known after its handler: the request id, and the form that the client prefers.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "problem")]
use super::origin::Form;
use super::origin::Origin;
#[cfg(feature = "problem")]
use crate::adapters::problem::Accepts;
use crate::adapters::shared::send::CONTENT_TYPE;
use crate::encoder::Response;

/// The headers that describe a body, and are wrong beside another one (RFC 9110, sections 8 and 14; RFC 9530). The content type is
/// not among them, because the new body has its own.
const OF_BODY: [&str; 13] = [
    "accept-ranges",
    "content-digest",
    "content-encoding",
    "content-length",
    "content-location",
    "content-md5",
    "content-range",
    "digest",
    "etag",
    "last-modified",
    "repr-digest",
    "trailer",
    "transfer-encoding",
];

/// The headers of a request or a response of a framework.
pub(in crate::adapters) trait HeaderFields {
    /// Returns the values of a header.
    fn all(&self, name: &str) -> Vec<&[u8]>;

    fn remove(&mut self, name: &str);

    /// Appends a header. One that HTTP does not allow is left out.
    fn append(&mut self, name: &str, value: &[u8]);
}

/// The facts about a response that are known after its handler.
#[derive(Debug, Clone, Default)]
pub(in crate::adapters) struct Late {
    pub(in crate::adapters) request_id: Option<String>,
    /// The preference of the client, if the forms are negotiated.
    #[cfg(feature = "problem")]
    pub(in crate::adapters) accepts: Option<Accepts>,
}

impl Late {
    pub(in crate::adapters) fn of_request_id(id: String) -> Self {
        Self {
            request_id: Some(id),
            #[cfg(feature = "problem")]
            accepts: None,
        }
    }
}

/// A completed response.
pub(in crate::adapters) struct Completed {
    pub(in crate::adapters) origin: Origin,
    /// The body, if it is another one than before.
    pub(in crate::adapters) body: Option<Vec<u8>>,
}

/// Completes the response of an error. The headers that a handler or another middleware has set stay.
pub(in crate::adapters) fn complete(
    origin: &Origin,
    status: u16,
    headers: &mut dyn HeaderFields,
    late: &Late,
) -> Completed {
    let named = late.request_id.as_deref().and_then(|id| origin.with_request_id(id));
    let completed = named.unwrap_or_else(|| origin.clone());
    #[cfg(feature = "problem")]
    let completed = negotiated(completed, headers, late.accepts.as_ref());
    if completed.is(origin) {
        return Completed { origin: completed, body: None };
    }
    let (old, new) = (origin.response(Some(status)), completed.response(Some(status)));
    let is_new_body = new.body != old.body;
    if is_new_body {
        remove_of_body(headers);
    }
    replace(headers, &old, &new);
    Completed { origin: completed, body: is_new_body.then_some(new.body) }
}

/// Adds the headers of a response that replaces another one of which nothing is known.
pub(in crate::adapters) fn replace_all(headers: &mut dyn HeaderFields, new: &Response) {
    remove_of_body(headers);
    append_free(headers, new);
}

/// Removes the headers that describe the body.
fn remove_of_body(headers: &mut dyn HeaderFields) {
    headers.remove(CONTENT_TYPE);
    OF_BODY.iter().for_each(|name| headers.remove(name));
}

/// Replaces the headers that an error wrote. A header that has another value by now stays.
fn replace(headers: &mut dyn HeaderFields, old: &Response, new: &Response) {
    for (name, _) in old.header_lines() {
        let written = old.header_lines().filter(|(other, _)| *other == name).map(|(_, value)| value);
        if headers.all(name).into_iter().map(Cow::Borrowed).eq(written) {
            headers.remove(name);
        }
    }
    append_free(headers, new);
}

/// Appends the headers of a response, but for those of which the headers have a value.
fn append_free(headers: &mut dyn HeaderFields, new: &Response) {
    let free: Vec<_> = new.header_lines().filter(|(name, _)| headers.all(name).is_empty()).collect();
    for (name, value) in free {
        headers.append(name, &value);
    }
}

/// Returns the origin in the form that the client prefers, and says in `vary` that the form depends on it.
#[cfg(feature = "problem")]
fn negotiated(origin: Origin, headers: &mut dyn HeaderFields, accepts: Option<&Accepts>) -> Origin {
    let Some(accepts) = accepts else { return origin };
    if !varies(headers) {
        headers.append("vary", b"accept");
    }
    let own = headers.all(CONTENT_TYPE).first().and_then(|value| core::str::from_utf8(value).ok());
    if origin.form() != Form::Problem && accepts.prefers_problem_to(own.unwrap_or_default()) {
        origin.with_form(Form::Problem)
    } else {
        origin
    }
}

/// Returns `true` if a header `vary` names `accept` or everything.
#[cfg(feature = "problem")]
fn varies(headers: &dyn HeaderFields) -> bool {
    let names = headers.all("vary").into_iter().flat_map(|value| value.split(|byte| *byte == b','));
    names.map(<[u8]>::trim_ascii).any(|name| name == b"*" || name.eq_ignore_ascii_case(b"accept"))
}
