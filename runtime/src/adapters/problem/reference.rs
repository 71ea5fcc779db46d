//! The media type of problem documents, and URI references in them.

use alloc::string::String;
use core::fmt::Write as _;

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// The type of a problem that is no more than its status.
pub(super) const BLANK: &str = "about:blank";

/// Returns `true` if a media type, with any parameters, is that of a problem document.
pub(super) fn is_problem(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(MEDIA_TYPE)
}

/// Returns `true` if a URI reference may contain the character (RFC 3986, section 2).
fn is_uri(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

/// Returns a text as a URI reference. Characters that a reference may not contain are percent-encoded.
pub(super) fn reference(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_uri(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Returns `true` if a text is a URI with a scheme, or an absolute path.
pub(super) fn is_reference(text: &str) -> bool {
    let scheme = text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    (scheme || text.starts_with('/')) && text.bytes().all(is_uri)
}
