//! Bodies as servers and proxies really send them: cut off, after other text, with marks and bytes that do not belong to them.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::time::Duration;

use errspec::{Code, DecodeErrorKind, Headers, Json, Syntax};
use errspec_tests::apis::FlanksError;
use tables::{Beside, Elements, JsonApi, Markup, Mixed, Named, Partly, Starred, Tagged, Transport};

mod tables {
    #[errspec::table("./tables/transport.toml")]
    pub enum Transport {}

    #[errspec::table("./tables/named.toml")]
    pub enum Named {}

    #[errspec::table("./tables/elements.toml")]
    pub enum Elements {}

    #[errspec::table("./tables/markup.toml")]
    pub enum Markup {}

    #[errspec::table("./tables/beside.toml")]
    pub enum Beside {}

    #[errspec::table("./tables/mixed.toml")]
    pub enum Mixed {}

    #[errspec::table("./tables/preset_json_api.toml")]
    pub enum JsonApi {}

    #[errspec::table("./tables/partly.toml")]
    pub enum Partly {}

    #[errspec::table("./tables/starred.toml")]
    pub enum Starred {}

    #[errspec::table("./tables/tagged.toml")]
    pub enum Tagged {}
}

#[test]
fn a_number_that_is_cut_off_or_runs_into_other_characters_is_no_code() {
    // `2000` and `20002` are codes of the table.
    for body in [
        r#"{"error_code":20002"#,
        r#"{"error":"Retrieving user data","error_code":20002"#,
        r#"{"error_code":020002}"#,
        r#"{"error_code":20002x}"#,
        r#"{"error_code":20002"error":"x"}"#,
        r#"{"error_code":20002-1}"#,
        r#"{"error_code":20002.}"#,
        r#"{"error_code":20002e}"#,
        "{\"error_code\":20002\u{0}}",
    ] {
        let decoded = FlanksError::decode(400, body);
        assert_eq!(decoded.code(), None, "{body}");
        assert!(decoded.error().is_unknown(), "{body}");
        assert!(!decoded.error().retry().is_retryable(), "{body}");
        assert_eq!(decoded.body(), body.as_bytes());
        let error = FlanksError::try_decode(400, body).expect_err("it is not JSON");
        assert!(matches!(error.kind(), DecodeErrorKind::Syntax(_)), "{body}: {error}");
    }
    let error = FlanksError::try_decode(400, r#"{"error_code":020002}"#).expect_err("it is not JSON");
    assert_eq!((error.kind(), error.offset()), (&DecodeErrorKind::Syntax(Syntax::Number), Some(15)));
    // A number that is whole is kept, whatever comes later.
    for body in [r#"{"error_code":20002 "#, r#"{"error_code":20002,"#, "{\"error_code\":20002\n x}"] {
        assert_eq!(FlanksError::decode(400, body).code(), Some(Code::Integer(20002)), "{body}");
    }
}

const NOTICE: &str = "<br />\n<b>Notice</b>: Undefined index: {id} in [/srv/a.php] on line <b>7</b><br />\n";

#[test]
fn text_before_an_object_is_passed_over_and_said() {
    let object = r#"{"error_code":20002}"#;
    for text in [")]}',\n", NOTICE, "for(;;);", "[8] ", "\u{feff}while(1);", "12\r\n"] {
        let body = format!("{text}{object}\n");
        let decoded = FlanksError::decode(400, &body);
        assert_eq!(*decoded.error(), FlanksError::Processing, "{body}");
        assert_eq!(decoded.body(), body.as_bytes());
        // What is forwarded is JSON, as it came.
        assert_eq!(decoded.encode(), format!("{object}\n").as_bytes());
        let error = FlanksError::try_decode(400, &body).expect_err("text stands before the object");
        assert_eq!((error.kind(), error.offset()), (&DecodeErrorKind::Syntax(Syntax::LeadingText), Some(0)), "{body}");
    }
    // What could be read of an object that is cut off is kept.
    let cut = format!("{NOTICE}{{\"error_code\":20002,\"error\":\"Retr");
    let decoded = FlanksError::decode(400, &cut);
    assert_eq!((decoded.error().is_unknown(), decoded.code()), (true, Some(Code::Integer(20002))));
    // An object after which other text stands, or within a list that is malformed, is not what was sent.
    for body in [r#"x{"error_code":20002}y"#, r#"[{"error_code":20002},{"error_code":20002}"#] {
        assert_eq!(FlanksError::decode(400, body).code(), None, "{body}");
    }
    // Several objects are parts, of which one is the error.
    assert_eq!(*FlanksError::decode(400, r#"{} {"error_code":20002}"#).error(), FlanksError::Processing);
}

#[test]
fn a_body_in_another_charset_is_forwarded_as_it_came() {
    let headers = [("content-type", "application/json; charset=iso-8859-1")];
    // The text after the object is no JSON, but the bytes of the rest would be others in UTF-8.
    let body = b"{\"error_code\":20002,\"error\":\"caf\xe9\",}-";
    let decoded = FlanksError::decode_response(400, &headers, body);
    assert_eq!((decoded.code(), decoded.message()), (Some(Code::Integer(20002)), Some("caf\u{e9}")));
    assert_eq!(decoded.encode(), body);
}

#[test]
fn text_before_an_object_is_not_looked_at_where_another_kind_fits() {
    let form =
        Mixed::decode(402, r#"response_code=200&responsetext=DECLINED+%26+kept&raw={"error":{"type":"api_error"}}"#);
    assert_eq!(*form.error(), Mixed::Declined);
    let json = Mixed::decode(402, r#"Notice: x {"error":{"type":"api_error"}}"#);
    assert_eq!(*json.error(), Mixed::ApiClass { message: String::new() });
    let text = Mixed::decode(502, r#"proxy: no upstream for {"host":1}"#);
    assert_eq!(*text.error(), Mixed::upstream(r#"{"host":1}"#));
}

#[test]
fn every_error_of_a_list_after_other_text_is_decoded() {
    let body = r#")]}'{"errors": [{"code": "a", "detail": "x"}, {"code": "b", "detail": "y"}]}"#;
    let decoded = JsonApi::decode(400, body);
    let codes: Vec<_> = decoded
        .errors()
        .iter()
        .map(|listed| listed.error().unknown().and_then(|own| own.code().map(|code| code.to_string())))
        .collect();
    assert_eq!(codes, [Some("a".to_owned()), Some("b".to_owned())]);
}

#[test]
fn what_stands_beside_the_error_is_kept_where_no_envelope_fits() {
    let page = "<html><h1>502 Bad Gateway</h1></html>";
    let first = Beside::decode_response(502, &[("X-Request-Id", "r-1"), ("x-retry-ms", "1500")], page);
    assert_eq!((first.request_id(), first.retry_after()), (Some("r-1"), Some(Duration::from_millis(1500))));
    assert!(first.error().is_unknown());
    // Each envelope is asked.
    let second = Beside::decode_response(503, &[("x-trace", "t-1"), ("retry-after", "7")], page);
    assert_eq!((second.request_id(), second.retry_after()), (Some("t-1"), Some(Duration::from_secs(7))));
    let body = Beside::decode(500, r#"{"request_id":"r-2","other":1}"#);
    assert_eq!((body.request_id(), body.error().is_unknown()), (Some("r-2"), true));
    let nothing = Beside::decode_response(502, &[("x-other", "1")], page);
    assert_eq!((nothing.request_id(), nothing.retry_after()), (None, None));
}

#[test]
fn an_error_without_a_body_is_found_by_its_status() {
    for body in ["", " \r\n", "\u{feff}"] {
        let decoded = Beside::try_decode(404, body).expect("the status alone tells");
        assert_eq!(*decoded.error(), Beside::NoSuchThing);
        assert_eq!(decoded.error().to_string(), "There is no such thing.");
        assert_eq!(decoded.error().entry().and_then(|entry| entry.code()), Some(Code::String("no_such_thing")));
        assert_eq!((decoded.code(), decoded.message()), (None, None));
        assert_eq!(*Beside::decode(410, body).error(), Beside::gone(None::<String>));
        assert!(Beside::decode(403, body).error().is_unknown());
    }
    let written = Beside::NoSuchThing.encode();
    assert_eq!(written, br#"{"error":{"message":"There is no such thing.","code":"no_such_thing"}}"#);
    assert_eq!(*Beside::decode(404, &written).error(), Beside::NoSuchThing);
    assert!(Beside::decode(404, r#"{"error":{"message":"Another text"}}"#).error().is_unknown());
    // The headers of any envelope are read.
    let bare = Beside::decode_response(404, &[("x-trace", "t-2")], "");
    assert_eq!((bare.request_id(), bare.error().name()), (Some("t-2"), "NO_SUCH_THING"));
}

#[test]
fn a_response_without_a_body_is_in_the_envelope_that_its_headers_tell() {
    for status in [409, 202] {
        let decoded = Partly::detect_response(status, &[("x-code", "conflict")], "").expect("it is an error");
        assert_eq!(*decoded.error(), Partly::conflict(""));
    }
    assert_eq!(*Partly::decode_response(423, &[("x-lock", "kim")], " \n").error(), Partly::locked("kim"));
    // Otherwise it is in the first one.
    assert!(Partly::detect(202, "").is_none());
    assert!(Partly::decode(423, "").error().is_unknown());
}

#[test]
fn a_byte_order_mark_is_no_part_of_any_body() {
    let form = "\u{feff}response_code=200&responsetext=DECLINED+%26+kept";
    assert_eq!(*Mixed::decode(402, form).error(), Mixed::Declined);
    let lines = "\u{feff}Status=NOTAUTHED\nStatusDetail=The bank said no\n";
    assert_eq!(*Mixed::decode(400, lines).error(), Mixed::NotAuthorised);
    let text = Mixed::decode(502, "\u{feff}proxy: no upstream for a.example\n");
    assert_eq!(*text.error(), Mixed::upstream("a.example"));
    let json = Mixed::decode(400, "\u{feff}{\"error\":{\"type\":\"api_error\"}}");
    assert_eq!(json.error().name(), "API_CLASS");
}

#[test]
fn a_byte_that_is_not_utf_8_costs_one_character() {
    let form = b"response_code=200&x=\xe9&responsetext=No%E9 \xe9t\xe9";
    let decoded = Mixed::decode(402, form.as_slice());
    assert_eq!((decoded.code(), decoded.message()), (Some(Code::String("200")), Some("No\u{fffd} \u{fffd}t\u{fffd}")));
    let lines = Mixed::decode(400, b"\xe9: 1\nStatus: NOTAUTHED\r\nStatusDetail: d\xe9j\xe0\r\n".as_slice());
    assert_eq!((lines.code(), lines.message()), (Some(Code::String("NOTAUTHED")), Some("d\u{fffd}j\u{fffd}")));
    let text = b"proxy: no upstream for caf\xe9 ".as_slice();
    assert_eq!(*Mixed::decode(502, text).error(), Mixed::upstream("caf\u{fffd}"));
    let error = Mixed::try_decode(502, text).expect_err("it is not UTF-8");
    assert_eq!((error.kind(), error.offset()), (&DecodeErrorKind::Syntax(Syntax::Utf8), Some(26)));
}

const PROBLEMS: &str = r#"<?xml version="1.0"?>
<e:Error xmlns:e="urn:x"><Code>Invalid</Code><Message>The request is not valid</Message>
  <Names><Name>a &amp; b</Name><Other/><Name/><Name><![CDATA[c]]></Name></Names>
  <Tree><Leaf kind="x">1</Leaf><Leaf/><Deep><Deeper>y</Deeper></Deep></Tree>
  <Problems><Problem field="one">is missing</Problem><Problem>no field</Problem><e:Problem field="two">is &lt; 1</e:Problem></Problems>
</e:Error>"#;

#[test]
fn xml_elements_that_repeat_are_lists() {
    let body = PROBLEMS.replace("<Problem>no field</Problem>", "");
    let decoded = Elements::try_decode(400, &body).expect("it is as described");
    let tree: Json = r#"{"Leaf":[{"@kind":"x","":"1"},""],"Deep":{"Deeper":"y"}}"#.parse().expect("it is JSON");
    let names = ["a & b", "", "c"].map(str::to_owned).to_vec();
    assert_eq!(*decoded.error(), Elements::Invalid { names: Some(names), tree: Some(tree) });
    let lenient = Elements::decode(400, PROBLEMS);
    let details: Vec<_> = lenient.details().into_iter().map(|detail| (detail.field, detail.message)).collect();
    let expected =
        [("one", "is missing"), ("two", "is < 1")].map(|(field, message)| (field.to_owned(), message.to_owned()));
    assert_eq!(details, expected);
    assert_eq!(
        lenient.details_json().expect("they are kept").as_str(),
        r#"[{"@field":"one","":"is missing"},"no field",{"@field":"two","":"is < 1"}]"#
    );
    // What is written is read back.
    let written = decoded.error().encoder().details(decoded.details()).body();
    let read = Elements::try_decode(400, &written).expect("it is as written");
    assert_eq!(
        (read.error(), read.details()),
        (decoded.error(), decoded.details()),
        "{}",
        String::from_utf8_lossy(&written)
    );
}

#[test]
fn every_error_of_an_xml_list_is_decoded() {
    let body = "<Results><Result><Code>OK</Code></Result><Result><Code>Denied</Code><Message>Denied: a</Message></Result>\
        <Result/><Result><Code>Denied</Code><Message>Denied: b</Message></Result></Results>";
    let errors = Elements::decode(403, body).errors();
    let found: Vec<_> = errors.iter().map(|listed| (listed.index(), listed.error())).collect();
    assert_eq!(found, [(1, &Elements::denied("a")), (3, &Elements::denied("b"))]);
    let written = Elements::denied("c").encode();
    assert_eq!(written, b"<Results><Result><Message>Denied: c</Message><Code>Denied</Code></Result></Results>");
    let errors = Elements::decode(403, &written).errors();
    assert_eq!(errors.iter().map(errspec::ListedError::error).collect::<Vec<_>>(), [&Elements::denied("c")]);
}

#[test]
fn an_element_with_elements_is_no_text() {
    // The second location of the code is the element itself.
    let text = Elements::decode(400, "<Error>Invalid</Error>");
    assert_eq!(text.code(), Some(Code::String("Invalid")));
    let markup = Elements::decode(400, "<Error><Message>x</Message></Error>");
    assert_eq!((markup.code(), markup.message()), (None, Some("x")));
    let [short, long] = ["<Error/>", "<Error></Error>"].map(|body| Elements::decode(400, body));
    assert_eq!(
        (short.error().is_unknown(), short.code(), short.message()),
        (long.error().is_unknown(), long.code(), long.message())
    );
    let [short, long] = [
        "<Error><Code>Invalid</Code><Names><Name/></Names></Error>",
        "<Error><Code>Invalid</Code><Names><Name></Name></Names></Error>",
    ]
    .map(|body| Elements::decode(400, body).into_error());
    assert_eq!(short, long);
}

#[test]
fn xml_that_is_cut_off_keeps_what_could_be_read() {
    let body = "<Error><RequestId>r-1</RequestId><Code>AccessDenied</Code><Message>Access &amp; mo";
    let decoded = Markup::decode(403, body);
    assert_eq!(
        (decoded.code(), decoded.message(), decoded.request_id()),
        (Some(Code::String("AccessDenied")), None, Some("r-1"))
    );
    assert!(decoded.error().is_unknown());
    assert_eq!(decoded.error().name(), "DENIED");
    let error = Markup::try_decode(403, body).expect_err("it is cut off");
    assert_eq!((error.kind(), error.offset()), (&DecodeErrorKind::Syntax(Syntax::UnexpectedEnd), Some(body.len())));
    // A code that is cut off is none.
    for end in ["<Error><Code>AccessDenied", "<Error><Code>AccessDenied</Co", "<Error><Code>AccessDenied</Other>"] {
        assert_eq!(Markup::decode(403, end).code(), None, "{end}");
    }
    let twice = Markup::decode(403, "<Error><Code>AccessDenied</Code></Error><Error/>");
    assert_eq!((twice.error().is_unknown(), twice.code()), (true, Some(Code::String("AccessDenied"))));
}

#[test]
fn xml_is_read_in_the_charset_that_it_declares() {
    let xml = |head: &str| {
        format!("{head}<Error><Code>Accès</Code><Message>“déjà” — x</Message><RequestId>é</RequestId></Error>")
    };
    let latin = |text: &str| -> Vec<u8> {
        let special = |c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '—' => 0x97,
            other => u8::try_from(u32::from(other)).expect("it is Latin"),
        };
        text.chars().map(special).collect()
    };
    let wide = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
    let expected = (Some(Code::String("Accès")), Some("“déjà” — x"), Some("é"));
    let bodies = [
        (latin(&xml("<?xml version='1.0' encoding='ISO-8859-1'?>\n")), "text/xml"),
        (latin(&xml("<?xml version='1.0' encoding=\"windows-1252\"?>")), "text/xml"),
        (latin(&xml("")), "application/xml; charset=ISO-8859-1"),
        (wide(&xml("\u{feff}<?xml version='1.0' encoding='utf-16'?>"), u16::to_le_bytes), "text/xml"),
        (wide(&xml("\u{feff}"), u16::to_be_bytes), "text/xml; charset=utf-16"),
        (wide(&xml("<?xml version='1.0'?>"), u16::to_le_bytes), "text/xml"),
        (xml("\u{feff}").into_bytes(), "text/xml"),
    ];
    for (body, media_type) in bodies {
        let decoded = Markup::decode_response(400, &[("Content-Type", media_type)], &body);
        assert_eq!((decoded.code(), decoded.message(), decoded.request_id()), expected, "{body:?}");
        let error =
            Markup::try_decode_response(400, &[("Content-Type", media_type)], &body).expect_err("it is no entry");
        assert!(matches!(error.kind(), DecodeErrorKind::UnknownCode { .. }), "{error}");
        // What is decoded is the same after the body is owned.
        assert_eq!(decoded.into_owned().message(), expected.1);
    }
    // A byte that is not of the charset costs one character.
    let wrong = Markup::decode(
        400,
        b"<Error><\xe9/><Code>A\xffB</Code><Message a='\xe9'>\xe9t\xc3\xa9</Message></Error>".as_slice(),
    );
    assert_eq!((wrong.code(), wrong.message()), (Some(Code::String("A\u{fffd}B")), Some("\u{fffd}té")));
}

#[test]
fn a_star_is_any_element_and_no_attribute() {
    let body =
        r#"<f:Fault id="7" xmlns:f="urn:f"><!-- c --><f:NotFound code="3">There is no cat</f:NotFound></f:Fault>"#;
    let decoded = Named::try_decode(404, body).expect("it is as described");
    assert_eq!((decoded.error(), decoded.code()), (&Named::not_found("cat"), Some(Code::String("NotFound"))));
    assert_eq!(decoded.field("id").map(|id| id.to_string()), Some("7".to_owned()));
    let written = decoded.error().encode();
    assert_eq!(written, b"<Fault><NotFound>There is no cat</NotFound></Fault>");
    assert_eq!(*Named::decode(404, &written).error(), Named::not_found("cat"));
    assert!(Named::decode(404, r#"<Fault code="There is no cat"/>"#).error().is_unknown());
}

#[test]
fn each_star_is_written_with_its_own_name() {
    let error = Starred::no_item(None::<String>, "");
    let written = error.encoder().request_id("s1").body();
    assert_eq!(written, b"<item id=\"s1\"><error><no-item></no-item></error></item>");
    let decoded = Starred::decode(404, &written);
    assert_eq!((decoded.error(), decoded.request_id()), (&error, Some("s1")));

    let error = Starred::no_item("cup", "sold");
    let written = error.encoder().envelope("json").expect("the table has the envelope").body();
    let expected = r#"{"calls":[{"failed":{"no-item":{"item":"cup","why":"sold"}}}]}"#;
    assert_eq!(String::from_utf8_lossy(&written), expected);
    assert_eq!(*Starred::decode(404, &written).error(), error);
}

#[test]
fn the_request_id_is_written_into_the_line_that_has_it() {
    let error = Tagged::quota("kim");
    for (id, line) in
        [(Some("A7"), "A7 NO QUOTA: the quota of kim is used up"), (None, "* NO QUOTA: the quota of kim is used up")]
    {
        let encoder = error.encoder();
        let written = id.map_or_else(|| encoder.clone(), |id| encoder.clone().request_id(id)).body();
        assert_eq!(String::from_utf8_lossy(&written), line);
        let decoded = Tagged::decode(None, &written);
        assert_eq!((decoded.error(), decoded.request_id()), (&error, id));
    }
}

#[test]
fn a_header_of_a_condition_is_written_once() {
    for (error, media_type) in
        [(Transport::Gone, "application/problem+json"), (Transport::GoneForNow, "application/vnd.gone+json")]
    {
        let response = error.encode_response();
        let types: Vec<_> = response.headers.iter().filter(|(name, _)| name == "content-type").collect();
        assert_eq!(types, [&("content-type".to_owned(), media_type.to_owned())]);
        assert_eq!(*Transport::decode_response(response.status, &response.headers, &response.body).error(), error);
    }
}

#[test]
fn a_header_of_another_transport_is_read_and_written() {
    let headers = [(":message-type", "exception"), (":exception-type", "ThrottlingException")];
    let decoded = Transport::decode_response(None, &headers, r#"{"message":"Slow down"}"#);
    assert_eq!(*decoded.error(), Transport::Throttled);
    let written = Transport::Throttled.encode_response();
    for (name, value) in headers {
        assert_eq!(written.headers.header(name), Some(value));
    }
}

#[test]
fn the_key_of_a_line_is_a_code() {
    let decoded = Named::try_decode(500, "\nDISK = There is no disk 7\nHELP = none\n").expect("it is as described");
    assert_eq!(*decoded.error(), Named::no_disk("7"));
    assert_eq!(Named::no_disk("7").encode(), b"DISK=There is no disk 7");
}
