//! The instructions and the heap allocations of a call, counted by Valgrind, beside those of code written by hand. They are the same on a loaded
//! machine, where times mean nothing.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench instructions
//! ```
//!
//! The program runs itself under Valgrind, twice for each function: the difference of two numbers of calls leaves out the start of the program.

#![allow(missing_docs, unreachable_pub, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod subjects;

use std::env;
use std::hint::black_box;
use std::process::Command;

use crate::subjects::{Decoder, Subject, allocations, as_value, subjects};

/// The numbers of calls of the two runs.
const CALLS: [u64; 2] = [500, 2_500];

/// The functions that are counted, with the names that a run takes.
const NAMES: [&str; 3] = ["errspec", "by hand", "Value"];

fn function(subject: &Subject, name: &str) -> Decoder {
    match name {
        "errspec" => subject.errspec,
        "by hand" => subject.by_hand,
        _ => as_value,
    }
}

/// Makes the calls of one run.
fn run(place: usize, name: &str, calls: u64) {
    let subject = &subjects()[place];
    let function = function(subject, name);
    for _ in 0..calls {
        function(black_box(subject.status), black_box(&subject.body));
    }
}

/// Returns the number of instructions that a run of this program takes.
fn instructions(place: usize, name: &str, calls: u64) -> u64 {
    let own = env::current_exe().expect("a program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(own)
        .args(["--run", &place.to_string(), name, &calls.to_string()])
        .output()
        .expect("Valgrind is started");
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = report.lines().find(|line| line.contains("I ") && line.contains("refs:"));
    let count = line.and_then(|line| line.rsplit(':').next()).map(|count| count.trim().replace(',', ""));
    count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("Valgrind counts nothing: {report}"))
}

/// Returns the number of instructions of one call.
fn of_call(place: usize, name: &str) -> u64 {
    let [few, many] = CALLS.map(|calls| instructions(place, name, calls));
    (many - few) / (CALLS[1] - CALLS[0])
}

fn ratio(own: u64, other: u64) -> String {
    #[allow(clippy::cast_precision_loss)]
    let ratio = own as f64 / other as f64;
    format!("{ratio:.2}")
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, place, name, calls] = arguments.as_slice()
        && flag == "--run"
    {
        return run(place.parse().expect("a place"), name, calls.parse().expect("a number of calls"));
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: Valgrind is not installed");
        return;
    }
    println!("{:<52} {:>16} {:>16} {:>16} {:>8}", "instructions, allocations", NAMES[0], NAMES[1], NAMES[2], "ratio");
    for (place, subject) in subjects().iter().enumerate() {
        let counts = NAMES.map(|name| (of_call(place, name), allocations(function(subject, name), subject)));
        let [errspec, by_hand, value] = counts.map(|(instructions, count)| format!("{instructions}, {count}"));
        let what = format!("{} ({} bytes)", subject.name, subject.body.len());
        println!("{what:<52} {errspec:>16} {by_hand:>16} {value:>16} {:>8}", ratio(counts[0].0, counts[1].0));
    }
    println!("ratio: the instructions of errspec by those of the code written by hand");
}
