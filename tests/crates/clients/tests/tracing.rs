//! The spans and events that a subscriber gets.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use errspec::reqwest::Failure;
use errspec::reqwest::blocking::ResponseExt;
use errspec::tracing::{Traced, call_span, event, record};
use errspec::{Labelled, Retry};
use errspec_tests_clients::server::{RawResponse, Server};
use errspec_tests_clients::{FlanksError, FrankieOneError, LimitsError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// The fields of a span or an event, by name.
type Fields = BTreeMap<String, String>;

/// A subscriber that stores the fields of every span and event, in the order of their creation.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<(Level, Fields)>>>);

struct Visitor<'f>(&'f mut Fields);

impl Visit for Visitor<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().into(), value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.insert(field.name().into(), format!("{value}_i64"));
    }

    // As in `tracing-opentelemetry`, any other integer is recorded as a text.
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().into(), format!("{value:?}"));
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::DEBUG
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::new();
        span.record(&mut Visitor(&mut fields));
        let mut recorded = self.0.lock().unwrap();
        recorded.push((*span.metadata().level(), fields));
        Id::from_u64(recorded.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut recorded = self.0.lock().unwrap();
        let place = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Visitor(&mut recorded.get_mut(place).unwrap().1));
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Visitor(&mut fields));
        self.0.lock().unwrap().push((*event.metadata().level(), fields));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}
    fn enter(&self, _span: &Id) {}
    fn exit(&self, _span: &Id) {}
}

/// Returns the spans and events of a function.
fn recorded(function: impl FnOnce()) -> Vec<(Level, Fields)> {
    let recorder = Recorder::default();
    tracing::subscriber::with_default(recorder.clone(), function);
    recorder.0.lock().unwrap().clone()
}

fn fields(expected: &[(&str, &str)]) -> Fields {
    expected.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}

const LIMITED: &str = r#"{"code": "rate_limited", "message": "Too many requests of secret"}"#;

#[test]
fn a_span_has_the_fields_of_the_response_with_open_telemetry_names() {
    let recorded = recorded(|| {
        let span = call_span!(Level::INFO, "call", user = 7, http.request.method = "GET");
        record(&LimitsError::decode_response(429, &[("x-request-id", "r-1"), ("x-note", "secret")], LIMITED), &span);
    });
    let expected = fields(&[
        ("user", "7_i64"),
        ("http.request.method", "GET"),
        ("error.type", "RATE_LIMITED"),
        ("http.response.status_code", "429_i64"),
        ("otel.status_code", "ERROR"),
        ("errspec.table", "limits"),
        ("errspec.name", "RATE_LIMITED"),
        ("errspec.code", "rate_limited"),
        ("errspec.request_id", "r-1"),
        ("errspec.retry", "after"),
    ]);
    assert_eq!(recorded, [(Level::INFO, expected)]);
}

#[test]
fn a_delay_that_cannot_be_read_is_recorded() {
    let unread = |text| {
        let recorded = recorded(|| {
            event(Level::WARN, &LimitsError::decode_response(429, &[("retry-after", text)], LIMITED));
            let span = call_span!(Level::INFO, "call");
            record(&LimitsError::decode_response(429, &[("retry-after", text)], LIMITED), &span);
        });
        recorded.iter().map(|(_, fields)| fields.get("errspec.unread_retry_after").cloned()).collect::<Vec<_>>()
    };
    assert_eq!(unread("in a while"), vec![Some("in a while".to_owned()); 2]);
    assert_eq!(unread("1m2.5s"), [None, None]);
}

#[test]
fn a_span_of_a_success_has_no_fields_of_an_error() {
    assert_eq!(recorded(|| drop(call_span!(Level::DEBUG, "call"))), [(Level::DEBUG, Fields::new())]);
}

#[test]
fn an_event_has_the_fields_of_a_span_and_the_given_level() {
    for level in [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG] {
        let body = r#"{"error": "Not authenticated"}"#;
        let recorded = recorded(|| event(level, &FlanksError::decode(401, body)));
        let expected = fields(&[
            ("message", "an error of the API"),
            ("error.type", "INVALID_CREDENTIALS"),
            ("http.response.status_code", "401_i64"),
            ("errspec.table", "flanks"),
            ("errspec.name", "INVALID_CREDENTIALS"),
            ("errspec.retry", "never"),
        ]);
        assert_eq!(recorded, [(level, expected)]);
    }
    assert_eq!(recorded(|| event(Level::TRACE, &FlanksError::decode(401, ""))), []);
}

