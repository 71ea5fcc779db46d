//! Calls an API that is busy at first, and retries. `backon` runs the loop, and the table and the response decide.
//!
//! ```sh
//! cargo run -p errspec --example retry --features backon,reqwest
//! ```

mod loopback;

use std::error::Error;
use std::time::Instant;

use backon::Retryable;
use errspec::RetryPolicy;
use errspec::backon::{adjust, backoff};
use errspec::reqwest::{Failure, ResponseExt};

#[errspec::table("specs/flanks.toml")]
pub enum FlanksError {}

const RESPONSES: &[&str] = &[
    "HTTP/1.1 503 Service Unavailable\nretry-after: 1\n\n<html>Service Unavailable</html>",
    "HTTP/1.1 400 Bad Request\n\n\
     {\"error\": \"Retrieving user data. Please try again in a moment.\", \"error_code\": 20002}",
    "HTTP/1.1 429 Too Many Requests\ndate: Sun, 06 Nov 1994 08:49:37 GMT\n\
     retry-after: Sun, 06 Nov 1994 08:49:39 GMT\n\n",
    "HTTP/1.1 200 OK\n\n{\"pending\": false}",
];

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let address = loopback::serve(RESPONSES)?;
    let client = reqwest::Client::new();
    let start = Instant::now();
    // The call changes nothing, so it may be repeated.
    let policy = RetryPolicy::idempotent();
    let data = runtime.block_on(
        (|| status(&client, &address))
            .retry(backoff(policy).with_jitter())
            .adjust(adjust(policy))
            .notify(|failure, delay| println!("{:4} ms: {failure}; retry in {delay:?}", start.elapsed().as_millis())),
    )?;
    println!("{:4} ms: {data}", start.elapsed().as_millis());
    Ok(())
}

async fn status(client: &reqwest::Client, url: &str) -> Result<String, Failure<FlanksError>> {
    Ok(client.get(url).send().await?.or_error::<FlanksError>().await?.text().await?)
}
