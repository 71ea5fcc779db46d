//! Headers that are repeated, the parameters of headers, and bodies beside a code in a header.

use std::sync::Arc;

use errspec_codegen::Model;
use errspec_engine::Value;
use errspec_engine::decode::{Decoded, Incoming, detect};
use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::response::HeaderLines;
use errspec_engine::{FieldValues, Fields};

use super::{read_response, report, table};

/// The lines of headers.
struct Lines<'h>(&'h [(&'h str, &'h str)]);

impl HeaderLines for Lines<'_> {
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>)) {
        self.0.iter().filter(|(own, _)| *own == name).for_each(|(_, value)| take(Arc::from(*value)));
    }
}

fn read_lines(model: &Model, lines: &[(&str, &str)], status: u16, body: &str) -> String {
    let lines = Lines(lines);
    let incoming = Incoming { status: Some(status), headers: Some(&lines), body: body.as_bytes(), clock: || None };
    let is_error = detect(&model.table(), &incoming, &mut Decoded::new(body.as_bytes())).is_some();
    let read = read_response(model, &incoming);
    if is_error { read } else { ["no error: ", &read].concat() }
}

const CHALLENGES: &str = r#"
[envelope]
code    = "header:www-authenticate/(parameters)/Error"
message = "header:www-authenticate/(parameters)/error_description"

[errors.INVALID_TOKEN]
code   = "invalid_token"
status = 401
fields.realm = "header:www-authenticate/(parameters)/realm"
"#;

#[test]
fn parameters_are_read_in_all_challenges_of_all_lines() {
    let model = table(CHALLENGES);
    let expected = r#"INVALID_TOKEN invalid_token: say "no" realm="a, b""#;
    let read = |lines: &[&str], body: &str| {
        let lines: Vec<(&str, &str)> = lines.iter().map(|line| ("www-authenticate", *line)).collect();
        read_lines(&model, &lines, 401, body)
    };
    for lines in [
        &[r#"Bearer realm="a, b", error="invalid_token", error_description="say \"no\"""#][..],
        &[r#"Basic realm="a, b", Bearer realm=c, ERROR = invalid_token, error_description="say \"no\"""#],
        &[r#"Basic realm="a, b""#, r#"Bearer error="invalid_token", error_description="say \"\no\"""#],
        &["Negotiate", "NTLM", r#"DPoP realm="a, b" error="invalid_token" error_description="say \"no\"""#],
    ] {
        for body in ["", "{}", "<html>Unauthorized</html>", "Unauthorized"] {
            assert_eq!(read(lines, body), expected, "{lines:?} {body}");
        }
    }
    // An error within the value of another parameter is none.
    assert_eq!(read(&[r#"Basic realm="x error=invalid_token""#], "{}"), "unknown : ");
}

#[test]
fn parameters_are_written_and_read_back() {
    let text =
        CHALLENGES.replace("[errors", "write = { \"header:www-authenticate/(parameters)/\" = \"Bearer\" }\n\n[errors");
    let model = table(&text);
    let table = model.table();
    let entry = table.entry_by_name("INVALID_TOKEN").expect("the entry is in the table");
    let values = Fields::new(
        entry
            .fields()
            .map(|field| Some(Value::String(if field == "realm" { "a \"b\" \\" } else { "It has expired" }.into()))),
    );
    let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
    let (_, header) = response.headers.iter().find(|(name, _)| name == "www-authenticate").expect("it is written");
    assert!(header.starts_with("Bearer "), "{header}");
    let read = read_lines(&model, &[("www-authenticate", header)], 401, "{}");
    assert_eq!(read, r#"INVALID_TOKEN invalid_token: It has expired realm="a \"b\" \\""#);
    assert_eq!(values.value(7), None);
}

#[test]
fn the_line_that_fits_is_read() {
    let model = table(
        r#"
[envelope]
code    = { at = "header:warning", template = "199 - {code}" }
message = "/message"

[errors.LIMITED]
code   = "limited"
status = 429
fields.names  = { at = "header:x-names", type = "list" }
fields.parts  = { at = "header:x-parts", type = "list", separator = ", " }
fields.number = { at = "header:x-number", type = "integer" }

[errors.LIMITED.cases.SLOW]
when = { "header:x-kind" = "slow" }

[errors.LIMITED.cases.FAST]
when = { "header:x-kind" = { not = ["slow", "none"] } }
examples = [{ status = 429, headers = { warning = "199 - limited", x-kind = "fast" }, body = "{}" }]
"#,
    );
    let lines = [
        ("warning", "110 - stale"),
        ("warning", "199 - limited"),
        ("x-names", "a"),
        ("x-names", "b, c"),
        ("x-parts", "d, e"),
        ("x-parts", "f"),
        ("x-number", "many"),
        ("x-number", "7"),
        ("x-kind", "none"),
        ("x-kind", "slow"),
    ];
    let expected = r#"SLOW limited:  names=["a","b, c"] number=7 parts=["d","e","f"]"#;
    assert_eq!(read_lines(&model, &lines, 429, r#"{"message":""}"#), expected);
    let without_kind = lines.get(..9).unwrap_or_default();
    assert!(read_lines(&model, without_kind, 429, "{}").starts_with("LIMITED"));
}

#[test]
fn an_example_may_repeat_a_header() {
    let example = r#"
[[errors.INVALID_TOKEN.examples]]
status  = 401
headers = { www-authenticate = ["Basic", "Bearer error=invalid_token"] }
body    = "<html>"
"#;
    table(&[CHALLENGES, example].concat());
    let wrong = [CHALLENGES, &example.replace("\"Basic\"", "7")].concat();
    assert!(report(&wrong).contains("expected a string"), "{}", report(&wrong));
}

#[test]
fn a_redirect_is_an_error_whatever_its_body() {
    let model = table(
        r#"
[envelope]
code    = "header:location/(query)/error"
message = "header:location/(query)/error_description"

[errors.DENIED]
code   = "access_denied"
status = 302
"#,
    );
    let location = [("location", "https://c/cb?error=access_denied&error_description=no")];
    for body in ["", "<html>Found</html>", "{}"] {
        assert_eq!(read_lines(&model, &location, 302, body), "DENIED access_denied: no", "{body}");
        assert_eq!(read_lines(&model, &[("location", "https://c/cb?code=1")], 302, body), "no error: unknown : ");
    }
    // A value of the body is not lost.
    assert_eq!(read_lines(&model, &location, 200, "<html>"), "no error: DENIED access_denied: no");
}
