//! The command line as a whole: how long a check of 10,000 entries takes, beside other programs that read the same file, and how long the
//! program takes to start.
//!
//! ```sh
//! cargo bench -p cargo-errspec
//! ```
//!
//! Other programs are measured where they are installed: `python3` with `tomllib`, of which only the parse counts, and `taplo check`.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The number of entries of the table.
const ENTRIES: usize = 10_000;

/// The number of times that each program runs. The shortest time counts.
const ROUNDS: usize = 10;

/// The parse of a file by the standard library of Python, and its time in seconds.
const TOMLLIB: &str = "import sys, time, tomllib
text = open(sys.argv[1]).read()
start = time.perf_counter()
tomllib.loads(text)
print(time.perf_counter() - start)";

/// Returns a table as an API of this size has it: a code, a status, a message with a parameter, and texts for people.
fn table() -> String {
    let mut text = String::from(
        "[table]\nformat = 1\nname   = \"large\"\n\n[envelope]\ncode    = \"/code\"\nmessage = \"/message\"\n",
    );
    for number in 0..ENTRIES {
        let status = 400 + number % 50;
        write!(
            text,
            "\n[errors.ERROR_{number}]\ncode    = {number}\nstatus  = {status}\nmessage = \"Request {number} failed for {{item}}\"\n\
             summary = \"The request number {number} failed.\"\ncauses  = [\"The item is gone.\"]\naction  = \"Try another one.\"\n\
             retry   = \"never\"\n"
        )
        .unwrap();
    }
    text
}

/// Returns the shortest time of a program, if it is installed and does its work.
fn shortest(mut command: Command) -> Option<Duration> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
        times.push(start.elapsed());
        status.success().then_some(())?;
    }
    times.into_iter().min()
}

fn errspec(arguments: &[&str], file: Option<&Path>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    command.args(arguments).args(file);
    command
}

/// Returns the shortest time in which Python parses a file.
fn tomllib(file: &Path) -> Option<Duration> {
    let parse = || {
        let output = Command::new("python3").args(["-c", TOMLLIB]).arg(file).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok().map(Duration::from_secs_f64)
    };
    (0..ROUNDS).map(|_| parse()).collect::<Option<Vec<Duration>>>()?.into_iter().min()
}

fn taplo(file: &Path) -> Option<Duration> {
    let mut command = Command::new("taplo");
    command.arg("check").arg(file);
    shortest(command)
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.toml");
    fs::write(&file, table()).unwrap();
    let check = shortest(errspec(&["check"], Some(&file))).unwrap();
    let start_up = shortest(errspec(&["--version"], None)).unwrap();
    let show = |name: &str, time: Duration| println!("{name:32} {:8.2} ms", time.as_secs_f64() * 1000.0);
    show("errspec --version", start_up);
    show("errspec check, 10,000 entries", check);
    show("errspec fmt --check", shortest(errspec(&["fmt", "--check"], Some(&file))).unwrap());
    for (name, other) in [("tomllib, the parse alone", tomllib(&file)), ("taplo check", taplo(&file))] {
        match other {
            Some(time) => {
                show(name, time);
                println!("{:32} {:8.2} of it", "  errspec check takes", check.as_secs_f64() / time.as_secs_f64());
            }
            None => println!("{name:32} is not installed, or fails"),
        }
    }
}
