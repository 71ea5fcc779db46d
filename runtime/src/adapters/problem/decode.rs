//! Decoding: from a problem document to a typed error.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use errspec_engine::date::HttpDate;
use errspec_engine::decode::{ForeignParts, ResponseParts};
use errspec_engine::response::Delay;
use errspec_engine::table::Unit;
use errspec_engine::{Code, Excerpt, MatchedWording, Retry};

use super::read::Document;
#[cfg(feature = "reqwest")]
use super::reference::is_problem;
use super::reference::{BLANK, reference};
use crate::adapters::shared::named::Named;
use crate::clock;
use crate::decoded::Decoded;
use crate::entries::Entry;
use crate::headers::Headers;
use crate::instance::Built;
use crate::json::Json;
use crate::labels::{Labelled, Labels};
use crate::retry_policy::{Advice, Advise};
use crate::spec::{Decode, Spec};
use crate::status::IntoStatus;
use crate::unknown::Unknown;

/// A decoded problem document: the error, and the other members of the document.
///
/// Returned by [`decode`] and [`decode_response`].
#[derive(Clone)]
pub struct Problem<'b, E> {
    decoded: Decoded<'b, E>,
    kind: Option<Cow<'b, str>>,
    title: Option<Cow<'b, str>>,
    instance: Option<Cow<'b, str>>,
}

/// Decodes a problem document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). Never fails: a document that the table does
/// not describe becomes the unknown error.
///
/// The entry is the one that has the `name` and the `code` of the document; if no entry has the name, the only one that has the
/// code. If the document has neither, it is the only entry with its `type` as the [`docs_url`](crate::Spec::docs_url), of several
/// the only one with its status. Its fields are then members of the document, or parameters of the `detail`. Without a `status`, as for a document that did not arrive over HTTP, the status of the document is used.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let body = r#"{"title": "…", "detail": "Missing fields: a, b", "name": "MISSING_FIELDS", "code": 40001,
///                "fields": {"fields": ["a", "b"]}}"#;
/// let problem = errspec::problem::decode::<FlanksError>(400, body);
/// assert_eq!(problem.error(), &FlanksError::missing_fields(["a", "b"]));
///
/// let problem = errspec::problem::decode::<FlanksError>(502, "<html>Bad Gateway</html>");
/// assert!(problem.into_error().is_unknown());
/// ```
#[must_use]
pub fn decode<E: Decode>(status: impl IntoStatus, body: &(impl AsRef<[u8]> + ?Sized)) -> Problem<'_, E> {
    decode_with(status.into_status(), &(), body.as_ref())
}

/// Decodes a problem document with the headers of its response, see [`decode`]. The header `retry-after` gives the delay if the
/// document has none, and the headers of the table the request id.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let headers = [("Retry-After", "30")];
/// let problem = errspec::problem::decode_response::<FlanksError>(400, &headers, "{}");
/// assert_eq!(problem.retry_after(), Some(std::time::Duration::from_secs(30)));
/// ```
#[must_use]
pub fn decode_response<'b, E: Decode>(
    status: impl IntoStatus,
    headers: &(impl Headers + ?Sized),
    body: &'b (impl AsRef<[u8]> + ?Sized),
) -> Problem<'b, E> {
    decode_with(status.into_status(), &headers, body.as_ref())
}

/// Decodes a response whose media type tells that it is a problem document; `None` for any other.
///
/// The table's own decoding of a response that fits one of its envelopes is preferred: a table may have the members of problem
/// documents as its envelope. But a document that the encoder wrote is read as one, although its code is where the table has it, too: the
/// fields of the error are elsewhere.
#[cfg(feature = "reqwest")]
pub(crate) fn decode_received<'b, E: Decode>(
    status: u16,
    headers: &(impl Headers + ?Sized),
    body: &'b [u8],
) -> Decoded<'b, E> {
    let own = E::decode_response(status, headers, body);
    let is_own = !own.error().is_unknown() && own.parts.envelope().is_some();
    if !headers.header("content-type").is_some_and(is_problem) || (is_own && !is_encoded(&own.parts, body)) {
        return own;
    }
    let problem = decode_response::<E>(status, headers, body).into_decoded();
    let has_own = !own.error().is_unknown() || own.parts.envelope().is_some();
    if problem.error().is_unknown() && has_own { own } else { problem }
}

