//! The engine of [errspec](https://docs.rs/errspec): the code that is the same for every table.
//!
//! A [`Table`](table::Table) is a view of a table image. The image is `'static` in generated code and owned in a tool. The engine
//! uses the table to decode responses, to render messages and to encode errors. It works on entries and values; it does not know
//! the Rust types of errors.
//!
//! This crate is an implementation detail of errspec and follows its versions. Programs depend on `errspec`.
//!
//! The crate is `no_std` and needs `alloc`.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod backtrack;
#[cfg(any(feature = "cbor", feature = "msgpack"))]
mod binary;
pub mod body;
mod capture;
mod class;
pub mod code;
pub mod date;
pub mod decode;
pub mod duration;
pub mod encode;
mod ends;
mod escape;
mod excerpt;
pub mod explain;
mod find;
mod gap;
pub mod json;
mod kind;
pub mod location;
mod matcher;
mod media_type;
mod number;
mod page;
pub mod parts;
pub mod render;
mod repeats;
pub mod response;
mod retry;
mod scaled;
mod search;
mod status;
pub mod table;
pub mod template;
mod timed;
pub mod timestamp;
pub mod trace;
pub mod trial;
mod value;
mod visited;

pub use self::code::Code;
pub use self::excerpt::{Excerpt, is_unprintable};
pub use self::find::{Found, MatchedWording};
pub use self::kind::Kind;
pub use self::media_type::{check_cbor, check_msgpack, feature_of_media_type};
pub use self::number::{integer, whole};
pub use self::page::is_page;
pub use self::retry::{Applied, Retry};
pub use self::status::{StatusRange, reason_phrase};
pub use self::timed::field_json;
pub use self::timestamp::{Timestamp, TimestampError};
pub use self::value::{FieldValues, Fields, Value, json_string};
