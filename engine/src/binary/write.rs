//! From JSON text to a binary body.

use alloc::vec::Vec;

use super::base64;
use super::format::Format;
use crate::json::{Step, Tokens, is_marked, unescape};
use crate::kind::Kind;

/// Writes a JSON text in a binary format. A text that is not JSON becomes `null` from its error on.
pub(crate) fn from_json(json: &str, format: Format) -> Vec<u8> {
    let mut writer = Writer { tokens: Tokens::new(json.as_bytes()), format, out: Vec::with_capacity(json.len()) };
    if writer.value(0).is_none() {
        writer.null();
    }
    writer.out
}

struct Writer<'j> {
    tokens: Tokens<'j>,
    format: Format,
    out: Vec<u8>,
}

/// A list or a map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    List,
    Map,
}

impl Writer<'_> {
    /// Writes the value at a position. Returns the position after it.
    fn value(&mut self, at: usize) -> Step<usize> {
        let (at, first) = self.tokens.next(at);
        match first {
            b'{' => self.container(at + 1, Container::Map),
            b'[' => self.container(at + 1, Container::List),
            b'"' => self.string(at + 1),
            _ => {
                let (end, kind) = self.tokens.scalar(at, first)?;
                match kind {
                    Kind::True => self.boolean(true),
                    Kind::False => self.boolean(false),
                    Kind::Number => self.number(at, end),
                    _ => self.null(),
                }
                Some(end)
            }
        }
    }

    /// Writes a list or a map from after its bracket on.
    fn container(&mut self, mut at: usize, container: Container) -> Step<usize> {
        let start = self.out.len();
        // The head has one byte, unless there are many elements.
        self.out.push(0);
        let mut count = 0;
        loop {
            let byte;
            (at, byte) = self.tokens.next(at);
            match byte {
                b']' | b'}' => break,
                b',' => at += 1,
                _ => {}
            }
            if container == Container::Map {
                (at, _) = self.tokens.next(at);
                at = self.string(at + 1)?;
                (at, _) = self.tokens.next(at);
                at += 1;
            }
            at = self.value(at)?;
            count += 1;
        }
        let head = self.format.head_of(container, count);
        self.out.splice(start..=start, head);
        Some(at + 1)
    }

    /// Writes a string from after its quote on.
    fn string(&mut self, at: usize) -> Step<usize> {
        let (end, _) = self.tokens.string(at)?;
        let raw = self.tokens.body.get(at..end).unwrap_or_default();
        let text = unescape(raw);
        if let Some(bytes) = is_marked(raw).then(|| base64::decode(text.as_bytes())).flatten() {
            let head = self.format.head_of_bytes(bytes.len() as u64);
            self.out.extend(head);
            self.out.extend(bytes);
            return Some(end + 1);
        }
        let head = self.format.head_of_text(text.len() as u64);
        self.out.extend(head);
        self.out.extend_from_slice(text.as_bytes());
        Some(end + 1)
    }

    fn number(&mut self, at: usize, end: usize) {
        let digits = self.tokens.body.get(at..end).and_then(|digits| core::str::from_utf8(digits).ok()).unwrap_or("0");
        if let Ok(number) = digits.parse::<u64>() {
            let head = self.format.unsigned(number);
            return self.out.extend(head);
        }
        if let Ok(number) = digits.parse::<i64>() {
            let head = self.format.negative(number);
            return self.out.extend(head);
        }
        if let Some(head) = self.format.big(digits) {
            return self.out.extend(head);
        }
        self.out.push(self.format.byte(0xFB, 0xCB));
        self.out.extend(digits.parse::<f64>().unwrap_or_default().to_be_bytes());
    }

    fn boolean(&mut self, value: bool) {
        self.out.push(self.format.byte(0xF4, 0xC2) + u8::from(value));
    }

    fn null(&mut self) {
        self.out.push(self.format.byte(0xF6, 0xC0));
    }
}

/// The first bytes of a value.
type Head = Vec<u8>;

