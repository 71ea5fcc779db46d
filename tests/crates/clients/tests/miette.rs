//! Errors as diagnostics of `miette`.

#![allow(clippy::unwrap_used)]

use std::fmt;

use errspec::reqwest::{Failure, ResponseExt};
use errspec_tests_clients::server::{RawResponse, Server};
use miette::{Diagnostic, NarratableReportHandler, Report, Severity};

/// An enum that the attribute makes a diagnostic.
#[errspec::table("limits.toml", miette)]
pub enum LimitsError {}

type Texts = (Option<String>, Option<Severity>, Option<String>, Option<String>);

/// Returns code, severity, help and address.
fn texts(diagnostic: &dyn Diagnostic) -> Texts {
    let text = |text: Option<Box<dyn fmt::Display + '_>>| text.map(|text| text.to_string());
    (text(diagnostic.code()), diagnostic.severity(), text(diagnostic.help()), text(diagnostic.url()))
}

fn limited() -> Texts {
    (
        Some("limits::RATE_LIMITED".into()),
        Some(Severity::Warning),
        Some("Come back later.".into()),
        Some("https://example.com/errors/RATE_LIMITED".into()),
    )
}

const RATE_LIMITED: &str = r#"{"code": "rate_limited", "message": "Too many requests"}"#;

#[test]
fn a_diagnostic_has_code_severity_help_and_url() {
    assert_eq!(texts(&LimitsError::rate_limited(0, None)), limited());
    assert_eq!(texts(&LimitsError::Forbidden), (Some("limits::FORBIDDEN".into()), Some(Severity::Error), None, None));
}

#[test]
fn an_unknown_error_has_the_code_that_arrived_without_control_characters() {
    let code = |body: &str| texts(LimitsError::decode(400, body).error()).0;
    assert_eq!(code(r#"{"code": "new"}"#).unwrap(), "limits::new");
    assert_eq!(code(r#"{"code": "\u001b[2J"}"#).unwrap(), "limits::\\u{1b}[2J");
    assert_eq!(code("<html>"), None);
}

#[test]
fn a_report_shows_all_texts() {
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
fn a_decoded_response_and_a_failure_have_the_texts_of_their_error() {
    assert_eq!(texts(&LimitsError::decode(429, RATE_LIMITED)), limited());
    let call = async |url: String| -> Result<_, Failure<LimitsError>> {
        reqwest::get(url).await?.or_error::<LimitsError>().await
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let server = Server::start([RawResponse::new("429 Too Many Requests", &[], RATE_LIMITED)]).unwrap();
    let failure = runtime.block_on(call(server.url)).unwrap_err();
    assert_eq!((texts(&failure), texts(failure.response().unwrap())), (limited(), limited()));
    let none = runtime.block_on(call("no address".into())).unwrap_err();
    assert_eq!(texts(&none), (None, None, None, None));
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
    assert_eq!(texts(&error), limited());
    let Generic::RateLimited { of, .. } = error;
    assert_eq!(of, "whatever");
}
