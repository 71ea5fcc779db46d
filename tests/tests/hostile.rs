//! Bodies that are wrong in every way that a body can be: a value that keeps what arrived, or an error with its place.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::time::Duration;

use errspec::{Code, DecodeReason, Syntax};
use errspec_tests::apis::{FlanksError, FrankieOneError};
use tables::{Headed, JsonApi};

mod tables {
    #[errspec::table("./tables/preset_json_api.toml")]
    pub enum JsonApi {}

    #[errspec::table("./tables/headed.toml")]
    pub enum Headed {}
}

/// The unknown that a body decodes to, and why the strict form rejects it, with the line and column.
fn rejected(status: u16, body: &[u8]) -> (DecodeReason, Option<(usize, usize)>) {
    let decoded = FlanksError::decode(status, body);
    assert!(decoded.error().is_unknown(), "{decoded:?}");
    assert_eq!(decoded.body(), body);
    let error = FlanksError::try_decode(status, body).expect_err("the strict form rejects it");
    (error.reason().clone(), error.line_column())
}

#[test]
fn a_body_that_is_no_json_is_kept() {
    let html = b"<html><body>502 Bad Gateway</body></html>";
    assert_eq!(rejected(502, html), (DecodeReason::Syntax(Syntax::UnexpectedCharacter), Some((1, 1))));
    assert_eq!(rejected(500, b"\xff\xfe"), (DecodeReason::Syntax(Syntax::Utf8), Some((1, 1))));
    let unknown = FlanksError::decode(502, html).into_error();
    assert_eq!(unknown.to_string(), "unknown error (status 502)");
    assert_eq!(unknown.encode(), html);
    assert_eq!(unknown.encode_response().status, 502);
}

#[test]
fn a_body_that_is_cut_off_keeps_what_stood_before_the_cut() {
    let body = b"{\n  \"error_code\": 20002,\n  \"error\": \"Retr";
    assert_eq!(rejected(400, body), (DecodeReason::Syntax(Syntax::UnexpectedEnd), Some((3, 17))));
    let decoded = FlanksError::decode(400, body);
    assert_eq!(decoded.code(), Some(Code::Integer(20002)));
    // The one entry of the code still says what to do.
    assert_eq!(decoded.error().name(), "PROCESSING");
    assert!(decoded.error().retry().is_retryable());
}

#[test]
fn a_code_that_no_entry_has_is_kept_with_all_that_came() {
    let body = br#"{"error": "Brand new", "error_code": 99999}"#;
    let decoded = FlanksError::decode(400, body);
    let unknown = decoded.error().unknown().expect("no entry has the code");
    assert_eq!(unknown.code(), Some(Code::Integer(99999)));
    assert_eq!(unknown.message(), Some("Brand new"));
    assert_eq!(decoded.error().to_string(), "Brand new");
    let error = FlanksError::try_decode(400, body).expect_err("no entry has the code");
    assert_eq!(error.to_string(), "no entry of the table has the code \"99999\"");
}

#[test]
fn a_member_that_stands_twice_counts_where_it_stands_first() {
    let body = br#"{"error_code": 20002, "error_code": 20001}"#;
    assert_eq!(FlanksError::decode(400, body).code(), Some(Code::Integer(20002)));
    let error = FlanksError::try_decode(400, body).expect_err("a member stands twice");
    assert_eq!(*error.reason(), DecodeReason::Syntax(Syntax::DuplicateMember));
    assert_eq!(error.line_column(), Some((1, 24)));
}

