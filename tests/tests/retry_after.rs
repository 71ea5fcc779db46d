//! Delays before a retry: `Retry-After` of RFC 9110, and the other forms in which APIs write them.

#![allow(clippy::expect_used)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use errspec::DecodeErrorKind;
use errspec_tests::apis::FlanksError;
use proptest::prelude::*;

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
    for text in ["soon", "", "Sun, 06 Nov 1994", "-3", "-1e400", "NaN", "\u{0}", "1784111807"] {
        let headers = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", text)];
        assert_eq!(delay(&headers), None, "{text:?}");
    }
}

/// The longest delay, about 31 years.
const LONGEST: Duration = Duration::from_secs(1_000_000_000);

#[test]
fn a_number_that_is_too_large_for_any_unit_is_the_longest_delay() {
    for text in ["99999999999999999999", "100000000000000", "1e400", "99999999999999999999s", "12000d"] {
        assert_eq!(delay(&[("retry-after", text)]), Some(LONGEST), "{text}");
    }
    assert_eq!(delay(&[("retry-after", &"9".repeat(10_000))]), Some(LONGEST));
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
    for text in ["soon", "-1", "1e12", ""] {
        assert_eq!(delay(&[date, ("x-ratelimit-reset", text)]), Some(Duration::from_secs(60)), "{text}");
    }
    assert_eq!(delay(&[date, ("x-ratelimit-reset", "1e300")]), Some(LONGEST));
    let response = Reset::RateLimited.encode_response();
    assert!(response.headers.iter().all(|(name, _)| name != "x-ratelimit-reset"), "{response:?}");
    assert!(response.headers.iter().any(|(name, value)| name == "retry-after" && value == "60"), "{response:?}");
}

#[errspec::table("./tables/delays.toml")]
enum Delays {}

const SENT: (&str, &str) = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");

/// The delay of the table, which is used if the response has none that can be read.
const DEFAULT: Duration = Duration::from_secs(60);

