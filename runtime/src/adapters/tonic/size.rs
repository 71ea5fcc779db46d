//! The size of a status in the headers of HTTP/2.

use alloc::borrow::ToOwned;
use alloc::string::String;

use ::tonic::Status;

/// The most bytes of a header list that a status takes (RFC 9113, section 6.5.2).
///
/// A peer accepts 8 KiB by default. The rest is for the other headers.
pub(super) const MAX_STATUS: usize = 7 * 1024;

/// The most bytes of the header list that a message takes, both of its copies counted.
const MAX_MESSAGE: usize = 3 * 1024;

/// The bytes that every header takes besides its name and its value.
const PER_HEADER: usize = 32;

/// The bytes of the header list for the three headers of a status, and for what encloses its details.
const ENCLOSING: usize = 600;

/// The most bytes that enclose a text in a detail: tags and lengths, for the text itself and for what it is a part of.
const PER_TEXT: usize = 16;

/// The end of a message that is truncated.
pub(super) const ELLIPSIS: &str = "…";

/// Returns the bytes that a status takes of a header list, without its metadata.
pub(super) fn header_list_size(status: &Status) -> usize {
    let size = |name: &str, value: usize| if value == 0 { 0 } else { name.len() + value + PER_HEADER };
    // A code has up to two digits.
    size("grpc-status", 2)
        + size("grpc-message", percent_encoded(status.message()))
        + size("grpc-status-details-bin", base64(status.details().len()))
}

/// Returns the length of a percent-encoded message. It counts every character as encoded that any implementation encodes.
fn percent_encoded(text: &str) -> usize {
    text.bytes().map(percent_encoded_byte).sum()
}

fn percent_encoded_byte(byte: u8) -> usize {
    if byte.is_ascii_alphanumeric() || b"-._~,;:=+*&()[]/".contains(&byte) { 1 } else { 3 }
}

/// Returns the length of bytes in Base64.
fn base64(length: usize) -> usize {
    length.div_ceil(3) * 4
}

/// Returns the message, truncated if it is too long. `room` is what the rest of the status leaves.
pub(super) fn truncated(message: &str, room: &mut Room) -> String {
    let cost = |text: &str| percent_encoded(text) + base64(text.len() + PER_TEXT);
    let limit = MAX_MESSAGE.min(room.left);
    if cost(message) <= limit {
        room.left -= cost(message);
        return message.to_owned();
    }
    let mut short = String::new();
    let mut size = cost(ELLIPSIS);
    for character in message.chars() {
        let bytes = character.len_utf8();
        let encoded = percent_encoded(character.encode_utf8(&mut [0; 4]));
        // A third more for Base64, and rounded up.
        size += encoded + bytes + bytes.div_ceil(3);
        if size > limit {
            break;
        }
        short.push(character);
    }
    short.push_str(ELLIPSIS);
    room.left = room.left.saturating_sub(cost(&short));
    short
}

/// Returns a text of at most this many bytes.
pub(super) fn shortened(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.get(..end).unwrap_or_default()
}

/// The room that is left for the details of a status.
pub(super) struct Room {
    left: usize,
}

impl Room {
    /// Returns the room of a status without details. `reserved` bytes are for a text that is added later.
    pub(super) fn new(reserved: usize) -> Self {
        Self { left: MAX_STATUS - ENCLOSING - base64(reserved + PER_TEXT) }
    }

    /// Takes the room for texts that belong together. Returns `false` if there is not enough.
    pub(super) fn take(&mut self, texts: &[&str]) -> bool {
        let size = base64(texts.iter().map(|text| text.len() + PER_TEXT).sum());
        let fits = size <= self.left;
        if fits {
            self.left -= size;
        }
        fits
    }
}
