//! The clients.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::exchanges::Exchange;
use crate::orders::Received;

#[derive(Clone, Copy)]
pub(crate) enum Client {
    Httpx,
    Curl,
}

impl Client {
    /// Sends the requests, and returns the responses in their order.
    pub(crate) fn send(self, address: SocketAddr, exchanges: &[Exchange]) -> Vec<Received> {
        match self {
            Self::Httpx => httpx(address, exchanges),
            Self::Curl => exchanges.iter().map(|exchange| curl(address, exchange)).collect(),
        }
    }
}

/// Runs a command with this input.
pub(crate) fn run(command: &mut Command, input: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that prints before it has read all must not wait for its reader.
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn httpx(address: SocketAddr, exchanges: &[Exchange]) -> Vec<Received> {
    let lines = exchanges.iter().map(|exchange| {
        let line = json!({
            "method": exchange.method,
            "path": exchange.path,
            "headers": exchange.headers,
            "body": exchange.body,
            "chunked": exchange.chunked,
        });
        format!("{line}\n")
    });
    let mut command = Command::new(env!("ERRSPEC_PYTHON"));
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/peers/http_peer.py")).arg(format!("http://{address}"));
    let output = run(&mut command, &lines.collect::<String>());
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| received(&serde_json::from_str(line).unwrap())).collect()
}

fn received(line: &Value) -> Received {
    let headers = line["headers"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Received {
        status: line["status"].as_u64().unwrap().try_into().unwrap(),
        headers: headers.map(|pair| (text(&pair[0]).to_lowercase(), text(&pair[1]))).collect(),
        body: text(&line["body"]).into_bytes(),
    }
}

fn curl(address: SocketAddr, exchange: &Exchange) -> Received {
    let mut command = Command::new("curl");
    // `Expect` would add an interim response, and the headers are printed before the body.
    command.args([
        "--silent",
        "--show-error",
        "--noproxy",
        "*",
        "--max-time",
        "10",
        "--include",
        "--header",
        "expect:",
    ]);
    match exchange.method {
        "HEAD" => command.arg("--head"),
        method => command.args(["--request", method]),
    };
    for (name, value) in &exchange.headers {
        match (*name, value.as_str()) {
            // curl undoes only the coding that it asks for itself.
            ("accept-encoding", "gzip") => command.args(["--compressed", "--header", "accept-encoding: gzip"]),
            _ => command.args(["--header", &format!("{name}: {value}")]),
        };
    }
    if !exchange.body.is_empty() {
        command.args(["--data-binary", "@-"]);
    }
    if exchange.chunked {
        command.args(["--header", "transfer-encoding: chunked"]);
    }
    let output = run(command.arg(format!("http://{address}{}", exchange.path)), &exchange.body);
    let text = String::from_utf8(output.stdout).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    Received { status, headers, body: body.as_bytes().to_vec() }
}
