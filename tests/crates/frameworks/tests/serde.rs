//! Errors of tables within other documents, by serde.

#![allow(clippy::unwrap_used, clippy::panic)]

use errspec::{Decode, Json};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[errspec::table("tables/billing.toml", serde)]
enum BillingError {}

#[errspec::table("tables/mixed.toml", serde)]
enum MixedError {}

#[errspec::table("../../../../specs/flanks.toml", serde)]
enum FlanksError {}

#[errspec::table("../../../../specs/frankieone.toml", serde)]
enum FrankieOneError {}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record<E> {
    before: u8,
    error: E,
    after: Option<Vec<E>>,
}

/// Kept by serde in a form of its own before it is read.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    Failed { error: BillingError },
}

fn there_and_back<T: Serialize + DeserializeOwned>(value: &T) -> [T; 2] {
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    let json = serde_json::to_string(value).unwrap();
    let from_json = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    [from_json, ciborium::from_reader(cbor.as_slice()).unwrap()]
}

fn comes_back<E: Decode + PartialEq + Clone + Serialize + DeserializeOwned>(error: &E) {
    let record = Record { before: 1, error: error.clone(), after: Some(vec![error.clone(); 2]) };
    for back in there_and_back(&record) {
        assert_eq!(back, record);
    }
}

#[test]
fn every_recorded_error_of_both_apis_comes_back_through_json_and_cbor() {
    let flanks = FlanksError::examples();
    for example in flanks.iter().filter(|example| example.entry.is_some()) {
        comes_back(&FlanksError::decode(example.status, example.body).into_error());
    }
    for example in FrankieOneError::examples() {
        comes_back(&FrankieOneError::decode(example.status, example.body).into_error());
    }
    assert!(!flanks.is_empty());
}

#[test]
fn it_is_the_body_of_the_table() {
    let error = BillingError::card_declined("Acme \"Bank\"", "limit");
    let value = serde_json::to_value(&error).unwrap();
    assert_eq!(value, serde_json::from_slice::<serde_json::Value>(&error.encode()).unwrap());
}

#[test]
fn fields_of_every_type_come_back_but_for_those_in_headers() {
    let order = BillingError::InvalidOrder {
        items: vec!["a, b".to_owned(), "\"c\"\n".to_owned()],
        total: Some(-0.5),
        paid: Some(false),
        extra: Some(r#"{"a":[1,null,{"b":18446744073709551615,"c":1.0}]}"#.parse().unwrap()),
        region: None,
        message: "Not valid: {}".to_owned(),
    };
    comes_back(&order);
}

#[test]
fn what_only_the_status_tells_comes_back_as_the_most_specific() {
    comes_back(&MixedError::expired_long_ago(""));
    comes_back(&MixedError::SharedA);
    comes_back(&MixedError::SharedB);
    comes_back(&BillingError::NotFound);
    comes_back(&BillingError::Broken);
    comes_back(&FlanksError::missing_fields(["client_id"]));
}

#[test]
fn a_body_that_is_not_json_is_a_string() {
    assert_eq!(serde_json::to_value(MixedError::overloaded(3)).unwrap(), "Overloaded, 3 s to go");
    comes_back(&MixedError::overloaded(3));
    comes_back(&MixedError::InvalidGrant);
    comes_back(&MixedError::listed("4/2"));
}

#[test]
fn the_unknown_keeps_its_body() {
    for body in [r#"{"error":{"code":"new","message":"m"},"more":[1]}"#, "<html>\"</html>", "", "[[],{}]"] {
        let unknown = BillingError::decode(0, body).into_error();
        for back in there_and_back(&unknown) {
            assert_eq!(back, unknown, "{body}");
            assert_eq!(back.unknown().unwrap().body(), body.as_bytes());
        }
    }
}

#[test]
fn it_is_read_from_what_serde_kept_first() {
    let tagged = Tagged::Failed { error: BillingError::rate_limited(7) };
    for back in there_and_back(&tagged) {
        assert_eq!(back, tagged);
    }
}

#[test]
fn names_of_members_that_are_no_strings_are_their_text() {
    let mut cbor = Vec::new();
    ciborium::into_writer(&std::collections::BTreeMap::from([(1, true), (2, false)]), &mut cbor).unwrap();
    let json: Json = ciborium::from_reader(cbor.as_slice()).unwrap();
    assert_eq!(json.as_str(), r#"{"1":true,"2":false}"#);
}

#[test]
fn what_is_nested_too_deeply_is_an_error_and_no_overflow() {
    let deep = |levels: usize| {
        let mut cbor = vec![0x81; levels];
        cbor.push(0);
        ciborium::de::from_reader_with_recursion_limit::<BillingError, _>(cbor.as_slice(), usize::MAX)
    };
    assert!(deep(128).unwrap().is_unknown());
    assert!(deep(129).unwrap_err().to_string().contains("128 levels"));
    assert!(deep(100_000).is_err());
}

#[test]
fn what_is_no_document_is_an_error() {
    assert!(serde_json::from_str::<BillingError>("{").is_err());
    assert!(serde_json::from_str::<BillingError>("7").unwrap().is_unknown());
    assert!(serde_json::from_str::<BillingError>("null").unwrap().is_unknown());
}

#[test]
fn a_number_that_json_does_not_have_is_null() {
    let mut cbor = Vec::new();
    ciborium::into_writer(&[f64::NAN, f64::INFINITY, 1.0], &mut cbor).unwrap();
    assert_eq!(ciborium::from_reader::<Json, _>(cbor.as_slice()).unwrap().as_str(), "[null,null,1.0]");
}
