//! Retries and their delays.

use std::time::Duration;

use crate::ast::{AstEntry, RetryWord};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::Retry;
use crate::rules;
use crate::source::At;

/// Returns the retry of an entry, with its delay.
pub(crate) fn check_retry(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<Option<Retry>> {
    let delay = entry.retry_after?;
    match (entry.retry?.map(|word| word.value), delay) {
        (Some(RetryWord::After), delay) => Ok(Some(Retry::After(check_delay(delay, sink)?))),
        (Some(RetryWord::Poll), delay) => Ok(Some(Retry::Poll(check_delay(delay, sink)?))),
        (_, Some(delay)) => {
            let diagnostic =
                Diagnostic::new(&rules::RETRY_AFTER, sink.key_of(delay.span), "a delay without a retry that waits")
                    .label("there is no retry after this delay");
            Err(sink.report(diagnostic))
        }
        (Some(RetryWord::Never), None) => Ok(Some(Retry::Never)),
        (Some(RetryWord::Unknown), None) => Ok(Some(Retry::Unknown)),
        (None, None) => Ok(None),
    }
}

/// Returns a delay, which is written in seconds.
fn check_delay(written: Option<At<f64>>, sink: &mut Diagnostics<'_>) -> Checked<Option<Duration>> {
    let Some(delay) = written else { return Ok(None) };
    let milliseconds = delay.value * 1000.0;
    if !(0.0..=1e15).contains(&milliseconds) {
        let diagnostic = Diagnostic::new(&rules::RETRY_AFTER, delay.span, "invalid delay")
            .label("expected a number of seconds")
            .help("write the number of seconds, such as `30` or `0.5`");
        return Err(sink.report(diagnostic));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked above")]
    Ok(Some(Duration::from_millis(milliseconds.round() as u64)))
}