#[test]
fn the_type_of_an_unknown_error_has_few_values() {
    let kind = |status, body: &str| {
        let recorded = recorded(|| event(Level::ERROR, &FrankieOneError::decode(status, body)));
        recorded.first().unwrap().1.get("error.type").unwrap().clone()
    };
    assert_eq!(kind(418, r#"{"errorCode": "NEW-1"}"#), "418");
    assert_eq!(kind(502, "<html>"), "502");
    assert_eq!(kind(0, r#"{"errorCode": "NEW-2"}"#), "_OTHER");
    // A truncated body with a code of the table is unknown, too.
    assert_eq!(kind(400, r#"{"errorCode": "VAL-0404", "#), "400");
}

#[test]
fn the_body_and_the_message_are_not_recorded_and_long_values_are_truncated() {
    let long = "é".repeat(100_000);
    let body = format!(r#"{{"code": "{long}", "message": "secret {long}"}}"#);
    let recorded = recorded(|| {
        let decoded = LimitsError::decode_response(400, &[("x-request-id", &long)], &body);
        let span = call_span!(Level::ERROR, "call");
        record(&decoded, &span);
        event(Level::ERROR, &decoded);
    });
    assert_eq!(recorded.len(), 2);
    for (_, fields) in recorded {
        assert_eq!(fields.get("errspec.code"), Some(&"é".repeat(128)));
        assert_eq!(fields.get("errspec.request_id"), Some(&"é".repeat(128)));
        assert!(fields.values().all(|value| value.chars().count() <= 128 && !value.contains("secret")), "{fields:?}");
    }
}

/// Returns the fields of a span in which a failure is recorded.
fn span_of(failure: &impl Traced) -> Fields {
    let mut recorded = recorded(|| failure.record(&call_span!(Level::INFO, "call")));
    assert_eq!(recorded.len(), 1);
    recorded.remove(0).1
}

/// Returns the failure of a call to a server that sends this response.
fn failure_of(response: RawResponse) -> Failure<LimitsError> {
    let server = Server::start([response.slowly(Duration::from_millis(200))]).unwrap();
    let client = reqwest::blocking::Client::builder().timeout(Duration::from_millis(600)).build().unwrap();
    let call = || -> Result<serde_json::Value, Failure<LimitsError>> {
        Ok(client.get(&server.url).send()?.or_error::<LimitsError>()?.json()?)
    };
    call().unwrap_err()
}

#[test]
fn a_failure_without_a_response_is_recorded_by_what_failed() {
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let refused = reqwest::blocking::get(format!("http://{address}/")).unwrap_err();
    let invalid = reqwest::blocking::get("no address").unwrap_err();
    for (failure, kind, retry) in [
        (refused.into(), "connect", "after"),
        (invalid.into(), "builder", "never"),
        (failure_of(RawResponse::default().stays_open()), "timeout", "after"),
        (failure_of(RawResponse::new("200 OK", &[], "0123456789")), "timeout", "after"),
        (failure_of(RawResponse::of_length("200 OK", &[], b"{", 500)), "body", "after"),
        (failure_of(RawResponse::new("200 OK", &[], "}")), "decode", "never"),
        (Failure::EventTooLong { limit: 7 }, "event_too_long", "never"),
    ] {
        let expected = fields(&[("error.type", kind), ("otel.status_code", "ERROR"), ("errspec.retry", retry)]);
        assert_eq!(span_of(&failure), expected, "{failure:?}");
        assert_eq!(
            failure.labels().pairs(),
            [("error.type", kind), ("errspec.table", "none"), ("errspec.status_class", "none")]
        );
        let recorded = recorded(|| failure.event(Level::WARN));
        assert_eq!(recorded.first().unwrap().1.get("message").unwrap(), "a failed call");
    }
}

#[test]
fn a_failure_with_a_response_has_the_fields_of_the_response() {
    let failure = failure_of(RawResponse::new("403 Forbidden", &[("x-request-id", "r-1")], r#"{"code": 1}"#));
    let decoded = failure.response().unwrap().decoded();
    assert_eq!(span_of(&failure), span_of(decoded));
    assert_eq!(span_of(&failure).get("errspec.request_id").unwrap(), "r-1");
    assert_eq!(failure.labels(), decoded.labels());
    let problem = errspec::problem::decode::<LimitsError>(403, r#"{"code": "forbidden", "name": "FORBIDDEN"}"#);
    assert_eq!(span_of(&problem).get("error.type").unwrap(), "FORBIDDEN");
    assert_eq!(problem.labels().error_type(), "FORBIDDEN");
}

#[test]
fn an_error_that_a_server_sends_is_an_error_of_the_span_only_if_the_server_is_to_blame() {
    let span = span_of(&LimitsError::Forbidden);
    assert_eq!(span.get("error.type").unwrap(), "FORBIDDEN");
    assert_eq!(
        (span.get("http.response.status_code").unwrap().as_str(), span.get("otel.status_code")),
        ("403_i64", None)
    );
    assert_eq!(span_of(&LimitsError::Busy).get("otel.status_code").unwrap(), "ERROR");
    assert_eq!(LimitsError::Busy.labels().status_class(), Some("5xx"));
    assert_eq!(LimitsError::Busy.retry(), Retry::After);
}

#[test]
fn labels_have_few_values_whatever_arrives() {
    let labels = |status, body: &str| LimitsError::decode(status, body).labels().pairs().map(|(_, value)| value);
    assert_eq!(labels(429, LIMITED), ["RATE_LIMITED", "limits", "4xx"]);
    for (status, class) in [(418, "4xx"), (502, "5xx"), (302, "3xx"), (600, "none"), (99, "none"), (0, "none")] {
        assert_eq!(labels(status, r#"{"code": "new-17"}"#), ["_OTHER", "limits", class]);
    }
    // An unknown error that has the code of an entry is not one of its kind.
    let labels = FrankieOneError::decode(400, r#"{"errorCode": "VAL-0404", "#).labels();
    assert_eq!(labels.error_type(), "_OTHER");
}
