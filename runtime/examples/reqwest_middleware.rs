//! Calls an API that is busy at first with a client of `reqwest-middleware`, which retries within a budget.
//!
//! ```sh
//! cargo run -p errspec --example reqwest_middleware --features reqwest-middleware
//! ```

mod loopback;

use std::error::Error;
use std::time::Instant;

use errspec::reqwest::ResponseExt;
use errspec::reqwest::middleware::RetryMiddleware;
use errspec::{RetryBudget, RetryPolicy};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};

#[errspec::table("specs/flanks.toml")]
pub enum FlanksError {}

/// All calls of the program share the budget.
static BUDGET: RetryBudget = RetryBudget::new();

const RESPONSES: &[&str] = &[
    "HTTP/1.1 503 Service Unavailable\nretry-after: 1\n\n<html>Service Unavailable</html>",
    "HTTP/1.1 400 Bad Request\n\n\
     {\"error\": \"Retrieving user data. Please try again in a moment.\", \"error_code\": 20002}",
    "HTTP/1.1 200 OK\n\n{\"pending\": false}",
    "HTTP/1.1 400 Bad Request\n\n{\"error\": \"Missing fields: client_id\", \"error_code\": 40001}",
];

/// Calls the API once, as far as the caller sees.
async fn call(client: &ClientWithMiddleware, address: &str) -> Result<String, Box<dyn Error>> {
    Ok(client.get(address).send().await?.or_error::<FlanksError>().await?.text().await?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let address = loopback::serve(RESPONSES)?;
    // A `GET` is retried also if it may have taken effect, a `POST` only if it has not.
    let retries = RetryMiddleware::<FlanksError, _>::within(RetryPolicy::new(), &BUDGET, tokio::time::sleep);
    let client = ClientBuilder::new(reqwest::Client::new()).with(retries).build();
    for _ in 0..2 {
        let start = Instant::now();
        let outcome = runtime.block_on(call(&client, &address));
        let text = outcome.unwrap_or_else(|failure| failure.to_string());
        println!("{:4} ms: {text}, {} tokens are left", start.elapsed().as_millis(), BUDGET.available());
    }
    Ok(())
}
