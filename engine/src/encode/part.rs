//! Responses to send, as one whole or as a part of a body.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(any(feature = "cbor", feature = "msgpack"))]
use crate::binary::{Format, to_json};
use crate::json::compact;
use crate::parts::{EVENT_TYPE, STATUS, boundary_for, boundary_of, write_event};
use crate::table::{BodyKind, PartsKind};

/// A response to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Encoded {
    /// Returns the body as text: a body in CBOR or MessagePack is JSON. Bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn body_text(&self) -> String {
        #[cfg(any(feature = "cbor", feature = "msgpack"))]
        if let Some(format) =
            format_of(self.headers.iter().map(|(name, value)| (&**name, &**value))).filter(|_| !self.body.is_ascii())
        {
            return String::from_utf8_lossy(&to_json(&self.body, format).json).into_owned();
        }
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Returns the format of a body with these headers.
#[cfg(any(feature = "cbor", feature = "msgpack"))]
pub(super) fn format_of<'h>(mut headers: impl Iterator<Item = (&'h str, &'h str)>) -> Option<Format> {
    let (_, media_type) = headers.find(|(name, _)| *name == "content-type")?;
    Format::of_media_type(media_type)
}

/// Returns a response as the only part of a body.
pub(super) fn write_as_part(kind: PartsKind, response: Encoded, body: BodyKind) -> Encoded {
    match kind {
        PartsKind::JsonLines => Encoded { body: [compact(&response.body).as_bytes(), b"\n"].concat(), ..response },
        PartsKind::EventStream => as_event(response),
        PartsKind::Multipart => as_multipart(response, body),
    }
}

/// Returns a response as an event, whose name is the pseudo header.
fn as_event(response: Encoded) -> Encoded {
    let Encoded { status, mut headers, body: data } = response;
    let name = headers.iter().position(|(name, _)| name == EVENT_TYPE).map(|place| headers.remove(place).1);
    let mut body = Vec::new();
    write_event(name.as_deref(), &data, &mut body);
    Encoded { status, headers, body }
}

/// Returns a response as an HTTP response in a multipart body. The media type of the envelope is that of the multipart body; all other
/// headers belong to the part.
fn as_multipart(response: Encoded, kind: BodyKind) -> Encoded {
    let Encoded { status, headers, body: content } = response;
    let media_type = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
    let named = media_type.and_then(boundary_of).map(str::to_owned);
    let boundary = named.unwrap_or_else(|| boundary_for(&content));
    let mut body = String::new();
    let mut outer = Vec::new();
    let mut line = |text: &[&str]| {
        body.push_str(&text.concat());
        body.push_str("\r\n");
    };
    line(&["--", &boundary]);
    line(&["Content-Type: application/http"]);
    line(&[]);
    line(&["HTTP/1.1 ", &alloc::format!("{status}"), " "]);
    line(&["Content-Type: ", kind.media_type()]);
    for (name, value) in headers {
        match name == "content-type" {
            true if boundary_of(&value).is_some() => outer.push((name, value)),
            true => outer.push((name, [&value, "; boundary=", &boundary].concat())),
            // The first line has the status.
            false if name == STATUS => {}
            false => line(&[&name, ": ", &value]),
        }
    }
    line(&[]);
    line(&[&String::from_utf8_lossy(&content)]);
    line(&["--", &boundary, "--"]);
    Encoded { status, headers: outer, body: body.into_bytes() }
}
