//! Which form of an error a client would rather have.

use alloc::string::String;

use super::MEDIA_TYPE;
use crate::headers::Headers;
use crate::{Response, Spec};

/// What a client accepts: its `Accept` header
/// ([RFC 9110, section 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1)).
///
/// Of the table's own form and a problem document, the one with the higher quality value is sent. Where both have the same,
/// it is the problem document if the header names `application/problem+json` itself, since that can only be meant for errors;
/// else the table's own. That is also sent where the client accepts neither: an error in another form tells more than a 406.
///
/// It is an extractor of axum and actix-web, if their features are on; without the header, anything is accepted.
///
/// ```
/// use errspec::problem::Accepts;
///
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
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

/// How much a media type is wanted: the quality in thousandths, and how exactly the range that says so names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    quality: u16,
    precision: u8,
}

/// How exactly a range names a media type if it does so without a wildcard.
const EXACT: u8 = 2;

impl Accepts {
    /// What an `Accept` header says; several of them are one, joined by commas. A part of it that is malformed is passed over.
    #[must_use]
    pub fn new(accept: impl Into<String>) -> Self {
        Self(accept.into())
    }

    /// What these `Accept` headers say together; anything if there are none.
    #[cfg(any(feature = "actix_web", feature = "axum"))]
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

    /// The error, to be answered with in the form that the client would rather have.
    ///
    /// ```
    /// use errspec::problem::{Accepts, Negotiated};
    ///
    /// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
    /// async fn portfolio(accepts: Accepts) -> Result<&'static str, Negotiated<FlanksError>> {
    ///     let data: Result<_, FlanksError> = Err(FlanksError::Processing);
    ///     data.map_err(|error| accepts.negotiate(error))
    /// }
    /// # let _ = portfolio;
    /// ```
    #[must_use]
    pub fn negotiate<E: Spec>(&self, error: E) -> super::Negotiated<E> {
        super::Negotiated::new(error, self.clone())
    }

    /// Whether a problem document is wanted rather than this response.
    pub(crate) fn prefers_problem(&self, own: &Response) -> bool {
        let media_type = own.headers.header("content-type").unwrap_or_default();
        self.prefers_problem_to(media_type)
    }

    /// Whether a problem document is wanted rather than a body of this type.
    pub(crate) fn prefers_problem_to(&self, media_type: &str) -> bool {
        let own = media_type.split(';').next().unwrap_or_default().trim();
        if own.eq_ignore_ascii_case(MEDIA_TYPE) {
            return false;
        }
        let (problem, own) = (self.wanted(MEDIA_TYPE), self.wanted(own));
        problem.quality > own.quality
            || (problem.quality == own.quality && problem.quality > 0 && problem.precision == EXACT)
    }

    /// How much a media type is wanted, as the most precise range says that covers it.
    fn wanted(&self, media_type: &str) -> Wanted {
        if self.0.trim().is_empty() {
            return Wanted { quality: 1000, precision: 0 };
        }
        let ranges = elements(&self.0).filter_map(|range| wanted_by(range, media_type));
        ranges.max_by_key(|wanted| (wanted.precision, wanted.quality)).unwrap_or(Wanted { quality: 0, precision: 0 })
    }
}

/// Anything.
impl Default for Accepts {
    fn default() -> Self {
        Self::new("*/*")
    }
}

/// The elements of a list; a comma within quotes is part of one.
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

/// How much a range wants a media type; `None` if it does not cover it, or is malformed. Parameters other than the weight are
/// passed over: neither form has any.
fn wanted_by(range: &str, media_type: &str) -> Option<Wanted> {
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
    Some(Wanted { quality: weight.map_or(Some(1000), thousandths)?, precision })
}

/// A weight: `0` to `1` with at most three digits after the point.
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
    fn the_higher_quality_counts() {
        assert!(problem("application/problem+json, application/json;q=0.9"));
        assert!(!problem("application/problem+json;q=0.8, application/json;q=0.9"));
        assert!(problem("application/json;q=0.001, application/problem+json; Q=0.002"));
    }

    #[test]
    fn of_equal_quality_the_problem_counts_if_it_is_named() {
        assert!(problem("application/json, application/problem+json"));
        assert!(problem("*/*, application/problem+json"));
        assert!(!problem("application/*"));
        assert!(!problem("*/*"));
        assert!(!problem(""));
        assert!(!Accepts::default().prefers_problem_to("application/json"));
    }

    #[test]
    fn the_most_precise_range_counts() {
        assert!(!problem("application/problem+json;q=0, */*"));
        assert!(problem("application/json;q=0.1, application/*;q=0.5"));
        assert!(problem("APPLICATION/PROBLEM+JSON"));
    }

    #[test]
    fn where_neither_is_accepted_the_tables_own_form_is_sent() {
        assert!(!problem("text/html"));
        assert!(!problem("application/json;q=0, application/problem+json;q=0"));
    }

    #[test]
    fn what_is_malformed_is_passed_over() {
        assert!(!problem("application/problem+json;q=2"));
        assert!(!problem("application/problem+json;q=0.1234, application/json;q=0.5"));
        assert!(problem(",, ;, problem, application/problem+json"));
        assert!(!problem("application/json;a=\", application/problem+json\""));
    }

    #[test]
    fn a_table_of_problem_documents_is_sent_as_it_is() {
        let accepts = Accepts::new(MEDIA_TYPE);
        assert!(!accepts.prefers_problem_to("Application/Problem+JSON; charset=utf-8"));
    }
}
