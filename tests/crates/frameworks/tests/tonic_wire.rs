//! Statuses as they travel: in the headers that a peer accepts, and with the request ids of a layer.

#![allow(clippy::unwrap_used)]

mod grpc;

use errspec::tonic::{RequestIdLayer, decode, decode_status};
use grpc::{client, end_of_stream, header_list_size, over_the_wire, serve};
use proptest::prelude::*;
use tonic::{Code, Request, Status};
use tonic_health::pb::HealthCheckRequest;
use tonic_types::{ErrorDetails, StatusExt as _};

#[errspec::table("tables/billing.toml", tonic)]
enum BillingError {}

/// The most that a peer accepts by default.
const ACCEPTED: usize = 8192;

/// The room for the other headers of a response, such as `date` and the content type.
const OTHERS: usize = 1024;

/// Texts of all lengths and scripts, of which some are encoded to three times their length.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof!["[a-z ]{0,40}", "[%{}\" \n\u{0}]{0,40}", "\\PC{0,40}", "[\u{1F980}é✓]{0,40}"];
    (part, 0..400usize).prop_map(|(part, count)| part.repeat(count))
}

fn order() -> impl Strategy<Value = BillingError> {
    (prop::collection::vec(text(), 0..4), text(), proptest::option::of(text()), text()).prop_map(
        |(items, extra, region, message)| BillingError::InvalidOrder {
            items,
            total: Some(1e300),
            paid: None,
            extra: Some(serde_json::Value::String(extra).into()),
            region,
            message,
        },
    )
}

fn error() -> impl Strategy<Value = BillingError> {
    let declined = (text(), text()).prop_map(|(bank, reason)| BillingError::card_declined(bank, reason.as_str()));
    let unknown = (text(), text()).prop_map(|(code, message)| {
        let body = serde_json::json!({"error": {"code": code, "message": message}}).to_string();
        BillingError::decode(400, &body).into_error()
    });
    prop_oneof![order(), declined, unknown, Just(BillingError::rate_limited(7)), Just(BillingError::Broken)]
}

fn details() -> impl Strategy<Value = Vec<BillingErrorDetail>> {
    prop::collection::vec((text(), text()).prop_map(|(field, issue)| BillingErrorDetail { field, issue }), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_status_keeps_below_what_peers_accept(error in error(), details in details(), id in proptest::option::of(text())) {
        let name = error.name().to_owned();
        let mut encoder = error.encoder().details(details);
        if let Some(id) = id {
            encoder = encoder.request_id(id);
        }
        let status = Status::from(encoder);
        let size = header_list_size(&status);
        prop_assert!(size <= ACCEPTED - OTHERS, "{size}");
        prop_assert!(status.check_error_details().is_ok());
        if !error.is_unknown() {
            let decoded: BillingError = decode(&status);
            prop_assert_eq!(decoded.name(), name);
        }
    }
}

#[tokio::test]
async fn the_largest_status_arrives_at_a_client_that_accepts_8_kib() {
    for character in ["x", " ", "é", "\u{1F980}", "%", "\n"] {
        let long = character.repeat(100_000);
        let make = move || {
            let detail = BillingErrorDetail { field: long.clone(), issue: long.clone() };
            let details = std::iter::repeat_with(|| BillingErrorDetail { field: "f".into(), issue: "i".repeat(50) });
            let error = BillingError::card_declined(long.clone(), long.as_str());
            error.encoder().request_id("req-1").details(details.take(500)).details([detail]).into()
        };
        let status = over_the_wire(make).await;
        assert_eq!(status.code(), Code::FailedPrecondition, "{character:?}: {status:?}");
        let decoded = decode_status::<BillingError>(&status);
        assert_eq!((decoded.error().name(), decoded.request_id()), ("CARD_DECLINED", Some("req-1")));
        assert!(!decoded.details().is_empty());
        let size = header_list_size(&status);
        assert!((5 * 1024..ACCEPTED - OTHERS).contains(&size), "the room is used: {size}");
    }
}

fn request(id: &str) -> Request<HealthCheckRequest> {
    let mut request = Request::new(HealthCheckRequest::default());
    request.metadata_mut().insert("x-request-id", id.parse().unwrap());
    request
}

#[tokio::test]
async fn a_layer_adds_the_request_id_to_every_status() {
    let layer = || Some(RequestIdLayer::from_header("X-Request-Id"));
    let statuses: [fn() -> Status; 3] =
        [|| BillingError::rate_limited(7).into(), || Status::not_found("No such invoice ✓"), with_foreign_detail];
    for status in statuses {
        let mut client = client(serve(layer(), status).await).await;
        let unary = client.check(request("req-1")).await.unwrap_err();
        let streamed = end_of_stream(&mut client, request("req-1")).await;
        for received in [unary, streamed] {
            let decoded = decode_status::<BillingError>(&received);
            assert_eq!(decoded.request_id(), Some("req-1"));
            assert_eq!(decoded.error(), &decode::<BillingError>(&status()));
            assert_eq!((received.code(), received.message()), (status().code(), status().message()));
            let has_own = |status: &Status| status.details().windows(OWN.len()).any(|bytes| bytes == OWN);
            assert_eq!(has_own(&received), has_own(&status()), "the other details stay");
        }
        for id in ["", "a b", &"x".repeat(201)] {
            let received = client.check(request(id)).await.unwrap_err();
            assert!(received.get_details_request_info().is_none(), "{id:?}");
        }
    }
}

/// A detail of a type that only its own service knows.
const OWN: &[u8] = b"\x1a\x0f\x0a\x0bexample/Own\x12\x00";

fn with_foreign_detail() -> Status {
    let bytes = [Status::from(BillingError::Broken).details(), OWN].concat();
    Status::with_details(Code::Internal, "Broken", bytes.into())
}

#[tokio::test]
async fn a_layer_keeps_the_request_id_of_a_status_and_of_none_that_is_too_large() {
    let layer = || Some(RequestIdLayer::from_fn(|_| Some("late".to_owned())));
    let own = || BillingError::Broken.encoder().request_id("own").into();
    let received = client(serve(layer(), own).await).await.check(request("x")).await.unwrap_err();
    assert_eq!(decode_status::<BillingError>(&received).request_id(), Some("own"));

    let large = || BillingError::card_declined("é".repeat(10_000), "r".repeat(10_000).as_str()).into();
    let received = client(serve(layer(), large).await).await.check(request("x")).await.unwrap_err();
    assert_eq!(decode_status::<BillingError>(&received).request_id(), Some("late"), "there is room for it");
    assert!(header_list_size(&received) <= ACCEPTED - OTHERS);

    let full = || Status::with_error_details(Code::Aborted, "a".repeat(3050), ErrorDetails::with_help_link("h", "u"));
    let received = client(serve(layer(), full).await).await.check(request("x")).await.unwrap_err();
    assert_eq!(received.message().len(), 3050);
    assert!(received.get_details_request_info().is_none());
}
