//! Hostile bodies for selectors, gathering, chains, durations and XML: every body gives a value, soon.

use errspec_codegen::Model;
use errspec_engine::decode::{
    Decoded, decode, detect, each_detail, each_detail_json, each_error, top_level_field, try_decode,
};

use crate::linear::assert_linear;
use crate::{incoming, table};

const FIELDS: &str = r#"
    [fields]
    all    = { at = "/list/*/*/text", type = "list" }
    names  = { at = "/list/*/*~#", type = "list" }
    any    = { at = "/list/*", type = "json" }
    until  = { at = "/until", type = "time" }

    [detail]
    text = "/text"
    wait = { at = "/wait", type = "duration" }
    of   = "..~#"

    [errors.A]
    code    = "a"
    message = "{what}: wait {wait} or until {until}, {why}"
    fields.wait  = { type = "duration" }
    fields.until = { type = "time", unit = "unix" }
    fields.picked = "/list/[k=v]/text"
    fields.deep   = "/list/0/x**/text"

    [errors.C]
    code = "v"

    [errors.B]
    code = "b"
    fields.rest = { at = "/wait", type = "duration", template = ["wait {rest} s", "{_} {rest}.", "PT{rest}S"], required = true }
"#;

fn json() -> Model {
    table(&format!(
        r#"
        [[envelope]]
        code    = ["/list/*/code", "/x**/code", "/code"]
        message = ["/list/*/message", "/message"]
        details = "/list/*/*"
        in_2xx  = true
        {FIELDS}
        "#
    ))
}

/// Decodes a body in every way.
fn read_all(model: &Model, body: &str) {
    let table = model.table();
    let incoming = incoming(200, body);
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &incoming, &mut out);
    let mut count = 0;
    each_detail(&table, &out.parts, &mut |_| count += 1);
    each_detail_json(&out.parts, &mut |_| count += 1);
    each_error(&table, &out.parts, || None, &mut |_| count += 1);
    let _ = (out.parts.details_json(), out.parts.forwarded_body());
    for field in table.fields() {
        let _ = top_level_field(&table, &out.parts, field.name());
    }
    let _ = detect(&table, &incoming, &mut Decoded::new(body.as_bytes()));
    let _ = try_decode(&table, &incoming, &mut Decoded::new(body.as_bytes()));
    assert!(count <= 3 * body.len() + 3, "{count} values in {} bytes", body.len());
}

/// Checks that the time of all ways grows with the body.
fn read_soon(model: &Model, body: impl Fn(&dyn Fn(&str) -> String) -> String) {
    assert_linear(body, |body| read_all(model, body));
}

