//! Diagnostics of one line each, which editors understand.

use std::io::Write;

use super::problem::Problem;
use crate::failure::Failure;

pub(super) fn write(problems: &[Problem], out: &mut dyn Write) -> Result<(), Failure> {
    for problem in problems {
        let (line, column) = problem.place.start;
        let text = problem.text().replace('\n', " ");
        let (path, severity, id) = (&problem.place.path, problem.severity(), problem.id());
        writeln!(out, "{path}:{line}:{column}: {severity}[{id}]: {text}")?;
    }
    Ok(())
}
