//! The layer that completes error responses, within a server of axum on loopback.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod orders;

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use errspec::axum::{ErrorLayer, Extract};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use orders::client::{OrderError as ClientError, OrderErrorDetail};
use orders::{OrderError, Received, SECRET};

#[derive(serde::Deserialize)]
struct Order {
    #[allow(dead_code)]
    items: Vec<Item>,
}

#[derive(serde::Deserialize)]
struct Item {
    #[allow(dead_code)]
    price: u32,
}

#[derive(serde::Deserialize)]
struct Page {
    #[allow(dead_code)]
    limit: u32,
}

async fn locked() -> Result<(), OrderError> {
    Err(OrderError::OrderLocked { order: 7 })
}

async fn detailed() -> impl IntoResponse {
    let details = [orders::OrderErrorDetail::new("items", "missing")];
    let error = OrderError::InvalidBody { field: None }.into_encoder().details(details);
    ([("cache-control", "no-store"), ("x-region", "eu")], error)
}

async fn identified() -> Response {
    OrderError::Internal.encoder().request_id("of-the-handler").into_response()
}

/// A response whose status and delay the handler has changed.
async fn changed() -> impl IntoResponse {
    (axum::http::StatusCode::LOCKED, [("retry-after", "60")], OrderError::OrderLocked { order: 7 })
}

async fn upstream() -> Response {
    let body = r#"{"error": {"code": "order_locked", "message": "The order 7 is locked.", "extra": 1}}"#;
    ClientError::decode(409, body).into_response()
}

async fn storage() -> Result<(), OrderError> {
    Err(io::Error::other(SECRET))?
}

async fn other() -> Result<(), OrderError> {
    Err(OrderError::Other(SECRET.into()))
}

async fn panics() {
    panic!("{SECRET}");
}

/// The answer of a layer that limits the rate.
async fn limited() -> impl IntoResponse {
    (axum::http::StatusCode::TOO_MANY_REQUESTS, [("retry-after", "7")], "Too Many Requests! Wait for 7s")
}

/// The answer of a layer that sheds load.
async fn shed() -> impl IntoResponse {
    (axum::http::StatusCode::SERVICE_UNAVAILABLE, "service overloaded")
}

async fn hangs() {
    tokio::time::sleep(Duration::from_secs(60)).await;
}

fn routes() -> Router {
    Router::new()
        .route("/fine", get(async || "fine"))
        .route("/locked", get(locked))
        .route("/detailed", get(detailed))
        .route("/identified", get(identified))
        .route("/changed", get(changed))
        .route("/upstream", get(upstream))
        .route("/storage", get(storage))
        .route("/other", get(other))
        .route("/panics", get(panics))
        .route("/hangs", get(hangs))
        .route("/limited", get(limited))
        .route("/unlimited", get(async || axum::http::StatusCode::TOO_MANY_REQUESTS))
        .route("/shed", get(shed))
        .route("/html", get(async || (axum::http::StatusCode::NOT_FOUND, axum::response::Html("<p>gone</p>"))))
        .route("/orders", post(async |Extract(Json(_)): Extract<Json<Order>>| "ordered"))
        .route("/plain-orders", post(async |Json(_): Json<Order>| "ordered"))
        .route("/form", post(async |Extract(Form(_)): Extract<Form<Page>>| "posted"))
        .route("/pages/{page}", get(async |Extract(Path(_)): Extract<Path<u32>>| "a page"))
        .route("/named/{page}/{line}", get(async |Extract(Path(_)): Extract<Path<(u32, u32)>>| "a line"))
        .route("/list", get(async |Extract(Query(_)): Extract<Query<Page>>| "a list"))
}

/// A server with all options, and the layers of tower-http that end a request.
fn complete() -> Router {
    routes()
        .layer(DefaultBodyLimit::max(1000))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, Duration::from_millis(50)))
        .layer(CatchPanicLayer::new())
        .layer(ErrorLayer::new().request_id_header("X-Request-Id").rejections::<OrderError>().negotiate())
}

async fn serve(app: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    address
}

fn client() -> reqwest::Client {
    reqwest::Client::new()
}

