//! Responses that tell whether to retry, by the conditions of `[envelope]` `retry`.

#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use errspec::{Advice, Advise, Applied, Retry, RetryPolicy};

mod advised {
    #[errspec::table("./tables/advised.toml")]
    pub enum Advised {}
}
use advised::Advised;

/// Returns the advice of a response without headers.
fn retry(body: &str) -> Retry {
    Advised::decode(500, body).retry()
}

#[test]
fn the_response_decides_and_else_the_entry() {
    assert_eq!(retry(r#"{"code": 1}"#), Retry::Never);
    assert_eq!(retry(r#"{"code": 1, "class": "transient"}"#), Retry::After);
    assert_eq!(retry(r#"{"code": 4, "class": "throttled"}"#), Retry::After);
    assert_eq!(retry(r#"{"code": 4, "class": "other"}"#), Retry::Unknown);
    // All conditions must hold.
    assert_eq!(retry(r#"{"code": 4, "class": "pending", "is_pending": false}"#), Retry::Unknown);
    assert_eq!(retry(r#"{"code": 4, "class": "pending", "is_pending": true}"#), Retry::Poll);
    // An unknown error, and a page of a proxy with the header.
    assert_eq!(retry(r#"{"code": 99, "class": "transient"}"#), Retry::After);
    let headers = [("x-should-retry", "false")];
    assert_eq!(Advised::decode_response(503, &headers, "<html>").retry(), Retry::Never);
    // Of several, the first of `never`, `after` and `poll` decides.
    let decoded = Advised::decode_response(503, &headers, r#"{"code": 2, "class": "throttled"}"#);
    assert_eq!((decoded.retry(), decoded.error().retry()), (Retry::Never, Retry::After));
}

#[test]
fn the_policy_follows_the_response() {
    let policy = RetryPolicy::idempotent();
    let transient = Advised::decode(402, r#"{"code": 1, "class": "transient"}"#);
    assert_eq!(transient.advice().retry, Retry::After);
    assert!(policy.allows(&transient) && !policy.allows(transient.error()));
    let stopped = Advised::decode_response(503, &[("x-should-retry", "false")], r#"{"code": 2}"#);
    assert!(!policy.allows(&stopped) && policy.allows(stopped.error()));
    assert!(!policy.allows(&stopped.into_owned()));
}

#[test]
fn the_advice_of_an_entry_is_written() {
    let written = |error: &Advised| {
        let response = error.encode_response();
        let headers: Vec<_> = response.headers.into_iter().filter(|(name, _)| name == "x-should-retry").collect();
        (serde_json::from_slice::<serde_json::Value>(&response.body).unwrap(), headers)
    };
    let flag = vec![("x-should-retry".into(), "false".into())];
    assert_eq!(written(&Advised::declined("no")), (serde_json::json!({"code": 1, "message": "no"}), flag));
    let body = serde_json::json!({"code": 2, "class": "throttled"});
    assert_eq!(written(&Advised::busy("")), (body, Vec::new()));
    let body = serde_json::json!({"code": 3, "class": "pending", "is_pending": true});
    assert_eq!(written(&Advised::pending("")), (body, Vec::new()));
    assert_eq!(written(&Advised::odd("")), (serde_json::json!({"code": 4}), Vec::new()));
    for class in [None, Some("other".to_owned())] {
        let error = Advised::classed(class, "");
        assert_eq!(Advised::decode(500, &error.encode()).into_error(), error);
    }
}

#[test]
fn throttling_with_an_unknown_code_is_retried_whatever_the_call() {
    let unknown = Advice::new(Retry::Unknown, Applied::Maybe);
    for policy in [RetryPolicy::new(), RetryPolicy::idempotent()] {
        // The server refused the call, so it took no effect.
        assert!(policy.allows(&unknown.status(429)));
        assert!(policy.allows(&unknown.status(503).retry_after(Duration::from_secs(1))));
        let decoded = Advised::decode_response(503, &[("retry-after", "7")], "<html>Overloaded</html>");
        assert_eq!(policy.next(&decoded, 1), Some(Duration::from_secs(7)));
    }
    let policy = RetryPolicy::new();
    for status in [408, 500, 502, 503, 504] {
        assert!(!policy.allows(&unknown.status(status)), "{status}");
    }
    assert!(!policy.allows(&unknown.status(500).retry_after(Duration::from_secs(1))));
    assert!(!policy.allows(&Advice::new(Retry::Unknown, Applied::Yes).status(429)));
    assert!(!policy.allows(&Advice::new(Retry::Never, Applied::Maybe).status(429)));
}
