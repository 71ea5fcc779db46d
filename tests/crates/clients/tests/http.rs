//! Responses of the crate `http`, decoded and encoded.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use errspec::Headers;
use errspec::http::{ResponseExt, StatusExt, Unsendable, try_into_response};
use errspec_tests_clients::{FlanksError, FrankieOneError, LimitsError};
use http::{HeaderMap, HeaderValue, Response, StatusCode};

fn limited() -> Response<Vec<u8>> {
    Response::builder()
        .status(StatusCode::TOO_MANY_REQUESTS)
        .header("X-Request-Id", "r-1")
        .header("Retry-After", "7")
        .header("X-Remaining", "0")
        .body(br#"{"code": "rate_limited", "message": "Too many requests"}"#.to_vec())
        .unwrap()
}

#[test]
fn a_response_is_decoded_with_its_status_and_headers() {
    let response = limited();
    let decoded = response.decode::<LimitsError>();
    assert_eq!(decoded.error(), &LimitsError::rate_limited(0, None));
    assert_eq!(decoded.request_id(), Some("r-1"));
    assert_eq!(decoded.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(decoded.status_code(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(response.try_decode::<LimitsError>().unwrap().error(), decoded.error());
    assert_eq!(response.detect::<LimitsError>().unwrap().error(), decoded.error());
}

#[test]
fn a_response_that_is_not_an_error_is_none() {
    assert!(Response::new("{}").detect::<FlanksError>().is_none());
}

#[test]
fn strict_decoding_rejects_a_response_that_the_table_does_not_describe() {
    let response = Response::builder().status(400).body("<html>").unwrap();
    assert!(response.try_decode::<FlanksError>().is_err());
}

#[test]
fn a_header_that_is_not_utf_8_counts_as_absent_and_one_that_is_utf_8_is_read() {
    let mut headers = HeaderMap::new();
    headers.insert("x-request-id", HeaderValue::from_bytes(b"\xff\xfe").unwrap());
    headers.insert("x-note", HeaderValue::from_bytes("größer".as_bytes()).unwrap());
    assert_eq!(headers.header("X-Request-Id"), None);
    assert_eq!(headers.header("x-note"), Some("größer"));
    let decoded = LimitsError::decode_response(429, &headers, r#"{"code": "rate_limited"}"#);
    assert_eq!(decoded.error(), &LimitsError::rate_limited(None::<i64>, "größer"));
}

#[test]
fn every_encoded_response_is_converted_and_decoded() {
    let error = LimitsError::rate_limited(3, "naïve ☃ {\"a\": 1}");
    let response: Response<Vec<u8>> =
        error.encoder().request_id("r-2").retry_after(Duration::from_millis(1500)).response().into();
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers().get("retry-after").unwrap(), "2");
    assert!(response.extensions().get::<Unsendable>().is_none());
    let decoded = response.try_decode::<LimitsError>().unwrap();
    assert_eq!((decoded.error(), decoded.request_id()), (&error, Some("r-2")));
}

#[test]
fn control_characters_in_a_header_become_spaces() {
    let hostile = "one\r\nset-cookie: two\u{0}\u{7f}";
    let mut response = LimitsError::rate_limited(0, hostile).encode_response();
    response.headers.push(("x-more".into(), hostile.into()));
    let sent: Response<Vec<u8>> = response.into();
    for name in ["x-note", "x-more"] {
        assert_eq!(sent.headers().get(name).unwrap(), "one  set-cookie: two  ", "{name}");
    }
    assert!(!sent.headers().contains_key("set-cookie"));
}

#[test]
fn an_unsendable_header_is_kept_in_the_extensions_or_is_an_error() {
    let mut response = FrankieOneError::EntityNotFound.encoder().status(42).response();
    response.headers.push(("no name\n".into(), "value".into()));
    assert!(try_into_response(response.clone()).is_err());
    let sent: Response<Vec<u8>> = response.into();
    assert_eq!(sent.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let kept = &sent.extensions().get::<Unsendable>().unwrap().headers;
    assert_eq!(kept.as_slice(), [("no name\n".to_owned(), "value".to_owned())]);
}

#[test]
fn all_headers_with_the_same_name_are_sent() {
    let mut response = FlanksError::Processing.encode_response();
    response.headers.extend(["a", "b"].map(|value| ("x-note".to_owned(), value.to_owned())));
    for sent in [response.clone().into(), try_into_response(response).unwrap()] {
        let sent: Response<Vec<u8>> = sent;
        assert_eq!(sent.headers().get_all("x-note").iter().count(), 2);
    }
}

#[test]
fn all_lines_of_a_header_are_read() {
    let mut headers = HeaderMap::new();
    headers.append("www-authenticate", HeaderValue::from_static("Basic"));
    headers.append("www-authenticate", HeaderValue::from_static("Bearer error=\"x\""));
    let mut lines = Vec::new();
    headers.each_line("WWW-Authenticate", &mut |line| lines.push(line.to_vec()));
    assert_eq!(lines, [b"Basic".to_vec(), b"Bearer error=\"x\"".to_vec()]);
    assert_eq!(headers.header("www-authenticate"), Some("Basic"));
}

#[test]
fn an_error_without_an_http_status_has_no_status_code() {
    assert_eq!(FlanksError::decode(0, "nothing").status_code(), None);
    assert_eq!(FlanksError::decode(0, "nothing").into_error().status_code(), None);
    assert_eq!(FlanksError::ServerError { message: "".into() }.status_code(), Some(StatusCode::INTERNAL_SERVER_ERROR));
}

mod charset {
    #[errspec::table("../charset.toml")]
    pub enum CharsetError {}
}
use charset::CharsetError;

#[test]
fn a_header_in_latin_1_is_sent_and_read_in_it() {
    let error = CharsetError::lost("naïve");
    let response: Response<Vec<u8>> = error.encode_response().into();
    assert_eq!(response.headers()["x-file"].as_bytes(), b"na\xefve");
    assert_eq!(response.decode::<CharsetError>().error(), &error);
    let exact = try_into_response(error.encode_response()).unwrap();
    assert_eq!(exact.headers(), response.headers());
}
