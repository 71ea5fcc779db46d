//! Envelopes and entries that read one location, or one code, each in its own way.

use crate::{read_body, table};

#[test]
fn each_envelope_divides_a_text_in_its_own_way() {
    let model = table(
        r#"
        [[envelope]]
        id = "smtp"
        body = "text"
        code = { at = "", template = "{code} {message}", type = "integer" }
        message = { at = "", template = "{code} {message}" }

        [[envelope]]
        id = "imap"
        body = "text"
        code = { at = "", template = "{tag} NO [{code}] {message}", chars = "A-Z-" }
        message = { at = "", template = "{tag} NO [{code}] {message}" }

        [[envelope]]
        id = "plain"
        body = "text"
        code = { at = "", template = "{code}: {message}", chars = "A-Z_" }
        message = { at = "", template = "{code}: {message}" }

        [errors.MAILBOX]
        code = 550

        [errors.EXPIRED]
        code = "EXPIRED"
        envelope = "imap"
        examples = [{ status = 400, body = "a1 NO [EXPIRED] Password expired" }]

        [errors.NOT_FOUND]
        code = "NOT_FOUND"
        envelope = "plain"
        "#,
    );
    assert_eq!(read_body(&model, 400, "550 No such user"), "MAILBOX 550: No such user");
    assert_eq!(read_body(&model, 400, "a1 NO [EXPIRED] Password expired"), "EXPIRED EXPIRED: Password expired");
    assert_eq!(read_body(&model, 400, "a1 NO [OTHER] Password expired"), "unknown OTHER: Password expired");
    assert_eq!(read_body(&model, 400, "NOT_FOUND: x"), "NOT_FOUND NOT_FOUND: x");
    assert_eq!(read_body(&model, 400, "7: x"), "unknown : 7: x");
}

