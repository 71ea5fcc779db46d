//! Lists of which one element is read.

use super::{is_error, read_body, read_errors, report, table, text, write_and_read};

const BATCH: &str = r#"
[envelope]
code       = "/*/error"
message    = "/*/reason"
request_id = "/*/id"
in_2xx     = true

[fields]
shard = "/*/shard"

[errors.CONFLICT]
code = "conflict"
fields.rev = "/*/rev"
"#;

#[test]
fn all_values_of_a_batch_are_those_of_the_element_with_the_code() {
    let model = table(BATCH);
    let body = r#"[{"ok":true,"id":"new","rev":"1","shard":"a"},{"id":"doc","error":"conflict","reason":"Update."},
        {"id":"other","error":"missing","reason":"Deleted.","rev":"3","shard":"c"}]"#;
    assert_eq!(read_body(&model, 201, body), r#"CONFLICT conflict: Update. (doc)"#);
    assert!(is_error(&model, 201, body));
}

#[test]
fn without_a_code_the_element_with_the_message_is_read() {
    let model = table(BATCH);
    let body = r#"[{"ok":true,"id":"new"},{"id":"doc","reason":"Something."},{"id":"other","reason":"More."}]"#;
    assert_eq!(read_body(&model, 400, body), "unknown : Something. (doc)");
}

