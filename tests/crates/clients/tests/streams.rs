//! Streams over real connections.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::Duration;

use errspec::reqwest::{Failure, ResponseExt, blocking};
use errspec::stream::{Event, Events, StreamError};
use errspec_tests_clients::StreamsError;
use errspec_tests_clients::server::{RawResponse, Server};
use reqwest::Client;

const EVENTS: &[(&str, &str)] = &[("content-type", "text/event-stream"), ("x-request-id", "r-1")];
const STREAM: &str = ": hi\n\nevent: delta\ndata: {\"text\":\"a\"}\n\nevent: error\ndata: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\ndata: [DONE]\n\n";

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn client() -> Client {
    Client::builder().timeout(Duration::from_secs(20)).build().unwrap()
}

/// Returns an event or an error as a text.
fn shown(event: Result<Event<'static>, Failure<StreamsError>>) -> String {
    match event {
        Ok(event) => format!("{}: {}", event.name().unwrap_or_default(), event.text()),
        Err(failure) => format!("{failure}, {:?}", failure.request_id()),
    }
}

const SHOWN: [&str; 3] = ["delta: {\"text\":\"a\"}", "Overloaded (OVERLOADED, request r-1), Some(\"r-1\")", ": [DONE]"];

#[test]
fn a_stream_is_forwarded_before_its_end_and_its_error_is_typed() {
    // The connection stays open, and more bytes are announced than are sent: only what is not held back arrives.
    let response = RawResponse::of_length("200 OK", EVENTS, STREAM.as_bytes(), STREAM.len() + 100).stays_open();
    let server = Server::start([response]).unwrap();
    let seen = block_on(async {
        let response = client().get(&server.url).send().await.unwrap();
        let mut events = response.or_error::<StreamsError>().await.unwrap().events::<StreamsError>();
        let mut seen = Vec::new();
        while seen.len() < 3 {
            seen.push(shown(events.next().await.unwrap()));
        }
        seen
    });
    assert_eq!(seen, SHOWN);
}

#[test]
fn the_last_event_need_not_be_ended_and_a_broken_connection_is_an_error() {
    let server = |length: usize| {
        let body = STREAM.as_bytes().strip_suffix(b"\n\n").unwrap();
        Server::start([RawResponse::of_length("200 OK", EVENTS, body, length)]).unwrap()
    };
    let read = |server: Server| {
        block_on(async {
            let mut events = client().get(&server.url).send().await.unwrap().events::<StreamsError>();
            let mut seen = Vec::new();
            while let Some(event) = events.next().await {
                seen.push(event);
            }
            seen
        })
    };
    let seen: Vec<String> = read(server(STREAM.len() - 2)).into_iter().map(shown).collect();
    assert_eq!(seen, SHOWN);
    let mut seen = read(server(STREAM.len()));
    assert!(matches!(seen.pop(), Some(Err(Failure::Transport(_)))));
    assert_eq!(seen.len(), 2);
}

#[test]
fn an_error_before_the_stream_is_an_error_of_the_call() {
    let body = r#"{"error":{"type":"invalid","message":"no"}}"#;
    let server = Server::start([RawResponse::new("400 Bad Request", &[], body)]).unwrap();
    let failure = block_on(async {
        client().get(&server.url).send().await.unwrap().or_error::<StreamsError>().await.map(|_| ()).unwrap_err()
    });
    assert!(matches!(failure.api(), Some(StreamsError::Invalid { .. })), "{failure:?}");
}

#[test]
fn a_blocking_stream_is_read_as_it_comes() {
    use blocking::ResponseExt as _;
    let response = RawResponse::of_length("200 OK", EVENTS, STREAM.as_bytes(), STREAM.len() + 100).stays_open();
    let server = Server::start([response]).unwrap();
    let response = reqwest::blocking::get(&server.url).unwrap();
    let events = response.or_error::<StreamsError>().unwrap().events::<StreamsError>();
    let seen: Vec<String> = events.take(3).map(shown).collect();
    assert_eq!(seen, SHOWN);
    let server = Server::start([RawResponse::new("200 OK", EVENTS, STREAM)]).unwrap();
    let all = reqwest::blocking::get(&server.url).unwrap().events::<StreamsError>();
    assert_eq!(all.map(shown).collect::<Vec<_>>(), SHOWN);
}

/// Returns the events of a stream that comes in chunks of this size.
fn in_chunks(mut events: Events<StreamsError>, bytes: &[u8], size: usize) -> Vec<String> {
    let mut seen = Vec::new();
    let mut take = |events: &mut Events<StreamsError>| {
        while let Some(event) = events.next() {
            seen.push(match event {
                Ok(event) => format!("{}: {}", event.name().unwrap_or_default(), event.text()),
                Err(StreamError::Api(error)) => format!("error {}", error.error().name()),
                Err(error) => error.to_string(),
            });
        }
    };
    for chunk in bytes.chunks(size) {
        events.push(chunk);
        take(&mut events);
    }
    events.finish();
    take(&mut events);
    seen
}

#[test]
fn the_size_of_the_chunks_makes_no_difference() {
    let stream = "\u{feff}data: one\r\ndata: two\r\n\r\n:\r\n\r\nevent: e\rdata:{\"error\":\rdata:{\"type\":\"invalid\"}}\r\rdata: three\n\nid: 7\n\ndata";
    let whole = in_chunks(Events::event_stream(), stream.as_bytes(), stream.len());
    assert_eq!(whole, [": one\ntwo", "error INVALID", ": three", ": "]);
    let lines = "\u{feff}{\"a\":1}\r\n\n{\"error\":{\"type\":\"invalid\"}}\n{\"b\":2}";
    let all = in_chunks(Events::json_lines(), lines.as_bytes(), lines.len());
    assert_eq!(all, [": {\"a\":1}", "error INVALID", ": {\"b\":2}"]);
    for size in 1..stream.len() {
        assert_eq!(in_chunks(Events::event_stream(), stream.as_bytes(), size), whole, "{size}");
        assert_eq!(in_chunks(Events::json_lines(), lines.as_bytes(), size), all, "{size}");
    }
}

#[test]
fn an_event_over_the_limit_is_passed_over() {
    for end in ["\n", "\r\n", "\r"] {
        let long = "x".repeat(1000);
        let stream = ["data: a", "", &format!("data: {long}"), "data: more", "", "data: b", "", ""].join(end);
        for size in [1, 3, 64, 5000] {
            let seen = in_chunks(Events::event_stream().limit(100), stream.as_bytes(), size);
            assert_eq!(seen, [": a", "an event of the stream is longer than 100 bytes", ": b"], "{size} {end:?}");
        }
    }
}

#[test]
fn a_whole_body_in_parts_is_the_first_part_that_is_an_error() {
    let decoded = StreamsError::decode_response(200, EVENTS, STREAM);
    assert!(matches!(decoded.error(), StreamsError::Overloaded { .. }), "{decoded:?}");
    assert_eq!((decoded.body(), decoded.encode()), (STREAM.as_bytes(), STREAM.as_bytes().to_vec()));
    assert_eq!(decoded.request_id(), Some("r-1"));
    let listed = decoded.errors();
    assert_eq!(listed.iter().map(errspec::ListedError::index).collect::<Vec<_>>(), [1]);
    assert!(StreamsError::detect_response(200, EVENTS, "data: {}\n\n").is_none());
    let unknown = StreamsError::decode_response(400, EVENTS, "data: {}\n\n").into_error();
    assert_eq!(unknown.unknown().map(errspec::Unknown::body), Some(&b"data: {}\n\n"[..]));
}
