//! The kind of parts that a body has.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::ControlFlow;

use super::events::{begins_as_stream, blocks, read_event};
use super::lines::{has_several, json_values};
use super::multipart::{boundary_of, each_part, first_boundary};
use super::part::{BodyPart, EVENT_TYPE};
use crate::body::after_mark;
use crate::table::{PartsKind, Table};

/// The parts of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Framing {
    pub(crate) kind: PartsKind,
    boundary: Vec<u8>,
    /// `true` if the media type or the table says so. Otherwise the body only looks as if it had parts.
    pub(crate) is_told: bool,
}

impl Framing {
    /// Returns the parts that a body has; `None` if it is one whole.
    pub(crate) fn of(table: &Table<'_>, content_type: Option<&str>, body: &[u8]) -> Option<Self> {
        let text = after_mark(body);
        if let Some(kind) = content_type.and_then(parts_of_media_type) {
            let named = content_type.and_then(boundary_of).map(str::as_bytes);
            return Self { kind, boundary: Vec::new(), is_told: true }.bounded(named, text);
        }
        let looks = |kind: &PartsKind| match kind {
            PartsKind::JsonLines => has_several(text),
            PartsKind::EventStream => begins_as_stream(text),
            PartsKind::Multipart => first_boundary(text).is_some(),
        };
        let told = table.envelopes().iter().filter_map(|envelope| envelope.parts()).find(looks);
        // Another media type says that the body is a whole, except that several JSON values never are one.
        let seen = || {
            PartsKind::ALL
                .into_iter()
                .filter(|kind| content_type.is_none() || *kind == PartsKind::JsonLines)
                .find(looks)
        };
        Self { kind: told.or_else(seen)?, boundary: Vec::new(), is_told: told.is_some() }.bounded(None, text)
    }

    /// Returns the framing with its boundary; `None` if a multipart body has none.
    fn bounded(self, named: Option<&[u8]>, text: &[u8]) -> Option<Self> {
        if self.kind != PartsKind::Multipart {
            return Some(self);
        }
        Some(Self { boundary: named.or_else(|| first_boundary(text))?.to_vec(), ..self })
    }

    /// Calls `take` with every part of a body.
    pub(crate) fn each<'b>(&self, body: &'b [u8], take: &mut dyn FnMut(BodyPart<'b>) -> ControlFlow<()>) {
        let text = after_mark(body);
        let mut index = 0;
        let mut take_data = |headers, body| {
            let part = BodyPart { index, status: None, headers, body };
            index += 1;
            take(part)
        };
        // The caller has stopped it.
        let _ = match self.kind {
            PartsKind::JsonLines => json_values(text, &mut |value| take_data(Vec::new(), Cow::Borrowed(value))),
            PartsKind::EventStream => blocks(text).filter_map(read_event).try_for_each(|event| {
                if is_end(&event.data) {
                    return ControlFlow::Continue(());
                }
                let name = event.name.map(|name| (Cow::Borrowed(EVENT_TYPE), name));
                take_data(name.into_iter().collect(), event.data)
            }),
            PartsKind::Multipart => each_part(&self.boundary, text, take),
        };
    }
}

/// Returns `true` for data that only says that the stream ends.
fn is_end(data: &[u8]) -> bool {
    matches!(data.trim_ascii(), b"" | b"[DONE]")
}

/// Returns the kind of parts that a media type says.
#[must_use]
pub fn parts_of_media_type(content_type: &str) -> Option<PartsKind> {
    const LINES: [&str; 6] = ["x-ndjson", "ndjson", "jsonl", "x-jsonlines", "jsonlines", "json-seq"];
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let (main, sub) = essence.split_once('/')?;
    if main.eq_ignore_ascii_case("multipart") {
        return Some(PartsKind::Multipart);
    }
    if essence.eq_ignore_ascii_case("text/event-stream") {
        return Some(PartsKind::EventStream);
    }
    LINES.iter().any(|name| sub.eq_ignore_ascii_case(name)).then_some(PartsKind::JsonLines)
}

/// Returns `true` if a body may have parts that only its media type tells: it begins neither as JSON nor as markup.
#[inline]
pub(crate) fn may_have_parts(body: &[u8]) -> bool {
    !matches!(body.first(), Some(b'{' | b'[' | b'<') | None)
}
