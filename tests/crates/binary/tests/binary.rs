//! Bodies in CBOR and MessagePack, beside `ciborium` and `rmpv`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use errspec::{DecodeErrorKind, Json};
use errspec_tests_binary::{Any, Cbor, MessagePack};
use proptest::prelude::*;
use serde_json::Value;

const CBOR: [(&str, &str); 1] = [("content-type", "application/cbor")];
const MESSAGE_PACK: [(&str, &str); 1] = [("content-type", "application/msgpack")];

fn to_cbor(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    ciborium::into_writer(value, &mut out).unwrap();
    out
}

fn of_cbor(body: &[u8]) -> Value {
    ciborium::from_reader(body).unwrap()
}

/// Returns the same value of `rmpv`.
fn convert(value: &Value) -> rmpv::Value {
    match value {
        Value::Null => rmpv::Value::Nil,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => number.into(),
            (None, Some(number)) => number.into(),
            _ => number.as_f64().unwrap().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(elements) => rmpv::Value::Array(elements.iter().map(convert).collect()),
        Value::Object(members) => {
            rmpv::Value::Map(members.iter().map(|(name, value)| (name.as_str().into(), convert(value))).collect())
        }
    }
}

fn to_message_pack(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    rmpv::encode::write_value(&mut out, &convert(value)).unwrap();
    out
}

fn of_message_pack(mut body: &[u8]) -> Value {
    let value = rmpv::decode::read_value(&mut body).unwrap();
    assert!(body.is_empty());
    revert(value)
}

/// Returns a value of `rmpv` as JSON.
fn revert(value: rmpv::Value) -> Value {
    match value {
        rmpv::Value::Nil => Value::Null,
        rmpv::Value::Boolean(value) => value.into(),
        rmpv::Value::Integer(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => number.into(),
            (None, number) => number.unwrap().into(),
        },
        rmpv::Value::F64(number) => number.into(),
        rmpv::Value::String(text) => text.into_str().unwrap().into(),
        rmpv::Value::Array(elements) => elements.into_iter().map(revert).collect(),
        rmpv::Value::Map(members) => {
            let member = |(name, value): (rmpv::Value, rmpv::Value)| (name.as_str().unwrap().to_owned(), revert(value));
            Value::Object(members.into_iter().map(member).collect())
        }
        other => panic!("{other} is not JSON"),
    }
}

/// Returns the JSON that a body is read as.
fn read(headers: &[(&str, &str)], body: &[u8]) -> Option<Value> {
    let decoded = Any::decode_response(429, headers, body);
    assert_eq!(decoded.body(), body);
    let json = decoded.field("body")?.to_json();
    Some(serde_json::from_str(json.as_str()).unwrap())
}

