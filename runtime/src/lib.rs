//! Typed errors from the page where an API publishes them.
//!
//! A [table](https://github.com/errspec/errspec/blob/main/specs/README.md) says in TOML what the page says; the attribute
//! [`table`] makes an enum of it, and this crate decodes responses into the enum and encodes them back. The derive
//! [`Error`](macro@Error) ties an error type of your own to a table.
//!
//! # The errors of an API that you call
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
//! # The errors of an API that you publish
//!
//! ```
//! #[derive(Debug, errspec::Error)]
//! #[errspec("../../specs/billing.toml")]
//! enum BillingError {
//!     InvalidRequest,
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
//! What any such error says is the trait [`Spec`], what a response can become one of is [`Decode`]; both are inherent as well.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `actix_web` | no | generated types are errors of [actix-web](https://docs.rs/actix-web): `#[errspec::table("…", actix_web)]`, module `errspec::actix_web` |
//! | `axum` | no | generated types are answers of [axum](https://docs.rs/axum): `#[errspec::table("…", axum)]`, module `errspec::axum` |
//! | `backon` | no | retries by `backon` as table and response say: module `errspec::backon` |
//! | `http` | no | status codes, headers and responses of the crate `http`: module `errspec::http` |
//! | `json` | no | conversions between [`Json`] and `serde_json` |
//! | `miette` | no | `#[errspec::table("…", miette)]`: errors as diagnostics, with code, what to do and address |
//! | `problem` | no | any table's errors as problem documents of RFC 9457, and content negotiation: module `errspec::problem` |
//! | `reqwest` | no | a response of `reqwest` is a success or a typed error: module `errspec::reqwest` |
//! | `reqwest-blocking` | no | the same for `reqwest::blocking` |
//! | `schemars` | no | JSON Schemas of the bodies that errors are written as: `#[errspec::table("…", schemars)]`, module `errspec::schemars` |
//! | `serde` | no | generated types, [`Json`] within other documents: `#[errspec::table("…", serde)]`, module `errspec::serde` |
//! | `std` | no | the system clock, for a `Retry-After` that is a date and comes without `Date` |
//! | `testing` | no | for your tests: round trips, examples, the contract as a file: module `errspec::testing` |
//! | `tonic` | no | generated types to and from a status of [tonic](https://docs.rs/tonic) with the details of google.rpc: `#[errspec::table("…", tonic)]`, module `errspec::tonic` |
//! | `tracing` | no | errors in spans and events, as OpenTelemetry names them: module `errspec::tracing` |
//! | `utoipa` | no | answers with errors in descriptions of [utoipa](https://docs.rs/utoipa): `#[errspec::table("…", utoipa)]`, module `errspec::utoipa` |
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

#[cfg(feature = "actix_web")]
#[cfg_attr(docsrs, doc(cfg(feature = "actix_web")))]
pub mod actix_web;
#[cfg(feature = "axum")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum")))]
pub mod axum;
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
#[cfg(any(feature = "actix_web", feature = "axum"))]
mod hand_on;
mod headers;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub mod http;
mod implement;
mod json;
mod list;
#[cfg(any(feature = "problem", feature = "tonic"))]
mod named;
mod packed;
mod policy;
#[cfg(feature = "problem")]
#[cfg_attr(docsrs, doc(cfg(feature = "problem")))]
pub mod problem;
mod read;
mod render;
#[cfg(feature = "reqwest")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
pub mod reqwest;
mod retry;
mod said;
#[cfg(any(feature = "schemars", feature = "utoipa"))]
mod schema;
#[cfg(feature = "schemars")]
#[cfg_attr(docsrs, doc(cfg(feature = "schemars")))]
pub mod schemars;
#[cfg(any(feature = "actix_web", feature = "axum", feature = "problem"))]
mod send;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub mod serde;
mod slot;
mod spec;
mod table;
mod template;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
#[cfg(feature = "tonic")]
#[cfg_attr(docsrs, doc(cfg(feature = "tonic")))]
pub mod tonic;
#[cfg(feature = "tracing")]
#[cfg_attr(docsrs, doc(cfg(feature = "tracing")))]
pub mod tracing;
mod unknown;
#[cfg(feature = "utoipa")]
#[cfg_attr(docsrs, doc(cfg(feature = "utoipa")))]
pub mod utoipa;
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
    #[cfg(feature = "axum")]
    pub use ::axum_core;
    pub use alloc::string::String;
    pub use alloc::vec::Vec;

    #[cfg(feature = "tracing")]
    pub use ::tracing;

    #[cfg(feature = "miette")]
    pub use crate::implement::miette;

    pub use crate::code::Code;
    pub use crate::field::{AsDynError, AsField, Displayed, FromField, KeepsUnknown, kind};
    pub use crate::generated::{AsValue, Built, Fields, FromValue, Generated, Instance, Record};
    pub use crate::json::Json;
    pub use crate::packed::{Lists, Packed, Words};
    pub use crate::render::{clone, debug, display, equal, hash};
    pub use crate::retry::{Applied, Retry};
    pub use crate::spec::{Decode, Spec};
    pub use crate::table::*;
    pub use crate::unknown::Unknown;
    pub use crate::value::{IntoField, Value};

    #[cfg(feature = "actix_web")]
    pub mod actix_web {
        pub use ::actix_web::http::StatusCode;
        pub use ::actix_web::{HttpResponse, ResponseError};

        pub use crate::actix_web::{error_response, status_code};
    }

    #[cfg(feature = "serde")]
    pub mod serde {
        pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

        pub use crate::serde::Readable;
    }

    #[cfg(feature = "tonic")]
    pub use ::tonic;

    #[cfg(feature = "schemars")]
    pub mod schemars {
        pub use ::schemars::{JsonSchema, Schema, SchemaGenerator};

        pub type Name = alloc::borrow::Cow<'static, str>;
    }

    #[cfg(feature = "utoipa")]
    pub mod utoipa {
        pub use ::utoipa::openapi::{RefOr, Response, Schema};
        pub use ::utoipa::{IntoResponses, PartialSchema, ToSchema};

        pub type Name = alloc::borrow::Cow<'static, str>;
        pub type Responses = alloc::collections::BTreeMap<alloc::string::String, RefOr<Response>>;
    }

    #[cfg(feature = "axum")]
    pub mod axum {
        pub use crate::axum::implement::{Kept, Lent, answer_lent};
    }
}