#[test]
fn each_entry_divides_a_text_in_its_own_way() {
    let model = table(
        r#"
        [envelope]
        code = "/code"

        [errors.NUMBERS]
        code = 1
        fields.n = { at = "/text", template = "{n} of {m}", type = "integer" }
        fields.m = { at = "/text", template = "{n} of {m}", type = "integer" }

        [errors.WORDS]
        code = 2
        fields.m = { at = "/text", template = "{n} of {m}" }
        fields.n = { at = "/text", template = "{n} of {m}" }

        [errors.LAST]
        code = 3
        fields.m = { at = "/text", template = "{n} of {m}" }
        examples = [{ status = 400, body = '{"code":3,"text":"x of y"}' }]
        "#,
    );
    assert_eq!(read_body(&model, 400, r#"{"code":1,"text":"1 of 2"}"#), "NUMBERS 1:  m=2 n=1");
    assert_eq!(read_body(&model, 400, r#"{"code":1,"text":"x of 2"}"#), "NUMBERS 1: ");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"text":"x of y"}"#), r#"WORDS 2:  m="y" n="x""#);
    assert_eq!(read_body(&model, 400, r#"{"code":3,"text":"x of y"}"#), r#"LAST 3:  m="y""#);
}

#[test]
fn a_top_level_field_has_the_restriction_of_an_envelope_if_all_agree() {
    let one = r#"
        [[envelope]]
        code = { at = "header:x-err", template = "{code}; {rest}", values = ["E1"] }
        message = { at = "/m" }

        [fields]
        rest = { at = "header:x-err", template = "{code}; {rest}" }

        [errors.A]
        code = "E1"
        "#;
    let restricted = |text: &str| {
        let model = table(text);
        let lookup = |name: &str| (name == "x-err").then(|| "E2; x".to_owned());
        let incoming = crate::Incoming { headers: Some(&lookup), ..crate::incoming(400, "{}") };
        crate::read_response(&model, &incoming)
    };
    assert_eq!(restricted(one), "unknown : ");
    let two = one.replace(
        "[fields]",
        "[[envelope]]\nid = \"b\"\nbody = \"text\"\ncode = { at = \"header:x-err\", template = \"{code}; {rest}\" }\n\n[fields]",
    );
    assert_eq!(restricted(&two), r#"unknown E2: {} rest="x""#);
}

/// A table of two layouts, whose entries are those of `entries`.
fn two_layouts(entries: &str) -> String {
    let envelopes = r#"
        [[envelope]]
        id = "app"
        code = "/code"
        message = "/msg"

        [[envelope]]
        id = "gw"
        code = "/fault/code"
        message = "/fault/msg"
        "#;
    [envelopes, entries].concat()
}

#[test]
fn a_code_that_entries_of_two_envelopes_have_is_that_of_the_envelope() {
    let model = table(&two_layouts(
        r#"
        [errors.APP_1]
        code = 1
        status = 400
        envelope = "app"

        [errors.GATEWAY_1]
        code = 1
        status = 500
        envelope = "gw"

        [errors.APP_2]
        code = 2
        message = "no {what}"
        fields.what = { required = false }
        envelope = "app"

        [errors.APP_2.cases.APP_2_HERE]
        when = { "/here" = true }

        [errors.GATEWAY_2]
        code = 2
        envelope = "gw"
        "#,
    ));
    assert_eq!(read_body(&model, 400, r#"{"code":1,"msg":"a"}"#), "APP_1 1: a");
    assert_eq!(read_body(&model, 500, r#"{"fault":{"code":1,"msg":"g"}}"#), "GATEWAY_1 1: g");
    // Of the entries in the envelope, one alone has the code.
    assert_eq!(read_body(&model, 500, r#"{"code":1,"msg":"a"}"#), "APP_1 1: a");
    assert_eq!(read_body(&model, 400, r#"{"fault":{"code":1,"msg":"g"}}"#), "GATEWAY_1 1: g");
    assert_eq!(read_body(&model, 400, r#"{"fault":{"code":2,"msg":"no b"}}"#), "GATEWAY_2 2: no b");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"msg":"no b"}"#), r#"APP_2 2: no b what="b""#);
    assert_eq!(read_body(&model, 400, r#"{"code":2,"msg":"other"}"#), "APP_2 2: other");
    assert_eq!(read_body(&model, 400, r#"{"code":2,"msg":"other","here":true}"#), "APP_2_HERE 2: other");
    assert_eq!(read_body(&model, 400, r#"{"code":3}"#), "unknown 3: ");
}

#[test]
fn an_entry_that_shares_its_code_with_none_of_another_envelope_is_found_in_both() {
    let model = table(&two_layouts(
        r#"
        [errors.NAMED]
        code = 1
        status = 400
        envelope = "gw"

        [errors.UNNAMED]
        code = 1
        status = 500

        [errors.ALONE]
        code = 2
        envelope = "gw"

        [errors.GATEWAY_DOWN]
        status = 502
        envelope = "gw"

        [errors.FORBIDDEN]
        status = 403
        envelope = "app"
        "#,
    ));
    assert_eq!(read_body(&model, 400, r#"{"code":1}"#), "NAMED 1: ");
    assert_eq!(read_body(&model, 500, r#"{"fault":{"code":1}}"#), "UNNAMED 1: ");
    assert_eq!(read_body(&model, 403, r#"{"code":1}"#), "unknown 1: ");
    assert_eq!(read_body(&model, 400, r#"{"code":2}"#), "ALONE 2: ");
    assert_eq!(read_body(&model, 502, r#"{"msg":"m"}"#), "GATEWAY_DOWN : m");
    assert_eq!(read_body(&model, 403, r#"{"fault":{"msg":"m"}}"#), "FORBIDDEN : m");
}

#[test]
fn an_entry_of_any_envelope_may_be_more_specific_than_one_of_its_own() {
    let model = table(&two_layouts(
        r#"
        [errors.APP]
        code = 1
        envelope = "app"

        [errors.GATEWAY]
        code = 1
        envelope = "gw"

        [errors.FLAGGED]
        code = 1
        when = { "header:x-flag" = "1" }
        fields.flag = { at = "header:x-flag", required = true }
        "#,
    ));
    let lookup = |name: &str| (name == "x-flag").then(|| "1".to_owned());
    for (body, plain) in [(r#"{"code":1}"#, "APP 1: "), (r#"{"fault":{"code":1}}"#, "GATEWAY 1: ")] {
        let flagged = crate::Incoming { headers: Some(&lookup), ..crate::incoming(400, body) };
        assert_eq!(crate::read_response(&model, &flagged), r#"FLAGGED 1:  flag="1""#);
        assert_eq!(read_body(&model, 400, body), plain);
    }
    // Where nothing else decides, the entry of the envelope comes before one of any.
    let model = table(&two_layouts(
        "[errors.ANY]\ncode = 1\nexamples = [{ status = 400, body = '{\"c\":1}' }]\n[errors.APP]\ncode = 1\nenvelope = \"app\"\n\
         [errors.GATEWAY]\ncode = 1\nenvelope = \"gw\"\n[[envelope]]\nid = \"third\"\ncode = \"/c\"\n",
    ));
    assert_eq!(read_body(&model, 400, r#"{"code":1}"#), "APP 1: ");
    assert_eq!(read_body(&model, 400, r#"{"fault":{"code":1}}"#), "GATEWAY 1: ");
    assert_eq!(read_body(&model, 400, r#"{"c":1}"#), "ANY 1: ");
}
