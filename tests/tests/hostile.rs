//! Invalid bodies: decoding returns a value with everything that arrived, and strict decoding an error with its position.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::time::Duration;

use errspec::stream::Events;
use errspec::{Code, DecodeErrorKind, Syntax, Value};
use errspec_tests::apis::{FlanksError, FrankieOneError};
use tables::{Elements, Headed, JsonApi, ListedOutside, ListedOutsideXml};

mod tables {
    #[errspec::table("./tables/preset_json_api.toml")]
    pub enum JsonApi {}

    #[errspec::table("./tables/headed.toml")]
    pub enum Headed {}

    #[errspec::table("./tables/elements.toml")]
    pub enum Elements {}

    #[errspec::table("./tables/listed_outside.toml")]
    pub enum ListedOutside {}

    #[errspec::table("./tables/listed_outside_xml.toml")]
    pub enum ListedOutsideXml {}
}

/// Checks that a body decodes to an unknown error, and returns the error of strict decoding, with line and column.
fn rejected(status: u16, body: &[u8]) -> (DecodeErrorKind, Option<(usize, usize)>) {
    let decoded = FlanksError::decode(status, body);
    assert!(decoded.error().is_unknown(), "{decoded:?}");
    assert_eq!(decoded.body(), body);
    let error = FlanksError::try_decode(status, body).expect_err("strict decoding rejects it");
    (error.kind().clone(), error.line_column())
}

#[test]
fn a_body_that_is_not_json_is_kept() {
    let html = b"<html><body>502 Bad Gateway</body></html>";
    assert_eq!(rejected(502, html), (DecodeErrorKind::Syntax(Syntax::UnexpectedCharacter), Some((1, 1))));
    assert_eq!(rejected(502, b"\xff\xfe"), (DecodeErrorKind::Syntax(Syntax::Utf8), Some((1, 1))));
    let unknown = FlanksError::decode(502, html).into_error();
    assert_eq!(unknown.to_string(), "unknown error (status 502)");
    assert_eq!(unknown.encode(), html);
    assert_eq!(unknown.encode_response().status, 502);
}

#[test]
fn a_truncated_body_is_decoded_up_to_its_end() {
    let body = b"{\n  \"error_code\": 20002,\n  \"error\": \"Retr";
    assert_eq!(rejected(400, body), (DecodeErrorKind::Syntax(Syntax::UnexpectedEnd), Some((3, 17))));
    let decoded = FlanksError::decode(400, body);
    assert_eq!(decoded.code(), Some(Code::Integer(20002)));
    // The only entry of the code still gives its advice.
    assert_eq!(decoded.error().name(), "PROCESSING");
    assert!(decoded.error().retry().is_retryable());
}

#[test]
fn an_unknown_code_is_kept_with_the_whole_response() {
    let body = br#"{"error": "Brand new", "error_code": 99999}"#;
    let decoded = FlanksError::decode(400, body);
    let unknown = decoded.error().unknown().expect("no entry has the code");
    assert_eq!(unknown.code(), Some(Code::Integer(99999)));
    assert_eq!(unknown.message(), Some("Brand new"));
    assert_eq!(decoded.error().to_string(), "Brand new");
    let error = FlanksError::try_decode(400, body).expect_err("no entry has the code");
    assert_eq!(error.to_string(), "no entry of the table has the code \"99999\"");
}

#[test]
fn the_first_of_two_members_with_the_same_name_is_read() {
    let body = br#"{"error_code": 20002, "error_code": 20001}"#;
    assert_eq!(FlanksError::decode(400, body).code(), Some(Code::Integer(20002)));
    let error = FlanksError::try_decode(400, body).expect_err("a member is duplicate");
    assert_eq!(*error.kind(), DecodeErrorKind::Syntax(Syntax::DuplicateMember));
    assert_eq!(error.line_column(), Some((1, 24)));
}

