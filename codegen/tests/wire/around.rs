//! Bodies with other text around them, and in other charsets.

use errspec_codegen::Model;
use errspec_engine::decode::{Decoded, Incoming, decode, detect, each_error, try_decode};

use super::{is_error, read_body, read_errors, read_response, table};

const JSON: &str = r#"
[envelope]
code    = "/code"
message = "/message"
in_2xx  = true

[errors.LIMITED]
code = "limited"
"#;

/// Returns `true` if a response is exactly as the table describes.
fn is_exact(model: &Model, body: &str) -> bool {
    let incoming = super::incoming(400, body);
    try_decode(&model.table(), &incoming, &mut Decoded::new(body.as_bytes())).is_ok()
}

#[test]
fn json_is_read_within_other_text() {
    let model = table(JSON);
    let json = r#"{"code":"limited","message":"a {b} [c]"}"#;
    assert!(is_exact(&model, json));
    for (before, after) in [
        ("", ";"),
        ("", "\0"),
        ("", "<!-- cached -->"),
        ("", "\r\n0\r\n\r\n"),
        ("", "\nNotice: undefined"),
        ("callback(", ");"),
        ("/**/ cb.x(", ")\n"),
        ("<b>Notice</b>: x", ""),
    ] {
        let body = [before, json, after].concat();
        assert_eq!(read_body(&model, 200, &body), "LIMITED limited: a {b} [c]", "{body}");
        assert!(is_error(&model, 200, &body), "{body}");
        assert!(!is_exact(&model, &body), "{body}");
    }
    let with_text =
        table(&[JSON.replace("[envelope]", "[[envelope]]").as_str(), "\n[[envelope]]\nbody = \"text\"\n"].concat());
    assert_eq!(read_body(&with_text, 400, "f({\"code\":\"limited\"});"), "LIMITED limited: ");
    assert_eq!(read_body(&with_text, 400, "f(x) = {\"code\":1} + {}"), "unknown : f(x) = {\"code\":1} + {}");
}

#[test]
fn a_list_before_other_text_is_read() {
    let model = table("[envelope]\nerrors = \"\"\ncode = \"/0/code\"\nmessage = \"/0/text\"\n\n[errors.A]\ncode = 1\n");
    let body = r#"[{"code":1,"text":"t"},{"code":2}];"#;
    assert_eq!(read_body(&model, 400, body), "A 1: t");
    assert_eq!(read_errors(&model, body), ["0 A: t", "1 unknown: "]);
}

#[test]
#[cfg(feature = "xml")]
fn xml_is_read_after_other_text() {
    let model = table(
        r#"
[[envelope]]
body    = "xml"
code    = "/Errors/Error/Code"
message = "/Errors/Error/Text"
errors  = "/Errors/Error"

[[envelope]]
body = "text"

[errors.LIMITED]
code = "limited"
"#,
    );
    let xml =
        "<Errors><Error><Code>limited</Code><Text>&lt;?xml ?></Text></Error><Error><Code>x</Code></Error></Errors>";
    assert!(is_exact(&model, xml));
    for before in [
        "\n<br />\n<b>Warning</b>:  Undefined index in <b>/srv/a.php</b><br />\n<?xml version=\"1.0\"?>\n",
        "Notice: undefined index\n",
    ] {
        let body = [before, xml].concat();
        assert_eq!(read_body(&model, 400, &body), "LIMITED limited: <?xml ?>", "{body}");
        assert_eq!(read_errors(&model, &body).len(), 2, "{body}");
        assert!(!is_exact(&model, &body), "{body}");
    }
    let embedded = "<r><![CDATA[<?xml version=\"1.0\"?><Errors><Error><Code>limited</Code></Error></Errors>]]></r>";
    assert_eq!(read_body(&model, 400, embedded), ["unknown : ", embedded].concat());
}

/// Returns the message of a body in a charset.
fn message_of(model: &Model, content_type: &str, body: &[u8]) -> Option<String> {
    let header = |name: &str| (name == "content-type").then(|| content_type.to_owned());
    let incoming = Incoming { status: Some(400), headers: Some(&header), body, clock: || None };
    let mut out = Decoded::new(body);
    let table = model.table();
    decode(&table, &incoming, &mut out);
    assert_eq!(out.parts.received_body(), body);
    let message = out.parts.message().map(str::to_owned);
    let exact = try_decode(&model.table(), &incoming, &mut Decoded::new(body)).is_ok();
    let is_lossy = message.as_ref().is_some_and(|message| message.contains('\u{fffd}'));
    assert_eq!(exact, !is_lossy, "{content_type}");
    assert!(detect(&model.table(), &incoming, &mut Decoded::new(body)).is_some());
    message
}

