//! The instructions and the heap allocations of a call, counted by Valgrind, beside those of code written by hand. They are the same on a loaded
//! machine, where times mean nothing.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench instructions
//! ```
//!
//! The program runs itself under Valgrind, twice for each function: the difference of two numbers of calls leaves out the start of the program.

#![allow(missing_docs, unreachable_pub, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answers;
mod subjects;

use std::env;
use std::hint::black_box;
use std::process::Command;

use crate::answers::answers;
use crate::subjects::{Decoder, Subject, as_value, subjects};

/// The numbers of calls of the two runs.
const CALLS: [u64; 2] = [500, 2_500];

/// The functions that are counted, with the names that a run takes.
const NAMES: [&str; 3] = ["errspec", "by hand", "Value"];

/// A case, with its functions in the order of [`NAMES`].
struct Case {
    name: String,
    functions: Vec<Box<dyn Fn()>>,
}

fn cases() -> Vec<Case> {
    let decoded = subjects().into_iter().map(|subject| {
        let Subject { name, status, body, errspec, by_hand } = subject;
        let name = format!("{name} ({} bytes)", body.len());
        let call = |decoder: Decoder| -> Box<dyn Fn()> {
            let body = body.clone();
            Box::new(move || decoder(black_box(status), black_box(&body)))
        };
        Case { name, functions: [errspec, by_hand, as_value].map(call).into() }
    });
    let written = answers().into_iter().map(|answer| {
        let functions: [fn(); 2] = [answer.errspec, answer.by_hand];
        let functions = functions.map(|function| -> Box<dyn Fn()> { Box::new(function) });
        Case { name: answer.name.to_owned(), functions: functions.into() }
    });
    decoded.chain(written).collect()
}

/// Makes the calls of one run.
fn run(place: usize, function: usize, calls: u64) {
    let function = &cases()[place].functions[function];
    for _ in 0..calls {
        function();
    }
}

/// Returns the number of instructions that a run of this program takes.
fn instructions(place: usize, function: usize, calls: u64) -> u64 {
    let own = env::current_exe().expect("a program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(own)
        .arg("--run")
        .args([place.to_string(), function.to_string(), calls.to_string()])
        .output()
        .expect("Valgrind is started");
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = report.lines().find(|line| line.contains("I ") && line.contains("refs:"));
    let count = line.and_then(|line| line.rsplit(':').next()).map(|count| count.trim().replace(',', ""));
    count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("Valgrind counts nothing: {report}"))
}

/// Returns the number of instructions of one call.
fn of_call(place: usize, function: usize) -> u64 {
    let [few, many] = CALLS.map(|calls| instructions(place, function, calls));
    (many - few) / (CALLS[1] - CALLS[0])
}

fn ratio(own: u64, other: u64) -> String {
    #[allow(clippy::cast_precision_loss)]
    let ratio = own as f64 / other as f64;
    format!("{ratio:.2}")
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, place, function, calls] = arguments.as_slice()
        && flag == "--run"
    {
        let number = |text: &String| text.parse().expect("a number");
        return run(number(place), number(function), calls.parse().expect("a number of calls"));
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: Valgrind is not installed");
        return;
    }
    println!("{:<52} {:>12} {:>12} {:>12} {:>8}", "instructions, allocations", NAMES[0], NAMES[1], NAMES[2], "ratio");
    for (place, case) in cases().iter().enumerate() {
        let functions = case.functions.iter().enumerate();
        let counts: Vec<(u64, u64)> = functions
            .map(|(number, function)| (of_call(place, number), allocation_counter::measure(function).count_total))
            .collect();
        let cell = |place: usize| counts.get(place).map_or(String::new(), |(steps, count)| format!("{steps}, {count}"));
        let ratio = ratio(counts[0].0, counts[1].0);
        println!("{:<52} {:>12} {:>12} {:>12} {ratio:>8}", case.name, cell(0), cell(1), cell(2));
    }
    println!("ratio: the instructions of errspec by those of the code written by hand");
}
