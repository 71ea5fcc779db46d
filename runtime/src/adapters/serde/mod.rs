//! Errors in other documents, by [serde](https://docs.rs/serde).
//!
//! The option `serde` of [`table`](macro@crate::table) implements `Serialize` and `Deserialize` for the enum. The error is the
//! body of its table: a log record, a message in a queue or the result of a batch holds it as a response would. This works with
//! every self-describing format (JSON, YAML, CBOR, MessagePack), without `serde_json`.
//!
//! ```
//! #[errspec::table("specs/flanks.toml", serde)]
//! pub enum FlanksError {}
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Record {
//!     at: u32,
//!     error: FlanksError,
//! }
//!
//! let json = r#"{"at":7,"error":{"error":"Missing fields: client_id","error_code":40001}}"#;
//! let record: Record = serde_json::from_str(json)?;
//! assert_eq!(record.error, FlanksError::missing_fields(["client_id"]));
//! assert_eq!(serde_json::to_string(&record)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Without that option, a field takes the attribute `#[serde(with = "errspec::serde")]`. `runtime/examples/serde.rs` is a whole
//! program.
//!
//! - A body that is not JSON (text, a form, XML) is a string.
//! - Reading accepts any value, as [`decode`](crate::Decode::decode) does: a body that the table does not describe becomes the
//!   unknown error. Only an invalid document, or a value with more than 128 levels, is an error. [`detect`] rejects what the table does
//!   not say to be an error, for an enum of successes and errors.
//! - A body has no status. If only the status distinguishes entries, the most specific entry wins that would be decoded from the
//!   body with the entry's own status.
//! - Values in headers are not written, and neither is the status of an unknown error.

mod collect;
mod text;

use alloc::vec::Vec;

use ::serde::de::Error as _;
use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

use errspec_engine::body::json_value;
use errspec_engine::code::Key;
use errspec_engine::encode::Encoded;
use errspec_engine::table::BodyKind;

use self::text::JsonPart;
use crate::encoder::Response;
use crate::entries::Entry;
use crate::instance::entry_of;
use crate::json::Json;
use crate::spec::{Decode, Spec};

/// Implements `Serialize` for a type of errors, and `Deserialize` if the type is [`Decode`].
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_serde {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::serde::Serialize for $ty
        where
            $($bounds)*
        {
            fn serialize<__S: $crate::__private0_1::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }

        // Without the lifetime, the compiler would reject a bound that does not hold for a concrete type.
        #[automatically_derived]
        impl<'__de, $($generics)*> $crate::__private0_1::serde::Deserialize<'__de> for $ty
        where
            $ty: $crate::__private0_1::serde::Readable<'__de>,
            $($bounds)*
        {
            fn deserialize<__D: $crate::__private0_1::serde::Deserializer<'__de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                <Self as $crate::__private0_1::serde::Readable<'__de>>::__read(deserializer)
            }
        }
    };
}

/// A type that can be deserialized, because it can be decoded.
#[doc(hidden)]
pub trait Readable<'de>: Sized {
    #[doc(hidden)]
    fn __read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, E: Decode> Readable<'de> for E {
    fn __read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

/// Serializes an error as the body of its table.
///
/// # Errors
///
/// Returns the errors of the serializer.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// #[derive(serde::Serialize)]
/// struct Record {
///     #[serde(with = "errspec::serde")]
///     error: FlanksError,
/// }
///
/// let json = serde_json::to_value(Record { error: FlanksError::Processing })?;
/// assert_eq!(json["error"]["error_code"], 20002);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn serialize<E: Spec, S: Serializer>(error: &E, serializer: S) -> Result<S::Ok, S::Error> {
    body_json(error).serialize(serializer)
}

/// Deserializes an error from the body of its table.
///
/// # Errors
///
/// Returns the errors of the deserializer, and an error if the value has more than 128 levels.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let json = r#"{"error": "Missing fields: a, b", "error_code": 40001}"#;
/// let error: FlanksError = errspec::serde::deserialize(&mut serde_json::Deserializer::from_str(json))?;
/// assert_eq!(error, FlanksError::missing_fields(["a", "b"]));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn deserialize<'de, E: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    Ok(read_json(&<Json as Deserialize>::deserialize(deserializer)?))
}

