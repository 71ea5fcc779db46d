//! Features of the format that meet in one table.

use std::time::Duration;

use errspec_engine::Value;

use super::linear::assert_linear;
use super::{read_body, report, table, text, write_and_read};

#[test]
fn groups_of_digits_are_read_soon() {
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = "/message"

        [errors.A]
        code    = 1
        message = "{what},{amount}!"
        fields.amount = { type = "number", thousands = "," }
        "#,
    );
    assert_linear(
        |repeat| format!(r#"{{"code":1,"message":"1{}"}}"#, repeat(",111")),
        |body| drop(read_body(&model, 400, body)),
    );
    let amount = ("amount", Value::Number(1_234_567.5));
    let body = write_and_read(&model, "A", &[("what", text("x")), amount]);
    assert_eq!(body, r#"{"message":"x,1,234,567.5!","code":1}"#);
}

#[test]
fn a_separator_is_no_part_of_a_number() {
    let list = |of: &str, separator: &str| {
        report(&format!(
            "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n\
             fields.list = {{ at = \"/list\", type = \"list\", of = \"{of}\", separator = \"{separator}\" }}"
        ))
    };
    for (of, separator) in [("integer", "1"), ("integer", " 0 "), ("number", ".")] {
        let report = list(of, separator);
        assert!(report.contains("bad-separator") && report.matches("error[").count() == 1, "{report}");
    }
    for (of, separator) in [("integer", "."), ("integer", "-"), ("number", ", ")] {
        assert_eq!(list(of, separator), "");
    }
}

#[test]
fn a_list_in_a_text_of_keys_and_values_has_a_separator() {
    let list = |keys: &str| {
        report(&format!(
            "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n\
             fields.list = {{ at = \"/text/(form)/list\", type = \"list\"{keys} }}"
        ))
    };
    let report = list("");
    assert!(report.contains("a list in a text") && report.matches("error[").count() == 1, "{report}");
    assert_eq!(list(", of = \"integer\", separator = \",\""), "");
}

#[test]
fn a_range_is_no_code() {
    for table in [
        "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = \"40000..40099\"",
        "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 7\naliases = [\"-3..-1\"]",
        "[envelope]\ncode = \"/code\"\nno_code = [\"1..5\"]\n[errors.A]\ncode = 7",
        "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 7\n[success]\ncodes = [\"1..5\"]",
    ] {
        let report = report(table);
        assert!(report.contains("found the range") && report.matches("error[").count() == 1, "{report}");
    }
    assert_eq!(report("[envelope]\ncode = \"/code\"\n[errors.A]\ncode = \"a..b\""), "");
}

#[test]
fn the_field_of_a_code_is_not_the_one_that_is_missing() {
    let report = report("[envelope]\ncode = \"/code\"\n[errors.A]\ncodes = \"a.{_}\"\nmessage = \"a {b}\"");
    assert!(report.contains("missing field `b` of `A`"), "{report}");
}

#[test]
fn classes_of_codes_are_tried_with_codes_that_their_place_allows() {
    let model = table(
        r#"
        [envelope]
        body    = "text"
        code    = { at = "", template = "{code}: {message}", chars = "A-Z_" }
        message = { at = "", template = "{code}: {message}" }

        [errors.IO]
        codes   = "IO_{_}"
        message = "wait {wait}"
        fields.wait = { type = "duration" }
        "#,
    );
    let values = [("code", text("IO_FULL")), ("wait", Value::Duration(Duration::from_millis(250)))];
    assert_eq!(write_and_read(&model, "IO", &values), "IO_FULL: wait 250ms");
}

#[test]
fn a_location_in_an_envelope_that_the_entry_is_never_in_is_rejected() {
    let place = |id: &str, only: &str| {
        report(&format!(
            r#"
            [[envelope]]
            id   = "one"
            code = "/code"

            [[envelope]]
            id   = "two"
            code = "/fault"

            [errors.A]
            codes = "1..9"
            envelope = {{ id = "one", only = {only} }}
            fields.until.at = [{{ at = "/until", envelope = "{id}" }}, "/time"]
            "#
        ))
    };
    let report = place("two", "true");
    assert!(report.contains("`A` is never in the envelope `two`") && report.matches("error[").count() == 1, "{report}");
    assert_eq!(place("one", "true"), "");
    assert_eq!(place("two", "false"), "");
}

#[test]
fn a_value_without_a_template_that_can_be_written_is_written_to_the_next_location() {
    let model = |next: &str| {
        table(&format!(
            r#"
            [envelope]
            code = {{ at = "/text", template = "{{message}} ({{code}})", chars = "A-Z_" }}
            message = [{{ at = "/text", template = "{{message}} ({{code}})" }}, "{next}"]

            [errors.FULL]
            code = "FULL"
            message = "Disk is full"

            [errors.OTHER]
            status = 500
            message = "Something"
            "#
        ))
    };
    let (other, same) = (model("/message"), model("/text"));
    assert_eq!(write_and_read(&other, "FULL", &[]), r#"{"text":"Disk is full (FULL)"}"#);
    assert_eq!(write_and_read(&other, "OTHER", &[]), r#"{"message":"Something"}"#);
    assert_eq!(write_and_read(&same, "OTHER", &[]), r#"{"text":"Something"}"#);
}
