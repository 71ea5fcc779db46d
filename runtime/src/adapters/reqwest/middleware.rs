//! The retry policy as a middleware of [`reqwest-middleware`](https://docs.rs/reqwest-middleware).
//!
//! The middleware reads the body of an error, decodes it and decides by the advice of table and response. The caller gets the response of the
//! last attempt as it arrived, and turns it into a typed error:
//!
//! ```
//! use errspec::RetryPolicy;
//! use errspec::reqwest::middleware::RetryMiddleware;
//! use errspec::reqwest::{Failure, ResponseExt};
//! use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
//!
//! # mod demo { #[errspec::table("specs/flanks.toml")] pub enum FlanksError {} }
//! # use demo::FlanksError;
//! fn patient(client: reqwest::Client) -> ClientWithMiddleware {
//!     let retries = RetryMiddleware::<FlanksError, _>::new(RetryPolicy::new(), tokio::time::sleep);
//!     ClientBuilder::new(client).with(retries).build()
//! }
//!
//! async fn status(client: &ClientWithMiddleware, url: &str) -> Result<String, Box<dyn std::error::Error>> {
//!     let response = client.get(url).send().await?.or_error::<FlanksError>().await?;
//!     Ok(response.text().await?)
//! }
//! # let _ = (patient, status);
//! ```
//!
//! The `RetryTransientMiddleware` of `reqwest-retry` cannot do this: its strategy gets the status and the headers of a response, but not its
//! body, and its delay is not that of the response.
//!
//! # Which calls are made again
//!
//! A call with an idempotent method (`GET`, `HEAD`, `OPTIONS`, `TRACE`, `PUT`, `DELETE`; RFC 9110, section 9.2.2) is retried also if it may
//! have taken effect, and any other by the policy. A request with a policy of its own among its extensions
//! (`RequestBuilder::with_extension(RetryPolicy::idempotent())`) is retried by that one. A request whose body is a stream is sent once.

use alloc::boxed::Box;
use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::ops::Deref;
use core::pin::Pin;
use core::time::Duration;

use ::http::Extensions;
use ::reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};

use super::advice::transport_advice;
use super::body::{Reading, read, rebuild_begun, rebuild_broken, rebuild_whole};
use super::failure::Incomplete;
use super::outcome::{DEFAULT_LIMIT, is_forwarded_unread};
use crate::attempts::Attempts;
use crate::retry_budget::RetryBudget;
use crate::retry_policy::{Advice, RetryPolicy};
use crate::spec::Decode;

/// A middleware that retries calls by a [`RetryPolicy`], which may be within a [`RetryBudget`].
///
/// `S` is the function that waits, such as `tokio::time::sleep`. The [module](crate::reqwest::middleware) has an example.
pub struct RetryMiddleware<E, S, B = &'static RetryBudget> {
    policy: RetryPolicy,
    budget: Option<B>,
    sleep: S,
    error: PhantomData<fn() -> E>,
}

impl<E, S> RetryMiddleware<E, S> {
    /// Creates a middleware, with the function that waits.
    pub const fn new(policy: RetryPolicy, sleep: S) -> Self {
        Self { policy, budget: None, sleep, error: PhantomData }
    }
}

impl<E, S, B: Deref<Target = RetryBudget>> RetryMiddleware<E, S, B> {
    /// Creates a middleware whose calls share a budget: a `&'static` reference or an `Arc`.
    pub const fn within(policy: RetryPolicy, budget: B, sleep: S) -> Self {
        Self { policy, budget: Some(budget), sleep, error: PhantomData }
    }
}

impl<E, S, B> RetryMiddleware<E, S, B>
where
    E: Decode,
    B: Deref<Target = RetryBudget> + Clone,
{
    /// Returns the attempts of a request.
    fn attempts(&self, request: &Request, extensions: &Extensions) -> Attempts<B> {
        let policy = match extensions.get::<RetryPolicy>() {
            Some(own) => *own,
            None if request.method().is_idempotent() => self.policy.for_idempotent(),
            None => self.policy,
        };
        policy.attempts_of(self.budget.clone())
    }

    /// Returns the outcome of an attempt as it was, and the delay before the next one.
    async fn judge(outcome: Result<Response>, attempts: &mut Attempts<B>) -> (Result<Response>, Option<Duration>) {
        let (outcome, advice) = match outcome {
            Ok(response) => {
                let (response, advice) = advice_of::<E>(response).await;
                (Ok(response), advice)
            }
            Err(Error::Reqwest(error)) => {
                let advice = transport_advice(&error);
                (Err(Error::Reqwest(error)), Some(advice))
            }
            // Another middleware refused the call.
            Err(error) => return (Err(error), None),
        };
        let Some(advice) = advice else {
            attempts.succeed();
            return (outcome, None);
        };
        (outcome, attempts.next(&advice))
    }
}

/// Returns the advice of a response, if it is an error, and the response as it arrived.
async fn advice_of<E: Decode>(mut response: Response) -> (Response, Option<Advice>) {
    if is_forwarded_unread::<E>(response.status(), response.headers()) {
        return (response, None);
    }
    let reading = read(&mut response, DEFAULT_LIMIT).await;
    let advice = reading.advice::<E>(response.status(), response.headers(), DEFAULT_LIMIT);
    let Reading { bytes, incomplete } = reading;
    let response = match incomplete {
        None => rebuild_whole(response, bytes),
        Some(Incomplete::Broken(error)) => rebuild_broken(response, bytes, error),
        Some(Incomplete::TooLong | Incomplete::TooSlow) => rebuild_begun(response, bytes),
    };
    (response, advice)
}

impl<E, S, F, B> Middleware for RetryMiddleware<E, S, B>
where
    E: Decode + 'static,
    S: Fn(Duration) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
    B: Deref<Target = RetryBudget> + Clone + Send + Sync + 'static,
{
    fn handle<'s, 'e, 'n, 'f>(
        &'s self,
        mut request: Request,
        extensions: &'e mut Extensions,
        next: Next<'n>,
    ) -> Pin<Box<dyn Future<Output = Result<Response>> + Send + 'f>>
    where
        's: 'f,
        'e: 'f,
        'n: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            let mut attempts = self.attempts(&request, extensions);
            loop {
                let Some(again) = request.try_clone() else { return next.run(request, extensions).await };
                let outcome = next.clone().run(request, extensions).await;
                let (outcome, delay) = Self::judge(outcome, &mut attempts).await;
                let Some(delay) = delay else { return outcome };
                (self.sleep)(delay).await;
                request = again;
            }
        })
    }
}

impl<E, S, B> fmt::Debug for RetryMiddleware<E, S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryMiddleware").field("policy", &self.policy).finish_non_exhaustive()
    }
}
