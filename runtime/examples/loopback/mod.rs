//! A server on loopback for the examples, with a fixed sequence of responses.

use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::thread;

/// Starts the server, and returns its address. Each call gets the next response.
pub(crate) fn serve(responses: &'static [&'static str]) -> io::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for (stream, response) in listener.incoming().zip(responses) {
            let mut stream = stream?;
            let _ = stream.read(&mut [0; 4096])?;
            let (head, body) = response.split_once("\n\n").unwrap_or((response, ""));
            let length = body.len();
            let head = head.replace('\n', "\r\n");
            write!(stream, "{head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")?;
        }
        io::Result::Ok(())
    });
    Ok(address)
}
