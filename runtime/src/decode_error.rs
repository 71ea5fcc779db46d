//! Errors of the strict forms of decoding.

use errspec_engine::decode;

/// An error of strict decoding: the response is not exactly as the table describes.
///
/// It has a kind and, where it concerns a part of the body, a byte offset with line and column.
pub type DecodeError = decode::DecodeError<'static>;

/// The kind of a [`DecodeError`].
pub type DecodeErrorKind = decode::DecodeErrorKind<'static>;
