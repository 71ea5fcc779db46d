//! The items of MessagePack, <https://github.com/msgpack/msgpack/blob/master/spec.md>.

use super::item::{Bytes, DataItem, DataItems};
use crate::json::Syntax;

/// A reader of MessagePack.
pub(super) struct MessagePackItems<'b>(pub(super) Bytes<'b>);

/// The type of the extension that is a point in time: -1.
const TIME: u8 = 0xFF;

impl<'b> DataItems<'b> for MessagePackItems<'b> {
    fn next(&mut self) -> Result<DataItem<'b>, Syntax> {
        let [first] = self.0.array()?;
        Ok(match first {
            0..=0x7F => DataItem::Unsigned(first.into()),
            0x80..=0x8F => DataItem::Map(Some(u64::from(first & 0xF))),
            0x90..=0x9F => DataItem::List(Some(u64::from(first & 0xF))),
            0xA0..=0xBF => DataItem::Text(self.0.take(u64::from(first & 0x1F))?),
            0xC0 => DataItem::Null,
            0xC1 => return Err(Syntax::DataItem),
            0xC2 => DataItem::Boolean(false),
            0xC3 => DataItem::Boolean(true),
            0xC4..=0xC6 => DataItem::Bytes(self.sized(first - 0xC4)?),
            0xC7..=0xC9 => {
                let length = self.0.unsigned(first - 0xC7)?;
                self.extension(length)?
            }
            0xCA => DataItem::Single(f32::from_be_bytes(self.0.array()?)),
            0xCB => DataItem::Double(f64::from_be_bytes(self.0.array()?)),
            0xCC..=0xCF => DataItem::Unsigned(self.0.unsigned(first - 0xCC)?),
            0xD0 => signed(i8::from_be_bytes(self.0.array()?).into()),
            0xD1 => signed(i16::from_be_bytes(self.0.array()?).into()),
            0xD2 => signed(i32::from_be_bytes(self.0.array()?).into()),
            0xD3 => signed(i64::from_be_bytes(self.0.array()?)),
            0xD4..=0xD8 => self.extension(1 << (first - 0xD4))?,
            0xD9..=0xDB => DataItem::Text(self.sized(first - 0xD9)?),
            0xDC | 0xDD => DataItem::List(Some(self.0.unsigned(first - 0xDC + 1)?)),
            0xDE | 0xDF => DataItem::Map(Some(self.0.unsigned(first - 0xDE + 1)?)),
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
    fn extension(&mut self, length: u64) -> Result<DataItem<'b>, Syntax> {
        let [kind] = self.0.array()?;
        let data = self.0.take(length)?;
        let mut bytes = Bytes(data);
        Ok(match (kind, length) {
            (TIME, 4) => DataItem::Time(i64::from(u32::from_be_bytes(bytes.array()?)), 0),
            (TIME, 8) => {
                let word = u64::from_be_bytes(bytes.array()?);
                let seconds = i64::try_from(word & 0x3_FFFF_FFFF).unwrap_or_default();
                DataItem::Time(seconds, u32::try_from(word >> 34).unwrap_or_default())
            }
            (TIME, 12) => {
                let nanoseconds = u32::from_be_bytes(bytes.array()?);
                DataItem::Time(i64::from_be_bytes(bytes.array()?), nanoseconds)
            }
            _ => DataItem::Bytes(data),
        })
    }
}

fn signed(number: i64) -> DataItem<'static> {
    match u64::try_from(number) {
        Ok(number) => DataItem::Unsigned(number),
        // -1 - n has the inverted bits of n.
        Err(_) => DataItem::Negative(!number.cast_unsigned()),
    }
}
