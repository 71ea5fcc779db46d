//! Calls by `reqwest::blocking` over real connections.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::error::Error as _;
use std::time::{Duration, Instant};

use errspec::reqwest::blocking::{BODY_TIME, ResponseExt};
use errspec::reqwest::{Failure, Incomplete};
use errspec_tests_clients::server::{RawResponse, Server};
use errspec_tests_clients::{FlanksError, FrankieOneError, LimitsError};
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};

/// Calls a server that has this response.
fn call(response: RawResponse) -> Response {
    let server = Server::start([response]).unwrap();
    let client = Client::builder().timeout(Duration::from_secs(20)).build().unwrap();
    client.get(&server.url).send().unwrap()
}

#[test]
fn an_error_of_the_api_is_typed_with_its_headers() {
    let body = r#"{"code": "rate_limited", "message": "Too many requests"}"#;
    let headers = [("x-request-id", "r-1"), ("retry-after", "7"), ("x-remaining", "0")];
    let failure =
        call(RawResponse::new("429 Too Many Requests", &headers, body)).or_error::<LimitsError>().unwrap_err();
    assert_eq!(failure.api(), Some(&LimitsError::rate_limited(0, None)));
    assert_eq!((failure.status(), failure.request_id()), (Some(StatusCode::TOO_MANY_REQUESTS), Some("r-1")));
    assert_eq!(failure.retry_after(), Some(Duration::from_secs(7)));
}

#[test]
fn a_success_keeps_all_its_parts_read_or_unread() {
    let body = "x".repeat(100_000);
    for limit in [10, 1_000_000] {
        let before = call(RawResponse::new("201 Created", &[("x-a", "1")], &body));
        let (url, address) = (before.url().clone(), before.remote_addr());
        let after = before.or_error_within::<FlanksError>(limit).unwrap();
        assert_eq!((after.url(), after.remote_addr(), after.status()), (&url, address, StatusCode::CREATED));
        assert_eq!(after.headers().get("x-a").unwrap(), "1");
        assert_eq!(after.text().unwrap(), body, "limit {limit}");
    }
    let after = call(RawResponse::new("200 OK", &[], &body)).or_error::<FrankieOneError>().unwrap();
    assert_eq!(after.text().unwrap(), body);
}

#[test]
fn an_error_in_a_2xx_response_is_an_error() {
    let body =
        r#"{"message": "Token is delayed during security checks", "credentials_token": "t", "error_code": 20003}"#;
    let failure = call(RawResponse::new("202 Accepted", &[], body)).or_error::<FlanksError>().unwrap_err();
    assert_eq!(failure.api(), Some(&FlanksError::token_delayed("t")));
}

#[test]
fn an_incomplete_error_is_decoded_from_the_bytes_that_arrived() {
    let incomplete = |response: Response, limit| match response.or_error_within::<FlanksError>(limit).unwrap_err() {
        Failure::Api(error) => error,
        other => panic!("{other}"),
    };
    let body = br#"{"error": "Method not allowed"  "#;
    let long = RawResponse::of_length("405 Method Not Allowed", &[], body, 1 << 40).stays_open();
    let error = incomplete(call(long), body.len() - 1);
    assert!(matches!(error.incomplete(), Some(Incomplete::TooLong)));
    assert_eq!(error.decoded().message(), Some("Method not allowed"));
    let error = incomplete(call(RawResponse::of_length("405 Method Not Allowed", &[], body, 500)), 400);
    assert!(matches!(error.incomplete(), Some(Incomplete::Broken(_))));
    assert_eq!(error.decoded().body(), body);
    assert_eq!(error.to_string(), "Method not allowed (UNKNOWN, status 405); the body broke off");
    assert!(error.source().is_some_and(|source| source.is::<reqwest::Error>()));
}

