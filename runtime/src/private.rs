//! The items that generated code uses. Their path contains the version, so that code of another version does not compile.

/// The crate, for code that knows this module alone: that of a type whose attribute states the path of the crate.
pub use crate as errspec;

#[cfg(feature = "axum")]
pub use ::axum_core;
pub use alloc::boxed::Box;
pub use alloc::string::String;
pub use alloc::vec::Vec;

pub use errspec_macros::DeprecatedUses;

pub use crate::__implement_from_unless_marked_source as implement_from_unless_marked_source;
pub use crate::__implement_unless_own_display as implement_unless_own_display;
pub use crate::__methods_unless_traits_only as methods_unless_traits_only;
pub use crate::__using_deprecated as using_deprecated;

#[cfg(feature = "tracing")]
pub use ::tracing;

#[cfg(feature = "miette")]
pub use crate::adapters::miette;

pub use errspec_engine::table::check_layout;
pub use errspec_engine::{Fields, check_cbor, check_msgpack};

/// The table of a generated type.
pub type Table = errspec_engine::table::Table<'static>;

/// A type that the compiler infers. Unlike `_`, it has a span of several tokens, at which errors about the type are reported.
pub type Inferred<T> = T;

pub use errspec_engine::encode::DetailTree;

pub use crate::accessors::Accessors;
pub use crate::coverage::{
    Coverage, CoveredEntries, Covers, CoversNothing, InnerError, TableCoverage, require_variant,
};
pub use crate::details::{read_details, read_some_details, write_details};
pub use crate::field::{AsField, FromField, KeepsUnknown, kind};
pub use crate::field_source::{InnerRef, SourceRef, source_traits};
pub use crate::field_text::{Debugged, Displayed, apply, computed, displayed_message, formatted};
pub use crate::instance::{
    AsValue, Built, FromValue, Generated, Instance, Record, RoundTrips, pass, take, take_field, take_parsed,
};
pub use crate::json::Json;
pub use crate::round_trips::{TypedTrips, UntypedTrips, decode_encoded};
pub use crate::std_impls::{clone, debug, display, equal, hash, require_error};
pub use crate::timestamp::Timestamp;
pub use crate::unknown::Unknown;
pub use crate::value::Value;

#[cfg(feature = "actix_web")]
pub mod actix_web {
    pub use ::actix_web::http::StatusCode;
    pub use ::actix_web::{HttpResponse, ResponseError};

    pub use crate::adapters::actix_web::response::{error_response, status_code};
}

#[cfg(feature = "process")]
pub mod process {
    pub use std::process::{ExitCode, Termination};

    pub use crate::adapters::process::exit::{exit_code, terminate};
}

#[cfg(feature = "serde")]
pub mod serde {
    pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::adapters::serde::Readable;
}

#[cfg(feature = "jsonrpsee")]
pub use ::jsonrpsee_types as jsonrpsee;

#[cfg(feature = "tonic")]
pub use ::tonic;

#[cfg(feature = "schemars")]
pub mod schemars {
    pub use ::schemars::{JsonSchema, Schema, SchemaGenerator};

    pub use crate::adapters::schemars::SchemaName;
}

#[cfg(feature = "utoipa")]
pub mod utoipa {
    pub use ::utoipa::openapi::{RefOr, Schema};
    pub use ::utoipa::{IntoResponses, PartialSchema, ToSchema};

    pub use crate::adapters::utoipa::{ComponentName, Responses};
}

#[cfg(feature = "axum")]
pub mod axum {
    pub use crate::adapters::axum::into_response::{Borrowed, Owned, borrowed_into_response};
}
