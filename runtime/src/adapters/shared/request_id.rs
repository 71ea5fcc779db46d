//! The request id of a request: functions that return it, and its valid texts.

use alloc::string::{String, ToString};

/// The greatest length of a request id that is taken from a header, in bytes.
const MAX_ID: usize = 200;

/// A function that returns the request id for the head of a request.
pub(in crate::adapters) type IdFunction<H> = dyn Fn(&H) -> Option<String> + Send + Sync;

/// Returns the request id in the value of a header. The client may have sent it, so it is ignored if it is long or has other than
/// visible characters.
pub(in crate::adapters) fn request_id(value: &[u8]) -> Option<String> {
    let is_id = !value.is_empty() && value.len() <= MAX_ID && value.iter().all(u8::is_ascii_graphic);
    core::str::from_utf8(value).ok().filter(|_| is_id).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::{MAX_ID, request_id};

    #[test]
    fn an_id_is_visible_and_short() {
        assert_eq!(request_id(b"01GVEDZ0").as_deref(), Some("01GVEDZ0"));
        assert_eq!(request_id(b""), None);
        assert_eq!(request_id(b"two words"), None);
        assert_eq!(request_id("größer".as_bytes()), None);
        assert!(request_id(&[b'x'; MAX_ID]).is_some());
        assert_eq!(request_id(&[b'x'; MAX_ID + 1]), None);
    }
}
