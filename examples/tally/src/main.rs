//! Adds up the numbers in a file. Its errors have codes that never change, an exit status each, and an explanation.
//!
//! ```sh
//! cargo run -p tally -- numbers.txt               # the total; or an error, with its causes and what to do
//! cargo run -p tally -- --json numbers.txt        # the error as JSON
//! cargo run -p tally -- --explain TLY-0003        # what the error means
//! ```

use std::io::Write;
use std::num::ParseIntError;
use std::process::{ExitCode, Termination};
use std::{env, fs, io};

use errspec::ExplainError;
use errspec::process::Exit;

#[derive(Debug, errspec::Error)]
#[errspec("../../../specs/tally.toml", process)]
enum TallyError {
    Usage,
    FileUnreadable { path: String, source: io::Error },
    NotANumber { line: i64, text: String, source: ParseIntError },
    TotalTooLarge { line: i64 },
    Unexplained { text: String, source: ExplainError },
    OutputFailed(#[from] io::Error),
}

fn main() -> ExitCode {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let before = arguments.len();
    arguments.retain(|argument| argument != "--json");
    let is_json = arguments.len() < before;

    match run(&arguments, is_json) {
        Err(error) if is_json => {
            // The body of the table's envelope. That the error cannot be written either changes nothing.
            let _ = io::stderr().write_all(&[&error.encode()[..], b"\n"].concat());
            ExitCode::from(error)
        }
        outcome => Exit::from(outcome).explain_with("tally --explain").report(),
    }
}

fn run(arguments: &[String], is_json: bool) -> Result<(), TallyError> {
    match arguments {
        [option, code] if option == "--explain" => explain(code, is_json),
        [path] if !path.starts_with("--") => Ok(writeln!(io::stdout(), "{}", total(path)?)?),
        _ => Err(TallyError::Usage),
    }
}

fn explain(code: &str, is_json: bool) -> Result<(), TallyError> {
    let unexplained = |source| TallyError::Unexplained { text: code.to_owned(), source };
    let explanation = errspec::explain::<TallyError>(code).map_err(unexplained)?;
    match is_json {
        true => writeln!(io::stdout(), "{}", explanation.to_json())?,
        false => write!(io::stdout(), "{explanation}")?,
    }
    Ok(())
}

/// Returns the sum of the numbers in a file.
fn total(path: &str) -> Result<i64, TallyError> {
    let text =
        fs::read_to_string(path).map_err(|source| TallyError::FileUnreadable { path: path.to_owned(), source })?;
    let mut total = 0_i64;
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let not_a_number = |source| TallyError::NotANumber { line, text: text.to_owned(), source };
        let number: i64 = text.parse().map_err(not_a_number)?;
        total = total.checked_add(number).ok_or(TallyError::TotalTooLarge { line })?;
    }
    Ok(total)
}
