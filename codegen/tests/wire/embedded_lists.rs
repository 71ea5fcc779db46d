//! Lists, sub-errors and errors in texts that are bodies of their own, and such texts in hostile bodies.

use errspec_codegen::Model;
use errspec_engine::Value;
use errspec_engine::decode::{
    Decoded, Incoming, decode, detect, each_detail, each_detail_json, each_error, top_level_field, try_decode,
};

use super::gathered::details;
use super::linear::assert_linear;
use super::{incoming, read_body, read_errors, read_response_errors, table, text, write_and_read};

const JOB: &str = r#"
[envelope]
code       = "/error/(json)/steps/*/code"
message    = "/error/(json)/steps/*/text"
request_id = "/error/(json)/steps/*/id"

[errors.FAILED]
code = "failed"
fields.names  = { at = "/error/(json)/steps/*/names", type = "list" }
fields.counts = { at = "/error/(json)/counts", type = "list", of = "integer" }
fields.all    = { at = "/error/(json)/groups/*/ids/*", type = "list" }
fields.raw    = { at = "/error/(json)/raw", type = "json" }
fields.whole  = { at = "/note/(json)", type = "json" }
fields.cause  = "/error/(json)/cause**/text"
fields.inner  = { at = "/error/(json)/inner/(json)/list", type = "list" }
"#;

/// Returns a text as a JSON string.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned().into()).to_json()
}

fn list(elements: &[&str]) -> Value<'static> {
    Value::List(elements.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>().into())
}

fn json(text: &str) -> Value<'static> {
    Value::Json(text.to_owned().into())
}

