//! Properties over generated input: whatever arrives gives a value, and what is written is read back.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use errspec::{Decode, Json};
use errspec_tests::apis::{FlanksError, FrankieOneError, FrankieOneErrorDetail};
use errspec_tests::zoo::{APIS, Response};
use proptest::prelude::*;
use serde_json::Value;

/// Any JSON, its members often those that the tables read.
fn any_json() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        "error|message|error_code|errorCode|errorMsg|details|requestId|code|errors|type|status|detail|credentials_token",
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 8.0)),
        "[0-9]{1,6}|Missing fields: .*|Invalid .*|VAL-0400|20002".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A text that is awkward for a template: empty, the separator, braces, quotes, other scripts, very long.
fn awkward() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(", ".to_owned()),
        Just("{fields}".to_owned()),
        Just("\"quoted\" \\ and 'so'".to_owned()),
        Just("поля 字段 🦀 \u{202e}".to_owned()),
        Just("line\nbreak\ttab\u{0}nul".to_owned()),
        Just("x".repeat(100_000)),
        any::<String>(),
    ]
}

fn decodes_to_something<E: Decode + Clone + PartialEq>(status: u16, body: &[u8]) {
    let decoded = E::decode(status, body);
    assert_eq!(decoded.body(), body);
    assert_eq!(decoded.status(), status);
    let _ = (decoded.details(), decoded.details_json(), decoded.errors(), decoded.field("credentials_token"));
    let _ = (decoded.error().to_string(), format!("{decoded:?}"), decoded.encode());
    assert_eq!(decoded.error().clone(), *decoded.error());
    if let Some(unknown) = decoded.error().unknown() {
        assert_eq!(unknown.body(), body);
    }
    if let Ok(strict) = E::try_decode(status, body) {
        assert_eq!(strict.error(), decoded.error());
    }
    let _ = E::detect(status, body);
}

/// What is written reads back as the same value.
fn comes_back<E: Decode + PartialEq>(error: &E) {
    let response = error.encode_response();
    let read = E::decode_response(response.status, &response.headers, &response.body);
    assert_eq!(read.error(), error);
    assert_eq!(read.into_error().encode(), response.body);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_gives_a_value(body in any_json(), status in any::<u16>()) {
        let body = body.to_string();
        decodes_to_something::<FlanksError>(status, body.as_bytes());
        decodes_to_something::<FrankieOneError>(status, body.as_bytes());
    }

    #[test]
    fn any_bytes_give_a_value(body in any::<Vec<u8>>(), status in any::<u16>()) {
        decodes_to_something::<FlanksError>(status, &body);
        decodes_to_something::<FrankieOneError>(status, &body);
    }

    #[test]
    fn any_body_gives_a_value_of_every_table_of_the_zoo(body in any_json(), status in any::<u16>()) {
        let response = Response { status, headers: Vec::new(), body: body.to_string(), expect: Value::Null };
        for api in APIS {
            (api.check)(&response);
        }
    }

    #[test]
    fn a_body_that_is_cut_off_gives_a_value(body in any_json(), place in any::<prop::sample::Index>()) {
        let body = body.to_string().into_bytes();
        let cut = body.get(..place.index(body.len())).unwrap_or_default();
        decodes_to_something::<FlanksError>(400, cut);
        decodes_to_something::<FrankieOneError>(400, cut);
    }

    #[test]
    fn a_text_is_json_here_exactly_if_it_is_json_for_serde_json(body in any_json(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = body.to_string().into_bytes();
        let place = place.index(bytes.len());
        // Numbers out of the range of `f64` and halves of surrogate pairs are JSON, but not for serde_json.
        if let Some(own) = bytes.get_mut(place).filter(|_| !matches!(byte, b'0'..=b'9' | b'e' | b'E' | b'.' | b'u')) {
            *own = byte;
        }
        if let Ok(text) = String::from_utf8(bytes) {
            let theirs = serde_json::from_str::<Value>(&text);
            match text.parse::<Json>() {
                Ok(json) => prop_assert_eq!(json.to_value(), theirs.expect("it is JSON for both")),
                Err(error) => prop_assert!(theirs.is_err(), "{}: {}", error, text),
            }
        }
    }

    #[test]
    fn json_is_kept_whatever_white_space_it_has(body in any_json()) {
        let pretty = serde_json::to_string_pretty(&body).expect("a value can be written");
        let json: Json = pretty.parse().expect("it is JSON");
        prop_assert_eq!(json.to_value(), body.clone());
        prop_assert_eq!(json, Json::from(body));
    }

    #[test]
    fn a_written_value_is_read_back(text in awkward(), low in any::<i64>(), high in any::<i64>()) {
        comes_back(&FlanksError::invalid_parameter(text.as_str()));
        comes_back(&FlanksError::element_not_found("An", text.as_str()));
        comes_back(&FlanksError::already_exists("A", text.as_str()));
        comes_back(&FlanksError::security_checks(low, high));
        comes_back(&FlanksError::token_delayed(text.as_str()));
        comes_back(&FlanksError::server_error(text.as_str()));
        comes_back(&FlanksError::bank_error(text.as_str()));
    }

    #[test]
    fn a_written_list_is_read_back_unless_an_element_holds_the_separator(fields in prop::collection::vec(awkward(), 0..4)) {
        let error = FlanksError::missing_fields(fields.as_slice());
        let body = error.encode();
        let read = FlanksError::decode(400, &body).into_error();
        prop_assert_eq!(read.to_string(), error.to_string());
        if fields.iter().all(|field| !field.contains(", ") && !field.is_empty() && !field.ends_with(',') && !field.starts_with(' ')) {
            prop_assert_eq!(read, error);
        }
    }

    #[test]
    fn details_and_request_id_are_read_back(issues in prop::collection::vec((awkward(), awkward(), prop::option::of(awkward())), 0..4), id in "[ -~]{1,40}") {
        let details: Vec<FrankieOneErrorDetail> = issues
            .into_iter()
            .map(|(issue, location, kind)| FrankieOneErrorDetail { issue, location, kind })
            .collect();
        let body = FrankieOneError::AlreadyExists.encoder().request_id(id.as_str()).details(details.clone()).body();
        let read = FrankieOneError::try_decode(409, &body).expect("it is written as documented");
        prop_assert_eq!(read.details(), details);
        prop_assert_eq!(read.request_id(), Some(id.as_str()));
        prop_assert_eq!(read.error(), &FrankieOneError::AlreadyExists);
    }
}

#[test]
fn every_entry_without_fields_comes_back() {
    for error in [
        FlanksError::Incomplete,
        FlanksError::Processing,
        FlanksError::InvalidCredentials,
        FlanksError::MethodNotAllowed,
        FlanksError::UnsupportedMediaType,
    ] {
        comes_back(&error);
    }
    for error in [
        FrankieOneError::ValidationFailed,
        FrankieOneError::EntityNotFound,
        FrankieOneError::AlreadyExists,
        FrankieOneError::ProviderServiceError,
    ] {
        comes_back(&error);
    }
}
