//! Bodies in CBOR and MessagePack.

use errspec_codegen::Model;
use errspec_engine::Found;
use errspec_engine::decode::{DecodeErrorKind, Decoded, Incoming, decode, detect, each_detail_json, try_decode};
use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::json::Syntax;
use errspec_engine::{FieldValues, Fields, Value};

use crate::{table, text};

const CBOR: &str = "application/cbor";
const MESSAGE_PACK: &str = "application/msgpack";

/// A table of Smithy RPC v2.
fn smithy(media_type: &str) -> Model {
    table(&format!(
        r#"
[envelope]
code       = {{ at = "/__type", template = ["{{code}}", "{{_}}#{{code}}"] }}
message    = "/message"
when       = {{ "header:smithy-protocol" = "rpc-v2-cbor" }}
details    = "/fieldList"
request_id = "/ids/[kind=request]/id"
media_type = "{media_type}"

[detail]
path = "/path"

[errors.INVALID_GREETING]
code   = "InvalidGreeting"
status = 400
fields.seen  = {{ at = "/seen/*/name", type = "list" }}
fields.limit = {{ at = "/limit", type = "integer" }}
fields.ratio = {{ at = "/ratio", type = "number" }}
fields.blob  = "/blob"
fields.raw   = {{ at = "/raw", type = "json" }}
"#
    ))
}

fn headers(media_type: &'static str) -> impl Fn(&str) -> Option<String> {
    move |name| match name {
        "content-type" => Some(media_type.to_owned()),
        "smithy-protocol" => Some("rpc-v2-cbor".to_owned()),
        _ => None,
    }
}

/// Returns bytes that are written as texts and numbers in hexadecimal digits: `'a' 01ff`.
fn bytes(written: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, part) in written.split('\'').enumerate() {
        if index % 2 == 1 {
            out.extend_from_slice(part.as_bytes());
            continue;
        }
        let digits: Vec<u8> = part.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let byte = |pair: &[u8]| u8::from_str_radix(&String::from_utf8_lossy(pair), 16).expect("digits come in pairs");
        out.extend(digits.chunks(2).map(byte));
    }
    out
}

/// Returns what a body decodes to: the entry, the code, the message, and the fields.
fn read(model: &Model, media_type: &'static str, body: &[u8]) -> String {
    let table = model.table();
    let header = headers(media_type);
    let incoming = Incoming { status: Some(400), headers: Some(&header), body, clock: || None };
    let mut out = Decoded::new(body);
    let found = decode(&table, &incoming, &mut out);
    assert_eq!(out.parts.received_body(), body);
    assert_eq!(out.parts.forwarded_body(), body);
    let name = match found {
        Found::Entry(entry) => entry.name(),
        Found::Unknown(_) => "unknown",
    };
    let code = out.parts.code().map(|code| code.to_string()).unwrap_or_default();
    let mut shown = format!("{name} {code}: {}", out.parts.message().unwrap_or_default());
    if let Found::Entry(entry) = found {
        for (number, field) in entry.carried().iter().enumerate().filter(|(_, field)| field.name() != "message") {
            let value = out.fields.value(number).map(|value| format!(" {}={}", field.name(), value.to_json()));
            shown.push_str(&value.unwrap_or_default());
        }
    }
    each_detail_json(&out.parts, &mut |json| shown.push_str(&format!(" {json}")));
    shown.push_str(&out.parts.request_id().map(|id| format!(" ({id})")).unwrap_or_default());
    shown
}

/// Returns the error of strict decoding.
fn strict(model: &Model, media_type: &'static str, body: &[u8]) -> Option<(String, Option<usize>)> {
    let table = model.table();
    let header = headers(media_type);
    let incoming = Incoming { status: Some(400), headers: Some(&header), body, clock: || None };
    let error = try_decode(&table, &incoming, &mut Decoded::new(body)).err()?;
    Some((error.to_string(), error.offset()))
}

#[test]
fn cbor_is_read_by_the_locations_of_json() {
    let model = smithy(CBOR);
    let body = bytes(
        "a8 66'__type' 6f'InvalidGreeting' 67'message' 62'Hi' 64'seen' 82 a1 64'name' 61'a' a1 64'name' 61'b' \
         65'limit' 39 0063 65'ratio' f9 3e00 64'blob' 43 010203 63'raw' a2 01 f5 20 f7 \
         69'fieldList' 81 a1 64'path' 62'/a'",
    );
    let expected = r#"INVALID_GREETING InvalidGreeting: Hi seen=["a","b"] limit=-100 ratio=1.5 blob="AQID" raw={"1":true,"-1":null} {"path":"/a"}"#;
    assert_eq!(read(&model, "application/cbor; charset=x", &body), expected);
    assert_eq!(read(&model, "application/problem+CBOR", &body), expected);
    assert_eq!(strict(&model, CBOR, &body), None);
}

