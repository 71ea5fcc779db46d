//! Fields of type duration and time.

use core::time::Duration;

use errspec_codegen::Model;
use errspec_engine::{Timestamp, Value};

use crate::{read_body, report, table, text, write_and_read};

fn duration(nanoseconds: u64) -> Value<'static> {
    Value::Duration(Duration::from_nanos(nanoseconds))
}

fn time(seconds: i64, nanoseconds: u32) -> Value<'static> {
    Value::Time(Timestamp::new(seconds, nanoseconds).expect("the time is in the years 0 to 9999"))
}

/// Returns a table with one field.
fn with_field(field: &str) -> Model {
    table(&format!(
        r#"
        [envelope]
        code = "/code"

        [errors.A]
        code    = 1
        fields.x = {field}
        "#
    ))
}

/// Returns the JSON of a field that is read from a value.
fn read_field(model: &Model, json: &str) -> String {
    read_body(model, 400, &format!(r#"{{"code":1,"x":{json}}}"#))
}

#[test]
fn a_duration_is_read_in_all_its_forms() {
    let model = with_field(r#"{ at = "/x", type = "duration" }"#);
    for (json, seconds) in [
        ("30", "30"),
        ("1.000000001", "1.000000001"),
        ("1e3", "1000"),
        (r#""30""#, "30"),
        (r#""28ms""#, "0.028"),
        (r#""1m2.5s""#, "62.5"),
        (r#""PT1M30S""#, "90"),
        (r#""00:01:30.25""#, "90.25"),
        (r#"" 5 minutes ""#, "300"),
        (r#""40000 d""#, "3456000000"),
        ("18446744073709551615.999999999", "18446744073709551615.999999999"),
    ] {
        assert_eq!(read_field(&model, json), format!("A 1:  x={seconds}"), "{json}");
    }
    for json in ["-1", "true", "null", "[1]", r#""soon""#, r#""""#, "1e40", r#""Sun, 06 Nov 1994 08:49:37 GMT""#] {
        assert_eq!(read_field(&model, json), "A 1: ", "{json}");
    }
}

#[test]
fn a_time_is_read_in_all_its_forms() {
    let model = with_field(r#"{ at = "/x", type = "time" }"#);
    for (json, time) in [
        (r#""1994-11-06T08:49:37Z""#, "1994-11-06T08:49:37Z"),
        (r#""1994-11-06T10:49:37.25+02:00""#, "1994-11-06T08:49:37.250Z"),
        (r#""1994-11-06 08:49:37.123456789Z""#, "1994-11-06T08:49:37.123456789Z"),
        (r#""Sun, 06 Nov 1994 08:49:37 GMT""#, "1994-11-06T08:49:37Z"),
    ] {
        assert_eq!(read_field(&model, json), format!("A 1:  x=\"{time}\""), "{json}");
    }
    for json in ["784111777", r#""784111777""#, r#""1994-11-06""#, r#""1994-11-06T08:49:37""#, "true", r#""30s""#] {
        assert_eq!(read_field(&model, json), "A 1: ", "{json}");
    }
    let model = with_field(r#"{ at = "/x", type = "time", unit = "unix_ms" }"#);
    for (json, time) in [
        ("784111777250", "1994-11-06T08:49:37.250Z"),
        (r#""784111777000.5""#, "1994-11-06T08:49:37.000500Z"),
        ("-1", "1969-12-31T23:59:59.999Z"),
        (r#""1994-11-06T08:49:37Z""#, "1994-11-06T08:49:37Z"),
    ] {
        assert_eq!(read_field(&model, json), format!("A 1:  x=\"{time}\""), "{json}");
    }
    for json in ["1e18", "99999999999999999999", "-1e18"] {
        assert_eq!(read_field(&model, json), "A 1: ", "{json}");
    }
}

#[test]
fn a_value_is_written_in_its_unit_and_read_back() {
    let nanos = 90_250_000_001;
    for (field, value, json) in [
        (r#"{ at = "/x", type = "duration" }"#, duration(nanos), "90.250000001"),
        (r#"{ at = "/x", type = "duration", unit = "ms" }"#, duration(nanos), "90250.000001"),
        (r#"{ at = "/x", type = "duration", template = "{x}s" }"#, duration(nanos), r#""90.250000001s""#),
        (r#"{ at = "/x", type = "duration", template = "PT{x}S" }"#, duration(nanos), r#""PT90.250000001S""#),
        (
            r#"{ at = "/x", type = "duration", template = "in {x} minutes" }"#,
            duration(100_000_000_000),
            r#""in 1.66666666667 minutes""#,
        ),
        (r#"{ at = "/x", type = "duration", unit = "iso8601" }"#, duration(nanos), r#""PT1M30.250000001S""#),
        (r#"{ at = "/x", type = "duration", unit = "iso8601" }"#, duration(0), r#""PT0S""#),
        (r#"{ at = "/x", type = "duration", unit = "iso8601" }"#, duration(90_000_000_000_000), r#""PT25H""#),
        (
            r#"{ at = "/x", type = "duration", template = "in {x}.", unit = "iso8601" }"#,
            duration(nanos),
            r#""in PT1M30.250000001S.""#,
        ),
        (r#"{ at = "/x", type = "duration", template = "in {x}." }"#, duration(nanos), r#""in 90.250000001s.""#),
        (r#"{ at = "/x", type = "duration", template = "in {x}." }"#, duration(28_000_000), r#""in 28ms.""#),
        (
            r#"{ at = "/x", type = "duration", template = "in {x}.", unit = "ms" }"#,
            duration(28_500_000),
            r#""in 28.5.""#,
        ),
        (r#"{ at = "/x", type = "time" }"#, time(784_111_777, 1), r#""1994-11-06T08:49:37.000000001Z""#),
        (r#"{ at = "/x", type = "time", unit = "unix" }"#, time(784_111_777, 1), "784111777.000000001"),
        (r#"{ at = "/x", type = "time", unit = "unix" }"#, time(-1, 250_000_000), "-0.75"),
        (r#"{ at = "/x", type = "time", unit = "unix_ms" }"#, time(784_111_777, 250_000_000), "784111777250"),
        (r#"{ at = "/x", type = "time", template = "until {x}" }"#, time(0, 0), r#""until 1970-01-01T00:00:00Z""#),
    ] {
        let body = write_and_read(&with_field(field), "A", &[("x", value)]);
        assert_eq!(body, format!(r#"{{"x":{json},"code":1}}"#), "{field}");
    }
}

#[test]
fn the_extremes_are_read_back() {
    let model = with_field(r#"{ at = "/x", type = "duration", unit = "ms" }"#);
    for value in [Duration::ZERO, Duration::MAX, Duration::from_nanos(1)] {
        write_and_read(&model, "A", &[("x", Value::Duration(value))]);
    }
    let model = with_field(r#"{ at = "/x", type = "duration", unit = "iso8601" }"#);
    for value in [Duration::MAX, Duration::from_nanos(1), Duration::from_secs(86_400)] {
        write_and_read(&model, "A", &[("x", Value::Duration(value))]);
    }
    for unit in ["ns", " weeks", "d"] {
        let model = with_field(&format!(r#"{{ at = "/x", type = "duration", template = "{{x}}{unit}" }}"#));
        write_and_read(&model, "A", &[("x", Value::Duration(Duration::MAX))]);
    }
    for unit in ["", ", unit = \"unix\"", ", unit = \"unix_ms\""] {
        let model = with_field(&format!(r#"{{ at = "/x", type = "time"{unit} }}"#));
        for value in [time(-62_167_219_200, 0), time(253_402_300_799, 999_999_999), time(-1, 1)] {
            write_and_read(&model, "A", &[("x", value)]);
        }
    }
}

#[test]
fn each_location_has_its_unit() {
    let model = with_field(r#"{ at = [{ at = "/x", unit = "ms" }, "/seconds"], type = "duration" }"#);
    assert_eq!(read_body(&model, 400, r#"{"code":1,"x":1500}"#), "A 1:  x=1.5");
    assert_eq!(read_body(&model, 400, r#"{"code":1,"seconds":1500}"#), "A 1:  x=1500");
    assert_eq!(write_and_read(&model, "A", &[("x", duration(1_500_000_000))]), r#"{"x":1500,"code":1}"#);
}

const LIMITS: &str = r#"
    [envelope]
    code    = "/code"
    message = "/message"

    [errors.SECONDS]
    code    = 1
    message = "Retry after {wait} seconds"
    fields.wait = { type = "duration" }

    [errors.ANY]
    code    = 2
    message = "{reason}: try again in {wait}. Ask {who}."
    fields.wait = { type = "duration" }

    [errors.WINDOW]
    code    = 3
    message = "From {from} to {to} (PT{length}H)"
    fields.from   = { type = "time" }
    fields.to     = { type = "time", unit = "unix" }
    fields.length = { type = "duration" }
"#;

#[test]
fn parameters_of_a_message_are_durations_and_times() {
    let model = table(LIMITS);
    let read = |code: u8, message: &str| {
        let found = read_body(&model, 400, &format!(r#"{{"code":{code},"message":"{message}"}}"#));
        found.split_once(": ").and_then(|(_, rest)| Some(rest.strip_prefix(message)?.trim().to_owned()))
    };
    for (code, message, fields) in [
        (1, "Retry after 30 seconds", "wait=30"),
        (1, "Retry after 1 minute 30 seconds", "wait=90"),
        (1, "Retry after 1.5 seconds", "wait=1.5"),
        (2, "Slow down: try again in 28ms. Ask us.", r#"reason="Slow down" wait=0.028 who="us""#),
        (2, "x: try again in 1m2.5s. Ask us.", r#"reason="x" wait=62.5 who="us""#),
        (2, "x: try again in 6h0m0s. Ask us.", r#"reason="x" wait=21600 who="us""#),
        (2, "a: try again in x: try again in 20. Ask us.", r#"reason="a: try again in x" wait=20 who="us""#),
        (
            3,
            "From 1994-11-06T08:49:37.5Z to 1e3 (PT0.5H)",
            r#"from="1994-11-06T08:49:37.500Z" length=1800 to="1970-01-01T00:16:40Z""#,
        ),
        (3, "From Sun, 06 Nov 1994 08:49:37 GMT to 1994-11-06T08:49:37Z (PT30M1H)", ""),
        (
            3,
            "From Sun, 06 Nov 1994 08:49:37 GMT to 1994-11-06T08:49:37Z (PT1H)",
            r#"from="1994-11-06T08:49:37Z" length=3600 to="1994-11-06T08:49:37Z""#,
        ),
    ] {
        assert_eq!(read(code, message).as_deref(), Some(fields), "{message}");
    }
    let body = write_and_read(&model, "SECONDS", &[("wait", duration(1_500_000_000))]);
    assert!(body.contains("Retry after 1.5 seconds"), "{body}");
    let values = [("reason", text("x")), ("wait", duration(28_000_000)), ("who", text("us"))];
    let body = write_and_read(&model, "ANY", &values);
    assert!(body.contains("x: try again in 28ms. Ask us."), "{body}");
    let values = [("from", time(0, 0)), ("to", time(1, 500_000_000)), ("length", duration(5_400_000_000_000))];
    let body = write_and_read(&model, "WINDOW", &values);
    assert!(body.contains("From 1970-01-01T00:00:00Z to 1.5 (PT1.5H)"), "{body}");
}

#[test]
fn a_unit_beside_a_parameter_counts_where_its_ends_are_searched() {
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = "/message"

        [errors.BUSY]
        code    = 1
        message = "{who} waits {delay} minutes{rest}"
        fields.who   = { chars = "a-z " }
        fields.delay = { type = "duration" }
        "#,
    );
    let read = |message: &str| read_body(&model, 400, &format!(r#"{{"code":1,"message":"{message}"}}"#));
    assert_eq!(read("a waits 5 minutes."), r#"BUSY 1: a waits 5 minutes. delay=300 rest="." who="a""#);
    assert_eq!(
        read("a waits b waits 1.5 minutes"),
        r#"BUSY 1: a waits b waits 1.5 minutes delay=90 rest="" who="a waits b""#
    );
    let values = [("who", text("a")), ("delay", duration(90_000_000_000)), ("rest", text("!"))];
    let body = write_and_read(&model, "BUSY", &values);
    assert_eq!(body, r#"{"message":"a waits 1.5 minutes!","code":1}"#);
}

#[test]
fn other_bodies_top_level_fields_and_sub_errors_have_them() {
    let model = table(
        r#"
        [envelope]
        body = "form"
        code = "/code"

        [fields]
        at = { at = "/at", type = "time" }

        [errors.A]
        code = "a"
        fields.wait = { at = "/wait", type = "duration", required = true }
        "#,
    );
    let read = read_body(&model, 400, "code=a&wait=PT5S&at=1994-11-06T08%3A49%3A37Z");
    assert_eq!(read, r#"A a:  at="1994-11-06T08:49:37Z" wait=5"#);
    assert_eq!(write_and_read(&model, "A", &[("wait", duration(1_500_000_000))]), "wait=1.5&code=a");
    assert_eq!(read_body(&model, 400, "code=a&wait=soon"), "unknown a: ");
}

#[test]
fn a_delay_is_written_as_iso_8601() {
    let model = table(
        r#"
        [envelope]
        code        = "/code"
        retry_after = { at = "/wait", unit = "iso8601" }

        [errors.A]
        code        = 1
        retry       = "after"
        retry_after = 90.5
        "#,
    );
    assert_eq!(write_and_read(&model, "A", &[]), r#"{"wait":"PT1M30.5S","code":1}"#);
    let report = report(
        "[envelope]\ncode = \"/code\"\nretry_after = { at = \"/wait\", unit = \"iso8601\", template = \"{retry_after}s\" }\n\n\
         [errors.A]\ncode = 1\n",
    );
    assert!(report.contains("written as a text of ISO 8601") && report.contains("remove `unit`"), "{report}");
}

#[test]
fn a_wrong_unit_is_reported() {
    let report =
        |field: &str| report(&format!("[envelope]\ncode = \"/code\"\n\n[errors.A]\ncode = 1\nfields.x = {field}\n"));
    for (field, title, help) in [
        (r#"{ at = "/x", unit = "ms" }"#, "neither a duration nor a point in time", r#"add `type = "duration"`"#),
        (r#"{ at = "/x", unit = "unix", type = "integer" }"#, "neither a duration nor", r#"add `type = "time"`"#),
        (r#"{ at = "/x", unit = "unix", type = "duration" }"#, "which is a duration", r#"write `type = "time"`"#),
        (r#"{ at = "/x", unit = "ms", type = "time" }"#, "which is a point in time", r#"write `unit = "unix_ms"`"#),
        (r#"{ at = { at = "/x", unit = "ms" }, type = "time" }"#, "which is a point in time", "unix_ms"),
        (r#"{ at = { at = "/x", unit = "ms" } }"#, "`unit` has no meaning here", r#"`type = "duration"`"#),
        (r#"{ at = "/x", unit = "sec", type = "duration" }"#, "unknown value `sec`", "did you mean `s`?"),
        (r#"{ at = "/x", type = "timestamp" }"#, "unknown value `timestamp`", "`time`"),
        (r#"{ at = "/x", type = "datetime" }"#, "unknown value `datetime`", "`time`"),
        (r#"{ at = "/x", type = "duration", template = "1{x}" }"#, "a digit is next to the number", ""),
    ] {
        let report = report(field);
        assert!(report.contains(title) && report.contains(help), "{field}:\n{report}");
        assert_eq!(report.matches("error[").count(), 1, "{field}:\n{report}");
    }
}

#[test]
fn a_time_is_written_as_an_http_date() {
    let model = with_field(r#"{ at = "/x", type = "time", unit = "http_date" }"#);
    let date = r#""Sun, 06 Nov 1994 08:49:37 GMT""#;
    assert_eq!(read_field(&model, date), r#"A 1:  x="1994-11-06T08:49:37Z""#);
    assert_eq!(read_field(&model, r#""1994-11-06T08:49:37.5Z""#), r#"A 1:  x="1994-11-06T08:49:37.500Z""#);
    assert_eq!(read_field(&model, "784111777"), "A 1: ");
    let body = write_and_read(&model, "A", &[("x", time(784_111_777, 0))]);
    assert_eq!(body, format!(r#"{{"x":{date},"code":1}}"#));
    // In a message, and in a header.
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = "/message"

        [errors.A]
        code     = 1
        message  = "Gone since {since}!"
        fields.since = { type = "time", unit = "http_date" }

        [errors.B]
        code     = 2
        fields.seen = { at = ["header:last-modified", "/seen"], type = "time", unit = "http_date" }
        "#,
    );
    let body = write_and_read(&model, "A", &[("since", time(784_111_777, 0))]);
    assert_eq!(body, r#"{"message":"Gone since Sun, 06 Nov 1994 08:49:37 GMT!","code":1}"#);
}
