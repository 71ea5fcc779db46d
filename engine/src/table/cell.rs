//! The cells of the rows of a table image, and the macro by which one declaration of a row defines its writer, its reader and its
//! width.
//!
//! A row is a sequence of little-endian 32-bit words. Its cells are in the order of the declaration.

use alloc::vec::Vec;

/// The number of bytes in a word.
const WORD: usize = 4;

/// The value of a cell that refers to no row.
pub const NONE: u32 = u32::MAX;

/// A row of a section.
pub trait Row: Sized + Default + Clone {
    /// The width of the row in bytes.
    const BYTES: usize;

    /// The type of the bytes of a row.
    type Bytes: AsRef<[u8]> + 'static;

    /// Divides the bytes of rows.
    fn chunks(bytes: &[u8]) -> &[Self::Bytes];

    /// Reads a row.
    fn read(bytes: &Self::Bytes) -> Self;

    /// Appends the row.
    fn write(&self, out: &mut Vec<u8>);
}

/// A value in a row.
pub(super) trait Cell: Sized {
    fn read(bytes: &[u8], at: usize) -> Self;

    fn write(self, out: &mut Vec<u8>);
}

impl Cell for u32 {
    #[inline]
    fn read(bytes: &[u8], at: usize) -> Self {
        bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |word| Self::from_le_bytes(*word))
    }

    #[inline]
    fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
}

impl Cell for u64 {
    #[inline]
    fn read(bytes: &[u8], at: usize) -> Self {
        bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |words| Self::from_le_bytes(*words))
    }

    #[inline]
    fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
}

/// Consecutive rows of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// The number of the first row.
    pub first: u32,
    /// The number of rows.
    pub count: u32,
}

/// The place of a text in the text of the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TextRef {
    /// The offset of the first byte.
    pub start: u32,
    /// The number of bytes.
    pub length: u32,
}

/// The slots that a node of a layout keeps a value in.
///
/// A single slot, the usual case, is in the row of the node itself, so that the scanner has to look nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct NodeSlots {
    /// The number of the only slot; of several slots, the first of their consecutive rows.
    pub first: u32,
    /// The number of slots.
    pub count: u32,
}

impl TextRef {
    /// The absence of a text, which differs from the empty text.
    pub const NONE: Self = Self { start: NONE, length: 0 };
}

macro_rules! pair_cells {
    ($($ty:ident { $first:ident, $second:ident })*) => {$(
        impl Cell for $ty {
            #[inline]
            fn read(bytes: &[u8], at: usize) -> Self {
                Self { $first: u32::read(bytes, at), $second: u32::read(bytes, at + WORD) }
            }

            #[inline]
            fn write(self, out: &mut Vec<u8>) {
                Cell::write(self.$first, out);
                Cell::write(self.$second, out);
            }
        }
    )*};
}

pair_cells! { Span { first, count } NodeSlots { first, count } TextRef { start, length } }

/// Declares rows.
macro_rules! rows {
    ($(
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$cell_doc:meta])* $cell:ident: $ty:ty,)*
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default)]
        // In memory a row has the layout that it has in an image, so that the offset of a field is that of its cell.
        #[repr(C, packed(4))]
        pub struct $name {
            $($(#[$cell_doc])* pub $cell: $ty,)*
        }

        #[allow(dead_code, reason = "some cells are only read with their row")]
        impl $name {
            $(
                /// Reads one cell of a row.
                #[inline]
                pub(crate) fn $cell(row: &<Self as Row>::Bytes) -> $ty {
                    Cell::read(row, core::mem::offset_of!(Self, $cell))
                }
            )*
        }

        impl Row for $name {
            const BYTES: usize = size_of::<Self>();

            type Bytes = [u8; <$name as Row>::BYTES];

            #[inline(always)]
            fn chunks(bytes: &[u8]) -> &[Self::Bytes] {
                bytes.as_chunks().0
            }

            #[inline]
            fn read(bytes: &Self::Bytes) -> Self {
                Self { $($cell: Self::$cell(bytes)),* }
            }

            #[inline]
            fn write(&self, out: &mut Vec<u8>) {
                $(Cell::write(self.$cell, out);)*
            }
        }
    )*};
}

/// Makes rows the cells of others.
macro_rules! row_cells {
    ($($ty:ident)*) => {$(
        impl Cell for $ty {
            #[inline]
            fn read(bytes: &[u8], at: usize) -> Self {
                let row = bytes.get(at..).and_then(<[u8]>::first_chunk);
                row.map_or_else(Self::default, <Self as Row>::read)
            }

            #[inline]
            fn write(self, out: &mut Vec<u8>) {
                Row::write(&self, out);
            }
        }
    )*};
}

pub(super) use {row_cells, rows};
