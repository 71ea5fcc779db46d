//! Numbers side by side in one text, and booleans in it.

use crate::{read_body, report, table, text, write_and_read};
use errspec_engine::Value;

fn message(n: &str, m: &str) -> String {
    format!(
        "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n[errors.A]\ncode = 1\nmessage = \"{{n}},{{m}}\"\n\
         fields.n = {{ type = \"{n}\" }}\nfields.m = {{ type = \"{m}\" }}\n"
    )
}

const GROUPED: &str = "integer\", thousands = \",";

#[test]
fn the_text_between_two_numbers_ends_the_first() {
    let model = table(&message("integer", GROUPED));
    for (one, other, shown) in [(1234, 567, "1234,567"), (1, 234, "1,234"), (1, 234_567, "1,234,567")] {
        let body = write_and_read(&model, "A", &[("n", Value::Integer(one)), ("m", Value::Integer(other))]);
        assert!(body.contains(shown), "{body}");
    }
    let model = table(&message(GROUPED, "string"));
    let body = write_and_read(&model, "A", &[("n", Value::Integer(1234)), ("m", text("items"))]);
    assert!(body.contains("1,234,items"), "{body}");
}

#[test]
fn a_number_that_has_the_text_after_it_within_is_rejected_before_a_number() {
    for (n, m) in [(GROUPED, GROUPED), (GROUPED, "integer"), ("number\", thousands = \".", "number")] {
        assert!(report(&message(n, m)).contains("error[touching-parameters]"), "{n} {m}");
    }
    let fraction = message("number", "integer").replace("{n},{m}", "{n}.{m}");
    assert!(report(&fraction).contains("make `n` an integer"), "{}", report(&fraction));
    table(&message("integer", "number").replace("{n},{m}", "{n}.{m}"));
    table(&message("number", "number"));
}

#[test]
fn a_boolean_is_one_of_two_words() {
    let model = table(
        "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n[errors.A]\ncode = 1\nmessage = \"retry={retry}, {rest}\"\n\
         fields.retry = { type = \"boolean\" }\n[errors.B]\ncode = 1\nmessage = \"retry={text}\"\n",
    );
    let read = |message: &str| read_body(&model, 400, &format!(r#"{{"code":1,"message":"{message}"}}"#));
    assert_eq!(read("retry=true, now"), r#"A 1: retry=true, now rest="now" retry=true"#);
    assert_eq!(read("retry=false, ever"), r#"A 1: retry=false, ever rest="ever" retry=false"#);
    for other in ["True, now", "maybe", "tree, x", "fales, x", "truefalse, x", ", x"] {
        assert_eq!(read(&format!("retry={other}")), format!(r#"B 1: retry={other} text="{other}""#));
    }
}

#[test]
fn a_negative_number_has_as_many_digits_before_its_groups() {
    let model = table(
        "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n[errors.A]\ncode = 1\nmessage = \"{n} left\"\n\
         fields.n = { type = \"integer\", thousands = \",\" }\n[errors.B]\ncode = 1\nmessage = \"{text} left\"\n",
    );
    let read = |number: &str| read_body(&model, 400, &format!(r#"{{"code":1,"message":"{number} left"}}"#));
    assert_eq!(read("-123,456"), "A 1: -123,456 left n=-123456");
    assert_eq!(read("-1,234,567"), "A 1: -1,234,567 left n=-1234567");
    for other in ["-1234,567", "1234,567"] {
        assert_eq!(read(other), format!(r#"B 1: {other} left text="{other}""#));
    }
}
