//! Tables that extend others, in the attribute and the derive.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use errspec::Unknown;

#[errspec::table("./tables/extends.toml")]
pub enum OrdersError {}

#[derive(Debug, PartialEq, errspec::Error)]
#[errspec("./tables/extends.toml")]
enum Failure {
    SoldOut {
        left: i64,
    },
    Maintenance {
        until: String,
    },
    RateLimited {
        limit: i64,
    },
    #[errspec(unknown)]
    Other(Unknown),
}

const RATE_LIMITED: &[u8] = br#"{
    "error": {
        "code": 42, "message": "Slow down: 60 requests a minute", "wait": 7,
        "problems": [{"field": "rate", "reason": "too high"}]
    },
    "region": "eu"
}"#;

#[test]
fn the_enum_has_the_shared_entries_fields_and_details() {
    let decoded = OrdersError::decode(429, RATE_LIMITED);
    assert_eq!(*decoded.error(), OrdersError::RateLimited { limit: 60 });
    assert_eq!(decoded.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(decoded.field("region").unwrap().as_str(), Some("eu"));
    let detail = decoded.details().remove(0);
    assert_eq!((detail.field.as_deref(), detail.reason.as_deref()), (Some("rate"), Some("too high")));
    let docs = OrdersError::RateLimited { limit: 1 }.docs_url();
    assert_eq!(docs.as_deref(), Some("https://docs.acme.test/errors/RATE_LIMITED"));
}

#[test]
fn an_own_entry_replaces_a_shared_one() {
    let body = br#"{"error":{"message":"Orders are closed until noon","code":50}}"#;
    let error = OrdersError::Maintenance { until: "noon".to_owned() };
    assert_eq!(*OrdersError::decode(503, body).error(), error);
    assert_eq!(error.encode(), body);
}

#[test]
fn a_derived_type_has_the_shared_entries() {
    assert_eq!(*Failure::decode(429, RATE_LIMITED).error(), Failure::RateLimited { limit: 60 });
    let body = br#"{"error":{"code":"sold_out","message":"Only 2 left"}}"#;
    assert_eq!(*Failure::decode(409, body).error(), Failure::SoldOut { left: 2 });
    assert_eq!(Failure::Maintenance { until: "noon".to_owned() }.to_string(), "Orders are closed until noon");
}
