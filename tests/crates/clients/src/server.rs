//! A server on loopback with a fixed sequence of responses, each sent byte for byte.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A response as it is on the wire.
#[derive(Debug, Clone, Default)]
pub struct RawResponse {
    bytes: Vec<u8>,
    stays_open: bool,
    /// The pause after each byte of the body.
    pause: Option<Duration>,
}

impl RawResponse {
    /// Creates a response with a status line, headers and a body.
    #[must_use]
    pub fn new(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        Self::of_length(status, headers, body, body.len())
    }

    /// Creates a response whose `content-length` may differ from the length of its body.
    #[must_use]
    pub fn of_length(status: &str, headers: &[(&str, &str)], body: &[u8], length: usize) -> Self {
        let mut head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n");
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        Self { bytes: [head.as_bytes(), b"\r\n", body].concat(), ..Self::default() }
    }

    /// Creates a response without a length, whose body ends with the connection.
    #[must_use]
    pub fn without_length(status: &str, body: &str) -> Self {
        let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n");
        Self { bytes: [head, body.to_owned()].concat().into_bytes(), ..Self::default() }
    }

    /// Sends the body byte by byte, with a pause after each.
    #[must_use]
    pub fn slowly(self, pause: Duration) -> Self {
        Self { pause: Some(pause), ..self }
    }

    /// Keeps the connection open after the response, without sending more.
    #[must_use]
    pub fn stays_open(self) -> Self {
        Self { stays_open: true, ..self }
    }
}

/// A server that stops after its last response.
#[derive(Debug)]
pub struct Server {
    /// The address: `http://127.0.0.1:…`.
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts the server.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free.
    pub fn start(responses: impl IntoIterator<Item = RawResponse>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let url = format!("http://{}", listener.local_addr()?);
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (responses, received) = (responses.into_iter().collect::<Vec<_>>(), Arc::clone(&requests));
        thread::spawn(move || {
            let mut open = Vec::new();
            for response in responses {
                let (mut stream, _) = listener.accept()?;
                let request = request(&mut stream)?;
                if let Ok(mut requests) = received.lock() {
                    requests.push(request);
                }
                // A client may close the connection before the end of the response.
                let _ = send(&mut stream, &response);
                if response.stays_open {
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

    /// Returns the number of requests so far.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.requests.lock().map_or(0, |requests| requests.len())
    }
}

/// Reads the head of a request.
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

fn send(stream: &mut TcpStream, response: &RawResponse) -> io::Result<()> {
    let Some(pause) = response.pause else { return stream.write_all(&response.bytes) };
    let head = response.bytes.windows(4).position(|window| window == b"\r\n\r\n").map_or(0, |end| end + 4);
    let (head, body) = response.bytes.split_at(head);
    stream.write_all(head)?;
    for byte in body {
        stream.write_all(&[*byte])?;
        thread::sleep(pause);
    }
    Ok(())
}

/// Closes the connection without a reset, which would discard bytes that the client has not read.
fn finish(mut stream: TcpStream) {
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
    let _ = io::copy(&mut stream, &mut io::sink());
}
