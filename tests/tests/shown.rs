//! The parts of a response that are shown: its wording, an excerpt of long texts, and no page of HTML.

#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use errspec::Code;

mod shown {
    #[errspec::table("./tables/shown.toml")]
    pub enum Shown {}
}
use shown::Shown;

mod paged {
    #[errspec::table("./tables/paged.toml")]
    pub enum Paged {}
}
use paged::Paged;

const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>\u{1b}[2J</body></html>";

/// Returns a page of more than 100,000 bytes.
fn long_page() -> String {
    format!("<html>{}</html>", "<p>upstream: no answer</p>\r\n".repeat(4000))
}

/// Returns the body as JSON that is written for an error.
fn written(error: &Shown) -> serde_json::Value {
    serde_json::from_slice(&error.encode()).unwrap()
}

#[test]
fn every_set_of_values_has_a_wording() {
    for (min, max, text) in [
        (Some(1), Some(9), "between 1 and 9"),
        (Some(1), None, "at least 1"),
        (None, Some(9), "at most 9"),
        (None, None, "out of range"),
    ] {
        let error = Shown::out_of_range(min, max);
        assert_eq!(error.to_string(), text);
        assert_eq!(written(&error), serde_json::json!({"code": 1, "message": text}));
        assert_eq!(Shown::decode(400, &error.encode()).into_error(), error);
    }
}

#[test]
fn a_message_whose_parameters_may_be_absent_is_left_out() {
    let error = Shown::slow_down(None);
    assert_eq!(error.to_string(), "Too many requests.");
    assert_eq!(written(&error), serde_json::json!({"code": 2}));
    assert_eq!(Shown::decode(429, &error.encode()).into_error(), error);
    assert_eq!(Shown::slow_down(7).to_string(), "wait 7 seconds");
    // Without a summary, the name is shown.
    let error = Shown::taken(None, None);
    assert_eq!(error.to_string(), "TAKEN");
    assert_eq!(written(&error), serde_json::json!({"code": 3}));
    assert_eq!(Shown::taken(None, "x".to_owned()).to_string(), "id x is taken");
}

#[test]
fn an_unknown_error_is_shown_as_an_excerpt() {
    let text = format!("first line\n{}", "m".repeat(100_000));
    let body = serde_json::json!({"code": "c".repeat(9000), "name": "n".repeat(9000), "message": text}).to_string();
    let decoded = Shown::decode(400, body.as_bytes());
    let unknown = decoded.error().unknown().unwrap();
    assert_eq!(unknown.to_string(), format!("first line\\n{}… (100011 bytes)", "m".repeat(489)));
    let [cut_code, cut_name] = ['c', 'n'].map(|c| format!("{:?}… (9000 bytes)", String::from(c).repeat(500)));
    let debug = format!("{unknown:?}");
    assert!(debug.contains(&cut_code) && debug.contains(&cut_name) && debug.len() < 2500, "{debug}");
    assert!(debug.ends_with(&format!("… ({} bytes) }}", body.len())), "{debug}");
    let debug = format!("{decoded:?}");
    assert!(debug.contains(&cut_code) && debug.len() < 5000, "{debug}");
    assert!(format!("{:#?}", decoded.error()).len() < 2500);
    // Nothing is lost.
    assert_eq!((unknown.message(), unknown.body()), (Some(text.as_str()), body.as_bytes()));
    assert_eq!(decoded.error().encode(), body.as_bytes());
}

#[test]
fn a_long_code_is_shown_as_an_excerpt() {
    let body = serde_json::json!({"code": format!("{}\n", "c".repeat(9000))}).to_string();
    let error = Shown::decode(400, body.as_bytes()).into_error();
    assert_eq!(error.to_string(), format!("unknown error (code {}… (9001 bytes), status 400)", "c".repeat(500)));
    let error = Shown::try_decode(400, body.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), format!("no entry of the table has the code {:?}… (9001 bytes)", "c".repeat(500)));
}

#[test]
fn control_characters_are_not_shown() {
    let body = serde_json::json!({"code": 99, "message": "a\nb\u{1b}[31mc\u{202e}d", "request": "r\n1"}).to_string();
    let decoded = Shown::decode(400, body.as_bytes());
    assert_eq!(decoded.error().to_string(), r"a\nb\u{1b}[31mc\u{202e}d");
    let debug = format!("{decoded:?}");
    assert!(!debug.contains(|c: char| c.is_control() || c == '\u{202e}'), "{debug}");
    assert_eq!((decoded.message(), decoded.request_id()), (Some("a\nb\u{1b}[31mc\u{202e}d"), Some("r\n1")));
}

#[test]
fn a_page_of_html_is_no_message() {
    let page = long_page();
    for body in
        [PAGE, &page, " \r\n<HTML>", "\u{feff}<html lang=\"en\">", "<?xml version='1.0'?><!-- x --><!doctype html>"]
    {
        // A plain text: its status tells which entry it is.
        let decoded = Shown::decode(502, body);
        assert_eq!((decoded.error(), decoded.message()), (&Shown::bad_gateway(String::new()), None), "{body}");
        assert_eq!(decoded.error().to_string(), "The server did not answer.");
        assert_eq!(decoded.body(), body.as_bytes());
        // Without an entry, it is unknown.
        let decoded = Shown::decode(503, body);
        let unknown = decoded.error().unknown().unwrap();
        assert_eq!((unknown.message(), unknown.body()), (None, body.as_bytes()));
        assert_eq!(unknown.to_string(), "unknown error (status 503)");
        assert!(format!("{decoded:?}").len() < 3000);
        // A string of JSON: its code tells which entry it is, and the next location of the message is read.
        let json = serde_json::json!({"code": 4, "message": body}).to_string();
        let decoded = Shown::decode(402, json.as_bytes());
        assert_eq!((decoded.error(), decoded.message()), (&Shown::declined(String::new()), None));
        let json = serde_json::json!({"code": 4, "message": body, "detail": "no funds"}).to_string();
        assert_eq!(Shown::decode(402, json.as_bytes()).into_error(), Shown::declined("no funds".to_owned()));
        let json = serde_json::json!({"code": 77, "message": body}).to_string();
        assert_eq!(Shown::decode(402, json.as_bytes()).error().to_string(), "unknown error (code 77, status 402)");
    }
}

#[test]
fn markup_that_is_no_page_is_a_message() {
    for text in ["<b>declined</b>", "no <html> here", "<htmlish>", "<", " declined", "<!-- only a comment -->"] {
        let json = serde_json::json!({"code": 4, "message": text}).to_string();
        assert_eq!(Shown::decode(402, json.as_bytes()).message(), Some(text));
    }
}

#[test]
fn a_text_within_a_page_is_read_by_a_template() {
    assert_eq!(Paged::decode(507, "E7: no room").into_error(), Paged::NoRoom);
    // `{code}: {message}` would take the beginning of the page as a code.
    let page = "<html><style>p{color: red}</style><title>Out: of order</title></html>";
    let decoded = Paged::decode(500, page);
    assert_eq!((decoded.code(), decoded.message()), (None, Some("Out: of order")));
    let page = page.replace("Out: of order", "Down for maintenance");
    assert_eq!(Paged::decode(503, &page).into_error(), Paged::Maintenance);
    assert_eq!(Paged::decode(500, "E8: <html>").code(), Some(Code::String("E8")));
}