#[test]
fn an_error_whose_body_breaks_off_within_the_limit_is_decoded_from_its_head() {
    let response = RawResponse::of_length("429 Too Many Requests", &[("retry-after", "7")], b"{", 500);
    let failure = call(response).or_error::<LimitsError>().unwrap_err();
    assert!(failure.is_body() && !failure.is_timeout() && !failure.is_connect());
    assert_eq!(
        (failure.status(), failure.retry_after()),
        (Some(StatusCode::TOO_MANY_REQUESTS), Some(Duration::from_secs(7)))
    );
    assert!(failure.to_string().ends_with("; the body broke off"), "{failure}");
    assert!(failure.source().is_some());
}

const PAUSE: Duration = Duration::from_millis(300);

/// Calls a server that sends its body slowly, with a timeout of a second, and returns the failure and the time that it took.
fn slow_call<E: errspec::Decode + std::fmt::Debug>(response: RawResponse, of_request: bool) -> (Failure<E>, Duration) {
    let server = Server::start([response.slowly(PAUSE)]).unwrap();
    let timeout = Duration::from_secs(1);
    let client = Client::builder().timeout(if of_request { 20 * timeout } else { timeout }).build().unwrap();
    let request = client.get(&server.url);
    let request = if of_request { request.timeout(timeout) } else { request };
    let begin = Instant::now();
    let failure = request.send().unwrap().or_error::<E>().unwrap_err();
    (failure, begin.elapsed())
}

#[test]
fn the_timeout_of_the_client_holds_for_the_body_of_an_error() {
    let body = r#"{"error": "Method not allowed"}"#;
    let (failure, time) = slow_call::<FlanksError>(RawResponse::new("405 Method Not Allowed", &[], body), false);
    assert!(time < Duration::from_secs(3), "{time:?}");
    assert!(failure.is_timeout() && failure.is_body() && !failure.is_connect());
    assert_eq!(failure.status(), Some(StatusCode::METHOD_NOT_ALLOWED));
    assert!(failure.to_string().ends_with("; the body timed out"), "{failure}");
}

#[test]
fn the_timeout_of_the_client_holds_for_the_body_of_a_success_that_is_read() {
    for response in [RawResponse::new("200 OK", &[], "0123456789"), RawResponse::without_length("200 OK", "0123456789")]
    {
        let (failure, time) = slow_call::<FlanksError>(response, false);
        assert!(time < Duration::from_secs(3), "{time:?}");
        assert!(matches!(failure, Failure::Transport(_)));
        assert!(failure.is_timeout() && failure.is_body());
    }
}

#[test]
fn an_error_without_a_length_is_read_for_a_limited_time() {
    let body = r#"{"error": "Method not allowed"                }"#;
    let (failure, time) = slow_call::<FlanksError>(RawResponse::without_length("405 Method Not Allowed", body), false);
    assert!(time < BODY_TIME + Duration::from_secs(2), "{time:?}");
    assert!(failure.is_timeout() && failure.is_body());
    assert!(failure.to_string().ends_with("; the body took too long"), "{failure}");
    assert!(failure.response().unwrap().decoded().body().starts_with(br#"{"error": "#));
}

#[test]
fn the_timeout_of_a_request_holds_for_any_body() {
    let body = r#"{"error": "Method not allowed"                }"#;
    let (failure, time) = slow_call::<FlanksError>(RawResponse::without_length("405 Method Not Allowed", body), true);
    assert!(time < Duration::from_secs(3), "{time:?}");
    assert!(failure.is_timeout() && failure.is_body());
    assert!(failure.response().unwrap().decoded().body().starts_with(b"{"));
}

#[test]
fn a_success_whose_body_breaks_off_is_a_transport_failure() {
    for limit in [0, 1_000] {
        let broken = call(RawResponse::of_length("200 OK", &[], b"{ ", 500)).or_error_within::<FlanksError>(limit);
        assert!(matches!(broken, Err(Failure::Transport(_))), "limit {limit}");
    }
}