/// Returns `true` for a document that this crate has encoded, unless the envelope that matches is one of problem documents itself.
#[cfg(feature = "reqwest")]
fn is_encoded(own: &ResponseParts<'static, '_>, body: &[u8]) -> bool {
    let document = Document::new(body);
    let has_members = ["type", "title", "name"].iter().all(|name| document.text(name).is_some());
    has_members && document.number("status").is_some() && !own.envelope().is_some_and(|it| is_problem(it.media_type()))
}

/// Decodes a problem document within another format; `None` if it is none, or if its error is unknown.
#[cfg(feature = "jsonrpsee")]
pub(in crate::adapters) fn decode_embedded<E: Decode>(document: &[u8]) -> Option<Decoded<'_, E>> {
    let problem = decode::<E>(None::<u16>, document);
    let is_problem = problem.kind.is_some() && problem.title.is_some();
    (is_problem && !problem.error().is_unknown()).then(|| problem.into_decoded())
}

fn decode_with<'b, E: Decode>(status: Option<u16>, headers: &dyn Headers, bytes: &'b [u8]) -> Problem<'b, E> {
    let document = Document::new(bytes);
    let own_status = || document.number("status")?.parse::<u16>().ok()?.into_status();
    let status = status.or_else(own_status);
    let code = document.code();
    // Of an empty body nothing but the headers is read.
    let head = E::decode_response(status, headers, &[]);
    let header_id = || Some(Cow::Owned(head.request_id()?.into()));
    let foreign = ForeignParts {
        status,
        code: code.as_ref().map(|text| document.code_of(text)),
        message: document.text("detail"),
        request_id: document.text("request_id").or_else(header_id),
        details: document.member("details"),
    };
    let parts = ResponseParts::foreign(document.body, foreign);
    let (error, table): (E, usize) = error_of(&document, &parts);
    // Details are read by the envelope of the entry, so it must be known first.
    let envelope = error.entry().and_then(|entry| entry.envelope());
    let delay = document.number("retry_after").and_then(|text| delay_of(&text)).or_else(|| header_delay(headers));
    let delay = delay.or_else(|| error.retry_after());
    Problem {
        decoded: Decoded { error, table, parts: parts.with(envelope, delay) },
        kind: document.text("type"),
        title: document.text("title"),
        instance: document.text("instance"),
    }
}

/// Returns the error of a document, and the number of its table.
fn error_of<E: Decode>(document: &Document<'_>, parts: &ResponseParts<'static, '_>) -> (E, usize) {
    let name = document.text("name");
    let named = Named {
        table: None,
        name: name.as_deref(),
        #[cfg(feature = "tonic")]
        grpc: None,
        value: &|field| document.field(field),
    };
    let kind = document.kind().filter(|_| name.is_none() && parts.code().is_none());
    let Some((number, entry)) = kind.and_then(|kind| entry_of_kind::<E>(&kind, parts.status())) else {
        return named.error(parts);
    };
    // Another server may write what the wording of the entry has as parameters nowhere but in the text.
    let wording = MatchedWording::of(entry, parts.message().unwrap_or_default());
    let texts = wording.map(|wording| wording.parameters).unwrap_or_default();
    let error = named.fields(entry, &texts, parts).and_then(|mut fields| E::build(number, entry.number(), &mut fields));
    (error.unwrap_or_else(|| E::from_unknown(Unknown::new(parts, None, Some(entry)))), number)
}

/// Returns the only entry with this type, with the number of its table; of several, the only one with the status.
fn entry_of_kind<E: Decode>(kind: &str, status: Option<u16>) -> Option<(usize, Entry)> {
    let entries =
        E::tables().iter().enumerate().flat_map(|(number, table)| table.entries().map(move |entry| (number, entry)));
    let has_kind = |entry: &Entry| entry.docs_url().is_some_and(|docs| reference(&docs) == kind);
    let entries: Vec<_> = entries.filter(|(_, entry)| has_kind(entry)).collect();
    let has_status =
        |entry: &Entry| entry.statuses().iter().any(|own| status.is_some_and(|status| own.contains(status)));
    let mut of_status = entries.iter().filter(|(_, entry)| has_status(entry));
    match (entries.as_slice(), of_status.next(), of_status.next()) {
        ([only], ..) => Some(*only),
        (_, Some(only), None) => Some(*only),
        _ => None,
    }
}

