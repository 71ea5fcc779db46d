//! Retries by [`backon`](https://docs.rs/backon), decided by the table and the response.
//!
//! `backon` waits, and adds jitter. The policy decides which failures are retried and how often, and the failure may lengthen the delay.
//!
//! ```
//! use std::cell::Cell;
//! use std::time::Duration;
//!
//! use backon::Retryable;
//! use errspec::RetryPolicy;
//! use errspec::backon::{adjust, backoff};
//!
//! # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # runtime.block_on(async {
//! let policy = RetryPolicy::idempotent();
//! let calls = Cell::new(0);
//! let call = || async {
//!     calls.set(calls.get() + 1);
//!     if calls.get() < 3 { Err(FlanksError::Incomplete) } else { Ok("the data") }
//! };
//! let data = call
//!     .retry(backoff(policy).with_jitter())
//!     .sleep(|_: Duration| std::future::ready(())) // this example does not wait
//!     .adjust(adjust(policy))
//!     .await;
//! assert_eq!((data, calls.get()), (Ok("the data"), 3));
//! # });
//! ```
//!
//! Any error that implements [`Advise`] can be retried, such as `Failure` of the feature `reqwest`. The blocking retries of
//! `backon` have no `adjust`: there, write a loop with [`Attempts`], or use [`when`], which ignores the delay of the response.
//!
//! Calls that share a [`RetryBudget`] give back what they took:
//!
//! ```
//! use backon::Retryable;
//! use errspec::backon::{adjust_attempts, backoff};
//! use errspec::{RetryBudget, RetryPolicy};
//!
//! # mod demo { #[errspec::table("specs/flanks.toml")] pub enum FlanksError {} }
//! # use demo::FlanksError;
//! static BUDGET: RetryBudget = RetryBudget::new();
//!
//! async fn patiently(call: impl AsyncFn() -> Result<String, FlanksError>) -> Result<String, FlanksError> {
//!     let policy = RetryPolicy::idempotent();
//!     let mut attempts = policy.attempts_within(&BUDGET);
//!     let adjust = adjust_attempts(&mut attempts);
//!     let data = (|| call()).retry(backoff(policy).with_jitter()).adjust(adjust).await?;
//!     attempts.succeed();
//!     Ok(data)
//! }
//! # let _ = patiently(async || Ok(String::new()));
//! ```
//!
//! `runtime/examples/retry.rs` is a whole program.

use core::ops::Deref;
use core::time::Duration;

use ::backon::ExponentialBuilder;

use crate::attempts::Attempts;
use crate::retry_budget::RetryBudget;
use crate::retry_policy::{Advise, RetryPolicy};

/// Returns the delays of the policy as a backoff: the first and the longest delay, and the number of retries. It has no jitter.
///
/// The [module](crate::backon) has an example.
#[must_use]
pub fn backoff(policy: RetryPolicy) -> ExponentialBuilder {
    let (first, longest, retries) = policy.limits();
    let backoff = ExponentialBuilder::default().with_min_delay(first).with_max_delay(longest);
    backoff.with_max_times(usize::try_from(retries).unwrap_or(usize::MAX))
}

/// Returns the condition for [`Retry::when`](::backon::Retry::when): `true` if the policy allows a retry of the failure, up to its number
/// of retries.
///
/// The function counts the failures of one call. [`adjust`] needs no such condition beside it.
pub fn when<F: Advise>(policy: RetryPolicy) -> impl FnMut(&F) -> bool + Clone + Send + Sync {
    let mut attempts = policy.attempts();
    move |failure| attempts.next(failure).is_some()
}

/// Returns the function for [`Retry::adjust`](::backon::Retry::adjust): the delay of `backon`, or the delay that the failure asks for if
/// that is longer; `None` if the policy does not allow a retry.
///
/// The function counts the failures of one call. The smaller number of retries counts, that of the policy or of `backon`;
/// [`backoff`] has that of the policy.
///
/// The [module](crate::backon) has an example.
pub fn adjust<F: Advise>(
    policy: RetryPolicy,
) -> impl FnMut(&F, Option<Duration>) -> Option<Duration> + Clone + Send + Sync {
    let mut attempts = policy.attempts();
    move |failure, own| attempts.next_after(failure, own?)
}

/// Does the same as [`adjust`], for attempts that are within a [`RetryBudget`].
///
/// The [module](crate::backon) has an example.
pub fn adjust_attempts<F: Advise, B: Deref<Target = RetryBudget>>(
    attempts: &mut Attempts<B>,
) -> impl FnMut(&F, Option<Duration>) -> Option<Duration> {
    move |failure, own| attempts.next_after(failure, own?)
}
