//! The traits of generated and derived errors.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use errspec_engine::{Applied, Code, Retry};

use crate::accessors;
use crate::decode::incoming;
use crate::decode_error::DecodeError;
use crate::decoded::Decoded;
use crate::encoder::{Encoder, Response};
use crate::entries::{Entries, Entry, Example, Texts};
use crate::examples::ExamplesError;
use crate::headers::Headers;
use crate::instance::{Built, Generated};
use crate::status::IntoStatus;
use crate::unknown::Unknown;
use crate::value::Value;
use crate::{decode, examples};

/// An error type with a table: the accessors of its entry, and its encoding.
///
/// The methods are also inherent methods of the type; use the trait for code that is generic over tables. A type to which responses can
/// be decoded also implements [`Decode`].
///
/// ```
/// use errspec::Spec;
///
/// /// Returns the text to show to the user of any API.
/// fn explain<E: Spec>(error: &E) -> String {
///     match error.action() {
///         Some(action) => format!("{error} ({}): {action}", error.name()),
///         None => format!("{error} ({})", error.name()),
///     }
/// }
/// # mod demo { #[errspec::table("specs/flanks.toml")] pub enum Flanks {} }
/// # assert!(explain(&demo::Flanks::Processing).starts_with("Retrieving user data."));
/// ```
pub trait Spec: Generated + core::error::Error {
    /// Returns the code that is written: that of the entry, or the one of several that the error keeps. For an unknown error, returns the code as received.
    fn code(&self) -> Option<Code<'_>> {
        accessors::Accessors::code(self)
    }

    /// Returns the name of the entry.
    ///
    /// For an unknown error, returns the name of the only entry with its code, else the name as received, else `UNKNOWN`.
    fn name(&self) -> &str {
        accessors::Accessors::name(self)
    }

    /// Returns the HTTP status that is written. For an unknown error, returns the status as received.
    fn status(&self) -> Option<u16> {
        accessors::Accessors::status(self)
    }

    /// Returns the exit status of a program that ends because of the error: that of the table, or else 1.
    ///
    /// ```
    /// # mod demo {
    /// #[errspec::table("specs/tally.toml")]
    /// pub enum TallyError {}
    /// # }
    /// # use demo::TallyError;
    /// let error = TallyError::TotalTooLarge { line: 7 };
    /// assert_eq!(error.exit_code(), 65);
    /// ```
    fn exit_code(&self) -> u8 {
        accessors::Accessors::exit_code(self)
    }

    /// Returns the retry advice of the table.
    fn retry(&self) -> Retry {
        accessors::Accessors::retry(self)
    }

    /// Returns the delay before a retry that the table states. [`Decoded::retry_after`] returns the delay that the response requests.
    fn retry_after(&self) -> Option<Duration> {
        accessors::Accessors::retry_after(self)
    }

    /// Returns the effect that the failed call may have had.
    fn applied(&self) -> Applied {
        accessors::Accessors::applied(self)
    }

    /// Returns the summary: one sentence that describes the error.
    fn summary(&self) -> Option<&'static str> {
        accessors::Accessors::summary(self)
    }

    /// Returns the possible causes of the error.
    fn causes(&self) -> Texts {
        accessors::Accessors::causes(self)
    }

    /// Returns the action that the caller should take.
    fn action(&self) -> Option<&'static str> {
        accessors::Accessors::action(self)
    }

    /// Returns further notes.
    fn notes(&self) -> Texts {
        accessors::Accessors::notes(self)
    }

    /// Returns the URL of the documentation of the entry.
    fn docs_url(&self) -> Option<String> {
        accessors::Accessors::docs_url(self)
    }

    /// Returns the entry. For an unknown error, returns the only entry with its code.
    fn entry(&self) -> Option<Entry> {
        accessors::Accessors::entry(self)
    }

    /// Returns `true` if the error is unknown: it matches no entry of the table.
    fn is_unknown(&self) -> bool {
        accessors::Accessors::is_unknown(self)
    }

    /// Returns the unknown error; `None` for an entry of the table.
    fn unknown(&self) -> Option<&Unknown> {
        accessors::Accessors::unknown(self)
    }

    /// Returns the value of a field of the variant. The name is that in the table.
    fn field_by_name(&self, name: &str) -> Option<Value<'_>> {
        accessors::Accessors::field_by_name(self, name)
    }

    /// Encodes the error as the body of a response. For an unknown error, returns the body as received.
    ///
    /// ```
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// let error = FlanksError::decode(400, r#"{"error": "Missing fields: secret", "error_code": 40001}"#).into_error();
    /// assert_eq!(error.encode(), br#"{"error":"Missing fields: secret","error_code":40001}"#);
    /// ```
    fn encode(&self) -> Vec<u8> {
        accessors::Accessors::encode(self)
    }

    /// Encodes the error as a response: status, headers and body.
    ///
    /// ```
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// let response = FlanksError::Processing.encode_response();
    /// assert_eq!(response.status, 400);
    /// assert_eq!(response.headers, [("content-type".to_string(), "application/json".to_string())]);
    /// ```
    fn encode_response(&self) -> Response {
        accessors::Accessors::encode_response(self)
    }

    /// Returns an encoder, which adds values that the error does not carry itself: a request id, details, top-level fields.
    ///
    /// ```
    /// # #[errspec::table("specs/billing.toml")] pub enum BillingError {}
    /// let body = BillingError::InvalidRequest.encoder().request_id("req_1").body();
    /// let decoded = BillingError::decode(400, &body);
    /// assert_eq!(decoded.request_id(), Some("req_1"));
    /// ```
    fn encoder(&self) -> Encoder<'_, Self> {
        accessors::Accessors::encoder(self)
    }

    /// Returns an encoder that has the error: an error with a request id, details or top-level fields, to be returned from a function.
    ///
    /// ```
    /// # #[errspec::table("specs/billing.toml")] pub enum BillingError {}
    /// let error = BillingError::InvalidRequest.into_encoder().request_id("req_1");
    /// assert_eq!(error.response().status, 400);
    /// ```
    fn into_encoder(self) -> Encoder<'static, Self> {
        accessors::Accessors::into_encoder(self)
    }

    /// Returns the entries of the type's tables, and those of the errors in its transparent variants, each followed by its cases.
    fn entries() -> Entries {
        <Self as accessors::Accessors>::entries()
    }

    /// Returns the recorded responses of the type's tables.
    fn examples() -> Vec<Example> {
        <Self as accessors::Accessors>::examples()
    }
}

