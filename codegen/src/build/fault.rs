//! What is wrong with a build.

use std::env;
use std::fmt;
use std::io::IsTerminal as _;

/// All that is wrong with a build, rendered for people.
///
/// `Debug` is the same text, so that a build script can return it from `main`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct BuildError {
    reports: Vec<String>,
}

impl BuildError {
    pub(super) fn of(fault: impl Into<String>) -> Self {
        Self { reports: vec![format!("error: {}", fault.into())] }
    }

    pub(super) fn report(&mut self, report: String) {
        self.reports.push(report);
    }

    pub(super) fn into_result(self) -> Result<(), Self> {
        if self.reports.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\n")?;
        for report in &self.reports {
            writeln!(f, "{}\n", report.trim_end())?;
        }
        Ok(())
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}

/// Whether to render in colour: as `NO_COLOR` and `CARGO_TERM_COLOR` say, else where there is a terminal.
pub(super) fn color() -> bool {
    let asked = env::var("CARGO_TERM_COLOR").unwrap_or_default();
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match asked.as_str() {
        "always" => true,
        "never" => false,
        _ => !refused && std::io::stderr().is_terminal(),
    }
}
