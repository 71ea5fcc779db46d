//! Parts that several adapters use.

#[cfg(any(feature = "actix_web", feature = "axum"))]
pub(super) mod forward;
#[cfg(any(feature = "jsonrpsee", feature = "tonic"))]
pub(super) mod message;
#[cfg(any(feature = "problem", feature = "tonic"))]
pub(super) mod named;
#[cfg(any(feature = "actix_web", feature = "problem", feature = "tower"))]
pub(super) mod send;
#[cfg(any(feature = "problem", feature = "tonic"))]
pub(super) mod summary;
