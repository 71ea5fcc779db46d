//! The items of a binary body, and the bytes that they are read from.

use crate::json::Syntax;

/// The beginning of a value: a scalar, or the head of a list or a map.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(not(all(feature = "cbor", feature = "msgpack")), allow(dead_code, reason = "some belong to one format"))]
pub(super) enum DataItem<'b> {
    Null,
    Boolean(bool),
    Unsigned(u64),
    /// The number -1 - n.
    Negative(u64),
    /// An integer of more than 64 bits, without its sign.
    Big(Sign, u128),
    Single(f32),
    Double(f64),
    Text(&'b [u8]),
    Bytes(&'b [u8]),
    /// A text in chunks, up to a `Break`.
    TextChunks,
    /// Bytes in chunks, up to a `Break`.
    ByteChunks,
    /// A list of so many elements, or up to a `Break`.
    List(Option<u64>),
    /// A map of so many pairs, or up to a `Break`.
    Map(Option<u64>),
    Break,
    /// A point in time: seconds and nanoseconds since 1970.
    Time(i64, u32),
}

/// The sign of a big integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "cbor"), allow(dead_code, reason = "MessagePack has no big integers"))]
pub(super) enum Sign {
    Plus,
    Minus,
}

/// The reader of the items of one format.
pub(super) trait DataItems<'b> {
    /// Reads the next item.
    fn next(&mut self) -> Result<DataItem<'b>, Syntax>;

    /// Returns the bytes that are left.
    fn rest(&self) -> &'b [u8];
}

/// The bytes of a body that are still to be read.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'b>(pub(super) &'b [u8]);

impl<'b> Bytes<'b> {
    /// Takes the next bytes.
    pub(super) fn take(&mut self, count: u64) -> Result<&'b [u8], Syntax> {
        let count = usize::try_from(count).map_err(|_| Syntax::UnexpectedEnd)?;
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Syntax::UnexpectedEnd)?;
        self.0 = rest;
        Ok(taken)
    }

    /// Takes the next bytes as an array.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Syntax> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Syntax::UnexpectedEnd)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// Takes an unsigned integer of 1, 2, 4 or 8 bytes: two to the power of `size`.
    pub(super) fn unsigned(&mut self, size: u8) -> Result<u64, Syntax> {
        Ok(match size {
            0 => u8::from_be_bytes(self.array()?).into(),
            1 => u16::from_be_bytes(self.array()?).into(),
            2 => u32::from_be_bytes(self.array()?).into(),
            _ => u64::from_be_bytes(self.array()?),
        })
    }
}
