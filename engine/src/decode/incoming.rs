//! A response to decode.

use crate::response::{Clock, HeaderLookup};

/// A response as received from the transport.
#[derive(Clone, Copy)]
pub struct Incoming<'h, 'b> {
    /// The HTTP status; `None` if the transport has none.
    pub status: Option<u16>,
    /// The headers; `None` if the transport has none.
    pub headers: Option<HeaderLookup<'h>>,
    /// The body.
    pub body: &'b [u8],
    /// The clock for a delay that is given as a point in time.
    pub clock: Clock,
}

impl core::fmt::Debug for Incoming<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Incoming").field("status", &self.status).field("body", &self.body).finish_non_exhaustive()
    }
}
