//! The progress of a command, on a terminal.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// The time after which a command shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// The time between two numbers.
const PAUSE: Duration = Duration::from_millis(100);

/// The progress of a command. It is shown on standard error after a second, if that is a terminal, and is gone in the end.
pub(crate) struct Progress {
    what: &'static str,
    total: usize,
    done: usize,
    started: Instant,
    shown: Option<Instant>,
    is_terminal: bool,
}

impl Progress {
    /// Starts. `what` is a noun, such as `tables`.
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        Self { what, total, done: 0, started: Instant::now(), shown: None, is_terminal }
    }

    /// Counts one that is about to be done.
    pub(crate) fn step(&mut self) {
        let now = Instant::now();
        if self.is_terminal && is_due(now - self.started, self.shown.map(|shown| now - shown)) {
            self.shown = Some(now);
            // Nothing is lost if it cannot be shown.
            let _ = write!(std::io::stderr(), "\r\x1b[2K{} of {} {}", self.done, self.total, self.what);
        }
        self.done += 1;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }
}

/// Returns `true` if it is time to show a number.
fn is_due(running: Duration, since_shown: Option<Duration>) -> bool {
    running >= PATIENCE && since_shown.is_none_or(|since| since >= PAUSE)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::is_due;

    #[test]
    fn a_number_is_shown_after_a_second_and_not_too_often() {
        let millis = Duration::from_millis;
        for (running, since, expected) in
            [(0, None, false), (999, None, false), (1000, None, true), (1050, Some(50), false), (1200, Some(100), true)]
        {
            assert_eq!(is_due(millis(running), since.map(millis)), expected, "{running} {since:?}");
        }
    }
}
