//! Properties over generated input: any response decodes to a value, and an encoded error decodes to itself.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use errspec::{Decode, Json};
use errspec_tests::apis::{FlanksError, FrankieOneError, FrankieOneErrorDetail};
use errspec_tests::zoo::{APIS, Response};
use proptest::prelude::*;
use serde_json::Value;
use tables::Elements;

#[allow(missing_docs)]
mod tables {
    #[errspec::table("./tables/elements.toml")]
    pub enum Elements {}
}

/// Generates any JSON. Its members often have names that the tables read.
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

/// Generates a text that is difficult for a template: empty, the separator, braces, quotes, other scripts, very long.
fn difficult_text() -> impl Strategy<Value = String> {
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

fn assert_decodes<E: Decode + Clone + PartialEq>(status: u16, body: &[u8]) {
    let decoded = E::decode(status, body);
    assert_eq!(decoded.body(), body);
    assert_eq!(decoded.status().unwrap_or_default(), status);
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

/// Checks that an encoded error decodes to itself.
fn assert_round_trip<E: Decode + PartialEq>(error: &E) {
    let response = error.encode_response();
    let read = E::decode_response(response.status, &response.headers, &response.body);
    assert_eq!(read.error(), error);
    assert_eq!(read.into_error().encode(), response.body);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_decodes_to_a_value(body in any_json(), status in any::<u16>()) {
        let body = body.to_string();
        assert_decodes::<FlanksError>(status, body.as_bytes());
        assert_decodes::<FrankieOneError>(status, body.as_bytes());
    }

    #[test]
    fn any_bytes_decode_to_a_value(body in any::<Vec<u8>>(), status in any::<u16>()) {
        assert_decodes::<FlanksError>(status, &body);
        assert_decodes::<FrankieOneError>(status, &body);
    }

    #[test]
    fn any_xml_decodes_to_a_value(
        pieces in prop::collection::vec(
            "</?(p:)?(Error|Code|Problems|Problem|Names|Name|Tree|Result|Results)( field=[\"']x[\"'])?/?>|Invalid|Denied|&(amp|x|#65)?;?|<!\\[CDATA\\[|\\]\\]>|<\\?xml encoding='(latin1|utf-16)'\\?>|[ é]",
            0..24,
        ),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        status in any::<u16>(),
    ) {
        let mut body = pieces.concat().into_bytes();
        assert_decodes::<Elements>(status, &body);
        let wide: Vec<u8> = pieces.concat().encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_decodes::<Elements>(status, &wide);
        if !body.is_empty() {
            let place = cut.index(body.len());
            assert_decodes::<Elements>(status, body.get(..place).unwrap_or_default());
            body.extend(body.get(place).copied());
            body.splice(place..place, [byte]);
            assert_decodes::<Elements>(status, &body);
        }
    }

    #[test]
    fn text_before_an_object_does_not_change_what_is_decoded(text in "[^{\"\\[0-9tfn-]{1,40}", body in any_json()) {
        let object = serde_json::json!({ "error": body, "error_code": 20002 }).to_string();
        let both = [text.as_str(), &object].concat();
        let (plain, after) = (FlanksError::decode(400, &object), FlanksError::decode(400, &both));
        prop_assert_eq!(plain.error().name(), after.error().name());
        prop_assert_eq!((plain.code(), plain.message()), (after.code(), after.message()));
        // A byte order mark at the start belongs to the encoding, not to the text.
        let blank = text.strip_prefix('\u{feff}').unwrap_or(&text).bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        prop_assert_eq!(FlanksError::try_decode(400, &both).is_ok(), blank && !plain.error().is_unknown());
    }

    #[test]
    fn any_body_decodes_to_a_value_with_every_table_of_the_zoo(body in any_json(), status in any::<u16>()) {
        let response = Response { status, headers: Vec::new(), body: body.to_string(), expect: Value::Null };
        for api in APIS {
            (api.check)(&response);
        }
    }

    #[test]
    fn a_truncated_body_decodes_to_a_value(body in any_json(), place in any::<prop::sample::Index>()) {
        let body = body.to_string().into_bytes();
        let cut = body.get(..place.index(body.len())).unwrap_or_default();
        assert_decodes::<FlanksError>(400, cut);
        assert_decodes::<FrankieOneError>(400, cut);
    }

    #[test]
    fn json_is_parsed_as_serde_json_does(body in any_json(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = body.to_string().into_bytes();
        let place = place.index(bytes.len());
        // serde_json rejects numbers out of the range of `f64` and halves of surrogate pairs, although they are JSON.
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
    fn white_space_does_not_change_a_json_value(body in any_json()) {
        let pretty = serde_json::to_string_pretty(&body).expect("a value can be written");
        let json: Json = pretty.parse().expect("it is JSON");
        prop_assert_eq!(json.to_value(), body.clone());
        prop_assert_eq!(json, Json::from(body));
    }

    #[test]
    fn an_encoded_error_decodes_to_itself(text in difficult_text(), low in any::<i64>(), high in any::<i64>()) {
        assert_round_trip(&FlanksError::invalid_parameter(text.as_str()));
        assert_round_trip(&FlanksError::element_not_found("An", text.as_str()));
        assert_round_trip(&FlanksError::already_exists("A", text.as_str()));
        assert_round_trip(&FlanksError::security_checks(low, high));
        assert_round_trip(&FlanksError::token_delayed(text.as_str()));
        assert_round_trip(&FlanksError::server_error(text.as_str()));
        assert_round_trip(&FlanksError::bank_error(text.as_str()));
    }

    #[test]
    fn an_encoded_list_decodes_to_itself_unless_an_element_has_the_separator(fields in prop::collection::vec(difficult_text(), 0..4)) {
        let error = FlanksError::missing_fields(fields.as_slice());
        let body = error.encode();
        let read = FlanksError::decode(400, &body).into_error();
        prop_assert_eq!(read.to_string(), error.to_string());
        if fields.iter().all(|field| !field.contains(", ") && !field.is_empty() && !field.ends_with(',') && !field.starts_with(' ')) {
            prop_assert_eq!(read, error);
        }
    }

    #[test]
    fn encoded_details_and_request_ids_decode_to_themselves(issues in prop::collection::vec((difficult_text(), difficult_text(), prop::option::of(difficult_text())), 0..4), id in "[ -~]{1,40}") {
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
fn every_entry_without_fields_decodes_to_itself() {
    for error in [
        FlanksError::Incomplete,
        FlanksError::Processing,
        FlanksError::InvalidCredentials,
        FlanksError::MethodNotAllowed,
        FlanksError::UnsupportedMediaType,
    ] {
        assert_round_trip(&error);
    }
    for error in [
        FrankieOneError::ValidationFailed,
        FrankieOneError::EntityNotFound,
        FrankieOneError::AlreadyExists,
        FrankieOneError::ProviderServiceError,
    ] {
        assert_round_trip(&error);
    }
}
