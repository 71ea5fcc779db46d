//! Entries for a class of codes, each of which keeps the code of the response.

use errspec_engine::Value;

use crate::{is_error, read_body, report, table, text, write_and_read};

const NEO: &str = r#"
    [envelope]
    code = "/errors/0/code"
    message = "/errors/0/message"

    [errors.TRANSIENT]
    codes = "Neo.TransientError.{_}"
    retry = "after"

    [errors.DEADLOCK]
    code = "Neo.TransientError.Transaction.DeadlockDetected"

    [errors.TRANSACTION]
    codes = "Neo.TransientError.Transaction.{_}"

    [errors.CLIENT]
    codes = ["Neo.ClientError.{_}", "Legacy"]
"#;

#[test]
fn a_class_of_codes_keeps_the_code() {
    let neo = table(NEO);
    let read = |code: &str| read_body(&neo, 500, &format!(r#"{{"errors":[{{"code":"{code}","message":"m"}}]}}"#));
    assert_eq!(
        read("Neo.TransientError.General.OutOfMemory"),
        r#"TRANSIENT Neo.TransientError.General.OutOfMemory: m code="Neo.TransientError.General.OutOfMemory""#
    );
    assert_eq!(read("Legacy"), r#"CLIENT Legacy: m code="Legacy""#);
    assert_eq!(read("Neo.DatabaseError.General"), "unknown Neo.DatabaseError.General: m");
    let body = r#"{"errors":[{"message":"m","code":"Neo.ClientError.Statement.Syntax"}]}"#;
    let values = [("code", text("Neo.ClientError.Statement.Syntax")), ("message", text("m"))];
    assert_eq!(write_and_read(&neo, "CLIENT", &values), body);
}

#[test]
fn an_exact_code_comes_before_a_class_and_a_class_before_a_wider_one() {
    let neo = table(NEO);
    let name = |code: &str| {
        let read = read_body(&neo, 500, &format!(r#"{{"errors":[{{"code":"{code}"}}]}}"#));
        read.split(' ').next().unwrap_or_default().to_owned()
    };
    assert_eq!(name("Neo.TransientError.Transaction.DeadlockDetected"), "DEADLOCK");
    assert_eq!(name("Neo.TransientError.Transaction.Terminated"), "TRANSACTION");
    assert_eq!(name("Neo.TransientError.X"), "TRANSIENT");
}

const RANGES: &str = r#"
    [envelope]
    code = "/code"
    message = "/message"

    [errors.VALIDATION]
    codes = ["40000..40099", 41000]
    status = 400

    [errors.VALIDATION.cases.TOO_LONG]
    message = "{name} is too long"

    [errors.NARROW]
    codes = "40050..40059"
    fields.code = { type = "string", description = "The code." }

    [errors.EXACT]
    code = 40055
"#;

#[test]
fn a_range_of_codes_keeps_an_integer() {
    let model = table(RANGES);
    assert_eq!(read_body(&model, 422, r#"{"code":40001,"message":"m"}"#), "VALIDATION 40001: m code=40001");
    assert_eq!(read_body(&model, 422, r#"{"code":"40099","message":"m"}"#), "VALIDATION 40099: m code=40099");
    assert_eq!(read_body(&model, 422, r#"{"code":41000}"#), "VALIDATION 41000:  code=41000");
    assert_eq!(read_body(&model, 422, r#"{"code":40100}"#), "unknown 40100: ");
    assert_eq!(read_body(&model, 422, r#"{"code":40050}"#), r#"NARROW 40050:  code="40050""#);
    assert_eq!(read_body(&model, 422, r#"{"code":40055}"#), "EXACT 40055: ");
    assert_eq!(
        read_body(&model, 400, r#"{"code":40002,"message":"zip is too long"}"#),
        r#"TOO_LONG 40002: zip is too long code=40002 name="zip""#
    );
    let values = [("code", Value::Integer(40_007)), ("name", text("zip"))];
    assert_eq!(write_and_read(&model, "TOO_LONG", &values), r#"{"message":"zip is too long","code":40007}"#);
    let body = write_and_read(&model, "NARROW", &[("code", text("40051")), ("message", text("m"))]);
    assert_eq!(body, r#"{"message":"m","code":"40051"}"#);
}

#[test]
fn a_code_outside_of_the_class_is_not_written() {
    use errspec_engine::Fields;
    use errspec_engine::encode::{EncodeRequest, Extras};

    let model = table(RANGES);
    let table = model.table();
    let entry = table.entry_by_name("VALIDATION").expect("the entry is in the table");
    let write = |code| {
        let values = Fields::new([Some(Value::Integer(code)), Some(text("m"))]);
        EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode().body
    };
    assert_eq!(String::from_utf8_lossy(&write(40_099)), r#"{"message":"m","code":40099}"#);
    assert_eq!(String::from_utf8_lossy(&write(40_100)), r#"{"message":"m"}"#);
}

#[test]
fn all_codes_can_be_a_class() {
    let model = table(
        r#"
        [envelope]
        code = ["/fine", "/coarse"]
        message = "/message"
        no_code = ["none"]
        in_2xx = true

        [success]
        codes = ["OK"]

        [errors.ANY]
        codes = "{_}"

        [errors.COARSE]
        codes = "C{_}"
        message = "{code}: {reason}"
        "#,
    );
    assert_eq!(read_body(&model, 400, r#"{"fine":"x"}"#), r#"ANY x:  code="x""#);
    assert_eq!(read_body(&model, 400, r#"{"fine":"none","coarse":7}"#), r#"ANY 7:  code="7""#);
    let body = r#"{"fine":"C1","message":"C1: bad"}"#;
    assert_eq!(read_body(&model, 400, body), r#"COARSE C1: C1: bad code="C1" reason="bad""#);
    assert!(is_error(&model, 200, r#"{"fine":"C1"}"#));
    assert!(!is_error(&model, 200, r#"{"fine":"OK"}"#));
    write_and_read(&model, "COARSE", &[("code", text("C9")), ("reason", text("r"))]);
}

#[test]
fn the_code_is_kept_in_other_bodies_and_templates() {
    let model = table(
        r#"
        [envelope]
        body = "text"
        code = { at = "", template = "{code}: {message}" }
        message = { at = "", template = "{code}: {message}" }

        [errors.DISK]
        codes = "E{_}"
        message = "disk {state}"
        "#,
    );
    assert_eq!(read_body(&model, 400, "E12: disk full"), r#"DISK E12: disk full code="E12" state="full""#);
    let values = [("code", text("E7")), ("state", text("full"))];
    assert_eq!(write_and_read(&model, "DISK", &values), "E7: disk full");
}

#[test]
fn a_version_within_a_code_is_kept_or_left_out() {
    let kept = table(
        r#"
        [envelope]
        code = "/error/code"
        message = "/error/message"

        [errors.PROPERTY_UNKNOWN]
        codes = "Base.{_}.PropertyUnknown"
        "#,
    );
    let body = r#"{"error":{"message":"m","code":"Base.1.19.PropertyUnknown"}}"#;
    let values = [("code", text("Base.1.19.PropertyUnknown")), ("message", text("m"))];
    assert_eq!(write_and_read(&kept, "PROPERTY_UNKNOWN", &values), body);
    let left_out = table(
        r#"
        [envelope]
        code = { at = "/error/code", template = ["Base.1.19.{code}", "Base.{_}.{_}.{code}"] }
        message = "/error/message"

        [errors.PROPERTY_UNKNOWN]
        code = "PropertyUnknown"
        "#,
    );
    assert_eq!(write_and_read(&left_out, "PROPERTY_UNKNOWN", &values), body);
    assert_eq!(read_body(&left_out, 400, &body.replace("1.19", "1.8")), "PROPERTY_UNKNOWN PropertyUnknown: m");
}

#[test]
fn overlapping_classes_are_ambiguous() {
    let of = |one: &str, other: &str| {
        report(&format!(
            "[envelope]\ncode = \"/code\"\n[errors.ONE]\ncodes = {one}\n[errors.OTHER]\ncodes = {other}\nstatus = 400\n"
        ))
    };
    assert!(of("\"1..20\"", "\"10..30\"").contains("for example the code 10"));
    assert!(of("\"a{_}\"", "\"{_}z\"").contains("for example the code \"az\""));
    assert_eq!(of("\"1..20\"", "\"10..20\""), "");
    assert_eq!(of("\"1..20\"", "\"21..30\""), "");
    assert_eq!(of("\"a{_}\"", "\"{_}zz\""), "");
    assert_eq!(of("\"a{_}\"", "\"b{_}\""), "");
    // Equal classes are compared as equal codes.
    assert_eq!(of("\"a{_}\"", "\"a{_}\""), "");
    let same =
        report("[envelope]\ncode = \"/code\"\n[errors.ONE]\ncodes = \"a{_}\"\n[errors.OTHER]\ncodes = \"a{_}\"\n");
    assert!(same.contains("a response could be both `ONE` and `OTHER`"), "{same}");
    assert!(same.contains("code \"a\""), "{same}");
}

#[test]
fn the_case_of_codes_is_ignored_where_the_table_says_so() {
    let model = table(
        r#"
        ignore_case = true

        [envelope]
        code    = ["/code", "/*/code"]
        message = ["/message", "/*/message"]
        no_code = ["None"]
        in_2xx  = true

        [success]
        codes = ["Ok"]

        [errors.INVALID_GRANT]
        code    = "Invalid_Grant"
        aliases = ["BadGrant"]

        [errors.DISK]
        codes = ["Disk_{_}", "7..9", "Full"]

        [errors.MISSING]
        code    = "missing"
        message = "{what} is missing"
        "#,
    );
    for code in ["Invalid_Grant", "invalid_grant", "INVALID_GRANT", "badgrant"] {
        let read = read_body(&model, 400, &format!(r#"{{"code":"{code}","message":"m"}}"#));
        assert_eq!(read, format!("INVALID_GRANT {code}: m"));
    }
    // The code that is written is that of the table, and a code that is kept is the one of the response.
    let written = write_and_read(&model, "INVALID_GRANT", &[("message", text("m"))]);
    assert_eq!(written, r#"{"message":"m","code":"Invalid_Grant"}"#);
    assert_eq!(read_body(&model, 400, r#"{"code":"DISK_x"}"#), r#"DISK DISK_x:  code="DISK_x""#);
    let body = write_and_read(&model, "DISK", &[("code", text("FULL")), ("message", text("m"))]);
    assert_eq!(body, r#"{"message":"m","code":"FULL"}"#);
    // Only codes are compared so.
    assert_eq!(
        read_body(&model, 400, r#"{"code":"MISSING","message":"X IS MISSING"}"#),
        "unknown MISSING: X IS MISSING"
    );
    assert_eq!(read_body(&model, 400, r#"{"code":"Äh"}"#), "unknown Äh: ");
    assert_eq!(read_body(&model, 400, r#"{"code":"NONE"}"#), "unknown : ");
    assert!(!is_error(&model, 200, r#"{"code":"OK"}"#));
    assert!(is_error(&model, 200, r#"{"code":"full"}"#));
    // An element whose code means success is passed over.
    assert_eq!(
        read_body(&model, 400, r#"[{"code":"OK"},{"code":"FULL","message":"m"}]"#),
        r#"DISK FULL: m code="FULL""#
    );
}

#[test]
fn codes_that_differ_in_case_alone_are_one_code_then() {
    let of = |more: &str| {
        report(&format!(
            "ignore_case = true\n[envelope]\ncode = \"/code\"\nno_code = [\"None\"]\n[errors.A]\ncode = \"a\"\n{more}\n"
        ))
    };
    assert_eq!(of(""), "");
    assert!(of("aliases = [\"A\"]").contains("\"a\" and \"A\" are the same code"));
    assert!(of("aliases = [\"NONE\"]").contains("counts as no code"));
    assert!(of("[errors.B]\ncode = \"A\"").contains("a response could be both `A` and `B`"));
    assert!(of("[errors.B]\ncodes = [\"x{_}\", \"X{_}\"]").contains("duplicate code"));
    assert!(of("[errors.B]\ncode = \"b\"\n[reserved]\ncodes = [\"B\"]").contains("is reserved"));
}