/// Deserializes an error from the body of its table, if the table says that the body is one: it has a code, a wording of an entry without a
/// code, or what else makes an error of it. For an untagged enum of successes and errors, with the errors first.
///
/// # Errors
///
/// Returns the errors of [`deserialize`], and an error if the value is none of the table.
///
/// ```
/// # mod demo { #[errspec::table("specs/flanks.toml", serde)] pub enum FlanksError {} }
/// # use demo::FlanksError;
/// #[derive(Debug, PartialEq, serde::Deserialize)]
/// #[serde(untagged)]
/// enum Outcome {
///     Failed(#[serde(deserialize_with = "errspec::serde::detect")] FlanksError),
///     Done { token: String },
/// }
///
/// let batch = r#"[{"token": "t"}, {"error": "Missing fields: secret", "error_code": 40001}, {"error": "Not authenticated"}]"#;
/// let outcomes: Vec<Outcome> = serde_json::from_str(batch)?;
/// assert_eq!(outcomes, [
///     Outcome::Done { token: "t".to_owned() },
///     Outcome::Failed(FlanksError::missing_fields(["secret"])),
///     Outcome::Failed(FlanksError::InvalidCredentials),
/// ]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn detect<'de, E: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let json = <Json as Deserialize>::deserialize(deserializer)?;
    let error: E = read_json(&json);
    let has_wording = entry_of(&error).is_some_and(|entry| !entry.accepts_any_text());
    let text = json.as_string();
    let is_error = |body: &str| E::detect(None, body).is_some();
    if has_wording || text.as_deref().is_some_and(is_error) || is_error(json.as_str()) {
        return Ok(error);
    }
    Err(D::Error::custom("the value is not an error of the table"))
}

/// Reads a value. A string is a body that is not JSON, or else JSON itself.
fn read_json<E: Decode>(json: &Json) -> E {
    let Some(text) = json.as_string() else {
        let body = if *json == Json::null() { "" } else { json.as_str() };
        return read(body.as_bytes());
    };
    let error: E = read(text.as_bytes());
    if !error.is_unknown() {
        return error;
    }
    // A table may have a body that is a JSON string.
    let other: E = read(json.as_str().as_bytes());
    if other.is_unknown() { error } else { other }
}

/// Returns the body as JSON. A body that is not JSON is a string, and an empty body is `null`.
fn body_json<E: Spec>(error: &E) -> Json {
    let Response { status, headers, body, .. } = error.encode_response();
    let body = Encoded { status, headers, body }.body_text();
    let json = match entry_of(error) {
        Some(entry) => entry.envelope().is_some_and(|envelope| envelope.body() == BodyKind::Json),
        None => json_value(body.as_bytes()).1.fatal.is_none(),
    };
    if body.is_empty() {
        Json::null()
    } else if json {
        Json::from_scanned(body.strip_prefix('\u{feff}').unwrap_or(&body).as_bytes())
    } else {
        Json::string(&body)
    }
}

/// Decodes a body whose status is not known. Tries the status of each candidate, and returns the most specific error that would
/// be sent with the status it was decoded with.
fn read<E: Decode>(body: &[u8]) -> E {
    let decoded = E::decode(None, body);
    if decoded.status().is_some() {
        return decoded.into_error();
    }
    let entries = candidates::<E>(decoded.parts.code_key());
    let mut statuses = Vec::new();
    let mut best: Option<(usize, E)> = None;
    for status in entries.iter().filter_map(Entry::status) {
        if statuses.contains(&status) {
            continue;
        }
        statuses.push(status);
        let error = E::decode(status, body).into_error();
        let found = entry_of(&error).filter(|entry| entry.status() == Some(status));
        let rank = found.and_then(|found| entries.iter().position(|entry| *entry == found));
        if let Some(rank) = rank
            && best.as_ref().is_none_or(|(best, _)| rank < *best)
        {
            best = Some((rank, error));
        }
    }
    best.map_or_else(|| decoded.into_error(), |(_, error)| error)
}

/// The entries that have the code, or no code, the most specific first; all entries if none has it.
fn candidates<E: Decode>(code: Option<Key<'_>>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for table in E::tables() {
        match table.entries_of_code(code) {
            Some(candidates) => entries.extend(candidates),
            None => entries.extend(table.entries()),
        }
    }
    entries
}

/// Serializes the value, not its text.
///
/// ```
/// let json: errspec::Json = r#"{"zone": ["a", null, 1.5]}"#.parse()?;
/// assert_eq!(serde_json::to_string(&json)?, r#"{"zone":["a",null,1.5]}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        JsonPart::of(self.as_str()).serialize(serializer)
    }
}

/// Deserializes any value of a self-describing format. Bytes become a string, and a number that JSON lacks becomes `null`.
///
/// ```
/// let json: errspec::Json = serde_json::from_str(r#"{ "zone": [1.5] }"#)?;
/// assert_eq!(json.as_str(), r#"{"zone":[1.5]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        collect::json(deserializer).map(Self::from_valid)
    }
}
