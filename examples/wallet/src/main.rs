//! Runs the service and calls it.
//!
//! ```sh
//! cargo run -p wallet              # pays in several ways
//! cargo run -p wallet -- openapi   # prints the description
//! ```

use std::error::Error;
use std::time::Duration;

use utoipa::OpenApi;
use wallet::api::NewPayment;
use wallet::client::{Client, PayError};
use wallet::server::{Api, app};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().nth(1).as_deref() == Some("openapi") {
        println!("{}", serde_json::to_string_pretty(&Api::openapi())?);
        return Ok(());
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let client = Client::new(format!("http://{}", listener.local_addr()?));
    tokio::spawn(async { axum::serve(listener, app(Duration::from_secs(5))).await });
    for (account, purpose) in [(1, "lunch"), (1, "yacht"), (7, "lunch"), (1, ""), (1, "rent")] {
        let new = NewPayment { account, amount: 12.5, purpose: purpose.to_owned() };
        match client.pay(&new).await {
            Ok(payment) => println!("{purpose}: paid {}", payment.amount),
            Err(failure) => match failure.api() {
                Some(PayError::InsufficientFunds(missing)) => println!("{purpose}: top up {missing}"),
                Some(PayError::InvalidPayment { problems }) => println!("{purpose}: {problems:?}"),
                _ => println!("{purpose}: {failure}, request id {:?}", failure.request_id()),
            },
        }
    }
    Ok(())
}