#[test]
fn a_text_is_read_as_a_body_is() {
    let model = table(JOB);
    let inner = quoted(r#"{"list":["x",1]}"#);
    let error = format!(
        r#"{{"steps":[{{"id":"a","names":["no"]}},{{"id":"b","code":"failed","text":"t","names":["n","m"]}}],"counts":[1,2],
        "groups":[{{"ids":["g"]}},{{"ids":["h","i"]}}],"raw":{{"k": [1]}},"cause":{{"text":"1","cause":{{"text":"2"}}}},"inner":{inner}}}"#
    );
    let body = format!(r#"{{"error":{},"note":"[1, 2]"}}"#, quoted(&error));
    // The id and the names are those of the step with the code.
    assert_eq!(
        read_body(&model, 400, &body),
        "FAILED failed: t (b) all=[\"g\",\"h\",\"i\"] cause=\"2\" counts=[1,2] inner=[\"x\",\"1\"] names=[\"n\",\"m\"] raw={\"k\":[1]} whole=[1,2]"
    );
    let broken = format!(r#"{{"error":{}}}"#, quoted(&error[..error.len() - 1]));
    assert_eq!(read_body(&model, 400, &broken), "unknown : ");
}

#[test]
fn lists_in_a_text_are_written() {
    let model = table(JOB);
    let values = [
        ("message", text("m")),
        ("names", list(&["a", "b"])),
        ("all", list(&["c"])),
        ("raw", json("{\"k\":[1]}")),
        ("whole", json("[1,\"\\\"\"]")),
        ("inner", list(&["d"])),
        ("cause", text("e")),
    ];
    let body = write_and_read(&model, "FAILED", &values);
    assert_eq!(
        body,
        r#"{"note":"[1,\"\\\"\"]","error":"{\"steps\":[{\"names\":[\"a\",\"b\"],\"text\":\"m\",\"code\":\"failed\"}],\"groups\":[{\"ids\":[\"c\"]}],\"raw\":{\"k\":[1]},\"cause\":{\"text\":\"e\"},\"inner\":\"{\\\"list\\\":[\\\"d\\\"]}\"}"}"#
    );
}

#[test]
fn sub_errors_in_a_text_are_read() {
    let with = |envelope: &str| {
        let parent = if envelope.contains('*') { "of = \"..~#\"\n" } else { "" };
        format!(
            "[envelope]\ncode = \"/code\"\ndetails = {envelope}\n[detail]\nname = [\"/name\", \"~#\"]\ntext = [\"/text\", \"\"]\n{parent}[errors.BAD]\ncode = 1\n"
        )
    };
    let body = |text: &str| format!(r#"{{"code":1,"body":{}}}"#, quoted(text));
    let (typed, raw, json) =
        details(&with("\"/body/(json)/list\""), &body(r#"{"list":[{"name":"n","text":"t"},"alone"]}"#));
    assert_eq!(typed, [r#""n" "t""#, r#""1" "alone""#]);
    assert_eq!(raw, [r#"{"name":"n","text":"t"}"#, r#""alone""#]);
    assert_eq!(json.as_deref(), Some(r#"[{"name":"n","text":"t"},"alone"]"#));
    let (typed, ..) = details(&with("{ at = \"/body/(json)\", map = true }"), &body(r#"{"a":"x","b":"y"}"#));
    assert_eq!(typed, [r#""a" "x""#, r#""b" "y""#]);
    let (typed, _, json) =
        details(&with("\"/body/(json)/*/list/*\""), &body(r#"{"a":{"list":["x"]},"b":{"list":["y"]}}"#));
    assert_eq!(typed, [r#""0" "x" "list""#, r#""0" "y" "list""#]);
    assert_eq!(json.as_deref(), Some(r#"["x","y"]"#));
    // The first location that has a value counts.
    let several = with("[\"/list\", \"/body/(json)\", \"/other\"]");
    assert_eq!(details(&several, r#"{"code":1,"list":["a"],"body":"[\"b\"]"}"#).1, ["\"a\""]);
    assert_eq!(details(&several, r#"{"code":1,"body":"[\"b\"]","other":["c"]}"#).1, ["\"b\""]);
    assert_eq!(details(&several, r#"{"code":1,"body":"[\"b\"","other":["c"]}"#).1, ["\"c\""]);
}

const ERRORS: &str = r#"
[envelope]
code    = "/result/(json)/errors/0/code"
message = "/result/(json)/errors/0/text"
errors  = "/result/(json)/errors"
request_id = "/result/(json)/id"

[success]
codes = ["fine"]

[fields]
item = "/result/(json)/errors/0/item"
more = { at = "/result/(json)/errors/0/more/(json)/list", type = "list" }
host = "/host"

[errors.LOST]
code = "lost"

[errors.TAKEN]
code = "taken"
"#;

#[test]
fn each_error_of_a_list_in_a_text_is_read() {
    let model = table(ERRORS);
    let more = quoted(r#"{"list":["x"]}"#);
    let errors = format!(
        r#"{{"errors":[{{"code":"fine","item":1}},{{"code":"taken","text":"t","item":2}},{{"item":3}},{{"code":"lost","more":{more}}}],"id":"i"}}"#
    );
    let body = format!(r#"{{"host":"h","result":{}}}"#, quoted(&errors));
    assert_eq!(read_body(&model, 400, &body), "TAKEN taken: t (i) host=\"h\" item=\"2\"");
    assert_eq!(read_errors(&model, &body), ["1 TAKEN: t \"2\" \"h\"", "3 LOST:  [\"x\"] \"h\""]);
    assert_eq!(
        write_and_read(&model, "LOST", &[("message", text(""))]),
        r#"{"result":"{\"errors\":[{\"code\":\"lost\"}]}"}"#
    );
}

#[test]
fn a_text_can_be_a_list_of_errors_as_a_whole() {
    let model = table(
        "[envelope]\ncode = \"/Message/(json)/0/code\"\nerrors = \"/Message/(json)\"\n[errors.INVALID]\ncode = 17\n\
         fields.field = \"/Message/(json)/0/field\"\nfields.path = { at = \"/Message/(json)/0/path\", type = \"list\" }\n",
    );
    let body = r#"{"Message":"[{\"code\":18},{\"code\":17,\"field\":\"zip\",\"path\":[\"a\"]}]"}"#;
    assert_eq!(read_errors(&model, body), ["0 unknown: ", "1 INVALID: "]);
    assert_eq!(
        read_body(&model, 400, r#"{"Message":"[{},{\"code\":17,\"path\":[\"a\"]}]"}"#),
        "INVALID 17:  path=[\"a\"]"
    );
}

#[test]
fn a_header_can_have_a_list_of_errors() {
    let model = table(
        "[envelope]\ncode = \"header:x-errors/(json)/0/code\"\nerrors = \"header:x-errors/(json)\"\n[errors.LOST]\ncode = 7\n[errors.TAKEN]\ncode = 8\n",
    );
    let header = |name: &str| (name == "x-errors").then(|| r#"[{},{"code":8},{"code":7}]"#.to_owned());
    for body in ["", "{}", "<html>"] {
        let incoming = Incoming { status: Some(400), headers: Some(&header), body: body.as_bytes(), clock: || None };
        assert_eq!(read_response_errors(&model, &incoming), ["1 TAKEN: ", "2 LOST: "], "{body}");
    }
}

#[test]
fn conditions_test_the_types_of_values_in_a_text() {
    let model = table(
        r#"
        [[envelope]]
        when    = { "/body/(json)/error" = { type = "object" }, "/body/(json)/list/*/kind" = "b" }
        message = "/body/(json)/error/text"

        [[envelope]]
        when    = { "/body/(json)/error" = { present = true } }
        message = "/body/(json)/error"

        [errors.LATE]
        status  = 400
        message = "late"
        "#,
    );
    let read = |text: &str| read_body(&model, 400, &format!(r#"{{"body":{}}}"#, quoted(text)));
    assert_eq!(read(r#"{"error":{"text":"late"},"list":[{"kind":"a"},{"kind":"b"}]}"#), "LATE : late");
    assert_eq!(read(r#"{"error":"late"}"#), "LATE : late");
    assert_eq!(read(r#"{"error":null}"#), "unknown : ");
}

#[test]
#[cfg(feature = "xml")]
fn elements_that_repeat_in_a_text_are_lists() {
    let model = table(
        r#"
        [[envelope]]
        code    = "/fault/(xml)/R/E/@code"
        message = "/fault/(xml)/R/E/Text"
        errors  = "/fault/(xml)/R/E"

        [fields]
        names = { at = "/fault/(xml)/R/E/Name", type = "list" }
        raw   = { at = "/fault/(xml)/R/E/Raw", type = "json" }
        ids   = { at = "/fault/(xml)/R/Ids/*", type = "list" }

        [errors.BAD]
        code = 7
        fields.list = { at = "/fault/(xml)/R/List", type = "list" }

        [errors.WORSE]
        code = 8
        "#,
    );
    let xml = r#"<R><E><Text>none</Text></E><E code="8"><Text>w</Text><Name>a</Name><Name>b</Name><Raw k="v">x</Raw></E><E code="7"/><Ids><A>1</A><B>2</B></Ids></R>"#;
    let body = format!(r#"{{"fault":{}}}"#, quoted(xml));
    assert_eq!(
        read_body(&model, 400, &body),
        "WORSE 8: w ids=[\"1\",\"2\"] names=[\"a\",\"b\"] raw={\"@k\":\"v\",\"\":\"x\"}"
    );
    assert_eq!(
        read_errors(&model, &body),
        [
            "0 unknown: none [\"1\",\"2\"]",
            "1 WORSE: w [\"a\",\"b\"] {\"@k\":\"v\",\"\":\"x\"} [\"1\",\"2\"]",
            "2 BAD:  [\"1\",\"2\"]"
        ]
    );
    let body = write_and_read(&model, "BAD", &[("list", list(&["a", "b"])), ("message", text("m"))]);
    assert_eq!(body, r#"{"fault":"<R><List>a</List><List>b</List><E code=\"7\"><Text>m</Text></E></R>"}"#);
    let table = "[envelope]\nbody = \"xml\"\ncode = \"/S/Code\"\ndetails = \"/S/Text/(xml)/R/P\"\n[detail]\nname = \"/@name\"\ntext = \"\"\n[errors.BAD]\ncode = 1\n";
    let body = "<S><Code>1</Code><Text>&lt;R>&lt;P name='n'>t&lt;/P>&lt;P>u&lt;/P>&lt;/R></Text></S>";
    assert_eq!(details(table, body).0, [r#""n" "t""#, r#"none "u""#]);
    // The body is in UTF-16, and the text in it is not.
    let model = self::table(
        "[envelope]\nbody = \"xml\"\ncode = \"/S/(xml)/R/E/Code\"\nerrors = \"/S/(xml)/R/E\"\n[fields]\nid = \"/S/@id\"\n[errors.BAD]\ncode = 1\n",
    );
    let body = "<S id='\u{e4}'>&lt;R>&lt;E>&lt;Code>2&lt;/Code>&lt;/E>&lt;E>&lt;Code>1&lt;/Code>&lt;/E>&lt;/R></S>";
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(body.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for body in [body.as_bytes(), &wide] {
        let incoming = Incoming { status: Some(400), headers: None, body, clock: || None };
        assert_eq!(read_response_errors(&model, &incoming), ["0 unknown:  \"\u{e4}\"", "1 BAD:  \"\u{e4}\""]);
    }
}

const HOSTILE: &str = r#"
[envelope]
code    = ["/a/(json)/list/0/code", "/a/(json)/x/(json)/code", "/b/(form)/code", "header:location/(query)/code"]
message = ["/a/(json)/list/0/text", "/a/(json)/text"]
errors  = "/a/(json)/list"
details = "/a/(json)/groups/*/*"
in_2xx  = true

[fields]
all  = { at = "/a/(json)/groups/*/ids", type = "list" }
any  = { at = "/a/(json)/groups/*", type = "json" }
deep = "/a/(json)/x**/text"
far  = "/a/(json)/x/(json)/x/(json)/text"
near = "/a/(json)/list/0/x/(json)/text"
id   = "/id"

[detail]
text = "/text"
of   = "..~#"

[errors.A]
code = 1
"#;

/// Decodes a body in every way.
fn read_all(model: &Model, body: &[u8]) {
    let table = model.table();
    for status in [200, 400] {
        let incoming = Incoming { status: Some(status), body, ..incoming(status, "") };
        let mut out = Decoded::new(body);
        decode(&table, &incoming, &mut out);
        let mut count = 0;
        each_detail(&table, &out.parts, &mut |_| count += 1);
        each_detail_json(&out.parts, &mut |_| count += 1);
        let _ = out.parts.details_json();
        each_error(&table, &out.parts, || None, &mut |_| count += 1);
        for field in table.fields() {
            top_level_field(&table, &out.parts, field.name());
        }
        detect(&table, &incoming, &mut Decoded::new(body));
        let _ = try_decode(&table, &incoming, &mut Decoded::new(body));
    }
}

fn pieces() -> Vec<(String, &'static str, &'static str)> {
    let element = |element: &str| quoted(element).trim_matches('"').to_owned();
    vec![
        (element(r#"{"code":1,"text":"t"},"#), "{\"id\":1,\"a\":\"{\\\"list\\\":[", "{}]}\"}"),
        (element(r#"{"code":1,"x":"{\"text\":1}"},"#), "{\"a\":\"{\\\"list\\\":[", "{}]}\"}"),
        (element(r#"[{"text":"t","ids":[1]}],"#), "{\"a\":\"{\\\"groups\\\":[", "{}]}\"}"),
        (element(r#"{"x":"#), "{\"a\":\"", "\"}"),
        (element("["), "{\"a\":\"", "\"}"),
        ("\\\\\\\"".to_owned(), "{\"a\":\"{\\\"x\\\":\\\"", "\\\"}\"}"),
        ("\\u0020".to_owned(), "{\"a\":\"", "\"}"),
        ("\\ud800".to_owned(), "{\"a\":\"\\\"", "\\\"\"}"),
        ("code=2&".to_owned(), "{\"b\":\"", "\"}"),
        ("{\"a\":\"{}\"},".to_owned(), "[", "{}]"),
        ("\"a\":\"{\\\"list\\\":[{\\\"code\\\":2}]}\",".to_owned(), "{", "\"id\":1}"),
    ]
}

#[test]
fn texts_that_are_cut_off_anywhere_are_decoded() {
    let model = table(HOSTILE);
    for (piece, start, end) in pieces() {
        let body = [start, &piece.repeat(2), end].concat();
        for at in 0..body.len() {
            let (before, after) = body.as_bytes().split_at(at);
            read_all(&model, before);
            read_all(&model, after);
            read_all(&model, &[before, b"\xff\xfe", after].concat());
        }
    }
}

#[test]
fn the_time_for_texts_is_linear() {
    let model = table(HOSTILE);
    for (piece, start, end) in pieces() {
        assert_linear(|many| [start, &many(&piece), end].concat(), |body| read_all(&model, body.as_bytes()));
    }
}

#[test]
fn long_values_beside_a_list_in_a_text_are_read_in_linear_time() {
    let model = table(HOSTILE);
    let element = r#"{\"code\":1},"#;
    assert_linear(
        |many| {
            let (list, id) = (many(element), many("x"));
            format!(
                "{{\"id\":\"{id}\",\"a\":\"{{\\\"text\\\":\\\"{id}\\\",\\\"x\\\":\\\"{id}\\\",\\\"list\\\":[{list}{{}}]}}\"}}"
            )
        },
        |body| read_all(&model, body.as_bytes()),
    );
}
