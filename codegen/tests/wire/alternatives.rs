//! Conditions on the first of several locations that has a value.

use crate::{read_body, report, table, write_and_read};

#[test]
fn a_condition_tests_the_first_location_with_a_value() {
    let model = table(
        r#"
        [envelope]
        message = "/message"

        [errors.CARD]
        when = { "/error/type" = { is = ["card_error", "card"], or_at = ["/type", "header:x-type"] } }

        [errors.API]
        when = { "/error/type" = { is = "api_error", or_at = ["/type", "header:x-type"] } }

        [errors.NONE]
        when = { "/error/type" = { present = false, or_at = ["/type", "header:x-type"] } }
        "#,
    );
    let name = |body: &str| read_body(&model, 400, body).split(' ').next().unwrap_or_default().to_owned();
    assert_eq!(name(r#"{"message":"m","error":{"type":"card_error"}}"#), "CARD");
    assert_eq!(name(r#"{"message":"m","type":"card"}"#), "CARD");
    assert_eq!(name(r#"{"message":"m","type":"card","error":{"type":"api_error"}}"#), "API");
    assert_eq!(name(r#"{"message":"m","type":"card","error":{"type":null}}"#), "CARD");
    assert_eq!(name(r#"{"message":"m","type":"other"}"#), "unknown");
    assert_eq!(name(r#"{"message":"m"}"#), "NONE");
    // The first location is written.
    assert_eq!(
        write_and_read(&model, "API", &[("message", crate::text("m"))]),
        r#"{"message":"m","error":{"type":"api_error"}}"#
    );
}

#[test]
fn an_envelope_is_told_by_the_first_location_with_a_value() {
    let model = table(
        r#"
        [[envelope]]
        code = "/code"
        when = { "/status" = { not = "ok", or_at = "/state" } }

        [errors.GONE]
        code = 1

        [[errors.GONE.examples]]
        status = 400
        body   = '{"status":"failed","code":1}'
        "#,
    );
    assert_eq!(read_body(&model, 400, r#"{"state":"failed","code":1}"#), "GONE 1: ");
    assert_eq!(read_body(&model, 400, r#"{"state":"ok","code":1}"#), "unknown : ");
}

#[test]
fn conditions_on_other_lists_of_locations_may_hold_together() {
    let of = |one: &str, other: &str| {
        report(&format!(
            "[envelope]\nmessage = \"/m\"\n[errors.A]\nwhen = {{ \"/a\" = {one} }}\n[errors.B]\nwhen = {{ \"/a\" = {other} }}\n"
        ))
    };
    let ambiguous = "a response could be both";
    assert_eq!(of("{ is = \"x\", or_at = \"/b\" }", "{ is = \"y\", or_at = \"/b\" }"), "");
    assert!(of("{ is = \"x\", or_at = \"/b\" }", "{ is = \"y\", or_at = \"/c\" }").contains(ambiguous));
    assert!(of("{ is = \"x\", or_at = \"/b\" }", "\"y\"").contains(ambiguous));
    assert_eq!(of("\"x\"", "{ is = \"y\" }"), "");
    assert!(of("{ or_at = \"/b\" }", "\"y\"").contains("the condition tests nothing"));
    assert!(of("{ is = \"x\", or_at = \"/*/b\" }", "\"y\"").contains("a `*` among alternative locations"));
    assert!(of("{ is = [], or_at = \"/b\" }", "\"y\"").contains("compares with nothing"));
}

#[test]
fn a_list_of_numbers_as_a_parameter_is_no_other_text() {
    let model = table(
        r#"
        [envelope]
        message = "/message"

        [errors.ABOUT]
        message = ["{subject} {numbers}", "{subject} (version {version})", "{subject}"]
        fields.numbers = { type = "list", of = "number", separator = ";" }
        "#,
    );
    let read = |message: &str| read_body(&model, 400, &format!(r#"{{"message":"{message}"}}"#));
    assert_eq!(read("sums 1;-2.5"), r#"ABOUT : sums 1;-2.5 numbers=[1,-2.5] subject="sums""#);
    // The first wording has no value for such a text, so that the second is that of the message.
    assert_eq!(read("disk (version 7)"), r#"ABOUT : disk (version 7) subject="disk" version="7""#);
}

#[test]
fn a_message_whose_list_of_numbers_is_none_is_another_error() {
    let model = table(
        r#"
        [envelope]
        message = "/message"

        [errors.IDS]
        message = ["ids: {ids}", "no ids"]
        fields.ids = { type = "list", of = "integer", separator = ", " }
        "#,
    );
    assert_eq!(read_body(&model, 400, r#"{"message":"ids: 1, 2"}"#), "IDS : ids: 1, 2 ids=[1,2]");
    assert_eq!(read_body(&model, 400, r#"{"message":"ids: "}"#), "IDS : ids:  ids=[]");
    assert_eq!(read_body(&model, 400, r#"{"message":"ids: 1, x"}"#), "unknown : ids: 1, x");
}
