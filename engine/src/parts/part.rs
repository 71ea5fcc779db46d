//! A part of a body.

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// The pseudo header that has the name of an event.
pub const EVENT_TYPE: &str = ":event-type";

/// The pseudo header that has the status of a part, as in HTTP/2.
pub const STATUS: &str = ":status";

/// A part of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyPart<'b> {
    /// The place of the part in the body, counted from 0.
    pub index: usize,
    /// The status of a part that is an HTTP response.
    pub status: Option<u16>,
    /// The headers of the part.
    pub headers: Vec<(Cow<'b, str>, Cow<'b, str>)>,
    /// The body of the part.
    pub body: Cow<'b, [u8]>,
}

impl BodyPart<'_> {
    /// Returns the first value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}
