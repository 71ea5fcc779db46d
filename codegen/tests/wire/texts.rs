//! Texts that are taken apart: typed and restricted parameters.

use errspec_engine::Value;

use super::{read_body, table, text, write_and_read};

/// A message with the name and the version of the error at its end. The name is restricted where it is the code.
const NAMED: &str = r#"
[envelope]
code    = { at = "/message", template = ["{message} ({code}) (version {version})", "{message} ({code})"], chars = "A-Z_" }
message = { at = "/message", template = ["{message} ({code}) (version {version})", "{message} ({code})"] }

[errors.FULL]
code    = "DISK_FULL"
message = "No room on {disk}"
fields.version = { at = "/message", template = "{message} ({code}) (version {version})" }
"#;

#[test]
fn a_parameter_of_a_message_is_restricted_to_characters() {
    let model = table(NAMED);
    let read = |message: &str| read_body(&model, 500, &format!("{{\"message\":{message:?}}}"));
    assert_eq!(
        read("No room on C: (left) (DISK_FULL) (version 4.1)"),
        "FULL DISK_FULL: No room on C: (left) disk=\"C: (left)\" version=\"4.1\""
    );
    assert_eq!(read("No room on C: (DISK_FULL)"), "FULL DISK_FULL: No room on C: disk=\"C:\"");
    assert_eq!(read("No room (on C)"), "unknown : ");
    assert_eq!(
        write_and_read(&model, "FULL", &[("disk", text("D (old)"))]),
        r#"{"message":"No room on D (old) (DISK_FULL)"}"#
    );
    assert_eq!(
        write_and_read(&model, "FULL", &[("disk", text("D")), ("version", text("4.1"))]),
        r#"{"message":"No room on D (DISK_FULL) (version 4.1)"}"#
    );
}

#[test]
fn a_code_of_a_text_is_an_integer() {
    let model = table(
        r#"
[envelope]
body    = "text"
code    = { at = "", template = "{code} {message}", type = "integer" }
message = [{ at = "", template = "{code} {message}" }, ""]

[errors.BUSY]
code    = 421
message = "Too busy, {reason}"
"#,
    );
    assert_eq!(read_body(&model, 400, "421 Too busy, wait"), "BUSY 421: Too busy, wait reason=\"wait\"");
    // A word is no code, so that the whole text is the message.
    assert_eq!(read_body(&model, 400, "No such thing"), "unknown : No such thing");
    assert_eq!(write_and_read(&model, "BUSY", &[("reason", text("wait"))]), "421 Too busy, wait");
}

#[test]
fn a_code_of_a_form_is_an_integer_without_a_template() {
    let model = table(
        r#"
[envelope]
body    = "form"
code    = [{ at = "/ErrNo", type = "integer" }, { at = "/ErrText", values = ["DENIED", "GONE"] }]
message = "/Msg"

[errors.DENIED]
code = 5
aliases = ["DENIED"]
message = "No"
[errors.GONE]
code = "GONE"
message = "Gone"
"#,
    );
    assert_eq!(read_body(&model, 400, "ErrNo=5&ErrText=x&Msg=No"), "DENIED 5: No");
    assert_eq!(read_body(&model, 400, "ErrNo=n/a&ErrText=GONE&Msg=Gone"), "GONE GONE: Gone");
    assert_eq!(read_body(&model, 400, "ErrNo=n/a&ErrText=other&Msg=Gone"), "unknown : Gone");
    // A code is written to the first location that can have it.
    assert_eq!(write_and_read(&model, "DENIED", &[]), "Msg=No&ErrNo=5");
    assert_eq!(write_and_read(&model, "GONE", &[]), "Msg=Gone&ErrText=GONE");
}

#[test]
fn a_longest_parameter_ends_at_the_last_text_after_it() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/message"

[errors.MISSING]
code    = 1
message = "{path}: no such file: {cause}"
fields.path = { longest = true }
"#,
    );
    let body = r#"{"code":1,"message":"a: no such file: b: no such file: c"}"#;
    assert_eq!(
        read_body(&model, 404, body),
        "MISSING 1: a: no such file: b: no such file: c cause=\"c\" path=\"a: no such file: b\""
    );
}

