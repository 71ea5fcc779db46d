//! Retries over real connections, with `backon` and without it.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::time::{Duration, Instant};

use backon::{ExponentialBuilder, Retryable};
use errspec::backon::{adjust, adjust_attempts, backoff, when};
use errspec::reqwest::blocking::ResponseExt as _;
use errspec::reqwest::{Failure, ResponseExt};
use errspec::{Advice, Advise, Applied, Retry, RetryBudget, RetryPolicy};
use errspec_tests_clients::server::{RawResponse, Server};
use errspec_tests_clients::{LimitsError, rate_limited};
use reqwest::{Client, StatusCode};

const MILLISECONDS: fn(u64) -> Duration = Duration::from_millis;

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
    let call = (|| call()).retry(backoff).adjust(adjust(policy)).notify(|_, delay| delays.borrow_mut().push(delay));
    let outcome = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(call);
    (outcome, delays.into_inner())
}

#[test]
fn a_call_is_retried_with_the_delays_of_the_responses_until_it_succeeds() {
    let date = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "Sun, 06 Nov 1994 08:49:38 GMT")];
    let server = Server::start([rate_limited("1"), busy(&date), busy(&[]), done()]).unwrap();
    let start = Instant::now();
    let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap(), "done");
    assert_eq!(delays, [Duration::from_secs(1), Duration::from_secs(1), MILLISECONDS(12)]);
    assert!(start.elapsed() >= Duration::from_secs(2));
    assert_eq!(server.calls(), 4);
}

#[test]
fn a_call_that_may_have_been_applied_is_not_retried_unless_it_is_idempotent() {
    let server = Server::start([rate_limited("0"), busy(&[]), done()]).unwrap();
    let (outcome, delays) = with_backon(&server, RetryPolicy::new());
    assert_eq!(outcome.unwrap_err().api(), Some(&LimitsError::Busy));
    assert_eq!((delays.as_slice(), server.calls()), (&[MILLISECONDS(3)][..], 2));
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
fn the_smaller_number_of_retries_counts() {
    for (own, retries) in [(9, 3), (3, 3), (2, 2), (0, 0)] {
        let server = Server::start([(); 9].map(|()| rate_limited("0"))).unwrap();
        let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent().retries(own));
        assert!(outcome.is_err());
        assert_eq!((delays.len(), server.calls()), (retries, retries + 1));
    }
}

#[test]
fn a_failure_without_a_delay_is_not_repeated_at_once() {
    let date = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "Sun, 06 Nov 1994 08:40:00 GMT")];
    let server = Server::start([rate_limited("0"), busy(&date), rate_limited("0.001"), done()]).unwrap();
    let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap(), "done");
    assert_eq!(delays, [MILLISECONDS(3), MILLISECONDS(6), MILLISECONDS(12)]);

    let policy = RetryPolicy::idempotent().first_delay(MILLISECONDS(20)).longest_delay(MILLISECONDS(50));
    let advice = Advice::new(Retry::After, Applied::No);
    let delays = |advice: Advice| [1, 2, 3].map(|failed| policy.next(&advice, failed).map(|it| it.as_millis()));
    assert_eq!(delays(advice), [Some(20), Some(40), Some(50)]);
    assert_eq!(delays(advice.retry_after(Duration::ZERO)), [Some(20), Some(40), Some(50)]);
    assert_eq!(delays(advice.retry_after(MILLISECONDS(30))), [Some(30), Some(40), Some(50)]);
    assert_eq!(delays(advice.retry_after(MILLISECONDS(51))), [None; 3]);
}

#[test]
fn a_delay_that_is_too_large_for_any_number_is_not_retried() {
    for after in ["99999999999999999999", "1e300", "99999999999999999999s", "18446744073709551616"] {
        let server = Server::start([rate_limited(after), done()]).unwrap();
        let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
        assert_eq!(outcome.unwrap_err().status(), Some(StatusCode::TOO_MANY_REQUESTS));
        assert_eq!((delays.len(), server.calls()), (0, 1), "{after}");
    }
}

#[test]
fn the_condition_alone_counts_the_retries() {
    let mut allows = when(RetryPolicy::new().retries(2));
    let failure = LimitsError::rate_limited(0, None);
    assert_eq!([(); 4].map(|()| allows(&failure)), [true, true, false, false]);
    assert!(!when(RetryPolicy::new())(&LimitsError::Busy));
}

