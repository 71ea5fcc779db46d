//! Diagnostics of one line each, which editors understand.

use std::io::Write;

use super::problem::Problem;
use crate::failure::Failure;

pub(super) fn write(problems: &[Problem], out: &mut dyn Write) -> Result<(), Failure> {
    for problem in problems {
        let (line, column) = problem.place.start;
        let text = problem.text().replace('\n', " ");
        writeln!(out, "{}:{line}:{column}: error[{}]: {text}", problem.place.path, problem.id())?;
    }
    Ok(())
}
