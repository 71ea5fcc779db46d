//! Problem details for HTTP APIs ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)), with the types that IANA registers.
//!
//! ```
//! use errspec_specs::problem::ProblemError;
//!
//! let body = r#"{
//!     "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
//!     "title": "Request cannot be satisfied as assigned quota has been exceeded",
//!     "violated-policies": ["daily"]
//! }"#;
//! let decoded = ProblemError::decode_response(429, &[("retry-after", "30")], body);
//! let ProblemError::QuotaExceeded { violated_policies: Some(policies), .. } = decoded.error() else { panic!() };
//! assert_eq!(policies.as_str(), r#"["daily"]"#);
//! assert_eq!(decoded.retry_after().unwrap().as_secs(), 30);
//! ```
//!
//! A type that is not registered is found by its status, and so is a response that is no problem at all:
//!
//! ```
//! use errspec_specs::problem::ProblemError;
//!
//! let body = r#"{
//!     "type": "https://example.com/probs/out-of-credit",
//!     "title": "You do not have enough credit.",
//!     "detail": "Your current balance is 30, but that costs 50.",
//!     "instance": "/account/12345/msgs/abc"
//! }"#;
//! let decoded = ProblemError::decode(403, body);
//! assert_eq!(decoded.error(), &ProblemError::forbidden("Your current balance is 30, but that costs 50."));
//! assert_eq!(decoded.code().unwrap().to_string(), "https://example.com/probs/out-of-credit");
//! assert_eq!(decoded.field("instance").unwrap().to_string(), "/account/12345/msgs/abc");
//! assert_eq!(ProblemError::decode(503, "<html>").error().name(), "SERVICE_UNAVAILABLE");
//!
//! let response = ProblemError::mismatching_upload_offset(100, 200, "The offset is 200.").encode_response();
//! assert_eq!(response.headers[0], ("content-type".into(), "application/problem+json".into()));
//! ```

#[errspec::table("problem.toml")]
pub enum ProblemError {}
