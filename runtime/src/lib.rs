//! Typed errors for the documented errors of an API.
//!
//! A [table](https://github.com/errspec/errspec/blob/main/specs/README.md) is a TOML file that holds the content of the API's error page.
//! The attribute [`table`] generates an enum from it. This crate decodes responses into the enum and encodes them again. The derive
//! macro [`Error`](macro@Error) maps your own error type to a table.
//!
//! # The errors of an API that you call
//!
//! ```
//! #[errspec::table("specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! let body = br#"{"error": "Missing fields: client_id, secret", "error_code": 40001}"#;
//! let decoded = FlanksError::decode(400, body);
//! match decoded.error() {
//!     FlanksError::MissingFields { fields } => assert_eq!(fields.join(" and "), "client_id and secret"),
//!     other => panic!("{other}"),
//! }
//! assert_eq!(decoded.status(), Some(400));
//! assert_eq!(decoded.message(), Some("Missing fields: client_id, secret"));
//!
//! // A response that is not an error.
//! assert!(FlanksError::detect(200, b"{}").is_none());
//! ```
//!
//! The error of a stream comes after a 200: [`stream`] reads its events as they come.
//!
//! # The errors of an API that you publish
//!
//! ```
//! #[derive(Debug, errspec::Error)]
//! #[errspec("specs/billing.toml")]
//! enum BillingError {
//!     InvalidRequest,
//!     NotFound,
//!     MethodNotAllowed,
//!     CardDeclined { reason: String },
//!     InvoiceNotFound(u64),
//!     RateLimited { limit: u32, remaining: Option<u32> },
//!     #[errspec(entry = "INTERNAL")]
//!     Storage(#[from] std::io::Error),
//! }
//!
//! let error = BillingError::InvoiceNotFound(7);
//! assert_eq!(error.to_string(), "There is no invoice 7.");
//! assert_eq!(error.status(), Some(404));
//! assert_eq!(error.encode(), br#"{"error":{"message":"There is no invoice 7.","code":"invoice_not_found"}}"#);
//! ```
//!
//! Every generated or derived error implements the trait [`Spec`], and [`Decode`] if responses can be decoded to it. The methods of both
//! traits are also inherent methods of the type.
//!
//! # Features
//!
//! | feature | default | description |
//! |---|---|---|
//! | `actix_web` | no | generated types implement the error trait of [actix-web](https://docs.rs/actix-web): `#[errspec::table("…", actix_web)]`, module `errspec::actix_web` |
//! | `axum` | no | generated types implement the response trait of [axum](https://docs.rs/axum): `#[errspec::table("…", axum)]`, module `errspec::axum` |
//! | `axum-extract` | no | an extractor by which an error names the field that axum rejected: `errspec::axum::Extract` |
//! | `backon` | no | retries with `backon` that follow the retry advice of table and response: module `errspec::backon` |
//! | `cbor` | no | bodies in CBOR, by the locations of JSON |
//! | `http` | no | status codes, headers and responses of the crate `http`: module `errspec::http` |
//! | `json` | no | conversions between [`Json`] and `serde_json` |
//! | `jsonrpsee` | no | conversion between generated types and an error object of [jsonrpsee](https://docs.rs/jsonrpsee): `#[errspec::table("…", jsonrpsee)]`, module `errspec::jsonrpsee` |
//! | `miette` | no | `#[errspec::table("…", miette)]`: generated types are diagnostics with code, help and URL |
//! | `msgpack` | no | bodies in MessagePack, by the locations of JSON |
//! | `problem` | no | problem documents (RFC 9457) for the errors of any table, and content negotiation: module `errspec::problem` |
//! | `process` | no | exit statuses and reports for programs: `#[errspec::table("…", process)]`, module `errspec::process` |
//! | `reqwest` | no | conversion of a response of `reqwest` to a success or a typed error: module `errspec::reqwest` |
//! | `reqwest-blocking` | no | the same for `reqwest::blocking` |
//! | `reqwest-middleware` | no | the retry policy as a middleware of [reqwest-middleware](https://docs.rs/reqwest-middleware): module `errspec::reqwest::middleware` |
//! | `schemars` | no | JSON Schemas of error bodies: `#[errspec::table("…", schemars)]`, module `errspec::schemars` |
//! | `serde` | no | serialization of generated types and [`Json`]: `#[errspec::table("…", serde)]`, module `errspec::serde` |
//! | `std` | no | the system clock, for a `Retry-After` that is a date in a response without `Date`; conversions between [`Timestamp`] and `SystemTime`; paths as fields of derived errors |
//! | `testing` | no | checks for your tests: round trips, examples, the contract as a file: module `errspec::testing` |
//! | `tonic` | no | conversion between generated types and a status of [tonic](https://docs.rs/tonic) with google.rpc details: `#[errspec::table("…", tonic)]`, module `errspec::tonic` |
//! | `tower` | no | a layer that completes the error responses of a server: request ids, rejections, negotiation: module `errspec::tower` |
//! | `tower-retry` | no | the retry policy as that of [tower](https://docs.rs/tower): module `errspec::tower_retry` |
//! | `tracing` | no | errors in spans and events, with OpenTelemetry attribute names: module `errspec::tracing` |
//! | `utoipa` | no | error responses in OpenAPI documents of [utoipa](https://docs.rs/utoipa): `#[errspec::table("…", utoipa)]`, module `errspec::utoipa` |
//! | `xml` | no | bodies of tables with `body = "xml"` |
//!
//! The crate is `no_std` and needs `alloc`.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;
// Generated code in the examples of this crate refers to the crate as `::errspec`.
#[allow(unused_extern_crates)]
extern crate self as errspec;

