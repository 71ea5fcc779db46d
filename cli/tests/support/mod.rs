//! Transcripts of a terminal: commands, and what they print.
//!
//! A line that begins with `$ ` is a command, which `sh` runs in a folder of its own. The lines after it are what it prints to standard
//! output and standard error. Another status than 0 is written below them, as `[exit 1]`.

#![allow(clippy::panic, clippy::unwrap_used)]
#![allow(dead_code, reason = "each test uses some of it")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the crate.
pub(crate) fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `specs/` that the commands of transcripts read.
const SPECS: [&str; 6] =
    ["README.md", "billing.toml", "errspec.schema.json", "flanks.toml", "frankieone.toml", "tally.toml"];

/// A folder with the files of the tests, the tables and the recorded responses of the project, and the command.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        copy(&home().join("tests/files"), folder.path());
        let specs = folder.path().join("specs");
        fs::create_dir_all(&specs).unwrap();
        for file in SPECS {
            fs::copy(home().join("../specs").join(file), specs.join(file)).unwrap();
        }
        copy(&home().join("../examples/triage/responses"), &folder.path().join("examples/triage/responses"));
        let bin = folder.path().join(".bin");
        fs::create_dir(&bin).unwrap();
        for name in ["errspec", "cargo-errspec"] {
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_cargo-errspec"), bin.join(name)).unwrap();
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs a command, and returns what it prints with its status.
    pub(crate) fn run(&self, command: &str) -> String {
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("exec 2>&1\n{command}"))
            .current_dir(self.path())
            .env("PATH", format!("{}:{path}", self.path().join(".bin").display()))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env("TERM", "xterm-256color")
            .output()
            .unwrap();
        let mut text = String::from_utf8_lossy(&output.stdout).replace(&self.path().display().to_string(), "[folder]");
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str("[no line end]\n");
        }
        match output.status.code() {
            Some(0) => {}
            Some(code) => writeln!(text, "[exit {code}]").unwrap(),
            None => text.push_str("[killed]\n"),
        }
        text
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => _ = fs::copy(entry.path(), target).unwrap(),
        }
    }
}

/// Runs the commands of a transcript in a folder, and returns the transcript as it is now.
pub(crate) fn transcript(folder: &Folder, text: &str) -> String {
    let mut out = String::new();
    for command in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
        writeln!(out, "$ {command}").unwrap();
        // What is colored stays readable, and a carriage return is seen.
        out.push_str(&folder.run(command).replace('\u{1b}', "\\e").replace('\r', "\\r"));
    }
    out
}

/// Compares a transcript with a file. With `ERRSPEC_BLESS`, it becomes the file.
pub(crate) fn compare(path: &Path, expected: &str, found: &str) {
    if expected == found {
        return;
    }
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        fs::write(path, found).unwrap();
        return;
    }
    let line = expected.lines().zip(found.lines()).take_while(|(one, other)| one == other).count() + 1;
    panic!(
        "{} differs from line {line} on; if the change is meant, set ERRSPEC_BLESS=1\n--- expected\n{expected}\n--- found\n{found}",
        path.display()
    );
}

/// Returns the files in a folder, in the order of their names.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}
