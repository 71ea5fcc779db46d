//! The middleware that completes error responses, within a server of actix-web on loopback.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod orders;

use std::io;

use actix_web::middleware::Compress;
use actix_web::{App, HttpResponse, HttpServer, Responder, ResponseError as _, web};
use errspec::actix_web::ErrorMiddleware;
use errspec::{Decoded, Encoder};

use orders::client::{OrderError as ClientError, OrderErrorDetail};
use orders::{OrderError, Received, SECRET};

#[derive(serde::Deserialize)]
struct Order {
    #[allow(dead_code)]
    items: Vec<u32>,
}

#[derive(serde::Deserialize)]
struct Page {
    #[allow(dead_code)]
    limit: u32,
}

async fn locked() -> Result<&'static str, OrderError> {
    Err(OrderError::OrderLocked { order: 7 })
}

/// An encoder as an error, with details.
async fn detailed() -> Result<&'static str, Encoder<'static, OrderError>> {
    let details = [orders::OrderErrorDetail::new("items", "missing")];
    Err(OrderError::InvalidBody { field: None }.into_encoder().details(details))
}

/// An encoder as a response, with headers of the handler.
async fn answered() -> impl Responder {
    let details = [orders::OrderErrorDetail::new("items", "missing")];
    let error = OrderError::InvalidBody { field: None }.into_encoder().details(details);
    error.customize().insert_header(("cache-control", "no-store"))
}

async fn identified() -> Result<&'static str, Encoder<'static, OrderError>> {
    Err(OrderError::Internal.into_encoder().request_id("of-the-handler"))
}

async fn upstream() -> Result<&'static str, Decoded<'static, ClientError>> {
    let body = r#"{"error": {"code": "order_locked", "message": "The order 7 is locked.", "extra": 1}}"#;
    Err(ClientError::decode(409, body).into_owned())
}

async fn storage() -> Result<&'static str, OrderError> {
    Err(io::Error::other(SECRET))?
}

async fn other() -> Result<&'static str, OrderError> {
    Err(OrderError::Other(SECRET.into()))
}

async fn foreign() -> Result<&'static str, actix_web::Error> {
    Err(actix_web::error::ErrorServiceUnavailable(SECRET))
}

/// The answer of a middleware that limits the rate.
async fn limited() -> HttpResponse {
    HttpResponse::TooManyRequests().insert_header(("retry-after", "7")).body("Too many requests, retry in 7s")
}

async fn panics() -> &'static str {
    panic!("{SECRET}");
}

fn errors() -> ErrorMiddleware {
    ErrorMiddleware::new().request_id_header("X-Request-Id").rejections::<OrderError>().negotiate()
}

/// Runs a server, and sends a request to it.
async fn send(
    middleware: fn() -> ErrorMiddleware,
    request: fn(reqwest::Client, String) -> reqwest::RequestBuilder,
) -> Received {
    send_with(middleware, request).await
}

