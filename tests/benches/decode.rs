//! The time to decode documented bodies, compared with a serde struct and a match written by hand, and with
//! `serde_json::Value`. Prints the time, the ratio and the number of heap allocations.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench decode
//! ```

#![allow(missing_docs, unreachable_pub, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::hint::black_box;
use std::path::Path;

use criterion::Criterion;
use serde::Deserialize;

#[errspec::table("../../specs/flanks.toml")]
pub enum FlanksError {}

#[errspec::table("../../specs/frankieone.toml")]
pub enum FrankieOneError {}

/// The decoder that a user writes without errspec.
mod by_hand {
    use super::Deserialize;

    #[derive(Deserialize)]
    struct FlanksBody {
        error: Option<String>,
        message: Option<String>,
        error_code: Option<i64>,
    }

    #[derive(Debug)]
    #[allow(dead_code)]
    pub enum Flanks {
        Incomplete,
        Processing,
        Sca(String),
        MissingFields(Vec<String>),
        Invalid(String),
        Configuration(String),
        InvalidCredentials,
        Other(u16, String),
    }

    pub fn flanks(status: u16, body: &[u8]) -> Flanks {
        let Ok(body) = serde_json::from_slice::<FlanksBody>(body) else {
            return Flanks::Other(status, String::from_utf8_lossy(body).into_owned());
        };
        let text = body.error.or(body.message).unwrap_or_default();
        match (body.error_code, status) {
            (Some(20001), _) => Flanks::Incomplete,
            (Some(20002), _) => Flanks::Processing,
            (Some(20003), _) => Flanks::Sca(text),
            (Some(40001), 400) => {
                if let Some(fields) = text.strip_prefix("Missing fields: ") {
                    Flanks::MissingFields(fields.split(", ").map(str::to_owned).collect())
                } else if let Some(parameter) = text.strip_prefix("Invalid ") {
                    Flanks::Invalid(parameter.to_owned())
                } else {
                    Flanks::Configuration(text)
                }
            }
            (None, 401) if text == "Invalid credentials" || text == "Not authenticated" => Flanks::InvalidCredentials,
            _ => Flanks::Other(status, text),
        }
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    pub struct Detail {
        issue: String,
        issue_location: String,
        issue_type: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct FrankieOneBody {
        error_code: String,
        error_msg: String,
        #[serde(default)]
        details: Vec<Detail>,
        request_id: Option<String>,
    }

    #[derive(Debug)]
    #[allow(dead_code)]
    pub enum FrankieOne {
        Validation(Vec<Detail>, Option<String>),
        NotFound(Vec<Detail>, Option<String>),
        Conflict(Vec<Detail>, Option<String>),
        Provider(Vec<Detail>, Option<String>),
        Other(u16, String),
    }

    pub fn frankieone(status: u16, body: &[u8]) -> FrankieOne {
        let Ok(body) = serde_json::from_slice::<FrankieOneBody>(body) else {
            return FrankieOne::Other(status, String::from_utf8_lossy(body).into_owned());
        };
        match body.error_code.as_str() {
            "VAL-0400" | "400" => FrankieOne::Validation(body.details, body.request_id),
            "VAL-0404" => FrankieOne::NotFound(body.details, body.request_id),
            "VAL-0409" => FrankieOne::Conflict(body.details, body.request_id),
            "SYS-0500" | "SYS-500" => FrankieOne::Provider(body.details, body.request_id),
            _ => FrankieOne::Other(status, body.error_msg),
        }
    }
}

/// A function that decodes a body.
type Decoder = fn(u16, &[u8]);

/// A body, and the functions that decode it. The result of each depends on the whole body, so that none can skip a part.
struct Subject {
    name: &'static str,
    status: u16,
    body: Vec<u8>,
    errspec: Decoder,
    by_hand: Decoder,
}

fn flanks(status: u16, body: &[u8]) {
    black_box(FlanksError::decode(status, body));
}

fn frankieone(status: u16, body: &[u8]) {
    black_box(FrankieOneError::decode(status, body));
}

fn frankieone_with_details(status: u16, body: &[u8]) {
    let decoded = FrankieOneError::decode(status, body);
    black_box(decoded.details());
    black_box(decoded);
}

fn subjects() -> Vec<Subject> {
    let by_hand_flanks: Decoder = |status, body| drop(black_box(by_hand::flanks(status, body)));
    let by_hand_frankieone: Decoder = |status, body| drop(black_box(by_hand::frankieone(status, body)));
    let example = |examples: Vec<errspec::Example>, entry: &str, place: usize| {
        let mut of_entry = examples.iter().filter(|example| example.entry().is_some_and(|own| own.name() == entry));
        of_entry.nth(place).unwrap_or_else(|| panic!("{entry} has an example")).body().as_bytes().to_vec()
    };
    let subject = |name, status, body, errspec, by_hand| Subject { name, status, body, errspec, by_hand };
    let flanks_body = |entry| example(FlanksError::examples(), entry, 0);
    let frankieone_body = |entry, place| example(FrankieOneError::examples(), entry, place);
    vec![
        subject("flanks, fixed message", 400, flanks_body("PROCESSING"), flanks, by_hand_flanks),
        subject("flanks, a list in the message", 400, flanks_body("MISSING_FIELDS"), flanks, by_hand_flanks),
        subject("flanks, no code", 401, br#"{"error": "Not authenticated"}"#.to_vec(), flanks, by_hand_flanks),
        subject("frankieone", 400, frankieone_body("ENTITY_NOT_FOUND", 0), frankieone, by_hand_frankieone),
        subject(
            "frankieone, details read",
            400,
            frankieone_body("ENTITY_NOT_FOUND", 0),
            frankieone_with_details,
            by_hand_frankieone,
        ),
        subject(
            "frankieone, a schema in the details",
            400,
            frankieone_body("VALIDATION_FAILED", 2),
            frankieone_with_details,
            by_hand_frankieone,
        ),
    ]
}

fn as_value(_: u16, body: &[u8]) {
    let _ = black_box(serde_json::from_slice::<serde_json::Value>(body));
}

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
