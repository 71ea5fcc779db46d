//! The errors of the [Flanks API](https://docs.flanks.io), from its page "Troubleshooting the API".
//!
//! ```
//! use errspec_specs::flanks::FlanksError;
//!
//! let body = r#"{"error": "Missing fields: client_id, secret", "error_code": 40001}"#;
//! let decoded = FlanksError::decode(400, body);
//! assert_eq!(decoded.error(), &FlanksError::missing_fields(["client_id", "secret"]));
//!
//! // A 202 is an error, too, if it says so.
//! let body = r#"{"message": "Token is delayed during security checks", "credentials_token": "c7", "error_code": 20003}"#;
//! let decoded = FlanksError::detect(202, body).unwrap();
//! assert_eq!(decoded.error(), &FlanksError::token_delayed("c7"));
//!
//! let response = FlanksError::Processing.encode_response();
//! assert_eq!(response.status, 400);
//! let body = r#"{"error":"Retrieving user data. Please try again in a moment.","error_code":20002}"#;
//! assert_eq!(response.body, body.as_bytes());
//! ```

#[errspec::table("flanks.toml")]
pub enum FlanksError {}