async fn send_with(
    middleware: fn() -> ErrorMiddleware,
    request: impl FnOnce(reqwest::Client, String) -> reqwest::RequestBuilder,
) -> Received {
    let server = HttpServer::new(move || {
        App::new()
            .wrap(Compress::default())
            .wrap(middleware())
            .app_data(web::JsonConfig::default().limit(1000))
            .route("/fine", web::get().to(async || "fine"))
            .route("/locked", web::get().to(locked))
            .route("/detailed", web::get().to(detailed))
            .route("/answered", web::get().to(answered))
            .route("/identified", web::get().to(identified))
            .route("/upstream", web::get().to(upstream))
            .route("/storage", web::get().to(storage))
            .route("/other", web::get().to(other))
            .route("/foreign", web::get().to(foreign))
            .route("/panics", web::get().to(panics))
            .route("/limited", web::get().to(limited))
            .route(
                "/html",
                web::get().to(async || HttpResponse::NotFound().content_type("text/html").body("<p>gone</p>")),
            )
            .service(web::resource("/orders").route(web::post().to(async |_: web::Json<Order>| "ordered")))
            .route("/form", web::post().to(async |_: web::Form<Page>| "posted"))
            .route("/pages/{page}", web::get().to(async |_: web::Path<u32>| "a page"))
            .service(
                web::resource("/numbered/{page}")
                    .app_data(web::PathConfig::default().error_handler(|error, _| error.into()))
                    .route(web::get().to(async |_: web::Path<u32>| "a page")),
            )
            .route("/list", web::get().to(async |_: web::Query<Page>| "a list"))
    });
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let address = *server.addrs().first().unwrap();
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let received = Received::of(request(reqwest::Client::new(), format!("http://{address}"))).await;
    handle.stop(false).await;
    received
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Received {
    send_with(errors, |client, address| {
        headers.iter().fold(client.get(address + path), |request, (name, value)| request.header(*name, *value))
    })
    .await
}

async fn post(path: &str, media_type: &str, body: &str) -> Received {
    let (media_type, body) = (media_type.to_owned(), body.to_owned());
    send_with(errors, |client, address| client.post(address + path).header("content-type", media_type).body(body)).await
}

#[actix_web::test]
async fn the_request_id_of_the_request_is_written_into_every_error() {
    let received = get("/locked", &[("x-request-id", "req-1")]).await;
    assert_eq!(received.error().request_id(), Some("req-1"));
    assert_eq!(received.error().error(), &ClientError::OrderLocked { order: "7".into() });
    assert_eq!(received.header("retry-after"), Some("3"));

    let received = get("/nothing", &[("x-request-id", "req-2")]).await;
    assert_eq!(received.error().request_id(), Some("req-2"));
    assert_eq!(received.error().error(), &ClientError::NoRoute);
}

#[actix_web::test]
async fn details_and_headers_of_the_handler_stay_beside_the_request_id() {
    for path in ["/detailed", "/answered"] {
        let received = get(path, &[("x-request-id", "req-1")]).await;
        assert_eq!(received.error().request_id(), Some("req-1"), "{path}");
        let detail = OrderErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() };
        assert_eq!(received.error().details(), [detail], "{path}");
        let received = get(path, &[("x-request-id", "req-1"), ("accept", "application/problem+json")]).await;
        assert_eq!(received.problem()["request_id"], "req-1", "{path}");
        assert_eq!(received.problem()["details"][0]["field"], "items", "{path}");
        assert_eq!(received.header("vary").map(|vary| vary.contains("accept")), Some(true));
        let of_handler = (path == "/answered").then_some("no-store");
        assert_eq!(received.header("cache-control"), of_handler);
    }
}

#[actix_web::test]
async fn the_request_id_that_a_handler_gives_stays() {
    let received = get("/identified", &[("x-request-id", "req-1")]).await;
    assert_eq!(received.error().request_id(), Some("of-the-handler"));
}

#[actix_web::test]
async fn a_request_id_comes_from_a_function() {
    let errors = || ErrorMiddleware::new().request_id_with(|request| Some(format!("id-of{}", request.path())));
    let received = send(errors, |client, address| client.get(address + "/locked")).await;
    assert_eq!(received.error().request_id(), Some("id-of/locked"));
}

#[actix_web::test]
async fn a_function_gives_sub_errors_to_a_rejection_and_a_request_id_to_a_request_without_one() {
    let errors = || {
        ErrorMiddleware::new()
            .request_id_header("x-request-id")
            .request_id_with(|_| Some("made".to_owned()))
            .rejections_with(|rejection| {
                let details = [orders::OrderErrorDetail::new("query", rejection.to_string())];
                OrderError::InvalidBody { field: None }.into_encoder().status(422).details(details)
            })
    };
    for (given, expected) in [("mine", "mine"), ("", "made")] {
        let received =
            send_with(errors, |client, address| client.get(address + "/list?limit=x").header("x-request-id", given))
                .await;
        let detail = OrderErrorDetail::new("query", "the query has a wrong value");
        assert_eq!((received.status, received.error().details()), (422, vec![detail]));
        assert_eq!(received.error().request_id(), Some(expected));
    }
}