/// Any JSON, with numbers that are equal in all formats.
fn any_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i8>().prop_map(Value::from),
        any::<i16>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        (any::<f64>().prop_filter("JSON has finite numbers", |number| number.is_finite() && number.fract() != 0.0))
            .prop_map(Value::from),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        ".{0,40}".prop_map(Value::from),
        "[a-z]{250,260}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 18, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..20).prop_map(Value::Array),
            prop::collection::btree_map(".{0,8}", inner, 0..20)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_object() -> impl Strategy<Value = Value> {
    prop::collection::btree_map(".{0,8}", any_json(), 0..6)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_others_write_is_read(mut value in any_object()) {
        prop_assert_eq!(read(&CBOR, &to_cbor(&value)), Some(value.clone()));
        prop_assert_eq!(read(&MESSAGE_PACK, &to_message_pack(&value)), Some(value.clone()));
        // A map is known by its first byte, if it is an error of the table.
        value["code"] = 42.into();
        prop_assert_eq!(read(&[], &to_cbor(&value)), Some(value.clone()));
        prop_assert_eq!(read(&[], &to_message_pack(&value)), Some(value));
    }

    #[test]
    fn what_is_written_others_read(limits in any_json(), names in prop::collection::vec(".{0,8}", 0..40)) {
        prop_assume!(!limits.is_null());
        let expected = serde_json::json!({
            "limits": &limits, "names": &names, "message": "Too many requests", "code": "limited",
        });
        let error = Cbor::limited(Json::from(limits.clone()), names.clone());
        let response = error.encode_response();
        prop_assert_eq!(response.headers.first().unwrap().1.as_str(), "application/cbor");
        prop_assert_eq!(of_cbor(&response.body), expected.clone());
        match Cbor::decode_response(429, &response.headers, &response.body).into_error() {
            Cbor::Limited { limits: Some(read), names: Some(texts) } => {
                prop_assert_eq!((read.to_value(), texts), (limits.clone(), names.clone()));
            }
            other => panic!("{other:?}"),
        }

        let error = MessagePack::limited(Json::from(limits.clone()), names.clone());
        let response = error.encode_response();
        prop_assert_eq!(of_message_pack(&response.body), expected);
        match MessagePack::decode_response(429, &response.headers, &response.body).into_error() {
            MessagePack::Limited { limits: Some(read), names: Some(texts) } => {
                prop_assert_eq!((read.to_value(), texts), (limits, names));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn any_bytes_are_read(body in prop::collection::vec(any::<u8>(), 0..200), first in 0x80..=0xFF_u8) {
        let body = [&[first], &*body].concat();
        for headers in [&CBOR[..], &MESSAGE_PACK, &[]] {
            let decoded = Any::decode_response(429, headers, &body);
            prop_assert_eq!(decoded.body(), &*body);
            let _ = (decoded.details_json(), decoded.errors(), decoded.encode());
        }
    }

    #[test]
    fn a_damaged_body_is_malformed_where_others_find_it_so(
        value in any_object(), place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>(),
    ) {
        for (headers, mut body) in [(CBOR, to_cbor(&value)), (MESSAGE_PACK, to_message_pack(&value))] {
            let place = place.index(body.len());
            match body.get_mut(place) {
                // Without its first byte it is another kind of body.
                Some(own) if !cut && place > 0 => *own = byte,
                _ => body.truncate(place.max(1)),
            }
            let strict = Any::try_decode_response(429, &headers, &body).err();
            let is_malformed = strict.is_some_and(|error| matches!(error.kind(), DecodeErrorKind::Syntax(_)));
            let mut rest = &*body;
            let is_read = match headers == CBOR {
                true => ciborium::from_reader::<ciborium::Value, _>(&mut rest).is_ok() && rest.is_empty(),
                false => rmpv::decode::read_value(&mut rest).is_ok() && rest.is_empty(),
            };
            // What others read is read here, too, but for names that occur twice and texts that are not UTF-8.
            if is_malformed && is_read {
                prop_assert!(is_excused(&headers, &body), "{body:x?}");
            }
        }
    }
}

/// Returns `true` if a body is malformed as JSON alone.
fn is_excused(headers: &[(&str, &str)], body: &[u8]) -> bool {
    let error = Any::try_decode_response(429, headers, body).unwrap_err();
    let text = error.to_string();
    text.contains("UTF-8") || text.contains("duplicate")
}

#[test]
fn the_size_of_the_text_is_linear_in_the_body() {
    let repeated = |piece: &[u8]| [b"\x9F", &*piece.repeat(100_000), b"\xFF"].concat();
    // The longest texts for their bytes: a control character, a half float, a large number, an empty map within a name.
    for piece in
        [&b"\x61\0"[..], b"\xF9\x04\x01", b"\x3B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", b"\xA1\xA0\x01", b"\xC1\xC1\x01"]
    {
        let body = [b"\xA1\x64list", &*repeated(piece)].concat();
        let json = Any::decode_response(429, &CBOR, &body).field("body").unwrap().to_json();
        assert!(json.as_str().len() < 8 * body.len(), "{piece:x?}");
    }
}
