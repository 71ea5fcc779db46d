//! Calls an API with `reqwest`: a success, errors of its table, and an error of the transport.
//!
//! ```sh
//! cargo run -p errspec --example reqwest --features reqwest
//! ```

mod loopback;

use std::error::Error;

use errspec::reqwest::{Failure, ResponseExt};

#[errspec::table("specs/flanks.toml")]
pub enum FlanksError {}

const RESPONSES: &[&str] = &[
    "HTTP/1.1 200 OK\n\n{\"pending\": false}",
    "HTTP/1.1 400 Bad Request\n\n{\"error\": \"Missing fields: client_id, secret\", \"error_code\": 40001}",
    "HTTP/1.1 202 Accepted\n\n{\"message\": \"Token is delayed during security checks\", \
     \"credentials_token\": \"t-1\", \"error_code\": 20003}",
    "HTTP/1.1 502 Bad Gateway\n\n<html>Bad Gateway</html>",
];

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let address = loopback::serve(RESPONSES)?;
    runtime.block_on(async {
        let client = reqwest::Client::new();
        // One call more than there are responses.
        for _ in 0..=RESPONSES.len() {
            match status(&client, &address).await {
                Ok(body) => println!("success: {body}"),
                Err(failure) => explain(&failure),
            }
        }
    });
    Ok(())
}

/// Returns the status of the credentials: one line from the call to the typed error.
async fn status(client: &reqwest::Client, url: &str) -> Result<String, Failure<FlanksError>> {
    Ok(client.get(url).send().await?.or_error::<FlanksError>().await?.text().await?)
}

fn explain(failure: &Failure<FlanksError>) {
    match failure.api() {
        Some(FlanksError::MissingFields { fields }) => println!("send {}", fields.join(" and ")),
        Some(FlanksError::TokenDelayed { credentials_token }) => println!("keep the token {credentials_token}"),
        Some(other) => println!("error: {other}"),
        None => println!("no response: {failure}"),
    }
}
