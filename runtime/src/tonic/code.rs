//! HTTP statuses and gRPC codes.

use ::tonic::Code;

/// The gRPC code of an HTTP status: the mapping of
/// [`google/rpc/code.proto`](https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto), read backwards.
///
/// Of codes that share a status, the one that says least is taken.
///
/// | status | code |
/// |---|---|
/// | 400 | `INVALID_ARGUMENT` |
/// | 401 | `UNAUTHENTICATED` |
/// | 403 | `PERMISSION_DENIED` |
/// | 404 | `NOT_FOUND` |
/// | 409 | `ABORTED` |
/// | 416 | `OUT_OF_RANGE` |
/// | 429 | `RESOURCE_EXHAUSTED` |
/// | 499 | `CANCELLED` |
/// | any other 4xx | `FAILED_PRECONDITION` |
/// | 501 | `UNIMPLEMENTED` |
/// | 503 | `UNAVAILABLE` |
/// | 504 | `DEADLINE_EXCEEDED` |
/// | any other 5xx | `INTERNAL` |
/// | anything else, 2xx too | `UNKNOWN`: an error is never `OK` |
///
/// ```
/// assert_eq!(errspec::tonic::code(404), tonic::Code::NotFound);
/// assert_eq!(errspec::tonic::code(200), tonic::Code::Unknown);
/// ```
#[must_use]
pub fn code(status: u16) -> Code {
    match status {
        400 => Code::InvalidArgument,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::NotFound,
        409 => Code::Aborted,
        416 => Code::OutOfRange,
        429 => Code::ResourceExhausted,
        499 => Code::Cancelled,
        402..=499 => Code::FailedPrecondition,
        501 => Code::Unimplemented,
        503 => Code::Unavailable,
        504 => Code::DeadlineExceeded,
        500..=599 => Code::Internal,
        _ => Code::Unknown,
    }
}

/// The HTTP status of a gRPC code, as `google/rpc/code.proto` has it.
///
/// ```
/// assert_eq!(errspec::tonic::http_status(tonic::Code::AlreadyExists), 409);
/// ```
#[must_use]
pub fn http_status(code: Code) -> u16 {
    match code {
        Code::Ok => 200,
        Code::InvalidArgument | Code::FailedPrecondition | Code::OutOfRange => 400,
        Code::Unauthenticated => 401,
        Code::PermissionDenied => 403,
        Code::NotFound => 404,
        Code::AlreadyExists | Code::Aborted => 409,
        Code::ResourceExhausted => 429,
        Code::Cancelled => 499,
        Code::Unimplemented => 501,
        Code::Unavailable => 503,
        Code::DeadlineExceeded => 504,
        Code::Unknown | Code::Internal | Code::DataLoss => 500,
    }
}
