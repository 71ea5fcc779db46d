//! The traits of all generated errors: what they say, and how a response becomes one.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::encode::{Encoder, status_of};
use crate::entry::Entries;
use crate::generated::{Built, Generated};
use crate::render::entry_of;
use crate::table::Example;
use crate::value::Value;
use crate::{Applied, Code, DecodeError, Decoded, Entry, ExamplesError, Headers, Response, Retry, Unknown};

/// The errors of a table: what every generated type can say, and how it is written.
///
/// All of it is inherent on the type, too; the trait is for code that is written once over any table. What can be decoded
/// as well is [`Decode`].
///
/// ```
/// use errspec::Spec;
///
/// /// What to tell the user of any API.
/// fn explain<E: Spec>(error: &E) -> String {
///     match error.action() {
///         Some(action) => format!("{error} ({}): {action}", error.name()),
///         None => format!("{error} ({})", error.name()),
///     }
/// }
/// # mod demo { #[errspec::table("../../specs/flanks.toml")] pub enum Flanks {} }
/// # assert!(explain(&demo::Flanks::Processing).starts_with("Retrieving user data."));
/// ```
pub trait Spec: Generated + core::error::Error {
    /// The code that is written; of the unknown, the one that arrived.
    fn code(&self) -> Option<Code<'_>> {
        match self.as_unknown() {
            Some(unknown) => unknown.code(),
            None => entry_of(self)?.code(),
        }
    }

    /// The entry's name; of the unknown, that of the one entry that has its code, else the one that arrived, else
    /// `UNKNOWN`.
    fn name(&self) -> &str {
        match self.as_unknown() {
            Some(unknown) => unknown.name().unwrap_or("UNKNOWN"),
            None => entry_of(self).map_or("UNKNOWN", |entry| entry.name()),
        }
    }

    /// The HTTP status that is written; of the unknown, the one that arrived.
    fn status(&self) -> Option<u16> {
        status_of(self)
    }

    /// Whether a caller may try again.
    fn retry(&self) -> Retry {
        self.entry().map(|entry| entry.retry()).unwrap_or_default()
    }

    /// How long to wait before that, as the table says; [`Decoded::retry_after`] knows what the response says.
    fn retry_after(&self) -> Option<Duration> {
        self.entry()?.retry_after()
    }

    /// Whether the failed call may have taken effect.
    fn applied(&self) -> Applied {
        self.entry().map(|entry| entry.applied()).unwrap_or_default()
    }

    /// One sentence: what happened.
    fn summary(&self) -> Option<&'static str> {
        self.entry()?.summary()
    }

    /// Why it happens.
    fn causes(&self) -> &'static [&'static str] {
        self.entry().map_or(&[], |entry| entry.causes())
    }

    /// What to do.
    fn action(&self) -> Option<&'static str> {
        self.entry()?.action()
    }

    /// What else there is to know.
    fn notes(&self) -> &'static [&'static str] {
        self.entry().map_or(&[], |entry| entry.notes())
    }

    /// The address of its documentation.
    fn docs_url(&self) -> Option<String> {
        self.entry()?.docs_url()
    }

    /// What the table says of it; of the unknown, what it says of the one entry that has the code.
    fn entry(&self) -> Option<Entry> {
        match self.as_unknown() {
            Some(unknown) => unknown.entry(),
            None => entry_of(self),
        }
    }

    /// Whether it is what the table does not know.
    fn is_unknown(&self) -> bool {
        self.as_unknown().is_some()
    }

    /// What the unknown keeps.
    fn unknown(&self) -> Option<&Unknown> {
        self.as_unknown()
    }

    /// The value of the variant's field of this name, as the table names it.
    fn field_by_name(&self, name: &str) -> Option<Value<'_>> {
        let mut fields = entry_of(self)?.fields();
        self.field(fields.position(|field| field == name)?)
    }

    /// The body of a response with this error; of the unknown, the one that arrived.
    fn encode(&self) -> Vec<u8> {
        self.encoder().body()
    }

    /// A response with this error: status, headers and body.
    fn encode_response(&self) -> Response {
        self.encoder().response()
    }

    /// Writes it with a request id, details and whatever else a response has beside the error.
    fn encoder(&self) -> Encoder<'_, Self> {
        Encoder::new(self)
    }

    /// All entries of its tables, each followed by its cases.
    fn entries() -> Entries {
        Entries::of(Self::tables())
    }

    /// The responses that its tables record.
    fn examples() -> Vec<&'static Example> {
        Self::tables().iter().flat_map(|table| table.examples).collect()
    }
}

