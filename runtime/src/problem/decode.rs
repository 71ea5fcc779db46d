//! From a problem document to a typed error.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use super::read::{Reading, member};
use crate::date::HttpDate;
use crate::decoded::Rest;
use crate::generated::Built;
use crate::json::Json;
use crate::list::each_record;
use crate::named::Named;
use crate::read::delay_until;
use crate::said::{Received, Said};
use crate::{Code, Decode, Headers};

/// The error of a problem document, and what else the document says.
///
/// Made by [`decode`].
#[derive(Clone)]
pub struct Problem<'b, E> {
    error: E,
    rest: Rest<'b>,
    kind: Option<Said<'b>>,
    title: Option<Said<'b>>,
    instance: Option<Said<'b>>,
}

/// Decodes a problem document. Total: whatever arrives gives a value, the unknown one if nothing else.
///
/// The entry is the one of this `name` among those that have the `code`; where none has the name, the one that alone has the
/// code. A `status` of 0, for what did not come over HTTP, gives way to the document's.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let body = r#"{"title": "…", "detail": "Missing fields: a, b", "name": "MISSING_FIELDS", "code": 40001,
///                "fields": {"fields": ["a", "b"]}}"#;
/// let problem = errspec::problem::decode::<FlanksError>(400, body);
/// assert_eq!(problem.error(), &FlanksError::missing_fields(["a", "b"]));
///
/// let problem = errspec::problem::decode::<FlanksError>(502, "<html>Bad Gateway</html>");
/// assert!(problem.into_error().is_unknown());
/// ```
#[must_use]
pub fn decode<E: Decode>(status: u16, body: &(impl AsRef<[u8]> + ?Sized)) -> Problem<'_, E> {
    decode_with(status, &(), body.as_ref())
}

/// [`decode`], with the response's headers, of which `retry-after` is read where the document does not say it.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let headers = [("Retry-After", "30")];
/// let problem = errspec::problem::decode_response::<FlanksError>(400, &headers, "{}");
/// assert_eq!(problem.retry_after(), Some(std::time::Duration::from_secs(30)));
/// ```
#[must_use]
pub fn decode_response<'b, E: Decode>(
    status: u16,
    headers: &(impl Headers + ?Sized),
    body: &'b (impl AsRef<[u8]> + ?Sized),
) -> Problem<'b, E> {
    decode_with(status, &headers, body.as_ref())
}

fn decode_with<'b, E: Decode>(status: u16, headers: &dyn Headers, bytes: &'b [u8]) -> Problem<'b, E> {
    let reading = Reading::new(bytes);
    let mut rest = Rest::new(bytes);
    rest.valid = reading.body.valid;
    rest.status = match status {
        0 => reading.number(member::STATUS).and_then(|status| status.parse().ok()).unwrap_or(0),
        status => status,
    };
    rest.code = reading.code();
    rest.message = reading.said(member::DETAIL);
    rest.request_id = reading.said(member::REQUEST_ID);
    rest.details = reading.slot(member::DETAILS);
    let name = reading.said(member::NAME);
    let named = Named {
        table: None,
        name: name.as_ref().map(Said::as_str),
        code: rest.code.as_ref(),
        message: rest.message.as_ref().map(Said::as_str),
        value: &|field| reading.field(field),
    };
    let (error, table): (E, usize) = named.error(&rest);
    rest.table = table;
    // It says how the details are laid out.
    rest.envelope = error.entry().and_then(|entry| entry.envelope());
    let seconds = |text: &str| Duration::try_from_secs_f64(text.trim().parse().ok()?).ok();
    rest.retry_after = reading
        .number(member::RETRY_AFTER)
        .and_then(|text| seconds(&text))
        .or_else(|| {
            let text = headers.header("retry-after")?;
            let until = |date| delay_until(date, headers.header("date").and_then(HttpDate::parse));
            seconds(text).or_else(|| until(HttpDate::parse(text)?))
        })
        .or_else(|| error.retry_after());
    let (kind, title) = (reading.said(member::TYPE), reading.said(member::TITLE));
    Problem { error, kind, title, instance: reading.said(member::INSTANCE), rest }
}

impl<E> Problem<'_, E> {
    /// The error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// The error alone.
    pub fn into_error(self) -> E {
        self.error
    }

    /// `type`: what kind of problem it is, a URI reference. `about:blank` where the document does not say.
    pub fn kind(&self) -> &str {
        self.kind.as_ref().map_or("about:blank", Said::as_str)
    }

    /// `title`
    pub fn title(&self) -> Option<&str> {
        self.title.as_ref().map(Said::as_str)
    }

    /// The HTTP status as it arrived, or, where the transport gave none (0), as the document says.
    pub fn status(&self) -> u16 {
        self.rest.status
    }

    /// `detail`: the message as it arrived.
    pub fn detail(&self) -> Option<&str> {
        self.rest.message.as_ref().map(Said::as_str)
    }

    /// `instance`
    pub fn instance(&self) -> Option<&str> {
        self.instance.as_ref().map(Said::as_str)
    }

    /// The code as it arrived.
    pub fn code(&self) -> Option<Code<'_>> {
        self.rest.code.as_ref().map(Received::code)
    }

    /// The request id.
    pub fn request_id(&self) -> Option<&str> {
        self.rest.request_id.as_ref().map(Said::as_str)
    }

    /// How long to wait before a retry: as the response says, else as the table does.
    pub fn retry_after(&self) -> Option<Duration> {
        self.rest.retry_after
    }

    /// What stands in `details`.
    pub fn details_json(&self) -> Option<Json> {
        self.rest.details.json(self.rest.body())
    }

    /// The document as it arrived.
    pub fn body(&self) -> &[u8] {
        &self.rest.body
    }
}

impl<E: Built> Problem<'_, E> {
    /// The sub-errors, typed as the table's `[detail]` says. One that lacks a required value is left out.
    pub fn details(&self) -> Vec<E::Detail> {
        use crate::generated::Record as _;

        let mut details = Vec::new();
        if let Some(table) = E::tables().get(self.rest.table) {
            each_record(table, E::Detail::TYPED, &self.rest, &mut |fields| {
                let detail = E::Detail::build(fields);
                if fields.are_complete() {
                    details.push(detail);
                }
            });
        }
        details
    }
}

impl<E: fmt::Debug> fmt::Debug for Problem<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("error", &self.error)
            .field("status", &self.status())
            .field("body", &String::from_utf8_lossy(self.body()))
            .finish_non_exhaustive()
    }
}

/// The error's message.
impl<E: fmt::Display> fmt::Display for Problem<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<E: core::error::Error> core::error::Error for Problem<'_, E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error.source()
    }
}
