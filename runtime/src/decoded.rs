//! Decoded responses.

use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use errspec_engine::decode::{ResponseParts, top_level_field};
use errspec_engine::table::Table;
use errspec_engine::{Code, Excerpt};

use crate::details::{details_of, each_detail_of};
use crate::instance::{Built, Generated, field_by_name};
use crate::json::Json;
use crate::listed::{ListedError, each_error_of, errors_of};
use crate::shown_code::ShownCode;
use crate::value::Value;

/// A decoded response: the typed error, and the other parts of the response.
///
/// The value borrows the body. [`into_owned`](Self::into_owned) copies it. [`into_error`](Self::into_error) returns the error alone,
/// which does not borrow from the body.
#[derive(Clone)]
pub struct Decoded<'b, E> {
    pub(crate) error: E,
    /// The number of the table by which the response was decoded.
    pub(crate) table: usize,
    pub(crate) parts: ResponseParts<'static, 'b>,
}

impl<'b, E> Decoded<'b, E> {
    /// Returns the error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// Returns the error without the other parts of the response.
    pub fn into_error(self) -> E {
        self.error
    }

    /// Returns the HTTP status as received, or else the one in the body.
    pub fn status(&self) -> Option<u16> {
        self.parts.status()
    }

    /// Returns the code as received, which may be an alias.
    pub fn code(&self) -> Option<Code<'_>> {
        self.parts.code()
    }

    /// Returns the message as received.
    pub fn message(&self) -> Option<&str> {
        self.parts.message()
    }

    /// Returns the request id.
    pub fn request_id(&self) -> Option<&str> {
        self.parts.request_id()
    }

    /// Returns the delay before a retry: that of the response, or else that of the table.
    ///
    /// The delay until a date (RFC 9110, section 10.2.3) or a timestamp counts from the response's `Date`, so that the clocks of client and server need
    /// not agree. Without `Date` it counts from the system clock if the feature `std` is enabled; otherwise there is no delay. A date in
    /// the past gives a delay of zero, and a number that is too large for any unit one of about 31 years. A
    /// [`RetryPolicy`](crate::RetryPolicy) waits no less than its own delay. A header that tells when a limit is reset counts only if the
    /// limit was reached: with the retry advice `after` or `poll`, or without advice with the status 429 or 503.
    pub fn retry_after(&self) -> Option<Duration> {
        self.parts.retry_after()
    }

    /// Returns the value that is at a location of the delay, but is not a delay, up to its first 128 characters.
    ///
    /// The delay of [`retry_after`](Self::retry_after) is that of a later location, or of the table. Strict decoding rejects the value.
    pub fn unread_retry_after(&self) -> Option<&str> {
        self.parts.unread_delay().map(|unread| unread.text.as_str())
    }

    /// Returns the body as received.
    pub fn body(&self) -> &[u8] {
        self.parts.received_body()
    }

    /// Returns the JSON at the location of the details, whatever its type.
    pub fn details_json(&self) -> Option<Json> {
        self.parts.details_json().map(Json::from_valid)
    }

    /// Returns the body to forward: the body as received, but without what is not JSON: trailing commas, and text around the value. No other
    /// byte changes. A body that is malformed, in another charset than UTF-8, or in CBOR or MessagePack, is as received.
    pub fn encode(&self) -> Vec<u8> {
        self.parts.forwarded_body()
    }

    /// Returns the decoded response with an owned body.
    pub fn into_owned(self) -> Decoded<'static, E> {
        Decoded { error: self.error, table: self.table, parts: self.parts.into_owned() }
    }
}

impl<E: Generated> Decoded<'_, E> {
    /// Returns the table by which the response was decoded.
    pub(crate) fn own_table(&self) -> Option<&'static Table<'static>> {
        E::tables().get(self.table).copied()
    }

    /// Returns the value of a field of the variant, else of the table's top-level `[fields]`. Names are the table's.
    pub fn field(&self, name: &str) -> Option<Value<'_>> {
        let top_level = || top_level_field(self.own_table()?, &self.parts, name).map(Value::from);
        field_by_name(&self.error, name).or_else(top_level)
    }
}

impl<E: Built> Decoded<'_, E> {
    /// Returns the sub-errors, typed by the table's `[detail]`.
    ///
    /// A sub-error without a required value is omitted. It is still in [`details_json`](Self::details_json), and strict decoding
    /// rejects it.
    pub fn details(&self) -> Vec<E::Detail> {
        details_of::<E>(self.table, &self.parts)
    }

    /// Calls `take` with each of the sub-errors that [`details`](Self::details) returns, without a list of them all.
    ///
    /// ```
    /// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
    /// let body = r#"{"errorCode": "VAL-0400", "errorMsg": "Validation failed", "details": [
    ///     {"issue": "is missing", "issueLocation": "/name"}, {"issue": "is wrong", "issueLocation": "/id"}]}"#;
    /// let mut issues = Vec::new();
    /// FrankieOneError::decode(400, body).each_detail(|detail| issues.push(detail.issue));
    /// assert_eq!(issues, ["is missing", "is wrong"]);
    /// ```
    pub fn each_detail(&self, mut take: impl FnMut(E::Detail)) {
        each_detail_of::<E>(self.table, &self.parts, &mut take);
    }

    /// Returns every error of a response that lists several, or its only error if the envelope has no `errors`.
    ///
    /// If the type has several tables, each error is read by the table of the response, and one with a code that this table does not have
    /// by the other tables.
    ///
    /// The time and the memory are linear in the length of the body. So each error has a long value that stands outside of the list only
    /// if the errors are few; this response always has it.
    ///
    /// ```
    /// # fn show<E: errspec::Decode + std::fmt::Display>(response: &errspec::Decoded<'_, E>) {
    /// for listed in response.errors() {
    ///     println!("element {}: {}", listed.index(), listed.error());
    /// }
    /// # }
    /// ```
    pub fn errors(&self) -> Vec<ListedError<E>> {
        errors_of(self.table, &self.parts)
    }

    /// Calls `take` with each of the errors that [`errors`](Self::errors) returns. Of a type with one table, there is no list of them all.
    ///
    /// ```
    /// # fn count<E: errspec::Decode>(response: &errspec::Decoded<'_, E>) -> usize {
    /// let mut unknown = 0;
    /// response.each_error(|listed| unknown += usize::from(listed.error().is_unknown()));
    /// # unknown
    /// # }
    /// ```
    pub fn each_error(&self, mut take: impl FnMut(ListedError<E>)) {
        match E::tables() {
            [table] => each_error_of(table, &self.parts, &mut take),
            _ => self.errors().into_iter().for_each(take),
        }
    }
}

/// Writes up to 500 characters of each part that arrived, followed by its length if it is cut.
impl<E: fmt::Debug> fmt::Debug for Decoded<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoded")
            .field("error", &self.error)
            .field("status", &self.status())
            .field("code", &self.code().map(ShownCode))
            .field("message", &self.message().map(Excerpt::new))
            .field("request_id", &self.request_id().map(Excerpt::new))
            .field("retry_after", &self.retry_after())
            .field("body", &Excerpt::new(self.body()))
            .finish()
    }
}

/// Writes the message of the error.
impl<E: fmt::Display> fmt::Display for Decoded<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<E: core::error::Error> core::error::Error for Decoded<'_, E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error.source()
    }
}
