//! The bodies that the service and its client exchange.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An account to open.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewAccount {
    /// The address of the owner.
    pub email: String,
}

/// An account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// Its number.
    pub id: u32,
    /// The address of the owner.
    pub email: String,
}

/// A payment to make.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewPayment {
    /// The number of the account.
    pub account: u32,
    /// The amount.
    pub amount: f64,
    /// The text for the recipient.
    pub purpose: String,
}

/// A payment that was made.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Payment {
    /// The number of the account.
    pub account: u32,
    /// The amount.
    pub amount: f64,
}
