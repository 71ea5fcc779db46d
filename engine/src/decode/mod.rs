//! Decoding: from a response to an entry with its values.
//!
//! ```text
//! parts       the parts of a response besides its entry
//! outside     the values that the errors of a body share
//! binary      bodies in CBOR and MessagePack, which are decoded as JSON
//! transcoded  bodies in another charset than UTF-8
//! gathered    the sub-errors at a location with `*`
//! details     the sub-errors of a response
//! resolve     the entry of a response
//! in_parts    responses whose body is in parts
//! total       total decoding; decode and detect
//! strict      strict decoding: the response must be exactly as the table describes
//! incoming    a response to decode
//! element     an element of a list of errors: whether it is one
//! errors      the errors of a response that lists several
//! ```

#[cfg(any(feature = "cbor", feature = "msgpack"))]
mod binary;
mod details;
mod element;
mod error;
mod errors;
mod gathered;
mod in_parts;
mod incoming;
#[cfg(test)]
mod linear;
mod outside;
mod parts;
mod resolve;
mod strict;
mod total;
mod transcoded;

pub use self::details::{count_many_details, each_detail, each_detail_json};
pub use self::error::{DecodeError, DecodeErrorKind};
pub use self::errors::{ListedError, count_many_errors, each_error, each_error_by_other};
pub use self::incoming::Incoming;
pub use self::parts::{Decoded, ForeignParts, ResponseParts};
pub use self::resolve::top_level_field;
pub use self::strict::try_decode;
pub use self::total::{decode, detect};
