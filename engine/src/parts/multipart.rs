//! Multipart bodies (RFC 2046, section 5.1). A part may be an HTTP response, as in the answer to a batch.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::ControlFlow;

use super::part::{BodyPart, STATUS};
use super::transfer::decoded;
use crate::search::position;

/// The deepest nesting of multipart bodies that is read. OData nests a change set in a batch.
const DEPTH: usize = 4;

/// The headers of a part.
type PartHeaders<'b> = Vec<(Cow<'b, str>, Cow<'b, str>)>;

/// Calls `take` with every part of a multipart body. The parts of a part that is multipart itself take its place.
pub(super) fn each_part<'b>(
    boundary: &[u8],
    body: &'b [u8],
    take: &mut dyn FnMut(BodyPart<'b>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut index = 0;
    each_within(boundary, body, DEPTH, &mut |part| {
        let part = BodyPart { index, ..part };
        index += 1;
        take(part)
    })
}

fn each_within<'b>(
    boundary: &[u8],
    body: &'b [u8],
    depth: usize,
    take: &mut dyn FnMut(BodyPart<'b>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for content in contents(boundary, body) {
        let part = read_part(content);
        let content_type = part.header("content-type").unwrap_or_default();
        match (boundary_of(content_type), &part.body) {
            (Some(inner), Cow::Borrowed(body)) if depth > 1 && inner.as_bytes() != boundary => {
                each_within(inner.as_bytes(), body, depth - 1, take)?;
            }
            _ if part.body.trim_ascii().is_empty() && part.status.is_none() => {}
            _ => take(part)?,
        }
    }
    ControlFlow::Continue(())
}

/// Returns what stands between the boundaries of a body. The last part may be cut off.
fn contents<'b>(boundary: &[u8], body: &'b [u8]) -> Vec<&'b [u8]> {
    let (mut found, mut open, mut at) = (Vec::new(), None, 0);
    while at < body.len() {
        let rest = body.get(at..).unwrap_or_default();
        let length = position(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..length).unwrap_or_default();
        if let Some(end) = delimiter(boundary, line) {
            found.extend(open.and_then(|start| body.get(start..at)));
            if end == Delimiter::Last {
                return found;
            }
            open = Some(at + length);
        }
        at += length;
    }
    found.extend(open.and_then(|start| body.get(start..)));
    found
}

/// A line between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delimiter {
    Next,
    Last,
}

fn delimiter(boundary: &[u8], line: &[u8]) -> Option<Delimiter> {
    match line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii() {
        b"" => Some(Delimiter::Next),
        b"--" => Some(Delimiter::Last),
        _ => None,
    }
}

/// Reads a part: its headers, and its body, which may be an HTTP response.
fn read_part(content: &[u8]) -> BodyPart<'_> {
    // The line break before a boundary belongs to the boundary.
    let content = content.strip_suffix(b"\n").map_or(content, |line| line.strip_suffix(b"\r").unwrap_or(line));
    let (outer, body) = read_headers(content);
    let encoding = outer.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-transfer-encoding"));
    match decoded(body, encoding.map(|(_, value)| &**value)) {
        Cow::Borrowed(body) => with_response(outer, body),
        Cow::Owned(body) => {
            let part = with_response(outer, &body);
            let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
            let headers = part.headers.into_iter().map(|(name, value)| (owned(name), owned(value))).collect();
            BodyPart { index: 0, status: part.status, headers, body: Cow::Owned(part.body.into_owned()) }
        }
    }
}

/// Returns the part with these headers and this body, or with those of the HTTP response that the body is.
fn with_response<'b>(outer: PartHeaders<'b>, body: &'b [u8]) -> BodyPart<'b> {
    let Some((status, rest)) = status_line(body) else {
        return BodyPart { index: 0, status: None, headers: outer, body: Cow::Borrowed(body) };
    };
    let (mut headers, body) = read_headers(rest);
    headers.insert(0, (Cow::Borrowed(STATUS), Cow::Owned(status.to_string())));
    // Those of the response stand before those of the part. The media type is that of the response alone.
    headers.extend(outer.into_iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")));
    BodyPart { index: 0, status: Some(status), headers, body: Cow::Borrowed(body) }
}

/// Returns the headers with which a text begins, and what follows the empty line after them.
fn read_headers(text: &[u8]) -> (PartHeaders<'_>, &[u8]) {
    let (mut headers, mut rest) = (Vec::new(), text);
    loop {
        let end = position(b'\n', rest);
        let (line, after) = match end {
            Some(end) => (rest.get(..end).unwrap_or_default(), rest.get(end + 1..).unwrap_or_default()),
            None => (rest, &[][..]),
        };
        let line = line.trim_ascii();
        if line.is_empty() {
            return (headers, after);
        }
        // The name of a pseudo header begins with a colon.
        let colon = position(b':', line.get(1..).unwrap_or_default()).filter(|_| !line.starts_with(b"{"));
        let Some((name, value)) = colon.and_then(|colon| line.split_at_checked(colon + 1)) else {
            return (headers, rest);
        };
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        headers.push((String::from_utf8_lossy(name), String::from_utf8_lossy(value)));
        rest = after;
    }
}

/// Returns the status of an HTTP response, and what follows its first line.
fn status_line(text: &[u8]) -> Option<(u16, &[u8])> {
    let text = text.trim_ascii_start();
    let end = position(b'\n', text).map_or(text.len(), |end| end + 1);
    let (line, rest) = text.split_at_checked(end)?;
    let line = core::str::from_utf8(line).ok()?.strip_prefix("HTTP/")?;
    Some((line.split_ascii_whitespace().nth(1)?.parse().ok()?, rest))
}

/// Returns the boundary that a media type names.
pub(crate) fn boundary_of(content_type: &str) -> Option<&str> {
    let (essence, parameters) = content_type.split_once(';')?;
    essence.trim().get(..10).filter(|start| start.eq_ignore_ascii_case("multipart/"))?;
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (name.trim().eq_ignore_ascii_case("boundary") && !value.is_empty()).then_some(value)
    })
}

/// Returns the boundary with which a body begins.
pub(super) fn first_boundary(body: &[u8]) -> Option<&[u8]> {
    let text = body.trim_ascii_start();
    let line = text.get(..position(b'\n', text)?)?.trim_ascii_end();
    line.strip_prefix(b"--").filter(|boundary| boundary.iter().any(|byte| *byte != b'-') && boundary.len() <= 70)
}

/// Returns a boundary that is not in a body.
pub(crate) fn boundary_for(body: &[u8]) -> String {
    let mut boundary = "errspec".to_string();
    while body
        .split(|byte| *byte == b'\n')
        .any(|line| line.strip_prefix(b"--").is_some_and(|line| line.starts_with(boundary.as_bytes())))
    {
        boundary.push('x');
    }
    boundary
}
