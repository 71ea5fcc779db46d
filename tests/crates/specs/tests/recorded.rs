//! Responses of real servers, from `../shared/recorded`, read by the tables.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::Path;

use errspec::Decode;
use errspec_specs::grpc::GrpcError;
use errspec_specs::s3::S3Error;

/// A recorded response.
struct Recorded {
    file: String,
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Returns the responses of a server, in the order of their files.
fn recorded(server: &str) -> Vec<Recorded> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/recorded").join(server);
    let files = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|it| it == "http")).collect();
    files.sort();
    files.iter().map(|path| response(path)).collect()
}

fn response(path: &Path) -> Recorded {
    let bytes = fs::read(path).expect("a response can be read");
    // What comes before the response to a large request.
    let bytes = bytes.strip_prefix(b"HTTP/1.1 100 Continue\r\n\r\n").unwrap_or(&bytes);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an empty line ends the head");
    let (head, body) = bytes.split_at(end);
    let head = String::from_utf8_lossy(head).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    Recorded {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        status: status.expect("a status line"),
        headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
        body: body.get(4..).unwrap_or_default().to_vec(),
    }
}

/// Decodes the responses with an error of the API, of which the body tells, and returns the names of their entries.
fn names<E: Decode>(server: &str, is_of_the_api: fn(&Recorded) -> bool) -> Vec<String> {
    let mut names = Vec::new();
    for recorded in recorded(server).iter().filter(|recorded| recorded.status >= 400 && is_of_the_api(recorded)) {
        let headers: Vec<(&str, &str)> = recorded.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let decoded = E::decode_response(recorded.status, &headers[..], &recorded.body);
        assert!(!decoded.error().is_unknown(), "{server}/{}: {:?}", recorded.file, decoded.error());
        names.push(decoded.error().name().to_owned());
    }
    names.sort();
    names.dedup();
    names
}

fn contains(body: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(body).contains(text)
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn each_error_of_a_server_of_s3_is_an_entry() {
    let names = names::<S3Error>("moto_s3", |recorded| recorded.body.is_empty() || contains(&recorded.body, "<Code>"));
    let expected = [
        "BUCKET_NOT_EMPTY",
        "INVALID_BUCKET_NAME",
        "INVALID_LOCATION_CONSTRAINT",
        "INVALID_RANGE",
        "INVALID_REQUEST",
        "INVALID_STORAGE_CLASS",
        "MALFORMED_ACL_ERROR",
        "NOT_FOUND",
        "NO_SUCH_BUCKET",
        "NO_SUCH_BUCKET_POLICY",
        "NO_SUCH_CORS_CONFIGURATION",
        "NO_SUCH_KEY",
        "NO_SUCH_LIFECYCLE_CONFIGURATION",
        "NO_SUCH_TAG_SET",
        "NO_SUCH_VERSION",
        "PRECONDITION_FAILED",
    ];
    assert_eq!(names, expected);
}

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn each_error_of_a_grpc_gateway_is_an_entry() {
    let names = names::<GrpcError>("etcd", |recorded| contains(&recorded.body, "\"code\":"));
    let expected = [
        "FAILED_PRECONDITION",
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "OUT_OF_RANGE",
        "RESOURCE_EXHAUSTED",
        "UNAUTHENTICATED",
    ];
    assert_eq!(names, expected);
}
