//! Servers of actix-web and axum that send headers in ISO-8859-1, and a client that reads the bytes of the connection.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;

use actix_web::{App, HttpServer, web};
use axum::Router;
use axum::routing::get as on_get;
use errspec::axum::ErrorLayer;

#[errspec::table("tables/files.toml", actix_web, axum)]
enum FilesError {}

fn lost() -> FilesError {
    FilesError::lost("f\u{fc}r.txt", "Z\u{fc}rich", "\u{e9}t\u{e9} perdu")
}

fn serve() -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let server = HttpServer::new(|| {
            App::new().route("/lost", web::get().to(async || Err::<&'static str, FilesError>(lost())))
        });
        let server = server.workers(1).bind(("127.0.0.1", 0)).unwrap();
        sender.send(server.addrs()[0]).unwrap();
        actix_web::rt::System::new().block_on(server.run()).unwrap();
    });
    receiver.recv().unwrap()
}

/// Serves the same error by axum, with a layer that completes it.
fn serve_axum() -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let app = Router::new()
                .route("/plain", on_get(async || Err::<&'static str, FilesError>(lost())))
                .route("/lost", on_get(async || Err::<&'static str, FilesError>(lost())).layer(ErrorLayer::new()));
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, app).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}

/// A response: the lines of its head, and its body, as they came over the connection.
struct Received {
    head: Vec<Vec<u8>>,
    body: Vec<u8>,
}

fn get(address: SocketAddr, path: &str) -> Received {
    let mut connection = TcpStream::connect(address).unwrap();
    write!(connection, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let lines = bytes[..end].split(|byte| *byte == b'\n').map(|line| line.trim_ascii_end().to_vec());
    Received { head: lines.collect(), body: bytes[end + 4..].to_vec() }
}

impl Received {
    /// Returns the headers with their values as they came.
    fn headers(&self) -> Vec<(String, Vec<u8>)> {
        let pair = |line: &Vec<u8>| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            Some((String::from_utf8(line[..colon].to_vec()).ok()?, line[colon + 1..].trim_ascii().to_vec()))
        };
        self.head.iter().skip(1).filter_map(pair).collect()
    }

    fn header(&self, name: &str) -> Vec<u8> {
        self.headers().into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).unwrap().1
    }
}

#[test]
fn a_header_arrives_in_the_charset_of_its_source() {
    let axum = serve_axum();
    for (address, path) in [(serve(), "/lost"), (axum, "/lost"), (axum, "/plain")] {
        let received = get(address, path);
        assert!(received.head[0].starts_with(b"HTTP/1.1 404"));
        assert_eq!(received.header("content-disposition"), b"filename=\"f\xfcr.txt\"");
        assert_eq!(received.header("x-message"), b"\xe9t\xe9 perdu");
        // Without an `encoding`, a header is UTF-8.
        assert_eq!(received.header("x-town"), "Z\u{fc}rich".as_bytes());
        // The bytes of the connection decode to the error that the handler returned.
        let decoded = FilesError::decode_response(404, &received.headers(), &received.body);
        assert_eq!(*decoded.error(), lost());
    }
}

#[tokio::test]
async fn a_client_reads_the_text_of_a_header_in_iso_8859_1() {
    let address = serve();
    let response = reqwest::get(format!("http://{address}/lost")).await.unwrap();
    let status = response.status().as_u16();
    let headers: Vec<(String, Vec<u8>)> =
        response.headers().iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
    let body = response.bytes().await.unwrap();
    assert_eq!(*FilesError::decode_response(status, &headers, &body).error(), lost());
}
