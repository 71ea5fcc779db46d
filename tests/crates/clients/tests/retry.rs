//! Retries over real connections, by `backon` and without it.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::time::{Duration, Instant};

use backon::{ExponentialBuilder, Retryable};
use errspec::backon::{adjust, when};
use errspec::reqwest::blocking::ResponseExt as _;
use errspec::reqwest::{Failure, ResponseExt};
use errspec::{Advise, Applied, Retry, RetryPolicy};
use errspec_tests_clients::LimitsError;
use errspec_tests_clients::server::{Answer, Server};
use reqwest::{Client, StatusCode};

const MILLISECONDS: fn(u64) -> Duration = Duration::from_millis;

fn limited(after: &str) -> Answer {
    let body = r#"{"code": "rate_limited", "message": "Too many requests"}"#;
    Answer::new("429 Too Many Requests", &[("retry-after", after)], body)
}

fn busy(headers: &[(&str, &str)]) -> Answer {
    Answer::new("503 Service Unavailable", headers, r#"{"code": "busy", "message": "Busy"}"#)
}

fn done() -> Answer {
    Answer::new("200 OK", &[], "done")
}

/// What comes of a call that `backon` repeats, and the delays before each retry.
fn by_backon(server: &Server, policy: RetryPolicy) -> (Result<String, Failure<LimitsError>>, Vec<Duration>) {
    let delays = RefCell::new(Vec::new());
    let client = Client::new();
    let call = async || -> Result<String, Failure<LimitsError>> {
        Ok(client.get(&server.url).send().await?.or_error::<LimitsError>().await?.text().await?)
    };
    // Shorter than what is asked for, and told apart from it.
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
fn a_call_is_repeated_when_the_response_says_so_until_it_succeeds() {
    let date = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "Sun, 06 Nov 1994 08:49:38 GMT")];
    let server = Server::start([limited("1"), busy(&date), busy(&[]), done()]).unwrap();
    let start = Instant::now();
    let (outcome, delays) = by_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap(), "done");
    assert_eq!(delays, [Duration::from_secs(1), Duration::from_secs(1), MILLISECONDS(12)]);
    assert!(start.elapsed() >= Duration::from_secs(2));
    assert_eq!(server.calls(), 4);
}

#[test]
fn what_may_have_had_an_effect_is_not_repeated_unless_the_caller_says_that_it_may() {
    let server = Server::start([limited("0"), busy(&[]), done()]).unwrap();
    let (outcome, delays) = by_backon(&server, RetryPolicy::new());
    assert_eq!(outcome.unwrap_err().api(), Some(&LimitsError::Busy));
    assert_eq!((delays.as_slice(), server.calls()), (&[Duration::ZERO][..], 2));
}

#[test]
fn what_never_helps_is_not_repeated() {
    let body = r#"{"code": "forbidden", "message": "Forbidden"}"#;
    let server = Server::start([Answer::new("403 Forbidden", &[("retry-after", "0")], body), done()]).unwrap();
    let (outcome, delays) = by_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap_err().status(), Some(StatusCode::FORBIDDEN));
    assert_eq!((delays.len(), server.calls()), (0, 1));
}

#[test]
fn it_is_given_up_after_as_many_retries_as_backon_has() {
    let server = Server::start([(); 9].map(|()| limited("0"))).unwrap();
    let (outcome, delays) = by_backon(&server, RetryPolicy::idempotent());
    assert!(outcome.is_err());
    assert_eq!((delays.len(), server.calls()), (3, 4));
}

#[test]
fn what_asks_for_longer_than_the_policy_waits_is_given_up() {
    let server = Server::start([limited("61"), done()]).unwrap();
    let (outcome, delays) = by_backon(&server, RetryPolicy::idempotent());
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
fn a_call_without_an_answer_is_repeated_where_that_is_safe() {
    let advice = |failure: Failure<LimitsError>| {
        let advice = failure.advice();
        (advice.retry, advice.applied)
    };
    let call = |url: &str| -> Result<String, Failure<LimitsError>> {
        Ok(reqwest::blocking::get(url)?.or_error::<LimitsError>()?.text()?)
    };
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(advice(call(&format!("http://{nobody}/")).unwrap_err()), (Retry::After, Applied::No));
    // No answer at all, and one that breaks off.
    for answer in [Answer::default(), Answer::of_length("200 OK", &[], b"{", 500)] {
        let server = Server::start([answer]).unwrap();
        assert_eq!(advice(call(&server.url).unwrap_err()), (Retry::After, Applied::Maybe));
    }
    assert_eq!(advice(call("no address").unwrap_err()).0, Retry::Never);
    let server = Server::start([done()]).unwrap();
    let other = reqwest::blocking::get(&server.url).unwrap().json::<serde_json::Value>().unwrap_err();
    assert_eq!(advice(other.into()).0, Retry::Never);
}
