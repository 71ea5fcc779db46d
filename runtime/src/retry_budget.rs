//! The retry budget.

use core::sync::atomic::{AtomicU32, Ordering};

use crate::retry_policy::Advice;

/// A budget of retries that many calls share, so that retries do not keep an overloaded server down.
///
/// The budget holds tokens. A retry takes some, more if the call timed out, and a call that succeeds gives some back. When there are not
/// enough, failures are not retried. As in the SDKs of AWS, there are 500 tokens at first, a retry takes 5, or 10 after a timeout, and a
/// success gives back 1, or what its last retry took: a server that fails is retried 100 times, and then once for five calls that succeed.
///
/// ```
/// use errspec::{RetryBudget, RetryPolicy};
///
/// # mod demo { #[errspec::table("specs/flanks.toml")] pub enum FlanksError {} }
/// # use demo::FlanksError;
/// static BUDGET: RetryBudget = RetryBudget::new();
///
/// fn call_patiently(call: impl Fn() -> Result<String, FlanksError>) -> Result<String, FlanksError> {
///     let mut attempts = RetryPolicy::idempotent().attempts_within(&BUDGET);
///     loop {
///         match call() {
///             Ok(data) => {
///                 attempts.succeed();
///                 return Ok(data);
///             }
///             Err(failure) => match attempts.next(&failure) {
///                 Some(delay) => std::thread::sleep(delay),
///                 None => return Err(failure),
///             },
///         }
///     }
/// }
/// # assert!(call_patiently(|| Err(FlanksError::MethodNotAllowed)).is_err());
/// # assert_eq!(BUDGET.available(), 500);
/// ```
///
/// The tokens are one atomic number. Share the budget as a `static`, by reference, or in an `Arc`.
#[derive(Debug)]
pub struct RetryBudget {
    tokens: AtomicU32,
    capacity: u32,
    retry_cost: u32,
    timeout_cost: u32,
    refund: u32,
}

impl RetryBudget {
    /// Creates a budget of 500 tokens.
    #[must_use]
    pub const fn new() -> Self {
        Self { tokens: AtomicU32::new(500), capacity: 500, retry_cost: 5, timeout_cost: 10, refund: 1 }
    }

    /// Sets the number of tokens at first, which is also the largest number.
    ///
    /// ```
    /// use errspec::RetryBudget;
    ///
    /// // Two retries in all, and one more for each success without one.
    /// let budget = RetryBudget::new().capacity(2).retry_cost(1).timeout_cost(1).refund(1);
    /// assert_eq!(budget.available(), 2);
    /// ```
    #[must_use]
    pub const fn capacity(self, tokens: u32) -> Self {
        Self { tokens: AtomicU32::new(tokens), capacity: tokens, ..self }
    }

    /// Sets the tokens that a retry takes.
    #[must_use]
    pub const fn retry_cost(self, tokens: u32) -> Self {
        Self { retry_cost: tokens, ..self }
    }

    /// Sets the tokens that the retry of a call that timed out takes.
    #[must_use]
    pub const fn timeout_cost(self, tokens: u32) -> Self {
        Self { timeout_cost: tokens, ..self }
    }

    /// Sets the tokens that a call gives back if its first attempt succeeds.
    #[must_use]
    pub const fn refund(self, tokens: u32) -> Self {
        Self { refund: tokens, ..self }
    }

    /// Returns the number of tokens.
    pub fn available(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Takes the tokens of a retry, and returns their number; `None` if there are not enough.
    pub(crate) fn withdraw(&self, advice: &Advice) -> Option<u32> {
        // The status is 504 if a gateway waits too long for a server, and 408 if a server waits too long for its client.
        let timed_out = advice.timed_out || matches!(advice.status, Some(408 | 504));
        let cost = if timed_out { self.timeout_cost } else { self.retry_cost };
        self.update(|tokens| tokens.checked_sub(cost)).then_some(cost)
    }

    /// Returns the tokens of the last retry of a call to the budget; `None` for a call without a retry.
    pub(crate) fn deposit(&self, taken: Option<u32>) {
        let given = taken.unwrap_or(self.refund);
        self.update(|tokens| Some(tokens.saturating_add(given).min(self.capacity)));
    }

    fn update(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        // No other memory depends on the number, so the order of its changes is enough.
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new()
    }
}
