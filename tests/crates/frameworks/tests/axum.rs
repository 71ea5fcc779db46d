//! A server of axum on loopback whose handlers return errors of a table, and a client that decodes them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use errspec::Headers;
use errspec::axum::Origin;
use errspec::problem::{self, Accepts, Negotiated};

#[errspec::table("tables/billing.toml", axum)]
enum BillingError {}

type Outcome<T = &'static str> = Result<T, BillingError>;

/// The errors that the middleware collected: name, code, message, and `true` if the origin owned the error.
type Observed = Arc<Mutex<Vec<(String, String, String, bool)>>>;

async fn observe(State(observed): State<Observed>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if let Some(origin) = response.extensions().get::<Origin>() {
        let code = origin.code().map(|code| code.to_string()).unwrap_or_default();
        let is_owned =
            origin.downcast_ref::<BillingError>().is_some_and(|error| error.to_string() == origin.to_string());
        observed.lock().unwrap().push((origin.name().to_owned(), code, origin.to_string(), is_owned));
    }
    response
}

async fn declined() -> Outcome {
    Err(BillingError::card_declined("Acme Bank", "limit"))
}

async fn fine() -> Outcome {
    Ok("fine")
}

async fn question_mark() -> Outcome<String> {
    let invoice: String = Err(BillingError::NotFound)?;
    Ok(invoice)
}

async fn detailed() -> Response {
    let details = [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }];
    BillingError::EmptyOrder { items: None, total: None, paid: None, extra: None, region: None }
        .encoder()
        .request_id("req\r\nset-cookie: a=b")
        .details(details)
        .into_response()
}

/// Forwards the error of another service.
async fn upstream(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    BillingError::decode_response(status, headers, body).into_response()
}

/// A handler that offers both forms.
async fn offered(accepts: Accepts) -> Result<(), Negotiated<BillingError>> {
    Err(BillingError::rate_limited(7)).map_err(|error| accepts.negotiate(error))
}

/// A middleware by which all handlers offer both forms.
async fn negotiate(accepts: Accepts, request: Request, next: Next) -> Response {
    errspec::axum::negotiate(&accepts, next.run(request).await)
}

async fn serve(observed: Observed) -> SocketAddr {
    let negotiated = Router::new()
        .route("/declined", get(declined))
        .route("/detailed", get(detailed))
        .route("/gone", get(async || (axum::http::StatusCode::GONE, BillingError::NotFound)))
        .route("/fine", get(fine))
        .layer(from_fn(negotiate));
    let app = Router::new()
        .route("/declined", get(declined))
        .route("/fine", get(fine))
        .route("/not-found", get(question_mark))
        .route("/detailed", get(detailed))
        .route("/broken", get(async || Outcome::<()>::Err(BillingError::Broken)))
        .route("/prepared", get(async || Err::<(), _>(BillingError::NotFound.encoder().status(410).response())))
        .route("/wrong-status", get(async || BillingError::Broken.encoder().status(1000).into_response()))
        .route("/informational", get(async || BillingError::Broken.encoder().status(103).into_response()))
        .route("/unknown", get(async || Outcome::<()>::Err(BillingError::decode(0, "<b>?</b>").into_error())))
        .route(
            "/upstream",
            get(async || upstream(503, &[("X-Request-Id", "up-1"), ("Retry-After", "7")], RATE_LIMITED).await),
        )
        .route("/upstream-html", get(async || upstream(502, &[], "<script>alert(1)</script>").await))
        .route("/gone", get(async || (axum::http::StatusCode::GONE, BillingError::NotFound)))
        .route("/offered", get(offered))
        .nest("/negotiated", negotiated)
        .layer(from_fn_with_state(observed.clone(), observe));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    address
}

const RATE_LIMITED: &str =
    r#"{"error": {"code": "rate_limited", "message": "Too many requests: 7 seconds", "extra": [1, 2]}}"#;

/// A response as it arrived.
struct Received {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

async fn call(path: &str) -> (Received, Vec<(String, String, String, bool)>) {
    call_accepting(path, "*/*").await
}

async fn call_accepting(path: &str, accept: &str) -> (Received, Vec<(String, String, String, bool)>) {
    let observed = Observed::default();
    let address = serve(observed.clone()).await;
    let response = reqwest::Client::new().get(format!("http://{address}{path}"));
    let response = response.header("accept", accept).send().await.unwrap();
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
    let received =
        Received { status: response.status().as_u16(), headers, body: response.bytes().await.unwrap().to_vec() };
    let observed = observed.lock().unwrap().clone();
    (received, observed)
}

#[tokio::test]
async fn a_client_decodes_the_error_that_a_handler_returns() {
    let (received, _) = call("/declined").await;
    assert_eq!(received.status, 402);
    assert_eq!(received.headers.header("content-type"), Some("application/json"));
    let decoded = BillingError::try_decode_response(received.status, &received.headers, &received.body).unwrap();
    assert_eq!(decoded.error(), &BillingError::card_declined("Acme Bank", "limit"));

    let (received, _) = call("/not-found").await;
    assert_eq!(BillingError::decode(received.status, &received.body).error(), &BillingError::NotFound);
}

#[tokio::test]
async fn a_success_has_no_origin() {
    let (received, observed) = call("/fine").await;
    assert_eq!((received.status, received.body.as_slice()), (200, &b"fine"[..]));
    assert!(observed.is_empty());
}

#[tokio::test]
async fn middleware_finds_the_error() {
    let (_, observed) = call("/declined").await;
    let message = "The card was declined by Acme Bank".to_owned();
    assert_eq!(observed, [("CARD_DECLINED".to_owned(), "card_declined".to_owned(), message, true)]);
}

#[tokio::test]
async fn an_encoder_adds_request_id_and_details_and_its_origin_describes_the_error() {
    let (received, observed) = call("/detailed").await;
    assert_eq!(received.status, 422);
    assert_eq!(received.headers.header("set-cookie"), None, "a line break must not begin another header");
    let decoded = BillingError::decode_response(received.status, &received.headers, &received.body);
    assert_eq!(decoded.error().name(), "EMPTY_ORDER");
    assert!(decoded.request_id().unwrap().starts_with("req"));
    assert_eq!(decoded.details(), [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }]);
    let described = ("EMPTY_ORDER".to_owned(), "invalid_order".to_owned(), "The order is empty".to_owned(), false);
    assert_eq!(observed, [described]);
}

