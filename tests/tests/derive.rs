//! Error types of the user that the derive maps to tables.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, dead_code, missing_docs)]

use std::error::Error as _;
use std::io;

use errspec::{AsField, Code, Decode, FromField, ListedError, Retry, Spec, Unknown, Value, kind};

/// The errors of a server, with a variant for every entry.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml")]
enum BillingError {
    InvalidRequest,
    NotFound,
    MethodNotAllowed,
    CardDeclined {
        reason: Reason,
    },
    InvoiceNotFound(u64),
    RateLimited {
        limit: u32,
        remaining: Option<u32>,
    },
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] io::Error),
}

/// A user's own type as a field.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reason {
    Expired,
    NoMoney,
}

impl AsField<kind::Text> for Reason {
    fn as_field(&self) -> Option<Value<'_>> {
        Some(Value::from(match self {
            Self::Expired => "expired",
            Self::NoMoney => "not enough money",
        }))
    }
}

impl FromField<kind::Text> for Reason {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value?.as_str()? {
            "expired" => Some(Self::Expired),
            "not enough money" => Some(Self::NoMoney),
            _ => None,
        }
    }
}

/// The errors of a client: some entries of the same table and of another, and a variant for unknown errors.
#[derive(Debug, Clone, PartialEq, errspec::Error)]
#[errspec("../../specs/billing.toml", "../../specs/flanks.toml", partial)]
enum Payment {
    CardDeclined {
        reason: Reason,
    },
    RateLimited {
        remaining: Option<u8>,
        #[errspec(field = "limit")]
        most: u64,
    },
    #[errspec(entry = "flanks::PROCESSING")]
    Wait,
    #[errspec(unknown)]
    Other(Unknown),
}

