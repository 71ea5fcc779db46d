//! Servers of axum and actix-web whose errors are one enum over two tables, on loopback.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::net::SocketAddr;

use actix_web::{App, HttpServer, web};
use axum::Router;
use axum::routing::get;
use errspec::actix_web::ErrorMiddleware;
use errspec::axum::{ErrorLayer, Rejection, RejectionKind};
use errspec::{Encoder, Headers as _, problem};

/// The tables have different layouts and sub-errors: the orders have their request id in a header, the ledger has none.
mod server {
    #[errspec::table(
        "../../../tests/tables/several/orders.toml",
        "../../../tests/tables/several/ledger.toml",
        actix_web,
        axum
    )]
    pub(crate) enum BooksError {}
}

/// The same errors, as a client has them.
mod client {
    #[errspec::table("../../../tests/tables/several/orders.toml", "../../../tests/tables/several/ledger.toml")]
    pub(crate) enum BooksError {}
}

use client::{BooksErrorDetail, BooksErrorOldLedgerDetail, BooksErrorOrdersDetail};
use server::BooksError;

/// Either table may have the entry of a rejection.
impl From<Rejection> for BooksError {
    fn from(rejection: Rejection) -> Self {
        match rejection.kind() {
            RejectionKind::NotFound => Self::Forbidden,
            _ => Self::Busy,
        }
    }
}

fn unbalanced() -> Encoder<'static, BooksError> {
    let line = server::BooksErrorOldLedgerDetail::new(3);
    BooksError::unbalanced(0.5).into_encoder().details([line.into()])
}

fn sold_out() -> Encoder<'static, BooksError> {
    let problem = server::BooksErrorOrdersDetail::new("size");
    BooksError::sold_out("pen").into_encoder().details([problem.into()])
}

fn closed() -> BooksError {
    BooksError::closed(1999, Some("noon".to_owned()))
}

async fn serve_axum() -> SocketAddr {
    let app = Router::new()
        .route("/sold-out", get(async || Err::<(), _>(sold_out())))
        .route("/unbalanced", get(async || Err::<(), _>(unbalanced())))
        .route("/closed", get(async || Err::<(), _>(closed())))
        .route("/panics", get(unwell))
        .layer(ErrorLayer::new().request_id_header("x-request-id").rejections::<BooksError>().negotiate());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    address
}

async fn unwell() -> &'static str {
    panic!("hunter2")
}

fn serve_actix_web() -> SocketAddr {
    let server = HttpServer::new(|| {
        let errors = ErrorMiddleware::new().request_id_header("x-request-id").rejections::<BooksError>().negotiate();
        App::new()
            .wrap(errors)
            .route("/sold-out", web::get().to(async || Err::<String, _>(sold_out())))
            .route("/unbalanced", web::get().to(async || Err::<String, _>(unbalanced())))
            .route("/closed", web::get().to(async || Err::<String, _>(closed())))
            .route("/panics", web::get().to(unwell))
    });
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let address = *server.addrs().first().unwrap();
    actix_web::rt::spawn(server.run());
    address
}

/// A response as it arrived.
struct Received {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

async fn call(address: SocketAddr, path: &str, accept: &str) -> Received {
    let request = reqwest::Client::new().get(format!("http://{address}{path}"));
    let response = request.header("x-request-id", "req-1").header("accept", accept).send().await.unwrap();
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    Received { status: response.status().as_u16(), headers, body: response.bytes().await.unwrap().to_vec() }
}

/// The errors of the paths, their statuses, and the request id that their table has.
fn expected() -> [(&'static str, client::BooksError, u16, Option<&'static str>); 5] {
    use client::BooksError;
    [
        ("/sold-out", BooksError::sold_out("pen"), 409, Some("req-1")),
        ("/unbalanced", BooksError::unbalanced(0.5), 422, None),
        ("/closed", BooksError::closed(1999, Some("noon".to_owned())), 409, None),
        ("/nothing", BooksError::Forbidden, 403, None),
        ("/panics", BooksError::Busy, 503, Some("req-1")),
    ]
}

async fn assert_own_form(address: SocketAddr) {
    for (path, error, status, id) in expected() {
        let received = call(address, path, "*/*").await;
        let decoded =
            client::BooksError::try_decode_response(received.status, &received.headers, &received.body).unwrap();
        assert_eq!((decoded.error(), received.status), (&error, status), "{path}");
        assert_eq!((decoded.request_id(), received.headers.header("x-request-id")), (id, id), "{path}");
        assert!(!decoded.body().windows(7).any(|text| text == b"hunter2"));
        let details = match path {
            "/sold-out" => vec![BooksErrorDetail::Orders(BooksErrorOrdersDetail::new("size"))],
            "/unbalanced" => vec![BooksErrorDetail::OldLedger(BooksErrorOldLedgerDetail::new(3))],
            _ => Vec::new(),
        };
        assert_eq!(decoded.details(), details, "{path}");
    }
    assert_eq!(call(address, "/closed", "*/*").await.headers.header("x-closed-until"), Some("noon"));
}

async fn assert_problems(address: SocketAddr) {
    for (path, error, status, id) in expected() {
        let received = call(address, path, "application/problem+json").await;
        assert_eq!(received.headers.header("content-type"), Some("application/problem+json"), "{path}");
        let problem = problem::decode::<client::BooksError>(received.status, &received.body);
        assert_eq!((problem.error(), received.status), (&error, status), "{path}");
        // Every problem document has the request id, whether its table has a place for it or not; the header is that of the table.
        assert_eq!((problem.request_id(), received.headers.header("x-request-id")), (Some("req-1"), id), "{path}");
        assert_eq!(problem.details().is_empty(), !matches!(path, "/sold-out" | "/unbalanced"), "{path}");
    }
    let closed = call(address, "/closed", "application/problem+json").await;
    assert_eq!(closed.headers.header("x-closed-until"), Some("noon"));
}

#[tokio::test]
async fn axum_sends_the_errors_of_either_table() {
    let address = serve_axum().await;
    assert_own_form(address).await;
    assert_problems(address).await;
}

#[actix_web::test]
async fn actix_web_sends_the_errors_of_either_table() {
    let address = serve_actix_web();
    assert_own_form(address).await;
    assert_problems(address).await;
}

#[test]
fn the_origin_of_a_response_has_the_entry_of_its_table() {
    use axum::response::IntoResponse as _;

    for (error, table) in [(BooksError::Busy, "orders"), (closed(), "old-ledger")] {
        let response = error.clone().into_response();
        let origin = response.extensions().get::<errspec::axum::Origin>().unwrap();
        assert_eq!(origin.entry().map(|entry| entry.table()), Some(table));
        assert_eq!(origin.downcast_ref::<BooksError>(), Some(&error));
    }
}