#[actix_web::test]
async fn successes_and_forwarded_responses_are_not_changed() {
    let received = get("/fine", &[("x-request-id", "req-1")]).await;
    assert_eq!((received.status, received.text()), (200, "fine"));
    let received = get("/upstream", &[("x-request-id", "req-1")]).await;
    assert!(received.text().contains(r#""extra": 1"#) && !received.text().contains("req-1"), "{}", received.text());
    let received = get("/html", &[]).await;
    assert_eq!((received.status, received.text()), (404, "<p>gone</p>"));
}

#[actix_web::test]
async fn a_body_that_is_replaced_within_compression_is_readable() {
    let headers = [("accept-encoding", "gzip"), ("x-request-id", "req-1"), ("accept", "application/problem+json")];
    let received = get("/locked", &headers).await;
    assert_eq!(received.header("content-encoding"), None);
    assert_eq!(received.problem()["request_id"], "req-1");
}

#[actix_web::test]
async fn what_actix_web_rejects_is_sent_as_an_error_of_the_table() {
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    let body = || ClientError::InvalidBody { field: None };
    let parameter = || ClientError::InvalidParameter { field: None };
    let long = format!("{{\"items\": [{}1]}}", "1,".repeat(1000));
    let cases = [
        ("/orders", json, r#"{"items": ["hunter2"]}"#, body()),
        ("/orders", json, r#"{"items": hunter2"#, body()),
        ("/orders", json, long.as_str(), ClientError::TooLarge),
        ("/orders", "text/plain", "hunter2", ClientError::UnsupportedMediaType),
        ("/form", form, "limit=hunter2", body()),
        ("/form", json, "{}", ClientError::UnsupportedMediaType),
    ];
    for (path, media_type, body, expected) in cases {
        let received = post(path, media_type, body).await;
        assert_eq!(received.error().error(), &expected, "{path} {body}");
        assert!(!received.text().contains(SECRET), "{}", received.text());
    }
    let cases = [
        // Without a configuration of the path, the framework answers that nothing is there.
        ("/pages/hunter2", ClientError::NoRoute),
        ("/numbered/hunter2", parameter()),
        ("/list?limit=hunter2", parameter()),
        ("/hunter2", ClientError::NoRoute),
        ("/orders", ClientError::MethodNotAllowed),
        ("/panics", ClientError::Internal),
        ("/storage", ClientError::Internal),
        ("/other", ClientError::Internal),
        ("/foreign", ClientError::Busy),
        ("/limited", ClientError::TooManyRequests),
    ];
    for (path, expected) in cases {
        for accept in ["*/*", "application/problem+json"] {
            let received = get(path, &[("accept", accept)]).await;
            assert!(!received.text().contains(SECRET), "{}", received.text());
            if accept == "*/*" {
                assert_eq!(received.error().error(), &expected, "{path}");
            }
        }
    }
}

#[actix_web::test]
async fn the_delay_of_a_middleware_that_limits_the_rate_is_that_of_the_error() {
    let received = get("/limited", &[]).await;
    assert_eq!(received.error().retry_after(), Some(std::time::Duration::from_secs(7)));
    let problem = get("/limited", &[("accept", "application/problem+json")]).await;
    assert_eq!((&problem.problem()["retry_after"], problem.header("retry-after")), (&7.into(), Some("7")));
}

#[actix_web::test]
async fn a_panic_before_the_future_is_answered() {
    let early = || ErrorMiddleware::new().request_id_with(|_| panic!("{SECRET}"));
    let server =
        HttpServer::new(move || App::new().wrap(early()).wrap(errors()).route("/fine", web::get().to(async || "fine")));
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let address = *server.addrs().first().unwrap();
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let received = Received::of(reqwest::Client::new().get(format!("http://{address}/fine"))).await;
    handle.stop(false).await;
    assert_eq!((received.status, received.error().error()), (500, &ClientError::Internal));
}

#[test]
fn an_encoder_that_has_its_error_is_an_error() {
    let error = OrderError::OrderLocked { order: 7 }.into_encoder().request_id("req-1");
    assert_eq!(error.to_string(), "The order 7 is locked.");
    assert_eq!(error.status_code().as_u16(), 409);
    let source: &dyn std::error::Error = &OrderError::from(io::Error::other(SECRET)).into_encoder();
    assert_eq!(source.source().map(ToString::to_string), Some(SECRET.to_owned()));
}
