//! A server of actix-web that answers with errors of a table, and a client that reads them.
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

/// All that a handler needs: the error says status, headers and body itself.
async fn entity(id: web::Path<u32>) -> Result<String, FrankieOneError> {
    if *id == 7 { Ok(format!("entity {id}")) } else { Err(FrankieOneError::EntityNotFound) }
}

/// With a request id and details.
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
        let asked = ["/entities/7", "/entities/8", "/search"].iter().try_for_each(|path| ask(address, path));
        // What it promises is that the server stops, which `run` below waits for.
        drop(handle.stop(true));
        asked.map_err(|error| error.to_string())
    });
    server.await?;
    Ok(client.join().map_err(|_| "the client panicked")??)
}

/// A client that knows nothing but HTTP and the table.
fn ask(address: SocketAddr, path: &str) -> Result<(), Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("no HTTP response")?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
    match FrankieOneError::detect(status, body) {
        None => println!("{path} -> {body}"),
        Some(decoded) => println!("{path} -> {:?} {:?}", decoded.error(), decoded.details()),
    }
    Ok(())
}
