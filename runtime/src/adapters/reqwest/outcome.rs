//! The outcome of a call: a success, or an error of the API or the transport.

use alloc::boxed::Box;
use alloc::vec::Vec;

use ::http::HeaderMap;
use ::http::header::CONTENT_TYPE;
use ::reqwest::StatusCode;
use errspec_engine::parts::parts_of_media_type;
use errspec_engine::table::PartsKind;

#[cfg(feature = "reqwest-middleware")]
use super::advice::transport_advice;
use super::body::Reading;
use super::failure::Incomplete;
use crate::adapters::problem::decode_received;
use crate::decoded::Decoded;
#[cfg(feature = "reqwest-middleware")]
use crate::retry_policy::{Advice, Advise};
use crate::spec::Decode;

/// The default limit of the bytes that are read of a body: 1 MiB.
pub const DEFAULT_LIMIT: usize = 1 << 20;

/// Returns `true` if a response is a success whatever its body, or a stream, whose end may be far.
pub(super) fn is_forwarded_unread<E: Decode>(status: StatusCode, headers: &HeaderMap) -> bool {
    status.is_success() && (is_stream(headers) || !may_be_error::<E>())
}

fn is_stream(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = content_type.and_then(parts_of_media_type);
    matches!(kind, Some(PartsKind::EventStream | PartsKind::JsonLines))
}

/// Returns `true` if the table has errors in 2xx responses.
fn may_be_error<E: Decode>() -> bool {
    E::tables().iter().flat_map(|table| table.envelopes()).any(|envelope| envelope.is_in_2xx())
}

/// The outcome of a call whose response was read.
pub(super) enum Outcome<E> {
    /// An error of the API.
    Error(Box<Decoded<'static, E>>, Option<Incomplete>),
    /// A body that broke off before it could be decoded.
    Broken(::reqwest::Error),
    /// A success; `whole` is `false` if the body was not read to its end.
    Success { bytes: Vec<u8>, whole: bool },
}

impl Reading {
    /// Decides whether the response is a success or an error.
    pub(super) fn outcome<E: Decode>(self, status: StatusCode, headers: &HeaderMap, limit: usize) -> Outcome<E> {
        let Self { bytes, incomplete } = self;
        let read = bytes.get(..limit).unwrap_or(&bytes);
        // Whether an incomplete body is an error can only be read from the status.
        if status.as_u16() >= 400 {
            let decoded = decode_received::<E>(status.as_u16(), headers, read).into_owned();
            return Outcome::Error(Box::new(decoded), incomplete);
        }
        match incomplete {
            Some(Incomplete::Broken(error)) => Outcome::Broken(error),
            Some(Incomplete::TooLong | Incomplete::TooSlow) => Outcome::Success { bytes, whole: false },
            None => match E::detect_response(status.as_u16(), headers, read).map(Decoded::into_owned) {
                Some(decoded) => Outcome::Error(Box::new(decoded), None),
                None => Outcome::Success { bytes, whole: true },
            },
        }
    }

    /// Returns the advice of a response that is an error; `None` for a success.
    #[cfg(feature = "reqwest-middleware")]
    pub(super) fn advice<E: Decode>(&self, status: StatusCode, headers: &HeaderMap, limit: usize) -> Option<Advice> {
        let read = self.bytes.get(..limit).unwrap_or(&self.bytes);
        let decoded = match &self.incomplete {
            _ if status.as_u16() >= 400 => decode_received::<E>(status.as_u16(), headers, read),
            Some(Incomplete::Broken(error)) => return Some(transport_advice(error)),
            Some(Incomplete::TooLong | Incomplete::TooSlow) => return None,
            None => E::detect_response(status.as_u16(), headers, read)?,
        };
        let timed_out = matches!(&self.incomplete, Some(Incomplete::Broken(error)) if error.is_timeout());
        Some(decoded.advice().timed_out(timed_out))
    }
}
