#![deny(warnings)]

/// The errors of two services, one of which has a deprecated entry.
#[errspec::table("../tables/small.toml", "../tables/parts/depot.toml", boxed)]
pub(crate) enum ServiceError {}

/// The same entries in two tables.
#[errspec::table("../tables/shop.toml", "../tables/store.toml", no_constructors)]
enum SameError {}

fn main() {
    let error = ServiceError::not_found("7");
    assert_eq!(error.entry().unwrap().table(), "depot");
    assert_eq!(ServiceError::decode(503, r#"{"code": 9}"#).error().name(), "CLOSED");
    let detail: ServiceErrorDetail = ServiceErrorDetail::new("issue");
    let body = ServiceError::Processing.encoder().details([detail.clone()]).body();
    assert_eq!(ServiceError::decode(400, &body).details(), [detail]);
    assert_eq!(SameError::Internal.entry().unwrap().table(), "shop");
    assert_eq!(SameError::entries().len(), 8);
    match (SameError::Conflict { message: String::new() }) {
        SameError::NotFound { .. } | SameError::RateLimited { .. } | SameError::Conflict { .. } => {}
        SameError::Internal | SameError::Unknown(_) => {}
    }
}