async fn get_with(app: Router, path: &str, headers: &[(&str, &str)]) -> Received {
    let address = serve(app).await;
    let request = client().get(format!("http://{address}{path}"));
    Received::of(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
}

async fn post_to(path: &str, media_type: &str, body: impl Into<String>) -> Received {
    let address = serve(complete()).await;
    let request = client().post(format!("http://{address}{path}")).header("content-type", media_type);
    Received::of(request.body(body.into())).await
}

#[tokio::test]
async fn the_request_id_of_the_request_is_written_into_every_error() {
    let received = get_with(complete(), "/locked", &[("x-request-id", "req-1")]).await;
    assert_eq!(received.error().request_id(), Some("req-1"));
    assert_eq!(received.error().error(), &ClientError::OrderLocked { order: "7".into() });
    assert_eq!(received.header("retry-after"), Some("3"));

    let received = get_with(complete(), "/nothing", &[("x-request-id", "req-2")]).await;
    assert_eq!(received.error().request_id(), Some("req-2"));
    assert_eq!(received.error().error(), &ClientError::NoRoute);
}

#[tokio::test]
async fn details_and_headers_of_the_handler_stay_beside_the_request_id() {
    for accept in ["*/*", "application/problem+json"] {
        let received = get_with(complete(), "/detailed", &[("x-request-id", "req-1"), ("accept", accept)]).await;
        assert_eq!(received.header("cache-control"), Some("no-store"));
        assert_eq!(received.header("x-region"), Some("eu"));
        if accept == "*/*" {
            assert_eq!(received.error().request_id(), Some("req-1"));
            let detail = OrderErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() };
            assert_eq!(received.error().details(), [detail]);
        } else {
            assert_eq!(received.problem()["request_id"], "req-1");
            assert_eq!(received.problem()["details"][0]["field"], "items");
        }
    }
}

#[tokio::test]
async fn the_request_id_that_a_handler_gives_stays() {
    let received = get_with(complete(), "/identified", &[("x-request-id", "req-1")]).await;
    assert_eq!(received.error().request_id(), Some("of-the-handler"));
}

#[tokio::test]
async fn status_and_delay_that_a_handler_changes_stay() {
    let received = get_with(complete(), "/changed", &[("x-request-id", "req-1")]).await;
    assert_eq!((received.status, received.header("retry-after")), (423, Some("60")));
    assert!(received.text().contains("req-1"));
}

#[tokio::test]
async fn a_hostile_request_id_is_ignored() {
    let long = "x".repeat(201);
    for id in ["a b", "é", "", long.as_str()] {
        let received = get_with(complete(), "/locked", &[("x-request-id", id)]).await;
        assert_eq!(received.error().request_id(), None, "{id}");
    }
}

#[tokio::test]
async fn a_request_id_comes_from_a_function() {
    let layer = ErrorLayer::new().request_id_with(|request| Some(format!("id-of{}", request.uri.path())));
    let received = get_with(routes().layer(layer), "/locked", &[]).await;
    assert_eq!(received.error().request_id(), Some("id-of/locked"));
}

#[tokio::test]
async fn a_function_gives_a_request_id_to_a_request_without_one() {
    let layer = || ErrorLayer::new().request_id_with(|_| Some("made".to_owned())).request_id_header("x-request-id");
    let long = "x".repeat(201);
    for (given, expected) in [("mine", "mine"), ("", "made"), (long.as_str(), "made")] {
        let received = get_with(routes().layer(layer()), "/locked", &[("x-request-id", given)]).await;
        assert_eq!(received.error().request_id(), Some(expected));
    }
}

#[tokio::test]
async fn a_request_id_comes_from_a_header_that_a_layer_within_sets() {
    let app = Router::new().route("/", get(async || ([("x-request-id", "inner")], OrderError::Internal)));
    let received = get_with(app.layer(ErrorLayer::new().request_id_header("x-request-id")), "/", &[]).await;
    assert_eq!(received.error().request_id(), Some("inner"));
}

#[tokio::test]
async fn a_layer_within_that_negotiates_keeps_its_form_when_the_request_id_comes_later() {
    let app = routes().layer(ErrorLayer::new().negotiate()).layer(ErrorLayer::new().request_id_header("x-request-id"));
    let received = get_with(app, "/locked", &[("x-request-id", "a"), ("accept", "application/problem+json")]).await;
    assert_eq!(received.problem()["request_id"], "a");
    assert_eq!(received.header("vary"), Some("accept"));
}

