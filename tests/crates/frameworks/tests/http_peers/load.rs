//! A server under load.

use std::net::SocketAddr;
use std::process::Command;

use serde_json::Value;

use crate::clients::run;

const THREADS: u64 = 2;
const CONNECTIONS: u64 = 40;

/// The requests without a response: at the end one of each connection, and the one by which a thread tries the script.
const UNANSWERED: u64 = CONNECTIONS + THREADS;

/// Sends requests for a second, and checks that each has the response that belongs to it.
pub(crate) async fn assert_complete(address: SocketAddr) {
    let mut command = Command::new("wrk");
    command.args(["--threads", &THREADS.to_string(), "--connections", &CONNECTIONS.to_string()]);
    command.args(["--duration", "1s", "--timeout", "20s"]);
    command.args(["--script", concat!(env!("CARGO_MANIFEST_DIR"), "/peers/load.lua")]);
    command.arg(format!("http://{address}/"));
    let output = tokio::task::spawn_blocking(move || run(&mut command, "")).await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let counted: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let count = |name: &str| counted[name].as_u64().unwrap();
    assert_eq!((count("wrong"), count("lost")), (0, 0), "{text}");
    assert!(count("received") > 0 && count("sent") - count("received") <= UNANSWERED, "{text}");
}
