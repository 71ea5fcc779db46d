//! Fields of type duration and time in generated and derived errors.

#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use std::time::{Duration, SystemTime};

use errspec::{Timestamp, Value};
use proptest::prelude::*;

#[errspec::table("./tables/times.toml")]
pub enum TimesError {}

/// A user's own type.
#[derive(Debug, Clone, PartialEq, errspec::Error)]
#[errspec("./tables/times.toml")]
enum OwnError {
    Limited {
        wait: Duration,
        until: SystemTime,
        cost: Duration,
        delay: Option<Duration>,
        grace: Option<Duration>,
        window: Option<Duration>,
        reset: Option<Timestamp>,
    },
    Expired(Timestamp),
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

const BODY: &str = r#"{"code": 1, "message": "Limit reached. Try again in 1m2.5s, at 2026-11-06T08:49:37.25Z.", "cost_ms": 1.5,
    "retryDelay": "28.000000001s", "window": "PT1H", "timestamp": "Fri, 06 Nov 2026 08:48:00 GMT",
    "limits": [{"window": "PT1M", "reset": 1793954977}, {"window": "00:05:00"}]}"#;

const HEADERS: [(&str, &str); 1] = [("x-reset", "1793954977250")];

fn time(seconds: i64, nanoseconds: u32) -> Timestamp {
    Timestamp::new(seconds, nanoseconds).unwrap()
}

fn limited() -> TimesError {
    TimesError::Limited {
        wait: Duration::from_millis(62_500),
        until: time(1_793_954_977, 250_000_000),
        cost: Duration::from_micros(1500),
        delay: Some(Duration::new(28, 1)),
        grace: None,
        window: Some(Duration::from_secs(3600)),
        reset: Some(time(1_793_954_977, 250_000_000)),
    }
}

#[test]
fn durations_and_times_are_read() {
    let decoded = TimesError::decode_response(429, &HEADERS, BODY);
    assert_eq!(decoded.error(), &limited());
    assert_eq!(decoded.field("timestamp"), Some(Value::Time(time(1_793_954_880, 0))));
    let windows: Vec<_> = decoded.details().iter().map(|detail| (detail.window, detail.reset)).collect();
    let expected = [(Duration::from_secs(60), Some(time(1_793_954_977, 0))), (Duration::from_secs(300), None)];
    assert_eq!(windows, expected);
}

#[test]
fn they_are_written_in_their_units() {
    let response = limited().encoder().field("timestamp", Value::Time(time(0, 0))).response();
    let body = String::from_utf8(response.body).unwrap();
    for part in [
        r#""timestamp":"1970-01-01T00:00:00Z""#,
        r#""cost_ms":1.5"#,
        r#""retryDelay":"28.000000001s""#,
        r#""window_ms":3600000"#,
        "Try again in 62.5s, at 2026-11-06T08:49:37.250Z.",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
    assert!(response.headers.contains(&("x-reset".to_owned(), "1793954977250".to_owned())));
    assert_eq!(limited().to_string(), "Limit reached. Try again in 62.5s, at 2026-11-06T08:49:37.250Z.");
    let debug = format!("{limited:?}", limited = limited());
    assert!(debug.contains("wait: 62.5s, until: 2026-11-06T08:49:37.250Z"), "{debug}");
}

#[test]
fn a_derived_error_has_them() {
    let decoded = OwnError::decode_response(429, &HEADERS, BODY);
    let OwnError::Limited { until, cost, delay, .. } = decoded.error() else { panic!("{decoded:?}") };
    assert_eq!((*cost, *delay), (Duration::from_micros(1500), Some(Duration::new(28, 1))));
    assert_eq!(Timestamp::try_from(*until).unwrap(), time(1_793_954_977, 250_000_000));
    let body = OwnError::Expired(time(-1, 1)).encode();
    assert_eq!(OwnError::decode(400, &body).into_error(), OwnError::Expired(time(-1, 1)));
    assert!(OwnError::decode(400, br#"{"code":2,"message":"Expired.","expired_at":"soon"}"#).into_error().is_unknown());
}

#[test]
fn a_constructor_takes_them() {
    let error = TimesError::limited(
        Duration::from_millis(62_500),
        time(1_793_954_977, 250_000_000),
        Duration::from_micros(1500),
        Duration::new(28, 1),
        None,
        Some(Duration::from_secs(3600)),
        time(1_793_954_977, 250_000_000),
    );
    assert_eq!(error, limited());
    assert_eq!(TimesError::expired(time(0, 0)), TimesError::Expired { expired_at: time(0, 0) });
}

fn any_duration() -> impl Strategy<Value = Duration> {
    let seconds = prop_oneof![Just(0), 0..100_u64, any::<u64>()];
    let nanos = prop_oneof![Just(0), (0..1000_u32).prop_map(|ms| ms * 1_000_000), 0..1_000_000_000_u32];
    (seconds, nanos).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos))
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    let nanos = prop_oneof![Just(0), (0..1000_u32).prop_map(|ms| ms * 1_000_000), 0..1_000_000_000_u32];
    (-62_167_219_200..=253_402_300_799_i64, nanos).prop_map(|(seconds, nanos)| time(seconds, nanos))
}

proptest! {
    #[test]
    fn every_value_is_read_back(
        wait in any_duration(),
        until in any_time(),
        cost in any_duration(),
        delay in proptest::option::of(any_duration()),
        grace in proptest::option::of(any_duration()),
        window in proptest::option::of(any_duration()),
        reset in proptest::option::of(any_time()),
    ) {
        let error = TimesError::Limited { wait, until, cost, delay, grace, window, reset };
        let response = error.encoder().response();
        let decoded = TimesError::decode_response(response.status, &response.headers, &response.body);
        prop_assert_eq!(decoded.error(), &error);
        prop_assert!(TimesError::try_decode_response(response.status, &response.headers, &response.body).is_ok());
    }

    #[test]
    fn any_text_gives_a_value_or_none(text in "[-+0-9PTDHMSZ:., a-z]{0,40}") {
        let message = format!("Limit reached. Try again in {text}, at {text}.");
        let body = serde_json::json!({ "code": 1, "message": message, "cost_ms": text }).to_string();
        let decoded = TimesError::decode(429, &body);
        // Whatever is read is read again from what is written.
        if let TimesError::Limited { .. } = decoded.error() {
            let again = TimesError::decode(429, &decoded.error().encode()).into_error();
            prop_assert_eq!(&again, decoded.error());
        }
    }
}
