//! Event streams (`text/event-stream`, HTML Living Standard, section 9.2).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::search::position;

/// An event of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'b> {
    /// The name, if the event has one.
    pub name: Option<Cow<'b, str>>,
    /// The lines of data, joined by line feeds.
    pub data: Cow<'b, [u8]>,
}

/// Reads the lines of an event; `None` if none of them has data, as in a comment that keeps a connection alive.
#[must_use]
pub fn read_event(block: &[u8]) -> Option<Event<'_>> {
    let (mut name, mut data): (_, Option<Cow<'_, [u8]>>) = (None, None);
    let mut rest = block;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        rest = after;
        let (field, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (line.get(..colon).unwrap_or_default(), line.get(colon + 1..).unwrap_or_default()),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match field {
            b"event" => name = Some(value),
            b"data" => match &mut data {
                None => data = Some(Cow::Borrowed(value)),
                Some(data) => {
                    let data = data.to_mut();
                    data.push(b'\n');
                    data.extend_from_slice(value);
                }
            },
            _ => {}
        }
    }
    let name = name.filter(|name| !name.is_empty()).map(alloc::string::String::from_utf8_lossy);
    Some(Event { name, data: data? })
}

/// Returns the first line of a text and what follows it. A line ends with CRLF, LF or CR.
fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    let Some(end) = text.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else { return (text, &[]) };
    let after = end + if text.get(end..).is_some_and(|rest| rest.starts_with(b"\r\n")) { 2 } else { 1 };
    (text.get(..end).unwrap_or_default(), text.get(after..).unwrap_or_default())
}

/// Finds the ends of events in a stream whose bytes come in chunks. Each byte is looked at once.
///
/// An event ends with an empty line. A single CR at the end of the bytes may be the first half of a CRLF, so its line ends with the next byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Blocks {
    /// The bytes of the current event that have been looked at.
    seen: usize,
    /// The position after the last end of a line.
    line: usize,
}

impl Blocks {
    /// Looks for the end of the event with which `bytes` begin. Returns the length of the event's lines, and that with the empty line.
    ///
    /// Without an end, the next call must have the same bytes, followed by more.
    pub fn find(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        while let Some(byte) = bytes.get(self.seen) {
            if !matches!(byte, b'\n' | b'\r') {
                self.seen += 1;
                continue;
            }
            let next = bytes.get(self.seen + 1);
            if *byte == b'\r' && next.is_none() {
                return None;
            }
            let width = if *byte == b'\r' && next == Some(&b'\n') { 2 } else { 1 };
            let (length, after) = (self.line, self.seen + width);
            if self.seen == self.line {
                *self = Self::default();
                return Some((length, after));
            }
            (self.seen, self.line) = (after, after);
        }
        None
    }
}

impl Blocks {
    /// Looks for the end of the line with which `bytes` begin, as [`find`](Self::find) looks for that of an event.
    pub fn find_line(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        let rest = bytes.get(self.seen..).unwrap_or_default();
        match position(b'\n', rest) {
            Some(end) => {
                let end = self.seen + end;
                *self = Self::default();
                Some((end, end + 1))
            }
            None => {
                self.seen = bytes.len();
                None
            }
        }
    }

    /// Replaces the bytes of an event without an end by a few that leave open the same ends.
    pub fn drop_seen(&mut self, bytes: &mut Vec<u8>) {
        let tail: &[u8] = match bytes.as_slice() {
            // An empty line that may end with a CRLF.
            [.., b'\n' | b'\r', b'\r'] => b"x\n\r",
            [.., b'\r'] => b"x\r",
            [.., b'\n'] => b"x\n",
            _ => b"x",
        };
        bytes.clear();
        bytes.extend_from_slice(tail);
        *self = Self::default();
    }
}

/// Returns `true` if a body begins with a line of an event stream.
pub(super) fn begins_as_stream(body: &[u8]) -> bool {
    let text = body.trim_ascii_start();
    [&b":"[..], b"data:", b"event:", b"id:", b"retry:"].iter().any(|field| text.starts_with(field))
}

/// Returns the blocks of lines of a whole stream. The last may be cut off.
pub(super) fn blocks(body: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(body).filter(|body| !body.is_empty());
    core::iter::from_fn(move || {
        let bytes = rest?;
        let (length, after) = Blocks::default().find(bytes).unwrap_or((bytes.len(), bytes.len()));
        rest = bytes.get(after..).filter(|rest| !rest.is_empty());
        bytes.get(..length)
    })
}

/// Appends an event to a stream.
pub(crate) fn write_event(name: Option<&str>, data: &[u8], out: &mut Vec<u8>) {
    if let Some(name) = name {
        out.extend_from_slice(b"event: ");
        out.extend(name.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')));
        out.push(b'\n');
    }
    let mut rest = Some(data);
    while let Some(text) = rest {
        let (line, after) = split_line(text);
        out.extend_from_slice(b"data: ");
        out.extend_from_slice(line);
        out.push(b'\n');
        rest = (line.len() < text.len()).then_some(after);
    }
    out.push(b'\n');
}
