//! Bodies in a binary form of JSON: CBOR (RFC 8949) and MessagePack. They are read and written as JSON text, so that the locations of a
//! table, and all that reads JSON, work for them.

mod base64;
#[cfg(feature = "cbor")]
mod cbor;
mod format;
mod item;
#[cfg(feature = "msgpack")]
mod message_pack;
mod read;
mod write;

pub(crate) use self::format::Format;
pub(crate) use self::read::{Transcoded, to_json};
pub(crate) use self::write::from_json;