#[test]
fn cbor_of_unknown_length_and_tags_is_read() {
    let model = smithy(CBOR);
    let body = bytes(
        "d9d9f7 bf 67'message' 7f 61'H' 61'i' ff 66'__type' 78 18 'com.acme#InvalidGreeting' 65'limit' c2 42 0100 \
         64'blob' 5f 41 fb 41 ff ff 64'seen' 9f bf 64'name' c0 61'z' ff ff 65'ratio' fb 3fb999999999999a \
         63'ids' 82 a2 64'kind' 65'trace' 62'id' 61't' a2 64'kind' 67'request' 62'id' 61'r' ff",
    );
    let expected = r#"INVALID_GREETING InvalidGreeting: Hi seen=["z"] limit=256 ratio=0.1 blob="+/8=" (r)"#;
    assert_eq!(read(&model, CBOR, &body), expected);
}

#[test]
fn message_pack_is_read_by_the_locations_of_json() {
    let model = smithy(MESSAGE_PACK);
    let body = bytes(
        "88 a6'__type' d9 0f 'InvalidGreeting' a7'message' a2'Hi' a4'seen' 92 81 a4'name' a1'a' 81 a4'name' a1'b' \
         a5'limit' d1 ff9c a5'ratio' ca 3fc00000 a4'blob' c4 03 010203 a3'raw' 83 01 c3 ff c0 c0 d6 ff 0000003c \
         a9'fieldList' dc 0001 81 a4'path' a2'/a'",
    );
    let expected = r#"INVALID_GREETING InvalidGreeting: Hi seen=["a","b"] limit=-100 ratio=1.5 blob="AQID" raw={"1":true,"-1":null,"null":60} {"path":"/a"}"#;
    for media_type in [MESSAGE_PACK, "application/x-msgpack", "application/vnd.msgpack;v=1"] {
        assert_eq!(read(&model, media_type, &body), expected);
    }
    assert_eq!(strict(&model, MESSAGE_PACK, &body), None);
}

#[test]
fn a_map_tells_its_format_without_a_media_type() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n[[errors.A.examples]]\nstatus = 400\nbody = '{\"code\":1}'\n[errors.A]\ncode = 1\n",
    );
    let table = model.table();
    for body in ["a1 64'code' 01", "bf 64'code' 01 ff", "81 a4'code' 01", "de 0001 a4'code' cd 0001"] {
        let body = bytes(body);
        let incoming = Incoming { status: Some(400), headers: None, body: &body, clock: || None };
        let mut out = Decoded::new(&body);
        assert!(matches!(decode(&table, &incoming, &mut out), Found::Entry(_)), "{body:x?}");
        assert!(detect(&table, &incoming, &mut out).is_some());
        assert!(try_decode(&table, &incoming, &mut out).is_ok());
    }
}

#[test]
fn other_bytes_are_read_as_before() {
    let model =
        table("[[envelope]]\ncode = \"/code\"\n[[envelope]]\nid = \"text\"\nbody = \"text\"\n[errors.A]\ncode = 1\n");
    let table = model.table();
    // A picture, a text in Latin-1, one in Arabic, and a map that is no body of the table.
    for body in ["89 'PNG' 0d0a", "e9't'e9", "d8a7 d984", "df bf 'x'", "a1 61'x' 01"] {
        let body = bytes(body);
        let incoming = Incoming { status: Some(400), headers: None, body: &body, clock: || None };
        let mut out = Decoded::new(&body);
        decode(&table, &incoming, &mut out);
        let message = String::from_utf8_lossy(&body);
        assert_eq!(out.parts.message(), Some(message.trim()));
    }
}

