//! Presets read what servers of their kind send: responses that were recorded from real servers.

#![allow(clippy::panic, clippy::expect_used, missing_docs)]

use std::fs;

use errspec::Code;
use errspec_tests::shared;

mod tables {
    #[errspec::table("./tables/recorded_s3.toml")]
    pub enum S3 {}

    #[errspec::table("./tables/recorded_aws_json.toml")]
    pub enum AwsJson {}
}

use tables::{AwsJson, S3};

/// A response as `curl -i` prints it.
struct Recorded {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Recorded {
    fn parse(text: &[u8]) -> Self {
        let end = text.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head ends with an empty line");
        let (head, rest) = text.split_at(end);
        let body = rest.get(4..).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let status: u16 = status.expect("a head begins with the status");
        // An interim response comes before the one that counts.
        if status < 200 {
            return Self::parse(body);
        }
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect();
        let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(body.len());
        Self { status, headers, body: body.get(..length).unwrap_or(body).to_vec() }
    }
}

/// Returns the recorded errors of a server.
fn errors_of(server: &str) -> Vec<Recorded> {
    let folder = shared().join("recorded").join(server);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "http"));
    paths.sort();
    let recorded = paths.iter().map(|path| Recorded::parse(&fs::read(path).expect("a recorded response can be read")));
    recorded.filter(|recorded| recorded.status >= 400).collect()
}

/// Returns the text between two others.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(inside, _)| inside)
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_s3_has_its_code_and_message() {
    let mut count = 0;
    for recorded in errors_of("moto_s3") {
        let text = String::from_utf8_lossy(&recorded.body);
        let Some(code) = between(&text, "<Code>", "</Code>") else { continue };
        let decoded = S3::decode_response(recorded.status, &recorded.headers, &recorded.body);
        assert_eq!(decoded.code(), Some(Code::String(code)), "{text}");
        assert_eq!(decoded.message(), between(&text, "<Message>", "</Message>"), "{text}");
        assert_eq!(decoded.error() == &S3::NoSuchBucket, code == "NoSuchBucket", "{text}");
        count += 1;
    }
    assert!(count >= 10, "only {count} errors");
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_error_of_aws_json_has_its_code_without_the_namespace() {
    let mut count = 0;
    for recorded in errors_of("moto_json") {
        let text = String::from_utf8_lossy(&recorded.body);
        let Some(shape) = between(&text, "\"__type\": \"", "\"") else { continue };
        let code = shape.rsplit('#').next().unwrap_or(shape);
        let decoded = AwsJson::decode_response(recorded.status, &recorded.headers, &recorded.body);
        assert_eq!(decoded.code(), Some(Code::String(code)), "{text}");
        assert!(decoded.message().is_some() && decoded.request_id().is_some(), "{text}");
        count += 1;
    }
    assert!(count >= 5, "only {count} errors");
}
