//! HTTP statuses.

use alloc::string::{String, ToString};
use core::fmt;

use crate::number::whole;

/// An inclusive range of HTTP statuses: a single status, or a class such as `4xx`.
///
/// ```
/// use errspec_engine::StatusRange;
///
/// let class = StatusRange::new(400, 499).unwrap();
/// assert!(class.contains(404));
/// assert_eq!(class.to_string(), "4xx");
/// assert_eq!(StatusRange::from(404).to_string(), "404");
/// assert_eq!(StatusRange::new(404, 400), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusRange {
    first: u16,
    last: u16,
}

impl StatusRange {
    /// Creates the range from `first` to `last`, both included; `None` if `last` is less than `first`.
    #[must_use]
    pub const fn new(first: u16, last: u16) -> Option<Self> {
        if first <= last { Some(Self { first, last }) } else { None }
    }

    /// Returns the first status.
    #[must_use]
    pub const fn first(self) -> u16 {
        self.first
    }

    /// Returns the last status.
    #[must_use]
    pub const fn last(self) -> u16 {
        self.last
    }

    /// Returns the status of a range that has only one.
    #[must_use]
    pub const fn single(self) -> Option<u16> {
        if self.first == self.last { Some(self.first) } else { None }
    }

    /// Returns `true` if `status` is in the range.
    #[inline]
    #[must_use]
    pub const fn contains(self, status: u16) -> bool {
        self.first <= status && status <= self.last
    }
}

impl From<u16> for StatusRange {
    fn from(status: u16) -> Self {
        Self { first: status, last: status }
    }
}

/// Writes a status (`404`), a class (`4xx`), or the first and the last status (`400-417`).
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (first, last) if first == last => write!(f, "{first}"),
            (first, last) if first % 100 == 0 && first.checked_add(99) == Some(last) => write!(f, "{}xx", first / 100),
            (first, last) => write!(f, "{first}-{last}"),
        }
    }
}

/// Returns the status in a text: a number, which a reason phrase may follow (`400 Bad Request`).
pub(crate) fn status_in(text: &str) -> Option<u16> {
    let text = text.trim();
    let number = text.split_once(' ').map_or(text, |(number, _)| number);
    whole(number).and_then(|status| u16::try_from(status).ok()).filter(|status| *status != 0)
}

/// Returns the reason phrase of a status, by the IANA registry of HTTP status codes; `None` if it has none.
#[must_use]
pub fn reason_phrase(status: u16) -> Option<&'static str> {
    let place = PHRASES.binary_search_by_key(&status, |(known, _)| *known).ok()?;
    PHRASES.get(place).map(|(_, phrase)| *phrase)
}

/// Returns a status with its reason phrase, `400 Bad Request`; the number alone if it has none.
pub(crate) fn with_phrase(status: u16) -> String {
    match reason_phrase(status) {
        Some(phrase) => [&status.to_string(), " ", phrase].concat(),
        None => status.to_string(),
    }
}

/// The reason phrases in the IANA registry of HTTP status codes.
const PHRASES: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (208, "Already Reported"),
    (226, "IM Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Content"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (510, "Not Extended"),
    (511, "Network Authentication Required"),
];

#[cfg(test)]
mod tests {
    use super::{PHRASES, status_in, with_phrase};

    #[test]
    fn a_status_with_its_phrase_is_read_as_the_status() {
        assert!(PHRASES.is_sorted_by_key(|(status, _)| *status));
        for status in 100..600 {
            assert_eq!(status_in(&with_phrase(status)), Some(status));
        }
        for text in ["404.0", "4.04e2", " 404 ", "404.0 Not Found"] {
            assert_eq!(status_in(text), Some(404), "{text}");
        }
        assert_eq!(with_phrase(404), "404 Not Found");
        assert_eq!(with_phrase(499), "499");
        for text in ["", "0", "Not Found", "404: Not Found", "70000 X", "404.5"] {
            assert_eq!(status_in(text), None, "{text}");
        }
    }
}