#[test]
fn what_was_read_before_the_end_is_kept() {
    for (media_type, whole) in [
        (CBOR, "a3 66'__type' 6f'InvalidGreeting' 65'limit' 07 67'message' 62'Hi'"),
        (MESSAGE_PACK, "83 a6'__type' af'InvalidGreeting' a5'limit' 07 a7'message' a2'Hi'"),
    ] {
        let (model, body) = (smithy(media_type), bytes(whole));
        assert!(read(&model, media_type, &body).starts_with("INVALID_GREETING InvalidGreeting: Hi"));
        for end in 1..body.len() {
            let cut = body.get(..end).expect("it is shorter");
            let expected = if end >= 24 { "unknown InvalidGreeting: " } else { "unknown : " };
            assert_eq!(read(&model, media_type, cut), expected, "{end}");
            let (message, offset) = strict(&model, media_type, cut).expect("it is cut off");
            assert!(message.contains("unexpected end") && offset.is_some_and(|offset| offset <= end), "{message}");
        }
        let longer = [&*body, b"\x01"].concat();
        assert_eq!(read(&model, media_type, &longer), "unknown InvalidGreeting: Hi");
        assert_eq!(strict(&model, media_type, &longer).and_then(|(_, offset)| offset), Some(body.len()));
    }
}

#[test]
fn a_number_at_the_end_is_whole() {
    let model = table("[envelope]\ncode = \"/code\"\nmessage = \"/m\"\n[errors.A]\ncode = 40\n");
    for (media_type, body) in [(CBOR, "a2 64'code' 18 28"), (MESSAGE_PACK, "82 a4'code' 28")] {
        assert_eq!(read(&model, media_type, &bytes(body)), "unknown 40: ");
    }
}

#[test]
fn hostile_bodies_are_read() {
    let model = smithy(CBOR);
    let deep = |head: u8, size: usize| vec![head; size];
    for body in [
        bytes("bb ffffffffffffffff 61'a' 01"),
        bytes("9b ffffffffffffffff"),
        bytes("7b ffffffffffffffff 'a'"),
        bytes("a1 5f 5f 41 00 ff ff 01"),
        bytes("a1 ff 01"),
        bytes("bf 61'a' ff"),
        bytes("a1 81 01 01"),
        bytes("fc"),
        bytes("f8 1f"),
        bytes("ff"),
        deep(0x81, 100_000),
        deep(0x9F, 100_000),
        deep(0xC1, 100_000),
        deep(0xA1, 100_000),
        deep(0xBF, 100_000),
    ] {
        let shown = read(&model, CBOR, &body);
        assert!(shown == "unknown : ", "{shown}");
        strict(&model, CBOR, &body).expect("it is no error of the table");
    }
    for body in
        [bytes("c1"), bytes("df ffffffff a1'a' 01"), bytes("dd ffffffff"), bytes("c9 ffffffff 00"), deep(0x91, 100_000)]
    {
        assert_eq!(read(&model, MESSAGE_PACK, &body), "unknown : ");
    }
    let deep = [vec![0x81; 129], vec![0x01]].concat();
    let table = model.table();
    let header = headers(CBOR);
    let incoming = Incoming { status: Some(400), headers: Some(&header), body: &deep, clock: || None };
    let error = try_decode(&table, &incoming, &mut Decoded::new(&deep)).expect_err("it is too deep");
    assert_eq!(error.kind(), &DecodeErrorKind::Syntax(Syntax::Depth));
}

#[test]
fn names_that_json_does_not_have_are_left_out() {
    let model =
        table("[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\nfields.all = { at = \"\", type = \"json\" }\n");
    let body = bytes("a6 81 a1 01 02 03 64'code' 01 f5 02 f9 3c00 04 42 ffff 05 a0 06");
    let expected = r#"A 1:  all={"code":1,"true":2,"1":4,"\u002f/8=":5}"#;
    assert_eq!(read(&model, CBOR, &body), expected);
}

#[test]
fn a_byte_that_is_not_utf8_costs_its_character() {
    let model = table("[envelope]\ncode = \"/code\"\nmessage = \"/m\"\n[errors.A]\ncode = 1\n");
    let body = bytes("a2 64'code' 01 61'm' 63 'a' e9 'b'");
    assert_eq!(read(&model, CBOR, &body), "A 1: a\u{fffd}b");
    assert!(strict(&model, CBOR, &body).is_some_and(|(message, offset)| message.contains("UTF-8") && offset.is_none()));
}

