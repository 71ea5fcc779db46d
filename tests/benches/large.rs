//! Larger measures, each beside the naive alternative in the same run: tables of up to 100,000 entries, bodies of 1 kB to 100 MB, and 1 to 10,000
//! templates under one code.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench large
//! ```

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_precision_loss,
    clippy::indexing_slicing
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use errspec_codegen::{Source, read};
use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode};

#[errspec::table("../../specs/flanks.toml")]
pub enum FlanksError {}

/// Returns the least time of several calls, for about a third of a second.
fn least(mut call: impl FnMut()) -> Duration {
    let (begin, mut least) = (Instant::now(), Duration::MAX);
    while begin.elapsed() < Duration::from_millis(300) {
        let start = Instant::now();
        call();
        least = least.min(start.elapsed());
    }
    least
}

fn ratio(own: Duration, other: Duration) -> f64 {
    own.as_secs_f64() / other.as_secs_f64()
}

/// Returns the text of a table in which `count` entries have codes of their own, or one code and messages of their own.
fn table(count: usize, has_one_code: bool) -> String {
    let head = "[table]\nformat = 1\nname = \"large\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";
    let mut out = String::from(head);
    for number in 0..count {
        let code = if has_one_code { 1 } else { number };
        let message = format!("Thing {number} of {{id}} failed");
        write!(out, "[errors.ERROR_{number}]\ncode = {code}\nmessage = \"{message}\"\n").expect("a string takes text");
    }
    out
}

/// Prints the time and the memory that a table takes to be read, checked and written as an image, beside the parsing of its TOML.
fn tables() {
    println!("{:>9} entries: {:>10} {:>10} {:>14} {:>8}", "", "check", "TOML", "bytes/entry", "ratio");
    let counts = [1_000, 10_000, 100_000];
    for (count, has_one_code) in counts.map(|count| (count, false)).into_iter().chain(counts.map(|count| (count, true)))
    {
        let source = Source::new("large.toml", table(count, has_one_code));
        let start = Instant::now();
        let measured = allocation_counter::measure(|| drop(black_box(read(&source).expect("the table is valid"))));
        let checked = start.elapsed();
        let start = Instant::now();
        drop(black_box(toml::de::DeTable::parse(source.text()).expect("the table is TOML")));
        let parsed = start.elapsed();
        let each = measured.bytes_max / count as u64;
        let codes = if has_one_code { ", one code" } else { "" };
        println!("{count:>18} {checked:>10.2?} {parsed:>10.2?} {each:>14} {:>8.1}{codes}", ratio(checked, parsed));
    }
}

/// Prints the time to decode bodies of a length, beside `serde_json::Value`.
fn bodies() {
    println!("{:>9} bytes: {:>12} {:>12} {:>8}", "", "errspec", "Value", "ratio");
    for exponent in 3..=8 {
        let length = 10_usize.pow(exponent);
        let member = "\"member\": [\"a text\", 12.5, {\"nested\": true}], ";
        let filling = member.repeat(length / member.len());
        let body = format!("{{{filling}\"error\": \"x\", \"error_code\": 20002}}").into_bytes();
        let own = least(|| drop(black_box(FlanksError::decode(400, black_box(&body)))));
        let other = least(|| drop(black_box(serde_json::from_slice::<serde_json::Value>(black_box(&body)))));
        println!("{length:>16} {own:>12.1?} {other:>12.1?} {:>8.2}", ratio(own, other));
    }
}

/// Prints the time to find the last of the templates under one code, beside a comparison with the beginnings of all messages in turn.
fn templates() {
    println!("{:>5} templates: {:>12} {:>12} {:>8}", "", "errspec", "by hand", "ratio");
    for count in [1, 10, 100, 1_000, 10_000] {
        let model = read(&Source::new("large.toml", table(count, true))).expect("the table is valid");
        let (table, last) = (model.table(), count - 1);
        let body = format!("{{\"code\": 1, \"message\": \"Thing {last} of x failed\"}}").into_bytes();
        let incoming = Incoming { status: Some(400), headers: None, body: &body, clock: || None };
        let own = least(|| {
            let mut out = Decoded::new(&body);
            assert!(matches!(decode(&table, &incoming, &mut out), Found::Entry(_)));
        });
        let beginnings: Vec<String> = (0..count).map(|number| format!("Thing {number} of ")).collect();
        let by_hand = least(|| {
            let value: serde_json::Value = serde_json::from_slice(&body).expect("the body is JSON");
            let message = value["message"].as_str().unwrap_or_default();
            let found = beginnings.iter().position(|begin| {
                message.strip_prefix(begin.as_str()).is_some_and(|rest| rest.strip_suffix(" failed").is_some())
            });
            assert_eq!(black_box(found), Some(last));
        });
        println!("{count:>16} {own:>12.1?} {by_hand:>12.1?} {:>8.2}", ratio(own, by_hand));
    }
}

fn main() {
    tables();
    bodies();
    templates();
}
