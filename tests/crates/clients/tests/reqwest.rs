//! Calls by `reqwest` over real connections.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::error::Error;
use std::time::Duration;

use errspec::reqwest::{ApiError, DEFAULT_LIMIT, Failure, Incomplete, ResponseExt};
use errspec::{Advise, Decode};
use errspec_tests_clients::server::{RawResponse, Server};
use errspec_tests_clients::{FlanksError, FrankieOneError, LimitsError};
use reqwest::{Client, Response, StatusCode};

const LIMITED: &[(&str, &str)] = &[("x-request-id", "r-1"), ("retry-after", "7"), ("x-remaining", "0")];
const RATE_LIMITED: &str = r#"{"code": "rate_limited", "message": "Too many requests"}"#;
const DELAYED: &str =
    r#"{"message": "Token is delayed during security checks", "credentials_token": "t", "error_code": 20003}"#;

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Calls a server that has this response.
async fn call(response: RawResponse) -> Response {
    let server = Server::start([response]).unwrap();
    client().get(format!("{}/v0?key=secret", server.url)).send().await.unwrap()
}

fn client() -> Client {
    Client::builder().timeout(Duration::from_secs(20)).build().unwrap()
}

/// Returns the outcome of a call.
fn outcome<E: Decode>(response: RawResponse) -> Result<Response, Failure<E>> {
    block_on(async { call(response).await.or_error::<E>().await })
}

fn api_error<E: Decode + std::fmt::Debug>(outcome: Result<Response, Failure<E>>) -> Box<ApiError<E>> {
    match outcome {
        Err(Failure::Api(error)) => error,
        other => panic!("not an error of the API: {other:?}"),
    }
}

#[test]
fn a_failure_has_the_sub_errors_of_the_response() {
    let body = r#"{"errorCode": "VAL-0404", "errorMsg": "Entity not found", "requestId": "r-2",
        "details": [{"issue": "No such entity", "issueLocation": "body.party"}]}"#;
    let failure = outcome::<FrankieOneError>(RawResponse::new("400 Bad Request", &[], body)).unwrap_err();
    let details = failure.details();
    assert_eq!(details.iter().map(|detail| detail.location.as_str()).collect::<Vec<_>>(), ["body.party"]);
    // Nothing listens there.
    let refused = block_on(async { client().get("http://127.0.0.1:1/").send().await });
    let refused: Failure<FrankieOneError> = refused.unwrap_err().into();
    assert!(refused.details().is_empty());
}

