//! Conditions by parts, types and media types.

use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode};

use super::{is_error, read_body, report, table, text, write_and_read};

#[test]
fn an_entry_is_found_by_the_beginning_or_the_end_of_a_text() {
    let model = table(
        "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n\
         [errors.CARD]\nany_code = true\nwhen = { \"/type\" = { starts_with = [\"card_\", \"bank_\"] }, \"/kind\" = { present = false } }\n\
         fields.type = { at = \"/type\", required = true }\n\
         [errors.THROTTLED]\nany_code = true\nwhen = { \"/type\" = { ends_with = \"Throttled\", not = \"bank_Throttled\" }, \"/kind\" = 1 }\n\
         fields.type = { at = \"/type\", required = true }\n\
         [[errors.CARD.examples]]\nstatus = 400\nbody = '{\"code\":\"x\",\"type\":\"card_error\"}'\n\
         [[errors.THROTTLED.examples]]\nstatus = 400\nbody = '{\"code\":\"x\",\"type\":\"RequestThrottled\",\"kind\":1}'\n",
    );
    let read = |kind: &str| read_body(&model, 400, &format!(r#"{{"code":"z","type":{kind}}}"#));
    assert_eq!(read(r#""card_declined""#), r#"CARD z:  type="card_declined""#);
    assert_eq!(read(r#""bank_\u0065rror""#), r#"CARD z:  type="bank_error""#);
    let throttled = r#"{"code":"z","kind":1,"type":"IoThrottled"}"#;
    assert_eq!(read_body(&model, 400, throttled), r#"THROTTLED z:  type="IoThrottled""#);
    for other in [r#""a_card_""#, "null", "3", "{}", r#"["card_error"]"#] {
        assert_eq!(read(other), "unknown z: ", "{other}");
    }
    let values = [("message", text("m")), ("type", text("card_declined"))];
    assert_eq!(write_and_read(&model, "CARD", &values), r#"{"type":"card_declined","message":"m"}"#);
}

#[test]
fn an_envelope_is_told_by_the_type_of_a_value() {
    let model = table(
        "[[envelope]]\nwhen = { \"/detail\" = { type = \"object\" } }\ncode = \"/detail/status\"\nmessage = \"/detail/message\"\n\
         [[envelope]]\nid = \"list\"\nwhen = { \"/detail\" = { type = \"list\" } }\nmessage = \"/detail/0/msg\"\n\
         [[envelope]]\nid = \"text\"\nwhen = { \"/detail\" = { type = [\"string\", \"number\"] } }\nmessage = \"/detail\"\n\
         [errors.A]\ncode = \"a\"\n",
    );
    assert_eq!(read_body(&model, 400, r#"{"detail":{"status":"a","message":"m"}}"#), "A a: m");
    assert_eq!(read_body(&model, 400, r#"{"detail":[{"msg":"missing"}]}"#), "unknown : missing");
    assert_eq!(read_body(&model, 400, r#"{"detail":"Not found"}"#), "unknown : Not found");
    assert_eq!(read_body(&model, 400, r#"{"detail":true}"#), "unknown : ");
}

#[test]
fn a_value_can_be_required_to_be_another() {
    let model = table(
        "[envelope]\nmessage = \"/text\"\nwhen = { \"/status\" = { not = [\"ok\", 0, true] } }\nin_2xx = true\n\
         [errors.A]\nstatus = 200\nmessage = \"Bad\"\nfields.status = { at = \"/status\", required = true }\n\
         [[errors.A.examples]]\nstatus = 200\nbody = '{\"status\":\"error\",\"text\":\"Bad\"}'\n",
    );
    let read = |status: &str| read_body(&model, 200, &format!(r#"{{"status":{status},"text":"Bad"}}"#));
    assert_eq!(read(r#""error""#), r#"A : Bad status="error""#);
    assert_eq!(read("1"), r#"A : Bad status="1""#);
    for success in [r#""ok""#, "0", r#""0""#, "true", "null"] {
        assert_eq!(read(success), "unknown : ", "{success}");
    }
}

#[test]
fn all_tests_of_one_location_must_pass() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n\
         [errors.A]\nany_code = true\nwhen = { \"/t\" = { starts_with = \"a\", ends_with = \"z\", not = \"abz\" } }\n\
         fields.t = { at = \"/t\", required = true }\n\
         [[errors.A.examples]]\nstatus = 400\nbody = '{\"code\":1,\"t\":\"az\"}'\n",
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"t":"acz"}"#), r#"A 1:  t="acz""#);
    for other in ["abz", "ab", "bz"] {
        assert_eq!(read_body(&model, 400, &format!(r#"{{"code":1,"t":"{other}"}}"#)), "unknown 1: ");
    }
}

#[test]
fn any_element_of_a_list_can_meet_a_condition() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n[errors.A]\nany_code = true\n\
         when = { \"/tags/*\" = { starts_with = \"x-\" }, \"/flags/*\" = { type = \"boolean\" } }\n\
         fields.tags = { at = \"/tags\", type = \"json\", required = true }\n\
         fields.flags = { at = \"/flags\", type = \"json\", required = true }\n\
         [[errors.A.examples]]\nstatus = 400\nbody = '{\"code\":1,\"tags\":[\"x-1\"],\"flags\":[true]}'\n",
    );
    let body = r#"{"code":1,"tags":["a",1,"x-2"],"flags":[1,"b",false]}"#;
    assert!(read_body(&model, 400, body).starts_with("A 1: "));
    assert!(read_body(&model, 400, r#"{"code":1,"tags":["a"],"flags":[true]}"#).starts_with("unknown"));
}

#[test]
fn a_media_type_is_compared_without_its_parameters() {
    let model = table(
        "[[envelope]]\nid = \"page\"\nbody = \"text\"\nwhen = { \"header:content-type\" = \"text/html\" }\nmedia_type = \"text/html\"\n\
         [[envelope]]\ncode = \"/code\"\n[errors.A]\nstatus = 502\nenvelope = \"page\"\nmessage = \"Bad gateway\"\n",
    );
    let table = model.table();
    let read = |media_type: &'static str| {
        let header = move |name: &str| (name == "content-type").then(|| media_type.to_owned());
        let body = b"Bad gateway";
        let incoming = Incoming { status: Some(502), headers: Some(&header), body, clock: || None };
        matches!(decode(&table, &incoming, &mut Decoded::new(body)), Found::Entry(_))
    };
    assert!(read("text/html") && read("text/html; charset=utf-8") && read("Text/HTML ;charset=utf-8"));
    assert!(!read("text/plain") && !read("text/html+x"));
}

#[test]
fn tests_that_exclude_each_other_make_different_entries() {
    let model = table(
        "[envelope]\ncode = \"/code\"\nmessage = \"/m\"\n[errors.A]\ncode = 1\nwhen = { \"/t\" = { starts_with = \"a\" } }\n\
         fields.t = { at = \"/t\", required = true }\n[[errors.A.examples]]\nstatus = 400\nbody = '{\"code\":1,\"t\":\"ab\"}'\n\
         [errors.B]\ncode = 1\nwhen = { \"/t\" = \"b\" }\n",
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"t":"b"}"#), "B 1: ");
    assert_eq!(read_body(&model, 400, r#"{"code":1,"t":"ax"}"#), r#"A 1:  t="ax""#);
}

#[test]
fn misuse_is_reported() {
    let report = |test: &str| {
        report(&format!("[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\nwhen = {{ \"/t\" = {test} }}\n"))
    };
    for (test, wanted) in [
        ("{ starts_with = \"\" }", "every text begins and ends with the empty text"),
        ("{ not = [] }", "compares with nothing"),
        ("{ type = \"array\" }", "unknown value `array`"),
        ("{ startswith = \"a\" }", "starts_with"),
        ("{}", "the condition tests nothing"),
        ("{ present = false, not = \"a\" }", "no value passes all tests"),
        ("{ starts_with = \"a\", type = \"object\" }", "no value passes all tests"),
    ] {
        assert!(report(test).contains(wanted), "{test}: {}", report(test));
    }
}

#[test]
fn a_value_that_is_present_makes_no_error_of_a_success() {
    let model = |when: &str| {
        table(&format!(
            "[envelope]\ncode = \"/code\"\nmessage = \"/text\"\nwhen = {{ {when} }}\nin_2xx = true\n[errors.A]\ncode = 1\n\
         fields.kind = {{ at = \"/kind\", required = true }}\n[[errors.A.examples]]\nstatus = 200\nbody = '{{\"code\":1,\"kind\":\"e\"}}'\n"
        ))
    };
    let present = model("\"/kind\" = { present = true }");
    assert!(!is_error(&present, 200, r#"{"kind":"e","text":"Created"}"#));
    assert!(is_error(&present, 200, r#"{"kind":"e","code":7}"#));
    let value = model("\"/kind\" = \"e\"");
    assert!(is_error(&value, 200, r#"{"kind":"e","text":"Created"}"#));
    assert!(!is_error(&value, 200, r#"{"kind":"f","code":7}"#));
}

#[test]
fn a_text_is_no_boolean_but_where_values_have_no_type() {
    let model = table(
        "[envelope]\nmessage = \"/text\"\nwhen = { \"/ok\" = false }\n[errors.A]\nstatus = 400\nmessage = \"Bad\"\n",
    );
    assert_eq!(read_body(&model, 400, r#"{"ok":false,"text":"Bad"}"#), "A : Bad");
    for text in [r#""false""#, r#""f\u0061lse""#, "0", "null", "true"] {
        assert_eq!(read_body(&model, 400, &format!(r#"{{"ok":{text},"text":"Bad"}}"#)), "unknown : ", "{text}");
    }
    let lines = table(
        "[envelope]\nbody = \"lines\"\nmessage = \"/text\"\nwhen = { \"/ok\" = false }\n[errors.A]\nstatus = 400\nmessage = \"Bad\"\n",
    );
    assert_eq!(read_body(&lines, 400, "ok=false\ntext=Bad\n"), "A : Bad");
}
