//! Retries by a service of `tower`, over real connections.

#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use errspec::reqwest::{Failure, ResponseExt};
use errspec::tower_retry::Retries;
use errspec::{RetryBudget, RetryPolicy};
use errspec_tests_clients::server::{RawResponse, Server};
use errspec_tests_clients::{LimitsError, rate_limited};
use tower::retry::RetryLayer;
use tower::{Service, ServiceBuilder, ServiceExt, service_fn};

const MILLISECONDS: fn(u64) -> Duration = Duration::from_millis;

fn busy() -> RawResponse {
    RawResponse::new("503 Service Unavailable", &[], r#"{"code": "busy", "message": "Busy"}"#)
}

fn done() -> RawResponse {
    RawResponse::new("200 OK", &[], "done")
}

/// Makes a call for each list of responses, and returns the outcomes, the numbers of requests, and the delays.
fn calls(
    policy: RetryPolicy,
    budget: &Arc<RetryBudget>,
    responses: Vec<Vec<RawResponse>>,
) -> (Vec<(bool, usize)>, Vec<Duration>) {
    let delays = Arc::new(Mutex::new(Vec::new()));
    let slept = Arc::clone(&delays);
    let sleep = move |delay| {
        slept.lock().unwrap().push(delay);
        tokio::time::sleep(delay)
    };
    let client = reqwest::Client::new();
    let get = service_fn(move |url: String| {
        let client = client.clone();
        async move { Ok::<_, Failure<LimitsError>>(client.get(url).send().await?.or_error().await?.text().await?) }
    });
    let retries = Retries::within(policy, Arc::clone(budget), sleep);
    let mut service = ServiceBuilder::new().layer(RetryLayer::new(retries)).service(get);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcomes = responses.into_iter().map(|responses| {
        let server = Server::start(responses).unwrap();
        let outcome = runtime.block_on(async { service.ready().await?.call(server.url.clone()).await });
        (outcome.is_ok(), server.calls())
    });
    let outcomes = outcomes.collect();
    let delays = delays.lock().unwrap().clone();
    (outcomes, delays)
}

#[test]
fn a_service_is_retried_with_the_delays_of_policy_and_response() {
    let policy = RetryPolicy::idempotent().first_delay(MILLISECONDS(2));
    let (outcomes, delays) = calls(
        policy,
        &Arc::default(),
        vec![vec![rate_limited("0"), busy(), rate_limited("0.02"), done()], vec![busy(), done()]],
    );
    assert_eq!(outcomes, [(true, 4), (true, 2)]);
    // Each call begins with the first delay.
    assert_eq!(delays, [2, 4, 20, 2].map(MILLISECONDS));
}

#[test]
fn the_policy_limits_the_retries_of_a_service() {
    let policy = RetryPolicy::new().retries(2).first_delay(MILLISECONDS(1));
    let responses = vec![vec![rate_limited("0"); 9], vec![busy(); 9], vec![rate_limited("99999999999999999999"); 9]];
    let (outcomes, delays) = calls(policy, &Arc::default(), responses);
    assert_eq!(outcomes, [(false, 3), (false, 1), (false, 1)]);
    assert_eq!(delays.len(), 2);
}

#[test]
fn the_calls_of_a_service_share_its_budget() {
    let budget = Arc::new(RetryBudget::new().capacity(10));
    let policy = RetryPolicy::idempotent().first_delay(MILLISECONDS(1));
    let (outcomes, _) =
        calls(policy, &budget, vec![vec![busy(); 9], vec![busy(); 9], vec![done()], vec![busy(), done()]]);
    assert_eq!(outcomes, [(false, 3), (false, 1), (true, 1), (false, 1)]);
    assert_eq!(budget.available(), 1);
}
