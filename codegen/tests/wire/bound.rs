//! Entries that are found in one envelope alone.

use crate::{read_body, report, table, text, write_and_read};

const TWO: &str = r#"
    [[envelope]]
    id      = "app"
    when    = { "/service" = "s" }
    code    = "/code"
    message = "/message"

    [[envelope]]
    id      = "gateway"
    code    = "/fault/code"
    message = "/fault/text"
"#;

fn of(entries: &str) -> String {
    format!("{TWO}\n{entries}")
}

const APP: &str = r#"{"service":"s","code":1001,"message":"m"}"#;
const GATEWAY: &str = r#"{"fault":{"text":"m","code":1001}}"#;

#[test]
fn an_entry_is_found_in_its_envelope_alone_where_the_table_says_so() {
    let model = table(&of(r#"
        [errors.QUOTA]
        code     = 1001
        envelope = { id = "gateway", only = true }

        [errors.QUOTA.cases.DAILY]
        message = "daily quota of {count} is used up"
        "#));
    assert_eq!(read_body(&model, 429, GATEWAY), "QUOTA 1001: m");
    assert_eq!(read_body(&model, 429, APP), "unknown 1001: m");
    assert_eq!(write_and_read(&model, "QUOTA", &[("message", text("m"))]), GATEWAY);
    let written = write_and_read(&model, "DAILY", &[("count", text("5"))]);
    assert_eq!(written, r#"{"fault":{"text":"daily quota of 5 is used up","code":1001}}"#);
    let elsewhere = written.replace(r#""fault":{"text""#, r#""service":"s","message""#).replace("}}", "}");
    assert_eq!(read_body(&model, 429, &elsewhere), "unknown 1001: daily quota of 5 is used up");
}

#[test]
fn an_entry_that_names_an_envelope_is_found_in_all() {
    let model = table(&of("[errors.QUOTA]\ncode = 1001\nenvelope = \"gateway\"\n"));
    assert_eq!(read_body(&model, 429, APP), "QUOTA 1001: m");
    let model = table(&of("[errors.QUOTA]\ncode = 1001\nenvelope = { id = \"gateway\", only = false }\n"));
    assert_eq!(read_body(&model, 429, APP), "QUOTA 1001: m");
}

#[test]
fn an_entry_of_one_envelope_comes_before_one_of_all() {
    let model = table(&of(r#"
        [errors.ANY]
        code = 1001
        envelope = "app"
        message = "m"

        [errors.OF_GATEWAY]
        code     = 1001
        envelope = { id = "gateway", only = true }
        message  = "{text}"
        "#));
    assert_eq!(read_body(&model, 429, GATEWAY), r#"OF_GATEWAY 1001: m text="m""#);
    assert_eq!(read_body(&model, 429, APP), "ANY 1001: m");
}

#[test]
fn the_envelopes_tell_entries_apart_if_nothing_else_does() {
    let model = table(
        r#"
        [[envelope]]
        id      = "json"
        message = "/message"

        [[envelope]]
        id   = "page"
        body = "text"
        when = { "header:content-type" = "text/html" }
        media_type = "text/html"

        [[envelope]]
        id   = "text"
        body = "text"

        [errors.BAD_GATEWAY]
        status   = "5xx"
        envelope = "page"

        [errors.FAILED]
        status   = "5xx"
        envelope = "text"

        [errors.BROKEN]
        status   = "5xx"
        envelope = "json"
        "#,
    );
    assert_eq!(read_body(&model, 500, "no disk"), "FAILED : no disk");
    assert_eq!(read_body(&model, 500, r#"{"message":"m"}"#), "BROKEN : m");
    let table = model.table();
    let is_page = |entry: errspec_engine::table::Entry<'_>| entry.is_in_one_envelope();
    assert!(table.entries().all(is_page));
    // Entries that do not name their envelopes are still ambiguous.
    let ambiguous = report(&of("[errors.A]\ncode = 1\nenvelope = \"gateway\"\n[errors.B]\ncode = 1\n"));
    assert!(ambiguous.contains("a response could be both `A` and `B`"), "{ambiguous}");
    assert!(ambiguous.contains("envelope"), "{ambiguous}");
    let same = "[errors.A]\ncode = 1\nenvelope = \"app\"\n[errors.B]\ncode = 1\nenvelope = \"app\"\n";
    assert!(report(&of(same)).contains("a response could be both"));
}

#[test]
fn a_status_alone_is_found_in_its_envelope_alone() {
    let model = table(&of(r#"
        [errors.DOWN]
        status   = 503
        envelope = { id = "gateway", only = true }
        "#));
    assert_eq!(read_body(&model, 503, r#"{"fault":{"text":"m"}}"#), "DOWN : m");
    assert_eq!(read_body(&model, 503, r#"{"service":"s","message":"m"}"#), "unknown : m");
    assert_eq!(read_body(&model, 503, "<html>"), "unknown : ");
}

#[test]
fn mistakes_are_reported() {
    let unknown = report(&of("[errors.A]\ncode = 1\nenvelope = { id = \"gatway\", only = true }\n"));
    assert!(unknown.contains("unknown envelope `gatway`"), "{unknown}");
    let key = report(&of("[errors.A]\ncode = 1\nenvelope = { id = \"app\", always = true }\n"));
    assert!(key.contains("unknown key `always` in the envelope of an entry"), "{key}");
    let missing = report(&of("[errors.A]\ncode = 1\nenvelope = { only = true }\n"));
    assert!(missing.contains("missing key `id`") || missing.contains("`id` is missing"), "{missing}");
    let ty = report(&of("[errors.A]\ncode = 1\nenvelope = 2\n"));
    assert!(ty.contains("expected the `id` of an envelope"), "{ty}");
}
