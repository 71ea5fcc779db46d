//! The preference of a client between the table's own form and a problem document.

use alloc::string::String;

use super::media_range::{MediaRange, split_list};
use super::reference::{MEDIA_TYPE, is_problem};
use crate::encoder::Response;
use crate::headers::Headers;
#[cfg(any(feature = "actix_web", feature = "axum", feature = "http"))]
use crate::headers::header_text;

/// The media types that a client accepts: its `Accept` header
/// ([RFC 9110, section 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1)).
///
/// The form with the higher quality value is sent, either the table's own or a problem document. If the values are equal, the
/// problem document is sent if the header names `application/problem+json`, because only errors have that type; else the
/// table's own form is sent. It is also sent if the client accepts neither: an error in another form has more information than
/// a 406.
///
/// A range with parameters covers only a media type that has them. A malformed element of the header is ignored, and the others count.
///
/// The type is an extractor of axum and actix-web if their features are enabled. A request without the header accepts anything.
///
/// ```
/// use errspec::problem::Accepts;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let form = |accept: &str| {
///     let response = FlanksError::Processing.encoder().negotiated(&Accepts::new(accept));
///     response.headers.into_iter().next().unwrap().1
/// };
/// assert_eq!(form("*/*"), "application/json");
/// assert_eq!(form("application/json, application/problem+json"), "application/problem+json");
/// assert_eq!(form("application/json, application/problem+json;q=0.5"), "application/json");
/// assert_eq!(form("application/json;profile=a, application/problem+json;q=0.5"), "application/problem+json");
/// assert_eq!(form("text/html"), "application/json");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepts(String);

/// The preference for a media type: its quality in thousandths, and the precision of the range that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Preference {
    quality: u16,
    precision: usize,
}

/// The precision of a range without a wildcard. Each parameter makes it more precise.
const EXACT: usize = 2;

impl Accepts {
    /// Reads the value of an `Accept` header. Join several headers by commas. A malformed element is ignored.
    #[must_use]
    pub fn new(accept: impl Into<String>) -> Self {
        Self(accept.into())
    }

    /// Reads several `Accept` headers. Without any, everything is accepted. A byte that is not ASCII spoils its element alone.
    #[cfg(any(feature = "actix_web", feature = "http", feature = "tower"))]
    pub(crate) fn of<'v, V: AsRef<[u8]> + ?Sized + 'v>(values: impl Iterator<Item = &'v V>) -> Self {
        let mut all = String::new();
        for value in values {
            if !all.is_empty() {
                all.push(',');
            }
            all.push_str(&header_text(value.as_ref()));
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
        if is_problem(media_type) {
            return false;
        }
        let (problem, own) = (self.preference(MEDIA_TYPE), self.preference(media_type));
        problem.quality > own.quality
            || (problem.quality == own.quality && problem.quality > 0 && problem.precision >= EXACT)
    }

    /// Returns the preference for a media type, by the most precise range that covers it.
    fn preference(&self, media_type: &str) -> Preference {
        if self.0.trim().is_empty() {
            return Preference { quality: 1000, precision: 0 };
        }
        let own = MediaRange::parse(media_type);
        let ranges = split_list(&self.0, b',').filter_map(MediaRange::parse);
        let covering = ranges.filter_map(|range| range.preference_for(own.as_ref()?));
        let most_precise = covering.max_by_key(|preference| (preference.precision, preference.quality));
        most_precise.unwrap_or(Preference { quality: 0, precision: 0 })
    }
}

/// Accepts anything.
impl Default for Accepts {
    fn default() -> Self {
        Self::new("*/*")
    }
}

/// Reads the `Accept` headers of a request; without one, the client accepts anything.
///
/// ```
/// use errspec::problem::Accepts;
/// use http::{HeaderMap, HeaderValue, header::ACCEPT};
///
/// let mut headers = HeaderMap::new();
/// headers.append(ACCEPT, HeaderValue::from_bytes(b"text/\xE9, application/problem+json").unwrap());
/// assert_ne!(Accepts::from(&headers), Accepts::default());
/// ```
#[cfg(feature = "http")]
impl From<&::http::HeaderMap> for Accepts {
    fn from(headers: &::http::HeaderMap) -> Self {
        Self::of(headers.get_all(::http::header::ACCEPT).iter())
    }
}

impl MediaRange<'_> {
    /// Returns the preference that a range gives to a media type; `None` if the range does not cover it.
    fn preference_for(&self, own: &MediaRange<'_>) -> Option<Preference> {
        let precision = match (self.main, self.sub) {
            ("*", "*") => 0,
            (main, "*") if main.eq_ignore_ascii_case(own.main) => 1,
            (main, sub) if main.eq_ignore_ascii_case(own.main) && sub.eq_ignore_ascii_case(own.sub) => EXACT,
            _ => return None,
        };
        let is_covered = self.parameters.iter().all(|parameter| own.parameters.contains(parameter));
        is_covered.then_some(Preference { quality: self.quality, precision: precision + self.parameters.len() })
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

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
        assert!(!problem("application/problem+json;q=1.0005, application/json;q=0.5"));
        assert!(!problem("application/problem+json;q=0.9;q=1, application/json;q=0.5"));
        for bad in [
            "text/é",
            "é",
            "a/b;x=\"",
            "a/b;x=\"\\\"",
            "a/b c",
            "a b/c",
            "/",
            "a/",
            "*/json",
            "a/b;=c",
            "a/b;c",
            "a/b;q",
            "*",
        ] {
            for accept in [format!("{bad}, application/problem+json"), format!("application/problem+json, {bad}")] {
                assert!(problem(&accept), "{accept}");
                assert!(!problem(&accept.replace("+json", "+json;q=0.4, application/json;q=0.5")), "{accept}");
            }
        }
    }

