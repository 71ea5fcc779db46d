//! The attempts of one call.

use core::ops::Deref;
use core::time::Duration;

use crate::retry_budget::RetryBudget;
use crate::retry_policy::{Advise, RetryPolicy};

/// The attempts of one call by a [`RetryPolicy`], which may be within a [`RetryBudget`].
///
/// ```
/// use std::time::Duration;
/// use errspec::RetryPolicy;
///
/// # mod demo { #[errspec::table("specs/flanks.toml")] pub enum FlanksError {} }
/// # use demo::FlanksError;
/// let mut attempts = RetryPolicy::new().retries(2).attempts();
/// assert_eq!(attempts.next(&FlanksError::Processing), Some(Duration::from_millis(500)));
/// assert_eq!(attempts.next(&FlanksError::Processing), Some(Duration::from_secs(1)));
/// assert_eq!(attempts.next(&FlanksError::Processing), None);
/// assert_eq!(attempts.failed(), 3);
/// ```
#[derive(Debug, Clone)]
pub struct Attempts<B = &'static RetryBudget> {
    policy: RetryPolicy,
    budget: Option<B>,
    failed: u32,
    /// The tokens that the last retry took from the budget.
    taken: Option<u32>,
}

impl RetryPolicy {
    /// Returns the attempts of one call.
    #[must_use]
    pub const fn attempts(self) -> Attempts {
        Attempts { policy: self, budget: None, failed: 0, taken: None }
    }

    /// Returns the attempts of one call, which take their retries from a budget: a reference or an `Arc`.
    ///
    /// [`RetryBudget`] has an example.
    #[must_use]
    pub const fn attempts_within<B: Deref<Target = RetryBudget>>(self, budget: B) -> Attempts<B> {
        Attempts { policy: self, budget: Some(budget), failed: 0, taken: None }
    }

    /// Returns the attempts of one call, with or without a budget.
    #[cfg(feature = "reqwest-middleware")]
    pub(crate) const fn attempts_of<B>(self, budget: Option<B>) -> Attempts<B> {
        Attempts { policy: self, budget, failed: 0, taken: None }
    }
}

impl<B: Deref<Target = RetryBudget>> Attempts<B> {
    /// Counts a failed attempt, and returns the delay before the next one; `None` if the call is not retried: by the policy, or because
    /// the budget has not enough tokens.
    #[must_use]
    pub fn next(&mut self, failure: &impl Advise) -> Option<Duration> {
        let own = self.policy.own_delay(self.failed.saturating_add(1));
        self.next_after(failure, own)
    }

    /// Does the same as [`next`](Self::next), with another delay in place of the policy's own.
    pub(crate) fn next_after(&mut self, failure: &impl Advise, own: Duration) -> Option<Duration> {
        let advice = failure.advice();
        self.failed = self.failed.saturating_add(1);
        let delay = self.policy.delay(&advice, self.failed, own)?;
        if let Some(budget) = &self.budget {
            self.taken = Some(budget.withdraw(&advice)?);
        }
        Some(delay)
    }

    /// Ends the call with a success, which gives tokens back to the budget. The next call begins with its first attempt.
    pub fn succeed(&mut self) {
        let taken = self.taken.take();
        if let Some(budget) = &self.budget {
            budget.deposit(taken);
        }
        self.failed = 0;
    }

    /// Returns the number of attempts that have failed.
    pub fn failed(&self) -> u32 {
        self.failed
    }
}
