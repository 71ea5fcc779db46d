//! The errors of [OAuth 2.0](https://www.rfc-editor.org/rfc/rfc6749) and OpenID Connect.
//!
//! ```
//! use errspec::Retry;
//! use errspec_specs::oauth2::OAuth2Error;
//!
//! // The token endpoint.
//! let decoded = OAuth2Error::decode(400, r#"{"error": "invalid_grant", "error_description": "The code has expired."}"#);
//! assert_eq!(decoded.error(), &OAuth2Error::invalid_grant("The code has expired."));
//!
//! // A device that waits for its user.
//! let decoded = OAuth2Error::decode(400, r#"{"error": "authorization_pending"}"#);
//! assert_eq!(decoded.error().retry(), Retry::Poll);
//!
//! // A resource server says it in a challenge (RFC 6750).
//! let challenge = r#"Bearer realm="example", error="insufficient_scope", scope="profile email""#;
//! let decoded = OAuth2Error::decode_response(403, &[("www-authenticate", challenge)], "");
//! let OAuth2Error::InsufficientScope { scope: Some(scope), .. } = decoded.error() else { panic!() };
//! assert_eq!(scope, "profile email");
//!
//! // The authorization endpoint redirects with the error.
//! let location = "https://client.example.com/cb?error=access_denied&state=xyz";
//! let decoded = OAuth2Error::detect_response(302, &[("location", location)], "").unwrap();
//! assert_eq!(decoded.error().name(), "ACCESS_DENIED");
//! assert_eq!(decoded.field("state").unwrap().to_string(), "xyz");
//! ```
//!
//! Each error is written where it belongs:
//!
//! ```
//! use errspec_specs::oauth2::OAuth2Error;
//!
//! let response = OAuth2Error::invalid_token("The token has expired.").encode_response();
//! assert_eq!(response.status, 401);
//! let challenge = r#"Bearer error_description="The token has expired.", error="invalid_token""#;
//! assert!(response.headers.contains(&("www-authenticate".into(), challenge.into())));
//!
//! let response = OAuth2Error::slow_down("").encode_response();
//! assert_eq!((response.status, response.body.as_slice()), (400, br#"{"error":"slow_down"}"#.as_slice()));
//! ```

#[errspec::table("oauth2.toml")]
pub enum OAuth2Error {}
