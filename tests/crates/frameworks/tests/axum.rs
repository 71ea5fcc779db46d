//! A server of axum on loopback, whose handlers return errors of a table, and a client that reads them.

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

type Answer<T = &'static str> = Result<T, BillingError>;

/// What middleware has seen: name, code, message, and whether the error itself was there.
type Seen = Arc<Mutex<Vec<(String, String, String, bool)>>>;

async fn observe(State(seen): State<Seen>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if let Some(origin) = response.extensions().get::<Origin>() {
        let code = origin.code().map(|code| code.to_string()).unwrap_or_default();
        let itself = origin.downcast_ref::<BillingError>().is_some_and(|error| error.to_string() == origin.to_string());
        seen.lock().unwrap().push((origin.name().to_owned(), code, origin.to_string(), itself));
    }
    response
}

async fn declined() -> Answer {
    Err(BillingError::card_declined("Acme Bank", "limit"))
}

async fn fine() -> Answer {
    Ok("fine")
}

async fn question_mark() -> Answer<String> {
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

/// The error of a service behind this one, handed on.
async fn upstream(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    BillingError::decode_response(status, headers, body).into_response()
}

/// One handler that offers both forms.
async fn offered(accepts: Accepts) -> Result<(), Negotiated<BillingError>> {
    Err(BillingError::rate_limited(7)).map_err(|error| accepts.negotiate(error))
}

/// All handlers offer both forms.
async fn negotiate(accepts: Accepts, request: Request, next: Next) -> Response {
    errspec::axum::negotiate(&accepts, next.run(request).await)
}

async fn serve(seen: Seen) -> SocketAddr {
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
        .route("/broken", get(async || Answer::<()>::Err(BillingError::Broken)))
        .route("/prepared", get(async || Err::<(), _>(BillingError::NotFound.encoder().status(410).response())))
        .route("/wrong-status", get(async || BillingError::Broken.encoder().status(1000).into_response()))
        .route("/informational", get(async || BillingError::Broken.encoder().status(103).into_response()))
        .route("/unknown", get(async || Answer::<()>::Err(BillingError::decode(0, "<b>?</b>").into_error())))
        .route(
            "/upstream",
            get(async || upstream(503, &[("X-Request-Id", "up-1"), ("Retry-After", "7")], RATE_LIMITED).await),
        )
        .route("/upstream-html", get(async || upstream(502, &[], "<script>alert(1)</script>").await))
        .route("/gone", get(async || (axum::http::StatusCode::GONE, BillingError::NotFound)))
        .route("/offered", get(offered))
        .nest("/negotiated", negotiated)
        .layer(from_fn_with_state(seen.clone(), observe));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    address
}

const RATE_LIMITED: &str =
    r#"{"error": {"code": "rate_limited", "message": "Too many requests: 7 seconds", "extra": [1, 2]}}"#;

/// Status, headers and body as they came over the wire.
struct Came {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

async fn ask(path: &str) -> (Came, Vec<(String, String, String, bool)>) {
    ask_for(path, "*/*").await
}

async fn ask_for(path: &str, accept: &str) -> (Came, Vec<(String, String, String, bool)>) {
    let seen = Seen::default();
    let address = serve(seen.clone()).await;
    let response = reqwest::Client::new().get(format!("http://{address}{path}"));
    let response = response.header("accept", accept).send().await.unwrap();
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
    let came = Came { status: response.status().as_u16(), headers, body: response.bytes().await.unwrap().to_vec() };
    let seen = seen.lock().unwrap().clone();
    (came, seen)
}

#[tokio::test]
async fn a_result_is_an_answer_that_the_client_decodes_to_the_same_error() {
    let (came, _) = ask("/declined").await;
    assert_eq!(came.status, 402);
    assert_eq!(came.headers.header("content-type"), Some("application/json"));
    let decoded = BillingError::try_decode_response(came.status, &came.headers, &came.body).unwrap();
    assert_eq!(decoded.error(), &BillingError::card_declined("Acme Bank", "limit"));

    let (came, _) = ask("/not-found").await;
    assert_eq!(BillingError::decode(came.status, &came.body).error(), &BillingError::NotFound);
}

#[tokio::test]
async fn a_success_has_no_origin() {
    let (came, seen) = ask("/fine").await;
    assert_eq!((came.status, came.body.as_slice()), (200, &b"fine"[..]));
    assert!(seen.is_empty());
}

#[tokio::test]
async fn middleware_finds_the_error_itself() {
    let (_, seen) = ask("/declined").await;
    let message = "The card was declined by Acme Bank".to_owned();
    assert_eq!(seen, [("CARD_DECLINED".to_owned(), "card_declined".to_owned(), message, true)]);
}

#[tokio::test]
async fn an_encoder_adds_request_id_and_details_and_middleware_is_told_of_its_error() {
    let (came, seen) = ask("/detailed").await;
    assert_eq!(came.status, 422);
    assert_eq!(came.headers.header("set-cookie"), None, "a line break began another header");
    let decoded = BillingError::decode_response(came.status, &came.headers, &came.body);
    assert_eq!(decoded.error().name(), "EMPTY_ORDER");
    assert!(decoded.request_id().unwrap().starts_with("req"));
    assert_eq!(decoded.details(), [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }]);
    let told = ("EMPTY_ORDER".to_owned(), "invalid_order".to_owned(), "The order is empty".to_owned(), false);
    assert_eq!(seen, [told]);
}

#[tokio::test]
async fn a_prepared_response_is_an_answer() {
    let (came, seen) = ask("/prepared").await;
    assert_eq!(came.status, 410);
    assert_eq!(BillingError::decode(404, &came.body).error(), &BillingError::NotFound);
    assert!(seen.is_empty());
}

#[tokio::test]
async fn without_a_status_that_can_be_sent_it_is_500() {
    for path in ["/broken", "/wrong-status", "/informational", "/unknown"] {
        assert_eq!(ask(path).await.0.status, 500, "{path}");
    }
}

#[tokio::test]
async fn an_unknown_error_is_an_answer_that_no_browser_runs() {
    let (came, seen) = ask("/unknown").await;
    assert_eq!(came.body, b"<b>?</b>");
    assert_eq!(came.headers.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(seen.first().map(|seen| (seen.0.as_str(), seen.3)), Some(("UNKNOWN", true)));
}

#[tokio::test]
async fn what_was_decoded_is_handed_on_as_it_came() {
    let (came, seen) = ask("/upstream").await;
    assert_eq!((came.status, came.body.as_slice()), (503, RATE_LIMITED.as_bytes()));
    assert_eq!(came.headers.header("content-type"), Some("application/json"));
    assert_eq!(came.headers.header("x-request-id"), Some("up-1"));
    assert_eq!(came.headers.header("retry-after"), Some("7"));
    assert_eq!(seen.first().map(|seen| seen.0.as_str()), Some("RATE_LIMITED"));

    let (came, _) = ask("/upstream-html").await;
    assert_eq!(came.headers.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[tokio::test]
async fn a_handler_answers_in_the_form_that_the_client_would_rather_have() {
    let (own, seen) = ask_for("/offered", "application/json").await;
    assert_eq!((own.status, own.headers.header("content-type")), (429, Some("application/json")));
    assert_eq!(own.headers.header("vary"), Some("accept"));
    assert_eq!(BillingError::decode(429, &own.body).error(), &BillingError::rate_limited(7));
    assert_eq!(seen.first().map(|seen| seen.3), Some(true));

    let (came, _) = ask_for("/offered", "application/json;q=0.5, application/problem+json").await;
    assert_eq!((came.status, came.headers.header("content-type")), (429, Some("application/problem+json")));
    assert_eq!(came.headers.header("vary"), Some("accept"));
    assert_eq!(came.headers.header("retry-after"), Some("30"));
    let problem = problem::decode_response::<BillingError, _, _>(429, &came.headers, &came.body);
    assert_eq!(problem.error(), &BillingError::rate_limited(7));
}

#[tokio::test]
async fn a_middleware_negotiates_for_all_handlers() {
    let (own, _) = ask_for("/negotiated/declined", "*/*").await;
    assert_eq!(own.headers.header("content-type"), Some("application/json"));
    assert_eq!(own.headers.header("vary"), Some("accept"));

    let (came, seen) = ask_for("/negotiated/declined", "application/problem+json").await;
    assert_eq!((came.status, came.headers.header("content-type")), (402, Some("application/problem+json")));
    let problem = problem::decode::<BillingError, _>(402, &came.body);
    assert_eq!(problem.error(), &BillingError::card_declined("Acme Bank", "limit"));
    assert_eq!(seen.len(), 1, "the origin is gone");

    let (came, _) = ask_for("/negotiated/detailed", "application/problem+json").await;
    let problem = problem::decode::<BillingError, _>(422, &came.body);
    assert_eq!(problem.error().name(), "EMPTY_ORDER");
    assert_eq!(problem.details(), [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }]);
    assert_eq!(came.headers.iter().filter(|(name, _)| name == "content-type").count(), 1);

    let (came, _) = ask_for("/negotiated/fine", "application/problem+json").await;
    assert_eq!((came.body.as_slice(), came.headers.header("vary")), (&b"fine"[..], None));
}

#[tokio::test]
async fn a_problem_says_the_status_with_which_it_is_sent() {
    let (came, _) = ask_for("/negotiated/gone", "application/problem+json").await;
    assert_eq!(came.status, 410);
    assert_eq!(problem::decode::<BillingError, _>(0, &came.body).status(), 410);
}
