//! The time to check a crate whose error types are derived, compared with thiserror: by errspec alone, and by both beside each other.
//! Prints the CPU time of `cargo check`, user and system, and the ratios to thiserror. The dependencies are built before. Of several
//! runs, which take turns, the fastest counts.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench derive          # 10 runs
//! cargo bench -p errspec-tests --bench derive -- 30
//! ```

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod projects;

use std::fmt::Write as _;
use std::time::Duration;

use crate::projects::{Project, errspec};

/// The number of variants of each enum.
const VARIANTS: usize = 20;

/// The derives that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Derives {
    Thiserror,
    Errspec,
    Both,
}

impl Derives {
    fn names(self) -> &'static str {
        match self {
            Self::Thiserror => "Debug, thiserror::Error",
            Self::Errspec => "Debug, errspec::Error",
            Self::Both => "Debug, thiserror::Error, errspec::Error",
        }
    }
}

/// A variant and its entry.
struct Variant {
    declaration: String,
    entry: String,
    message: String,
    more: &'static str,
}

/// Returns the variant with a number: without fields, with one or two, with a source, or a tuple.
fn variant(number: usize) -> Variant {
    let integer = "fields.count = { type = \"integer\" }\n";
    let (name, fields, message, more) = match number % 5 {
        0 => ("Unit", "", "failure {n}", ""),
        1 => ("Named", " { name: String }", "failure {n} of {name}", ""),
        2 => ("Counted", " { name: String, count: u64 }", "failure {n} of {name}: {count}", integer),
        3 => ("Caused", " { name: String, source: std::io::Error }", "failure {n} of {name}", ""),
        _ => ("Tuple", "(String)", "failure {n}: {value}", ""),
    };
    Variant {
        declaration: format!("{name}{number}{fields}"),
        entry: format!("{}_{number}", name.to_uppercase()),
        message: message.replace("{n}", &number.to_string()),
        more,
    }
}

/// Returns the source of a crate with this many enums.
fn source(derives: Derives, enums: usize) -> String {
    let mut out = String::new();
    for number in 0..enums {
        let written = "writing to a string cannot fail";
        writeln!(out, "#[derive({})]", derives.names()).expect(written);
        if derives != Derives::Thiserror {
            writeln!(out, "#[errspec(\"table{number}.toml\")]").expect(written);
        }
        writeln!(out, "pub enum Error{number} {{").expect(written);
        for Variant { declaration, message, .. } in (0..VARIANTS).map(variant) {
            if derives != Derives::Errspec {
                writeln!(out, "#[error({:?})]", message.replace("{value}", "{0}")).expect(written);
            }
            writeln!(out, "{declaration},").expect(written);
        }
        out.push_str("}\n");
    }
    out
}

fn table(number: usize) -> String {
    let mut out = format!(
        "[table]\nformat = 1\nname = \"table{number}\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n"
    );
    for (code, Variant { entry, message, more, .. }) in (0..VARIANTS).map(variant).enumerate() {
        writeln!(out, "[errors.{entry}]\ncode = {code}\nstatus = 400\nmessage = {message:?}\n{more}")
            .expect("writing to a string cannot fail");
    }
    out
}

/// Checks the crate, and returns the CPU time.
fn check(project: &Project, source: &str) -> Duration {
    project.write("src/lib.rs", source);
    project.cargo(&["check"]).cpu
}

/// Creates the crate, and builds its dependencies.
fn prepare(enums: usize) -> Project {
    let dependencies = format!("{}\nthiserror = \"2\"\n[profile.dev]\nincremental = false", errspec());
    let project = Project::new("derive-bench", "derived", &dependencies);
    for number in 0..enums {
        project.write(&format!("table{number}.toml"), &table(number));
    }
    check(&project, "");
    project
}

fn main() {
    let runs = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(10);
    let all = [Derives::Thiserror, Derives::Errspec, Derives::Both];
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{:>6} {:>14} {:>14} {:>14} {:>8} {:>8}", "enums", "thiserror", "errspec", "both", "ratio", "ratio");
    for enums in [1, 5] {
        let project = prepare(enums);
        let mut best = [Duration::MAX; 3];
        for _ in 0..runs {
            for (derives, best) in all.into_iter().zip(&mut best) {
                *best = check(&project, &source(derives, enums)).min(*best);
            }
        }
        let [thiserror, errspec, both] = best.map(milliseconds);
        let (alone, beside) = (errspec / thiserror, both / thiserror);
        println!("{enums:>6} {thiserror:>11.0} ms {errspec:>11.0} ms {both:>11.0} ms {alone:>8.2} {beside:>8.2}");
    }
}
