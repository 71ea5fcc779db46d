//! The errors of [Amazon S3](https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html), and of the servers that speak its
//! protocol.
//!
//! ```
//! use errspec_specs::s3::S3Error;
//!
//! let body = "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>\
//!             <Resource>/photos/cat.jpg</Resource><RequestId>4442587FB7D0A2F9</RequestId></Error>";
//! let decoded = S3Error::decode(404, body);
//! assert_eq!(decoded.error(), &S3Error::no_such_key("The specified key does not exist."));
//! assert_eq!(decoded.field("resource").unwrap().to_string(), "/photos/cat.jpg");
//! assert_eq!(decoded.request_id(), Some("4442587FB7D0A2F9"));
//! ```
//!
//! The response to `DeleteObjects` is a 200 that lists the keys which could not be deleted:
//!
//! ```
//! use errspec_specs::s3::S3Error;
//!
//! let body = "<DeleteResult><Deleted><Key>a</Key></Deleted>\
//!             <Error><Key>b</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>\
//!             <Error><Key>c</Key><Code>InternalError</Code><Message>Try again.</Message></Error></DeleteResult>";
//! let decoded = S3Error::detect(200, body).unwrap();
//! let errors = decoded.errors();
//! assert_eq!(errors.iter().map(|listed| listed.error().name()).collect::<Vec<_>>(), ["ACCESS_DENIED", "INTERNAL_ERROR"]);
//! assert_eq!(errors[1].field("key").unwrap().to_string(), "c");
//! ```
//!
//! A server of the same protocol writes them:
//!
//! ```
//! use errspec_specs::s3::S3Error;
//!
//! let response = S3Error::slow_down("Please reduce your request rate.").encode_response();
//! assert_eq!(response.status, 503);
//! assert!(String::from_utf8(response.body).unwrap().contains("<Code>SlowDown</Code>"));
//! ```

#[errspec::table("s3.toml")]
pub enum S3Error {}
