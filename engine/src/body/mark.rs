//! The byte order mark of UTF-8.

/// Returns a body without its byte order mark, which is no part of the text.
#[inline]
pub(crate) fn after_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}