#[test]
fn restricted_parameters_tell_entries_apart() {
    let model = table(
        r#"
[envelope]
message = "/message"

[errors.CODE]
message = "failed: {what}"
fields.what = { chars = "A-Z0-9_" }

[errors.TEXT]
message = "failed: {what}"
fields.what = { chars = "a-z " }
"#,
    );
    assert_eq!(read_body(&model, 500, r#"{"message":"failed: E_1"}"#), "CODE : failed: E_1 what=\"E_1\"");
    assert_eq!(read_body(&model, 500, r#"{"message":"failed: no idea"}"#), "TEXT : failed: no idea what=\"no idea\"");
    assert_eq!(read_body(&model, 500, r#"{"message":"failed: "}"#), "unknown : failed: ");
}

#[test]
fn a_field_beside_the_message_is_restricted_to_characters() {
    let model = table(
        r#"
[envelope]
code = "/code"

[errors.A]
code = 1
fields.sqlstate = { at = ["/state", "/sqlstate"], chars = "0-9A-Z" }
"#,
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"state":"n/a","sqlstate":"23505"}"#), "A 1:  sqlstate=\"23505\"");
}

#[test]
fn a_parameter_of_a_source_is_restricted_by_its_name() {
    let model = table(
        r#"
[envelope]
code    = { at = "/text", template = "[{level}] {code}: {_}", parameters = { level = { values = ["warn", "error"] } }, read_only = true }
message = { at = "/text", template = "[{level}] {code}: {message}", parameters.level = { values = ["warn", "error"] }, parameters.code = { type = "integer" } }

[errors.A]
code    = 7
message = "no {thing}"
fields.level = { at = "/text", template = "[{level}] {code}: {message}", values = ["warn", "error"], required = true }
"#,
    );
    let read = |message: &str| read_body(&model, 500, &format!("{{\"text\":{message:?}}}"));
    assert_eq!(read("[error] 7: no x: y"), "A 7: no x: y level=\"error\" thing=\"x: y\"");
    assert_eq!(read("[info] 7: no x"), "unknown : ");
    let values = [("thing", text("y")), ("level", text("warn"))];
    assert_eq!(write_and_read(&model, "A", &values), r#"{"text":"[warn] 7: no y"}"#);
}

#[test]
fn two_values_of_one_text_are_written_together() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/message"

[errors.DECLINED]
code    = "D"
message = "Declined"
fields.code_text   = { at = "/reason", template = ["{code_text} - [{issuer}]", "{code_text}"] }
fields.issuer      = { at = "/reason", template = "{code_text} - [{issuer}]" }
"#,
    );
    let body = |values: &[(&str, Value<'static>)]| write_and_read(&model, "DECLINED", values);
    assert_eq!(
        body(&[("code_text", text("do not honor")), ("issuer", text("05"))]),
        r#"{"reason":"do not honor - [05]","message":"Declined","code":"D"}"#
    );
    assert_eq!(
        body(&[("code_text", text("do not honor"))]),
        r#"{"reason":"do not honor","message":"Declined","code":"D"}"#
    );
    assert_eq!(body(&[]), r#"{"message":"Declined","code":"D"}"#);
}

#[test]
fn the_elements_of_a_list_are_integers_or_numbers() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/message"

[errors.TAKEN]
code    = 1
message = "Taken: {seats}. Free rows: {rows}"
fields.seats  = { type = "list", of = "integer", separator = ", " }
fields.rows   = { type = "list", of = "integer", separator = "," }
fields.prices = { at = "/prices", type = "list", of = "number" }
fields.ids    = { at = "/items/*/id", type = "list", of = "integer" }
"#,
    );
    assert_eq!(
        read_body(
            &model,
            409,
            r#"{"code":1,"message":"Taken: 4, 7. Free rows: 1, 2","prices":[1,2.5,"3"],"items":[{"id":4},{"id":"x"},{"id":5.0}]}"#
        ),
        "TAKEN 1: Taken: 4, 7. Free rows: 1, 2 ids=[4,5] prices=[1,2.5,3] rows=[1,2] seats=[4,7]"
    );
    // A list with an element of another type counts as absent, and so does the required parameter of a message.
    assert_eq!(
        read_body(&model, 409, r#"{"code":1,"message":"Taken: 4. Free rows: 1","prices":["a"]}"#),
        "TAKEN 1: Taken: 4. Free rows: 1 rows=[1] seats=[4]"
    );
    assert_eq!(
        read_body(&model, 409, r#"{"code":1,"message":"Taken: all. Free rows: 1"}"#),
        "unknown 1: Taken: all. Free rows: 1"
    );
    let values = [
        ("seats", Value::Integers(vec![4, 7].into())),
        ("rows", Value::Integers(vec![-1].into())),
        ("prices", Value::Numbers(vec![1.5, 2.0].into())),
        ("ids", Value::Integers(vec![4, 5].into())),
    ];
    assert_eq!(
        write_and_read(&model, "TAKEN", &values),
        r#"{"prices":[1.5,2],"items":[{"id":4},{"id":5}],"message":"Taken: 4, 7. Free rows: -1","code":1}"#
    );
}

#[test]
fn the_examples_of_the_reference_are_read() {
    let model = table(
        r#"
[envelope]
code    = { at = "/message", template = ["{message} ({code}) (version {version})", "{message} ({code})"], chars = "A-Z_" }
message = { at = "/message", template = ["{message} ({code}) (version {version})", "{message} ({code})"] }
status  = { at = "/line", template = "{status} {phrase}: {rest}", parameters = { phrase = { chars = "A-Za-z " } } }

[errors.NO_FILE]
code    = "NO_FILE"
message = "{path}: no such file: {cause}"
fields.path = { longest = true }

[errors.DISK_FULL]
code    = "DISK_FULL"
status  = 507
message = "Disk is full {disk}"
"#,
    );
    let body = r#"{"message":"Disk is full (C:) (DISK_FULL) (version 4)","line":"507 Insufficient Storage: 1: 2"}"#;
    assert_eq!(read_body(&model, 0, body), "DISK_FULL DISK_FULL: Disk is full (C:) disk=\"(C:)\"");
}

#[test]
fn arguments_beside_the_message_have_names() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/message"

[errors.TOO_LONG]
code    = 1
message = "{name} is longer than {most}"
fields.name = "/args/0"
fields.most = { at = "/args/1", type = "integer" }

[errors.RAW]
code    = 2
message = "{{0}} is longer than {{1}}"
fields.name = "/args/0"
"#,
    );
    let body = r#"{"code":1,"message":"x is longer than 3","args":["x","3"]}"#;
    assert_eq!(read_body(&model, 400, body), "TOO_LONG 1: x is longer than 3 most=3 name=\"x\"");
    let body = r#"{"code":2,"message":"{0} is longer than {1}","args":["x","3"]}"#;
    assert_eq!(read_body(&model, 400, body), "RAW 2: {0} is longer than {1} name=\"x\"");
}

#[test]
fn a_repeated_code_is_found_by_the_longest_part() {
    let model = table(
        r#"
[envelope]
code    = { at = "header:x-error", template = "{trace}/{code}", read_only = true, parameters = { trace = { longest = true } } }
message = { at = "/message", template = "{code}: {message}", parameters = { code = { chars = "A-Z0-9-" } } }

[errors.A]
code    = "E-1"
message = "no: {rest}"
without_code = true
"#,
    );
    assert_eq!(read_body(&model, 400, r#"{"message":"E-1: no: x: y"}"#), "A : no: x: y rest=\"x: y\"");
    assert_eq!(read_body(&model, 400, r#"{"message":"e: no: x"}"#), "unknown : ");
}

#[test]
fn a_template_with_a_restricted_parameter_is_more_specific() {
    let model = table(
        r#"
[envelope]
code    = "/code"
message = "/message"

[fields]
left = { at = "/note", template = ["{left} left", "{_} {left} left"], type = "integer" }

[errors.OTHER]
code    = 1
message = "retry in {period}"

[errors.SECONDS]
code    = 1
message = "retry in {seconds}"
fields.seconds = { type = "integer" }
"#,
    );
    assert_eq!(
        read_body(&model, 400, r#"{"code":1,"message":"retry in 5","note":"no: 4 left"}"#),
        "SECONDS 1: retry in 5 left=4 seconds=5"
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"message":"retry in X"}"#), "OTHER 1: retry in X period=\"X\"");
}

#[test]
fn white_space_at_the_ends_of_a_text_is_no_part_of_a_message() {
    let model = table("[envelope]\nbody = \"text\"\nmessage = \"\"\n\n[errors.OTHER]\nstatus = 400\n");
    assert_eq!(read_body(&model, 400, "  Not there \r\n"), "OTHER : Not there");
}
