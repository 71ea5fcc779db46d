//! The failures of checks.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use errspec_engine::trial::TrialError;

use crate::entries::Entry;

/// A function that takes the failures of a check, each as its subject and the reason.
pub(super) type Report<'r> = &'r mut dyn FnMut(String, String);

/// The checks that failed.
///
/// `Debug` writes the same text as `Display`, so that `unwrap` in a test shows it.
#[derive(Clone)]
pub struct CheckError {
    failures: Vec<CheckFailure>,
}

/// A check that failed.
#[derive(Clone)]
struct CheckFailure {
    /// The entry or the type.
    subject: String,
    reason: String,
}

/// Runs checks, and returns the error with all their failures.
pub(super) fn collect(checks: impl FnOnce(Report<'_>)) -> Result<(), CheckError> {
    let mut failures = Vec::new();
    checks(&mut |subject, reason| failures.push(CheckFailure { subject, reason }));
    if failures.is_empty() { Ok(()) } else { Err(CheckError { failures }) }
}

/// Returns the qualified name of an entry: `table::ENTRY`.
pub(super) fn name_of(entry: Entry) -> String {
    [entry.table(), "::", entry.name()].concat()
}

/// Returns the text of an error, followed by the response that was encoded.
pub(super) fn describe(error: &TrialError) -> String {
    let response = &error.response;
    let mut out = format!("{error}\nstatus {}\n", response.status);
    for (name, value) in &response.headers {
        out.push_str(&format!("{name}: {value}\n"));
    }
    out + &response.body_text()
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.failures.len();
        write!(f, "{count} {} failed", if count == 1 { "check" } else { "checks" })?;
        for CheckFailure { subject, reason } in &self.failures {
            write!(f, "\n\n{subject}: {}", reason.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for CheckError {}
