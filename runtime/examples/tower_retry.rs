//! Calls an API that is busy at first through a service of `tower`, which retries within a budget.
//!
//! ```sh
//! cargo run -p errspec --example tower_retry --features reqwest,tower-retry
//! ```

mod loopback;

use std::error::Error;
use std::time::Instant;

use errspec::reqwest::{Failure, ResponseExt};
use errspec::tower_retry::Retries;
use errspec::{RetryBudget, RetryPolicy};
use tower::retry::RetryLayer;
use tower::{Service, ServiceBuilder, ServiceExt, service_fn};

#[errspec::table("specs/flanks.toml")]
pub enum FlanksError {}

/// All calls of the program share the budget.
static BUDGET: RetryBudget = RetryBudget::new();

const RESPONSES: &[&str] = &[
    "HTTP/1.1 503 Service Unavailable\nretry-after: 1\n\n<html>Service Unavailable</html>",
    "HTTP/1.1 400 Bad Request\n\n\
     {\"error\": \"Retrieving user data. Please try again in a moment.\", \"error_code\": 20002}",
    "HTTP/1.1 200 OK\n\n{\"pending\": false}",
];

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let address = loopback::serve(RESPONSES)?;
    let client = reqwest::Client::new();
    let get = service_fn(move |url: String| {
        let client = client.clone();
        async move { Ok::<_, Failure<FlanksError>>(client.get(url).send().await?.or_error().await?.text().await?) }
    });
    // The call changes nothing, so it may be repeated.
    let retries = Retries::within(RetryPolicy::idempotent(), &BUDGET, tokio::time::sleep);
    let mut service = ServiceBuilder::new().layer(RetryLayer::new(retries)).service(get);
    let start = Instant::now();
    let data = runtime.block_on(async { service.ready().await?.call(address).await })?;
    println!("{:4} ms: {data}, {} tokens are left", start.elapsed().as_millis(), BUDGET.available());
    Ok(())
}
