//! Kinds of values in a body.

/// The kind of a value in a body.
///
/// The kind is one word wide, so that a [`Slot`](crate::body::Slot) has no padding. A copied slot is then read with the same widths
/// with which it was written, and the processor can forward the stores to the loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Kind {
    /// No value, or `null`.
    Absent,
    /// A JSON string without escapes.
    Plain,
    /// A JSON string with escapes.
    Escaped,
    /// A JSON number.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// A JSON array.
    Array,
    /// A JSON object.
    Object,
    /// The index of an element.
    Index,
    /// A plain text, or the value of a line.
    Text,
    /// A percent-encoded string.
    Form,
    /// The text of an XML element or attribute.
    ///
    /// If elements of one name repeat, the range of the first goes on to the end of the content of the last.
    Xml,
    /// The content of an XML element with nested elements and no text of its own; of repeated elements as for `Xml`.
    Elements,
    /// A value outside an error of a list that is too long to be read again for each of the errors. It is present, but has neither a text
    /// nor a JSON. Both ends of the range are the number of its JSON type.
    Cut,
}
