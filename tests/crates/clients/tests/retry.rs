//! Retries over real connections, with `backon` and without it.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::time::{Duration, Instant};

use backon::{ExponentialBuilder, Retryable};
use errspec::backon::{adjust, when};
use errspec::reqwest::blocking::ResponseExt as _;
use errspec::reqwest::{Failure, ResponseExt};
use errspec::{Advise, Applied, Retry, RetryPolicy};
use errspec_tests_clients::LimitsError;
use errspec_tests_clients::server::{RawResponse, Server};
use reqwest::{Client, StatusCode};

const MILLISECONDS: fn(u64) -> Duration = Duration::from_millis;

fn limited(after: &str) -> RawResponse {
    let body = r#"{"code": "rate_limited", "message": "Too many requests"}"#;
    RawResponse::new("429 Too Many Requests", &[("retry-after", after)], body)
}

fn busy(headers: &[(&str, &str)]) -> RawResponse {
    RawResponse::new("503 Service Unavailable", headers, r#"{"code": "busy", "message": "Busy"}"#)
}

fn done() -> RawResponse {
    RawResponse::new("200 OK", &[], "done")
}

/// Returns the outcome of a call that `backon` retries, and the delays before the retries.
fn with_backon(server: &Server, policy: RetryPolicy) -> (Result<String, Failure<LimitsError>>, Vec<Duration>) {
    let delays = RefCell::new(Vec::new());
    let client = Client::new();
    let call = async || -> Result<String, Failure<LimitsError>> {
        Ok(client.get(&server.url).send().await?.or_error::<LimitsError>().await?.text().await?)
    };
    // These delays differ from those that the responses ask for.
    let backoff = ExponentialBuilder::default().with_min_delay(MILLISECONDS(3)).with_max_times(3);
    let call = (|| call())
        .retry(backoff)
        .when(when(policy))
        .adjust(adjust(policy))
        .notify(|_, delay| delays.borrow_mut().push(delay));
    let outcome = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(call);
    (outcome, delays.into_inner())
}

#[test]
fn a_call_is_retried_with_the_delays_of_the_responses_until_it_succeeds() {
    let date = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "Sun, 06 Nov 1994 08:49:38 GMT")];
    let server = Server::start([limited("1"), busy(&date), busy(&[]), done()]).unwrap();
    let start = Instant::now();
    let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap(), "done");
    assert_eq!(delays, [Duration::from_secs(1), Duration::from_secs(1), MILLISECONDS(12)]);
    assert!(start.elapsed() >= Duration::from_secs(2));
    assert_eq!(server.calls(), 4);
}

#[test]
fn a_call_that_may_have_been_applied_is_not_retried_unless_it_is_idempotent() {
    let server = Server::start([limited("0"), busy(&[]), done()]).unwrap();
    let (outcome, delays) = with_backon(&server, RetryPolicy::new());
    assert_eq!(outcome.unwrap_err().api(), Some(&LimitsError::Busy));
    assert_eq!((delays.as_slice(), server.calls()), (&[Duration::ZERO][..], 2));
}

#[test]
fn an_error_with_retry_never_is_not_retried() {
    let body = r#"{"code": "forbidden", "message": "Forbidden"}"#;
    let server = Server::start([RawResponse::new("403 Forbidden", &[("retry-after", "0")], body), done()]).unwrap();
    let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap_err().status(), Some(StatusCode::FORBIDDEN));
    assert_eq!((delays.len(), server.calls()), (0, 1));
}

#[test]
fn backon_limits_the_number_of_retries() {
    let server = Server::start([(); 9].map(|()| limited("0"))).unwrap();
    let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
    assert!(outcome.is_err());
    assert_eq!((delays.len(), server.calls()), (3, 4));
}

#[test]
fn a_delay_beyond_the_longest_of_the_policy_stops_the_retries() {
    let server = Server::start([limited("61"), done()]).unwrap();
    let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap_err().retry_after(), Some(Duration::from_secs(61)));
    assert_eq!((delays.len(), server.calls()), (0, 1));
}

#[test]
fn the_policy_drives_a_loop_without_backon() {
    let server = Server::start([limited("0"), busy(&[]), done()]).unwrap();
    let policy = RetryPolicy::idempotent().first_delay(MILLISECONDS(1));
    let mut failed = 0;
    let body = loop {
        match reqwest::blocking::get(&server.url).unwrap().or_error::<LimitsError>() {
            Ok(response) => break response.text().unwrap(),
            Err(failure) => {
                failed += 1;
                std::thread::sleep(policy.next(&failure, failed).unwrap());
            }
        }
    };
    assert_eq!((body.as_str(), failed), ("done", 2));
}

#[test]
fn the_advice_without_a_response_depends_on_the_failure() {
    let advice = |failure: Failure<LimitsError>| {
        let advice = failure.advice();
        (advice.retry, advice.applied)
    };
    let call = |url: &str| -> Result<String, Failure<LimitsError>> {
        Ok(reqwest::blocking::get(url)?.or_error::<LimitsError>()?.text()?)
    };
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(advice(call(&format!("http://{address}/")).unwrap_err()), (Retry::After, Applied::No));
    // One connection closes without a response, and one within the body.
    for response in [RawResponse::default(), RawResponse::of_length("200 OK", &[], b"{", 500)] {
        let server = Server::start([response]).unwrap();
        assert_eq!(advice(call(&server.url).unwrap_err()), (Retry::After, Applied::Maybe));
    }
    assert_eq!(advice(call("no address").unwrap_err()).0, Retry::Never);
    let server = Server::start([done()]).unwrap();
    let other = reqwest::blocking::get(&server.url).unwrap().json::<serde_json::Value>().unwrap_err();
    assert_eq!(advice(other.into()).0, Retry::Never);
}

#[test]
fn adjust_alone_stops_retries_that_the_policy_does_not_allow() {
    let delay = |failure: &LimitsError, own| adjust(RetryPolicy::new())(failure, own);
    let own = Some(MILLISECONDS(3));
    assert_eq!(delay(&LimitsError::rate_limited(0, None), own), own);
    assert_eq!(delay(&LimitsError::rate_limited(0, None), None), None);
    assert_eq!((delay(&LimitsError::Busy, own), delay(&LimitsError::Forbidden, own)), (None, None));
}
