//! The preference of a client between the table's own form and a problem document.

use alloc::string::String;

use super::reference::MEDIA_TYPE;
use crate::encoder::Response;
use crate::headers::Headers;

/// The media types that a client accepts: its `Accept` header
/// ([RFC 9110, section 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1)).
///
/// The form with the higher quality value is sent, either the table's own or a problem document. If the values are equal, the
/// problem document is sent if the header names `application/problem+json`, because only errors have that type; else the
/// table's own form is sent. It is also sent if the client accepts neither: an error in another form has more information than
/// a 406.
///
/// The type is an extractor of axum and actix-web if their features are enabled. A request without the header accepts anything.
///
/// ```
/// use errspec::problem::Accepts;
///
/// # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
/// let form = |accept: &str| {
///     let response = FlanksError::Processing.encoder().negotiated(&Accepts::new(accept));
///     response.headers.into_iter().next().unwrap().1
/// };
/// assert_eq!(form("*/*"), "application/json");
/// assert_eq!(form("application/json, application/problem+json"), "application/problem+json");
/// assert_eq!(form("application/json, application/problem+json;q=0.5"), "application/json");
/// assert_eq!(form("text/html"), "application/json");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepts(String);

/// The preference for a media type: its quality in thousandths, and the precision of the range that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Preference {
    quality: u16,
    precision: u8,
}

/// The precision of a range without a wildcard.
const EXACT: u8 = 2;

impl Accepts {
    /// Reads the value of an `Accept` header. Join several headers by commas. A malformed element is ignored.
    #[must_use]
    pub fn new(accept: impl Into<String>) -> Self {
        Self(accept.into())
    }

    /// Reads several `Accept` headers. Without any, everything is accepted.
    #[cfg(any(feature = "actix_web", feature = "tower"))]
    pub(crate) fn of<'v>(values: impl Iterator<Item = &'v str>) -> Self {
        let mut all = String::new();
        for value in values {
            if !all.is_empty() {
                all.push(',');
            }
            all.push_str(value);
        }
        if all.is_empty() { Self::default() } else { Self(all) }
    }

    /// Returns `true` if the client prefers a problem document to this response.
    pub(crate) fn prefers_problem(&self, own: &Response) -> bool {
        let media_type = own.headers.header("content-type").unwrap_or_default();
        self.prefers_problem_to(media_type)
    }

    /// Returns `true` if the client prefers a problem document to a body of this media type.
    pub(crate) fn prefers_problem_to(&self, media_type: &str) -> bool {
        let own = media_type.split(';').next().unwrap_or_default().trim();
        if own.eq_ignore_ascii_case(MEDIA_TYPE) {
            return false;
        }
        let (problem, own) = (self.preference(MEDIA_TYPE), self.preference(own));
        problem.quality > own.quality
            || (problem.quality == own.quality && problem.quality > 0 && problem.precision == EXACT)
    }

    /// Returns the preference for a media type, by the most precise range that covers it.
    fn preference(&self, media_type: &str) -> Preference {
        if self.0.trim().is_empty() {
            return Preference { quality: 1000, precision: 0 };
        }
        let ranges = elements(&self.0).filter_map(|range| preference_by(range, media_type));
        let most_precise = ranges.max_by_key(|preference| (preference.precision, preference.quality));
        most_precise.unwrap_or(Preference { quality: 0, precision: 0 })
    }
}

/// Accepts anything.
impl Default for Accepts {
    fn default() -> Self {
        Self::new("*/*")
    }
}

/// Splits a list at its commas, except those within quotes.
fn elements(list: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    list.split(move |character: char| {
        if escaped {
            escaped = false;
        } else {
            match character {
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                _ => {}
            }
        }
        character == ',' && !quoted
    })
}

/// Returns the preference that a range gives to a media type; `None` if the range does not cover it, or is malformed.
///
/// Parameters other than the weight are ignored: neither form has any.
fn preference_by(range: &str, media_type: &str) -> Option<Preference> {
    let mut parts = range.split(';').map(str::trim);
    let (main, sub) = parts.next()?.split_once('/')?;
    let (own_main, own_sub) = media_type.split_once('/')?;
    let precision = match (main, sub) {
        ("*", "*") => 0,
        (main, "*") if main.eq_ignore_ascii_case(own_main) => 1,
        (main, sub) if main.eq_ignore_ascii_case(own_main) && sub.eq_ignore_ascii_case(own_sub) => EXACT,
        _ => return None,
    };
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    Some(Preference { quality: weight.map_or(Some(1000), thousandths)?, precision })
}

/// Reads a weight in thousandths: `0` to `1` with at most three digits after the point.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(core::iter::repeat(b'0')).take(3);
    let part = digits.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(accept: &str) -> bool {
        Accepts::new(accept).prefers_problem_to("application/json")
    }

    #[test]
    fn the_form_of_higher_quality_is_preferred() {
        assert!(problem("application/problem+json, application/json;q=0.9"));
        assert!(!problem("application/problem+json;q=0.8, application/json;q=0.9"));
        assert!(problem("application/json;q=0.001, application/problem+json; Q=0.002"));
    }

    #[test]
    fn a_named_problem_document_is_preferred_at_equal_quality() {
        assert!(problem("application/json, application/problem+json"));
        assert!(problem("*/*, application/problem+json"));
        assert!(!problem("application/*"));
        assert!(!problem("*/*"));
        assert!(!problem(""));
        assert!(!Accepts::default().prefers_problem_to("application/json"));
    }

    #[test]
    fn the_most_precise_range_decides() {
        assert!(!problem("application/problem+json;q=0, */*"));
        assert!(problem("application/json;q=0.1, application/*;q=0.5"));
        assert!(problem("APPLICATION/PROBLEM+JSON"));
    }

    #[test]
    fn the_own_form_is_sent_if_neither_is_accepted() {
        assert!(!problem("text/html"));
        assert!(!problem("application/json;q=0, application/problem+json;q=0"));
    }

    #[test]
    fn a_malformed_element_is_ignored() {
        assert!(!problem("application/problem+json;q=2"));
        assert!(!problem("application/problem+json;q=0.1234, application/json;q=0.5"));
        assert!(problem(",, ;, problem, application/problem+json"));
        assert!(!problem("application/json;a=\", application/problem+json\""));
    }

    #[test]
    fn an_own_form_that_is_a_problem_document_is_sent_unchanged() {
        let accepts = Accepts::new(MEDIA_TYPE);
        assert!(!accepts.prefers_problem_to("Application/Problem+JSON; charset=utf-8"));
    }
}
