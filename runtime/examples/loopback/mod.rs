//! A server on loopback for the examples: it gives every call the next of its answers.

use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::thread;

/// Starts it, and says its address.
pub(crate) fn serve(answers: &'static [&'static str]) -> io::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for (stream, answer) in listener.incoming().zip(answers) {
            let mut stream = stream?;
            let _ = stream.read(&mut [0; 4096])?;
            let (head, body) = answer.split_once("\n\n").unwrap_or((answer, ""));
            let length = body.len();
            let head = head.replace('\n', "\r\n");
            write!(stream, "{head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")?;
        }
        io::Result::Ok(())
    });
    Ok(address)
}
