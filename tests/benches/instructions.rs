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

/// Cases with the same functions.
struct Group {
    heads: &'static [&'static str],
    cases: Vec<Case>,
}

/// A case, with its functions in the order of the heads: first errspec, then what is written by hand.
struct Case {
    name: String,
    functions: Vec<Box<dyn Fn()>>,
}

/// Passes over a body, and keeps nothing of it.
fn as_nothing(_: u16, body: &[u8]) {
    let _ = black_box(serde_json::from_slice::<serde::de::IgnoredAny>(body));
}

/// Returns the bodies to decode. `IgnoredAny` is the pass of `serde_json` over a body of which nothing is kept: the floor under whatever
/// is written with it.
fn decoded() -> Group {
    let cases = subjects().into_iter().map(|subject| {
        let Subject { name, status, body, errspec, by_hand } = subject;
        let name = format!("{name} ({} bytes)", body.len());
        let call = |decoder: Decoder| -> Box<dyn Fn()> {
            let body = body.clone();
            Box::new(move || decoder(black_box(status), black_box(&body)))
        };
        Case { name, functions: [errspec, by_hand, as_value, as_nothing].map(call).into() }
    });
    Group { heads: &["errspec", "by hand", "Value", "IgnoredAny"], cases: cases.collect() }
}

/// Returns the errors to answer with.
fn written() -> Group {
    let cases = answers().into_iter().map(|answer| {
        let functions = [answer.errspec, answer.by_hand, answer.by_hand_with_error];
        let functions = functions.map(|function| -> Box<dyn Fn()> { Box::new(move || drop(black_box(function()))) });
        Case { name: answer.name.to_owned(), functions: functions.into() }
    });
    Group { heads: &["errspec", "by hand", "with the error"], cases: cases.collect() }
}

/// Makes the calls of one run.
fn run(place: usize, function: usize, calls: u64) {
    let cases: Vec<Case> = [decoded(), written()].into_iter().flat_map(|group| group.cases).collect();
    let function = &cases[place].functions[function];
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

#[allow(clippy::cast_precision_loss)]
fn ratio(own: u64, other: u64) -> f64 {
    own as f64 / other as f64
}

/// Prints the counts of a group, whose first case has a number.
fn print(group: &Group, first: usize) {
    print!("{:<46}", "instructions, allocations");
    group.heads.iter().for_each(|head| print!(" {head:>14}"));
    println!("   ratios");
    for (place, case) in group.cases.iter().enumerate() {
        let functions = case.functions.iter().enumerate();
        let counts: Vec<(u64, u64)> = functions
            .map(|(number, function)| {
                (of_call(first + place, number), allocation_counter::measure(function).count_total)
            })
            .collect();
        print!("{:<46}", case.name);
        counts.iter().for_each(|(steps, count)| print!(" {:>14}", format!("{steps}, {count}")));
        print!("  ");
        let others = counts.iter().enumerate().filter(|(place, _)| *place != 1);
        others.for_each(|(_, count)| print!(" {:.2}", ratio(count.0, counts[1].0)));
        println!();
    }
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
    let mut first = 0;
    for group in [decoded(), written()] {
        print(&group, first);
        first += group.cases.len();
    }
    println!("ratios: the instructions of errspec, and of the columns after it, by those of the code written by hand");
}