#[test]
fn the_backoff_of_a_policy_has_its_delays_and_its_retries() {
    use backon::BackoffBuilder;
    let policy = RetryPolicy::new().retries(4).first_delay(MILLISECONDS(20)).longest_delay(MILLISECONDS(100));
    let delays = backoff(policy).build().collect::<Vec<_>>();
    assert_eq!(delays.len(), 4);
    let advice = Advice::new(Retry::After, Applied::No);
    for (failed, delay) in (1..).zip(delays) {
        // `backon` calculates with `f32`.
        assert!(
            policy.next(&advice, failed).unwrap().abs_diff(delay) < Duration::from_micros(1),
            "{failed}: {delay:?}"
        );
    }
}

#[test]
fn calls_that_share_a_budget_stop_when_it_is_empty() {
    // Two retries, and then none until enough calls have succeeded.
    let budget = RetryBudget::new().capacity(10).retry_cost(5).timeout_cost(10).refund(4);
    let policy = RetryPolicy::idempotent().first_delay(MILLISECONDS(1));
    let call = |responses: Vec<RawResponse>| {
        let server = Server::start(responses).unwrap();
        let client = Client::new();
        let get = async || -> Result<String, Failure<LimitsError>> {
            Ok(client.get(&server.url).send().await?.or_error::<LimitsError>().await?.text().await?)
        };
        let mut attempts = policy.attempts_within(&budget);
        let call = (|| get()).retry(backoff(policy)).adjust(adjust_attempts(&mut attempts));
        let outcome = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(call);
        if outcome.is_ok() {
            attempts.succeed();
        }
        (outcome.is_ok(), server.calls(), budget.available())
    };
    assert_eq!(call(vec![busy(&[]); 9]), (false, 3, 0));
    assert_eq!(call(vec![busy(&[]); 9]), (false, 1, 0));
    assert_eq!(call(vec![done()]), (true, 1, 4));
    assert_eq!(call(vec![busy(&[]), done()]), (false, 1, 4));
    assert_eq!(call(vec![done()]), (true, 1, 8));
    // The retry gives back what it took.
    assert_eq!(call(vec![busy(&[]), done()]), (true, 2, 8));
    assert_eq!(call(vec![done()]), (true, 1, 10));
}

#[test]
fn a_timeout_takes_more_of_the_budget() {
    let policy = RetryPolicy::idempotent();
    let available = |advice: Advice| {
        let budget = RetryBudget::new();
        assert!(policy.attempts_within(&budget).next(&advice).is_some());
        budget.available()
    };
    let advice = Advice::new(Retry::After, Applied::Maybe);
    assert_eq!(available(advice), 495);
    assert_eq!(available(advice.status(503)), 495);
    assert_eq!(available(advice.timed_out(true)), 490);
    assert_eq!(available(advice.status(504)), 490);
    // What the policy does not allow takes nothing.
    let budget = RetryBudget::new();
    assert_eq!(policy.attempts_within(&budget).next(&LimitsError::Forbidden), None);
    assert_eq!(budget.available(), 500);
}

#[test]
fn threads_take_no_more_than_the_budget_has() {
    let budget = std::sync::Arc::new(RetryBudget::new());
    let advice = Advice::new(Retry::After, Applied::No);
    let retries = std::thread::scope(|scope| {
        let threads = [(); 8].map(|()| {
            scope.spawn(|| {
                let calls = (0..1000).map(|_| RetryPolicy::new().attempts_within(budget.clone()));
                calls.filter_map(|mut attempts| attempts.next(&advice)).count()
            })
        });
        threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert_eq!((retries, budget.available()), (100, 0));
}

#[test]
fn a_delay_beyond_the_longest_of_the_policy_stops_the_retries() {
    let server = Server::start([rate_limited("61"), done()]).unwrap();
    let (outcome, delays) = with_backon(&server, RetryPolicy::idempotent());
    assert_eq!(outcome.unwrap_err().retry_after(), Some(Duration::from_secs(61)));
    assert_eq!((delays.len(), server.calls()), (0, 1));
}

#[test]
fn the_policy_drives_a_loop_without_backon() {
    let server = Server::start([rate_limited("0"), busy(&[]), done()]).unwrap();
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
