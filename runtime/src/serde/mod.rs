//! Errors within other documents, by [serde](https://docs.rs/serde).
//!
//! An enum that names `serde` is written and read as its table's body: a log record, a queue's message or a batch's answer
//! holds the error just as a response would. It works with every self-describing format (JSON, YAML, CBOR, MessagePack), and
//! needs no `serde_json`.
//!
//! ```
//! #[errspec::table("../../../specs/flanks.toml", serde)]
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
//! A field of a type that does not name `serde` says `#[serde(with = "errspec::serde")]`.
//!
//! - A body that is not JSON (text, a form, XML) is a string.
//! - Reading is as total as [`decode`](crate::Decode::decode): what the table does not know is the unknown. Only what is no
//!   document of the format, or is nested deeper than 128 levels, is an error.
//! - A body alone has no status. Where only the status tells entries apart, the most specific entry is taken that such a body
//!   would come from with its own status.
//! - What stands in headers is no part of it, and the unknown forgets its status.

mod collect;
mod text;

use alloc::string::String;
use alloc::vec::Vec;

use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

use self::text::Text;
use crate::code::Key;
use crate::find::Candidates;
use crate::json::{Json, Scan, WHOLE, scan};
use crate::render::entry_of;
use crate::slot::Slot;
use crate::table::BodyKind;
use crate::{Decode, Entry, Spec};

/// Implements `Serialize`, and `Deserialize` where the type is [`Decode`].
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

        // The lifetime in the bound lets it be asked for types that do not hold it.
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

#[doc(hidden)]
/// What can be deserialized: a type that can be decoded.
pub trait Readable<'de>: Sized {
    #[doc(hidden)]
    fn __read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, E: Decode> Readable<'de> for E {
    fn __read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

/// Writes an error as its table's body.
///
/// # Errors
///
/// If the serializer has one.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
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

/// Reads an error from its table's body.
///
/// # Errors
///
/// If the deserializer has one, and for what is nested deeper than 128 levels.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let json = r#"{"error": "Missing fields: a, b", "error_code": 40001}"#;
/// let error: FlanksError = errspec::serde::deserialize(&mut serde_json::Deserializer::from_str(json))?;
/// assert_eq!(error, FlanksError::missing_fields(["a", "b"]));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn deserialize<'de, E: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let json = <Json as Deserialize>::deserialize(deserializer)?;
    let Some(text) = json.as_string() else {
        let body = if json == Json::null() { "" } else { json.as_str() };
        return Ok(read(body.as_bytes()));
    };
    let error: E = read(text.as_bytes());
    if !error.is_unknown() {
        return Ok(error);
    }
    // A table whose body is a JSON string.
    let other: E = read(json.as_str().as_bytes());
    Ok(if other.is_unknown() { error } else { other })
}

/// The body as JSON; one that is not is a string, and none is `null`.
fn body_json<E: Spec>(error: &E) -> Json {
    let body = error.encode();
    let json = match entry_of(error) {
        Some(entry) => entry.envelope().is_some_and(|envelope| envelope.body == BodyKind::Json),
        None => {
            let mut outcome = Scan::default();
            scan(&WHOLE, &body, &mut [Slot::ABSENT], &mut outcome);
            outcome.broken.is_none()
        }
    };
    if body.is_empty() {
        Json::null()
    } else if json {
        Json::from_scanned(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&body))
    } else {
        Json::string(&String::from_utf8_lossy(&body))
    }
}

/// The error of a body whose status is not known: of those that the body is with some status, the most specific that would be
/// sent with that status.
fn read<E: Decode>(body: &[u8]) -> E {
    let decoded = E::decode(0, body);
    if decoded.status() != 0 {
        return decoded.into_error();
    }
    let entries = candidates::<E>(decoded.rest.code.as_ref().map(|code| code.key()));
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

/// The entries that have a code, or those that have none, the most specific first; all where no entry has it.
fn candidates<E: Decode>(code: Option<Key<'_>>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for table in E::tables() {
        let known = match code {
            Some(code) => Candidates::of_code(table, code),
            None => Some(Candidates::without_code(table)),
        };
        let entry = |number| Entry::of(table, number);
        match known {
            Some(known) => entries.extend(known.candidates.iter().filter_map(entry)),
            None => entries.extend((0..).map_while(entry)),
        }
    }
    entries
}

/// The value that it is, not its text.
///
/// ```
/// let json: errspec::Json = r#"{"zone": ["a", null, 1.5]}"#.parse()?;
/// assert_eq!(serde_json::to_string(&json)?, r#"{"zone":["a",null,1.5]}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Text::of(self.as_str()).serialize(serializer)
    }
}

/// Any value of a self-describing format. Bytes are a string, a number that JSON does not have is `null`.
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