    #[cfg(any(feature = "actix_web", feature = "axum", feature = "http"))]
    #[test]
    fn a_byte_that_is_not_ascii_spoils_its_element_alone() {
        let of = |values: &[&[u8]]| Accepts::of(values.iter().copied());
        for values in [
            &[&b"text/\xE9, application/problem+json"[..]][..],
            &[b"application/problem+json;q=0.9, a/b;c=\"\xFF\""],
            &[b"\xE9", b"application/problem+json"],
            &["é/ü, application/problem+json".as_bytes()],
        ] {
            assert!(of(values).prefers_problem_to("application/json"), "{values:?}");
        }
        // A header that has nothing but such an element accepts neither form, and is no missing header.
        assert!(!of(&[b"\xE9"]).prefers_problem_to("application/json"));
        assert_eq!(of(&[]), Accepts::default());
    }

    #[test]
    fn a_range_with_parameters_covers_only_a_type_that_has_them() {
        assert!(problem("application/json;profile=x, application/problem+json;q=0.1"));
        assert!(!problem("application/problem+json;profile=x, application/json;q=0.1"));
        assert!(!problem("application/problem+json;profile=x, */*;q=0.1"));
        assert!(!problem("application/problem+json;q=0.5; profile=x, */*;q=0.1"));
        let own = |own: &str, accept: &str| !Accepts::new(accept).prefers_problem_to(own);
        let utf_8 = "application/json; charset=UTF-8";
        assert!(own(utf_8, "application/json, application/problem+json;q=0.5"));
        assert!(own(utf_8, "application/json;Charset=\"utf-8\", application/problem+json;q=0.5"));
        assert!(!own(utf_8, "application/json;charset=utf-16, application/problem+json;q=0.5"));
        // The most precise range decides.
        assert!(own(utf_8, "application/json;q=0, application/json;charset=utf-8, application/problem+json;q=0.5"));
        assert!(own("a/b;x=\"1,2\"", "a/b;x=\"1\\,2\", application/problem+json;q=0.5"));
        assert!(!own("a/b;x=A", "a/b;x=a, application/problem+json;q=0.5"));
    }

    #[test]
    fn a_hostile_header_is_read_in_linear_time() {
        for pattern in ["\"", "\\\"", "\\\",", "\\\";", ",", ";", "a/b;c=\"", "a/b;c=d;", "*/*,"] {
            assert!(!Accepts::new(pattern.repeat(100_000)).prefers_problem_to("application/json"), "{pattern}");
        }
    }

    #[test]
    fn an_own_form_that_is_a_problem_document_is_sent_unchanged() {
        let accepts = Accepts::new(MEDIA_TYPE);
        assert!(!accepts.prefers_problem_to("Application/Problem+JSON; charset=utf-8"));
    }
}
