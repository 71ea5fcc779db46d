//! Statuses that Python's grpcio reads, and statuses that it sends.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

mod grpc;

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use errspec::tonic::{DecodedStatus, RequestIdLayer, decode_status};
use grpc::{client, serve};
use serde_json::{Value, json};
use tonic::Status;
use tonic_health::pb::HealthCheckRequest;

#[errspec::table("tables/billing.toml", tonic)]
enum BillingError {}

#[errspec::table("tables/topics.toml", tonic)]
enum TopicError {}

/// Returns the command of the peer.
fn peer() -> Command {
    let mut command = Command::new(env!("ERRSPEC_PYTHON"));
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/peers/grpc_peer.py"));
    command
}

/// Returns what grpcio reads of statuses that are sent through the layer for request ids.
async fn read_by_grpcio(statuses: Vec<Status>) -> Vec<Value> {
    let (count, queue) = (statuses.len(), Mutex::new(VecDeque::from(statuses)));
    let next = move || queue.lock().unwrap().pop_front().unwrap();
    let address = serve(Some(RequestIdLayer::from_header("x-request-id")), next).await;
    let mut command = peer();
    command.args(["read".to_owned(), address.to_string(), count.to_string()]);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
#[cfg_attr(no_peers, ignore = "needs the packages of peers/requirements.txt")]
async fn grpcio_reads_the_statuses_of_a_server() {
    let detail = BillingErrorDetail { field: "items".to_owned(), issue: "missing ✓".to_owned() };
    let statuses = vec![
        Status::from(BillingError::rate_limited(7).encoder().request_id("req-1").details([detail])),
        TopicError::topic_exists("a ✓%\n").into(),
        Status::data_loss("of no table"),
    ];
    let read = read_by_grpcio(statuses).await;
    let expected = [
        json!({
            "code": "RESOURCE_EXHAUSTED",
            "message": "Too many requests: 7 seconds",
            "details": {
                "ErrorInfo": {
                    "reason": "RATE_LIMITED",
                    "domain": "billing",
                    "metadata": { "code": "rate_limited", "seconds": "7" },
                },
                "RetryInfo": { "retryDelay": "30s" },
                "RequestInfo": { "requestId": "req-1" },
                "BadRequest": { "fieldViolations": [{ "field": "items", "description": "missing ✓" }] },
                "Help": {
                    "links": [{
                        "description": "Too many requests.",
                        "url": "https://billing.example/errors/rate_limited",
                    }],
                },
            },
        }),
        json!({
            "code": "ALREADY_EXISTS",
            "message": "The topic a ✓%\n exists",
            "details": {
                "ErrorInfo": {
                    "reason": "TOPIC_EXISTS",
                    "domain": "topics.example.com",
                    "metadata": { "code": "TOPIC_EXISTS", "topic": "a ✓%\n" },
                },
                "RequestInfo": { "requestId": "req-py" },
                "Help": {
                    "links": [{
                        "description": "TOPIC_EXISTS",
                        "url": "https://topics.example.com/errors/TOPIC_EXISTS",
                    }],
                },
            },
        }),
        json!({
            "code": "DATA_LOSS",
            "message": "of no table",
            "details": { "RequestInfo": { "requestId": "req-py" } },
        }),
    ];
    assert_eq!(read, expected);
}

#[tokio::test]
#[cfg_attr(no_peers, ignore = "needs the packages of peers/requirements.txt")]
async fn grpcio_reads_statuses_of_any_size() {
    let texts = ["x", " ", "é", "\u{1F980}", "%\n"].map(|text| text.repeat(50_000));
    let statuses = texts.iter().map(|text| {
        let details = std::iter::repeat_with(|| BillingErrorDetail { field: text.clone(), issue: "i".repeat(100) });
        let small = std::iter::repeat_with(|| BillingErrorDetail { field: "f".into(), issue: "i".repeat(100) });
        let error = BillingError::card_declined(text.as_str(), text.as_str());
        error.encoder().details(small.take(100).chain(details.take(3))).into()
    });
    for status in read_by_grpcio(statuses.collect()).await {
        assert_eq!(status["code"], "FAILED_PRECONDITION", "{status}");
        assert_eq!(status["details"]["ErrorInfo"]["reason"], "CARD_DECLINED");
        assert_eq!(status["details"]["RequestInfo"]["requestId"], "req-py");
    }
}

#[tokio::test]
#[cfg_attr(no_peers, ignore = "needs the packages of peers/requirements.txt")]
async fn the_statuses_of_grpcio_are_read() {
    let mut server = peer().arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut port = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut port).unwrap();
    let mut client = client(format!("127.0.0.1:{}", port.trim()).parse().unwrap()).await;
    let mut next = async || -> DecodedStatus<TopicError> {
        decode_status(&client.check(HealthCheckRequest::default()).await.unwrap_err())
    };
    assert_eq!(next().await.error(), &TopicError::topic_exists("a ✓"));
    let quota = next().await;
    assert_eq!(quota.error(), &TopicError::quota(Some(60)));
    assert_eq!(quota.retry_after(), Some(Duration::from_millis(2500)));
    assert_eq!(quota.request_id(), Some("req-9"));
    let expected = TopicErrorDetail { path: "topic.name".to_owned(), message: "too long".to_owned() };
    assert_eq!(quota.details(), [expected]);
    assert_eq!(next().await.error(), &TopicError::lag("r1"));
    drop(server.stdin.take());
    assert!(server.wait().unwrap().success());
}
