//! From a binary body to JSON text.
//!
//! A body that is malformed becomes a text that is cut off at the same place, so that the values before it are kept.

use alloc::vec::Vec;
use core::fmt;

use super::base64;
#[cfg(feature = "cbor")]
use super::cbor::CborItems;
use super::format::Format;
use super::item::{Bytes, DataItem, DataItems, Sign};
#[cfg(feature = "msgpack")]
use super::message_pack::MessagePackItems;
use crate::json::{Syntax, SyntaxError, mark};

/// The most levels of lists and maps, as in JSON.
const DEPTH: usize = 128;

/// A binary body as JSON text.
pub(crate) struct Transcoded {
    pub(crate) json: Vec<u8>,
    /// The error in the body, with its offset there. The text is then malformed, too.
    pub(crate) error: Option<SyntaxError>,
}

/// Reads a binary body.
pub(crate) fn to_json(body: &[u8], format: Format) -> Transcoded {
    match format {
        #[cfg(feature = "cbor")]
        Format::Cbor => transcode(body, CborItems(Bytes(body))),
        #[cfg(feature = "msgpack")]
        Format::MessagePack => transcode(body, MessagePackItems(Bytes(body))),
    }
}

fn transcode<'b>(body: &'b [u8], items: impl DataItems<'b>) -> Transcoded {
    let mut transcoder = Transcoder { items, out: Vec::with_capacity(body.len() + body.len() / 2) };
    let mut result = transcoder.next(0);
    let (rest, mut json) = (transcoder.items.rest(), transcoder.out);
    if result.is_ok() && !rest.is_empty() {
        result = Err(Syntax::Trailing);
        // Unlike other text after a value, this is not passed over.
        json.push(b'[');
    }
    if result.is_err() && json.last().is_some_and(u8::is_ascii_digit) {
        // The last number is whole, unlike one at the end of a text.
        json.push(b' ');
    }
    if json.is_empty() {
        // An empty text would be an empty body.
        json.push(b'{');
    }
    let error = result.err().map(|syntax| SyntaxError { offset: body.len() - rest.len(), syntax });
    Transcoded { json, error }
}

struct Transcoder<I> {
    items: I,
    out: Vec<u8>,
}

impl<'b, I: DataItems<'b>> Transcoder<I> {
    /// Writes the next value.
    fn next(&mut self, depth: usize) -> Result<(), Syntax> {
        let item = self.items.next()?;
        self.value(item, depth)
    }

    fn value(&mut self, item: DataItem<'b>, depth: usize) -> Result<(), Syntax> {
        match item {
            DataItem::List(_) | DataItem::Map(_) if depth == DEPTH => Err(Syntax::Depth),
            DataItem::List(count) => self.list(count, depth + 1),
            DataItem::Map(count) => self.map(count, depth + 1),
            DataItem::Text(_) | DataItem::Bytes(_) | DataItem::TextChunks | DataItem::ByteChunks => self.string(item),
            DataItem::Break => Err(Syntax::DataItem),
            scalar => {
                self.scalar(scalar);
                Ok(())
            }
        }
    }

    fn list(&mut self, mut count: Option<u64>, depth: usize) -> Result<(), Syntax> {
        self.out.push(b'[');
        let mut separator = Separator::default();
        while let Some(item) = self.next_of(&mut count)? {
            separator.write(&mut self.out);
            self.value(item, depth)?;
        }
        self.out.push(b']');
        Ok(())
    }

    fn map(&mut self, mut count: Option<u64>, depth: usize) -> Result<(), Syntax> {
        self.out.push(b'{');
        let mut separator = Separator::default();
        while let Some(key) = self.next_of(&mut count)? {
            let (start, before) = (self.out.len(), separator);
            separator.write(&mut self.out);
            self.key(key, depth)?;
            self.out.push(b':');
            self.next(depth)?;
            // JSON has no such name.
            if matches!(key, DataItem::List(_) | DataItem::Map(_)) {
                self.out.truncate(start);
                separator = before;
            }
        }
        self.out.push(b'}');
        Ok(())
    }

    /// Writes the name of a member. A number is the name of its digits.
    fn key(&mut self, key: DataItem<'b>, depth: usize) -> Result<(), Syntax> {
        let is_scalar = !matches!(
            key,
            DataItem::Text(_)
                | DataItem::Bytes(_)
                | DataItem::TextChunks
                | DataItem::ByteChunks
                | DataItem::List(_)
                | DataItem::Map(_)
        );
        if !is_scalar {
            return self.value(key, depth);
        }
        self.out.push(b'"');
        self.value(key, depth)?;
        self.out.push(b'"');
        Ok(())
    }

