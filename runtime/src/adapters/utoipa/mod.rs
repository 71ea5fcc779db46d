//! Schemas and responses in [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0) by [utoipa](https://docs.rs/utoipa).
//!
//! The option `utoipa` of [`table`](macro@crate::table) implements `IntoResponses` and `ToSchema` for the enum. An operation
//! lists it as `responses(BillingError)`: one response for each status, with its headers, and a body that is one of the entries with
//! that status. The schema of the enum describes the bodies of all entries.
//!
//! ```
//! use utoipa::{IntoResponses, PartialSchema};
//!
//! #[errspec::table("specs/frankieone.toml", utoipa)]
//! pub enum FrankieOneError {}
//!
//! let responses = serde_json::to_value(FrankieOneError::responses())?;
//! let entry = &responses["400"]["content"]["application/json"]["schema"]["oneOf"][0];
//! assert_eq!(entry["title"], "VALIDATION_FAILED");
//! assert_eq!(entry["properties"]["errorCode"]["enum"], serde_json::json!(["VAL-0400"]));
//!
//! let _ = FrankieOneError::schema();
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Several types
//!
//! In `responses(BillingError, OrderError)`, utoipa takes a status that both have from `OrderError` alone, and drops the entries of
//! `BillingError`. Write [`Union`] instead, which merges them: `responses(errspec::utoipa::Union<(BillingError, OrderError)>)`. A response
//! that is written out beside it, as `(status = 404, …)`, also replaces the whole status.
//!
//! With the feature `problem`, `responses(errspec::problem::Negotiated<BillingError>)` describes the table's own form and the problem document.
//! It is for handlers that return this type, and for all handlers below a layer that negotiates.
//!
//! The entries that a layer makes of rejections can come from any operation. Add their type to the union of each.
//!
//! # Components
//!
//! A response from the macro of utoipa is written out in each operation. The modifier [`Components`] moves the responses and entries to
//! `components`, each once: `#[openapi(modifiers(&Components))]`, where `Components` is imported, since utoipa takes a
//! name without a path there. Without the modifier, `x-errspec` holds the name
//! that a schema or response would have there.
//!
//! The schema of an enum is named after its table and itself, as `billing.BillingError`, so that enums of one name from several tables do not
//! collide. `#[errspec::table("…", utoipa = "PaymentError")]` gives it another name, which two types of one name with the same
//! tables need: utoipa keeps only the last schema of a name.
//!
//! # What is described
//!
//! - Entries that share a code form an `anyOf`. The union is a `oneOf` if all entries have their codes at the same places, so that
//!   the code distinguishes all of its members, else an `anyOf`.
//! - An entry is listed under the status with which it is sent, and under its other single statuses, but not under a range.
//! - The headers are those that the table writes: a request id, `retry-after`, fields at `header:…`. A header is required if every entry
//!   of the status always has it.
//! - A message is any string, with the message of the table as an example. For an entry without a code, the schema has the
//!   pattern of the message, because the message identifies the entry.
//! - A body that is not JSON is a string. The schemas do not describe unknown errors.
//!
//! `runtime/examples/utoipa.rs` prints a description.

mod components;
mod convert;
mod mark;
mod response;

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};

use ::utoipa::openapi::schema::Schema;
use ::utoipa::openapi::{RefOr, Response};

pub use self::components::Components;
use self::convert::schema_of;
use self::mark::component;
use self::response::response;
pub use crate::adapters::schema::{Described, Union};
use crate::adapters::schema::{by_status, component_name, union};
use crate::spec::Spec;

/// Implements `ToSchema` and `IntoResponses` for a type of errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_utoipa {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*] $($name:literal)?) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::utoipa::PartialSchema for $ty
        where
            $($bounds)*
        {
            fn schema() -> $crate::__private0_1::utoipa::RefOr<$crate::__private0_1::utoipa::Schema> {
                $crate::utoipa::schema::<Self>()
            }
        }

        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::utoipa::ToSchema for $ty
        where
            $($bounds)*
        {
            fn name() -> $crate::__private0_1::utoipa::ComponentName {
                $crate::utoipa::name::<Self>(&[$($name)?])
            }
        }

        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::utoipa::IntoResponses for $ty
        where
            $($bounds)*
        {
            fn responses() -> $crate::__private0_1::utoipa::Responses {
                $crate::utoipa::responses::<Self>()
            }
        }
    };
}

/// The name of a type, as `utoipa` returns it.
#[doc(hidden)]
pub type ComponentName = Cow<'static, str>;

/// The responses of an operation by status, as `utoipa` returns them.
#[doc(hidden)]
pub type Responses = BTreeMap<String, RefOr<Response>>;

/// Returns the name of a type's schema: the one that is given, or else that of its tables and of the type.
#[doc(hidden)]
#[must_use]
pub fn name<E: Spec>(given: &[&'static str]) -> ComponentName {
    given.first().map_or_else(|| component(&component_name::<E>()).into(), |name| (*name).into())
}

/// Returns the schema of the bodies of all entries.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let schema = serde_json::to_value(errspec::utoipa::schema::<FlanksError>())?;
/// assert!(schema.get("anyOf").is_some());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn schema<E: Spec>() -> RefOr<Schema> {
    schema_of(&union(&E::describe())).into()
}

/// Returns the responses by status, which is their key in OpenAPI.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// assert!(errspec::utoipa::responses::<FlanksError>().contains_key("400"));
/// ```
#[must_use]
pub fn responses<D: Described>() -> BTreeMap<String, RefOr<Response>> {
    let responses = by_status::<D>().into_iter();
    responses.map(|(status, entries)| (status.to_string(), response(status, &entries).into())).collect()
}

/// Merges the responses of several types: `responses(errspec::utoipa::Union<(BillingError, OrderError)>)`.
///
/// ```
/// # mod billing { #[errspec::table("specs/billing.toml")] pub enum BillingError {} }
/// # mod flanks { #[errspec::table("specs/flanks.toml")] pub enum FlanksError {} }
/// # use {billing::BillingError, flanks::FlanksError};
/// use utoipa::IntoResponses;
///
/// let responses = errspec::utoipa::Union::<(BillingError, FlanksError)>::responses();
/// let response = serde_json::to_value(&responses["400"])?;
/// let names = response["description"].as_str().unwrap();
/// assert!(names.contains("INVALID_REQUEST") && names.contains("PROCESSING"), "{names}");
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<T> ::utoipa::IntoResponses for Union<T>
where
    Self: Described,
{
    fn responses() -> Responses {
        responses::<Self>()
    }
}

/// Describes both forms of an error that is sent in the form that the client prefers.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// use errspec::problem::Negotiated;
/// use utoipa::IntoResponses;
///
/// let responses = serde_json::to_value(Negotiated::<FlanksError>::responses())?;
/// let content = responses["400"]["content"].as_object().unwrap();
/// assert!(content.contains_key("application/json") && content.contains_key("application/problem+json"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "problem")]
impl<E: Spec> ::utoipa::IntoResponses for crate::adapters::problem::Negotiated<E> {
    fn responses() -> Responses {
        responses::<Self>()
    }
}
