//! Whether to try again, and when.

use core::time::Duration;

use crate::{Applied, Decoded, Retry, Spec};

/// What a failure says about trying again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Advice {
    /// Whether trying again can help.
    pub retry: Retry,
    /// Whether the call may have taken effect.
    pub applied: Applied,
    /// How long to wait at the least.
    pub retry_after: Option<Duration>,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
}

impl Advice {
    /// This, and nothing about delay and status.
    #[must_use]
    pub const fn new(retry: Retry, applied: Applied) -> Self {
        Self { retry, applied, retry_after: None, status: None }
    }

    /// With this delay.
    #[must_use]
    pub const fn retry_after(self, delay: Duration) -> Self {
        Self { retry_after: Some(delay), ..self }
    }

    /// With this status.
    #[must_use]
    pub const fn status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }
}

/// Anything a call can fail with that says something about trying again. Implement it for an error of your own that holds one
/// of a table.
///
/// ```
/// use errspec::{Advice, Advise, Applied, Retry};
///
/// # #[errspec::table("../../specs/flanks.toml")] pub enum FlanksError {}
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
    /// What it says.
    fn advice(&self) -> Advice;
}

/// What the table says.
impl<E: Spec> Advise for E {
    fn advice(&self) -> Advice {
        Advice { retry: self.retry(), applied: self.applied(), retry_after: self.retry_after(), status: self.status() }
    }
}

/// What the table says, and the delay that the response asks for.
impl<E: Spec> Advise for Decoded<'_, E> {
    fn advice(&self) -> Advice {
        let status = Some(self.status()).filter(|status| *status != 0);
        Advice { retry_after: self.retry_after(), status, ..self.error().advice() }
    }
}

impl Advise for Advice {
    fn advice(&self) -> Advice {
        *self
    }
}

/// When to try again after a failure, by what its table and its response say.
///
/// | the failure is | then |
/// |---|---|
/// | `retry = "never"` | never |
/// | `"after"` or `"poll"` | after the delay that it asks for, else after one that doubles each time |
/// | `"unknown"`, or of no table | the same, if the response asks for a delay or has one of the statuses 408, 425, 429, 502, 503 and 504, of which HTTP says that they pass (RFC 9110, RFC 6585, RFC 8470) |
///
/// A call that may have taken effect (`applied` is `"yes"` or `"maybe"`) is tried again only by a policy for
/// [idempotent](Self::idempotent) calls. A failure that asks for a longer delay than the [longest](Self::longest_delay) is not
/// tried again, for to come earlier than asked helps nobody.
///
/// There is no jitter in it: add it to the delay where many clients may fail at once. The feature `backon` does both, the
/// waiting and the jitter.
///
/// ```
/// use std::time::Duration;
/// use errspec::RetryPolicy;
///
/// # #[errspec::table("../../specs/flanks.toml")] pub enum FlanksError {}
/// let policy = RetryPolicy::idempotent();
/// let body = r#"{"error": "User data not available. Please try again later.", "error_code": 20001}"#;
///
/// // The response asks for a delay.
/// let decoded = FlanksError::decode_response(400, &[("retry-after", "7")], body);
/// assert_eq!(policy.next(&decoded, 1), Some(Duration::from_secs(7)));
///
/// // It does not: half a second, then twice that, until there were three.
/// let decoded = FlanksError::decode(400, body);
/// assert_eq!(policy.next(&decoded, 1), Some(Duration::from_millis(500)));
/// assert_eq!(policy.next(&decoded, 2), Some(Duration::from_secs(1)));
/// assert_eq!(policy.next(&decoded, 4), None);
///
/// // Nothing to be gained.
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

/// The statuses of which HTTP says that the same request may succeed later.
const PASSING: [u16; 6] = [408, 425, 429, 502, 503, 504];

impl RetryPolicy {
    /// For calls that must not take effect twice: only what certainly had no effect is tried again. Three retries, after half
    /// a second, one and two, or as asked, up to a minute.
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

    /// For calls that may take effect twice as well as once: those that read, and those of which the server knows that they are
    /// the same call (RFC 9110, section 9.2.2).
    #[must_use]
    pub const fn idempotent() -> Self {
        Self { idempotent: true, ..Self::new() }
    }

    /// Tries again so many times at most.
    #[must_use]
    pub const fn retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// Waits so long before the first retry, and twice as long before each further one.
    #[must_use]
    pub const fn first_delay(self, delay: Duration) -> Self {
        Self { first_delay: delay, ..self }
    }

    /// Waits no longer than this. What asks for more is not tried again.
    #[must_use]
    pub const fn longest_delay(self, delay: Duration) -> Self {
        Self { longest_delay: delay, ..self }
    }

    /// Whether the same call is tried again where the table says `retry = "poll"`; it is, unless this says otherwise. Say `false`
    /// where the caller polls something else first.
    #[must_use]
    pub const fn polls(self, polls: bool) -> Self {
        Self { polls, ..self }
    }

    /// Whether to try again at all, however often it has failed.
    #[must_use]
    pub fn allows(&self, failure: &impl Advise) -> bool {
        self.allows_by(&failure.advice())
    }

    /// How long to wait before the next try, after so many have failed: 1 after the first. `None` to give up.
    #[must_use]
    pub fn next(&self, failure: &impl Advise, failed: u32) -> Option<Duration> {
        let advice = failure.advice();
        if failed > self.retries || !self.allows_by(&advice) {
            return None;
        }
        let doubled = 2_u32.checked_pow(failed.saturating_sub(1)).unwrap_or(u32::MAX);
        Some(advice.retry_after.unwrap_or(self.first_delay.saturating_mul(doubled).min(self.longest_delay)))
    }

    fn allows_by(&self, advice: &Advice) -> bool {
        let helps = match advice.retry {
            Retry::Never => false,
            Retry::After => true,
            Retry::Poll => self.polls,
            Retry::Unknown => {
                advice.retry_after.is_some() || advice.status.is_some_and(|status| PASSING.contains(&status))
            }
        };
        let harmless = self.idempotent || advice.applied == Applied::No;
        helps && harmless && advice.retry_after.is_none_or(|delay| delay <= self.longest_delay)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