    /// Returns the next item of a list or a map; `None` at its end.
    fn next_of(&mut self, count: &mut Option<u64>) -> Result<Option<DataItem<'b>>, Syntax> {
        match count {
            Some(0) => Ok(None),
            Some(left) => {
                *left -= 1;
                self.items.next().map(Some)
            }
            None => Ok(Some(self.items.next()?).filter(|item| *item != DataItem::Break)),
        }
    }

    /// Writes a text, or bytes in Base64.
    fn string(&mut self, item: DataItem<'b>) -> Result<(), Syntax> {
        let start = self.out.len();
        self.out.push(b'"');
        match item {
            DataItem::Text(text) => escape(text, &mut self.out),
            DataItem::Bytes(bytes) => self.bytes(bytes),
            DataItem::TextChunks => loop {
                match self.items.next() {
                    Ok(DataItem::Text(text)) => escape(text, &mut self.out),
                    Ok(DataItem::Break) => break,
                    // A part of a string is no value.
                    other => return self.cut(start, other),
                }
            },
            _ => {
                let mut bytes = Vec::new();
                loop {
                    match self.items.next() {
                        Ok(DataItem::Bytes(chunk)) => bytes.extend_from_slice(chunk),
                        Ok(DataItem::Break) => break,
                        other => return self.cut(start, other),
                    }
                }
                self.bytes(&bytes);
            }
        }
        self.out.push(b'"');
        Ok(())
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
        base64::encode(bytes, &mut text);
        mark(&text, &mut self.out);
    }

    /// Removes a string that is cut off, or has an item that is no chunk of it.
    fn cut(&mut self, start: usize, item: Result<DataItem<'b>, Syntax>) -> Result<(), Syntax> {
        self.out.truncate(start);
        Err(item.err().unwrap_or(Syntax::DataItem))
    }

    fn scalar(&mut self, item: DataItem<'_>) {
        match item {
            DataItem::Boolean(true) => self.out.extend_from_slice(b"true"),
            DataItem::Boolean(false) => self.out.extend_from_slice(b"false"),
            DataItem::Unsigned(number) => self.number(format_args!("{number}")),
            DataItem::Negative(number) => self.number(format_args!("-{}", u128::from(number) + 1)),
            DataItem::Big(Sign::Plus, number) => self.number(format_args!("{number}")),
            DataItem::Big(Sign::Minus, number) => self.number(format_args!("-{number}")),
            DataItem::Single(number) => match whole(number.into()) {
                Some(whole) => self.number(format_args!("{whole}")),
                None if number.is_finite() => self.number(format_args!("{number:?}")),
                None => self.out.extend_from_slice(b"null"),
            },
            DataItem::Double(number) => match whole(number) {
                Some(whole) => self.number(format_args!("{whole}")),
                None if number.is_finite() => self.number(format_args!("{number:?}")),
                None => self.out.extend_from_slice(b"null"),
            },
            DataItem::Time(seconds, 0) => self.number(format_args!("{seconds}")),
            DataItem::Time(seconds, nanoseconds) => self.time(seconds, nanoseconds),
            _ => self.out.extend_from_slice(b"null"),
        }
    }

    /// Writes seconds with a fraction. The fraction of a time before 1970 counts forward, too.
    fn time(&mut self, seconds: i64, nanoseconds: u32) {
        let total = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        let sign = if total < 0 { "-" } else { "" };
        let total = total.unsigned_abs();
        self.number(format_args!("{sign}{}.{:09}", total / 1_000_000_000, total % 1_000_000_000));
    }

    fn number(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a `Vec` does not fail.
        let _ = fmt::write(&mut Ascii(&mut self.out), text);
    }
}

/// The comma between elements: none before the first.
#[derive(Clone, Copy, Default)]
struct Separator {
    is_needed: bool,
}

impl Separator {
    fn write(&mut self, out: &mut Vec<u8>) {
        if self.is_needed {
            out.push(b',');
        }
        self.is_needed = true;
    }
}

struct Ascii<'o>(&'o mut Vec<u8>);

impl fmt::Write for Ascii<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Returns a float as the integer that it is, if every integer up to it is a float: languages without integers write all numbers as
/// floats.
fn whole(number: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "a number that is cut is another one than before")]
    let whole = number as i64;
    #[allow(clippy::cast_precision_loss, reason = "it is exact up to 2^53")]
    let is_same = (whole as f64).to_bits() == number.to_bits();
    (is_same && whole.unsigned_abs() < 1 << 53).then_some(whole)
}

/// Appends the bytes of a text as they stand in a JSON string. Those that are not UTF-8 are kept: the reader of JSON replaces them.
fn escape(text: &[u8], out: &mut Vec<u8>) {
    for byte in text {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..=0x1F => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                let digit = |number: u8| DIGITS.get(usize::from(number)).copied().unwrap_or_default();
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&[digit(byte >> 4), digit(byte & 0xF)]);
            }
            _ => out.push(*byte),
        }
    }
}
