//! `check --watch`: a program that runs until it is interrupted.
#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// The longest time that a machine with other work needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that watches, and the lines that it prints.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn new(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
        command.args(["check", "--watch", "--format", "short"]).args(arguments).current_dir(folder);
        // One pipe for both outputs keeps the order of their lines.
        let (reader, writer) = std::io::pipe().unwrap();
        let child = command.stdout(writer.try_clone().unwrap()).stderr(writer).spawn().unwrap();
        drop(command);
        let (sender, lines) = channel();
        read(reader, sender);
        let watching = Self { child, lines };
        watching.until("watching");
        watching
    }

    /// Waits for a line with this text.
    fn until(&self, text: &str) {
        let mut all = String::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else { panic!("no line has {text:?}:\n{all}") };
            all.push_str(&format!("{line}\n"));
            if line.contains(text) {
                return;
            }
        }
    }

    /// Waits for a report with this text, and for its last line. Between the steps in which a file is written, there may be another report.
    fn reports(&self, text: &str, last: &str) {
        self.until(text);
        self.until(last);
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(from: impl Read + Send + 'static, sender: Sender<String>) {
    std::thread::spawn(move || {
        BufReader::new(from).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
    });
}

const TABLE: &str =
    "[table]\nformat = 1\nname = \"one\"\nextends = \"common.toml\"\n[errors.GONE]\ncode = 7\nsummary = \"gone\"\n";
const COMMON: &str = "[table]\nformat = 1\n[envelope]\ncode = \"/code\"\n";

#[test]
fn tables_are_checked_again_when_one_of_their_files_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("one.toml"), TABLE).unwrap();
    fs::write(file("common.toml"), COMMON).unwrap();
    let mut watching = Watching::new(folder.path(), &["one.toml"]);

    fs::write(file("one.toml"), TABLE.replace("code = 7", "code = true")).unwrap();
    watching.reports("one.toml:6:8: error[wrong-type]", "watching");

    // An editor may write another file, and put it in the place of the table.
    fs::write(file("one.toml~"), TABLE).unwrap();
    fs::rename(file("one.toml~"), file("one.toml")).unwrap();
    watching.reports("ok: 1 table, 1 entry", "watching");

    fs::write(file("common.toml"), COMMON.replace("/code", "code")).unwrap();
    watching.reports("common.toml:4:8: error[bad-location]", "watching");
    fs::write(file("common.toml"), COMMON).unwrap();
    watching.reports("ok: 1 table", "watching 2 files");

    fs::write(file("errspec.toml"), "[lints]\ncapital = \"deny\"\n").unwrap();
    watching.reports("one.toml:7:11: error[capital]", "watching 3 files");

    fs::remove_file(file("one.toml")).unwrap();
    watching.until("watching");

    // A program that a script starts in the background ignores SIGINT, the signal of Ctrl-C.
    let id = watching.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let status = watching.child.wait().unwrap();
    assert_eq!(status.signal(), Some(15), "{status:?}");
}

#[test]
fn a_new_table_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("first.toml"), COMMON.replace("format", "name = \"first\"\nformat")).unwrap();
    let watching = Watching::new(folder.path(), &["."]);
    fs::write(folder.path().join("second.toml"), "[table]\nformat = 1\n[envelope]\ncode = \"code\"\n").unwrap();
    watching.reports("second.toml:4:8: error[bad-location]", "watching 2 files");
}
