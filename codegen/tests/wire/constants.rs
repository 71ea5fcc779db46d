//! Values that are written and not asked for.

use super::{read_body, report, table, text, write_and_read};

const RPC: &str = r#"
[envelope]
code    = "/error/code"
message = "/error/message"
name    = "/error/data/name"
write   = { "/jsonrpc" = "2.0", "/id" = 0, "/ok" = false }

[fields]
id = "/id"

[errors.PARSE_ERROR]
code   = -32700
symbol = "ParseError"

[errors.PARSE_ERROR.cases.TOO_LONG]
message = "Too long"

[errors.OTHER]
code = 1
"#;

#[test]
fn constants_are_written_to_every_response_and_not_asked_for() {
    let model = table(RPC);
    let body = write_and_read(&model, "OTHER", &[("message", text("m"))]);
    assert_eq!(body, r#"{"jsonrpc":"2.0","id":0,"ok":false,"error":{"message":"m","code":1}}"#);
    assert_eq!(read_body(&model, 400, r#"{"error":{"code":1,"message":"m"}}"#), "OTHER 1: m");
}

#[test]
fn the_symbolic_name_is_written_and_inherited_by_cases() {
    let model = table(RPC);
    let body = write_and_read(&model, "PARSE_ERROR", &[("message", text("m"))]);
    let written =
        r#"{"jsonrpc":"2.0","id":0,"ok":false,"error":{"message":"m","data":{"name":"ParseError"},"code":-32700}}"#;
    assert_eq!(body, written);
    assert!(write_and_read(&model, "TOO_LONG", &[]).contains(r#""name":"ParseError""#));
    // Another name does not matter.
    let other = r#"{"error":{"code":-32700,"message":"m","data":{"name":"New"}}}"#;
    assert_eq!(read_body(&model, 400, other), "PARSE_ERROR -32700: m");
}

#[test]
fn misuse_is_reported() {
    let entry = "[errors.A]\ncode = 1\nsymbol = \"a\"\n";
    let without_name = report(&format!("[envelope]\ncode = \"/code\"\n{entry}"));
    assert!(without_name.contains("no envelope has a location for symbolic names"), "{without_name}");
    for value in ["[\"a\", \"b\"]", "{ present = true }"] {
        let several =
            report(&format!("[envelope]\ncode = \"/code\"\nname = \"/n\"\nwrite = {{ \"/a\" = {value} }}\n{entry}"));
        assert!(several.contains("a constant is one value"), "{several}");
    }
    let deep = report(&format!(
        "[envelope]\nbody = \"form\"\ncode = \"/code\"\nname = \"/n\"\nwrite = {{ \"/a/b\" = 1 }}\n{entry}"
    ));
    assert!(deep.contains("a body of keys and values has one level"), "{deep}");
}
