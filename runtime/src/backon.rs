//! Retries by [`backon`](https://docs.rs/backon), as the table and the response say.
//!
//! `backon` says how often and with what jitter; the policy says what is tried again, and the failure when.
//!
//! ```
//! use std::cell::Cell;
//! use std::time::Duration;
//!
//! use backon::{ExponentialBuilder, Retryable};
//! use errspec::RetryPolicy;
//! use errspec::backon::{adjust, when};
//!
//! # #[errspec::table("../../specs/flanks.toml")] pub enum FlanksError {}
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
//!     .sleep(|_: Duration| std::future::ready(())) // a test need not wait
//!     .when(when(policy))
//!     .adjust(adjust(policy))
//!     .await;
//! assert_eq!((data, calls.get()), (Ok("the data"), 3));
//! # });
//! ```
//!
//! A `Failure` of the feature `reqwest` will do as well, and any other error that is [`Advise`]. The blocking retries of `backon`
//! know no `adjust`: there, [`RetryPolicy::next`] drives a loop of your own.

use core::time::Duration;

use crate::{Advise, RetryPolicy};

/// For [`Retry::when`](::backon::Retry::when): whether the policy has a failure tried again.
pub fn when<F: Advise>(policy: RetryPolicy) -> impl Fn(&F) -> bool + Clone + Send + Sync {
    move |failure| policy.allows(failure)
}

/// For [`Retry::adjust`](::backon::Retry::adjust): the delay that a failure asks for instead of `backon`'s, which it is not
/// where the failure asks for none. Where `backon` has no more of them, there are no more retries, whatever is asked for.
///
/// What is asked for has no jitter.
pub fn adjust<F: Advise>(
    policy: RetryPolicy,
) -> impl Fn(&F, Option<Duration>) -> Option<Duration> + Clone + Send + Sync {
    move |failure, own| {
        let own = own.filter(|_| policy.allows(failure))?;
        Some(failure.advice().retry_after.unwrap_or(own))
    }
}
