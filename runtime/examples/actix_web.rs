//! A server of actix-web that returns errors of a table, and a client that decodes them. A middleware adds the request id to every error,
//! and sends what actix-web rejects as an error of the table.
//!
//! ```sh
//! cargo run -p errspec --example actix_web --features actix_web
//! ```

use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use actix_web::{App, HttpServer, web};
use errspec::Encoder;
use errspec::actix_web::{ErrorMiddleware, Rejection, RejectionKind};

#[errspec::table("specs/billing.toml", actix_web)]
pub enum BillingError {}

/// The entry for each reason for which actix-web rejects a request.
impl From<Rejection> for BillingError {
    fn from(rejection: Rejection) -> Self {
        match rejection.kind() {
            RejectionKind::NotFound => Self::NotFound,
            RejectionKind::MethodNotAllowed => Self::MethodNotAllowed,
            _ if rejection.status() >= 500 => Self::Internal,
            _ => Self::InvalidRequest,
        }
    }
}

/// Returns an error as it is: the table gives the status, the headers and the body.
async fn invoice(number: web::Path<i64>) -> Result<String, BillingError> {
    match *number {
        7 => Ok("invoice 7".to_owned()),
        number => Err(BillingError::InvoiceNotFound { number }),
    }
}

/// Adds details to the error.
async fn check() -> Result<String, Encoder<'static, BillingError>> {
    let details = [BillingErrorDetail::new("card.number", "too short")];
    Err(BillingError::InvalidRequest.into_encoder().details(details))
}

const PATHS: &[&str] = &["/invoices/7", "/invoices/8", "/checks", "/payments", "/nothing"];

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = || {
        App::new()
            .wrap(ErrorMiddleware::new().request_id_header("x-request-id").rejections::<BillingError>())
            .route("/invoices/{number}", web::get().to(invoice))
            .route("/checks", web::get().to(check))
            .service(web::resource("/payments").route(web::post().to(async || "paid")))
    };
    let server = HttpServer::new(app).workers(1).disable_signals().bind("127.0.0.1:0")?;
    let address = *server.addrs().first().ok_or("no address")?;
    let server = server.run();
    let handle = server.handle();
    let client = std::thread::spawn(move || {
        let outcome = PATHS.iter().try_for_each(|path| call(address, path));
        // The future need not be awaited, because `main` awaits the server.
        drop(handle.stop(true));
        outcome.map_err(|error| error.to_string())
    });
    server.await?;
    Ok(client.join().map_err(|_| "the client panicked")??)
}

/// Sends a request, and decodes the response by the table.
fn call(address: SocketAddr, path: &str) -> Result<(), Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nx-request-id: req_1\r\nconnection: close\r\n\r\n")?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    let (head, body) = response.split_once("\r\n\r\n").ok_or("no HTTP response")?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse::<u16>()?;
    match BillingError::detect(status, body) {
        None => println!("{path} -> {body}"),
        Some(decoded) => println!("{path} -> {:?} {:?} {:?}", decoded.error(), decoded.request_id(), decoded.details()),
    }
    Ok(())
}