/// Returns the delay and the unread text of a response with a member, decoded in both forms.
fn in_body(member: &str, value: &str) -> (Duration, Option<String>) {
    let body = format!(r#"{{"code": 1, "{member}": {value}}}"#);
    let decoded = Delays::decode_response(429, &[SENT], &body);
    let strict = Delays::try_decode_response(429, &[SENT], &body);
    assert_eq!(strict.is_err(), decoded.unread_retry_after().is_some(), "{body}");
    (decoded.retry_after().expect("the table has a delay"), decoded.unread_retry_after().map(str::to_owned))
}

#[test]
fn a_delay_is_read_in_every_form_that_states_what_it_is() {
    for (text, milliseconds) in [
        ("30", 30_000),
        ("0.25", 250),
        ("28ms", 28),
        ("1.898s", 1898),
        ("1m2.5s", 62_500),
        ("6h0m0s", 21_600_000),
        ("PT1M30S", 90_000),
        ("P1DT1S", 86_401_000),
        ("00:00:30", 30_000),
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60_000),
        ("1994-11-06T08:49:40Z", 3000),
        ("1994-11-06T10:49:39.5+02:00", 3000),
        ("1994-11-06T08:49:00Z", 0),
    ] {
        let expected = (Duration::from_millis(milliseconds), None);
        for member in ["wait", "ms"].into_iter().filter(|member| *member == "wait" || text.len() > 4) {
            assert_eq!(in_body(member, &format!("{text:?}")), expected, "{member} {text}");
        }
        let response = Delays::try_decode_response(429, &[SENT, ("retry-after", text)], r#"{"code": 1}"#);
        let delay = response.expect("the delay is valid").retry_after();
        assert_eq!(delay, Some(Duration::from_millis(milliseconds)), "{text}");
    }
}

#[test]
fn the_text_around_a_delay_may_state_its_unit() {
    for (member, text, milliseconds) in [
        ("message", "Limit reached. Try again in 28ms.", 28),
        ("message", "Limit reached. Try again in 1.898s.", 1898),
        ("message", "Try again in 6h0m0s.", 21_600_000),
        ("iso", "PT1.5S", 1500),
        ("iso", "PT1M30S", 90_000),
        ("proto", "1.5s", 1500),
        ("proto", "28ms", 28),
        ("proto", "1m2.5s", 62_500),
        ("proto", "1e1s", 10_000),
        ("minutes", "5 minutes", 300_000),
        ("minutes", "0.5 minutes", 30_000),
        ("minutes", "1 hour 5 minutes", 3_900_000),
        ("ms", "1500", 1500),
    ] {
        let expected = (Duration::from_millis(milliseconds), None);
        assert_eq!(in_body(member, &format!("{text:?}")), expected, "{member} {text}");
    }
    // A text that is not the template's has no delay.
    assert_eq!(in_body("message", r#""Slow down.""#), (DEFAULT, None));
    assert_eq!(in_body("proto", r#""5 h""#), (DEFAULT, None));
}

#[test]
fn reset_moments_are_in_seconds_or_in_milliseconds() {
    let delay = |name, text| Delays::decode_response(429, &[SENT, (name, text)], r#"{"code": 1}"#).retry_after();
    assert_eq!(delay("x-reset-ms", "784111807000"), Some(Duration::from_secs(30)));
    assert_eq!(delay("x-reset-ms", "784111806001"), Some(Duration::from_secs(30)));
    assert_eq!(delay("x-reset-ms", "784111000000"), Some(Duration::ZERO));
    assert_eq!(delay("x-reset-ms", "1994-11-06T08:50:07Z"), Some(Duration::from_secs(30)));
    assert_eq!(delay("x-reset", "784111807"), Some(Duration::from_secs(30)));
    assert_eq!(delay("x-reset", "45s"), Some(Duration::from_secs(45)));
    // A number of another unit is not taken for a delay of zero or of many years.
    for (name, text) in [
        ("x-reset-ms", "784111807"),
        ("x-reset-ms", "30"),
        ("x-reset", "784111807000"),
        ("x-reset", "30"),
        ("x-reset", "0"),
        ("retry-after", "784111807000"),
        ("retry-after", "1784111807"),
    ] {
        assert_eq!(delay(name, text), Some(DEFAULT), "{name} {text}");
        let strict = Delays::try_decode_response(429, &[SENT, (name, text)], r#"{"code": 1}"#);
        assert_eq!(
            strict.expect_err("the delay is invalid").to_string(),
            format!("{text:?} at `header:{name}` is not a delay")
        );
    }
}

#[test]
fn a_value_that_is_no_delay_is_kept_and_strictly_an_error() {
    for (value, text) in [
        (r#""soon""#, "soon"),
        ("true", "true"),
        ("[30]", "[30]"),
        ("-1", "-1"),
        (r#""28m5h""#, "28m5h"),
        (r#""00:30""#, "00:30"),
        (r#""P1M""#, "P1M"),
        (r#""1994-11-06T08:49:40""#, "1994-11-06T08:49:40"),
        (r#""in\t5s""#, "in\t5s"),
    ] {
        assert_eq!(in_body("wait", value), (DEFAULT, Some(text.to_owned())), "{value}");
    }
    for absent in ["null", r#""""#, r#"" ""#] {
        assert_eq!(in_body("wait", absent), (DEFAULT, None), "{absent}");
    }
    let error =
        Delays::try_decode(429, "{\n  \"code\": 1,\n  \"wait\": \"soon\"\n}").expect_err("the delay is invalid");
    let kind = DecodeErrorKind::NotADelay { location: "/wait".to_owned(), value: "soon".to_owned() };
    assert_eq!((error.kind(), error.line_column()), (&kind, Some((3, 12))));
    // The next location still gives the delay.
    let body = r#"{"code": 1, "wait": "soon"}"#;
    let decoded = Delays::decode_response(429, &[("retry-after", "7")], body);
    assert_eq!((decoded.retry_after(), decoded.unread_retry_after()), (Some(Duration::from_secs(7)), Some("soon")));
    assert_eq!(decoded.into_owned().unread_retry_after(), Some("soon"));
    let long = Delays::decode(429, &format!(r#"{{"code": 1, "wait": "{}"}}"#, "é".repeat(100_000))).into_owned();
    assert_eq!(long.unread_retry_after().map(str::len), Some(256));
}

#[test]
fn a_delay_is_written_in_the_form_of_the_table_and_read_back() {
    for (delay, text) in [(90_000, "PT90S"), (1500, "PT1.5S"), (0, "PT0S"), (1, "PT0.001S")] {
        let delay = Duration::from_millis(delay);
        let response = Delays::RateLimited { message: "Slow down.".into() }.encoder().retry_after(delay).response();
        let body = String::from_utf8(response.body).expect("the body is JSON");
        assert!(body.contains(text), "{body}");
        assert!(response.headers.iter().all(|(name, _)| !name.starts_with("x-reset")), "{:?}", response.headers);
        assert_eq!(Delays::try_decode(429, &body).expect("it is read back").retry_after(), Some(delay), "{body}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_delay_or_is_kept(text in "\\PC{0,40}|[0-9a-zPTDHMSW:.,+ -]{0,40}|(PT|P)?([0-9.]{1,12}[dhmsµnDHMS]{0,2}){0,5}") {
        let decoded = Delays::decode_response(429, &[SENT, ("retry-after", text.as_str())], r#"{"code": 1}"#);
        let strict = Delays::try_decode_response(429, &[SENT, ("retry-after", text.as_str())], r#"{"code": 1}"#);
        let unread = decoded.unread_retry_after();
        prop_assert_eq!(unread.is_some(), strict.is_err());
        prop_assert!(unread.is_none_or(|unread| unread == text && decoded.retry_after() == Some(DEFAULT)));
    }

    #[test]
    fn a_duration_is_read_back(seconds in 0_u64..1_000_000_000, milliseconds in 0_u32..1000) {
        let delay = Duration::new(seconds, milliseconds * 1_000_000);
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        for text in [
            format!("{seconds}.{milliseconds:03}"),
            format!("{seconds}.{milliseconds:03}s"),
            format!("{hours}h{minutes}m{rest}.{milliseconds:03}s"),
            format!("PT{hours}H{minutes}M{rest}.{milliseconds:03}S"),
            format!("{hours:02}:{minutes:02}:{rest:02}.{milliseconds:03}"),
            format!("{seconds} s {milliseconds} ms"),
        ] {
            let decoded = Delays::decode_response(429, &[("retry-after", text.as_str())], r#"{"code": 1}"#);
            let read = decoded.retry_after().expect("the table has a delay");
            // A plain number passes through `f64`.
            prop_assert!(read.abs_diff(delay) < Duration::from_micros(1), "{} is read as {:?}", text, read);
        }
    }
}
