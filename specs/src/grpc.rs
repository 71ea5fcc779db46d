//! The codes of [gRPC](https://grpc.io/docs/guides/status-codes).
//!
//! With the feature `tonic`, a status of tonic becomes a variant, and a variant a status:
//!
//! ```
//! # #[cfg(feature = "tonic")] {
//! use errspec::Retry;
//! use errspec_specs::grpc::{GrpcError, from_status};
//! use tonic::{Code, Status};
//!
//! let error = from_status(&Status::unavailable("the server is restarting")).unwrap();
//! assert_eq!(error, GrpcError::unavailable("the server is restarting"));
//! assert_eq!(error.retry(), Retry::After);
//! assert_eq!(error.status(), Some(503));
//!
//! let status = Status::from(GrpcError::not_found("there is no topic `news`"));
//! assert_eq!((status.code(), status.message()), (Code::NotFound, "there is no topic `news`"));
//! # }
//! ```
//!
//! The trailers of any client, and what gRPC-Gateway, Connect and Google's APIs send in JSON, are decoded as any other response:
//!
//! ```
//! use errspec_specs::grpc::GrpcError;
//!
//! let trailers = [("grpc-status", "5"), ("grpc-message", "There is no topic %22news%22")];
//! let decoded = GrpcError::detect_response(200, &trailers, "").unwrap();
//! assert_eq!(decoded.error(), &GrpcError::not_found(r#"There is no topic "news""#));
//!
//! let decoded = GrpcError::decode(400, r#"{"code": "invalid_argument", "message": "sentence cannot be empty"}"#);
//! assert_eq!(decoded.error(), &GrpcError::invalid_argument("sentence cannot be empty"));
//!
//! let response = GrpcError::aborted("the version is 7").encode_response();
//! assert_eq!(response.status, 409);
//! assert_eq!(response.body, br#"{"message":"the version is 7","code":10}"#);
//! ```

#[cfg_attr(feature = "tonic", errspec::table("grpc.toml", tonic))]
#[cfg_attr(not(feature = "tonic"), errspec::table("grpc.toml"))]
pub enum GrpcError {}

/// Returns the error of a status; `None` for [`Ok`](tonic::Code::Ok).
///
/// The code decides, and the message is kept. The details of google.rpc, which tell the errors of one service apart, are for the table of that
/// service: decode them with [`errspec::tonic`].
#[cfg(feature = "tonic")]
#[cfg_attr(docsrs, doc(cfg(feature = "tonic")))]
#[must_use]
pub fn from_status(status: &tonic::Status) -> Option<GrpcError> {
    let plain = tonic::Status::new(status.code(), status.message());
    (status.code() != tonic::Code::Ok).then(|| errspec::tonic::decode(&plain))
}
