//! The client of the service.

use errspec::RetryPolicy;
use errspec::reqwest::{Failure, ResponseExt};
use errspec::tracing::{Traced, call_span};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::{Instrument, Level};

use crate::api::{Account, NewAccount, NewPayment, Payment};

#[errspec::table("specs/accounts.toml")]
pub enum AccountError {}

/// The errors of a payment, which are of both tables, as far as a caller tells them apart.
#[derive(Debug, errspec::Error)]
#[errspec("specs/payments.toml", "specs/accounts.toml", partial)]
pub enum PayError {
    /// An amount is missing.
    InsufficientFunds(f64),
    /// There is no such account.
    AccountNotFound(u32),
    /// Values are wrong.
    InvalidPayment {
        /// Each of them.
        #[errspec(details)]
        problems: Vec<PayErrorDetail>,
    },
    /// There were too many payments.
    RateLimited {
        /// The limit for each minute.
        limit: u32,
    },
    /// The bank does not answer.
    BankDown,
    /// Any other error, with its code and message.
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

/// A client of the service.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    address: String,
    policy: RetryPolicy,
}

impl Client {
    /// Creates a client for the service at an address.
    pub fn new(address: impl Into<String>) -> Self {
        Self { http: reqwest::Client::new(), address: address.into(), policy: RetryPolicy::new() }
    }

    /// Sets when a failed call is made again.
    #[must_use]
    pub fn policy(self, policy: RetryPolicy) -> Self {
        Self { policy, ..self }
    }

    /// Opens an account.
    ///
    /// # Errors
    ///
    /// Returns the error of the service, or that of the transport.
    pub async fn open(&self, new: &NewAccount) -> Result<Account, Failure<AccountError>> {
        self.post("/accounts", new).await
    }

    /// Pays.
    ///
    /// # Errors
    ///
    /// Returns the error of the service, or that of the transport.
    pub async fn pay(&self, new: &NewPayment) -> Result<Payment, Failure<PayError>> {
        self.post("/payments", new).await
    }

    /// Makes a call, and makes it again as the policy says. A failure is recorded in the span of the call.
    async fn post<T: DeserializeOwned, E: errspec::Decode>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure<E>> {
        let span = call_span!(Level::INFO, "wallet", path);
        let mut attempts = self.policy.attempts();
        loop {
            let failure = match self.post_once(path, body).instrument(span.clone()).await {
                Ok(value) => return Ok(value),
                Err(failure) => failure,
            };
            let Some(delay) = attempts.next(&failure) else {
                failure.record(&span);
                return Err(failure);
            };
            tokio::time::sleep(delay).await;
        }
    }

    async fn post_once<T: DeserializeOwned, E: errspec::Decode>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure<E>> {
        let response = self.http.post(format!("{}{path}", self.address)).json(body).send().await?;
        Ok(response.or_error::<E>().await?.json().await?)
    }
}
