//! `Retry-After` of RFC 9110: seconds, or a date in one of three formats.

#![allow(clippy::expect_used)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use errspec_tests::apis::FlanksError;

/// Returns the delay of a response with these headers.
fn delay(headers: &[(&str, &str)]) -> Option<Duration> {
    let body = r#"{"error": "User data not available. Please try again later.", "error_code": 20001}"#;
    FlanksError::decode_response(400, headers, body).retry_after()
}

#[test]
fn a_date_in_any_format_is_relative_to_the_date_of_the_response() {
    let forms = |minute: &str| {
        [
            format!("Sun, 06 Nov 1994 08:{minute}:37 GMT"),
            format!("Sunday, 06-Nov-94 08:{minute}:37 GMT"),
            format!("Sun Nov  6 08:{minute}:37 1994"),
        ]
    };
    for sent in forms("49") {
        for until in forms("51") {
            let headers = [("Date", sent.as_str()), ("Retry-After", until.as_str())];
            assert_eq!(delay(&headers), Some(Duration::from_secs(120)), "{headers:?}");
        }
    }
}

#[test]
fn a_date_in_the_past_is_a_delay_of_zero() {
    let headers = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "Sun, 06 Nov 1994 08:49:36 GMT")];
    assert_eq!(delay(&headers), Some(Duration::ZERO));
}

#[test]
fn seconds_do_not_depend_on_the_date() {
    assert_eq!(
        delay(&[("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "30")]),
        Some(Duration::from_secs(30))
    );
}

#[test]
fn any_other_text_is_not_a_delay() {
    for text in ["soon", "", "Sun, 06 Nov 1994", "-3", "1e400", "NaN", "\u{0}", "99999999999999999999999"] {
        let headers = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", text)];
        assert_eq!(delay(&headers), None, "{text:?}");
    }
}

#[test]
fn the_system_clock_replaces_a_missing_date_of_the_response() {
    let until = "Fri, 31 Dec 9999 23:59:59 GMT";
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
    let expected = Duration::from_secs(253_402_300_799).saturating_sub(now);
    for headers in [&[("retry-after", until)][..], &[("retry-after", until), ("date", "today")]] {
        let delay = delay(headers).expect("there is a clock");
        assert!(delay.abs_diff(expected) < Duration::from_secs(60), "{delay:?}");
    }
}

#[test]
fn a_timestamp_is_relative_to_the_date_of_the_response_and_is_not_encoded() {
    #[errspec::table("./tables/reset.toml")]
    enum Reset {}

    let delay = |headers: &[(&str, &str)]| Reset::decode_response(429, headers, r#"{"code": 1}"#).retry_after();
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(delay(&[date, ("x-ratelimit-reset", "784111807")]), Some(Duration::from_secs(30)));
    assert_eq!(delay(&[date, ("x-ratelimit-reset", "784111806.2")]), Some(Duration::from_secs(30)));
    assert_eq!(delay(&[date, ("x-ratelimit-reset", "784111000")]), Some(Duration::ZERO));
    // An invalid timestamp is absent, so the delay is that of the table.
    for text in ["soon", "-1", "1e300", ""] {
        assert_eq!(delay(&[date, ("x-ratelimit-reset", text)]), Some(Duration::from_secs(60)), "{text}");
    }
    let response = Reset::RateLimited.encode_response();
    assert!(response.headers.iter().all(|(name, _)| name != "x-ratelimit-reset"), "{response:?}");
    assert!(response.headers.iter().any(|(name, value)| name == "retry-after" && value == "60"), "{response:?}");
}
