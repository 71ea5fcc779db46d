//! Errors of tables, encoded to problem documents and decoded from them.

#![allow(clippy::unwrap_used, clippy::panic)]

use errspec::problem::{self, Problem};
use errspec::{Decode, Headers, Json, Spec};
use serde_json::{Value, json};

#[errspec::table("tables/billing.toml")]
enum BillingError {}

#[errspec::table("../../../../specs/flanks.toml")]
enum FlanksError {}

#[errspec::table("../../../../specs/frankieone.toml")]
enum FrankieOneError {}

fn order() -> BillingError {
    let extra: Json = r#"{"a": [1, null]}"#.parse().unwrap();
    BillingError::InvalidOrder {
        items: vec!["a, b".to_owned(), "\"c\"\n".to_owned()],
        total: Some(0.5),
        paid: Some(false),
        extra: Some(extra),
        region: Some("eu".to_owned()),
        message: "Not valid: {}".to_owned(),
    }
}

fn document<E: Spec>(error: &E) -> Value {
    serde_json::from_slice(&problem::response(error).body).unwrap()
}

fn read<E: Decode>(status: u16, body: &[u8]) -> E {
    problem::decode::<E>(status, body).into_error()
}

#[test]
fn a_document_has_the_members_of_rfc_9457_and_the_error() {
    let details = [BillingErrorDetail { field: "items".to_owned(), issue: "empty".to_owned() }];
    let error = BillingError::card_declined("Acme Bank", None::<String>);
    let response = error.encoder().request_id("urn:uuid:1").details(details).problem();
    assert_eq!(response.status, 402);
    assert_eq!(response.headers.header("content-type"), Some("application/problem+json"));
    let expected = json!({
        "type": "https://billing.example/errors/card_declined",
        "title": "The bank refused the card.",
        "status": 402,
        "detail": "The card was declined by Acme Bank",
        "instance": "urn:uuid:1",
        "name": "CARD_DECLINED",
        "code": "card_declined",
        "request_id": "urn:uuid:1",
        "fields": {"bank": "Acme Bank"},
        "details": [{"field": "items", "issue": "empty"}],
    });
    assert_eq!(serde_json::from_slice::<Value>(&response.body).unwrap(), expected);
}

#[test]
fn fields_of_every_type_are_encoded_and_decoded() {
    let body = problem::response(&order()).body;
    assert_eq!(read::<BillingError>(422, &body), order());
}

fn assert_round_trips<E: Decode + PartialEq>() {
    for example in E::examples() {
        let error = E::decode_response(example.status(), &example.headers(), example.body()).into_error();
        let response = problem::response(&error);
        assert_eq!(read::<E>(response.status, &response.body), error, "{}", String::from_utf8_lossy(&response.body));
    }
    assert!(!E::examples().is_empty());
}

#[test]
fn every_example_of_both_apis_is_encoded_and_decoded() {
    assert_round_trips::<FrankieOneError>();
    let is_error = |example: &&errspec::Example| example.entry().is_some();
    for example in FlanksError::examples().iter().filter(is_error) {
        let error = FlanksError::decode(example.status(), example.body()).into_error();
        let response = problem::response(&error);
        assert_eq!(read::<FlanksError>(response.status, &response.body), error);
    }
}

