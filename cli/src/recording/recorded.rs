//! A recorded response.

use std::sync::Arc;

use errspec_engine::response::HeaderLines;

/// A recorded response.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// The place of the response in its file; empty if the file has no other.
    pub(crate) place: String,
    pub(crate) status: Option<u16>,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Recorded {
    /// Returns the values of all lines of a header.
    fn values<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r [u8]> {
        self.headers.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_slice())
    }

    /// Returns the first value of a header as text.
    pub(super) fn header(&self, name: &str) -> Option<String> {
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