#[test]
fn errors_are_written_in_the_format_of_the_media_type() {
    for (media_type, expected) in [
        (
            CBOR,
            "a5 65'limit' 39 03e7 65'ratio' fb 3ff8000000000000 64'blob' 61'b' 63'raw' 82 f5 f6 66'__type' 6f'InvalidGreeting'",
        ),
        (
            MESSAGE_PACK,
            "85 a5'limit' d1 fc18 a5'ratio' cb 3ff8000000000000 a4'blob' a1'b' a3'raw' 92 c3 c0 a6'__type' af'InvalidGreeting'",
        ),
    ] {
        let model = smithy(media_type);
        let table = model.table();
        let entry = table.entry_by_name("INVALID_GREETING").expect("it is in the table");
        let value = |name: &str| match name {
            "limit" => Some(Value::Integer(-1000)),
            "ratio" => Some(Value::Number(1.5)),
            "blob" => Some(text("b")),
            "raw" => Some(Value::Json("[true,null]".into())),
            _ => None,
        };
        let values = Fields::new(entry.fields().map(value));
        let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
        assert_eq!(response.body, bytes(expected), "{:02x?}", response.body);
        let kept = if media_type == CBOR { CBOR } else { MESSAGE_PACK };
        let shown = read(&model, kept, &response.body);
        assert_eq!(shown, "INVALID_GREETING InvalidGreeting:  limit=-1000 ratio=1.5 blob=\"b\" raw=[true,null]");
    }
}

/// Returns the body that is written for the entry that a body is read as.
fn again(model: &Model, media_type: &'static str, body: &[u8]) -> Vec<u8> {
    let table = model.table();
    let header = headers(media_type);
    let incoming = Incoming { status: Some(400), headers: Some(&header), body, clock: || None };
    let mut out = Decoded::new(body);
    let Found::Entry(entry) = decode(&table, &incoming, &mut out) else { panic!("{body:02x?} is unknown") };
    EncodeRequest { entry, values: &out.fields, extras: &Extras::default() }.encode().body
}

#[test]
fn bytes_in_a_json_field_are_written_as_bytes() {
    for (media_type, written) in [
        (CBOR, "a2 63'raw' %  66'__type' 6f'InvalidGreeting'"),
        (MESSAGE_PACK, "82 a3'raw' % a6'__type' af'InvalidGreeting'"),
    ] {
        let model = smithy(media_type);
        let values: &[&str] = match media_type {
            CBOR => &[
                "43 010203",
                "82 41 fb 81 42 ffff",
                "a2 41 ff 01 61'b' 44 deadbeef",
                "58 20 0000000000000000000000000000000000000000000000000000000000000000",
            ],
            _ => &["c4 03 010203", "92 c4 01 fb 91 c4 02 ffff", "82 c4 01 ff 01 a1'b' c4 04 deadbeef"],
        };
        for value in values {
            let body = bytes(&written.replace('%', value));
            let result = again(&model, media_type, &body);
            assert_eq!(result, body, "{media_type} {value}: {result:02x?}");
        }
    }
    // A text that looks like Base64 stays a text, and other escapes are none of bytes.
    let model = smithy(CBOR);
    for value in ["64'AQID'", "63'\u{e9}a'", "64 0141514a", "62'\\A'", "60"] {
        let body = bytes(&"a2 63'raw' % 66'__type' 6f'InvalidGreeting'".replace('%', value));
        assert_eq!(again(&model, CBOR, &body), body, "{value}");
    }
}

#[test]
fn big_integers_are_written_as_such() {
    let model = smithy(CBOR);
    let values = [
        ("c2 49 010000000000000000", "18446744073709551616"),
        ("c3 49 010000000000000000", "-18446744073709551617"),
        ("3b ffffffffffffffff", "-18446744073709551616"),
        ("c2 50 ffffffffffffffffffffffffffffffff", "340282366920938463463374607431768211455"),
    ];
    for (value, digits) in values {
        let body = bytes(&"a2 63'raw' 81 % 66'__type' 6f'InvalidGreeting'".replace('%', value));
        assert_eq!(read(&model, CBOR, &body), format!("INVALID_GREETING InvalidGreeting:  raw=[{digits}]"));
        assert_eq!(again(&model, CBOR, &body), body, "{digits}");
    }
    // A longer one is bytes.
    let body = bytes("a2 63'raw' c2 51 0100000000000000000000000000000000 66'__type' 6f'InvalidGreeting'");
    let expected = r#"INVALID_GREETING InvalidGreeting:  raw="\u0041QAAAAAAAAAAAAAAAAAAAAA=""#;
    assert_eq!(read(&model, CBOR, &body), expected);
    assert_eq!(
        again(&model, CBOR, &body),
        [body.get(..5).unwrap_or_default(), body.get(6..).unwrap_or_default()].concat()
    );
}
