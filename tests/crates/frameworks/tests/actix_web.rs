//! A server of actix-web on loopback, whose handlers return errors of a table, and a client that reads them.

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
    Ok(errspec::actix_web::negotiate::<BillingError, _>(next.call(request).await?))
}

type Seen = Arc<Mutex<Vec<String>>>;

/// A middleware that looks at errors as that of any actix-web server does.
async fn observe(
    seen: web::Data<Mutex<Vec<String>>>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let answer = next.call(request).await?.map_into_boxed_body();
    if let Some(error) = answer.response().error().and_then(|error| error.as_error::<BillingError>()) {
        seen.lock().unwrap().push(error.name().to_owned());
    }
    Ok(answer)
}

/// Status, headers and body as they came over the wire, and the names of the errors that middleware has seen.
struct Came {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    seen: Vec<String>,
}

async fn ask_for(path: &str, accept: &str) -> Came {
    let seen = Seen::default();
    let data = web::Data::from(seen.clone());
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
    let seen = seen.lock().unwrap().clone();
    Came { status, headers, body, seen }
}

async fn ask(path: &str) -> Came {
    ask_for(path, "*/*").await
}

#[actix_web::test]
async fn a_result_is_an_answer_that_the_client_decodes_to_the_same_error() {
    let came = ask("/declined").await;
    assert_eq!((came.status, came.headers.header("content-type")), (402, Some("application/json")));
    let decoded = BillingError::try_decode_response(came.status, &came.headers, &came.body).unwrap();
    assert_eq!(decoded.error(), &BillingError::card_declined("Acme Bank", "limit"));

    let came = ask("/not-found").await;
    assert_eq!(BillingError::decode(came.status, &came.body).error(), &BillingError::NotFound);
}

#[actix_web::test]
async fn middleware_finds_the_error() {
    assert_eq!(ask("/declined").await.seen, ["CARD_DECLINED"]);
    assert_eq!(ask("/not-found").await.seen, ["NOT_FOUND"]);
}

#[actix_web::test]
async fn an_encoder_adds_request_id_and_details() {
    let came = ask("/detailed").await;
    assert_eq!(came.headers.header("set-cookie"), None, "a line break began another header");
    let decoded = BillingError::decode_response(came.status, &came.headers, &came.body);
    assert!(decoded.request_id().unwrap().starts_with("req"));
    assert_eq!(decoded.details(), [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }]);
}

#[actix_web::test]
async fn without_a_status_that_can_be_sent_it_is_500() {
    for path in ["/broken", "/unknown", "/prepared", "/detailed"] {
        assert_eq!(ask(path).await.status, 500, "{path}");
    }
    use actix_web::ResponseError as _;
    assert_eq!(BillingError::Broken.status_code(), 500);
    assert_eq!(BillingError::NotFound.status_code(), 404);
}

#[actix_web::test]
async fn an_unknown_error_is_an_answer_that_no_browser_runs() {
    let came = ask("/unknown").await;
    assert_eq!(came.body, b"<b>?</b>");
    assert_eq!(came.headers.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[actix_web::test]
async fn what_was_decoded_is_handed_on_as_it_came() {
    let came = ask("/upstream").await;
    assert_eq!((came.status, came.body.as_slice()), (503, RATE_LIMITED.as_bytes()));
    let header = |name| came.headers.header(name);
    assert_eq!((header("x-request-id"), header("retry-after")), (Some("up-1"), Some("7")));
}

#[actix_web::test]
async fn a_handler_answers_in_the_form_that_the_client_would_rather_have() {
    let own = ask("/offered").await;
    assert_eq!((own.status, own.headers.header("content-type")), (429, Some("application/json")));
    assert_eq!(own.headers.header("vary"), Some("accept"));

    let came = ask_for("/offered", "application/problem+json").await;
    assert_eq!((came.status, came.headers.header("content-type")), (429, Some("application/problem+json")));
    assert_eq!(problem::decode::<BillingError, _>(429, &came.body).error(), &BillingError::rate_limited(7));
}

#[actix_web::test]
async fn a_middleware_negotiates_for_all_handlers() {
    let own = ask("/negotiated/declined").await;
    assert_eq!(own.headers.header("content-type"), Some("application/json"));
    assert_eq!(own.headers.header("vary"), Some("accept"));

    let came = ask_for("/negotiated/declined", "application/problem+json").await;
    assert_eq!((came.status, came.headers.header("content-type")), (402, Some("application/problem+json")));
    let problem = problem::decode::<BillingError, _>(402, &came.body);
    assert_eq!(problem.error(), &BillingError::card_declined("Acme Bank", "limit"));
    assert_eq!(came.seen, ["CARD_DECLINED"], "the error is gone");

    let came = ask_for("/negotiated/fine", "application/problem+json").await;
    assert_eq!((came.body.as_slice(), came.headers.header("vary")), (&b"fine"[..], None));
}
