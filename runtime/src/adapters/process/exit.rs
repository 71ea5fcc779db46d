//! The end of a program.

use alloc::borrow::Cow;
use std::io::Write;
use std::process::{ExitCode, Termination};

use super::report::ErrorReport;
use crate::spec::Spec;

/// The return type of `main` in a program that may fail.
///
/// After an error, a [`ErrorReport`] is written to the standard error, and the exit status is the `exit` of the entry, or else 1. That the report
/// cannot be written changes nothing. After a success, the exit status is that of the value, so that a program can also return an
/// [`ExitCode`].
///
/// ```
/// # #[errspec::table("specs/tally.toml")] pub enum TallyError {}
/// use errspec::process::Exit;
///
/// fn run() -> Result<(), TallyError> {
///     Ok(())
/// }
///
/// fn main() -> Exit<TallyError> {
///     Exit::from(run()).explain_with("tally --explain")
/// }
/// ```
#[derive(Debug)]
#[must_use = "`main` returns it"]
pub struct Exit<E> {
    outcome: Result<ExitCode, E>,
    command: Option<Cow<'static, str>>,
}

impl<E> Exit<E> {
    /// Names the command that explains a code, such as `tally --explain`, in the report.
    pub fn explain_with(self, command: impl Into<Cow<'static, str>>) -> Self {
        Self { command: Some(command.into()), ..self }
    }
}

impl<T: Termination, E> From<Result<T, E>> for Exit<E> {
    fn from(outcome: Result<T, E>) -> Self {
        Self { outcome: outcome.map(Termination::report), command: None }
    }
}

impl<E: Spec> Termination for Exit<E> {
    fn report(self) -> ExitCode {
        match &self.outcome {
            Ok(code) => *code,
            Err(error) => {
                let report = ErrorReport::new(error);
                match self.command {
                    Some(command) => end(error, &report.explain_with(command)),
                    None => end(error, &report),
                }
            }
        }
    }
}

/// Writes the report of an error, and returns its exit status.
pub fn terminate<E: Spec>(error: &E) -> ExitCode {
    end(error, &ErrorReport::new(error))
}

/// Returns the exit status of an error.
pub fn exit_code<E: Spec>(error: &E) -> ExitCode {
    error.exit_code().into()
}

fn end<E: Spec>(error: &E, report: &ErrorReport<'_, E>) -> ExitCode {
    // There is no other place to which a failure could be reported.
    let _ = std::io::stderr().write_all(alloc::format!("{report}\n").as_bytes());
    exit_code(error)
}
