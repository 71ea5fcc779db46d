//! The forms of values as they are written: JSON in XML, attributes beside a text, parameters of a header, parts, and the limits of lists.

use std::time::Duration;

use errspec_codegen::Model;
use errspec_engine::encode::{EncodeRequest, Encoded, Extras, Tree, detail_tree};
use errspec_engine::{Fields, Value};

use crate::{table, text, write_and_read};

/// Encodes an entry with the values of its fields and others.
fn written(model: &Model, name: &str, values: &[(&str, Value<'static>)], extras: &Extras) -> Encoded {
    let table = model.table();
    let entry = table.entry_by_name(name).expect("the entry is in the table");
    let value = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    EncodeRequest { entry, values: &Fields::new(entry.fields().map(value)), extras }.encode()
}

fn body_of(response: &Encoded) -> String {
    String::from_utf8(response.body.clone()).expect("a body is UTF-8")
}

fn header_of<'r>(response: &'r Encoded, name: &str) -> Option<&'r str> {
    response.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn json(text: &str) -> Value<'static> {
    Value::Json(text.to_owned().into())
}

fn list(elements: &[&str]) -> Value<'static> {
    Value::List(elements.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>().into())
}

#[cfg(feature = "xml")]
const XML: &str = r#"
[envelope]
body = "xml"
code = "/E/Code"

[errors.A]
code = 1
fields.rest     = { at = "/E/Rest", type = "json" }
fields.amount   = { at = "/E/Amount", type = "number" }
fields.currency = "/E/Amount/@currency"
fields.flag     = { at = "/E/Flag", type = "json" }
fields.reason   = "/E/Flag/@reason"
fields.tags     = { at = "/E/Tag", type = "list" }
fields.labels   = { at = "/E/@labels", type = "list" }
"#;