#[test]
fn large_bodies_are_read_soon() {
    let model = json();
    for element in [
        r#"{"k":"v","text":"t"},"#,
        r#"{"k":"w","x":{"text":"t","code":"a"}},"#,
        r#"{"m":{"text":"t"},"n":[{"text":"u"}]},"#,
        r#"[[[]],[{"text":["a","b"]}]],"#,
        r#"{"code":"a","message":"x: wait 1s or until 5, "},"#,
        "[],",
        "1,",
    ] {
        read_soon(&model, |many| format!(r#"{{"list":[{}0]}}"#, many(element)));
        read_soon(&model, |many| format!(r#"{{"list":[{}"#, many(element)));
        read_soon(&model, |many| format!(r#"{{"list":[{{"x":[{}0]}}],"code":"b"}}"#, many(element)));
    }
    for piece in [r#"{"x":"#, r#"{"list":["#, r#"{"list":{"x":{"#, "[", r#"{"x":{"code":"a"},"#] {
        read_soon(&model, |many| many(piece));
    }
    for text in [
        "1h",
        "9",
        "1 s ",
        "PT",
        "wait ",
        "wait 1 s or until 1",
        "1994-11-06T08:49:37Z ",
        "Sun, 06 Nov 1994 ",
        "{}",
        ", ",
    ] {
        read_soon(&model, |many| {
            let text = many(text);
            format!(r#"{{"code":"a","message":"x: wait {text} or until {text}, ","until":"{text}"}}"#)
        });
        read_soon(&model, |many| {
            let text = many(text);
            format!(r#"{{"code":"b","wait":"wait {text} s","message":"{text}"}}"#)
        });
    }
}

#[cfg(feature = "xml")]
#[test]
fn large_xml_is_read_soon() {
    let model = table(
        r#"
        [envelope]
        body    = "xml"
        code    = "/E/*/Code"
        message = "/E/Message"
        details = "/E/List/D"
        in_2xx  = true

        [fields]
        any   = { at = "/E/List", type = "json" }
        names = { at = "/E/N", type = "list" }

        [detail]
        text = "/@text"
        wait = { at = "/Wait", type = "duration" }

        [errors.A]
        code = "a"
        fields.until = { at = "/E/Until", type = "time" }
        "#,
    );
    for piece in [
        "<D/>",
        "<D text='t'><Wait>1s</Wait></D>",
        "<D>&lt;</D>",
        "<D><![CDATA[x]]></D>",
        "<!-- - -->",
        "&amp;",
        "text ",
    ] {
        read_soon(&model, |many| format!("<E><List>{}</List><X><Code>a</Code></X></E>", many(piece)));
        read_soon(&model, |many| format!("<E><List><D>{}</D></List><X><Code>a</Code>", many(piece)));
        read_soon(&model, |many| format!("<E>{}<X><Code>a</Code></X></E>", many(piece)));
    }
    for piece in ["<E>", "<E><List>", "<D ", "a='", "</E>", "<!--", "<![CDATA[", "&", "<?x"] {
        read_soon(&model, |many| format!("<E><List>{}", many(piece)));
    }
    read_soon(&model, |many| {
        let attributes = numbered(&many(" a='<'"));
        format!("<E><List><D{attributes}/><D{attributes}/></List></E>")
    });
}

/// Makes the names of attributes different.
#[cfg(feature = "xml")]
fn numbered(attributes: &str) -> String {
    attributes.split_inclusive("='<'").enumerate().map(|(at, name)| name.replace("a=", &format!("a{at}="))).collect()
}

/// Bodies that are made of random tokens, and thus nearly JSON.
#[test]
fn random_bodies_give_values() {
    const TOKENS: [&str; 24] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"list\"",
        "\"x\"",
        "\"k\"",
        "\"v\"",
        "\"text\"",
        "\"code\"",
        "\"a\"",
        "\"b\"",
        "\"message\"",
        "\"wait\"",
        "\"wait 1m s\"",
        "\"x: wait PT1S or until 5, y\"",
        "null",
        "1.5",
        "true",
        "\"until\"",
        "\"PT5S\"",
        " ",
    ];
    let model = json();
    let mut seed = 7_u64;
    let mut next = |bound: usize| {
        // Knuth's linear congruential generator.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or_default() % bound
    };
    let mut read = 0;
    for _ in 0..6_000 {
        let mut body = String::new();
        value(&mut body, 0, &mut next, &TOKENS);
        // Half of the bodies are damaged.
        if next(2) == 0 {
            let at = next(body.len() + 1);
            let at = (0..=at).rev().find(|at| body.is_char_boundary(*at)).unwrap_or_default();
            body.insert_str(at, TOKENS.get(next(TOKENS.len())).copied().unwrap_or_default());
        }
        read_all(&model, &body);
        read += usize::from(decode_is_known(&model, &body));
    }
    assert!(read > 20, "only {read} bodies are entries");
}

fn decode_is_known(model: &Model, body: &str) -> bool {
    let table = model.table();
    let found = decode(&table, &incoming(400, body), &mut Decoded::new(body.as_bytes()));
    matches!(found, errspec_engine::Found::Entry(_))
}

/// Writes a random value.
fn value(out: &mut String, depth: usize, next: &mut impl FnMut(usize) -> usize, tokens: &[&str]) {
    let scalar = |number: usize| tokens.get(6 + number % (tokens.len() - 7)).copied().unwrap_or_default();
    let names = ["list", "x", "k", "text", "code", "message", "wait", "until", "0"];
    match (next(4), depth) {
        (0 | 1, 0..6) => {
            out.push('{');
            for number in 0..next(5) {
                out.push_str(if number > 0 { "," } else { "" });
                let name = names.get(next(names.len())).copied().unwrap_or_default();
                out.push_str(&format!("\"{name}\":"));
                match name {
                    "code" => out.push_str(["\"a\"", "\"b\"", "\"v\"", "7"].get(next(4)).copied().unwrap_or_default()),
                    _ => value(out, depth + 1, next, tokens),
                }
            }
            out.push('}');
        }
        (2, 0..6) => {
            out.push('[');
            for number in 0..next(4) {
                out.push_str(if number > 0 { "," } else { "" });
                value(out, depth + 1, next, tokens);
            }
            out.push(']');
        }
        (number, _) => out.push_str(scalar(number + next(100))),
    }
}