#[test]
fn the_code_alone_finds_the_entry_even_with_an_unknown_name() {
    let found = |body: &str| read::<BillingError>(500, body.as_bytes());
    assert_eq!(found(r#"{"code": "broken"}"#), BillingError::Broken);
    assert_eq!(found(r#"{"code": "broken", "name": "BROKEN_BY_A_LATER_CASE"}"#), BillingError::Broken);
    assert_eq!(found(r#"{"name": "NOT_FOUND"}"#), BillingError::NotFound);
    assert!(found(r#"{"name": "BROKEN", "code": "other"}"#).is_unknown());
}

#[test]
fn an_error_without_a_valid_required_value_is_unknown_and_keeps_its_entry() {
    let bodies = [
        r#"{"code": "rate_limited", "name": "RATE_LIMITED", "detail": "7"}"#,
        r#"{"code": "rate_limited", "name": "RATE_LIMITED", "fields": {"seconds": "seven"}}"#,
        r#"{"code": "rate_limited", "name": "RATE_LIMITED", "fields": {"seconds": null}}"#,
        r#"{"code": "rate_limited", "name": "RATE_LIMITED", "fields": [7]}"#,
    ];
    for body in bodies {
        let error = read::<BillingError>(429, body.as_bytes());
        assert!(error.is_unknown(), "{body}");
        assert_eq!(error.name(), "RATE_LIMITED");
        assert_eq!(error.unknown().unwrap().body(), body.as_bytes());
    }
}

#[test]
fn any_other_body_is_an_unknown_error_that_keeps_it() {
    let deep = "[".repeat(100_000);
    for body in ["", "<html>", "{", "[]", "null", "{\"fields\": {\"a\"}}", "\u{0}", deep.as_str()] {
        let problem: Problem<'_, BillingError> = problem::decode(502, body);
        assert!(problem.error().is_unknown(), "{body:.20}");
        assert_eq!(problem.status(), Some(502));
        assert_eq!(problem.body(), body.as_bytes());
        assert_eq!(problem.error().unknown().unwrap().body(), body.as_bytes());
        assert!(problem.details().is_empty());
    }
    let problem: Problem<'_, BillingError> = problem::decode(500, &[0xFF, b'{'][..]);
    assert!(problem.error().is_unknown());
}

#[test]
fn members_of_another_type_are_ignored() {
    let body =
        r#"{"type": 1, "title": {}, "detail": [], "instance": true, "status": "404", "request_id": 5, "name": 2}"#;
    let problem: Problem<'_, BillingError> = problem::decode(0, body);
    assert_eq!(
        (problem.kind(), problem.title(), problem.detail(), problem.instance()),
        ("about:blank", None, None, None)
    );
    assert_eq!((problem.status(), problem.request_id()), (None, None));
}

#[test]
fn an_error_without_a_status_is_sent_as_500() {
    assert_eq!(document(&BillingError::Broken).get("status"), Some(&json!(500)));
    let response = BillingError::Broken.encoder().status(42).problem();
    assert_eq!(response.status, 500);
    let unknown = BillingError::decode(0, "?").into_error();
    assert_eq!(problem::response(&unknown).status, 500);
}

#[test]
fn the_document_of_an_unknown_error_has_the_values_that_arrived() {
    let unknown = BillingError::decode(418, r#"{"error": {"code": "teapot", "message": "short \"and\" stout"}}"#);
    let document = document(unknown.error());
    assert_eq!(document.get("type"), Some(&json!("about:blank")));
    assert_eq!(document.get("status"), Some(&json!(418)));
    assert_eq!(document.get("code"), Some(&json!("teapot")));
    assert_eq!(document.get("detail"), Some(&json!("short \"and\" stout")));
}

#[test]
fn the_type_is_always_a_uri_reference() {
    assert_eq!(document(&BillingError::Broken).get("type"), Some(&json!("about:broken%20things")));
}

#[test]
fn the_title_of_about_blank_is_the_phrase_of_the_status() {
    // An entry without documentation, and an unknown error.
    let forbidden = FlanksError::decode(403, "?");
    assert_eq!(document(forbidden.error()).get("title"), Some(&json!("Forbidden")));
    #[errspec::table("tables/kinds.toml")]
    enum KindsError {}
    assert_eq!(document(&KindsError::Plain).get("title"), Some(&json!("Payment Required")));
    assert_eq!(document(&KindsError::Plain).get("name"), Some(&json!("PLAIN")));
    assert_eq!(document(&KindsError::Missing).get("title"), Some(&json!("Nothing is there.")));
    let unregistered = FlanksError::decode(599, "?");
    assert_eq!(document(unregistered.error()).get("title"), Some(&json!("UNKNOWN")));
}

#[test]
fn the_type_finds_the_entry_of_a_document_without_name_and_code() {
    let body =
        |kind: &str| format!(r#"{{"type": "{kind}", "title": "?", "bank": "Acme", "detail": "d", "reason": null}}"#);
    let found = |status: u16, body: &str| read::<BillingError>(status, body.as_bytes());
    let declined = "https://billing.example/errors/card_declined";
    // The fields of another server are members of the document.
    assert_eq!(found(402, &body(declined)), BillingError::card_declined("Acme", None::<String>));
    // The status may be that of a proxy.
    assert_eq!(found(500, &body(declined)), BillingError::card_declined("Acme", None::<String>));
    assert_eq!(found(500, &body("about:broken%20things")), BillingError::Broken);
    // A field may be a parameter of the text.
    let limited =
        |detail: &str| format!(r#"{{"type": "https://billing.example/errors/rate_limited", "detail": "{detail}"}}"#);
    assert_eq!(found(429, &limited("Too many requests: 7 seconds")), BillingError::rate_limited(7));
    assert!(found(429, &limited("Too many requests: seven seconds")).is_unknown());
    // Without a required value the error is unknown, and has the advice of its entry.
    let missing = problem::decode::<BillingError>(429, r#"{"type": "https://billing.example/errors/rate_limited"}"#);
    assert!(missing.error().is_unknown());
    assert_eq!((missing.error().name(), missing.retry()), ("RATE_LIMITED", errspec::Retry::After));
    for body in [
        body("https://billing.example/errors/other"),
        body("about:blank"),
        body(""),
        format!(r#"{{"type": "{declined}", "code": "new"}}"#),
        format!(r#"{{"type": "{declined}", "name": "NEW"}}"#),
        format!(r#"{{"type": ["{declined}"]}}"#),
    ] {
        assert!(found(402, &body).is_unknown(), "{body}");
    }
}

#[test]
fn of_several_entries_with_a_type_the_only_one_with_the_status_is_found() {
    // Entry and case have the same address and the same statuses, so that nothing tells them apart.
    let kind = "https://billing.example/errors/invalid_order";
    assert!(read::<BillingError>(422, format!(r#"{{"type": "{kind}", "items": ["a"]}}"#).as_bytes()).is_unknown());
    #[errspec::table("tables/kinds.toml")]
    enum KindsError {}
    let found = |status: u16| read::<KindsError>(status, br#"{"type": "https://kinds.example/errors"}"#);
    assert_eq!((found(404), found(409)), (KindsError::Missing, KindsError::Conflict));
    assert!(found(400).is_unknown() && found(503).is_unknown());
    let found = |body: &str| read::<KindsError>(404, body.as_bytes());
    assert_eq!(found(r#"{"type": "https://kinds.example/quota", "left": 3}"#), KindsError::quota(3));
}

#[test]
fn the_request_id_of_a_header_is_that_of_the_document() {
    let headers = [("x-request-id", "r-1")];
    let id = |body: &str| {
        let problem: Problem<'_, BillingError> = problem::decode_response(404, &headers, body);
        problem.request_id().map(ToOwned::to_owned)
    };
    assert_eq!(id("{}").as_deref(), Some("r-1"));
    assert_eq!(id(r#"{"request_id": "r-2"}"#).as_deref(), Some("r-2"));
}

#[test]
fn a_problem_has_advice() {
    use errspec::{Advise, RetryPolicy};
    let headers = [("retry-after", "7")];
    let problem: Problem<'_, FlanksError> =
        problem::decode_response(400, &headers, r#"{"name": "PROCESSING", "code": 20002}"#);
    assert_eq!(problem.advice(), problem.decoded().advice());
    let policy = RetryPolicy::idempotent();
    assert_eq!(policy.next(&problem, 1), Some(std::time::Duration::from_secs(7)));
    assert_eq!(problem.into_decoded().into_error(), FlanksError::Processing);
}

#[test]
fn a_request_id_that_is_not_a_uri_is_not_the_instance() {
    for (id, instance) in [("01GVEDZ0", None), ("/requests/1", Some("/requests/1")), ("a:b c", None), ("", None)] {
        let response = BillingError::Broken.encoder().request_id(id).problem();
        let problem: Problem<'_, BillingError> = problem::decode(500, &response.body);
        assert_eq!((problem.request_id(), problem.instance()), (Some(id), instance));
    }
}

#[test]
fn the_delay_of_the_response_overrides_that_of_the_table() {
    let response =
        BillingError::rate_limited(1).encoder().retry_after(std::time::Duration::from_millis(1500)).problem();
    assert_eq!(
        response.headers.header("retry-after"),
        Some("2"),
        "the header is rounded up, so that no client retries too early"
    );
    let problem: Problem<'_, BillingError> = problem::decode(429, &response.body);
    assert_eq!(problem.retry_after(), Some(std::time::Duration::from_millis(1500)));
    let huge = r#"{"code": "rate_limited", "fields": {"seconds": 1}, "retry_after": 1e300}"#;
    let problem: Problem<'_, BillingError> = problem::decode(429, huge);
    assert_eq!(problem.retry_after(), Some(std::time::Duration::from_secs(1_000_000_000)));
    assert_eq!(errspec::RetryPolicy::idempotent().next(&problem, 1), None);
}

#[test]
fn the_delay_in_the_header_is_seconds_or_a_date() {
    let read = |headers: &[(&str, &str)]| {
        problem::decode_response::<BillingError>(429, headers, r#"{"code": "broken"}"#).retry_after()
    };
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(read(&[("Retry-After", "30")]), Some(std::time::Duration::from_secs(30)));
    let until = [("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"), date];
    assert_eq!(read(&until), Some(std::time::Duration::from_secs(60)));
    assert_eq!(read(&[("Retry-After", "tomorrow"), date]), None);
}

#[errspec::table("tables/metered.toml")]
enum MeteredError {}

#[test]
fn a_document_has_the_headers_of_the_table() {
    let error = MeteredError::quota("per day", 0, Some("für heute".to_owned()), Some(true));
    let (own, problem) = (error.encoder().request_id("r-1"), error.encoder().request_id("r-1").problem());
    for name in ["x-error-code", "x-request-id", "x-ratelimit-remaining", "x-note", "x-blocked", "x-retry-after-ms"] {
        assert!(problem.header(name).is_some(), "{name}");
        assert_eq!(problem.header(name), own.response().header(name), "{name}");
    }
    // The charset of the table.
    assert!(problem.header_lines().any(|(name, value)| name == "x-note" && *value == *b"f\xFCr heute"));
    assert_eq!(problem.header("content-type"), Some("application/problem+json"));
    // The delay is also where any client finds it.
    assert_eq!((problem.header("x-retry-after-ms"), problem.header("retry-after")), (Some("2000"), Some("2")));
    // Each header is written once.
    let mut names: Vec<&str> = problem.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "{names:?}");
    let read = problem::decode_response::<MeteredError>(problem.status, &problem, &problem.body);
    assert_eq!((read.error(), read.request_id()), (&error, Some("r-1")));
}

#[test]
fn a_field_in_the_header_of_the_delay_stays_if_there_is_no_delay() {
    let error = MeteredError::closed("noon");
    let problem = problem::response(&error);
    assert_eq!(problem.header("retry-after"), Some("noon"));
    assert_eq!(read::<MeteredError>(503, &problem.body), error);
    let problem = error.encoder().retry_after(std::time::Duration::from_millis(1500)).problem();
    assert_eq!(problem.headers.iter().filter(|(name, _)| name == "retry-after").count(), 1);
    assert_eq!(problem.header("retry-after"), Some("2"));
}
