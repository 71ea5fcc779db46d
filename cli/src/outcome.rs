//! The outcome of a command that did its work.

use std::process::ExitCode;

/// The outcome of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Well,
    /// The command found errors, warnings that are denied, or not what was expected.
    FoundErrors,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Well => Self::SUCCESS,
            Outcome::FoundErrors => Self::FAILURE,
        }
    }
}
