//! A server on loopback that answers every call with the next of its answers, byte for byte.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// One answer as it stands on the wire.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    bytes: Vec<u8>,
    stays_open: bool,
}

impl Answer {
    /// With this status line, these headers, and this body, whose length is announced.
    #[must_use]
    pub fn new(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        Self::of_length(status, headers, body, body.len())
    }

    /// With a body of which another length is announced than it has.
    #[must_use]
    pub fn of_length(status: &str, headers: &[(&str, &str)], body: &[u8], length: usize) -> Self {
        let mut head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n");
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        Self { bytes: [head.as_bytes(), b"\r\n", body].concat(), stays_open: false }
    }

    /// After which the connection is kept open and nothing more is sent.
    #[must_use]
    pub fn stays_open(self) -> Self {
        Self { stays_open: true, ..self }
    }
}

/// The server. It stops when its answers are used up.
#[derive(Debug)]
pub struct Server {
    /// Its address: `http://127.0.0.1:…`.
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts it.
    ///
    /// # Errors
    ///
    /// If there is no port to be had.
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let url = format!("http://{}", listener.local_addr()?);
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answers, heard) = (answers.into_iter().collect::<Vec<_>>(), Arc::clone(&requests));
        thread::spawn(move || {
            let mut open = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept()?;
                let request = request(&mut stream)?;
                if let Ok(mut requests) = heard.lock() {
                    requests.push(request);
                }
                // A client that does not read to the end closes: that is its right.
                let _ = stream.write_all(&answer.bytes);
                if answer.stays_open {
                    open.push(stream);
                } else {
                    finish(stream);
                }
            }
            if !open.is_empty() {
                thread::sleep(Duration::from_secs(60));
            }
            io::Result::Ok(())
        });
        Ok(Self { url, requests })
    }

    /// How many calls it has answered.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.requests.lock().map_or(0, |requests| requests.len())
    }
}

/// The head of a request.
fn request(stream: &mut TcpStream) -> io::Result<String> {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer)? {
            0 => break,
            read => request.extend_from_slice(buffer.get(..read).unwrap_or_default()),
        }
    }
    Ok(String::from_utf8_lossy(&request).into_owned())
}

/// Closes without a reset, which would take from the client what it has not read yet.
fn finish(mut stream: TcpStream) {
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
    let _ = io::copy(&mut stream, &mut io::sink());
}
