//! Typed errors for the client [`reqwest`](https://docs.rs/reqwest): one call turns a response into a success or an error.
//!
//! ```
//! use errspec::reqwest::{Failure, ResponseExt};
//!
//! #[errspec::table("specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! async fn status(client: &reqwest::Client, url: &str) -> Result<String, Failure<FlanksError>> {
//!     Ok(client.get(url).send().await?.or_error::<FlanksError>().await?.text().await?)
//! }
//!
//! # fn respond() -> reqwest::Response {
//! #     let body = r#"{"error": "Missing fields: client_id", "error_code": 40001}"#;
//! #     http::Response::builder().status(400).body(body).unwrap().into()
//! # }
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # runtime.block_on(async {
//! # let response = respond();
//! match response.or_error::<FlanksError>().await {
//!     Ok(response) => println!("{}", response.status()),
//!     Err(failure) => match failure.api() {
//!         Some(FlanksError::MissingFields { fields }) => assert_eq!(fields, &["client_id"]),
//!         Some(error) => println!("{error}, retry after {:?}", failure.retry_after()),
//!         None => println!("no response: {failure}"),
//!     },
//! }
//! # });
//! ```
//!
//! # Reading of the body
//!
//! A 2xx response is forwarded unread, so that it can be streamed, unless an envelope of the table is `in_2xx`. The body of any
//! other response is read up to [`DEFAULT_LIMIT`], or the limit of [`or_error_within`](ResponseExt::or_error_within):
//!
//! - An error whose body is longer than the limit, or broken, is decoded from the bytes that were read.
//!   [`ApiError::incomplete`] returns the reason, and `Display` shows it. The rest is not read.
//! - A success keeps its status, version, URL, headers, extensions and whole body. A body that is longer than the limit counts
//!   as a success: the bytes that were read are put before the rest.
//!
//! The trailers of a body that was read are lost. The client sets the timeout, which holds for the call and its body together; `reqwest` has
//! none by default. The feature does not build for a browser (`wasm32-unknown-unknown`), where a response of `reqwest` cannot be rebuilt after its body was read.
//!
//! An error that is a problem document by its media type (`application/problem+json`) and does not fit the table's envelopes is decoded by
//! [`problem::decode_response`](crate::problem::decode_response).
//!
//! # Streams
//!
//! A 2xx response that is an event stream or JSON lines is always forwarded unread. Its errors come as events, after the 200:
//! [`ResponseExt::events`] returns the events, each as data or as an error of the API.
//!
//! ```
//! use errspec::reqwest::{Failure, ResponseExt};
//!
//! # #[errspec::table("specs/flanks.toml")]
//! # pub enum FlanksError {}
//! async fn follow(response: reqwest::Response) -> Result<(), Failure<FlanksError>> {
//!     let mut events = response.or_error::<FlanksError>().await?.events::<FlanksError>();
//!     while let Some(event) = events.next().await {
//!         println!("{}", event?.text());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! `runtime/examples/reqwest.rs` is a whole program.

mod advice;
#[cfg(feature = "reqwest-blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest-blocking")))]
pub mod blocking;
mod body;
#[cfg(feature = "reqwest-blocking")]
mod event_iter;
mod events;
mod failure;
#[cfg(feature = "reqwest-middleware")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest-middleware")))]
pub mod middleware;
mod outcome;
mod response;
mod transport;

pub use self::events::EventStream;
pub use self::failure::{ApiError, Failure, Incomplete};
pub use self::outcome::DEFAULT_LIMIT;
pub use self::response::ResponseExt;