#[test]
fn the_escapes_of_a_form_are_in_its_declared_charset() {
    let form = table("[envelope]\nbody = \"form\"\ncode = \"/code\"\nmessage = \"/message\"\n[errors.A]\ncode = 1\n");
    let latin1 = "application/x-www-form-urlencoded; charset=ISO-8859-1";
    let read = |content_type: &str, body: &[u8]| message_of(&form, content_type, body);
    assert_eq!(read(latin1, b"code=1&message=caf%E9+100%25+%80").as_deref(), Some("caf\u{e9} 100% \u{20ac}"));
    // Bytes and escapes of one charset.
    assert_eq!(read(latin1, b"code=1&message=caf%e9+f\xfcr").as_deref(), Some("caf\u{e9} f\u{fc}r"));
    // Escapes that are UTF-8 stay so, as bytes do.
    assert_eq!(read(latin1, b"code=1&message=caf%C3%A9").as_deref(), Some("caf\u{e9}"));
    assert_eq!(read(latin1, b"code=1&message=%zz%4&x=%e9").as_deref(), Some("%zz%4"));
    for content_type in ["application/x-www-form-urlencoded", "x/y; charset=utf-8"] {
        let header = |name: &str| (name == "content-type").then(|| content_type.to_owned());
        let body = b"code=1&message=caf%E9";
        let incoming = Incoming { status: Some(400), headers: Some(&header), body, clock: || None };
        assert_eq!(read_response(&form, &incoming), "A 1: caf\u{fffd}");
    }
}

#[test]
fn a_declared_charset_is_read_in_every_kind_of_body() {
    let text = table("[envelope]\nbody = \"text\"\n\n[errors.BAD]\nstatus = 400\n");
    let lines = table("[envelope]\nbody = \"lines\"\nmessage = \"/m\"\n\n[errors.BAD]\nstatus = 400\n");
    let form = table("[envelope]\nbody = \"form\"\nmessage = \"/m\"\n\n[errors.BAD]\nstatus = 400\n");
    let json = table("[envelope]\nmessage = \"/m\"\n\n[errors.BAD]\nstatus = 400\n");
    for (model, body) in [
        (&text, &b"caf\xe9 \x80"[..]),
        (&lines, b"m=caf\xe9 \x80"),
        (&form, b"m=caf\xe9+\x80"),
        (&json, b"{\"m\":\"caf\xe9 \x80\"}"),
    ] {
        for content_type in ["text/plain; charset=ISO-8859-1", "x/y;charset=\"windows-1252\""] {
            assert_eq!(message_of(model, content_type, body).as_deref(), Some("caf\u{e9} \u{20ac}"), "{content_type}");
        }
        for content_type in ["text/plain", "text/plain; charset=utf-8"] {
            assert_eq!(
                message_of(model, content_type, body).as_deref(),
                Some("caf\u{fffd} \u{fffd}"),
                "{content_type}"
            );
        }
    }
    // What is UTF-8 is read so, whatever is declared.
    assert_eq!(message_of(&text, "text/plain; charset=latin1", "caf\u{e9}".as_bytes()).as_deref(), Some("caf\u{e9}"));
    assert_eq!(message_of(&text, "text/plain", b"\xff\xfea\0\xe9\0").as_deref(), Some("a\u{e9}"));
    assert_eq!(message_of(&json, "x/y", b"\xfe\xff\0{\0\"\0m\0\"\0:\0\"\0\xe9\0\"\0}").as_deref(), Some("\u{e9}"));
}

#[test]
fn bodies_that_are_cut_off_or_broken_anywhere_are_decoded() {
    let table = table(
        r#"
[[envelope]]
errors  = "/list"
code    = "/list/0/code"
message = ["/list/0/text", "/list/0", "header:x-error/(parameters)/text"]

[[envelope]]
body    = "text"
message = ""

[success]
when = { "/list/0/level" = "low" }

[errors.BAD]
code = 1
"#,
    );
    let bodies: [&[u8]; 6] = [
        b"f({\"list\":[{\"level\":\"low\"},{\"code\":1,\"text\":\"{}\"}]});",
        b"{\"list\":{\"code\":1,\"text\":\"a\"}}<!-- [ -->;",
        b"{\"list\":\"a \\\"lone\\\" text\"}\0",
        b"\xff\xfe{\0\"\0l\0i\0s\0t\0\"\0:\0\"\0\xd8\xd8\"\0}\0",
        b"caf\xe9 {\"list\":[{\"code\":1}]} \x80",
        b"[[[{\"list\":{}}]]];",
    ];
    for content_type in ["text/plain", "text/plain; charset=latin1", "x; charset=\"utf-16le"] {
        for body in bodies {
            for at in 0..body.len() {
                let (start, end) = body.split_at(at);
                for body in [start.to_vec(), end.to_vec(), [end, start].concat()] {
                    let header = |name: &str| match name {
                        "content-type" => Some(content_type.to_owned()),
                        _ => Some(String::from_utf8_lossy(&body).into_owned()),
                    };
                    let incoming = Incoming { status: Some(400), headers: Some(&header), body: &body, clock: || None };
                    let (engine_table, mut out) = (table.table(), Decoded::new(&body));
                    decode(&engine_table, &incoming, &mut out);
                    assert_eq!(out.parts.received_body(), body);
                    each_error(&engine_table, &out.parts, || None, &mut |_| ());
                    assert!(detect(&engine_table, &incoming, &mut Decoded::new(&body)).is_some());
                }
            }
        }
    }
}
