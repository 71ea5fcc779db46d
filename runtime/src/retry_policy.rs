//! The retry policy.

use core::time::Duration;

use errspec_engine::{Applied, Retry};

use crate::decoded::Decoded;
use crate::spec::Spec;

/// The retry advice of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Advice {
    /// The retry advice of the table.
    pub retry: Retry,
    /// The effect that the call may have had.
    pub applied: Applied,
    /// The minimum delay before a retry.
    pub retry_after: Option<Duration>,
    /// The HTTP status of the response, if there was one.
    pub status: Option<u16>,
    /// `true` if the call timed out. A retry of such a call costs more of a [`RetryBudget`](crate::RetryBudget).
    pub timed_out: bool,
}

impl Advice {
    /// Creates advice without a delay and a status.
    #[must_use]
    pub const fn new(retry: Retry, applied: Applied) -> Self {
        Self { retry, applied, retry_after: None, status: None, timed_out: false }
    }

    /// Sets the minimum delay before a retry.
    #[must_use]
    pub const fn retry_after(self, delay: Duration) -> Self {
        Self { retry_after: Some(delay), ..self }
    }

    /// Sets the HTTP status of the response.
    #[must_use]
    pub const fn status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }

    /// Sets whether the time of the call was over.
    #[must_use]
    pub const fn timed_out(self, timed_out: bool) -> Self {
        Self { timed_out, ..self }
    }
}

/// A failure of a call that has retry advice. Implement the trait for your own error that contains an error with a table.
///
/// ```
/// use errspec::{Advice, Advise, Applied, Retry};
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// enum Failure {
///     Unreachable,
///     Api(FlanksError),
/// }
///
/// impl Advise for Failure {
///     fn advice(&self) -> Advice {
///         match self {
///             Self::Unreachable => Advice::new(Retry::After, Applied::No),
///             Self::Api(error) => error.advice(),
///         }
///     }
/// }
/// # assert_eq!(Failure::Api(FlanksError::Processing).advice().retry, Retry::Poll);
/// # assert_eq!(Failure::Unreachable.advice().applied, Applied::No);
/// ```
pub trait Advise {
    /// Returns the retry advice.
    fn advice(&self) -> Advice;
}

/// Returns the advice of the table.
impl<E: Spec> Advise for E {
    fn advice(&self) -> Advice {
        let advice = Advice::new(self.retry(), self.applied());
        Advice { retry_after: self.retry_after(), status: self.status(), ..advice }
    }
}

/// Returns the advice of the response, and that of the table where the response gives none.
impl<E: Spec> Advise for Decoded<'_, E> {
    fn advice(&self) -> Advice {
        Advice { retry: self.retry(), retry_after: self.retry_after(), status: self.status(), ..self.error().advice() }
    }
}

impl Advise for Advice {
    fn advice(&self) -> Advice {
        *self
    }
}

/// A policy that decides if and when a failed call is retried. It follows the advice of the table and of the response.
///
/// | advice of the failure | retry |
/// |---|---|
/// | `retry = "never"` | none |
/// | `"after"` or `"poll"` | after the policy's own delay, which doubles with each retry, or after the requested delay if that is longer |
/// | `"unknown"`, or an unknown error | the same, but only if the response requests a delay or has one of the statuses 408, 425, 429, 502, 503 and 504, which are temporary (RFC 9110, RFC 6585, RFC 8470) |
///
/// A call that may have taken effect (`applied` is `"yes"` or `"maybe"`) is retried only by a policy for [idempotent](Self::idempotent)
/// calls. There is one exception: if the advice is `"unknown"`, the status 429, and 503 with a delay, mean that the server refused the
/// call because of its load, without an effect.
///
/// The delay is never shorter than the policy's own delay of that retry, so that a server that asks for no delay (`retry-after: 0`, or a
/// date in the past) is not called many times at once. It is never longer than [`longest_delay`](Self::longest_delay): a failure that
/// requests more is not retried, since a retry before that delay would fail again. A number too large for any delay counts as such a request.
///
/// The policy does not add jitter. Add it to the delay if many clients may fail at the same time. The feature `backon` adds jitter and
/// waits. [`Attempts`](crate::Attempts) counts the attempts of one call, and keeps them within a [`RetryBudget`](crate::RetryBudget).
///
/// ```
/// use std::time::Duration;
/// use errspec::RetryPolicy;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let policy = RetryPolicy::idempotent();
/// let body = r#"{"error": "User data not available. Please try again later.", "error_code": 20001}"#;
///
/// // The response requests a delay.
/// let decoded = FlanksError::decode_response(400, &[("retry-after", "7")], body);
/// assert_eq!(policy.next(&decoded, 1), Some(Duration::from_secs(7)));
///
/// // A response that requests no delay, or a shorter one: half a second, then twice that, and so on for three retries.
/// let decoded = FlanksError::decode_response(400, &[("retry-after", "0")], body);
/// assert_eq!(policy.next(&decoded, 1), Some(Duration::from_millis(500)));
/// let decoded = FlanksError::decode(400, body);
/// assert_eq!(policy.next(&decoded, 1), Some(Duration::from_millis(500)));
/// assert_eq!(policy.next(&decoded, 2), Some(Duration::from_secs(1)));
/// assert_eq!(policy.next(&decoded, 4), None);
///
/// // The entry is never retried.
/// assert_eq!(policy.next(&FlanksError::MethodNotAllowed, 1), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    idempotent: bool,
    polls: bool,
    retries: u32,
    first_delay: Duration,
    longest_delay: Duration,
}