/// An error type with a table, to which a response can be decoded.
///
/// The methods are also inherent methods of the type; use the trait for code that is generic over tables.
///
/// ```
/// use errspec::{Decode, IntoStatus, Retry};
///
/// /// Returns `true` if any API should be polled again.
/// fn is_not_ready<E: Decode>(status: impl IntoStatus, body: &[u8]) -> bool {
///     E::decode(status, body).error().retry() == Retry::Poll
/// }
/// # mod demo { #[errspec::table("specs/flanks.toml")] pub enum Flanks {} }
/// # let body = br#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
/// # assert!(is_not_ready::<demo::Flanks>(400, body));
/// ```
#[diagnostic::on_unimplemented(
    message = "a response cannot be decoded to `{Self}`",
    note = "a derived error can be decoded if it has a variant for unknown errors: `#[errspec(unknown)] Unknown(errspec::Unknown)`"
)]
pub trait Decode: Spec + Built {
    /// Decodes a response that is known to be an error.
    ///
    /// Decoding is total: every response gives a value. A response that matches no entry gives the unknown variant, which keeps the
    /// body. The time is linear in the length of the body.
    ///
    /// ```
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// let decoded = FlanksError::decode(400, r#"{"error": "Missing fields: secret", "error_code": 40001}"#);
    /// assert_eq!(decoded.error().name(), "MISSING_FIELDS");
    ///
    /// let decoded = FlanksError::decode(502, "<html>Bad Gateway</html>");
    /// assert!(decoded.error().is_unknown());
    /// assert_eq!(decoded.body(), b"<html>Bad Gateway</html>");
    /// ```
    fn decode<'b, B: AsRef<[u8]> + ?Sized>(status: impl IntoStatus, body: &'b B) -> Decoded<'b, Self> {
        incoming(status.into_status(), None, body.as_ref(), decode::decode)
    }

    /// Decodes a response with headers that is known to be an error. See [`decode`](Self::decode).
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// let body = r#"{"error": "User data not available. Please try again later.", "error_code": 20001}"#;
    /// let decoded = FlanksError::decode_response(400, &[("retry-after", "7")], body);
    /// assert_eq!(decoded.retry_after(), Some(Duration::from_secs(7)));
    /// ```
    fn decode_response<'b, H, B>(status: impl IntoStatus, headers: &H, body: &'b B) -> Decoded<'b, Self>
    where
        H: Headers + ?Sized,
        B: AsRef<[u8]> + ?Sized,
    {
        incoming(status.into_status(), Some(&headers), body.as_ref(), decode::decode)
    }

    /// Decodes a response strictly: the response must be exactly as the table describes.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is malformed or matches no envelope of the table, if no entry matches, or if a value is missing or of
    /// the wrong type. The error has a position in the body where it concerns a part of it.
    ///
    /// ```
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// let error = FlanksError::try_decode(400, r#"{"error": "?", "error_code": 99999}"#).unwrap_err();
    /// assert_eq!(error.to_string(), r#"no entry of the table has the code "99999""#);
    /// ```
    fn try_decode<'b, B: AsRef<[u8]> + ?Sized>(
        status: impl IntoStatus,
        body: &'b B,
    ) -> Result<Decoded<'b, Self>, DecodeError> {
        incoming(status.into_status(), None, body.as_ref(), decode::try_decode)
    }

    /// Decodes a response with headers strictly. See [`try_decode`](Self::try_decode).
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`try_decode`](Self::try_decode).
    fn try_decode_response<'b, H, B>(
        status: impl IntoStatus,
        headers: &H,
        body: &'b B,
    ) -> Result<Decoded<'b, Self>, DecodeError>
    where
        H: Headers + ?Sized,
        B: AsRef<[u8]> + ?Sized,
    {
        incoming(status.into_status(), Some(&headers), body.as_ref(), decode::try_decode)
    }

    /// Decodes a response if it is an error; returns `None` if it is not.
    ///
    /// Every status from 400 on is an error. A response with another status is an error if the table defines it as one.
    ///
    /// ```
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// assert!(FlanksError::detect(200, r#"{"token": "t"}"#).is_none());
    ///
    /// let body = r#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
    /// assert!(FlanksError::detect(400, body).is_some());
    /// ```
    fn detect<'b, B: AsRef<[u8]> + ?Sized>(status: impl IntoStatus, body: &'b B) -> Option<Decoded<'b, Self>> {
        incoming(status.into_status(), None, body.as_ref(), decode::detect)
    }

    /// Decodes a response with headers if it is an error. See [`detect`](Self::detect).
    fn detect_response<'b, H, B>(status: impl IntoStatus, headers: &H, body: &'b B) -> Option<Decoded<'b, Self>>
    where
        H: Headers + ?Sized,
        B: AsRef<[u8]> + ?Sized,
    {
        incoming(status.into_status(), Some(&headers), body.as_ref(), decode::detect)
    }

    /// Checks that every recorded response decodes to its entry, and that those of `[success]` are not errors.
    ///
    /// One call in a test makes the examples of a table its tests.
    ///
    /// # Errors
    ///
    /// Returns an error that lists every example that decodes to something else, and the reason where no entry matches.
    ///
    /// ```
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// FlanksError::check_examples().unwrap();
    /// ```
    fn check_examples() -> Result<(), ExamplesError> {
        examples::check::<Self>()
    }
}

impl<E: Spec> Decoded<'_, E> {
    /// Returns the retry advice: that of the response, where the table says which values mean what, or else that of the entry.
    pub fn retry(&self) -> Retry {
        self.parts.retry().unwrap_or_else(|| self.error.retry())
    }
}
