//! Texts that are bodies of their own: JSON in a JSON string, XML in a text, the query of a URL.

use errspec_engine::decode::{Decoded, Incoming, decode};
use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::{Fields, Found};

use super::{is_error, read_body, read_response, report, table, text, write_and_read};

const LAMBDA: &str = r#"
[envelope]
code       = ["/errorMessage/(json)/error/code", "/errorType"]
message    = ["/errorMessage/(json)/error/message", "/errorMessage"]
request_id = "/errorMessage/(json)/ids/*"
in_2xx     = true

[errors.CONFLICT]
code = 17
fields.name = "/errorMessage/(json)/error/details/[kind=name]/value"
fields.deep = { at = "/errorMessage/(json)/error/cause/(json)/n", type = "integer" }

[errors.TIMEOUT]
code = "Timeout"
"#;

#[test]
fn json_in_a_json_string_is_read() {
    let model = table(LAMBDA);
    let body = r#"{"errorMessage":"{\"error\":{\"code\":17,\"message\":\"a \\\"b\\\"\",\"cause\":\"{\\\"n\\\":3}\",\"details\":[{\"kind\":\"x\"},{\"kind\":\"name\",\"value\":\"v\"}]},\"ids\":[\"i\",\"j\"]}","errorType":"Error"}"#;
    assert_eq!(read_body(&model, 500, body), r#"CONFLICT 17: a "b" (i) deep=3 name="v""#);
    assert!(is_error(&model, 200, body));
    // Any other text is one.
    assert_eq!(read_body(&model, 500, r#"{"errorMessage":"late","errorType":"Timeout"}"#), "TIMEOUT Timeout: late");
    assert_eq!(
        read_body(&model, 500, r#"{"errorMessage":"{\"error\":","errorType":"Timeout"}"#),
        "TIMEOUT Timeout: {\"error\":"
    );
}

#[test]
fn values_in_a_text_are_written_together() {
    let model = table(LAMBDA);
    let values = [("name", text("v")), ("deep", errspec_engine::Value::Integer(3)), ("message", text("m"))];
    let body = write_and_read(&model, "CONFLICT", &values);
    assert_eq!(
        body,
        r#"{"errorMessage":"{\"error\":{\"details\":[{\"kind\":\"name\",\"value\":\"v\"}],\"message\":\"m\",\"code\":17,\"cause\":\"{\\\"n\\\":3}\"}}"}"#
    );
}

#[test]
fn the_query_of_a_url_is_read_and_written() {
    let model = table(
        r#"
        [envelope]
        code    = "header:location/(query)/errorcode"
        message = "header:location/(query)/errortext"

        [errors.REFUSED]
        code   = 3
        status = 302
        fields.state = "header:location/(query)/state"
        "#,
    );
    let read = |url: &str| {
        let header = |name: &str| (name == "location").then(|| url.to_owned());
        let incoming = Incoming { status: Some(302), headers: Some(&header), body: b"", clock: || None };
        read_response(&model, &incoming)
    };
    assert_eq!(
        read("https://a.example/?errorcode=3&errortext=Not%20allowed+here&state=%C3%A4"),
        "REFUSED 3: Not allowed here state=\"ä\""
    );
    assert_eq!(read("https://a.example/cb#errortext=x&errorcode=3"), "REFUSED 3: x");
    assert_eq!(read("https://a.example/errorcode=3"), "unknown : ");
    let table = model.table();
    let entry = table.entry_by_name("REFUSED").expect("the entry is in the table");
    let values = Fields::new(entry.fields().map(|name| (name != "x").then(|| text("a&b"))));
    let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
    let location = response.headers.iter().find(|(name, _)| name == "location").map(|(_, value)| value.clone());
    assert_eq!(location.as_deref(), Some("?state=a%26b&errortext=a%26b&errorcode=3"));
    let header = |name: &str| location.clone().filter(|_| name == "location");
    let incoming = Incoming { status: Some(302), headers: Some(&header), body: &response.body, clock: || None };
    let found = decode(&table, &incoming, &mut Decoded::new(&response.body));
    assert!(matches!(found, Found::Entry(entry) if entry.name() == "REFUSED"), "{found:?}");
}

#[test]
fn the_text_of_one_element_is_read() {
    let model = table(
        "[envelope]\ncode = \"/results/*/body/(json)/code\"\nmessage = \"/results/*/note\"\n[errors.BAD]\ncode = 7\n",
    );
    let body = r#"{"results":[{"note":"fine"},{"body":"{\"code\":7}","note":"broken"}]}"#;
    assert_eq!(read_body(&model, 400, body), "BAD 7: broken");
}

#[test]
#[cfg(feature = "xml")]
fn xml_in_a_text_is_read_and_written() {
    let model = table(
        r#"
        [[envelope]]
        body    = "xml"
        code    = "/string/(xml)/Response/Error/@code"
        message = "/string/(xml)/Response/Error"

        [[envelope]]
        id   = "json"
        code = "/fault/(xml)/Fault/Code"

        [errors.BAD]
        code = 7

        [errors.WORSE]
        code     = 8
        envelope = "json"
        "#,
    );
    let body = r#"<string xmlns="x">&lt;?xml version="1.0"?&gt;&lt;Response&gt;&lt;Error code="7"&gt;a &amp;amp; b&lt;/Error&gt;&lt;/Response&gt;</string>"#;
    assert_eq!(read_body(&model, 400, body), "BAD 7: a & b");
    assert_eq!(read_body(&model, 400, r#"{"fault":"<Fault><Code>8</Code></Fault>"}"#), "WORSE 8: ");
    let body = write_and_read(&model, "BAD", &[("message", text("<m>"))]);
    assert_eq!(
        body,
        "<string>&lt;Response&gt;&lt;Error code=&quot;7&quot;&gt;&amp;lt;m&amp;gt;&lt;/Error&gt;&lt;/Response&gt;</string>"
    );
}

#[test]
fn what_a_text_cannot_have_is_reported() {
    let with = |line: &str| report(&format!("[envelope]\ncode = \"/code\"\n{line}\n[errors.BAD]\ncode = 7\n"));
    assert!(with("details = \"/a/(form)/b\"").contains("a list in a text of keys and values"));
    assert!(with("errors = \"/a/(query)/b\"").contains("`errors` must be the location of one list"));
    assert!(with("errors = \"/a/(json)/*/b\"").contains("`errors` must be the location of one list"));
    assert!(with("errors = \"/a/*/(json)/b\"").contains("`errors` must be the location of one list"));
    assert!(with("name = \"/a/(xml)/b**/c\"").contains("only JSON has selectors and chains"));
    assert!(with("name = \"/a/(xml)/[b=c]/d\"").contains("only JSON has selectors and chains"));
    assert!(with("name = \"/a/(xml)/0\"").contains("not the name of an element or attribute"));
    let detail = report(
        "[envelope]\ncode = \"/code\"\ndetails = \"/d\"\n[detail]\nx = \"/a/(json)/b\"\n[errors.BAD]\ncode = 7\n",
    );
    assert!(detail.contains("a text within a sub-error"), "{detail}");
    assert!(with("message = \"/a/(jsn)/b\"").contains("did you mean `(json)`?"));
}
