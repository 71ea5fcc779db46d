//! Parts that the tests of client adapters share: tables, and a server on loopback.

pub mod server;

/// The errors of the Flanks API.
#[errspec::table("../../../../specs/flanks.toml")]
pub enum FlanksError {}

/// The errors of the FrankieOne API.
#[errspec::table("../../../../specs/frankieone.toml")]
pub enum FrankieOneError {}

/// Errors that use headers.
#[errspec::table("limits.toml")]
pub enum LimitsError {}

/// Errors of an API that sends streams.
#[errspec::table("streams.toml")]
pub enum StreamsError {}

/// Returns a response that decodes to [`LimitsError::RateLimited`], with a `Retry-After`.
#[must_use]
pub fn rate_limited(retry_after: &str) -> server::RawResponse {
    let body = r#"{"code": "rate_limited", "message": "Too many requests"}"#;
    server::RawResponse::new("429 Too Many Requests", &[("retry-after", retry_after)], body)
}
