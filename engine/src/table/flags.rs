//! The bits of the flags of rows.

/// The bits of the ways in which a code is found that is not found as it is.
pub mod code_flag {
    /// The case of ASCII letters is ignored.
    pub const IGNORE_CASE: u32 = 1;
    /// There are classes of codes.
    pub const CLASSES: u32 = 1 << 1;
}

/// The bits of the flags of a [`PlaceRow`](super::rows::PlaceRow).
pub mod place_flag {
    /// The place is read but not written.
    pub const READ_ONLY: u32 = 1;
    /// The value is percent-encoded.
    pub const PERCENT: u32 = 1 << 1;
    /// The value has a charset and is percent-encoded (RFC 8187).
    pub const RFC8187: u32 = 1 << 2;
    /// The white space at the ends of the text belongs to it.
    pub const UNTRIMMED: u32 = 1 << 3;
    /// The header is written in ISO-8859-1.
    pub const LATIN1: u32 = 1 << 4;
}

/// The bits of the flags of a [`RestrictionRow`](super::rows::RestrictionRow).
pub mod restriction_flag {
    /// A parameter takes the longest text with which the rest matches.
    pub const LONGEST: u32 = 1;
    /// An empty text or list is no value.
    pub const NOT_EMPTY: u32 = 1 << 1;
}

/// The bits of the flags of a [`FieldRow`](super::rows::FieldRow).
pub mod field_flag {
    /// The field is a parameter of the message.
    pub const PARAMETER: u32 = 1;
    /// A response without the field cannot be the entry.
    pub const REQUIRED: u32 = 1 << 1;
    /// The field is the code of the response.
    pub const CODE: u32 = 1 << 2;
    /// The value, which is no string, is written as a JSON string.
    pub const QUOTED: u32 = 1 << 3;
    /// Only some strings are values.
    pub const RESTRICTED: u32 = 1 << 4;
}

/// The bits of the flags of an [`EnvelopeRow`](super::rows::EnvelopeRow).
pub mod envelope_flag {
    /// The status is written as a string.
    pub const STATUS_AS_STRING: u32 = 1;
    /// The details are a map of sub-errors by name.
    pub const DETAILS_MAP: u32 = 1 << 1;
    /// A 2xx response may carry the envelope as an error.
    pub const IN_2XX: u32 = 1 << 2;
    /// The status is written as a string, with its reason phrase.
    pub const STATUS_WITH_PHRASE: u32 = 1 << 16;
    /// There are places of a request id, of details or of a delay outside of headers, or conditions of advice.
    pub const OPTIONAL_PARTS: u32 = 1 << 17;
    /// There are conditions under which a response tells whether to retry.
    pub const RETRY: u32 = 1 << 3;
    /// The position of the lowest bit of the number of the [`PartsKind`](crate::table::PartsKind), or 0 for a body that is one whole.
    pub const PARTS_SHIFT: u32 = 4;
}

/// The bits of the flags of an [`EntryRow`](super::rows::EntryRow).
pub mod entry_flag {
    /// The code is an integer.
    pub const INTEGER: u32 = 1;
    /// The code is a string.
    pub const STRING: u32 = 1 << 1;
    /// The position of the lowest bit of the retry number.
    pub const RETRY_SHIFT: u32 = 2;
    /// The position of the lowest bit of the `applied` number.
    pub const APPLIED_SHIFT: u32 = 4;
    /// A response must have one of the statuses.
    pub const STATES_STATUS: u32 = 1 << 6;
    /// The entry accepts any message.
    pub const ANY_TEXT: u32 = 1 << 7;
    /// The entry has a delay before a retry.
    pub const RETRY_AFTER: u32 = 1 << 8;
    /// The entry has a summary. Each flag from here on denotes a text, in the order of the texts.
    pub const SUMMARY: u32 = 1 << 9;
    /// The entry has an action.
    pub const ACTION: u32 = 1 << 10;
    /// The entry has a documentation URL of its own.
    pub const DOCS: u32 = 1 << 11;
    /// The entry has a version that introduced it.
    pub const SINCE: u32 = 1 << 12;
    /// The entry is deprecated. The text is its replacement, or empty.
    pub const DEPRECATED: u32 = 1 << 13;
    /// The entry has a symbolic name in responses.
    pub const SYMBOL: u32 = 1 << 14;
    /// The position of the lowest bit of the exit status, or 0 if the entry states none. This denotes no text.
    pub const EXIT_SHIFT: u32 = 16;
    /// The bits of the exit status.
    pub const EXIT: u32 = 0xff << EXIT_SHIFT;
    /// The position of the lowest bit of the number of the gRPC code, or 0 if the entry states none. This denotes no text.
    pub const GRPC_SHIFT: u32 = 24;
    /// The bits of the number of the gRPC code.
    pub const GRPC: u32 = 0x1f << GRPC_SHIFT;
    /// The responses of the entry are those of the frame of its envelope. This denotes no text.
    pub const FRAMED: u32 = 1 << 29;
    /// Only a response in the envelope of the entry can be the entry. This denotes no text.
    pub const ONE_ENVELOPE: u32 = 1 << 30;
    /// The entry has several codes or classes of codes, and keeps the one of the response. This denotes no text.
    pub const CODES: u32 = 1 << 31;
}