impl Format {
    /// Returns the byte of CBOR or that of MessagePack.
    #[allow(unused_variables, reason = "only one of the formats may be enabled")]
    fn byte(self, cbor: u8, message_pack: u8) -> u8 {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor,
            #[cfg(feature = "msgpack")]
            Self::MessagePack => message_pack,
        }
    }

    fn head_of(self, container: Container, count: u64) -> Head {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor_head(if container == Container::Map { 5 } else { 4 }, count),
            #[cfg(feature = "msgpack")]
            Self::MessagePack => match (container, count) {
                (Container::Map, 0..=15) => alloc::vec![0x80 | low_byte(count)],
                (Container::List, 0..=15) => alloc::vec![0x90 | low_byte(count)],
                (Container::Map, _) => sized_head(&[0xDE, 0xDF], 1, count),
                (Container::List, _) => sized_head(&[0xDC, 0xDD], 1, count),
            },
        }
    }

    fn head_of_text(self, length: u64) -> Head {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor_head(3, length),
            #[cfg(feature = "msgpack")]
            Self::MessagePack if length < 32 => alloc::vec![0xA0 | low_byte(length)],
            #[cfg(feature = "msgpack")]
            Self::MessagePack => sized_head(&[0xD9, 0xDA, 0xDB], 0, length),
        }
    }

    fn head_of_bytes(self, length: u64) -> Head {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor_head(2, length),
            #[cfg(feature = "msgpack")]
            Self::MessagePack => sized_head(&[0xC4, 0xC5, 0xC6], 0, length),
        }
    }

    /// Returns an integer of more than 64 bits as a big integer of CBOR; MessagePack has none.
    #[allow(unused_variables, reason = "only one of the formats may be enabled")]
    fn big(self, digits: &str) -> Option<Head> {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => {
                let (sign, number) = match digits.strip_prefix('-') {
                    // A negative number is -1 - n.
                    Some(positive) => (1, positive.parse::<u128>().ok()?.checked_sub(1)?),
                    None => (0, digits.parse::<u128>().ok()?),
                };
                if let Ok(small) = u64::try_from(number) {
                    return Some(cbor_head(sign, small));
                }
                let bytes = number.to_be_bytes();
                let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
                let bytes = bytes.get(zeros..).unwrap_or_default();
                let mut head = cbor_head(6, 2 + u64::from(sign));
                head.extend(cbor_head(2, bytes.len() as u64));
                head.extend_from_slice(bytes);
                Some(head)
            }
            #[cfg(feature = "msgpack")]
            Self::MessagePack => None,
        }
    }

    fn unsigned(self, number: u64) -> Head {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor_head(0, number),
            #[cfg(feature = "msgpack")]
            Self::MessagePack if number < 128 => alloc::vec![low_byte(number)],
            #[cfg(feature = "msgpack")]
            Self::MessagePack => sized_head(&[0xCC, 0xCD, 0xCE, 0xCF], 0, number),
        }
    }

    fn negative(self, number: i64) -> Head {
        match self {
            // -1 - n has the inverted bits of n.
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor_head(1, !number.cast_unsigned()),
            #[cfg(feature = "msgpack")]
            Self::MessagePack if number >= -32 => alloc::vec![low_byte(number.cast_unsigned())],
            #[cfg(feature = "msgpack")]
            Self::MessagePack => {
                let size = match number {
                    -0x80.. => 0,
                    -0x8000.. => 1,
                    -0x8000_0000.. => 2,
                    _ => 3,
                };
                let mut head = alloc::vec![0xD0 + size];
                head.extend(number.to_be_bytes().get(8 - (1 << size)..).unwrap_or_default());
                head
            }
        }
    }
}

#[cfg(feature = "cbor")]
fn cbor_head(major: u8, argument: u64) -> Head {
    match argument {
        0..=23 => alloc::vec![major << 5 | low_byte(argument)],
        _ => {
            let base = major << 5;
            sized_head(&[base | 24, base | 25, base | 26, base | 27], 0, argument)
        }
    }
}

/// Returns the first byte for the size of a number, and the number in so many bytes: two to the power of the index of the byte, which
/// counts from `smallest`.
fn sized_head(bytes: &[u8], smallest: u32, number: u64) -> Head {
    let needed = match number {
        0..=0xFF => 0,
        0x100..=0xFFFF => 1,
        0x1_0000..=0xFFFF_FFFF => 2,
        _ => 3,
    };
    let size = needed.max(smallest);
    let mut head: Head = bytes.get((size - smallest) as usize).copied().into_iter().collect();
    let digits = number.to_be_bytes();
    head.extend(digits.get(8 - (1 << size)..).unwrap_or_default());
    head
}

/// Returns the lowest eight bits.
fn low_byte(number: u64) -> u8 {
    number.to_be_bytes()[7]
}
