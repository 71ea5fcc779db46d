//! A server of actix-web on loopback whose handlers return errors of a table, and a client that decodes them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::{Arc, Mutex};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, Responder, web};
use errspec::problem::{self, Accepts, Negotiated};
use errspec::{Decoded, Headers, Response};

#[errspec::table("tables/billing.toml", actix_web)]
enum BillingError {}

async fn declined() -> Result<&'static str, BillingError> {
    Err(BillingError::card_declined("Acme Bank", "limit"))
}

async fn question_mark() -> Result<String, Error> {
    let invoice: String = Err(BillingError::NotFound)?;
    Ok(invoice)
}

async fn broken() -> Result<&'static str, BillingError> {
    Err(BillingError::Broken)
}

async fn unknown() -> Result<&'static str, BillingError> {
    Err(BillingError::decode(0, "<b>?</b>").into_error())
}

async fn detailed(request: HttpRequest) -> HttpResponse {
    let details = [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }];
    BillingError::Broken.encoder().request_id("req\r\nset-cookie: a=b").details(details).respond_to(&request)
}

async fn prepared() -> Response {
    BillingError::Broken.encoder().status(1000).response()
}

async fn upstream() -> Result<&'static str, Decoded<'static, BillingError>> {
    let headers = [("X-Request-Id", "up-1"), ("Retry-After", "7")];
    Err(BillingError::decode_response(503, &headers, RATE_LIMITED).into_owned())
}

async fn offered(accepts: Accepts) -> Result<&'static str, Negotiated<BillingError>> {
    Err(accepts.negotiate(BillingError::rate_limited(7)))
}

const RATE_LIMITED: &str =
    r#"{"error": {"code": "rate_limited", "message": "Too many requests: 7 seconds", "extra": [1, 2]}}"#;

async fn negotiate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    Ok(errspec::actix_web::negotiate(next.call(request).await?))
}

type Observed = Arc<Mutex<Vec<String>>>;

/// A middleware that collects the names of errors.
async fn observe(
    observed: web::Data<Mutex<Vec<String>>>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    if let Some(error) = response.response().error().and_then(|error| error.as_error::<BillingError>()) {
        observed.lock().unwrap().push(error.name().to_owned());
    }
    Ok(response)
}

/// A response as it arrived, and the names of the errors that the middleware collected.
struct Received {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    observed: Vec<String>,
}

async fn call_accepting(path: &str, accept: &str) -> Received {
    let observed = Observed::default();
    let data = web::Data::from(observed.clone());
    let server = HttpServer::new(move || {
        let negotiated = web::scope("/negotiated")
            .wrap(from_fn(negotiate))
            .route("/declined", web::get().to(declined))
            .route("/fine", web::get().to(async || "fine"));
        App::new()
            .app_data(data.clone())
            .wrap(from_fn(observe))
            .route("/declined", web::get().to(declined))
            .route("/not-found", web::get().to(question_mark))
            .route("/broken", web::get().to(broken))
            .route("/unknown", web::get().to(unknown))
            .route("/detailed", web::get().to(detailed))
            .route("/prepared", web::get().to(prepared))
            .route("/upstream", web::get().to(upstream))
            .route("/offered", web::get().to(offered))
            .service(negotiated)
    });
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let address = *server.addrs().first().unwrap();
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let response = reqwest::Client::new().get(format!("http://{address}{path}")).header("accept", accept);
    let response = response.send().await.unwrap();
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
    let (status, body) = (response.status().as_u16(), response.bytes().await.unwrap().to_vec());
    handle.stop(false).await;
    let observed = observed.lock().unwrap().clone();
    Received { status, headers, body, observed }
}

async fn call(path: &str) -> Received {
    call_accepting(path, "*/*").await
}

#[actix_web::test]
async fn a_client_decodes_the_error_that_a_handler_returns() {
    let received = call("/declined").await;
    assert_eq!((received.status, received.headers.header("content-type")), (402, Some("application/json")));
    let decoded = BillingError::try_decode_response(received.status, &received.headers, &received.body).unwrap();
    assert_eq!(decoded.error(), &BillingError::card_declined("Acme Bank", "limit"));

    let received = call("/not-found").await;
    assert_eq!(BillingError::decode(received.status, &received.body).error(), &BillingError::NotFound);
}

#[actix_web::test]
async fn middleware_finds_the_error() {
    assert_eq!(call("/declined").await.observed, ["CARD_DECLINED"]);
    assert_eq!(call("/not-found").await.observed, ["NOT_FOUND"]);
}

#[actix_web::test]
async fn an_encoder_adds_request_id_and_details() {
    let received = call("/detailed").await;
    assert_eq!(received.headers.header("set-cookie"), None, "a line break must not begin another header");
    let decoded = BillingError::decode_response(received.status, &received.headers, &received.body);
    assert!(decoded.request_id().unwrap().starts_with("req"));
    assert_eq!(decoded.details(), [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }]);
}

#[actix_web::test]
async fn a_status_that_cannot_be_sent_becomes_500() {
    for path in ["/broken", "/unknown", "/prepared", "/detailed"] {
        assert_eq!(call(path).await.status, 500, "{path}");
    }
    use actix_web::ResponseError as _;
    assert_eq!(BillingError::Broken.status_code(), 500);
    assert_eq!(BillingError::NotFound.status_code(), 404);
}

#[actix_web::test]
async fn the_body_of_an_unknown_error_is_not_sent_as_html() {
    let received = call("/unknown").await;
    assert_eq!(received.body, b"<b>?</b>");
    assert_eq!(received.headers.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[actix_web::test]
async fn a_decoded_response_is_forwarded_as_it_arrived() {
    let received = call("/upstream").await;
    assert_eq!((received.status, received.body.as_slice()), (503, RATE_LIMITED.as_bytes()));
    let header = |name| received.headers.header(name);
    assert_eq!((header("x-request-id"), header("retry-after")), (Some("up-1"), Some("7")));
}

#[actix_web::test]
async fn a_handler_responds_in_the_form_that_the_client_prefers() {
    let own = call("/offered").await;
    assert_eq!((own.status, own.headers.header("content-type")), (429, Some("application/json")));
    assert_eq!(own.headers.header("vary"), Some("accept"));

    let received = call_accepting("/offered", "application/problem+json").await;
    assert_eq!((received.status, received.headers.header("content-type")), (429, Some("application/problem+json")));
    assert_eq!(problem::decode::<BillingError>(429, &received.body).error(), &BillingError::rate_limited(7));
}

#[actix_web::test]
async fn a_middleware_negotiates_for_all_handlers() {
    let own = call("/negotiated/declined").await;
    assert_eq!(own.headers.header("content-type"), Some("application/json"));
    assert_eq!(own.headers.header("vary"), Some("accept"));

    let received = call_accepting("/negotiated/declined", "application/problem+json").await;
    assert_eq!((received.status, received.headers.header("content-type")), (402, Some("application/problem+json")));
    let problem = problem::decode::<BillingError>(402, &received.body);
    assert_eq!(problem.error(), &BillingError::card_declined("Acme Bank", "limit"));
    assert_eq!(received.observed, ["CARD_DECLINED"], "negotiation keeps the error");

    let received = call_accepting("/negotiated/fine", "application/problem+json").await;
    assert_eq!((received.body.as_slice(), received.headers.header("vary")), (&b"fine"[..], None));
}