#[test]
fn without_both_the_first_element_with_a_value_is_read() {
    let model = table(BATCH);
    assert_eq!(read_body(&model, 400, r#"[{}, {"id":"a"},{"id":"b","shard":"x"}]"#), "unknown :  (a)");
}

#[test]
fn the_values_before_a_syntax_error_are_those_of_the_best_element() {
    let model = table(BATCH);
    let body = r#"[{"id":"doc","error":"conflict"},{"id":"next","shard":"b", ]"#;
    assert_eq!(read_body(&model, 400, body), "unknown conflict:  (doc)");
}

#[test]
fn of_the_errors_of_a_list_the_first_with_a_code_is_the_response() {
    let model = table(
        "[envelope]\nerrors = \"/e\"\ncode = \"/e/0/code\"\nmessage = \"/e/0/m\"\nin_2xx = true\n[success]\ncodes = [0]\n\
         [errors.BAD]\ncode = \"BAD\"\n[errors.PLAIN]\nmessage = \"m\"\n",
    );
    let body = r#"{"e":[{"code":0,"m":"fine"},{"m":"m"},{"m":"n","code":"BAD"}]}"#;
    assert_eq!(read_body(&model, 200, body), "BAD BAD: n");
    assert_eq!(read_errors(&model, body), ["1 PLAIN: m", "2 BAD: n"]);
    // The message of a success is not that of an error.
    let body = r#"{"e":[{"code":0,"m":"fine"},{"m":"m"}]}"#;
    assert_eq!(read_body(&model, 200, body), "PLAIN : m");
    assert!(is_error(&model, 200, body));
    assert!(!is_error(&model, 200, r#"{"e":[{"code":0,"m":"fine"},{"code":0,"m":"too"}]}"#));
}

#[test]
fn codes_of_success_are_passed_over() {
    let model = table(
        "[envelope]\ncode = \"/items/*/code\"\nmessage = \"/items/*/text\"\nin_2xx = true\n[success]\ncodes = [\"OK\"]\n\
         [errors.BAD]\ncode = \"BAD\"\n",
    );
    let items = |second: &str| format!(r#"{{"items":[{{"code":"OK","text":"fine"}},{second}]}}"#);
    let body = items(r#"{"text":"broken","code":"BAD"}"#);
    assert_eq!(read_body(&model, 200, &body), r#"BAD BAD: broken"#);
    assert!(!is_error(&model, 200, &items(r#"{"code":"OK","text":"also fine"}"#)));
}

#[test]
fn inner_lists_are_read_from_the_chosen_element() {
    let model = table(
        "[envelope]\ncode = \"/groups/*/errors/*/code\"\nmessage = \"/groups/*/errors/*/text\"\n\
         request_id = \"/groups/*/id\"\n[errors.BAD]\ncode = 7\nfields.at = \"/groups/*/errors/*/at\"\n",
    );
    let body = r#"{"groups":[{"id":"g1","errors":[{"at":"x"}]},{"id":"g2","errors":[{"at":"y"},{"text":"t","code":7,"at":"z"}]}]}"#;
    assert_eq!(read_body(&model, 400, body), r#"BAD 7: t (g2) at="z""#);
}

#[test]
fn members_of_a_map_are_elements() {
    let model = table(
        "[envelope]\ncode = \"/*/code\"\nmessage = \"/*/text\"\n[errors.BAD]\ncode = 7\nfields.key = { at = \"/*~#\", required = true }\n",
    );
    let body = r#"{"a":{"text":"fine"},"b":{"code":7,"text":"broken"},"c":{"code":8}}"#;
    assert_eq!(read_body(&model, 400, body), r#"BAD 7: broken key="b""#);
}

const LISTED: &str = r#"
[envelope]
errors  = "/errors"
code    = "/errors/0/code"
message = "/errors/0/text"
in_2xx  = true

[success]
codes = [0]

[fields]
param = "/errors/0/param"

[errors.FIRST]
code = 1

[errors.SECOND]
code = 2
"#;

#[test]
fn a_list_of_errors_is_its_first_element_that_is_an_error() {
    let model = table(LISTED);
    let body = r#"{"errors":[{"code":0,"text":"OK","param":"a"},{"param":"b"},{"code":2,"text":"two"},{"code":1,"param":"c"}]}"#;
    assert_eq!(read_body(&model, 200, body), r#"SECOND 2: two"#);
    assert!(is_error(&model, 200, body));
    assert_eq!(read_errors(&model, body), ["2 SECOND: two", "3 FIRST:  \"c\""]);
}

#[test]
fn a_list_of_successes_is_no_error() {
    let model = table(LISTED);
    assert!(!is_error(&model, 200, r#"{"errors":[{"code":0,"text":"OK"},{"code":0}]}"#));
    assert!(!is_error(&model, 200, r#"{"errors":[]}"#));
}

#[test]
fn a_listed_error_is_written_to_the_first_element() {
    let body = write_and_read(&table(LISTED), "SECOND", &[("message", text("two"))]);
    assert_eq!(body, r#"{"errors":[{"text":"two","code":2}]}"#);
}

#[test]
fn locations_that_do_not_agree_with_the_list_of_errors_are_reported() {
    let table = "[envelope]\nerrors = \"/results\"\ncode = \"/results/*/error\"\nmessage = [\"/results/1/text\", \"/text\"]\n\
                 [errors.BAD]\ncode = 1\n";
    let report = report(table);
    assert!(report.contains("write `/results/0/error`"), "{report}");
    assert!(report.contains("write `/results/0/text`"), "{report}");
}

#[test]
fn the_type_of_the_list_of_errors_makes_no_error_of_a_2xx() {
    let model = table(
        "[[envelope]]\nwhen = { \"/rows\" = { type = \"list\" } }\nerrors = \"/rows\"\ncode = \"/rows/0/why/id\"\n\
         message = \"/rows/0/text\"\nin_2xx = true\n[[envelope]]\nwhen = { \"/rows\" = { type = \"object\" } }\n\
         code = \"/rows/*/why/id\"\nin_2xx = true\n[errors.GONE]\ncode = \"gone\"\n",
    );
    assert!(!is_error(&model, 200, r#"{"rows":[{"id":1},{"id":2}]}"#));
    assert!(!is_error(&model, 200, r#"{"rows":[]}"#));
    let body = r#"{"rows":[{"id":1},{"text":"t","why":{"id":"gone"}}]}"#;
    assert!(is_error(&model, 200, body));
    assert_eq!(read_errors(&model, body), ["1 GONE: t"]);
    assert!(is_error(&model, 200, r#"{"rows":[{"text":"t"}]}"#));
    // The type of anything else tells the error.
    assert!(is_error(&model, 200, r#"{"rows":{"a":{"id":1}}}"#));
}
