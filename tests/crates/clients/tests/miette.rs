//! Errors as diagnostics of `miette`.

#![allow(clippy::unwrap_used)]

use std::fmt;

use errspec::reqwest::{Failure, ResponseExt};
use errspec_tests_clients::server::{Answer, Server};
use miette::{Diagnostic, NarratableReportHandler, Report, Severity};

/// Diagnostics by the attribute.
#[errspec::table("limits.toml", miette)]
pub enum LimitsError {}

type Said = (Option<String>, Option<Severity>, Option<String>, Option<String>);

/// Code, severity, help and address.
fn said(diagnostic: &dyn Diagnostic) -> Said {
    let text = |text: Option<Box<dyn fmt::Display + '_>>| text.map(|text| text.to_string());
    (text(diagnostic.code()), diagnostic.severity(), text(diagnostic.help()), text(diagnostic.url()))
}

fn limited() -> Said {
    (
        Some("limits::RATE_LIMITED".into()),
        Some(Severity::Warning),
        Some("Come back later.".into()),
        Some("https://example.com/errors/RATE_LIMITED".into()),
    )
}

const RATE_LIMITED: &str = r#"{"code": "rate_limited", "message": "Too many requests"}"#;

#[test]
fn an_error_says_its_code_what_to_do_and_where_it_is_documented() {
    assert_eq!(said(&LimitsError::rate_limited(0, None)), limited());
    assert_eq!(said(&LimitsError::Forbidden), (Some("limits::FORBIDDEN".into()), Some(Severity::Error), None, None));
}

#[test]
fn the_unknown_says_the_code_that_arrived_and_nothing_that_a_terminal_obeys() {
    let code = |body: &str| said(LimitsError::decode(400, body).error()).0;
    assert_eq!(code(r#"{"code": "new"}"#).unwrap(), "limits::new");
    assert_eq!(code(r#"{"code": "\u001b[2J"}"#).unwrap(), "limits::\\u{1b}[2J");
    assert_eq!(code("<html>"), None);
}

#[test]
fn a_report_shows_it_all() {
    let report = Report::new(LimitsError::rate_limited(0, None));
    let mut text = String::new();
    NarratableReportHandler::new().render_report(&mut text, report.as_ref()).unwrap();
    for part in [
        "Too many requests",
        "severity: warning",
        "Come back later.",
        "limits::RATE_LIMITED",
        "https://example.com/errors/RATE_LIMITED",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn a_decoded_response_and_a_failed_call_say_what_their_error_does() {
    assert_eq!(said(&LimitsError::decode(429, RATE_LIMITED)), limited());
    let call = async |url: String| -> Result<_, Failure<LimitsError>> {
        reqwest::get(url).await?.or_error::<LimitsError>().await
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let server = Server::start([Answer::new("429 Too Many Requests", &[], RATE_LIMITED)]).unwrap();
    let failure = runtime.block_on(call(server.url)).unwrap_err();
    assert_eq!((said(&failure), said(failure.response().unwrap())), (limited(), limited()));
    let none = runtime.block_on(call("no address".into())).unwrap_err();
    assert_eq!(said(&none), (None, None, None, None));
}

/// A derived type with lifetimes, parameters and bounds.
#[derive(Debug, errspec::Error)]
#[errspec("limits.toml", partial, miette)]
enum Generic<'a, T: fmt::Display>
where
    T: Clone,
{
    RateLimited {
        #[errspec(display)]
        note: T,
        #[errspec(skip)]
        of: &'a str,
    },
}

#[test]
fn a_type_with_lifetimes_and_parameters_is_a_diagnostic() {
    let error = Generic::RateLimited { note: 7, of: "whatever" };
    assert_eq!(said(&error), limited());
    let Generic::RateLimited { of, .. } = error;
    assert_eq!(of, "whatever");
}
