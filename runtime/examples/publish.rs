//! The server of a published API: its own error type is mapped to the table of the API. A variant without an entry does not
//! compile, and neither does an entry without a variant. Handlers return `Result<T, BillingError>`. A layer adds the request id to every
//! error, and sends what axum rejects as an error of the table.
//!
//! ```sh
//! cargo run -p errspec --example publish --features axum
//! ```

use std::error::Error;
use std::io;

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use errspec::Encoder;
use errspec::axum::{ErrorLayer, Rejection, RejectionKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[derive(Debug, errspec::Error)]
#[errspec("specs/billing.toml", axum)]
enum BillingError {
    InvalidRequest,
    NotFound,
    MethodNotAllowed,
    CardDeclined {
        reason: String,
    },
    InvoiceNotFound(u64),
    RateLimited {
        limit: u32,
        remaining: Option<u32>,
    },
    /// The client gets the message of the table. The source stays in the server.
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] io::Error),
}

/// The entry for each reason for which axum rejects a request.
impl From<Rejection> for BillingError {
    fn from(rejection: Rejection) -> Self {
        match rejection.kind() {
            RejectionKind::NotFound => Self::NotFound,
            RejectionKind::MethodNotAllowed => Self::MethodNotAllowed,
            _ if rejection.status() >= 500 => Self::Storage(io::Error::other(rejection)),
            _ => Self::InvalidRequest,
        }
    }
}

async fn invoice(Path(number): Path<u64>) -> Result<String, BillingError> {
    match number {
        7 => Ok("invoice 7: 12.50 EUR\n".to_owned()),
        13 => Ok(read_archive(number)?),
        _ => Err(BillingError::InvoiceNotFound(number)),
    }
}

fn read_archive(_: u64) -> io::Result<String> {
    Err(io::Error::other("the disk of 10.0.0.7 is full"))
}

async fn pay(Path(card): Path<String>) -> Result<&'static str, BillingError> {
    match card.as_str() {
        "expired" => Err(BillingError::CardDeclined { reason: card }),
        "again" => Err(BillingError::RateLimited { limit: 60, remaining: Some(0) }),
        _ => Ok("paid\n"),
    }
}

/// Adds details to the error.
async fn check() -> Result<(), Encoder<'static, BillingError>> {
    let details = [BillingErrorDetail::new("card.number", "too short")];
    Err(BillingError::InvalidRequest.into_encoder().details(details))
}

const HEADERS: &str = "host: localhost\r\nx-request-id: req_1\r\nconnection: close";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = Router::new()
        .route("/invoices/{number}", get(invoice))
        .route("/payments/{card}", post(pay))
        .route("/checks", post(check))
        .layer(ErrorLayer::new().request_id_header("x-request-id").rejections::<BillingError>());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, app).await });
    let invoices =
        ["GET /invoices/7", "GET /invoices/8", "GET /invoices/13", "GET /invoices/x", "GET /", "PUT /invoices/7"];
    for line in invoices.into_iter().chain(["POST /payments/expired", "POST /payments/again", "POST /checks"]) {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(format!("{line} HTTP/1.1\r\n{HEADERS}\r\n\r\n").as_bytes()).await?;
        let mut response = String::new();
        stream.read_to_string(&mut response).await?;
        let status = response.lines().next().unwrap_or_default();
        let body = response.rsplit("\r\n").next().unwrap_or_default();
        println!("{line}\n  {status}\n  {}", body.trim_end());
    }
    Ok(())
}
