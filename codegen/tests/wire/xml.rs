//! Lists and `*` in XML.

use errspec_codegen::Model;
use errspec_engine::decode::{Decoded, decode, each_detail, each_detail_json};
use errspec_engine::{FieldValues, Value};

use super::linear::assert_linear;
use super::{incoming, is_error, read_body, read_errors, table, text, write_and_read};

const BATCH: &str = r#"
[envelope]
body       = "xml"
code       = "/Results/*/Error/Code"
message    = "/Results/*/Error/Message"
request_id = "/Results/*/@id"
in_2xx     = true

[success]
codes = ["OK"]

[fields]
kind = "/Results/*~#"

[errors.CONFLICT]
code = "Conflict"
fields.keys = { at = "/Results/*/Error/Key", type = "list" }
"#;

#[test]
fn all_values_through_one_star_are_those_of_one_element() {
    let model = table(BATCH);
    let body = r#"<Results><Put id="a"><Error><Code>OK</Code><Message>fine</Message></Error></Put><Get id="b"/>
        <Delete id="c"><Error><Message>m</Message><Code>Conflict</Code><Key>k1</Key><Key>k2</Key></Error></Delete>
        <Put id="d"><Error><Code>Gone</Code></Error></Put></Results>"#;
    assert_eq!(read_body(&model, 200, body), r#"CONFLICT Conflict: m (c) keys=["k1","k2"] kind="Delete""#);
    assert!(is_error(&model, 200, body));
    // What stands before the end of a body that is cut off is kept: the best element so far.
    let cut = body.split("<Put id=\"d\">").next().unwrap_or_default();
    assert_eq!(read_body(&model, 400, cut), r#"unknown Conflict: m (c) kind="Delete""#);
    let within = body.split("<Key>").next().unwrap_or_default();
    assert_eq!(read_body(&model, 400, within), "unknown Conflict: m (c)");
}

#[test]
fn without_a_code_the_element_with_the_message_is_read() {
    let model = table(BATCH);
    let body = r#"<Results><Put id="a"/><Get id="b"><Error><Message>m</Message></Error></Get></Results>"#;
    assert_eq!(read_body(&model, 400, body), r#"unknown : m (b) kind="Get""#);
}

#[test]
fn a_condition_holds_if_any_element_meets_it() {
    let model = table(
        r#"
        [envelope]
        body    = "xml"
        code    = "/r/*/code"
        message = "/r/*/text"
        when    = { "/r/*/@type" = "error" }

        [errors.BAD]
        code = 7
        "#,
    );
    let body = r#"<r><a type="info"><text>fine</text></a><b type="error"><code>7</code><text>broken</text></b></r>"#;
    assert_eq!(read_body(&model, 400, body), "BAD 7: broken");
    assert_eq!(read_body(&model, 400, &body.replace("error", "warning")), "unknown : ");
}

const GATHERED: &str = r#"
[envelope]
body    = "xml"
code    = "/Response/Code"
details = "/Response/Groups/*/Error"

[detail]
kind  = "..~#"
name  = "~#"
field = "/@field"
text  = ""

[errors.INVALID]
code = "Invalid"
fields.texts  = { at = "/Response/Groups/*/Error", type = "list" }
fields.names  = { at = "/Response/Groups/*/Error/@field", type = "list" }

[errors.NAMED]
code = "Named"
fields.groups = { at = "/Response/Groups/*~#", type = "list" }

[errors.LISTED]
code = "Listed"
fields.items = { at = "/Response/Items/*", type = "list" }
fields.codes = { at = "/Response/Items/*/@code", type = "list" }
"#;

#[test]
fn values_are_gathered_through_elements() {
    let model = table(GATHERED);
    let body = r#"<Response><Code>Invalid</Code><Groups><Name><Error field="a">too &lt; long</Error><Error field="b">empty</Error></Name>
        <Size/><Mail><Error field="c">no mail</Error></Mail></Groups></Response>"#;
    assert_eq!(
        read_body(&model, 400, body),
        r#"INVALID Invalid:  names=["a","c"] texts=["too < long","empty","no mail"]"#
    );
    let named = read_body(&model, 400, &body.replace("Invalid", "Named"));
    assert_eq!(named, r#"NAMED Named:  groups=["Name","Size","Mail"]"#);
    let (details, json) = details(&model, body);
    let expected = ["Name Error a too < long", "Name Error b empty", "Mail Error c no mail"];
    assert_eq!(details, expected);
    assert_eq!(
        json,
        [r#"{"@field":"a","":"too < long"}"#, r#"{"@field":"b","":"empty"}"#, r#"{"@field":"c","":"no mail"}"#]
    );
}

/// Returns the sub-errors of a body: as the values of their fields, and as JSON.
fn details(model: &Model, body: &str) -> (Vec<String>, Vec<String>) {
    let table = model.table();
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &incoming(400, body), &mut out);
    let (mut typed, mut json) = (Vec::new(), Vec::new());
    each_detail(&table, &out.parts, &mut |fields| {
        let texts: Vec<String> =
            (0..4).filter_map(|number| fields.value(number)).map(|value| value.to_string()).collect();
        typed.push(texts.join(" "));
    });
    each_detail_json(&out.parts, &mut |element| json.push(element));
    let whole = out.parts.details_json().unwrap_or_default();
    assert!(json.is_empty() || whole == format!("[{}]", json.join(",")), "{whole}");
    (typed, json)
}

#[test]
fn gathered_lists_are_written_as_elements_that_repeat() {
    let list = |texts: &[&str]| Value::List(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>().into());
    let body =
        write_and_read(&table(GATHERED), "LISTED", &[("items", list(&["a", "b"])), ("codes", list(&["1", "2"]))]);
    assert_eq!(
        body,
        r#"<Response><Items><item code="1">a</item><item code="2">b</item></Items><Code>Listed</Code></Response>"#
    );
}

#[test]
fn a_listed_error_is_the_first_element_that_is_one() {
    let model = table(
        r#"
        [envelope]
        body    = "xml"
        errors  = "/Results/Result"
        code    = "/Results/Result/Code"
        message = "/Results/Result/Text"
        in_2xx  = true

        [success]
        codes = [0]

        [fields]
        id = "/Results/Result/@id"

        [errors.SECOND]
        code = 2
        "#,
    );
    let body = r#"<Results><Result id="a"><Code>0</Code><Text>OK</Text></Result><Result id="b"/><Result id="c"><Text>two</Text><Code>2</Code></Result><Result id="d"><Code>2</Code></Result></Results>"#;
    assert_eq!(read_body(&model, 200, body), r#"SECOND 2: two id="c""#);
    assert!(is_error(&model, 200, body));
    assert_eq!(read_errors(&model, body), [r#"2 SECOND: two "c""#, r#"3 SECOND:  "d""#]);
    assert!(!is_error(&model, 200, r#"<Results><Result><Code>0</Code></Result></Results>"#));
    let body = write_and_read(&model, "SECOND", &[("message", text("two"))]);
    assert_eq!(body, "<Results><Result><Text>two</Text><Code>2</Code></Result></Results>");
}

#[test]
fn elements_that_are_cut_off_anywhere_are_decoded_and_the_time_is_linear() {
    let models = [table(BATCH), table(GATHERED)];
    let body = r#"<Results><Put id="a"><Error><Code>OK</Code><Key/></Error></Put><Response a="&lt;"><![CDATA[x]]><Groups><A><Error field="1"/></A></Groups></Response></Results>"#;
    for model in &models {
        for end in (0..body.len()).step_by(3) {
            read_body(model, 400, &body[..end]);
            read_body(model, 400, &["<Results>", &body[end..]].concat());
        }
        for piece in ["<Results>", "<A><Error field='1'>x</Error></A>", "<A b='", "<A/>", "<A>x", "&lt;", "<!--"] {
            for (open, close) in [("<Results>", "</Results>"), ("<Response><Groups>", "</Groups></Response>")] {
                let read = |body: &str| {
                    read_body(model, 400, body);
                    details(model, body);
                };
                assert_linear(|many| [open, &many(piece), close].concat(), read);
            }
        }
    }
}

#[test]
fn the_first_of_several_elements_can_be_empty() {
    let model = table(
        "[envelope]\nbody = \"xml\"\ncode = \"/R/E/@code\"\nerrors = \"/R/E\"\n[fields]\nnames = { at = \"/R/N\", type = \"list\" }\nraw = { at = \"/R/N\", type = \"json\" }\n[errors.BAD]\ncode = 7\n",
    );
    for empty in ["<E/>", "<x:E />", "<E></E>"] {
        let body = format!("<R>{empty}<F/><E code='7'>t</E><E code='8'/><N/><N>a</N><O/><N k='v'/></R>");
        let names = "[\"\",\"a\",\"\"] [\"\",\"a\",{\"@k\":\"v\"}]";
        assert_eq!(read_errors(&model, &body), [format!("1 BAD:  {names}"), format!("2 unknown:  {names}")], "{body}");
    }
}

#[test]
fn an_element_without_content_has_one_meaning_in_both_spellings() {
    let model = table(
        r#"
        [envelope]
        body    = "xml"
        code    = "/Error/Code"
        message = "/Error/Message"
        details = "/Error/Items/*"
        in_2xx  = true

        [errors.LOST]
        code = "LOST"
        fields.name  = "/Error/Name"
        fields.names = { at = "/Error/Names/Name", type = "list" }
        fields.rest  = { at = "/Error/Rest", type = "json" }
        "#,
    );
    let body = |name: &str, message: &str, names: &str, items: &str| {
        format!(
            "<Error><Code>LOST</Code>{message}{name}<Names><Name>a</Name>{names}</Names><Rest>{name}</Rest>{items}</Error>"
        )
    };
    let short = body("<Name/>", "<Message/>", "<Name/>", "<Items><Item/></Items>");
    let long = body("<Name></Name>", "<Message></Message>", "<Name></Name>", "<Items><Item></Item></Items>");
    assert_eq!(read_body(&model, 400, &short), read_body(&model, 400, &long));
    for code in ["<Code/>", "<Code></Code>", "<Code />"] {
        let body = format!("<Error>{code}<Message>m</Message></Error>");
        assert_eq!(read_body(&model, 400, &body), "unknown : m");
        assert!(!is_error(&model, 200, &body));
    }
}

#[test]
fn a_byte_order_mark_at_the_beginning_of_an_element_is_text() {
    let model = table(
        "[envelope]\nbody = \"xml\"\ncode = \"/E/code\"\nmessage = \"/E/m\"\n[errors.A]\ncode = 7\nfields.list = { at = \"/E/item\", type = \"list\" }\n\
         fields.any = { at = \"/E/any\", type = \"json\" }\n",
    );
    let (one, two) = ("\u{feff}a", "\u{feff}\u{feff}&b");
    let list = Value::List(vec![two.to_owned(), one.to_owned(), "c".to_owned()].into());
    write_and_read(
        &model,
        "A",
        &[("message", text(two)), ("list", list), ("any", Value::Json(format!("{{\"x\":\"{one}\"}}").into()))],
    );
    // So it is before the first element of another, whose content is read alone.
    let body = format!("\u{feff}<E><code>7</code><any>{one}<x>1</x></any><item>{two}</item><item/><item>c</item></E>")
        .replace("&b", "&amp;b");
    let read = read_body(&model, 400, &body);
    assert_eq!(read, format!("A 7:  any={{\"x\":\"1\",\"\":\"{one}\"}} list=[\"{two}\",\"\",\"c\"]"));
}
