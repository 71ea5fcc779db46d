//! Headers that are not UTF-8.

#![allow(missing_docs)]

use errspec::{Headers, Response};

mod generated {
    #[errspec::table("./tables/headed.toml")]
    pub enum Headed {}
}
use generated::Headed;

mod written {
    #[errspec::table("./tables/charset.toml")]
    pub enum Charset {}
}
use written::Charset;

#[test]
fn a_header_that_is_not_utf_8_is_latin_1() {
    for value in [&b"f\xfcr"[..], "für".as_bytes()] {
        let headers: [(&str, &[u8]); 1] = [("X-H", value)];
        let error = Headed::decode_response(400, &headers, "{\"code\":1}").into_error();
        assert_eq!(error, Headed::a("für"));
    }
    let headers: [(&str, &[u8]); 1] = [("X-H", b"f\xfcr")];
    assert_eq!(headers.header("x-h"), None);
    assert_eq!(headers.header_bytes("x-h"), Some(&b"f\xfcr"[..]));
}

/// Returns the value of a header as it is sent.
fn sent(response: &Response, name: &str) -> Vec<u8> {
    let line = response.header_lines().find(|(own, _)| *own == name);
    line.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Returns the response of an error, once it has been read back from the bytes that are sent.
fn written(error: &Charset) -> Response {
    let response = error.encode_response();
    let lines: Vec<(String, Vec<u8>)> =
        response.header_lines().map(|(name, value)| (name.to_owned(), value.into_owned())).collect();
    assert_eq!(Charset::decode_response(400, &lines, &response.body).error(), error);
    assert_eq!(Charset::decode_response(400, &response, &response.body).error(), error);
    response
}

#[test]
fn a_header_is_written_in_latin_1_where_the_table_says_so() {
    let response = written(&Charset::lost("f\u{fc}r", ["K\u{f6}ln", "Bonn"], "na\u{ef}ve", "\u{e9}t\u{e9}"));
    assert_eq!(sent(&response, "content-disposition"), b"filename=\"f\xfcr\"");
    assert_eq!(sent(&response, "x-towns"), b"K\xf6ln, Bonn");
    assert_eq!(sent(&response, "x-plain"), "na\u{ef}ve".as_bytes());
    assert_eq!(sent(&response, "x-message"), b"\xe9t\xe9");
    // The values are texts wherever they are not sent.
    assert_eq!(response.header("x-message"), Some("\u{e9}t\u{e9}"));
}

#[test]
fn a_text_that_latin_1_would_change_is_written_in_utf_8() {
    // It has no euro sign, and the two characters would be read as one of UTF-8.
    for text in ["5 \u{20ac}", "\u{c3}\u{a9}", "plain"] {
        let response = written(&Charset::lost(None, None, None, text));
        assert_eq!(sent(&response, "x-message"), text.as_bytes(), "{text}");
    }
}