/// Returns the delay of the header `retry-after`.
fn header_delay(headers: &dyn Headers) -> Option<Duration> {
    let text = headers.header("retry-after")?;
    let sent = headers.header("date").and_then(HttpDate::parse);
    Delay::parse(text, Unit::Seconds)?.duration(sent, clock::now)
}

fn delay_of(text: &str) -> Option<Duration> {
    Delay::parse(text, Unit::Seconds)?.duration(None, clock::now)
}

impl<'b, E> Problem<'b, E> {
    /// Returns the document as a decoded response, with code, request id and delay.
    pub fn decoded(&self) -> &Decoded<'b, E> {
        &self.decoded
    }

    /// Returns the document as a decoded response, without the other members.
    pub fn into_decoded(self) -> Decoded<'b, E> {
        self.decoded
    }

    /// Returns the error.
    pub fn error(&self) -> &E {
        self.decoded.error()
    }

    /// Returns the error without the document.
    pub fn into_error(self) -> E {
        self.decoded.into_error()
    }

    /// Returns `type`, the kind of problem as a URI reference; `about:blank` if the document has none.
    pub fn kind(&self) -> &str {
        self.kind.as_deref().unwrap_or(BLANK)
    }

    /// Returns `title`.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Returns the HTTP status that arrived, else the status in the document.
    pub fn status(&self) -> Option<u16> {
        self.decoded.status()
    }

    /// Returns `detail`, the message that arrived.
    pub fn detail(&self) -> Option<&str> {
        self.decoded.message()
    }

    /// Returns `instance`.
    pub fn instance(&self) -> Option<&str> {
        self.instance.as_deref()
    }

    /// Returns the code that arrived.
    pub fn code(&self) -> Option<Code<'_>> {
        self.decoded.code()
    }

    /// Returns the request id.
    pub fn request_id(&self) -> Option<&str> {
        self.decoded.request_id()
    }

    /// Returns the delay before a retry: the delay of the response, else of the table.
    pub fn retry_after(&self) -> Option<Duration> {
        self.decoded.retry_after()
    }

    /// Returns `details`, whatever their type.
    pub fn details_json(&self) -> Option<Json> {
        self.decoded.details_json()
    }

    /// Returns the document as it arrived.
    pub fn body(&self) -> &[u8] {
        self.decoded.body()
    }
}

impl<E: Built> Problem<'_, E> {
    /// Returns the sub-errors, typed by the table's `[detail]`. A sub-error without a required value is left out.
    pub fn details(&self) -> Vec<E::Detail> {
        self.decoded.details()
    }
}

/// Returns the advice of the document, and that of the table where the document gives none.
///
/// ```
/// use errspec::{RetryPolicy, problem};
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let body = r#"{"name": "PROCESSING", "code": 20002, "retry_after": 7}"#;
/// let problem = problem::decode::<FlanksError>(400, body);
/// assert_eq!(RetryPolicy::idempotent().next(&problem, 1), Some(std::time::Duration::from_secs(7)));
/// ```
impl<E: Spec> Advise for Problem<'_, E> {
    fn advice(&self) -> Advice {
        self.decoded.advice()
    }
}

/// Returns the labels of the decoded document.
impl<E: Decode> Labelled for Problem<'_, E> {
    fn labels(&self) -> Labels {
        self.decoded.labels()
    }
}

impl<E: Spec> Problem<'_, E> {
    /// Returns the retry advice of the entry.
    pub fn retry(&self) -> Retry {
        self.decoded.retry()
    }
}

impl<E: fmt::Debug> fmt::Debug for Problem<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("error", self.error())
            .field("status", &self.status())
            .field("body", &Excerpt::new(self.body()))
            .finish_non_exhaustive()
    }
}

/// Writes the message of the error.
impl<E: fmt::Display> fmt::Display for Problem<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().fmt(f)
    }
}

impl<E: core::error::Error> core::error::Error for Problem<'_, E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error().source()
    }
}
