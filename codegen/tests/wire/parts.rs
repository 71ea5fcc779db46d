//! Bodies in parts: JSON lines, event streams and multipart bodies.

use errspec_codegen::Model;
use errspec_engine::decode::{Decoded, Incoming, decode, detect, try_decode};
use errspec_engine::encode::{EncodeRequest, Encoded, Extras};
use errspec_engine::{FieldValues, Fields, Found, Value};

use super::linear::assert_linear;
use super::{incoming, is_error, read_body, read_errors, read_response, read_response_errors, report, table, text};

const JOBS: &str = r#"
[envelope]
code       = "/error/code"
message    = "/error/message"
request_id = ["header:x-request-id", "/id"]
in_2xx     = true

[fields]
line = { at = "/line", type = "integer" }

[errors.CONFLICT]
code   = "conflict"
status = [409, 200]
fields.name = "/error/name"

[errors.GONE]
code = "gone"

[errors.OVERLOADED]
status = 503
message = "try again"
"#;

/// Returns what a response with a media type and other headers decodes to, and whether it is an error.
fn read(model: &Model, status: u16, headers: &[(&str, &str)], body: &str) -> (String, bool) {
    let header = |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let incoming = Incoming { status: Some(status), headers: Some(&header), body: body.as_bytes(), clock: || None };
    let is_error = detect(&model.table(), &incoming, &mut Decoded::new(body.as_bytes())).is_some();
    (read_response(model, &incoming), is_error)
}

fn errors(model: &Model, status: u16, media_type: &str, body: &str) -> Vec<String> {
    let header = |name: &str| (name == "content-type").then(|| media_type.to_owned());
    let incoming = Incoming { status: Some(status), headers: Some(&header), body: body.as_bytes(), clock: || None };
    read_response_errors(model, &incoming)
}

#[test]
fn the_first_json_value_that_is_an_error_is_the_response() {
    let model = table(JOBS);
    let body = "{\"id\":\"a\",\"ok\":true}\n{\"id\":\"b\",\"line\":2,\"error\":{\"code\":\"conflict\",\"message\":\"m\",\"name\":\"n\"}}\r\n\n{\"id\":\"c\",\"error\":{\"code\":\"gone\"}}\n";
    assert_eq!(read_body(&model, 200, body), "CONFLICT conflict: m (b) line=2 name=\"n\"");
    assert!(is_error(&model, 200, body));
    assert_eq!(read_errors(&model, body), ["1 CONFLICT: m 2", "2 GONE: "]);
    let (found, is_error) = read(&model, 200, &[("content-type", "application/x-ndjson"), ("x-request-id", "r")], body);
    assert_eq!((found.as_str(), is_error), ("CONFLICT conflict: m (r) line=2 name=\"n\"", true));
    // A byte order mark, record separators, and nothing at all between values.
    for body in [
        "\u{feff}{\"id\":1}\n{\"error\":{\"code\":\"gone\"}}",
        "\u{1e}{\"id\":1}\n\u{1e}{\"error\":{\"code\":\"gone\"}}\n",
        "{}{\"error\":{\"code\":\"gone\"}}",
        "[]\r[]\r{\"error\":{\"code\":\"gone\"}}",
    ] {
        assert_eq!(read_body(&model, 400, body), "GONE gone: ", "{body}");
    }
}

#[test]
fn one_broken_value_does_not_hide_the_others() {
    let model = table(JOBS);
    let body = "{\"id\":1}\n{\"error\":{\"code\": oops}}\n{\"error\":{\"code\":\"gone\"}}\n";
    assert_eq!(read_body(&model, 400, body), "GONE gone: ");
    // A value that is cut off keeps what could be read.
    assert_eq!(read_body(&model, 400, "{\"id\":1}\n{\"error\":{\"code\":\"gone\",\"mess"), "unknown gone: ");
    // Without an error, the values are no error, and the body is kept.
    let body = "{\"id\":1}\n{\"id\":2}\n";
    assert!(!is_error(&model, 200, body));
    assert_eq!(read_body(&model, 400, body), "unknown :  (1)");
}

