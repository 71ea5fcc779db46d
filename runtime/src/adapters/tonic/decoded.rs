//! A decoded status.

use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use errspec_engine::{Code as ErrorCode, Retry};
use tonic_types::ErrorDetails;

use crate::decoded::Decoded;
use crate::instance::Built;
use crate::json::Json;
use crate::retry_policy::{Advice, Advise};
use crate::spec::Spec;

/// A decoded status: the error, and the other details of the status.
///
/// Returned by [`decode_status`](super::decode_status).
#[derive(Clone)]
pub struct DecodedStatus<E> {
    decoded: Decoded<'static, E>,
    grpc: ::tonic::Code,
    details: ErrorDetails,
}

impl<E> DecodedStatus<E> {
    pub(super) fn new(decoded: Decoded<'static, E>, grpc: ::tonic::Code, details: ErrorDetails) -> Self {
        Self { decoded, grpc, details }
    }

    /// Returns the error.
    pub fn error(&self) -> &E {
        self.decoded.error()
    }

    /// Returns the error without the rest of the status.
    pub fn into_error(self) -> E {
        self.decoded.into_error()
    }

    /// Returns the gRPC code.
    pub fn grpc_code(&self) -> ::tonic::Code {
        self.grpc
    }

    /// Returns the code in the metadata of `ErrorInfo`, as errspec writes it.
    pub fn code(&self) -> Option<ErrorCode<'_>> {
        self.decoded.code()
    }

    /// Returns the message.
    pub fn message(&self) -> &str {
        self.decoded.message().unwrap_or_default()
    }

    /// Returns the request id: that of `RequestInfo`, else that of the metadata `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.decoded.request_id()
    }

    /// Returns the delay before a retry: that of `RetryInfo`, else that of the table.
    pub fn retry_after(&self) -> Option<Duration> {
        self.decoded.retry_after()
    }

    /// Returns the violations of `BadRequest` as a list of JSON objects, with the names of the table's `[detail]`.
    pub fn details_json(&self) -> Option<Json> {
        self.decoded.details_json()
    }

    /// Returns all details of the status, such as the links of `Help`.
    pub fn error_details(&self) -> &ErrorDetails {
        &self.details
    }
}

impl<E: Spec> DecodedStatus<E> {
    /// Returns the retry advice of the table.
    pub fn retry(&self) -> Retry {
        self.decoded.retry()
    }
}

impl<E: Built> DecodedStatus<E> {
    /// Returns the violations of `BadRequest` as sub-errors, typed by the table's `[detail]`. A sub-error without a required value is left
    /// out.
    pub fn details(&self) -> Vec<E::Detail> {
        self.decoded.details()
    }
}

/// Returns the advice of the status, and that of the table where the status gives none.
impl<E: Spec> Advise for DecodedStatus<E> {
    fn advice(&self) -> Advice {
        self.decoded.advice()
    }
}

impl<E: fmt::Debug> fmt::Debug for DecodedStatus<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodedStatus")
            .field("error", self.error())
            .field("grpc_code", &self.grpc)
            .field("request_id", &self.request_id())
            .field("retry_after", &self.retry_after())
            .finish_non_exhaustive()
    }
}

/// Writes the message of the error.
impl<E: fmt::Display> fmt::Display for DecodedStatus<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().fmt(f)
    }
}

impl<E: core::error::Error> core::error::Error for DecodedStatus<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error().source()
    }
}
