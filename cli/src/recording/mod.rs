//! Recorded responses, in the formats of the tools that record them.
//!
//! ```text
//! har          HTTP archives of browsers
//! ndjson       JSON lines with members that are chosen
//! http_file    HTTP messages: the output of `curl -i`, and `.http` files
//! body         transfer codings and content codings of a body
//! ```

mod body;
mod har;
mod http_file;
mod ndjson;

use std::sync::Arc;

use errspec_engine::response::HeaderLines;
use serde_json::Value;

pub(crate) use self::ndjson::Members;
use crate::failure::Failure;

/// A recorded response.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// The place of the response in its file; empty if the file has no other.
    pub(crate) place: String,
    pub(crate) status: Option<u16>,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

/// What is known of the responses of a file besides the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The status of bare bodies.
    pub(crate) status: Option<u16>,
    /// The headers of bare bodies.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    /// The members of JSON lines, if the file has such lines.
    pub(crate) lines: Option<Members>,
}

/// Reads the responses of a file. The format is recognized by the content.
pub(crate) fn read(bytes: &[u8], known: &Known) -> Result<Vec<Recorded>, Failure> {
    if let Some(members) = &known.lines {
        return ndjson::read(bytes, members);
    }
    if http_file::is_messages(bytes) {
        return Ok(http_file::read(bytes));
    }
    if let Ok(json) = serde_json::from_slice::<Value>(bytes)
        && har::is_archive(&json)
    {
        return har::read(&json);
    }
    let mut bare =
        Recorded { place: String::new(), status: known.status, headers: known.headers.clone(), body: bytes.to_vec() };
    body::decode(&mut bare);
    Ok(vec![bare])
}

impl Recorded {
    /// Returns the values of all lines of a header.
    fn values<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r [u8]> {
        self.headers.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_slice())
    }

    /// Returns the first value of a header as text.
    fn header(&self, name: &str) -> Option<String> {
        self.values(name).next().map(|value| text(value).to_string())
    }
}

impl HeaderLines for Recorded {
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>)) {
        self.values(name).for_each(|value| take(text(value)));
    }
}

/// Returns the text of a header: UTF-8, or else ISO-8859-1.
fn text(value: &[u8]) -> Arc<str> {
    match std::str::from_utf8(value) {
        Ok(text) => text.into(),
        Err(_) => value.iter().copied().map(char::from).collect::<String>().into(),
    }
}
