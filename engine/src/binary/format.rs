//! The binary forms of JSON, and how a body is told to be in one.

/// A binary form of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// CBOR (RFC 8949).
    #[cfg(feature = "cbor")]
    Cbor,
    /// MessagePack.
    #[cfg(feature = "msgpack")]
    MessagePack,
}

impl Format {
    /// Returns the format of a media type. Its parameters are ignored.
    pub(crate) fn of_media_type(value: &str) -> Option<Self> {
        let essence = value.split(';').next().unwrap_or_default().trim();
        let is = |names: &[&str], suffix: &str| {
            let end = essence.len().checked_sub(suffix.len()).and_then(|at| essence.get(at..));
            names.iter().any(|name| essence.eq_ignore_ascii_case(name))
                || end.is_some_and(|end| end.eq_ignore_ascii_case(suffix))
        };
        #[cfg(feature = "cbor")]
        if is(&["application/cbor"], "+cbor") {
            return Some(Self::Cbor);
        }
        #[cfg(feature = "msgpack")]
        if is(&["application/msgpack", "application/x-msgpack", "application/vnd.msgpack"], "+msgpack") {
            return Some(Self::MessagePack);
        }
        None
    }

    /// Returns the format of a body whose media type is unknown: that of a map, if it begins with one. No text begins so.
    pub(crate) fn of_map(body: &[u8]) -> Option<Self> {
        #[cfg(feature = "cbor")]
        if matches!(body, [0xA0..=0xBF, ..] | [0xD9, 0xD9, 0xF7, ..]) {
            return Some(Self::Cbor);
        }
        // The bytes of a long map also begin characters. The high byte of its count does not continue one.
        #[cfg(feature = "msgpack")]
        if matches!(body, [0x80..=0x8F, ..] | [0xDE | 0xDF, 0..=0x7F, ..]) {
            return Some(Self::MessagePack);
        }
        None
    }
}
