//! Delays in headers that tell when a limit is reset, which all responses of an API may have.

use std::time::Duration;

use errspec_engine::decode::{Decoded, decode};

use crate::{Incoming, incoming, table};

const TABLE: &str = r#"
    [envelope]
    code = "/code"
    retry_after = [
        { at = "header:x-ratelimit-reset", unit = "unix", read_only = true },
        { at = "header:x-ratelimit-reset-requests", read_only = true },
        { at = "header:x-retry-ms", unit = "ms", read_only = true },
        "/wait",
        "header:retry-after",
    ]
    retry = { after = { "/again" = true }, never = { "/again" = false } }

    [errors.BUSY]
    code = "busy"
    status = 403
    retry = "after"
    retry_after = 5

    [errors.INVALID]
    code = "invalid"
    status = 400
    retry = "never"
    "#;

/// Returns the delay in seconds, and the value that was not read, of a response with these headers.
fn delay(status: u16, headers: &[(&str, &str)], body: &str) -> (Option<f64>, Option<String>) {
    let model = table(TABLE);
    let table = model.table();
    let lookup = |name: &str| {
        let date = ("date", "Wed, 15 Jul 2026 10:36:00 GMT");
        let mut headers = headers.iter().chain([&date]);
        headers.find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    };
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &Incoming { headers: Some(&lookup), ..incoming(status, body) }, &mut out);
    (out.parts.retry_after().as_ref().map(Duration::as_secs_f64), out.parts.unread_delay().map(|it| it.text.clone()))
}

#[test]
fn the_reset_of_a_limit_counts_if_the_limit_was_reached() {
    let reset = [("x-ratelimit-reset", "1784111807")];
    let requests = [("x-ratelimit-reset-requests", "1m2.5s")];
    for status in [400, 401, 404, 422, 500, 502] {
        assert_eq!(delay(status, &reset, r#"{"code":"other"}"#), (None, None), "{status}");
        assert_eq!(delay(status, &requests, "<html>"), (None, None), "{status}");
    }
    for status in [429, 503] {
        assert_eq!(delay(status, &reset, r#"{"code":"other"}"#), (Some(47.0), None), "{status}");
        assert_eq!(delay(status, &requests, "<html>"), (Some(62.5), None), "{status}");
    }
    // The advice of the entry and of the response decides before the status.
    assert_eq!(delay(403, &reset, r#"{"code":"busy"}"#), (Some(47.0), None));
    assert_eq!(delay(400, &reset, r#"{"code":"other","again":true}"#), (Some(47.0), None));
    assert_eq!(delay(429, &reset, r#"{"code":"other","again":false}"#), (None, None));
    assert_eq!(delay(429, &reset, r#"{"code":"invalid"}"#), (None, None));
    // A value that does not count is not asked for, either.
    assert_eq!(delay(404, &[("x-ratelimit-reset", "soon")], "{}"), (None, None));
    assert_eq!(delay(429, &[("x-ratelimit-reset", "soon")], "{}"), (None, Some("soon".to_owned())));
}

#[test]
fn a_request_for_a_retry_always_counts() {
    let reset = ("x-ratelimit-reset", "1784111807");
    assert_eq!(delay(404, &[reset, ("retry-after", "3")], "{}").0, Some(3.0));
    assert_eq!(delay(404, &[reset, ("x-retry-ms", "1500")], "{}").0, Some(1.5));
    assert_eq!(delay(404, &[reset], r#"{"code":"other","wait":"28ms"}"#).0, Some(0.028));
    assert_eq!(delay(403, &[], r#"{"code":"busy"}"#).0, Some(5.0));
}

#[test]
fn an_empty_value_is_absent() {
    let body = r#"{"code":"busy","wait":" "}"#;
    assert_eq!(delay(429, &[("retry-after", "30"), ("x-ratelimit-reset", "")], body), (Some(30.0), None));
}
