//! The program as its users run it: standard output, standard error and exit status.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

fn tally(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tally")).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Writes a file, and returns its path.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_success_exits_with_0() {
    let path = file("good.txt", "1\n# two\n\n 41\n");
    assert_eq!(tally(&[&path]), (Some(0), "42\n".into(), String::new()));
}

#[test]
fn an_error_has_its_exit_status_and_a_report_with_its_causes() {
    let path = file("words.txt", "1\ntwo\n");
    let report = "error[TLY-0003]: line 2 is not a number: `two`\n\
                  caused by: invalid digit found in string\n\
                  help: Write one whole number in each line. Empty lines and lines that begin with `#` are passed over.\n\
                  note: `tally --explain TLY-0003` says more\n";
    assert_eq!(tally(&[&path]), (Some(65), String::new(), report.into()));

    let (code, _, report) = tally(&["/no/such/file"]);
    assert_eq!(code, Some(66));
    assert!(report.starts_with("error[TLY-0002]: cannot read `/no/such/file`\ncaused by: "), "{report}");

    let path = file("large.txt", &format!("{}\n1\n", i64::MAX));
    let (code, _, report) = tally(&[&path]);
    assert_eq!(code, Some(65));
    assert!(
        report.starts_with("error[TLY-0004]: the total is too large at line 2\nhelp: Split the file.\n"),
        "{report}"
    );

    let (code, _, report) = tally(&[]);
    assert_eq!(code, Some(64));
    assert!(report.starts_with("error[TLY-0001]: expected `tally "), "{report}");
}

#[test]
fn a_text_of_a_file_cannot_send_commands_to_the_terminal() {
    let path = file("control.txt", "\u{1b}[2Jx\n");
    let (_, _, report) = tally(&[&path]);
    assert!(report.starts_with(r"error[TLY-0003]: line 1 is not a number: `\u{1b}[2Jx`"), "{report}");
}

#[test]
fn json_is_written_on_request() {
    let path = file("json.txt", "two\n");
    let body = r#"{"line":1,"message":"line 1 is not a number: `two`","code":"TLY-0003"}"#;
    assert_eq!(tally(&["--json", &path]), (Some(65), String::new(), format!("{body}\n")));

    let (code, explanation, report) = tally(&["--explain", "tly-0003", "--json"]);
    assert_eq!((code, report), (Some(0), String::new()));
    assert!(explanation.starts_with(r#"[{"table":"tally","name":"NOT_A_NUMBER","#), "{explanation}");
}

#[test]
fn a_code_is_explained() {
    let (code, explanation, report) = tally(&["--explain", "TLY-0003"]);
    assert_eq!((code, report), (Some(0), String::new()));
    assert!(explanation.starts_with("TLY-0003: NOT_A_NUMBER\n"), "{explanation}");
    assert!(explanation.contains("\nExit status: 65\n"), "{explanation}");

    let (code, _, report) = tally(&["--explain", "TLY-003"]);
    assert_eq!(code, Some(64));
    let cause = "\ncaused by: no error has the code or the name `TLY-003`; did you mean `TLY-0003`?\n";
    assert!(report.starts_with("error[TLY-0005]: cannot explain `TLY-003`") && report.contains(cause), "{report}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_is_gone_is_an_error_and_no_panic() {
    let path = file("piped.txt", "1\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_tally"))
        .arg(path)
        .stdin(Stdio::null())
        .stdout(fs::OpenOptions::new().write(true).open("/dev/full").map_or_else(|_| Stdio::null(), Stdio::from))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let code = child.wait().unwrap().code();
    assert_eq!(code, Some(if fs::exists("/dev/full").unwrap() { 74 } else { 0 }));
}