#[tokio::test]
async fn an_encoded_response_is_sent_unchanged() {
    let (received, observed) = call("/prepared").await;
    assert_eq!(received.status, 410);
    assert_eq!(BillingError::decode(404, &received.body).error(), &BillingError::NotFound);
    assert!(observed.is_empty());
}

#[tokio::test]
async fn a_status_that_cannot_be_sent_becomes_500() {
    for path in ["/broken", "/wrong-status", "/informational", "/unknown"] {
        assert_eq!(call(path).await.0.status, 500, "{path}");
    }
}

#[tokio::test]
async fn the_body_of_an_unknown_error_is_not_sent_as_html() {
    let (received, observed) = call("/unknown").await;
    assert_eq!(received.body, b"<b>?</b>");
    assert_eq!(received.headers.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(observed.first().map(|observed| (observed.0.as_str(), observed.3)), Some(("UNKNOWN", true)));
}

#[tokio::test]
async fn a_decoded_response_is_forwarded_as_it_arrived() {
    let (received, observed) = call("/upstream").await;
    assert_eq!((received.status, received.body.as_slice()), (503, RATE_LIMITED.as_bytes()));
    assert_eq!(received.headers.header("content-type"), Some("application/json"));
    assert_eq!(received.headers.header("x-request-id"), Some("up-1"));
    assert_eq!(received.headers.header("retry-after"), Some("7"));
    assert_eq!(observed.first().map(|observed| observed.0.as_str()), Some("RATE_LIMITED"));

    let (received, _) = call("/upstream-html").await;
    assert_eq!(received.headers.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[tokio::test]
async fn a_handler_responds_in_the_form_that_the_client_prefers() {
    let (own, observed) = call_accepting("/offered", "application/json").await;
    assert_eq!((own.status, own.headers.header("content-type")), (429, Some("application/json")));
    assert_eq!(own.headers.header("vary"), Some("accept"));
    assert_eq!(BillingError::decode(429, &own.body).error(), &BillingError::rate_limited(7));
    assert_eq!(observed.first().map(|observed| observed.3), Some(true));

    let (received, _) = call_accepting("/offered", "application/json;q=0.5, application/problem+json").await;
    assert_eq!((received.status, received.headers.header("content-type")), (429, Some("application/problem+json")));
    assert_eq!(received.headers.header("vary"), Some("accept"));
    assert_eq!(received.headers.header("retry-after"), Some("30"));
    let problem = problem::decode_response::<BillingError>(429, &received.headers, &received.body);
    assert_eq!(problem.error(), &BillingError::rate_limited(7));
}

#[tokio::test]
async fn a_middleware_negotiates_for_all_handlers() {
    let (own, _) = call_accepting("/negotiated/declined", "*/*").await;
    assert_eq!(own.headers.header("content-type"), Some("application/json"));
    assert_eq!(own.headers.header("vary"), Some("accept"));

    let (received, observed) = call_accepting("/negotiated/declined", "application/problem+json").await;
    assert_eq!((received.status, received.headers.header("content-type")), (402, Some("application/problem+json")));
    let problem = problem::decode::<BillingError>(402, &received.body);
    assert_eq!(problem.error(), &BillingError::card_declined("Acme Bank", "limit"));
    assert_eq!(observed.len(), 1, "negotiation keeps the origin");

    let (received, _) = call_accepting("/negotiated/detailed", "application/problem+json").await;
    let problem = problem::decode::<BillingError>(422, &received.body);
    assert_eq!(problem.error().name(), "EMPTY_ORDER");
    assert_eq!(problem.details(), [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }]);
    assert_eq!(received.headers.iter().filter(|(name, _)| name == "content-type").count(), 1);

    let (received, _) = call_accepting("/negotiated/fine", "application/problem+json").await;
    assert_eq!((received.body.as_slice(), received.headers.header("vary")), (&b"fine"[..], None));
}

#[tokio::test]
async fn a_problem_document_has_the_status_of_its_response() {
    let (received, _) = call_accepting("/negotiated/gone", "application/problem+json").await;
    assert_eq!(received.status, 410);
    assert_eq!(problem::decode::<BillingError>(None, &received.body).status(), Some(410));
}
