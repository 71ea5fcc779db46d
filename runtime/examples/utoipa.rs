//! An OpenAPI description whose error responses come from tables.
//!
//! ```sh
//! cargo run -p errspec --example utoipa --features utoipa
//! ```

#![allow(dead_code, reason = "only the descriptions of the handlers are used")]

use errspec::utoipa::{Components, Union};
use utoipa::OpenApi;

#[errspec::table("specs/frankieone.toml", utoipa)]
pub enum FrankieOneError {}

#[errspec::table("specs/billing.toml", utoipa)]
pub enum BillingError {}

#[utoipa::path(get, path = "/entities/{id}", params(("id" = String, Path)), responses(FrankieOneError))]
async fn entity() {}

/// A status that both types have is one response, with the entries of both.
#[utoipa::path(
    post,
    path = "/entities/{id}/payments",
    params(("id" = String, Path)),
    responses((status = 204, description = "Paid"), Union<(FrankieOneError, BillingError)>)
)]
async fn pay() {}

#[derive(OpenApi)]
#[openapi(info(title = "Entities", version = "1", license(name = "MIT", identifier = "MIT")), paths(entity, pay), modifiers(&Components))]
struct Api;

fn main() -> Result<(), serde_json::Error> {
    println!("{}", serde_json::to_string_pretty(&Api::openapi())?);
    Ok(())
}
