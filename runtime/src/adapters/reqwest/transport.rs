//! The errors of the transport.

use core::error::Error as _;

use ::reqwest::Error;

use crate::labels::OTHER;

/// Returns the kind of an error, one of a few words. An error of several kinds is of the first one.
pub(super) fn kind(error: &Error) -> &'static str {
    match error {
        _ if error.is_timeout() => "timeout",
        _ if error.is_dns() => "dns",
        _ if error.is_connect() => "connect",
        _ if error.is_builder() => "builder",
        _ if error.is_redirect() => "redirect",
        _ if is_broken_body(error) => "body",
        _ if error.is_decode() => "decode",
        _ if error.is_request() => "request",
        _ => OTHER,
    }
}

/// Returns `true` if the connection failed while the body was read, or if the time was over before its end.
///
/// `reqwest` calls this an error of decoding, as it does a body of another type than the caller wants. The sources differ.
pub(super) fn is_broken_body(error: &Error) -> bool {
    if error.is_decode() && error.is_timeout() {
        return true;
    }
    let mut source = error.source();
    while let Some(error) = source {
        if error.is::<hyper::Error>() {
            return true;
        }
        source = error.source();
    }
    error.is_body()
}
