//! Bodies that are handed on: as they came, but for trailing commas and text around JSON.

use errspec_codegen::Model;
use errspec_engine::decode::{Decoded, Incoming, decode};

use crate::table;

const TABLE: &str = r#"
    [envelope]
    message = "/m"

    [errors.A]
    status  = 400
    message = "x"
"#;

/// Returns the body that is handed on for one that arrived.
fn forwarded(body: &[u8]) -> Vec<u8> {
    forwarded_by(&table(TABLE), body)
}

fn forwarded_by(model: &Model, body: &[u8]) -> Vec<u8> {
    let table = model.table();
    let mut out = Decoded::new(body);
    decode(&table, &Incoming { status: Some(400), headers: None, body, clock: || None }, &mut out);
    out.parts.forwarded_body()
}

#[test]
fn a_body_is_handed_on_as_it_came() {
    for body in [
        &b"{\"m\": \"x\",\n \"m\": \"y\"}\n"[..],
        b"{\"m\": \"x\xff\", \"m\" : 1}",
        b"{\"m\": \"a\tb\"}",
        b"{\"m\": \"x\", \"p\": \"C:\\Users\"}",
        b"{\"m\": \"x\", ",
        b"{\"m\": \"x\", \"m\": 1 , } {trailing  words, ] }",
        b"{\"m\": \"x\", \"m\": \"\xc3",
        b"\xef\xbb\xbf{ \"m\": \"x\", \"m\": 1 }",
        b"<html> \xff",
        b" \r\n",
    ] {
        assert_eq!(forwarded(body), body, "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn what_is_no_json_is_left_out() {
    for (body, expected) in [
        (&b"{\"m\": \"x\", \"a\": [1, 2,] ,\n}"[..], &b"{\"m\": \"x\", \"a\": [1, 2] \n}"[..]),
        (b"{\"m\": \"\xff,]\", }", b"{\"m\": \"\xff,]\" }"),
        (b"<b>Notice</b>\n{\"m\" : \"x\"}", b"{\"m\" : \"x\"}"),
        (b"{\"m\" : \"x\"}; ", b"{\"m\" : \"x\"}"),
    ] {
        assert_eq!(forwarded(body), expected, "{}", String::from_utf8_lossy(body));
    }
}

/// Bodies of random tokens lose commas at most, and those only before a bracket.
#[test]
fn random_bodies_are_handed_on() {
    const TOKENS: [&[u8]; 14] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\"m\"",
        b"\"x\"",
        b" ",
        b"\n",
        b"\"\xff\\\"\"",
        b"1",
        b"null",
        b"\"a\tb\\q\"",
    ];
    let (model, mut state) = (table(TABLE), 11_u64);
    for _ in 0..20_000 {
        let mut body = b"{\"m\":\"x\"".to_vec();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let index = usize::try_from(state >> 33).unwrap_or_default() % TOKENS.len();
            body.extend_from_slice(TOKENS.get(index).copied().unwrap_or_default());
        }
        let forwarded = forwarded_by(&model, &body);
        let without_commas = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b',').collect::<Vec<u8>>();
        let (all, rest) = (without_commas(&body), without_commas(&forwarded));
        let is_part = all.windows(rest.len().max(1)).any(|part| part == rest) || rest.is_empty();
        assert!(is_part, "{} became {}", String::from_utf8_lossy(&body), String::from_utf8_lossy(&forwarded));
    }
}

/// Returns the media type with which a body is handed on that came with this one, or without any.
fn forwarded_media_type(content_type: Option<&str>, body: &[u8]) -> Option<String> {
    let model = table(TABLE);
    let table = model.table();
    let header = |name: &str| content_type.filter(|_| name == "content-type").map(str::to_owned);
    let mut out = Decoded::new(body);
    decode(&table, &Incoming { status: Some(400), headers: Some(&header), body, clock: || None }, &mut out);
    out.parts.forwarded_media_type().map(str::to_owned)
}

#[test]
fn a_body_in_another_form_is_handed_on_with_the_media_type_with_which_it_came() {
    let json = b"{\"m\": \"x\"}";
    assert_eq!(
        forwarded_media_type(Some("application/json; charset=utf-8"), json).as_deref(),
        Some("application/json")
    );
    let latin1 = b"{\"m\": \"\xe9\"}";
    let content_type = "application/json; charset=iso-8859-1";
    assert_eq!(forwarded_media_type(Some(content_type), latin1).as_deref(), Some(content_type));
    let utf16 = [b"\xff\xfe".to_vec(), "{\"m\": \"x\"}".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    assert_eq!(forwarded_media_type(None, &utf16), None);
}

#[cfg(feature = "cbor")]
#[test]
fn cbor_without_a_media_type_is_handed_on_as_cbor() {
    let cbor = b"\xa1\x61m\x61x";
    assert_eq!(forwarded_media_type(None, cbor).as_deref(), Some("application/cbor"));
    let own = "application/problem+cbor";
    assert_eq!(forwarded_media_type(Some(own), cbor).as_deref(), Some(own));
}