mod accessors;
mod adapters;
mod attempts;
mod chosen_envelope;
mod clock;
mod coverage;
mod decode;
mod decode_error;
mod decoded;
mod details;
mod encoder;
mod entries;
mod examples;
mod explain;
mod field;
mod field_list;
#[cfg(feature = "std")]
mod field_paths;
mod field_source;
mod field_text;
mod field_times;
mod headers;
mod instance;
mod into_field;
mod json;
mod labels;
mod listed;
mod methods;
mod owned_code;
mod rank;
mod retry_budget;
mod retry_policy;
mod round_trips;
mod shown_code;
#[cfg(any(feature = "actix_web", feature = "tower"))]
mod snapshot;
mod spec;
mod status;
mod std_impls;
pub mod stream;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
mod timestamp;
mod unknown;
mod value;
mod value_conversions;
mod variant;

#[cfg(feature = "actix_web")]
#[cfg_attr(docsrs, doc(cfg(feature = "actix_web")))]
pub use self::adapters::actix_web;
#[cfg(feature = "axum")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum")))]
pub use self::adapters::axum;
#[cfg(feature = "backon")]
#[cfg_attr(docsrs, doc(cfg(feature = "backon")))]
pub use self::adapters::backon;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub use self::adapters::http;
#[cfg(feature = "jsonrpsee")]
#[cfg_attr(docsrs, doc(cfg(feature = "jsonrpsee")))]
pub use self::adapters::jsonrpsee;
#[cfg(feature = "problem")]
#[cfg_attr(docsrs, doc(cfg(feature = "problem")))]
pub use self::adapters::problem;
#[cfg(feature = "process")]
#[cfg_attr(docsrs, doc(cfg(feature = "process")))]
pub use self::adapters::process;
#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
pub use self::adapters::reqwest;
#[cfg(feature = "schemars")]
#[cfg_attr(docsrs, doc(cfg(feature = "schemars")))]
pub use self::adapters::schemars;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use self::adapters::serde;
#[cfg(feature = "tonic")]
#[cfg_attr(docsrs, doc(cfg(feature = "tonic")))]
pub use self::adapters::tonic;
#[cfg(feature = "tower")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower")))]
pub use self::adapters::tower;
#[cfg(feature = "tower-retry")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower-retry")))]
pub use self::adapters::tower_retry;
#[cfg(feature = "tracing")]
#[cfg_attr(docsrs, doc(cfg(feature = "tracing")))]
pub use self::adapters::tracing;
#[cfg(feature = "utoipa")]
#[cfg_attr(docsrs, doc(cfg(feature = "utoipa")))]
pub use self::adapters::utoipa;
pub use self::attempts::Attempts;
pub use self::chosen_envelope::EnvelopeError;
pub use self::decode_error::{DecodeError, DecodeErrorKind};
pub use self::decoded::Decoded;
pub use self::encoder::{Encoder, Response};
pub use self::entries::{Entries, Entry, Example, Texts};
pub use self::examples::ExamplesError;
pub use self::explain::{ExplainError, Explanation, explain};
pub use self::field::{AsField, FromField, kind};
pub use self::headers::Headers;
pub use self::into_field::IntoField;
pub use self::json::{Json, JsonError};
pub use self::labels::{Labelled, Labels};
pub use self::listed::ListedError;
pub use self::retry_budget::RetryBudget;
pub use self::retry_policy::{Advice, Advise, RetryPolicy};
pub use self::spec::{Decode, Spec};
pub use self::status::IntoStatus;
pub use self::timestamp::{Timestamp, TimestampError};
pub use self::unknown::Unknown;
pub use self::value::Value;
pub use self::value_conversions::ValueError;
pub use errspec_engine::json::Syntax;
pub use errspec_engine::{Applied, Code, Retry, StatusRange};
pub use errspec_macros::{Error, table};

#[doc(hidden)]
pub use errspec_macros::tables;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private0_1;
