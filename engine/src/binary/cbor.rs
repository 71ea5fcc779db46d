//! The items of CBOR (RFC 8949).

use super::item::{Bytes, DataItem, DataItems, Sign};
use crate::json::Syntax;

/// A reader of CBOR. Tags are ignored, except those of big integers.
pub(super) struct CborItems<'b>(pub(super) Bytes<'b>);

impl<'b> DataItems<'b> for CborItems<'b> {
    fn next(&mut self) -> Result<DataItem<'b>, Syntax> {
        let mut big = None;
        loop {
            let [initial] = self.0.array()?;
            let (major, info) = (initial >> 5, initial & 0x1F);
            match (major, info) {
                (2, 31) => return Ok(DataItem::ByteChunks),
                (3, 31) => return Ok(DataItem::TextChunks),
                (4, 31) => return Ok(DataItem::List(None)),
                (5, 31) => return Ok(DataItem::Map(None)),
                (7, _) => return self.simple(info),
                _ => {}
            }
            let argument = self.argument(info)?;
            return Ok(match major {
                0 => DataItem::Unsigned(argument),
                1 => DataItem::Negative(argument),
                2 => number_of(self.0.take(argument)?, big),
                3 => DataItem::Text(self.0.take(argument)?),
                4 => DataItem::List(Some(argument)),
                5 => DataItem::Map(Some(argument)),
                _ => {
                    big = match argument {
                        2 => Some(Sign::Plus),
                        3 => Some(Sign::Minus),
                        _ => None,
                    };
                    continue;
                }
            });
        }
    }

    fn rest(&self) -> &'b [u8] {
        self.0.0
    }
}

impl<'b> CborItems<'b> {
    /// Reads the argument of an item: a number, a length or a count.
    fn argument(&mut self, info: u8) -> Result<u64, Syntax> {
        match info {
            0..=23 => Ok(info.into()),
            24..=27 => self.0.unsigned(info - 24),
            _ => Err(Syntax::DataItem),
        }
    }

    /// Reads a simple value or a number with a fraction.
    fn simple(&mut self, info: u8) -> Result<DataItem<'b>, Syntax> {
        Ok(match info {
            20 => DataItem::Boolean(false),
            21 => DataItem::Boolean(true),
            25 => DataItem::Single(half(u16::from_be_bytes(self.0.array()?))),
            26 => DataItem::Single(f32::from_be_bytes(self.0.array()?)),
            27 => DataItem::Double(f64::from_be_bytes(self.0.array()?)),
            31 => DataItem::Break,
            24 => match self.0.array()? {
                [0..=31] => return Err(Syntax::DataItem),
                [_] => DataItem::Null,
            },
            28..=30 => return Err(Syntax::DataItem),
            // `null`, `undefined`, and values that have no meaning yet.
            _ => DataItem::Null,
        })
    }
}

/// Returns a byte string as the big integer that it is, if it has at most 128 bits.
fn number_of(bytes: &[u8], big: Option<Sign>) -> DataItem<'_> {
    let Some(sign) = big else { return DataItem::Bytes(bytes) };
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    if digits.len() > 16 {
        return DataItem::Bytes(bytes);
    }
    let number = digits.iter().fold(0, |number: u128, byte| number << 8 | u128::from(*byte));
    match (sign, u64::try_from(number)) {
        (Sign::Plus, Ok(small)) => DataItem::Unsigned(small),
        (Sign::Minus, Ok(small)) => DataItem::Negative(small),
        (Sign::Plus, Err(_)) => DataItem::Big(sign, number),
        // The number is -1 - n.
        (Sign::Minus, Err(_)) => {
            number.checked_add(1).map_or(DataItem::Bytes(bytes), |number| DataItem::Big(sign, number))
        }
    }
}

/// Returns the number of a half-precision float.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let (exponent, fraction) = (u32::from(bits >> 10 & 0x1F), u32::from(bits & 0x3FF));
    match exponent {
        // A subnormal number counts units of 2^-24.
        0 => f32::from_bits(sign | (f32::from(bits & 0x3FF) / 16_777_216.0).to_bits()),
        31 => f32::from_bits(sign | 0x7F80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn half_floats_are_exact() {
        for (bits, number) in [
            (0x0000, 0.0),
            (0x3C00, 1.0),
            (0xC400, -4.0),
            (0x7BFF, 65504.0),
            (0x0001, 5.960_464_5e-8),
            (0x0400, 6.103_515_6e-5),
            (0x3E00, 1.5),
        ] {
            assert_eq!(half(bits).to_bits(), f32::to_bits(number), "{bits:#x}");
        }
        assert_eq!(half(0xFC00), f32::NEG_INFINITY);
        assert!(half(0x7E00).is_nan());
    }
}
