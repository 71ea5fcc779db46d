//! The entries of the errors in transparent variants count as those of the type.

#![allow(clippy::unwrap_used, dead_code, missing_docs)]

use std::sync::Arc;

use errspec::testing::{contract, uncovered};
use errspec::{Entry, Spec, Unknown};
use errspec_tests::apis::FlanksError;

#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum PaymentError {
    CardDeclined { reason: String },
    RateLimited { limit: u64 },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum LookupError {
    InvoiceNotFound(u64),
    Internal,
    RateLimited {
        limit: u64,
    },
    #[errspec(unknown)]
    Unknown(Unknown),
}

/// A type that is complete only with the errors inside: no variant of its own is missing.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml")]
enum BillingError {
    InvalidRequest,
    NotFound,
    MethodNotAllowed,
    #[errspec(transparent)]
    Payment(#[from] PaymentError),
    #[errspec(transparent)]
    Lookup(#[from] Arc<LookupError>),
}

/// A type without a table of its own, over two tables, one of them twice.
#[derive(Debug, errspec::Error)]
enum ServiceError<'a, E: std::error::Error + 'static> {
    #[errspec(transparent)]
    Billing(#[from] BillingError),
    #[errspec(transparent)]
    Flanks(&'a FlanksError),
    #[errspec(transparent)]
    Again(Box<PaymentError>),
    #[errspec(transparent)]
    Nested(Box<ServiceError<'a, E>>),
    #[errspec(transparent)]
    Other(Wrapped<E>),
}

/// An error with a table and a source of any type.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum Wrapped<E: std::error::Error + 'static> {
    Internal(#[source] E),
}

/// A type that contains an error of any type.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum Either<T> {
    Internal,
    #[errspec(transparent)]
    Other(T),
}

type Service = ServiceError<'static, std::io::Error>;

fn names(entries: impl IntoIterator<Item = Entry>) -> Vec<String> {
    entries.into_iter().map(|entry| format!("{}::{}", entry.table(), entry.name())).collect()
}

#[test]
fn entries_are_those_of_all_tables_without_duplicates() {
    let both: Vec<String> = names(BillingError::entries().chain(FlanksError::entries()));
    assert_eq!(names(Service::entries()), both);
    assert_eq!(Service::entries().len(), both.len());
    assert_eq!(BillingError::entries().len(), 7);
    assert_eq!(Service::examples().len(), BillingError::examples().len() + FlanksError::examples().len());
}

#[test]
fn an_entry_of_an_error_inside_is_covered() {
    assert_eq!(names(uncovered::<BillingError>()), [""; 0]);
    assert_eq!(names(uncovered::<Service>()), [""; 0]);
    let requests = ["billing::INVALID_REQUEST", "billing::NOT_FOUND", "billing::METHOD_NOT_ALLOWED"];
    let missing = [requests.as_slice(), &["billing::INVOICE_NOT_FOUND", "billing::INTERNAL"]].concat();
    assert_eq!(names(uncovered::<PaymentError>()), missing);
    let missing = [requests.as_slice(), &["billing::INVOICE_NOT_FOUND"]].concat();
    assert_eq!(names(uncovered::<Either<PaymentError>>()), missing);
    assert_eq!(contract::<Service>(), contract::<(BillingError, FlanksError)>());
}

#[test]
fn a_type_without_a_table_of_its_own_is_the_error_inside() {
    let inner = || PaymentError::CardDeclined { reason: "expired".to_owned() };
    let error: Service = BillingError::from(inner()).into();
    assert_eq!(error.encode_response(), inner().encode_response());
    assert_eq!((error.name(), error.status(), error.to_string()), ("CARD_DECLINED", Some(402), inner().to_string()));
    let flanks = FlanksError::Processing;
    let error: Service = ServiceError::Flanks(&FlanksError::Processing);
    assert_eq!(error.encoder().request_id("r").response(), flanks.encoder().request_id("r").response());
    let error: Service = ServiceError::Nested(Box::new(ServiceError::Again(Box::new(inner()))));
    assert_eq!(error.entry(), inner().entry());
    let error: Service = ServiceError::Other(Wrapped::Internal(std::io::Error::other("disk")));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "disk");
    let generic: Either<PaymentError> = Either::Other(inner());
    assert_eq!((Spec::name(&generic), Either::<FlanksError>::Internal.name()), ("CARD_DECLINED", "INTERNAL"));
}
