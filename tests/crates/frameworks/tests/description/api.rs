//! A server whose handlers answer with every entry of two tables, and its description.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use errspec::axum::ErrorLayer;
use errspec::problem::Negotiated;
use errspec::tower::{Rejection, RejectionKind};
use errspec::utoipa::{Components, Union};
use utoipa::OpenApi;

#[errspec::table("../../tables/billing.toml", axum, utoipa)]
pub(crate) enum BillingError {}

#[errspec::table("../../tables/orders.toml", axum, utoipa)]
pub(crate) enum OrderError {}

/// Its values are in headers.
#[errspec::table("../../tables/metered.toml", axum, utoipa)]
pub(crate) enum MeteredError {}

/// The description of every operation has the responses that the layer makes of rejections.
impl From<Rejection> for OrderError {
    fn from(rejection: Rejection) -> Self {
        match rejection.kind() {
            RejectionKind::Path | RejectionKind::Query => {
                Self::InvalidParameter { field: rejection.field().map(ToOwned::to_owned) }
            }
            RejectionKind::NotFound => Self::NoRoute,
            _ => Self::Internal,
        }
    }
}

#[derive(serde::Deserialize)]
struct Variation {
    variation: String,
}

pub(crate) fn billing_errors() -> Vec<BillingError> {
    vec![
        BillingError::card_declined("Acme Bank", "limit"),
        BillingError::rate_limited(7),
        BillingError::invalid_order(
            ["a", "b"],
            0.5,
            true,
            r#"{"any": 1}"#.parse::<errspec::Json>().unwrap(),
            "eu",
            "Not valid",
        ),
        BillingError::EmptyOrder { items: None, total: None, paid: None, extra: None, region: Some("eu".to_owned()) },
        BillingError::Broken,
        BillingError::NotFound,
    ]
}

pub(crate) fn order_errors() -> Vec<OrderError> {
    vec![
        OrderError::OrderLocked { order: "7".to_owned() },
        OrderError::InvalidBody { field: Some("items".to_owned()) },
        OrderError::InvalidParameter { field: None },
        OrderError::UnsupportedMediaType,
        OrderError::TooLarge,
        OrderError::NoRoute,
        OrderError::MethodNotAllowed,
        OrderError::Timeout,
        OrderError::TooManyRequests,
        OrderError::Busy,
        OrderError::Internal,
    ]
}

pub(crate) fn metered_errors() -> Vec<MeteredError> {
    vec![
        MeteredError::quota("per day", 0, None::<String>, None),
        MeteredError::closed("noon"),
        MeteredError::moved("/elsewhere", Some("für später".to_owned())),
    ]
}

#[utoipa::path(get, path = "/billing/{number}", params(("number" = usize, Path, maximum = 15), ("variation" = String, Query)),
    responses(Union<(Negotiated<BillingError>, Negotiated<OrderError>)>))]
async fn billing(Path(number): Path<usize>, Query(query): Query<Variation>) -> Response {
    let Some(error) = billing_errors().into_iter().nth(number) else {
        return send_order_error(number.saturating_sub(billing_errors().len()), &query);
    };
    let detail = BillingErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() };
    match query.variation.as_str() {
        "full" => {
            let encoder = error.encoder().request_id("of-the-handler").details([detail]);
            encoder.retry_after(Duration::from_millis(1500)).into_response()
        }
        _ => error.into_response(),
    }
}

#[utoipa::path(get, path = "/orders/{number}", params(("number" = usize, Path, maximum = 15), ("variation" = String, Query)),
    responses(errspec::utoipa::Union<(Negotiated<OrderError>,)>))]
async fn orders(Path(number): Path<usize>, Query(query): Query<Variation>) -> Response {
    send_order_error(number, &query)
}

#[utoipa::path(get, path = "/metered/{number}", params(("number" = usize, Path, maximum = 15), ("variation" = String, Query)),
    responses(Union<(Negotiated<MeteredError>, Negotiated<OrderError>)>))]
async fn metered(Path(number): Path<usize>, Query(query): Query<Variation>) -> Response {
    let Some(error) = metered_errors().into_iter().nth(number) else {
        return send_order_error(number.saturating_sub(metered_errors().len()), &query);
    };
    match query.variation.as_str() {
        "full" => error.encoder().request_id("of-the-handler").retry_after(Duration::from_millis(1500)).into_response(),
        _ => error.into_response(),
    }
}

fn send_order_error(number: usize, query: &Variation) -> Response {
    let error = order_errors().into_iter().nth(number).unwrap_or(OrderError::NoRoute);
    let detail = OrderErrorDetail { field: "items".to_owned(), issue: "missing".to_owned() };
    match query.variation.as_str() {
        "full" => {
            let encoder = error.encoder().request_id("of-the-handler").details([detail]);
            encoder.retry_after(Duration::from_millis(1500)).into_response()
        }
        // The table lists a second status.
        "unprocessable" if matches!(error, OrderError::InvalidBody { .. }) => {
            error.encoder().status(422).into_response()
        }
        _ => error.into_response(),
    }
}

#[derive(OpenApi)]
#[openapi(paths(billing, metered, orders), modifiers(&Components), info(license(name = "MIT", identifier = "MIT")))]
struct Api;

pub(crate) fn description() -> serde_json::Value {
    serde_json::to_value(Api::openapi()).unwrap()
}

pub(crate) async fn serve() -> SocketAddr {
    let app = Router::new()
        .route("/billing/{number}", get(billing))
        .route("/metered/{number}", get(metered))
        .route("/orders/{number}", get(orders))
        .route("/openapi.json", get(async || Json(description())))
        .layer(ErrorLayer::new().request_id_header("x-request-id").rejections::<OrderError>().negotiate());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    address
}
