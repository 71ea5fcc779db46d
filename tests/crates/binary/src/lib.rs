//! Errors whose bodies are in CBOR and MessagePack.

/// Any body.
#[errspec::table("tables/any.toml")]
pub enum Any {}

/// Errors that are written in CBOR.
#[errspec::table("tables/cbor.toml")]
pub enum Cbor {}

/// Errors that are written in MessagePack.
#[errspec::table("tables/msgpack.toml")]
pub enum MessagePack {}