#[tokio::test]
async fn successes_and_forwarded_responses_are_not_changed() {
    let received = get_with(complete(), "/fine", &[("x-request-id", "req-1")]).await;
    assert_eq!((received.status, received.text(), received.header("vary")), (200, "fine", None));
    let received = get_with(complete(), "/upstream", &[("x-request-id", "req-1")]).await;
    assert!(received.text().contains(r#""extra": 1"#) && !received.text().contains("req-1"), "{}", received.text());
    let received = get_with(complete(), "/html", &[]).await;
    assert_eq!((received.status, received.text()), (404, "<p>gone</p>"));
}

/// Without a reader of gzip in the client, a body that is still declared as compressed would be garbage.
#[tokio::test]
async fn headers_that_describe_the_replaced_body_are_removed() {
    let tagged = Router::new().route(
        "/tagged",
        get(async || {
            let headers =
                [("etag", "\"1\""), ("digest", "sha-256=x"), ("content-language", "en"), ("accept-ranges", "bytes")];
            (headers, OrderError::OrderLocked { order: 7 })
        }),
    );
    let app = routes().merge(tagged).layer(CompressionLayer::new().compress_when(
        |_: axum::http::StatusCode, _: axum::http::Version, _: &axum::http::HeaderMap, _: &axum::http::Extensions| true,
    ));
    let app = app.layer(ErrorLayer::new().request_id_header("x-request-id").negotiate());
    for path in ["/tagged", "/locked"] {
        for accept in ["application/problem+json", "application/json"] {
            let headers = [("accept-encoding", "gzip"), ("x-request-id", "req-1"), ("accept", accept)];
            let received = get_with(app.clone(), path, &headers).await;
            for name in ["content-encoding", "etag", "digest", "accept-ranges"] {
                assert_eq!(received.header(name), None, "{path} {accept} {name}");
            }
            let length = received.header("content-length").and_then(|length| length.parse().ok());
            assert_eq!(length, Some(received.body.len()), "{path} {accept}");
            assert!(received.text().contains("req-1"));
        }
    }
    // An error that is not written again is sent compressed, with the headers that say so.
    let received = get_with(app, "/locked", &[("accept-encoding", "gzip")]).await;
    assert_eq!(received.header("content-encoding"), Some("gzip"));
}

#[tokio::test]
async fn what_axum_rejects_is_sent_as_an_error_of_the_table_that_names_the_field() {
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    let field = |name: &str| Some(name.to_owned());
    let body = |field| ClientError::InvalidBody { field };
    let parameter = |field| ClientError::InvalidParameter { field };
    let long = format!("{{\"items\": [{}]}}", "1,".repeat(1000));
    let cases = [
        ("/orders", json, r#"{"items": [{"price": 1}, {"price": "hunter2"}]}"#, body(field("items[1].price"))),
        ("/orders", json, r#"{"items": [{"price": 1}, {}]}"#, body(field("items[1]"))),
        ("/orders", json, "{}", body(None)),
        ("/orders", json, r#"{"items": hunter2"#, body(None)),
        ("/orders", json, long.as_str(), ClientError::TooLarge),
        ("/orders", "text/plain", "hunter2", ClientError::UnsupportedMediaType),
        ("/plain-orders", json, r#"{"items": [{"price": "hunter2"}]}"#, body(None)),
        ("/plain-orders", "text/plain", "{}", ClientError::UnsupportedMediaType),
        ("/form", form, "limit=hunter2", body(field("limit"))),
        ("/form", json, "{}", ClientError::UnsupportedMediaType),
        ("/locked", json, "{}", ClientError::MethodNotAllowed),
    ];
    for (path, media_type, body, expected) in cases {
        let received = post_to(path, media_type, body).await;
        assert_eq!(received.error().error(), &expected, "{path} {body}");
        assert!(!received.text().contains(SECRET), "{}", received.text());
    }
    let cases = [
        ("/pages/hunter2", parameter(None)),
        ("/named/1/hunter2", parameter(field("1"))),
        ("/list?limit=hunter2", parameter(field("limit"))),
        ("/list", parameter(None)),
        ("/hunter2", ClientError::NoRoute),
        ("/orders", ClientError::MethodNotAllowed),
        ("/panics", ClientError::Internal),
        ("/hangs", ClientError::Timeout),
        ("/limited", ClientError::TooManyRequests),
        ("/shed", ClientError::Busy),
        ("/storage", ClientError::Internal),
        ("/other", ClientError::Internal),
    ];
    for (path, expected) in cases {
        let received = get_with(complete(), path, &[]).await;
        assert_eq!(received.error().error(), &expected, "{path}");
        assert!(!received.text().contains(SECRET), "{}", received.text());
        let problem = get_with(complete(), path, &[("accept", "application/problem+json")]).await;
        assert!(!problem.text().contains(SECRET), "{}", problem.text());
    }
}

#[tokio::test]
async fn a_rejection_keeps_the_status_of_the_framework_if_its_entry_lists_it() {
    let json = "application/json";
    for (body, status) in [("{}", 422), ("{", 400)] {
        let received = post_to("/orders", json, body).await;
        assert_eq!((received.status, received.error().error()), (status, &ClientError::InvalidBody { field: None }));
    }
    // The table has another status for this one.
    assert_eq!(get_with(complete(), "/hangs", &[]).await.status, 503);
}

#[tokio::test]
async fn a_rejection_is_sent_with_sub_errors_and_the_status_that_a_function_gives() {
    let reject = |rejection: errspec::axum::Rejection| {
        let details = rejection.field().map(|field| orders::OrderErrorDetail::new(field, rejection.to_string()));
        OrderError::InvalidBody { field: None }.into_encoder().status(400).details(details)
    };
    let layer = ErrorLayer::new().request_id_header("x-request-id").rejections_with(reject).negotiate();
    let address = serve(routes().layer(layer)).await;
    for accept in ["*/*", "application/problem+json"] {
        let request = client().post(format!("http://{address}/orders")).header("accept", accept);
        let request = request.header("content-type", "application/json").header("x-request-id", "req-1");
        let received = Received::of(request.body(r#"{"items": [{"price": ""}]}"#)).await;
        assert_eq!(received.status, 400);
        if accept == "*/*" {
            let detail = OrderErrorDetail::new("items[0].price", "the body has a wrong value at `items[0].price`");
            assert_eq!((received.error().details(), received.error().request_id()), (vec![detail], Some("req-1")));
        } else {
            assert_eq!(received.problem()["details"][0]["field"], "items[0].price");
        }
    }
}

#[tokio::test]
async fn the_headers_of_a_rejection_stay() {
    let received = get_with(complete(), "/orders", &[]).await;
    assert_eq!((received.status, received.header("allow")), (405, Some("POST")));
}

#[tokio::test]
async fn a_body_limit_of_tower_is_a_rejection() {
    let app = routes().layer(RequestBodyLimitLayer::new(10)).layer(ErrorLayer::new().rejections::<OrderError>());
    let address = serve(app).await;
    let request = client().post(format!("http://{address}/orders")).header("content-type", "application/json");
    let received = Received::of(request.body("[1, 2, 3, 4, 5, 6]")).await;
    assert_eq!(received.error().error(), &ClientError::TooLarge);
}

#[tokio::test]
async fn the_response_to_head_has_no_body_and_the_status_of_the_error() {
    let address = serve(complete()).await;
    let received = Received::of(client().head(format!("http://{address}/locked"))).await;
    assert_eq!((received.status, received.body.len()), (409, 0));
}

#[tokio::test]
async fn the_delay_of_a_layer_that_limits_the_rate_is_that_of_the_error() {
    let headers = [("accept", "application/problem+json")];
    for (path, seconds) in [("/limited", 7), ("/unlimited", 10)] {
        let received = get_with(complete(), path, &[]).await;
        let delay = Some(Duration::from_secs(seconds));
        assert_eq!((received.status, received.error().retry_after()), (429, delay), "{path}");
        let problem = get_with(complete(), path, &headers).await;
        assert_eq!(problem.problem()["retry_after"], seconds, "{path}");
        assert_eq!(problem.header("retry-after"), Some(seconds.to_string().as_str()), "{path}");
    }
    // That of a function counts.
    let layer = ErrorLayer::new().rejections_with(|rejection| {
        assert_eq!(rejection.retry_after(), Some(Duration::from_secs(7)));
        OrderError::TooManyRequests.into_encoder().retry_after(Duration::from_secs(20)).status(430)
    });
    let received = get_with(routes().layer(layer), "/limited", &[]).await;
    assert_eq!(received.status, 430);
}

/// A server without a layer that catches panics.
#[tokio::test]
async fn a_panic_is_answered_with_an_error_of_the_table() {
    let layer = || ErrorLayer::new().request_id_header("x-request-id").rejections::<OrderError>().negotiate();
    // The function is called before the service returns its future.
    let early = ErrorLayer::new().request_id_with(|_| panic!("{SECRET}"));
    let app = routes().layer(early).layer(layer());
    for (app, path) in [(routes().layer(layer()), "/panics"), (app, "/fine")] {
        let headers = [("x-request-id", "req-1"), ("x-request-id", "req-2")];
        let received = get_with(app.clone(), path, &headers).await;
        assert_eq!((received.status, received.error().error()), (500, &ClientError::Internal));
        assert_eq!(received.error().request_id(), Some("req-1"));
        assert!(!received.text().contains(SECRET));
        let problem = get_with(app, path, &[("accept", "application/problem+json")]).await;
        assert_eq!(problem.problem()["name"], "INTERNAL");
    }
}

#[tokio::test]
async fn a_connection_survives_a_panic() {
    let address = serve(routes().layer(ErrorLayer::new().rejections::<OrderError>())).await;
    let client = client();
    for path in ["/panics", "/locked", "/panics"] {
        let received = Received::of(client.get(format!("http://{address}{path}"))).await;
        assert!(matches!(received.status, 500 | 409), "{path}");
    }
}

/// The documentation says so: without rejections the layer changes nothing about panics.
#[tokio::test]
async fn without_rejections_a_panic_closes_the_connection() {
    let address = serve(routes().layer(ErrorLayer::new().request_id_header("x-request-id"))).await;
    assert!(client().get(format!("http://{address}/panics")).send().await.is_err());
}
