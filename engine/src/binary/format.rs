//! The binary forms of JSON, and the recognition of a body in one.

use crate::media_type::feature_of_media_type;

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
        match feature_of_media_type(value)? {
            #[cfg(feature = "cbor")]
            "cbor" => Some(Self::Cbor),
            #[cfg(feature = "msgpack")]
            "msgpack" => Some(Self::MessagePack),
            _ => None,
        }
    }

    /// Returns the media type of the format, as IANA has it.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => "application/cbor",
            #[cfg(feature = "msgpack")]
            Self::MessagePack => "application/vnd.msgpack",
        }
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
