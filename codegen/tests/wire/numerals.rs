//! Numbers side by side in one text.

use crate::{report, table, text, write_and_read};
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
