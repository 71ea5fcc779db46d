//! Retries by a middleware of `reqwest-middleware`, over real connections.

#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use errspec::reqwest::middleware::RetryMiddleware;
use errspec::reqwest::{Incomplete, ResponseExt};
use errspec::{Decode, RetryBudget, RetryPolicy};
use errspec_tests_clients::server::{RawResponse, Server};
use errspec_tests_clients::{FlanksError, LimitsError, rate_limited};
use reqwest::{Body, Client, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use tokio::runtime::Runtime;

const MILLISECONDS: fn(u64) -> Duration = Duration::from_millis;

fn busy() -> RawResponse {
    RawResponse::new("503 Service Unavailable", &[("x-request-id", "r-1")], r#"{"code": "busy", "message": "Busy"}"#)
}

fn done() -> RawResponse {
    RawResponse::new("200 OK", &[], "done")
}

type Delays = Arc<Mutex<Vec<Duration>>>;

/// Returns a client that retries, and the delays that it waits.
fn client<E: Decode + 'static>(policy: RetryPolicy, budget: Arc<RetryBudget>) -> (ClientWithMiddleware, Delays) {
    let delays = Delays::default();
    let slept = Arc::clone(&delays);
    let sleep = move |delay| {
        slept.lock().unwrap().push(delay);
        tokio::time::sleep(delay)
    };
    let retries = RetryMiddleware::<E, _, _>::within(policy.first_delay(MILLISECONDS(2)), budget, sleep);
    let client = Client::builder().timeout(Duration::from_secs(1)).build().unwrap();
    (ClientBuilder::new(client).with(retries).build(), delays)
}

thread_local! {
    /// The body of a response may be read after the call.
    static RUNTIME: Runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
}

fn block_on<F: Future>(future: F) -> F::Output {
    RUNTIME.with(|runtime| runtime.block_on(future))
}

/// Returns the response of a `GET` to a server with these responses, the number of requests, and the delays.
fn get<E: Decode + 'static>(
    responses: Vec<RawResponse>,
) -> (reqwest_middleware::Result<Response>, usize, Vec<Duration>) {
    let server = Server::start(responses).unwrap();
    let (client, delays) = client::<E>(RetryPolicy::new(), Arc::default());
    let response = block_on(client.get(&server.url).send());
    let delays = delays.lock().unwrap().clone();
    (response, server.calls(), delays)
}

#[test]
fn a_call_is_retried_by_the_body_and_the_delay_of_the_response() {
    let processing = r#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
    let processing = RawResponse::new("400 Bad Request", &[("retry-after", "0.02")], processing);
    let (response, calls, delays) = get::<FlanksError>(vec![processing, done()]);
    assert_eq!((block_on(response.unwrap().text()).unwrap().as_str(), calls), ("done", 2));
    assert_eq!(delays, [MILLISECONDS(20)]);
    let missing = r#"{"error": "Missing fields: a", "error_code": 40001}"#;
    let (_, calls, _) = get::<FlanksError>(vec![RawResponse::new("400 Bad Request", &[], missing), done()]);
    assert_eq!(calls, 1);
    let (_, calls, delays) = get::<LimitsError>(vec![rate_limited("0"), busy(), rate_limited("0"), busy(), done()]);
    assert_eq!((calls, delays), (4, vec![MILLISECONDS(2), MILLISECONDS(4), MILLISECONDS(8)]));
}

#[test]
fn the_response_of_the_last_attempt_is_as_it_arrived() {
    let (response, calls, _) = get::<LimitsError>(vec![busy(); 4]);
    let failure = block_on(response.unwrap().or_error::<LimitsError>()).unwrap_err();
    assert_eq!((failure.api(), failure.request_id(), calls), (Some(&LimitsError::Busy), Some("r-1"), 4));
    // A body that breaks off breaks off for the caller, too.
    let broken = RawResponse::of_length("403 Forbidden", &[], br#"{"code": "forbidden", "#, 500);
    let (response, calls, _) = get::<LimitsError>(vec![broken]);
    let failure = block_on(response.unwrap().or_error::<LimitsError>()).unwrap_err();
    assert!(failure.is_body());
    let error = failure.response().unwrap();
    assert!(matches!(error.incomplete(), Some(Incomplete::Broken(_))));
    assert_eq!((error.decoded().body(), calls), (&br#"{"code": "forbidden", "#[..], 1));
    // A long body of a table with `in_2xx` is whole.
    let long = "0123456789".repeat(200_000);
    let (response, _, _) = get::<FlanksError>(vec![RawResponse::new("200 OK", &[], &long)]);
    let response = response.unwrap();
    assert_eq!(response.url().host_str(), Some("127.0.0.1"));
    assert_eq!(block_on(response.text()).unwrap(), long);
}

#[test]
fn a_failure_of_the_transport_is_retried() {
    let cut = RawResponse::of_length("200 OK", &[], b"{", 500);
    let (response, calls, _) = get::<FlanksError>(vec![RawResponse::default(), cut, done()]);
    assert_eq!((block_on(response.unwrap().text()).unwrap().as_str(), calls), ("done", 3));
}

#[test]
fn the_method_and_the_policy_of_a_request_decide() {
    let (client, _) = client::<LimitsError>(RetryPolicy::new(), Arc::default());
    let calls = |send: &dyn Fn(&str) -> reqwest_middleware::RequestBuilder| {
        let server = Server::start([busy(), done()]).unwrap();
        let _ = block_on(send(&server.url).send()).unwrap();
        server.calls()
    };
    assert_eq!(calls(&|url| client.get(url)), 2);
    assert_eq!(calls(&|url| client.put(url).body("text")), 2);
    assert_eq!(calls(&|url| client.post(url).body("text")), 1);
    assert_eq!(calls(&|url| client.post(url).with_extension(RetryPolicy::idempotent())), 2);
    assert_eq!(calls(&|url| client.get(url).with_extension(RetryPolicy::new())), 1);
    // A stream cannot be sent twice.
    let stream = || Body::wrap(reqwest::Body::from("text"));
    assert_eq!(calls(&|url| client.put(url).body(stream())), 1);
}

#[test]
fn the_calls_of_a_client_share_its_budget() {
    let budget = Arc::new(RetryBudget::new().capacity(10));
    let (client, _) = client::<LimitsError>(RetryPolicy::new(), Arc::clone(&budget));
    let calls = |responses: Vec<RawResponse>| {
        let server = Server::start(responses).unwrap();
        let _ = block_on(client.get(&server.url).send()).unwrap();
        server.calls()
    };
    assert_eq!([calls(vec![busy(); 9]), calls(vec![busy(); 9]), calls(vec![done()])], [3, 1, 1]);
    assert_eq!(budget.available(), 1);
}
