//! Variants that carry their sub-errors.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::VecDeque;
use std::sync::Arc;

use errspec::{Decode, Json, Unknown};

/// An error that is one value with its sub-errors, and can be decoded.
#[derive(Debug, Clone, PartialEq, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum BillingError {
    InvalidRequest {
        #[errspec(details)]
        problems: Vec<BillingErrorDetail>,
    },
    #[errspec(entry = "CARD_DECLINED")]
    Declined(String, #[errspec(details)] Option<Box<[BillingErrorDetail]>>),
    RateLimited {
        limit: u32,
        #[errspec(details)]
        queues: Arc<[BillingErrorDetail]>,
    },
    Internal {
        #[errspec(details, default)]
        steps: VecDeque<BillingErrorDetail>,
    },
    #[errspec(unknown)]
    Other(Unknown),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum Outer {
    #[errspec(transparent)]
    Inner(#[from] Box<BillingError>),
    Internal,
}

fn json(body: &[u8]) -> serde_json::Value {
    serde_json::from_slice(body).unwrap()
}

fn problem(field: &str, issue: &str) -> BillingErrorDetail {
    BillingErrorDetail::new(field, issue)
}

fn invalid() -> BillingError {
    BillingError::InvalidRequest { problems: vec![problem("cvc", "missing"), problem("number", "too short")] }
}

fn round_trip(error: &BillingError) -> BillingError {
    let sent = error.encode_response();
    assert_eq!(BillingError::try_decode_response(sent.status, &sent, &sent.body).unwrap().error(), error);
    BillingError::decode_response(sent.status, &sent, &sent.body).into_error()
}

#[test]
fn a_variant_is_written_and_read_with_its_sub_errors() {
    let body = serde_json::json!({"error": {
        "code": "invalid_request", "message": "The request is not valid.",
        "details": [{"field": "cvc", "issue": "missing"}, {"field": "number", "issue": "too short"}],
    }});
    assert_eq!(json(&invalid().encode()), body);
    for error in [
        invalid(),
        BillingError::InvalidRequest { problems: Vec::new() },
        BillingError::Declined("expired".to_owned(), None),
        BillingError::Declined("expired".to_owned(), Some(Box::from([problem("month", "past")]))),
        BillingError::RateLimited { limit: 3, queues: Arc::from([problem("queue", "full")]) },
    ] {
        assert_eq!(round_trip(&error), error);
    }
}

#[test]
fn a_field_with_a_default_is_written_and_not_read() {
    let error = BillingError::Internal { steps: VecDeque::from([problem("step", "lost")]) };
    let sent = error.encode();
    assert_eq!(json(&sent)["error"]["details"][0]["issue"], "lost");
    assert_eq!(BillingError::decode(500, &sent).into_error(), BillingError::Internal { steps: VecDeque::new() });
}

#[test]
fn the_encoder_appends_to_the_sub_errors_of_the_variant() {
    let body = invalid().encoder().request_id("r").details([problem("more", "wrong")]).body();
    let fields: Vec<serde_json::Value> =
        json(&body)["error"]["details"].as_array().unwrap().iter().map(|detail| detail["field"].clone()).collect();
    assert_eq!(fields, ["cvc", "number", "more"]);
    // JSON replaces all of them.
    let body = invalid().encoder().details_json("[1]".parse().unwrap()).body();
    assert_eq!(json(&body)["error"]["details"], serde_json::json!([1]));
}

#[test]
fn a_transparent_variant_has_the_sub_errors_of_the_error_inside() {
    let error = Outer::from(Box::new(invalid()));
    assert_eq!(error.encode_response(), invalid().encode_response());
    assert!(!String::from_utf8(Outer::Internal.encode()).unwrap().contains("details"));
}

#[test]
fn a_sub_error_without_a_required_value_is_omitted() {
    let body = r#"{"error": {"code": "invalid_request", "details": [{"field": "a"}, {"field": "b", "issue": "c"}]}}"#;
    let error = BillingError::decode(400, body).into_error();
    assert_eq!(error, BillingError::InvalidRequest { problems: vec![problem("b", "c")] });
}

#[test]
fn a_table_without_detail_has_json_sub_errors() {
    #[derive(Debug, Clone, PartialEq, errspec::Error)]
    #[errspec("tests/tables/untyped_details.toml")]
    enum UntypedError<C> {
        Invalid {
            #[errspec(details)]
            details: C,
        },
        #[errspec(unknown)]
        Unknown(Unknown),
    }

    let error = UntypedError::Invalid { details: vec![Json::string("a"), r#"{"b":1}"#.parse().unwrap()] };
    assert_eq!(error.encode(), br#"{"code":"invalid","details":["a",{"b":1}]}"#);
    assert_eq!(<UntypedError<Vec<Json>> as Decode>::decode(400, &error.encode()).into_error(), error);
}

#[test]
fn the_elements_of_a_list_have_their_own_sub_errors() {
    #[derive(Debug, Clone, PartialEq, errspec::Error)]
    #[errspec("tests/tables/listed_details.toml")]
    enum BatchError {
        Rejected {
            #[errspec(details)]
            reasons: Vec<BatchErrorDetail>,
        },
        #[errspec(unknown)]
        Unknown(Unknown),
    }

    let body = r#"{"errors": [{"code": 1, "reasons": {"name": ["empty"]}}, {"code": 1}]}"#;
    let decoded = BatchError::decode(400, body);
    let rejected = |reasons: &[(&str, &str)]| BatchError::Rejected {
        reasons: reasons.iter().map(|(name, text)| BatchErrorDetail::new(*name, [*text])).collect(),
    };
    assert_eq!(decoded.error(), &rejected(&[("name", "empty")]));
    let errors: Vec<BatchError> = decoded.errors().into_iter().map(errspec::ListedError::into_error).collect();
    assert_eq!(errors, [rejected(&[("name", "empty")]), rejected(&[])]);
}

#[test]
fn the_elements_of_a_list_in_xml_have_their_own_sub_errors() {
    #[derive(Debug, Clone, PartialEq, errspec::Error)]
    #[errspec("tests/tables/listed_details_xml.toml")]
    enum BatchError {
        Rejected(#[errspec(details)] Vec<BatchErrorDetail>),
        #[errspec(unknown)]
        Unknown(Unknown),
    }

    let body =
        "<R><E><Code>a</Code><Why>x</Why><Why>y</Why></E><E><Code>a</Code></E><E><Code>a</Code><Why>z</Why></E></R>";
    let rejected =
        |texts: &[&str]| BatchError::Rejected(texts.iter().map(|text| BatchErrorDetail::new(*text)).collect());
    let decoded = BatchError::decode(400, body);
    assert_eq!(decoded.error(), &rejected(&["x", "y"]));
    let errors: Vec<BatchError> = decoded.errors().into_iter().map(errspec::ListedError::into_error).collect();
    assert_eq!(errors, [rejected(&["x", "y"]), rejected(&[]), rejected(&["z"])]);
}
