//! Request ids that are those of the spans of requests. The only test of its program: whether a span is enabled is cached for all threads.

#![allow(clippy::unwrap_used)]

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::routing::get;
use axum::{Router, serve};
use errspec::axum::ErrorLayer;
use tracing::{Instrument, Span, info_span};

#[errspec::table("tables/billing.toml", axum)]
enum BillingError {}

/// Handles a request in a span of its own, as layers for traces do.
async fn in_span(request: Request, next: Next) -> axum::response::Response {
    next.run(request).instrument(info_span!("request")).await
}

#[tokio::test]
async fn a_request_id_comes_from_the_span_of_the_request() {
    let _guard = tracing::subscriber::set_default(tracing_subscriber::fmt().finish());
    let span_id = |_: &_| Span::current().id().map(|id| format!("span-{}", id.into_u64()));
    let app = Router::new()
        .route("/", get(async || Err::<(), _>(BillingError::Broken)))
        .layer(ErrorLayer::new().request_id_with(span_id))
        .layer(from_fn(in_span));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { serve(listener, app).await.unwrap() });
    let response = reqwest::get(format!("http://{address}/")).await.unwrap();
    let id = response.headers().get("x-request-id").unwrap().to_str().unwrap();
    assert!(id.strip_prefix("span-").is_some_and(|id| id.parse::<u64>().is_ok()), "{id}");
}
