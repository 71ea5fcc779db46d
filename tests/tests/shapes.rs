//! Bodies in the shapes of real APIs, each with its own small table: they are decoded and encoded.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::time::Duration;

use errspec::{Code, DecodeErrorKind, Json, ListedError, Retry, Value};
use serde_json::{Value as Body, json};

mod tables {
    #[errspec::table("./tables/bulk.toml")]
    pub enum Bulk {}

    #[errspec::table("./tables/written.toml")]
    pub enum Written {}

    #[errspec::table("./tables/listed.toml")]
    pub enum Listed {}

    #[errspec::table("./tables/mixed.toml")]
    pub enum Mixed {}

    #[errspec::table("./tables/keyed.toml")]
    pub enum Keyed {}

    #[errspec::table("./tables/typed.toml")]
    pub enum Typed {}

    #[errspec::table("./tables/markup.toml")]
    pub enum Markup {}

    #[errspec::table("./tables/partly.toml")]
    pub enum Partly {}

    #[errspec::table("./tables/results.toml")]
    pub enum Results {}
}
use tables::{Bulk, Keyed, Listed, ListedDetail, Markup, Mixed, Partly, Results, Typed, Written};

fn body(bytes: &[u8]) -> Body {
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

const TWO_ERRORS: &str = r#"{"ok": false, "id": "r-1", "wait_ms": 1500, "trace": "t-9", "errors": [
    {"code": "invalid", "text": "2 fields are invalid", "fields": {"a": ["x", "y"], "b": "z"}},
    {"code": "busy", "text": "Busy, come back later"},
    {"code": "new", "text": "Newer than the table"}]}"#;

#[test]
fn every_error_of_a_list_is_decoded() {
    let decoded = Listed::decode(422, TWO_ERRORS);
    let errors: Vec<Listed> = decoded.errors().into_iter().map(ListedError::into_error).collect();
    assert_eq!(errors[..2], [Listed::invalid(2), Listed::Busy]);
    assert_eq!(errors[2].unknown().and_then(|unknown| unknown.code()), Some(Code::String("new")));
    assert_eq!(errors.len(), 3);
    assert_eq!(*decoded.error(), errors[0]);
}

#[test]
fn every_error_of_a_list_has_its_status_its_request_id_and_its_delay() {
    let text = r#"{"id": "whole", "results": [{"status": 201}, {"status": 429, "code": "busy", "id": "own", "wait": 7},
        {"status": 409, "code": "conflict"}, {"code": "busy"}]}"#;
    let decoded = Results::decode(207, text);
    let errors = decoded.errors();
    let beside: Vec<_> = errors
        .iter()
        .map(|listed| (listed.index(), listed.status(), listed.request_id(), listed.retry_after()))
        .collect();
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    assert_eq!(
        beside,
        [
            (1, Some(429), Some("own"), seconds(7)),
            (2, Some(409), Some("whole"), None),
            (3, Some(207), Some("whole"), seconds(30)),
        ]
    );
}