#[test]
fn a_number_too_large_for_an_integer_is_kept_as_text() {
    let body = br#"{"error": "x", "error_code": 123456789012345678901234567890}"#;
    assert_eq!(FlanksError::decode(400, body).code(), Some(Code::String("123456789012345678901234567890")));
    let huge = format!(r#"{{"error_code": 1{}}}"#, "0".repeat(1_000_000));
    assert!(FlanksError::decode(400, &huge).error().is_unknown());
}

#[test]
fn a_value_of_another_type_is_no_value() {
    for code in ["true", "[20002]", "{\"a\": 20002}", "20002.5"] {
        let body = format!(r#"{{"error": "Not authenticated", "error_code": {code}}}"#);
        let decoded = FlanksError::decode(401, &body);
        assert_ne!(decoded.error().name(), "PROCESSING", "{body}");
    }
    let body = br#"{"message": "Token is delayed during security checks", "credentials_token": {"a": 1}, "error_code": 20003}"#;
    let decoded = FlanksError::decode(202, body);
    assert_eq!(decoded.error().name(), "SCA_ERROR");
    let details = br#"{"errorCode": "VAL-0400", "errorMsg": "Validation failed", "details": [{"issue": 1}, 7, null]}"#;
    let decoded = FrankieOneError::decode(400, details);
    assert_eq!(*decoded.error(), FrankieOneError::ValidationFailed);
    assert!(decoded.details().is_empty());
    assert_eq!(decoded.details_json().expect("they are kept").as_str(), r#"[{"issue":1},7,null]"#);
    let error = FrankieOneError::try_decode(400, details).expect_err("a detail lacks its location");
    assert_eq!(error.to_string(), "detail: the value of `location` is missing, at line 1, column 72");
}

#[test]
fn a_depth_of_100_000_is_neither_followed_nor_lost() {
    let body = format!(r#"{{"error_code": 20002, "x": {}"#, "[".repeat(100_000));
    assert_eq!(rejected(400, body.as_bytes()).0, DecodeReason::Syntax(Syntax::Depth));
    let within = format!(r#"{{"error_code": 20002, "x": {}{}}}"#, "[".repeat(127), "]".repeat(127));
    assert_eq!(*FlanksError::decode(400, &within).error(), FlanksError::Processing);
}

#[test]
fn a_body_of_100_megabytes_is_read_once() {
    let mut body = br#"{"padding": ""#.to_vec();
    body.resize(100 << 20, b'x');
    body.extend_from_slice(br#"", "error_code": 20002}"#);
    assert_eq!(*FlanksError::decode(400, &body).error(), FlanksError::Processing);
}

#[test]
fn many_unknown_errors_of_one_response_take_no_more_than_the_response() {
    let error = r#"{"code": "x", "detail": "y"}"#;
    let body = format!(r#"{{"errors": [{}]}}"#, vec![error; 20_000].join(","));
    let measured = allocation_counter::measure(|| {
        let errors = JsonApi::decode(400, &body).errors();
        assert_eq!(errors.len(), 20_000);
        assert_eq!(
            errors.last().and_then(|error| error.unknown()).map(|unknown| unknown.body()),
            Some(error.as_bytes())
        );
    });
    assert!(measured.bytes_max < 40_000_000, "{measured:?}");
    // Of a body that is broken, nothing is taken for an error.
    assert_eq!(JsonApi::decode(400, r#"{"errors": [{"code": "x", "detail": "y"}],,}"#).errors().len(), 1);
    assert_eq!(JsonApi::decode(400, r#"{"errors": []}"#).errors().len(), 1);
}

#[test]
fn a_delay_or_a_header_of_any_value_is_written() {
    let response = FlanksError::Processing.encoder().retry_after(Duration::MAX).response();
    assert!(response.headers.contains(&("retry-after".into(), u64::MAX.to_string())), "{response:?}");
    let response = Headed::a("one\r\nx-evil: two").encode_response();
    assert!(response.headers.contains(&("x-h".into(), "one  x-evil: two".into())), "{response:?}");
}

#[test]
fn white_space_and_a_byte_order_mark_do_not_matter() {
    assert_eq!(
        *FlanksError::decode(400, "\u{feff} \r\n\t{ \"error_code\" :\n20002 } \n").error(),
        FlanksError::Processing
    );
}

#[test]
fn escapes_are_read_in_names_and_values() {
    let body = br#"{"\u0065rror": "Invalid \ud83e\udd80\n\"x\" \ud83e", "error\u005fcode": 40001}"#;
    let decoded = FlanksError::decode(400, body);
    assert_eq!(*decoded.error(), FlanksError::invalid_parameter("🦀\n\"x\" \u{fffd}"));
}

#[test]
fn an_error_with_a_fixed_message_takes_no_heap() {
    let flanks = br#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
    let frankieone = br#"{"errorCode": "VAL-0404", "errorMsg": "Entity not found", "requestId": "01G", "details": [{"issue": "x"}]}"#;
    let measured = allocation_counter::measure(|| {
        assert_eq!(*FlanksError::decode(400, flanks).error(), FlanksError::Processing);
        assert_eq!(*FrankieOneError::decode(400, frankieone).error(), FrankieOneError::EntityNotFound);
    });
    assert_eq!(measured.count_total, 0);
}