#[test]
fn the_whole_body_is_kept() {
    let model = table(JOBS);
    let body = "{\"id\":1}\n{\"error\":{\"code\":\"gone\"}}\n";
    let table = model.table();
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &super::incoming(400, body), &mut out);
    assert_eq!(out.parts.received_body(), body.as_bytes());
    assert_eq!(out.parts.forwarded_body(), body.as_bytes());
    assert_eq!(out.parts.body().bytes, b"{\"error\":{\"code\":\"gone\"}}");
    let owned = out.parts.into_owned();
    assert_eq!(owned.received_body(), body.as_bytes());
}

#[test]
fn an_event_is_read_by_the_locations_and_its_name_is_a_header() {
    let model = table(
        r#"
        [envelope]
        code    = ["/error/type", "header::event-type"]
        message = "/error/message"
        in_2xx  = true
        when    = { "header::event-type" = "error" }

        [errors.OVERLOADED]
        code = "overloaded_error"
        "#,
    );
    let stream = "\u{feff}: hello\r\n\r\nevent: message_start\r\ndata: {\"error\":{\"type\":\"overloaded_error\"}}\r\n\r\nevent: error\r\nid: 7\r\ndata: {\"error\":\r\ndata:{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\r\n\r\ndata: [DONE]\r\n\r\n";
    for body in [stream.to_owned(), stream.replace("\r\n", "\n"), stream.replace("\r\n", "\r")] {
        let (found, is_error) = read(&model, 200, &[("content-type", "text/event-stream; charset=utf-8")], &body);
        assert_eq!((found.as_str(), is_error), ("OVERLOADED overloaded_error: Overloaded", true), "{body:?}");
        assert_eq!(read_body(&model, 200, &body), "OVERLOADED overloaded_error: Overloaded");
        assert_eq!(errors(&model, 200, "text/event-stream", &body), ["1 OVERLOADED: Overloaded"]);
    }
    // The last event may be cut off.
    let cut = stream.split("\r\n\r\ndata: [DONE]").next().unwrap_or_default();
    assert_eq!(read_body(&model, 200, cut), "OVERLOADED overloaded_error: Overloaded");
    let calm = "event: message_start\ndata: {\"error\":{}}\n\n";
    assert!(!read(&model, 200, &[("content-type", "text/event-stream")], calm).1);
}

const BATCH: &str = "preamble\r\n--b_1\r\nContent-Type: application/http\r\nContent-ID: <response-1>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\":\"a\"}\r\n--b_1\r\nContent-Type: multipart/mixed; boundary=\"c_1\"\r\n\r\n--c_1\r\nContent-Type: application/http\r\nContent-ID: <response-2>\r\n\r\nHTTP/1.1 409 Conflict\r\nX-Request-Id: inner\r\nContent-Type: application/json\r\n\r\n{\"error\":{\"code\":\"conflict\",\"message\":\"m\",\"name\":\"n\"}}\r\n--c_1--\r\n--b_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 503 Service Unavailable\r\n\r\n{\"error\":{\"message\":\"try again\"}}\r\n--b_1--\r\nepilogue";

#[test]
fn a_part_that_is_an_http_response_has_its_own_status_and_headers() {
    let model = table(JOBS);
    let headers = [("content-type", "multipart/mixed; boundary=b_1"), ("x-request-id", "outer")];
    for body in [BATCH.to_owned(), BATCH.replace("\r\n", "\n")] {
        let (found, is_error) = read(&model, 200, &headers, &body);
        assert_eq!((found.as_str(), is_error), ("CONFLICT conflict: m (inner) name=\"n\"", true), "{body}");
        let listed = errors(&model, 200, headers[0].1, &body);
        assert_eq!(listed, ["1 CONFLICT: m", "2 OVERLOADED: try again"]);
    }
    // The end is cut off, and the media type is not known.
    let cut = BATCH.split("\r\n--c_1--").next().unwrap_or_default().trim_start_matches("preamble\r\n");
    assert_eq!(read_body(&model, 200, cut), "CONFLICT conflict: m (inner) name=\"n\"");
    let table = model.table();
    let mut out = Decoded::new(cut.as_bytes());
    decode(&table, &super::incoming(200, cut), &mut out);
    assert_eq!(out.parts.status(), Some(409));
    // Strict decoding reads the part, too.
    let strict = try_decode(&table, &super::incoming(200, cut), &mut Decoded::new(cut.as_bytes()));
    assert_eq!(strict.map(|entry| entry.name()).ok(), Some("CONFLICT"));
}

