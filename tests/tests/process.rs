//! Errors of programs: exit statuses, and reports for a terminal.

#![allow(clippy::unwrap_used, dead_code, missing_docs)]

use std::error::Error;
use std::io;
use std::process::{ExitCode, Termination};

use errspec::process::{ErrorReport, Exit};
use errspec::testing::contract;

#[errspec::table("tests/tables/explained.toml", process)]
pub enum ExplainedError {}

/// A type with parameters, of which one is the source.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/tally.toml", partial, process)]
enum FileError<'p, S: Error + 'static> {
    FileUnreadable { path: &'p str, source: S },
}

/// An error whose text is a part of what is written above it.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/tally.toml", partial, process)]
enum ProgramError {
    Unexplained {
        #[errspec(field = "text", display)]
        source: io::Error,
    },
    #[errspec(transparent)]
    File(FileError<'static, io::Error>),
}

fn shown(code: ExitCode) -> String {
    format!("{code:?}")
}

fn wrapped() -> io::Error {
    io::Error::other(ProgramError::File(FileError::FileUnreadable { path: "a.txt", source: io::Error::other("disk") }))
}

#[test]
fn the_exit_status_is_that_of_the_entry() {
    let error = ExplainedError::missing_fields(["a"], "low");
    assert_eq!((error.exit_code(), error.entry().unwrap().exit().map(u8::from)), (78, Some(78)));
    assert_eq!(shown(ExitCode::from(&error)), shown(ExitCode::from(78)));
    assert_eq!(shown(ExitCode::from(error.clone())), shown(ExitCode::from(78)));
    assert_eq!(shown(error.report()), shown(ExitCode::from(78)));

    let error = FileError::FileUnreadable { path: "x", source: io::Error::other("y") };
    assert_eq!(shown(ExitCode::from(&error)), shown(ExitCode::from(66)));
    assert_eq!(
        shown(ExitCode::from(ProgramError::File(FileError::FileUnreadable { path: "x", source: wrapped() }))),
        shown(ExitCode::from(66))
    );
    assert_eq!(shown(Exit::from(Err::<(), _>(error)).report()), shown(ExitCode::from(66)));
}

#[test]
fn an_error_without_an_exit_status_ends_a_program_with_1() {
    assert_eq!(ExplainedError::NoCode { message: String::new() }.exit_code(), 1);
    assert_eq!(ExplainedError::decode(502, "<html>").error().exit_code(), 1);
    // The only entry with the code of an unknown error tells more.
    let error = ExplainedError::decode(400, r#"{"code": "R-1", "message": "another"}"#).into_error();
    assert_eq!((error.is_unknown(), error.exit_code()), (true, 70));
}

#[test]
fn a_success_ends_with_the_status_of_its_value() {
    assert_eq!(shown(Exit::<ExplainedError>::from(Ok(())).report()), shown(ExitCode::SUCCESS));
    assert_eq!(shown(Exit::<ExplainedError>::from(Ok(ExitCode::from(3))).report()), shown(ExitCode::from(3)));
}

#[test]
fn a_report_has_the_chain_of_sources_once() {
    let error = FileError::FileUnreadable { path: "b.txt", source: wrapped() };
    let report = "error[TLY-0002]: cannot read `b.txt`\n\
                  caused by: cannot read `a.txt`\n\
                  caused by: disk\n\
                  help: Check the path and the permissions of the file.";
    assert_eq!(ErrorReport::new(&error).to_string(), report);

    // The message has the text of the source, and what is behind it follows.
    let report = ErrorReport::new(&ProgramError::Unexplained { source: wrapped() }).to_string();
    assert!(
        report.starts_with("error[TLY-0005]: cannot explain `cannot read `a.txt``\ncaused by: disk\nhelp: "),
        "{report}"
    );
}

#[test]
fn a_report_names_what_can_be_explained() {
    let report = |error: &ExplainedError| ErrorReport::new(error).explain_with("it --explain").to_string();
    let no_code = ExplainedError::NoCode { message: "not here".into() };
    assert_eq!(report(&no_code), "error[NO_CODE]: not here\nnote: `it --explain NO_CODE` says more");
    let body = r#"{"code": "new\u001b[2J", "message": "one\ntwo"}"#;
    let unknown = ExplainedError::decode(500, body).into_error();
    assert_eq!(report(&unknown), "error[new\\u{1b}[2J]: one\\ntwo");
    assert_eq!(report(&ExplainedError::decode(500, "").into_error()), "error: unknown error (status 500)");
}

#[test]
fn the_contract_has_the_exit_status() {
    assert!(
        contract::<ExplainedError>()
            .contains("entry CONFIGURATION_ERROR: code 40001 | \"CONF\", status 400 | 500-599, exit 78,")
    );
}
