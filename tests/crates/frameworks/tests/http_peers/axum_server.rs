//! A server of axum with all layers.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use errspec::axum::{ErrorLayer, Extract};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::exchanges::{LIMIT, Order, Page};
use crate::orders::{OrderError, OrderErrorDetail, SECRET};

async fn detailed() -> impl IntoResponse {
    let details = [OrderErrorDetail::new("items", "missing")];
    ([("x-region", "eu")], OrderError::InvalidBody { field: None }.into_encoder().details(details))
}

async fn storage() -> Result<(), OrderError> {
    Err(io::Error::other(SECRET))?
}

async fn panics() {
    std::panic::panic_any(SECRET);
}

async fn hangs() {
    tokio::time::sleep(Duration::from_secs(60)).await;
}

pub(crate) async fn serve() -> SocketAddr {
    let app = Router::new()
        .route("/fine", get(async || "fine".repeat(100)))
        .route("/locked", get(async || Err::<(), _>(OrderError::OrderLocked { order: 7 })))
        .route("/detailed", get(detailed))
        .route("/storage", get(storage))
        .route("/panics", get(panics))
        .route("/hangs", get(hangs))
        .route("/orders", post(async |Extract(Json(_)): Extract<Json<Order>>| "ordered"))
        .route("/form", post(async |Extract(Form(_)): Extract<Form<Page>>| "posted"))
        .route("/pages/{page}", get(async |Extract(Path(_)): Extract<Path<u32>>| "a page"))
        .route("/list", get(async |Extract(Query(_)): Extract<Query<Page>>| "a list"))
        .layer(DefaultBodyLimit::max(LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_millis(200)))
        .layer(CatchPanicLayer::new())
        .layer(ErrorLayer::new().request_id_header("x-request-id").rejections::<OrderError>().negotiate())
        .layer(CompressionLayer::new());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    address
}
