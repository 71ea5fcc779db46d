//! The time to decode documented bodies, compared with a serde struct and a match written by hand, and with
//! `serde_json::Value`. Prints the time, the ratio and the number of heap allocations.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench decode
//! ```

#![allow(missing_docs, unreachable_pub, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod subjects;

use std::hint::black_box;
use std::path::Path;

use criterion::Criterion;

use crate::subjects::{Decoder, Subject, as_value, subjects};

/// Returns the number of allocations of one call.
fn allocations(run: Decoder, subject: &Subject) -> u64 {
    allocation_counter::measure(|| run(subject.status, &subject.body)).count_total
}

/// The median of a benchmark that has just run, in nanoseconds.
fn median(group: &str, name: &str) -> f64 {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new("../target").to_owned(), Into::into);
    let path =
        folder.join("criterion").join(group.replace(' ', "_").replace(',', "")).join(name).join("new/estimates.json");
    let path =
        if path.exists() { path } else { folder.join("criterion").join(group).join(name).join("new/estimates.json") };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let json: serde_json::Value = serde_json::from_str(&text).expect("criterion writes JSON");
    json["median"]["point_estimate"].as_f64().expect("criterion writes a median")
}

fn main() {
    let subjects = subjects();
    let mut criterion = Criterion::default().configure_from_args().without_plots();
    for subject in &subjects {
        let mut group = criterion.benchmark_group(subject.name);
        let decoders: [(&str, Decoder); 3] =
            [("errspec", subject.errspec), ("serde struct", subject.by_hand), ("serde_json Value", as_value)];
        for (name, run) in decoders {
            group.bench_function(name, |bencher| {
                bencher.iter(|| run(black_box(subject.status), black_box(&subject.body)))
            });
        }
        group.finish();
    }
    criterion.final_summary();
    println!(
        "\n{:<38} {:>22} {:>22} {:>22} {:>8} {:>8}",
        "body", "errspec", "serde struct", "serde_json Value", "ratio", "ratio"
    );
    for subject in &subjects {
        let of = |name| median(subject.name, name);
        let (errspec, by_hand, value) = (of("errspec"), of("serde struct"), of("serde_json Value"));
        let cell = |time: f64, count: u64| format!("{time:.0} ns, {count} allocations");
        println!(
            "{:<38} {:>22} {:>22} {:>22} {:>8.2} {:>8.2}",
            format!("{} ({} bytes)", subject.name, subject.body.len()),
            cell(errspec, allocations(subject.errspec, subject)),
            cell(by_hand, allocations(subject.by_hand, subject)),
            cell(value, allocations(as_value, subject)),
            errspec / by_hand,
            errspec / value,
        );
    }
    println!("ratio: errspec's time by that of the serde struct, and by that of serde_json::Value");
}
