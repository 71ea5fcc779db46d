//! The errors of the service.

use errspec::Encoder;
use errspec::axum::{Rejection, RejectionKind};

#[errspec::table("specs/accounts.toml", axum, utoipa)]
pub enum AccountError {}

#[errspec::table("specs/payments.toml", axum, utoipa)]
pub enum PaymentError {}

/// The errors of a payment, which are of both tables.
#[derive(Debug, errspec::Error)]
#[errspec(axum, utoipa)]
pub enum PayError {
    /// An error of the account.
    #[errspec(transparent)]
    Account(#[from] AccountError),
    /// An error of the payment itself.
    #[errspec(transparent)]
    Payment(#[from] PaymentError),
}

/// Returns the error for a request that axum rejects, or whose handling it ends. Both tables have it, with the same body.
pub(crate) fn rejected(rejection: Rejection) -> Encoder<'static, AccountError> {
    let error = match rejection.kind() {
        RejectionKind::NotFound => AccountError::NoSuchPath,
        RejectionKind::MethodNotAllowed => AccountError::MethodNotAllowed,
        RejectionKind::TooLarge => AccountError::TooLarge,
        RejectionKind::MediaType => AccountError::MediaType,
        RejectionKind::Unavailable => AccountError::Timeout, // the 503 of the layer for timeouts
        _ if rejection.status() >= 500 => AccountError::Internal, // also a panic
        _ => AccountError::InvalidRequest,
    };
    let detail = rejection.field().map(|field| AccountErrorDetail::new(field, rejection.to_string()));
    error.into_encoder().details(detail)
}

/// The errors of the accounts as the service had them before.
#[derive(Debug, errspec::Error)]
#[errspec("specs/accounts.toml", partial, axum, utoipa)]
pub enum StoredAccountError {
    /// The values of the request are wrong.
    InvalidRequest {
        /// Each of them.
        #[errspec(details)]
        problems: Vec<StoredAccountErrorDetail>,
    },
    /// There is no such account.
    AccountNotFound(u32),
    /// The database failed.
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] std::io::Error),
    /// A file of the configuration is wrong.
    #[errspec(entry = "INTERNAL", also)]
    Configuration(#[errspec(skip)] String),
}