#[test]
fn a_number_too_large_for_an_integer_is_kept_as_text() {
    let body = br#"{"error": "x", "error_code": 123456789012345678901234567890}"#;
    assert_eq!(FlanksError::decode(400, body).code(), Some(Code::String("123456789012345678901234567890")));
    let huge = format!(r#"{{"error_code": 1{}}}"#, "0".repeat(1_000_000));
    assert!(FlanksError::decode(400, &huge).error().is_unknown());
}

#[test]
fn a_value_of_another_type_is_absent() {
    for code in ["true", "[20002]", "{\"a\": 20002}", "20002.5"] {
        let body = format!(r#"{{"error": "Not authenticated", "error_code": {code}}}"#);
        let decoded = FlanksError::decode(401, &body);
        assert_ne!(decoded.error().name(), "PROCESSING", "{body}");
    }
    let body = br#"{"message": "Token is delayed during security checks", "credentials_token": {"a": 1}, "error_code": 20003}"#;
    let decoded = FlanksError::decode(202, body);
    assert_eq!(decoded.error().name(), "SCA_ERROR");
    let details = br#"{"errorCode": "VAL-0400", "errorMsg": "Validation failed", "details": [{"issue": 1}, 7, null]}"#;
    let decoded = FrankieOneError::decode(400, details);
    assert_eq!(*decoded.error(), FrankieOneError::ValidationFailed);
    assert!(decoded.details().is_empty());
    assert_eq!(decoded.details_json().expect("they are kept").as_str(), r#"[{"issue":1},7,null]"#);
    let error = FrankieOneError::try_decode(400, details).expect_err("a detail lacks its location");
    assert_eq!(error.to_string(), "missing field `location` of `detail`, at line 1, column 72");
}

#[test]
fn nesting_of_100_000_levels_is_rejected_and_kept() {
    let body = format!(r#"{{"error_code": 20002, "x": {}"#, "[".repeat(100_000));
    assert_eq!(rejected(400, body.as_bytes()).0, DecodeErrorKind::Syntax(Syntax::Depth));
    let within = format!(r#"{{"error_code": 20002, "x": {}{}}}"#, "[".repeat(127), "]".repeat(127));
    assert_eq!(*FlanksError::decode(400, &within).error(), FlanksError::Processing);
}

#[test]
fn a_body_of_100_megabytes_is_decoded() {
    let mut body = br#"{"padding": ""#.to_vec();
    body.resize(100 << 20, b'x');
    body.extend_from_slice(br#"", "error_code": 20002}"#);
    assert_eq!(*FlanksError::decode(400, &body).error(), FlanksError::Processing);
}

#[test]
fn many_unknown_errors_of_one_response_share_its_memory() {
    let error = r#"{"code": "x", "detail": "y"}"#;
    let body = format!(r#"{{"errors": [{}]}}"#, vec![error; 20_000].join(","));
    let measured = allocation_counter::measure(|| {
        let errors = JsonApi::decode(400, &body).errors();
        assert_eq!(errors.len(), 20_000);
        assert_eq!(
            errors.last().and_then(|listed| listed.error().unknown()).map(|unknown| unknown.body()),
            Some(error.as_bytes())
        );
    });
    assert!(measured.bytes_max < 40_000_000, "{measured:?}");
    // The elements of a malformed body are not decoded.
    assert_eq!(JsonApi::decode(400, r#"{"errors": [{"code": "x", "detail": "y"}],,}"#).errors().len(), 1);
    assert_eq!(JsonApi::decode(400, r#"{"errors": []}"#).errors().len(), 1);
}

#[test]
fn any_delay_and_any_header_value_are_encoded() {
    let response = FlanksError::Processing.encoder().retry_after(Duration::MAX).response();
    assert!(response.headers.contains(&("retry-after".into(), u64::MAX.to_string())), "{response:?}");
    let response = Headed::a("one\r\nx-evil: two").encode_response();
    assert!(response.headers.contains(&("x-h".into(), "one  x-evil: two".into())), "{response:?}");
}

#[test]
fn white_space_and_a_byte_order_mark_are_ignored() {
    assert_eq!(
        *FlanksError::decode(400, "\u{feff} \r\n\t{ \"error_code\" :\n20002 } \n").error(),
        FlanksError::Processing
    );
}

#[test]
fn escapes_are_read_in_names_and_values() {
    let body = br#"{"\u0065rror": "Invalid \ud83e\udd80\n\"x\" \ud83e", "error\u005fcode": 40001}"#;
    let decoded = FlanksError::decode(400, body);
    assert_eq!(*decoded.error(), FlanksError::invalid_parameter("🦀\n\"x\" \u{fffd}"));
}

#[test]
fn decoding_a_fixed_message_does_not_allocate() {
    let flanks = br#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
    let frankieone = br#"{"errorCode": "VAL-0404", "errorMsg": "Entity not found", "requestId": "01G", "details": [{"issue": "x"}]}"#;
    let measured = allocation_counter::measure(|| {
        assert_eq!(*FlanksError::decode(400, flanks).error(), FlanksError::Processing);
        assert_eq!(*FrankieOneError::decode(400, frankieone).error(), FrankieOneError::EntityNotFound);
    });
    assert_eq!(measured.count_total, 0);
}

#[test]
fn xml_of_any_size_and_depth_is_decoded() {
    let read = |inside: &str| {
        let body = format!("<Error><Code>Invalid</Code>{inside}</Error>");
        let decoded = Elements::decode(400, &body);
        assert_eq!(decoded.code(), Some(Code::String("Invalid")), "{}", body.get(..200).unwrap_or(&body));
        let _ = (decoded.details(), decoded.details_json(), decoded.errors(), decoded.error().to_string());
        decoded.error().is_unknown()
    };
    const MANY: usize = 20_000;
    assert!(!read(&format!("<Problems>{}</Problems>", "<Problem field='x'>y</Problem>".repeat(MANY))));
    assert!(!read(&format!("<Problems>{}</Problems>", "<Problem/>".repeat(MANY))));
    assert!(!read(&format!("<Names>{}</Names>", "<Name>x</Name><Other/>".repeat(MANY))));
    // Attributes and members of many names, which are not compared with each other.
    let numbered = |each: &dyn Fn(usize) -> String| (0..MANY).map(each).collect::<String>();
    assert!(!read(&format!("<Problems><Problem {}/></Problems>", numbered(&|n| format!(" a{n}='1'")))));
    assert!(!read(&format!("<Tree>{}</Tree>", numbered(&|n| format!("<a{n}/>")))));
    assert!(!read(&format!("<Tree>{}{}</Tree>", "<a>".repeat(120), "</a>".repeat(120))));
    assert!(read(&"<a>".repeat(MANY)));
    assert!(read(&"<Problems><Problem>".repeat(MANY)));
    assert!(read(&"&lt;".repeat(MANY)) == read("x"));
    assert!(read("<Message><![CDATA[ never closed"));
}

#[test]
fn a_body_of_braces_is_read_once() {
    for piece in ["{", "{}", "{\"a\":[", "[{\"a\":1,", "{\"", "x{\"error_code\":", "\"{"] {
        let body = ["!", &piece.repeat(100_000)].concat();
        assert!(FlanksError::decode(400, &body).error().is_unknown(), "{piece}");
    }
}

/// Checks that the work for a response grows as the response does, by the bytes that are allocated. `work` does the work for a number of
/// errors and for a length of the values outside of them, and returns the number of errors.
fn assert_linear(what: &str, work: impl Fn(usize, usize) -> Box<dyn FnOnce() -> usize>) {
    let allocated = |count: usize| {
        let (mut found, work) = (0, work(count, count * 10));
        let measured = allocation_counter::measure(|| found = work());
        assert_eq!(found, count, "{what}");
        measured.bytes_total
    };
    // Both are long enough that the errors are counted first.
    let (few, many) = (allocated(400), allocated(6_400));
    assert!(many < 24 * few, "{what}: {few} and {many} bytes");
}

/// Checks that the work for the errors of a response grows as the response does. `response` returns the value of headers, and a body.
fn assert_linear_errors(what: &str, response: impl Fn(usize, usize) -> (String, String)) {
    assert_linear(what, |count, length| {
        let (value, body) = response(count, length);
        let headers = [("x-id", value.as_str()), ("link", &value), ("x-trace", &value), ("x-code", "a")];
        let decoded = ListedOutside::decode_response(400, &headers, &body).into_owned();
        Box::new(move || decoded.errors().len())
    });
}

/// Returns a list in JSON.
fn list(element: &str, count: usize) -> String {
    format!("[{}]", vec![element; count].join(","))
}

#[test]
fn the_errors_of_a_list_share_long_values_in_linear_work() {
    for element in ["1", "{}", r#"{"code":"a"}"#, r#"{"code":"b","message":"m"}"#, r#"{"message":"x is wrong"}"#] {
        for (value, escape) in [("x is wrong", ""), ("[1,", r"\n")] {
            let text = |length: usize| format!("{escape}{}", value.repeat(length / value.len()));
            for name in ["id", "message", "code", "outside", "whole", "url", "payload"] {
                assert_linear_errors(&format!("{element} {name} {value}"), |count, length| {
                    (String::new(), format!(r#"{{"errors":{},"{name}":"{}"}}"#, list(element, count), text(length)))
                });
            }
        }
        for whole in [r#"{"text":"x"}"#, r#""x""#, "[[]]"] {
            assert_linear_errors(&format!("{element} {whole}"), |count, length| {
                let whole = list(whole, length / whole.len());
                (String::new(), format!(r#"{{"whole":{whole},"errors":{}}}"#, list(element, count)))
            });
        }
        assert_linear_errors(element, |count, length| {
            ("x".repeat(length), format!(r#"{{"errors":{}}}"#, list(element, count)))
        });
    }
}

#[test]
fn the_errors_in_parts_share_long_headers_in_linear_work() {
    assert_linear_errors("lines", |count, length| ("x".repeat(length), "{\"code\":\"a\"}\n".repeat(count)));
    assert_linear_errors("events", |count, length| ("x".repeat(length), "data: {\"code\":\"a\"}\n\n".repeat(count)));
    // Every part is read before it is known that none is an error.
    assert_linear("parts that are no errors", |count, length| {
        let (header, body) = ([("x-id", "x".repeat(length))], "{\"whole\":1}\n".repeat(count));
        Box::new(move || ListedOutside::detect_response(200, &header, &body).map_or(count, |_| 0))
    });
    // The headers of one part are not those of the others.
    assert_linear_errors("multipart", |count, length| {
        let part = |headers: &str| format!("--b\r\nx-y: z\r\n{headers}\r\n{{\"code\":\"a\"}}\r\n");
        let first = part(&format!("x-id: {}\r\n", "x".repeat(length)));
        (String::new(), [first, part("").repeat(count - 1), "--b--".into()].concat())
    });
}

#[test]
fn the_events_of_a_stream_share_the_headers_of_its_response() {
    for data in ["{\"code\":\"a\"}", "{\"whole\":1}"] {
        assert_linear(data, |count, length| {
            let value = "x".repeat(length);
            // The request id is a value of each error.
            let headers = [("x-id", "7"), ("link", &value), ("x-trace", &value), ("x-code", "")];
            let mut events = Events::<ListedOutside>::event_stream().headers(&headers);
            events.push(format!("data: {data}\n\n").repeat(count).as_bytes());
            Box::new(move || {
                let (mut errors, mut found) = (Vec::new(), 0);
                while let Some(event) = events.next() {
                    errors.extend(event.err());
                    found += 1;
                }
                found
            })
        });
    }
}

#[test]
fn the_errors_in_xml_share_long_values_in_linear_work() {
    for element in ["<E/>", "<E><Code>a</Code></E>", "<E><Code>a</Code><Message>m</Message></E>"] {
        for name in ["Id", "Message", "Outside", "Whole", "Text"] {
            for value in ["x is wrong", "&lt; is wrong", "<a>b</a>"] {
                assert_linear(&format!("{element} {name} {value}"), |count, length| {
                    let outside = format!("<{name}>{}</{name}>", value.repeat(length / value.len()));
                    let first = "<E><Code>a</Code></E>";
                    let body = format!("<R>{first}{}{outside}</R>", element.repeat(count - 1));
                    let decoded = ListedOutsideXml::decode(400, &body).into_owned();
                    Box::new(move || match decoded.errors().len() {
                        // Without a code or a message, only the first is an error.
                        1 => count,
                        errors => errors,
                    })
                });
            }
        }
    }
}

#[test]
fn the_details_share_long_names_in_linear_work() {
    for detail in ["1", "{}", r#"{"text":"x"}"#] {
        assert_linear(detail, |count, length| {
            let body = format!(r#"{{"code":"a","groups":{{"{}":{}}}}}"#, "x".repeat(length), list(detail, count));
            let decoded = ListedOutside::decode(400, &body).into_owned();
            Box::new(move || decoded.details().len())
        });
    }
    assert_linear("XML", |count, length| {
        let name = "x".repeat(length);
        let body = format!("<R><Groups><{name}>{}</{name}></Groups></R>", "<D text='t'/>".repeat(count));
        let decoded = ListedOutsideXml::decode(400, &body).into_owned();
        Box::new(move || decoded.details().len())
    });
    let body = format!(r#"{{"code":"a","groups":{{"{}":{}}}}}"#, "x".repeat(100), list("{}", 20));
    let details = ListedOutside::decode(400, &body).details();
    assert_eq!(details.iter().filter(|detail| detail.of.as_ref().is_some_and(|of| of.len() == 100)).count(), 20);
}

#[test]
fn the_errors_of_a_list_have_the_values_outside_of_it() {
    let element = r#"{"code": "a", "message": "it is wrong"}"#;
    let long = "x".repeat(10_000);
    let body = |count: usize, outside: &str| {
        let list = vec![element; count].join(",");
        format!(
            r#"{{"errors": [{list}], "outside": {outside}, "whole": ["{long}"], "payload": "{{\"text\": \"p\"}}"}}"#
        )
    };
    let headers = [("link", long.as_str()), ("x-trace", "t")];
    // A list of a few has all.
    for listed in ListedOutside::decode_response(400, &headers, &body(16, &format!("\"{long}\""))).errors() {
        assert_eq!(*listed.error(), ListedOutside::A { what: "it".into(), outside: long.clone() });
        assert_eq!(listed.field("link").map(|link| link.to_string().len()), Some(long.len()));
        assert!(listed.field("whole").is_some() && listed.field("deep").is_none());
        assert_eq!(listed.field("inner"), Some(Value::from("p")));
    }
    // A list of more has those that are short, and the others are still present.
    for listed in ListedOutside::decode_response(400, &headers, &body(1000, "\"short\"")).errors() {
        assert_eq!(*listed.error(), ListedOutside::A { what: "it".into(), outside: "short".into() });
        assert_eq!(listed.field("link"), None);
        assert_eq!(listed.field("whole"), None);
        assert_eq!(listed.field("inner"), Some(Value::from("p")));
    }
    for listed in ListedOutside::decode_response(400, &headers, &body(1000, &format!("\"{long}\""))).errors() {
        assert!(listed.error().is_unknown(), "neither A without a value nor B, which has none: {listed:?}");
    }
    for listed in ListedOutside::decode_response(400, &headers, &body(1000, "null")).errors() {
        assert_eq!(*listed.error(), ListedOutside::B { what: "it".into(), trace: Some("t".into()) });
    }
}

#[test]
fn a_part_has_the_headers_of_the_response_and_not_of_another_part() {
    let part =
        |headers: &str| format!("--b\r\nx-y: z\r\n{headers}\r\n{{\"code\":\"a\",\"message\":\"it is wrong\"}}\r\n");
    let body = [part("link: own\r\nx-trace: own\r\n"), part(""), "--b--".into()].concat();
    let decoded = ListedOutside::decode_response(200, &[("link", "whole")], &body);
    let errors = decoded.errors();
    let links: Vec<_> = errors.iter().map(|listed| listed.field("link")).collect();
    assert_eq!(links, [Some(Value::from("own")), Some(Value::from("whole"))]);
    let trace = |trace: Option<&str>| ListedOutside::B { what: "it".into(), trace: trace.map(Into::into) };
    assert_eq!(errors.iter().map(errspec::ListedError::error).collect::<Vec<_>>(), [&trace(Some("own")), &trace(None)]);
}
