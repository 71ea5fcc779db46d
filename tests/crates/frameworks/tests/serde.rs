//! Errors of tables in other documents, by serde.

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

/// An enum whose contents serde buffers before it deserializes them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    Failed { error: BillingError },
}

fn round_trips<T: Serialize + DeserializeOwned>(value: &T) -> [T; 2] {
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    let json = serde_json::to_string(value).unwrap();
    let from_json = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    [from_json, ciborium::from_reader(cbor.as_slice()).unwrap()]
}

fn assert_round_trips<E: Decode + PartialEq + Clone + Serialize + DeserializeOwned>(error: &E) {
    let record = Record { before: 1, error: error.clone(), after: Some(vec![error.clone(); 2]) };
    for read in round_trips(&record) {
        assert_eq!(read, record);
    }
}

#[test]
fn every_example_of_both_apis_round_trips_in_json_and_cbor() {
    let flanks = FlanksError::examples();
    for example in flanks.iter().filter(|example| example.entry().is_some()) {
        assert_round_trips(&FlanksError::decode(example.status(), example.body()).into_error());
    }
    for example in FrankieOneError::examples() {
        assert_round_trips(&FrankieOneError::decode(example.status(), example.body()).into_error());
    }
    assert!(!flanks.is_empty());
}

#[test]
fn an_error_is_serialized_as_the_body_of_its_table() {
    let error = BillingError::card_declined("Acme \"Bank\"", "limit");
    let value = serde_json::to_value(&error).unwrap();
    assert_eq!(value, serde_json::from_slice::<serde_json::Value>(&error.encode()).unwrap());
}

#[test]
fn fields_of_every_type_round_trip_except_those_in_headers() {
    let order = BillingError::InvalidOrder {
        items: vec!["a, b".to_owned(), "\"c\"\n".to_owned()],
        total: Some(-0.5),
        paid: Some(false),
        extra: Some(r#"{"a":[1,null,{"b":18446744073709551615,"c":1.0}]}"#.parse().unwrap()),
        region: None,
        message: "Not valid: {}".to_owned(),
    };
    assert_round_trips(&order);
}

#[test]
fn an_error_that_only_the_status_identifies_is_the_most_specific() {
    assert_round_trips(&MixedError::expired_long_ago(""));
    assert_round_trips(&MixedError::SharedA);
    assert_round_trips(&MixedError::SharedB);
    assert_round_trips(&BillingError::NotFound);
    assert_round_trips(&BillingError::Broken);
    assert_round_trips(&FlanksError::missing_fields(["client_id"]));
}

#[test]
fn a_body_that_is_not_json_is_a_string() {
    assert_eq!(serde_json::to_value(MixedError::overloaded(3)).unwrap(), "Overloaded, 3 s to go");
    assert_round_trips(&MixedError::overloaded(3));
    assert_round_trips(&MixedError::InvalidGrant);
    assert_round_trips(&MixedError::listed("4/2"));
}

#[test]
fn an_unknown_error_keeps_its_body() {
    for body in [r#"{"error":{"code":"new","message":"m"},"more":[1]}"#, "<html>\"</html>", "", "[[],{}]"] {
        let unknown = BillingError::decode(0, body).into_error();
        for read in round_trips(&unknown) {
            assert_eq!(read, unknown, "{body}");
            assert_eq!(read.unknown().unwrap().body(), body.as_bytes());
        }
    }
}

#[test]
fn an_error_is_deserialized_from_buffered_contents() {
    let tagged = Tagged::Failed { error: BillingError::rate_limited(7) };
    for read in round_trips(&tagged) {
        assert_eq!(read, tagged);
    }
}

/// An enum of successes and errors. Every member of a success may be absent.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Outcome<E: Decode> {
    Failed {
        invoice: Option<u64>,
        #[serde(flatten, deserialize_with = "errspec::serde::detect")]
        error: E,
    },
    Paid {
        amount: Option<u64>,
        message: Option<String>,
    },
}

#[test]
fn an_untagged_enum_tells_errors_from_successes() {
    fn outcome<E: Decode>(json: &str) -> Outcome<E> {
        serde_json::from_str(json).unwrap()
    }
    let failed =
        outcome(r#"{"invoice": 8, "error": {"code": "rate_limited", "message": "Too many requests: 7 seconds"}}"#);
    assert_eq!(failed, Outcome::Failed { invoice: Some(8), error: BillingError::rate_limited(7) });
    // A code that the table does not have is an error, too.
    let Outcome::Failed { error, .. } = outcome::<BillingError>(r#"{"error": {"code": "new"}}"#) else { panic!() };
    assert!(error.is_unknown());
    for success in [r#"{"amount": 3}"#, "{}", r#"{"message": "No such invoice"}"#, r#"{"error": null}"#] {
        assert!(matches!(outcome::<BillingError>(success), Outcome::Paid { .. }), "{success}");
    }
    // The wording alone tells.
    let failed = outcome(r#"{"error": {"message": "No such invoice"}}"#);
    assert_eq!(failed, Outcome::Failed { invoice: None, error: BillingError::NotFound });
    assert!(matches!(outcome::<BillingError>(r#"{"error": {"message": "Fine"}}"#), Outcome::Paid { .. }));
}

#[test]
fn member_names_that_are_not_strings_become_text() {
    let mut cbor = Vec::new();
    ciborium::into_writer(&std::collections::BTreeMap::from([(1, true), (2, false)]), &mut cbor).unwrap();
    let json: Json = ciborium::from_reader(cbor.as_slice()).unwrap();
    assert_eq!(json.as_str(), r#"{"1":true,"2":false}"#);
}

#[test]
fn a_value_with_too_many_levels_is_an_error() {
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
fn an_invalid_document_is_an_error() {
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
