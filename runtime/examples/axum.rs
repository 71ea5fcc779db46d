//! A server of axum that returns errors of a table, and a client that decodes them. Handlers return `Result<T, E>`, and a
//! middleware logs the errors.
//!
//! ```sh
//! cargo run -p errspec --example axum --features axum
//! ```

use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use axum::Router;
use axum::extract::{Path, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use errspec::axum::Origin;

#[errspec::table("specs/frankieone.toml", axum)]
pub enum FrankieOneError {}

/// Returns an error as it is: the table gives the status, the headers and the body.
async fn entity(Path(id): Path<u32>) -> Result<String, FrankieOneError> {
    if id == 7 { Ok(format!("entity {id}")) } else { Err(FrankieOneError::EntityNotFound) }
}

/// Adds a request id and details to the error.
async fn search() -> Response {
    let detail = FrankieOneErrorDetail {
        issue: "`limit` is not a number".to_owned(),
        location: "Request".to_owned(),
        kind: None,
    };
    FrankieOneError::ValidationFailed.encoder().request_id("01GVEDZ0").details([detail]).into_response()
}

/// Logs the error of a response, without knowing its type.
async fn log(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if let Some(error) = response.extensions().get::<Origin>() {
        println!("server   {path} -> {} {}: {error}", response.status().as_u16(), error.name());
    }
    response
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = Router::new().route("/entities/{id}", get(entity)).route("/search", get(search)).layer(from_fn(log));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let client = std::thread::spawn(move || {
        for path in ["/entities/7", "/entities/8", "/search"] {
            call(address, path).map_err(|error| error.to_string())?;
        }
        Ok(())
    });
    let client = tokio::task::spawn_blocking(move || client.join());
    tokio::select! {
        served = axum::serve(listener, app) => Ok(served?),
        outcome = client => outcome?.map_err(|_| "the client panicked")?.map_err(|error: String| error.into()),
    }
}

/// Sends a request, and decodes the response by the table.
fn call(address: SocketAddr, path: &str) -> Result<(), Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    let (head, body) = response.split_once("\r\n\r\n").ok_or("no HTTP response")?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse::<u16>()?;
    match FrankieOneError::detect(status, body) {
        None => println!("client   {path} -> {body}"),
        Some(decoded) => println!("client   {path} -> {:?} {:?}", decoded.error(), decoded.details()),
    }
    Ok(())
}
