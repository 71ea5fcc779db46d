//! A server of axum under load that answers every request with an error: of errspec, of an `IntoResponse` that is written by hand, and of
//! one that also has the error in the extensions of its response, for middleware, as errspec has it. wrk sends the requests. Prints the
//! requests a second, the time that 99 of 100 responses take at most, the CPU time of the server for each request, and the ratios of errspec
//! to the others. Servers take turns, and of several runs the median counts.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench server          # 5 runs
//! cargo bench -p errspec-tests --bench server -- 15
//! ```

#![allow(missing_docs, unreachable_pub, clippy::expect_used, clippy::panic)]

mod answers;

use std::env;
use std::future::ready;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::routing::get;
use wait4::Wait4;

use crate::answers::{Answer, answers};

/// The arguments of wrk: one thread, so that the server has the other core of two.
const LOAD: [&str; 3] = ["--threads=1", "--connections=16", "--duration=2s"];

/// The script that prints the results of wrk.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/server/load.lua");

/// The functions of an answer, by the names that a server takes.
const NAMES: [&str; 3] = ["errspec", "by-hand", "with-error"];

/// The results of one run.
#[derive(Clone, Copy)]
struct Run {
    /// The requests a second.
    rate: f64,
    /// The microseconds that 99 of 100 responses take at most.
    slowest: f64,
    /// The microseconds of CPU time for each request.
    cpu: f64,
}

/// A result of a run.
type Value = fn(&Run) -> f64;

/// Serves errors until the process is killed. Prints the port first.
fn serve() {
    let mut router = Router::new();
    for (place, Answer { errspec, by_hand, by_hand_with_error, .. }) in answers().into_iter().enumerate() {
        for (name, answer) in NAMES.into_iter().zip([errspec, by_hand, by_hand_with_error]) {
            router = router.route(&format!("/{place}/{name}"), get(move || ready(answer())));
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        println!("{}", listener.local_addr().expect("a listener has an address").port());
        axum::serve(listener, router).await.expect("the server runs");
    });
}

/// Starts a server, and returns it with its port.
fn start() -> (Child, String) {
    let own = env::current_exe().expect("a program has a path");
    let mut server = Command::new(own).arg("--serve").stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut port = String::new();
    let output = server.stdout.as_mut().expect("the output is piped");
    BufReader::new(output).read_line(&mut port).expect("the server prints its port");
    (server, port.trim().to_owned())
}

/// Measures the answers at a path.
fn run(path: &str) -> Run {
    let (mut server, port) = start();
    let output = Command::new("wrk")
        .args(LOAD)
        .args(["--script", SCRIPT, &format!("http://127.0.0.1:{port}{path}")])
        .output()
        .expect("wrk runs");
    server.kill().expect("the server is stopped");
    let usage = server.wait4().expect("the server is waited for").rusage;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = text.lines().last().unwrap_or_default().split(' ').filter_map(|n| n.parse().ok()).collect();
    let &[requests, duration, slowest, lost] = numbers.as_slice() else { panic!("wrk fails: {text}") };
    assert!(requests > 0.0 && lost == 0.0, "requests are lost: {text}");
    let cpu = (usage.utime + usage.stime).as_secs_f64() * 1e6;
    Run { rate: requests / duration * 1e6, slowest, cpu: cpu / requests }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Prints the results of a case.
fn print(name: &str, runs: &[[Run; 3]]) {
    let columns: [(&str, Value); 3] =
        [("requests/s", |run| run.rate), ("p99 us", |run| run.slowest), ("CPU us/request", |run| run.cpu)];
    for (head, value) in columns {
        print!("{name:<26} {head:<16}");
        for place in 0..NAMES.len() {
            let values = runs.iter().filter_map(|run| run.get(place)).map(value);
            print!(" {:>10.1}", median(values.collect()));
        }
        let ratio =
            |other: fn(&[Run; 3]) -> Run| median(runs.iter().map(|run| value(&run[0]) / value(&other(run))).collect());
        println!(" {:>8.2} {:>8.2}", ratio(|run| run[1]), ratio(|run| run[2]));
    }
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if arguments.iter().any(|argument| argument == "--serve") {
        return serve();
    }
    if Command::new("wrk").arg("--version").output().is_err() {
        println!("skipped: wrk is not installed");
        return;
    }
    let count: usize = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(5);
    println!("{:<26} {:<16} {:>10} {:>10} {:>10}   ratios", "", "", NAMES[0], NAMES[1], NAMES[2]);
    for (place, answer) in answers().iter().enumerate() {
        let runs: Vec<_> = (0..count).map(|_| NAMES.map(|name| run(&format!("/{place}/{name}")))).collect();
        print(answer.name, &runs);
    }
}