/// The errors of a table that a response can be decoded to.
///
/// All of it is inherent on the type, too; the trait is for code that is written once over any table.
///
/// ```
/// use errspec::{Decode, Retry};
///
/// /// Whether to ask any API again.
/// fn is_not_ready<E: Decode>(status: u16, body: &[u8]) -> bool {
///     E::decode(status, body).error().retry() == Retry::Poll
/// }
/// # mod demo { #[errspec::table("../../specs/flanks.toml")] pub enum Flanks {} }
/// # let body = br#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
/// # assert!(is_not_ready::<demo::Flanks>(400, body));
/// ```
#[diagnostic::on_unimplemented(
    message = "a response cannot be decoded to `{Self}`",
    note = "a derived error is decoded if it has a variant for the unknown: `#[errspec(unknown)] Unknown(errspec::Unknown)`"
)]
pub trait Decode: Spec + Built {
    /// Decodes a response that is taken to be an error. Total: whatever arrives gives a value, the unknown one if nothing
    /// else, and nothing that arrived is lost. Linear in the body.
    fn decode<'b, B: AsRef<[u8]> + ?Sized>(status: u16, body: &'b B) -> Decoded<'b, Self> {
        crate::decode::decode(status, None, body.as_ref())
    }

    /// [`decode`](Self::decode), with the response's headers.
    fn decode_response<'b, H, B>(status: u16, headers: &H, body: &'b B) -> Decoded<'b, Self>
    where
        H: Headers + ?Sized,
        B: AsRef<[u8]> + ?Sized,
    {
        crate::decode::decode(status, Some(&headers), body.as_ref())
    }

    /// Decodes a response that must be exactly what the table describes.
    ///
    /// # Errors
    ///
    /// If the body is malformed, of none of the table's envelopes, or no entry fits; if a value is missing or of another
    /// type. The error says where.
    fn try_decode<'b, B: AsRef<[u8]> + ?Sized>(status: u16, body: &'b B) -> Result<Decoded<'b, Self>, DecodeError> {
        crate::decode::try_decode(status, None, body.as_ref())
    }

    /// [`try_decode`](Self::try_decode), with the response's headers.
    ///
    /// # Errors
    ///
    /// As [`try_decode`](Self::try_decode).
    fn try_decode_response<'b, H, B>(status: u16, headers: &H, body: &'b B) -> Result<Decoded<'b, Self>, DecodeError>
    where
        H: Headers + ?Sized,
        B: AsRef<[u8]> + ?Sized,
    {
        crate::decode::try_decode(status, Some(&headers), body.as_ref())
    }

    /// Decodes a response if it is an error; `None` if it is none.
    fn detect<'b, B: AsRef<[u8]> + ?Sized>(status: u16, body: &'b B) -> Option<Decoded<'b, Self>> {
        crate::decode::detect(status, None, body.as_ref())
    }

    /// [`detect`](Self::detect), with the response's headers.
    fn detect_response<'b, H, B>(status: u16, headers: &H, body: &'b B) -> Option<Decoded<'b, Self>>
    where
        H: Headers + ?Sized,
        B: AsRef<[u8]> + ?Sized,
    {
        crate::decode::detect(status, Some(&headers), body.as_ref())
    }

    /// Whether every recorded response decodes to the entry under which it stands, and those of `[success]` to none. One
    /// line makes the examples of a table its tests.
    ///
    /// # Errors
    ///
    /// With every example that does not, what it decodes to instead, and, where no entry is found, why.
    ///
    /// ```
    /// # #[errspec::table("../../specs/flanks.toml")] pub enum FlanksError {}
    /// FlanksError::check_examples().unwrap();
    /// ```
    fn check_examples() -> Result<(), ExamplesError> {
        crate::examples::check::<Self>()
    }
}
