//! The time to compile a table, compared with the same enum by thiserror, strum and `num_enum`, for 100, 1,000 and 10,000
//! entries. Prints wall time and peak memory of `cargo check` and `cargo build --release`, and the ratio. The dependencies are
//! built before.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench compile            # all sizes; the largest takes minutes and gigabytes
//! cargo bench -p errspec-tests --bench compile -- 100 1000
//! ```

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// Returns a message: two of three entries have a fixed text, and the third has a parameter.
fn message(number: usize) -> String {
    if number.is_multiple_of(3) {
        format!("Thing {{id}} failed for reason {number}")
    } else {
        format!("Failure number {number}")
    }
}

fn table(entries: usize) -> String {
    let mut out =
        String::from("[table]\nformat = 1\nname = \"large\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n");
    for number in 0..entries {
        let (code, status) = (10_000 + number, 400 + number % 100);
        let text = message(number);
        writeln!(out, "[errors.ERROR_{number}]\ncode = {code}\nstatus = {status}\nmessage = {text:?}")
            .expect("writing to a string cannot fail");
        writeln!(out, "summary = \"The error {number}.\"\ncauses = [\"It is number {number}.\"]")
            .expect("writing to a string cannot fail");
        writeln!(out, "action = \"Do what number {number} asks for.\"\nretry = \"never\"")
            .expect("writing to a string cannot fail");
    }
    out
}

/// Returns the same enum with the usual derives: the code by `num_enum` on a second enum without fields, the name by strum, the
/// message by thiserror, and status, causes and action by matches.
fn derives(entries: usize) -> String {
    let (mut errors, mut codes, mut kinds) = (String::new(), String::new(), String::new());
    let (mut statuses, mut causes, mut actions) = (String::new(), String::new(), String::new());
    for number in 0..entries {
        let text = message(number);
        let fields = if number.is_multiple_of(3) { " { id: String }" } else { "" };
        let pattern = if number.is_multiple_of(3) { " { .. }" } else { "" };
        let written = "writing to a string cannot fail";
        writeln!(errors, "#[error({text:?})] Error{number}{fields},").expect(written);
        writeln!(codes, "Error{number} = {},", 10_000 + number).expect(written);
        writeln!(kinds, "Self::Error{number}{pattern} => Code::Error{number},").expect(written);
        writeln!(statuses, "Self::Error{number}{pattern} => {},", 400 + number % 100).expect(written);
        writeln!(causes, "Self::Error{number}{pattern} => &[\"It is number {number}.\"],").expect(written);
        writeln!(actions, "Self::Error{number}{pattern} => \"Do what number {number} asks for.\",").expect(written);
    }
    format!(
        "#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error, strum::IntoStaticStr)]\npub enum Large {{ {errors} }}\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, num_enum::TryFromPrimitive, num_enum::IntoPrimitive)]\n#[repr(u32)]\n\
         pub enum Code {{ {codes} }}\n\
         impl Large {{\n\
         pub fn code(&self) -> Code {{ match self {{ {kinds} }} }}\n\
         pub fn status(&self) -> u16 {{ match self {{ {statuses} }} }}\n\
         pub fn causes(&self) -> &'static [&'static str] {{ match self {{ {causes} }} }}\n\
         pub fn action(&self) -> &'static str {{ match self {{ {actions} }} }}\n}}\n"
    )
}

struct Subject {
    name: &'static str,
    dependencies: String,
    source: fn(usize) -> String,
}

struct Cost {
    time: Duration,
    megabytes: u64,
}

fn cargo(folder: &Path, arguments: &[&str]) -> Cost {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--quiet")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("../target"))
        .env_remove("RUSTFLAGS")
        .stdout(Stdio::null())
        .spawn()
        .expect("cargo can be started");
    let usage = child.wait4().expect("cargo can be waited for");
    assert!(usage.status.success(), "cargo {} failed in {}", arguments.join(" "), folder.display());
    Cost { time: start.elapsed(), megabytes: usage.rusage.maxrss / 1024 / 1024 }
}

/// Measures a command on the crate alone. Its dependencies are built with an empty source before.
fn cost(folder: &Path, source: &str, arguments: &[&str]) -> Cost {
    fs::write(folder.join("src/lib.rs"), "").expect("the source can be written");
    cargo(folder, arguments);
    fs::write(folder.join("src/lib.rs"), source).expect("the source can be written");
    cargo(folder, arguments)
}

fn crate_of(root: &Path, subject: &Subject, entries: usize) -> PathBuf {
    let folder = root.join(format!("{}-{entries}", subject.name));
    fs::create_dir_all(folder.join("src")).expect("the folder can be made");
    let manifest = format!(
        "[package]\nname = \"{}-{entries}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n{}\n",
        subject.name, subject.dependencies
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    fs::write(folder.join("large.toml"), table(entries)).expect("the table can be written");
    folder
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000, 10_000] } else { sizes };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../target/compile-bench");
    let errspec = here.join("../runtime").canonicalize().expect("the runtime is there");
    let bare = Subject {
        name: "errspec-bare",
        dependencies: format!("errspec = {{ path = {:?} }}", errspec.display()),
        source: |_| "#[errspec::table(\"large.toml\", no_constructors)]\npub enum Large {}\n".to_owned(),
    };
    let subjects = [
        bare,
        Subject {
            name: "errspec-table",
            dependencies: format!("errspec = {{ path = {:?} }}", errspec.display()),
            source: |_| "#[errspec::table(\"large.toml\")]\npub enum Large {}\n".to_owned(),
        },
        Subject {
            name: "derives",
            dependencies:
                "thiserror = \"2\"\nstrum = { version = \"0.28\", features = [\"derive\"] }\nnum_enum = \"0.7\""
                    .to_owned(),
            source: derives,
        },
    ];
    let heads = ["no_constructors", "errspec", "thiserror+strum+num_enum"];
    println!(
        "{:>8} {:<8} {:>24} {:>24} {:>28} {:>8} {:>8}",
        "entries", "", heads[0], heads[1], heads[2], "ratio", "ratio"
    );
    for entries in sizes {
        for (command, arguments) in [("check", &["check"][..]), ("release", &["build", "--release"][..])] {
            let [bare, ours, theirs] = subjects.each_ref().map(|subject| {
                let folder = crate_of(&root, subject, entries);
                cost(&folder, &(subject.source)(entries), arguments)
            });
            let cell = |cost: &Cost| format!("{:.2} s, {} MB", cost.time.as_secs_f64(), cost.megabytes);
            let ratio = |cost: &Cost| cost.time.as_secs_f64() / theirs.time.as_secs_f64();
            println!(
                "{entries:>8} {command:<8} {:>24} {:>24} {:>28} {:>8.3} {:>8.3}",
                cell(&bare),
                cell(&ours),
                cell(&theirs),
                ratio(&bare),
                ratio(&ours)
            );
        }
    }
}