/// The statuses of temporary failures: the same request may succeed later (RFC 9110, RFC 6585, RFC 8470).
const TEMPORARY: [u16; 6] = [408, 425, 429, 502, 503, 504];

impl RetryPolicy {
    /// Creates a policy for calls that must not take effect twice. It retries only calls that had no effect.
    ///
    /// The policy allows three retries, after 0.5, 1 and 2 seconds or after the requested delay of up to 60 seconds.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            idempotent: false,
            polls: true,
            retries: 3,
            first_delay: Duration::from_millis(500),
            longest_delay: Duration::from_secs(60),
        }
    }

    /// Creates a policy for idempotent calls (RFC 9110, section 9.2.2): calls that only read, and calls whose repetition the server
    /// recognizes. It also retries calls that may have taken effect.
    #[must_use]
    pub const fn idempotent() -> Self {
        Self { idempotent: true, ..Self::new() }
    }

    /// Sets the maximum number of retries.
    #[must_use]
    pub const fn retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// Sets the delay before the first retry. The delay doubles with each further retry.
    #[must_use]
    pub const fn first_delay(self, delay: Duration) -> Self {
        Self { first_delay: delay, ..self }
    }

    /// Sets the maximum delay. A failure that requests a longer delay is not retried.
    #[must_use]
    pub const fn longest_delay(self, delay: Duration) -> Self {
        Self { longest_delay: delay, ..self }
    }

    /// Sets whether a failure with `retry = "poll"` is retried; the default is `true`. Pass `false` if the caller polls something else
    /// before the retry.
    #[must_use]
    pub const fn polls(self, polls: bool) -> Self {
        Self { polls, ..self }
    }

    /// Returns `true` if the policy allows a retry of the failure, regardless of the number of retries.
    #[must_use]
    pub fn allows(&self, failure: &impl Advise) -> bool {
        self.allows_by(&failure.advice())
    }

    /// Returns the delay before the next attempt; `None` if the call is not retried. `failed` is the number of attempts that have failed,
    /// so it is 1 after the first attempt.
    #[must_use]
    pub fn next(&self, failure: &impl Advise, failed: u32) -> Option<Duration> {
        self.delay(&failure.advice(), failed, self.own_delay(failed))
    }

    /// Returns the policy for a call that is idempotent.
    #[cfg(feature = "reqwest-middleware")]
    pub(crate) const fn for_idempotent(self) -> Self {
        Self { idempotent: true, ..self }
    }

    /// Returns the first delay, the longest delay and the number of retries.
    #[cfg(feature = "backon")]
    pub(crate) fn limits(&self) -> (Duration, Duration, u32) {
        (self.first_delay, self.longest_delay, self.retries)
    }

    /// Returns the delay of the policy after so many failed attempts, which a failure can only lengthen.
    pub(crate) fn own_delay(&self, failed: u32) -> Duration {
        let factor = 2_u32.checked_pow(failed.saturating_sub(1)).unwrap_or(u32::MAX);
        self.first_delay.saturating_mul(factor).min(self.longest_delay)
    }

    /// Returns the delay before the next attempt, of at least `own`; `None` if the call is not retried.
    pub(crate) fn delay(&self, advice: &Advice, failed: u32, own: Duration) -> Option<Duration> {
        let is_retried = failed <= self.retries && self.allows_by(advice);
        is_retried.then(|| advice.retry_after.unwrap_or_default().max(own))
    }

    fn allows_by(&self, advice: &Advice) -> bool {
        let can_succeed = match advice.retry {
            Retry::Never => false,
            Retry::After => true,
            Retry::Poll => self.polls,
            // `Retry` is non-exhaustive: advice that a later version adds counts as unknown.
            _ => advice.retry_after.is_some() || advice.status.is_some_and(|status| TEMPORARY.contains(&status)),
        };
        let is_safe = self.idempotent || advice.applied == Applied::No || is_refused(advice);
        can_succeed && is_safe && advice.retry_after.is_none_or(|delay| delay <= self.longest_delay)
    }
}

/// Returns `true` if the server refused a call because of its load, and the table does not know the error: the status 429, or 503 with a
/// delay. Such a call took no effect.
fn is_refused(advice: &Advice) -> bool {
    let is_unknown = advice.retry == Retry::Unknown && advice.applied == Applied::Maybe;
    is_unknown && (advice.status == Some(429) || (advice.status == Some(503) && advice.retry_after.is_some()))
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
