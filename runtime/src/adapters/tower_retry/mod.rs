//! The retry policy as the policy of [`tower`](https://docs.rs/tower)'s `Retry`.
//!
//! The layer stands outside of what turns a response into an error: the error of the inner service has [advice](Advise), such as `Failure` of
//! the feature `reqwest`.
//!
//! ```
//! use errspec::RetryPolicy;
//! use errspec::reqwest::{Failure, ResponseExt};
//! use errspec::tower_retry::Retries;
//! use tower::retry::RetryLayer;
//! use tower::{Service, ServiceBuilder, ServiceExt, service_fn};
//!
//! # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
//! # async fn call(client: reqwest::Client, url: String) -> Result<(), Failure<FlanksError>> {
//! let get = service_fn(move |url: String| {
//!     let client = client.clone();
//!     async move { client.get(url).send().await?.or_error::<FlanksError>().await }
//! });
//! let retries = Retries::new(RetryPolicy::idempotent(), tokio::time::sleep);
//! let mut service = ServiceBuilder::new().layer(RetryLayer::new(retries)).service(get);
//! let response = service.ready().await?.call(url).await?;
//! # drop(response);
//! # Ok(())
//! # }
//! # let _ = call;
//! ```
//!
//! A call may be made several times, so its request is cloned. Use [`RetryPolicy::new`] for a service whose calls must not take effect twice.
//! A response that is an error, but a success of the service, is not seen: no layer may read the body that the caller wants to read.
//!
//! `runtime/examples/tower_retry.rs` is a whole program.

use core::ops::Deref;
use core::time::Duration;

use ::tower::retry::Policy;

use crate::attempts::Attempts;
use crate::retry_budget::RetryBudget;
use crate::retry_policy::{Advise, RetryPolicy};

/// The retries of a service by a [`RetryPolicy`], which may be within a [`RetryBudget`].
///
/// `S` is the function that waits, such as `tokio::time::sleep`. The [module](crate::tower_retry) has an example.
#[derive(Debug, Clone)]
pub struct Retries<S, B = &'static RetryBudget> {
    /// The attempts of the current call. `tower` clones the policy for each call.
    attempts: Attempts<B>,
    sleep: S,
}

impl<S> Retries<S> {
    /// Creates the retries of a service, with the function that waits.
    pub const fn new(policy: RetryPolicy, sleep: S) -> Self {
        Self { attempts: policy.attempts(), sleep }
    }
}

impl<S, B: Deref<Target = RetryBudget>> Retries<S, B> {
    /// Creates the retries of a service that shares a budget: a reference or an `Arc`.
    ///
    /// ```
    /// use std::future::{Ready, ready};
    /// use std::sync::Arc;
    /// use std::time::Duration;
    /// use errspec::{RetryBudget, RetryPolicy};
    /// use errspec::tower_retry::Retries;
    ///
    /// // For a test: the service does not wait.
    /// let sleep: fn(Duration) -> Ready<()> = |_| ready(());
    /// let retries = Retries::within(RetryPolicy::new(), Arc::new(RetryBudget::new()), sleep);
    /// # let _ = retries.clone();
    /// ```
    pub const fn within(policy: RetryPolicy, budget: B, sleep: S) -> Self {
        Self { attempts: policy.attempts_within(budget), sleep }
    }
}

impl<Req, Res, E, S, F, B> Policy<Req, Res, E> for Retries<S, B>
where
    Req: Clone,
    E: Advise,
    S: FnMut(Duration) -> F,
    F: Future<Output = ()>,
    B: Deref<Target = RetryBudget>,
{
    type Future = F;

    fn retry(&mut self, _request: &mut Req, result: &mut Result<Res, E>) -> Option<F> {
        match result {
            Ok(_) => {
                self.attempts.succeed();
                None
            }
            Err(failure) => self.attempts.next(failure).map(&mut self.sleep),
        }
    }

    fn clone_request(&mut self, request: &Req) -> Option<Req> {
        Some(request.clone())
    }
}
