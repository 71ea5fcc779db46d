//! A server of actix-web that returns errors of a table, and a client that decodes them.
//!
//! ```sh
//! cargo run -p errspec --example actix_web --features actix_web
//! ```

use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, Responder, web};

#[errspec::table("../../specs/frankieone.toml", actix_web)]
pub enum FrankieOneError {}

/// Returns an error as it is: the table gives the status, the headers and the body.
async fn entity(id: web::Path<u32>) -> Result<String, FrankieOneError> {
    if *id == 7 { Ok(format!("entity {id}")) } else { Err(FrankieOneError::EntityNotFound) }
}

/// Adds a request id and details to the error.
async fn search(request: HttpRequest) -> HttpResponse {
    let detail = FrankieOneErrorDetail {
        issue: "`limit` is not a number".to_owned(),
        location: "Request".to_owned(),
        kind: None,
    };
    FrankieOneError::ValidationFailed.encoder().request_id("01GVEDZ0").details([detail]).respond_to(&request)
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = || App::new().route("/entities/{id}", web::get().to(entity)).route("/search", web::get().to(search));
    let server = HttpServer::new(app).workers(1).disable_signals().bind("127.0.0.1:0")?;
    let address = *server.addrs().first().ok_or("no address")?;
    let server = server.run();
    let handle = server.handle();
    let client = std::thread::spawn(move || {
        let outcome = ["/entities/7", "/entities/8", "/search"].iter().try_for_each(|path| call(address, path));
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
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    let (head, body) = response.split_once("\r\n\r\n").ok_or("no HTTP response")?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse::<u16>()?;
    match FrankieOneError::detect(status, body) {
        None => println!("{path} -> {body}"),
        Some(decoded) => println!("{path} -> {:?} {:?}", decoded.error(), decoded.details()),
    }
    Ok(())
}