#[cfg(feature = "xml")]
#[test]
fn json_is_written_as_elements() {
    let model = table(XML);
    let rest = |value: &str| {
        let body = body_of(&written(&model, "A", &[("rest", json(value))], &Extras::default()));
        body.strip_prefix("<E>").and_then(|body| body.strip_suffix("<Code>1</Code></E>")).map(str::to_owned)
    };
    for (value, expected) in [
        (
            r#"{"a":[1,{"@k":"v","":"t<"}],"b":{"_c-1.d":"é"}}"#,
            r#"<a>1</a><a k="v">t&lt;</a><b><_c-1.d>é</_c-1.d></b>"#,
        ),
        (r#"{"a":null,"b":true,"é":"u"}"#, "<a></a><b>true</b><é>u</é>"),
        ("false", "false"),
        ("7.5", "7.5"),
        // What no element can be named after is written as text, wherever it is in the value.
        (r#"{"a b":1}"#, "{&quot;a b&quot;:1}"),
        (r#"{"a":{"1":2}}"#, "{&quot;a&quot;:{&quot;1&quot;:2}}"),
        (r#"{"a":[{"x":1},{"-":2}]}"#, "{&quot;a&quot;:[{&quot;x&quot;:1},{&quot;-&quot;:2}]}"),
        (r#"{"@a=":1}"#, "{&quot;@a=&quot;:1}"),
    ] {
        assert_eq!(rest(value), Some(format!("<Rest>{expected}</Rest>")), "{value}");
    }
    // A list is elements of one name.
    assert_eq!(rest("[1,2]").as_deref(), Some("<Rest>1</Rest><Rest>2</Rest>"));
}

#[cfg(feature = "xml")]
#[test]
fn an_attribute_leaves_the_text_of_its_element() {
    let model = table(XML);
    let values = [("amount", Value::Number(1.5)), ("currency", text("EUR"))];
    let body = write_and_read(&model, "A", &values);
    assert_eq!(body, r#"<E><Amount currency="EUR">1.5</Amount><Code>1</Code></E>"#);
    let values = [("flag", json("true")), ("reason", text("r"))];
    let body = body_of(&written(&model, "A", &values, &Extras::default()));
    assert_eq!(body, r#"<E><Flag reason="r">true</Flag><Code>1</Code></E>"#);
}

#[cfg(feature = "xml")]
#[test]
fn a_text_leaves_the_attributes_of_its_element() {
    // The attribute comes first, the message after it.
    let model = table(
        "[envelope]\nbody = \"xml\"\nmessage = \"/E/Text\"\n[errors.A]\nstatus = 400\nfields.kind = \"/E/Text/@kind\"\n\
         fields.deep = \"/E/Deep/Below\"\nfields.whole = { at = \"/E/Deep\", type = \"json\" }\n",
    );
    let body = write_and_read(&model, "A", &[("kind", text("k")), ("message", text("m"))]);
    assert_eq!(body, r#"<E><Text kind="k">m</Text></E>"#);
    // What stands below a location is kept beside the members of the value that is written there.
    let values = [("message", text("m")), ("deep", text("d")), ("whole", json(r#"{"Below":"x","Other":"o"}"#))];
    let body = body_of(&written(&model, "A", &values, &Extras::default()));
    assert_eq!(body, "<E><Deep><Below>d</Below><Other>o</Other></Deep><Text>m</Text></E>");
    // A value without members has no place beside them.
    let values = [("message", text("m")), ("deep", text("d")), ("whole", json("7"))];
    let body = body_of(&written(&model, "A", &values, &Extras::default()));
    assert_eq!(body, "<E><Deep><Below>d</Below></Deep><Text>m</Text></E>");
}

#[cfg(feature = "xml")]
#[test]
fn members_leave_the_attributes_of_their_element() {
    let model = table(
        "[envelope]\nbody = \"xml\"\ncode = \"/E/Code\"\n[errors.A]\ncode = 1\nfields.kind = \"/E/Deep/@kind\"\n\
         fields.whole = { at = \"/E/Deep\", type = \"json\" }\n",
    );
    let body = |whole: &str| {
        let values = [("kind", text("k")), ("whole", json(whole))];
        body_of(&written(&model, "A", &values, &Extras::default()))
    };
    assert_eq!(body(r#"{"Other":"o"}"#), r#"<E><Deep kind="k"><Other>o</Other></Deep><Code>1</Code></E>"#);
    assert_eq!(body("7"), r#"<E><Deep kind="k">7</Deep><Code>1</Code></E>"#);
}

#[cfg(feature = "xml")]
#[test]
fn a_list_in_xml_that_is_a_text_is_elements_that_repeat() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\nfields.items = { at = \"/text/(xml)/R/Items/*\", type = \"list\" }\n",
    );
    let body = write_and_read(&model, "A", &[("items", list(&["a", "b"]))]);
    assert_eq!(body, r#"{"code":1,"text":"<R><Items><item>a</item><item>b</item></Items></R>"}"#);
}

#[test]
fn conditions_on_one_list_in_a_text_have_an_element_each() {
    let model = table(
        "[envelope]\ncode = \"/code\"\nwhen = { \"/text/(json)/tags/*\" = \"error\" }\n\
         [errors.A]\ncode = 1\nwhen = { \"/text/(json)/tags/*\" = \"quota\" }\n[errors.B]\ncode = 1\n",
    );
    assert_eq!(write_and_read(&model, "A", &[]), r#"{"code":1,"text":"{\"tags\":[\"error\",\"quota\"]}"}"#);
}

#[test]
fn parts_of_a_body_are_equal_if_their_json_is() {
    let object = |name: &'static str, value| Tree::Object(vec![(name.into(), value)]);
    let integer = || Tree::Integer(1);
    let own = [
        Tree::Empty,
        Tree::Value("1".into()),
        Tree::Value("\"a\"".into()),
        Tree::Value("\"b\"".into()),
        Tree::Integer(2),
        object("a", integer()),
        object("b", integer()),
        Tree::Array(vec![integer()]),
        Tree::Array(vec![integer(), integer()]),
    ];
    for (number, one) in own.iter().enumerate() {
        for (other_number, other) in own.iter().enumerate() {
            assert_eq!(one == other, number == other_number, "{one:?} {other:?}");
        }
    }
    // Whether or not it has been written yet.
    for (one, other) in [
        (Tree::Integer(1), Tree::Value("1".into())),
        (Tree::Value("\"a\"".into()), Tree::string("a")),
        (Tree::string("a"), Tree::string("a")),
        (object("a", integer()), object("a", Tree::Value("1".into()))),
    ] {
        assert_eq!(one, other);
    }
    assert_ne!(Tree::string("1"), Tree::Integer(1));
    assert_ne!(Tree::string("1"), Tree::Value("1".into()));
}

#[cfg(all(feature = "cbor", feature = "msgpack"))]
#[test]
fn the_text_of_a_body_is_its_json() {
    for media_type in ["application/cbor", "application/msgpack", "application/json"] {
        let model = table(&format!(
            "[envelope]\ncode = \"/code\"\nmedia_type = \"{media_type}\"\n[errors.A]\ncode = \"é\"\n[errors.B]\ncode = \"b\"\n"
        ));
        let text = |name: &str| written(&model, name, &[], &Extras::default()).body_text();
        assert_eq!((&*text("A"), &*text("B")), (r#"{"code":"é"}"#, r#"{"code":"b"}"#), "{media_type}");
    }
    // JSON of ASCII is no CBOR, whatever the header says.
    let headers = vec![("content-type".to_owned(), "application/cbor".to_owned())];
    assert_eq!(Encoded { status: 400, headers, body: b"{}".to_vec() }.body_text(), "{}");
}

#[cfg(feature = "xml")]
#[test]
fn a_list_is_elements_that_repeat_and_one_text_in_an_attribute() {
    let model = table(XML);
    let body =
        |name: &str, elements: &[&str]| body_of(&written(&model, "A", &[(name, list(elements))], &Extras::default()));
    assert_eq!(body("tags", &["a", "b"]), "<E><Tag>a</Tag><Tag>b</Tag><Code>1</Code></E>");
    assert_eq!(body("tags", &["a"]), "<E><Tag>a</Tag><Code>1</Code></E>");
    // An empty text is an empty list.
    let empty = write_and_read(&model, "A", &[("tags", list(&[]))]);
    assert_eq!(empty, "<E><Tag></Tag><Code>1</Code></E>");
    assert_eq!(body("labels", &["a", "b"]), r#"<E labels="a, b"><Code>1</Code></E>"#);
}

#[test]
fn an_element_beyond_the_limit_is_a_member() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\nfields.last = \"/list/1023\"\nfields.more = \"/more/1024\"\n",
    );
    let body = write_and_read(&model, "A", &[("last", text("x")), ("more", text("y"))]);
    assert_eq!(body, format!(r#"{{"list":[{}"x"],"more":{{"1024":"y"}},"code":1}}"#, "null,".repeat(1023)));
}

#[test]
fn fields_of_one_selected_element_are_written_to_it() {
    let model = table(
        "[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\nfields.value = \"/info/[n=1]/value\"\n\
         fields.other = \"/info/[n=2]/value\"\nfields.unit = \"/info/[n=1]/unit\"\n",
    );
    let values = [("value", text("v")), ("other", text("o")), ("unit", text("u"))];
    let body = r#"{"info":[{"n":1,"value":"v","unit":"u"},{"n":2,"value":"o"}],"code":1}"#;
    assert_eq!(write_and_read(&model, "A", &values), body);
}

#[test]
fn the_parameters_of_a_header_are_separated_and_quoted() {
    let model = table(
        r#"
        [envelope]
        code    = "header:www-authenticate/(parameters)/error"
        message = "header:www-authenticate/(parameters)/text"
        write   = { "header:www-authenticate/(parameters)/" = "Bearer", "header:x-limit/(parameters)/first" = true }

        [errors.LIMITED]
        code   = "limited"
        status = 401
        fields.left  = { at = "header:x-limit/(parameters)/left", type = "integer" }
        fields.rate  = { at = "header:x-limit/(parameters)/rate", type = "number" }
        fields.about = "header:x-limit/(parameters)/about"
        "#,
    );
    let values = [
        ("message", text("a \"b\"")),
        ("left", Value::Integer(3)),
        ("rate", Value::Number(1.5)),
        ("about", text("x\"")),
    ];
    let response = written(&model, "LIMITED", &values, &Extras::default());
    let challenge = r#"Bearer text="a \"b\"", error="limited""#;
    assert_eq!(header_of(&response, "www-authenticate"), Some(challenge));
    assert_eq!(header_of(&response, "x-limit"), Some(r#"first=true, left=3, rate=1.5, about="x\"""#));
}

#[test]
fn the_code_names_the_member_with_the_other_values() {
    let model = table(
        "[envelope]\ncode = \"/errors/*~#\"\nmessage = \"/errors/*/text\"\n[errors.A]\ncode = \"a\"\nfields.n = \"/errors/*/n\"\n",
    );
    let body = write_and_read(&model, "A", &[("message", text("m")), ("n", text("1"))]);
    assert_eq!(body, r#"{"errors":{"a":{"n":"1","text":"m"}}}"#);
    assert_eq!(body_of(&written(&model, "A", &[], &Extras::default())), r#"{"errors":{"a":{}}}"#);
}

#[test]
fn fields_of_a_sub_error_are_written_in_one_text() {
    let model = table(
        "[envelope]\nmessage = \"/message\"\ndetails = \"/errors\"\n[detail]\nused = { at = \"/text\", template = \"{used} of {limit}\" }\n\
         limit = { at = \"/text\", template = \"{used} of {limit}\" }\n[errors.A]\nstatus = 400\nmessage = \"m\"\n",
    );
    let table = model.table();
    let details = vec![detail_tree(Some(&table), &Fields::new([Some(text("3")), Some(text("5"))]))];
    let response = written(&model, "A", &[], &Extras { details, ..Extras::default() });
    assert_eq!(body_of(&response), r#"{"message":"m","errors":[{"text":"3 of 5"}]}"#);
}

#[test]
fn a_delay_in_the_first_header_has_whole_seconds() {
    let after = |at: &str| {
        let model = table(&format!(
            "[envelope]\ncode = \"/code\"\nretry_after = \"{at}\"\n[errors.A]\ncode = 1\nretry = \"after\"\n"
        ));
        written(&model, "A", &[], &Extras { retry_after: Some(Duration::from_millis(1500)), ..Extras::default() })
    };
    let header = after("header:x-wait");
    assert_eq!((header_of(&header, "x-wait"), &*body_of(&header)), (Some("2"), r#"{"code":1}"#));
    assert_eq!(body_of(&after("/wait")), r#"{"wait":1.5,"code":1}"#);
}

#[test]
fn the_response_in_a_part_has_its_headers_and_the_body_the_boundary() {
    let multipart = |media_type: &str| {
        let model = table(&format!(
            "[envelope]\nparts = \"multipart\"\n{media_type}code = \"/code\"\nstatus = \"header::status\"\nin_2xx = true\n\
             [errors.A]\ncode = 1\nstatus = 409\nfields.id = \"header:x-id\"\n"
        ));
        written(&model, "A", &[("id", text("i"))], &Extras::default())
    };
    let response = multipart("media_type = \"multipart/mixed; boundary=own\"\n");
    assert_eq!(response.headers, [("content-type".to_owned(), "multipart/mixed; boundary=own".to_owned())]);
    let body = "--own\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 409 \r\nContent-Type: application/json\r\nx-id: i\r\n\r\n{\"code\":1}\r\n--own--\r\n";
    assert_eq!(body_of(&response), body);
    let response = multipart("");
    assert_eq!(header_of(&response, "content-type"), Some("multipart/mixed; boundary=errspec"));
    assert_eq!(body_of(&response), body.replace("--own", "--errspec"));
}

#[test]
fn a_response_tells_whether_to_retry_where_no_other_value_is() {
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = "/text"

        [envelope.retry]
        never = { "/transient" = false, "/class" = ["fatal", "final"] }
        after = { "/transient" = true, "/wait" = { present = true } }

        [errors.GONE]
        code  = 1
        retry = "never"

        [errors.BUSY]
        code  = 2
        retry = "after"
        fields.class = "/class"

        [errors.CLOSED]
        code  = 3
        retry = "never"
        fields.class = "/class"

        [errors.OTHER]
        code = 4
        "#,
    );
    let body = |name: &str, class: Option<&str>| {
        let values: Vec<_> = class.map(|class| ("class", text(class))).into_iter().collect();
        body_of(&written(&model, name, &values, &Extras::default()))
    };
    assert_eq!(body("GONE", None), r#"{"transient":false,"class":"fatal","code":1}"#);
    assert_eq!(body("BUSY", Some("c")), r#"{"transient":true,"class":"c","code":2}"#);
    // A field is left alone, also without a value.
    assert_eq!(body("CLOSED", Some("c")), r#"{"transient":false,"class":"c","code":3}"#);
    assert_eq!(body("CLOSED", None), r#"{"transient":false,"code":3}"#);
    assert_eq!(body("OTHER", None), r#"{"code":4}"#);
}

#[test]
fn the_wording_that_is_written_leaves_out_the_least() {
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = "/message"

        [errors.RANGE]
        code        = 1
        message     = ["out of range", "at least {min}", "at most {max}", "between {min} and {max}"]
        fields.min  = { type = "integer" }
        fields.max  = { type = "integer" }

        [errors.OWNER]
        code         = 2
        message      = ["{name} is taken", "taken by {owner}"]
        fields.name  = { at = "/name", required = false }
        fields.owner = { required = false }
        "#,
    );
    let body = |name: &str, values: &[(&str, Value<'static>)]| write_and_read(&model, name, values);
    let (one, nine) = (Value::Integer(1), Value::Integer(9));
    assert_eq!(body("RANGE", &[]), r#"{"message":"out of range","code":1}"#);
    assert_eq!(body("RANGE", &[("min", one.clone())]), r#"{"message":"at least 1","code":1}"#);
    assert_eq!(body("RANGE", &[("max", nine.clone())]), r#"{"message":"at most 9","code":1}"#);
    assert_eq!(body("RANGE", &[("min", one), ("max", nine)]), r#"{"message":"between 1 and 9","code":1}"#);
    // The name has a location of its own, the owner has not.
    assert_eq!(
        body("OWNER", &[("name", text("x")), ("owner", text("y"))]),
        r#"{"name":"x","message":"taken by y","code":2}"#
    );
    assert_eq!(body("OWNER", &[("name", text("x"))]), r#"{"name":"x","message":"x is taken","code":2}"#);
}
