//! A gRPC service on loopback that returns errors of a table, and a client that decodes them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod grpc;

use std::time::Duration;

use errspec::Json;
use grpc::{header_list_size, over_the_wire};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

#[errspec::table("tables/billing.toml", tonic)]
enum BillingError {}

#[errspec::table("tables/mixed.toml", tonic)]
enum MixedError {}

fn order(text: &str) -> BillingError {
    let extra: Json = r#"{"a": [1, null]}"#.parse().unwrap();
    BillingError::InvalidOrder {
        items: vec!["a, b".to_owned(), "\"c\"\n".to_owned()],
        total: Some(0.5),
        paid: Some(false),
        extra: Some(extra),
        region: Some("eu".to_owned()),
        message: text.to_owned(),
    }
}

fn decode(status: &Status) -> BillingError {
    errspec::tonic::decode(status)
}

#[tokio::test]
async fn a_client_decodes_the_error_that_a_service_returns() {
    let errors: [fn() -> BillingError; 6] = [
        || BillingError::card_declined("Acme Bank ✓", "limit"),
        || BillingError::rate_limited(7),
        || order("Not valid: {} \u{1F980}\n"),
        || order(""),
        || BillingError::Broken,
        || BillingError::NotFound,
    ];
    for error in errors {
        let status = over_the_wire(move || error().into()).await;
        assert_eq!(decode(&status), error());
    }
}

#[tokio::test]
async fn a_status_has_the_details_of_google_rpc() {
    let status = over_the_wire(|| {
        let details = [BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() }];
        BillingError::rate_limited(7).encoder().request_id("req-1").details(details).into()
    });
    let status = status.await;
    assert_eq!((status.code(), status.message()), (Code::ResourceExhausted, "Too many requests: 7 seconds"));
    let details: ErrorDetails = status.check_error_details().unwrap();
    let info = details.error_info().unwrap();
    assert_eq!((info.reason.as_str(), info.domain.as_str()), ("RATE_LIMITED", "billing"));
    assert_eq!(info.metadata.get("code").map(String::as_str), Some("rate_limited"));
    assert_eq!(info.metadata.get("seconds").map(String::as_str), Some("7"));
    assert_eq!(details.retry_info().unwrap().retry_delay, Some(Duration::from_secs(30)));
    assert_eq!(details.request_info().unwrap().request_id, "req-1");
    let link = details.help().unwrap().links.first().unwrap().clone();
    assert_eq!(
        (link.description.as_str(), link.url.as_str()),
        ("Too many requests.", "https://billing.example/errors/rate_limited")
    );
    let violation = details.bad_request().unwrap().field_violations.first().unwrap().clone();
    assert_eq!((violation.field.as_str(), violation.description.as_str()), ("items", "missing"));
}

#[tokio::test]
async fn an_error_that_is_too_large_for_headers_is_truncated_and_keeps_its_entry() {
    let status = over_the_wire(|| BillingError::card_declined("é".repeat(100_000), "x".repeat(100_000)).into()).await;
    assert_eq!(status.code(), Code::FailedPrecondition);
    assert!(status.message().len() <= 1024 && status.message().ends_with('…'));
    assert!(header_list_size(&status) < 7 * 1024, "{}", header_list_size(&status));
    assert_eq!(status.get_details_error_info().unwrap().reason, "CARD_DECLINED");
    let error = decode(&status);
    assert_eq!((error.name(), error.code()), ("CARD_DECLINED", Some("card_declined".into())));

    let many = || BillingErrorDetail { field: "f".repeat(100), issue: "i".repeat(500) };
    let status = over_the_wire(move || {
        BillingError::rate_limited(7).encoder().details(std::iter::repeat_with(many).take(1000)).into()
    });
    let status = status.await;
    assert_eq!(decode(&status), BillingError::rate_limited(7));
    assert!((3..1000).contains(&status.get_details_bad_request().unwrap().field_violations.len()));
    assert!(header_list_size(&status) < 7 * 1024, "{}", header_list_size(&status));
}

#[test]
fn an_error_is_never_ok() {
    for status in [0, 100, 200, 204, 302, 600, 1000] {
        let sent = Status::from(BillingError::Broken.encoder().status(status));
        assert!(matches!(sent.code(), Code::Unknown | Code::Internal), "{status}: {sent:?}");
    }
    assert_eq!(Status::from(BillingError::Broken).code(), Code::Internal, "without a status it is 500");
    assert_eq!(Status::from(BillingError::decode(0, "?").into_error()).code(), Code::Unknown);
    assert_eq!(Status::from(BillingError::decode(503, "?").into_error()).code(), Code::Unavailable);
}

#[test]
fn a_status_of_another_service_is_an_unknown_error_that_keeps_its_values() {
    let error = decode(&Status::unavailable("connection refused"));
    assert_eq!(
        (error.is_unknown(), error.status(), error.to_string()),
        (true, Some(503), "connection refused".to_owned())
    );

    let mixed = Status::from(MixedError::SharedA);
    let error = decode(&mixed);
    assert!(error.is_unknown(), "the domain is another table");
    assert_eq!((error.name(), error.code()), ("SHARED_A", Some(11.into())));

    let without_domain = Status::not_found("No such invoice");
    assert!(decode(&without_domain).is_unknown());
}

#[test]
fn an_error_without_a_valid_required_value_is_unknown_and_keeps_its_entry() {
    for metadata in [vec![], vec![("seconds", "seven")], vec![("seconds", "")]] {
        let mut all = std::collections::HashMap::from([("code".to_owned(), "rate_limited".to_owned())]);
        all.extend(metadata.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let details = ErrorDetails::with_error_info("RATE_LIMITED", "billing", all);
        let error = decode(&Status::with_error_details(Code::ResourceExhausted, "m", details));
        assert_eq!((error.is_unknown(), error.name()), (true, "RATE_LIMITED"));
    }
}

#[test]
fn malformed_details_do_not_panic() {
    for bytes in [&b"\xFF\xFF\xFF\xFF"[..], b"\x1A\x05abc", b""] {
        let status = Status::with_details(Code::Aborted, "m", bytes.to_vec().into());
        assert!(decode(&status).is_unknown());
    }
}

#[test]
fn the_name_distinguishes_entries_that_share_a_code() {
    for error in [MixedError::SharedA, MixedError::SharedB, MixedError::expired(""), MixedError::expired_long_ago("")] {
        let name = error.name().to_owned();
        assert_eq!(errspec::tonic::decode::<MixedError>(&error.into()).name(), name);
    }
}
