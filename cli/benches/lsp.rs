//! The time from an edit in a table of 10,000 entries to its diagnostics in the editor, and to the end of the check of the whole table, beside
//! the time of `check` for the same file.
//!
//! `cargo bench -p cargo-errspec --bench lsp`

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../tests/support/editor.rs"]
mod editor;

use std::fmt::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use editor::Editor;

/// The entries of the table.
const ENTRIES: usize = 10_000;

/// The number of times that each edit is made.
const ROUNDS: usize = 15;

/// The longest time that an edit may take.
const LIMIT: Duration = Duration::from_millis(100);

/// Edits in the middle of the table, each of which makes errors.
const EDITS: [(&str, &str, &str); 3] = [
    ("a key is misspelled", "code = 15000\n", "coed = 15000\n"),
    ("a value is missing", "code = 15000\n", "code = \n"),
    ("a quote is open", "summary = \"The error 5000.\"", "summary = \"The error 5000."),
];

fn table() -> String {
    let mut out =
        String::from("[table]\nformat = 1\nname = \"large\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n");
    for number in 0..ENTRIES {
        let (code, status) = (10_000 + number, 400 + number % 100);
        let parameter = if number % 3 == 0 { " of {id}" } else { "" };
        write!(
            out,
            "[errors.ERROR_{number}]\ncode = {code}\nstatus = {status}\nmessage = \"Failure number {number}{parameter}\"\n\
             summary = \"The error {number}.\"\ncauses = [\"It is number {number}.\"]\n\
             action = \"Do what number {number} asks for.\"\nretry = \"never\"\n"
        )
        .unwrap();
    }
    out
}

fn main() {
    let table = table();
    let mut editor = Editor::new(&[("large.toml", &table)]);
    let check = median((0..ROUNDS).map(|_| check(&editor)).collect());
    println!("{ENTRIES} entries, {} bytes", table.len());
    println!("{:<30} {:>8}", "check", shown(check));
    editor.open("large.toml");
    editor.diagnostics("large.toml");
    let mut worst = Duration::ZERO;
    for (name, right, wrong) in EDITS {
        let (mut there, mut back) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            there.push(edit(&mut editor, right, wrong));
            back.push(edit(&mut editor, wrong, right));
        }
        for (name, times) in [(name.to_owned(), there), (format!("{name}, and no longer"), back)] {
            let shown_first = median(times.iter().map(|(first, _)| *first).collect());
            let whole = median(times.iter().map(|(_, whole)| *whole).collect());
            worst = worst.max(shown_first);
            let ratio = |time: Duration| time.as_secs_f64() / check.as_secs_f64();
            println!(
                "{name:<30} {:>8} ({:.2} of check), the whole table after {} ({:.2})",
                shown(shown_first),
                ratio(shown_first),
                shown(whole),
                ratio(whole)
            );
        }
    }
    let typing = median((0..ROUNDS).map(|_| edit_during_check(&mut editor)).collect());
    println!("{:<30} {:>8}", "while the whole is checked", shown(typing));
    worst = worst.max(typing);
    let verdict = if worst < LIMIT { "within" } else { "over" };
    println!("the slowest is {verdict} the limit of {}", shown(LIMIT));
}

/// Makes an edit. Returns the time until its diagnostics are there, and until the whole table is checked.
fn edit(editor: &mut Editor, old: &str, new: &str) -> (Duration, Duration) {
    let begin = Instant::now();
    editor.edit("large.toml", old, new);
    editor.next_published("large.toml");
    let first = begin.elapsed();
    editor.diagnostics("large.toml");
    (first, begin.elapsed())
}

/// Makes an edit while the table is checked for the one before. Returns the time until the diagnostics of the second are there.
fn edit_during_check(editor: &mut Editor) -> Duration {
    let [(_, right, wrong), ..] = EDITS;
    editor.edit("large.toml", right, wrong);
    editor.next_published("large.toml");
    let begin = Instant::now();
    editor.edit("large.toml", wrong, right);
    editor.next_published("large.toml");
    let time = begin.elapsed();
    editor.diagnostics("large.toml");
    time
}

fn check(editor: &Editor) -> Duration {
    let begin = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    command.arg("check").arg(editor.path("large.toml")).stderr(Stdio::null());
    assert!(command.status().unwrap().success());
    begin.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