#[test]
fn an_error_of_the_api_is_typed_with_status_request_id_and_delay() {
    let failure = outcome::<LimitsError>(RawResponse::new("429 Too Many Requests", LIMITED, RATE_LIMITED)).unwrap_err();
    assert_eq!(failure.api(), Some(&LimitsError::rate_limited(0, None)));
    assert_eq!(failure.status(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(failure.request_id(), Some("r-1"));
    assert_eq!(failure.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(failure.to_string(), "Too many requests (RATE_LIMITED, status 429, request r-1)");
    let response = failure.response().unwrap();
    assert_eq!(response.decoded().body(), RATE_LIMITED.as_bytes());
    assert_eq!(response.headers().get("x-remaining").unwrap(), "0");
    assert_eq!(response.url().path(), "/v0");
    assert!(response.incomplete().is_none());
}

#[test]
fn an_unknown_error_is_an_error_by_its_status() {
    let error = api_error(outcome::<LimitsError>(RawResponse::new("502 Bad Gateway", &[], "<html>Bad Gateway</html>")));
    assert!(error.error().is_unknown());
    assert_eq!(error.decoded().body(), b"<html>Bad Gateway</html>");
    assert_eq!(error.to_string(), "unknown error (status 502)");
    let new = r#"{"code": "new", "message": "Something new"}"#;
    let error =
        api_error(outcome::<LimitsError>(RawResponse::new("418 I'm a teapot", &[("x-request-id", "r-3")], new)));
    assert_eq!(error.to_string(), "Something new (UNKNOWN, status 418, request r-3)");
    let error = api_error(outcome::<FlanksError>(RawResponse::new("400 Bad Request", &[], b"\xff\xfe{")));
    assert_eq!(error.decoded().body(), b"\xff\xfe{");
}

#[test]
fn a_call_without_a_response_is_a_transport_failure_with_its_source() {
    let refused = block_on(async {
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let get = async || -> Result<_, Failure<FlanksError>> {
            client().get(format!("http://{address}/")).send().await?.or_error().await
        };
        get().await.unwrap_err()
    });
    let Failure::Transport(error) = &refused else { panic!("{refused:?}") };
    assert!(error.is_connect());
    assert_eq!(refused.to_string(), error.to_string());
    assert!(refused.source().is_some());
    assert_eq!((refused.api(), refused.status(), refused.request_id()), (None, None, None));
    assert!(refused.is_connect() && !refused.is_timeout() && !refused.is_body());
}

#[test]
fn a_success_of_a_table_without_in_2xx_is_forwarded_unread() {
    // The body never ends, so reading it would time out.
    let open = RawResponse::of_length("200 OK", &[], b"the beginning", 1 << 30).stays_open();
    let chunk = block_on(async {
        let mut response = call(open).await.or_error::<FrankieOneError>().await.unwrap();
        response.chunk().await.unwrap().unwrap()
    });
    assert_eq!(&*chunk, b"the beginning");
}

#[test]
fn an_error_in_a_2xx_response_is_an_error() {
    let error = api_error(outcome::<FlanksError>(RawResponse::new("202 Accepted", &[], DELAYED)));
    assert_eq!(error.error(), &FlanksError::token_delayed("t"));
    assert_eq!(error.decoded().status(), Some(202));
}

#[test]
fn a_success_that_was_read_keeps_all_its_parts() {
    block_on(async {
        let mut before =
            call(RawResponse::new("201 Created", &[("x-a", "1"), ("x-a", "2")], r#"{"token": "t"}"#)).await;
        before.extensions_mut().insert(Duration::from_secs(3));
        let (version, url, address) = (before.version(), before.url().clone(), before.remote_addr());
        let headers = before.headers().clone();
        let after = before.or_error::<FlanksError>().await.unwrap();
        assert_eq!(after.status(), StatusCode::CREATED);
        assert_eq!((after.version(), after.url(), after.remote_addr()), (version, &url, address));
        assert!(address.is_some());
        assert_eq!(after.headers(), &headers);
        assert_eq!(after.content_length(), Some(14));
        assert_eq!(after.extensions().get(), Some(&Duration::from_secs(3)));
        assert_eq!(after.json::<serde_json::Value>().await.unwrap(), serde_json::json!({"token": "t"}));
    });
}

#[test]
fn a_success_longer_than_the_limit_keeps_its_whole_body() {
    let body = "0123456789".repeat(100_000);
    block_on(async {
        let response = call(RawResponse::new("200 OK", &[], &body)).await;
        let response = response.or_error_within::<FlanksError>(1_000).await.unwrap();
        assert_eq!(response.content_length(), Some(1_000_000));
        assert!(response.url().path().ends_with("/v0"));
        assert_eq!(response.text().await.unwrap(), body);
    });
}

#[test]
fn a_redirect_is_not_an_error() {
    let response = outcome::<FlanksError>(RawResponse::new("304 Not Modified", &[("etag", "e")], "")).unwrap();
    assert_eq!(
        (response.status(), response.headers().get("etag").unwrap().as_bytes()),
        (StatusCode::NOT_MODIFIED, &b"e"[..])
    );
}

#[test]
fn an_error_is_read_up_to_the_limit() {
    let endless = |body: &[u8]| RawResponse::of_length("400 Bad Request", &[], body, usize::MAX >> 1).stays_open();
    let error = api_error(outcome::<FlanksError>(endless(&vec![b' '; DEFAULT_LIMIT + 1])));
    assert_eq!(error.decoded().body().len(), DEFAULT_LIMIT);
    assert!(matches!(error.incomplete(), Some(Incomplete::TooLong)));
    assert!(error.error().is_unknown());

    let body = br#"{"error": "Method not allowed", "error_code": 20001}      "#;
    let error = block_on(async {
        let response = call(endless(body)).await;
        api_error(response.or_error_within::<FlanksError>(50).await)
    });
    assert_eq!(error.decoded().body(), &body[..50]);
    assert_eq!(error.decoded().message(), Some("Method not allowed"));
    assert!(error.to_string().ends_with("; the body is longer than the limit"), "{error}");
}

#[test]
fn an_error_as_long_as_the_limit_is_complete() {
    let body = r#"{"error": "Method not allowed"}"#;
    let error = block_on(async {
        let response = call(RawResponse::new("405 Method Not Allowed", &[], body)).await;
        api_error(response.or_error_within::<FlanksError>(body.len()).await)
    });
    assert_eq!(error.error(), &FlanksError::MethodNotAllowed);
    assert!(error.incomplete().is_none());
}

#[test]
fn an_error_whose_body_breaks_off_is_decoded_from_the_bytes_that_arrived() {
    let body = br#"{"errorCode": "VAL-0404", "requestId": "r-2", "details"#;
    let error = api_error(outcome::<FrankieOneError>(RawResponse::of_length("400 Bad Request", &[], body, 500)));
    assert!(matches!(error.incomplete(), Some(Incomplete::Broken(_))));
    assert_eq!(error.decoded().body(), body);
    assert_eq!(error.decoded().request_id(), Some("r-2"));
    assert_eq!(error.error().name(), "ENTITY_NOT_FOUND");
    let text = "unknown error (code VAL-0404, status 400) (request r-2); the body broke off";
    assert_eq!(error.to_string(), text);
    let source = error.source().unwrap().downcast_ref::<reqwest::Error>().unwrap();
    assert_eq!(source.url(), None);
    let failure = Failure::Api(error);
    assert!(failure.is_body() && !failure.is_timeout() && !failure.is_connect());
    assert!(failure.source().is_some());
}

#[test]
fn a_timeout_is_told_apart_before_and_within_the_body() {
    let slow = |response: RawResponse| {
        block_on(async {
            let server = Server::start([response.slowly(Duration::from_millis(300))]).unwrap();
            let client = Client::builder().timeout(Duration::from_secs(1)).build().unwrap();
            let get = async || -> Result<Response, Failure<FlanksError>> {
                client.get(&server.url).send().await?.or_error().await
            };
            get().await.unwrap_err()
        })
    };
    let failure = slow(RawResponse::new("400 Bad Request", &[], "0123456789"));
    assert!(failure.is_timeout() && failure.is_body() && failure.response().is_some());
    assert!(failure.to_string().ends_with("; the body timed out"), "{failure}");
    let failure = slow(RawResponse::new("200 OK", &[], "0123456789"));
    assert!(failure.is_timeout() && failure.is_body() && failure.response().is_none());
    // The server sends nothing.
    let failure = slow(RawResponse::default().stays_open());
    assert!(failure.is_timeout() && !failure.is_body() && failure.response().is_none());
    assert!(failure.advice().timed_out);
}

#[test]
fn a_success_whose_body_breaks_off_is_a_transport_failure() {
    let broken = outcome::<FlanksError>(RawResponse::of_length("200 OK", &[], b"{", 500));
    assert!(matches!(broken, Err(Failure::Transport(_))));
}

#[test]
fn a_failure_is_two_words_and_can_be_sent() {
    fn assert_sendable<T: Send + Sync + 'static>(_: &T) {}
    let failure = outcome::<FlanksError>(RawResponse::new("500 Internal Server Error", &[], "")).unwrap_err();
    assert_sendable(&failure);
    assert_eq!(size_of::<Failure<FlanksError>>(), 2 * size_of::<usize>());
    let boxed: Box<dyn Error + Send + Sync> = failure.into();
    assert!(boxed.downcast_ref::<Failure<FlanksError>>().unwrap().api().is_some());
}

#[test]
fn a_future_can_be_sent_to_another_thread() {
    fn assert_send<T: Send>(_: &T) {}
    assert_send(&async { client().get("http://127.0.0.1/").send().await.unwrap().or_error::<FlanksError>().await });
}

#[test]
fn display_and_debug_show_neither_url_nor_headers() {
    let response = RawResponse::new("500 Internal Server Error", &[("set-cookie", "session=secret")], "{}");
    let failure = outcome::<FlanksError>(response).unwrap_err();
    assert!(!format!("{failure} {failure:?}").contains("secret"));
}

const PROBLEM: (&str, &str) = ("content-type", "Application/Problem+JSON; charset=utf-8");

#[test]
fn a_problem_document_is_read_by_its_media_type_whatever_the_envelope() {
    // As a server with this table sends it, and as any other server does.
    let own = String::from_utf8(errspec::problem::response(&FlanksError::missing_fields(["a"])).body).unwrap();
    let error = api_error(outcome::<FlanksError>(RawResponse::new("400 Bad Request", &[PROBLEM], &own)));
    assert_eq!(error.error(), &FlanksError::missing_fields(["a"]));
    assert_eq!(error.decoded().body(), own.as_bytes());

    let other = r#"{"type": "https://example.com/errors/RATE_LIMITED", "title": "Slow down", "remaining": 3}"#;
    let headers = [PROBLEM, ("x-request-id", "r-1"), ("retry-after", "7")];
    let failure = outcome::<LimitsError>(RawResponse::new("429 Too Many Requests", &headers, other)).unwrap_err();
    assert_eq!(failure.api(), Some(&LimitsError::rate_limited(3, None)));
    assert_eq!((failure.request_id(), failure.retry_after()), (Some("r-1"), Some(Duration::from_secs(7))));

    // What the table does not know has the texts of the document.
    let unknown = r#"{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "No such thing"}"#;
    let error = api_error(outcome::<LimitsError>(RawResponse::new("404 Not Found", &[PROBLEM], unknown)));
    assert!(error.error().is_unknown());
    assert_eq!(error.to_string(), "No such thing (UNKNOWN, status 404)");
}

/// Their code is where the table has it, too, but their fields are not.
#[test]
fn the_problem_documents_of_a_server_with_the_same_table_have_all_fields() {
    let response = errspec::problem::response(&LimitsError::rate_limited(3, "wait"));
    let headers: Vec<(&str, &str)> =
        response.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = String::from_utf8(response.body.clone()).unwrap();
    let failure = outcome::<LimitsError>(RawResponse::new("429 Too Many Requests", &headers, &body)).unwrap_err();
    assert_eq!(failure.api(), Some(&LimitsError::rate_limited(3, "wait")));
    // A proxy may drop the header of the field.
    let failure = outcome::<LimitsError>(RawResponse::new("429 Too Many Requests", &[PROBLEM], &body)).unwrap_err();
    assert_eq!(failure.api(), Some(&LimitsError::rate_limited(3, "wait")));
}

#[test]
fn a_body_in_the_tables_own_form_is_read_as_such_whatever_its_media_type() {
    let error = api_error(outcome::<LimitsError>(RawResponse::new("429 Too Many Requests", &[PROBLEM], RATE_LIMITED)));
    assert_eq!(error.error().name(), "RATE_LIMITED");
    // So is one with a code that the table does not have.
    let new = r#"{"code": "new", "message": "Something new"}"#;
    let error = api_error(outcome::<LimitsError>(RawResponse::new("400 Bad Request", &[PROBLEM], new)));
    assert_eq!(error.decoded().message(), Some("Something new"));
    // Without the media type, a document is a body of the table.
    let body = r#"{"name": "FORBIDDEN", "detail": "?"}"#;
    let error = api_error(outcome::<LimitsError>(RawResponse::new("403 Forbidden", &[], body)));
    assert!(error.error().is_unknown());
}
