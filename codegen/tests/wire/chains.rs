//! Chains of objects, of which the deepest is read.

use super::{read_body, report, table, text, write_and_read};

const CHAIN: &str = r#"
[envelope]
code    = [{ at = "/error/innererror**/code" }, "/error/code"]
message = ["/error/innererror**/message", "/error/message"]

[errors.OUTER]
code = "outer"

[errors.INNER]
code = "inner"
fields.target = "/error/innererror**/target"
"#;

#[test]
fn the_deepest_object_of_a_chain_is_read() {
    let model = table(CHAIN);
    let inner = r#"INNER inner: deep"#;
    let body = r#"{"error":{"code":"outer","message":"top","innererror":{"code":"middle","target":"t","innererror":{"code":"inner","message":"deep"}}}}"#;
    assert_eq!(read_body(&model, 400, body), inner);
    // The order of the members does not matter.
    let body = r#"{"error":{"innererror":{"innererror":{"message":"deep","code":"inner"},"target":"t","code":"middle"},"message":"top","code":"outer"}}"#;
    assert_eq!(read_body(&model, 400, body), inner);
}

#[test]
fn an_object_without_a_code_does_not_hide_the_one_above() {
    let body = r#"{"error":{"innererror":{"code":"inner","message":"deep","target":"t","innererror":{"target":"u","trace":"x"}}}}"#;
    assert_eq!(read_body(&table(CHAIN), 400, body), r#"INNER inner: deep target="t""#);
}

#[test]
fn without_a_chain_the_next_location_is_read() {
    let body = r#"{"error":{"code":"outer","message":"top"}}"#;
    assert_eq!(read_body(&table(CHAIN), 400, body), r#"OUTER outer: top"#);
}

#[test]
fn a_chain_is_written_with_one_object() {
    let body = write_and_read(&table(CHAIN), "INNER", &[("message", text("deep")), ("target", text("t"))]);
    assert_eq!(body, r#"{"error":{"innererror":{"target":"t","message":"deep","code":"inner"}}}"#);
}

#[test]
fn a_chain_as_deep_as_a_body_can_be_is_read() {
    let body = |depth: usize| {
        let open = r#"{"innererror":"#.repeat(depth);
        format!(r#"{{"error":{open}{{"code":"inner","message":"deep"}}{}}}"#, "}".repeat(depth))
    };
    assert_eq!(read_body(&table(CHAIN), 400, &body(120)), r#"INNER inner: deep"#);
    assert_eq!(read_body(&table(CHAIN), 400, &body(200)), "unknown : ");
}

#[test]
fn a_chain_without_a_name_is_reported() {
    let report = report("[envelope]\ncode = \"/error/**/code\"\n[errors.BAD]\ncode = 7\n");
    assert!(report.contains("`**` without a name") && report.contains("/cause**/code"), "{report}");
}
