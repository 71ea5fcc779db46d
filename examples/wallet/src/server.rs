//! The service.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Json, Path, Query};
use axum::http::StatusCode;
use axum::routing::{get, post};
use errspec::Encoder;
use errspec::axum::{ErrorLayer, Extract};
use errspec::problem::Negotiated;
use errspec::utoipa::Components;
use serde::Deserialize;
use tower_http::timeout::TimeoutLayer;
use utoipa::{IntoParams, OpenApi};

use crate::api::{Account, NewAccount, NewPayment, Payment};
use crate::errors::{AccountError, PayError, PaymentError, PaymentErrorDetail, rejected};

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Returns the service. It ends a request that takes longer than `limit`.
pub fn app(limit: Duration) -> Router {
    let errors = ErrorLayer::new()
        .request_id_header("x-request-id")
        .request_id_with(|_| Some(format!("req_{}", REQUESTS.fetch_add(1, Ordering::Relaxed))))
        .rejections_with(rejected)
        .negotiate();
    Router::new()
        .route("/accounts", get(list).post(open))
        .route("/accounts/{id}", get(account))
        .route("/payments", post(pay))
        .layer(DefaultBodyLimit::max(1000))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limit))
        .layer(errors) // last, so that it sees what the others send
}

/// The description of the service.
#[derive(Debug, OpenApi)]
#[openapi(paths(list, open, account, pay), modifiers(&Components))]
pub struct Api;

#[utoipa::path(post, path = "/accounts", request_body = NewAccount,
    responses((status = 201, description = "The account", body = Account), Negotiated<AccountError>))]
async fn open(Extract(Json(new)): Extract<Json<NewAccount>>) -> Result<(StatusCode, Json<Account>), AccountError> {
    match new.email.as_str() {
        "ada@wallet.example" => Err(AccountError::email_taken(new.email)),
        _ => Ok((StatusCode::CREATED, Json(Account { id: 1, email: new.email }))),
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    limit: usize,
}

#[utoipa::path(get, path = "/accounts", params(Page),
    responses((status = 200, description = "The accounts", body = [Account]), Negotiated<AccountError>))]
async fn list(Extract(Query(page)): Extract<Query<Page>>) -> Json<Vec<Account>> {
    let ada = Account { id: 1, email: "ada@wallet.example".to_owned() };
    Json(Vec::from_iter(Some(ada).filter(|_| page.limit > 0)))
}

#[utoipa::path(get, path = "/accounts/{id}", params(("id" = u32, Path)),
    responses((status = 200, description = "The account", body = Account), Negotiated<AccountError>))]
async fn account(Extract(Path(id)): Extract<Path<u32>>) -> Result<Json<Account>, AccountError> {
    match find(id)? {
        account if account.email.is_empty() => unreachable!("a panic is answered, too"),
        account if account.id == 3 => std::future::pending().await, // so is what never ends
        account => Ok(Json(account)),
    }
}

fn find(id: u32) -> Result<Account, AccountError> {
    match id {
        1 | 3 => Ok(Account { id, email: "ada@wallet.example".to_owned() }),
        2 => Ok(Account { id, email: String::new() }),
        _ => Err(AccountError::account_not_found(id)),
    }
}

#[utoipa::path(post, path = "/payments", request_body = NewPayment,
    responses((status = 201, description = "The payment", body = Payment), Negotiated<PayError>))]
async fn pay(
    Extract(Json(new)): Extract<Json<NewPayment>>,
) -> Result<(StatusCode, Json<Payment>), Encoder<'static, PayError>> {
    let account = find(new.account).map_err(PayError::from)?;
    check(&new).map_err(|error| error.map(PayError::from))?;
    transfer(&new).map_err(PayError::from)?;
    Ok((StatusCode::CREATED, Json(Payment { account: account.id, amount: new.amount })))
}

/// Checks all values, and lists those that are wrong.
fn check(new: &NewPayment) -> Result<(), Encoder<'static, PaymentError>> {
    let negative = (new.amount < 0.0).then(|| PaymentErrorDetail::new("amount", "is negative"));
    let unnamed = new.purpose.is_empty().then(|| PaymentErrorDetail::new("purpose", "is missing"));
    let details: Vec<_> = negative.into_iter().chain(unnamed).collect();
    if details.is_empty() { Ok(()) } else { Err(PaymentError::InvalidPayment.into_encoder().details(details)) }
}

fn transfer(new: &NewPayment) -> Result<(), PaymentError> {
    match new.purpose.as_str() {
        "yacht" => Err(PaymentError::insufficient_funds(new.amount)),
        "tips" => Err(PaymentError::rate_limited(60, 0)),
        "rent" => Err(PaymentError::BankDown),
        _ => Ok(()),
    }
}