#[test]
fn the_errors_in_the_lists_of_parts_have_two_indices() {
    let lines = "{\"ok\":true}\n{\"ok\":false,\"errors\":[{},{\"code\":\"busy\",\"text\":\"t\"}]}\n";
    let decoded = Listed::decode(503, lines);
    let found: Vec<_> = decoded.errors().iter().map(|listed| (listed.index(), listed.index_in_part())).collect();
    assert_eq!(found, [(1, Some(1))]);
    assert!(decoded.errors().iter().all(|listed| !listed.error().is_unknown()));
    let whole = Listed::decode(503, r#"{"ok":false,"errors":[{},{"code":"busy"}]}"#);
    assert_eq!(whole.errors().first().map(|listed| (listed.index(), listed.index_in_part())), Some((1, None)));
}

#[test]
fn an_element_with_a_success_code_is_not_an_error() {
    let text =
        r#"{"ok": false, "errors": [{"code": "busy"}, {"code": "done"}, {"id": 3}, {"code": "busy", "text": "x"}]}"#;
    let decoded = Listed::decode(207, text);
    let errors = decoded.errors();
    let found: Vec<_> = errors.iter().map(|listed| (listed.index(), listed.error())).collect();
    assert_eq!(found, [(0, &Listed::Busy), (3, &Listed::Busy)]);
}

#[test]
fn a_code_beside_the_list_makes_no_error_of_a_result_that_succeeded() {
    let text =
        r#"{"results": [{"key": "a"}, {"key": "b", "code": "conflict"}, {"key": "c", "message": "no such place"}]}"#;
    let keys = |status: u16| {
        let decoded = Partly::decode_response(status, &[("x-code", "conflict")], text);
        let key = |listed: &ListedError<Partly>| listed.field("key").map(|key| key.to_string());
        decoded.errors().iter().filter_map(key).collect::<Vec<_>>()
    };
    assert_eq!(keys(207), ["b", "c"]);
    // If the whole call failed, so did each of its parts.
    assert_eq!(keys(409), ["a", "b", "c"]);
}

#[test]
fn a_map_of_sub_errors_is_typed_with_its_keys() {
    let decoded = Listed::try_decode(422, TWO_ERRORS).expect("the table describes it");
    let detail = |field: &str, problems: &[&str]| ListedDetail {
        field: field.into(),
        problems: problems.iter().copied().map(Into::into).collect(),
    };
    assert_eq!(decoded.details(), [detail("a", &["x", "y"]), detail("b", &["z"])]);
    let written = Listed::invalid(2).encoder().details(decoded.details()).body();
    assert_eq!(Listed::decode(422, &written).details(), decoded.details());
    assert_eq!(body(&written)["errors"][0]["fields"], json!({"a": ["x", "y"], "b": ["z"]}));
    assert_eq!(body(&written)["ok"], false);
}

#[test]
fn the_table_decides_that_headers_come_before_the_body() {
    let headers = [("X-Request-Id", "h-1"), ("Retry-After", "30"), ("x-node", "eu-3")];
    let decoded = Listed::decode_response(503, &headers, TWO_ERRORS);
    assert_eq!(decoded.request_id(), Some("h-1"));
    assert_eq!(decoded.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(decoded.field("node"), Some(Value::from("eu-3")));
    assert_eq!(decoded.field("trace"), Some(Value::from("t-9")));

    let decoded = Listed::decode(503, TWO_ERRORS);
    assert_eq!(decoded.request_id(), Some("r-1"));
    assert_eq!(decoded.retry_after(), Some(Duration::from_millis(1500)));
    assert_eq!(decoded.field("node"), None);
    // Neither a header nor the body has a delay, so it is that of the table.
    let decoded = Listed::decode(503, r#"{"ok": false, "errors": [{"code": "busy"}]}"#);
    assert_eq!(decoded.retry_after(), Some(Duration::from_millis(2500)));
    assert_eq!(decoded.error().retry(), Retry::After);
}

#[test]
fn values_in_headers_are_encoded_and_decoded() {
    let response = Listed::Busy
        .encoder()
        .request_id("h-2")
        .retry_after(Duration::from_millis(1200))
        .field("node", Value::from("eu-4"))
        .response();
    assert_eq!(response.status, 503);
    let header = |name: &str| response.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    assert_eq!(header("x-request-id"), Some("h-2"));
    // The header has whole seconds, rounded up.
    assert_eq!(header("retry-after"), Some("2"));
    assert_eq!(header("content-type"), Some("application/json"));
    let decoded = Listed::decode_response(response.status, &response, &response.body);
    assert_eq!(*decoded.error(), Listed::Busy);
    assert_eq!(decoded.field("node"), Some(Value::from("eu-4")));
}

#[test]
fn a_200_with_the_body_of_an_error_is_an_error() {
    assert!(Listed::detect(200, TWO_ERRORS).is_some());
    assert!(Listed::detect(200, r#"{"ok": true, "errors": []}"#).is_none());
    assert!(Listed::detect(200, "<html>").is_none());
    // The status 0 is no HTTP status, and 302 is a redirect.
    assert!(Listed::detect(0, TWO_ERRORS).is_some());
    assert!(Listed::detect(302, "").is_none());
}

#[test]
fn the_first_matching_envelope_is_decoded_and_each_entry_is_encoded_in_its_own() {
    let assert_round_trip = |error: &Mixed, written: &str| {
        let response = error.encode_response();
        assert_eq!(String::from_utf8_lossy(&response.body), written);
        let decoded = Mixed::decode_response(response.status, &response.headers, &response.body);
        assert_eq!(decoded.error(), error);
    };
    let declined = Mixed::card_declined("no money");
    assert_round_trip(&declined, r#"{"error":{"message":"Card declined: no money","reason":"card_declined"}}"#);
    assert_round_trip(
        &Mixed::InvalidGrant,
        r#"{"error_description":"The grant is not valid","error":"invalid_grant"}"#,
    );
    assert_round_trip(&Mixed::Declined, "responsetext=DECLINED+%26+kept&response_code=200");
    assert_round_trip(&Mixed::NotAuthorised, "StatusDetail=The bank said no\nStatus=NOTAUTHED");
    assert_round_trip(&Mixed::upstream("a b"), "proxy: no upstream for a b");
}

#[test]
fn forms_lines_and_plain_text_are_decoded() {
    let form = Mixed::decode(200, "response=2&responsetext=DECLINED+%26%20kept&response_code=200&rest=%zz");
    assert_eq!(*form.error(), Mixed::Declined);
    assert_eq!((form.code(), form.message()), (Some(Code::String("200")), Some("DECLINED & kept")));
    let lines = Mixed::decode(200, "VPSProtocol=2.23\r\nStatus: NOTAUTHED\r\nStatusDetail=The bank said no\r\n");
    assert_eq!(*lines.error(), Mixed::NotAuthorised);
    let text = Mixed::decode(502, "\n  proxy: no upstream for eu \n");
    assert_eq!(*text.error(), Mixed::upstream("eu"));
}

#[test]
fn the_next_location_of_the_code_is_read_if_no_entry_has_the_first() {
    let decoded = Mixed::decode(402, r#"{"error": {"reason": "brand_new", "type": "card_error", "message": "m"}}"#);
    assert_eq!(*decoded.error(), Mixed::card_error("m"));
    assert_eq!(decoded.code(), Some(Code::String("brand_new")));
}

#[test]
fn an_entry_with_any_code_matches_codes_of_no_entry() {
    let decoded = Mixed::decode(500, r#"{"error": {"reason": "brand_new", "type": "api_error", "message": "m"}}"#);
    assert_eq!(*decoded.error(), Mixed::api_class("m"));
    assert_eq!(decoded.error().retry(), Retry::After);
    let decoded = Mixed::decode(500, r#"{"error": {"reason": "brand_new", "type": "other", "message": "m"}}"#);
    assert!(decoded.error().is_unknown());
}

#[test]
fn a_code_is_found_at_each_of_its_locations() {
    let decode = |body: &str| Keyed::decode(400, body).into_error();
    assert_eq!(decode(r#"{"error": {".tag": "path", "path": {".tag": "not_found"}}}"#), Keyed::path_not_found(""));
    assert_eq!(decode(r#"{"error": {".tag": "expired"}}"#), Keyed::expired(""));
    assert_eq!(decode(r#"["error", -11010, "ratelimit: error"]"#), Keyed::rate_limit("error"));
    assert_eq!(decode(r#"{"type": "urn:example:error:malformed"}"#).name(), "MALFORMED");
    assert_eq!(decode(r#"{"itemNotFound": {"message": "Item 7 is not there"}}"#), Keyed::item_not_found(7));
    for header in ["itemNotFound", "itemNotFound:http://x/", "ns#itemNotFound"] {
        let body = r#"{"any": {"message": "Item 8 is not there"}}"#;
        let decoded = Keyed::decode_response(404, &[("X-Error", header)], body);
        assert_eq!(*decoded.error(), Keyed::item_not_found(8), "{header}");
    }
}

#[test]
fn fields_of_every_type_are_decoded_and_encoded() {
    let received = json!({
        "code": 1,
        "message": "3 of 0.5 is true for small: a; b",
        "values": {
            "text": "t", "number": 1.5, "size": -7, "yes": false, "names": ["n", "m"], "csv": "x,y", "any": {"k": [1, null]},
            "type": "T"
        },
        "hint": "Key (col)=(1) exists."
    });
    let decoded = Typed::try_decode_response(400, &[("x-limit", "10")], &received.to_string())
        .map(|decoded| decoded.into_owned());
    let error = decoded.expect("the table describes it").into_error();
    let Typed::Everything {
        count,
        ratio,
        flag,
        kind,
        items,
        text,
        number,
        size,
        yes,
        names,
        csv,
        any,
        limit,
        column,
        value,
        r#type,
    } = &error
    else {
        panic!("{error:?}")
    };
    assert_eq!((*count, *ratio, *flag, kind.as_str()), (3, 0.5, true, "small"));
    assert_eq!(*items, ["a", "b"]);
    assert_eq!((text.as_deref(), *number, *size, *yes), (Some("t"), Some(1.5), Some(-7), Some(false)));
    assert_eq!(names.as_deref(), Some(&["n".to_owned(), "m".to_owned()][..]));
    assert_eq!(csv.as_deref(), Some(&["x".to_owned(), "y".to_owned()][..]));
    assert_eq!(any.as_ref().map(Json::as_str), Some(r#"{"k":[1,null]}"#));
    assert_eq!(
        (*limit, column.as_deref(), value.as_deref(), r#type.as_deref()),
        (Some(10), Some("col"), Some("1"), Some("T"))
    );
    let response = error.encode_response();
    assert_eq!(body(&response.body), received);
    assert_eq!(Typed::decode_response(400, &response, &response.body).into_error(), error);
}

#[test]
fn numbers_and_booleans_in_strings_are_read_by_their_type() {
    let text = r#"{"code": "1", "message": "3 of 1e2 is false for large: ", "values": {"number": "2.5", "size": "12", "yes": "true", "text": 5}}"#;
    let decoded = Typed::decode(400, text);
    let field = |name: &str| decoded.field(name).map(|value| value.to_string());
    assert_eq!(field("ratio").as_deref(), Some("100"));
    assert_eq!(field("number").as_deref(), Some("2.5"));
    assert_eq!(field("size").as_deref(), Some("12"));
    assert_eq!(field("yes").as_deref(), Some("true"));
    assert_eq!(field("text").as_deref(), Some("5"));
    assert_eq!(decoded.field("items"), Some(Value::List(Vec::new().into())));
}

#[test]
fn a_missing_required_value_makes_the_error_unknown_and_strict_decoding_names_it() {
    let decoded = Typed::decode(400, r#"{"code": 2, "message": "m"}"#);
    assert_eq!(decoded.error().unknown().map(|unknown| unknown.name()), Some(Some("REQUIRED")));
    let error = Typed::try_decode(400, r#"{"code": 2, "message": "m"}"#).expect_err("the token is missing");
    assert_eq!(*error.kind(), DecodeErrorKind::MissingField { entry: "REQUIRED", field: "token" });
    let error = Typed::try_decode(400, "{\"code\": 2,\n\"token\": [1]}").expect_err("the token is a list");
    assert_eq!(*error.kind(), DecodeErrorKind::WrongType { entry: "REQUIRED", field: "token" });
    assert_eq!(error.line_column(), Some((2, 10)));
}

#[test]
fn the_first_wording_whose_parameters_are_present_is_written() {
    assert_eq!(Typed::worded(30).to_string(), "Try again in 30 seconds");
    assert_eq!(Typed::worded(None).to_string(), "Try again later");
    let present = || Some("x".to_owned());
    assert_eq!(Typed::denied(None, None).to_string(), "Denied");
    assert_eq!(Typed::denied("x", None).to_string(), "Denied for x");
    assert_eq!(Typed::denied(present(), present()).to_string(), "Denied for x at x");
    for error in [Typed::worded(30), Typed::worded(None), Typed::denied("x", None), Typed::denied("x", "y")] {
        assert_eq!(Typed::decode(400, &error.encode()).into_error(), error);
    }
}

#[test]
fn xml_elements_are_located_by_their_names() {
    let text = r#"<?xml version="1.0"?><!DOCTYPE reply>
        <s:reply xmlns:s="urn:x"><id>r-1</id><error code="5"><![CDATA[No payment <7>]]></error></s:reply>"#;
    let decoded = Markup::decode(200, text);
    assert_eq!(*decoded.error(), Markup::no_payment("7"));
    assert_eq!((decoded.code(), decoded.request_id()), (Some(Code::String("5")), Some("r-1")));
    let text = "<Error><Code>AccessDenied</Code><Message>\n Access &amp; mo&#114;e denied </Message></Error>";
    assert_eq!(*Markup::decode(403, text).error(), Markup::Denied);
    for broken in ["<Error><Code>AccessDenied</Code>", "<a></b>", "<", "<<<>>>", "text"] {
        assert!(Markup::decode(403, broken).error().is_unknown(), "{broken}");
    }
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert!(Markup::decode(403, &deep).error().is_unknown());
}

#[test]
fn encoded_xml_decodes_to_itself() {
    for error in [Markup::no_payment("a & <b>"), Markup::no_payment("]]>")] {
        let response = error.encode_response();
        let decoded = Markup::decode(response.status, &response.body);
        assert_eq!(*decoded.error(), error, "{}", String::from_utf8_lossy(&response.body));
    }
}

#[test]
fn values_at_the_same_location_are_encoded_together() {
    let written = |error: &Written, expected: &str| {
        let response = error.encode_response();
        assert_eq!(String::from_utf8_lossy(&response.body), expected);
        assert_eq!(Written::decode_response(response.status, &response, &response.body).error(), error);
    };
    // Code and message are in one text.
    written(&Written::no_key("a b"), "-ERR no key a b");
    // The code is the name of a member that has other members.
    written(&Written::item_not_found(7), r#"{"itemNotFound":{"message":"Item 7 is not there","code":404}}"#);
    // The code is decoded from a deeper location than it is encoded to.
    assert_eq!(Written::Inner.encode_response().status, 200);
    written(&Written::Inner, r#"{"error":{"code":"inner"}}"#);
    let body = r#"{"error": {"code": "outer", "inner": {"code": "inner"}}}"#;
    assert_eq!(*Written::decode(200, body).error(), Written::Inner);
    // A condition gives the value at the location of the message.
    written(&Written::not_there(""), r#"{"kind":"list"}"#);
}

#[test]
fn a_star_skips_the_codes_that_mean_success() {
    let some_failed = r#"{"data": [{"code": "0"}, {"code": 0}, {"code": "51119"}, {"code": "7"}]}"#;
    assert_eq!(Bulk::detect(200, some_failed).map(|decoded| decoded.into_error()), Some(Bulk::NoMoney));
    assert!(Bulk::detect(200, r#"{"data": [{"code": "0"}, {"code": "0"}]}"#).is_none());
    let lowest = Bulk::decode(400, r#"{"data": [{"code": -9223372036854775808}]}"#);
    assert_eq!((lowest.error(), lowest.error().code()), (&Bulk::Lowest, Some(Code::Integer(i64::MIN))));
}

#[test]
fn an_xml_document_has_one_root_and_nothing_but_blanks_after_it() {
    let error = "<Error><Code>AccessDenied</Code><Message>No</Message></Error>";
    let is_known = |body: &str| !Markup::decode(403, body).error().is_unknown();
    for whole in [error.to_owned(), format!("\u{feff}<?xml version=\"1.0\"?>\n{error}\n"), format!("<!-- c -->{error}")]
    {
        assert!(is_known(&whole), "{whole}");
        assert_eq!(Markup::decode(403, &whole).message(), Some("No"), "the places of values are right in {whole}");
    }
    for broken in [format!("{error}<Error/>"), format!("{error} text")] {
        assert!(!is_known(&broken), "{broken}");
    }
    let after_text = format!("text {error}");
    assert!(is_known(&after_text));
    assert!(Markup::try_decode(403, &after_text).is_err());
}
