//! The adapter macros accept types with generics, lifetimes and bounds, and types that cannot be decoded.

#![allow(clippy::unwrap_used)]

use std::fmt;
use std::rc::Rc;

use errspec::__private0_1::{Coverage, Covers, Generated, Instance, Table, Unknown};
use errspec::{Spec, Value};
use serde::Serialize;

#[errspec::table("tables/billing.toml")]
enum BillingError {}

/// An error that borrows another error.
#[derive(Debug)]
struct Borrowed<'a, E>(&'a E);

/// An error that cannot be sent to another thread.
#[derive(Debug)]
struct Local(Rc<BillingError>);

macro_rules! forward_to_inner {
    ([$($generics:tt)*] $ty:ty, $inner:ty) => {
        impl<$($generics)*> fmt::Display for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&*self.0, f)
            }
        }

        impl<$($generics)*> std::error::Error for $ty {}

        impl<$($generics)*> Instance for $ty {
            fn table(&self) -> &'static Table {
                self.0.table()
            }

            fn index(&self) -> Option<u32> {
                self.0.index()
            }

            fn field(&self, number: usize) -> Option<Value<'_>> {
                Instance::field(&*self.0, number)
            }

            fn as_unknown(&self) -> Option<&Unknown> {
                self.0.as_unknown()
            }
        }

        impl<$($generics)*> Generated for $ty {
            type Detail = <$inner as Generated>::Detail;

            fn tables() -> &'static [&'static Table] {
                <$inner>::tables()
            }
        }

        impl<$($generics)*> Covers for $ty {
            const COVERAGE: &'static Coverage = <$inner as Covers>::COVERAGE;
        }

        impl<$($generics)*> Spec for $ty {}
    };
}

forward_to_inner!(['a, E: Spec] Borrowed<'a, E>, E);
forward_to_inner!([] Local, BillingError);

errspec::__implement_actix_web! { ['a, E] Borrowed<'a, E> [E: Spec] }
errspec::__implement_axum! { ['a, E] Borrowed<'a, E> [E: Spec] }
errspec::__implement_schemars! { ['a, E] Borrowed<'a, E> [E: Spec,] }
errspec::__implement_serde! { ['a, E] Borrowed<'a, E> [E: Spec,] }
errspec::__implement_tonic! { ['a, E] Borrowed<'a, E> [E: Spec] }
errspec::__implement_utoipa! { ['a, E] Borrowed<'a, E> [E: Spec] }

errspec::__implement_actix_web! { [] Local [] }
errspec::__implement_axum! { [] Local [] }
errspec::__implement_schemars! { [] Local [] }
errspec::__implement_serde! { [] Local [] }
errspec::__implement_tonic! { [] Local [] }
errspec::__implement_utoipa! { [] Local [] }

fn name_in_axum(error: impl axum::response::IntoResponse) -> (u16, String, bool) {
    let response = error.into_response();
    let origin = response.extensions().get::<errspec::axum::Origin>().unwrap();
    (response.status().as_u16(), origin.name().to_owned(), origin.downcast_ref::<Local>().is_some())
}

#[test]
fn an_error_that_borrows_is_a_response() {
    let inner = BillingError::NotFound;
    assert_eq!(name_in_axum(Borrowed(&inner)), (404, "NOT_FOUND".to_owned(), false));
    assert_eq!(actix_web::ResponseError::status_code(&Borrowed(&inner)), 404);
    assert_eq!(tonic::Status::from(Borrowed(&inner)).code(), tonic::Code::NotFound);
}

#[test]
fn an_error_that_cannot_be_sent_is_a_response() {
    let local = || Local(Rc::new(BillingError::NotFound));
    assert_eq!(name_in_axum(local()), (404, "NOT_FOUND".to_owned(), false));
    assert_eq!(actix_web::ResponseError::status_code(&local()), 404);
    assert_eq!(tonic::Status::from(local()).code(), tonic::Code::NotFound);
}

#[test]
fn an_error_that_cannot_be_decoded_is_serialized() {
    fn written(error: impl Serialize) -> String {
        serde_json::to_string(&error).unwrap()
    }
    let body = r#"{"error":{"message":"No such invoice"}}"#;
    assert_eq!(written(Borrowed(&BillingError::NotFound)), body);
    assert_eq!(written(Local(Rc::new(BillingError::NotFound))), body);
}

#[test]
fn types_with_generics_have_the_schema_of_their_table() {
    let schema = schemars::schema_for!(Borrowed<'static, BillingError>);
    let local = schemars::schema_for!(Local);
    assert_eq!(schema.get("anyOf"), local.get("anyOf"));
    let responses = <Local as utoipa::IntoResponses>::responses();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["400", "402", "404", "422", "429", "500"]);
}
