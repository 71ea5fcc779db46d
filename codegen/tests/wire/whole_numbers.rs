//! Integers in other forms than the shortest.

use errspec_engine::decode::{Decoded, Incoming, decode};

use crate::{read_body, table};

const TABLE: &str = r#"
    [envelope]
    status = "/status"
    code = { at = "/code", type = "integer" }
    message = "/m"

    [errors.A]
    code = 13
    status = 401
    fields.i = { at = "/i", type = "integer" }
    fields.n = { at = "/n", type = "number" }

    [errors.S]
    status = 401
    message = "unauthorized"
    "#;

#[test]
fn a_status_in_a_body_is_a_whole_number() {
    let model = table(TABLE);
    let table = model.table();
    for status in ["401", "401.0", "4.01e2", r#""401""#, r#""401.0""#, r#"" 401 ""#, r#""401 Unauthorized""#] {
        let body = format!(r#"{{"status":{status},"m":"unauthorized"}}"#);
        let incoming = Incoming { status: None, ..crate::incoming(0, &body) };
        let mut out = Decoded::new(body.as_bytes());
        let found = decode(&table, &incoming, &mut out);
        assert_eq!(found.nearest().map(|entry| entry.name()), Some("S"), "{body}");
        assert_eq!(out.parts.status(), Some(401), "{body}");
    }
}

#[test]
fn a_code_of_type_integer_is_a_whole_number() {
    let model = table(TABLE);
    for code in ["13", "13.0", "1.3e1", r#""13""#, r#""13.0""#, r#"" 13 ""#, r#""013""#] {
        assert_eq!(read_body(&model, 401, &format!(r#"{{"code":{code}}}"#)), "A 13: ", "{code}");
    }
    for other in ["13.5", "true", r#""1 3""#, r#""13x""#, r#""""#, r#"" ""#, "{}"] {
        assert_eq!(read_body(&model, 401, &format!(r#"{{"code":{other},"m":"m"}}"#)), "unknown : m", "{other}");
    }
}

#[test]
fn blanks_around_a_number_are_left_out() {
    let model = table(TABLE);
    let body = r#"{"code":13,"i":" 5 ","n":" 2.5\n"}"#;
    assert_eq!(read_body(&model, 401, body), "A 13:  i=5 n=2.5");
    assert_eq!(read_body(&model, 401, r#"{"code":13,"i":"5 6","n":" "}"#), "A 13: ");
}
