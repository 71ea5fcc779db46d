//! Retries by [`backon`](https://docs.rs/backon), decided by the table and the response.
//!
//! `backon` sets the number of retries and the jitter. The policy decides which failures are retried, and the failure gives the
//! delay.
//!
//! ```
//! use std::cell::Cell;
//! use std::time::Duration;
//!
//! use backon::{ExponentialBuilder, Retryable};
//! use errspec::RetryPolicy;
//! use errspec::backon::{adjust, when};
//!
//! # #[errspec::table("../../../../specs/flanks.toml")] pub enum FlanksError {}
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # runtime.block_on(async {
//! let policy = RetryPolicy::idempotent();
//! let calls = Cell::new(0);
//! let call = || async {
//!     calls.set(calls.get() + 1);
//!     if calls.get() < 3 { Err(FlanksError::Incomplete) } else { Ok("the data") }
//! };
//! let data = call
//!     .retry(ExponentialBuilder::default().with_jitter())
//!     .sleep(|_: Duration| std::future::ready(())) // this example does not wait
//!     .when(when(policy))
//!     .adjust(adjust(policy))
//!     .await;
//! assert_eq!((data, calls.get()), (Ok("the data"), 3));
//! # });
//! ```
//!
//! Any error that implements [`Advise`] can be retried, such as `Failure` of the feature `reqwest`. The blocking retries of
//! `backon` have no `adjust`: there, write a loop with [`RetryPolicy::next`].
//!
//! `runtime/examples/retry.rs` is a whole program.

use core::time::Duration;

use crate::retry_policy::{Advise, RetryPolicy};

/// Returns the condition for [`Retry::when`](::backon::Retry::when): `true` if the policy allows a retry of the failure.
///
/// The [module](crate::backon) has an example.
pub fn when<F: Advise>(policy: RetryPolicy) -> impl Fn(&F) -> bool + Clone + Send + Sync {
    move |failure| policy.allows(failure)
}

/// Returns the function for [`Retry::adjust`](::backon::Retry::adjust): the delay that the failure asks for, else the delay of
/// `backon`.
///
/// A delay that the failure asks for has no jitter. The number of retries is always that of `backon`. The function also stops
/// at a failure that the policy does not allow, so [`when`] is not needed beside it.
///
/// The [module](crate::backon) has an example.
pub fn adjust<F: Advise>(
    policy: RetryPolicy,
) -> impl Fn(&F, Option<Duration>) -> Option<Duration> + Clone + Send + Sync {
    move |failure, own| {
        let own = own.filter(|_| policy.allows(failure))?;
        Some(failure.advice().retry_after.unwrap_or(own))
    }
}
