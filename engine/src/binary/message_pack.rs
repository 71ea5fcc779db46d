//! The items of MessagePack, <https://github.com/msgpack/msgpack/blob/master/spec.md>.

use super::item::{Bytes, Item, Items};
use crate::json::Syntax;

/// A reader of MessagePack.
pub(super) struct MessagePackItems<'b>(pub(super) Bytes<'b>);

/// The type of the extension that is a point in time: -1.
const TIME: u8 = 0xFF;

impl<'b> Items<'b> for MessagePackItems<'b> {
    fn next(&mut self) -> Result<Item<'b>, Syntax> {
        let [first] = self.0.array()?;
        Ok(match first {
            0..=0x7F => Item::Unsigned(first.into()),
            0x80..=0x8F => Item::Map(Some(u64::from(first & 0xF))),
            0x90..=0x9F => Item::List(Some(u64::from(first & 0xF))),
            0xA0..=0xBF => Item::Text(self.0.take(u64::from(first & 0x1F))?),
            0xC0 => Item::Null,
            0xC1 => return Err(Syntax::DataItem),
            0xC2 => Item::Boolean(false),
            0xC3 => Item::Boolean(true),
            0xC4..=0xC6 => Item::Bytes(self.sized(first - 0xC4)?),
            0xC7..=0xC9 => {
                let length = self.0.unsigned(first - 0xC7)?;
                self.extension(length)?
            }
            0xCA => Item::Single(f32::from_be_bytes(self.0.array()?)),
            0xCB => Item::Double(f64::from_be_bytes(self.0.array()?)),
            0xCC..=0xCF => Item::Unsigned(self.0.unsigned(first - 0xCC)?),
            0xD0 => signed(i8::from_be_bytes(self.0.array()?).into()),
            0xD1 => signed(i16::from_be_bytes(self.0.array()?).into()),
            0xD2 => signed(i32::from_be_bytes(self.0.array()?).into()),
            0xD3 => signed(i64::from_be_bytes(self.0.array()?)),
            0xD4..=0xD8 => self.extension(1 << (first - 0xD4))?,
            0xD9..=0xDB => Item::Text(self.sized(first - 0xD9)?),
            0xDC | 0xDD => Item::List(Some(self.0.unsigned(first - 0xDC + 1)?)),
            0xDE | 0xDF => Item::Map(Some(self.0.unsigned(first - 0xDE + 1)?)),
            0xE0.. => signed(i8::from_be_bytes([first]).into()),
        })
    }

    fn rest(&self) -> &'b [u8] {
        self.0.0
    }
}

impl<'b> MessagePackItems<'b> {
    /// Takes bytes whose length comes first.
    fn sized(&mut self, size: u8) -> Result<&'b [u8], Syntax> {
        let length = self.0.unsigned(size)?;
        self.0.take(length)
    }

    /// Reads an extension: a point in time, or bytes of a type that has no meaning here.
    fn extension(&mut self, length: u64) -> Result<Item<'b>, Syntax> {
        let [kind] = self.0.array()?;
        let data = self.0.take(length)?;
        let mut bytes = Bytes(data);
        Ok(match (kind, length) {
            (TIME, 4) => Item::Time(i64::from(u32::from_be_bytes(bytes.array()?)), 0),
            (TIME, 8) => {
                let word = u64::from_be_bytes(bytes.array()?);
                let seconds = i64::try_from(word & 0x3_FFFF_FFFF).unwrap_or_default();
                Item::Time(seconds, u32::try_from(word >> 34).unwrap_or_default())
            }
            (TIME, 12) => {
                let nanoseconds = u32::from_be_bytes(bytes.array()?);
                Item::Time(i64::from_be_bytes(bytes.array()?), nanoseconds)
            }
            _ => Item::Bytes(data),
        })
    }
}

fn signed(number: i64) -> Item<'static> {
    match u64::try_from(number) {
        Ok(number) => Item::Unsigned(number),
        // -1 - n has the inverted bits of n.
        Err(_) => Item::Negative(!number.cast_unsigned()),
    }
}
