//! The errors of the [FrankieOne API](https://docs.frankieone.com), from its page "Error handling".
//!
//! ```
//! use errspec_specs::frankieone::{FrankieOneError, FrankieOneErrorDetail};
//!
//! let body = r#"{"errorCode": "VAL-0404", "errorMsg": "Entity not found", "requestId": "01GVEDZ0",
//!                "details": [{"issue": "The specified entity does not exist", "issueLocation": "body.party.entityId"}]}"#;
//! let decoded = FrankieOneError::decode(400, body);
//! assert_eq!(decoded.error(), &FrankieOneError::EntityNotFound);
//! assert_eq!(decoded.details()[0].location, "body.party.entityId");
//!
//! let detail = FrankieOneErrorDetail::new("is empty", "body.name");
//! let body = FrankieOneError::ValidationFailed.encoder().details([detail.clone()]).body();
//! assert_eq!(FrankieOneError::decode(400, &body).details(), [detail]);
//! ```

#[errspec::table("frankieone.toml")]
pub enum FrankieOneError {}