#[test]
fn a_text_that_only_looks_like_a_stream_stays_a_text() {
    let model = table(
        r#"
        [envelope]
        body = "text"

        [errors.DATA]
        status  = 400
        message = "data: lost"
        "#,
    );
    assert_eq!(read_body(&model, 400, "data: lost"), "DATA : data: lost");
    let (found, _) = read(&model, 400, &[("content-type", "text/plain")], "data: lost");
    assert_eq!(found, "DATA : data: lost");
}

/// Encodes an entry, checks that it is read back, and returns the response.
fn write(model: &Model, name: &str, values: &[(&str, Value<'static>)]) -> Encoded {
    let table = model.table();
    let entry = table.entry_by_name(name).expect("the entry is in the table");
    let value = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let values = Fields::new(entry.fields().map(value));
    let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
    let header = |name: &str| response.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let incoming =
        Incoming { status: Some(response.status), headers: Some(&header), body: &response.body, clock: || None };
    let mut out = Decoded::new(&response.body);
    let found = decode(&table, &incoming, &mut out);
    assert!(matches!(found, Found::Entry(found) if found.name() == name), "{response:?}: {found:?}");
    for number in 0..entry.carried().len() {
        assert_eq!(out.fields.value(number), values.value(number));
    }
    response
}

fn written(kind: &str) -> Encoded {
    // Only an event has a name.
    let when = if kind == "event-stream" { "when = { \"header::event-type\" = \"error\" }" } else { "" };
    let model = table(&format!(
        "[envelope]\nparts = {kind:?}\ncode = \"/code\"\nmessage = \"/message\"\nin_2xx = true\n{when}\n\n\
         [errors.LOST]\ncode = \"lost\"\nstatus = 410\nfields.id = \"/id\"\n"
    ));
    write(&model, "LOST", &[("message", text("two\nlines")), ("id", text("7"))])
}

#[test]
fn the_parts_of_an_envelope_are_written() {
    let Encoded { headers, body, .. } = written("event-stream");
    assert_eq!(headers, [("content-type".to_owned(), "text/event-stream".to_owned())]);
    let body = String::from_utf8(body).unwrap_or_default();
    assert_eq!(body, "event: error\ndata: {\"id\":\"7\",\"message\":\"two\\nlines\",\"code\":\"lost\"}\n\n");
    let Encoded { headers, body, .. } = written("multipart");
    assert_eq!(headers, [("content-type".to_owned(), "multipart/mixed; boundary=errspec".to_owned())]);
    assert!(body.starts_with(b"--errspec\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 410 \r\n"));
    let Encoded { headers, body, .. } = written("json-lines");
    assert!(headers.contains(&("content-type".to_owned(), "application/x-ndjson".to_owned())), "{headers:?}");
    assert!(body.ends_with(b"}\n"));
}

#[test]
fn a_media_type_that_lies_is_set_right_by_the_table() {
    let model = table(
        "[envelope]\nparts = \"event-stream\"\ncode = \"/code\"\nin_2xx = true\n\n[errors.LOST]\ncode = \"lost\"\n",
    );
    let body = "data: {}\n\ndata: {\"code\":\"lost\"}\n\n";
    assert_eq!(read(&model, 200, &[("content-type", "text/plain")], body), ("LOST lost: ".to_owned(), true));
}

#[test]
fn only_json_has_json_lines() {
    let report =
        report("[envelope]\nbody = \"form\"\nparts = \"json-lines\"\ncode = \"/code\"\n[errors.A]\ncode = 1\n");
    assert!(report.contains("`json-lines` in an envelope with `body = \"form\"`"), "{report}");
}

/// Decodes a body in every way, and returns the number of errors that are listed.
fn decode_all(model: &Model, media_type: &str, body: &[u8]) -> usize {
    let table = model.table();
    let header = |name: &str| (name == "content-type").then(|| media_type.to_owned());
    let mut count = 0;
    for status in [200, 400] {
        let incoming = Incoming { status: Some(status), headers: Some(&header), body, clock: || None };
        let mut out = Decoded::new(body);
        decode(&table, &incoming, &mut out);
        assert_eq!(out.parts.received_body(), body);
        let mut take = |_: errspec_engine::decode::ListedError<'_, '_>| count += 1;
        errspec_engine::decode::each_error(&table, &out.parts, || None, &mut take);
        detect(&table, &incoming, &mut Decoded::new(body));
        let _ = try_decode(&table, &incoming, &mut Decoded::new(body));
    }
    count
}

const MEDIA_TYPES: [&str; 5] =
    ["multipart/mixed; boundary=b_1", "multipart/mixed", "text/event-stream", "application/x-ndjson", "text/plain"];

#[test]
fn bodies_that_are_cut_off_anywhere_are_decoded() {
    let model = table(JOBS);
    let stream =
        "event: e\r\ndata: {\"error\":\r\ndata: {\"code\":\"gone\"}}\r\n\r\n{\"error\":{\"code\":\"gone\"}}\n{\"a\":";
    for media_type in MEDIA_TYPES {
        for body in [BATCH, stream] {
            for end in (0..body.len()).step_by(3) {
                let (before, after) = body.as_bytes().split_at(end);
                decode_all(&model, media_type, before);
                decode_all(&model, media_type, after);
            }
        }
    }
}

#[test]
fn the_time_is_linear_in_the_body() {
    let model = table(JOBS);
    let pieces = [
        "--b_1\r\n",
        "--b_1",
        "\r\n--b_1\r\nContent-Type: multipart/mixed; boundary=b_2\r\n\r\n--b_2\r\n\r\n{\"error\":{}}",
        "--b_1\r\nHTTP/1.1 400 \r\n\r\n{\"error\":{\"code\":\"gone\"}}\r\n",
        "data:\n",
        "data: {\"error\":{\"code\":\"gone\"}}\n\n",
        "event: x\n",
        "\r",
        "{\"error\":{\"code\":\"gone\"}}",
        "{\"error\":{\"code\":\"gone\"}",
        "{\"a\":\"\n",
        "[[",
        "{}\n",
    ];
    for media_type in MEDIA_TYPES {
        for piece in pieces {
            assert_linear(|many| many(piece), |body| _ = decode_all(&model, media_type, body.as_bytes()));
        }
    }
}

#[test]
fn the_status_decides_whether_parts_that_are_no_errors_are_one() {
    let model = table(
        r#"
        [envelope]
        code    = "/code"
        message = "/message"
        in_2xx  = true

        [success]
        codes = [0]

        [errors.REFUSED]
        code = 7
        "#,
    );
    let body = "{\"code\":0}\n{\"code\":0,\"message\":\"fine\"}\n";
    let message = |status: u16| {
        let table = model.table();
        let mut out = Decoded::new(body.as_bytes());
        detect(&table, &incoming(status, body), &mut out)?;
        Some(out.parts.message().unwrap_or_default().to_owned())
    };
    assert_eq!(message(200), None);
    assert_eq!(message(399), None);
    // None of the parts is an error, and the response is one: the first with a code is the response.
    assert_eq!(message(400), Some(String::new()));
    let error = "{\"code\":0}\n{\"code\":7,\"message\":\"no\"}\n";
    assert!(is_error(&model, 200, error) && is_error(&model, 400, error));
}