/// An error with a generic source, and transparent variants.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum Step<E> {
    Internal(#[source] E),
    #[errspec(transparent)]
    Billing(#[from] BillingError),
    #[errspec(transparent)]
    Nested(Box<Step<E>>),
}

/// An error whose source is another of its own type. Its parameter need not be declared `'static`.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum Attempt<K: std::fmt::Debug> {
    NotFound {
        #[errspec(skip)]
        key: K,
    },
    #[errspec(entry = "INTERNAL")]
    Again {
        #[source]
        last: Box<Attempt<K>>,
    },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", entry = "INVOICE_NOT_FOUND")]
struct NoInvoice {
    number: i64,
}

fn json(body: &[u8]) -> serde_json::Value {
    serde_json::from_slice(body).unwrap()
}

#[test]
fn the_table_gives_message_code_status_and_body() {
    let error = BillingError::RateLimited { limit: 60, remaining: Some(0) };
    assert_eq!(error.to_string(), "Too many requests; the limit is 60 per minute.");
    assert_eq!((error.name(), error.code(), error.status()), ("RATE_LIMITED", Some("rate_limited".into()), Some(429)));
    assert_eq!((error.retry(), error.causes().len()), (Retry::After, 1));
    assert_eq!(error.docs_url().unwrap(), "https://billing.example/errors#RATE_LIMITED");
    let response = error.encode_response();
    let header = |name: &str| response.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    assert_eq!((header("retry-after"), header("x-ratelimit-remaining")), (Some("30"), Some("0")));
    let written = serde_json::json!({"error": {"code": "rate_limited", "message": error.to_string()}});
    assert_eq!(json(&response.body), written);
}

#[test]
fn a_generic_error_can_be_the_source_of_another_of_its_type() {
    let error = Attempt::Again { last: Box::new(Attempt::NotFound { key: 7 }) };
    let source = std::error::Error::source(&error).unwrap();
    let source = source.downcast_ref::<Box<Attempt<i32>>>().unwrap();
    assert!(matches!(**source, Attempt::NotFound { key: 7 }));
    assert_eq!(error.status(), Some(500));
}

#[test]
fn details_have_the_type_that_the_table_declares() {
    let details = [BillingErrorDetail::new("card.number", "too short"), BillingErrorDetail::new("card.cvc", "missing")];
    let body = BillingError::InvalidRequest.encoder().request_id("req_1").details(details).body();
    assert_eq!(
        json(&body),
        serde_json::json!({"error": {
            "code": "invalid_request", "message": "The request is not valid.", "request_id": "req_1",
            "details": [{"field": "card.number", "issue": "too short"}, {"field": "card.cvc", "issue": "missing"}],
        }})
    );
}

#[test]
fn an_integer_beyond_i64_is_written_exactly() {
    let error = BillingError::InvoiceNotFound(u64::MAX);
    assert_eq!(error.to_string(), "There is no invoice 18446744073709551615.");
}

#[test]
fn source_returns_the_marked_field() {
    let error = BillingError::from(io::Error::other("disk"));
    assert_eq!((error.name(), error.source().unwrap().to_string().as_str()), ("INTERNAL", "disk"));
    // The message is that of the table, and not that of the source.
    assert_eq!(error.to_string(), "Something went wrong on our side.");
    assert!(BillingError::InvalidRequest.source().is_none());
    let error: Step<std::fmt::Error> = Step::Internal(std::fmt::Error);
    assert!(error.source().unwrap().is::<std::fmt::Error>());
}

#[test]
fn a_source_that_fills_a_parameter_is_still_the_source() {
    #[derive(Debug, errspec::Error)]
    #[errspec("../../specs/billing.toml", partial)]
    enum Named {
        CardDeclined {
            #[errspec(field = "reason", display)]
            source: std::fmt::Error,
        },
    }

    #[derive(Debug, errspec::Error)]
    #[errspec("../../specs/billing.toml", partial)]
    enum Marked {
        CardDeclined(
            #[source]
            #[errspec(field = "reason", display)]
            std::fmt::Error,
        ),
    }

    /// A field `source` of type `String` is not an error.
    #[derive(Debug, errspec::Error)]
    #[errspec("../../specs/billing.toml", partial)]
    enum Text {
        CardDeclined {
            #[errspec(field = "reason")]
            source: String,
        },
    }

    let named = Named::CardDeclined { source: std::fmt::Error };
    assert!(named.source().unwrap().is::<std::fmt::Error>());
    assert_eq!(named.to_string(), format!("The card was declined: {}", std::fmt::Error));
    assert!(Marked::CardDeclined(std::fmt::Error).source().unwrap().is::<std::fmt::Error>());
    assert!(Text::CardDeclined { source: "bank".to_owned() }.source().is_none());
}

#[test]
fn a_transparent_variant_forwards_everything_to_the_error_inside() {
    let inner = || BillingError::CardDeclined { reason: Reason::Expired };
    let error: Step<io::Error> = Step::Nested(Box::new(Step::Billing(inner())));
    assert_eq!(error.to_string(), "The card was declined: expired");
    assert_eq!((error.name(), error.status()), ("CARD_DECLINED", Some(402)));
    assert_eq!(error.encode_response(), inner().encode_response());
    assert_eq!(error.field_by_name("reason").unwrap().as_str(), Some("expired"));
    let storage: Step<io::Error> = BillingError::from(io::Error::other("disk")).into();
    assert_eq!(storage.source().unwrap().to_string(), "disk");
}

#[test]
fn several_variants_can_map_to_one_entry() {
    #[derive(Debug, errspec::Error)]
    #[errspec("../../specs/billing.toml", partial)]
    enum Failed {
        #[errspec(entry = "INTERNAL")]
        Storage(#[from] io::Error),
        #[errspec(entry = "INTERNAL", also)]
        Format(#[from] std::fmt::Error),
    }
    let (storage, format) = (Failed::from(io::Error::other("disk")), Failed::from(std::fmt::Error));
    assert_eq!(storage.encode_response(), format.encode_response());
    assert!(storage.source().unwrap().is::<io::Error>() && format.source().unwrap().is::<std::fmt::Error>());

    #[derive(Debug, PartialEq, errspec::Error)]
    #[errspec("../../specs/billing.toml", partial)]
    enum Read {
        #[errspec(entry = "INTERNAL", also)]
        Ours,
        Internal,
        #[errspec(unknown)]
        Other(Unknown),
    }
    assert_eq!(Read::decode(500, &Read::Ours.encode()).into_error(), Read::Internal);
}

#[test]
fn a_struct_maps_to_one_entry() {
    let error = NoInvoice { number: 7 };
    assert_eq!((error.to_string().as_str(), error.status()), ("There is no invoice 7.", Some(404)));
    assert_eq!(error.encode(), BillingError::InvoiceNotFound(7).encode());
}

#[test]
fn an_error_is_decoded_by_another_type_of_the_same_table() {
    let sent = BillingError::RateLimited { limit: 60, remaining: Some(3) }.encode_response();
    let decoded = Payment::decode_response(sent.status, &sent, &sent.body);
    assert_eq!(decoded.error(), &Payment::RateLimited { most: 60, remaining: Some(3) });
    assert_eq!(decoded.retry_after().unwrap().as_secs(), 30);
}

#[test]
fn a_response_is_decoded_by_the_table_that_has_its_code() {
    let flanks = r#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
    let decoded = Payment::decode(400, flanks);
    assert_eq!((decoded.error(), decoded.code()), (&Payment::Wait, Some(Code::Integer(20002))));
    let billing = r#"{"error": {"code": "card_declined", "message": "The card was declined: expired"}}"#;
    assert_eq!(Payment::decode(402, billing).into_error(), Payment::CardDeclined { reason: Reason::Expired });
    assert_eq!(Payment::try_decode(402, billing).unwrap().into_error().name(), "CARD_DECLINED");
    assert!(Payment::detect(200, "{}").is_none());
    let errors = Payment::detect(400, flanks).unwrap().errors();
    assert_eq!(errors.iter().map(ListedError::error).collect::<Vec<_>>(), [&Payment::Wait]);
}

#[test]
fn an_entry_without_a_variant_is_unknown_and_keeps_its_entry() {
    let body = r#"{"error": {"code": "internal", "message": "Something went wrong on our side."}}"#;
    let decoded = Payment::decode(500, body);
    assert!(decoded.error().is_unknown());
    assert_eq!((decoded.error().name(), decoded.error().entry().unwrap().table()), ("INTERNAL", "billing"));
    let error = Payment::try_decode(500, body).unwrap_err();
    assert_eq!(error.to_string(), "the type has no variant for the entry `INTERNAL`");
    // Only the other table has the code.
    let decoded = Payment::decode(400, r#"{"error": "Incomplete", "error_code": 20001}"#);
    assert_eq!(decoded.error().entry().unwrap().table(), "flanks");
    let decoded = Payment::decode(502, "<html>");
    assert_eq!((decoded.error().unknown().unwrap().body(), decoded.error().entry()), (b"<html>".as_slice(), None));
}

#[test]
fn a_value_that_a_field_rejects_makes_the_error_unknown() {
    let body = r#"{"error": {"code": "card_declined", "message": "The card was declined: stolen"}}"#;
    let decoded = Payment::decode(402, body);
    assert_eq!((decoded.error().is_unknown(), decoded.error().name()), (true, "CARD_DECLINED"));
    assert_eq!(decoded.message(), Some("The card was declined: stolen"));
}

#[test]
fn strict_decoding_names_the_field_that_rejects_its_value() {
    let body = r#"{"error": {"code": "card_declined", "message": "The card was declined: stolen"}}"#;
    let error = Payment::try_decode(402, body).unwrap_err();
    assert_eq!(error.to_string(), "invalid value of field `reason` of `CARD_DECLINED`");
}

#[test]
fn an_optional_value_that_the_field_rejects_is_absent() {
    let body = r#"{"error": {"code": "rate_limited", "message": "Too many requests; the limit is 9 per minute."}}"#;
    let decoded = Payment::decode_response(429, &[("x-ratelimit-remaining", "1000")], body);
    assert_eq!(decoded.error(), &Payment::RateLimited { remaining: None, most: 9 });
}

#[test]
fn a_response_is_decoded_by_the_table_whose_variant_accepts_it() {
    #[derive(Debug, errspec::Error)]
    #[errspec("./tables/narrow.toml", "./tables/wide.toml")]
    enum Either {
        Small(u8),
        Large(u64),
        #[errspec(unknown)]
        Other(Unknown),
    }
    let name =
        |id: u32| Either::decode(404, &format!(r#"{{"code": 1, "message": "No {id}."}}"#)).error().name().to_owned();
    assert_eq!((name(255), name(256)), ("SMALL".to_owned(), "LARGE".to_owned()));
}

#[test]
fn the_table_that_types_details_gives_their_layout() {
    #[derive(Debug, errspec::Error)]
    #[errspec("../../specs/frankieone.toml", partial)]
    enum Outer {
        EntityNotFound,
        #[errspec(transparent)]
        Billing(BillingError),
    }
    let error = Outer::Billing(BillingError::InvalidRequest);
    let body = json(&error.encoder().details([OuterDetail::new("missing", "card.number")]).body());
    let written = serde_json::json!([{"issue": "missing", "issueLocation": "card.number"}]);
    assert_eq!(body["error"]["details"], written);
    assert_eq!(Outer::EntityNotFound.status(), Some(400));
}

#[test]
fn entries_returns_the_entries_of_all_tables() {
    let tables: Vec<&str> = Payment::entries().map(|entry| entry.table()).collect();
    assert_eq!((tables.first(), tables.last()), (Some(&"billing"), Some(&"flanks")));
    assert_eq!(Payment::entries().len(), tables.len());
    assert_eq!(BillingError::entries().len(), 7);
    assert_eq!(BillingError::examples().len(), 1);
    // Two types of the same table return the same entry.
    assert_eq!(NoInvoice { number: 1 }.entry(), BillingError::InvoiceNotFound(1).entry());
}

#[test]
fn generic_code_accepts_derived_errors() {
    fn respond<E: Spec>(error: &E) -> (u16, Vec<u8>) {
        (error.status().unwrap_or(500), error.encode())
    }
    fn is_final<E: Decode>(status: u16, body: &[u8]) -> bool {
        E::decode(status, body).error().retry() == Retry::Never
    }
    let (status, body) = respond(&BillingError::CardDeclined { reason: Reason::NoMoney });
    assert!(is_final::<Payment>(status, &body));
}
