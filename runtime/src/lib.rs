//! Typed errors from the page where an API publishes them.
//!
//! A [table](https://github.com/errspec/errspec/blob/main/specs/README.md) says in TOML what the page says; the attribute
//! [`table`] makes an enum of it, and this crate decodes responses into the enum and encodes them back.
//!
//! ```
//! #[errspec::table("../../specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! let body = br#"{"error": "Missing fields: client_id, secret", "error_code": 40001}"#;
//! let decoded = FlanksError::decode(400, body);
//! match decoded.error() {
//!     FlanksError::MissingFields { fields } => assert_eq!(fields.join(" and "), "client_id and secret"),
//!     other => panic!("{other}"),
//! }
//! assert_eq!(decoded.status(), 400);
//! assert_eq!(decoded.message(), Some("Missing fields: client_id, secret"));
//!
//! // A response that is no error.
//! assert!(FlanksError::detect(200, b"{}").is_none());
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `backon` | no | retries by `backon` as table and response say: module `errspec::backon` |
//! | `http` | no | status codes, headers and responses of the crate `http`: module `errspec::http` |
//! | `json` | no | conversions between [`Json`] and `serde_json` |
//! | `miette` | no | `#[errspec::table("…", miette)]`: errors as diagnostics, with code, what to do and address |
//! | `reqwest` | no | a response of `reqwest` is a success or a typed error: module `errspec::reqwest` |
//! | `reqwest-blocking` | no | the same for `reqwest::blocking` |
//! | `std` | no | the system clock, for a `Retry-After` that is a date and comes without `Date` |
//! | `testing` | no | for your tests: round trips, examples, the contract as a file: module `errspec::testing` |
//! | `tracing` | no | errors in spans and events, as OpenTelemetry names them: module `errspec::tracing` |
//! | `xml` | no | bodies of tables with `body = "xml"` |
//!
//! The crate is `no_std` and needs `alloc`.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;
// Generated code in this crate's own examples names the crate as everyone does.
#[allow(unused_extern_crates)]
extern crate self as errspec;

#[cfg(feature = "backon")]
#[cfg_attr(docsrs, doc(cfg(feature = "backon")))]
pub mod backon;
mod body;
mod code;
mod date;
mod decode;
mod decoded;
mod encode;
mod entry;
mod error;
mod examples;
mod field;
mod find;
mod generated;
mod headers;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub mod http;
mod implement;
mod json;
mod list;
mod packed;
mod policy;
mod read;
mod render;
#[cfg(feature = "reqwest")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
pub mod reqwest;
mod retry;
mod said;
mod slot;
mod spec;
mod table;
mod template;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
#[cfg(feature = "tracing")]
#[cfg_attr(docsrs, doc(cfg(feature = "tracing")))]
pub mod tracing;
mod unknown;
mod value;
mod wire;

pub use code::Code;
pub use decoded::Decoded;
pub use encode::{Encoder, Response};
pub use entry::{Entries, Entry};
pub use error::{DecodeError, DecodeReason};
pub use errspec_macros::{Error, table};
pub use examples::ExamplesError;
pub use field::{AsField, FromField, kind};
pub use headers::Headers;
pub use json::{Json, JsonError, Syntax};
pub use policy::{Advice, Advise, RetryPolicy};
pub use retry::{Applied, Retry};
pub use spec::{Decode, Spec};
pub use table::Example;
pub use unknown::Unknown;
pub use value::{IntoField, Value};

/// What generated code is written against. It carries the version, so that code of another one does not compile.
#[doc(hidden)]
pub mod __private0_1 {
    pub use alloc::string::String;
    pub use alloc::vec::Vec;

    #[cfg(feature = "tracing")]
    pub use ::tracing;

    #[cfg(feature = "miette")]
    pub use crate::implement::miette;

    pub use crate::code::Code;
    pub use crate::field::{AsDynError, AsField, FromField, KeepsUnknown, displayed, kind};
    pub use crate::generated::{AsValue, Built, Fields, FromValue, Generated, Instance, Record};
    pub use crate::json::Json;
    pub use crate::packed::{Lists, Packed, Words};
    pub use crate::render::{clone, debug, display, equal, hash};
    pub use crate::retry::{Applied, Retry};
    pub use crate::spec::{Decode, Spec};
    pub use crate::table::*;
    pub use crate::unknown::Unknown;
    pub use crate::value::{IntoField, Value};
}
